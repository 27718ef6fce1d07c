"""Signs that a page has only a part of its story, or none of it, and that a script brings the rest: in the browser the page may have more."""

import itertools
import re
from collections.abc import Iterator
from typing import Final, Protocol

from buratha.arabic.folding import fold
from buratha.pages.body import within
from buratha.pages.doubt_told import NOTHING_SHOWN, OUT_OF_SIGHT
from buratha.pages.facts import ArticleFacts
from buratha.pages.held_back import HELD_BACK
from buratha.pages.label_words import keys
from buratha.pages.lines import Line
from buratha.pages.more_words import says_busy
from buratha.pages.page import Button, Unfilled
from buratha.pages.trace import Around, Reason, Trace
from buratha.pages.wording import wordings
from buratha.urls import article_address, resolve

READ_ON: Final = "a control to read on stands at its end"
UNFILLED: Final = "the block that is named as the story's is empty, and a script may fill it"
FILLED_LATER: Final = "a script fills a block right below it"
TOLD_LONGER: Final = "the structured data has far more of it"
UNDER_WAY: Final = "the page says that the rest is on its way"
ANOTHERS: Final = "it is no more than another story's headline"
SIGNS: Final = frozenset({READ_ON, UNFILLED, FILLED_LATER, TOLD_LONGER, UNDER_WAY, ANOTHERS, HELD_BACK, NOTHING_SHOWN, OUT_OF_SIGHT})
"""The doubts of pages that a browser may show with more text."""

_READING: Final = keys("read_on", "reading")
_VERBS: Final = _READING | keys("read_on", "showing")
_REST, _STORY = (keys("read_on", name) for name in ("rest", "story"))
_FOLDING: Final = frozenset({"summary", "details"})
"""Elements that fold what stands in the page's markup."""
_FILLERS: Final = keys("read_on", "fillers")
_MOST_WORDS: Final = 6
_NEAR: Final = 2
"""So many lines with a text below the story, a control to read on may stand."""
_PERHAPS_ANOTHERS: Final = 20
"""Words of a plain page that may be a caption or another story's."""
_SCANTY: Final = 50
_SCANTIEST: Final = 12
_FAR_MORE: Final = 1.5
_LOADING: Final = re.compile(r"تحميل|loading")
_MOST_BLOCKS: Final = 10
_A_HEADLINE: Final = 4
_WITHOUT_TEXT: Final = frozenset({"caricature"})
"""Sections whose posts have hardly a text."""
_NOWHERE: Final = re.compile(r"(?:#.*|javascript:.*|)", re.IGNORECASE)
_WRITES: Final = r"(?:innerHTML|outerHTML|insertAdjacent|append|replaceWith|replaceChildren|\.html\(|\.load\(|\.text\(|textContent|innerText)"
_NO_STORY: Final = tuple(keys("read_on", "other_blocks"))
"""How words begin in the ids of blocks that scripts fill with something beside the story."""
_WORDS_OF_AN_ID: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_FAR: Final = 400


def is_unfinished(facts: ArticleFacts) -> bool:
    """Whether the browser may show more of a story than was read."""
    return facts.trace is not None and any(reason.name in SIGNS for reason in facts.trace.reasons)


class Told(Protocol):
    """An article, or the facts of one: what of it tells which of its two pages is kept."""

    title: str | None
    body: str


def has_the_rest(drawn: Told, plain: Told) -> bool:
    """Whether a drawn page has more of a story than the plain one: under its title, and going on with its paragraphs.

    Of a few words nobody knows whether they are the story's. The crawl and a replay go by it, so that both have the same page.
    """
    words = len(plain.body.split())
    if len(drawn.body.split()) <= words or (plain.title and drawn.title and fold(plain.title) != fold(drawn.title)):
        return False
    if words <= _PERHAPS_ANOTHERS:
        return True
    paragraphs, told = [fold(paragraph) for paragraph in plain.body.split("\n\n")], fold(drawn.body)
    return told.startswith(paragraphs[0].rpartition(" ")[0]) and all(paragraph in told for paragraph in paragraphs[:-1])


def says_read_on(text: str) -> bool:
    """Whether a text is that of a control that shows the rest of a story: «اقرأ المزيد», «تابع القراءة», «المزيد».

    >>> says_read_on("إقرأ بقية الخبر"), says_read_on("للمزيد ..."), says_read_on("اقرأ أيضا"), says_read_on("تابعونا على فيسبوك")
    (True, True, False, False)
    """
    words = fold(text).split()
    if not 0 < len(words) <= _MOST_WORDS or any(word not in _VERBS | _REST | _STORY | _FILLERS for word in words):
        return False
    asks, tells_rest = not _VERBS.isdisjoint(words), not _REST.isdisjoint(words)
    return tells_rest or (asks and len(words) > 1 and not _STORY.isdisjoint(words))


def asks_to_read_on(text: str) -> bool:
    """Whether a text has a word for reading or showing: a bare «المزيد» may be that of any box."""
    return not _VERBS.isdisjoint(fold(text).split())


def find_unfinished(around: Around) -> list[Reason]:
    """The doubts about a body that a script completes, as far as the page's lines and controls tell it."""
    trace = around.trace
    found = [Reason("body", READ_ON, text) for text in _read_on(around)][:1]
    if _scripts(trace) and around.section not in _WITHOUT_TEXT and sum(line.words for line in trace.lines) <= _SCANTY:
        found += [Reason("body", UNFILLED, block.name) for block in trace.judged.page.unfilled if _waits(block, trace)][:1]
    words = sum(line.words for line in trace.lines)
    told = trace.head.about(trace.title.key) if trace.title else ()
    if any(article.words > _FAR_MORE * words + _SCANTIEST for article in told):
        found.append(Reason("body", TOLD_LONGER))
    found += [Reason("body", UNDER_WAY, line.text) for line in _at_its_end(trace) if says_busy(line.text) and _LOADING.search(line.key)][:1]
    if trace.lines and _is_anothers_headline(trace):
        found.append(Reason("body", ANOTHERS, trace.lines[0].text))
    return found


def filled_later(trace: Trace, markup: str) -> list[Reason]:
    """Doubt about a body right below which stands an empty block that a script of the page writes into.

    Of hardly any text, one with no other text between, be it in another block than the story's.
    """
    last = trace.lines[-1].index if trace.lines else trace.title.index if trace.title else -1
    is_scanty = sum(line.words for line in trace.lines) <= _SCANTIEST
    held = {line.index for line in trace.lines} | ({last} if is_scanty else set())
    blocks = (block for block in trace.judged.page.unfilled if block.name and not block.is_story and not _is_for_something_else(block.name))
    near = [block for block in blocks if _goes_on_in(block, trace, held, anywhere=is_scanty)]
    for block in near[:_MOST_BLOCKS]:
        if _is_written(block.name, markup):
            return [Reason("body", FILLED_LATER, block.name)]
    return []


def _read_on(around: Around) -> Iterator[str]:
    """What controls at the story's end say that bring the rest of it."""
    trace = around.trace
    if not trace.lines:
        return
    last, *below = _at_its_end(trace)
    for line in (last, *below):
        if _is_control(line, trace) and not _heads_a_box(line, trace) and _has_the_place(line, trace):
            yield line.text
    end = below[0].index if below else last.index + 1
    for button in trace.judged.page.buttons:
        if last.index < button.at <= end and says_read_on(button.text) and _is_the_storys(button, trace):
            yield button.text


def _at_its_end(trace: Trace) -> list[Line]:
    """The story's last line, and the next ones below it."""
    after = trace.lines[-1].index + 1 if trace.lines else len(trace.judged.lines)
    return [*trace.lines[-1:], *itertools.islice((line for line in trace.judged.lines[after:] if line.key), _NEAR)]


def _has_the_place(line: Line, trace: Trace) -> bool:
    """Whether a control at the story's end is the story's: without a link it has to ask for the rest of one, and a bare «المزيد» may be a box's."""
    text = line.links[-1].text if line.links else line.text
    if _asks_for_the_story(text):
        return True
    held = bool(line.links) and (within(line.node, trace.stretch.container) or asks_to_read_on(text))
    return held and not (_NOWHERE.fullmatch(line.links[-1].target.strip()) and _is_among_networks(line, trace))


def _is_the_storys(button: Button, trace: Trace) -> bool:
    """Whether a button is in the story's column, or asks for the rest of a story: what only says «more» there is a list's."""
    if button.node.item or button.node.tag in _FOLDING:
        return False
    return within(button.node, trace.stretch.container) or _asks_for_the_story(button.text)


def _asks_for_the_story(text: str) -> bool:
    """Whether a text asks to read, and tells what of: «اقرأ المزيد», «تابع القراءة», «إكمال الخبر»."""
    words = set(fold(text).split())
    return not _READING.isdisjoint(words) and len(words) > 1


def _is_among_networks(line: Line, trace: Trace) -> bool:
    """Whether a control stands in a list, or beside what shares the story with networks: «المزيد» opens their menu."""
    beside = trace.judged.lines[max(0, line.index - _NEAR) : line.index + _NEAR + 1]
    shares = any(
        not wordings().networks.isdisjoint(other.key.split()) for other in beside if other.words <= _MOST_WORDS and other.index != line.index
    )
    own = not wordings().networks.isdisjoint(line.key.split()) or len(line.links) > 1
    return line.node.item or shares or own


def _heads_a_box(line: Line, trace: Trace) -> bool:
    """Whether other stories are linked right below a line: it is their heading."""
    following = itertools.islice((other for other in trace.judged.lines[line.index + 1 :] if other.key), _NEAR)
    return any(trace.judged.links_to_other_article(other) for other in following)


def _is_control(line: Line, trace: Trace) -> bool:
    """Whether a line, or the link at its end, says to read on, and leads to no other page."""
    if not line.links:
        return says_read_on(trace.stretch.text(line)) or says_read_on(line.text)
    link = line.links[-1]
    ends_it = line.text.rstrip(" .…»<←[]()").endswith(link.text.rstrip(" .…»<←[]()"))
    return ends_it and says_read_on(link.text) and _stays(link.target, trace)


def _stays(target: str, trace: Trace) -> bool:
    """Whether a link leads nowhere without a script, or to the article's own page."""
    if _NOWHERE.fullmatch(target.strip()):
        return True
    whole = resolve(trace.judged.url, target)
    address = article_address(whole) if whole else None
    return address is not None and trace.judged.address is not None and address.id == trace.judged.address.id


def _scripts(trace: Trace) -> bool:
    """Whether the page has a script that does something."""
    return trace.judged.page.scripts > len(trace.judged.page.json_ld)


def _waits(block: Unfilled, trace: Trace) -> bool:
    """Whether a block named as the story's has no text but a word that it is on its way, and stands below the headline."""
    if not block.is_story or block.at <= (trace.title.index if trace.title else -1):
        return False
    return all(not line.key or says_busy(line.text) for line in trace.judged.lines[block.at : block.end])


def _is_anothers_headline(trace: Trace) -> bool:
    """Whether all that was read is the headline under which the page links to another story."""
    line, judged = trace.lines[0], trace.judged
    if len(trace.lines) > 1 or line.words < _A_HEADLINE:
        return False
    linking = (other for other in judged.lines if judged.links_to_other_article(other))
    return any(fold(link.text) == line.key for other in linking for link in other.links)


def _is_for_something_else(name: str) -> bool:
    """Whether an id says that its block is for comments, a clock, an advert and the like: «post-comments», «hijriDate»."""
    return any(word.lower().startswith(_NO_STORY) for word in _WORDS_OF_AN_ID.findall(name))


def _goes_on_in(block: Unfilled, trace: Trace, held: set[int], *, anywhere: bool) -> bool:
    """Whether nothing with a text stands between a line of the story and a block within its column, or ``anywhere`` behind it."""
    if not anywhere and not within(block.node, trace.stretch.container):
        return False
    before = next((line for line in reversed(trace.judged.lines[: block.at]) if line.key), None)
    return before is not None and before.index in held


def _is_written(name: str, markup: str) -> bool:
    """Whether a script finds a block by its id, and writes into it."""
    found = re.compile(rf"(?:getElementById\(\s*|querySelector\(\s*|\$\(\s*)[\"'`]#?{re.escape(name)}[\"'`](?=.{{0,{_FAR}}}?{_WRITES})", re.DOTALL)
    return found.search(markup) is not None
