"""Whether two runs were told to crawl the same: runs of one kind are compared with each other, and with no others."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

_DAYS = frozenset({"since", "until"})
_A_DAY = 1
"""Days; runs at about the same hour may begin before midnight and after."""


def told_alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two reports are of runs with the same arguments, days that move with the calendar included: ``since`` three days ago, every day."""
    these, those = one.get("arguments") or {}, other.get("arguments") or {}
    if these == those:
        return True
    if these.keys() != those.keys() or any(these[name] != those[name] for name in these.keys() - _DAYS):
        return False
    ages = [(_days_ago(one, name), _days_ago(other, name)) for name in these.keys() & _DAYS]
    return bool(ages) and all(age is not None and same is not None and abs(age - same) <= _A_DAY for age, same in ages)


def moves(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether the days asked for moved from one run to another that was told alike."""
    return (one.get("arguments") or {}) != (other.get("arguments") or {})


def _days_ago(report: Mapping[str, Any], name: str) -> int | None:
    """How many days before its run a day that was asked for lies; None where none can be read."""
    try:
        return (datetime.fromisoformat(report["started"]).date() - date.fromisoformat(str(report["arguments"][name]))).days
    except (KeyError, ValueError):
        return None
