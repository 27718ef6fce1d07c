"""Pages that were saved by ``scrapy probe --save``: each is read as what a person wrote down that it says, field by field or link by link."""

import gzip
import json
import os
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

import buratha
from buratha.layouts import layouts_of
from buratha.pages.listing import read_listing
from buratha.pages.opened import open_page
from buratha.probe.saving import CASE_FILE, EXPECTED, EXPECTED_FILE, KIND, LISTED, LISTING_CASE, OPEN, PAGE_FILE, page_link

SAVED = Path(__file__).parent / "saved"
NO_ARTICLE = "no_article"


def written(path: Path) -> dict[str, Any]:
    """What a file says that a person may have edited; fails with its name, and where in it something is wrong."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=partial(_once, path))
    except FileNotFoundError:
        pytest.fail(f"{path} is missing: delete the folder and save the page again", pytrace=False)
    except UnicodeDecodeError:
        pytest.fail(f"{path} is not UTF-8: save it as UTF-8 in the editor", pytrace=False)
    except json.JSONDecodeError as error:
        pytest.fail(f"{path}, line {error.lineno}, column {error.colno}: no JSON: {error.msg}", pytrace=False)
    if not isinstance(data, dict):
        pytest.fail(f"{path} has to be names and values in braces", pytrace=False)
    return data


def _once(path: Path, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        pytest.fail(f"{path}: {', '.join(twice)}: written twice, and only one of them can count", pytrace=False)
    return dict(pairs)


def case_of(folder: Path) -> dict[str, Any]:
    """What is known of a saved page."""
    return written(folder / CASE_FILE)


def is_listing(folder: Path) -> bool:
    """Whether a case is a listing's; one that cannot be read says why in its tests, not while tests are collected."""
    try:
        return case_of(folder).get(KIND) == LISTING_CASE
    except pytest.fail.Exception:
        return False


CASES = sorted(path for path in SAVED.iterdir() if path.is_dir() and path.name[0] not in "._")
LISTINGS = [path.name for path in CASES if is_listing(path)]
NAMES = [path.name for path in CASES if path.name not in LISTINGS]


def expectations(folder: Path, fields: tuple[str, ...] = EXPECTED) -> dict[str, Any]:
    """What is expected of a case; fails where that is not written down."""
    path = folder / EXPECTED_FILE
    assert path.exists(), f"{path} is missing: a saved page without expectations tests nothing"
    expected = written(path)
    if NO_ARTICLE in expected:
        assert list(expected) == [NO_ARTICLE], f"{path}: a page that is no article has no fields"
        return expected
    unknown, missing = sorted(set(expected) - set(fields)), sorted(set(fields) - set(expected))
    assert not unknown, f"{path}: {', '.join(unknown)}: no such field; missing: {', '.join(missing) or 'none'}"
    assert not missing, f"{path}: {', '.join(missing)}: missing; null stands for what the page does not say"
    return expected


def closed(folder: Path, name: str, fields: tuple[str, ...] = EXPECTED) -> Any:
    """A field's expected value; fails where it is still open."""
    value = expectations(folder, fields)[name]
    if isinstance(value, dict):
        message = f"{folder / EXPECTED_FILE}: {name} is still open ({value.get(OPEN)}): look at the page and write down what it says"
        pytest.fail(message)
    return "\n".join(value) if name == "body" and isinstance(value, list) else value


@cache
def read(folder: Path) -> dict[str, Any] | buratha.NoArticle:
    """The page, read with the pages that were saved beside it."""
    case = case_of(folder)
    pages = [(gzip.decompress((folder / PAGE_FILE).read_bytes()), case["url"], case["content_type"])]
    pages += [(gzip.decompress((folder / each["file"]).read_bytes()), each["url"], each["content_type"]) for each in case["siblings"]]
    return buratha.read_pages(pages, now=datetime.fromisoformat(case["fetched"]), layouts=layouts_of(os.environ))[0]


def check(folder: Path, name: str) -> None:
    """Hold one field of a case against what is expected."""
    expected = expectations(folder)
    record = read(folder)
    if NO_ARTICLE in expected:
        assert isinstance(record, buratha.NoArticle)
        assert record.reason == expected[NO_ARTICLE]
        return
    wanted = closed(folder, name)
    assert isinstance(record, dict), f"read as no article: {record}"
    assert record[name] == wanted


def links(folder: Path) -> dict[str, Any]:
    """The links of a listing."""
    case = case_of(folder)
    opened = open_page(gzip.decompress((folder / PAGE_FILE).read_bytes()), case["url"], case["content_type"])
    listing = read_listing(opened.decoded.text, case["url"], datetime.fromisoformat(case["fetched"]))
    return {"articles": [article.id for article in listing.articles], "pages": [page_link(page) for page in listing.pages]}


@pytest.mark.parametrize("name", LISTED)
@pytest.mark.parametrize("case", LISTINGS)
def test_listing(case: str, name: str) -> None:
    found, expected = links(SAVED / case)[name], closed(SAVED / case, name, LISTED)
    if name == "articles":  # what stands in boxes is followed too
        found = [number for number in found if number in expected]
    assert found == expected


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("case", NAMES)
def test_field(case: str, name: str) -> None:
    check(SAVED / case, name)


@pytest.mark.parametrize("case", NAMES)
def test_no_reader_leaves_these_empty(case: str) -> None:
    record = read(SAVED / case)
    if NO_ARTICLE in expectations(SAVED / case):
        return
    assert isinstance(record, dict)
    assert record["title"], "every article has a title"
    assert record["section"]
    assert record["body"] or record["images"] or record["media"], "every article has a text, a picture or a film"
    assert record["witnesses"]["title"]


def test_there_are_saved_pages() -> None:
    assert len(NAMES) > 1
    assert LISTINGS


def test_an_open_field_fails_with_a_clear_message(tmp_path: Path) -> None:
    expected = {name: {OPEN: "only one weak witness", "read": "x"} if name == "title" else None for name in EXPECTED}
    (tmp_path / EXPECTED_FILE).write_text(json.dumps(expected), encoding="utf-8")
    with pytest.raises(pytest.fail.Exception, match=r"title is still open \(only one weak witness\): look at the page"):
        closed(tmp_path, "title")


def test_a_listing_that_is_open_fails_with_a_clear_message(tmp_path: Path) -> None:
    expected = {"articles": [7], "pages": {OPEN: "no link to another page was found", "read": []}}
    (tmp_path / EXPECTED_FILE).write_text(json.dumps(expected), encoding="utf-8")
    assert closed(tmp_path, "articles", LISTED) == [7]
    with pytest.raises(pytest.fail.Exception, match=r"pages is still open \(no link to another page was found\)"):
        closed(tmp_path, "pages", LISTED)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{\n "title": "x",,\n}', r"expected\.json, line 2, column 15: no JSON: "),
        ('{"title": "عنوان"}'.encode("utf-16"), r"expected\.json is not UTF-8"),
        (b"[]", r"expected\.json has to be names and values"),
        (b'{"title": "x", "title": {"open": "", "read": null}}', r"expected\.json: title: written twice"),
        (b'{"title": "x", "autor": null}', r"expected\.json: autor: no such field; missing: author"),
        (b'{"title": "x"}', r"expected\.json: author: missing; null stands for"),
    ],
)
def test_what_was_edited_wrongly_is_named(data: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / EXPECTED_FILE).write_bytes(data)
    with pytest.raises((AssertionError, pytest.fail.Exception), match=message):
        expectations(tmp_path, ("title", "author"))


def test_an_editors_byte_order_mark_and_another_order_are_no_mistake(tmp_path: Path) -> None:
    (tmp_path / EXPECTED_FILE).write_text('{"author": null, "title": "عنوان"}', encoding="utf-8-sig")
    assert closed(tmp_path, "title", ("title", "author")) == "عنوان"


def test_a_folder_without_its_files_fails_alone(tmp_path: Path) -> None:
    assert not is_listing(tmp_path)
    with pytest.raises(pytest.fail.Exception, match=r"case\.json is missing: delete the folder and save the page again"):
        case_of(tmp_path)


def test_a_page_without_expectations_fails(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="without expectations tests nothing"):
        expectations(tmp_path)
