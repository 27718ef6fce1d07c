"""Articles that are named again: the section to ask for them under from now on, and those that the server did not have."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, exists, func, or_, select, update

from buratha.arabic.dates import utc_now
from buratha.archive.tables import GONE, MET, articles, listed_titles, runs
from buratha.urls import ArticleAddress

_CHUNK = 500
_AT_ONCE = 3
"""In so many runs it is asked for as often as it is named; a page may come a little later than the listing."""
_DOUBLINGS = 7
"""So often does the rest grow; then it is five days."""
_MOST_MOVED = 12
"""After so many tries a new section is no reason any more to ask at once: two listings may each claim what does not exist."""


def move(connection: Connection, addresses: Iterable[ArticleAddress], *, by_listing: bool = False) -> None:
    """Have articles that are not held asked for under the section by which they are named now.

    Only a section's own listing (``by_listing``) moves what a listing has named: feeds, sitemaps and links keep old addresses. What it moves
    and the server did not have is asked for at once, also by the run that has just asked for it elsewhere.
    """
    rows = [{"b_id": address.id, "b_slug": address.section[:64]} for address in sorted(addresses, key=lambda address: address.id)]
    if not rows:
        return
    elsewhere = and_(articles.c.id == bindparam("b_id"), articles.c.slug != bindparam("b_slug"))
    section: dict[str, Any] = {"section": bindparam("b_slug"), "slug": bindparam("b_slug")}
    if by_listing:
        not_held = or_(articles.c.state == MET, articles.c.state == GONE)
        at_once = and_(articles.c.state == GONE, articles.c.tries < _MOST_MOVED)
        anew = {"state": case((at_once, MET), else_=articles.c.state), "tried_run": case((at_once, None), else_=articles.c.tried_run)}
        connection.execute(update(articles).where(elsewhere, not_held).values(section | anew), rows)
    else:
        unlisted = ~exists().where(listed_titles.c.article_id == articles.c.id)
        connection.execute(update(articles).where(elsewhere, articles.c.state == MET, unlisted).values(section), rows)


def revive(connection: Connection, ids: Iterable[int]) -> None:
    """Ask again for articles that the server did not have, because a listing names them: at first at once, then after ever longer rests."""
    wanted = list(ids)
    for start in range(0, len(wanted), _CHUNK):
        part = articles.c.id.in_(wanted[start : start + _CHUNK])
        connection.execute(update(articles).where(part, articles.c.state == GONE, _has_rested()).values(state=MET))


def _has_rested() -> ColumnElement[bool]:
    """Whether the last try is long enough ago: an hour, two, four … by how many there were."""
    now = utc_now()
    since = [(now - timedelta(hours=2**number)).isoformat(timespec="seconds") for number in range(_DOUBLINGS + 1)]
    enough = case({_AT_ONCE + number: moment for number, moment in enumerate(since)}, value=articles.c.tries, else_=since[-1])
    tried = select(runs.c.started).where(runs.c.id == articles.c.tried_run).scalar_subquery()
    return or_(articles.c.tries < _AT_ONCE, func.coalesce(tried, "") < enough)
