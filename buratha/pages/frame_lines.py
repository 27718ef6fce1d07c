"""Lines of the frame that stand like a paragraph in or right below a story, and are told by what they hold: rights, votes, feeds, page links."""

import re

from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold
from buratha.pages.apart import counted_in_a_row
from buratha.pages.counting import OTHER_COUNTS, speaks_of_this
from buratha.pages.label_words import keys
from buratha.pages.lines import Line
from buratha.pages.page import leads_outside
from buratha.pages.wording import LONGEST_ADVERT, addresses_reader, is_advert, wordings

_RIGHTS = re.compile(r"©\s*(?:19|20)\d\d|(?:19|20)\d\d\s*©")
_LONGEST_RIGHTS = 14
_STARS = re.compile("[☆★✩✭✮⭐]\ufe0f?(?:\\s?[☆★✩✭✮⭐]\ufe0f?){2,}")
_LONGEST_RATING = 15
_VOTED = re.compile(r"\d{1,6} ([^\W\d_]+)")
"""Folded: a number and what it counts."""
_OF_TEN = re.compile(r"(?<![\d.,])\d{1,2}(?:[.,٫]\d{1,2})?\s*(?:من|/|of)\s*(?:5|10|100)(?![\d.,])")
_HERE_AT = 3
_FOR_WHAT = frozenset("للاطلاع للمزيد لقراءه لتحميل لمشاهده لمتابعه للاشتراك للتسجيل للتواصل".split())
_PRESS, _PICTURES = keys("tools", "press"), keys("tools", "pictures")
_LEADS_NOWHERE = re.compile(r"\s*(?:#|javascript:|$)", re.IGNORECASE)
_RATED = frozenset(("تقييم", "التقييم", "تقييمات", "التقييمات", "rating"))
_NETWORKS, _LONGEST_SHARE_LABEL = keys("tools", "networks"), 4
"""Networks' names that are anybody's words elsewhere; words of the label before them."""
_FEED_OR_FORM = re.compile(r"(?:/(?:feed|rss)/?|[./](?:rss|atom)(?:\.xml)?)(?:\?.*)?$|#(?:respond|reply|comment-?form)$", re.IGNORECASE)
_SEVERAL = 2
_LONGEST_SENTENCE = 60
_PAGING = keys("page_links", "onward", "previous")
_SET_OFF = re.compile(r"\s*([-–—_*=~]+|[(\[{])\s*[^\W\d_].*?\s*(?:[-–—_*=~]+|[)\]}])\s*")
_LONGEST_OFFER = 14
_LONGEST_DISCLAIMER = 35
_OPINIONS = re.compile(
    r"(?:[^ ]+ ){0,2}?(?:المواد|المقالات|الاراء|المقال|الراي|المنشور|ينشر|يكتب|يرد|ورد)(?: [^ ]+){0,8}? "
    r"(?:[تي](?:عبر|مثل)(?:ان|ون)?) (?:بالضروره )?(?:الا )?(?:عن )?(?:راي|اراء|وجهه نظر|وجهات نظر) "
    r"(?:صاحب|اصحاب|كاتب|كتاب|الكاتب|الكتاب|الموقع|الوكاله|الشبكه|الناشر|الصحيفه|هيئه التحرير)"
)
"""Folded."""
_SIZES = re.compile(r"(?:[\s|/·]*(?P<letter>[عأاحAa])\s?(?:[+＋]|[-−–]))(?:[\s|/·]*(?P=letter)\s?[-−–+＋=]?)+[\s|/·]*")


def is_of_the_frame(line: Line) -> bool:
    """Whether a line claims rights, disclaims opinions, tells votes or counts, leads to a feed or to the box for answers, or offers tools."""
    return line.words <= _LONGEST_SENTENCE and any(tells(line) for tells in _TELLING)


def _claims_rights(line: Line) -> bool:
    return "©" in line.text and line.words <= _LONGEST_RIGHTS and _RIGHTS.search(western_digits(line.text)) is not None


def _sends_elsewhere(line: Line) -> bool:
    """Whether a line says what for, and to press here: «للاطلاع على العدد الورقي اضغط هنا»."""
    words = line.key.split()
    return (
        _HERE_AT < line.words <= _LONGEST_RIGHTS
        and words[0] in _FOR_WHAT
        and words[-1] == "هنا"
        and words[-2] in _PRESS
        and (bool(line.links) or line.control)
    )


def _tells_votes(line: Line) -> bool:
    """Whether a line is a number of votes in brackets, or has stars in a row, or so many of five or ten, and one; who rates a film tells no votes."""
    if (voted := _VOTED.fullmatch(line.key)) and line.text[0] in "([" and voted[1] in OTHER_COUNTS:
        return True
    words = fold(_without_tools(line)).split()
    if words[:1] and words[0] in _RATED and line.words <= _LONGEST_RATING and any(map(str.isdigit, line.key)) and not OTHER_COUNTS.isdisjoint(words):
        return True
    if _is_a_rating(line, words):
        return True
    if line.words > _LONGEST_RATING or not _STARS.search(line.text) or not any(map(str.isdigit, line.text)):
        return False
    return not OTHER_COUNTS.isdisjoint(line.key.split())


def _without_tools(line: Line) -> str:
    """A line's text without its links that lead nowhere without a script."""
    rest = line.text
    for link in line.links:
        rest = rest.replace(link.text, " ", 1) if _LEADS_NOWHERE.match(link.target) else rest
    return rest


def _is_a_rating(line: Line, words: list[str]) -> bool:
    """Whether a line is «4.1 من 5», a number of votes, and hardly a word more; an author's sentence on three of five voters has more."""
    if line.words > _LONGEST_RATING or line.node.heading or line.text.rstrip().endswith((".", "!", "؟")) or OTHER_COUNTS.isdisjoint(words):
        return False
    others = [word for word in words if not (word.isdigit() or word in OTHER_COUNTS or word == "من")]
    return len(others) <= _SEVERAL and _OF_TEN.search(western_digits(line.text)) is not None


def _shares(line: Line) -> bool:
    """Whether a line is links to networks, two and more, with a label of a word or two before them: «شارك القصيدة: فيس بوك غوغل بلس تويتر»."""
    if len(line.links) < _SEVERAL or line.words > _LONGEST_RATING or line.node.heading:
        return False
    names = [fold(link.text).split() for link in line.links]
    linked = sum(map(len, names))
    known = wordings().networks | _NETWORKS
    if not all(name and known.issuperset(name) for name in names) or line.words - linked > _LONGEST_SHARE_LABEL:
        return False
    is_labelled = line.text.partition(line.links[0].text)[0].rstrip().endswith(":")
    return is_labelled or (line.words == linked and all(_LEADS_NOWHERE.match(link.target) or leads_outside(link.target) for link in line.links))


def _enlarges(line: Line) -> bool:
    """Whether a few words tell the reader to press a picture: «اضغط على الصورة للتكبير (1 / 3)»."""
    words = line.key.split()
    return 0 < len(words) <= _LONGEST_OFFER and words[0] in _PRESS and not (_PICTURES.isdisjoint(words) or line.node.item)


def _counts(line: Line) -> bool:
    """Whether a line is a row of labels with numbers, its readers' among them."""
    return ":" in line.text and counted_in_a_row(line) is not None


def _disclaims(line: Line) -> bool:
    """Whether a line says whose opinion it is that a page prints, and whose it is not: «المواد المنشورة لا تعبر عن رأي الموقع»."""
    return line.words <= _LONGEST_DISCLAIMER and not line.node.heading and _OPINIONS.match(line.key) is not None


def _leads_to_a_feed(line: Line) -> bool:
    """Whether a sentence has several links, and one of them leads to a feed or to the box for answers: no author offers those."""
    if line.is_link or len(line.links) < _SEVERAL or line.words > _LONGEST_SENTENCE:
        return False
    return any(_FEED_OR_FORM.search(link.target) for link in line.links)


def _resizes(line: Line) -> bool:
    """Whether a line is nothing but the buttons for the letters' size: «ع+ ع-»."""
    return _SIZES.fullmatch(line.text) is not None


def _offers_tools(line: Line) -> bool:
    """Whether a sentence tells the reader what this piece can be printed, sent or kept with: «إن أعجبتك هذه المادة فبإمكانك أن تطبعها أو ترسلها»."""
    words = line.key.split()
    if len(words) > _LONGEST_RATING or not (addresses_reader(line.key) and speaks_of_this(words)):
        return False
    return len({begun for word in words for begun in wordings().tool_uses if word.startswith(begun)}) >= _SEVERAL


def is_a_tool(line: Line) -> bool:
    """Whether a line is nothing but «previous» and «next», or an offer behind the word for an advertisement between marks: «- دعاية -»."""
    return bool(line.cuts) and len(line.runs) > 1 and (_turns_pages(line) or _is_offered(line))


def _turns_pages(line: Line) -> bool:
    named = [key for run in line.runs if (key := fold(run))]
    return len(named) > 1 and _PAGING.issuperset(named)


def _is_offered(line: Line) -> bool:
    label = line.runs[0]
    key = fold(label)
    return line.words <= _LONGEST_OFFER and 0 < key.count(" ") + 1 <= LONGEST_ADVERT and is_advert(key) and _SET_OFF.fullmatch(label) is not None


_TELLING = (
    _claims_rights, _sends_elsewhere, _tells_votes, _shares, _enlarges, _leads_to_a_feed, _resizes, _offers_tools, _counts, _disclaims,
)  # fmt: skip
