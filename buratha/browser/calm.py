"""Since when a listing in the browser has not changed, as a whole and in what a press is to bring."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from buratha.browser.drawing import Looks


@dataclass(slots=True)
class Calm:
    """What is seen of a listing since a press. A page may change and ask without end, as one with a ticker does; its articles do not."""

    whole_since: float = 0
    items_since: float = 0
    _last: tuple[Looks | None, AbstractSet[int]] | None = None
    _seen: set[int] = field(default_factory=set)

    def see(self, now: float, looks: Looks | None, articles: AbstractSet[int], *, is_busy: bool) -> None:
        """Take note of how the page looks, and of the articles that it links to; one that comes again, as in a ticker, is nothing new."""
        if (looks, articles) != self._last:
            self._last, self.whole_since = (looks, articles), now
        if is_busy or articles - self._seen:
            self._seen |= articles
            self.items_since = now
