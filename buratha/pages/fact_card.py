"""A card of the story's facts, wherever on its page it stands: a block of labels with their values beside them, and hardly anything else.

It is asked for a fact that nothing nearer to the headline told. Its day has to be one on which an article of the page's number came out.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from buratha.arabic.dates import Moment, has_date, parse_date
from buratha.arabic.digits import ungrouped, unspaced, western_digits
from buratha.arabic.folding import fold
from buratha.arabic.names import Byline, bare_name
from buratha.pages.body import within
from buratha.pages.byline import is_a_bare_name
from buratha.pages.byline_row import COLUMNS
from buratha.pages.counting import NOT_VIEWS, STORIES, THIS, counts_readers, heads_the_present, speaks_of_this
from buratha.pages.fragments import MOST_VIEWS
from buratha.pages.judged import Judged, is_prose
from buratha.pages.label_words import keys
from buratha.pages.lines import Line, Node
from buratha.pages.meta_text import CLOCK, label_or_readers
from buratha.pages.one_number import one_number
from buratha.pages.ownership import is_anothers
from buratha.pages.wording import is_talk, names_the_site, tells_another_day, tells_publication, wordings
from buratha.pages.writer_labels import is_label, writer_behind
from buratha.sections import slug_of
from buratha.timeline import is_possible

DAY, CLOCK_OF_DAY, READERS, WRITER, SECTION, OTHER = "day", "clock", "readers", "writer", "section", "other"
WITNESS = "card of facts"
_LONGEST_LABEL, _LONGEST_VALUE = 4, 8
"""Words."""
_FEWEST, _WITH_ITS_SECTION = 3, 2
"""Kinds of facts that make a card; fewer do where the section is the one in the page's address."""
_SECTIONS = keys("sections", "labels")
_OF_TIME = keys("times", "in_a_card")
_OF_VISITS = keys("readers", "in_a_card")
_OF_THE_STORY = THIS | frozenset(word for word in STORIES if word.startswith("ال"))
"""Words of a heading that speaks of the page's article: «بطاقة المقال», «عن هذه المادة»."""
_CALLED = keys("cards", "called")
_CELLS = frozenset(("td", "th", "dt"))
_LEVELS, _KIN, _ABOVE = 6, 3, 3
_MOST_FACTS = 60
_LABEL_AND_VALUE = 2
_ICON = re.compile(r"[a-z]+(?:_[a-z]+)*")
"""The name of a picture that a font of icons draws in its place."""
_COLON = re.compile(r"\s*[:：]\s+|(?<=[^\d\s])[:：](?=\d)|[:：]$")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a card: what it is, the line of its value, and its label and value as printed."""

    kind: str
    line: Line
    label: str
    value: str


@dataclass(slots=True)
class FactCard:
    """The card of one story, each kind of fact once."""

    facts: dict[str, Fact] = field(default_factory=dict)
    block: Node | None = None
    moment: Moment | None = None
    bare_name: Line | None = None
    """In columns, a name without a label beside the facts."""

    @property
    def views(self) -> int | None:
        """The number of readers."""
        fact = self.facts.get(READERS)
        return one_number([fact.value]) if fact else None

    @property
    def writer(self) -> tuple[Line, Byline] | None:
        """The line that names the writer, and the name."""
        if self.bare_name is not None:
            return self.bare_name, Byline(bare_name(self.bare_name.text))
        fact = self.facts.get(WRITER)
        byline = writer_behind(fact.label, fact.value) if fact else None
        return (fact.line, byline) if fact and byline else None


def find_fact_card(judged: Judged, title: Line | None, body: set[int], now: datetime, dated: Line | None = None) -> FactCard:
    """The page's one card of facts; an empty one where there is none, or where several may be this story's.

    ``dated`` is the line that told the story's day already: a card around it is the story's.
    """
    for facts in (list(_facts(judged, body)), list(_facts(judged, body, value_first=True))):
        cards = list(_cards(judged, title, facts[:_MOST_FACTS]))
        if cards:
            fits = len(cards) == 1 and not _is_headed_otherwise(judged, title, cards[0])
            fits = fits and (_is_of_this_story(judged, cards[0], now) or _holds(cards[0], dated))
            return _signed(judged, title, cards[0]) if fits else FactCard()
    return FactCard()


def _holds(card: FactCard, dated: Line | None) -> bool:
    """Whether the story's day stands in a card that calls no other day so."""
    return dated is not None and card.block is not None and DAY not in card.facts and within(dated.node, card.block)


def _is_headed_otherwise(judged: Judged, title: Line | None, card: FactCard) -> bool:
    """Whether a heading that does not speak of the article stands right above a card, or below the headline what heads the readers' words."""
    first = min(fact.line.index for fact in card.facts.values())
    if any(fact.line.node.shape.comments for fact in card.facts.values()):
        return True
    if _is_headed_as_this(judged, list(card.facts.values())):
        return False
    below = judged.lines[title.index + 1 : first] if title is not None and title.index < first else []
    if any(is_talk(line.key) and not line.is_link for line in below):
        return True
    start = max(0, first - _ABOVE, title.index + 1 if title is not None and title.index < first else 0)
    near = [line for line in judged.lines[start:first] if line.key]
    heads = [line.key.split() for line in near if _may_head(line)]
    return bool(heads) and _OF_THE_STORY.isdisjoint(heads[-1]) and not _CALLED.issuperset(heads[-1])


def _may_head(line: Line) -> bool:
    """Whether a line is set as a heading, and is neither a link nor a label nor a name."""
    if line.node.tag in _CELLS and line.text.rstrip().endswith(":"):
        return False  # a label that is not known, before its value
    is_set = line.node.heading or line.node.shape.print.bold or line.node.tag == "caption"
    return bool(is_set) and not (line.is_link or _labelled(line.text) or is_a_bare_name(line) or names_the_site(line.key))


def _signed(judged: Judged, title: Line | None, card: FactCard) -> FactCard:
    """A card with the one bare name in its block or right around it, as forums have it, in a section of columns."""
    if card.block is None or WRITER in card.facts or judged.address is None or judged.address.section not in COLUMNS:
        return card
    known = {fact.line.index for fact in card.facts.values()}
    for _, block in zip(range(_KIN), card.block.ancestors(), strict=False):
        if (title is not None and within(title.node, block)) or judged.prose_in(block):
            break
        held = [line for line in judged.lines if within(line.node, block) and line.index not in known and not line.is_link]
        names = [line for line in held if is_a_bare_name(line)]
        if names:
            card.bare_name = names[0] if len(names) == 1 else None
            break
    return card


def _cards(judged: Judged, title: Line | None, facts: Sequence[Fact]) -> Iterator[FactCard]:
    """The innermost blocks that hold facts enough, none of them told twice."""
    held: dict[Node, list[Fact]] = {}
    for fact in facts:
        for _, node in zip(range(_LEVELS), fact.line.node.ancestors(), strict=False):
            if node.parent is None or (title is not None and within(title.node, node)):
                break
            held.setdefault(node, []).append(fact)
    done: list[Node] = []
    for block in sorted(held, key=lambda node: -node.depth):
        if any(within(inner, block) for inner in done) or not _is_enough(judged, held[block]):
            continue
        done.append(block)
        told = sum(fact.line.words for fact in held[block] if is_prose(fact.line))  # a long label with a day
        if judged.prose_in(block) <= told and not _is_a_lists(judged, title, held[block]):
            yield FactCard({fact.kind: fact for fact in held[block] if fact.kind != OTHER}, block)


def _is_enough(judged: Judged, facts: Sequence[Fact]) -> bool:
    kinds = {fact.kind for fact in facts} - {OTHER}
    own = judged.address.section if judged.address else None
    is_own = any(fact.kind == SECTION and own is not None and slug_of(fact.value) == own for fact in facts)
    return len(kinds) >= (_WITH_ITS_SECTION if is_own or _is_headed_as_this(judged, facts) else _FEWEST)


def _is_headed_as_this(judged: Judged, facts: Sequence[Fact]) -> bool:
    """Whether a few words right above a card's first value speak of «this article»: «عن هذه المادة»; a link «تفاصيل الخبر» leads to another."""
    first = min(fact.line.index for fact in facts)
    above = judged.lines[max(0, first - _ABOVE) : first]
    return any(0 < other.words <= _LONGEST_LABEL and not other.is_link and _speaks_of_this(other.key.split()) for other in above)


def _speaks_of_this(words: Sequence[str]) -> bool:
    """Whether folded words say «this report», or call a card the report's."""
    return speaks_of_this(words) or any(called in _CALLED and story in _OF_THE_STORY for called, story in itertools.pairwise(words))


def _is_a_lists(judged: Judged, title: Line | None, facts: Sequence[Fact]) -> bool:
    """Whether facts are told more than once, or are another story's."""
    told = Counter(fact.kind for fact in facts if fact.kind != OTHER)
    return max(told.values()) > 1 or any(is_anothers(judged, fact.line, title) for fact in facts if fact.kind != SECTION)


def _is_of_this_story(judged: Judged, card: FactCard, now: datetime) -> bool:
    """Whether a card's day can be this article's; without a day, it has to tell the article's own section."""
    own = judged.address.section if judged.address else None
    day = card.facts.get(DAY)
    if day is None:
        return SECTION in card.facts and slug_of(card.facts[SECTION].value) == own
    clock = card.facts.get(CLOCK_OF_DAY)
    texts = (f"{clock.value} {day.value}" if clock else day.value, day.value)
    if not (_is_named(day) or _is_its_sections(card, own) or _is_headed_as_this(judged, list(card.facts.values()))):
        return False  # the day of whatever else has a day, an hour and a number
    card.moment = next((moment for text in texts if (moment := parse_date(text, now))), None)
    return card.moment is not None and judged.address is not None and is_possible(judged.address.id, card.moment.when.date(), now.date())


def _is_named(day: Fact) -> bool:
    """Whether a day's label says that it is the publication's, or this story's: «تاريخ المادة»."""
    words = fold(day.label).split()
    return not (wordings().publication.isdisjoint(words) and _OF_THE_STORY.isdisjoint(words))


def _is_its_sections(card: FactCard, own: str | None) -> bool:
    """Whether a card has the article's section and its readers beside its day."""
    section = card.facts.get(SECTION)
    return section is not None and slug_of(section.value) == own and READERS in card.facts


def _facts(judged: Judged, body: set[int], *, value_first: bool = False) -> Iterator[Fact]:
    """The facts among a page's short lines: a label and its value in one line, or in two."""
    told = [line for line in judged.lines if line.key and line.index not in body]
    for line, after in itertools.zip_longest(told, told[1:]):
        found = next((fact for parts in _parted(line) if (fact := _fact(line, *(reversed(parts) if value_first else parts)))), None)
        if found is None and after is not None:
            label, value = (after, line) if value_first else (line, after)
            if label.words <= _LONGEST_LABEL and _labelled(label.text) and _are_beside(line, after):
                found = _fact(value, label.text, value.text)
        if found is not None:
            yield found


def _parted(line: Line) -> list[tuple[str, str]]:
    """A line as a label and a value, or the other way: its elements, or what stands before and behind a colon."""
    if line.words > _LONGEST_LABEL + _LONGEST_VALUE:
        return []
    parts = _COLON.split(line.text, maxsplit=1)
    found = [(parts[0], parts[1])] if len(parts) > 1 and parts[1] else []
    runs = line.runs if line.cuts else []
    if len(runs) > _LABEL_AND_VALUE and _ICON.fullmatch(runs[0]):
        runs = runs[1:]
    return found + ([(runs[0], " ".join(runs[1:])), (" ".join(runs[:-1]), runs[-1])] if len(runs) > 1 else [])


def _are_beside(line: Line, after: Line) -> bool:
    """Whether two lines stand in one row, or in the same block."""
    around = [node for _, node in zip(range(_KIN), line.node.ancestors(), strict=False)]
    return any(node in around for _, node in zip(range(_KIN), after.node.ancestors(), strict=False))


def _fact(line: Line, label: str, value: str) -> Fact | None:
    """A fact, where a label and a value make one."""
    kinds = _labelled(label)
    if not kinds or not 0 < len(value.split()) <= _LONGEST_VALUE:
        return None
    kind = _kind(kinds, label, value.strip())
    return Fact(kind, line, label, value.strip()) if kind else None


@lru_cache(maxsize=8192)
def _labelled(label: str) -> frozenset[str]:
    """What a label may call its value; nothing where it is none."""
    words = fold(label).split()
    key = " ".join(words)
    if not 0 < len(words) <= _LONGEST_LABEL or any(map(str.isdigit, key)):
        return frozenset()
    if heads_the_present(words) or tells_another_day(key):
        return frozenset({OTHER})
    found = {DAY, CLOCK_OF_DAY} if label_or_readers(words) in {"date", "both"} or tells_publication(key) or not _OF_TIME.isdisjoint(words) else set()
    found |= {OTHER} if not NOT_VIEWS.isdisjoint(words) else {READERS} if counts_readers(words) or not _OF_VISITS.isdisjoint(words) else set()
    of_what = " ".join(word for word in words if word not in _OF_THE_STORY)  # «باب المادة»
    found |= {SECTION} if not _SECTIONS.isdisjoint((key, of_what)) else set()
    return frozenset(found | ({WRITER} if is_label(key) else set()))


def _kind(kinds: frozenset[str], label: str, value: str) -> str | None:
    """Which of the kinds that a label may tell of its value is."""
    if kinds == {OTHER}:
        return OTHER if any(map(str.isdigit, value)) else None
    if any(map(str.isdigit, value)):
        found = DAY if has_date(value) else CLOCK_OF_DAY if CLOCK.search(western_digits(value)) else _counted(label, value)
        return found if found in kinds else None
    if slug_of(value):
        return SECTION if SECTION in kinds else None
    is_name = ":" not in value and not _COLON.search(label.rstrip(" :：")) and not _labelled(bare_name(value))
    return WRITER if WRITER in kinds and is_name and writer_behind(label, value) else None  # «د.» may be minutes


def _counted(label: str, value: str) -> str | None:
    """Whether a value is one number of readers, by its label or its own words: «مرّ بها: 2,077 زائراً»."""
    number = one_number([value])
    behind = [word for word in fold(ungrouped(unspaced(value))).split() if not word.isdigit()]
    if number is None or number >= MOST_VIEWS or not NOT_VIEWS.isdisjoint(behind):
        return None
    return READERS if counts_readers(fold(label).split()) or counts_readers(behind) else None
