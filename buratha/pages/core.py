"""The story's own block within its column, and what was set into it: boxes between paragraphs, labels above, calls below.

Works on one page alone. What a box is shows in the tree: it hangs beside the paragraphs in a block of another kind, and holds several lines
in blocks of their own; a single line of another kind is a box only where it speaks to the reader, or stands at either end.
"""

import re
from collections.abc import Iterable, Sequence

from buratha.arabic.digits import western_digits
from buratha.arabic.names import read_byline
from buratha.pages.body import Stretch, within
from buratha.pages.byline import EDITORS_CODE
from buratha.pages.judge import Judged
from buratha.pages.lines import Line, Node
from buratha.pages.repetition import Repetition
from buratha.pages.wording import addresses_reader, leaning, wordings

_MOST_WORDS = 60
_SHARE = 0.25
_HELD = 0.75
_DATED = 10
_BOX_WORDS, _BOX_LINE, _BOX_SHARE = 70, 30, 0.35
_LABEL = 4
_LONGEST_DAY = 45
_LEAD = 7
_CAPTION_WORDS = 14
_SENTENCE = 6
_FEW = 3
_LEARNT = 4
_OWN_BLOCKS = frozenset(("blockquote", "ul", "ol", "dl", "pre", "figure", "table", "center"))
_DAY = re.compile(r"(?<!\d)(?:20\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]20\d\d)(?!\d)")
_DIGIT = re.compile(r"\d")
_ITEM = re.compile(r"\s*(?:[▪▫•·●○■□◆◇♦*➤►▶✓✔🔹🔸🔰\-–—]|\d{1,2}\s?[-–.)/ـ])")
_LETTER = re.compile(r"[^\W\d_]")
_CAPTION = re.compile(r"caption|image|photo|credit|(?<![a-z])(?:img|pic|picture|thumb)")
_SENTENCE_END = re.compile(r"[.!؟?…»\")،؛:*]\s*$")


def tightened(judged: Judged, stretch: Stretch) -> Stretch:
    """The stretch with the innermost block that holds its paragraphs as column, no longer than that block, and no farther than the comments."""
    end = _comments_begin(judged, stretch)
    if end < stretch.end:
        stretch = Stretch(stretch.start, end, stretch.container, end, stretch.mended)
    spoken = [line for line in judged.lines[stretch.start : stretch.end] if _speaks(line, judged) and within(line.node, stretch.container)]
    prose = _main(spoken)
    if not prose:
        return stretch
    core = _common(prose, spoken)
    if core is None or core.parent is None:
        return stretch
    first = next(line.index for line in spoken if within(line.node, core))
    leads = [line for line in spoken if line.index < first and (line.words > _LEAD or line.node.tag == prose[0].node.tag == "p")]
    if leads:  # paragraphs above it are the story's too, wherever broken markup puts them
        core = _shared([core, *(line.node for line in leads)])
    held = [line for line in spoken if within(line.node, core)]
    if _words(held) < _HELD * _words(spoken) or not held:
        return stretch
    last = next(line.index for line in reversed(judged.lines[stretch.start : stretch.end]) if within(line.node, core))
    return Stretch(stretch.start, last + 1, core, stretch.limit, stretch.mended)


def set_in(judged: Judged, stretch: Stretch, lines: Sequence[Line], memory: Repetition) -> set[int]:
    """Those of a story's lines that are no story: in boxes set into it, labels above it, calls below it."""
    if stretch.container is None or not lines:
        return set()
    groups = _groups(lines, stretch.container)
    main = _main_kinds(groups)
    found: set[int] = set()
    kinds = [_kind(block) in main for block, _ in groups]
    if True not in kinds:
        return set()
    first, last = kinds.index(True), len(kinds) - 1 - kinds[::-1].index(True)
    words = _words(lines)
    for at, (block, held) in enumerate(groups):
        amid = first < at < last
        if kinds[at] or (amid and len(held) > 1 and _is_the_authors(judged, block, held, memory)):
            continue
        if _is_set_in(judged, block, held, words, before=at < first, after=at > last):
            found.update(line.index for line in held)
    found |= _behind_the_code(lines) | _own_address(judged, lines)
    return found


def apart(stretch: Stretch, lines: Sequence[Line]) -> list[Line]:
    """Lines of a story that hang beside its paragraphs in a block of another kind, and in none that texts have of themselves."""
    if stretch.container is None or not lines:
        return []
    groups = _groups(lines, stretch.container)
    main = _main_kinds(groups)
    return [
        held[0]
        for block, held in groups
        if not _is_kin(_kind(block), main)
        and not (held[0].words > _LEAD and (ends_sentence(held[0]) or held[0].node.tag == "p"))
        and not (block.heading or block.tag in _OWN_BLOCKS)
        and len(held) == 1
        and not (held[0].node.item or held[0].node.tag in _OWN_BLOCKS or held[0].node.heading)
        and held[0].words <= _BOX_LINE
    ]


def is_closed(judged: Judged, stretch: Stretch, lines: Sequence[Line]) -> bool:
    """Whether the tree shows where a story ends: its last line is one of its paragraphs, what follows is outside their block or of another kind."""
    if stretch.container is None or len(lines) < _FEW:
        return False
    groups = _groups(lines, stretch.container)
    following = next((line for line in judged.lines[lines[-1].index + 1 :] if line.key and not judged.evidence[line.index].against), None)
    main = _main_kinds(groups)
    if _kind(groups[-1][0]) not in main:
        return False
    return following is None or not within(following.node, stretch.container) or _kind(_groups([following], stretch.container)[0][0]) not in main


def ends_sentence(line: Line) -> bool:
    """Whether a line ends as sentences do."""
    return _SENTENCE_END.search(line.text) is not None


def _comments_begin(judged: Judged, stretch: Stretch) -> int:
    """Where readers' comments begin within a stretch: several short lines of one kind with a day, below a part of the story."""
    dated: dict[str, list[int]] = {}
    prose: set[str] = set()
    for line in judged.lines[stretch.start : stretch.end]:
        if line.words > 2 * _SENTENCE and not dated:
            prose.add(line.node.place)
        if (
            line.node.place not in prose
            and 0 < line.words <= _DATED
            and line.has_year
            and _DAY.search(western_digits(line.text))
            and _says_more(line, judged)
        ):
            dated.setdefault(line.node.place, []).append(line.index)
    starts = [indexes[0] for indexes in dated.values() if len(indexes) > 1]
    start = min(starts, default=stretch.end)
    above = sum(line.words for line in judged.lines[stretch.start : start] if not line.is_link)
    return start if above > _DATED else stretch.end


def _says_more(line: Line, judged: Judged) -> bool:
    """Whether a line with a day names somebody, or the line before does, and text follows that is no link."""
    before = next((other for other in reversed(judged.lines[max(0, line.index - 3) : line.index]) if other.key), None)
    if not _LETTER.search(line.key) and (before is None or not _names(before)):
        return False
    following = next((other for other in judged.lines[line.index + 1 : line.index + 4] if other.key), None)
    return following is not None and not following.is_link and following.words > 1


def _names(line: Line) -> bool:
    """Whether a line can be the name above a comment's day."""
    return _LETTER.search(line.key) is not None and line.words <= _DATED and not (ends_sentence(line) or line.node.heading)


def _speaks(line: Line, judged: Judged) -> bool:
    evidence = judged.evidence[line.index]
    return (
        bool(line.key)
        and line.index not in judged.dated
        and not (evidence.against or evidence.exhausted or evidence.link or evidence.outside or line.control or line.node.embedded)
    )


def _words(lines: Iterable[Line]) -> int:
    return sum(min(line.words, _MOST_WORDS) for line in lines)


def _main(spoken: Sequence[Line]) -> list[Line]:
    """The lines at the place that holds most of the prose; what is near the title counts more."""
    weights: dict[str, float] = {}
    for position, line in enumerate(spoken):
        weights[line.node.place] = weights.get(line.node.place, 0.0) + min(line.words, _MOST_WORDS) / (1 + 0.05 * position)
    if not weights:
        return []
    main = max(weights, key=weights.__getitem__)
    return [line for line in spoken if line.node.place == main]


def _common(prose: Sequence[Line], spoken: Sequence[Line]) -> Node | None:
    """The innermost block around the paragraphs. Where they are one block, the block around it, if lines stand beside it there."""
    core = _shared([line.node for line in prose])
    if core is None or not any(line.node is core for line in spoken):
        return core
    parent = core.parent
    beside = parent is not None and any(line.node is parent or (line.node.parent is parent and line.node is not core) for line in spoken)
    single = len({id(line.node) for line in prose}) == 1 and (len(prose) == 1 or core.tag in {"p", "center"})
    return parent if beside or single else core


def _shared(nodes: Sequence[Node]) -> Node | None:
    """The innermost block around some blocks."""
    shared = list(nodes[0].ancestors())
    for node in nodes[1:]:
        around = {id(each) for each in node.ancestors()}
        shared = [each for each in shared if id(each) in around]
    return shared[0] if shared else None


def _groups(lines: Sequence[Line], core: Node) -> list[tuple[Node, list[Line]]]:
    """The lines by the block right within the core that they stand in; text of the core itself is a group of its own."""
    groups: list[tuple[Node, list[Line]]] = []
    for line in lines:
        block = line.node
        for node in line.node.ancestors():
            if node is core:
                break
            block = node
        if groups and groups[-1][0] is block:
            groups[-1][1].append(line)
        else:
            groups.append((block, [line]))
    return groups


def _kind(block: Node) -> str:
    return block.place


def _is_kin(kind: str, main: set[str]) -> bool:
    """Whether blocks are of one of the paragraphs' kinds, or of such a kind with one more name: a sub-heading, a quotation."""
    return kind in main or any(kind.startswith(f"{other}.") and kind.count("/") == other.count("/") for other in main)


def _main_kinds(groups: Sequence[tuple[Node, list[Line]]]) -> set[str]:
    weights: dict[str, int] = {}
    for block, held in groups:
        weights[_kind(block)] = weights.get(_kind(block), 0) + _words(held)
    total = sum(weights.values())
    return {kind for kind, weight in weights.items() if weight >= _SHARE * total}


def _is_set_in(judged: Judged, block: Node, held: Sequence[Line], words: int, *, before: bool, after: bool) -> bool:
    """Whether a block of another kind than the paragraphs is no part of the story."""
    if block.heading:
        return after
    if any(read_byline(line.text) for line in held if line.words <= _DATED):
        return False
    if _is_caption(block, held):
        return True
    if _is_too_much(block, held, words) or (before and all(line.node.tag == "p" for line in held)):
        return False
    nodes = {id(line.node) for line in held}
    if len(nodes) > 1 and not all(line.node.item or line.node.tag in _OWN_BLOCKS for line in held):
        return before or after or not _are_verses(held)
    line = held[0]
    if len(held) == 1 and _is_dated_link(judged, line):
        return True
    if len(held) == 1 and _is_beside_a_picture(judged, line):
        return True
    if len(nodes) > 1 or line.node.tag in _OWN_BLOCKS:
        return after and addresses_reader(line.key)
    if addresses_reader(line.key) or leaning(line.key):
        return True
    if len(held) > 1:
        return False
    sentence = line.words > 2 * _SENTENCE or (line.words >= _SENTENCE and _SENTENCE_END.search(line.text) is not None)
    return (before and line.words <= _LABEL and not _SENTENCE_END.search(line.text)) or (after and not sentence)


def _is_dated_link(judged: Judged, line: Line) -> bool:
    """Whether a line is another story's headline with its day, and a label at most."""
    return line.has_year and judged.links_to_other_article(line) and len(line.text) - line.linked < _LONGEST_DAY


def _is_too_much(block: Node, held: Sequence[Line], words: int) -> bool:
    """Whether a block is larger than boxes are, is one that texts have of themselves, or holds pictures."""
    if block.tag in _OWN_BLOCKS or any(line.pictures or line.words > _BOX_LINE for line in held):
        return True
    return _words(held) > min(_BOX_WORDS, _BOX_SHARE * words)


def _is_caption(block: Node, held: Sequence[Line]) -> bool:
    """Whether a block is named as a caption, or is a picture with a few words that have no end."""
    if _CAPTION.search(block.hints) and _words(held) <= _BOX_LINE:
        return True
    return len(held) == 1 and bool(held[0].pictures) and 0 < held[0].words <= _CAPTION_WORDS and not ends_sentence(held[0])


def _is_the_authors(judged: Judged, block: Node, held: Sequence[Line], memory: Repetition) -> bool:
    """Whether several lines amid the paragraphs are an author's list: bullets or numbers before them, or nothing of it on any other page."""
    if is_list(held):
        return True
    around = [line for line in judged.lines[held[0].index - _FEW : held[-1].index + _FEW] if within(line.node, block)]
    plain = not any(line.links or line.pictures or line.control or leaning(line.key) or addresses_reader(line.key) for line in around)
    telling = all(line.words > 1 for line in held)
    return plain and telling and memory.pages >= _LEARNT and all(memory.place(line.node.place).pages_with(line.level) <= 1 for line in held)


def is_list(held: Sequence[Line]) -> bool:
    """Whether several lines, none of them a link, begin with a bullet or with numbers that count up: an author's list."""
    return len(held) > 1 and all(_ITEM.match(western_digits(line.text)) and not line.is_link for line in held)


def _are_verses(held: Sequence[Line]) -> bool:
    """Whether several lines of one kind, without a link, a number or a heading, can be verses."""
    plain = all(line.words >= _FEW and not (line.links or line.node.heading or _DIGIT.search(line.text) or leaning(line.key)) for line in held)
    return plain and len({line.node.place for line in held}) == 1 and not any(addresses_reader(line.key) for line in held)


def _own_address(judged: Judged, lines: Sequence[Line]) -> set[int]:
    """Short lines that print the page's own address."""
    if judged.address is None:
        return set()
    own = f"/{judged.address.id}"
    return {line.index for line in lines if own in line.text and "http" in line.text and line.words <= _BOX_LINE}


def _is_beside_a_picture(judged: Judged, line: Line) -> bool:
    """Whether a short line without an end stands right at a picture: its caption."""
    beside = [judged.lines[at] for at in (line.index - 1, line.index + 1) if 0 <= at < len(judged.lines)]
    return line.words <= _CAPTION_WORDS and not ends_sentence(line) and any(other.pictures and not other.text for other in beside)


def _behind_the_code(lines: Sequence[Line]) -> set[int]:
    """What stands behind the editor's code or the agency's own signature: with them a story ends."""
    known = wordings().sign_off
    at = next((at for at, line in enumerate(lines) if at and (EDITORS_CODE.match(line.text) or line.key in known)), None)
    if at is None:
        return set()
    return {line.index for line in lines[at + 1 :] if not (EDITORS_CODE.match(line.text) or line.key in known)}
