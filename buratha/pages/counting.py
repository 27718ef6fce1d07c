"""What a number on the page counts, by the words beside it: the readers, or comments, shares and minutes."""

import itertools
import re
from collections.abc import Iterable, Sequence

from buratha.pages.label_words import either, keys, patterns

OTHER_COUNTS = keys("counts", "other")
"""Labels of numbers that count something else than readers."""

MINUTES = keys("counts", "minutes")
"""How long it takes to read."""

OWN_NUMBER = keys("counts", "own_number")
"""Words right before a number that counts nothing: an issue's, the article's own."""

NUMBERED = OWN_NUMBER | keys("counts", "numbered")
"""Labels of numbers that count nothing."""

THIS = keys("counts", "this")
STORIES = keys("counts", "stories")
WHAT_IS_READ = (THIS | STORIES | keys("counts", "beside_readers")) - {"المشاركه"}
"""What stands beside a count of readers: what they read, and until when."""

NOT_VIEWS = OTHER_COUNTS | MINUTES | NUMBERED

_PRESENT = keys("counts", "present")
"""Words of a line that says who is on the site now."""

_STORIES = frozenset(word for word in keys("counts", "this", "stories") if not word.startswith(("ال", "هذ", "له", "به")))
_NOUNS, _VERBS = either("readers", "nouns"), either("readers", "verbs")
_READERS = re.compile(
    rf"(?:^| )(?!وزاره(?: |$))(?:(?:ال|لل|ب|و)?(?:{_NOUNS})(?:ها|ه|ا|ات|ين|ون)?|و?(?:ت|ي)?(?:{_VERBS})(?:وا|وه|وها)?|"
    rf"و?(?:{patterns('readers', 'patterns')}))(?= |$)"
)
_NEVER = (NOT_VIEWS | _PRESENT) - {"الصفحه", "صفحه"}  # «this page was opened 17 times»
_READ_OR_VILLAGES, _TIMES = frozenset(("قري", "وقري")), frozenset(("مره", "مرات"))
_CALLS = keys("counts", "calls")
"""Words of boxes that lead to other stories, or hold what readers wrote: they count nobody."""

_ONLINE = keys("counts", "online")
TODAY = frozenset(("الان", "اليوم", "اللحظه"))
_OPINION_OR_SAW, _FEW_WORDS = "راي", 2
_SO_FAR = keys("counts", "so_far")
_WHERE = keys("counts", "where")
"""Words that speak of the site, or of shares, elsewhere than beside «this report», and after «this post»."""


def counts_stories(words: Sequence[str]) -> bool:
    """Whether one of some folded words is a number of stories: «أعدّ للقراء 3204 مادة»."""
    return any(number.isdigit() and counted in _STORIES for number, counted in itertools.pairwise(words))


def speaks_of_the_present(words: Iterable[str]) -> bool:
    """Whether folded words speak of who is there now, of today, or of a part of the site; «up to now» does not."""
    words = set(_of_this_story(words))
    return not _PRESENT.isdisjoint(words - TODAY if words & _SO_FAR else words)


def heads_the_present(words: Iterable[str]) -> bool:
    """Whether a label of folded words, before a number, says that it counts who is there now, or the readers of today or of the site."""
    words = list(words)
    return speaks_of_the_present(words) and (not _ONLINE.isdisjoint(words) or _READERS.search(" ".join(words)) is not None)


def counts_readers(words: Iterable[str]) -> bool:
    """Whether folded words speak of those who read, saw, opened or visited, and of nothing else that is counted."""
    words = _of_this_story(words)
    if len(words) > _FEW_WORDS and words[0] == _OPINION_OR_SAW:
        words = words[1:]  # «saw», not an opinion
    if not _SO_FAR.isdisjoint(words):
        words = [word for word in words if word not in TODAY]
    if not _READ_OR_VILLAGES.isdisjoint(words) and len(words) > 1 and _TIMES.isdisjoint(words) and not _says_it_was_read(words):
        return False  # villages, not «was read»
    return bool(_READERS.search(" ".join(words))) and _NEVER.isdisjoint(words) and _CALLS.isdisjoint(words)


def _says_it_was_read(words: Iterable[str]) -> bool:
    """Whether words say nothing but that a story was read: «قرئ الموضوع», where others are of villages."""
    return STORIES.issuperset(set(words) - _READ_OR_VILLAGES) and "المشاركه" not in words


def _of_this_story(words: Iterable[str]) -> list[str]:
    """The words without those for the site, where they speak of «this story»: «this report was opened 466 times on the site»."""
    words = list(words)
    return [word for word in words if word not in _WHERE] if speaks_of_this(words) else words


def speaks_of_this(words: Sequence[str]) -> bool:
    """Whether folded words speak of «this report», or of this page."""
    return any(this in THIS and story in STORIES for this, story in itertools.pairwise(words))
