"""What makes a run a bad one."""

import pytest

from buratha.monitors import faults

GOOD = {"finish_reason": "finished", "item_scraped_count": 3, "buratha/feed/articles-x.jsonl": 3, "buratha/no_article/not_found": 2}


def test_a_good_run_has_no_faults() -> None:
    assert faults(GOOD) == []
    assert faults(GOOD | {"finish_reason": "closespider_itemcount"}) == []


@pytest.mark.parametrize(
    ("stats", "fault"),
    [
        ({"finish_reason": "shutdown"}, "the run did not come to its end: shutdown"),
        ({"item_scraped_count": 0, "buratha/feed/articles-x.jsonl": 0}, "no article was read"),
        ({"buratha/failed/listing/timeout": 2, "buratha/failed/listing/http_503": 1}, "3 listing pages could not be read: http_503 1, timeout 2"),
        ({"buratha/failed/article/cut_off": 1}, "1 articles could not be fetched: cut_off 1"),
        ({"buratha/invalid/title": 1}, "1 articles do not fit the schema and were dropped: title 1"),
        ({"feedexport/failed_count/CompleteFileStorage": 1}, "1 feeds could not be stored: CompleteFileStorage 1"),
        ({"buratha/feed/articles-x.jsonl": 2}, "articles-x.jsonl holds 2 of 3 articles"),
        ({"spider_exceptions/count": 1}, "1 pages raised an exception"),
    ],
)
def test_faults_are_told(stats: dict[str, object], fault: str) -> None:
    assert faults(GOOD | stats) == [fault]


def test_a_run_that_never_started_is_bad() -> None:
    assert "never started" in faults({})[0]
