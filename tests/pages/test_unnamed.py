"""What hangs on names of classes alone is doubtful: a page is read once more without them."""

import json

import pytest

import buratha
from buratha.pages.article import read_article
from buratha.pages.facts import ArticleFacts
from buratha.pages.opened import open_page
from buratha.pages.repetition import Repetition
from buratha.pages.unnamed import doubt_what_names_decide, without_names
from tests.lone_pages import LONE_PAGES
from tests.pages.story import ADDRESS, NOW, page, read


def _without_names(html: str) -> str:
    return without_names(open_page(html.encode(), ADDRESS, "text/html; charset=utf-8")).decoded.text


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ('<p class="date" id=d1 title="x">1</p>', '<p title="x">1</p>'),
        ("<ul class='a b'><li>1</li></ul>", "<div><div>1</div></div>"),
        ("<ul><li>1<li>2</ul>", "<div><li>1<li>2</div>"),
        ("<TABLE><TR><TD ID='t'>1</TD></TR></TABLE>", "<div><div><div>1</div></div></div>"),
        ("<p>class='a' is text</p>", "<p>class='a' is text</p>"),
        ("<link rel='x'><thread>1</thread>", "<link rel='x'><thread>1</thread>"),
    ],
)
def test_names_lists_and_tables_whose_ends_are_written_are_left_out(markup: str, plain: str) -> None:
    assert _without_names(markup) == plain


def _facts(day: str, readers: int) -> ArticleFacts:
    html = page(between=f"<div>{day}</div><div>{readers}</div>")
    facts = read_article(open_page(html.encode(), ADDRESS, "text/html; charset=utf-8"), Repetition(), NOW)
    assert isinstance(facts, ArticleFacts)
    return facts


@pytest.mark.parametrize(
    ("day", "readers", "doubted"),
    [
        ("12/1/2017 14:20", 512, []),
        ("12/1/2017", 512, []),  # the same day, less exactly
        ("9/1/2017 10:05", 512, ["published"]),
        ("12/1/2017 14:20", 738, ["views"]),
        ("12/1/2017 14:20", 3, []),  # a mark, or a thumb
    ],
)
def test_another_day_or_another_count_without_names_is_a_doubt(day: str, readers: int, doubted: list[str]) -> None:
    found = doubt_what_names_decide(_facts("12/1/2017 14:20", 512), _facts(day, readers), Repetition())
    assert [reason.field for reason in found] == doubted


def test_a_day_that_another_one_stands_beside_without_names_is_not_trusted() -> None:
    """A page whose lists and tables alone tell the archive's day from the story's."""
    folder = LONE_PAGES / "ap"
    truth = json.loads((folder / "truth.json").read_text("utf-8"))["y01.html"]
    record = buratha.read_page((folder / "y01.html").read_bytes(), truth["url"], now=NOW)
    assert isinstance(record, dict)
    assert (record["published"] or "").startswith(truth["published"]) or "published" in record["doubts"]


def test_a_page_that_says_its_day_plainly_is_not_doubted() -> None:
    record = read(page(between="<div class='date'>12/1/2017 14:20</div><div class='v'>512 قراءة</div>"))
    assert (record["published"], record["views"]) == ("2017-01-12T14:20:00+03:00", 512)
    assert not {"published", "views"} & set(record["doubts"])
