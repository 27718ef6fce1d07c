"""The title: a line that the reader sees, named by as many witnesses as there are."""

import re
from collections import Counter
from dataclasses import dataclass

from buratha.arabic.folding import fold
from buratha.arabic.names import read_byline
from buratha.pages.above_prose import below_the_prose, line_above_prose, second_paragraph, talk_below_prose
from buratha.pages.head import Head
from buratha.pages.headlines import bared, behind_its_section, headline_parts, named_section
from buratha.pages.judged import Judged
from buratha.pages.large_print import in_largest_print
from buratha.pages.lines import Line
from buratha.pages.no_title import head_points, heads_a_column, tells_the_facts
from buratha.pages.repetition import Repetition
from buratha.pages.title_beside_facts import headline_before, heads_its_table, is_anothers_headline
from buratha.pages.title_points import ENOUGH, Signs, score_of
from buratha.pages.told_again import is_a_paragraph

_PROSE = 8
_LABEL = 5
_FARTHEST_COPY = 80
_PARTS = 2
_MARK_BEFORE = re.compile(r"(?:[»›❯•■□▪▫●○◄►▶▸◆◇➤|]|::)+\s+(?=\S)")
LIKELY = "title likely"
"""The role under which the places of doubtful titles are remembered."""
_LINKED_COPY, _BELOW_THE_STORY = 4.0, 20.0
_UNHEADED = 3.0
_SITES_PART = 4.0
_SAID_IN_THE_HEAD = 0.5
"""Between lines of which as much can be said."""


@dataclass(frozen=True, slots=True)
class Title:
    """The title's line, its witness, whether it is doubtful, and the section that stands before or behind it in its line."""

    index: int
    text: str
    key: str
    witness: str
    doubtful: bool = False
    section: str = ""


def find_title(judged: Judged, head: Head, memory: Repetition) -> Title | None:
    """The line that most witnesses call the title; without any, the line above the story."""
    below = below_the_prose(judged)
    dated = [run[0].index for run in judged.runs if run[0].index < below and not is_anothers_headline(judged, judged.lines[run[0].index])]
    starts = {headline_before(judged, at) for at in dated}
    heads = {first for at in dated if (first := heads_its_table(judged, at)) is not None}
    signs = Signs(
        memory.usual_places("title"),
        _likely_place(judged, memory),
        starts | heads,
        heads,
        in_largest_print(judged, learnt=judged.learnt),
        _labels_of_boxes(judged),
        _only_heading(judged),
    )
    best: tuple[float, int, str] | None = None
    before = None
    talk, boxes = talk_below_prose(judged), _boxes_below(judged, below)
    early = _parts_before_the_last(judged, head, below)
    headed = any(line.words > 2 and line.key in head.all_titles for line in judged.lines)
    for line, evidence in zip(judged.lines, judged.evidence, strict=True):
        is_signature = line.node.heading and before is not None and before.node is line.node
        if line.text and not (is_signature or heads_a_column(line, judged)):
            bare = not (head_points(line, head) or signs.is_largest(line))
            unlikely = bare and not line.node.heading and (line.index >= talk or (evidence.fixed and line.index not in starts))
            unlikely = unlikely or (bare and line.index >= boxes)
            if unlikely and line.printed_place not in signs.usual:
                before = line
                continue
            if _heads_every_page(line, judged, memory) and not head_points(line, head):
                before = line
                continue
            score, witness = score_of(line, before, judged, head, signs)
            score -= _SITES_PART if line.index in early else 0.0
            score += _SAID_IN_THE_HEAD if score and head_points(line, head) else 0.0
            if score and headed and witness != "label" and line.printed_place not in signs.usual and not head_points(line, head):
                score -= _UNHEADED
            if score >= ENOUGH and (best is None or score > best[0] + _margin(line, judged.lines[best[1]], judged)):
                best = (score, line.index, witness)
            before = before if tells_the_facts(line) else line  # between the section and the headline
    if best is None:
        above = line_above_prose(judged)
        return Title(above.index, above.text, above.key, "above the prose", doubtful=not _is_named_its_own(above, judged, memory)) if above else None
    line = _last_copy(judged.lines[best[1]], judged)
    own = judged.address.section if judged.address else None
    section, text = headline_parts(line, own) or named_section(line, head) or behind_its_section(line, own, head) or ("", bared(line, head))
    text = _without_the_layouts_mark(text)
    return Title(line.index, text, fold(text), best[2], best[0] < ENOUGH + 1, section)


def _without_the_layouts_mark(text: str) -> str:
    """A headline without what layouts set before it, «» …»; it stays where it is half of a quotation the wrong way round: «» … « …»."""
    marked = _MARK_BEFORE.match(text)
    rest = text[marked.end() :] if marked else text
    return text if rest.count("«") > rest.count("»") else rest


def _only_heading(judged: Judged) -> int | None:
    """The one line of some words that is a heading and no link."""
    headings = [line.index for line in judged.lines if line.node.heading and line.words > 1 and not line.is_link]
    return headings[0] if len(headings) == 1 else None


def _labels_of_boxes(judged: Judged) -> frozenset[str]:
    """The places at which three and more short lines are called titles by the markup, and are no headings."""
    called = Counter(line.node.place for line in judged.lines if line.titled and line.key and not (line.node.heading or line.is_link))
    return frozenset(place for place, times in called.items() if times > _PARTS)


def _boxes_below(judged: Judged, below: int) -> int:
    """Where nothing but boxes is left: below most of the text, where a line stands above that which may be its headline.

    Without one the text may be that of boxes with leads, and the story a short one below them; so it may where the page's one h1 stands there.
    """
    left = judged.lines[below:]
    above = line_above_prose(judged) if left and not any(line.text and line.node.heading == 1 for line in left) else None
    return below if above is not None and above.words > _PARTS and not above.node.heading else len(judged.lines)


def _is_named_its_own(line: Line, judged: Judged, memory: Repetition) -> bool:
    """Whether the markup calls a line of some words a title, and every page that is known has another one there."""
    place = memory.place(line.node.place)
    return judged.learnt and line.titled and line.words > _PARTS and place.pages > _PARTS and place.fresh == place.pages


def _heads_every_page(line: Line, judged: Judged, memory: Repetition) -> bool:
    """Whether most pages have a heading with the same words at a place that tells nothing else: a box's, even where titles were seen there."""
    if not (judged.learnt and line.node.heading and judged.evidence[line.index].fixed):
        return False
    place = memory.place(line.node.place)
    return place.is_on_most_pages(line.level) and not place.is_varied


def _parts_before_the_last(judged: Judged, head: Head, below: int) -> set[int]:
    """The lines that are a part of the page's own title, where another part of it stands below them, above the story: a site's name, a slogan."""
    end = min(below, second_paragraph(judged))  # below it the writer's own card may have the name that the title ends with
    parts = [line for line in judged.lines[:end] if line.words > 1 and not line.is_link and head_points(line, head)]
    able = (line for line in reversed(parts) if line.words > _PARTS and not judged.evidence[line.index].against)
    last = next((line for line in able if line.node.heading or read_byline(line.text) is None), None)
    if last is None:
        return set()
    return {line.index for line in parts if line.index < last.index and line.key not in last.key and last.key not in line.key}


def _likely_place(judged: Judged, memory: Repetition) -> str | None:
    """Where weak witnesses saw the title on most pages, if this page has one line there."""
    likely = memory.main_place(LIKELY)
    return likely if likely and sum(bool(line.key) and line.printed_place == likely for line in judged.lines) == 1 else None


def _margin(line: Line, best: Line, judged: Judged) -> float:
    """By how much a line must be better: a list below the story links to the story too."""
    if not line.is_link or best.is_link or line.key != best.key:
        return 0.0
    between = judged.lines[best.index + 1 : line.index]
    told = sum(other.words for other in between if other.words > _PROSE and not (other.is_link or judged.evidence[other.index].against))
    return _BELOW_THE_STORY if told > _PROSE else _LINKED_COPY


def _last_copy(title: Line, judged: Judged) -> Line:
    """The same headline again, right above the story: a breadcrumb or a bar had it first. As a paragraph it is the story's."""
    first, told = title, 0
    for line in judged.lines[title.index + 1 : title.index + _FARTHEST_COPY]:
        evidence = judged.evidence[line.index]
        if line.key == title.key and not line.is_link and not line.node.item:
            if is_a_paragraph(line, first, judged):
                break  # the story has begun
            title = line
        elif not (line.is_link or evidence.against or evidence.exhausted or line.index in judged.dated):
            told += line.words * (line.words > _LABEL)
        if told > _PROSE or evidence.tail:
            break
    return title
