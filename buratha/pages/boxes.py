"""What was set into a story: boxes between its paragraphs, labels above it, calls below it.

Works on one page alone. What a box is shows in the tree: it hangs beside the paragraphs in a block of another kind, and holds several lines
in blocks of their own; a single line of another kind is a box only where it speaks to the reader, or stands at either end.
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold
from buratha.arabic.names import read_byline, split_glued_byline
from buratha.pages.apart import counted_in_brackets
from buratha.pages.body import Stretch, within
from buratha.pages.byline import EDITORS_CODE
from buratha.pages.closing_headings import own_headings
from buratha.pages.counting import speaks_of_this
from buratha.pages.data_tables import is_data_table
from buratha.pages.fact_lines import (
    adverts_with_a_telephone,
    begins_a_leaf,
    count_of_readers,
    counts_anothers,
    gallery_counts,
    is_framed,
    tells_length,
)
from buratha.pages.films import film_captions
from buratha.pages.judged import Judged
from buratha.pages.label_words import either
from buratha.pages.lines import Line, Node, Picture
from buratha.pages.meta_text import WITH_SECONDS, is_date_line
from buratha.pages.paragraphs import BOX_LINE, OWN_BLOCKS, ends_sentence, groups, main_kinds, stands_within, words_of
from buratha.pages.pictures import bullets
from buratha.pages.plain_furniture import leads_or_offers
from buratha.pages.prayers import announced_hours, tells_prayers
from buratha.pages.repetition import PICTURES, Repetition
from buratha.pages.summaries import summaries
from buratha.pages.wording import addresses_reader, is_advert, leaning, tells_publication, wordings
from buratha.sections import slug_of

_DATED = 10
_BOX_WORDS, _BOX_SHARE = 70, 0.35
_LABEL = 4
_LONGEST_DAY = 45
_CAPTION_WORDS, _MOSTLY_SAID = 14, 0.5
_LONGEST_META = 12
_SENTENCE, _PHRASE = 6, 3
_QUOTING_LEVELS = 3
_FEW, _AROUND = 3, 8
_FIRST_LINES = 20
_LONGEST_POSTING, _SOME_READERS = 6, 50
_POSTED_BY = re.compile(
    r"(?:(?:نشر|كتب|اضيف|ادرج|ارسل)(?:ت|ه|ها)? )?(?:بواسطه|من طرف|من قبل|بيد|بمعرفه) |"
    rf"(?:نشر|اضاف|ادرج|ارسل|رفع|انزل|بعث)(?:ه|ها)(?: لكم| لنا)?(?: (?:ال)?(?:{either('writers', 'desks')}))+$"
)
"""Folded: «أرسلت بواسطة المشرف», «ارسله قلم التحرير»; not «ارسله الله رحمة»."""
_QUOTED_NAME = re.compile(r"[«\"(\[“]\s*([^»\")\]”]+?)\s*[»\")\]”]")
_DIGIT = re.compile(r"\d")
_ITEM = re.compile(r"\s*(?:[▪▫•·●○■□◆◇♦*➤►▶✓✔🔹🔸🔰\-–—]|\d{1,2}\s?[-–.)/ـ])")
_QUOTED = frozenset(("اقتباس", "quote"))
"""What forums set above a quotation."""
_SEVERAL_QUESTIONS = 3
_QUOTING = frozenset(("blockquote", "aside", "figure", "q"))
_PULLED = re.compile(r"(?<![a-z])(?:pull|quote|call-?out|highlight)")
_CAPTION = re.compile(r"caption|image|photo|credit|(?<![a-z])(?:img|pic|picture|thumb)")


def set_in(judged: Judged, stretch: Stretch, lines: Sequence[Line], memory: Repetition) -> set[int]:
    """Those of a story's lines that are no story: in boxes set into it, labels above it, calls below it."""
    if stretch.container is None or not lines:
        return set()
    grouped = groups(lines, stretch.container)
    main = main_kinds(grouped)
    found: set[int] = set()
    kinds = [block.place in main for block, _ in grouped]
    if True not in kinds:
        return set()
    first, last = kinds.index(True), len(kinds) - 1 - kinds[::-1].index(True)
    words = words_of(lines)
    hours = announced_hours(judged, stretch, lines, [held for _, held in grouped])
    plain = {block.place for block, held in grouped if not _is_beside_a_picture(judged, held[0])}
    asking = _asking([(block, held) for at, (block, held) in enumerate(grouped) if first < at < last])
    for at, (block, held) in enumerate(grouped):
        amid = first < at < last
        if held[0].index in hours or _is_told_before_a_call(stretch, held):
            continue
        if tells_prayers(held):
            found.update(line.index for line in held)
            continue
        if kinds[at] or (amid and block.place in asking) or (amid and len(held) > 1 and _is_the_authors(judged, block, held, memory)):
            continue
        if _is_set_in(judged, block, held, words, before=at < first, after=at > last, common=block.place in plain):
            found.update(line.index for line in held)
    found -= own_headings(judged, grouped, last, found, memory)
    found |= (
        _of_the_writer(judged, stretch, lines)
        | summaries(judged, stretch, lines)
        | film_captions(judged, stretch, lines)
        | _behind_the_code(lines)
        | _own_address(judged, lines)
        | posting_lines(lines)
    )
    found |= {line.index for line in lines if line.key in _QUOTED} if len(lines) > 1 else set()
    found |= {line.index for line in lines[1:-1] if _is_pulled_out(line, lines, stretch.container)}
    found |= adverts_with_a_telephone([held for at, (block, held) in enumerate(grouped) if first < at < last and not kinds[at] and is_framed(block)])
    found |= {lines[-1].index} if _heads_what_follows_a_list(judged, lines[-1]) and len(lines) > 1 else set()
    found |= gallery_counts(lines) | _links_to_its_parts(lines) | {line.index for line in lines if begins_a_leaf(judged, line)}
    own = {line.index for at, (_, held) in enumerate(grouped) if kinds[at] for line in held}
    found |= {line.index for line in lines if counts_anothers(line, amid=line.index in own) or tells_prayers([line]) or tells_length(line)} - hours
    found |= count_of_readers(lines, own)
    pictured = {
        line.index for at, line in enumerate(lines) if _is_captioned_picture(judged, line) and _is_the_pictures(judged, line, memory, first=at == 0)
    }
    return found | pictured if len(found | pictured) < len(lines) else found


def _is_told_before_a_call(stretch: Stretch, held: Sequence[Line]) -> bool:
    """Whether a block is one paragraph with a call glued to its last word, which was cut off and is no word of its."""
    told = stretch.mended.get(held[0].index) if len(held) == 1 else None
    key = fold(told) if told else ""
    return key.count(" ") >= _SENTENCE and not addresses_reader(key)


def _links_to_its_parts(lines: Sequence[Line]) -> set[int]:
    """Lines that say the same several times, each nothing but a link to another part of the page: one below each part of a running report."""
    inward = [
        line for line in lines if line.is_link and not line.node.heading and line.links and all(link.target.startswith("#") for link in line.links)
    ]
    told = Counter(line.key for line in inward)
    targets = {line.index: {link.target for link in line.links} for line in inward}
    found = {line.index for line in inward if told[line.key] > 1}
    return found if len(set().union(*(targets[index] for index in found))) > 1 else set()


def _heads_what_follows_a_list(judged: Judged, line: Line) -> bool:
    """Whether a label with a colon that stands at a story's end comes right below a list of other stories: «ما كتبه الاخوة حول المقال :»."""
    if line.words > _SENTENCE or not line.text.rstrip().endswith(":"):
        return False
    before = judged.above(line.index)
    return before is not None and bool(before.links) and judged.evidence[before.index].link


def _is_pulled_out(line: Line, lines: Sequence[Line], container: Node) -> bool:
    """Whether a quotation is nothing but a sentence out of one of the paragraphs: layouts set it large amid a text. A sub-heading may be one, too."""
    blocks = itertools.islice(itertools.takewhile(lambda node: node is not container, line.node.ancestors()), _QUOTING_LEVELS)
    quoting = [block for block in blocks if block.tag in _QUOTING or _PULLED.search(block.hints)]
    if not quoting or any(other is not line and within(other.node, quoting[-1]) for other in lines):
        return False
    is_named = any(_PULLED.search(block.hints) for block in quoting)
    return line.words >= (_PHRASE if is_named else _SENTENCE) and stands_within(line, lines)


def _asking(amid: Sequence[tuple[Node, Sequence[Line]]]) -> set[str]:
    """The kinds of blocks amid the paragraphs in which several questions stand, each alone: an interview's, though they say «you»."""
    asked = Counter(block.place for block, held in amid if len(held) == 1 and held[0].text.rstrip().endswith(("؟", "?")) and not held[0].links)
    return {place for place, times in asked.items() if times >= _SEVERAL_QUESTIONS}


def opening_twice(judged: Judged, stretch: Stretch) -> set[int]:
    """A line above the story that is the beginning of one of its first lines: a summary, a lead that the layout sets apart."""
    told = (line for line in judged.lines[stretch.start : stretch.end] if line.key and not (line.is_link or judged.evidence[line.index].against))
    lines = [(line, _told(line)) for line in itertools.islice(told, _FIRST_LINES)]
    return {line.index for at, (line, _) in enumerate(lines) if line.words > _SENTENCE and _opens(line, lines[at + 1 :])}


def _told(line: Line) -> str:
    """A line's folded words without a writer's name that it begins with, or is."""
    if line.words <= _LONGEST_POSTING and read_byline(line.text):
        return ""
    glued = split_glued_byline(line.text) if "|" in line.text else None
    return fold(glued[1]) if glued else line.key


def _opens(line: Line, others: Sequence[tuple[Line, str]]) -> bool:
    """Whether lines in another block begin with what a line says, but for its last word, which may be cut; a box may stand between them."""
    rest = f"{line.key.rpartition(' ')[0]} "
    for other, told in others:
        if told and other.node.place != line.node.place:
            if f"{told} ".startswith(rest):
                return True
            rest = rest.removeprefix(f"{told} ")
    return False


def posting_lines(lines: Sequence[Line]) -> set[int]:
    """Lines at a story's ends that say by which account it was posted, at which second, where, or how many have read it: «أرسلت بواسطة المشرف»."""
    opening = [line for line in lines[:2] if _is_of_the_posting(line) and not read_byline(line.text)]
    closing = [line for line in lines[-2:] if _tells_its_section(line) or _is_a_count_in_brackets(line)]
    found = {line.index for line in (*opening, *closing)}
    return found if len(lines) > len(found) else set()


def _tells_its_section(line: Line) -> bool:
    """Whether a line is a sentence on where this article was published: «نُشرت هذه المادة في باب «المقالات»»."""
    words = line.key.split()
    if len(words) > _LONGEST_META or not (tells_publication(line.key) and speaks_of_this(words)):
        return False
    return any(map(slug_of, (*(link.text for link in line.links), *_QUOTED_NAME.findall(line.text))))


def _is_a_count_in_brackets(line: Line) -> bool:
    """Whether a line is nothing but the number of the page's readers in brackets: «( قرأها 2081 )»."""
    counted = counted_in_brackets(line.text) if line.words <= _LONGEST_POSTING else None
    return counted is not None and counted[1] == line.text.strip() and counted[0] >= _SOME_READERS  # «(القراءة 12)» numbers a lesson


def _is_of_the_posting(line: Line) -> bool:
    """Whether a line says who put a story up, at which second, or in brackets how many have read it."""
    if line.words <= _LONGEST_POSTING and _POSTED_BY.match(line.key):
        return True
    second = WITH_SECONDS.search(western_digits(line.text)) is not None and tells_publication(line.key)
    return line.words <= 2 * _LONGEST_META and (second or counted_in_brackets(line.text) is not None)


def _is_set_in(judged: Judged, block: Node, held: Sequence[Line], words: int, *, before: bool, after: bool, common: bool) -> bool:
    """Whether a block of another kind than the paragraphs is no part of the story; ``common``: away from pictures the story has its kind too."""
    if len(held) == 1 and held[0].node.heading and _heads_furniture(judged, held[0]):
        return True
    if before and all(line.key in wordings().devotion for line in held):
        return False
    told = _is_plainly_set_in(judged, block, held, words, before=before, after=after)
    if told is not None:
        return told
    nodes = {id(line.node) for line in held}
    if not (before or after) and any(line.key in _QUOTED for line in held):
        return False
    if len(nodes) > 1 and not all(line.node.item or line.node.tag in OWN_BLOCKS for line in held):
        return before or after or not _are_verses(held)
    line = held[0]
    if len(held) == 1 and (_is_dated_link(judged, line) or leads_or_offers(line) or _dates_another(judged, line, block)):
        return True
    if len(held) == 1 and _is_beside_a_picture(judged, line) and not common:
        return True
    if len(nodes) > 1 or line.node.tag in OWN_BLOCKS:
        return after and addresses_reader(line.key)
    if addresses_reader(line.key) or leaning(line.key):
        return True
    if len(held) > 1:
        return False
    sentence = line.words > 2 * _SENTENCE or (line.words >= _SENTENCE and ends_sentence(line))
    return (before and line.words <= _LABEL and not ends_sentence(line)) or (after and not sentence)


def _is_plainly_set_in(judged: Judged, block: Node, held: Sequence[Line], words: int, *, before: bool, after: bool) -> bool | None:
    """Whether a block is no part of the story, where its kind alone tells; None where it does not."""
    if block.heading:
        return after
    if before and all(line.is_link for line in held):
        return True
    if any(read_byline(line.text) for line in held if line.words <= _DATED):
        return False
    if _is_caption(judged, block, held) or (len(held) == 1 and block.tag == "center" and _is_beside_a_picture(judged, held[0])):
        return True
    if _is_too_much(block, held, words) or (not (before or after) and is_data_table(held)) or (before and all(line.node.tag == "p" for line in held)):
        return False
    return None


def _heads_furniture(judged: Judged, heading: Line) -> bool:
    """Whether a heading stands in a block with lines below it that are all furniture: a poll that few pages have."""
    block = heading.node.parent
    below = judged.lines[heading.index + 1 : heading.index + _AROUND]
    held = list(itertools.takewhile(lambda line: within(line.node, block), (line for line in below if line.key))) if block else []
    return bool(held) and len(held) < _AROUND - 1 and all(judged.evidence[line.index].against for line in held)


def _dates_another(judged: Judged, line: Line, block: Node) -> bool:
    """Whether a line is nothing but a day beside the headline of another story, in a block of their own."""
    near = judged.lines[max(0, line.index - _AROUND) : line.index + _AROUND] if is_date_line(line.text) else []
    return any(judged.links_to_other_article(other) and within(other.node, block) for other in near)


def _is_dated_link(judged: Judged, line: Line) -> bool:
    """Whether a line is another story's headline with its day, and a label at most."""
    return line.has_year and judged.links_to_other_article(line) and len(line.text) - line.linked < _LONGEST_DAY


def _is_too_much(block: Node, held: Sequence[Line], words: int) -> bool:
    """Whether a block is larger than boxes are, is one that texts have of themselves, or holds pictures."""
    if block.tag in OWN_BLOCKS or any(line.pictures or line.words > BOX_LINE for line in held):
        return True
    return words_of(held) > min(_BOX_WORDS, _BOX_SHARE * words)


def _is_caption(judged: Judged, block: Node, held: Sequence[Line]) -> bool:
    """Whether a block is named as a caption, or is a picture with a few words that have no end."""
    if _CAPTION.search(block.hints) and words_of(held) <= BOX_LINE:
        return True
    return len(held) == 1 and _is_captioned_picture(judged, held[0])


def _is_the_pictures(judged: Judged, line: Line, memory: Repetition, *, first: bool) -> bool:
    """Whether a picture's few words speak of it: no byline, and no first line beside the icon of a section, which other pages have too."""
    if read_byline(line.text) or line.key in wordings().devotion or is_date_line(line.text):
        return False
    if first and not _is_said_by(line.pictures, line):
        return False
    if not judged.learnt:
        return not first
    return all(memory.place(PICTURES).pages_with(picture.source) <= 1 for picture in line.pictures)


def _is_captioned_picture(judged: Judged, line: Line) -> bool:
    """Whether a line is a picture with a few words that have no end, or a few words right below a picture that says them too."""
    if not line.pictures and line.words <= _CAPTION_WORDS and _says_the_same(judged, line):
        return True
    pictured = bool(line.pictures) and 0 < line.words <= _CAPTION_WORDS and not ends_sentence(line) and not line.node.heading
    return pictured and bullets(judged).isdisjoint(picture.source for picture in line.pictures)


def _is_the_authors(judged: Judged, block: Node, held: Sequence[Line], memory: Repetition) -> bool:
    """Whether several lines amid the paragraphs are an author's list: bullets or numbers before them, or nothing of it on any other page."""
    if is_list(held):
        return True
    around = [line for line in judged.lines[held[0].index - _FEW : held[-1].index + _FEW] if within(line.node, block)]
    plain = not any(line.links or line.pictures or line.control or leaning(line.key) or addresses_reader(line.key) for line in around)
    telling = all(line.words > 1 for line in held)
    return plain and telling and judged.learnt and all(memory.place(line.node.place).pages_with(line.level) <= 1 for line in held)


def is_list(held: Sequence[Line]) -> bool:
    """Whether several lines, none of them a link, begin with a bullet or with numbers that count up: an author's list."""
    return len(held) > 1 and all(_ITEM.match(western_digits(line.text)) and not line.is_link for line in held)


def _are_verses(held: Sequence[Line]) -> bool:
    """Whether several lines of one kind, without a link, a number or a heading, can be verses."""
    plain = all(line.words >= _FEW and not (line.links or line.node.heading or _DIGIT.search(line.text) or leaning(line.key)) for line in held)
    return plain and len({line.node.place for line in held}) == 1 and not any(addresses_reader(line.key) for line in held)


def _of_the_writer(judged: Judged, stretch: Stretch, lines: Sequence[Line]) -> set[int]:
    """The few lines below a heading that announces who the writer is: «عن الكاتب». Less of them than of the story."""
    heads = [line.index for line in judged.lines[stretch.start : stretch.end] if line.key in wordings().about_the_writer]
    below = [line for line in lines if heads and line.index >= heads[-1]]
    is_a_box = len(below) <= _FEW + 1 and 2 * words_of(below) < words_of(lines)
    return {line.index for line in below} if is_a_box else set()


def _says_the_same(judged: Judged, line: Line) -> bool:
    """Whether the picture right above a line says most of its words, or all of a sentence's: a lead may say the title too."""
    before = judged.lines[line.index - 1] if line.index else None
    if before is None or before.text or not _is_said_by(before.pictures, line):
        return False
    return not ends_sentence(line) or any(line.key in (fold(picture.alt), fold(picture.title)) for picture in before.pictures)


def _is_said_by(pictures: Sequence[Picture], line: Line) -> bool:
    """Whether pictures have most of a line's words for those who do not see them."""
    said = {word for picture in pictures for word in fold(f"{picture.alt} {picture.title}").split()}
    words = set(line.key.split())
    return len(words & said) > _MOSTLY_SAID * len(words)


def _own_address(judged: Judged, lines: Sequence[Line]) -> set[int]:
    """Short lines that print the page's own address."""
    return {line.index for line in lines if prints_its_address(judged, line)}


def prints_its_address(judged: Judged, line: Line) -> bool:
    """Whether a short line prints the page's own address."""
    return judged.address is not None and line.words <= BOX_LINE and "http" in line.text and f"/{judged.address.id}" in line.text


def _is_beside_a_picture(judged: Judged, line: Line) -> bool:
    """Whether a short line without an end stands right at a picture: its caption."""
    return line.words <= _CAPTION_WORDS and not ends_sentence(line) and bool(pictures_beside(judged, line))


def pictures_beside(judged: Judged, line: Line) -> list[Line]:
    """The pictures right above and below a line, but for advertisements."""
    beside = [judged.lines[at] for at in (line.index - 1, line.index + 1) if 0 <= at < len(judged.lines)]
    return [other for other in beside if other.pictures and not other.text and not _is_an_advertisements(judged, other)]


def _is_an_advertisements(judged: Judged, picture: Line) -> bool:
    """Whether the line above a picture, in its block, calls it an advertisement."""
    label = judged.lines[picture.index - 1] if picture.index else picture
    return is_advert(label.key) and picture.node.parent in (label.node, label.node.parent, label.node.parent and label.node.parent.parent)


def _behind_the_code(lines: Sequence[Line]) -> set[int]:
    """What stands behind the editor's code or the agency's own signature: with them a story ends."""
    at = next((at for at, line in enumerate(lines) if at and _ends_it(line, lines[at + 1 :])), None)
    return {line.index for line in lines[at + 1 :] if not is_closing(line)} if at is not None else set()


def _ends_it(line: Line, behind: Sequence[Line]) -> bool:
    """Whether a story ends with a line; a code that reads as a day may be a sub-heading of the story's: sentences follow it."""
    return is_closing(line) and not (is_date_line(line.text) and any(other.words > 2 * _SENTENCE and ends_sentence(other) for other in behind))


def is_closing(line: Line) -> bool:
    """Whether a line is an editor's code or the agency's own signature."""
    return EDITORS_CODE.match(line.text) is not None or line.key in wordings().sign_off
