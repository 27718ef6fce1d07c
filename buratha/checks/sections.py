"""Which fields the records of each section lack, day by day, and whether that has changed.

A day's share of all records says little of a field that a fifth of them have: by chance, and by what is written about, a day may have none. In a
section it is often nearly all or nearly none that have it, and several days together tell what one does not. What is usual for records of
several sections follows from what is usual in each: a feast without columns is no day without authors.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from buratha.checks import thresholds
from buratha.checks.case import Case, Day, listed
from buratha.checks.chance import at_most, likeness_of
from buratha.checks.usual import Share

SECTION_EMPTY, _EMPTY, _ARTICLES = "buratha/section_empty/", "buratha/empty/", "buratha/articles/"
_BAD_DAYS = 0.1
"""Such a part of the earlier days, those that are least like the others, does not count."""

_Told = Mapping[str, Share]
"""One day: by section, of how many records so many lack the field or (as it is asked) have it."""


@dataclass(frozen=True, slots=True)
class Fewer:
    """Far fewer of some records than usual; ``section`` is empty for those of all sections."""

    section: str
    now: Share
    usual: float

    def of(self, field: str, *, lacking: bool) -> str:
        """It in words, told as a share of records that lack the field."""
        lack, usual = (self.now.whole - self.now.part, 1 - self.usual) if lacking else (self.now.part, self.usual)
        where = f" in {self.section}" if self.section else ""
        return f"{field}{where} {lack:.0f} of the last {self.now.whole:.0f} (usually {usual:.0%})"


class Sections:
    """What the last day and those before it tell of each section, as far back as it was counted."""

    def __init__(self, case: Case) -> None:
        days = [day.stats for day in takewhile(_has_told, [case.today, *case.earlier])]
        self._records = [{section: number for section, number in stats.below(_ARTICLES).items() if number} for stats in days]
        self._empty = [stats.below(SECTION_EMPTY) for stats in days]

    def fewer(self, field: str, *, lacking: bool) -> str | None:
        """Where far fewer records than usual have a field (``lacking``), or are without it: section by section, else in all together."""
        if len(self._records) <= thresholds.FEWEST_DAYS:
            return None
        days = [self._told(day, field, lacking=lacking) for day in range(len(self._records))]
        by_section = {section: [{section: day[section]} if section in day else {} for day in days] for section in sorted(days[0])}
        found = [seen for section, own in by_section.items() if (seen := _fewer(section, own))] or [seen for seen in [_fewer("", days)] if seen]
        return listed(seen.of(field, lacking=lacking) for seen in found) or None

    def _told(self, day: int, field: str, *, lacking: bool) -> _Told:
        told = ((section, number, self._empty[day].get(f"{section}/{field}", 0)) for section, number in self._records[day].items())
        return {section: Share(number - empty if lacking else empty, number) for section, number, empty in told}


def _has_told(day: Day) -> bool:
    """Whether all that a day's records lacked was counted by section; earlier versions did not."""
    return day.stats.sum(SECTION_EMPTY) == day.stats.sum(_EMPTY)


def _fewer(section: str, days: Sequence[_Told]) -> Fewer | None:
    """Whether the last day, or the last few together, have far fewer than the days before: a third at most, and not by chance."""
    last, usual = days[:1], _shares(days[1:])
    if not _is_little(_seen(last, usual), _expected(last, usual)):
        return None
    for now, before in _spans(days):
        usual = _shares(before)
        seen, expected = _seen(now, usual), _expected(now, usual)
        if _is_little(seen, expected) and _can_tell(expected) and _is_no_chance(seen, now, before):
            return Fewer(section, seen, expected.value)
    return None


def _spans(days: Sequence[_Told]) -> Iterator[tuple[Sequence[_Told], Sequence[_Told]]]:
    """The last day and those before it, the last two days and so on."""
    for size in range(1, thresholds.FIELD_DAYS + 1):
        if len(days) - size >= thresholds.FEWEST_DAYS:
            yield days[:size], days[size:]


def _is_little(seen: Share, expected: Share) -> bool:
    return seen.whole > 0 and seen.part <= thresholds.FIELD_LEFT * expected.part


def _can_tell(expected: Share) -> bool:
    """Whether there are enough records for none at all to be out of the question, were each left to chance."""
    return bool((1 - expected.value) ** expected.whole <= thresholds.FIELD_CHANCE)


def _is_no_chance(seen: Share, now: Sequence[_Told], before: Sequence[_Told]) -> bool:
    """Whether so few are out of the question, by what is known of how records vary from day to day. The worst days before do not count."""
    days = _without_the_worst(before)
    usual = _shares(days)
    told = [(_seen([day], usual), _expected([day], usual).value) for day in days]
    known = sum(share.whole for share, _ in told)
    if not known:
        return False
    share = (_expected(now, usual).value * known + 1) / (known + 2)
    weight = 1 / (1 / known + max(thresholds.FIELD_LIKENESS, likeness_of(told)))
    return at_most(seen.part, seen.whole, share, weight) <= thresholds.FIELD_CHANCE


def _without_the_worst(days: Sequence[_Told]) -> Sequence[_Told]:
    usual = _shares(days)
    ranked = sorted(days, key=lambda day: _seen([day], usual).whole * (_seen([day], usual).value - _expected([day], usual).value) ** 2)
    return ranked[: len(days) - int(len(days) * _BAD_DAYS)]


def _shares(days: Iterable[_Told]) -> dict[str, float]:
    """The usual share in each section."""
    part: dict[str, float] = {}
    whole: dict[str, float] = {}
    for day in days:
        for section, share in day.items():
            part[section] = part.get(section, 0) + share.part
            whole[section] = whole.get(section, 0) + share.whole
    return {section: part[section] / whole[section] for section in whole}


def _seen(days: Iterable[_Told], usual: Mapping[str, float]) -> Share:
    """All records of some days, but for those of sections of which nothing is known."""
    found = [share for day in days for section, share in day.items() if section in usual]
    return Share(sum(share.part for share in found), sum(share.whole for share in found))


def _expected(days: Iterable[_Told], usual: Mapping[str, float]) -> Share:
    """The same records, were each section as usual."""
    found = [(share.whole * usual[section], share.whole) for day in days for section, share in day.items() if section in usual]
    return Share(sum(part for part, _ in found), sum(whole for _, whole in found))
