"""What makes a run complete, incomplete or failed. Scrapy ends with status 0 whatever came out; ``scrapy crawl`` here does not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

COMPLETE, INCOMPLETE, FAILED = "complete", "incomplete", "failed"
STATUS = {COMPLETE: 0, FAILED: 1, INCOMPLETE: 3}
"""Exit statuses; 2 is a command that could not begin as asked."""
CUT_SHORT = "cut short by a second signal; what was kept comes with the next run"
"""Why a run ended that began and has no reason of its own: Scrapy drops everything at the second Ctrl-C, or cancel, and counts no more."""

_MISSING = {
    "buratha/failed/listing/": "listing pages could not be read",
    "buratha/failed/article/": "articles could not be fetched",
    "buratha/failed/robots/": "robots.txt could not be read, so that nothing was asked for",
    "buratha/failed/feed/": "of the site's feeds and sitemaps could not be read",
    "buratha/invalid/": "articles do not fit the schema and were dropped",
    "buratha/holes/": "holes of the listings are open",
    "buratha/no_article/needs_browser": "pages need a browser",
    "buratha/no_article/server_error": "article pages are error pages, sent as if all were well",
    "buratha/no_article/undecodable": "article pages are no text in any encoding, or other files",
    "buratha/no_article/empty": "article pages are empty",
    "buratha/not_believed/": "article pages without an article are too many, or have the same text, and are not believed",
    "buratha/told_to_end/known": "known articles were not asked for",
    "buratha/texts_lost": "held articles came back without their text, which is not believed",
    "buratha/dropped/another_article": "articles came with the page of another one, by what listings say of them",
    "buratha/broken_off/": "sections were left because too many of their articles in a row came to nothing",
}
_BROKEN = {
    "feedexport/failed_count/": "feeds could not be stored",
    "buratha/feeds/not_whole/": "feeds are not whole",
    "buratha/deliveries/failed": "deliveries failed",
    "buratha/archive/failed": "failures of the archive",
    "buratha/warc/not_stored/": "responses could not be recorded",
}
_TOLD_TO_END = frozenset({"shutdown", "cancelled", CUT_SHORT, "closespider_timeout", "closespider_itemcount", "closespider_pagecount"})
"""Reasons of runs that say nothing of the site: they may have ended before anything was read."""
BY_SETTING = "closespider_"
"""How the reasons begin of runs that one of the settings CLOSESPIDER_* has ended."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a run: a sentence, and what the run is for it."""

    outcome: str
    sentence: str


def outcome_of(faults: list[Fault]) -> str:
    """The worst of them; complete, when there are none."""
    found = {fault.outcome for fault in faults}
    return next((outcome for outcome in (FAILED, INCOMPLETE) if outcome in found), COMPLETE)


def incompleteness(stats: Mapping[str, Any]) -> list[Fault]:
    """What a run has missed so far."""
    return [Fault(INCOMPLETE, sentence) for sentence in _counted(stats, _MISSING)]


def faults(stats: Mapping[str, Any]) -> list[Fault]:
    """What is wrong with a run that has ended, from its stats; nothing, when it went well."""
    return list(_faults(stats))


def _faults(stats: Mapping[str, Any]) -> Iterator[Fault]:
    reason = str(stats.get("finish_reason") or (CUT_SHORT if "start_time" in stats else "never started"))
    yield from (Fault(FAILED, sentence) for sentence in _counted(stats, _BROKEN))
    stopped = reason in _TOLD_TO_END
    if reason not in {"finished", INCOMPLETE}:
        yield Fault(INCOMPLETE if stopped or reason.startswith(BY_SETTING) else FAILED, f"the run did not come to its end: {reason}")
    read = sum(count for name, count in stats.items() if name.startswith("buratha/articles/"))
    if (forbidden := stats.get("buratha/forbidden_by_robots/listing")) and not stats.get("buratha/listings/with_articles"):
        yield Fault(FAILED, f"robots.txt forbids every listing that was asked for: {forbidden}")
    is_known = not stopped and not stats.get("buratha/archive/failed")  # what the site gave, and what is held
    if not read and is_known and not stats.get("buratha/archive/held_before"):
        yield Fault(FAILED, "no article was read, and none is held")
    yield from incompleteness(stats)
    if errors := stats.get("spider_exceptions/count", 0):
        yield Fault(INCOMPLETE, f"{errors} pages raised an exception")


def _counted(stats: Mapping[str, Any], sentences: Mapping[str, str]) -> Iterator[str]:
    for prefix, sentence in sentences.items():
        if found := {name.removeprefix(prefix): count for name, count in stats.items() if name.startswith(prefix) and count}:
            kinds = ", ".join(f"{name} {count}" for name, count in sorted(found.items()) if name)
            yield f"{sum(found.values())} {sentence}" + (f": {kinds}" if kinds else "")
