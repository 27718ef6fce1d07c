"""Articles that are known and not held: met, handed out, missed; and young ones that are read again."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from buratha.archive.database import open_archive
from buratha.archive.frontier import (
    Known,
    any_held,
    backlog,
    claim,
    claim_young,
    count_kept,
    dated,
    in_slices,
    known,
    meet,
    missed,
    not_held,
    sections_named,
)
from buratha.archive.named_again import revive
from buratha.archive.scope import Scope, count_left_out
from buratha.archive.tables import HELD, MET
from buratha.arguments import LARGEST_ID
from buratha.failures import ANSWERS
from buratha.urls import ArticleAddress
from tests.archive.opening import KINDS, address_of, keep, rows, story

START = datetime.fromisoformat("2026-11-22T12:00:00+00:00")
TRIES = 5


@pytest.fixture(params=KINDS)
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    with open_archive(address_of(request, tmp_path)) as opened, opened.begin():
        yield opened


def addresses(*numbers: int, section: str = "news") -> list[ArticleAddress]:
    """Return articles' addresses."""
    return [ArticleAddress(number, section) for number in numbers]


def claimed(connection: Connection, run: int, most: int = 100, **scope: object) -> list[int]:
    """Return the numbers that are handed out."""
    return [address.id for address in claim(connection, run, Scope(**scope), most)]  # type: ignore[arg-type]


def miss(connection: Connection, run: int, number: int, reason: str) -> str:
    """Note that an article could not be had."""
    return missed(connection, run, ArticleAddress(number, "news"), reason, limits=ANSWERS, otherwise=TRIES)


def test_an_address_is_met_once(connection: Connection) -> None:
    assert meet(connection, 1, addresses(5, 6, 6)) == 2
    assert meet(connection, 2, addresses(6, 7, section="sport")) == 1
    assert known(connection, [5, 6, 7, 8]) == {5: Known(1, MET, "news"), 6: Known(1, MET, "sport"), 7: Known(2, MET, "sport")}
    assert meet(connection, 2, []) == 0


def test_what_is_not_held_is_asked_for_under_the_section_that_was_named_last(connection: Connection) -> None:
    """The crawler may have guessed the first one; the section of what is held is what its page said."""
    meet(connection, 1, addresses(5, 6))
    keep(connection, [story(6, "نص الخبر السادس وفيه كلمات كثيرة عن المدينة", section="news")])
    meet(connection, 2, addresses(5, 6, section="poetry"))
    assert rows(connection, "SELECT id, section, slug FROM articles ORDER BY id") == [(5, "poetry", "poetry"), (6, "news", "news")]
    assert [(address.id, address.section) for address in claim(connection, 2, Scope(), 10)] == [(5, "poetry")]


def test_many_addresses_are_known(connection: Connection) -> None:
    meet(connection, 1, addresses(*range(1, 1201)))
    assert len(known(connection, range(1, 1301))) == 1200


def test_each_is_handed_out_once_a_run_and_newest_first(connection: Connection) -> None:
    meet(connection, 1, addresses(3, 9, 5))
    assert claimed(connection, 1, most=2) == [9, 5]
    assert claimed(connection, 1) == [3]
    assert claimed(connection, 1) == []
    assert claimed(connection, 2) == [9, 5, 3]


def test_what_is_held_is_not_handed_out(connection: Connection) -> None:
    meet(connection, 1, addresses(3, 4))
    keep(connection, [story(3)])
    assert claimed(connection, 2) == [4]
    assert any_held(connection)


def test_a_run_asks_only_for_what_is_its_own(connection: Connection) -> None:
    meet(connection, 1, addresses(3, 4))
    meet(connection, 2, addresses(5, 6, section="sport"))
    assert claimed(connection, 2, sections=("sport",), greatest=5) == [5]
    assert claimed(connection, 2, least=4, greatest=5) == [4]
    assert claimed(connection, 2, met_in_this_run=True) == [6]
    assert claimed(connection, 2) == [3]


def test_a_day_that_a_listing_prints_counts_and_not_the_number(connection: Connection) -> None:
    days = {3: date(2015, 10, 14), 4: date(2015, 10, 15), 6: date(2015, 10, 16), 7: date(2015, 10, 15), 8: date(2015, 10, 17)}
    meet(connection, 1, addresses(*range(1, 9)), days)
    scope = {"since": date(2015, 10, 15), "until": date(2015, 10, 16), "least": 5, "greatest": 5}
    assert count_left_out(connection, 1, Scope(**scope)) == 2  # 1 and 2
    assert claimed(connection, 1, **scope) == [7, 6, 5, 4]
    meet(connection, 2, addresses(2, 9), {2: date(2015, 10, 15), 9: date(2015, 10, 20)})
    assert claimed(connection, 2, **scope | {"until": None}) == [9, 8, 2]  # those that were never asked for come first
    assert claimed(connection, 2, **scope | {"until": None}) == [7, 6, 5, 4]
    assert claimed(connection, 3, sections=("sport",), **scope) == []


def test_what_fails_is_tried_in_later_runs_until_it_is_given_up(connection: Connection) -> None:
    meet(connection, 1, addresses(3))
    for run in range(1, TRIES):
        assert claimed(connection, run) == [3]
        assert miss(connection, run, 3, "timeout") == "met"
        assert claimed(connection, run) == []
    assert backlog(connection) == {"timeout": 1}
    assert miss(connection, TRIES, 3, "timeout") == "given_up"
    assert claimed(connection, TRIES + 1) == []
    assert backlog(connection) == {}


def test_what_the_server_says_is_gone_is_believed_until_a_listing_names_it(connection: Connection) -> None:
    meet(connection, 1, addresses(3, 4))
    assert miss(connection, 1, 3, "not_found") == "gone"
    revive(connection, [3])
    assert claimed(connection, 2) == [4]  # before all that was asked for in vain
    assert claimed(connection, 2) == [3]


def test_a_page_that_is_no_article_is_believed_the_third_time(connection: Connection) -> None:
    meet(connection, 1, addresses(4))
    assert [miss(connection, run, 4, "no_story") for run in (1, 2, 3)] == ["met", "met", "refused"]
    assert claimed(connection, 4) == []


def test_what_was_never_met_is_met_by_being_missed(connection: Connection) -> None:
    assert miss(connection, 1, 3, "timeout") == "met"
    assert rows(connection, "SELECT id, section, state, tries, reason FROM articles") == [(3, "news", "met", 1, "timeout")]


def test_what_is_held_stays_held_whatever_the_server_says(connection: Connection) -> None:
    keep(connection, [story(3)])
    for run in range(1, 2 * TRIES):
        assert miss(connection, run, 3, "not_found") == HELD
    assert known(connection, [3])[3].state == HELD


def test_what_comes_in_the_end_has_no_tries_left_over(connection: Connection) -> None:
    miss(connection, 1, 3, "timeout")
    keep(connection, [story(3)], run=2)
    assert rows(connection, "SELECT state, tries, reason FROM articles") == [("held", 0, None)]


def test_numbers_that_are_not_held(connection: Connection) -> None:
    keep(connection, [story(3), story(5)])
    meet(connection, 1, addresses(4))
    assert not_held(connection, range(2, 7)) == [6, 4, 2]
    assert count_kept(connection, range(2, 7)) == 2
    assert sections_named(connection, range(2, 7)) == {4: "news"}


def test_a_range_of_all_numbers_is_looked_at_in_slices() -> None:
    slices = in_slices(range(1, LARGEST_ID + 1))
    assert [next(slices), next(slices)] == [range(LARGEST_ID - 9_999, LARGEST_ID + 1), range(LARGEST_ID - 19_999, LARGEST_ID - 9_999)]
    assert [number for part in in_slices(range(3, 25_007)) for number in reversed(part)] == list(range(25_006, 2, -1))


def test_those_beside_which_a_day_was_printed(connection: Connection) -> None:
    meet(connection, 1, addresses(3, 4), {4: date(2026, 3, 12)})
    assert dated(connection, [3, 4, 5]) == {4}


class TestYoung:
    """Articles that may have been edited since."""

    SINCE = int((START - timedelta(hours=48)).timestamp())

    def read(self, connection: Connection, number: int, hours: float | None, *, seen: float = 10) -> None:
        """Keep an article that was published so many hours before the run, and read ``seen`` hours before."""
        published = (START - timedelta(hours=hours)).isoformat() if hours is not None else None
        when = (START - timedelta(hours=seen)).isoformat(timespec="seconds")
        keep(connection, [story(number, published=published, first_seen=when, last_seen=when)])

    def young(self, connection: Connection, run: int = 9, most: int = 100) -> list[int]:
        """Return the numbers that are handed out."""
        found = claim_young(connection, run, Scope(), self.SINCE, START.isoformat(timespec="seconds"), most)
        return [address.id for address in found]

    def test_by_their_date(self, connection: Connection) -> None:
        for number, hours in ((10, 100), (11, 49), (12, 47), (13, 1)):
            self.read(connection, number, hours)
        assert self.young(connection) == [13, 12]
        assert self.young(connection) == []
        assert self.young(connection, run=10, most=1) == [13]

    def test_without_a_date_by_their_neighbours(self, connection: Connection) -> None:
        for number, hours in ((10, 100), (11, None), (12, 60), (13, None), (14, 20), (15, None)):
            self.read(connection, number, hours)
        assert self.young(connection) == [15, 14, 13]

    def test_an_old_story_that_is_posted_again_makes_no_others_old(self, connection: Connection) -> None:
        for number, hours in ((10, 60), (11, 30), (12, None)):
            self.read(connection, number, hours)
        self.read(connection, 13, 90_000)
        assert 11 in self.young(connection)

    def test_not_what_this_run_has_read_itself(self, connection: Connection) -> None:
        self.read(connection, 13, 1, seen=-0.1)
        assert self.young(connection) == []

    def test_within_one_second_what_another_run_has_read_and_not_what_this_one_was_given(self, connection: Connection) -> None:
        meet(connection, 9, addresses(14))
        assert [address.id for address in claim(connection, 9, Scope(), 100)] == [14]
        for number in (13, 14):
            self.read(connection, number, 1, seen=0)
        assert self.young(connection) == [13]
        assert self.young(connection, run=10) == [14, 13]

    def test_not_what_is_not_held(self, connection: Connection) -> None:
        meet(connection, 1, addresses(20))
        assert self.young(connection) == []
