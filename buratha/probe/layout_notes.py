"""Why a layout of the user's own file had no say on a page: otherwise a slip in it looks like no layout at all."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from parsel import Selector

from buratha.pages.decode import decode
from buratha.pages.layouts import Layout, Layouts, shipped
from buratha.probe.looking import Fetched
from buratha.urls import article_address


def layout_notes(layouts: Layouts, pages: Sequence[Fetched], now: datetime) -> list[str]:
    """One sentence for each layout that was not used."""
    own = [layout for layout in layouts.known if layout not in shipped().known]
    articles = [page for page in pages if page.body and article_address(page.url)]
    return list(_unused(own, layouts, articles, now)) if own and articles else []


def _unused(own: Sequence[Layout], layouts: Layouts, articles: Sequence[Fetched], now: datetime) -> Iterator[str]:
    pages = [(Selector(text=decode(page.body, page.content_type).text), list(layouts.on(page.time or now))) for page in articles]
    used = {next((layout.name for layout in valid if root.xpath(layout.recognise)), None) for root, valid in pages}
    for layout in own:
        roots = [root for root, valid in pages if layout in valid]
        if not roots:
            days = " ".join(f"{word} {day}" for word, day in (("from", layout.valid_from), ("until", layout.valid_until)) if day)
            yield f"layout {layout.name} was not asked: it holds {days}"
        elif layout.name not in used:
            known = any(root.xpath(layout.recognise) for root in roots)
            yield f"layout {layout.name} was not used: {'one that stands before it knows the pages' if known else 'its recognise matches nothing'}"
