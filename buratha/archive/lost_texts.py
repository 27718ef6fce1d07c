"""Held articles whose page comes back with hardly any text, or with its beginning: a template that broke, an apology, a teaser without its rest.

Whoever keeps the newest revision would lose the text. So such a page is no revision at first: the article was asked for in vain, later runs ask
again, and only what lasts is believed (a person may have emptied it).
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, case, select, update

from buratha.arabic.folding import fold
from buratha.archive.tables import HELD, articles, revisions
from buratha.items import Article

TEXT_LOST = "text_lost"
"""Why a held article was asked for in vain: its page is there, and its text is not."""
RUNS = 3
"""So many runs that are believed have to see it, as with a page that has no story."""
_A_TEXT = 30
"""Words of a text that may be lost. What was shorter was a caption or a line beside a picture, which comes and goes."""
_HARDLY_ANY = 35
"""Words that a page may have in a story's place: the longest sentence by which a site excuses itself (pages/kinds.py), an error of its server's..."""
_PART = 4
"""...if they are no more than this part of the story: a correction adds, or rewrites some of it, and half of a story is one, told otherwise."""
_MOST_OF_IT = 0.75
"""A text that is the beginning of the held one and has no more than this part of its words has lost the rest."""
_FEW, _LAST = 6, 3
"""So many words tell a beginning; the last ones may be a mark of the cut."""


def lost(connection: Connection, batch: Iterable[Article]) -> list[int]:
    """Of articles that are held, those that have lost their text, unless it has lasted: then their bodies are marked as doubtful."""
    read = {article.id: article for article in batch}
    found = []
    for row in _held(connection, list(read)):
        article, before = read[row.id], json.loads(row.record)
        if not _is_lost(article, before):
            continue
        if row.reason == TEXT_LOST and row.tries >= RUNS - 1:
            article.doubts = sorted({*article.doubts, "body"})
        else:
            found.append(row.id)
    return found


def note_lost(connection: Connection, run: int, numbers: Sequence[int]) -> None:
    """Note that a run has asked in vain for the texts of articles; runs that failed for another reason do not count."""
    tries = case((articles.c.reason == TEXT_LOST, articles.c.tries + 1), else_=1)
    if numbers:
        connection.execute(update(articles).where(articles.c.id.in_(numbers)).values(tries=tries, reason=TEXT_LOST, tried_run=run))


def _held(connection: Connection, numbers: Sequence[int]) -> Sequence[Any]:
    if not numbers:
        return ()
    newest = (revisions.c.article_id == articles.c.id) & (revisions.c.revision == articles.c.revision)
    columns = articles.c.id, articles.c.tries, articles.c.reason, revisions.c.record
    return connection.execute(
        select(*columns).join_from(articles, revisions, newest).where(articles.c.id.in_(numbers), articles.c.state == HELD)
    ).all()


def _is_lost(article: Article, before: dict[str, Any]) -> bool:
    """Whether another visit has found hardly anything of a text, or its beginning. Where it is the same visit, its page is read better now."""
    then, now = _words(before["body"]), _words(article.body)
    if article.last_seen == before["last_seen"] or then < _A_TEXT:
        return False
    return (now <= _HARDLY_ANY and now * _PART <= then) or (now <= _MOST_OF_IT * then and _is_its_beginning(article, before))


def _is_its_beginning(article: Article, before: dict[str, Any]) -> bool:
    """Whether a text is the beginning of the held one; where only the held one was doubtful, the new one is the better reading."""
    if "body" in before["doubts"] and "body" not in article.doubts:
        return False
    words = fold(article.body).split()
    begun = " ".join(words[: max(_FEW, len(words) - _LAST)])
    return len(words) >= _FEW and fold(before["body"]).startswith(begun)


def _words(text: str) -> int:
    """How many words of letters a text has: a database may give it back as «????? ???»."""
    return sum(any(map(str.isalnum, word)) for word in text.split())
