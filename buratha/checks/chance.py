"""How likely so few of so many are, where records of one day are more alike than records of several: the beta-binomial distribution."""

from collections.abc import Iterable
from math import exp, lgamma

from buratha.checks.usual import Share


def at_most(few: float, whole: float, usual: float, weight: float) -> float:
    """The probability of ``few`` or fewer out of ``whole``, each being one with the probability ``usual``.

    That is itself known as from ``weight`` records; the more alike those of a day are, the fewer it is.

    >>> round(at_most(0, 60, 0.25, 1e9), 10) == round(0.75 ** 60, 10)
    True
    >>> round(at_most(1, 2, 0.5, 2), 3)  # what is known of two records: none, one and both are equally likely
    0.667
    """
    part, rest = usual * weight, (1 - usual) * weight
    none = _log_beta(part, rest)
    return min(1.0, sum(exp(_log_ways(whole, x) + _log_beta(part + x, rest + whole - x) - none) for x in range(int(few) + 1)))


def likeness_of(days: Iterable[tuple[Share, float]]) -> float:
    """How much more alike records of one day are than chance makes them: 0 not at all, 1 entirely; from the days' shares and their expected ones."""
    seen = chance = pairs = 0.0
    for share, expected in days:
        spread = expected * (1 - expected)
        if share.whole:
            seen += share.whole * (share.value - expected) ** 2
            chance += spread
            pairs += (share.whole - 1) * spread
    return min(1.0, max(0.0, (seen - chance) / pairs)) if pairs else 0.0


def _log_beta(one: float, other: float) -> float:
    return lgamma(one) + lgamma(other) - lgamma(one + other)


def _log_ways(whole: float, part: float) -> float:
    return lgamma(whole + 1) - lgamma(part + 1) - lgamma(whole - part + 1)
