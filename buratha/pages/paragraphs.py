"""A story's lines by the blocks that hold them: which are its paragraphs, which hang beside them, whether the last one closes it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from buratha.pages.body import Stretch, within
from buratha.pages.judged import Judged
from buratha.pages.lines import Line, Node
from buratha.pages.posts import prints_a_post
from buratha.pages.wording import addresses_reader, leaning

Group = tuple[Node, list[Line]]
"""A block right within the story's own, and the lines that it holds."""

OWN_BLOCKS: Final = frozenset(("blockquote", "ul", "ol", "dl", "pre", "figure", "table", "center"))
"""Blocks that texts have of themselves."""
BOX_LINE: Final = 30
"""A line of more words than this stands in no box."""

_MOST_WORDS = 60
_MORE, _SEVERAL, _BETWEEN = 3, 6, 4
"""Words."""
_SENTENCE = 17
_SHARE = 0.25
_LEAD = 7
_FEW = 3
_SENTENCE_END = re.compile(r"[.!؟?…»\")،؛:*﴾]\s*$")
_IN_BRACKETS = re.compile(r"\s*[(\[{].*[)\]}]\s*")


def words_of(lines: Iterable[Line]) -> int:
    """How many words some lines have, a long one counted as one of sixty."""
    return sum(min(line.words, _MOST_WORDS) for line in lines)


def groups(lines: Sequence[Line], core: Node) -> list[Group]:
    """The lines by the block right within the core that they stand in; text of the core itself is a group of its own."""
    found: list[Group] = []
    around = {id(node) for node in core.ancestors()}
    for line in lines:
        block = line.node
        for node in line.node.ancestors():
            if id(node) in around:  # the core, or for a lead above it the block that holds both
                break
            block = node
        if found and found[-1][0] is block:
            found[-1][1].append(line)
        else:
            found.append((block, [line]))
    return found


def main_kinds(grouped: Sequence[Group]) -> set[str]:
    """The places of the blocks that hold a good part of the words: the paragraphs'."""
    weights: dict[str, int] = {}
    for block, held in grouped:
        weights[block.place] = weights.get(block.place, 0) + words_of(held)
    total = sum(weights.values())
    return {kind for kind, weight in weights.items() if weight >= _SHARE * total}


def apart(stretch: Stretch, lines: Sequence[Line]) -> list[Line]:
    """Lines of a story that hang beside its paragraphs in a block of another kind, and in none that texts have of themselves.

    Amid the paragraphs such a line is a sub-heading or a quotation, unless it is a link or stands in brackets. A rule of stars is the author's.
    """
    if stretch.container is None or not lines:
        return []
    grouped = groups(lines, stretch.container)
    main = main_kinds(grouped)
    paragraphs = [at for at, (block, _) in enumerate(grouped) if block.place in main]
    asked = Counter(block.place for block, held in grouped if held[0].text.rstrip().endswith(("؟", "?")))
    return [
        held[0]
        for at, (block, held) in enumerate(grouped)
        if not _is_kin(block.place, main)
        and asked[block.place] <= 1  # an interview's questions
        and held[0].key
        and not (paragraphs and paragraphs[0] < at < paragraphs[-1] and _may_be_a_sub_heading(held[0]))
        and not (held[0].words > _LEAD and (ends_sentence(held[0]) or held[0].node.tag == "p"))
        and not (block.heading or block.tag in OWN_BLOCKS)
        and len(held) == 1
        and not (held[0].node.item or held[0].node.tag in OWN_BLOCKS or held[0].node.heading)
        and held[0].words <= BOX_LINE
    ]


def _may_be_a_sub_heading(line: Line) -> bool:
    """Whether a few words amid paragraphs are no tool of the layout's: a post's address, or nothing that leads elsewhere or stands in brackets."""
    return prints_a_post(line) or (
        line.words <= _LEAD
        and not (line.links or line.control or leaning(line.key) or addresses_reader(line.key) or _IN_BRACKETS.fullmatch(line.text))
    )


def is_closed(judged: Judged, stretch: Stretch, lines: Sequence[Line]) -> bool:
    """Whether the tree shows where a story ends: its last line is one of its paragraphs, what follows is outside their block or of another kind.

    A story of one or two paragraphs has to be told in whole sentences.
    """
    if stretch.container is None or (len(lines) < _FEW and not all(line.words > _SENTENCE and ends_sentence(line) for line in lines)):
        return False
    grouped = groups(lines, stretch.container)
    following = next((line for line in judged.lines[lines[-1].index + 1 :] if line.key and not judged.evidence[line.index].against), None)
    main = main_kinds(grouped)
    if grouped[-1][0].place not in main:
        return False
    return following is None or not within(following.node, stretch.container) or groups([following], stretch.container)[0][0].place not in main


def ends_sentence(line: Line) -> bool:
    """Whether a line ends as sentences do."""
    return closes_sentence(line.text)


def closes_sentence(text: str) -> bool:
    """Whether a text, such as a part of a line, ends as sentences do."""
    return _SENTENCE_END.search(text) is not None


def _is_kin(kind: str, main: set[str]) -> bool:
    """Whether blocks are of one of the paragraphs' kinds, or of such a kind with one more name: a sub-heading, a quotation."""
    return kind in main or any(kind.startswith(f"{other}.") and kind.count("/") == other.count("/") for other in main)


def stands_within(line: Line, lines: Iterable[Line]) -> bool:
    """Whether all that a line says stands within a longer one in a block of another kind, with a few words between at most."""
    said = line.key.split()
    others = (other for other in lines if other.words > line.words + _MORE and other.node.place != line.node.place)
    return any(line.key in other.key or (len(said) > _SEVERAL and _says_in_order(said, other.key.split())) for other in others)


def _says_in_order(said: Sequence[str], words: Sequence[str]) -> bool:
    """Whether words stand in a text in their order, no more than a few others between them."""
    return any(_reaches(said, words[at:]) for at, word in enumerate(words) if word == said[0])


def _reaches(said: Sequence[str], words: Sequence[str]) -> bool:
    left = iter(words[: len(said) + _BETWEEN])
    return all(any(word == other for other in left) for word in said)
