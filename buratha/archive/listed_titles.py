"""The headlines that listings give articles, as witnesses of whose page an article's address shows: caches and servers mix pages up.

A listing shortens headlines and links pictures, and an editor corrects them. So a listing is believed only where what it says has mostly been
what the pages said, and only where page and listing have hardly a word in common. Such a page is another article's when the listings call
another one so, or another one is held with its text, or its day is another than the listing prints: then it was asked for in vain, and later runs
ask again. What lasts, and what nothing but its headline speaks against, is kept with a doubt.
"""

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, case, delete, func, literal, or_, select, update

from buratha.arabic.dates import BAGHDAD, utc_now
from buratha.arabic.folding import fold
from buratha.archive.frontier import ANOTHER, insert
from buratha.archive.server_facts import recall, remember
from buratha.archive.tables import HELD, articles, listed_titles
from buratha.items import Article

_logger = logging.getLogger(__name__)

RUNS = 3
"""So many runs have to see it."""
_FACT = "listed titles"
_CHUNK = 500
_A_HEADLINE = 3
"""Words; with fewer a link says «more», or what kind of story it is."""
_ALIKE, _UNLIKE = 0.5, 0.25
"""Shares of the shorter one's words."""
_KNOWN, _MOSTLY, _MEMORY = 5, 2, 1000
"""Listings are believed that were right so often, and so many times as often as wrong; when so much is known, half of it is forgotten."""
_NEXT_DAY = timedelta(days=1)
_YOUNG = timedelta(days=7)
_NUMBERS = re.compile(r"\d+")


def note_titles(connection: Connection, titles: Mapping[int, str]) -> None:
    """Note the headlines by which a listing links to articles; not those of old ones that are held, whose pages are not read any more."""
    keys = {number: fold(title) for number, title in titles.items()}
    long = {number: key for number, key in keys.items() if len(key.split()) >= _A_HEADLINE}
    before = int((utc_now() - _YOUNG).timestamp())
    old = and_(articles.c.state == HELD, articles.c.published_at < before, articles.c.reason.is_(None))
    for number in [number for some in _parts(long) for number in connection.scalars(select(articles.c.id).where(articles.c.id.in_(some), old))]:
        del long[number]
    if long:
        statement: Any = insert(connection.dialect.name, listed_titles)
        statement = statement.on_conflict_do_update(index_elements=[listed_titles.c.article_id], set_={"title": statement.excluded.title})
        connection.execute(statement, [{"article_id": number, "title": long[number]} for number in sorted(long)])


def strangers(connection: Connection, run: int, batch: Sequence[Article]) -> list[int]:
    """The articles of a batch whose pages are another article's by what listings say, noted as asked for in vain; what is only doubtful is marked."""
    given = _given(connection, [article.id for article in batch])
    said = [(article, given[article.id], fold(article.title or "")) for article in batch if article.id in given and article.title]
    unlike = [each for each in said if _shared(each[1].title, each[2]) < _UNLIKE]
    if not _are_believed(connection, sum(_shared(row.title, key) >= _ALIKE for _, row, key in said), len(unlike)):
        return []
    found = [article.id for article, row, key in unlike if _is_a_stranger(connection, article, row, key)]
    _note(connection, run, found)
    return found


def forget_titles(connection: Connection, numbers: Iterable[int]) -> None:
    """Forget what listings call articles that are held now."""
    for some in _parts(numbers):
        connection.execute(delete(listed_titles).where(listed_titles.c.article_id.in_(some)))


def _given(connection: Connection, numbers: Iterable[int]) -> dict[int, Any]:
    """What listings say of articles, with what is known of them."""
    known = [articles.c[name] for name in ("id", "listed_on", "published_at", "state", "tries", "reason")]
    statement = select(listed_titles.c.title, *known).join_from(listed_titles, articles, articles.c.id == listed_titles.c.article_id)
    return {row.id: row for some in _parts(numbers) for row in connection.execute(statement.where(articles.c.id.in_(some)))}


def _are_believed(connection: Connection, right: int, wrong: int) -> bool:
    """Whether listings' headlines are mostly those of the pages, with what a batch says of it, which is remembered."""
    before = [int(number) for number in _NUMBERS.findall(recall(connection, _FACT) or "")]
    rights, wrongs = (number + more for number, more in zip(before or (0, 0), (right, wrong), strict=True))
    if rights + wrongs > _MEMORY:
        rights, wrongs = rights // 2, wrongs // 2
    if right or wrong:
        remember(connection, _FACT, f"{rights} right, {wrongs} wrong")
    return rights >= _KNOWN and rights >= _MOSTLY * wrongs


def _is_a_stranger(connection: Connection, article: Article, row: Any, key: str) -> bool:
    """Whether a page is not believed to be its address's. Otherwise it is doubtful: its headline, and its day where that is another one too."""
    other_day = _is_of_another_day(article, row)
    lasts = row.reason == ANOTHER and row.tries >= RUNS - 1
    if not lasts and (other_day or _is_anothers(connection, article, key)):
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
