"""One export goes on where the last one ended: what comes into the archive between them is in the second, whenever its page was fetched."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from buratha.archive import recording
from buratha.archive.database import open_archive
from buratha.archive.export import records
from buratha.archive.forgetting import by_ids, forget
from buratha.archive.recording import time_recordings
from buratha.archive.slices import Slice
from buratha.archive.tables import revisions
from tests.archive.opening import KINDS, address_of, keep, rows, story

FETCHED = "2026-11-22T18:45:00+00:00"
LATER = datetime(2026, 11, 23, 6, tzinfo=UTC)
BODY = "نص الخبر الذي يرد تحت رقمين وفيه من الكلمات ما يكفي"


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return address_of(request, tmp_path)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """Give the time that is read by whoever times recordings, to be set."""
    now = [LATER]
    monkeypatch.setattr(recording, "utc_now", lambda: now[0])
    return now


def since(address: str, moment: datetime) -> list[int]:
    """Return what an export has that is made now, beside whoever writes."""
    with open_archive(address, read_only=True) as connection:
        return [record["id"] for record in records(connection, Slice(changed_since=moment))]


def test_a_page_that_was_fetched_before_the_last_export_is_in_the_next_one(address: str, clock: list[datetime]) -> None:
    with open_archive(address) as connection:
        with connection.begin():
            keep(connection, [story(1, last_seen=FETCHED)])
        exported = LATER + timedelta(minutes=1)
        with connection.begin():
            time_recordings(connection)
            keep(connection, [story(2, last_seen=FETCHED)])
            assert since(address, LATER) == [1]
            clock[0] = exported + timedelta(hours=2)  # the transaction takes so long
        assert since(address, clock[0] + timedelta(hours=1)) == [2]  # nobody knows yet when it could be read
        with connection.begin():
            time_recordings(connection)
        assert since(address, exported) == [2]
        assert since(address, clock[0]) == [2]
        assert since(address, clock[0] + timedelta(seconds=1)) == []


def test_what_a_writer_left_untimed_is_timed_by_the_next_one(address: str, clock: list[datetime]) -> None:
    with open_archive(address) as connection, connection.begin():
        keep(connection, [story(1, last_seen=FETCHED)])
    clock[0] = LATER + timedelta(days=3)
    assert since(address, LATER + timedelta(days=9)) == [1]
    with open_archive(address):
        pass
    assert since(address, clock[0]) == [1]
    assert since(address, clock[0] + timedelta(seconds=1)) == []


def test_the_heir_of_a_forgotten_text_is_recorded_anew(address: str, clock: list[datetime]) -> None:
    with open_archive(address) as connection, connection.begin():
        keep(connection, [story(number, BODY, title="عنوان", last_seen=FETCHED) for number in (9, 4)])
    with open_archive(address) as connection, connection.begin():
        assert forget(connection, by_ids([range(9, 10)])).heirs == 1
    clock[0] = LATER + timedelta(days=1)
    with open_archive(address):
        pass
    assert since(address, clock[0]) == [4]


def test_revisions_from_before_count_as_of_the_end_of_their_runs(address: str, clock: list[datetime]) -> None:
    clock[0] = datetime(2026, 11, 25, tzinfo=UTC)
    with open_archive(address) as connection, connection.begin():
        for number, ended in ((1, "'2026-11-22T20:00:00+00:00'"), (2, "NULL"), (3, "NULL")):  # two died, one of them last
            connection.execute(text(f"INSERT INTO runs (started, ended) VALUES ('2026-11-2{number + 1}T18:00:00+00:00', {ended})"))
            keep(connection, [story(number, last_seen="2026-11-20T00:00:00+00:00")], run=number, delivery=number)
        connection.execute(revisions.update().values(recording=None))
        for statement in (
            "DROP TABLE textless",
            "DROP TABLE refused_days",
            "DROP INDEX articles_by_section",
            "ALTER TABLE articles DROP COLUMN forgotten_revision",
            "ALTER TABLE articles DROP COLUMN named",
            "DROP TABLE recordings",
            "DROP INDEX revisions_by_recording",
            "ALTER TABLE revisions DROP COLUMN recording",
            "CREATE INDEX revisions_by_time ON revisions (seen_at)",
            "UPDATE facts SET value = '4' WHERE name = 'format'",
        ):
            connection.execute(text(statement))
    with open_archive(address) as connection, connection.begin():
        times = ["2026-11-22T20:00:00+00:00", "2026-11-24T18:00:00+00:00", "2026-11-25T00:00:00+00:00"]
        assert [row[0] for row in rows(connection, "SELECT recorded_at FROM recordings ORDER BY id")] == times
    assert since(address, datetime.fromisoformat(times[0])) == [1, 2, 3]
    assert since(address, datetime.fromisoformat(times[1])) == [2, 3]
    assert since(address, clock[0] + timedelta(seconds=1)) == []
