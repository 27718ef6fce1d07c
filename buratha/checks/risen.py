"""A share of a day's requests, pages or records that is greater than usual: what most checks of trouble are."""

from dataclasses import dataclass

from buratha.checks import thresholds
from buratha.checks.case import Case, Stats, listed
from buratha.checks.usual import Leap, Share, leap


@dataclass(frozen=True, slots=True)
class Risen:
    """Looks whether what was counted under ``part`` is a greater share of what was counted under ``whole`` than usual."""

    sentence: str
    """With a place for the share."""
    part: tuple[str, ...]
    whole: tuple[str, ...]
    step: float
    fewest: int
    named: tuple[str, ...] = ()
    """Prefixes below which it is counted by name."""
    apart: frozenset[str] = frozenset()
    """Names that are counted below a prefix and do not belong to it."""

    def __call__(self, case: Case) -> str | None:
        """Say it, or None."""
        if (found := self.found(case)) is None:
            return None
        names = by_name(case.today.stats, self.named, self.apart)
        return self.sentence.format(found) + (f": {names}" if names else "")

    def found(self, case: Case) -> Leap | None:
        """The day's share beside the usual one, if it is greater."""
        now = self._share(case.today.stats)
        if now.whole < self.fewest:
            return None
        earlier = [self._share(day.stats) for day in case.earlier]
        found = leap(
            now,
            earlier,
            least_step=self.step,
            least_spread=thresholds.TROUBLE_SPREAD,
            most=thresholds.SHARE_FAR,
            least_count=thresholds.SHARE_COUNT,
        )
        return None if found is None or found.now < found.usual else found

    def _share(self, stats: Stats) -> Share:
        apart = sum(stats[name] for name in self.apart)
        return Share(stats.sum(*self.part) - apart, stats.sum(*self.whole) - apart)


def by_name(stats: Stats, prefixes: tuple[str, ...], apart: frozenset[str] = frozenset()) -> str:
    """What it was, most frequent first."""
    below = ((prefix, name, number) for prefix in prefixes for name, number in stats.below(prefix).items())
    found = [(name, number) for prefix, name, number in below if name and number and prefix + name not in apart]
    return listed(f"{name} {number:.0f}" for name, number in sorted(found, key=lambda row: (-row[1], row[0])))
