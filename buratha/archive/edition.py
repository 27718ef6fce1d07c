"""What makes another edition of an article whose text is the same: whoever has the feeds shall learn of it.

Only what an editor does to a story, and what no layout reads otherwise: the section that it is moved to, the day that it is given, the picture that a
post without words is. A doubtful value is none to compare, nor are the hour (layouts tell it by seconds, minutes, or not at all), names of
writers (they are known the better the more pages were read) and the pictures beside a text (servers change their addresses).

A day where none was known is news even where it is doubtful: the feeds have none, and would never hear of it, since by the time that the doubt goes
the archive has had it for long. So that a day which comes and goes is delivered once, an article keeps the one that it had; and so that the archive
has what the feeds have, until a sound one follows, which is news where it is another.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from posixpath import basename
from typing import Final
from urllib.parse import urlsplit

from buratha.arabic.ago import read_ago
from buratha.arabic.dates import has_date
from buratha.archive.far_days import are_far
from buratha.items import Article
from buratha.pages.layouts import ABSENT
from buratha.sections import slug_of

_REFUSED: Final = "published_refused"
_A_TEXT = 5
"""Words; a post of fewer is its picture."""


def edited(before: Article, now: Article, listed_on: date | None = None) -> tuple[str, ...]:
    """The fields that another edition of a text is known by. ``listed_on``: the day that its listing gave it."""
    changed = tuple(name for name, tell in _TOLD.items() if (then := tell(before)) is not None and (told := tell(now)) is not None and then != told)
    is_first = before.published is None and now.published is not None
    return (*changed, "published") if is_first or _is_day_settled(before, now) or is_day_found(before, now, listed_on) else changed


def is_day_refused(article: Article) -> bool:
    """Whether an article has no day because the one that its page tells cannot be: it may be still to come."""
    return article.published is None and _doubted(article, _REFUSED)


def is_day_found(before: Article, now: Article, listed_on: date | None = None) -> bool:
    """Whether a reading tells the day of an article whose day was refused before, or was doubtful and far from its listing's.

    After a refused one any day will do: where a clock that was wrong had all of them refused, their layout is doubted for some time.
    """
    if is_day_refused(before):
        return now.published is not None
    was_far = listed_on is not None and _doubted(before, "published") and are_far(before.published, listed_on)
    return was_far and _day(now) is not None and listed_on is not None and not are_far(now.published, listed_on)


def keep_the_day(before: Article, now: Article, *, again: bool = False) -> None:
    """Give a reading the day of an earlier visit where it tells its own by the distance from this one, or no more: the less exact, the later.

    A page that tells no day any more takes none back, nor does one whose day is refused or another and doubtful, unless it is another story's.
    ``again``: by a better extractor, to which it never told one.
    """
    if before.published is None or before.last_seen == now.last_seen:
        return
    is_lost = now.published is None and not now.witnesses.get("published", "").startswith(ABSENT)
    is_unsure = now.published is not None and _doubted(now, "published") and _is_another_day(before, now)
    is_kept = (is_lost and _is_told_by_distance(before)) or ((is_lost or is_unsure) and not again and _is_same_story(before, now))
    if not (_is_told_by_distance(now) or is_kept):
        return
    for name in ("published", "published_precision", "published_printed"):
        setattr(now, name, getattr(before, name))
    doubts = {*now.doubts} - {"published", _REFUSED}
    now.doubts = sorted(doubts | {"published"} if _doubted(before, "published") else doubts)
    if is_kept and (witness := before.witnesses.get("published")):
        now.witnesses = {**now.witnesses, "published": witness}


def _is_same_story(before: Article, now: Article) -> bool:
    """Whether no more than the headline or the text was edited; where there is no text, the headline tells."""
    return before.title == now.title or (before.body == now.body and bool(now.body))


def _is_another_day(before: Article, now: Article) -> bool:
    return (before.published or "")[:10] != (now.published or "")[:10]


def _is_day_settled(before: Article, now: Article) -> bool:
    """Whether a sound day follows a doubtful one, and is another."""
    return _doubted(before, "published") and _day(now) is not None and _is_another_day(before, now)


def _is_told_by_distance(article: Article) -> bool:
    """Whether a day is doubtful, as it counts from a visit."""
    if article.published_printed is None or article.last_seen is None or not _doubted(article, "published"):
        return False
    return read_ago(article.published_printed, datetime.fromisoformat(article.last_seen)) is not None


def _section(article: Article) -> str | None:
    """The section that the page names. A known name is believed, though an address that has not followed it raises a doubt."""
    if article.category is None or (_doubted(article, "category", "section") and slug_of(article.category) is None):
        return None
    return article.section


def _day(article: Article) -> str | None:
    """The day that the page prints; «two days ago» is another one tomorrow."""
    is_printed = article.published_printed is None or has_date(article.published_printed)
    return article.published[:10] if article.published is not None and is_printed and not _doubted(article, "published") else None


def _picture(article: Article) -> tuple[str, ...] | None:
    """The names of the pictures' files: a server may change what stands before and behind them."""
    names = tuple(sorted(basename(urlsplit(image.url).path) for image in article.images))
    return names if names and len(article.body.split()) < _A_TEXT else None


def _doubted(article: Article, *names: str) -> bool:
    return not set(names).isdisjoint(article.doubts)


_TOLD: Final[Mapping[str, Callable[[Article], object]]] = {"section": _section, "published": _day, "images": _picture}
