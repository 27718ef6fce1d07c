"""Whether new articles are as long as usual in their section, and end as usual: a teaser has no mark of its own, and is no doubt of its page's."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping

from buratha.checks import thresholds
from buratha.checks.case import Case, Day, Stats, listed
from buratha.checks.finding import READ_AGAIN, WARNING, Check, Grave
from buratha.checks.usual import Leap, Share, leap

WORDS, DOTS = "buratha/words/", "buratha/ends_in_dots"
"""Under which it is counted how long the texts of new articles are, by section and step; and how many of them end in dots."""
_STEPS = tuple(sorted({round(2 ** (step / 2)) for step in range(26)}))
"""Lengths in words, each about the half more than the one before: a day's numbers can be added up, and their median told."""

_Lengths = Mapping[str, Mapping[int, float]]
"""So many articles of each length, by section."""


def step_of(words: int) -> int:
    """The length that a text of so many words is counted under: the greatest step that it reaches."""
    return _STEPS[max(0, bisect_right(_STEPS, words) - 1)]


def _lengths(stats: Stats) -> _Lengths:
    found: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for name, number in stats.below(WORDS).items():
        section, _, step = name.rpartition("/")
        if step.isdecimal():
            found[section][int(step)] = number
    return found


def _limits(case: Case) -> dict[str, float]:
    """By section, up to which length an article is short: half of the median. Of sections of which too little is known, nothing."""
    known = _lengths(Stats.together(day.stats for day in _told(case)))
    return {section: _median(counts) / 2 for section, counts in known.items() if sum(counts.values()) >= thresholds.LENGTHS_KNOWN}


def _told(case: Case) -> list[Day]:
    """The earlier days that have told how long their articles were; nothing where they are too few."""
    days = [day for day in case.earlier if day.stats.sum(WORDS)]
    return days if len(days) >= thresholds.FEWEST_DAYS else []


def _median(counts: Mapping[int, float]) -> int:
    half, passed = sum(counts.values()) / 2, 0.0
    for step in sorted(counts):
        passed += counts[step]
        if passed >= half:
            return step
    return 0


def _short(lengths: _Lengths, limits: Mapping[str, float], sections: Iterable[str]) -> Share:
    counted = [(step <= limits[section], number) for section in sections for step, number in lengths.get(section, {}).items()]
    return Share(sum(number for is_short, number in counted if is_short), sum(number for _, number in counted))


def _leap(now: Share, earlier: Iterable[Share], step: float) -> Leap | None:
    if now.whole < thresholds.FEWEST_RECORDS:
        return None
    count, spread, most = thresholds.SHARE_COUNT, thresholds.SHARE_SPREAD, thresholds.SHARE_FAR
    found = leap(now, list(earlier), least_step=step, least_spread=spread, most=most, least_count=count)
    return found if found is not None and found.now > found.usual else None


def _shortened(case: Case) -> dict[str, Leap]:
    """Where many more articles than usual are short: in all sections together (under no name), and in which."""
    limits = _limits(case)
    today, earlier = _lengths(case.today.stats), [_lengths(day.stats) for day in _told(case)]
    groups = {"": tuple(limits)} | {section: (section,) for section in sorted(limits)}
    found = {
        name: _leap(_short(today, limits, sections), (_short(day, limits, sections) for day in earlier), thresholds.SHORT_STEP)
        for name, sections in groups.items()
    }
    return {name: seen for name, seen in found.items() if seen is not None}


def _dotted(case: Case) -> Leap | None:
    today, *earlier = (Share(day.stats[DOTS], day.stats.sum(WORDS)) for day in (case.today, *_told(case)))
    return _leap(today, earlier, thresholds.DOTS_STEP)


def _look(case: Case) -> str | None:
    short, dotted = _shortened(case), _dotted(case)
    named = listed(f"{section} {seen}" for section, seen in short.items() if section)
    parts = []
    if short:
        whole = f"{short['']} of the new articles have" if "" in short else "in some sections many new articles have"
        parts.append(f"{whole} half as many words as usual in their section, or fewer" + (f": {named}" if named else ""))
    if dotted:
        parts.append(f"{dotted} of the new articles' texts end in dots, as what was cut off does")
    return "; ".join(parts) or None


def _are_most(case: Case) -> bool:
    seen = [_shortened(case).get(""), _dotted(case)]  # a section alone may be a small one
    return any(each is not None and each.now >= thresholds.MOSTLY for each in seen)


CHECKS = (
    Check(
        "bodies-short",
        WARNING,
        "The new articles' texts are much shorter than usual, or end in dots as what was cut off does.",
        "Open some of the run's articles in a browser and compare them with their records to the last word. Where the page has more, its rest has "
        "moved, or is brought by a script: docs/site-changed.md leads from the page to a layout entry, docs/browser.md to a browser. Where it has "
        "not, the agency writes shorter, or the site shows the beginnings alone for a while; what is still young is read again by itself.",
        _look,
        needs_history=True,
        grave=Grave("most of them are", _are_most, READ_AGAIN),
    ),
)
