"""Which ids and which days a crawl is bounded by: from its arguments, and from what the archive knows of ids and days."""

from datetime import timedelta

from buratha.archive.dated import dated_around
from buratha.archive.keeper import Keeper
from buratha.archive.scope import Scope
from buratha.arguments import Arguments
from buratha.timeline import SLACK, KnownPoints, first_after, ids_since, ids_until, last_before
from buratha.walks.limits import Limits

_SLACK = timedelta(days=SLACK)
_A_DAY = timedelta(days=1)
_NONE = range(0)
_NO_END = 2**63
"""More than any id."""


async def bounds_of(plan: Arguments, keeper: Keeper) -> tuple[Scope, Limits]:
    """The articles that a crawl may ask for, and how far its listings are walked."""
    points = await _known_points(plan, keeper)
    least = ids_since(plan.since, points) if plan.since else None
    greatest = ids_until(plan.until, points) if plan.until else None
    scope = Scope(plan.sections, least, greatest, plan.since, plan.until, met_in_this_run=plan.pages is not None)
    return scope, Limits(plan.pages, least, plan.since)


async def edges_of(plan: Arguments, keeper: Keeper) -> list[range]:
    """The ids of which nothing tells on which side of a bound they are; what is amid them tells most."""
    points = await _known_points(plan, keeper)
    edges = []
    if plan.until:
        edges.append(range(ids_since(plan.until + 2 * _SLACK + _A_DAY, points), ids_until(plan.until, points) + 1))
    if plan.since:
        edges.append(range(ids_since(plan.since, points), ids_until(plan.since - 2 * _SLACK - _A_DAY, points) + 1))
    return edges


async def unproven(plan: Arguments, keeper: Keeper) -> tuple[range, range]:
    """The ids that the speed of the sequence alone leaves out: no known day beyond them says that they are too old, or too new."""
    points = await _known_points(plan, keeper)
    old = range(last_before(plan.since, points) + 1, ids_since(plan.since, points)) if plan.since else _NONE
    beyond = (first_after(plan.until, points) or _NO_END) if plan.until else 0
    new = range(ids_until(plan.until, points) + 1, beyond) if plan.until else _NONE
    return old, new


async def _known_points(plan: Arguments, keeper: Keeper) -> KnownPoints:
    """Known days just beside those from which on nothing is wanted, the slack of the estimate left over."""
    begins = [plan.since - _SLACK] if plan.since else []
    ends = [plan.until + _A_DAY + _SLACK] if plan.until else []
    return await keeper.do(dated_around, begins + ends) if begins or ends else ()
