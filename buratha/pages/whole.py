"""Whether a page came whole. Servers and proxies cut pages off and say that all is well, so the page itself has to tell.

How a page of this site ends is learnt, layout by layout: some sites never close what they open, and one archive holds pages of many years.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Literal

Verdict = Literal["whole", "cut", "unsure"]

_TAIL = 20_000
_TOP = 4_000
_TOP_TAGS = 12
_SIGNATURE = 60
_KNOWN = 3
"""So many pages of a layout, or of an ending, have to be seen before it counts."""
_USUAL = 0.6
_MOST_LAYOUTS = 300
_MOST_ENDINGS = 60
_CLOSED, _BODY_CLOSED, _OPEN, _INSIDE, _EMPTY = "closed", "body closed", "open", "inside", "empty"

_BLOCK = re.compile(r"<(?:!--|(script|style|noscript)\b)")
_ENDS_IN_TAG = re.compile(r"<(?:[a-z/!?][^<>]*)?$")
_STARTS = re.compile(r"<(!doctype[^>]*|[a-z][\w:-]*)")
_DIGITS = re.compile(r"\d+")


def is_cut_off(text: str) -> bool | None:
    """Whether a page's own end says that it was cut off; None where it closes nothing, as some sites never do.

    True for a page without text and for one that ends inside a tag, a comment, a script or a style.
    """
    kind = _ending(text)
    return None if kind == _OPEN else kind in {_EMPTY, _INSIDE}


def same_ending(one: str, other: str) -> bool:
    """Whether two answers for one address end the same way, numbers aside: then that is how the page ends."""
    return _ending(one) == _ending(other) and _signature(one) == _signature(other)


def same_layout(one: str, other: str) -> bool:
    """Whether two pages begin with the same tags, so that one of them ends as the other does."""
    return _top_of(one) == _top_of(other)


@dataclass(slots=True)
class _Layout:
    """How the pages of one layout ended: kinds, and for those that close nothing the last words."""

    kinds: Counter[str] = field(default_factory=Counter)
    endings: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)


class Endings:
    """What is known of how this site's pages end. Pure: the caller keeps it, and may store it as JSON."""

    def __init__(self) -> None:
        self._layouts: dict[str, _Layout] = {}

    def observe(self, text: str) -> None:
        """Learn how a page ends. A page that was cut off may be among them: endings count by the many."""
        kind = _ending(text)
        if kind == _EMPTY:
            return
        layout = self._layouts.setdefault(_top_of(text), _Layout())
        if kind in {_OPEN, _INSIDE}:
            page = blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
            if page in layout.seen:  # the same half page again proves nothing
                return
            layout.seen.add(page)
            layout.endings[_signature(text)] += 1
        layout.kinds[kind] += 1
        self._forget()

    def judge(self, text: str) -> Verdict:
        """Say whether a page is whole, by what is known of its layout."""
        kind = _ending(text)
        if kind == _EMPTY:
            return "cut"
        if kind == _CLOSED:
            return "whole"
        layout = self._layouts.get(_top_of(text), _Layout())
        signature = _signature(text)
        if sum(each.endings[signature] for each in self._layouts.values()) >= _KNOWN:
            return "whole"
        total, closed = layout.kinds.total(), layout.kinds[_CLOSED]
        if kind == _INSIDE:
            return "cut"
        if total < _KNOWN:
            return "whole" if kind == _BODY_CLOSED else "unsure"
        if closed >= _USUAL * total:
            return "cut"
        if kind == _BODY_CLOSED:
            return "whole"
        alike = max(layout.endings.values(), default=0)
        ended = closed + layout.kinds[_BODY_CLOSED]
        return "cut" if max(ended, alike, ended + alike) >= _USUAL * total and max(ended, alike) >= _KNOWN else "unsure"

    def to_json(self) -> dict[str, Any]:
        """What is known, as plain values."""
        return {
            top: {"kinds": dict(layout.kinds), "endings": dict(layout.endings), "seen": sorted(layout.seen)} for top, layout in self._layouts.items()
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Endings":
        """Take up what :meth:`to_json` gave."""
        endings = cls()
        for top, layout in stored.items():
            endings._layouts[top] = _Layout(Counter(layout["kinds"]), Counter(layout["endings"]), set(layout["seen"]))
        return endings

    def _forget(self) -> None:
        """Keep the memory small: layouts met first go first, and endings that were met once."""
        if len(self._layouts) > _MOST_LAYOUTS:
            del self._layouts[next(iter(self._layouts))]
        for layout in self._layouts.values():
            if len(layout.endings) > _MOST_ENDINGS:
                layout.endings = Counter(dict(layout.endings.most_common(_MOST_ENDINGS // 2)))
                layout.seen.clear()


# -- reading the two ends of a page ------------------------------------------------------------------------------------
def _ending(text: str) -> str:
    tail = text[-_TAIL:].rstrip().lower()
    if not tail:
        return _EMPTY
    closed = tail.rfind("</html")
    after = _without_blocks(tail[closed:] if closed >= 0 else tail)
    if closed >= 0 and ">" in after and not _is_inside(after):
        return _CLOSED
    if _is_inside(after) or _is_inside_block(text):
        return _INSIDE
    return _BODY_CLOSED if "</body" in after[-2000:] else _OPEN


def _without_blocks(text: str) -> str:
    """A text without its whole comments, scripts and styles; one that is still open ends it."""
    kept, at = [], 0
    while found := _BLOCK.search(text, at):
        end = text.find(f"</{found[1]}" if found[1] else "-->", found.end())
        if end < 0:
            break
        kept.append(text[at : found.start()])
        at = text.find(">", end) + 1 or len(text)
    return "".join([*kept, text[at:]])


def _is_inside(text: str) -> bool:
    """Whether a text without whole comments and scripts ends inside a tag, a comment or a script."""
    return _ENDS_IN_TAG.search(text) is not None or "<!--" in text[text.rfind(">") :] or _opens(text)


def _opens(text: str) -> bool:
    return any(text.rfind(f"<{name}") > text.rfind(f"</{name}") and f"<{name}" in text for name in ("script", "style"))


def _is_inside_block(text: str) -> bool:
    """Whether a comment, script or style that is longer than the tail is still open."""
    lower = text.lower()
    return lower.rfind("<!--") > lower.rfind("-->") or _opens(lower)


def _signature(text: str) -> str:
    """The last words of a page, numbers masked: counters and clocks stand there."""
    return " ".join(_DIGITS.sub("#", text[-4 * _SIGNATURE :].lower()).split())[-_SIGNATURE:]


def _top_of(text: str) -> str:
    """The layout that a page's first tags stand for: their names in the order in which they first come."""
    tags = dict.fromkeys(found[1] for found in _STARTS.finditer(text[:_TOP].lower()))
    return blake2b(" ".join(list(tags)[:_TOP_TAGS]).encode(), digest_size=6).hexdigest()
