"""Page links that disappear from a listing: what stands behind them is a hole, and not below the listing's end."""

from collections.abc import Callable, Iterable

import pytest

from buratha.walks.holes import LAST, LIMIT, REJOINED, UNDER_WAY, Hole
from buratha.walks.leg import Leg
from buratha.walks.limits import Limits
from buratha.walks.lone_pages import lone, of_one_length
from tests.shelf import FIRST, SECTION, Memory, Shelf, listing

Pager = Callable[[int, int], Iterable[int]]
Arrange = Callable[[list[int]], list[int]]
PAGERS: list[Pager] = [Shelf([1]).pager, lambda number, last: [number + 1] if number < last else []]


def no_links(_number: int, _last: int) -> list[int]:
    """Return the links of a pager that is not there."""
    return []


def pinned(ids: list[int]) -> list[int]:
    """Put the three oldest on top of each page."""
    rest = ids[:-3]
    return [row for start in range(0, len(rest), 7) for row in ids[-3:] + rest[start : start + 7]]


def missed(memory: Memory, shelf: Shelf) -> set[int]:
    """Return what the site has and no run has met."""
    return set(shelf.ids) - memory.known.keys()


@pytest.mark.parametrize("pager", PAGERS)
@pytest.mark.parametrize("arrange", [lambda ids: ids, pinned])
def test_days_without_page_links_leave_holes_and_nothing_is_missed_when_they_are_back(arrange: Arrange, pager: Pager) -> None:
    shelf, memory = Shelf(list(range(95, 0, -1)), arrange=arrange, pager=pager), Memory()
    memory.crawl(shelf)
    shelf.pager = no_links
    for day in range(1, 4):
        shelf.publish(14)
        assert set(memory.crawl(shelf)) == {LAST}
        assert [hole.reason for hole in memory.holes] == [LAST] * day
    assert max(hole.tries for hole in memory.holes) <= 3
    shelf.pager = pager
    shelf.publish(2)
    memory.crawl(shelf)
    assert (missed(memory, shelf), memory.holes) == (set(), [])


@pytest.mark.parametrize("pager", PAGERS)
def test_the_rest_of_a_walk_that_was_killed_waits_for_the_page_links(pager: Pager) -> None:
    shelf, memory = Shelf(list(range(95, 0, -1)), pager=pager), Memory()
    memory.walk(shelf, next(memory.legs()), most=4)
    assert [hole.page_number for hole in memory.holes] == [5]
    shelf.pager = no_links
    for _ in range(2):
        assert memory.crawl(shelf) == [REJOINED, LAST]
    assert [hole.reason for hole in memory.holes] == [LAST]
    shelf.pager = pager
    memory.crawl(shelf)
    assert (missed(memory, shelf), memory.holes) == (set(), [])


@pytest.mark.parametrize("pager", PAGERS)
@pytest.mark.parametrize("lost", [2, 3, 9])
def test_a_page_that_failed_is_gone_back_for_when_the_page_links_are_back(lost: int, pager: Pager) -> None:
    shelf, memory = Shelf(list(range(95, 0, -1)), broken={lost, lost + 1}, pager=pager), Memory()
    memory.crawl(shelf)
    shelf.broken, shelf.pager = set(), no_links
    memory.crawl(shelf)
    shelf.pager = pager
    memory.crawl(shelf)
    assert (missed(memory, shelf), memory.holes) == (set(), [])


@pytest.mark.parametrize("count", [37, 240])
def test_a_listing_that_is_read_whole_is_told_when_little_of_it_is_left_and_believed_at_last(count: int) -> None:
    shelf, memory = Shelf(list(range(count, 0, -1)), arrange=sorted), Memory()
    memory.crawl(shelf)
    shelf.pager, pager = no_links, shelf.pager
    shelf.publish(3)
    memory.crawl(shelf)
    assert [hole.reason for hole in memory.holes] == [LAST]
    shelf.pager = pager
    memory.crawl(shelf)
    assert (missed(memory, shelf), memory.holes) == (set(), [])
    shelf.withdraw(*range(9, count + 4))
    runs = [memory.crawl(shelf) and len(memory.holes) for _ in range(8)]
    assert (runs[0], runs[-3:]) == (1, [0, 0, 0])


def test_a_number_that_was_given_early_and_came_out_late_is_not_what_was_walked() -> None:
    shelf, memory = Shelf([number for number in range(95, 0, -1) if number != 90]), Memory()
    memory.crawl(shelf)
    shelf.pager = no_links
    shelf.ids = [*range(104, 95, -1), 90, *shelf.ids]
    assert memory.crawl(shelf) == [LAST]
    assert [(hole.reason, hole.below) for hole in memory.holes] == [(LAST, 95)]


@pytest.mark.parametrize("count", [1, 2, 6, 10])
def test_a_section_all_of_which_is_on_one_page_needs_no_links(count: int) -> None:
    for arrange in (sorted, lambda ids: sorted(ids, reverse=True), lambda ids: ids[-1:] + ids[:-1]):
        shelf, memory = Shelf(list(range(count, 0, -1)), size=20, pager=no_links, arrange=arrange), Memory()
        for new in (0, 1, 3, 0, 5):
            shelf.publish(new)
            memory.crawl(shelf)
            assert (missed(memory, shelf), memory.holes) == (set(), []), (new, arrange(shelf.ids))


def test_a_list_of_other_addresses_is_walked_ground_though_none_of_it_is_known() -> None:
    leg = Leg(Hole(SECTION, FIRST, None, None, 95, UNDER_WAY))
    leg.take(listing(main=range(90, 100), others=range(90, 100)), {}, 2, FIRST)
    assert (leg.end, leg.remains) == (LAST, False)


def test_where_no_other_page_may_be_asked_for_the_limit_is_what_leaves_the_hole() -> None:
    leg = Leg(Hole(SECTION, FIRST, None, None, 80, UNDER_WAY), limits=Limits(pages=1))
    leg.take(listing(main=range(90, 100)), {}, 2, FIRST)
    assert (leg.end, leg.hole.reason, leg.hole.tries, leg.remains) == (LIMIT, LIMIT, 0, True)


def test_a_hole_behind_a_first_page_stays_until_its_links_are_back() -> None:
    shelf, memory = Shelf(list(range(95, 0, -1)), pager=no_links), Memory()
    assert memory.crawl(shelf) == [LAST]
    memory.holes = [Hole(SECTION, FIRST, None, 86, None, LAST, tries=1)]
    for tries in (2, 3):
        shelf.publish(2)
        assert memory.crawl(shelf) == [LAST, LAST]
        assert [(hole.reason, hole.tries) for hole in memory.holes] == [(LAST, tries)]
    shelf.pager = Shelf([1]).pager
    memory.crawl(shelf)
    assert (missed(memory, shelf), memory.holes) == (set(), [])


def only_page(count: int, pages: Iterable[int] = (), *, below: int | None = None, most: int | None = None) -> Leg:
    """Return a way down that has read a first page of so many rows."""
    leg = Leg(Hole(SECTION, FIRST, None, None, below, UNDER_WAY), limits=Limits(pages=most))
    leg.take(listing(pages, main=range(100, 100 + count)), {}, 2, FIRST)
    return leg


@pytest.mark.parametrize(
    ("lengths", "cut"),
    [
        ([20, 20, 20, 7], {0, 1, 2}),
        ([20, 20, 7, 8], set()),
        ([9, 9, 9, 9], set()),  # a young site
        ([20, 20, 20, 35], set()),  # pages may be longer
    ],
)
def test_first_pages_of_one_length_are_cut(lengths: list[int], cut: set[int]) -> None:
    legs = {str(section): only_page(count) for section, count in enumerate(lengths)}
    legs |= {"linked": only_page(20, [2]), "walked": only_page(20, below=119)}
    assert lone(legs) == {str(section) for section in range(4)}
    assert of_one_length(legs, lone(legs)) == {str(section) for section in cut}


def test_behind_a_cut_first_page_a_hole_begins_which_is_no_failure_where_one_page_was_asked_for() -> None:
    for most, reason in ((None, LAST), (1, LIMIT)):
        leg = only_page(20, most=most)
        leg.without_way_on()
        assert (leg.remains, leg.hole.reason, leg.hole.above, leg.hole.below, leg.hole.url) == (True, reason, 100, None, FIRST)
        assert bool(leg.not_believed) is (most is None)
