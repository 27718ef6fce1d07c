"""One section's walk in a run, with all its legs and second looks: what pages that are not believed leave, and what is believed all the same."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from scrapy.statscollectors import StatsCollector

from buratha.archive.frontier import Known
from buratha.archive.tables import MET
from buratha.pages.listing import Listing, PageLink
from buratha.walks.limits import Limits
from buratha.walks.listing_order import NO_TOP
from buratha.walks.section_walk import SectionWalk
from buratha.walks.walk_report import WalkReport
from tests.shelf import FIRST, SECTION, Shelf, address, listing, number_of

MOST = 2000
PAST_ENDS = ("missing", "empty", "last", "first")
PAGERS: list[Callable[[int, int], list[int]]] = [
    lambda number, _: [number + 1],
    lambda number, last: [number + 1] if number < last else [],
    lambda number, last: list(range(max(1, number - 2), min(last, number + 2) + 1)),
    lambda _, last: list(range(1, last + 1)),
]


class Counts(StatsCollector):
    """Stats without a crawl."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._stats = {}
        self._dump = False


@dataclass
class Told:
    """What is known after some runs over a shelf."""

    shelf: Shelf
    known: dict[int, Known] = field(default_factory=dict)
    top: int | None = None
    learnt: int = 0
    run: int = 0

    def crawl(self, spoil: Callable[[int, Listing], Listing] = lambda _number, page: page) -> int:
        """Walk the section once; ``spoil`` makes another page of one. Gives how many pages were counted as failed."""
        self.run += 1
        stats = Counts()
        walk = SectionWalk(SECTION, FIRST, Limits(), WalkReport(stats), top=self.top, learnt=self.learnt)
        page = walk.first_page
        for _ in range(MOST):
            answer = self.shelf.answer(page.url)
            onward = self._missing(walk, answer) if isinstance(answer, str) else self._read(walk, page.url, spoil(number_of(page.url), answer))
            if onward is None:
                return sum(count for name, count in stats.get_stats().items() if "/failed/listing/" in name)
            page = onward
        pytest.fail("the walk does not end")

    def _missing(self, walk: SectionWalk, reason: str) -> PageLink | None:
        return walk.look(None) if walk.is_looking_again else walk.leg.past_its_end(reason) or walk.after_leg()

    def _read(self, walk: SectionWalk, url: str, page: Listing) -> PageLink | None:
        if walk.is_looking_again:
            return walk.look(page)
        leg = walk.leg
        onward = leg.take(page, dict(self.known), self.run + leg.is_again, url)
        for article in page.articles:
            self.known.setdefault(article.id, Known(self.run, MET))
        if leg.is_top and leg.walked_to is not None:
            self.top, self.learnt = max(self.top or 0, leg.walked_to), leg.disorder
        return onward or walk.after_leg()


def some_shelf(rng: random.Random, counts: list[int]) -> Shelf:
    """Return a listing of any length, pager, end and box; the box may be another one on each page."""
    shelf = Shelf(list(range(rng.choice(counts), 0, -1)), past_end=rng.choice(PAST_ENDS), pager=rng.choice(PAGERS))
    count = len(shelf.ids)

    def changing(number: int) -> dict[str, list[int]]:
        return {"box": [(7 * number + 13 * each) % count + 1 for each in range(3)]}

    shelf.boxes = rng.choice([lambda _: {}, lambda _: {"box": [1, 2, count]}, changing])
    return shelf


@pytest.mark.parametrize("seed", range(60))
def test_no_page_that_has_not_what_it_should_is_passed_without_a_word(seed: int) -> None:
    rng = random.Random(seed)
    shelf = some_shelf(rng, [45, 95, 100, 240])
    lost, how = set(rng.sample(range(2, shelf.last), rng.choice([1, 1, 2]))), rng.choice(["empty", "first", "before", "cut"])

    def spoiled(number: int, page: Listing) -> Listing:
        if number not in lost:
            return page
        if how == "cut":
            rows = page.lists["main"][:3]
            return listing([], main=rows, **shelf.boxes(number))
        other = shelf.answer(address(1 if how == "first" else number - 1))
        shelf.asked.pop()
        assert isinstance(other, Listing)
        return listing([], **shelf.boxes(number)) if how == "empty" else other

    told = Told(shelf)
    failed = told.crawl(spoiled)
    assert failed or not set(shelf.ids) - told.known.keys()


@pytest.mark.parametrize("seed", range(60))
def test_listings_that_are_well_are_believed_although_articles_come_out_meanwhile(seed: int) -> None:
    rng = random.Random(seed)
    shelf = some_shelf(rng, [3, 10, 25, 95, 100, 240])
    told = Told(shelf)
    for _ in range(3):
        start, at = len(shelf.asked), {rng.randint(2, 25): rng.choice([1, 2, 5, 9, 10]) for _ in range(rng.choice([0, 1]))}
        shelf.before = lambda each, request, start=start, at=at: each.publish(at.pop(request - start, 0))
        assert told.crawl() == 0
        shelf.before = lambda _shelf, _request: None
        shelf.publish(rng.choice([0, 1, 4, 10, 13, 27]))


@pytest.mark.parametrize("learnt", [2, NO_TOP + 12])
def test_an_order_that_was_learnt_of_a_box_makes_no_hole_where_the_rows_stand_in_order(learnt: int, caplog: pytest.LogCaptureFixture) -> None:
    told = Told(Shelf([5, 2, 1]), {number: Known(0, MET) for number in (1, 2)}, top=2, learnt=learnt)
    with caplog.at_level("INFO"):
        assert told.crawl() == 0
    assert "as many as 0" not in caplog.text
    assert learnt < NO_TOP or "so it was in earlier runs" in caplog.text


def test_a_look_at_what_came_out_is_not_repeated_where_nothing_did() -> None:
    shelf = Shelf([2, 1], past_end="last", pager=PAGERS[0], boxes=lambda number: {"box": [5 * number % 2 + 1, 3 * number % 2 + 1]})
    assert Told(shelf).crawl() == 0
    assert len(shelf.asked) < 60
