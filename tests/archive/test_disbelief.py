"""What a run asked for in vain, taken back: no tries are used up, and in the end all comes to rest."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from buratha.archive.database import open_archive
from buratha.archive.disbelief import PATIENCE, InVain, any_fresh, disbelieve, disbelieve_ids, in_vain
from buratha.archive.frontier import claim, meet, missed
from buratha.archive.scope import Scope
from buratha.failures import ANSWERS
from buratha.urls import ArticleAddress
from tests.archive.opening import KINDS, address_of, keep, rows, story

TRIES = 5


@pytest.fixture(params=KINDS)
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    with open_archive(address_of(request, tmp_path)) as opened, opened.begin():
        yield opened


def miss(connection: Connection, run: int, number: int, reason: str) -> str:
    """Note that an article could not be had."""
    return missed(connection, run, ArticleAddress(number, "news"), reason, limits=ANSWERS, otherwise=TRIES)


def claimed(connection: Connection, run: int) -> list[int]:
    """Return the numbers that are handed out."""
    return [address.id for address in claim(connection, run, Scope(), 100)]


def test_what_is_not_believed_is_asked_for_again_and_nothing_else(connection: Connection) -> None:
    meet(connection, 1, [ArticleAddress(number, "news") for number in (3, 4, 5)])
    assert [miss(connection, run, number, "not_found") for run, number in ((1, 3), (2, 4))] == ["gone", "gone"]
    assert miss(connection, 2, 5, "no_story") == "met"
    assert disbelieve(connection, 2, {"not_found"}) == Counter(not_found=1)
    assert claimed(connection, 3) == [5, 4]
    assert rows(connection, "SELECT id, state, tries FROM articles ORDER BY id") == [(3, "gone", 1), (4, "met", -1), (5, "met", 1)]


@pytest.mark.parametrize(("reason", "last"), [("no_story", "refused"), ("http_503", "given_up"), ("not_found", "gone")])
def test_no_tries_are_used_up_however_many_runs_are_not_believed(connection: Connection, reason: str, last: str) -> None:
    for run in range(1, 2 * PATIENCE):
        miss(connection, run, 3, reason)
        assert disbelieve_ids(connection, run, [3]) == {reason: 1}
    states = [miss(connection, 100 + run, 3, reason) for run in range(PATIENCE + TRIES)]
    assert states[0] == states[PATIENCE - 1] == "met"
    assert states[-1] == last


def test_that_there_is_no_article_of_a_number_that_nothing_has_named_is_believed_whichever_run_asked(connection: Connection) -> None:
    number, named = ArticleAddress(3, "news"), ArticleAddress(4, "news")
    assert missed(connection, 1, number, "http_503", limits=ANSWERS, otherwise=TRIES, by_number=True) == "met"
    assert disbelieve(connection, 1, {"http_503"}) == Counter(http_503=1)
    meet(connection, 1, [named])
    assert claimed(connection, 2) == [4]
    assert claimed(connection, 2) == [3]
    for each in (3, 4):
        assert miss(connection, 2, each, "not_found") == "gone"
    assert in_vain(connection, 2) == [InVain("not_found", is_held=False, is_fresh=True, count=1)]
    assert disbelieve(connection, 2, {"not_found"}) == Counter(not_found=1)
    assert claimed(connection, 3) == [4]


def test_it_is_no_news_any_more_after_many_runs(connection: Connection) -> None:
    for run in range(1, PATIENCE + 2):
        miss(connection, run, 3, "no_story")
        assert any_fresh(connection, run, [3]) == (run <= PATIENCE)
        disbelieve_ids(connection, run, [3])


def test_what_came_to_nothing_is_told_by_its_kind(connection: Connection) -> None:
    keep(connection, [story(1)])
    miss(connection, 1, 3, "no_story")
    for number, reason in ((1, "no_story"), (3, "no_story"), (4, "no_story"), (5, "timeout")):
        miss(connection, 2, number, reason)
    found = sorted(in_vain(connection, 2), key=lambda each: (each.reason, each.is_held, each.is_fresh))
    assert found == [
        InVain("no_story", is_held=False, is_fresh=False, count=1),
        InVain("no_story", is_held=False, is_fresh=True, count=1),
        InVain("no_story", is_held=True, is_fresh=True, count=1),
        InVain("timeout", is_held=False, is_fresh=True, count=1),
    ]
    assert not any_fresh(connection, 2, [1, 3])
    disbelieve(connection, 2, {"no_story", "timeout"})
    assert rows(connection, "SELECT state FROM articles WHERE id = 1") == [("held",)]
    keep(connection, [story(1)], run=2)
    assert rows(connection, "SELECT tries, reason FROM articles WHERE id = 1") == [(0, None)]
