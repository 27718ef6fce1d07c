"""The spider's arguments: typed, checked, with errors that say what to write instead."""

import re
from dataclasses import dataclass
from typing import Any

LARGEST_ID = 999_999_999
"""No address has an id of more digits."""

_SLUG = re.compile(r"[a-z][\w-]*")
_IDS = re.compile(r"(\d+)(?:-(\d+))?")
_KNOWN = ("sections", "pages", "ids")


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

    @property
    def is_everything(self) -> bool:
        """Whether the whole agency is to be crawled."""
        return self == Arguments()

    @classmethod
    def parse(cls, **given: Any) -> "Arguments":
        """Read arguments as ``scrapy crawl -a NAME=VALUE`` gives them. Names that begin with ``_`` are Scrapyd's and ignored.

        Raises:
            ArgumentError: a name is unknown or a value is wrong.

        >>> Arguments.parse(sections="news, poetry", pages="2")
        Arguments(sections=('news', 'poetry'), pages=2, ids=None)

        """
        if unknown := sorted(name for name in given if name not in _KNOWN and not name.startswith("_")):
            raise ArgumentError(f"{unknown[0]} is no argument; there are {', '.join(_KNOWN)}")
        sections, pages, ids = (_given(given.get(name)) for name in _KNOWN)
        if ids is not None and (sections is not None or pages is not None):
            raise ArgumentError("ids asks for articles by number and needs no listing: leave out sections and pages")
        return cls(
            None if sections is None else _sections(sections),
            None if pages is None else _pages(pages),
            None if ids is None else _ids(ids),
        )


def _given(value: object) -> str | None:
    return None if value is None else str(value).strip()


def _sections(text: str) -> tuple[str, ...]:
    slugs = [slug.strip().lower() for slug in text.split(",")]
    for slug in slugs:
        if not _SLUG.fullmatch(slug):
            raise ArgumentError(
                f"sections={text}: {slug!r} is no slug; write the words of /arabic/<section> with commas between, as in sections=news,poetry"
            )
    return tuple(dict.fromkeys(slugs))


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
