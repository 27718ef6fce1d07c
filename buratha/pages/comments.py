"""The readers' comments of this article: a name, a date, a text. The site-wide box of latest comments has no dates."""

import re
from dataclasses import dataclass

from buratha.arabic.digits import western_digits
from buratha.pages.judge import Judged
from buratha.pages.lines import Line
from buratha.pages.wording import wordings

_DATE = re.compile(r"(?<!\d)(20\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
_LONGEST_NAME = 8
_FARTHEST = 400
_AROUND = " \t-–—|:()[]،,·•"


@dataclass(frozen=True, slots=True)
class Comment:
    """One reader's comment as printed."""

    name: str | None
    date: str
    text: str


@dataclass(slots=True)
class _Open:
    name: str | None
    date: str
    texts: list[Line]
    start: int


def find_comments(judged: Judged, end: int) -> list[Comment]:
    """Read the comments after the story's end, up to the currencies or the site-wide box."""
    lines = [line for line in judged.lines[end : end + _FARTHEST] if line.text]
    stop = next((at for at, line in enumerate(lines) if line.key == wordings().currencies or line.key in wordings().subject), len(lines))
    opened: list[_Open] = []
    begun = False
    for at, line in enumerate(lines[:stop]):
        begun = begun or _announces_comments(line, judged)
        if begun and (start := _opening(lines, at, judged)):
            name, name_at = start
            if opened and opened[-1].texts and opened[-1].texts[-1].index == name_at:
                opened[-1].texts.pop()
            opened.append(_Open(name, _date(line), [], line.index))
            if rest := _after_date(line):
                opened[-1].texts.append(_with_text(line, rest))
        elif opened and _belongs(line, opened, judged):
            opened[-1].texts.append(line)
        elif opened and not _may_follow(lines, at, judged):
            break
    return [Comment(one.name, one.date, "\n".join(text.text for text in one.texts)) for one in opened if one.texts]


def _announces_comments(line: Line, judged: Judged) -> bool:
    """Whether comments may follow: a heading, the form, or furniture in whatever words."""
    evidence = judged.evidence[line.index]
    heading = line.key in wordings().comments or evidence.leaning in {"comment form", "comments box"}
    return heading or evidence.tail or evidence.fixed or line.control or any(at <= line.index for at in judged.barriers)


def _opening(lines: list[Line], at: int, judged: Judged) -> tuple[str | None, int] | None:
    """Name of the comment that a dated line opens, and the line it stood on; None when the line opens none."""
    line = lines[at]
    text = western_digits(line.text)
    found = _DATE.search(text)
    if not found or line.is_link:
        return None
    before = line.text[: found.start()].strip(_AROUND)
    if before:
        return (before, line.index) if len(before.split()) <= _LONGEST_NAME and not any(c.isdigit() for c in before) else None
    earlier = lines[at - 1] if at else None
    if (
        earlier is None
        or earlier.words > _LONGEST_NAME
        or (earlier.is_link and judged.links_to_other_article(earlier))
        or earlier.key in wordings().comments
        or earlier.key in wordings().tail
    ):
        return None
    return earlier.text.strip(_AROUND), earlier.index


def _date(line: Line) -> str:
    found = _DATE.search(western_digits(line.text))
    return found[1] if found else ""


def _after_date(line: Line) -> str:
    found = _DATE.search(western_digits(line.text))
    return line.text[found.end() :].strip(_AROUND) if found else ""


def _with_text(line: Line, text: str) -> Line:
    return Line(line.index, text, line.key, line.node, line.gap, (), 0, (), words=line.words)


def _belongs(line: Line, opened: list[_Open], judged: Judged) -> bool:
    evidence = judged.evidence[line.index]
    if evidence.fixed or evidence.tail or evidence.outside or line.is_link or line.control or line.key in wordings().comments:
        return False
    if evidence.leaning and line.words <= 6 and opened[-1].texts:
        return False
    if not opened[-1].texts:
        return True
    texts = opened[-1].texts
    same_block = texts[-1].node is line.node and line.gap == "break"
    return same_block or (line.node.place == texts[-1].node.place and (line.node.parent is texts[-1].node.parent))


def _may_follow(lines: list[Line], at: int, judged: Judged) -> bool:
    """Whether a line between two comments (a name, a reply button) may stand there."""
    return any(_opening(lines, later, judged) for later in range(at, min(at + 3, len(lines))))
