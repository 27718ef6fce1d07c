"""The story's stretch of the page: from the title to where the tail begins, inside the column that holds the prose."""

import itertools
import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from buratha.arabic.names import read_byline
from buratha.pages.bare_marks import ends_its_row, without_stray_marks
from buratha.pages.data_tables import poems, table_of
from buratha.pages.frame_lines import is_of_the_frame
from buratha.pages.glued import ends_in_a_call, unglued, without_tool
from buratha.pages.judge import announces, named_as_furniture
from buratha.pages.judged import Evidence, Judged, is_prose
from buratha.pages.lines import Line, Node
from buratha.pages.next_story import next_story_at
from buratha.pages.posts import prints_a_post
from buratha.pages.repetition import Repetition
from buratha.pages.wording import is_talk, wordings

_MOST_WORDS = 60
_PARAGRAPH, _SEVERAL = 25, 3
_SHARE = 0.75
_SENTENCE_END = re.compile(r"[.!؟?…»\")،؛:]\s*$")
_END_MARK = re.compile(r"(?<=[.!؟?…»\")])\s+[■◼◾⬛∎▪◆❖]\s*$")
"""What magazines set behind a story's last sentence."""
_SHORT_LINE = 70
_LEAD = re.compile(r"(?<![a-z])(?:sub-?title|lead|intro|summary|excerpt|standfirst|deck)(?![a-z])")
_BYLINE = 8
_SENTENCE = 5
"""Words; shorter ones that repeat head another part of the page."""
_NEAR_BOX = 6
_BOX_WORDS = 50
_BOX_LINE = 25
_COST = {"repeats": 20.0}
_TWIN = 10.0
_BOTH = 2
_BUTTON, _STANDING = "button", 7
_MOST_LINKED = 3
"""Links to earlier stories that authors drop between two paragraphs."""
_SINGLE_BLOCKS = frozenset({"p", "li", "td", "tr", "article", "blockquote"})
_PARAGRAPHS, _HARDLY_ANY = 2, 8
_A_LABEL, _A_VERSE = 2, 3
"""Words of a line that may be a story's."""


@dataclass(slots=True)
class Stretch:
    """The story's lines ``[start, end)``, the column that holds them, and texts mended of what was glued to them."""

    start: int
    end: int
    container: Node | None
    limit: int = 0
    mended: dict[int, str] = field(default_factory=dict)

    def text(self, line: Line) -> str:
        """The line's text without what was glued to it."""
        return self.mended.get(line.index, line.text)


def find_stretch(judged: Judged, start: int, memory: Repetition, before: int | None = None) -> Stretch:
    """Find where the story runs after the title, and above the line ``before``. An empty stretch is a story without text."""
    limit, mended = _limit(judged, start, memory)
    limit = limit if before is None else min(limit, before)
    candidates = [line for line in judged.lines[start:limit] if speaks(line, judged)]
    if not candidates:
        return Stretch(start, start, None, limit, mended)
    container = _container(candidates, judged, memory)
    end = _best_end(judged, start, limit, container, mended)
    while start < end < limit and ends_its_row(judged.lines[end], judged.lines[end - 1]):
        end += 1
    return Stretch(start, end, container, limit, mended)


def _limit(judged: Judged, start: int, memory: Repetition) -> tuple[int, dict[int, str]]:
    """Where the story must have ended: the agency's own tail, or the box in which comments are written."""
    limit = min((index for index in judged.barriers if index > start), default=len(judged.lines))
    limit = _readers_block(judged, start, limit)
    if start > 0 and (other := next_story_at(judged, judged.lines[start - 1])) is not None:
        limit = min(limit, max(other, start))
    mended: dict[int, str] = {}
    begins: int | None = None
    for line in judged.lines[start:limit]:
        tail = judged.evidence[line.index].tail
        if tail and begins is None:
            begins = _below_the_call(line, judged, start, limit)  # what stands above the text is told by the first one
        ends = tail and line.index >= (begins or 0)
        if ends or _heads_talk(line, judged, start) or (line.node.heading and _is_next_headline(line, judged, start - 1)):
            return line.index, mended
        if text := without_tool(line):
            mended[line.index] = text
            continue
        evidence = judged.evidence[line.index]
        glueable = line.words > 4 and not (evidence.against or evidence.exhausted or _is_a_date_line_above(line, judged, start))
        if glueable and (text := unglued(line, memory, last=_ends_the_prose(line, judged))):
            mended[line.index] = text
            if not (ends_in_a_call(line) and _goes_on(line, judged, limit)):
                return line.index + 1, mended
    return limit, mended


def _below_the_call(line: Line, judged: Judged, start: int, limit: int) -> int:
    """Where the text begins that one of the agency's own words below a story stands above, in a box of its own: a bar of tools; else 0.

    A picture, a film or a few words above may be all of a post: what stands below its call is then what readers say.
    """
    above = judged.lines[start : line.index]
    own = [other for other in above if speaks(other, judged) and other.index not in judged.dated and read_byline(other.text) is None]
    told = sum(other.words for other in own) > _HARDLY_ANY or any(other.words > _A_LABEL for other in own)
    if told or any(other.pictures for other in above) or any(start <= at <= line.index for at, _, _ in judged.page.media):
        return 0
    below = list(itertools.takewhile(lambda other: not is_talk(other.key), judged.lines[line.index + 1 : limit]))
    paragraphs = [other for other in below if is_prose(other) and speaks(other, judged) and not judged.evidence[other.index].tail]
    blocks = Counter(id(block) for other in paragraphs for block in {other.node, other.node.parent})
    text = [other for other in paragraphs if max(blocks[id(other.node)], blocks[id(other.node.parent)]) >= _PARAGRAPHS]
    if not text or any(other.node.place == line.node.place and blocks[id(other.node)] < _PARAGRAPHS for other in text):
        return 0
    before = judged.above(text[0].index)
    if text[0].node.shape.comments or (before is not None and judged.links_to_other_article(before)):
        return 0
    said = judged.lines[text[0].index - 1 : text[-1].index]
    return 0 if sum(other.index in judged.dated for other in said) >= _PARAGRAPHS else text[0].index


def _readers_block(judged: Judged, start: int, limit: int) -> int:
    """The first line of a block named as the readers', where the story began above it; else the block so named holds that, and it is ``limit``."""
    titled_there = start > 0 and judged.lines[start - 1].node.shape.comments
    lines = [] if titled_there else judged.lines[start:limit]
    first = next((line.index for line in lines if line.node.shape.comments), limit)
    return first if any(line.words >= _A_VERSE and speaks(line, judged) for line in judged.lines[start:first]) else limit


def _is_a_date_line_above(line: Line, judged: Judged, start: int) -> bool:
    """Whether a line is a date line that no paragraph stands above: what is the same at its end on all pages, «4 دقائق للقراءة», closes no story."""
    return line.index in judged.dated and not any(is_prose(other) and speaks(other, judged) for other in judged.lines[start : line.index])


def _heads_talk(line: Line, judged: Judged, start: int) -> bool:
    """Whether a line that other pages have too heads what readers say, below paragraphs of a story."""
    if not judged.evidence[line.index].fixed or line.links or line.index in judged.surplus or not is_talk(line.key):
        return False
    above = {_kind(other) for other in judged.lines[start : line.index] if is_prose(other) and speaks(other, judged)}
    return bool(above) and not any(is_prose(other) and _kind(other) in above for other in judged.lines[line.index :])  # else the author's own


def _kind(line: Line) -> str:
    """The name of a line's own block, wherever it hangs: a story may be parted into columns."""
    return line.node.place.rpartition("/")[2]


def _goes_on(line: Line, judged: Judged, limit: int) -> bool:
    """Whether more paragraphs stand at a line's place below it."""
    return any(is_prose(other) and other.node.place == line.node.place and speaks(other, judged) for other in judged.lines[line.index + 1 : limit])


def _is_next_headline(line: Line, judged: Judged, title: int) -> bool:
    """Whether a heading is another story's, set as this one's is."""
    return title >= 0 and line.is_link and line.node.place == judged.lines[title].node.place and judged.links_to_other_article(line)


def _ends_the_prose(line: Line, judged: Judged) -> bool:
    """Whether furniture follows right after the line, or nothing."""
    following = next((other for other in judged.lines[line.index + 1 :] if other.key), None)
    if following is None:
        return True
    evidence = judged.evidence[following.index]
    return evidence.against or evidence.outside or evidence.exhausted or following.control


def speaks(line: Line, judged: Judged) -> bool:
    """Whether nothing says of a line that it is not the story's."""
    evidence = judged.evidence[line.index]
    return (
        bool(line.key)
        and line.index not in judged.dated
        and line.index not in judged.facts
        and not (evidence.against or evidence.exhausted or evidence.link or _is_elsewhere(line, evidence))
        and not _heads_links(line, judged)
    )


def _heads_links(line: Line, judged: Judged) -> bool:
    """Whether a heading stands above headlines of other stories."""
    if not line.node.heading:
        return False
    following = list(itertools.islice((other for other in judged.lines[line.index + 1 :] if other.key), _BOTH))
    return len(following) == _BOTH and all(other.is_link and judged.links_to_other_article(other) for other in following)


def _is_elsewhere(line: Line, evidence: Evidence) -> bool:
    """Whether a line leads away, tells of another story, is something to fill in, claims the rights, or was brought from another site."""
    if evidence.outside or evidence.anothers or line.control or line.node.embedded:
        return True
    return line.text.startswith("©") or is_of_the_frame(line)


def _container(candidates: list[Line], judged: Judged, memory: Repetition) -> Node | None:
    """The column: the innermost block that holds nearly all of the prose after the title."""
    sums: dict[Node, float] = {}
    held: Counter[Node] = Counter()
    places = memory.usual_places("story")
    for position, line in enumerate(candidates):
        weight = min(line.words, _MOST_WORDS) * (0.3 if judged.evidence[line.index].leaning else 1.0)
        if line.words <= _BYLINE and read_byline(line.text):
            weight *= 0.9  # a line of text may be as long
        if memory.pages < 4:  # nothing is learnt yet: what is near the title counts more
            weight /= 1 + 0.05 * position
        sums[line.node] = sums.get(line.node, 0.0) + weight
        held[line.node] += 1
    if not sums:
        return None
    _add_up(sums, held)
    usual = {node for node in sums if node.place in places} if places else set()
    if usual:
        column = max(usual, key=lambda node: (sums[node], node.depth))
        if sums[column] * 2 >= max(sums.values()) or len([node for node in usual if node.place == column.place]) == 1:
            return _with_its_kin(column, sums, judged)
    return _with_its_kin(_descend(sums, held), sums, judged)


def _with_its_kin(column: Node, sums: dict[Node, float], judged: Judged) -> Node:
    """The block around a column that is one piece of several of the story's text; else the column."""
    return column.parent if column.parent and _is_a_piece(column, sums, judged) else _with_its_twin(column, sums, judged)


def _is_a_piece(column: Node, sums: dict[Node, float], judged: Judged) -> bool:
    """Whether blocks of a column's kind stand beside it with nothing between but sub-headings, pictures, more text and a link or two."""
    pieces = [node for node in sums if node.parent is column.parent and node.place == column.place]
    if len(pieces) < _BOTH or column.tag in _SINGLE_BLOCKS:
        return False
    held = [line.index for line in judged.lines if any(within(line.node, piece) for piece in pieces)]
    run = [line for line in judged.lines[held[0] : held[-1] + 1] if line.key]
    linked = [judged.evidence[line.index].link and not judged.evidence[line.index].against for line in run]
    if sum(linked) > _MOST_LINKED or (any(linked) and any(line.node.heading for line in run)):
        return False  # a box, and perhaps another story behind it
    told = (line for line, is_linked in zip(run, linked, strict=True) if not is_linked)
    return all(speaks(line, judged) and not is_talk(line.key) and within(line.node, column.parent) for line in told)


def _with_its_twin(column: Node, sums: dict[Node, float], judged: Judged) -> Node:
    """The block around a column, where the story goes on in a second one of its kind, behind a box of links; else the column."""
    twins = [node for node in sums if node.place == column.place and sums[node] >= _TWIN]
    if len(twins) != _BOTH or column.tag in _SINGLE_BLOCKS:
        return column
    first, second = sorted([line.index for line in judged.lines if within(line.node, twin)] for twin in twins)
    between = judged.lines[first[-1] + 1 : second[0]]
    if any(line.index in judged.dated or is_talk(line.key) or line.node.heading for line in between if line.key):
        return column
    if not any(line.is_link or judged.evidence[line.index].against for line in between):
        return column
    return next((node for node in column.ancestors() if all(within(twin, node) for twin in twins)), column)


def _add_up(sums: dict[Node, float], held: Counter[Node]) -> None:
    """Give every block around what it holds: from the deepest up, so that deep nesting costs no more than its blocks."""
    for node in list(sums):
        around = node.parent
        while around is not None and around not in sums:
            sums[around] = 0.0
            around = around.parent
    for node in sorted(sums, key=lambda node: -node.depth):
        if node.parent is not None:
            sums[node.parent] += sums[node]
            held[node.parent] += held[node]


def _descend(sums: dict[Node, float], held: Counter[Node]) -> Node:
    children: dict[Node, list[Node]] = {}
    for node in sums:
        if node.parent is not None:
            children.setdefault(node.parent, []).append(node)
    node = max(sums, key=lambda candidate: (sums[candidate], -candidate.depth))
    while inner := children.get(node):
        heaviest = max(inner, key=sums.__getitem__)
        if (
            sums[heaviest] < _SHARE * sums[node]
            or (held[heaviest] == 1 < held[node])
            or heaviest.tag in {"p", "li", "blockquote"}
            or heaviest.heading
        ):
            break
        node = heaviest
    return node


def within(node: Node, container: Node | None) -> bool:
    """Whether a node lies in a container."""
    if container is None:
        return True
    around: Node | None = node
    while around is not None and around is not container:
        around = around.parent
    return around is not None


def _best_end(judged: Judged, start: int, limit: int, container: Node | None, mended: Container[int]) -> int:
    """The end that gives the richest story: prose counts for it, furniture and links against."""
    places = _prose_places(judged.lines[start:limit], judged, container)
    named = _named(judged.lines[start:limit], judged, container)
    total, best, end = 0.0, 0.0, start
    entered, debt, owed = False, 0.0, 0.0
    for line in judged.lines[start:limit]:
        inside = within(line.node, container)
        entered = entered or inside
        gain = line.words if line.index in mended else _gain(line, judged, places, named, inside=inside or not entered)
        if gain <= -_COST["repeats"] and _stands_amid(line, judged, limit):
            continue
        if not best and (gain < 0 or (line.words <= _BYLINE and read_byline(line.text))):
            continue  # tools and labels between the title and a short story do not weigh against it
        back = line.node.place in places and gain > 0
        debt = 0.0 if back or not best else debt + min(gain, 0.0) * (line.node.place not in places)
        if back:
            total -= owed  # the story goes on below a box set into it
        owed = debt
        total += gain
        if total > best:
            best, end = total, line.index + 1
    return end


def _stands_amid(line: Line, judged: Judged, limit: int) -> bool:
    """Whether the story goes on right behind a sentence that other pages have too, in the block of both its neighbours: an advertisement."""
    if line.words < _SENTENCE or line.text.rstrip().endswith(":"):
        return False
    before = next((other for other in reversed(judged.lines[max(0, line.index - _NEAR_BOX) : line.index]) if other.key), None)
    after = next((other for other in judged.lines[line.index + 1 : min(limit, line.index + _NEAR_BOX)] if other.key), None)
    return all(other is not None and is_prose(other) and speaks(other, judged) and _is_beside(other.node, line.node) for other in (before, after))


def _is_beside(node: Node, other: Node) -> bool:
    """Whether blocks of one kind hang in one block, or are one."""
    return node.place == other.place and node.parent is other.parent


def _prose_places(lines: Iterable[Line], judged: Judged, container: Node | None) -> set[str]:
    weights: dict[str, int] = {}
    for line in lines:
        if speaks(line, judged) and within(line.node, container):
            weights[line.node.place] = weights.get(line.node.place, 0) + line.words
    total = sum(weights.values())
    return {place for place, weight in weights.items() if weight * 4 >= total}


def _named(lines: Sequence[Line], judged: Judged, container: Node | None) -> set[int]:
    """The short lines in blocks that the markup names like furniture; none where paragraphs stand in such: page builders make all of «widgets»."""
    named = [line for line in lines if named_as_furniture(line.node, container)]
    if not named:
        return set()
    own = [line for line in lines if line.words >= _PARAGRAPH and speaks(line, judged) and within(line.node, container)]
    if not own:  # short paragraphs; of one kind, and several, or they are a sidebar's
        places = Counter(line.node.place for line in named if is_prose(line) and speaks(line, judged) and within(line.node, container))
        holds_the_story = max(places.values(), default=0) >= _SEVERAL
    else:
        holds_the_story = 2 * sum(named_as_furniture(line.node, container) for line in own) >= len(own)
    return set() if holds_the_story else {line.index for line in named if line.words < _PARAGRAPH}


def _gain(line: Line, judged: Judged, places: set[str], named: Container[int], *, inside: bool) -> float:
    evidence = judged.evidence[line.index]
    if not line.key or line.node.embedded or line.index in judged.dated or line.index in judged.facts:
        return 0.0
    if line.index in judged.surplus or evidence.message:
        return 0.0
    if evidence.against:
        return -_COST.get(evidence.why, 8.0) if line.node.place in places else -3.0
    if evidence.outside or line.control:
        return -10.0
    if inside and line.node.place in places and prints_a_post(line):
        return 1.0
    following = judged.lines[line.index + 1] if line.index + 1 < len(judged.lines) else None
    if announces(line, following, evidence):
        return -6.0
    if evidence.exhausted:
        return -1.0
    if evidence.link or evidence.anothers:
        return -2.0
    if line.key in wordings().comments or evidence.leaning:
        return -6.0
    if not inside:
        return -2.0
    if line.index in named:
        return -3.0
    return float(min(line.words, 40))


def story_lines(judged: Judged, stretch: Stretch, taken: set[int]) -> list[Line]:
    """The lines of the stretch that are the story's, without those that other fields have taken."""
    kept: list[Line] = []
    boxes = _form_boxes(judged, stretch)
    named = _named(judged.lines[stretch.start : stretch.end], judged, stretch.container)
    for line in judged.lines[stretch.start : stretch.end]:
        evidence = judged.evidence[line.index]
        if boxes and not boxes.isdisjoint(line.node.ancestors()):
            continue
        if not line.text or line.index in taken or line.index in judged.facts or _is_elsewhere(line, evidence):
            continue
        if evidence.against and not _is_the_storys(line, judged, stretch):
            continue
        if not within(line.node, stretch.container) and not _is_lead(line, judged, stretch):
            continue
        if line.index in named:
            continue
        if not kept and (evidence.exhausted or evidence.leaning or not any(character.isalpha() for character in line.text)):
            continue  # counters and labels between title and story
        kept.append(line)
    return without_stray_marks(judged.lines, kept)


def _form_boxes(judged: Judged, stretch: Stretch) -> set[Node]:
    """Small blocks within the story's column that hold something to fill in: a newsletter, a poll. The story is in none of them."""
    controls = [each for each in judged.page.controls if stretch.start <= each[0] <= stretch.end and within(each[2], stretch.container)]
    if not controls:
        return set()
    words: dict[Node, int] = {}
    longest: dict[Node, int] = {}
    lines = judged.lines[stretch.start : stretch.end + _NEAR_BOX]
    for line in lines:
        for node in line.node.ancestors():
            words[node] = words.get(node, 0) + line.words
            longest[node] = max(longest.get(node, 0), line.words)
    most = min(_BOX_WORDS, 0.3 * sum(line.words for line in lines))
    boxes: dict[Node, set[str]] = {}
    telling = set()
    for _, kind, control in controls:
        box = None
        for node in control.ancestors():
            if node is stretch.container or node.parent is None or words.get(node, 0) > most or longest.get(node, 0) > _BOX_LINE:
                telling.add(node.place)
                break
            box = node
        if box is not None and stretch.container is not None:
            boxes.setdefault(box, set()).add(kind)
    told = Counter(box.place for box, kinds in boxes.items() if kinds == {_BUTTON} and longest.get(box, 0) > _STANDING)
    return {box for box in boxes if box.place not in telling and told[box.place] < _BOTH}  # else each paragraph, or entry, has a button


def _is_the_storys(line: Line, judged: Judged, stretch: Stretch) -> bool:
    """A story's own «التعليقات» at a place that it shares with the furniture: one more of it than the furniture has."""
    evidence = judged.evidence[line.index]
    if evidence.tail or evidence.navigation or evidence.message:
        return False
    around = [_neighbour(judged, line.index, step, stretch) for step in (-1, 1)]
    if evidence.seldom and all(other is not None and line.node.place.startswith(f"{other.node.place}.") for other in around):
        return True  # a sub-heading that another author has too
    if line.index in judged.surplus:
        return None not in around
    return not evidence.fixed and all(other is not None and other.node.place == line.node.place for other in around)


def _neighbour(judged: Judged, index: int, step: int, stretch: Stretch) -> Line | None:
    """The nearest line of the story on one side."""
    at = index + step
    while stretch.start <= at < stretch.end:
        if judged.lines[at].words > 3 and not judged.evidence[at].against:
            return judged.lines[at]
        at += step
    return None


def _is_lead(line: Line, judged: Judged, stretch: Stretch) -> bool:
    """A paragraph set apart above the column, between the title and the rest."""
    first_inside = next((other.index for other in judged.lines[stretch.start : stretch.end] if within(other.node, stretch.container)), stretch.end)
    if line.index < first_inside and line.node.tag == "p" and (line.key in wordings().devotion or _LEAD.search(_around_hints(line))):
        return True
    return line.index < first_inside and (line.words > 5 or bool(_SENTENCE_END.search(line.text))) and not judged.evidence[line.index].leaning


def _around_hints(line: Line) -> str:
    return f"{line.node.hints} {line.node.parent.hints if line.node.parent else ''}"


def compose(lines: list[Line], stretch: Stretch, texts: dict[int, str]) -> str:
    """The body as stored: a blank line between paragraphs, one newline between verses and their halves in cells, list items and broken lines."""
    pieces: list[str] = []
    before: Line | None = None
    in_verses = poems(lines)
    for line in lines:
        text = texts.get(line.index, stretch.text(line))
        if not text:
            continue
        if before is not None:
            verses = table_of(line) in in_verses and table_of(line) is table_of(before)
            pieces.append("\n" if verses or _same_paragraph(before, line) else "\n\n")
        pieces.append(text)
        before = line
    return _END_MARK.sub("", "".join(pieces))


def _same_paragraph(before: Line, line: Line) -> bool:
    if before.node is not line.node and before.node.item and line.node.item and before.node.parent is line.node.parent:
        return True
    return line.gap == "break" and before.node is line.node and len(before.key) <= _SHORT_LINE and len(line.key) <= _SHORT_LINE
