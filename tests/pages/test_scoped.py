"""Microdata of the story, and of the cards of other stories: what stands around the headline is the story's."""

import pytest

from buratha.pages.judge import judge
from buratha.pages.judged import Judged
from buratha.pages.lines import Line, read_lines
from buratha.pages.repetition import Repetition
from buratha.pages.scoped import of_the_story
from tests.pages.story import ADDRESS, PARAGRAPHS, TITLE, page, read

OURS = "<meta itemprop='datePublished' content='2017-01-20T17:40:23+03:00'><meta itemprop='interactionCount' content='UserPageVisits:845'>"
THEIRS = "<meta itemprop='datePublished' content='2017-02-0{day}T09:15:31+03:00'><meta itemprop='interactionCount' content='UserPageVisits:{views}'>"
SCOPE = "itemscope itemtype='https://schema.org/NewsArticle'"


def card(day: int, views: int) -> str:
    """A card of another story with microdata of its own."""
    link = f"<a itemprop='url' href='/arabic/news/31{views}'>سوق السمك يفتح بعد إغلاق طويل {day}</a>"
    return f"<div class='k' {SCOPE}>{THEIRS.format(day=day, views=views)}{link}</div>"


CARDS = card(3, 2310) + card(4, 1977)


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(page(OURS, attributes=SCOPE), id="alone"),
        pytest.param(page(OURS, below=CARDS, attributes=SCOPE), id="cards below"),
        pytest.param(page(OURS, below=card(3, 2310), attributes=SCOPE), id="one card below"),
        pytest.param(page(f"{OURS}{CARDS}", attributes=SCOPE), id="cards above the headline"),
        pytest.param(page(between=f"{OURS}{CARDS}", attributes=SCOPE), id="cards below the headline"),
        pytest.param(page(attributes=SCOPE).replace("<div class='m'", f"{CARDS}<div class='m'").replace("<h1>", f"{OURS}<h1>"), id="cards before"),
    ],
)
def test_what_stands_around_the_headline_is_the_storys(html: str) -> None:
    record = read(html)
    assert (record["title"], record["published"], record["views"]) == (TITLE, "2017-01-20T17:40:23+03:00", 845)


@pytest.mark.parametrize("html", [page(below=CARDS), page(CARDS), page(between=CARDS)], ids=["below", "above", "between"])
def test_what_stands_in_cards_only_is_not(html: str) -> None:
    record = read(html)
    assert (record["published"], record["views"]) == (None, None)


def test_what_the_page_prints_comes_first() -> None:
    record = read(page(OURS, "<p>نشر في 21/1/2017 - المشاهدات: 846</p>", attributes=SCOPE))
    assert (record["published"], record["views"]) == ("2017-01-21T00:00:00+03:00", 846)


def test_the_markup_adds_the_time_of_day_to_the_printed_day() -> None:
    record = read(page(OURS, "<p>نشر في 20/1/2017</p>", CARDS, attributes=SCOPE))
    assert (record["published"], record["views"]) == ("2017-01-20T17:40:23+03:00", 845)


@pytest.mark.parametrize("counted", ["UserPageVisits:845", "845", "userpagevisits:845"])
def test_forms_of_the_counter(counted: str) -> None:
    assert read(page(f"<meta itemprop='interactionCount' content='{counted}'>", attributes=SCOPE))["views"] == 845


@pytest.mark.parametrize("counted", ["UserComments:845", "UserLikes:845", "كثيرة", "-845", ""])
def test_what_counts_no_visits(counted: str) -> None:
    assert read(page(f"<meta itemprop='interactionCount' content='{counted}'>", attributes=SCOPE))["views"] is None


def opened(html: str) -> tuple[Judged, Line]:
    """A page, and its headline."""
    judged = judge(read_lines(html), ADDRESS, Repetition())
    return judged, next(line for line in judged.lines if line.text == TITLE)


def counted(html: str) -> int | None:
    """What is the story's of the counters in a page's microdata."""
    judged, title = opened(html)
    return of_the_story(judged.page.counted, title, judged)


def test_the_innermost_block_around_the_headline_counts() -> None:
    outer = f"<div>{THEIRS.format(day=3, views=2310)}{{}}</div>"
    assert counted(outer.format(f"<div>{OURS}<h1>{TITLE}</h1></div>")) == 845
    assert counted(outer.format(f"<div>{OURS}</div><h1>{TITLE}</h1>")) == 2310
    assert counted(f"<div>{OURS}{THEIRS.format(day=3, views=2310)}<h1>{TITLE}</h1></div>") is None


def test_elsewhere_a_lone_value_counts_and_two_do_not() -> None:
    assert counted(f"<h1>{TITLE}</h1><div>{OURS}</div>") == 845
    assert counted(f"<h1>{TITLE}</h1><div>{OURS}</div><div>{OURS}</div>") == 845
    assert counted(f"<h1>{TITLE}</h1><div>{OURS}</div><div>{THEIRS.format(day=3, views=2310)}</div>") is None
    judged, _ = opened(f"<h1>{TITLE}</h1><div>{OURS}</div>")
    assert of_the_story(judged.page.published, None, judged) == "2017-01-20T17:40:23+03:00"
    assert of_the_story([], None, judged) is None


def test_a_lone_card_is_another_storys() -> None:
    link = "<a href='/arabic/news/309000'>قافلة كتب تصل الى قرى الهور</a>"
    assert counted(f"<h1>{TITLE}</h1><div>{THEIRS.format(day=3, views=2310)}{link}</div><p>{PARAGRAPHS[0]}</p>") is None
