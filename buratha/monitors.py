"""What makes a run complete, incomplete or failed. Scrapy ends with status 0 whatever came out; ``scrapy crawl`` here does not."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

COMPLETE, INCOMPLETE, FAILED = "complete", "incomplete", "failed"
STATUS = {COMPLETE: 0, FAILED: 1, INCOMPLETE: 3}
"""Exit statuses; 2 is a command that could not begin as asked."""
CUT_SHORT = "cut short by a second signal; what was kept comes with the next run"
"""Why a run ended that began and has no reason of its own: Scrapy drops everything at the second Ctrl-C, or cancel, and counts no more."""
KILLED = "killed"
"""Close reason in the report of such a run, which Scrapy gives none."""

_MISSING = {
    "buratha/failed/listing/": "listing page[|s] could not be read",
    "buratha/failed/article/": "article[|s] could not be fetched",
    "buratha/failed/robots/": "robots.txt could not be read, so that nothing was asked for",
    "buratha/failed/feed/": "of the site's feeds could not be read",
    "buratha/failed/sitemap/": "of the site's sitemaps could not be read to [its|their] end",
    "buratha/forbidden_by_robots/article": "known article[ that is not held is|s that are not held are] forbidden by robots.txt",
    "buratha/invalid/": "article[ does|s do] not fit the schema and [was|were] dropped",
    "buratha/holes/": "hole[|s] of the listings [is|are] open",
    "buratha/no_article/needs_browser": "page[ needs|s need] a browser",
    "buratha/no_article/server_error": "article page[ is an error page|s are error pages], sent as if all were well",
    "buratha/no_article/undecodable": "article page[ is|s are] no text in any encoding, or [another file|other files]",
    "buratha/no_article/empty": "article page[ is|s are] empty",
    "buratha/numbers/not_to_be_told": "number[ was|s were] not asked for, because the server shows articles for numbers that do not exist",
    "buratha/not_believed/": "article page[|s] without an article, too many of them or with the same text, [is|are] not believed",
    "buratha/told_to_end/known": "known article[ was|s were] not asked for",
    "buratha/left_out/unproven": "known article[ was|s were] left out by [its number|their numbers], and no day that is known bears that out",
    "buratha/texts_lost": "held article[ came back without its|s came back without their] text, which is not believed",
    "buratha/dropped/another_article": "article[|s] came with the page of another one, by what listings say of [it|them]",
    "buratha/warc/nameless/": "piece[|s] of the WARC files name[s|] no page, and may be of articles without a record, or of newer listings",
    "buratha/warc/outdated/": "answer[|s] for listings, the feed or sitemaps [is an older one|are older ones], since a newer record cannot be used",
    "buratha/warc/changed_meanwhile/": "change[|s] in the WARC files or in their index, from outside, while the run read them",
    "buratha/warc/damaged": "record[|s] of the WARC files could not be read any more",
    "buratha/broken_off/": "section[ was left because too many of its|s were left because too many of their] articles in a row came to nothing",
}
_BROKEN = {
    "feedexport/failed_count/": "feed[|s] could not be stored",
    "buratha/feeds/not_whole/": "feed[ is|s are] not whole",
    "buratha/deliveries/failed": "[delivery|deliveries] failed",
    "buratha/archive/failed": "failure[|s] of the archive",
    "buratha/warc/not_stored/": "response[|s] could not be recorded",
}
NOT_DELIVERED = "buratha/not_delivered_since"
"""Where the stats say why a run delivered nothing of what it had for its feeds."""
NOT_REPORTED = "buratha/not_reported_since"
"""Where the stats say why a run's report is not where reports are looked for."""
_DELIVERIES = "buratha/deliveries/failed"
_WAITING = "article[ is|s are] kept and come[s|] with the next run"
_OWN_STORAGE = "CompleteFileStorage"
"""Of the project's own feeds, which come to nothing together: whatever befell one of them is why there is no delivery."""
_NUMBER = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
_TOLD_TO_END = frozenset({"shutdown", "cancelled", CUT_SHORT, "closespider_timeout", "closespider_itemcount", "closespider_pagecount"})
"""Reasons of runs that say nothing of the site: they may have ended before anything was read."""
ARTICLES = "buratha/articles/"
"""Under which it is counted how many articles a run had for its feeds, by section."""
BY_SETTING = "closespider_"
"""How the reasons begin of runs that one of the settings CLOSESPIDER_* has ended."""


def numbered(count: int, sentence: str) -> str:
    """A count and what it counts, in the singular or the plural.

    >>> numbered(1, "feed[ is|s are] not whole"), numbered(2, "feed[ is|s are] not whole")
    ('1 feed is not whole', '2 feeds are not whole')
    """
    return f"{count} {_NUMBER.sub(lambda found: found[1 if count == 1 else 2], sentence)}"


def given_to_feeds(stats: Mapping[str, Any]) -> int:
    """How many articles a run had for its feeds."""
    return sum(count for name, count in stats.items() if name.startswith(ARTICLES) and isinstance(count, int))


def is_delivered(report: Mapping[str, Any]) -> bool:
    """Whether what a run had for its feeds is in them: otherwise it waits for the next run. A report names the feeds that were delivered."""
    return report.get("feeds") != []


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
    reason = str(stats.get("finish_reason") or _unclosed(stats))
    yield from (Fault(FAILED, sentence) for sentence in _broken(stats))
    if why := stats.get(NOT_REPORTED):
        kept = ", and the archive could not keep it either" if stats.get("buratha/archive/failed") else "; the archive has it"
        yield Fault(FAILED, f"its report could not be written, since {why}{kept}")
    stopped = reason in _TOLD_TO_END
    if reason not in {"finished", INCOMPLETE}:
        yield Fault(INCOMPLETE if stopped or reason.startswith(BY_SETTING) else FAILED, f"the run did not come to its end: {reason}")
    if (forbidden := stats.get("buratha/forbidden_by_robots/listing")) and not stats.get("buratha/listings/with_articles"):
        yield Fault(FAILED, f"robots.txt forbids every listing that was asked for: {forbidden}")
    is_known = not stopped and not stats.get("buratha/archive/failed")  # what the site gave, and what is held
    if not given_to_feeds(stats) and is_known and not stats.get("buratha/archive/held_before"):
        yield Fault(FAILED, "no article was read, and none is held")
    yield from incompleteness(stats)
    if errors := stats.get("spider_exceptions/count", 0):
        yield Fault(INCOMPLETE, numbered(errors, "page[|s] raised an exception"))


def _unclosed(stats: Mapping[str, Any]) -> str:
    """Why a run ended whose spider never closed; told to end before it came to its archive, it had nothing to close."""
    if "start_time" not in stats:
        return "never started"
    return CUT_SHORT if "buratha/archive/held_before" in stats else "shutdown"


def _broken(stats: Mapping[str, Any]) -> Iterator[str]:
    """What somebody has to act on. That nothing was delivered is one sentence, whatever of the feeds went wrong."""
    if why := stats.get(NOT_DELIVERED):
        waiting = given_to_feeds(stats)
        yield f"nothing was delivered, since {why}" + (f": {numbered(waiting, _WAITING)}" if waiting else "")
        counts = {name: count for name, count in stats.items() if not name.endswith(f"/{_OWN_STORAGE}")}
        stats = counts | {_DELIVERIES: stats.get(_DELIVERIES, 1) - 1}
    yield from _counted(stats, _BROKEN)


def _counted(stats: Mapping[str, Any], sentences: Mapping[str, str]) -> Iterator[str]:
    for prefix, sentence in sentences.items():
        if found := {name.removeprefix(prefix): count for name, count in stats.items() if name.startswith(prefix) and count}:
            kinds = ", ".join(f"{name} {count}" for name, count in sorted(found.items()) if name)
            yield numbered(sum(found.values()), sentence) + (f": {kinds}" if kinds else "")
