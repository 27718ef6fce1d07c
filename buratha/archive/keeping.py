"""Keeping articles: what is new, what was edited, what is the same text under another number."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, bindparam, select, update

from buratha.archive.again import differing
from buratha.archive.frontier import insert
from buratha.archive.near import Near
from buratha.archive.tables import HELD, LEFT_OUT, WAITING, articles, revisions
from buratha.items import Article, from_record, to_record
from buratha.similarity import Match

NEW, REVISED, UNCHANGED, OLDER = "new", "revised", "unchanged", "older"
_FEWEST_WORDS = 5
"""A text of fewer words is no proof that two posts are one: a poster's headline, a greeting."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an article: new, revised, unchanged, or older than what is held; whether the feeds leave it out, or it waits for another run's.

    ``differing`` names the fields of an article that was read again which are not what they were.
    """

    outcome: str
    left_out: bool = False
    outside: bool = False
    differing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Keeping:
    """How articles are kept in one run. ``delivery`` is what the run's feeds will be."""

    run: int
    delivery: int
    near: Near
    deliver_duplicates: bool = False
    is_outside: Callable[[str | None], bool] = lambda _: False
    """Whether an article published then is no matter of this run: it is kept, and waits for another one to deliver it."""
    again: bool = False
    """Whether held articles are read again: whatever differs in one is a revision, and a page older than what is held says nothing."""

    def keep(self, connection: Connection, batch: Sequence[Article]) -> list[Kept]:
        """Keep articles in order, and complete each: its revision, when it was first seen, what it repeats."""
        held = _held(connection, [article.id for article in batch], with_records=self.again)
        changed = [article for article in batch if self._is_changed(article, held.get(article.id))]
        originals = _originals(connection, changed)
        signed = self.near.sign(changed)
        near = _not_back(connection, self.near.match(connection, signed))
        rows: dict[str, list[dict[str, Any]]] = {"articles": [], "revisions": [], "seen": []}
        kept = [self._keep_one(article, held, originals, near, rows) for article in batch]
        _write(connection, rows)
        self.near.remember(connection, signed, [article.id for article in changed if article.id in held])
        return kept

    def _is_changed(self, article: Article, before: "_Held | None") -> bool:
        return before is None or (before.text_hash != article.text_hash and not self._is_older(article, before))

    def _is_older(self, article: Article, before: "_Held") -> bool:
        return self.again and (article.last_seen or "") < (before.last_seen or "")

    def _keep_one(
        self,
        article: Article,
        held: dict[int, "_Held"],
        originals: dict[str, int],
        near: dict[int, Match],
        rows: dict[str, list[dict[str, Any]]],
    ) -> Kept:
        before = held.get(article.id)
        if before is not None and self._is_older(article, before):
            return Kept(OLDER)
        differs = before.differing(article) if before is not None and self.again else ()
        if before is not None and before.text_hash == article.text_hash and not differs:
            _complete(article, before)
            rows["seen"].append({"b_id": article.id, "b_revision": before.revision, "b_seen": article.last_seen, "b_record": _json(article)})
            return Kept(UNCHANGED)
        outside = self.is_outside(article.published)
        match = near.get(article.id)
        if before is not None and before.text_hash == article.text_hash:
            article.duplicate_of, article.near_duplicate_of, match = before.duplicate_of, before.near_duplicate_of, before.match
        else:
            original = originals.setdefault(article.text_hash, article.id) if _tells_enough(article) else article.id
            article.duplicate_of = original if original != article.id else None
            article.near_duplicate_of = match.id if match and article.duplicate_of is None else None
        article.revision = before.revision + 1 if before else 1
        article.first_seen = before.first_seen if before else article.first_seen
        left_out = article.duplicate_of is not None and not self.deliver_duplicates and (before is None or before.is_left_out)
        rows["articles"].append(_article_row(article, match))
        rows["revisions"].append(self._revision_row(article, left_out=left_out, outside=outside))
        held[article.id] = _Held.of(article, match, is_left_out=left_out)
        return Kept(REVISED if before else NEW, left_out, outside, differs)

    def _revision_row(self, article: Article, *, left_out: bool, outside: bool) -> dict[str, Any]:
        return {
            "article_id": article.id,
            "revision": article.revision,
            "seen_at": article.last_seen,
            "run_id": self.run,
            "text_hash": article.text_hash,
            "record": _json(article),
            "state": LEFT_OUT if left_out else WAITING,
            "delivery_id": None if left_out or outside else self.delivery,
        }


@dataclass(frozen=True, slots=True)
class _Held:
    """What the archive has of an article."""

    id: int
    revision: int
    text_hash: str
    first_seen: str
    duplicate_of: int | None
    near_duplicate_of: int | None
    similarity: float | None
    is_left_out: bool
    record: Article | None = None
    """Only where articles are read again."""

    @classmethod
    def of(cls, article: Article, match: Match | None, *, is_left_out: bool) -> "_Held":
        """What the archive has as soon as an article is kept."""
        similarity = match.similarity if match else None
        known = (article.id, article.revision, article.text_hash, article.first_seen or "", article.duplicate_of, article.near_duplicate_of)
        return cls(*known, similarity, is_left_out=is_left_out, record=article)

    @property
    def match(self) -> Match | None:
        """The article that it nearly repeats."""
        return Match(self.near_duplicate_of, self.similarity or 0.0) if self.near_duplicate_of is not None else None

    @property
    def last_seen(self) -> str | None:
        """When the page was fetched that it was last read from; known only with the record."""
        return self.record.last_seen if self.record is not None else None

    def differing(self, article: Article) -> tuple[str, ...]:
        """The fields in which a new reading differs."""
        return differing(self.record, article) if self.record is not None else ()


def _held(connection: Connection, ids: Iterable[int], *, with_records: bool = False) -> dict[int, _Held]:
    newest = articles.join(revisions, (revisions.c.article_id == articles.c.id) & (revisions.c.revision == articles.c.revision))
    columns = [articles.c[name] for name in ("id", "revision", "text_hash", "first_seen", "duplicate_of", "near_duplicate_of", "similarity")]
    wanted = [*columns, revisions.c.state, *([revisions.c.record] if with_records else [])]
    rows = connection.execute(select(*wanted).select_from(newest).where(articles.c.id.in_(list(ids)), articles.c.state == HELD))
    return {
        row.id: _Held(
            *(row.id, row.revision, row.text_hash, row.first_seen, row.duplicate_of, row.near_duplicate_of, row.similarity),
            is_left_out=row.state == LEFT_OUT,
            record=from_record(json.loads(row.record)) if with_records else None,
        )
        for row in rows
    }


def _not_back(connection: Connection, near: dict[int, Match]) -> dict[int, Match]:
    """Without those that lead to an article which repeats the first: one that was edited goes on being the earlier of the two."""
    if not near:
        return near
    columns = (articles.c.id, articles.c.duplicate_of, articles.c.near_duplicate_of)
    rows = connection.execute(select(*columns).where(articles.c.id.in_({match.id for match in near.values()})))
    repeated = {row.id: {row.duplicate_of, row.near_duplicate_of} for row in rows}
    return {number: match for number, match in near.items() if number not in repeated.get(match.id, ())}


def _tells_enough(article: Article) -> bool:
    return len(article.body.split(maxsplit=_FEWEST_WORDS)) >= _FEWEST_WORDS


def _originals(connection: Connection, batch: Sequence[Article]) -> dict[str, int]:
    """By text, the article that was held first; none that is a duplicate itself, and none of an article's own."""
    hashes = {article.text_hash for article in batch if _tells_enough(article)}
    own = {article.id for article in batch}
    if not hashes:
        return {}
    rows = connection.execute(
        select(articles.c.text_hash, articles.c.id)
        .where(articles.c.text_hash.in_(hashes), articles.c.state == HELD, articles.c.duplicate_of.is_(None))
        .order_by(articles.c.id.desc())
    )
    return {row.text_hash: row.id for row in rows if row.id not in own}


def _complete(article: Article, before: _Held) -> None:
    """An unchanged article keeps what only the archive knows."""
    article.revision, article.first_seen = before.revision, before.first_seen
    article.duplicate_of, article.near_duplicate_of = before.duplicate_of, before.near_duplicate_of


def _article_row(article: Article, match: Match | None) -> dict[str, Any]:
    moment = datetime.fromisoformat(article.published) if article.published else None
    return {
        "id": article.id,
        "section": article.section[:64],
        "slug": (article.section_in_address or article.section)[:64],
        "state": HELD,
        "met_at": article.last_seen,
        "met_run": 0,
        "tries": 0,
        "reason": None,
        "revision": article.revision,
        "text_hash": article.text_hash,
        "title": article.title,
        "published_at": int(moment.timestamp()) if moment else None,
        "month": article.published[:7] if article.published else None,
        "first_seen": article.first_seen,
        "last_seen": article.last_seen,
        "duplicate_of": article.duplicate_of,
        "near_duplicate_of": article.near_duplicate_of,
        "similarity": match.similarity if match and article.near_duplicate_of else None,
    }


def _json(article: Article) -> str:
    return json.dumps(to_record(article), ensure_ascii=False)


@cache
def _put_articles(dialect: str, names: tuple[str, ...]) -> Executable:
    """Add articles; of those that were met before, everything is replaced but when that was."""
    statement: Any = insert(dialect, articles)
    changes = {name: statement.excluded[name] for name in names if name not in {"id", "met_at", "met_run"}}
    put: Executable = statement.on_conflict_do_update(index_elements=[articles.c.id], set_=changes)
    return put


def _write(connection: Connection, rows: dict[str, list[dict[str, Any]]]) -> None:
    if rows["articles"]:
        connection.execute(_put_articles(connection.dialect.name, tuple(rows["articles"][0])), rows["articles"])
        connection.execute(revisions.insert(), rows["revisions"])
    if rows["seen"]:
        connection.execute(update(articles).where(articles.c.id == bindparam("b_id")).values(last_seen=bindparam("b_seen")), rows["seen"])
        one = (revisions.c.article_id == bindparam("b_id")) & (revisions.c.revision == bindparam("b_revision"))
        connection.execute(update(revisions).where(one).values(record=bindparam("b_record")), rows["seen"])
