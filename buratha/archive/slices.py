"""A slice of the archive: which articles, and which of their revisions. Read from a command's options, and asked of the archive."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, select, true

from buratha.arabic.dates import BAGHDAD
from buratha.arabic.digits import western_digits
from buratha.archive.queries import known_sections
from buratha.archive.recording import recorded_since
from buratha.archive.tables import HELD, articles, revisions
from buratha.arguments import LARGEST_ID, ArgumentError

_IDS = re.compile(r"(\d+)(?:-(\d+))?", re.ASCII)
_PERIOD = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DECEMBER = 12

NEWEST, ALL = "newest", "all"


@dataclass(frozen=True, slots=True)
class Slice:
    """Which records. Everything that is no duplicate, in its newest revision, when nothing is set."""

    section: str | None = None
    since: datetime | None = None
    """Published from here on."""
    until: datetime | None = None
    """Published before."""
    ids: range | None = None
    changed_since: datetime | None = None
    """Revisions that came into the archive from here on."""
    revisions: str = NEWEST
    duplicates: bool = False
    """Articles too whose text is that of another one that is held."""

    @property
    def rows(self) -> ColumnElement[bool]:
        """The condition on articles joined with revisions, but for dates of publication and for duplicates."""
        conditions: list[ColumnElement[bool]] = [articles.c.id == revisions.c.article_id]
        if self.revisions == NEWEST:
            conditions.append(articles.c.revision == revisions.c.revision)
        if self.section is not None:
            conditions.append(articles.c.section == self.section)
        if self.ids is not None:
            conditions.append(articles.c.id.between(self.ids.start, self.ids.stop - 1))
        if self.changed_since is not None:
            conditions.append(recorded_since(self.changed_since))
        return and_(*conditions)

    @property
    def dates(self) -> ColumnElement[bool]:
        """The condition on dates of publication; an article without a date has none of them."""
        conditions: list[ColumnElement[bool]] = []
        if self.since is not None:
            conditions.append(articles.c.published_at >= int(self.since.timestamp()))
        if self.until is not None:
            conditions.append(articles.c.published_at < int(self.until.timestamp()))
        return and_(true(), *conditions)

    @property
    def is_dated(self) -> bool:
        """Whether dates of publication matter."""
        return self.since is not None or self.until is not None


def is_duplicate() -> ColumnElement[bool]:
    """Whether an article only repeats another one that is held. One whose original is not here (any more), or has another text now, stands for it."""
    original = articles.alias("original")
    is_it = (original.c.id == articles.c.duplicate_of) & (original.c.text_hash == articles.c.text_hash)
    held = select(original.c.id).where(is_it, original.c.state == HELD)
    return and_(articles.c.duplicate_of.is_not(None), held.exists())


# -- from options ------------------------------------------------------------------------------------------------------
def parse_ids(option: str, text: str) -> range:
    """Read a number or a range of numbers.

    Raises:
        ArgumentError: it is none.

    >>> parse_ids("--ids", "425000-425167")
    range(425000, 425168)

    """
    found = _IDS.fullmatch(western_digits(text.strip()))
    if not found:
        raise ArgumentError(f"{option} {text}: write FROM-TO or one number, as in 425000-425167")
    first, last = int(found[1]), int(found[2] or found[1])
    if first < 1 or last > LARGEST_ID:
        raise ArgumentError(f"{option} {text}: ids go from 1 to {LARGEST_ID}")
    if last < first:
        raise ArgumentError(f"{option} {text}: FROM is greater than TO; write {last}-{first}")
    return range(first, last + 1)


def parse_id_list(option: str, text: str) -> list[range]:
    """Read numbers and ranges of numbers, as in 1,5-9.

    Raises:
        ArgumentError: one of them is none.

    """
    return [parse_ids(option, part) for part in text.replace("،", ",").split(",")]


def check_section(connection: Connection, option: str, section: str | None) -> None:
    """Check that the archive knows a section, if one is named.

    Raises:
        ArgumentError: it does not; says which it knows.

    """
    if section is not None and section not in (known := known_sections(connection)):
        raise ArgumentError(f"{option} {section}: the archive has no such section; it has {', '.join(known) or 'none yet'}")


def parse_period(option: str, text: str) -> tuple[datetime, datetime]:
    """Read a day, a month or a year of Baghdad; gives its beginning and its end.

    Raises:
        ArgumentError: it is none.

    >>> [moment.isoformat() for moment in parse_period("--since", "2007-09")]
    ['2007-09-01T00:00:00+04:00', '2007-10-01T00:00:00+04:00']

    """
    found = _PERIOD.fullmatch(western_digits(text.strip()))
    try:
        year, month, day = (int(part) if part else None for part in found.groups()) if found else (0, None, None)
        begins = datetime(year or 0, month or 1, day or 1, tzinfo=BAGHDAD)
        if day is not None:
            ends = begins + timedelta(days=1)
        elif month is not None and month < _DECEMBER:
            ends = begins.replace(month=month + 1)
        else:
            ends = begins.replace(year=begins.year + 1, month=1)
    except (ValueError, OverflowError) as error:
        raise ArgumentError(f"{option} {text}: this is no day, month or year; write 2015-10-15, 2015-10 or 2015") from error
    return begins, ends


def parse_time(option: str, text: str) -> datetime:
    """Read a moment, in UTC where it names no zone.

    Raises:
        ArgumentError: it is none.

    >>> parse_time("--changed-since", "2026-11-22T18:45").isoformat()
    '2026-11-22T18:45:00+00:00'

    """
    written = western_digits(text.strip())
    try:
        moment = datetime.fromisoformat(written if _DAY.match(written) else "")  # Python knows weeks too
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise ArgumentError(f"{option} {text}: this is no time; write 2026-11-22 or 2026-11-22T18:45:00+00:00 (without a zone it is UTC)") from error
