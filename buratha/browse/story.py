"""An article as its reader sees it: what the page's template needs, in words."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from buratha.urls import CANONICAL_BASE, article_address

_MONTHS = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip


def printed_day(published: str | None, precision: str | None = "day") -> str | None:
    """A date as Baghdad writes it; with the time of day where it is known.

    >>> printed_day("2015-10-15T07:08:59+03:00", "second")
    '15 تشرين الأول 2015، 07:08'
    """
    if not published:
        return None
    moment = datetime.fromisoformat(published)
    day = f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    return day if precision == "day" else f"{day}، {moment:%H:%M}"


def paragraphs(body: str) -> list[list[str]]:
    r"""A body's paragraphs, each as its lines.

    >>> paragraphs("أول\n\nبيت\nوبيت")
    [['أول'], ['بيت', 'وبيت']]
    """
    return [part.split("\n") for part in body.split("\n\n") if part.strip()]


def parts(row: Mapping[str, Any]) -> dict[str, Any]:
    """What an article's row holds as JSON, as a template can use it: addresses that lead to the web, and nothing empty."""
    images = [image | {"url": web(image.get("url"))} for image in json.loads(row["images"] or "[]")]
    related = [story | {"url": web(story.get("url")), "here": _number(story.get("url"))} for story in json.loads(row["related"] or "[]")]
    return {
        "images": [image for image in images if image["url"] or image.get("caption")],
        "media": [address for address in map(web, json.loads(row["media"] or "[]")) if address],
        "related": related,
        "comments": json.loads(row["comments"] or "[]"),
        "doubts": json.loads(row["doubts"] or "[]"),
    }


def web(address: str | None) -> str | None:
    """An address that leads to the web, as it is; anything else is none."""
    try:
        return address if address and urlsplit(address).scheme in {"http", "https"} else None
    except ValueError:
        return None


def _number(address: str | None) -> int | None:
    """The number of an article of the agency, by its canonical address."""
    found = article_address(address) if address and address.startswith(f"{CANONICAL_BASE}/") else None
    return found.id if found else None
