"""How far sections were walked, and the holes that were left, between runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from buratha.archive.database import open_archive
from buratha.archive.forgetting import retry_given_up
from buratha.archive.walks import count_given_up, count_open, count_standing, disorder_of, open_holes, save, walked_to
from buratha.walks.holes import LIMIT, UNDER_WAY, Hole
from buratha.walks.leg import Leg
from buratha.walks.limits import Limits
from buratha.walks.listing_order import NO_TOP
from tests.archive.opening import KINDS, address_of, rows
from tests.shelf import FIRST, SECTION, address, listing

TRIES = 3


@pytest.fixture(params=KINDS)
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    with open_archive(address_of(request, tmp_path)) as opened, opened.begin():
        yield opened


def begun(pages: int, limits: Limits | None = None) -> Leg:
    """Return a leg that has read so many pages of ten articles, from id 100 down."""
    leg = Leg(Hole(SECTION, FIRST, None, None, None, UNDER_WAY), limits=limits or Limits())
    for number in range(1, pages + 1):
        leg.take(listing([number + 1], main=range(101 - 10 * number, 111 - 10 * number)), {}, 1, address(number))
    return leg


def holes(connection: Connection) -> list[tuple[object, ...]]:
    """Return the holes as they are kept."""
    return rows(connection, "SELECT number, above, below, reason, state, tries FROM holes ORDER BY number")


def test_nothing_is_known_of_a_section_that_was_never_walked(connection: Connection) -> None:
    assert walked_to(connection, SECTION) is None
    assert open_holes(connection) == []


def test_a_walk_under_way_is_a_hole_from_its_first_page_on(connection: Connection) -> None:
    save(connection, 1, begun(1), TRIES)
    assert walked_to(connection, SECTION) == 100
    assert holes(connection) == [(2, 91, None, "under_way", "open", 0)]
    assert count_open(connection) == {"interrupted": 1}


def test_a_walk_that_a_run_has_got_on_with_does_not_stand(connection: Connection) -> None:
    save(connection, 1, begun(1), TRIES)
    assert (count_standing(connection, 1), count_standing(connection, 2)) == ({}, {"interrupted": 1})
    leg = Leg.back_to(open_holes(connection)[0], FIRST, Limits(), 0)
    leg.lose("http_503")
    save(connection, 2, leg, TRIES)
    assert count_standing(connection, 2) == {"http_503": 1}
    assert count_standing(connection, 2, {SECTION}) == {}


def test_as_it_goes_the_hole_moves_and_with_its_end_it_is_gone(connection: Connection) -> None:
    leg = begun(1)
    save(connection, 1, leg, TRIES)
    leg.take(listing([3], main=range(81, 91)), {}, 1, address(2))
    save(connection, 1, leg, TRIES)
    assert holes(connection) == [(3, 81, None, "under_way", "open", 0)]
    leg.take(listing(main=range(71, 81)), {}, 1, address(3))
    save(connection, 1, leg, TRIES)
    assert holes(connection) == []
    assert walked_to(connection, SECTION) == 100


def test_a_walk_that_read_nothing_leaves_nothing(connection: Connection) -> None:
    leg = begun(0)
    leg.lose("timeout")
    save(connection, 1, leg, TRIES)
    assert walked_to(connection, SECTION) is None
    assert holes(connection) == []


def test_a_lost_page_is_a_hole_of_its_own_that_closes_with_the_next_page(connection: Connection) -> None:
    leg = begun(2)
    leg.lose("http_503")
    save(connection, 1, leg, TRIES)
    assert holes(connection) == [(3, 81, None, "http_503", "open", 1), (4, 81, None, "under_way", "open", 0)]
    leg.take(listing(main=range(61, 71)), {}, 1, address(4))
    save(connection, 1, leg, TRIES)
    assert holes(connection) == [(3, 81, 70, "http_503", "open", 1)]
    assert count_open(connection) == {"http_503": 1}


def test_an_empty_page_before_the_end_is_doubted_only_as_long_as_it_may_be_a_gap(connection: Connection) -> None:
    leg = begun(1)
    leg.take(listing([3, 4], main=range(81, 91)), {}, 1, address(2))
    leg.past_its_end("http_404")
    save(connection, 1, leg, TRIES)
    assert holes(connection) == [(3, 81, None, "http_404", "open", 1), (4, 81, None, "under_way", "open", 0)]
    leg.past_its_end("http_404")
    save(connection, 1, leg, TRIES)
    assert holes(connection) == []


def test_a_hole_that_is_lost_again_counts_its_tries_and_is_given_up(connection: Connection) -> None:
    leg = begun(2)
    leg.lose("http_503")
    leg.take(listing(main=range(61, 71)), {}, 1, address(4))
    save(connection, 1, leg, TRIES)
    for run in range(2, TRIES + 1):
        (hole,) = open_holes(connection, SECTION)
        hole.reason = UNDER_WAY
        back = Leg(hole, is_top=False)
        while back.lose("http_502"):
            pass
        save(connection, run, back, TRIES)
    assert open_holes(connection) == []
    assert count_given_up(connection) == 1
    assert [row[3:] for row in holes(connection)] == [("http_502", "given_up", TRIES)]
    assert retry_given_up(connection, "sport") == (0, 0)
    assert retry_given_up(connection) == (0, 1)
    assert [hole.tries for hole in open_holes(connection)] == [0]


def test_a_walk_that_went_as_far_as_it_should_is_no_fault(connection: Connection) -> None:
    leg = begun(2, Limits(pages=2))
    assert leg.end == LIMIT
    save(connection, 1, leg, TRIES)
    assert holes(connection) == [(3, 81, None, "limit", "open", 0)]
    assert count_open(connection) == {}


def test_holes_come_newest_first_and_by_section(connection: Connection) -> None:
    for section, above in (("news", 50), ("sport", 70), ("news", 90)):
        leg = Leg(Hole(section, FIRST, 2, above, None, "timeout"), is_top=False)
        save(connection, 1, leg, TRIES)
    assert [(hole.section, hole.above) for hole in open_holes(connection)] == [("news", 90), ("sport", 70), ("news", 50)]
    assert [hole.above for hole in open_holes(connection, "news")] == [90, 50]


def test_the_top_only_grows(connection: Connection) -> None:
    save(connection, 1, begun(1), TRIES)
    low = Leg(Hole(SECTION, FIRST, None, None, 100, UNDER_WAY))
    low.take(listing([2], main=range(80, 90)), {}, 2, FIRST)
    save(connection, 2, low, TRIES)
    assert walked_to(connection, SECTION) == 100
    assert walked_to(connection, "sport") is None


def test_the_order_of_a_listing_is_known_to_later_runs(connection: Connection) -> None:
    leg = Leg(Hole(SECTION, FIRST, None, None, None, UNDER_WAY))
    leg.take(listing([2], main=range(1, 11)), {}, 1, FIRST)
    save(connection, 1, leg, TRIES)
    leg.take(listing(main=range(11, 21)), {}, 1, address(2))
    save(connection, 1, leg, TRIES)
    assert (disorder_of(connection, SECTION), disorder_of(connection, "sport")) == (NO_TOP + 20, 0)
    assert walked_to(connection, SECTION) == 20
    newest_first = Leg(Hole(SECTION, FIRST, None, None, None, UNDER_WAY), learnt=NO_TOP)
    newest_first.take(listing([2], main=range(20, 10, -1)), {}, 2, FIRST)
    newest_first.take(listing(main=range(10, 0, -1)), {}, 2, address(2))
    save(connection, 2, newest_first, TRIES)
    assert disorder_of(connection, SECTION) == 0
