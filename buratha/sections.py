"""The agency's sections: a slug in the address, a name on the page. Data in ``resources/sections.toml``."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache, lru_cache

from buratha.arabic.folding import fold
from buratha.resources import load
from buratha.slugs import is_slug, slug_in


class NoSlugError(ValueError):
    """What was written is the slug of no section that there could be; the message names it and says what to write."""


def slugs_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The sections that somebody names by their slugs, each once. One that nobody has heard of may be found one day.

    Raises:
        NoSlugError: one is no slug.

    """
    slugs = {slug_in(text.strip()): text.strip() for text in texts}
    for slug, text in slugs.items():
        if meant := slug_of(text) or slug_of(f"ال{text}"):
            raise NoSlugError(f"{text!r} is no slug, but the name of a section: write {meant}")
        if not is_slug(slug):
            raise NoSlugError(f"{slug!r} is no slug; write the words of /arabic/<section> with commas between, as in news,poetry")
    return tuple(slugs)


def unheard_of(slugs: Iterable[str], told: str, found: Iterable[str] = ()) -> list[str]:
    """A sentence for each slug that no section has as far as anybody knows; ``told``: where it was written, ``found``: what earlier runs have found.

    >>> unheard_of(["news", "newz"], "sections")
    ['sections: nobody has heard of a section newz (news?); it is believed all the same, since the site may have one']
    """
    known = sorted({*names(), *found})
    near = {slug: get_close_matches(slug, known, 1) for slug in slugs if slug not in known}
    meant = {slug: f"{found[0]}?" if found else f"known are {', '.join(known)}" for slug, found in near.items()}
    return [
        f"{told}: nobody has heard of a section {slug} ({which}); it is believed all the same, since the site may have one"
        for slug, which in meant.items()
    ]


@cache
def names() -> dict[str, str | None]:
    """Slug to the name printed on the page; None where the name has not been seen yet."""
    return {row["slug"]: row.get("name") for row in load("sections.toml")["section"]}


@cache
def _slugs() -> dict[str, str]:
    named = {fold(name): slug for slug, name in names().items() if name}
    supposed = {fold(name): row["slug"] for row in load("sections.toml")["section"] for name in row.get("also", ())}
    return supposed | named


@cache
def _any_name() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(key) for key in sorted(_slugs(), key=len, reverse=True)))


def may_name(key: str) -> bool:
    """Whether a section's name stands anywhere in a folded text."""
    return _any_name().search(key) is not None


@lru_cache(maxsize=4096)
def slug_of(category: str) -> str | None:
    """The slug of a section by its name on the page; None for a name that is not known."""
    return slug_of_key(fold(category))


def slug_of_key(key: str) -> str | None:
    """The slug of a section by its folded name."""
    return _slugs().get(key)
