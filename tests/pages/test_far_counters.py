"""Counters far below a story, where the layout of a site has them on every page."""

from collections.abc import Callable
from typing import Any

import pytest

import buratha
from tests.agency.articles import load_articles
from tests.pages.story import ADDRESS, NOW, TITLE, page, read

LINKS = "".join(f"<li><a href='/arabic/news/{309100 + at}'>خبر قديم من القرية رقم {at} في أرشيف الجريدة</a></li>" for at in range(28))
FAR = f"<div class='r'><ul>{LINKS}</ul></div>"
DAY = "<p class='d'>تاريخ النشر: 20/1/2017</p>"


def site(below: Callable[[int], str], pages: int = 7) -> list[dict[str, Any]]:
    """The records of pages of one site, each with something far below its story."""
    found = []
    for at, article in enumerate(load_articles()[20 : 20 + pages]):
        story = "".join(f"<p>{text}</p>" for text in article.body.split("\n\n")[:4])
        html = page(between=DAY, story=f"<div class='t'>{story}</div>", below=FAR + below(at)).replace(TITLE, article.title)
        found.append((html.encode(), ADDRESS.replace("310000", str(310000 + at)), "text/html; charset=utf-8"))
    records = buratha.read_pages(found, now=NOW)
    return [record for record in records if isinstance(record, dict)]


@pytest.mark.parametrize(
    "counter",
    ["<div class='c'>القراءات: {}</div>", "<div class='l'>القراءات</div><div class='c'>{}</div>", "<div class='c'>قرأها {} من الزوار</div>"],
    ids=["one line", "two lines", "words"],
)
def test_a_counter_that_the_layout_has_far_below(counter: str) -> None:
    records = site(lambda at: counter.format(845 + 7 * at))
    assert [record["views"] for record in records] == [845 + 7 * at for at in range(7)]


@pytest.mark.parametrize(
    "counter",
    [
        "<div class='l'>التعليقات</div><div class='c'>{}</div>",
        "<div class='l'>زوار الموقع</div><div class='c'>{}</div>",
        "<div class='c'>زوار اليوم: {}</div>",
        "<div class='l'>القراءات</div><div class='c'><a href='/x'>{}</a></div>",
        "<div class='c'>القراءات: {}</div><div class='e'>القراءات: 1{}</div>",
    ],
    ids=["comments", "the site", "today", "a link", "two counters"],
)
def test_numbers_far_below_that_are_not_the_storys(counter: str) -> None:
    assert [record["views"] for record in site(lambda at: counter.replace("{}", str(845 + 7 * at)))] == [None] * 7


def test_a_number_that_is_the_same_on_all_pages_is_the_sites() -> None:
    assert [record["views"] for record in site(lambda _: "<div class='c'>القراءات: 2310</div>")] == [None] * 7


def test_a_page_read_alone_is_doubtful_about_it() -> None:
    record = read(page(between=DAY, below=f"{FAR}<div class='l'>القراءات</div><div class='c'>845</div>"))
    assert record["views"] is None
    assert "views" in record["doubts"]
