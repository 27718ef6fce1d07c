"""The headlines that listings give articles, as witnesses of whose page an article's address shows: caches and servers mix pages up.

A listing shortens headlines and links pictures, and an editor corrects them. So a listing is believed only where what it says has mostly been
what the pages said, and only where page and listing have hardly a word in common. Such a page is another article's when the listings call
another one so, or another one is held with its text, or its day is another than the listing prints: then it was asked for in vain, and later runs
ask again. What lasts, and what nothing but its headline speaks against, is kept with a doubt.

Headlines that follow a form share many words. So a page whose text or headline is another article's is that one's already where most of what the
listing says is not in it. The same story under a second number has its headline in the listing too. What was kept before a listing was read
(by number, or while listings were not believed yet) is asked for again as soon as one contradicts it.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, case, delete, func, literal, or_, select, update

from buratha.arabic.dates import BAGHDAD, utc_now
from buratha.arabic.folding import fold
from buratha.archive.frontier import ANOTHER, insert
from buratha.archive.tables import HELD, articles, listed_titles
from buratha.archive.trusted import is_trusted
from buratha.items import Article

_logger = logging.getLogger(__name__)

RUNS = 3
"""So many runs have to see it."""
LASTS = "another_article_lasts"
"""Why listings' word against a held article counts no more: so many runs have seen its page."""
_FACT = "listed titles"
_CHUNK = 500
_A_HEADLINE = 3
"""Words; with fewer a link says «more», or what kind of story it is."""
_ALIKE, _UNLIKE, _OTHERWISE = 0.5, 0.25, 0.75
"""Shares of the shorter one's words. The last is for pages that are plainly another's: a kicker more or a word corrected is no other headline."""
_NEXT_DAY = timedelta(days=1)
_YOUNG = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Said:
    """What listings say of a batch: whose pages are another's, whose are for so long that they are kept, whose have other headlines than listed."""

    strangers: frozenset[int] = frozenset()
    lasting: frozenset[int] = frozenset()
    otherwise: frozenset[int] = frozenset()


def note_titles(connection: Connection, titles: Mapping[int, str]) -> None:
    """Note the headlines by which a listing links to articles; not those of old ones that are held, whose pages are not read any more."""
    keys = {number: fold(title) for number, title in titles.items()}
    long = {number: key for number, key in keys.items() if len(key.split()) >= _A_HEADLINE}
    _doubt_held(connection, long)
    before = int((utc_now() - _YOUNG).timestamp())
    read_no_more = or_(articles.c.reason.is_(None), articles.c.reason == LASTS)
    old = and_(articles.c.state == HELD, articles.c.published_at < before, read_no_more)
    for number in [number for some in _parts(long) for number in connection.scalars(select(articles.c.id).where(articles.c.id.in_(some), old))]:
        del long[number]
    if long:
        statement: Any = insert(connection.dialect.name, listed_titles)
        statement = statement.on_conflict_do_update(index_elements=[listed_titles.c.article_id], set_={"title": statement.excluded.title})
        connection.execute(statement, [{"article_id": number, "title": long[number]} for number in sorted(long)])


def what_listings_say(connection: Connection, run: int, batch: Sequence[Article]) -> Said:
    """Judge a batch. The strangers are noted as asked for in vain; what is only doubtful is marked."""
    given = _given(connection, [article.id for article in batch])
    said = [(article, given[article.id], fold(article.title or "")) for article in batch if article.id in given and article.title]
    shares = {article.id: _shared(row.title, key) for article, row, key in said}
    unlike = [each for each in said if _is_called_otherwise(connection, *each, shares[each[0].id])]
    right = sum(share >= _ALIKE for share in shares.values()) - sum(shares[article.id] >= _ALIKE for article, _, _ in unlike)
    if not _are_believed(connection, right, len(unlike)):
        return Said()
    found = frozenset(article.id for article, row, key in unlike if _is_a_stranger(connection, article, row, key))
    _note(connection, run, found)
    lasting = frozenset(article.id for article, row, _ in unlike if article.id not in found and _lasts(row))
    return Said(found, lasting, frozenset(number for number, share in shares.items() if share < _OTHERWISE))


def settle(connection: Connection, said: Said, kept: Iterable[Article]) -> None:
    """Forget what listings call articles that are held now, but for what may yet be told from it; doubt those of which two have one text."""
    settled = list(kept)
    _forget_titles(connection, [article.id for article in settled if article.id not in said.otherwise - said.lasting])
    for some in _parts(said.lasting):
        connection.execute(update(articles).where(articles.c.id.in_(some)).values(reason=LASTS, tried_run=None))
    repeated = {number for article in settled if article.duplicate_of is not None for number in (article.id, article.duplicate_of)}
    if repeated:
        _doubt_held(connection, {number: row.title for number, row in _given(connection, repeated).items()})


def _forget_titles(connection: Connection, numbers: Iterable[int]) -> None:
    for some in _parts(numbers):
        connection.execute(delete(listed_titles).where(listed_titles.c.article_id.in_(some)))


def _given(connection: Connection, numbers: Iterable[int]) -> dict[int, Any]:
    """What listings say of articles, with what is known of them."""
    known = [articles.c[name] for name in ("id", "listed_on", "published_at", "state", "tries", "reason")]
    statement = select(listed_titles.c.title, *known).join_from(listed_titles, articles, articles.c.id == listed_titles.c.article_id)
    return {row.id: row for some in _parts(numbers) for row in connection.execute(statement.where(articles.c.id.in_(some)))}


def _are_believed(connection: Connection, right: int, wrong: int) -> bool:
    """Whether listings' headlines are mostly those of the pages, with what a batch says of it."""
    return is_trusted(connection, _FACT, right, wrong)


def _doubt_held(connection: Connection, keys: Mapping[int, str]) -> None:
    """Ask again for held articles that listings call otherwise than their records, if another one has the same text and headline."""
    other = articles.alias()
    same = select(other.c.id).where(other.c.text_hash == articles.c.text_hash, other.c.state == HELD, other.c.id != articles.c.id)
    repeated = select(articles.c.id, articles.c.title).where(articles.c.state == HELD, articles.c.reason.is_(None), same.exists())
    rows = [row for some in _parts(keys) for row in connection.execute(repeated.where(articles.c.id.in_(some)))]
    found = [row.id for row in rows if row.title and _shared(keys[row.id], fold(row.title)) < _OTHERWISE]
    if not found or not _are_believed(connection, 0, 0):
        return
    _logger.warning("Listings call articles otherwise that have another one's text, and are asked for again: %s", ", ".join(map(str, sorted(found))))
    for some in _parts(found):
        connection.execute(update(articles).where(articles.c.id.in_(some)).values(tries=0, reason=ANOTHER, tried_run=None))


def _is_called_otherwise(connection: Connection, article: Article, row: Any, key: str, share: float) -> bool:
    """Whether the listing's headline is not the page's: they have hardly a word in common, or are not one and the page is another article's."""
    most = 1.0 if _is_of_another_day(article, row) else _OTHERWISE
    return share < _UNLIKE or (share < most and _is_anothers(connection, article, key))


def _lasts(row: Any) -> bool:
    return bool(row.reason == LASTS or (row.reason == ANOTHER and row.tries >= RUNS - 1))


def _is_a_stranger(connection: Connection, article: Article, row: Any, key: str) -> bool:
    """Whether a page is not believed to be its address's. Otherwise it is doubtful: its headline, and its day where that is another one too."""
    other_day = _is_of_another_day(article, row)
    if not _lasts(row) and (other_day or _is_anothers(connection, article, key)):
        return True
    _logger.warning("article %d is doubtful: its page is headed «%s», and listings call it «%s»", article.id, article.title, row.title)
    article.doubts = sorted({*article.doubts, "title", *(["published"] if other_day else [])})
    return False


def _is_of_another_day(article: Article, row: Any) -> bool:
    """Whether the page's day is another than the listing's, or than the article had when it was read before."""
    if article.published is None:
        return False
    days = [date.fromisoformat(row.listed_on)] if row.listed_on else []
    if row.state == HELD and row.published_at is not None:
        days = [datetime.fromtimestamp(row.published_at, BAGHDAD).date()]
    day = datetime.fromisoformat(article.published).date()
    return bool(days) and abs(day - days[0]) > _NEXT_DAY


def _is_anothers(connection: Connection, article: Article, key: str) -> bool:
    """Whether another article is listed under the page's headline, or held with its text."""
    same_text = and_(articles.c.text_hash == article.text_hash, articles.c.state == HELD, articles.c.id != article.id)
    if connection.scalar(select(articles.c.id).where(same_text).limit(1)) is not None:
        return True
    begins = func.substr(literal(key), 1, func.length(listed_titles.c.title)) == listed_titles.c.title
    other = and_(listed_titles.c.article_id != article.id, or_(listed_titles.c.title == key, begins))
    return connection.scalar(select(listed_titles.c.article_id).where(other).limit(1)) is not None


def are_unlike(one: str, other: str) -> bool:
    """Whether two folded headlines have hardly a word in common; what is too short to be one is unlike none."""
    return min(len(one.split()), len(other.split())) >= _A_HEADLINE and _shared(one, other) < _UNLIKE


def _shared(one: str, other: str) -> float:
    """Which share of the shorter headline's words the other one has too; a word that was cut off counts."""
    few, many = sorted((one.split(), other.split()), key=len)
    return sum(any(whole == word or (whole.startswith(word) and word is few[-1]) for whole in many) for word in few) / max(1, len(few))


def _note(connection: Connection, run: int, numbers: Iterable[int]) -> None:
    tries = case((articles.c.reason == ANOTHER, articles.c.tries + 1), else_=1)
    for some in _parts(numbers):
        connection.execute(update(articles).where(articles.c.id.in_(some)).values(tries=tries, reason=ANOTHER, tried_run=run))


def _parts(numbers: Iterable[int]) -> Iterable[list[int]]:
    wanted = list(numbers)
    return [wanted[start : start + _CHUNK] for start in range(0, len(wanted), _CHUNK)]
