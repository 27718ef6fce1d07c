"""What became of each line of a page, and why."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from buratha.arabic.folding import fold
from buratha.pages.body import within
from buratha.pages.facts import ArticleFacts
from buratha.pages.judge import named_as_furniture
from buratha.pages.judged import Evidence, Judged
from buratha.pages.lines import Line
from buratha.pages.places import Place
from buratha.pages.repetition import ANYWHERE, Repetition
from buratha.pages.trace import Trace
from buratha.urls import linked_article

TITLE, META, CATEGORY, BYLINE, BODY, CAPTION, RELATED, COMMENT = "title", "meta", "category", "byline", "body", "caption", "related", "comment"
FURNITURE, LEFT = "furniture", "left"
FATES = {
    TITLE: "title", CATEGORY: "category", META: "date and views", BYLINE: "byline", BODY: "body", CAPTION: "caption",
    RELATED: "link to another story", COMMENT: "reader's comment", FURNITURE: "furniture", LEFT: "left out: it belongs to no part of the story",
}  # fmt: skip
"""What can become of a line, in words."""

_NEAR = 8


class Shown(NamedTuple):
    """A line, what became of it, why, and where in the page it stands."""

    text: str
    fate: str
    why: str
    place: str


def fates(facts: ArticleFacts) -> list[Shown]:
    """Every line with text of an article's page."""
    trace = facts.trace
    assert trace is not None
    taken = dict(_taken(facts, trace))
    lines = [line for line in trace.judged.lines if line.text]
    return [_shown(line, trace, taken.get(line.index)) for line in lines]


def unread(judged: Judged, listed: Collection[int] = ()) -> list[Shown]:
    """Every line with text of a page that is no article: what is held against each. ``listed``: the articles that a listing leads to."""
    return [Shown(line.text, *_unread(line, judged, listed), line.node.place) for line in judged.lines if line.text]


def _unread(line: Line, judged: Judged, listed: Collection[int]) -> tuple[str, str]:
    linked = {address.id for link in line.links if (address := linked_article(judged.url, link.target))} if listed else set()
    if not linked.isdisjoint(listed):
        return RELATED, ""
    return _against(line, judged.evidence[line.index], None) or (LEFT, "")


def _taken(facts: ArticleFacts, trace: Trace) -> Iterator[tuple[int, tuple[str, str]]]:
    """What the fields have taken; of two that name one line, the last one counts."""
    lines, witnesses = trace.judged.lines, facts.witnesses
    printed = {fold(piece) for text in trace.signed.printed for piece in (text, *text.split("\n"))}
    comments = {fold(text) for comment in facts.comments for text in (comment.text, comment.name or "", comment.date)} - {""}
    last = trace.lines[-1].index if trace.lines else trace.stretch.end
    for line in lines[last + 1 :]:
        if line.key in comments or any(len(line.key) > len(text) > 0 and text in line.key for text in comments if " " in text):
            yield line.index, (COMMENT, "")
    for index in trace.signed.taken:
        known = lines[index].key in printed or any(key and key in lines[index].key for key in printed)
        yield index, (BYLINE, witnesses.get("author", "")) if known else (LEFT, "a tool of the layout between title and byline")
    for index in trace.related:
        yield index, (RELATED, "")
    for index in trace.captions:
        yield index, (CAPTION, "")
    for line in trace.lines:
        cut = trace.stretch.mended.get(line.index)
        yield line.index, (BODY, f"what was glued to its end was cut: {line.text[len(cut) :].strip()}" if cut else "")
    for line in trace.notices:
        yield line.index, (LEFT, "a notice in place of the story, or of its rest")
    if trace.category and trace.category.index is not None:
        yield trace.category.index, (CATEGORY, trace.category.witness)
    for index in trace.meta.lines if trace.meta else ():
        yield index, (META, witnesses.get("published", ""))
    if trace.title:
        near = lines[max(0, trace.title.index - _NEAR) : trace.title.index + _NEAR]
        yield from ((line.index, (TITLE, "printed again")) for line in near if line.key == trace.title.key)
        yield trace.title.index, (TITLE, trace.title.witness)


def _shown(line: Line, trace: Trace, taken: tuple[str, str] | None) -> Shown:
    if taken is not None:
        return Shown(line.text, *taken, line.node.place)
    found = _against(line, trace.judged.evidence[line.index], trace.memory)
    return Shown(line.text, *(found or (LEFT, _outside(line, trace))), line.node.place)


def _against(line: Line, evidence: Evidence, memory: Repetition | None) -> tuple[str, str] | None:
    """The evidence against a line in words, the strongest first; None where there is none."""
    said: list[str] = []
    if evidence.tail:
        said.append("the agency's own wording of its furniture")
    if evidence.fixed or evidence.recurrent:
        said.append(_repeats(line, memory))
    if evidence.exhausted:
        said.append("nothing new comes at this place any more")
    if evidence.message:
        said.append("what a program says of its failure")
    if evidence.navigation:
        said.append("navigation or a tool of the page")
    if evidence.outside:
        said.append("it leads to a channel or a network of friends")
    if line.control:
        said.append("part of a form")
    if line.node.embedded:
        said.append("an embedded post of another site")
    if evidence.leaning:
        said.append(f"words of furniture: {evidence.leaning}")
    if evidence.link and not said:
        said.append("nothing but a link")
    return (FURNITURE, "; ".join(said)) if said else None


def _repeats(line: Line, memory: Repetition | None) -> str:
    if memory is None:
        return "it comes again on other pages"
    for place, where in ((memory.place(line.node.place), "here"), (memory.place(ANYWHERE), "wherever it stands")):
        if seen := _times(place, line.level):
            return f"it stands {where} on {seen} of {place.pages} pages"
    return "it comes again on other pages"


def _times(place: Place, level: str) -> int:
    seen = place.seen.get(level)
    return seen.pages if seen and seen.pages > 1 else 0


def _outside(line: Line, trace: Trace) -> str:
    """Where a line stands that nothing is held against and no field took."""
    stretch = trace.stretch
    if line.index < stretch.start:
        return "above the story"
    if line.index >= stretch.end:
        return "below the story's end"
    if not within(line.node, stretch.container):
        return "outside the column that holds the story"
    if named_as_furniture(line.node, stretch.container):
        return "the markup names it like furniture"
    return "a label or a counter between title and story, or a box set into it"
