"""What makes a run incomplete or failed."""

import re

import pytest

from buratha.archive.keeper import UNAVAILABLE
from buratha.monitors import (
    _BROKEN,
    _MISSING,
    COMPLETE,
    FAILED,
    INCOMPLETE,
    NOT_DELIVERED,
    NOT_REPORTED,
    STATUS,
    Fault,
    faults,
    incompleteness,
    outcome_of,
)
from buratha.warc.replay import UNUSABLE
from tests.crawling import ROOT

GOOD = {"finish_reason": "finished", "buratha/articles/news": 3, "buratha/feed/articles-x.jsonl": 3, "buratha/no_article/not_found": 2}

FULL = {
    "buratha/not_delivered_since": "No space left on device",
    "buratha/deliveries/failed": 1,
    "buratha/feeds/not_whole/CompleteFileStorage": 2,
    "feedexport/failed_count/CompleteFileStorage": 1,
}
"""What is counted of a run whose disk is full."""


@pytest.mark.parametrize(
    "stats",
    [
        GOOD,
        {"finish_reason": "finished", "buratha/archive/held_before": True},
        GOOD | {"buratha/forbidden_by_robots/held": 4, "buratha/sections/missing/islamic": 1, "buratha/dropped/unchanged": 7},
        GOOD | {"buratha/forbidden_by_robots/listing": 1, "buratha/listings/with_articles": 9},
        GOOD | {"buratha/failed/listing/timeout": 0, "buratha/holes/http_503": 0},
    ],
)
def test_a_good_run_has_no_faults(stats: dict[str, object]) -> None:
    assert faults(stats) == []
    assert outcome_of(faults(stats)) == COMPLETE


@pytest.mark.parametrize(
    ("stats", "outcome", "sentence"),
    [
        ({"finish_reason": "shutdown"}, INCOMPLETE, "the run did not come to its end: shutdown"),
        ({"finish_reason": "shutdown", "buratha/articles/news": 0}, INCOMPLETE, "the run did not come to its end: shutdown"),
        ({"finish_reason": "closespider_timeout", "buratha/articles/news": 0}, INCOMPLETE, "the run did not come to its end: closespider_timeout"),
        ({"finish_reason": "closespider_errorcount"}, INCOMPLETE, "the run did not come to its end: closespider_errorcount"),
        ({"buratha/told_to_end/known": 12}, INCOMPLETE, "12 known articles were not asked for"),
        ({"buratha/feeds/not_whole/FileFeedStorage": 1}, FAILED, "1 feed is not whole: FileFeedStorage 1"),
        ({"finish_reason": "archive_unavailable"}, FAILED, "the run did not come to its end: archive_unavailable"),
        (
            {"finish_reason": None, "start_time": "2026-01-01", "buratha/articles/news": 0},
            INCOMPLETE,
            "the run did not come to its end: shutdown",
        ),
        (
            {"finish_reason": None, "start_time": "2026-01-01", "buratha/articles/news": 0, "buratha/archive/held_before": False},
            INCOMPLETE,
            "the run did not come to its end: cut short by a second signal; what was kept comes with the next run",
        ),
        (
            {"buratha/forbidden_by_robots/listing": 14, "buratha/archive/held_before": True},
            FAILED,
            "robots.txt forbids every listing that was asked for: 14",
        ),
        ({"buratha/articles/news": 0, "buratha/archive/failed": 1}, FAILED, "1 failure of the archive"),
        ({"buratha/articles/news": 0}, FAILED, "no article was read, and none is held"),
        (
            {"buratha/failed/listing/timeout": 2, "buratha/failed/listing/http_503": 1},
            INCOMPLETE,
            "3 listing pages could not be read: http_503 1, timeout 2",
        ),
        ({"buratha/failed/article/cut_off": 1}, INCOMPLETE, "1 article could not be fetched: cut_off 1"),
        ({"buratha/forbidden_by_robots/article": 2}, INCOMPLETE, "2 known articles that are not held are forbidden by robots.txt"),
        ({"buratha/invalid/title": 1}, INCOMPLETE, "1 article does not fit the schema and was dropped: title 1"),
        ({"buratha/holes/http_503": 2, "buratha/holes/interrupted": 1}, INCOMPLETE, "3 holes of the listings are open: http_503 2, interrupted 1"),
        ({"buratha/no_article/needs_browser": 2}, INCOMPLETE, "2 pages need a browser"),
        ({"feedexport/failed_count/CompleteFileStorage": 1}, FAILED, "1 feed could not be stored: CompleteFileStorage 1"),
        ({"buratha/deliveries/failed": 1}, FAILED, "1 delivery failed"),
        ({"buratha/archive/failed": 1}, FAILED, "1 failure of the archive"),
        ({"spider_exceptions/count": 1}, INCOMPLETE, "1 page raised an exception"),
        ({"spider_exceptions/count": 2}, INCOMPLETE, "2 pages raised an exception"),
        (
            {"buratha/not_reported_since": "Permission denied: /srv/reports"},
            FAILED,
            "its report could not be written, since Permission denied: /srv/reports; the archive has it",
        ),
        (FULL, FAILED, "nothing was delivered, since No space left on device: 3 articles are kept and come with the next run"),
        (FULL | {"buratha/articles/news": 0, "buratha/archive/held_before": True}, FAILED, "nothing was delivered, since No space left on device"),
    ],
)
def test_faults_are_told(stats: dict[str, object], outcome: str, sentence: str) -> None:
    assert faults(GOOD | stats) == [Fault(outcome, sentence)]


def test_feeds_of_others_and_earlier_deliveries_have_a_sentence_of_their_own() -> None:
    found = faults(GOOD | FULL | {"buratha/deliveries/failed": 2, "buratha/feeds/not_whole/FileFeedStorage": 1})
    assert [fault.sentence for fault in found[1:]] == ["1 feed is not whole: FileFeedStorage 1", "1 delivery failed"]


def test_a_run_that_missed_something_is_told_of_it_as_it_ends() -> None:
    missed = {"buratha/failed/article/timeout": 2}
    assert incompleteness(missed) == [Fault(INCOMPLETE, "2 articles could not be fetched: timeout 2")]
    assert faults(GOOD | missed | {"finish_reason": INCOMPLETE}) == incompleteness(missed)


def test_a_run_that_never_started_failed() -> None:
    assert Fault(FAILED, "the run did not come to its end: never started") in faults({})


def test_the_worst_counts() -> None:
    assert outcome_of([Fault(INCOMPLETE, "a"), Fault(FAILED, "b"), Fault(INCOMPLETE, "c")]) == FAILED
    assert outcome_of([Fault(INCOMPLETE, "a")]) == INCOMPLETE


def test_each_outcome_has_a_status_of_its_own() -> None:
    assert STATUS == {COMPLETE: 0, FAILED: 1, INCOMPLETE: 3}


def test_the_document_for_whoever_is_on_call_has_a_line_for_every_fault() -> None:
    lines = re.findall(r"^\| (.*?) \| [1-3] \|", (ROOT / "docs" / "operations.md").read_text(encoding="utf-8"), re.MULTILINE)
    quoted = [quote for line in lines for quote in re.findall(r"`(.*?)`", line)]
    every = dict.fromkeys((*_MISSING, *_BROKEN, "spider_exceptions/count"), 2) | {NOT_DELIVERED: "the disk is full", "buratha/deliveries/failed": 3}
    every[NOT_REPORTED] = "the disk is full"
    told = [
        fault.sentence for reason in ("shutdown", "closespider_timeout", UNAVAILABLE, UNUSABLE) for fault in faults(every | {"finish_reason": reason})
    ]
    told += [fault.sentence for fault in faults({"finish_reason": "finished"})]
    assert len(told) > 30
    assert [sentence for sentence in told if not any(quote in sentence for quote in quoted)] == []


def test_a_report_that_nobody_could_keep_is_not_said_to_be_in_the_archive() -> None:
    found = faults(GOOD | {"buratha/not_reported_since": "No space left on device", "buratha/archive/failed": 1})
    assert "its report could not be written, since No space left on device, and the archive could not keep it either" in [
        fault.sentence for fault in found
    ]
