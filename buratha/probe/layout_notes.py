"""Why a layout of the user's own file, or a selector in it, had no say on a page: otherwise a slip in it looks like no layout at all."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import datetime

from parsel import Selector

from buratha.pages.decode import decode
from buratha.pages.layouts import Layout, Layouts, shipped
from buratha.pages.selectors import recognises, unwanted
from buratha.probe.looking import Fetched
from buratha.urls import article_address

_ADDED = "without tbody, which browsers add to tables, it would match"


def layout_notes(layouts: Layouts, pages: Sequence[Fetched], now: datetime) -> list[str]:
    """One sentence for each layout that was not used, and for each selector of the others that matches nothing and had better."""
    own = [layout for layout in layouts.known if layout not in shipped().known]
    articles = [page for page in pages if page.body and article_address(page.url)]
    if not own or not articles:
        return []
    read = [(Selector(text=decode(page.body, page.content_type).text), list(layouts.on(page.time or now))) for page in articles]
    return [note for layout in own for note in _notes(layout, read)]


def _notes(layout: Layout, pages: Sequence[tuple[Selector, list[Layout]]]) -> Iterator[str]:
    roots = [root for root, valid in pages if layout in valid]
    used = [root for root, valid in pages if next((each for each in valid if recognises(root, each)), None) == layout]
    if not roots:
        days = " ".join(f"{word} {day}" for word, day in (("from", layout.valid_from), ("until", layout.valid_until)) if day)
        yield f"layout {layout.name} was not asked: it holds {days}"
    elif not used:
        known = any(recognises(root, layout) for root in roots)
        why = "one that stands before it knows the pages" if known else f"its recognise matches nothing{_hint(layout.recognise, roots)}"
        yield f"layout {layout.name} was not used: {why}"
    else:
        yield from _idle(layout, used)


def _idle(layout: Layout, roots: Sequence[Selector]) -> Iterator[str]:
    """What in a layout that was used does nothing on any of the pages. A field may be lacking: only a slip that can be named is."""
    if not (layout.fields or layout.absent):
        yield f"layout {layout.name} changes nothing: it has no selector for a field, and calls none absent"
    for name, xpath in layout.fields.items():
        if not any(_finds(root, xpath) for root in roots) and (hint := _hint(xpath, roots)):
            yield f"layout {layout.name}: {name} matches nothing{hint}"
    body = layout.fields.get("body")
    for xpath in layout.drop:
        if body is None:
            yield f"layout {layout.name}: drop {layout.written.get(xpath, xpath)!r} drops nothing: there is no selector for the body"
        elif not any(_drops(root, body, xpath) for root in roots):
            yield f"layout {layout.name}: drop {layout.written.get(xpath, xpath)!r} matches nothing in the body{_hint(xpath, roots)}"


def _finds(root: Selector, xpath: str) -> bool:
    """Whether an expression finds something, or cannot be evaluated, of which the page's doubts tell."""
    try:
        return bool(root.xpath(xpath))
    except Exception:  # noqa: BLE001 - a function in it fails as it likes
        return True


def _drops(root: Selector, body: str, xpath: str) -> bool:
    try:
        return bool(unwanted(root, root.xpath(body), xpath))
    except Exception:  # noqa: BLE001
        return True


def _hint(xpath: str, roots: Sequence[Selector]) -> str:
    """That the browser's own ``tbody`` is what keeps an expression from matching, where it is."""
    return f"; {_ADDED}" if "tbody" in xpath and any(_finds(_as_in_a_browser(root), xpath) for root in roots) else ""


def _as_in_a_browser(root: Selector) -> Selector:
    """The page with a ``tbody`` around the rows of each table that has none."""
    tree = deepcopy(root.root)
    for table in tree.iter("table"):
        if rows := table.findall("tr"):
            around = table.makeelement("tbody")
            rows[0].addprevious(around)
            around.extend(rows)
    return Selector(root=tree, type="html")
