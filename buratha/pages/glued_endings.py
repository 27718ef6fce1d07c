"""Sentences of the site's own that pages glue to the last word of their stories: known by ending alike on many pages.

Authors end alike, too: with a blessing, with a source, with a sum of money. What the ends of a few stories share begins then wherever
their letters happen to agree, within a word or a number. So a few pages are believed only where the sentence begins with a word of calls,
and no number is ever cut.
"""

from collections.abc import Iterator, Sequence

from buratha.arabic.folding import fold, start_of_suffix
from buratha.pages.lines import Line
from buratha.pages.page import leads_outside
from buratha.pages.places import WARM, Seen, SeenOnPages
from buratha.pages.wording import wordings

_SUFFIX = 18
_SHORTEST_GLUED, _LONGEST_CALL = 3, 20
_SHARE = 0.3
_SHORTEST_CALL = 4
"""Letters; shorter words may be the end of any."""
_WIDE_SHARE, _SHORTEST_WIDE = 0.5, 6
_SURELY = 10
"""On so many pages it is no chance any more before which letter their ends agree."""


class GluedEndings(SeenOnPages):
    """With what words lines end, and on how many pages they did."""

    def observe(self, lines: Sequence[Line], page: int) -> None:
        """Count how the lines of a page end; ``page`` is its place in the order of all pages."""
        endings = {key[-_SUFFIX:]: key for line in lines for key in _may_be_glued(line) if len(key) > _SUFFIX}
        for ending, key in endings.items():
            seen = self._seen.get(ending)
            if seen is None:
                self._seen[ending] = Seen(1, page, text=key)
            else:
                seen.pages += 1
                if not key.endswith(seen.text):
                    seen.text = _common_ending(seen.text, key)

    def shared(self, line: Line, pages: int) -> str | None:
        """With what a line ends as a good part of all ``pages`` do, as a folded key; None where it ends as no other, or is nothing else."""
        seen = self._seen.get(line.key[-_SUFFIX:])
        if seen is None or seen.pages < WARM or seen.pages < _SHARE * (pages - seen.since + 1):
            return None
        shared = seen.text.strip()
        if shared.count(" ") < _SHORTEST_GLUED - 1 or shared == line.key:
            return None
        return shared if seen.pages >= _SURELY else _from_the_call_on(shared)

    def widely_shared(self, line: Line, pages: int) -> str | None:
        """With what a line ends as most of many pages do, in whole words and several; None where it ends as no other, or is nothing else."""
        seen = self._seen.get(line.key[-_SUFFIX:])
        if seen is None or seen.pages < _SURELY or seen.pages < _WIDE_SHARE * (pages - seen.since + 1):
            return None
        shared = seen.text if line.key.endswith(" " + seen.text.strip()) else seen.text.partition(" ")[2]
        return shared.strip() if shared.count(" ") >= _SHORTEST_WIDE - 1 and shared.strip() != line.key else None


def start_of_glued(text: str, shared: str) -> int | None:
    """Where in a line's text its shared ending begins; None where that is within a number."""
    at = start_of_suffix(text, shared)
    return None if not at or _is_within_a_number(text, at) else at


def _is_within_a_number(text: str, at: int) -> bool:
    """Whether digits stand on both sides, with a mark between at most: «63.|75»."""
    return text[at].isdigit() and (text[at - 1].isdigit() or text[at - 2 : at - 1].isdigit())


def _from_the_call_on(shared: str) -> str | None:
    """The ending from its first word on that calls the reader, which letters of a story's own may stand glued to; None without one."""
    word = shared.split(maxsplit=1)[0]
    calling = wordings().imperatives | wordings().leaning_words
    start = next((at for at in range(len(word)) if word[at:] in calling and len(word) - at >= _SHORTEST_CALL), None)
    return None if start is None else shared[start:]


def _common_ending(one: str, other: str) -> str:
    size = 0
    for mine, theirs in zip(reversed(one), reversed(other), strict=False):
        if mine != theirs:
            break
        size += 1
    return one[len(one) - size :]


def _may_be_glued(line: Line) -> Iterator[str]:
    """What of a line another page may have glued to its story's last word: calls to a channel are links, or stand beside one."""
    outside = [link for link in line.links if leads_outside(link.target)]
    if outside or not line.is_link:
        yield line.key
    if outside and outside[0].text and not line.is_link:
        call = fold(line.text.partition(outside[0].text)[0])
        if call.count(" ") < _LONGEST_CALL:
            yield call
