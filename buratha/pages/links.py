"""The links of a page, in whatever markup they come: links, frames of maps, jump lists, scripts' addresses, forms that ask by address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import urlencode, urlsplit, urlunsplit

from lxml import etree

from buratha.arabic.text import printed
from buratha.pages.page_labels import NOTHING, Label, picture_label, read_labels
from buratha.pages.script_calls import ScriptCalls
from buratha.site import Site
from buratha.slugs import with_great_escapes
from buratha.urls import resolve

MOST_CHARACTERS = 4_000_000
MOST_LINKS = 20_000
_LONGEST_TEXT = 500
_MOST_NODES = 200
_DATA = ("data-href", "data-url", "data-link", "data-next", "data-next-url", "data-next-page", "data-nextpage")
_SCRIPTS = ("onclick", "onmousedown", "onchange")
_QUOTED = re.compile(r"""['"]((?:https?:/|\.{0,2}/|\?|[\w-]+\.(?:php|html?|aspx?)\b)[^'"\s<>]*)['"](\s*\+)?""")
_SIMPLE = re.compile(r"/(?:[\w-][\w/?=&.-]*)?", re.ASCII)
"""An address that only lacks its host; without dots that lead upwards."""
_BARE = frozenset(("href", "class", "id", "style", "target", "title"))
_OWN_CLASSES = ("next", "prev", "previous", "older", "newer", "first", "last")
_NUMBER = re.compile(r"\d{1,6}")


@dataclass(frozen=True, slots=True)
class Link:
    """A link as the markup has it, its address made whole and without fragment. ``plain``: an ordinary link, whose text is its own."""

    url: str
    text: str
    label: Label
    element: etree._Element
    plain: bool = True


def tree_of(text: str) -> etree._Element | None:
    """The tree of a page; None where there is nothing that a parser could hold on to."""
    parser = etree.HTMLParser(recover=True, huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(text[:MOST_CHARACTERS].replace("\x00", "").encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return None


def links_of(root: etree._Element, url: str) -> Iterator[Link]:
    """Every link of a page that was read from ``url``, in the order of the page."""
    base = next((resolve(url, element.get("href", "")) for element in root.iter("base") if element.get("href")), None) or url
    origin = Site.of(base).base
    calls = ScriptCalls(root, urlsplit(url).path)
    for count, element in enumerate(root.iter(etree.Element)):
        if count > MOST_LINKS * 10:
            return
        for target, plain in _targets(element, calls) if element.attrib else ():
            whole = origin + target if _SIMPLE.fullmatch(target) and "/." not in target else resolve(base, target)
            if not whole:
                continue
            text, label = _said(element.text or "") if plain and _is_bare(element) else ("", NOTHING)
            if not text or label:
                text = _own_text(element)
                label, text = label_of(element, text), text_of(element, text)
            yield Link(without_fragment(whole), text, label, element, plain)


def _is_bare(element: etree._Element) -> bool:
    """Whether an element is a link of nothing but an address and a text: nearly all are."""
    return element.tag == "a" and not len(element) and _BARE.issuperset(element.attrib.keys())


@lru_cache(maxsize=8192)
def _said(text: str) -> tuple[str, Label]:
    """A text as a reader sees it, and as a label; remembered, as the links around a list are the same on every page."""
    told = printed(text)
    return told, read_labels([told])


def without_fragment(url: str) -> str:
    """An address without what a server never sees, and the same one however its escapes are written."""
    return with_great_escapes(url.partition("#")[0])


def _targets(element: etree._Element, calls: ScriptCalls) -> Iterator[tuple[str, bool]]:
    """The addresses that an element leads to, and whether it is an ordinary link."""
    tag = element.tag
    if tag in {"a", "area"} or (tag == "link" and {"next", "prev"} & _rel(element)):
        href = str(element.get("href", ""))
        scripted = href.lower().lstrip().startswith("javascript:")
        yield ("", True) if scripted else (href, True)
        if scripted:
            yield from ((found, False) for found in (*_addresses_in(href), *calls.addresses(href)))
    elif tag == "option":
        yield from ((target, True) for target in _option(element))
    elif tag in {"button", "input"}:
        yield from ((target, True) for target in _submit(element))
    if tag not in {"link", "select"}:
        yield from ((target, False) for target in _scripted(element, calls))


def _scripted(element: etree._Element, calls: ScriptCalls) -> Iterator[str]:
    """The addresses in an element's data and handlers."""
    for name, value in element.attrib.items():
        if name.startswith("data-"):
            if name in _DATA and _is_address(value):
                yield str(value)
        elif name in _SCRIPTS:
            yield from _addresses_in(value)
            yield from calls.addresses(value)


def _is_address(value: str) -> bool:
    return value.startswith(("/", "?", "http", "./"))


def _addresses_in(script: str) -> list[str]:
    """The whole addresses written out in a script; one that the script goes on to build is none."""
    return [found[1] for found in _QUOTED.finditer(script) if not found[2]] if script else []


# -- jump lists and forms ----------------------------------------------------------------------------------------------
def _option(element: etree._Element) -> Iterator[str]:
    """Where an entry of a jump list leads: its value is an address, or the end of one that the list's script or form completes."""
    value = str(element.get("value", "")).strip()
    if _is_address(value):
        yield value
        return
    select = next(element.iterancestors("select"), None)
    if select is None or not _NUMBER.fullmatch(value):
        return
    started = next((found[1] for found in _QUOTED.finditer(select.get("onchange", "")) if found[2]), None)
    if started:
        yield started + value
    elif select.get("name") and (form := _asking_form(select)) is not None:
        yield _asked(form, (select.get("name", ""), value), but=select)


def _submit(element: etree._Element) -> Iterator[str]:
    """The address that a form's button asks for, where the form is sent as an address and a reader has nothing to fill in."""
    kind = element.get("type", "submit" if element.tag == "button" else "text").lower()
    form = _asking_form(element) if kind in {"submit", "image"} else None
    if form is None or any(field.get("type", "text").lower() in {"text", "search"} for field in form.iter("input")):
        return
    own = (element.get("name", ""), element.get("value", ""))
    yield _asked(form, own if all(own) else None)


def _asking_form(element: etree._Element) -> etree._Element | None:
    form = next(element.iterancestors("form"), None)
    return form if form is not None and form.get("method", "get").lower() == "get" else None


def _asked(form: etree._Element, own: tuple[str, str] | None, but: etree._Element | None = None) -> str:
    """The address that a form asks for: its hidden fields, its selected entries, and the button or entry that was chosen."""
    fields = [(field.get("name"), field.get("value", "")) for field in form.iter("input") if field.get("type", "").lower() == "hidden"]
    fields += [(select.get("name"), _selected(select)) for select in form.iter("select") if select is not but]
    given = [(name, value) for name, value in fields if name and (own is None or name != own[0])]
    action = urlsplit(form.get("action", ""))
    return urlunsplit(action._replace(query=urlencode([*given, *([own] if own else [])]), fragment="")) or "?"


def _selected(select: etree._Element) -> str:
    options = list(select.iter("option"))
    chosen = next((option for option in options if option.get("selected") is not None), options[0] if options else None)
    return str(chosen.get("value", "")) if chosen is not None else ""


# -- texts -------------------------------------------------------------------------------------------------------------
def text_of(element: etree._Element, text: str | None = None) -> str:
    """What a reader sees of an element, or is told about it where there are only pictures. ``text``: what is written in it, if known."""
    return (_own_text(element) if text is None else text) or printed(element.get("title", "")) or _alt(element)


def _own_text(element: etree._Element) -> str:
    if element.tag == "input":
        return printed(element.get("value", "") or element.get("alt", ""))
    pieces: list[str] = []
    length = 0
    for inner in islice(element.iter(), _MOST_NODES):
        own = (inner.text if isinstance(inner.tag, str) else None, inner.tail if inner is not element else None)
        pieces += [str(piece) for piece in own if piece]
        length += sum(len(piece) for piece in own if piece)
        if length > _LONGEST_TEXT:
            break
    return printed("".join(pieces))


def _alt(element: etree._Element) -> str:
    return next((printed(image.get("alt", "")) for image in element.iter("img") if image.get("alt")), "")


def label_of(element: etree._Element, text: str | None = None) -> Label:
    """What an element says of the page that it leads to: by ``rel``, by its text, and where that is bare, by all that describes it."""
    text = _own_text(element) if text is None else text
    rel = _rel(element)
    named = "next" if "next" in rel or any(element.get(name) for name in _DATA[3:]) else "prev" if "prev" in rel else ""
    label = read_labels([text])
    if text and not label and not named:
        return label
    told = [element.get("aria-label", ""), element.get("title", ""), _alt(element)] if not text or label else []
    if not text:
        classes = set(element.get("class", "").lower().split())
        told += [picture_label(image.get("src", "")) for image in element.iter("img")] + [name for name in _OWN_CLASSES if name in classes]
        told.append(picture_label(element.get("src", "")))
    found = read_labels([text, *told])
    step = {"next": "onward", "prev": "back"}.get(named) or found.step
    return Label(found.number, step)


def _rel(element: etree._Element) -> set[str]:
    return set(str(element.get("rel", "")).lower().split())
