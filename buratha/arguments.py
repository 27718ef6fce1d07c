"""The spider's arguments: typed, checked, with errors that say what to write instead."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from buratha.arabic.digits import western_digits
from buratha.sections import NoSlugError, slugs_of

LARGEST_ID = 999_999_999
"""No address has an id of more digits."""

_IDS = re.compile(r"(\d+)(?:-(\d+))?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_KNOWN = ("sections", "pages", "ids", "since", "until", "again")
_YES, _NO = frozenset({"yes", "true", "1"}), frozenset({"no", "false", "0"})
_FIRST_DAY = date(2006, 1, 1)


class ArgumentError(ValueError):
    """An argument of the spider is wrong."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """What is to be crawled. Everything, when all are None."""

    sections: tuple[str, ...] | None = None
    """Only these sections; a section that nobody has heard of is asked for all the same."""
    pages: int | None = None
    """At most so many listing pages of each section."""
    ids: range | None = None
    """These articles, whether a listing names them or not."""
    since: date | None = None
    """Published on this day or later."""
    until: date | None = None
    """Published on this day or earlier."""
    again: bool | None = None
    """Of what is held, instead of what is not: each article is read once more. True or None."""

    @property
    def is_everything(self) -> bool:
        """Whether the whole agency is to be crawled."""
        return self == Arguments()

    @property
    def is_by_number(self) -> bool:
        """Whether numbers are asked for of which nobody knows whether there is an article."""
        return self.ids is not None and not self.again

    @property
    def is_dated(self) -> bool:
        """Whether a day bounds the crawl."""
        return self.since is not None or self.until is not None

    def is_outside(self, published: str | None) -> bool:
        """Whether an article of that time (ISO 8601, in Baghdad) is not asked for; one without a date is."""
        day = date.fromisoformat(published[:10]) if published else None
        return day is not None and ((self.since is not None and day < self.since) or (self.until is not None and day > self.until))

    @classmethod
    def parse(cls, **given: Any) -> "Arguments":
        """Read arguments as ``scrapy crawl -a NAME=VALUE`` gives them. Names that begin with ``_`` are Scrapyd's and ignored.

        Raises:
            ArgumentError: a name is unknown or a value is wrong.

        >>> Arguments.parse(sections="news, poetry", pages="2")
        Arguments(sections=('news', 'poetry'), pages=2, ids=None, since=None, until=None, again=None)

        """
        if unknown := sorted(name for name in given if name not in _KNOWN and not name.startswith("_")):
            raise ArgumentError(f"{unknown[0]} is no argument; there are {', '.join(_KNOWN)}")
        sections, pages, ids, since, until, again = (_given(given.get(name)) for name in _KNOWN)
        if (is_again := _is_again(again)) and pages is not None:
            raise ArgumentError("again reads what is held and no listing: leave out pages; sections, ids, since and until say what to read again")
        if ids is not None and not is_again and any(other is not None for other in (sections, pages, since, until)):
            raise ArgumentError("ids asks for articles by number and needs no listing: leave out sections, pages, since and until")
        plan = cls(
            None if sections is None else _sections(sections),
            None if pages is None else _pages(pages),
            None if ids is None else _ids(ids),
            None if since is None else _day("since", since),
            None if until is None else _day("until", until),
            is_again,
        )
        if plan.since and plan.until and plan.until < plan.since:
            raise ArgumentError(f"since={since} is later than until={until}; write since={until} and until={since}")
        return plan


def _given(value: object) -> str | None:
    return None if value is None else western_digits(str(value).strip())


def _is_again(text: str | None) -> bool | None:
    if text is not None and text.lower() not in _YES | _NO:
        raise ArgumentError(f"again={text}: write again=yes, or leave it out")
    return True if text is not None and text.lower() in _YES else None


def _sections(text: str) -> tuple[str, ...]:
    try:
        return slugs_of(text.replace("،", ",").split(","))
    except NoSlugError as error:
        raise ArgumentError(f"sections={text}: {error}") from error


def _pages(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ArgumentError(f"pages={text}: write a whole number from 1 on")
    return int(text)


def _ids(text: str) -> range:
    found = _IDS.fullmatch(text) if text.isascii() else None
    if not found:
        raise ArgumentError(f"ids={text}: write FROM-TO or one number, as in ids=425100-425167")
    first, last = int(found[1]), int(found[2] or found[1])
    if first < 1 or last > LARGEST_ID:
        raise ArgumentError(f"ids={text}: ids go from 1 to {LARGEST_ID}")
    if last < first:
        raise ArgumentError(f"ids={text}: FROM is greater than TO; write ids={last}-{first}")
    return range(first, last + 1)


def _day(name: str, text: str) -> date:
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None  # it knows weeks too
    except ValueError:
        day = None
    if day is None:
        raise ArgumentError(f"{name}={text}: write a day as YYYY-MM-DD, as in {name}=2024-01-31")
    if day < _FIRST_DAY:
        raise ArgumentError(f"{name}={text}: the agency publishes since 2006")
    return day
