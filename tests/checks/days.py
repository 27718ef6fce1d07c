"""Ordinary days of a crawl, made up: reports as a daily run leaves them, with weekends, holidays, big events and a slow day."""

import pickle
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from math import exp
from random import Random
from typing import Any

from buratha.checks.lengths import step_of

BEGIN = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
SECTIONS = {"news": 42.0, "reports": 13.0, "articles": 12.0, "international": 8.0, "levant": 5.0, "sport": 3.0, "opinion": 2.0, "poetry": 0.6}
"""Articles on an ordinary day."""
WEEKDAYS = (1.0, 1.05, 1.1, 1.05, 0.95, 0.5, 0.7)
"""How much of it falls on a day, from Sunday on."""
HOLIDAYS = {9: 0.22, 10: 0.15, 11: 0.3}
"""A feast: so much of the usual on the day before, the day itself, the day after."""
EVENT, SLOW = 15, 6
"""The day with half as much again, all of it news; the day on which the server takes its time."""
NEWEST = 425_000
LATE = 0.05
"""How often an article comes out after its section's listing was read."""
LAYOUTS = {"aaaa1111": 0.7, "bbbb2222": 0.2, "cccc3333": 0.08, "dddd4444": 0.02}
LENGTHS = {"news": 140, "reports": 420, "articles": 700, "international": 120, "levant": 120, "sport": 90, "opinion": 650, "poetry": 60}
"""Words of half of the articles, or fewer."""
EMPTY = {"title": 0.001, "author": 0.62, "source": 0.7, "published": 0.01, "category": 0.0, "views": 0.02, "body": 0.02, "images": 0.1}
SIGNED = {"articles": 0.02, "opinion": 0.02, "poetry": 0.02}
"""Sections whose records nearly all have an author: so often, beside those of the others, one has none."""
WEAK = {"title": 0.01, "author": 0.15, "published": 0.02, "category": 0.01, "views": 0.02, "body": 0.0}
WITNESSES = {
    "title": ("head", "above the prose"),
    "author": ("byline", "bare name line"),
    "published": ("meta line", "dateline"),
    "category": ("page", "place"),
    "views": ("meta line", "label"),
    "body": ("learnt repetition", "wording and structure"),
}

Report = dict[str, Any]


def some(random: Random, expected: float) -> int:
    """Return a number that varies by chance around the expected one, as counts do (Poisson)."""
    limit, product, number = exp(-expected), random.random(), 0
    while product > limit:
        product *= random.random()
        number += 1
    return number


def of(random: Random, number: int, share: float) -> int:
    """Return how many of a number fall to a share."""
    return sum(random.random() < share for _ in range(number))


def ordinary(seed: int, days: int = 20, parts: int = 1) -> list[Report]:
    """Return the reports of the first run, which brings the archive, and of so many ordinary days, each with one run or several."""
    return list(pickle.loads(_ordinary(seed, days, parts)))


@cache
def _ordinary(seed: int, days: int, parts: int) -> bytes:
    """The same, made once: tests spoil what they get."""
    random = Random(seed)
    reports = [first(random), *(report(random, day, part, parts) for day in range(1, days + 1) for part in range(parts))]
    _name_newest(reports, Random(seed))
    return pickle.dumps(reports)


def _name_newest(reports: list[Report], random: Random) -> None:
    """Have the listings name the newest articles: on a day without any those of the day before."""
    newest = dict.fromkeys(SECTIONS, NEWEST)
    for at, stats in enumerate(report["stats"] for report in reports):
        newest |= {name: NEWEST + 100 * at for name in SECTIONS if stats.get(f"buratha/articles/{name}")}
        stats |= {f"buratha/list/newest/{name}": number for name, number in newest.items()}
        stats |= {f"buratha/list/ahead/{name}": 1 for name in SECTIONS if random.random() < LATE}


def first(random: Random) -> Report:
    """Return the report of the run that brings what the site has."""
    return _report(0, 0.0, _stats(random, {name: int(rate * 300) for name, rate in SECTIONS.items()}, random.uniform(0.9, 1.3)), held_before=False)


def report(random: Random, day: int, part: int = 0, parts: int = 1) -> Report:
    """Return the report of a day's run, or of one of several."""
    mood = random.lognormvariate(0, 0.2) * WEEKDAYS[day % 7] * HOLIDAYS.get(day, 1.0)
    numbers = {name: some(random, rate / parts * mood * random.lognormvariate(0, 0.2)) for name, rate in SECTIONS.items()}
    if day == EVENT:
        numbers["news"] += some(random, 40 / parts)
    pace = random.uniform(0.9, 1.4) * (3.5 if day == SLOW else 1.0)
    stats = _stats(random, numbers, pace)
    if day == EVENT:
        stats["buratha/kept/revised"], stats["buratha/dropped/unchanged"] = 36, 84
        stats["buratha/differs/body"] = 36
    if day == SLOW:
        stats["retry/count"] = some(random, 6)
        stats["retry/reason_count/timeout"] = stats["retry/count"]
    found = _report(day, random.uniform(-600, 600) + 86_400 * part / parts, stats, held_before=True)
    return found | {"run": 100 * day + part}


def _report(day: int, jitter: float, stats: dict[str, Any], *, held_before: bool) -> Report:
    started = BEGIN + timedelta(days=day, seconds=jitter)
    articles = sum(number for name, number in stats.items() if name.startswith("buratha/articles/"))
    feeds = [
        {"name": f"articles-{started:%Y%m%dT%H%M%SZ}{kind}", "rows": articles, "bytes": 3000 * articles, "sha256": "0123456789abcdef" * 4}
        for kind in (".jsonl", ".csv")
    ]
    return {
        "run": day + 1,
        "started": started.isoformat(timespec="seconds"),
        "ended": (started + timedelta(seconds=stats["elapsed_time_seconds"])).isoformat(timespec="seconds"),
        "outcome": "complete",
        "close_reason": "finished",
        "faults": [],
        "arguments": {},
        "feeds": feeds if articles else [],
        "stats": stats | {"buratha/archive/held_before": held_before, "finish_reason": "finished"},
    }


def _stats(random: Random, numbers: dict[str, int], pace: float) -> dict[str, Any]:
    articles = sum(numbers.values())
    revised = some(random, articles * 0.04) if articles < 1000 else 0
    gone, pages = some(random, 0.5), 2 * len(SECTIONS) if articles < 1000 else articles // 15
    requests = articles + revised + 120 + pages
    stats: dict[str, Any] = {f"buratha/articles/{name}": number for name, number in numbers.items() if number}
    stats |= {
        "buratha/kept/new": articles,
        "buratha/kept/revised": revised,
        "buratha/dropped/unchanged": 120 - revised,
        "buratha/met/listing": articles + gone,
        "buratha/feed_only": some(random, 0.4),
    }
    stats |= {f"buratha/list/rows/{name}": 20 * 2 for name in SECTIONS} | {f"buratha/list/pages/{name}": 2 for name in SECTIONS}
    stats |= {"buratha/no_article/not_found": gone, "buratha/dropped/duplicate": of(random, articles, 0.02)}
    stats |= {"buratha/near_duplicates": of(random, articles, 0.06), "buratha/doubt/title": of(random, articles, 0.01)}
    stats |= {"buratha/doubt/published_refused": of(random, articles, 0.002)}
    stats |= {"buratha/day_far_from/listing": of(Random(requests), articles, 0.01), "buratha/day_far_from/run": of(Random(articles), articles, 0.01)}
    stats |= {"downloader/request_count": requests, "retry/count": some(random, 0.7), "elapsed_time_seconds": requests * pace}
    stats |= {"memusage/max": int((115 + 0.02 * min(articles, 2000)) * random.uniform(0.95, 1.1) * (1 << 20))}
    stats |= {
        "buratha/warmup/known_before": 2000 if articles < 1000 else 0,
        "buratha/warmup/pages": some(random, 0.8),
    }
    for name, share in EMPTY.items():
        stats[f"buratha/empty/{name}"] = of(random, articles, min(0.95, share * random.uniform(0.85, 1.15)))
    for name, (strong, weak) in WITNESSES.items():
        found = articles - stats[f"buratha/empty/{name}"]
        stats[f"buratha/witness/{name}/{weak}"] = of(random, found, WEAK[name])
        stats[f"buratha/witness/{name}/{strong}"] = found - stats[f"buratha/witness/{name}/{weak}"]
    chosen = random.choices(list(LAYOUTS), list(LAYOUTS.values()), k=articles)
    stats |= {f"buratha/layout/{name}": chosen.count(name) for name in LAYOUTS}
    stats |= _lacking(Random(requests), numbers, {name: stats[f"buratha/empty/{name}"] for name in EMPTY})
    return stats | _of_sections(Random(requests), numbers, chosen)


def _lacking(random: Random, numbers: dict[str, int], empty: dict[str, int]) -> dict[str, int]:
    """Which sections the records are of that lack a field."""
    records = [name for name, number in numbers.items() for _ in range(number)]
    found: Counter[str] = Counter()
    for field, number in empty.items():
        ranks = {at: random.random() ** (1 / (SIGNED.get(name, 1) if field == "author" else 1)) for at, name in enumerate(records)}
        found.update(f"buratha/section_empty/{records[at]}/{field}" for at in sorted(ranks, key=lambda at: -ranks[at])[:number])
    return dict(found)


def _of_sections(random: Random, numbers: dict[str, int], layouts: list[str]) -> dict[str, int]:
    """How long the articles of each section are, how many of them end in dots, and which layouts they have."""
    found: Counter[str] = Counter()
    mood, left = random.lognormvariate(0, 0.15), list(layouts)
    for name, number in numbers.items():
        own, left = left[:number], left[number:]
        found.update(f"buratha/section_layout/{name}/{layout}" for layout in own)
        found.update(f"buratha/words/{name}/{step_of(int(LENGTHS[name] * mood * random.lognormvariate(0, 0.6)))}" for _ in own)
        found["buratha/ends_in_dots"] += of(random, number, 0.04)
    return dict(found)


def each(reports: list[Report]) -> Iterator[tuple[Report, list[Report]]]:
    """Give each report with those before it."""
    for at, found in enumerate(reports):
        yield found, reports[:at]
