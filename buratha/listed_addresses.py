"""The addresses that listings have for articles, where something stands behind the number: a title, most often.

Articles are asked for by section and number, since a title may be corrected, and hardly any server looks at it. One that knows an article with its
title only says of the short address that there is no such page; then the listing's own is asked for, once.
"""

import re
from urllib.parse import urlsplit

from buratha.pages.links import links_of, tree_of
from buratha.site import Site
from buratha.urls import article_address

_MOST = 20_000
"""So many are remembered until their articles were read."""
_BEHIND_A_NUMBER = re.compile(r"/arabic/[^/\s\"'<>]+/+\d{1,9}[/_-]+[^/\s\"'<>]")
"""What a page has that is worth a second look; hardly any site's has it."""


class ListedAddresses:
    """What one run has found."""

    def __init__(self) -> None:
        self._urls: dict[int, str] = {}

    def note(self, text: str, url: str, site: Site) -> None:
        """Take note of the addresses on a listing's page, already decoded."""
        root = tree_of(text) if _BEHIND_A_NUMBER.search(text) else None
        for link in links_of(root, url) if root is not None else ():
            address = article_address(link.url) if site.owns(link.url) else None
            if address is None or urlsplit(link.url).path.rstrip("/").endswith(f"/{address.id}"):
                continue
            if len(self._urls) < _MOST:
                self._urls[address.id] = site.at_base(link.url)

    def take(self, number: int) -> str | None:
        """Where this server may have an article by its listing, once."""
        return self._urls.pop(number, None)
