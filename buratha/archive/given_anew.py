"""Numbers of held articles under which a listing has another story: their pages are not read any more, so somebody has to be told."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select

from buratha.arabic.dates import BAGHDAD
from buratha.arabic.folding import fold
from buratha.archive.listed_titles import are_unlike
from buratha.archive.tables import HELD, articles
from buratha.pages.listing import ListedArticle

_LATER = timedelta(days=3)
"""A story whose day is so much later is not the one that is held, corrected."""


def given_anew(connection: Connection, listed: Iterable[ListedArticle]) -> list[int]:
    """The held articles to which a page of a listing gives another headline and a much later day."""
    dated = {article.id: (article.title, article.day) for article in listed if article.day is not None}
    held = select(articles.c.id, articles.c.title, articles.c.published_at).where(
        articles.c.id.in_(dated), articles.c.state == HELD, articles.c.reason.is_(None), articles.c.published_at.is_not(None)
    )
    found = []
    for row in connection.execute(held):
        title, day = dated[row.id]
        if day - _day(row.published_at) > _LATER and are_unlike(fold(title), fold(row.title or "")):
            found.append(row.id)
    return sorted(found)


def _day(moment: int) -> date:
    return datetime.fromtimestamp(moment, BAGHDAD).date()
