"""Pages that have no sister are read as well as they were, and the doubts about them are as right."""

import html
import itertools
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.lone_pages import FIELDS, LEAST_CAUGHT, MOST_FALSE, MOST_WRONG, Found, main, measure, shares
from buratha.pages.opened import open_page
from tests.lone_pages import LonePage, lone_pages

_TAG = re.compile(r"<[^>]*>")
_SENTENCES = re.compile(r"(?<=[.!؟:،]) ")


@pytest.fixture(scope="module")
def found() -> Sequence[Found]:
    """Every third page; all of them are measured by ``make bench-lone-pages``."""
    return list(measure(itertools.islice(lone_pages(), 0, None, 3)))


def test_no_more_is_wrong_and_no_less_is_doubtful(found: Sequence[Found]) -> None:
    told = shares(found)
    assert told.wrong <= MOST_WRONG, told
    assert told.caught >= LEAST_CAUGHT, told
    assert told.false <= MOST_FALSE, told


def test_every_page_gives_a_record(found: Sequence[Found]) -> None:
    assert {one.page for one in found if one.read is None and one.field == "body"} == set()


@pytest.mark.parametrize("page", list(lone_pages())[::3], ids=lambda page: page.name)
def test_what_the_truth_says_stands_on_the_page(page: LonePage) -> None:
    opened = open_page(page.body, page.truth["url"])
    hidden = html.unescape(_TAG.sub(" ", opened.decoded.text))  # a part that a control shows
    printed = " ".join(" ".join([*(line.text for line in opened.page.lines), hidden]).split())
    assert set(FIELDS) <= set(page.truth)
    told = (page.truth["title"], *(sentence for text in page.truth["body"] for sentence in _SENTENCES.split(text)))  # a box may stand in a paragraph
    assert [text for text in told if " ".join(text.split()) not in printed] == []


def test_a_folder_without_pages_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--folder", str(tmp_path)])
    assert "has no folder with a truth.json" in capsys.readouterr().err
