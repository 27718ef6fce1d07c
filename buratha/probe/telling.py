"""What was seen of pages, in words and as plain data."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from buratha.pages.listing import Listing
from buratha.pages.trace import Reason
from buratha.probe.fates import FATES, FURNITURE, LEFT
from buratha.probe.looking import ARTICLE, FIELDS, Look
from buratha.text_tables import cut

TURNS: dict[str | None, str] = {
    "onward": "onward, to older articles",
    "back": "back, to newer articles",
    "jump": "farther on",
    None: "nothing tells which way",
}
"""Which way a listing's page links lead, in words."""
_SHOWN = 12
_WIDE = 100
_WHOLE = 60


def as_data(looks: Sequence[Look], notes: Sequence[str]) -> dict[str, Any]:
    """Everything, for programs."""
    return {"notes": list(notes), "good": all(look.is_good for look in looks), "pages": [_data(look) for look in looks]}


def _data(look: Look) -> dict[str, Any]:
    data: dict[str, Any] = {
        "url": look.fetched.url if look.fetched.is_address_known else None,
        "source": look.fetched.source or None,
        "status": look.fetched.status,
        "robots": look.fetched.robots,
        "kind": look.kind,
        "good": look.is_good,
        "astray": look.fetched.astray or None,
        "reason": look.reason or None,
        "detail": look.detail or None,
        "learnt_from": look.learnt_from,
        "record": look.record,
        "doubts": [reason._asdict() for reason in look.reasons],
        "lines": [line._asdict() for line in look.lines],
    }
    if look.listing is not None:
        data["listing"] = _listing_data(look.listing)
    if look.feed is not None:
        data["feed"] = {"malformed": look.feed.malformed, "articles": [{"id": each.id, "title": each.title} for each in look.feed.entries]}
    return data


def _listing_data(listing: Listing) -> dict[str, Any]:
    return {
        "articles": [{"id": each.id, "url": each.url, "title": each.title, "day": each.day and str(each.day)} for each in listing.articles],
        "pages": [{"url": each.url, "number": each.number, "turn": each.turn} for each in listing.pages],
        "sections": listing.sections,
        "more_control": listing.more_control,
    }


def as_text(looks: Sequence[Look], notes: Sequence[str], *, whole: bool = False) -> str:
    """Everything, for a person at a terminal; ``whole`` shows every line, not only what was cut."""
    blocks = ["\n".join(_page(look, whole=whole)) + "\n" for look in looks]
    said = "".join(f"{note}\n" for note in notes)
    return "\n".join([*([said] if said else []), *blocks])


def verdict(look: Look) -> str:
    """What a page is, in one line."""
    return f"{look.fetched.astray}, which is: {_verdict(look)}" if look.fetched.astray else _verdict(look)


def _verdict(look: Look) -> str:
    if look.kind == ARTICLE:
        names = list(dict.fromkeys(reason.field for reason in look.reasons))
        doubtful = [*names, *look.faults]
        return f"article, doubtful: {', '.join(doubtful)}" if doubtful else "article, good"
    if look.listing is not None:
        count = len(look.listing.articles)
        return f"listing, {count} article{'' if count == 1 else 's'}" + (f" ({look.reason})" if look.reason and look.kind != "listing" else "")
    if look.feed is not None and not look.reason:
        return f"feed, {len(look.feed.entries)} articles" + (", torn: some may be missing" if look.feed.malformed else "")
    return f"{look.kind}: {look.reason}"


def because(reasons: Iterable[Reason]) -> str:
    """Reasons in one line."""
    return "; ".join(reason.name + (f" («{cut(reason.detail, _WHOLE)}»)" if reason.detail else "") for reason in reasons)


def shown_value(name: str, value: Any) -> str:
    """A field's value in one line."""
    if value is None or value in ("", []):
        return "-"
    if name == "body":
        words = value.split()
        text = " ".join(words)
        return f"{len(words)} words: {text}" if len(text) <= _WIDE else f"{len(words)} words: {text[:_WHOLE]} … {text[-_WHOLE:]}"
    if isinstance(value, list):
        return f"{len(value)}: " + ", ".join(_part(each) for each in value)
    return cut(str(value), _WIDE * 2)


def _part(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("title") or value.get("text") or value.get("url"))
    return str(value)


def _page(look: Look, *, whole: bool) -> Iterator[str]:
    yield look.fetched.name
    if look.fetched.source:
        yield f"  {look.fetched.source}"
    yield f"  {verdict(look)}" + (f" - {look.detail}" if look.detail else "")
    if look.fetched.robots:
        yield f"  robots.txt: {look.fetched.robots}"
    if look.record is not None:
        yield from _fields(look)
    if look.listing is not None:
        yield from _listing(look.listing)
    if look.feed is not None:
        for entry in look.feed.entries[:_SHOWN]:
            yield f"    {entry.id:>9}  {cut(entry.title or '', _WIDE)}"
    yield from _lines(look, whole=whole)


def _fields(look: Look) -> Iterator[str]:
    assert look.record is not None
    yield ""
    for name in FIELDS:
        if not look.tells_of(name):
            continue
        value, reasons = look.record[name], look.reasons_for(name)
        witness = look.record["witnesses"].get(name)
        yield f"  {'?' if reasons else ' '} {name:<12} {shown_value(name, value)}" + (f"   [{witness}]" if witness else "")
        for reason in reasons:
            yield f"      doubtful: {because([reason])}"
    for fault in look.faults:
        yield f"  ! {fault}"
    yield f"    layout {look.record['layout']}, {look.record['encoding']}, what repeats was learnt from {look.learnt_from} pages"


def _listing(listing: Listing) -> Iterator[str]:
    yield ""
    for each in listing.articles[:_SHOWN]:
        yield f"    {each.id:>9}  {each.day or ''!s:<10}  {cut(each.title or '(no title)', _WIDE)}"
    if len(listing.articles) > _SHOWN:
        yield f"    and {len(listing.articles) - _SHOWN} more"
    yield f"  pages: {len(listing.pages) or 'none'}" + (f"; more only by pressing {listing.more_control!r}" if listing.needs_browser_for_more else "")
    for page in listing.pages[:_SHOWN]:
        yield f"    {page.url}  ({TURNS.get(page.turn, page.turn)})"
    yield f"  sections: {', '.join(listing.sections) or 'none'}"


def _lines(look: Look, *, whole: bool) -> Iterator[str]:
    if not look.lines:
        return
    counts = Counter(line.fate for line in look.lines)
    yield ""
    yield "  lines: " + ", ".join(f"{counts[fate]} {fate}" for fate in FATES if counts[fate])
    cuts = [line for line in look.lines if line.fate in {FURNITURE, LEFT}]
    for line in look.lines if whole else cuts if look.kind == ARTICLE else []:
        yield f"    {line.fate:<9}  {cut(line.text, _WHOLE)}" + (f"   [{line.why}]" if line.why else "")
