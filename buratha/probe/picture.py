"""What was seen of pages as one HTML file that needs nothing else: the page's lines in order, coloured by what became of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape
from importlib.resources import files
from itertools import groupby
from string import Template
from typing import Any

from buratha import resources
from buratha.pages.listing import Listing
from buratha.probe.fates import FATES, FURNITURE, Shown
from buratha.probe.looking import FIELDS, Fetched, Look
from buratha.probe.telling import TURNS, because, shown_value, verdict
from buratha.urls import article_address

TEMPLATE = "probe.html"
_LONGEST_RUN = 7
"""A longer run of furniture is folded up, so that the story is in sight."""
_LEFT_TO_RIGHT = frozenset({"published", "views", "editors_code", "images", "media"})


def picture(looks: Sequence[Look], notes: Sequence[str], now: datetime) -> str:
    """The whole page."""
    template = Template(files(resources).joinpath(TEMPLATE).read_text(encoding="utf-8"))
    return template.substitute(
        when=f"{now:%Y-%m-%d %H:%M} UTC",
        notes="".join(f"<br>{escape(note)}" for note in notes),
        pages="\n".join("".join(_page(look)) for look in looks),
    )


def _named(fetched: Fetched) -> str:
    """The page's address as a link, or the name of its file."""
    name = escape(fetched.name)
    return f'<a href="{escape(_safe(fetched.url))}">{name}</a>' if fetched.is_address_known else name


def _page(look: Look) -> Iterator[str]:
    fetched = look.fetched
    address = article_address(fetched.url) if fetched.is_address_known else None
    anchor = f' id="{address.id}"' if address else ""
    yield f'<article{anchor}><header class="top en"><h1>{_named(fetched)}</h1>'
    yield f'<span class="verdict{"" if look.is_good else " doubtful"}">{escape(verdict(look))}</span>'
    told = [look.detail, fetched.source, f"robots.txt: {fetched.robots}" if fetched.robots else ""]
    told.append(f"what repeats was learnt from {look.learnt_from} pages" if look.record is not None else "")
    yield "".join(f"<p>{escape(text)}</p>" for text in told if text) + "</header>"
    if look.record is not None:
        yield f"<section><table>{''.join(_fields(look))}</table></section>"
    if look.listing is not None:
        yield from _listing(look.listing)
    if look.feed is not None:
        yield _found(f'<bdi>{escape(each.title or "")}</bdi> <small class="en">{each.id}</small>' for each in look.feed.entries)
    if look.lines:
        yield from _lines(look.lines)
    yield "</article>"


def _safe(url: str) -> str:
    """An address that may be a link: a file may claim any for its own."""
    return url if url.startswith(("http://", "https://")) else "#"


def _fields(look: Look) -> Iterator[str]:
    assert look.record is not None
    for name in FIELDS:
        if not look.tells_of(name):
            continue
        value, reasons = look.record[name], look.reasons_for(name)
        witness = escape(look.record["witnesses"].get(name, ""))
        why = f'<span class="why">{escape(because(reasons))}</span>' if reasons else ""
        way = " class=ltr" if name in _LEFT_TO_RIGHT else ""
        row = " class=doubtful" if reasons else ""
        yield f'<tr{row}><th>{name}</th><td{way}>{_value(name, value)}</td><td class="how en">{witness}{why}</td></tr>'
    for fault in look.faults:
        yield f'<tr class=doubtful><th>page</th><td></td><td class="how en"><span class="why">{escape(fault)}</span></td></tr>'


def _value(name: str, value: Any) -> str:
    if value is None or value in ("", []):
        return '<span class="none">—</span>'
    if name == "body":
        return f'<div class="long">{escape(value)}</div>'
    return escape(shown_value(name, value))


def _found(entries: Iterator[str]) -> str:
    return f'<section><ol class="found">{"".join(f"<li>{entry}</li>" for entry in entries)}</ol></section>'


def _listing(listing: Listing) -> Iterator[str]:
    yield _found(f'<bdi>{escape(each.title or "—")}</bdi> <small class="en">{each.id} {each.day or ""}</small>' for each in listing.articles)
    pages = "".join(f"<li>{escape(page.url)} <small>{escape(TURNS.get(page.turn, ''))}</small></li>" for page in listing.pages)
    control = f"<li><small>more only by pressing</small> {escape(listing.more_control or '')}</li>" if listing.needs_browser_for_more else ""
    yield f'<section class="en"><h2>page links</h2><ul class="found">{pages or control or "<li><small>none</small></li>"}</ul></section>'
    sections = escape(", ".join(listing.sections)) or "<small>none</small>"
    yield f'<section class="en"><h2>sections</h2><ul class="found"><li>{sections}</li></ul></section>'


def _lines(lines: Sequence[Shown]) -> Iterator[str]:
    counts = Counter(line.fate for line in lines)
    legend = "".join(f'<li class="{fate}"><i></i>{escape(meaning)} ({counts[fate]})</li>' for fate, meaning in FATES.items() if counts[fate])
    yield f'<section><ul class="legend en">{legend}</ul><ul class="lines">'
    for is_furniture, run in groupby(lines, key=lambda line: line.fate == FURNITURE):
        rows = [_row(line) for line in run]
        if is_furniture and len(rows) > _LONGEST_RUN:
            yield f'<li class="furniture run"><details><summary class="en">{len(rows)} lines of furniture</summary>'
            yield f'<ul class="lines">{"".join(rows)}</ul></details></li>'
        else:
            yield from rows
    yield "</ul></section>"


def _row(line: Shown) -> str:
    why = f'<small class="en">{escape(line.why)}</small>' if line.why else ""
    tip = escape(f"{FATES[line.fate]}{': ' if line.why else ''}{line.why} | {line.place}")
    return f'<li class="{line.fate}" title="{tip}"><span><bdi>{escape(line.text)}</bdi></span>{why}</li>'
