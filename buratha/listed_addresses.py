"""The addresses that listings have for articles, where something stands behind the number: a title, most often.

Articles are asked for by section and number, since a title may be corrected, and hardly any server looks at it. One that knows an article with its
title only says of the short address that there is no such page; then the listing's own is asked for, once. That a server is of this kind is kept in
the archive, and so are the addresses of articles that were not had: their listing's page may be known ground to the next run, which does not read it.
"""

import json
import re
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from buratha.archive.frontier import known
from buratha.archive.keeper import Keeper
from buratha.archive.server_facts import recall, remember
from buratha.archive.tables import MET
from buratha.pages.links import links_of, tree_of
from buratha.site import Site
from buratha.urls import article_address

_MOST = 20_000
"""So many are remembered until their articles were read."""
_MOST_HELD = 5_000
"""While there are so many, none is added of an article that is held already: it may be young, and be read again."""
_BEHIND_A_NUMBER = re.compile(r"/arabic/[^/\s\"'<>]+/+\d{1,9}[/_-]+[^/\s\"'<>]")
"""What a page has that is worth a second look; hardly any site's has it."""
_FACT = "listed addresses"


class ListedAddresses:
    """What this run has found, and what earlier ones have left."""

    def __init__(self) -> None:
        self._urls: dict[int, str] = {}
        self._asked: set[int] = set()
        """Articles that this run has asked for as their listing has them, since the server had nothing at the short address."""
        self._were_needed = False
        self._have_helped = False
        self._have_been_idle = False
        """Whether an article with a title behind its number came by the number alone."""

    async def recall(self, keeper: Keeper, site: Site) -> None:
        """Take up what earlier runs learnt of this server."""
        if stored := await keeper.do(recall, _name(site)):
            facts = json.loads(stored)
            self._were_needed = facts["needed"]
            self._urls = {int(number): url for number, url in facts["urls"].items()}

    async def keep(self, keeper: Keeper, site: Site) -> None:
        """Keep whether this server has articles with their titles only, and the addresses of those that are still to be had."""
        is_needed = self._have_helped or (self._were_needed and not self._have_been_idle)
        before = await keeper.do(known, list(self._urls))
        wanted = {number for number in self._urls if number in before and before[number].state == MET and (is_needed or number in self._asked)}
        if is_needed or wanted or self._were_needed:
            urls = {number: url for number, url in self._urls.items() if number in wanted}
            await keeper.do(remember, _name(site), json.dumps({"needed": is_needed, "urls": urls}))

    @property
    def are_needed(self) -> bool:
        """Whether this server has articles that it does not know by the short address."""
        return self._have_helped or self._were_needed

    def note(self, found: Mapping[int, str], held: Collection[int]) -> None:
        """Take note of addresses; ``held``: those of them that are asked for again at the most."""
        for number, url in found.items():
            if number in self._urls or len(self._urls) < (_MOST_HELD if number in held else _MOST):
                self._urls[number] = url

    def take(self, number: int) -> str | None:
        """Where this server may have an article by its listing, once."""
        if number in self._asked or number not in self._urls:
            return None
        self._asked.add(number)
        return self._urls[number]

    def was_asked(self, number: int) -> bool:
        """Whether an article was asked for as its listing has it."""
        return number in self._asked

    def came(self, number: int) -> bool:
        """Take note that an article was read; gives whether that tells for the first time what this server needs."""
        is_listed = self._urls.pop(number, None) is not None
        is_news = number in self._asked and not self.are_needed
        self._have_helped = self._have_helped or number in self._asked
        self._have_been_idle = self._have_been_idle or (is_listed and number not in self._asked)
        return is_news


def find_listed(text: str, url: str, site: Site) -> dict[int, str]:
    """The addresses with something behind the number on a listing's page, already decoded, by the numbers."""
    found: dict[int, str] = {}
    root = tree_of(text) if _BEHIND_A_NUMBER.search(text) else None
    for link in links_of(root, url) if root is not None else ():
        address = article_address(link.url) if site.owns(link.url) else None
        if address is not None and not urlsplit(link.url).path.rstrip("/").endswith(f"/{address.id}"):
            found[address.id] = site.at_base(link.url)
    return found


def _name(site: Site) -> str:
    return f"{_FACT} {site.base}"[:64]
