"""The report as the log has it at the end of a run."""

from collections.abc import Iterator, Mapping
from typing import Any

from buratha.monitors import ARTICLES, COMPLETE, given_to_feeds, is_delivered, numbered

_GROUPS = {
    ARTICLES: "Articles delivered",
    "buratha/kept/": "Articles kept",
    "buratha/dropped/": "Articles not delivered",
    "buratha/again/": "Held articles asked for again",
    "buratha/differs/": "Fields that were read otherwise",
    "buratha/no_text/": "Held articles without a text",
    "buratha/no_day/": "Held articles whose day was refused",
    "buratha/day_far_from/": "New articles dated far from when they came out",
    "buratha/no_article/": "Pages without an article",
    "buratha/failed/": "Pages that failed",
    "buratha/not_recorded/": "Numbers that the WARC files do not name",
    "buratha/forbidden_by_robots/": "Pages that robots.txt forbids",
    "buratha/invalid/": "Articles that do not fit the schema",
    "buratha/listings/": "Listings",
    "buratha/sections/": "Sections",
    "buratha/links/": "Links of listings",
    "buratha/holes/": "Holes in the listings",
    "buratha/backlog/": "Articles known and not held",
    "buratha/deliveries/": "Deliveries",
    "buratha/browser/": "Browser",
    "buratha/doubt/": "Doubts",
    "buratha/warc/not_stored/": "Responses not recorded",
    "buratha/warc/skipped/": "Records of WARC files left aside",
}
_MIXED = frozenset(
    {
        "Listings",
        "Sections",
        "Links of listings",
        "Doubts",
        "Deliveries",
        "Browser",
        "Held articles asked for again",
        "Held articles without a text",
        "Held articles whose day was refused",
        "Fields that were read otherwise",
    }
)
"""Groups whose members are of different kinds and have no sum."""


def summary_lines(report: Mapping[str, Any], other_feeds: list[str]) -> Iterator[str]:
    """The summary, line by line."""
    stats = report["stats"]
    is_waiting = not is_delivered(report) and given_to_feeds(stats) > 0
    if is_waiting:
        yield "  Articles delivered: 0"
    for prefix, title in _GROUPS.items():
        found = {name.removeprefix(prefix): count for name, count in stats.items() if name.startswith(prefix) and count}
        if found:
            name = "Articles kept for the next run" if is_waiting and prefix == ARTICLES else title
            yield f"  {name}:" if name in _MIXED else f"  {name}: {sum(found.values())}"
            yield from (f"    {kind}: {count}" for kind, count in sorted(found.items(), key=lambda row: (-row[1], row[0])))
    for feed in report["feeds"]:
        yield f"  Feed: {feed['path']} ({numbered(feed['rows'], 'article[|s]')})"
    for other in other_feeds:
        yield f"  Feed: {other}"
    yield f"  The run is {report['outcome']}{_nothing_new(report)}"
    yield from (f"    {fault['sentence']}" for fault in report["faults"])
    for finding in report.get("findings", ()):
        yield f"  {finding['level'].capitalize()}, {finding['name']}: {finding['sentence']}"
        yield f"    {finding['advice']}"


def _nothing_new(report: Mapping[str, Any]) -> str:
    return ": there was nothing new" if report["outcome"] == COMPLETE and not report["feeds"] else ""
