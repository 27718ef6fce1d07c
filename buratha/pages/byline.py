"""Who signs the story: above it, in its first paragraph, in the title, or below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from buratha.arabic import names
from buratha.arabic.dates import Moment, parse_date
from buratha.arabic.folding import fold
from buratha.pages.body import Stretch, speaks, within
from buratha.pages.byline_row import COLUMNS, behind_its_section, has_a_town, is_glued, named_beside_a_label, with_place_and_day, writer_beside_facts
from buratha.pages.frame_lines import is_of_the_frame
from buratha.pages.judged import Judged
from buratha.pages.label_words import keys
from buratha.pages.lines import Line
from buratha.pages.meta_text import is_date_line
from buratha.pages.ownership import is_anothers
from buratha.pages.wording import is_talk, wordings
from buratha.pages.writer_introduced import introduced_in_one_line
from buratha.pages.writer_labels import PART_OF_A_SIGNATURE, is_label, labelled_writer

EDITORS_CODE = re.compile(r"^\s*\d{1,2}/\d/\d{3,6}\s*$")
_WIRE_SLUG = re.compile(
    r"^[A-Z]{2,6}\s?(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d"
    r"(?:(?:\s+GMT)?(?:\s+[A-Z][A-Za-z]{2}\s*\d{1,2})?\s*NNNN|\s+GMT|(?:\s+GMT)?\s+[A-Z][A-Za-z]{2}\s*\d{1,2})$"
)
"""The last line of a wire's copy, with day and hour: "BNA 091414 May 10 NNNN"."""
_INITIALS = re.compile(r"^(?=.*/)(?:[^\W\d_]\s?[./ ]\s?){1,5}[^\W\d_]\.?$")
"""Editors' letters on a line of their own: «ع ك / م ج»."""
_LETTERED = re.compile(r"[\W_]*(?:[اأ][\W_]+ب(?:[\W_]+ج)?|س[\W_]+[صع])[\W_]*")
"""What an author numbers by letters."""
_END_IN_BRACKETS = re.compile(r"^[(\[]\s*(?:ال)?(?:نهاي[ةه]|انتهى|انتهت)\s*[)\]]$")
_SIGNED_OFF = re.compile(r"تحرير(?: [^ ]{1,3}){1,3} انتهي(?: \d{1,3})?|انتهي(?: [^ \d]{1,2}){0,2} \d{1,3}|انتهي(?: [^ \d]{1,2}){1,2}")
"""Folded: what agencies end a report with, with its editor's number or letters: «انتهى / 25», «تحرير: م.ج / انتهى». Alone it is an author's word."""
_ZONE = 40
_SENTENCE = 8
_CELLS = frozenset(("td", "dd"))
_VERSE, _POEM = 3, 12
"""Words of a line too long for a tool, and of lines that are no tools together."""
_LISTED, _LONGEST_SIGNATURE = 6, 5
WITH_A_TOWN = "signature with a town"
"""A name and a town that end a report: whoever it tells of last, perhaps."""
_PICTURING = keys("writers", "picturing")
_SIGNATURE = 4
_CARD, _BIOGRAPHY = 2, 60
"""Lines of a signature with towns and addresses."""
_ADDRESS = re.compile(r"^\S+@\S+\.\w+$")
_PARTS_OF_A_PLACE = re.compile(r"\s+[-–—/|]\s+|\s*[،,؛]\s*")
_LONGEST_NAME, _LONGEST_LABEL = 4, 2
_ENDS = (".", "!", "؟", "?", "…", ":", ")", "]", "»", '"', "”")
"""What ends a sentence."""
_PLACES = ("ناحيه ", "مدينه ", "قضاء ", "محافظه ", "قريه ", "حي ")
_POSTSCRIPTS = ("ملاحظ", "المصادر", "المصدر", "هوامش", "الهوامش", "نشر ", "نشرت ")
_BEFORE_A_NAME, _CLOSINGS = keys("writers", "signing"), keys("writers", "closings")
_ADDRESSING = keys("writers", "addresses")
_SENTENCE_END = re.compile(r"[.!؟?…]\s*$")


@dataclass(slots=True)
class Signed:
    """What the byline block gives: the name, its witness, the lines as printed, and a date printed among them."""

    author: str | None = None
    witness: str | None = None
    source: str | None = None
    printed: list[str] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    texts: dict[int, str] = field(default_factory=dict)
    moment: Moment | None = None
    code: str | None = None
    sign_off: str | None = None
    is_dated: bool = False
    """Whether the page tells the day elsewhere: one below a name is somebody else's then."""

    def take(self, line: Line, printed: str) -> None:
        """A line that belongs to the byline, not to the body."""
        self.taken.add(line.index)
        self.printed.append(printed)

    def name(self, byline: names.Byline, witness: str) -> None:
        """Keep the first name and the first source."""
        if byline.author and self.author is None:
            self.author, self.witness = byline.author, witness
        self.source = self.source or byline.source


def above(judged: Judged, title_index: int, stretch: Stretch, skipped: set[int], now: datetime) -> Signed:
    """Read the byline block between the title and the first paragraph."""
    signed = Signed()
    titled = judged.lines[title_index] if title_index >= 0 else None
    is_below_all = False
    for line in judged.lines[title_index + 1 : max(stretch.end, min(stretch.limit, title_index + _ZONE * 2))]:
        if not line.key or line.index in skipped:
            continue
        evidence = judged.evidence[line.index]
        if evidence.navigation or evidence.message or (evidence.outside and line.is_link) or (evidence.fixed and not _says_who_writes(line)):
            continue
        if line.node.tag == "figcaption" or is_of_the_frame(line):
            continue
        name = names.read_byline(line.text) if line.words <= _SENTENCE else None
        if line.control and not (name and (name.marked or _tells_below(judged, line, stretch, skipped))):
            continue
        if name and is_anothers(judged, line, titled):
            continue
        before, after = _verses_around(judged, title_index, line, stretch, skipped) if name and titled else (0, 0)
        if name and not name.marked and before >= _POEM and after:
            continue  # a name within a poem
        if _is_of_the_card(line, signed, judged, stretch):
            signed.taken.add(line.index)
            continue
        if line.index - title_index > _ZONE or not (_read_line(line, signed, judged, now) or _stands_aside(line, stretch)):
            break
        is_below_all = is_below_all or (before >= _POEM and before > after)
    if signed.taken and not is_below_all:
        last = max(signed.taken)
        signed.taken |= _tools_before(judged, title_index, last, skipped) - _told_above(judged, stretch, last, skipped)
    return signed


def _is_of_the_card(line: Line, signed: Signed, judged: Judged, stretch: Stretch) -> bool:
    """Whether a few words that are no sentence stand right below the writer's name, in a block that holds the two, and the text outside it."""
    before = next((other for other in reversed(judged.lines[: line.index]) if other.key), None)
    card = line.node.parent
    if before is None or before.index not in signed.taken or before.text not in signed.printed or card is None or card is not before.node.parent:
        return False
    few = line.words <= 2 * _SENTENCE and not _SENTENCE_END.search(line.text) and line.node.place != before.node.place
    if not few or card is stretch.container or judged.prose_in(card) > line.words:
        return False
    return any(other.words > _POEM and speaks(other, judged) and not within(other.node, card) for other in judged.lines[line.index + 1 : stretch.end])


def _stands_aside(line: Line, stretch: Stretch) -> bool:
    """Whether a short line that leads elsewhere stands above the block of the paragraphs, of which it is none: an advertisement."""
    return stretch.container is not None and bool(line.links) and line.words < 2 * _SENTENCE and not within(line.node, stretch.container)


def _says_who_writes(line: Line) -> bool:
    """Whether a line says itself that its name is the writer's: one may have written all the pages that are known."""
    if line.words > _SENTENCE:
        return False
    byline = names.read_byline(line.text)
    return (byline is not None and byline.marked and byline.author is not None) or labelled_writer(line.text) is not None


def beside_the_date(texts: tuple[str, ...], signed: Signed) -> None:
    """Read the writer's name where it stands in one line with date and views."""
    for text in texts:
        dated = with_place_and_day(text)
        byline = dated[0] if dated else labelled_writer(text) or names.read_byline(text)
        if byline and byline.author:
            signed.name(byline, "byline beside the date")
            signed.printed.append(text)
            return


def among_facts(judged: Judged, lines: Sequence[Line], signed: Signed) -> None:
    """Read the name that shares a line of the date's with nothing but facts, whatever parts them: «المقالات · كاظم المياحي · 26 أيلول 2006»."""
    for line in lines if signed.author is None else ():
        byline = writer_beside_facts(line) or behind_its_section(line, judged)
        if byline is not None and byline.author:
            signed.name(byline, "byline beside the date")
            signed.printed.append(byline.author)


def in_the_dates_list(judged: Judged, dated_at: int, signed: Signed) -> None:
    """Read the bare name beside the date in a list of facts; for columns, where such a list names the writer."""
    found = bare_item_beside(judged, dated_at)
    if found is not None:
        signed.name(names.Byline(names.bare_name(found.text)), "byline beside the date")
        signed.take(found, found.text)


def bare_item_beside(judged: Judged, dated_at: int) -> Line | None:
    """The one item of a list of facts, or line of a card, right before or behind the date's that is a bare name, and the same on no other page."""
    dated = judged.lines[dated_at]
    beside = [line for line in judged.lines[max(0, dated_at - 1) : dated_at + 2] if line.node.parent is dated.node.parent and not line.is_link]
    found = [line for line in beside if line.node is not dated.node and is_a_bare_name(line) and not judged.evidence[line.index].fixed]
    return found[0] if len(found) == 1 else None


def is_a_bare_name(line: Line) -> bool:
    """Whether a line is the name of a person and nothing more."""
    few = 1 < line.words <= _LONGEST_NAME and not any(map(str.isdigit, line.text)) and ":" not in line.text
    return few and names.is_name(names.bare_name(line.text)) and names.read_byline(line.text) is not None


def _tells_below(judged: Judged, line: Line, stretch: Stretch, skipped: set[int]) -> bool:
    """Whether the story goes on below a name with a button beside it, to follow whoever writes: a reader's name has his own words below it."""
    above = judged.lines[stretch.start : line.index]
    below = (other for other in judged.lines[line.index + 1 : stretch.end] if other.index not in skipped and within(other.node, stretch.container))
    told = sum(other.words for other in below if speaks(other, judged))
    return told >= _POEM and not any(is_talk(other.key) for other in above)


def _verses_around(judged: Judged, title_index: int, line: Line, stretch: Stretch, skipped: set[int]) -> tuple[int, int]:
    """How many words of the story stand above a line, and below it, in lines too long for tools."""
    told = [
        other
        for other in judged.lines[title_index + 1 : stretch.end]
        if other.words >= _VERSE and other.index not in skipped and speaks(other, judged) and within(other.node, stretch.container)
    ]
    above = sum(other.words for other in told if other.index < line.index)
    return above, sum(other.words for other in told if other.index > line.index)


def _told_above(judged: Judged, stretch: Stretch, byline: int, skipped: set[int]) -> set[int]:
    """The lines of a short story that stands above its byline, which is a cell among the layout's facts or below the text; none where it goes on."""
    if byline < stretch.end and judged.lines[byline].node.tag not in _CELLS and not _is_labelled(judged.lines[byline], judged):
        return set()
    lines = (line for line in judged.lines[stretch.start : stretch.end] if within(line.node, stretch.container) and speaks(line, judged))
    told = {line.index for line in lines if line.words >= _VERSE and line.index not in skipped}
    return told if all(index <= byline for index in told) else set()


def _is_labelled(line: Line, judged: Judged) -> bool:
    """Whether the line right before a name is a label of whoever writes: a fact of the layout's, which may stand below the text."""
    before = next((other for other in reversed(judged.lines[: line.index]) if other.key), None)
    return before is not None and is_label(before.key)


def _tools_before(judged: Judged, title_index: int, last: int, skipped: set[int]) -> set[int]:
    """What stands between title and byline is the layout's: share, print, font size. A devout opening is the story's."""
    lines = judged.lines[title_index + 1 : last]
    return {line.index for line in lines if line.index not in skipped and line.key not in wordings().devotion and not is_date_line(line.text)}


def _read_line(line: Line, signed: Signed, judged: Judged, now: datetime) -> bool:
    """Read one line of the zone; False when the story has begun."""
    if line.key in wordings().devotion:
        return True
    beside_facts = writer_beside_facts(line) or behind_its_section(line, judged)
    if beside_facts is None and (glued := names.split_glued_byline(line.text)):
        byline, rest = glued
        signed.name(byline, "byline in the first paragraph")
        signed.printed.append(line.text[: len(line.text) - len(rest)].strip())
        signed.texts[line.index] = rest
        return False
    byline_found = named_beside_a_label(line) or _introduced(line, signed, judged) or (None if is_glued(line) else names.read_byline(line.text))
    byline_found = byline_found or labelled_writer(line.text) or beside_facts
    if byline_found and (byline_found.marked or not (_continues(line, judged) or _captions_a_picture(line, judged))):
        signed.name(byline_found, "byline" if byline_found.marked else "bare name line")
        signed.moment = signed.moment or _day_beside_it(line, now)
        signed.take(line, line.text)
        return True
    if byline_found is None and (dated := with_place_and_day(line.text)):
        signed.name(dated[0], "byline")
        signed.moment = signed.moment or parse_date(dated[1], now)
        signed.take(line, line.text)
        return True
    if signed.printed and not signed.texts and _is_place(line, judged):
        signed.take(line, line.text)
        return True
    if signed.printed and signed.moment is None and _is_short_date(line):
        signed.moment = parse_date(line.text, now)
        signed.take(line, line.text)
        return True
    if is_date_line(line.text):
        return True
    evidence = judged.evidence[line.index]
    if evidence.against or evidence.exhausted or evidence.link or evidence.leaning is not None:
        return True
    if 2 * line.linked >= len(line.text) and judged.links_to_other_article(line):
        return True
    return line.words < _SENTENCE and not (line.words > 2 and _SENTENCE_END.search(line.text)) and not signed.taken


def _day_beside_it(line: Line, now: datetime) -> Moment | None:
    """The moment in an element of its own beside a name."""
    dated = [run for run in line.runs if is_date_line(run)] if line.cuts and line.has_year else []
    return parse_date(dated[0], now) if len(dated) == 1 else None


def _introduced(line: Line, signed: Signed, judged: Judged) -> names.Byline | None:
    """The writer of a column in a line with the name and what the writer is, in a block of another kind than the text's; one of several is none."""
    if signed.printed or judged.address is None or judged.address.section not in COLUMNS:
        return None
    below = judged.lines[line.index + 1 :]
    if any(other.node.place == line.node.place and (other.words > _POEM or introduced_in_one_line(other)) for other in below[:_ZONE]):
        return None
    return introduced_in_one_line(line)


def _is_short_date(line: Line) -> bool:
    """A column's day, one date in one calendar; the double date that opens a solemn text is the text's."""
    return line.words <= 4 and is_date_line(line.text)


def _is_place(line: Line, judged: Judged) -> bool:
    """The writer's town: known, or a word or two between the name and the day."""
    if names.is_place(line.text):
        return True
    after = next((other for other in judged.lines[line.index + 1 : line.index + 3] if other.key), None)
    return line.words <= 3 and after is not None and _is_short_date(after)


def _captions_a_picture(line: Line, judged: Judged) -> bool:
    """Whether a bare name says who is in the picture before it, not who writes."""
    before = judged.lines[line.index - 1] if line.index else None
    if before is None or not before.pictures or before.text or before.links or not before.pictures[0].alt:
        return False
    alt = fold(before.pictures[0].alt)
    section = judged.address.section if judged.address else ""
    return section not in COLUMNS and not set(alt.split()).isdisjoint(line.key.split())


def _continues(line: Line, judged: Judged) -> bool:
    """Whether a bare name is only the first words of a sentence that a line break cut."""
    after = judged.lines[line.index + 1] if line.index + 1 < len(judged.lines) else None
    return after is not None and after.gap == "break" and after.key.startswith(("قال ", "ان ", "في ")) and after.node is line.node


def again_above(lines: list[Line], signed: Signed) -> None:
    """Take the byline that opens the text once more where the layout names the same writer above it."""
    for line in lines[:2] if signed.author is not None else ():
        byline = (names.read_byline(line.text) or labelled_writer(line.text)) if line.words <= _SENTENCE else None
        if byline is not None and byline.author is not None and fold(byline.author) == fold(signed.author or ""):
            signed.take(line, line.text)


def below(lines: list[Line], stretch: Stretch, signed: Signed, section: str, now: datetime) -> None:
    """Take the editor's code, the sign-off and a signature off the story's end."""
    if closing := _signed_with_place(lines, signed, section):
        for line in closing:
            signed.take(line, line.text)
            if signed.moment is None and is_date_line(line.text):
                signed.moment = parse_date(line.text, now)
        lines = lines[: -len(closing)]
    for line in reversed(lines[-4:]):
        text = signed.texts.get(line.index, stretch.text(line))
        above = lines[lines.index(line) - 1] if line is not lines[0] else None
        signs_off = line.key in wordings().sign_off or EDITORS_CODE.match(text) is not None
        if above is not None and above.text.rstrip().endswith(":") and not (signs_off or _heads_a_signature(above)):
            return  # what the text announces
        if EDITORS_CODE.match(text) or _WIRE_SLUG.match(text) or _are_initials(text, above, signed, section):
            signed.code = signed.code or text.strip()
        elif (
            line.key in wordings().sign_off
            or _SIGNED_OFF.fullmatch(line.key)
            or ((section not in COLUMNS or signed.code) and _END_IN_BRACKETS.match(text))
        ):
            signed.sign_off = signed.sign_off or text
        elif _is_the_label_of_what_was_taken(line, lines, signed):
            signed.printed.insert(-1, text)
        elif above is not None and not _is_one_of_a_list(line, lines, signed) and _own_line_signature(line, above, signed, section):
            signed.printed.append(text)
        elif glued := names.split_signature(text):
            signed.texts[line.index], byline = glued
            signed.name(byline, "signature")
            signed.printed.append(text[len(glued[0]) :].strip())
            return
        else:
            return
        signed.taken.add(line.index)


def _heads_a_signature(line: Line) -> bool:
    """Whether a word or two with a colon say that who writes is named below: «كتبه:», «أخوكم:»."""
    words = line.key.split()
    return len(words) <= _LONGEST_LABEL and (is_label(line.key) or line.key in _BEFORE_A_NAME or (len(words) > 0 and words[0] in _CLOSINGS))


def _is_the_label_of_what_was_taken(line: Line, lines: Sequence[Line], signed: Signed) -> bool:
    """Whether a line is such a label, and the name right below it is taken."""
    name = next((other for other in lines[lines.index(line) + 1 :][:1] if other.index in signed.taken), None)
    if name is None or signed.author is None or not line.text.rstrip().endswith(":") or not _heads_a_signature(line):
        return False
    return fold(signed.author) in name.key


def _are_initials(text: str, above: Line | None, signed: Signed, section: str) -> bool:
    """Whether a line is editors' letters; in columns they are the author's own, unless beside a code or an end's mark.

    Below a few words without an end they are what those ask for: «السرعة بوحدة», «م / ث».
    """
    if _INITIALS.match(text) is None or _LETTERED.fullmatch(text):
        return False
    if above is not None and above.words <= _LONGEST_SIGNATURE and not (above.text.rstrip().endswith(_ENDS) or _is_of_the_end(above)):
        return False
    return section not in COLUMNS or bool(signed.code or signed.sign_off)


def without_card(lines: list[Line], author: str) -> list[Line]:
    """A story's lines without the writer's name below them, in a block of another kind, and the few words on who that is."""
    paragraphs = {line.node.place for line in lines if line.words > _POEM}
    for size in range(_CARD, min(_SIGNATURE, len(lines))):
        first, *others = lines[-size:]
        if fold(names.bare_name(first.text)) == fold(author) and _is_a_card_of_its_own(first, others, lines[:-size]):
            return lines[:-size]
    for size in range(1, min(_SIGNATURE, len(lines))):
        first, *others = lines[-size:]
        if any(line.words > _SENTENCE or line.node.place in paragraphs for line in (first, *others)):
            break
        if fold(names.bare_name(first.text)) == fold(author):
            return lines[:-size]
    return lines


def _is_a_card_of_its_own(name: Line, others: Sequence[Line], story: Sequence[Line]) -> bool:
    """Whether all that stands below a name shares its block, which nothing of the story does."""
    block = name.node if all(other.node is name.node for other in others) else name.node.parent
    told = sum(other.words for other in others)
    if block is None or not block.hints or told > _BIOGRAPHY or others[0].key.startswith(_POSTSCRIPTS):
        return False
    return all(within(other.node, block) for other in others) and not any(within(line.node, block) for line in story)


def _signed_with_place(lines: list[Line], signed: Signed, section: str) -> list[Line]:
    """The last lines of a text from its writer's name on, where towns, a day and addresses of mail are all that stands below that."""
    for size in range(2, min(_SIGNATURE, len(lines) - 1) + 1):
        first, *others = lines[-size:]
        if not all(_is_of_a_signature(line, signed) for line in others):
            return []
        byline = names.read_byline(first.text) or labelled_writer(first.text)
        name = byline.author if byline is not None and byline.author else names.bare_name(first.text)
        if signed.author is None and byline is not None and byline.author and (byline.marked or section in COLUMNS or labelled_writer(first.text)):
            signed.name(byline, "signature")
        if signed.author is not None and fold(name) == fold(signed.author):
            return [first, *others]
    return []


def _is_of_the_end(line: Line) -> bool:
    return line.key in wordings().sign_off or names.read_byline(line.text) is not None


def _is_of_a_signature(line: Line, signed: Signed) -> bool:
    """Whether a line below a writer's name is a town, an address of mail or the one day that the page tells."""
    is_place = all(names.is_place(part) for part in _PARTS_OF_A_PLACE.split(line.text))
    return _ADDRESS.search(line.text) is not None or is_place or (is_date_line(line.text) and not signed.is_dated)


def _is_one_of_a_list(line: Line, lines: Sequence[Line], signed: Signed) -> bool:
    """Whether a name with a town is one of several below one another, or says who is in a picture: those of winners, of the dead."""
    if signed.author is not None and fold(names.bare_name(line.text)) == fold(signed.author):
        return False
    at = lines.index(line)
    above = lines[at - 1]
    byline = names.read_byline(above.text)
    named = byline is not None and byline.author is not None and above.index not in signed.taken
    if named and line.node.tag == "li":
        return True
    if not has_a_town(line.text):
        return False
    near = [other for other in lines[max(0, at - _LISTED) : at] if other.words <= _SENTENCE]
    others = sum(names.is_place(other.text) or has_a_town(other.text) for other in near)
    return named or others > 0 or (above.words <= _SENTENCE and not _PICTURING.isdisjoint(above.key.split()))


def _own_line_signature(line: Line, above: Line, signed: Signed, section: str) -> bool:
    """Whether a line names the writer, or is his address, which the line above does not announce as somebody's to write to."""
    if signed.author is not None and _ADDRESS.match(line.text):
        return _ADDRESSING.isdisjoint(above.key.split())
    if signed.author is not None and fold(names.bare_name(line.text)) == fold(signed.author):
        return True  # a name that is also that of somebody known, too
    name, *others = PART_OF_A_SIGNATURE.split(line.text)
    is_writers = signed.author is not None and len(others) > 0 and fold(names.bare_name(name)) == fold(signed.author)
    if is_writers and all(names.is_place(other) or fold(other).startswith(_PLACES) for other in others):
        return True
    byline = names.read_byline(line.text)
    if byline is None or byline.author is None:
        return False
    same = signed.author is not None and fold(signed.author) == fold(byline.author)
    told = byline.marked or labelled_writer(line.text) or _heads_a_signature(above)
    if same or told or (signed.author is None and section in COLUMNS and line.words <= _LONGEST_SIGNATURE):
        signed.name(byline, "signature")
        return True
    if has_a_town(line.text):
        signed.name(byline, "signature" if section in COLUMNS else WITH_A_TOWN)
        return True
    return False
