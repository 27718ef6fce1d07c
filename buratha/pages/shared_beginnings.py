"""Words that stand before the first ones of many stories, in their own paragraph: a banner that a template glues there, or a habit of the authors.

Nobody but a reader can tell where the site's words end and the author's begin, so they are doubted and never cut.
"""

from collections.abc import Sequence

from buratha.pages.lines import Line
from buratha.pages.places import Seen, SeenOnPages

_PREFIX = 24
_PARAGRAPH = 12
"""Words of a line that may be a story's."""
_SHORTEST = 6
"""Words; authors begin alike with fewer: with a town and the agency's name, with a blessing."""
_ENOUGH, _SHARE = 8, 0.5
"""On so many pages, and on this share of them, it is no chance."""


class SharedBeginnings(SeenOnPages):
    """With what words long lines begin, and on how many pages they did."""

    def observe(self, lines: Sequence[Line], page: int) -> None:
        """Count how the long lines of a page begin; ``page`` is its place in the order of all pages."""
        begun = {line.key[:_PREFIX]: line.key for line in lines if line.words >= _PARAGRAPH and not line.is_link}
        for beginning, key in begun.items():
            seen = self._seen.get(beginning)
            if seen is None:
                self._seen[beginning] = Seen(1, page, text=key)
            else:
                seen.pages += 1
                seen.text = _common(seen.text, key)

    def shared(self, key: str, pages: int) -> str | None:
        """With what words a line begins as most of all ``pages`` do, as a folded key; None where it begins as no other, or is nothing else."""
        seen = self._seen.get(key[:_PREFIX])
        if seen is None or seen.pages < _ENOUGH or seen.pages < _SHARE * (pages - seen.since + 1):
            return None
        return seen.text if seen.text != key and seen.text.count(" ") >= _SHORTEST - 1 else None


def _common(one: str, other: str) -> str:
    """The whole words with which both begin."""
    shared = []
    for mine, theirs in zip(one.split(), other.split(), strict=False):
        if mine != theirs:
            break
        shared.append(mine)
    return " ".join(shared)
