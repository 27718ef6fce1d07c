"""Which ids and which days a crawl is bounded by: from its arguments, and from what the archive knows of ids and days."""

from datetime import date, datetime
from datetime import time as clock

from buratha.arabic.dates import BAGHDAD
from buratha.archive.frontier import dated_around
from buratha.archive.keeper import Keeper
from buratha.archive.scope import Scope
from buratha.arguments import Arguments
from buratha.timeline import ids_since, ids_until
from buratha.walks.limits import Limits

_AROUND = 30 * 24 * 3600
"""Seconds around a bound within which held articles sharpen the estimate."""


async def bounds_of(plan: Arguments, keeper: Keeper) -> tuple[Scope, Limits]:
    """The articles that a crawl may ask for, and how far its listings are walked."""
    least = greatest = None
    if plan.is_dated:
        points = await _known_points(plan, keeper)
        least = ids_since(plan.since, points) if plan.since else None
        greatest = ids_until(plan.until, points) if plan.until else None
    scope = Scope(plan.sections, least, greatest, plan.since, plan.until, met_in_this_run=plan.pages is not None)
    return scope, Limits(plan.pages, least, plan.since)


async def _known_points(plan: Arguments, keeper: Keeper) -> list[tuple[int, date]]:
    days = [day for day in (plan.since, plan.until) if day is not None]
    moments = [int(datetime.combine(day, clock(12), BAGHDAD).timestamp()) for day in days]
    rows = await keeper.do(dated_around, moments, _AROUND)
    return [(number, datetime.fromtimestamp(seconds, BAGHDAD).date()) for number, seconds in rows]
