"""What makes a run a bad one. Scrapy ends with status 0 even then; ``scrapy crawl`` here does not."""

from collections.abc import Iterator, Mapping
from typing import Any

_FAULTS = {
    "buratha/failed/listing/": "listing pages could not be read",
    "buratha/failed/article/": "articles could not be fetched",
    "buratha/invalid/": "articles do not fit the schema and were dropped",
    "feedexport/failed_count/": "feeds could not be stored",
}


def faults(stats: Mapping[str, Any]) -> list[str]:
    """What is wrong with a run, one sentence each, from its stats; nothing, when it went well."""
    return list(_faults(stats))


def _faults(stats: Mapping[str, Any]) -> Iterator[str]:
    reason = str(stats.get("finish_reason", "never started"))
    if reason != "finished" and not reason.startswith("closespider_"):
        yield f"the run did not come to its end: {reason}"
    scraped = stats.get("item_scraped_count", 0)
    if not scraped:
        yield "no article was read"
    for prefix, sentence in _FAULTS.items():
        if found := {name.removeprefix(prefix): count for name, count in stats.items() if name.startswith(prefix)}:
            yield f"{sum(found.values())} {sentence}: {', '.join(f'{name} {count}' for name, count in sorted(found.items()))}"
    if errors := stats.get("spider_exceptions/count", 0):
        yield f"{errors} pages raised an exception"
    for name, count in sorted(stats.items()):
        if name.startswith("buratha/feed/") and count != scraped:
            yield f"{name.removeprefix('buratha/feed/')} holds {count} of {scraped} articles"
