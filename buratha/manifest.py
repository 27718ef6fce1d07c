"""What a delivery's manifest says beside its files: how many articles of which kind, section and time."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, case, func, select

from buratha.archive.tables import WAITING, articles, revisions

_REASONS = ("buratha/dropped/", "buratha/no_article/", "buratha/failed/", "buratha/invalid/", "buratha/forbidden_by_robots/", "buratha/not_recorded/")


def describe(connection: Connection, delivery: int, stats: Mapping[str, Any]) -> dict[str, Any]:
    """Counts and ranges of what a delivery is about to carry, and what of the run it does not carry, by reason."""
    carried = (revisions.c.delivery_id == delivery) & (revisions.c.state == WAITING)
    rows = revisions.join(articles, articles.c.id == revisions.c.article_id)
    is_first = revisions.c.revision == func.coalesce(articles.c.forgotten_revision, 0) + 1
    new = func.coalesce(func.sum(case((is_first, 1), else_=0)), 0)
    totals = connection.execute(
        select(
            func.count(), new, func.min(articles.c.id), func.max(articles.c.id), func.min(articles.c.month), func.max(articles.c.month),
            func.count(articles.c.near_duplicate_of),
        ).select_from(rows).where(carried)
    ).one()  # fmt: skip
    sections = connection.execute(select(articles.c.section, func.count()).select_from(rows).where(carried).group_by(articles.c.section))
    count, first, *ranges, near = totals
    return {
        "articles": count,
        "new": first,
        "revised": count - first,
        "near_duplicates": near,
        "ids": {"least": ranges[0], "greatest": ranges[1]},
        "months": {"earliest": ranges[2], "latest": ranges[3]},
        "sections": {row[0]: row[1] for row in sorted(sections, key=lambda row: (-row[1], row[0]))},
        "not_delivered": {name.removeprefix("buratha/"): value for name, value in sorted(stats.items()) if name.startswith(_REASONS)},
    }
