"""The rows that kept articles come to: of the articles, and of their revisions."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, bindparam, update

from buratha.archive.frontier import insert
from buratha.archive.recording import begin_recording
from buratha.archive.tables import HELD, LEFT_OUT, WAITING, articles, revisions
from buratha.items import Article, to_record
from buratha.similarity import Match


@dataclass(slots=True)
class KeptRows:
    """The rows of one batch, to be written together. ``delivery`` is what the feeds of ``run`` will be."""

    run: int
    delivery: int
    _articles: list[dict[str, Any]] = field(default_factory=list)
    _revisions: list[dict[str, Any]] = field(default_factory=list)
    _seen: list[dict[str, Any]] = field(default_factory=list)

    def add(self, article: Article, match: Match | None, *, left_out: bool, outside: bool) -> None:
        """A new article, or a new revision of one, which nearly repeats ``match``. ``outside``: it waits for another run to deliver it."""
        self._articles.append(_article_row(article, match, self.run))
        self._revisions.append(
            {
                "article_id": article.id,
                "revision": article.revision,
                "seen_at": article.last_seen,
                "run_id": self.run,
                "text_hash": article.text_hash,
                "record": _json(article),
                "state": LEFT_OUT if left_out else WAITING,
                "delivery_id": None if left_out or outside else self.delivery,
            }
        )

    def see_again(self, article: Article) -> None:
        """An article whose revision is held and has not changed."""
        row = {f"b_{name}": value for name, value in _told(article).items()}
        self._seen.append(row | {"b_id": article.id, "b_revision": article.revision, "b_record": _json(article)})

    def write(self, connection: Connection) -> None:
        """Write them."""
        if self._articles:
            recording = begin_recording(connection)
            connection.execute(_put_articles(connection.dialect.name, tuple(self._articles[0])), self._articles)
            connection.execute(revisions.insert(), [row | {"recording": recording} for row in self._revisions])
        if self._seen:
            told: dict[str, Any] = {name: bindparam(f"b_{name}") for name in _TOLD}
            connection.execute(update(articles).where(articles.c.id == bindparam("b_id")).values(tries=0, reason=None, **told), self._seen)
            one = (revisions.c.article_id == bindparam("b_id")) & (revisions.c.revision == bindparam("b_revision"))
            connection.execute(update(revisions).where(one).values(record=bindparam("b_record")), self._seen)


def _article_row(article: Article, match: Match | None, run: int) -> dict[str, Any]:
    """The row; of one that was met before, the archive keeps when and by which run. What was asked for by its number, nobody had met."""
    return _told(article) | {
        "id": article.id,
        "state": HELD,
        "named": True,
        "met_at": article.last_seen,
        "met_run": run,
        "tries": 0,
        "reason": None,
        "revision": article.revision,
        "text_hash": article.text_hash,
        "first_seen": article.first_seen,
        "duplicate_of": article.duplicate_of,
        "near_duplicate_of": article.near_duplicate_of,
        "similarity": match.similarity if match and article.near_duplicate_of else None,
    }


def _told(article: Article) -> dict[str, Any]:
    """What the archive's own columns repeat of a record: by them it is asked for."""
    moment = datetime.fromisoformat(article.published) if article.published else None
    return {
        "section": article.section[:64],
        "slug": (article.section_in_address or article.section)[:64],
        "title": article.title,
        "published_at": int(moment.timestamp()) if moment else None,
        "month": article.published[:7] if article.published else None,
        "last_seen": article.last_seen,
    }


_TOLD = ("section", "slug", "title", "published_at", "month", "last_seen")


def _json(article: Article) -> str:
    return json.dumps(to_record(article), ensure_ascii=False)


@cache
def _put_articles(dialect: str, names: tuple[str, ...]) -> Executable:
    """Add articles; of those that were met before, everything is replaced but when that was."""
    statement: Any = insert(dialect, articles)
    changes = {name: statement.excluded[name] for name in names if name not in {"id", "met_at", "met_run"}}
    put: Executable = statement.on_conflict_do_update(index_elements=[articles.c.id], set_=changes)
    return put
