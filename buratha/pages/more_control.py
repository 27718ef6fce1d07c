"""Controls that show more of a listing but lead to no address: only a browser can press them."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from lxml import etree

from buratha.arabic.text import printed
from buratha.pages.links import label_of, text_of, without_fragment
from buratha.pages.more_words import goes_on, is_among_comments, is_in_a_carousel, is_named_for_more, leads_elsewhere, rate, says_other
from buratha.pages.page_labels import MORE, ONWARD
from buratha.urls import article_address, resolve

_PAGING = re.compile(r"pag(?:e|er|ing|ination)|more|load|infinite|older|navigation", re.IGNORECASE)
_POST_BACK = re.compile(r"__doPostBack\(\s*['\"][^'\"]*['\"]\s*,\s*['\"]Page\$", re.IGNORECASE)
_MENU = re.compile(
    r"accordion|expansion-panel|^(?:aria-haspopup (?!false)|data-(?:bs-)?toggle (?:dropdown|collapse|modal)|class .*\bdropdown-toggle\b)",
    re.IGNORECASE,
)
"""Controls that open a menu, or what a page has folded up."""
_MENUS = frozenset({"nav", "header"})
_MENU_ROLES = frozenset({"menu", "menubar", "navigation"})
_ORNAMENTS = frozenset({"i", "b", "em", "strong", "span", "small", "img", "svg", "path", "use"})
_FEW = 3
"""The same control beside every article is the article's own."""
_NEAR = 6
_NEAR_LIST, _MOST_CHILDREN, _SLIGHT = 4, 2, 6
_LONGEST = 160


def find_more_control(root: etree._Element, url: str) -> str | None:
    """What a reader would press to see more of a listing, as the markup has it, shortened; None where there is nothing of the kind."""
    found: defaultdict[str, list[etree._Element]] = defaultdict(list)
    for element in root.iter("a", "button", "input", "div", "span", "p", "li"):
        if reason := _presses(element, url):
            found[reason].append(element)
    for controls in found.values():
        if len(controls) <= _FEW or len({text_of(control) for control in controls}) == len(controls):
            return _shown(controls[0])
    return None


def _presses(element: etree._Element, url: str) -> str | None:
    """What a control says, where it is one that leads to more of the listing."""
    if any(_POST_BACK.search(element.get(name, "")) for name in ("href", "onclick")):
        return "post back"
    if not _is_control(element, url) or any(_MENU.search(f"{name} {value}") for name, value in element.attrib.items()):
        return None
    label, text = label_of(element), text_of(element)
    around = list(_names_around(element))
    if any(map(is_in_a_carousel, around)) or says_other(text) or stands_among_comments(element):
        return None
    if label.step in {ONWARD, MORE} or rate(text):
        is_placed = any(_PAGING.search(name) for name in around) or _is_below_a_list(element, url)
        is_sure = is_placed or _is_posted(element) or (label.step == MORE and not _is_in_a_menu(element))
        return text or label.step if is_sure else None
    if goes_on(text) and _is_plainly_a_control(element) and _heads_nothing(element, url):
        return text if _is_below_a_list(element, url) else None
    if label.number is not None:
        return "numbers" if _turns_to(element, label.number, around) else None
    return (text or "more") if _is_named_for_more(element) and _is_below_a_list(element, url) else None


def find_strange_control(root: etree._Element, url: str, rows: Collection[int]) -> str | None:
    """A control right below the list with these articles of which nobody knows what it brings, as the markup has it, shortened; None for none."""
    strange = (element for element in root.iter("a", "button", "input", "div", "span") if _is_strange(element, url))
    below = (element for element in strange if _heads_nothing(element, url) and _is_below_a_list(element, url, rows))
    return next(map(_shown, below), None)


def _is_strange(element: etree._Element, url: str) -> bool:
    """Whether a control has words of its own, and none of those that are known to lead elsewhere."""
    stays_below = element.get("href", "#").startswith("#") and element.get("href", "#") != "#"
    if stays_below or not (_is_plainly_a_control(element) and _is_control(element, url)) or next(element.iterancestors("form"), None) is not None:
        return False
    text, opens = text_of(element), any(_MENU.search(f"{name} {value}") or value == "tab" for name, value in element.attrib.items())
    is_amid_text = any(map(str.isalpha, _text_before(element)))
    if opens or is_amid_text or not any(map(str.isalpha, text)) or leads_elsewhere(text) or len(text.split()) > _SLIGHT or _is_in_a_menu(element):
        return False
    return not (stands_among_comments(element) or any(map(is_in_a_carousel, _names_around(element))))


def _text_before(element: etree._Element) -> str:
    """What stands right before an element in its block."""
    parent, before = element.getparent(), element.getprevious()
    return (before.tail if before is not None else parent.text if parent is not None else "") or ""


def _is_plainly_a_control(element: etree._Element) -> bool:
    """Whether an element is a control by its kind or its handler, and not only by its name."""
    return element.tag in {"a", "button", "input"} or element.get("onclick") is not None or element.get("role") == "button"


def _heads_nothing(element: etree._Element, url: str) -> bool:
    """Whether no list follows right below a control, or the blocks that hold nothing else: what heads a list is a box's name or its tab."""
    while (parent := element.getparent()) is not None and len(parent) == 1 and parent.tag != "body":
        element = parent
    after = element.getnext()
    return after is None or not _articles_in(after, url)


def stands_among_comments(element: etree._Element) -> bool:
    """Whether an element stands in what readers wrote. A page's own class may say that they may write."""
    inner = (each for each in (element, *element.iterancestors()) if each.tag not in {"body", "html"})
    return any(is_among_comments(f"{each.get('class', '')} {each.get('id', '')}") for each in inner)


def _turns_to(element: etree._Element, number: int, around: list[str]) -> bool:
    """Whether pressing a number turns to the page of that number: its script names it, and speaks of pages or stands among them."""
    if element.get("data-page") and element.tag not in {"div", "span"}:
        return True
    code = f"{element.get('onclick', '')} {element.get('href', '')}"
    named = re.search(rf"\([^)]*(?<!\d){number}(?!\d)", code) is not None
    return named and any(_PAGING.search(name) for name in around)


def _is_in_a_menu(element: etree._Element) -> bool:
    return any(around.tag in _MENUS or around.get("role") in _MENU_ROLES for around in element.iterancestors())


def _is_named_for_more(element: etree._Element) -> bool:
    """Whether a control, or the block that holds nothing else, is named as one that brings more, whatever it says."""
    parent = element.getparent()
    alone = [parent] if parent is not None and len(parent) == 1 else []
    return any(is_named_for_more(f"{each.get('class', '')} {each.get('id', '')}") for each in (element, *alone))


def _is_control(element: etree._Element, url: str) -> bool:
    """Whether an element does something when it is pressed, and has no address to go to."""
    tag, kind = element.tag, element.get("type", "text" if element.tag == "input" else "submit").lower()
    if tag == "button" or (tag == "input" and kind in {"submit", "button", "image"}):
        return not any(article_address(resolve(url, element.get(name, "")) or "") for name in ("data-href", "data-url"))
    if tag == "a":
        href = element.get("href", "#").strip().lower()
        return href in {"", "#"} or href.startswith(("#", "javascript:")) or (_is_named_for_more(element) and _stays(element, url))
    if len(element) > _MOST_CHILDREN:
        return False
    return element.get("onclick") is not None or element.get("role") == "button" or _is_named_as_control(element)


def _is_named_as_control(element: etree._Element) -> bool:
    """Whether a piece of text that a script may listen to is named as one that turns pages, and leads nowhere by itself."""
    named = f"{element.get('class', '')} {element.get('id', '')}"
    if _PAGING.search(named) is None or next(element.iterancestors("a", "button"), None) is not None:
        return False
    return len(element) == 0 or (is_named_for_more(named) and all(inner.tag in _ORNAMENTS for inner in element.iterdescendants()))


def _stays(link: etree._Element, url: str) -> bool:
    """Whether a link leads to the page on which it stands."""
    target = resolve(url, link.get("href", ""))
    return target is not None and without_fragment(target) == without_fragment(url)


def _is_below_a_list(element: etree._Element, url: str, rows: Collection[int] | None = None) -> bool:
    """Whether what stands before a control, or before the blocks around it, is a list of articles: in one block, or each in one of its own.

    ``rows``: the articles that the list is to have.
    """
    for _, around in zip(range(_NEAR_LIST), (element, *element.iterancestors()), strict=False):
        found: set[int] = set()
        for before in around.itersiblings("*", preceding=True):
            articles = _articles_in(before, url)
            found |= articles
            if len(found) >= _FEW:
                return rows is None or len(found.intersection(rows)) >= _FEW
            if not articles and not _is_slight(before, url):
                return False
        if found:
            return False
    return False


def _articles_in(element: etree._Element, url: str) -> set[int]:
    targets = (resolve(url, link.get("href", "")) for link in element.iter("a"))
    return {address.id for target in targets if target and (address := article_address(target))}


def _is_slight(element: etree._Element, url: str) -> bool:
    """Whether an element may stand between a list and what turns its page: a rule, another control, or «صفحة 1 من 40»."""
    if next(element.iter("img", "form"), None) is not None:
        return False
    text = text_of(element)
    return not text or _is_control(element, url) or (len(text.split()) <= _SLIGHT and any(map(str.isdigit, text)))


def _is_posted(element: etree._Element) -> bool:
    form = next(element.iterancestors("form"), None)
    return form is not None and form.get("method", "get").lower() == "post"


def _names_around(element: etree._Element) -> Iterator[str]:
    """Classes, ids and handlers of an element and of those around it."""
    yield from (element.get("onclick", ""), element.get("href", ""))
    for height, around in enumerate((element, *element.iterancestors())):
        if height > _NEAR:
            return
        yield f"{around.get('class', '')} {around.get('id', '')} {' '.join(around.attrib)}" if height == 0 else around.get("class", "")


def _shown(element: etree._Element) -> str:
    markup = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    return printed(markup)[:_LONGEST]
