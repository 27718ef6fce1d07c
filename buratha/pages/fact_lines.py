"""Lines that a layout sets among a story's and that tell a fact or a call: counts of readers, lengths, leaves of calendars, telephones."""

import re
from collections.abc import Sequence

from buratha.arabic.dates import without_dates
from buratha.arabic.digits import western_digits
from buratha.pages.counting import NOT_VIEWS, WHAT_IS_READ, counts_readers
from buratha.pages.fragments import fragments
from buratha.pages.judged import Judged
from buratha.pages.label_words import keys
from buratha.pages.lines import Line, Node
from buratha.pages.paragraphs import BOX_LINE, ends_sentence, words_of

_LABEL = 4
_LONGEST_META = 12
_FEW, _AROUND = 3, 8
_SET_BY_AUTHORS = frozenset(("blockquote", "center", "li", "cite", "pre"))
_BESIDE_COUNTS = NOT_VIEWS | WHAT_IS_READ | keys("times", "hour") | {"عليه", "عليها", "مره", "مرات"}
_FRAMES = frozenset(("table", "ins", "aside"))
_ADVERT_HINT = re.compile(r"(?<![a-z])(?:ads?|adv\w*|banner|sponsor\w*|i3lan|e3lan)(?![a-z])")
_TELEPHONE = re.compile(r"(?<!\d)(?:00964|\+?964|0)[\s-]?7(?:[\s-]?\d){8,9}(?!\d)")
_DIGIT = re.compile(r"\d")
_FULL_STOP = re.compile(r"[.!؟?…]\s*$")
_OF_ALL = re.compile(r"\s*(\d{1,3})\s?(?:/|من)\s?(\d{1,3})\s*")
_OF_WORDS, _OF_MINUTES = re.compile(r"(?<!\d)\d+ كلم(?:ه|ات)(?!\w)"), re.compile(r"(?<!\d)\d+ د(?:قيقه|قايق)?(?!\w)")


def counts_anothers(line: Line, *, amid: bool) -> bool:
    """Whether a short line tells a day and a number of readers: another story's, since this one's are taken.

    A sentence is the author's: one that has an end, or ``amid`` paragraphs of its own kind more words than labels have.
    """
    if not 0 < line.words <= _LONGEST_META or not line.has_year:
        return False
    if _FULL_STOP.search(line.text) or (amid and sum(not word.isdigit() for word in without_dates(line.text).split()) > _LABEL):
        return False
    pieces = fragments(line)
    return any(piece.date for piece in pieces) and any(piece.label == "views" and piece.numbers for piece in pieces)


def count_of_readers(lines: Sequence[Line], own: set[int]) -> set[int]:
    """The one line of another kind than the paragraphs that is nothing but a number of readers: «👁 1148 مشاهدة», «عند 21:15 قرأه 466 ، 0 رد».

    An author counts, too: among the paragraphs, in headings and quotations, and of something.
    """
    found = {line.index for line in lines if line.index not in own and _counts_readers(line)}
    return found if len(found) == 1 else set()


def _counts_readers(line: Line) -> bool:
    """Whether a line outside headings has one number of readers, and no word but labels of that, of an hour and of other counts."""
    if not 0 < line.words <= _LONGEST_META or line.node.heading or line.node.tag in _SET_BY_AUTHORS or not _DIGIT.search(line.text):
        return False
    words = [word for word in line.key.split() if not word.isdigit()]
    if _FULL_STOP.search(line.text) or not all(counts_readers([word]) or word in _BESIDE_COUNTS for word in words):
        return False
    pieces = fragments(line)
    numbers = [number for piece in pieces if piece.label in {"views", ""} for number in piece.numbers]
    labelled = any(piece.label == "views" for piece in pieces)
    return labelled and len(numbers) == 1 and not any(piece.strange or piece.date for piece in pieces)


def adverts_with_a_telephone(blocks: Sequence[Sequence[Line]]) -> set[int]:
    """The lines of small framed blocks, without a sentence and with one number to call at their end: «موبايل: 07901000151»."""
    called = (held for held in blocks if words_of(held) <= BOX_LINE and [_has_telephone(line) for line in held] == [*[False] * (len(held) - 1), True])
    return {line.index for held in called if not any(map(ends_sentence, held)) for line in held}


def _has_telephone(line: Line) -> bool:
    """Whether a line has the number of a telephone in Iraq: «موبايل: 07901000151»."""
    return _TELEPHONE.search(western_digits(line.text)) is not None


def is_framed(block: Node) -> bool:
    """Whether a block is a table or in one of a page's frames, or is named as an advertisement."""
    return block.tag in _FRAMES or _ADVERT_HINT.search(block.hints) is not None


def begins_a_leaf(judged: Judged, line: Line) -> bool:
    """Whether a line is nothing but a number, and the layout's month or year stands right below it in the same small block: a leaf of a calendar."""
    below = judged.lines[line.index + 1] if line.index + 1 < len(judged.lines) else None
    if below is None or not line.key.isdigit() or len(line.key) > 2 or line.node.heading:
        return False
    return judged.evidence[below.index].against and below.node.parent is line.node.parent and below.node is not line.node


def tells_length(line: Line) -> bool:
    """Whether a short line tells of how many words a story is, and in how many minutes it is read."""
    return line.words <= _LONGEST_META + 2 and not _FULL_STOP.search(line.text) and all(told.search(line.key) for told in (_OF_WORDS, _OF_MINUTES))


def gallery_counts(lines: Sequence[Line]) -> set[int]:
    """Lines that count the pictures of a gallery, each with how many there are: «1/4», «2/4» and so on to the last."""
    counted = [(line, _OF_ALL.fullmatch(western_digits(line.text))) for line in lines]
    counts = [(line.index, int(found[1]), int(found[2])) for line, found in counted if found]
    told = [(number, of) for _, number, of in counts]
    return {index for index, _, _ in counts} if len(told) > 1 and told == [(at, len(told)) for at in range(1, len(told) + 1)] else set()
