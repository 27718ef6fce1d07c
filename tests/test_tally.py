"""What is counted of the articles that reach the feeds."""

import pytest
from scrapy.utils.test import get_crawler

from buratha.arabic.text import ends_in_dots
from buratha.checks.lengths import step_of
from buratha.tally import Tally
from tests.archive.opening import story

LATER = "2031-01-01T00:00:00+00:00"


def test_only_new_articles_tell_how_long_articles_are() -> None:
    stats, tally = get_crawler().stats, Tally()
    assert stats is not None
    whole, cut = "كلمة " * 100, "كلمة " * 24 + "..."
    for article in (story(1, whole), story(2, cut), story(3, ""), story(4, whole, revision=2, last_seen=LATER), story(5, whole, section="sport")):
        tally.count(article, stats)
    counted = {name: number for name, number in stats.get_stats().items() if name.startswith(("buratha/words/", "buratha/ends_in_dots"))}
    assert counted == {"buratha/words/news/91": 1, "buratha/words/news/23": 1, "buratha/words/sport/91": 1, "buratha/ends_in_dots": 1}


@pytest.mark.parametrize(("words", "step"), [(1, 1), (2, 2), (63, 45), (64, 64), (90, 64), (91, 91), (100_000, 5793)])
def test_lengths_are_counted_in_steps(words: int, step: int) -> None:
    assert step_of(words) == step


@pytest.mark.parametrize(
    ("body", "is_cut"),
    [("قال ...", True), ("قال…", True), ("قال (...)", True), ("قال …. »", True), ("قال ..", False), ("قال ... ثم مضى.", False), ("", False)],
)
def test_what_was_cut_off_ends_in_dots(body: str, is_cut: bool) -> None:
    assert ends_in_dots(body) == is_cut
