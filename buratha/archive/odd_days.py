"""Days that pages print and that cannot be right, by when their articles came out: listings tell it, and so does the run that meets them first.

A publishing system may print the wrong year on every new page, and its pages agree with each other. A listing's day is another witness: where
listings have mostly been right, a page that prints a day far from its listing's is doubtful. Listings may be wrong along with the pages. So of an
article with a number above all that earlier runs found in any listing it is known, too, that it came out since its section was last walked. An old
text may well be put in under a new number, so that alone raises no doubt: it is counted, and a check looks at how many there are.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from sqlalchemy import Connection, select

from buratha.arabic.dates import BAGHDAD
from buratha.archive.far_days import FAR, are_far
from buratha.archive.tables import HELD, articles, walks
from buratha.archive.trusted import is_trusted
from buratha.items import Article
from buratha.timeline import is_possible

_logger = logging.getLogger(__name__)

LISTING, RUN = "listing", "run"
"""What tells that a day cannot be right: the day in the listing, or when the run came upon the article."""
_FACT = "listed days"


@dataclass(frozen=True, slots=True)
class WalkedBefore:
    """How far earlier runs have walked the listings."""

    top: int = 0
    """No listing had a greater number."""
    on: Mapping[str, date] = field(default_factory=dict)
    """The day on which each section was last walked."""

    @classmethod
    def of(cls, connection: Connection) -> Self:
        """What the archive knows of it before a run walks on."""
        rows = connection.execute(select(walks.c.section, walks.c.top, walks.c.walked_at)).all()
        days = {row.section: datetime.fromisoformat(row.walked_at).astimezone(BAGHDAD).date() for row in rows}
        return cls(max((row.top for row in rows), default=0), days)

    def is_before(self, article: Article) -> bool:
        """Whether an article is dated long before the day since which it must have come out; nothing is known of sections never walked."""
        walked = self.on.get(article.section_in_address) if article.id > self.top else None
        return walked is not None and article.published is not None and datetime.fromisoformat(article.published).date() < walked - FAR


NOT_WALKED = WalkedBefore()


def doubt_odd_days(connection: Connection, batch: Sequence[Article], walked: WalkedBefore) -> dict[int, str]:
    """Doubt the days that listings speak against; gives what speaks against which articles' days."""
    far = _far_from_listings(connection, batch)
    for article in batch:
        if article.id in far:
            article.doubts = sorted({*article.doubts, "published"})
    found = dict.fromkeys(far, LISTING) | {article.id: RUN for article in batch if article.id not in far and walked.is_before(article)}
    if found:
        told = (f"{article.id} ({(article.published or '')[:10]}, {_against(article, far)})" for article in batch if article.id in found)
        _logger.warning("Pages print days that are far from when their articles came out: %s", ", ".join(told))
    return found


def _against(article: Article, far: Mapping[int, date]) -> str:
    return f"listed on {far[article.id]}" if article.id in far else "not listed before this run"


def _far_from_listings(connection: Connection, batch: Sequence[Article]) -> dict[int, date]:
    """The days that listings give articles whose pages print days far from them, if listings have mostly been right.

    That is learnt of each article once, when it is new: what is wrong for long and read again and again would make the listings seem wrong.
    """
    told = _listed(connection, [article.id for article in batch if article.published is not None])
    listed = {article.id: told[article.id] for article in batch if article.id in told and _can_be_its(told[article.id][0], article)}
    far = {article.id: listed[article.id][0] for article in batch if article.id in listed and are_far(article.published, listed[article.id][0])}
    new = {number for number, (_, state) in listed.items() if state != HELD}
    wrong = len(new & far.keys())
    return far if is_trusted(connection, _FACT, len(new) - wrong, wrong) else {}


def _can_be_its(listed: date, article: Article) -> bool:
    """Whether the article's number does not speak for its page's day and against the listing's: feeds give old articles the day of the visit."""
    if article.published is None or article.last_seen is None:
        return True
    today = datetime.fromisoformat(article.last_seen).date()
    own = datetime.fromisoformat(article.published).date()
    return is_possible(article.id, listed, today) or not is_possible(article.id, own, today)


def _listed(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[date, str]]:
    """The days that listings or the feed give articles, each with the article's state."""
    columns = (articles.c.id, articles.c.listed_on, articles.c.state)
    rows = connection.execute(select(*columns).where(articles.c.id.in_(numbers), articles.c.listed_on.is_not(None)))
    return {row.id: (date.fromisoformat(row.listed_on), row.state) for row in rows}
