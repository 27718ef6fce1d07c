"""Doubts about what was cut off a story though it may be the author's: a film or a post that it shows, a table, a first paragraph like the title."""

import itertools
from collections.abc import Iterator

from buratha.arabic.text import ends_in_dots
from buratha.pages.body import within
from buratha.pages.data_tables import is_data_table, table_of
from buratha.pages.lines import Line, Node
from buratha.pages.posts import shows_a_post
from buratha.pages.told_again import closes, is_set_as, repeats_titles, stands_out
from buratha.pages.trace import Around, Reason
from buratha.pages.wording import addresses_reader, wordings

_NEAR = 6
_PROSE = 12
_RIGHT_BELOW = 2
_SHOWN = 60


def doubt_cut(around: Around) -> list[Reason]:
    """Doubts about lines that the body lacks."""
    return _posts(around) + _tables(around) + _title_again(around) + _ends_in_dots(around) + _deadline(around)


def _deadline(around: Around) -> list[Reason]:
    """The day until which something is awaited, right below the story: an author's last line, or an advert's."""
    judged, body, phrases = around.trace.judged, around.trace.lines, wordings().deadlines
    below = (line for line in judged.lines[body[-1].index + 1 :] if line.key) if body else iter(())
    for line in itertools.islice(below, _RIGHT_BELOW):
        if line.has_year and any(phrase in line.key for phrase in phrases):
            return [Reason("body", "a deadline right below it was left out", line.text)]
    return []


def _ends_in_dots(around: Around) -> list[Reason]:
    """A text that ends in dots, where most of those read lately do: authors end so now and then."""
    trace = around.trace
    if not trace.lines or trace.judged.address is None:
        return []
    last = trace.stretch.text(trace.lines[-1])
    if ends_in_dots(last) and trace.memory.mostly_end_in_dots(trace.judged.address.id):
        return [Reason("body", "it ends in dots, as most texts read lately do: perhaps no more than their beginnings", last[-_SHOWN:])]
    return []


def _posts(around: Around) -> list[Reason]:
    """A line amid the story or right below it that is the address of a post or leads to one: few layouts print such."""
    evidence = around.trace.judged.evidence
    for line in (*_amid(around), *_right_below(around)):
        if (
            line.index not in around.taken
            and not (evidence[line.index].against or line.node.embedded or addresses_reader(line.key))
            and shows_a_post(line)
        ):
            return [Reason("body", "the address of a post or a film beside it was left out", line.text)]
    return []


def _amid(around: Around) -> list[Line]:
    body = around.trace.lines
    return around.trace.judged.lines[body[0].index : body[-1].index] if body else []


def _right_below(around: Around) -> Iterator[Line]:
    """The next lines below the story, as far as neither prose nor another part of the page begins."""
    judged, body = around.trace.judged, around.trace.lines
    below = judged.lines[body[-1].index + 1 :] if body else []
    told = itertools.islice((line for line in below if line.key), _NEAR)
    return itertools.takewhile(lambda line: not (line.node.heading or line.words > _PROSE or judged.links_to_other_article(line)), told)


def _tables(around: Around) -> list[Reason]:
    """A table of several rows in the story's block, in no other field and on no other page: figures, or a box of the site's."""
    judged, trace = around.trace.judged, around.trace
    if not trace.lines:
        return []
    left = [
        line
        for line in judged.lines[trace.lines[0].index : trace.stretch.limit]
        if line.key and line.index not in around.taken and not judged.evidence[line.index].against and within(line.node, trace.stretch.container)
    ]
    held: dict[Node, list[Line]] = {}
    for line in left:
        if (table := table_of(line)) is not None and within(table, trace.stretch.container):
            held.setdefault(table, []).append(line)
    return [Reason("body", "a table beside it was left out", lines[0].text) for lines in held.values() if is_data_table(lines)][:1]


def _title_again(around: Around) -> list[Reason]:
    """A first line that repeats the title: left in where it ends like a headline, or left out where it stands among the paragraphs."""
    trace, titled = around.trace, around.titled
    first = trace.lines[0] if trace.lines else None
    if first is None or titled is None or repeats_titles(trace.memory):
        return []
    if first.key == titled.key and (first.text == titled.text or not closes(first)):
        return [Reason("body", "its first line repeats the title, and may be the layout's", first.text)]
    copies = [line for line in trace.judged.lines[: first.index] if line.key == titled.key]
    if len(copies) > 1 and is_set_as(copies[-1], first) and any(stands_out(line, copies[-1]) for line in copies[:-1]):
        return [Reason("body", "a first line that repeats the title was left out", copies[-1].text)]
    return []
