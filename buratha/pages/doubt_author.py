"""Doubts about the writer: bylines that were not read, names that may be whom a story is about."""

import itertools
import re
from collections.abc import Callable, Sequence

from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold
from buratha.arabic.names import PENS, Byline, bare_name, is_name, may_be_a_name, read_byline
from buratha.pages.byline import WITH_A_TOWN, bare_item_beside
from buratha.pages.byline_row import COLUMNS, with_place_and_day
from buratha.pages.doubt_dates import STRUCTURED
from buratha.pages.lines import Line, Link
from buratha.pages.meta_text import AGO, is_date_line
from buratha.pages.ownership import is_anothers
from buratha.pages.trace import Around, Reason, Trace
from buratha.pages.unknown_labels import WITNESS as UNKNOWN_LABEL
from buratha.pages.unknown_labels import named_beside_a_word, names_beside_unknown_labels, perhaps_named_beside_a_word
from buratha.pages.wording import is_talk, wordings
from buratha.pages.writer_block import unread_in_a_writers_block
from buratha.pages.writer_card import IN_PLACE, ON_A_WRITERS_PAGE, PERHAPS_A_READERS, is_a_charts, is_one_of_several, line_below_the_calls
from buratha.pages.writer_labels import WRITERS_PAGE, is_label, is_of_writers, labelled_writer, may_name_a_writer
from buratha.sections import may_name

_NO_LABEL = re.compile(r"[\d+()\[\]@]")
_SIGNED = COLUMNS - {"thought"}
"""Sections that hardly have a story without a writer; of 50 pages of «الصفحة الفكرية» nine had none, of 257 of the others three."""
_LONGEST_BYLINE, _RIGHT_ABOVE = 9, 2
_FIRST = 5
_FAR = 3
_FEW = 2
_LABEL, _LONGEST_WRITTEN, _LONGEST_FIELD = 3, 12, 4
PERHAPS_ITS_SUBJECT = "a bare name stands behind the headline in its heading, and may be whom it tells of"


def name_in_its_heading(trace: Trace) -> str | None:
    """A bare name behind the headline in its own heading, which was taken for the writer's: it may be whom the story is about."""
    title, lines = trace.title, trace.judged.lines
    after = lines[title.index + 1] if title is not None and title.index + 1 < len(lines) else None
    if title is None or after is None or not after.node.heading or after.node is not lines[title.index].node or trace.signed.author is None:
        return None
    byline = read_byline(after.text)
    return after.text if byline is not None and not byline.marked and byline.author == trace.signed.author else None


def _signing(line: Line) -> Byline | None:
    """The byline that a short line reads as, when it names somebody."""
    if not 0 < line.words <= _LONGEST_BYLINE:
        return None
    byline = read_byline(line.text)
    if byline is not None and byline.author:
        return byline
    dated = with_place_and_day(line.text)
    return dated[0] if dated else None


def doubt_author(around: Around, *, unproved: bool) -> list[Reason]:
    """Doubts about the writer; ``unproved``: where the story begins or ends is doubtful."""
    signed = around.trace.signed
    if signed.author is None:
        return _unsigned(around, unproved=unproved)
    if signed.witness in STRUCTURED:
        printed = any(fold(signed.author) in line.key for line in around.trace.judged.lines)
        return [] if printed else [Reason("author", "only structured data names it, the page prints no such name", signed.author)]
    if name_in_its_heading(around.trace) is not None:
        return [Reason("author", PERHAPS_ITS_SUBJECT, signed.author)]
    if signed.witness == ON_A_WRITERS_PAGE:
        return [Reason("author", "the one name near the story that leads to a writer's page, and nothing says whose the story is", signed.author)]
    if signed.witness == UNKNOWN_LABEL:
        return [Reason("author", "a name beside words that are no known label", signed.author)]
    if signed.witness == PERHAPS_A_READERS:
        return [Reason("author", "a name above a few words below the text may be a reader's", signed.author)]
    if signed.witness == WITH_A_TOWN:
        return [Reason("author", "a name with a town ends the report, and may be whom it tells of last", signed.author)]
    if signed.witness == IN_PLACE:
        return [Reason("author", "a bare name is all that stands beside a picture, and may be whom it shows", signed.author)]
    return _bare_name(around, unproved=unproved) if signed.witness == "bare name line" else []


def _unsigned(around: Around, *, unproved: bool) -> list[Reason]:
    """Why a story without a writer may have one: the first line that looks like one, or what was not found in a section of columns."""
    trace, in_columns = around.trace, around.section in COLUMNS
    if not trace.lines and in_columns:
        return [Reason("author", "none in a section of columns, and no text was read")]
    for find, why in _LOOKING:
        if (found := find(around)) is not None:
            return [Reason("author", why, found.text)]
    if unproved and in_columns:
        return [Reason("author", "none in a section of columns, and where the story begins or ends is doubtful")]
    if around.is_cold and around.section in _SIGNED:
        return [Reason("author", "none in a section whose stories are signed")]
    return []


def _in_the_body(around: Around) -> Line | None:
    """A byline among the first lines of the text."""
    return next((line for line in around.trace.lines[:_FIRST] if _signing(line)), None)


def _near_the_story(around: Around) -> Line | None:
    """A byline near the story, or in a list right above the headline or below it."""
    beside = [line for line in around.items if around.title_at - _FAR <= line.index and line.index <= min(around.body, default=around.title_at)]
    return next((line for line in [*around.near, *beside] if _is_an_unread_byline(line, around)), None)


def _in_a_writers_block(around: Around) -> Line | None:
    return unread_in_a_writers_block(around.trace.judged, around.titled, around.trace.lines, around.read)


def _is_an_unread_byline(line: Line, around: Around) -> bool:
    """Whether a line near the story names its writer."""
    if _is_behind_a_pen(line, around):
        return True
    byline = None if around.trace.judged.evidence[line.index].against or line.is_link else _signing(line)
    if byline is None or (not byline.marked and _is_among_readers(line, around)):
        return False
    return line.index > around.title_at or not is_anothers(around.trace.judged, line, around.titled)


def _is_behind_a_pen(line: Line, around: Around) -> bool:
    """Whether a short line of this story stands behind a pen, as writers' names do, whatever is in it beside the name."""
    if not (line.text.startswith(PENS) and 1 < line.words <= 2 * _LONGEST_BYLINE):
        return False
    return not (line.is_link or around.trace.judged.evidence[line.index].against or is_anothers(around.trace.judged, line, around.titled))


def _is_among_readers(line: Line, around: Around) -> bool:
    """Whether a line stands below the text and is a reader's, or of a list: below what heads their words, above a day, below another headline."""
    judged, body = around.trace.judged, around.trace.lines
    last = body[-1].index if body else around.title_at
    if line.index < last:
        return False
    between = [other for other in judged.lines[last + 1 : line.index] if other.key]
    if any(is_talk(other.key) for other in between):
        return True
    if not between or any(other.node.place == line.node.place for other in body):
        return False
    after = next((other for other in judged.lines[line.index + 1 :] if other.key), None)
    dated = after is not None and (is_date_line(after.text) or AGO.search(western_digits(after.text)) is not None)
    return dated or judged.links_to_other_article(between[-1])


def _named_on_all_pages(around: Around) -> Line | None:
    """The name between headline and story that other pages have there, behind no label of another office: one may have written them all."""
    before: Line | None = None
    for line in around.between:
        labelled = before is not None and _is_label(before, around) and not is_label(before.key)
        before = line
        if around.trace.judged.evidence[line.index].fixed and not (labelled or line.is_link) and _signing(line):
            return line
    return None


def _beside_the_day(around: Around) -> Line | None:
    """The bare name that is an item right beside the date's in a list of facts."""
    trace = around.trace
    name = bare_item_beside(trace.judged, trace.meta.dated_at) if trace.meta is not None and not trace.meta.of_issue else None
    return name if name is not None and name.index not in around.read else None


def _linked_writer(around: Around) -> Line | None:
    """A few words between headline and story that lead to the page of a writer who is no desk."""
    for line in around.between:
        few = 1 < line.words <= _LONGEST_BYLINE and not any(map(str.isdigit, line.text)) and not around.trace.judged.evidence[line.index].fixed
        if few and any(_may_be_a_writer(link) for link in line.links):
            return line
    return None


def _may_be_a_writer(link: Link) -> bool:
    """Whether a link leads to the page of somebody by a name, or to a writer's page by some words that are no desk's."""
    if not WRITERS_PAGE.search(link.target):
        return False
    known = any(is_name(bare_name(name)) for name in (link.text, link.text.partition(" ")[2]))
    return known or (is_of_writers(link.target) and may_name_a_writer(link.text))


def _written_elsewhere(around: Around) -> Line | None:
    """The one line anywhere on the page that names somebody behind a label of whoever writes, and is no other story's."""
    judged = around.trace.judged
    lines = (line for line in judged.lines if 0 < line.words <= _LONGEST_WRITTEN and not line.is_link and not judged.evidence[line.index].fixed)
    lines = (line for line in lines if not is_a_charts(line))
    found = [line for line in lines if labelled_writer(line.text) and not is_anothers(judged, line, around.titled)]
    found = [line for line in found if line.index < around.title_at or not is_one_of_several(judged, line)]
    found += [line for label, line in itertools.pairwise(around.between) if _is_a_field(label, line)]
    return found[0] if len({line.key for line in found}) == 1 else None


def _beside_an_unknown_label(around: Around) -> Line | None:
    """A name near the story beside a word or two that may be a label."""
    trace = around.trace
    body = trace.lines
    ends = [*body[:_FEW], *body[-_FEW:]] if len(body) > _FEW else []
    if (line := next((line for line in ends if line.words <= _LONGEST_BYLINE and named_beside_a_word(line)), None)) is not None:
        return line
    found = (line for line, _ in names_beside_unknown_labels(trace.judged, around.titled, body, around.read | around.body))
    first = body[0].index if body else around.title_at
    above = around.title_at - _RIGHT_ABOVE
    return next((line for line in found if around.section in COLUMNS or above <= line.index < first), None)


def _perhaps_a_name(around: Around) -> Line | None:
    """A line right above the text, at one of its ends or right below it that begins with a given name and goes on with words no name is known of."""
    judged, body = around.trace.judged, around.trace.lines
    below = line_below_the_calls(judged, body[-1].index) if body else None
    ends = [*body[:_FEW], *body[-1:]] if len(body) > _FAR else []
    for line in [*around.between, *ends, *([below] if below is not None else [])]:
        taken = line.index in around.read and line.index not in around.body
        few = line.words <= _LONGEST_BYLINE and not (taken or line.is_link or line.node.heading or judged.evidence[line.index].fixed)
        if few and (may_be_a_name(line.text) or perhaps_named_beside_a_word(line)):
            return line
    return None


def _is_a_field(label: Line, line: Line) -> bool:
    """Whether a few words stand behind a label of whoever writes, which ends in a colon, between headline and story."""
    few = 1 < line.words <= _LONGEST_FIELD and not line.is_link and not any(map(str.isdigit, line.text))
    return few and label.text.rstrip().endswith(":") and is_label(label.key)


def _bare_name(around: Around, *, unproved: bool) -> list[Reason]:
    signed, lines, body = around.trace.signed, around.trace.judged.lines, around.trace.lines
    if any(":" in text and labelled_writer(text) is None for text in signed.printed):
        return [Reason("author", "a name behind a label that is no author's", signed.printed[0])]
    keys = {fold(text) for text in signed.printed}
    at = next((index for index in sorted(signed.taken) if lines[index].key in keys), None)
    if at is None or not around.is_cold:
        return []
    before = next((line for line in reversed(lines[max(0, at - 2) : at]) if line.key), None)
    if before is not None and _is_label(before, around) and not is_label(before.key) and _is_its_field(before, lines[at], body):
        return [Reason("author", "a bare name behind a label", before.text)]
    beneath = around.title_at < at < body[0].index if body else False  # the headline, where names are the writers'
    if unproved and body and lines[at].node.place != body[0].node.place and not beneath:
        return [Reason("author", "a bare name apart from the story, whose bounds are doubtful")]
    return []


def _is_its_field(label: Line, name: Line, body: Sequence[Line]) -> bool:
    """Whether a label stands beside a name, and does not head the text of which the name is the first line: «النص»."""
    beside = label.node is name.node or label.node.parent is name.node.parent
    heads_the_text = bool(body) and name.node.place == body[0].node.place != label.node.place
    return beside and not heads_the_text


def _is_label(line: Line, around: Around) -> bool:
    """Whether a line may be the label of the name below it: a few words, no tool, no network's name, no counter and no section."""
    if line.index == around.title_at or line.words > _LABEL or line.index in around.read or line.is_link or may_name(line.key):
        return False
    return len(line.key) > _FEW and not (_NO_LABEL.search(line.text) or not wordings().networks.isdisjoint(line.key.split()))


_LOOKING: tuple[tuple[Callable[[Around], Line | None], str], ...] = (
    (_in_the_body, "a byline stands in the body"),
    (_near_the_story, "a byline near the story was not taken"),
    (_named_on_all_pages, "a name between headline and story stands on other pages too, and may be its writer's"),
    (_beside_the_day, "a name beside the date was not taken"),
    (_linked_writer, "a link to a writer's page between headline and story was not taken"),
    (_written_elsewhere, "a byline away from the story was not taken"),
    (_in_a_writers_block, "what stands in a block that its markup calls the writer's was not taken"),
    (_beside_an_unknown_label, "a name beside words that are no known label was not taken"),
    (_perhaps_a_name, "a few words beside the text begin with a given name"),
)
"""Where a writer's name may have been overlooked, the likeliest first."""
