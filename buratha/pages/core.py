"""The story's own block within its column: the innermost that holds its paragraphs, no longer than that, and no farther than the comments."""

import itertools
import re
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime

from buratha.arabic.dates import without_dates
from buratha.arabic.digits import western_digits
from buratha.pages.body import Stretch, within
from buratha.pages.comment_days import read_stamp
from buratha.pages.comment_labels import bare_name
from buratha.pages.counting import counts_readers
from buratha.pages.judged import Judged
from buratha.pages.label_words import keys
from buratha.pages.lines import Line, Node
from buratha.pages.meta_text import DATE_FILLERS
from buratha.pages.paragraphs import closes_sentence, ends_sentence, words_of
from buratha.pages.wording import is_talk

_MOST_WORDS = 60
_HELD = 0.75
_MOSTLY_ABOVE = 3
_DATED = 10
_LEAD = 7
_SENTENCE = 6
_HEADING = 4
_LABELS_OF_A_DAY = keys("times", "in_a_card")
_COMMENT = "تعليق"
_SINGULAR = frozenset(("تعليق", "تعقيب", "رد", "راي", "مداخله"))
"""An author's or an editor's, as likely as a reader's."""
_FEW_BELOW, _SAYING_NOTHING = 2, 14
"""Lines, and words."""
_READERS = keys("comments", "readers")
LETTERS_OF_READERS = re.compile(r"(?:رسايل|بريد|ملاحظات|كلمات) (?:القراء|الزوار|المتابعين|الاعضاء)(?: \d{1,4})?")
"""Folded, and all that a line says: a column may have readers' letters, too."""
_DAY = re.compile(r"(?<!\d)(?:20\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]20\d\d)(?!\d)")
_LETTER = re.compile(r"[^\W\d_]")


def tightened(judged: Judged, stretch: Stretch, now: datetime) -> Stretch:
    """The stretch with the innermost block that holds its paragraphs as column, no longer than that block, and no farther than the comments."""
    end = min(_comments_begin(judged, stretch, now), _other_stories_begin(judged, stretch))
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
    if words_of(held) < _HELD * words_of(spoken) or not held:
        return stretch
    last = next(line.index for line in reversed(judged.lines[stretch.start : stretch.end]) if within(line.node, core))
    return Stretch(stretch.start, last + 1, core, stretch.limit, stretch.mended)


def _comments_begin(judged: Judged, stretch: Stretch, now: datetime) -> int:
    """Where readers' comments begin within a stretch, below some of the story: at their heading, or with short lines of one kind with a day."""
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
            and heads_a_comment(line, judged)
        ):
            dated.setdefault(line.node.place, []).append(line.index)
    starts = [_with_the_heading(judged, _with_the_name(judged, indexes)) for indexes in dated.values() if len(indexes) > 1]
    starts += [line.index for line in judged.lines[stretch.start : stretch.end] if _heads_comments(line, judged, now, prose)]
    starts += [line.index for line in judged.lines[stretch.start : stretch.end] if _heads_an_empty_thread(line, judged)]
    start = min(starts, default=stretch.end)
    above = sum(line.words for line in judged.lines[stretch.start : start] if not line.is_link)
    return start if above > _DATED else stretch.end


def _other_stories_begin(judged: Judged, stretch: Stretch) -> int:
    """Where a label with a colon stands above a list of links to other stories, and hardly any of the text below it: «واقرأ بعدها:».

    A box amid the text has a paragraph below it at the place of the others.
    """
    lines = [line for line in judged.lines[stretch.start : stretch.end] if line.key]
    told = [0 if _leads_to_another(line, judged) else line.words for line in lines]
    for at, line in enumerate(lines):
        if line.words > _HEADING or line.links or not line.text.rstrip().endswith(":"):
            continue
        entries = itertools.takewhile(lambda other: _leads_to_another(other, judged), lines[at + 1 :])
        rest = lines[at + 1 + len(list(entries)) :]
        if len(rest) < len(lines) - at - 2 and sum(told[:at]) > _MOSTLY_ABOVE * sum(told[at:]) and not _goes_on(lines[:at], rest):
            return line.index
    return stretch.end


def _goes_on(above: Sequence[Line], rest: Sequence[Line]) -> bool:
    """Whether anything stands below that may be text: what heads no talk, and is no row of links."""
    words: Counter[str] = Counter()
    for line in above:
        words[line.node.place] += line.words
    place = max(words, key=words.__getitem__, default=None)
    told = (line for line in rest if not (is_talk(line.key) or LETTERS_OF_READERS.fullmatch(line.key) or len(line.links) > _HEADING or line.is_link))
    return any(line.node.place == place or line.words > _HEADING for line in told)


def _leads_to_another(line: Line, judged: Judged) -> bool:
    """Whether most of a line is a link to another story: its headline, with its day perhaps."""
    return 2 * line.linked > len(line.text) and judged.links_to_other_article(line)


def _heads_comments(line: Line, judged: Judged, now: datetime, prose: Collection[str]) -> bool:
    """Whether a line says «comments» or «answers», and the next names somebody with a day in any form, or the next two do, or who wrote the next.

    ``prose``: where paragraphs of the story stand; a text of a reader's above his name is not among them.
    """
    letters = LETTERS_OF_READERS.fullmatch(line.key) is not None
    speaks_of_them = is_talk(line.key) or letters or any(word.removeprefix("ال").startswith(_COMMENT) for word in line.key.split())
    if line.links or line.words > _HEADING or not speaks_of_them:
        return False
    below = [other for other in judged.lines[line.index + 1 : line.index + 4] if other.key][:2]
    if not below or judged.links_to_other_article(below[0]):
        return False
    stamps = [read_stamp(other, now, loosely=True) for other in below]
    if stamps[0] is not None:
        return stamps[0].before != ""
    if stamps[-1] is not None and _LETTER.search(stamps[-1].before) and (is_talk(line.key) or letters):
        apart = below[0].node.place != below[-1].node.place and not {each.node.place for each in below}.intersection(prose)
        return below[0].words > 1 and apart and not _is_quoted(below[0])  # the text stands above the name
    if letters:
        return False
    saying = bare_name(below[0].text)
    return stamps[-1] is not None and not stamps[-1].before and 0 < len(saying.split()) <= _DATED and not closes_sentence(saying)


def _heads_an_empty_thread(line: Line, judged: Judged) -> bool:
    """Whether a line heads what readers say, and below it stands the box for their words with no more above it than that nobody has said any."""
    if line.links or line.words > _HEADING or line.text.rstrip().endswith((".", "؟", "?", "!")):
        return False
    if not (is_talk(line.key) or LETTERS_OF_READERS.fullmatch(line.key)) or not _SINGULAR.isdisjoint(line.key.split()):
        return False
    box = next((index for index in judged.barriers if index > line.index), None)
    below = [other for other in judged.lines[line.index + 1 : box] if other.key] if box is not None else []
    return box is not None and len(below) <= _FEW_BELOW and words_of(below) <= _SAYING_NOTHING


def _is_quoted(line: Line) -> bool:
    """Whether a line stands in a quotation of the story's."""
    return any(node.tag in {"blockquote", "q"} for node in line.node.ancestors())


def _with_the_name(judged: Judged, days: Sequence[int]) -> int:
    """Where the first of some comments begins: with its name, if in all of them that stands above the day."""
    above = [next((line for line in reversed(judged.lines[max(0, at - 3) : at]) if line.key), None) for at in days]
    names = [line for line in above if line is not None and _names(line)]
    apart = len(names) == len(days) and len({line.node.place for line in names}) == 1
    return names[0].index if apart and not any(_names_beside_the_day(judged.lines[at]) for at in days) else days[0]


def _with_the_heading(judged: Judged, start: int) -> int:
    """The heading for what readers say right above the first of some comments; where there is none, the comment."""
    above = next((line for line in reversed(judged.lines[max(0, start - 3) : start]) if line.key), None)
    if above is None or above.links or above.words > _HEADING:
        return start
    return above.index if is_talk(above.key) or not _READERS.isdisjoint(above.key.split()) else start


def heads_a_comment(line: Line, judged: Judged) -> bool:
    """Whether a line with a day names somebody, or the line before does, and text follows that is neither a link nor on every page."""
    before = next((other for other in reversed(judged.lines[max(0, line.index - 3) : line.index]) if other.key), None)
    named = before is not None and _names(before) and not (judged.evidence[before.index].against or judged.evidence[before.index].outside)
    if not (named or _names_beside_the_day(line)):
        return False
    following = next((other for other in judged.lines[line.index + 1 : line.index + 4] if other.key), None)
    if following is None or following.is_link or judged.evidence[following.index].fixed:
        return False
    counts = counts_readers(following.key.split()) and (following.words <= _SENTENCE or any(map(str.isdigit, following.text)))
    return following.words > 1 and _LETTER.search(following.key) is not None and not counts


def _names_beside_the_day(line: Line) -> bool:
    """Whether more than the day, the time of day and their names stands in a line."""
    return any(len(word) > 1 and not word.isdigit() and word not in DATE_FILLERS for word in without_dates(line.text).split())


def _names(line: Line) -> bool:
    """Whether a line can be the name above a comment's day, and is no label of the day: «تاريخ الإصدار»."""
    if line.key.split()[0] in _LABELS_OF_A_DAY:
        return False
    return _LETTER.search(line.key) is not None and line.words <= _DATED and not (ends_sentence(line) or line.node.heading)


def _speaks(line: Line, judged: Judged) -> bool:
    evidence = judged.evidence[line.index]
    return (
        bool(line.key)
        and line.index not in judged.dated
        and line.index not in judged.facts
        and not (evidence.against or evidence.exhausted or evidence.link or evidence.outside or line.control or line.node.embedded)
    )


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
