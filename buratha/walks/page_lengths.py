"""How long the pages of a listing are. A program that lists ten articles a page lists ten on each but the last."""

from dataclasses import dataclass


@dataclass(slots=True)
class PageLengths:
    """The lengths of the pages of one way down, which tell a page that was cut from one that is short because it is the last."""

    usual: int | None = None
    """How long each page is but the first, which may have more; None while no two agree, and where they differ."""
    first: int | None = None
    """How long the listing's first page is."""
    is_full: bool = False
    """Whether the last page was as long as each."""
    _second: int | None = None
    _differ: bool = False
    _before: int | None = None
    """The length of the page before, which may yet be the last."""
    _longest: int = 0
    _had_links: bool = False

    def take(self, length: int, *, has_links: bool) -> bool:
        """Take note of a page; gives whether it is half as long as the others at the most, or shorter and without page links, which they have.

        The last page may be so too: whether it is the last, only a page after it tells.
        """
        if self._before is not None:
            self._note(self._before)
            self._before = None
        if self.first is None:
            self.first = self._longest = length
            self._had_links = has_links
            return False
        lacks_links = self._had_links and not has_links and length < self._longest
        is_cut = lacks_links or (self.usual is not None and 2 * length <= self.usual)
        self.is_full = self.usual is not None and length >= self.usual
        if not is_cut:
            self._before, self._had_links = length, has_links
        return is_cut

    def _note(self, length: int) -> None:
        self._longest = max(self._longest, length)
        if self.usual is not None or self._second is not None:
            agreed = self.usual or self._second
            self._differ = self._differ or length != agreed
            self.usual = None if self._differ else agreed
        else:
            self._second = length
            self.usual = length if length == self.first else None
