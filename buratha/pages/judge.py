"""What speaks against a line being the story's: the evidence of every witness, line by line."""

import itertools
import re
from dataclasses import dataclass, field
from functools import cache

from buratha.arabic.folding import fold
from buratha.pages.cards import lines_of_cards
from buratha.pages.fact_tables import fact_tables
from buratha.pages.fragments import Fragment
from buratha.pages.lines import Line, Node, Page
from buratha.pages.meta_text import FULL_STOP
from buratha.pages.page import leads_outside
from buratha.pages.places import NOWHERE, WARM, Place
from buratha.pages.program_messages import is_program_message
from buratha.pages.repetition import ANYWHERE, SENTENCE, Repetition
from buratha.pages.runs import find_runs
from buratha.pages.wording import LONGEST_ADVERT, Wordings, addresses_reader, is_advert, leaning, tail_within, wordings
from buratha.urls import ArticleAddress, article_address, linked_article

_LONGEST_CALL = 16
_LONGEST_GLUED = 110
_NEAR_END = 4
_NETWORK = 6
"""So many words from its end a call names the network, at the latest."""
_FEW_WORDS = 3
_LABEL_WORDS = 7
_MOST_LEVELS = 60
_GLUE = re.compile(r"[.!؟?…»:](?=[^\W\d_])")
_SENTENCE_END = re.compile(r"[.!؟?…»]$")
_WORD = re.compile(r"[^\W\d_]+")
# Tools to make the text larger and smaller: «ا+ ا-», "A- A+".
_TEXT_SIZE = re.compile(r"(?<!\w)[اأإAa]\s?[+-]\s.{0,12}(?<!\w)[اأإAa]\s?[+-]$")
_LONGEST_TOOLS = 8
_HEADLINE, _MOSTLY_LINKED, _LONGEST_LISTING_LABEL = 2, 0.6, 40
_TEASERS_SHARE, _TEASER_LINES, _TEASER_LEVELS = 0.25, 5, 4
_MOSTLY_CHARGED = 0.6
_BARS, _LONGEST_ROW = 2, 30
_BAR = re.compile(r"\s*\|+\s*")
_LONGEST_POINTER = 18
_LISTED, _LISTED_SHARE, _HEADLINES_SHARE = 3, 0.2, 0.3
_ADVERTS_LEVELS, _NEAR, _LONGEST_ADVERT_BLOCK, _ADVERTS_SHARE = 3, 6, 40, 0.3
_OF_ITS_OWN = 2
"""Lines that a story may share with the furniture; what stands more often is set to each paragraph."""
_BARRIER_CONTROLS = frozenset({"textarea"})


class Evidence:
    """What is held against one line. ``fixed``: it repeats at its place, ``seldom`` if on two pages; ``tail``: the agency's own wording of the tail.

    ``anothers``: it tells what another story is about, below its headline; ``message``: a program has printed it when it failed.
    ``against``: any strong witness speaks against the line.
    """

    __slots__ = ("against", "anothers", "exhausted", "fixed", "key", "link", "message", "navigation", "outside", "recurrent", "seldom", "tail")

    def __init__(
        self, key: str = "", *, fixed: bool = False, tail: bool = False, navigation: bool = False, link: bool = False, outside: bool = False,
        recurrent: bool = False, exhausted: bool = False, message: bool = False,
    ) -> None:  # fmt: skip
        self.key = key
        self.fixed = fixed
        self.tail = tail
        self.navigation = navigation
        self.link = link
        self.outside = outside
        self.recurrent = recurrent
        self.exhausted = exhausted
        self.message = message
        self.seldom = self.anothers = False
        self.against = fixed or tail or navigation or recurrent or message

    def acquit(self) -> None:
        """Hold no longer against the line that other pages have it too."""
        self.fixed = self.recurrent = self.seldom = False
        self.against = self.tail or self.navigation or self.message

    @property
    def leaning(self) -> str | None:
        """The group of furniture words that the line is full of."""
        return leaning(self.key)

    @property
    def why(self) -> str:
        """The strongest witness against the line, for a person."""
        if self.tail:
            return "wording"
        if self.fixed:
            return "repeats"
        if self.message:
            return "message"
        if self.navigation:
            return "navigation"
        if self.recurrent or self.exhausted:
            return "comes again"
        return "link" if self.link else self.leaning or ""


@dataclass(slots=True)
class Judged:
    """A page with the evidence for each of its lines."""

    page: Page
    url: str
    address: ArticleAddress | None
    evidence: list[Evidence]
    barriers: list[int] = field(default_factory=list)
    runs: list[list[Fragment]] = field(default_factory=list)
    surplus: frozenset[int] = frozenset()
    dated: frozenset[int] = frozenset()
    learnt: bool = False
    """Whether enough pages of this one's layout are known to tell what repeats on it."""
    facts: frozenset[int] = frozenset()
    """Lines of tables of facts about the article."""
    prose: int = 0
    """How many words stand in lines that are too long for labels, and no links."""
    anothers: dict[tuple[int, int], bool] = field(default_factory=dict)
    """Whether a line is another story's than that under a title, once it was asked."""
    _prose_in: dict[Node, int] | None = None

    @property
    def lines(self) -> list[Line]:
        """The page's lines."""
        return self.page.lines

    def prose_in(self, block: Node) -> int:
        """How many of these words a block holds; counted for all blocks at once, since many are asked for."""
        if self._prose_in is None:
            self._prose_in = {}
            for line in self.page.lines:
                if is_prose(line):
                    for node in itertools.islice(line.node.ancestors(), _MOST_LEVELS):
                        self._prose_in[node] = self._prose_in.get(node, 0) + line.words
        return self._prose_in.get(block, 0)

    def links_to_other_article(self, line: Line) -> bool:
        """Whether the line links to an article that is not this one."""
        for link in line.links:
            address = linked_article(self.url, link.target)
            if address and (self.address is None or address.id != self.address.id):
                return True
        return False


def is_prose(line: Line) -> bool:
    """Whether a line is too long for a label, and no link."""
    return line.words > _LABEL_WORDS and not line.is_link


def judge(page: Page, url: str, memory: Repetition) -> Judged:
    """Ask every witness about every line."""
    places: dict[str, tuple[Place, bool]] = {}
    alone = memory.is_of_one_series(page)
    anywhere, known, own = NOWHERE if alone else memory.place(ANYWHERE), wordings(), article_address(url)
    evidence = []
    for line in page.lines:
        name = line.node.place
        if name not in places:
            place = NOWHERE if alone else memory.place(name)
            places[name] = place, place.is_exhausted
        place, exhausted = places[name]
        exhausted = exhausted and (place.is_drained or not is_prose(line))
        evidence.append(_judge_line(line, place, exhausted, anywhere, known, learnt=memory.pages > WARM))
        evidence[-1].seldom = evidence[-1].fixed and place.pages_with(line.level) < WARM
        if line.links and not line.is_link and (_lists_stories(line, url) or _leads_to_itself(line, own, url)):
            evidence[-1].link = True
    _acquit_series(page.lines, evidence, {name: place for name, (place, _) in places.items()})
    barriers = [index for index, kind, _ in page.controls if kind in _BARRIER_CONTROLS]
    surplus = _surplus(page.lines, evidence, places)
    runs = find_runs([line for line in page.lines if not line.node.embedded])
    dated = frozenset(piece.index for run in runs for piece in run)
    prose = sum(line.words for line in page.lines if is_prose(line))
    judged = Judged(page, url, own, evidence, barriers, runs, surplus, dated, not alone and memory.knows_layout(page), fact_tables(page.lines), prose)
    _mark_teasers(judged)
    for line in lines_of_cards(page.lines, judged.links_to_other_article, dated):
        evidence[line.index].anothers = True
    _mark_lists(judged)
    _mark_adverts(judged)
    return judged


def _mark_lists(judged: Judged) -> None:
    """Mark lines one below the other of which each has another headline in it: what readers said of other stories, a list of them."""
    run: list[Line] = []
    for line in [*(line for line in judged.lines if line.key), None]:
        if line is not None and _names_a_story(judged, line) and (not run or run[-1].node.place == line.node.place):
            run.append(line)
            continue
        if len(run) >= _LISTED and _is_list_of_stories(run):
            for other in run:
                judged.evidence[other.index].link = True
        run = [line] if line is not None and _names_a_story(judged, line) else []


def _is_list_of_stories(run: list[Line]) -> bool:
    """Whether lines lead to several stories, are to a good part the headlines of those, and most of them are set as lists set them."""
    linked, whole = sum(line.linked for line in run), sum(len(line.text) for line in run)
    several = len({link.target for line in run for link in line.links}) >= _LISTED
    return several and linked >= _LISTED_SHARE * whole and sum(map(_sets_a_headline, run)) > _MOSTLY_LINKED * len(run)


def _sets_a_headline(line: Line) -> bool:
    """Whether a line begins or ends with a headline, or is to a good part one: an author links a few words amid a sentence."""
    if any(len(link.text) >= _HEADLINES_SHARE * len(line.text) or line.text.endswith(link.text) for link in line.links):
        return True
    return line.text.startswith(tuple(link.text for link in line.links)) and not FULL_STOP.search(line.text)


def _names_a_story(judged: Judged, line: Line) -> bool:
    """Whether a line has the headline of a story in it that leads there; in a list of them this page's own may be one."""
    return any(len(link.text.split()) >= _HEADLINE and linked_article(judged.url, link.target) is not None for link in line.links)


def _mark_adverts(judged: Judged) -> None:
    """Mark what stands with the word for an advertisement in a small block of its own."""
    for line in judged.lines:
        if not line.key or line.words > LONGEST_ADVERT or not is_advert(line.key):
            continue
        block = next((node for _, node in zip(range(_ADVERTS_LEVELS), line.node.ancestors(), strict=False) if node is not line.node), None)
        near = judged.lines[max(0, line.index - _NEAR) : line.index + _NEAR]
        held = [other for other in near if block is not None and block in other.node.ancestors()]
        if block is None or held[0] is near[0] or held[-1] is near[-1] or held[0] is not line or any(other.pictures for other in held):
            continue  # the block of a picture's post may be as small
        if sum(other.words for other in held) <= _LONGEST_ADVERT_BLOCK and judged.prose_in(block) < _ADVERTS_SHARE * judged.prose:
            for other in held:
                judged.evidence[other.index].anothers = True


def _acquit_series(lines: list[Line], evidence: list[Evidence], places: dict[str, Place]) -> None:
    """Take back what the memory holds against a story that is told again with other numbers, as a report of each day is.

    Where most pages bring something new, what is cut is beside a story: hardly anything would be left of this one, and most pages have nothing of it.
    """
    told = [line for line in lines if line.key and places[line.node.place].is_varied]
    own = [line for line in told if not _is_the_sites(line, evidence[line.index], places[line.node.place])]
    charged = [line for line in own if evidence[line.index].fixed or evidence[line.index].recurrent]
    numbered = any(line.level != line.key for line in charged)
    if numbered and sum(line.words for line in charged) > _MOSTLY_CHARGED * sum(line.words for line in own):
        for line in charged:
            evidence[line.index].acquit()


def _is_the_sites(line: Line, found: Evidence, place: Place) -> bool:
    """Whether more than the memory of some pages speaks against a line."""
    return found.tail or found.navigation or found.link or found.outside or found.leaning is not None or place.is_on_most_pages(line.level)


def _mark_teasers(judged: Judged) -> None:
    """Mark what stands below the linked headline of another story in a small block that begins with it: what that story is about."""
    head: Line | None = None
    told: set[str] = set()
    """The places of the prose so far that is no teaser."""
    for line in judged.lines:
        if line.is_link and line.words >= _HEADLINE and judged.links_to_other_article(line):
            head = line
        elif is_prose(line):
            card = _card_of(judged, head, line) if head is not None and line.node.place not in told else []
            for other in card:
                judged.evidence[other.index].anothers = True
            if not card:
                head = None
                told.add(line.node.place)


def _card_of(judged: Judged, head: Line, line: Line) -> list[Line]:
    """The lines of the innermost block of two lines, where it is a small one, with no other headline in it and nothing long before this one.

    A card of another story: its lead, its day, its readers, its writer.
    """
    around = [node for _, node in zip(range(_TEASER_LEVELS), head.node.ancestors(), strict=False)]
    block = next((node for _, node in zip(range(_TEASER_LEVELS), line.node.ancestors(), strict=False) if node in around), None)
    if block is None or line.index - head.index > _TEASER_LINES or judged.prose_in(block) > _TEASERS_SHARE * judged.prose:
        return []
    near = [other for other in judged.lines[max(0, head.index - _TEASER_LINES) : line.index + _TEASER_LINES] if block in other.node.ancestors()]
    if len({link.target for other in near if other.is_link for link in other.links}) > 1:
        return []  # a list of headlines, and what comes after it
    if any(is_prose(other) and other.index < head.index and not judged.evidence[other.index].anothers for other in near):
        return []
    return [line, *(other for other in near if other.key and not (other.is_link or other.node.heading or is_prose(other)))]


def _surplus(lines: list[Line], evidence: list[Evidence], places: dict[str, tuple[Place, bool]]) -> frozenset[int]:
    """Lines of the furniture's wording that stand here more often than the furniture has them, but for the last ones.

    A story may say «التعليقات», or list the currencies, at a place that it shares with the furniture.
    """
    standing: dict[tuple[str, str], list[int]] = {}
    for line, found_of_it in zip(lines, evidence, strict=True):
        if found_of_it.fixed and not line.is_link and not found_of_it.tail:
            standing.setdefault((line.node.place, line.level), []).append(line.index)
    found: set[int] = set()
    for (place, level), indexes in standing.items():
        usual = places[place][0].usual_number(level)
        if 0 < usual < len(indexes) <= usual + _OF_ITS_OWN:
            found.update(indexes[:-usual])
    return frozenset(found)


def announces(line: Line, following: Line | None, evidence: Evidence) -> bool:
    """Whether a short line calls the reader to the channel that the next line links to."""
    if following is None or not following.is_link or not any(leads_outside(link.target) for link in following.links):
        return False
    return 0 < line.words <= _LONGEST_CALL and (evidence.leaning is not None or not wordings().calls.isdisjoint(line.key.split()))


def _lists_stories(line: Line, url: str) -> bool:
    """Whether a line is hardly more than the headlines of other stories, with a label before them and marks between."""
    headlines = [link.text for link in line.links if len(link.text.split()) >= _HEADLINE and linked_article(url, link.target)]
    linked = sum(map(len, headlines))
    bare = sum(map(str.isalpha, line.text)) - sum(map(str.isalpha, "".join(headlines)))
    return len(headlines) > 1 and linked >= _MOSTLY_LINKED * len(line.text) and bare < _LONGEST_LISTING_LABEL


def _leads_to_itself(line: Line, own: ArticleAddress | None, url: str) -> bool:
    """Whether a line is hardly more than a headline that leads to the very page it stands on, as layouts offer it; no author does."""
    headlines = [link for link in line.links if len(link.text.split()) >= _HEADLINE and "#" not in link.target and not line.has_year]
    if own is None or not headlines or sum(len(link.text) for link in headlines) < _MOSTLY_LINKED * len(line.text):
        return False
    return any((address := linked_article(url, link.target)) is not None and address.id == own.id for link in headlines)


def _is_row_of_tools(line: Line) -> bool:
    """Whether a line is a row of tools between bars: «[ للطباعة | ارسل لصديق | رجوع ]»."""
    if line.text.count("|") < _BARS or line.words > _LONGEST_ROW:
        return False
    pieces = [piece for piece in _BAR.split(line.text) if any(map(str.isalnum, piece))]
    return len(pieces) > _BARS and (bool(line.links) or line.text[0] in "[(")


def _judge_line(line: Line, place: Place, exhausted: bool, anywhere: Place, known: Wordings, *, learnt: bool) -> Evidence:
    key, link, navigation = line.key, line.is_link, line.node.navigation
    outside = _leads_outside(line) if line.links or key.startswith("http") else False
    if not key or key in known.devotion:
        return Evidence(navigation=navigation, link=link, outside=outside, exhausted=exhausted)
    level = line.level
    fixed = (place.is_fixed(level) and not (line.node.heading and learnt and place.pages_with(level) < WARM)) or (
        not link and line.words >= SENTENCE and anywhere.is_fixed(level) and not (place.is_varied and place.pages_with(level) <= 1)
    )  # what other pages quote in a box is this page's own where it stands among what each page has for itself
    return Evidence(
        key,
        fixed=fixed,
        tail=key in known.tail,
        navigation=navigation
        or (line.words <= LONGEST_ADVERT and is_advert(key))
        or (line.words <= _LONGEST_TOOLS and _TEXT_SIZE.search(line.text) is not None)
        or ("|" in line.text and _is_row_of_tools(line)),
        link=link,
        outside=outside,
        recurrent=not fixed and place.is_recurrent(level),
        exhausted=exhausted,
        message=is_program_message(line.text),
    )


def _leads_outside(line: Line) -> bool:
    """Whether the line leads to a channel or a network of friends, as link or as a bare address; a paragraph may name one."""
    if line.links:
        if not any(link.target[:1] != "/" and leads_outside(link.target) for link in line.links):
            return False
        return line.is_link or (line.words <= _LONGEST_POINTER and not _tells_before_a_call(line))
    return leads_outside(line.text)


def named_as_furniture(node: Node, container: Node | None) -> bool:
    """Whether the markup between the story's container and a line is named like furniture. A weak witness: names are free."""
    for around in node.ancestors():
        if around is container:
            return False
        if around.furniture:
            return True
    return False


_CALLING = re.compile(
    "[\U0001f4e2\U0001f4e3\U0001f514\U0001f4f2\U0001f4cc\U0001f535\U0001f447\U0001f449\u2708\u2b07\u27a1\u25b6\u25bc\u25ba\u27a4\u25c4]\ufe0f?$"
)
"""What stands before a call and belongs to it: a loudspeaker, a bell, an arrow."""


def unglued(line: Line, memory: Repetition, *, last: bool) -> str | None:
    """The line's text without a furniture sentence glued to its end; None when nothing is glued.

    The agency's own sentence is known wherever it stands; another one only on the story's ``last`` line.
    """
    if sentence := tail_within(line.key):
        cut = _before(line.text, sentence)
        if cut:
            return line.text[:cut].rstrip()
    at = _start_of_linked_call(line)
    if at is None and last:
        at = memory.glued_ending(line) or _start_of_glued_call(line.text)
    return _CALLING.sub("", line.text[:at].rstrip()) if at else None


def without_tool(line: Line) -> str | None:
    """A heading without the link to edit it, or to itself, at either end: «[عدل]», «#», «¶»; None when there is none."""
    if not line.node.heading or not line.links or line.is_link:
        return None
    for link in (line.links[-1], line.links[0]):
        tools = [f"[{link.text}]"] if link.text.count(" ") < _FEW_WORDS else []
        tools += [link.text] if link.text and not any(map(str.isalnum, link.text)) else []
        for tool in tools:
            if line.text.endswith(tool):
                return line.text[: -len(tool)].rstrip()
            if line.text.startswith(tool):
                return line.text[len(tool) :].lstrip()
    return None


def ends_in_a_call(line: Line) -> bool:
    """Whether a line ends in a link that calls the reader to a channel, and not in the agency's own closing sentence."""
    return tail_within(line.key) is None and _start_of_linked_call(line) is not None


def _tells_before_a_call(line: Line) -> bool:
    """Whether a sentence that is no call itself stands before the call in which a line ends."""
    text = line.text[: _start_of_linked_call(line) or 0].rstrip()
    key = fold(text)
    return _SENTENCE_END.search(text) is not None and key.count(" ") >= _NEAR_END and not (leaning(key) or addresses_reader(key))


def _start_of_linked_call(line: Line) -> int | None:
    """Where the link to a channel begins with which a line ends, if its words call the reader there."""
    link = line.links[-1] if line.links and not line.is_link else None
    if link is None or not line.text.endswith(link.text) or not leads_outside(link.target) or not _calls(fold(link.text).split()):
        return None
    return len(line.text) - len(link.text)


def _start_of_glued_call(text: str) -> int | None:
    """Where a call to the agency's channel begins that stands glued to a story's last word; None when none does.

    Glue shows by a letter right behind a sentence's end, or by a word that ends in a call; and what follows must name a network. A
    call that a space sets apart may be the author's.
    """
    start = max(0, len(text) - _LONGEST_GLUED)
    words = fold(text[start:]).split()
    if wordings().networks.isdisjoint(words[-_NETWORK:]):
        return None
    for glue in _GLUE.finditer(text, start):
        if _calls(fold(text[glue.end() :]).split()):
            return glue.end()
    for word in _WORD.finditer(text, start):
        begun = next((word.end() - len(call) for call in _glued_calls() if len(word[0]) > len(call) + 1 and fold(word[0]).endswith(fold(call))), None)
        if begun is not None and _calls(fold(text[begun:]).split()):
            return begun
    return None


def _calls(words: list[str]) -> bool:
    """Whether a few words call the reader to a network."""
    return len(words) <= _LONGEST_CALL and not wordings().imperatives.isdisjoint(words) and not wordings().networks.isdisjoint(words)


@cache
def _glued_calls() -> tuple[str, ...]:
    return tuple(sorted(wordings().imperatives, key=len, reverse=True))


def _before(text: str, sentence: str) -> int | None:
    """Where a folded sentence begins in a text."""
    first = sentence.split(maxsplit=1)[0]
    wanted = sentence.replace(" ", "")
    at = len(text)
    while at > 0:
        at -= 1
        if text[at].isspace() or not fold(text[at]) or fold(text[at])[0] != first[0]:
            continue
        if fold(text[at:]).replace(" ", "").startswith(wanted):
            return at
    return None
