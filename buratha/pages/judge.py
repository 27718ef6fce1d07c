"""What speaks against a line being the story's: the evidence of every witness, line by line."""

import re

from buratha.pages.cards import lines_of_cards
from buratha.pages.entries import mark_entries
from buratha.pages.fact_tables import fact_tables
from buratha.pages.frame_lines import is_a_tool
from buratha.pages.glued import tells_before_a_call
from buratha.pages.judged import Evidence, Judged, is_prose
from buratha.pages.lines import Line, Node, Page
from buratha.pages.marking import mark_adverts, mark_lists, mark_teasers
from buratha.pages.obfuscated_mail import stands_for_an_address
from buratha.pages.page import leads_outside
from buratha.pages.places import NOWHERE, WARM, Place
from buratha.pages.posts import is_a_post, prints_a_post
from buratha.pages.program_messages import is_program_message
from buratha.pages.repetition import ANYWHERE, SENTENCE, Repetition
from buratha.pages.runs import find_runs
from buratha.pages.wording import LONGEST_ADVERT, Wordings, is_advert, speaks_of_rights, wordings
from buratha.urls import ArticleAddress, article_address, linked_article

_LONGEST_CALL = 16
# Tools to make the text larger and smaller: «ا+ ا-», "A- A+".
_TEXT_SIZE = re.compile(r"(?<!\w)[اأإAa]\s?[+-]\s.{0,12}(?<!\w)[اأإAa]\s?[+-]$")
_LONGEST_RIGHTS = 40
_LONGEST_TOOLS = 8
_HEADLINE, _MOSTLY_LINKED, _LONGEST_LISTING_LABEL = 2, 0.6, 40
_MOSTLY_CHARGED = 0.6
_BARS, _LONGEST_ROW = 2, 30
_BAR = re.compile(r"\s*\|+\s*")
_LONGEST_POINTER = 18
_OF_ITS_OWN = 2
"""Lines that a story may share with the furniture; what stands more often is set to each paragraph."""
_BARRIER_CONTROLS = frozenset({"textarea"})


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
    mark_teasers(judged)
    for line in lines_of_cards(page.lines, judged.links_to_other_article, dated):
        evidence[line.index].anothers = True
    mark_lists(judged)
    mark_entries(judged)
    mark_adverts(judged)
    return judged


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
        or (line.words <= _LONGEST_RIGHTS and speaks_of_rights(key))
        or (bool(line.cuts) and is_a_tool(line))
        or (line.words <= _LONGEST_TOOLS and _TEXT_SIZE.search(line.text) is not None)
        or ("|" in line.text and _is_row_of_tools(line)),
        link=link,
        outside=outside,
        recurrent=not fixed and place.is_recurrent(level),
        exhausted=exhausted,
        message=is_program_message(line.text) or stands_for_an_address(line.key),
    )


def _leads_outside(line: Line) -> bool:
    """Whether the line leads to a channel or a network of friends, as link or as a bare address; a paragraph may name one, and show a post."""
    if line.links:
        if not any(_leads_to_a_channel(link.target) for link in line.links):
            return False
        return line.is_link or (line.words <= _LONGEST_POINTER and not tells_before_a_call(line))
    return leads_outside(line.text) and not prints_a_post(line)


def _leads_to_a_channel(target: str) -> bool:
    return target[:1] != "/" and leads_outside(target) and not is_a_post(target)


def named_as_furniture(node: Node, container: Node | None) -> bool:
    """Whether the markup between the story's container and a line is named like furniture. A weak witness: names are free."""
    for around in node.ancestors():
        if around is container:
            return False
        if around.furniture:
            return True
    return False
