"""Doubts about a body that the page itself speaks of: a notice in place of the rest, a program's last words, text that no reader sees."""

import itertools
import re
from html import unescape

from buratha.arabic.names import read_byline
from buratha.pages.judged import Judged, is_prose
from buratha.pages.lines import Line
from buratha.pages.notices import notice_in
from buratha.pages.pictures import is_caption_place
from buratha.pages.program_messages import is_fatal
from buratha.pages.trace import BELOW, Around, Reason, Trace
from buratha.pages.wording import addresses_reader, is_talk
from buratha.sections import may_name

NOTHING_SHOWN = "the page shows no text, and neither picture nor video in its place"
OUT_OF_SIGHT = "the page has a text that is not among its lines: a script's, a form's, or for readers without scripts"
_A_TEXT, _FEW = 20, 3
"""Arabic words; fewer may be a remark for readers without scripts."""
_DIGIT = re.compile(r"\d")
_WORD = re.compile("[\u0621-\u064a]{2,}")
_TAG = re.compile(r"<[^<>]*>")
_UNSEEN = re.compile(r"<(noscript|textarea)\b[^<>]{0,500}>|document\.write(?:ln)?\(\s{0,9}[\"'`]", re.IGNORECASE)
_MOST = 40
_LONGEST = 20_000


def doubt_told(around: Around) -> list[Reason]:
    """What a notice or a program's message says of the body."""
    return _told_instead(around) or _broken_off(around)


def doubt_empty(trace: Trace, *, shown: bool) -> list[Reason]:
    """Doubt about a post without a text whose text was held for furniture, or that has nothing in its place; ``shown``: pictures or media."""
    if trace.lines:
        return []
    judged, after, usual_places = trace.judged, trace.title.index + 1 if trace.title else 0, trace.memory.usual_places("story")
    for line in judged.lines[after : max(trace.stretch.limit, after)]:
        place, evidence = trace.memory.place(line.node.place), judged.evidence[line.index]
        told = any(line.node.place.startswith(usual) for usual in usual_places)
        charged = told and (evidence.fixed or evidence.recurrent) and not (evidence.tail or evidence.navigation or evidence.outside or line.is_link)
        if charged and is_prose(line) and place.is_varied and not place.is_on_most_pages(line.level):
            return [Reason("body", "its text comes again on other pages, and was left out", line.text)]
    if (said := _few_words_left_out(trace, after)) is not None:
        return [Reason("body", "a few words below the title were left out", said.text)]
    return [] if shown else [Reason("body", NOTHING_SHOWN)]


def _few_words_left_out(trace: Trace, after: int) -> Line | None:
    """A paragraph of a few words that is neither a fact, a caption, a writer's, nor the layout's: perhaps all that a picture's post says."""
    judged = trace.judged
    free = {index for index in trace.captions if not is_caption_place(judged.lines[index])}  # below a picture, but nothing calls them its caption
    signed = {index for index in trace.signed.taken if judged.lines[index].text in trace.signed.printed}  # it takes the tools before it along
    told = (trace.captions - free) | signed | trace.related | set(trace.meta.lines if trace.meta else ())
    for line in judged.lines[after : max(trace.stretch.limit, after)]:
        evidence = judged.evidence[line.index]
        plain = (
            (line.node.tag == "p" or line.index in free or _is_right_below_a_picture(judged, line))
            and line.words >= _FEW
            and not (line.links or ":" in line.text or _DIGIT.search(line.text) or line.node.item)
        )
        if not plain or line.index in told or line.index in judged.dated or evidence.against or evidence.outside or evidence.leaning:
            continue
        if not (addresses_reader(line.key) or is_talk(line.key) or read_byline(line.text) or may_name(line.key) or line.control):
            return line
    return None


def _is_right_below_a_picture(judged: Judged, line: Line) -> bool:
    """Whether a line stands below a picture that leads nowhere, in the block that holds the picture's."""
    before = judged.lines[line.index - 1] if line.index else line
    return bool(before.pictures) and not (before.text or before.links) and line.node.parent in (before.node, before.node.parent)


def doubt_unseen(body: str, markup: str) -> list[Reason]:
    """Doubt about a post without a text, whose page has one where a reader sees it only with a script, or only without."""
    if body:
        return []
    for found in itertools.islice(_UNSEEN.finditer(markup), _MOST):
        end = markup.find(f"</{found[1]}" if found[1] else found[0][-1] + ")", found.end())
        text = " ".join(_TAG.sub(" ", unescape(markup[found.end() : end][:_LONGEST])).split()) if end > 0 else ""
        if len(_WORD.findall(text)) >= _A_TEXT:
            return [Reason("body", OUT_OF_SIGHT, text)]
    return []


def _told_instead(around: Around) -> list[Reason]:
    """What the site says in place of the story's rest, or of all of it."""
    told = around.trace.notices[-1:] or _below(around)
    return [Reason("body", "a notice stands in its place, or in that of its rest", line.text) for line in told[:1]]


def _below(around: Around) -> list[Line]:
    """Below the text a notice that forms and boxes have not, or where no text was read a program's message."""
    trace, judged = around.trace, around.trace.judged
    if not trace.lines:
        return [line for line in judged.lines[around.title_at + 1 : trace.stretch.limit] if judged.evidence[line.index].message]
    last = trace.lines[-1].index
    below = [line for line in judged.lines[last + 1 : min(last + 1 + BELOW, trace.stretch.limit)] if not judged.evidence[line.index].against]
    return [line for line in below if (notice := notice_in(line.text)) is not None and not notice.aside]


def _broken_off(around: Around) -> list[Reason]:
    """A program's last words at the page's end, before anything that ends stories: it did not come to the rest."""
    judged = around.trace.judged
    last = next((line for line in reversed(judged.lines) if line.key), None)
    if last is None or last.index <= around.title_at or not judged.evidence[last.index].message or not is_fatal(last.text):
        return []
    ended = any(evidence.tail for evidence in judged.evidence[around.title_at :]) or any(at > around.title_at for at in judged.barriers)
    return [] if ended else [Reason("body", "the page breaks off in a program's failure", last.text)]
