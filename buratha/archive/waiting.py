"""Which of the records that wait a run delivers: those of what it was asked for. The others wait for a run that is asked for them."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, or_, select, true

from buratha.archive.again import of_ids_and_days
from buratha.archive.scope import Scope
from buratha.archive.tables import articles, revisions, walks
from buratha.arguments import Arguments
from buratha.sections import names


def of_plan(plan: Arguments, scope: Scope) -> ColumnElement[bool]:
    """Whether a revision is a matter of a run with these arguments. How many pages of listings it reads makes no difference."""
    conditions = of_ids_and_days(plan, scope)
    if plan.sections is not None:
        conditions.append(_of_sections(plan.sections))
    return revisions.c.article_id.in_(select(articles.c.id).where(and_(*conditions))) if conditions else true()


def _of_sections(sections: Iterable[str]) -> ColumnElement[bool]:
    """By its record or its address; what no other section claims may have been named by the listings of these."""
    wanted = list(sections)
    others = names().keys() - set(wanted)
    walked = select(walks.c.section).where(walks.c.section.not_in(wanted))
    unclaimed = [and_(column.not_in(others), column.not_in(walked)) for column in (articles.c.section, articles.c.slug)]
    return or_(articles.c.section.in_(wanted), articles.c.slug.in_(wanted), and_(*unclaimed))
