"""How long the pages of a listing are. A program that lists ten articles a page lists ten on each but the last."""

from dataclasses import dataclass


@dataclass(slots=True)
class PageLengths:
    """The lengths of the pages of one way down, which tell a page that was cut from one that is short because it is the last."""

    usual: int | None = None
    """How long each page is but the first, which may have more; None while that is not known, and where they differ."""
    is_full: bool = False
    """Whether the last page was as long as each."""
    _differ: bool = False
    _longest: int = 0
    _has_begun: bool = False
    _had_links: bool = False

    def take(self, length: int, *, has_links: bool) -> bool:
        """Take note of a page; gives whether it is half as long as the others at the most, or shorter and without page links, which they have.

        The last page may be so too: whether it is the last, only a page after it tells.
        """
        lacks_links = self._had_links and not has_links and length < self._longest
        is_cut = lacks_links or (self.usual is not None and 2 * length <= self.usual)
        self.is_full = self.usual is not None and length >= self.usual
        if not is_cut:
            self._note(length, has_links=has_links)
        return is_cut

    def _note(self, length: int, *, has_links: bool) -> None:
        if self._has_begun:
            self._differ = self._differ or self.usual not in {None, length}
            self.usual = None if self._differ else length
        self._has_begun, self._had_links, self._longest = True, has_links, max(self._longest, length)
