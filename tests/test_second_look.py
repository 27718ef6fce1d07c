"""Whether a page has moved, by what came out and what went above it."""

import pytest

from buratha.pages.listing import PageLink
from buratha.walks.listing_order import Ids, ListingOrder
from buratha.walks.second_look import Check, Mark, Marks
from tests.shelf import address, listing

ROWS = frozenset(range(50, 60))


@pytest.mark.parametrize(
    ("now", "published", "moved"),
    [
        (range(50, 60), 0, False),
        (range(50, 60), 3, False),  # they came out before the page was read, or as many went
        (range(53, 63), 3, False),
        (range(48, 58), 0, True),
        (range(52, 62), 3, True),  # three came out and one went
        ([*range(50, 59), 49], 0, True),
        ([*range(50, 55), *range(56, 60), 49], 0, True),
        (range(70, 80), 20, True),  # gone too far to tell
        ([], 0, True),
    ],
)
def test_a_page_moves_down_by_as_many_as_came_out(now: range | list[int], published: int, *, moved: bool) -> None:
    assert Mark(address(4), 4, ROWS, 0).has_moved(frozenset(now), published) is moved


def test_what_came_out_before_the_page_was_read_does_not_count() -> None:
    assert not Mark(address(4), 4, ROWS, 2).has_moved(frozenset(range(51, 61)), 3)


def test_the_pages_are_the_farther_apart_the_farther_down() -> None:
    marks = Marks()
    for number in range(1, 101):
        marks.pass_by(PageLink(address(number), number), [1000 - number], [1000 - number])
    marks.pass_by(PageLink(address(101), 101), [900], [])
    assert [mark.number for mark in marks.after(1)] == [2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96]


def test_pages_that_begin_below_an_article_do_not_move() -> None:
    marks = Marks()
    for number in (90, 80, 70):
        marks.pass_by(PageLink(f"http://h/arabic/news?before={number}", None), [number - 1], [number - 1])
    assert marks.after(0) == []


def test_the_look_ends_with_the_first_page_that_has_moved() -> None:
    check = Check.of([Mark(address(number), number, frozenset([100 - number]), 0) for number in (2, 3, 4)], 0)
    check.take(listing(main=[98], box=[1, 2, 3]))
    assert check.page == PageLink(address(3), 3)
    check.take(listing(main=[96], box=[1, 2, 3]))
    assert (check.has_moved, check.page) == (True, None)


def test_a_page_that_cannot_be_read_tells_nothing() -> None:
    check = Check.of([Mark(address(2), 2, ROWS, 0)], 0)
    check.skip()
    assert (check.has_moved, check.page) == (False, None)


def test_ids_are_counted_from_below() -> None:
    ids = Ids()
    for number in (5, 70_000, 1_023, 1_024, 5):
        ids.add(number)
    assert (len(ids), 5 in ids, 6 in ids) == (4, True, False)
    assert [ids.below(number) for number in (0, 6, 1_024, 1_025, 999_999_999)] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("pages", "late", "newest_first", "oldest_first"),
    [
        ([[9, 8, 7], [6, 5, 4]], 0, True, False),
        ([[9, 8, 7], [8, 7, 6]], 0, True, False),  # pushed on
        ([[1, 9, 8], [1, 7, 6]], 1, True, False),  # pinned
        ([[9, 7, 8], [5, 6, 4]], 1, True, False),
        ([[1, 2, 3], [4, 5, 6]], 5, False, True),
        ([[5, 1, 8], [2, 9, 3]], 4, False, False),
        ([[9, 8, 7], [11, 10, 9]], 0, True, False),  # the first page again, with new ones above
    ],
)
def test_the_order_is_told_by_how_late_rows_come(pages: list[list[int]], late: int, *, newest_first: bool, oldest_first: bool) -> None:
    order = ListingOrder()
    for rows in pages:
        order.take(rows)
    assert (order.late, order.is_newest_first, order.is_oldest_first) == (late, newest_first, oldest_first)
