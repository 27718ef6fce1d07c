"""What the archive has already that articles are compared with before they are kept: themselves, and others with their text."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from buratha.arabic.folding import fold
from buratha.arabic.signs import spell_signs
from buratha.archive.again import differing
from buratha.archive.edition import edited
from buratha.archive.tables import HELD, LEFT_OUT, articles, revisions
from buratha.items import Article, from_record
from buratha.similarity import Match

_FEWEST_WORDS = 5
"""A text of fewer words is no proof that two posts are one: a poster's headline, a greeting."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the archive has of an article."""

    id: int
    revision: int
    text_hash: str
    first_seen: str
    duplicate_of: int | None
    near_duplicate_of: int | None
    similarity: float | None
    is_left_out: bool
    record: Article
    listed_on: date | None = None
    """The day that a listing or the feed gave it before it was held."""

    @classmethod
    def of(cls, article: Article, match: Match | None, *, is_left_out: bool) -> "Held":
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
        """When the page was fetched that it was last read from."""
        return self.record.last_seen

    def differing(self, article: Article, *, again: bool) -> tuple[str, ...]:
        """The fields by which a new reading is another edition; with ``again``, by a better extractor, all in which it differs."""
        if again:
            return differing(self.record, article)
        return (*self._texts(article), *edited(self.record, article, self.listed_on))

    def _texts(self, article: Article) -> list[str]:
        """Which of the texts is another one, where one is."""
        if self.text_hash == article.text_hash:
            return []
        before = self.record
        return [name for name, then, now in (("title", before.title, article.title), ("body", before.body, article.body)) if _key(then) != _key(now)]


def _key(text: str | None) -> str:
    """A text as its hash has it."""
    return fold(spell_signs(text or ""))


def held_before(connection: Connection, ids: Iterable[int]) -> dict[int, Held]:
    """What the archive has of these articles."""
    newest = articles.join(revisions, (revisions.c.article_id == articles.c.id) & (revisions.c.revision == articles.c.revision))
    columns = [
        articles.c[name] for name in ("id", "revision", "text_hash", "first_seen", "duplicate_of", "near_duplicate_of", "similarity", "listed_on")
    ]
    rows = connection.execute(
        select(*columns, revisions.c.state, revisions.c.record).select_from(newest).where(articles.c.id.in_(list(ids)), articles.c.state == HELD)
    )
    return {
        row.id: Held(
            *(row.id, row.revision, row.text_hash, row.first_seen, row.duplicate_of, row.near_duplicate_of, row.similarity),
            is_left_out=row.state == LEFT_OUT,
            record=from_record(json.loads(row.record)),
            listed_on=date.fromisoformat(row.listed_on) if row.listed_on else None,
        )
        for row in rows
    }


def forgotten_revisions(connection: Connection, ids: Iterable[int]) -> dict[int, int]:
    """Of those of some articles that were forgotten, the number of the last revision that a feed carried."""
    columns = (articles.c.id, articles.c.forgotten_revision)
    rows = connection.execute(select(*columns).where(articles.c.id.in_(list(ids)), articles.c.forgotten_revision.is_not(None)))
    return {row.id: row.forgotten_revision for row in rows}


def not_back(connection: Connection, near: dict[int, Match]) -> dict[int, Match]:
    """Without those that lead to an article which repeats the first: one that was edited goes on being the earlier of the two."""
    if not near:
        return near
    columns = (articles.c.id, articles.c.duplicate_of, articles.c.near_duplicate_of)
    rows = connection.execute(select(*columns).where(articles.c.id.in_({match.id for match in near.values()})))
    repeated = {row.id: {row.duplicate_of, row.near_duplicate_of} for row in rows}
    return {number: match for number, match in near.items() if number not in repeated.get(match.id, ())}


def tells_enough(article: Article) -> bool:
    """Whether the same text under another number is no accident."""
    return len(article.body.split(maxsplit=_FEWEST_WORDS)) >= _FEWEST_WORDS


def originals(connection: Connection, batch: Sequence[Article]) -> dict[str, int]:
    """By text, the article that was held first; none that is a duplicate itself, and none of an article's own."""
    hashes = {article.text_hash for article in batch if tells_enough(article)}
    own = {article.id for article in batch}
    if not hashes:
        return {}
    rows = connection.execute(
        select(articles.c.text_hash, articles.c.id)
        .where(articles.c.text_hash.in_(hashes), articles.c.state == HELD, articles.c.duplicate_of.is_(None))
        .order_by(articles.c.id.desc())
    )
    return {row.text_hash: row.id for row in rows if row.id not in own}
