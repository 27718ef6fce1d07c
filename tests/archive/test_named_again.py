"""Articles that are named again: under another section, after the server had none, and after somebody had asked for a number not yet given."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, update

from buratha.archive import named_again
from buratha.archive.database import open_archive
from buratha.archive.forgetting import by_ids, forget
from buratha.archive.frontier import claim, known, meet, missed, note, sections_named
from buratha.archive.listed_titles import note_titles
from buratha.archive.named_again import move, revive
from buratha.archive.queries import count_by_section, count_nobodys
from buratha.archive.scope import Scope
from buratha.archive.tables import GIVEN_UP, GONE, HELD, MET, runs
from buratha.elsewhere import Elsewhere
from buratha.failures import ANSWERS
from buratha.urls import ArticleAddress
from tests.archive.opening import KINDS, address_of, begin_run, keep, rows, story

START = datetime.fromisoformat("2026-11-22T12:00:00+00:00")
TITLE = "عنوان خبر من أربع كلمات"


@pytest.fixture(params=KINDS)
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    with open_archive(address_of(request, tmp_path)) as opened, opened.begin():
        yield opened


def miss(connection: Connection, run: int, section: str = "news", reason: str = "not_found", *, by_number: bool = False) -> str:
    """Note that article 3 could not be had."""
    return missed(connection, run, ArticleAddress(3, section), reason, limits=ANSWERS, otherwise=5, by_number=by_number)


def asked(connection: Connection, run: int) -> list[str]:
    """Return the sections under which articles are handed out."""
    return [address.section for address in claim(connection, run, Scope(), 10)]


def listed(connection: Connection, section: str) -> None:
    """Let a section's own listing name article 3."""
    move(connection, [ArticleAddress(3, section)], by_listing=True)
    revive(connection, [3])


class TestMoved:
    """What is named under another section."""

    def test_a_feed_does_not_move_what_a_listing_has_named(self, connection: Connection) -> None:
        note(connection, 1, [ArticleAddress(3, "reports"), ArticleAddress(4, "reports")])
        note_titles(connection, {3: TITLE})
        meet(connection, 1, [ArticleAddress(3, "news"), ArticleAddress(4, "news")])
        assert rows(connection, "SELECT id, slug FROM articles ORDER BY id") == [(3, "reports"), (4, "news")]

    def test_its_own_listing_moves_it_whatever_named_it_before(self, connection: Connection) -> None:
        note(connection, 1, [ArticleAddress(3, "news")])
        note_titles(connection, {3: TITLE})
        listed(connection, "reports")
        assert asked(connection, 1) == ["reports"]

    def test_what_the_server_did_not_have_elsewhere_is_asked_for_in_the_same_run(self, connection: Connection) -> None:
        note(connection, 1, [ArticleAddress(3, "news")])
        assert asked(connection, 1) == ["news"]
        assert miss(connection, 1) == GONE
        listed(connection, "news")
        assert asked(connection, 1) == []
        miss(connection, 1)
        listed(connection, "reports")
        assert asked(connection, 1) == ["reports"]

    def test_two_listings_that_claim_what_does_not_exist_come_to_rest(self, connection: Connection) -> None:
        run, _ = begin_run(connection)
        connection.execute(update(runs).values(started=named_again.utc_now().isoformat(timespec="seconds")))
        note(connection, run, [ArticleAddress(3, "news")])
        requests = 0
        for section in 20 * ["reports", "news"]:
            listed(connection, section)
            for found in asked(connection, run):
                requests += 1
                miss(connection, run, found)
        assert requests == 12

    def test_an_answer_from_another_section_does_not_move_it_back(self, connection: Connection) -> None:
        note(connection, 1, [ArticleAddress(3, "news")])
        listed(connection, "reports")  # while it is asked for elsewhere
        miss(connection, 1, "news", "timeout")
        assert asked(connection, 2) == ["reports"]

    def test_what_is_held_stays_where_it_was_read(self, connection: Connection) -> None:
        keep(connection, [story(3)])
        listed(connection, "reports")
        assert rows(connection, "SELECT slug, state FROM articles") == [("news", HELD)]


class TestListedAndNotThere:
    """What a listing names and the server does not have."""

    def test_it_rests_ever_longer_and_is_never_given_up(self, connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
        """With a run every hour that sees it listed."""
        note(connection, 0, [ArticleAddress(3, "news")])
        tried = []
        for hour in range(24 * 12):
            now = START + timedelta(hours=hour)
            monkeypatch.setattr(named_again, "utc_now", lambda now=now: now)
            run, _ = begin_run(connection)
            connection.execute(update(runs).where(runs.c.id == run).values(started=now.isoformat(timespec="seconds")))
            listed(connection, "news")
            if asked(connection, run):
                tried.append(hour)
                assert miss(connection, run) == GONE
        assert tried == [0, 1, 2, 4, 7, 12, 21, 38, 71, 136, 265]

    def test_the_first_days_ask_every_day(self, connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
        note(connection, 0, [ArticleAddress(3, "news")])
        tried = []
        for day in range(12):
            now = START + timedelta(days=day)
            monkeypatch.setattr(named_again, "utc_now", lambda now=now: now)
            run, _ = begin_run(connection)
            connection.execute(update(runs).where(runs.c.id == run).values(started=now.isoformat(timespec="seconds")))
            listed(connection, "news")
            if asked(connection, run):
                tried.append(day)
                miss(connection, run)
        assert tried == [0, 1, 2, 3, 4, 5, 6, 7, 9]


class TestNumbersNotGivenYet:
    """Numbers that somebody asks for before there is an article."""

    def test_they_are_known_to_nobody_and_use_up_no_tries(self, connection: Connection) -> None:
        assert [miss(connection, run, by_number=True) for run in range(1, 6)] == 5 * [GONE]
        assert rows(connection, "SELECT state, tries FROM articles") == [(GONE, 0)]
        assert known(connection, [3]) == {}

    def test_a_listing_that_names_one_is_the_first_to_do_so(self, connection: Connection) -> None:
        miss(connection, 1, by_number=True)
        assert meet(connection, 2, [ArticleAddress(3, "reports")]) == 1
        assert [(each.run, each.state) for each in known(connection, [3]).values()] == [(2, MET)]
        assert asked(connection, 2) == ["reports"]

    def test_what_was_named_before_keeps_its_tries(self, connection: Connection) -> None:
        note(connection, 1, [ArticleAddress(3, "news")])
        miss(connection, 1)
        miss(connection, 2, by_number=True)
        assert rows(connection, "SELECT state, tries FROM articles") == [(GONE, 1)]
        listed(connection, "news")
        assert asked(connection, 3) == ["news"]

    def test_what_was_named_is_not_nobodys_because_somebody_asks_for_its_number(self, connection: Connection) -> None:
        note(connection, 1, [ArticleAddress(3, "reports")])
        assert miss(connection, 2, "reports", by_number=True) == GONE
        assert known(connection, [3])[3].state == GONE
        assert count_nobodys(connection) == 0
        assert dict(count_by_section(connection)["reports"]) == {GONE: 1}

    def test_failures_name_nothing(self, connection: Connection) -> None:
        assert miss(connection, 1, reason="timeout", by_number=True) == MET
        assert sections_named(connection, range(1, 9)) == {}
        assert not known(connection, [3])[3].is_named
        assert miss(connection, 2, by_number=True) == GONE
        assert rows(connection, "SELECT state, tries FROM articles") == [(GONE, 1)]
        assert (count_nobodys(connection), count_by_section(connection)) == (1, {})

    def test_what_is_named_after_failures_begins_anew(self, connection: Connection) -> None:
        for run in range(1, 6):
            state = miss(connection, run, reason="timeout", by_number=True)
        assert state == GIVEN_UP
        assert meet(connection, 6, [ArticleAddress(3, "reports")]) == 1
        assert known(connection, [3])[3].is_named
        assert rows(connection, "SELECT state, tries, reason, met_run FROM articles") == [(MET, 0, None, 6)]
        assert asked(connection, 6) == ["reports"]

    def test_what_is_named_while_it_is_asked_for_is_asked_for_once(self, connection: Connection) -> None:
        miss(connection, 1, reason="timeout", by_number=True)
        assert asked(connection, 2) == ["news"]
        elsewhere = Elsewhere()
        elsewhere.note([ArticleAddress(3, "reports")], known(connection, [3]))
        meet(connection, 2, [ArticleAddress(3, "reports")])
        assert asked(connection, 2) == []
        assert elsewhere.take(3, "news") == ["reports"]  # and there, should it come to nothing

    def test_what_the_server_did_not_have_under_a_guess_is_asked_for_in_the_same_run(self, connection: Connection) -> None:
        miss(connection, 1, reason="timeout", by_number=True)
        assert asked(connection, 2) == ["news"]
        assert miss(connection, 2) == GONE
        meet(connection, 2, [ArticleAddress(3, "reports")])
        assert asked(connection, 2) == ["reports"]

    def test_what_was_held_is_named(self, connection: Connection) -> None:
        miss(connection, 1, by_number=True)
        keep(connection, [story(3)])
        forget(connection, by_ids([range(3, 4)]))
        assert miss(connection, 2) == GONE
        assert count_nobodys(connection) == 0


class TestElsewhere:
    """The sections that a run remembers for an article that is not where it was."""

    def test_each_is_asked_once_and_only_where_they_differ(self, connection: Connection) -> None:
        note(connection, 1, [ArticleAddress(number, "news") for number in (3, 4)])
        before, elsewhere = known(connection, [3, 4, 5]), Elsewhere()
        elsewhere.note([ArticleAddress(3, "reports"), ArticleAddress(4, "news"), ArticleAddress(5, "news")], before)
        elsewhere.note([ArticleAddress(3, "poetry")], before)
        assert [elsewhere.take(number, "news") for number in (3, 3, 4, 5)] == [["reports", "poetry"], [], [], []]

    def test_what_was_moved_meanwhile_is_asked_for_where_it_was(self, connection: Connection) -> None:
        note(connection, 1, [ArticleAddress(3, "news")])
        elsewhere = Elsewhere()
        elsewhere.note([ArticleAddress(3, "reports")], known(connection, [3]))
        assert elsewhere.take(3, "reports") == ["news"]
