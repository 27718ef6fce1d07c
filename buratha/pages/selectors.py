"""What a layout's selectors find on a page, as values and as lines of the page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree
from parsel import Selector

from buratha.arabic.dates import Moment, is_plausible, parse_date, parse_timestamp
from buratha.arabic.folding import fold
from buratha.arabic.names import bare_name, is_name, read_byline
from buratha.arabic.text import printed
from buratha.pages.layouts import ABSENT, BY_SELECTOR, Layout, LayoutError, Layouts
from buratha.pages.lines import Line, Page, read_lines
from buratha.pages.one_number import one_number
from buratha.pages.trace import Reason

_ENOUGH = 0.6
_LONGEST_CATEGORY = 8

NOTHING = "the layout's selector matches nothing"
FAILS = "the layout's selector cannot be evaluated here"
UNREADABLE = "what the layout's selector matches is none"
_NO_LINE = "what the layout's selector matches is not all of one line that a reader sees"
_A_LINK = "what the layout's selector matches is a link"
_ALL_DROPPED = "the layout's drop takes all that its selector matches"


@dataclass(slots=True)
class Guide:
    """What one layout says of one page. ``told`` names the fields with a selector, ``absent`` those that the page lacks."""

    layout: str
    told: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    title: Line | None = None
    published: Moment | None = None
    views: int | None = None
    author: str | None = None
    category: str | None = None
    body: frozenset[int] = frozenset()
    dropped: frozenset[int] = frozenset()
    faults: list[Reason] = field(default_factory=list)

    @property
    def witness(self) -> str:
        """How the record names it."""
        return f"{BY_SELECTOR}{self.layout}"

    @property
    def denial(self) -> str:
        """How the record names who says that there is none."""
        return f"{ABSENT}{self.layout}"

    def has(self, name: str) -> bool:
        """Whether a selector gave a field's value."""
        return bool(self.body) if name == "body" else getattr(self, name) is not None

    def without_body(self) -> "Guide":
        """The guide, with its body forgotten: it is not believed."""
        self.body = self.dropped = frozenset()
        return self


def guide_for(text: str, page: Page, layouts: Layouts, now: datetime) -> Guide | None:
    """What the first layout that holds today and knows the page says of it; None where none does. Parses nothing where there is none.

    Raises:
        LayoutError: what recognises a layout cannot be evaluated on this page.

    """
    candidates = list(layouts.on(now)) if layouts else []
    if not candidates:
        return None
    root = Selector(text=text)
    layout = next((each for each in candidates if recognises(root, each)), None)
    return _read(root, page, layout, now) if layout is not None else None


def recognises(root: Selector, layout: Layout) -> bool:
    """Whether a page is of a layout: its expression finds something there, or is true of it.

    Raises:
        LayoutError: it cannot be evaluated on this page.

    """
    try:
        found = root.xpath(layout.recognise)
    except Exception as error:  # a function in it fails as it likes
        raise LayoutError(f"layout {layout.name}: recognise: {layout.recognise!r} cannot be evaluated: {error}") from error
    return bool(found) and found[0].root is not False


def _read(root: Selector, page: Page, layout: Layout, now: datetime) -> Guide:
    guide = Guide(layout.name, frozenset(layout.fields), layout.absent)
    for name, xpath in layout.fields.items():
        try:
            found = root.xpath(xpath)
            unwanted_in = [each for drop in layout.drop for each in unwanted(root, found, drop)] if name == "body" else []
        except Exception as error:  # noqa: BLE001 - a function in it fails as it likes
            guide.faults.append(Reason(name, FAILS, f"{layout.name}: {xpath}: {error}"[:200]))
            continue
        _take(guide, name, found, unwanted_in, page, now)
    return guide if guide.body else guide.without_body()


def _take(guide: Guide, name: str, found: Sequence[Selector], drop: Sequence[etree._Element], page: Page, now: datetime) -> None:
    """Take what the selector of a field matches, or say what is wrong with it."""
    if not found:
        guide.faults.append(Reason(name, NOTHING, guide.layout))
    elif name == "body":
        guide.body, guide.dropped = _body(found, page, drop)
    else:
        _value(guide, name, found[0], page, now)
    if found and not guide.has(name):
        guide.faults.append(_unreadable(name, _text(found[0]), guide, page))


def _unreadable(name: str, text: str, guide: Guide, page: Page) -> Reason:
    """Why what was matched gives no value."""
    why = UNREADABLE
    if name == "body" and guide.dropped:
        why = _ALL_DROPPED
    elif name == "title" and fold(text):
        why = _A_LINK if any(line.key == fold(text) for line in page.lines) else _NO_LINE
    return Reason(name, why, text[:80])


def _text(found: Selector) -> str:
    """The text of an element as a reader sees it, or of an attribute."""
    return printed("".join(_pieces(found)))


def _pieces(found: Selector) -> list[str]:
    """The texts of an element's parts, or the value of an attribute."""
    root = found.root
    return [root] if isinstance(root, str) else list(map(str, root.itertext())) if isinstance(root, etree._Element) else []


def _value(guide: Guide, name: str, found: Selector, page: Page, now: datetime) -> None:
    text = _text(found)
    if name == "title":
        key = fold(text)
        guide.title = next((line for line in reversed(page.lines) if key and line.key == key and not line.is_link), None)
    elif name == "published":
        moment = parse_timestamp(text) or parse_date(text, now)
        guide.published = moment if moment is not None and is_plausible(moment, now) else None
    elif name == "views":
        guide.views = one_number(_pieces(found))
    elif name == "author":
        byline = read_byline(text)
        name_alone = bare_name(text)
        guide.author = byline.author if byline is not None and byline.author else name_alone if is_name(name_alone) else None
    elif text and len(text.split()) <= _LONGEST_CATEGORY:
        guide.category = text


def _body(found: Iterable[Selector], page: Page, drop: Sequence[etree._Element]) -> tuple[frozenset[int], frozenset[int]]:
    """The page's lines that stand in the elements found, and those of them that are to be dropped."""
    body: set[int] = set()
    dropped: set[int] = set()
    reached = 0
    for each in found:
        if not isinstance(each.root, etree._Element):
            continue
        keys = _keys(each.root)
        lines = _aligned(keys, page.lines, reached)
        if len(lines) < _ENOUGH * len(keys):
            continue
        reached = max(lines, default=reached) + 1
        body |= set(lines)
        for inner in drop:
            if _is_within(inner, each.root):
                dropped |= set(_aligned(_keys(inner), [page.lines[index] for index in sorted(lines)], 0))
    return frozenset(body - dropped), frozenset(dropped)


def unwanted(root: Selector, found: Iterable[Selector], xpath: str) -> list[etree._Element]:
    """What an expression of ``drop`` matches within the body's elements: looked for on the page, or from each of them where it begins with a dot."""
    bodies = [each for each in found if isinstance(each.root, etree._Element)]
    from_each = xpath.startswith(".")
    matched = (node.root for start in (bodies if from_each else [root]) for node in start.xpath(xpath))
    return [node for node in matched if isinstance(node, etree._Element) and any(_is_within(node, body.root) for body in bodies)]


def _is_within(inner: etree._Element, outer: etree._Element) -> bool:
    return any(around is outer for around in inner.iterancestors())


def _keys(element: etree._Element) -> list[str]:
    """The lines of an element by itself."""
    markup = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    return [line.key for line in read_lines(markup).lines if line.key]


def _aligned(keys: list[str], lines: list[Line], reached: int) -> list[int]:
    """The indexes of the lines that have these keys in this order: of all places where they may begin, the one with the most."""
    best: list[int] = []
    starts = [at for at, line in enumerate(lines) if line.index >= reached and keys and line.key == keys[0]]
    for start in starts[:50]:
        found, wanted = [], 0
        for line in lines[start:]:
            if wanted >= len(keys):
                break
            if line.key and line.key == keys[wanted]:
                found.append(line.index)
                wanted += 1
            elif line.key and line.key in keys[wanted : wanted + 3]:
                wanted = keys.index(line.key, wanted) + 1
                found.append(line.index)
        if len(found) > len(best):
            best = found
    return best
