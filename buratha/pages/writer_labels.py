"""Words that say of the name behind them that it is the writer's: «ريشة: …», «دوّنها … في الساعة 6:30», «أعدّه للوكالة»."""

import itertools
import re
from collections.abc import Iterator

from buratha.arabic.folding import fold
from buratha.arabic.names import Byline, bare_name, read_byline
from buratha.pages.counting import STORIES, THIS
from buratha.pages.label_words import either, keys
from buratha.pages.page import Line

LONGEST_LABEL = 4
_DEED = rf"[يت]?(?:{either('writers', 'deeds')})ت?(?:ه|ها|هم)"
_WRITER = rf"(?:اسم |عن |من |نبذه عن )?(?:ال)?(?:{either('writers', 'labels')})"
_DEED_FOR_A_STORY = rf"(?:{either('writers', 'deeds')})ت? (?:(?:{'|'.join(sorted(THIS))}) )?(?:{'|'.join(sorted(STORIES))})"
LABEL = re.compile(rf"^(?:{_WRITER}|{_DEED}|{_DEED_FOR_A_STORY}|(?:{'|'.join(map(re.escape, keys('writers', 'put_up_by')))}))(?: .*)?$")
"""Folded labels of whoever writes, on lines of their own or before a mark."""
_FOR_A_STORY = re.compile(_DEED_FOR_A_STORY)
_FOR_THIS_STORY = re.compile(rf"(?:{either('writers', 'deeds')})ت? (?:{'|'.join(sorted(THIS))}) (?:{'|'.join(sorted(STORIES))}) ")
_BY_THE_PEN_OF = keys("writers", "by_the_pen_of")
_DEED_ALONE = re.compile(_DEED)
_BY, _ANYBODY = "بقلم:", "س"
_DESKS = keys("writers", "desks")
_NOBODY = keys("writers", "nobody")
_PICTURING = keys("writers", "picturing")
PART_OF_A_SIGNATURE = re.compile(r"\s*[؛;،,]\s+|\s+[-–—|/.·]\s+")
"""What stands between a writer's name, the town and the day."""
_MARK = re.compile(r"\s*[:：←→⇐»]\s*|\s+[-–—/]\s+|(?<=\w)/\s+")
_CLOCK_AND_DAY = re.compile(r"\sو(?:نُ?شر|قر[أا]|طالع|[أا]رسل|[أا]درج)\S*\s.*\d|\s(?:في|بتاريخ|يوم|الساعة|عند|[.|•·@–-])\s.*\d|\s[(\[]?\d")
"""Where a day, an hour or a number begins behind a name, or what else a sentence tells of the story: «ونشرت يوم …»."""
_OTHER_OFFICE = re.compile(r"\s*[|•·]\s*|\s+(?=(?:ال)?(?:صور|تصوير|عدسة|ترجمة|تحرير|إخراج|مونتاج)\s*:)")
"""Where another office begins behind a name: «… | الصور: أحمد الكناني»."""
_LONGEST_NAME = 6
_NAME = (2, 3, 4)
"""Words of a name in a link."""
WRITERS_PAGE = re.compile(
    r"/(?:u|users?|by|authors?|writers?|columnists?|profile|kuttab|katib)(?:/|\.|\?|=)|[?&](?:u|user|author|writer)(?:_?id)?=", re.IGNORECASE
)
"""Addresses of pages of whoever writes, or puts stories up."""
_OF_WRITERS = re.compile(r"/(?:by|authors?|writers?|columnists?|kuttab|katib)(?:/|\.|\?|=)", re.IGNORECASE)


def is_label(key: str) -> bool:
    """Whether a few folded words are a label of whoever writes."""
    return len(key.split()) <= LONGEST_LABEL and (LABEL.match(key) is not None or _is_of_roles(key))


def _is_of_roles(key: str) -> bool:
    """Whether words are nothing but what people do for a story: «رصد وتحرير»; who only takes its pictures does not write it."""
    return bool(key) and bare_name(f"{key} {_ANYBODY}") == _ANYBODY and not _PICTURING.issuperset(key.split())


def labelled_writer(text: str) -> Byline | None:
    """The writer whom a short text names behind a label with a mark, or right behind a verb: with the day behind the name, too."""
    name, is_marked = _cut(text.strip(" ()[]"))
    if not name:
        return None
    name = _CLOCK_AND_DAY.split(f" {_OTHER_OFFICE.split(name, maxsplit=1)[0]}", maxsplit=1)[0].strip()
    if not 0 < len(name.split()) <= _LONGEST_NAME or _is_a_desk(name):
        return None
    bare = read_byline(name)
    byline = bare if bare is not None and bare.author else read_byline(f"{_BY} {name}") if is_marked else None
    return byline if byline is not None and byline.author else None


def _is_a_desk(name: str) -> bool:
    """Whether a name is a desk's, or whoever puts stories up in nobody's name: «إدارة الشبكة», «محرر الموقع»."""
    key = fold(name)
    return key in _NOBODY or not _DESKS.isdisjoint(word.removeprefix("ال") for word in key.split())


def writer_behind(label: str, text: str) -> Byline | None:
    """The writer whom a short text names in a cell or a line of its own behind a label, where any few words may be a name."""
    if not is_label(fold(label)) or _is_a_desk(text):
        return None
    byline = read_byline(text)
    if byline is None:
        byline = read_byline(f"{_BY} {text}")
    return byline if byline is not None and byline.author else None


def is_of_writers(target: str) -> bool:
    """Whether an address is that of a writer's page, and not only of whoever has an account."""
    return _OF_WRITERS.search(target) is not None


def may_name_a_writer(text: str) -> bool:
    """Whether a link's text may be anybody's name: a few words without a digit, and no desk's."""
    return len(text.split()) in _NAME and not (any(map(str.isdigit, text)) or _is_a_desk(text))


def linked_writer(line: Line) -> Byline | None:
    """The writer whom a line names as a link to a page of writers, behind a word for what was made: «تحقيق رنا شمص»."""
    link = line.links[0] if len(line.links) == 1 else None
    if link is None or not (WRITERS_PAGE.search(link.target) and may_name_a_writer(link.text)):
        return None
    made = line.text != link.text and bare_name(line.text) == link.text
    return read_byline(f"{_BY} {link.text}") if made else None


def written_in_runs(line: Line) -> Iterator[Byline]:
    """The writers in a line of several elements: a label, and a name in the next one."""
    runs = line.runs
    for label, name in itertools.pairwise(runs):
        key = fold(label)
        if is_label(key) and (byline := read_byline(name)) is not None and byline.author:
            yield byline


def _cut(text: str) -> tuple[str, bool]:
    """What stands behind a label, and whether a mark parts the two, behind which any few words may be a name; empty where there is no label."""
    if (mark := _MARK.search(text)) and is_label(label := fold(text[: mark.start()])):
        return text[mark.end() :].strip(), _FOR_A_STORY.fullmatch(label) is None  # «رصد التقرير: …» may be a sentence
    first, _, rest = text.partition(" ")
    if rest and fold(first) in _BY_THE_PEN_OF:
        return rest.strip(), True
    if rest and _DEED_ALONE.fullmatch(fold(first)):
        return rest.strip(), False
    if made := _FOR_THIS_STORY.match(fold(text)):
        return " ".join(text.split()[len(made[0].split()) :]), False
    put_up = next((words for words in keys("writers", "put_up_by") if fold(text).startswith(f"{words} ")), None)
    return (" ".join(text.split()[len(put_up.split()) :]) if put_up else "", False)
