"""The headline once more below itself: set as the paragraphs are, it is the author's first one; else a template's."""

from itertools import islice
from typing import Final

from buratha.pages.judged import Judged, is_prose
from buratha.pages.lines import Line
from buratha.pages.repetition import Repetition

TITLE_AGAIN: Final = "title again"
"""Whether a page says its title once more, as votes in the memory."""
_MOST: Final = 0.5
_NEAR: Final = 12
_VERSES: Final = 5
_SHORTEST_VERSE: Final = 2
_LONGEST_VERSE: Final = 12
_STOPS: Final = (".", "!", "؟", "?", "…", "۔")


def repeats_titles(memory: Repetition) -> bool:
    """Whether most pages of the layout say their title once more below itself: a template does, and no author."""
    share = memory.share_found(TITLE_AGAIN)
    return share is not None and share >= _MOST


def is_a_paragraph(copy: Line, title: Line, judged: Judged) -> bool:
    """Whether a line that says what the title says is a story's own: the title is set as titles are, and this as the paragraphs below it.

    A full stop that the headline lacks is an author's. Without paragraphs below it is all of a flash, if in a paragraph's element.
    """
    if copy.index <= title.index or not stands_out(title, copy) or copy.node.heading or copy.titled or copy.is_link or copy.node.item:
        return False
    if _opens_a_poem(copy, judged):
        return True
    below = _paragraph_below(copy, judged)
    if below is not None and is_set_as(copy, below):
        return copy.loudness <= below.loudness
    return (closes(copy) and not closes(title)) or (below is None and copy.node.tag == "p" and copy.loudness <= 1)


def _opens_a_poem(copy: Line, judged: Judged) -> bool:
    """Whether verses follow a line in blocks of its kind: poems are called by their first one."""
    verses = list(islice((line for line in judged.lines[copy.index + 1 :] if line.key), _VERSES))
    alike = all(line.node.tag == copy.node.tag and line.node.depth == copy.node.depth for line in verses)
    told = all(_SHORTEST_VERSE <= line.words <= _LONGEST_VERSE and not line.links and line.index not in judged.dated for line in verses)
    return len(verses) == _VERSES and alike and told and not any(map(str.isdigit, "".join(line.text for line in verses)))


def is_set_as(copy: Line, paragraph: Line) -> bool:
    """Whether a line stands in a block of a paragraph's kind beside it, or in its block."""
    return copy.node.place == paragraph.node.place and copy.node.parent is paragraph.node.parent


def closes(line: Line) -> bool:
    """Whether a line ends in a full stop or its like."""
    return line.text.rstrip('»") ').endswith(_STOPS)


def stands_out(title: Line, copy: Line) -> bool:
    """Whether the markup or the print makes more of a title than of its copy."""
    return title.node.heading > 0 or title.titled or title.loudness > copy.loudness


def _paragraph_below(copy: Line, judged: Judged) -> Line | None:
    """The next line of prose that nothing speaks against, and that says something else."""
    near = islice((line for line in judged.lines[copy.index + 1 :] if line.key), _NEAR)
    return next((line for line in near if is_prose(line) and line.key != copy.key and not _is_anothers(line, judged)), None)


def _is_anothers(line: Line, judged: Judged) -> bool:
    evidence = judged.evidence[line.index]
    return evidence.against or evidence.exhausted or evidence.anothers or evidence.outside or line.index in judged.dated
