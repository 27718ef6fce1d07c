"""What a page's own style sheets say of its lines: which pieces of text stand on lines of their own, where a line's end is kept, what is large.

Only sheets within the page are known; those that it refers to are not fetched. Read are selectors of names, classes and ids, one within
another; media queries and whatever depends on a state are passed over.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal

import tinycss2
from cssselect import SelectorError
from cssselect.parser import Class, CombinedSelector, Element, Hash, Tree, parse

from buratha.pages.print_size import ORDINARY, Print, printed_by
from buratha.pages.tags import STYLED, Tag

Property = Literal["own_line", "kept", "size", "bold"]
"""On a line of its own; with the line ends of the source; in letters of so many pixels; in bold ones."""

KNOWN_CLASSES: Final = """
.whitespace-pre, .whitespace-pre-line, .whitespace-pre-wrap { white-space: pre }
.d-block, .d-flex, .d-grid, .block { display: block }
"""
"""Classes that widespread frameworks (Tailwind, Bootstrap) have, whose sheets lie in files of their own."""

_LONGEST = 300_000
_MOST_TOKENS, _MOST_OF_A_KEY, MOST_AROUND = 300, 50, 30
"""Pieces of a rule's selectors, rules for one name, elements around one: pages that were made to be slow have more."""
_MOST_REMEMBERED = 8192
_PLAIN = frozenset(("ident", "hash", "literal", "whitespace"))
_OF_LINES = re.compile(r"display\s*:\s*(?!none|inline\b)|white-space\s*:\s*(?:pre|break)|font(?:-size|-weight)?\s*:", re.IGNORECASE)
_OWN_LINE = re.compile(r"(?:block|flex|grid|flow-root|list-item|table(?!-cell|-column))\b")
_KEPT = re.compile(r"pre\b|break-spaces\b")
_PROPERTIES: dict[str, tuple[Property, re.Pattern[str]]] = {"display": ("own_line", _OWN_LINE), "white-space": ("kept", _KEPT)}


@dataclass(frozen=True, slots=True)
class _Compound:
    """What one element has to be."""

    name: str
    ids: frozenset[str]
    classes: frozenset[str]

    def fits(self, tag: Tag) -> bool:
        """Whether a tag is such an element."""
        if self.name and self.name != tag.name:
            return False
        if self.ids and self.ids != {tag.attributes.get("id", "")}:
            return False
        return not self.classes or self.classes.issubset(tag.attributes.get("class", "").split())

    @property
    def key(self) -> str:
        """What a tag must have at least, to look rules up by."""
        return next((f".{name}" for name in self.classes), "") or next((f"#{name}" for name in self.ids), "") or self.name


@dataclass(frozen=True, slots=True)
class _Rule:
    """One selector with what it says; ``outer``: the compounds around, innermost first, each with whether it is the parent."""

    compound: _Compound
    outer: tuple[tuple[bool, _Compound], ...]
    weight: tuple[tuple[int, int, int], int]
    sets: Property
    value: float

    def is_within(self, around: Sequence[Tag]) -> bool:
        """Whether the elements that are open, outermost first, are those that the selector asks for around its own."""
        at = len(around)
        for is_parent, compound in self.outer:
            at -= 1
            while at >= 0 and not compound.fits(around[at]):
                if is_parent:
                    return False
                at -= 1
            if at < 0:
                return False
        return True


class Styles:
    """The rules of some sheets."""

    __slots__ = ("_rules", "unstyled")

    def __init__(self, sheets: Iterable[str]) -> None:
        self.unstyled: set[str] = set()
        """Tags, as the markup has them, that no rule is for, wherever they stand: open to a loop that saves itself the call."""
        self._rules: dict[str, list[_Rule]] = {}
        for number, rule in enumerate(rule for sheet in sheets for rule in _rules(sheet)):
            alike = self._rules.setdefault(rule.compound.key, [])
            if len(alike) < _MOST_OF_A_KEY:
                alike.append(_Rule(rule.compound, rule.outer, (rule.weight[0], number), rule.sets, rule.value))

    def applied(self, tag: Tag, around: Sequence[Tag]) -> Tag:
        """The tag as the sheets have it within those that are open, outermost first."""
        candidates = [rule for rule in self._looked_up(tag) if rule.compound.fits(tag)]
        if not candidates:
            if len(self.unstyled) < _MOST_REMEMBERED:
                self.unstyled.add(tag.raw)
            return tag
        candidates.sort(key=lambda rule: rule.weight)
        said = {rule.sets: rule.value for rule in candidates if rule.is_within(around)}
        own_line = bool(said.get("own_line")) and tag.name in STYLED
        letters = Print(tag.print.size or said.get("size", 0.0), tag.print.bold or bool(said.get("bold")))
        keeps = bool(said.get("kept"))
        return tag.styled(own_line=own_line, keeps=keeps, letters=letters) if own_line or keeps or letters != tag.print else tag

    def _looked_up(self, tag: Tag) -> Iterator[_Rule]:
        rules = self._rules
        if tag.attributes:
            for name in set(tag.attributes.get("class", "").split()):
                yield from rules.get(f".{name}", ())
            yield from rules.get(f"#{tag.attributes.get('id', '')}", ())
        yield from rules.get(tag.name, ())
        yield from rules.get("", ())


def styles_of(sheets: Iterable[str]) -> Styles:
    """The rules of a page's sheets, and those that its frameworks are known for."""
    return _styles(tuple(sheet for sheet in sheets if len(sheet) <= _LONGEST and _OF_LINES.search(sheet)))


@lru_cache(maxsize=64)
def _styles(sheets: tuple[str, ...]) -> Styles:
    return Styles((KNOWN_CLASSES, *sheets))


@lru_cache(maxsize=64)
def _rules(sheet: str) -> tuple[_Rule, ...]:
    """The rules of a sheet that say something of lines. Never raises: what is no CSS says nothing."""
    found = []
    for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule" and _is_plain(rule.prelude) and (said := list(_said(rule.content))):
            for compound, outer, weight in _selectors(tinycss2.serialize(rule.prelude)):
                is_named = compound.key[:1] in {".", "#"}  # the letters of all cells or links of a page tell nothing
                found += [_Rule(compound, outer, weight, name, value) for name, value in said if is_named or name in {"own_line", "kept"}]
    return tuple(found)


def _is_plain(prelude: Sequence[Any]) -> bool:
    """Whether selectors hold nothing but names, classes, ids and what combines them, and not too many of these."""
    return len(prelude) <= _MOST_TOKENS and all(token.type in _PLAIN for token in prelude)


def _said(content: list[object]) -> Iterator[tuple[Property, float]]:
    """The properties that a rule's declarations set; letters that are not large tell nothing."""
    for declaration in tinycss2.parse_blocks_contents(content):
        if declaration.type != "declaration":
            continue
        if known := _PROPERTIES.get(declaration.lower_name):
            name, pattern = known
            value = next((token.lower_value for token in declaration.value if token.type == "ident"), "")
            yield name, pattern.match(value) is not None
        elif declaration.lower_name.startswith("font"):
            letters = printed_by(declaration.serialize())
            if letters.size > ORDINARY:
                yield "size", letters.size
            if letters.bold:
                yield "bold", True


def _selectors(text: str) -> Iterator[tuple[_Compound, tuple[tuple[bool, _Compound], ...], tuple[tuple[int, int, int], int]]]:
    """The selectors of a list, each with the compounds around it and its weight."""
    try:
        parsed = parse(text)
    except SelectorError:
        return
    for selector in parsed:
        if selector.pseudo_element is None and (chain := _chain(selector.parsed_tree)):
            yield chain[0][1], tuple(chain[1:]), (selector.specificity(), 0)


def _chain(tree: Tree) -> list[tuple[bool, _Compound]]:
    """A selector's compounds, the element's first, each with whether it is the parent of the one before; none for selectors of other kinds."""
    is_parent = False
    chain = []
    while isinstance(tree, CombinedSelector):
        compound = _compound(tree.subselector)
        if compound is None or tree.combinator not in {" ", ">"}:
            return []
        chain.append((is_parent, compound))
        is_parent, tree = tree.combinator == ">", tree.selector
    compound = _compound(tree)
    return [*chain, (is_parent, compound)] if compound else []


def _compound(tree: Tree) -> _Compound | None:
    """What one element has to be; nothing where that depends on more than names, classes and ids."""
    ids, classes = set(), set()
    while isinstance(tree, (Class, Hash)):
        if isinstance(tree, Class):
            classes.add(tree.class_name)
        else:
            ids.add(tree.id)
        tree = tree.selector
    if not isinstance(tree, Element):
        return None
    return _Compound((tree.element or "").lower(), frozenset(ids), frozenset(classes))
