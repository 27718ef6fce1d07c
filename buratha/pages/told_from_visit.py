"""A page whose story tells its day only by the distance from the visit: its lines as if a machine's timestamp stood with them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from buratha.arabic.ago import Ago, read_ago
from buratha.arabic.dates import Moment
from buratha.arabic.folding import fold
from buratha.pages.facts import ArticleFacts
from buratha.pages.lines import Line, Page
from buratha.pages.meta_line import MetaLine
from buratha.pages.meta_text import label_or_readers
from buratha.pages.other_counts import BAR
from buratha.pages.wording import tells_another_day, was_put_up

_LONGEST, _LONGEST_LABEL = 24, 3
_SIGNS = frozenset(("منذ", "قبل", "امس", "اليوم", "البارحه", "الامس", "ago", "yesterday", "today", "للتو", "مضت", "now"))


@dataclass(frozen=True, slots=True)
class ToldFromVisit:
    """The page with such stamps, the phrases by their lines, and the moment that structured data tells.

    ``is_visit_known``: whether anybody knows when the page was fetched; without that, no phrase tells a day.
    """

    page: Page
    phrases: dict[int, Ago]
    known: Moment | None
    is_visit_known: bool

    def settled(self, meta: MetaLine | None) -> MetaLine | None:
        """A meta line with what its phrase tells: the moment of structured data where it fits, none where no day is told."""
        ago = self.phrases.get(meta.dated_at) if meta is not None else None
        if meta is None or ago is None:
            return meta
        if self.known is not None and ago.fits(self.known):
            return replace(meta, moment=replace(self.known, printed=ago.printed))
        return replace(meta, moment=ago.moment if self.is_visit_known and not ago.vague else None, ago=ago)


def told_from_visit(page: Page, first: ArticleFacts, now: datetime, *, is_visit_known: bool) -> ToldFromVisit | None:
    """The page for a second reading, where the first one has found no meta line and some lines hold such phrases; else None."""
    if first.trace is None or first.trace.meta is not None:
        return None
    phrases = {line.index: ago for line in page.lines if (ago := _phrase(line, now)) is not None}
    if not phrases:
        return None
    lines = [replace(line, stamp=phrases[line.index].stamp, has_year=True) if line.index in phrases else line for line in page.lines]
    return ToldFromVisit(replace(page, lines=lines), phrases, first.published, is_visit_known)


def _phrase(line: Line, now: datetime) -> Ago | None:
    """The first such phrase in a short line that no words call another day's, like the last change's."""
    if line.stamp or line.words > _LONGEST or _SIGNS.isdisjoint(line.key.split()):
        return None
    return next((ago for text in _pieces(line) if (ago := _read(text, now)) is not None), None)


def _pieces(line: Line) -> Iterator[str]:
    """The line, its inline elements, and their parts between bars."""
    yield line.text
    for run in line.runs:
        yield run
        yield from (part.strip() for part in BAR.split(run))


def _read(text: str, now: datetime) -> Ago | None:
    """A phrase by itself, or behind a label of publication: «نُشر قبل 5 دقائق»."""
    words = text.split()
    for label in range(min(_LONGEST_LABEL, len(words) - 1) + 1):
        if label and not _is_label(words[:label]):
            continue
        if (ago := read_ago(" ".join(words[label:]), now)) is not None:
            return ago
    return None


def _is_label(words: list[str]) -> bool:
    """Whether words before a phrase say that it is the publication's."""
    key = fold(" ".join(words)).split()
    return not tells_another_day(" ".join(key)) and (label_or_readers(key) == "date" or was_put_up(key))
