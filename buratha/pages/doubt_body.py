"""Doubts about the body: an end that nothing proves, lines that do not belong together, lines cut out of its midst."""

import itertools
import re
from collections.abc import Container, Sequence

from buratha.arabic.folding import fold
from buratha.pages.body import within
from buratha.pages.boxes import pictures_beside, prints_its_address
from buratha.pages.category import labelled_lines
from buratha.pages.counting import counts_readers, speaks_of_this
from buratha.pages.data_tables import poems, table_of
from buratha.pages.doubt_cut import doubt_cut
from buratha.pages.doubt_end import doubt_end
from buratha.pages.doubt_lines import doubt_lines
from buratha.pages.doubt_printed import doubt_printed
from buratha.pages.doubt_told import doubt_told
from buratha.pages.judged import Judged
from buratha.pages.lines import Line, Node
from buratha.pages.next_story import perhaps_next_story
from buratha.pages.ownership import is_anothers
from buratha.pages.paragraphs import apart, ends_sentence
from buratha.pages.places import Place
from buratha.pages.plain_furniture import is_beside_a_box, is_plainly_furniture
from buratha.pages.prayers import tells_prayers
from buratha.pages.repetition import ANYWHERE, LEARNT
from buratha.pages.trace import Around, Reason
from buratha.pages.unfinished import find_unfinished
from buratha.pages.wording import addresses_reader, is_advert, is_talk, leaning, tells_another_day, wordings

HARDLY_ANY = "hardly any text was read, and the page has more of it"
_MOST_LABELLED = 5
_LONGEST_CALL, _LONGEST_CAPTION = 17, 14
_SHORT = 3
_LONGEST_RUBRIC, _FIRST_PARAGRAPHS = 6, 3
_FEW = 2
_USUAL = 0.7
_SCANTY = 50
_STANDING, _SCANTIEST = 7, 12
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_REPEATING = 0.03
_SCANTY_LINE = 7
_POETRY = "poetry"
_BULLET = re.compile(r"[•·]|[-–]\s\d")


def doubt_body(around: Around, *, untitled: bool) -> list[Reason]:
    """Doubts about where the body begins and ends, and about what was left in or cut out between."""
    body = around.trace.lines
    found = doubt_end(around) + (_left_out(around) or _beside_it(around)) + doubt_told(around)
    container = around.trace.stretch.container
    if body and container is not None and _is_elsewhere(container.place, around):
        found.append(Reason("body", "most pages of this layout have it at another place", body[0].text))
    found += find_unfinished(around) + _of_two_stories(around)
    if untitled and not _is_below_its_headline(around):
        found.append(Reason("body", "the title is doubtful, and with it where the story begins"))
    if body:
        found += doubt_lines(around) + _bulleted(body) + _places(around) + _cuts(around) + _above_it(around) + _apart(around) + _unfinished(around)
        found += doubt_printed(body) + doubt_cut(around) + _scanty(around) + _block_amid(around) + _told_elsewhere(around)
    return found


def _of_two_stories(around: Around) -> list[Reason]:
    """A heading in the text that is of the title's rank, in a block beside the story's own: a part of it, or the next story of an endless page."""
    heading = perhaps_next_story(around.trace.judged, around.titled) if around.titled is not None else None
    if heading is None or not any(line.index > heading.index for line in around.trace.lines):
        return []
    return [Reason("body", "a part of it is headed as the story is, and may be another one", heading.text)]


def _is_below_its_headline(around: Around) -> bool:
    """Whether the text begins with a paragraph, in a block of another kind than the line that may be its headline, and nothing else between."""
    body, titled = around.trace.lines, around.titled
    if not body or titled is None or body[0].words <= _SCANTY_LINE or body[0].node.heading or body[0].node.place == titled.node.place:
        return False
    judged = around.trace.judged
    if judged.address is not None and judged.address.section == _POETRY:
        return False
    if any(line.words > _LONGEST_CALL and not (line.is_link or judged.evidence[line.index].against) for line in judged.lines[: titled.index]):
        return False
    between = judged.lines[titled.index + 1 : body[0].index]
    return all(not line.key or line.index in around.taken or line.is_link or judged.evidence[line.index].against for line in between)


def _is_elsewhere(place: str, around: Around) -> bool:
    """Whether most pages of the layout have the story neither in such a block nor in one within it or around it."""
    memory = around.trace.memory
    kin = (usual.startswith(place) or place.startswith(usual) for usual in memory.usual_places("story"))
    return memory.is_unusual("story", place) and not any(kin)


def _left_out(around: Around) -> list[Reason]:
    """Prose that no other story has, right in the page's midst, where hardly any was read."""
    judged, body = around.trace.judged, around.trace.lines
    words = sum(line.words for line in body)
    if words > _SCANTY:
        return []
    talk = next((line.index for line in judged.lines[around.title_at + 1 :] if is_talk(line.key)), len(judged.lines))
    prose = [
        line
        for line in judged.lines[:talk]
        if line.words > _LONGEST_CALL
        and line.index not in around.taken
        and not (line.is_link or judged.evidence[line.index].against or is_anothers(judged, line, around.titled))
    ]
    if sum(line.words for line in prose) > (max(_SCANTY, 2 * words) if body else _LONGEST_CALL):
        return [Reason("body", HARDLY_ANY, prose[0].text)]
    return []


def _beside_it(around: Around) -> list[Reason]:
    """Prose amid the story, or going on right below it, that was not read: in its own block, or at its paragraphs' place."""
    judged, trace = around.trace.judged, around.trace
    if not trace.lines:
        return []
    places = {line.node.place for line in trace.lines if line.words > _LONGEST_CALL}
    filled_in = _filled_in(around)
    last = trace.lines[-1].index
    for line in judged.lines[trace.lines[0].index :]:
        evidence = judged.evidence[line.index]
        begins = (evidence.fixed and not evidence.navigation) or line.index in filled_in or is_talk(line.key) or around.is_cold
        if line.index > last and line.key and not line.is_link and begins and not _is_set_between(line, around, places):
            return []  # another part of the page, or nobody knows
        if line.words <= _STANDING or line.index in around.taken or line.index in filled_in or line.is_link or line.node.embedded:
            continue
        if evidence.against or evidence.outside or evidence.exhausted or evidence.leaning or addresses_reader(line.key):
            continue
        if any(line.key in other.key for other in trace.lines) or prints_its_address(judged, line) or is_plainly_furniture(line):
            continue  # a sentence of the story, set out once more, or what no reader takes for one
        held = line.node.place in places or (trace.stretch.container is not None and within(line.node, trace.stretch.container))
        if held and not is_anothers(judged, line, around.titled):
            return [Reason("body", "prose beside it was not read", line.text)]
    return []


def _is_set_between(line: Line, around: Around, places: Container[str]) -> bool:
    """Whether a sentence at the paragraphs' place stands right between the story's last line and another line of its place."""
    lines = around.trace.judged.lines
    before = next((other for other in reversed(lines[: line.index]) if other.key), None)
    after = next((other for other in lines[line.index + 1 :] if other.key), None)
    if before is None or after is None or before.index not in around.body or line.words <= _LONGEST_RUBRIC or is_talk(line.key):
        return False
    return line.node.place in places and before.node.place == line.node.place == after.node.place


def _places(around: Around) -> list[Reason]:
    body, memory = around.trace.lines, around.trace.memory
    weights: dict[str, int] = {}
    for line in body:
        weights[line.node.place] = weights.get(line.node.place, 0) + line.words
    main = max(weights, key=weights.__getitem__)
    found = []
    last = body[-1]
    alone = sum(line.node.place == last.node.place for line in body) == 1 and len(body) > _FEW
    if around.is_cold and alone and not (last.node.item or last.node.heading) and 1 < last.words < _LONGEST_CALL:
        found.append(Reason("body", "its last line stands apart from the others", last.text))
    for line in body:
        amid = line.node.heading and line is not body[0] and line is not last  # headings share their places
        if line.node.place != main and not amid and _repeats(memory.place(line.node.place)) and not _is_set_amid(line, main, around):
            found.append(Reason("body", "a line of it stands where other pages repeat themselves", line.text))
            break
    return found


def _is_set_amid(line: Line, main: str, around: Around) -> bool:
    """Whether a line that no other page has stands amid the paragraphs, and what repeats at its place is the layout's below them."""
    body, judged, memory = around.trace.lines, around.trace.judged, around.trace.memory
    paragraphs = [other.index for other in body if other.node.place == main]
    if not paragraphs[0] < line.index < paragraphs[-1] or line.links or (line.key and memory.place(line.node.place).pages_with(line.level) > 1):
        return False
    below = judged.lines[paragraphs[-1] + 1 :]
    return any(other.node.place == line.node.place and judged.evidence[other.index].against for other in below)


def _repeats(place: Place) -> bool:
    """Whether lines of a place come again on other pages, if seldom."""
    return place.pages > 1 and 2 * place.pairs >= _REPEATING * place.lines * (place.pages - 1)


def _apart(around: Around) -> list[Reason]:
    """Single lines in blocks of another kind than the paragraphs'."""
    if not around.is_cold:
        return []
    found = apart(around.trace.stretch, around.trace.lines)
    return [Reason("body", "a line of it hangs in a block of another kind", found[0].text)] if found else []


def _scanty(around: Around) -> list[Reason]:
    """A body of few words whose lines stand at several places, or that is no sentence: a picture post with something of the layout."""
    body = around.trace.lines
    if len(body) == 1 and _is_a_pictures_only_text(body[0], around):
        return []
    words = sum(line.words for line in body)
    in_verses = poems(body)
    places = {line.node.place for line in body if line.key and not line.node.item and table_of(line) not in in_verses}
    labelled = words <= _STANDING and any(":" in line.text or _DIGIT.search(line.text) for line in body)
    if (words <= _SCANTY and len(places) > 1) or labelled or (around.is_cold and words <= _SCANTIEST):
        return [Reason("body", "few words, in several places or without an end", body[-1].text)]
    return []


def _is_a_pictures_only_text(line: Line, around: Around) -> bool:
    """Whether a few words stand beside a picture of their own block that leads nowhere: what drawings and pictures have of text."""
    if not _SHORT < line.words <= _STANDING or ":" in line.text or line.links or _DIGIT.search(line.text) or is_talk(line.key) or leaning(line.key):
        return False
    if not wordings().networks.isdisjoint(line.key.split()):
        return False
    judged = around.trace.judged
    return any(not picture.links and _shares_its_block(picture, line, judged.lines) for picture in pictures_beside(judged, line))


def _shares_its_block(picture: Line, line: Line, lines: Sequence[Line]) -> bool:
    """Whether a picture stands in a line's block or the one around it, in none of its own that holds text too."""
    if within(picture.node, line.node):
        return True
    own = next((node for node in picture.node.ancestors() if node.parent is line.node.parent), None)
    return own is not None and not any(other.key and within(other.node, own) for other in lines)


def _unfinished(around: Around) -> list[Reason]:
    """A short last line without an end, where the others end as sentences do."""
    body = around.trace.lines
    last, others = body[-1], [line for line in body[:-1] if line.words > _STANDING]
    ends = ends_sentence(last) or last.key in wordings().devotion
    if not around.is_cold or ends or not 1 < last.words <= _LONGEST_CALL or last.node.item or len(others) < _FEW:
        return []
    usual = sum(map(ends_sentence, others)) >= _USUAL * len(others)
    return [Reason("body", "its last line has no end, as the others have", last.text)] if usual else []


def _cuts(around: Around) -> list[Reason]:
    """Lines cut out between two lines of the story at the same place: the story's own, or a box set into it."""
    judged, body = around.trace.judged, around.trace.lines
    held, places = around.body, {line.node.place for line in body}
    filled_in = _filled_in(around)
    for line in judged.lines[body[0].index : body[-1].index]:
        evidence = judged.evidence[line.index]
        if (
            line.index in around.taken
            or not line.key
            or not (evidence.fixed or evidence.recurrent)
            or evidence.tail
            or line.is_link
            or (line.index in filled_in and line.node.place not in places)
            or (evidence.fixed and (addresses_reader(line.key) or is_advert(line.key)))
        ):
            continue
        before = next((other for other in reversed(judged.lines[: line.index]) if other.key), None)
        after = next((other for other in judged.lines[line.index + 1 :] if other.key), None)
        apart = line.node.place != before.node.place if before else True
        if (
            before
            and after
            and {before.index, after.index} <= held
            and before.node.place == after.node.place
            and (not apart or (line.words <= _SHORT and not is_advert(line.key) and not _has_its_own_place(line, around)))
        ):
            return [Reason("body", "a line amid it was cut because it comes again", line.text)]
    return []


def _told_elsewhere(around: Around) -> list[Reason]:
    """Lines that other pages have at the same place too, kept in the story or cut off its end: an author's, or the layout's."""
    memory, lines, last = around.trace.memory, around.trace.judged.lines, around.trace.lines[-1]
    for line in around.trace.lines:
        place = memory.place(line.node.place)
        if place.is_varied and place.comes_often(line.level, line.words) and line.key not in wordings().devotion and not line.node.heading:
            return [Reason("body", "a line of it stands on other pages too", line.text)]
    anywhere, first = memory.place(ANYWHERE), around.trace.lines[0]
    begun, ended = memory.shared_beginning(first), memory.shared_ending(last)
    if begun is not None and _told(first, around).startswith(begun):
        return [Reason("body", "the stories of most pages begin with the same words", begun)]
    if ended is not None and _told(last, around).endswith(ended):
        return [Reason("body", "the stories of most pages end with the same words", ended)]
    if last.words <= _LONGEST_CALL and anywhere.is_fixed(last.level) and not anywhere.is_fixed(first.level):
        return [Reason("body", "its last line stands elsewhere on other pages", last.text)]  # of a story that a box quotes, the first does too
    before = next((line for line in reversed(lines[: first.index]) if line.key), None)
    after = next((line for line in lines[last.index + 1 :] if line.key), None)
    for end, beside in (("first", before), ("last", after)):
        if beside is not None and beside.node.place == (first if end == "first" else last).node.place and _is_cut_for_coming_again(beside, around):
            return [Reason("body", f"its {end} line was cut because it comes again", beside.text)]
    return []


def _told(line: Line, around: Around) -> str:
    """What of a line is in the body, folded: a byline may have been taken off its beginning, a call off its end."""
    return fold(around.trace.signed.texts.get(line.index, around.trace.stretch.text(line)))


def _is_cut_for_coming_again(line: Line, around: Around) -> bool:
    """Whether nothing but the memory of some other pages speaks against a line, and most pages do not have it."""
    evidence, place = around.trace.judged.evidence[line.index], around.trace.memory.place(line.node.place)
    told = evidence.tail or evidence.navigation or evidence.outside or line.is_link or line.index in around.taken or not place.is_varied
    labelled = line.index in around.trace.judged.dated or counts_readers(line.key.split()) or (line.words <= _MOST_LABELLED and ":" in line.text)
    if told or labelled or leaning(line.key) or addresses_reader(line.key) or is_advert(line.key) or is_talk(line.key):
        return False
    return (evidence.fixed or evidence.recurrent) and not place.is_on_most_pages(line.level)


def _block_amid(around: Around) -> list[Reason]:
    """Short lines amid the story that were taken for a box set into it, though nothing in them leads anywhere: an author's list, perhaps."""
    judged, body, container = around.trace.judged, around.trace.lines, around.trace.stretch.container
    if not around.is_cold or container is None:
        return []
    amid = [
        line for line in judged.lines[body[0].index : body[-1].index] if line.key and line.index not in around.body and within(line.node, container)
    ]
    if tells_prayers(amid):
        return []
    known = around.taken | _filled_in(around)
    left = [line for line in amid if line.index not in known and _LETTER.search(line.key) and _leads_nowhere(line, around)]
    left = [line for line in left if not is_beside_a_box(line)]
    for line, after in itertools.pairwise(left):
        if after.index - line.index <= _FEW and after.node.place == line.node.place:
            return [Reason("body", "lines amid it were left out, and nothing proves that they are a box", line.text)]
    asked = next((line for line in amid if line.index not in known and _asks(line, around)), None)
    if asked is not None:
        return [Reason("body", "a question amid it was left out, and may be asked in it", asked.text)]
    return _block_below(around, container)


def _block_below(around: Around, container: Node) -> list[Reason]:
    """A sentence right below the story and in its column that was taken for a box, though nothing in it leads anywhere or speaks to the reader."""
    judged, last = around.trace.judged, around.trace.lines[-1]
    known = around.taken | _filled_in(around)
    for line in judged.lines[last.index + 1 : around.trace.stretch.end]:
        if line.key and not (within(line.node, container) and _leads_nowhere(line, around)):
            return []
        if line.words > _STANDING and ends_sentence(line) and line.index not in known | judged.dated:
            return [Reason("body", "a sentence below it was left out, and nothing proves that it is a box", line.text)]
    return []


def _asks(line: Line, around: Around) -> bool:
    """Whether a line of some words is a question that leads nowhere, and not about the site or this page."""
    evidence = around.trace.judged.evidence[line.index]
    plain = not (line.links or line.control or line.node.embedded or evidence.against or evidence.outside or leaning(line.key))
    return plain and line.words > _FEW and line.text.rstrip().endswith(("؟", "?")) and not speaks_of_this(line.key.split())


def _leads_nowhere(line: Line, around: Around) -> bool:
    """Whether a line is neither a link, nor furniture by its words or its markup, nor beside such a line."""
    evidence = around.trace.judged.evidence[line.index]
    sounds = leaning(line.key) or addresses_reader(line.key) or is_advert(line.key) or is_talk(line.key)
    return not (line.links or line.control or line.node.embedded or evidence.against or evidence.outside or sounds)


def _filled_in(around: Around) -> set[int]:
    """The lines right at something to fill in: a newsletter's, a poll's."""
    return {at for index, _, _ in around.trace.judged.page.controls for at in range(index - _FEW, index + _FEW + 1)}


def _has_its_own_place(line: Line, around: Around) -> bool:
    """Whether hardly anything but this line stands at its place, on many pages: a box of the layout's."""
    place = around.trace.memory.place(line.node.place)
    return place.pages >= LEARNT and 2 * place.fresh <= place.pages and place.pages_with(line.level) >= LEARNT


def _is_cut_short(line: Line, body: Sequence[Line]) -> bool:
    """Whether a line is the beginning of one of the first paragraphs, as layouts print it once more above: «… ...»."""
    begun = line.key.rpartition(" ")[0]
    return line.words > _FEW and any(other.key.startswith(begun) for other in body[:_FIRST_PARAGRAPHS])


def _above_it(around: Around) -> list[Reason]:
    """Prose between the title and the story that was not read."""
    judged, body = around.trace.judged, around.trace.lines
    labelled = labelled_lines(judged, around.title_at)
    for line in judged.lines[around.title_at + 1 : body[0].index]:
        evidence = judged.evidence[line.index]
        if tells_another_day(line.key) or line.index in labelled or _is_cut_short(line, body) or prints_its_address(judged, line):
            continue
        if is_plainly_furniture(line) or _may_be_a_caption(judged, line) or (len(line.links) > _FEW and 2 * line.linked > len(line.text)):
            continue
        if (
            line.words >= (_FEW if line.node.tag == body[0].node.tag == "p" and not around.is_cold else _STANDING)
            and line.index not in around.taken
            and not (evidence.against or evidence.link or evidence.exhausted)
        ):
            return [Reason("body", "a line between the title and it was left out", line.text)]
    return []


def _may_be_a_caption(judged: Judged, line: Line) -> bool:
    """Whether a line right below a picture is as short as captions are, and no sentence."""
    above = judged.lines[line.index - 1] if line.index else line
    return bool(above.pictures) and not above.text and line.words <= _LONGEST_CAPTION and not line.text.rstrip().endswith((".", "!", "؟", "…"))


def _bulleted(body: Sequence[Line]) -> list[Reason]:
    bulleted = [line for line in body if _BULLET.match(line.text) and not line.node.item]
    return [Reason("body", "its bullets may be the layout's", bulleted[0].text)] if len(bulleted) > 1 else []
