"""Fixtures of all tests, and in which order their files come."""

import gc
from pathlib import Path

import pytest

from tests.postgres import postgresql_server, postgresql_url

__all__ = ["postgresql_server", "postgresql_url"]

LONGEST_FILES = (
    "scrapyd/test_jobs.py",
    "browser/test_slips.py",
    "test_benchmark_pages.py",
    "test_restart.py",
    "test_reading.py",
    "test_readme.py",
    "browser/test_listings.py",
    "pages/test_strangers.py",
    "browser/test_breakdowns.py",
    "test_crawl.py",
    "scrapyd/test_deploy.py",
    "browser/test_sleeping_buttons.py",
    "warc/test_again.py",
    "scrapyd/test_operations.py",
    "test_odd_listings.py",
    "test_unwell_site.py",
    "test_site_changed.py",
    "test_shut_out.py",
    "browser/test_unfinished.py",
    "test_lone_pages.py",
    "browser/test_losses.py",
    "test_doubtful_listings.py",
)
"""Files of a minute and more, the longest first: begun last, one of them would keep a single process busy when all others are done."""


def pytest_collection_finish() -> None:
    """Have the collector leave alone what was imported and collected, and look at young objects seldom: pages are thousands, and no cycles."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; the others stay in their order."""
    folder = Path(__file__).parent
    ranks = {folder / name: rank for rank, name in enumerate(LONGEST_FILES)}
    items.sort(key=lambda item: ranks.get(item.path, len(ranks)))
