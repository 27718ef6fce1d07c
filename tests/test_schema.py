"""The JSON Schema of a record."""

from dataclasses import fields, replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from buratha.items import SCHEMA_VERSION, Article, Comment, Image, RelatedStory, to_record
from buratha.schema import build, first_fault, shipped, to_text

ARTICLE = Article(
    id=94875,
    url="https://burathanews.com/arabic/news/94875",
    section="news",
    category="الأخبار",
    title="عنوان",
    author=None,
    byline=None,
    source=None,
    published="2010-05-21T00:00:00+03:00",
    published_precision="day",
    published_printed="2010-05-21",
    views=7,
    body="نص",
    images=[Image("https://burathanews.com/a.jpg", caption="صورة")],
    related=[RelatedStory("عنوان آخر", "https://burathanews.com/arabic/news/2")],
    comments=[Comment("زائر", "2010-05-22", "شكرا")],
    text_hash="0" * 64,
    section_in_address="news",
    first_seen="2026-11-22T18:45:00+00:00",
    last_seen="2026-11-22T18:45:00+00:00",
    witnesses={"title": "page"},
)
RECORD = to_record(ARTICLE)


def test_what_is_shipped_is_what_the_code_says() -> None:
    assert to_text(shipped()) == to_text(build()), "run: python -m buratha.schema"


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(shipped())
    assert shipped()["properties"]["schema_version"]["const"] == SCHEMA_VERSION


def test_every_field_is_there_required_and_described() -> None:
    kinds = {"Article": shipped(), **shipped()["$defs"]}
    for kind in (Article, Image, RelatedStory, Comment):
        names = [field.name for field in fields(kind)]
        assert list(kinds[kind.__name__]["properties"]) == kinds[kind.__name__]["required"] == names
        assert all(described["description"] for described in kinds[kind.__name__]["properties"].values())


def test_an_article_fits() -> None:
    assert first_fault(RECORD) is None
    assert first_fault(to_record(replace(ARTICLE, published=None, published_precision=None, views=None, title=None))) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", 0),
        ("id", "94875"),
        ("url", ""),
        ("section", None),
        ("title", 5),
        ("published", "2010-05-21"),
        ("published_precision", "year"),
        ("views", -1),
        ("body", None),
        ("text_hash", "abc"),
        ("images", [{"url": "x"}]),
        ("comments", [{"name": None, "date": "2010-05-22", "text": "x", "likes": 3}]),
        ("witnesses", {"title": 1}),
        ("doubts", "title"),
        ("schema_version", "0"),
    ],
)
def test_faults_name_their_field_as_the_reference_does(name: str, value: Any) -> None:
    record = RECORD | {name: value}
    fault = first_fault(record)
    assert fault is not None
    assert fault.field == name
    assert not Draft202012Validator(shipped()).is_valid(record)


def test_missing_and_strange_keys_are_faults() -> None:
    short = {name: value for name, value in RECORD.items() if name != "body"}
    assert first_fault(short) is not None
    assert first_fault(RECORD | {"colour": "red"}) is not None
