"""Held articles that came without a text and should have one: read, perhaps, while the site sent none. They are asked for again, however old.

A picture or a film with nothing to be said about it is none of them. The site is not asked while it cannot have an answer: only where a newer
article of the same section has come with its text since, and where the section's posts have texts. Each is asked for a few times, always longer
after the last, for its page may really have none.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from sqlalchemy import Connection, select

from buratha.archive.asked_again import AskedAgain
from buratha.archive.scope import Scope
from buratha.archive.tables import HELD, articles, signatures, textless
from buratha.items import Article
from buratha.urls import ArticleAddress

TRIES = 4
"""So many times each is asked for, after it is young no more or never was."""
MOST = 300
"""So many in a run: a few minutes of the site's time."""
_SAMPLE = 500
"""So many of a section's newest articles tell whether its posts have texts."""
_LIST = AskedAgain(textless, TRIES, MOST)


@dataclass(frozen=True, slots=True)
class _Section:
    """What the newest articles of a section tell: whether its posts have texts, and when those that have were read last, from the greatest id on."""

    has_texts: bool
    ids: Sequence[int]
    """From the least on."""
    seen: Sequence[str]
    """When one of this id or a greater one was last read."""

    def seen_above(self, number: int) -> str:
        """When a newer article came with its text, lastly."""
        place = bisect_right(self.ids, number)
        return self.seen[place] if place < len(self.seen) else ""


def lacks_text(article: Article) -> bool:
    """Whether a text may be missing: there is none, and nothing in its place, or the reading doubts that there is none."""
    return not article.body and ("body" in article.doubts or not (article.images or article.media))


def note(connection: Connection, read: Sequence[Article]) -> None:
    """Note which of some articles lack their text; those that have it do not any more."""
    _LIST.note(connection, read, [article for article in read if lacks_text(article)])


def claim(connection: Connection, run: int, scope: Scope, started: str, most: int) -> list[ArticleAddress]:
    """Hand out those that are due, those that were asked for least often before all others; each once in a run.

    ``started`` is when the run began (ISO 8601): what it has read itself is not read again.
    """
    due = _due(connection, run, scope, started)
    found = [row for row in due if _may_have_an_answer(row, due[row])][: _LIST.left(connection, run, most)]
    return _LIST.handed_out(connection, run, started, found)


def count_waiting(connection: Connection) -> int:
    """How many are still to be asked for."""
    return _LIST.count_waiting(connection)


def _due(connection: Connection, run: int, scope: Scope, started: str) -> dict[Any, _Section]:
    """Those whose time has come, in order, each with what its section tells."""
    columns = articles.c.id, articles.c.slug, articles.c.section, articles.c.last_seen, textless.c.tries
    statement = select(*columns).join_from(textless, articles, articles.c.id == textless.c.article_id).where(_LIST.is_due(run, scope, started))
    rows = connection.execute(statement.order_by(textless.c.tries, articles.c.id.desc())).all()
    sections = {name: _look_at(connection, name) for name in {row.section for row in rows}}
    return {row: sections[row.section] for row in rows}


def _may_have_an_answer(row: Any, section: _Section) -> bool:
    return section.has_texts and section.seen_above(row.id) > row.last_seen


def _look_at(connection: Connection, section: str) -> _Section:
    """Signatures tell which texts are more than a line; of articles that lack theirs it is not known what they usually have."""
    newest = select(articles.c.id, articles.c.last_seen).where(articles.c.state == HELD, articles.c.section == section)
    sample = newest.order_by(articles.c.id.desc()).limit(_SAMPLE).subquery()
    has_text, lacks = signatures.c.article_id.is_not(None), textless.c.article_id.is_not(None)
    joined = sample.outerjoin(signatures, signatures.c.article_id == sample.c.id).outerjoin(textless, textless.c.article_id == sample.c.id)
    columns = sample.c.id, sample.c.last_seen, has_text.label("has_text"), lacks.label("lacks")
    rows = connection.execute(select(*columns).select_from(joined).order_by(sample.c.id.desc())).all()
    told = [row for row in rows if row.has_text]
    seen = list(accumulate((row.last_seen for row in told), max))
    return _Section(2 * len(told) > sum(not row.lacks for row in rows), [row.id for row in reversed(told)], seen[::-1])
