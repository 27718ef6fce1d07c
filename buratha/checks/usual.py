"""What is usual, and how far from it something lies. Robust: a bad day or two among the days that are compared with change little."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, log, sqrt
from statistics import median

_TO_DEVIATION = 1.4826
"""Times the median distance from the median gives the standard deviation of a normal distribution."""
_TRIMMED = 0.1
"""Such a share of the days at either end does not count for a pooled share."""


def spread_of(values: Sequence[float]) -> float:
    """How far values usually lie from their median: the standard deviation, were they normally distributed."""
    middle = median(values)
    return _TO_DEVIATION * median(abs(value - middle) for value in values)


def distance(value: float, usual: Sequence[float], least_spread: float, widest: float = inf, *, counted: bool = True) -> float:
    """How many spreads a quantity lies above (or, negative, below) the usual ones, as proportions: twice as much is as far as half.

    ``counted``: the quantity is a count, and small counts vary by chance.
    """
    logs = [log(1 + other) for other in usual]
    chance = 1 / (1 + median(usual)) if counted else 0.0
    spread = sqrt(min(max(spread_of(logs), least_spread), widest) ** 2 + chance)
    return (log(1 + value) - median(logs)) / spread


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: float
    whole: float

    @property
    def value(self) -> float:
        """The share, 0 to 1; of nothing, 0."""
        return self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True, slots=True)
class Leap:
    """A share that is far from the usual one."""

    now: float
    usual: float

    def __str__(self) -> str:
        """Return both, as a person reads them."""
        return f"{self.now:.0%} (usually {self.usual:.0%})"


def leap(share: Share, earlier: Sequence[Share], *, least_step: float, least_spread: float, most: float, least_count: float) -> Leap | None:
    """The share, when it is more than ``most`` spreads, ``least_step`` and ``least_count`` of the whole away from the usual one."""
    known = sorted((other for other in earlier if other.whole), key=lambda other: other.value)
    if not known or not share.whole:
        return None
    cut = int(len(known) * _TRIMMED)
    kept = known[cut : len(known) - cut]
    part, whole = sum(other.part for other in kept), sum(other.whole for other in kept)
    usual = part / whole
    guess = min(1.0, (part + 1) / (whole + 2))
    spread = sqrt(guess * (1 - guess) / share.whole + max(least_spread, _own_spread(kept, usual)) ** 2)
    step = abs(share.value - usual)
    is_far = step >= least_step and step * share.whole >= least_count and step > most * spread
    return Leap(share.value, usual) if is_far else None


def _own_spread(shares: Sequence[Share], usual: float) -> float:
    """How far the shares of the days lie apart beyond what chance gives days of their size."""
    seen = spread_of([share.value for share in shares])
    chance = usual * (1 - usual) * median(1 / share.whole for share in shares)
    return sqrt(max(0.0, seen**2 - chance))
