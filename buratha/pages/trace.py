"""What a reading found and where: handed on to those who weigh it, or show it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from buratha.pages.body import Stretch
from buratha.pages.byline import Signed
from buratha.pages.category import Category
from buratha.pages.head import Head
from buratha.pages.judged import Judged
from buratha.pages.lines import Line
from buratha.pages.meta_line import MetaLine
from buratha.pages.repetition import Repetition
from buratha.pages.title import Title

ABOVE, FAR_ABOVE, BELOW = 8, 30, 8
"""So many lines around the story are near it."""
FEW = 8
"""A counter or a date of its own, in a list, has so many words at most."""


class Reason(NamedTuple):
    """Why a field is doubtful: the field, a stable name of the reason, and what it rests on, for a person."""

    field: str
    name: str
    detail: str = ""


@dataclass(slots=True)
class Trace:
    """The parts of one reading, by the lines that they took.

    ``lines`` are the body's, ``fitted`` the layout's facts and tools, ``notices`` what the site says in place of the story, or of its rest;
    ``reasons`` are the doubts about it all.
    """

    judged: Judged
    memory: Repetition
    head: Head
    title: Title | None
    meta: MetaLine | None
    stretch: Stretch
    signed: Signed
    category: Category | None
    lines: list[Line]
    captions: set[int]
    related: set[int]
    fitted: set[int] = field(default_factory=set)
    notices: list[Line] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    afterwards: dict[int, tuple[Line, ...]] = field(default_factory=dict)
    """By the last line of the body: what stands below it and may speak of it, which is asked for several times."""

    @property
    def titled(self) -> Line | None:
        """The title's line."""
        return self.judged.lines[self.title.index] if self.title else None

    def doubts(self, name: str) -> bool:
        """Whether a field is doubtful."""
        return any(reason.field == name for reason in self.reasons)


@dataclass(slots=True)
class Around:
    """What those who weigh a reading look at: the lines near the story, and which lines some field has taken."""

    trace: Trace
    title_at: int
    body: set[int]
    taken: set[int]
    read: set[int]
    near: list[Line]
    above: list[Line]
    between: list[Line]
    items: list[Line]
    is_cold: bool
    section: str

    @property
    def titled(self) -> Line | None:
        """The title's line."""
        return self.trace.titled

    @classmethod
    def of(cls, trace: Trace, *, far: bool = False) -> "Around":
        """Look around a reading; ``far`` above it where the title is doubtful."""
        lines, judged = trace.judged.lines, trace.judged
        title_at = trace.title.index if trace.title else trace.stretch.start
        end = trace.lines[-1].index + 1 if trace.lines else trace.stretch.end
        body = {line.index for line in trace.lines}
        taken = body | trace.captions | trace.related | trace.fitted | trace.signed.taken | set(trace.meta.lines if trace.meta else ())
        taken |= {title_at} if trace.title else set()
        taken |= {trace.category.index} if trace.category and trace.category.index is not None else set()
        first = trace.lines[0].index if trace.lines else trace.stretch.start
        read = taken - trace.signed.taken if trace.signed.moment is None else taken  # a byline takes the layout's tools along
        start = max(0, title_at - (FAR_ABOVE if far else ABOVE))
        unread = [line for line in lines[start : end + BELOW] if line.key and line.index not in read]
        near = [line for line in unread if not (line.node.item or line.node.embedded)]
        items = [line for line in unread if line.node.item and line.words <= FEW and not (line.is_link or line.node.embedded)]
        above = [line for line in lines[max(0, title_at - ABOVE) : title_at] if line.key]
        between = [line for line in lines[title_at + 1 : first] if line.key]
        section = judged.address.section if judged.address else ""
        return cls(trace, title_at, body, taken, read, near, above, between, items, not judged.learnt, section)
