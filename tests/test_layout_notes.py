"""What ``scrapy probe`` says of a layout's selectors that do nothing."""

from datetime import UTC, datetime
from typing import Any

import pytest

from buratha.pages.layouts import LayoutError, Layouts, read
from buratha.probe.layout_notes import layout_notes
from buratha.probe.looking import Fetched
from tests.pages.test_selectors import ENTRY, FORM, page

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
ADDED = "; without tbody, which browsers add to tables, it would match"


def notes(**changed: Any) -> list[str]:
    entry = {key: value for key, value in (ENTRY | changed).items() if value is not None}
    fetched = Fetched("https://burathanews.com/arabic/news/77001", FORM.encode(), "text/html; charset=utf-8")
    return layout_notes(Layouts(tuple(read({"layout": [entry]}, "here"))), [fetched], NOW)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, []),
        ({"views": "td.gone"}, []),
        ({"recognise": "table.sheet > tbody > tr"}, [f"layout sheet was not used: its recognise matches nothing{ADDED}"]),
        ({"views": "table.sheet tbody tr > td.v4"}, [f"layout sheet: views matches nothing{ADDED}"]),
        ({"body": "table.sheet > tbody > tr > td.text", "drop": None}, [f"layout sheet: body matches nothing{ADDED}"]),
        ({"drop": ["div.box", "td.text > div.bax"]}, ["layout sheet: drop 'td.text > div.bax' matches nothing in the body"]),
        ({"drop": ["td.v1"]}, ["layout sheet: drop 'td.v1' matches nothing in the body"]),
        ({"drop": ["tbody td.text > div"]}, [f"layout sheet: drop 'tbody td.text > div' matches nothing in the body{ADDED}"]),
        ({"body": None}, ["layout sheet: drop 'div.box' drops nothing: there is no selector for the body"]),
    ],
)
def test_a_selector_that_does_nothing_is_named(changed: dict[str, Any], told: list[str]) -> None:
    assert notes(**changed) == told


def test_an_entry_without_a_field_is_named() -> None:
    fields = dict.fromkeys(("title", "category", "published", "views", "author", "body", "drop"))
    assert notes(**fields) == ["layout sheet changes nothing: it has no selector for a field, and calls none absent"]
    assert notes(**fields, absent=["views"]) == []


@pytest.mark.parametrize("changed", [{"body": "td.text::text"}, {"body": "//td/@class"}, {"drop": ["div.box p::text"]}])
def test_text_in_the_place_of_an_element_is_named_before_anything_is_read(changed: dict[str, Any]) -> None:
    with pytest.raises(LayoutError, match="names text or an attribute: name the element that holds it"):
        notes(**changed)


def test_a_drop_of_everything_is_named_and_not_believed() -> None:
    fields = dict.fromkeys(("title", "category", "published", "views", "author"))
    record = page(**fields, drop=["p"])
    assert record["body"] == page(**fields, body=None, drop=None)["body"]
    assert "body" in record["doubts"]
