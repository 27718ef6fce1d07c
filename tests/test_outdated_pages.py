"""Pages of a listing that show an older state than the page above them, as caches send them: nothing that came out since is lost between."""

from dataclasses import dataclass, field

import pytest

from buratha.pages.listing import Listing
from buratha.walks.holes import REJOINED, SKIPPED, Hole
from buratha.walks.leg import Leg
from buratha.walks.limits import Limits
from tests.shelf import FIRST, SECTION, Memory, Shelf, address, listing, number_of
from tests.test_section_walk import Told
from tests.test_walk import known, walked


@dataclass
class Outdated(Shelf):
    """A listing of which some pages show what they did a while ago."""

    kept: dict[int, Listing | str] = field(default_factory=dict)

    def keep(self, *numbers: int) -> None:
        """From now on these pages stay as they are."""
        then = Shelf(list(self.ids))
        self.kept = {number: then.answer(address(number)) for number in numbers}

    def answer(self, url: str) -> Listing | str:
        """Return the page at an address."""
        now = super().answer(url)
        return self.kept.get(number_of(url), now)


def outdated(*, published: int) -> tuple[Outdated, Memory]:
    """A listing that was walked, whose pages but for the first do not know of what came out since."""
    shelf, memory = Outdated(list(range(95, 0, -1))), Memory()
    memory.crawl(shelf)
    shelf.keep(*range(2, 11))
    shelf.publish(published)
    return shelf, memory


@pytest.mark.parametrize("published", [11, 25, 60])
def test_what_is_between_two_states_is_a_hole_that_a_later_run_closes(published: int) -> None:
    shelf, memory = outdated(published=published)
    assert memory.crawl(shelf) == [REJOINED]
    newest = 95 + published
    assert [(hole.number, hole.above, hole.below, hole.reason, hole.tries) for hole in memory.holes] == [(2, newest - 9, 95, SKIPPED, 1)]
    memory.crawl(shelf)
    assert [(hole.reason, hole.tries) for hole in memory.holes] == [(SKIPPED, 2)]
    shelf.kept = {}
    memory.crawl(shelf)
    shelf.publish(20)
    memory.crawl(shelf)
    assert (set(shelf.ids) - memory.known.keys(), memory.holes) == (set(), [])


def test_where_the_first_page_has_known_articles_too_nothing_is_skipped() -> None:
    shelf, memory = outdated(published=9)
    memory.crawl(shelf)
    assert (set(shelf.ids) - memory.known.keys(), memory.holes) == (set(), [])


@pytest.mark.parametrize("published", [0, 1, 9, 13, 27])
def test_a_newest_article_that_was_withdrawn_is_no_skipped_row(published: int) -> None:
    shelf, memory = Shelf(list(range(95, 0, -1))), Memory()
    memory.crawl(shelf)
    shelf.publish(published)
    shelf.withdraw(95, 94)
    memory.crawl(shelf)
    assert (set(shelf.ids) - memory.known.keys(), memory.holes) == (set(), [])


def test_a_page_that_is_outdated_for_a_moment_costs_nothing() -> None:
    shelf = Outdated(list(range(95, 0, -1)))
    told = Told(shelf)
    assert told.crawl() == 0
    shelf.keep(2)
    shelf.publish(25)
    asked = len(shelf.asked)
    shelf.before = lambda _shelf, request: shelf.kept.clear() if request > asked + 2 else None
    assert told.crawl() == 0
    assert set(shelf.ids) == told.known.keys()


def test_a_way_back_is_not_over_with_a_first_page_from_before_its_hole() -> None:
    leg = Leg.back_to(Hole(SECTION, address(2), 2, 111, 95, SKIPPED, tries=1), FIRST, Limits())
    assert walked(leg, [listing([2, 3], main=range(95, 85, -1))], known(range(1, 121)), run=3) == ["repeated_page"]
    assert (leg.remains, leg.hole.above, leg.hole.below, leg.hole.tries) == (True, 111, 95, 2)
