"""A probed page as a test case: its bytes and headers, the pages that it was read with, and what is expected of it: a record, or a listing's links.

What is doubtful is left open: a person looks at the page and writes the value down, and until then the case's test fails and says so.
"""

import gzip
import json
import re
from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from shutil import rmtree
from typing import Any

from buratha.locations import project_folder
from buratha.pages.listing import Listing, PageLink, section_of
from buratha.probe.looking import ARTICLE, FEED, NO_ARTICLE, Fetched, Look
from buratha.probe.telling import because
from buratha.site import Site
from buratha.urls import article_address

EXPECTED = (
    "title", "section", "category", "author", "source", "published", "published_precision", "views", "body", "images", "media", "related",
    "comments", "editors_code",
)  # fmt: skip
"""The fields that a saved page is expected to have, in the order of its file."""
LISTED = ("articles", "pages")
"""What a saved listing is expected to have: the numbers of its list's articles in order, without those in boxes, and its page links."""
KIND, LISTING_CASE = "kind", "listing"
"""Key and value that tell a case of a listing from one of an article."""
OPEN, READ = "open", "read"
"""Keys of a value that is left open: why, and what was read."""
PAGE_FILE, CASE_FILE, EXPECTED_FILE, SIBLINGS = "page.html.gz", "case.json", "expected.json", "siblings"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
_PRIVATE = frozenset({"set-cookie", "authorization", "proxy-authenticate", "www-authenticate"})
_BESIDE = {"published_precision": "published", "section": "category"}
"""Fields that are as sure as another one."""


class SaveError(ValueError):
    """A page cannot be saved; the message says why and what to do."""


def folder_of(name: str) -> Path:
    """Where a case of this name belongs.

    Raises:
        SaveError: the name will not do, or is taken.

    """
    if not _NAME.fullmatch(name):
        raise SaveError(f"--save {name}: a name has small letters, digits and hyphens, as in --save redesign-2026")
    folder = project_folder() / "tests" / "saved" / name
    if folder.exists():
        raise SaveError(f"--save {name}: {folder} is there already; choose another name, or delete it first")
    return folder


def part_of(folder: Path) -> Path:
    """Where a case is put together; what a killed probe has left there is deleted."""
    return folder.with_name(f".{folder.name}.part")


def check_owner(look: Look, site: Site) -> None:
    """See that a page is the agency's.

    Raises:
        SaveError: its address is another site's.

    """
    url = look.fetched.url
    if not site.owns(url):
        raise SaveError(
            f"{url} is no address of {site.base}, and a case is a page of it: where the page only says so of itself, name its own with --url"
        )


def save(look: Look, siblings: Sequence[Fetched], folder: Path, now: datetime) -> list[str]:
    """Write a case, whole or not at all; gives the names of the fields that are left open.

    Raises:
        SaveError: the page is empty, or none that could be an article's or a listing, or the folder cannot be written.

    """
    fetched = look.fetched
    is_article = article_address(fetched.url) is not None
    if fetched.failure is not None:
        raise SaveError(f"{fetched.url} was not fetched, and there is nothing to save: {fetched.failure}")
    if fetched.astray:
        raise SaveError(f"{fetched.url} is not what was asked for ({fetched.astray}): to save it, name this address itself")
    if not fetched.is_address_known:
        raise SaveError(f"{fetched.path} does not tell its address, and a case needs it: name it with --url")
    if not fetched.body.strip():
        raise SaveError(f"{fetched.url}: the page is empty{f' ({fetched.source})' if fetched.source else ''}, and there is nothing to save")
    if not is_article and not _may_be_listing(look):
        why = f"{look.kind}{f': {look.reason}' if look.reason else ''}"
        raise SaveError(f"{fetched.url} is neither an article's address nor a page that came whole and could be a listing ({why})")
    if is_article and (why := _no_page(look)):
        raise SaveError(f"{fetched.url}: there is no article to save ({why}); where a reader sees one there, name the address with --url")
    expected = {name: _expected(name, look) for name in EXPECTED} if is_article else _expected_listing(look.listing, section_of(fetched.url))
    case = ({} if is_article else {KIND: LISTING_CASE}) | {
        "url": fetched.url,
        "content_type": fetched.content_type,
        "fetched": (fetched.time or now).isoformat(timespec="seconds"),
        "status": fetched.status,
        "headers": {name: value for name, value in sorted(fetched.headers.items()) if name.lower() not in _PRIVATE},
        "siblings": [{"file": _sibling_file(each), "url": each.url, "content_type": each.content_type} for each in siblings],
    }
    part = part_of(folder)
    try:
        rmtree(part, ignore_errors=True)  # what a killed probe left
        (part / SIBLINGS).mkdir(parents=True) if siblings else part.mkdir(parents=True)
        _pack(part / PAGE_FILE, fetched.body)
        for each in siblings:
            _pack(part / _sibling_file(each), each.body)
        _write(part / CASE_FILE, case)
        _write(part / EXPECTED_FILE, expected)
        part.rename(folder)
    except OSError as error:
        rmtree(part, ignore_errors=True)
        raise SaveError(f"{folder} cannot be written: {error.strerror}") from error
    return [name for name, value in expected.items() if isinstance(value, dict)]


def _no_page(look: Look) -> str:
    """Why a page under an article's address is none that anybody could read a record from."""
    if look.kind != NO_ARTICLE:
        return ""
    is_other = look.reason == "undecodable" or not _answered(look.fetched)
    return look.detail if is_other or (look.reason == "server_error" and not look.fetched.is_address_told) else ""


def _answered(page: Fetched) -> bool:
    return page.status in {None, HTTPStatus.OK}


def _may_be_listing(look: Look) -> bool:
    return look.kind != FEED and look.fetched.failure is None and _answered(look.fetched)


def _expected_listing(listing: Listing | None, section: str | None) -> dict[str, Any]:
    """What a listing names. Open is what it may have and was not found, or stands elsewhere on it, or does not tell which way it leads."""
    numbers, strange = _list_of(listing, section) if listing else ([], "it names no article")
    pages = [page_link(page) for page in listing.pages] if listing else []
    doubt = "no link to another page was found" if not pages else "nothing tells which way a link leads"
    is_sure = all(page["turn"] for page in pages) and (pages or (listing is not None and listing.needs_browser_for_more))
    return {
        "articles": {OPEN: strange, READ: numbers} if strange else numbers,
        "pages": pages if is_sure else {OPEN: doubt, READ: pages},
    }


def _list_of(listing: Listing, section: str | None) -> tuple[list[int], str | None]:
    """The articles of the page's list, and what makes it doubtful that they are all of them and no others. A front page has many lists."""
    named = [article.id for article in listing.articles]
    if section is None or not named:
        return named, "a page of no section has several lists, and which are boxes nothing tells" if named else "it names no article"
    own, rows = listing.own(section), listing.own_rows(section)
    elsewhere, among = (own or {*named}).difference(rows), {*listing.main_list(section)}.difference(rows)
    if elsewhere:
        return rows, f"{len(elsewhere)} more that may belong to it stand elsewhere on the page"
    return rows, f"{len(among)} with the address of another section stand among them" if among else None


def page_link(page: PageLink) -> dict[str, Any]:
    """A link to a page of the listing, as a case has it."""
    return {"url": page.url, "number": page.number, "turn": page.turn}


def _sibling_file(page: Fetched) -> str:
    address = article_address(page.url)
    assert address is not None
    return f"{SIBLINGS}/{address.id}.html.gz"


def _expected(name: str, look: Look) -> Any:
    if look.kind != ARTICLE or look.record is None:
        return {OPEN: f"the page was read as no article: {look.reason}", READ: None}
    value = look.record[name]
    value = value.split("\n") if name == "body" else value  # a line of its own for each, to be read and mended
    reasons = look.reasons_for(_BESIDE.get(name, name))
    return {OPEN: because(reasons), READ: value} if reasons else value


def _pack(path: Path, body: bytes) -> None:
    path.write_bytes(gzip.compress(body, mtime=0))


def _write(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
