"""Articles that a run finds named under another section than the one they are asked for under: a story was moved, or a section renamed.

A server may know an article under its right section only. So when it says that there is none, the others by which it is named are asked too.
"""

from collections.abc import Iterable, Mapping

from buratha.archive.frontier import Known
from buratha.urls import ArticleAddress

_MOST = 20_000
"""So many articles are remembered; a site that names more of them differently has no right sections."""


class Elsewhere:
    """What one run has found."""

    def __init__(self) -> None:
        self._sections: dict[int, dict[str, None]] = {}

    def note(self, addresses: Iterable[ArticleAddress], before: Mapping[int, Known]) -> None:
        """Take note of what names articles; ``before`` says under which sections the archive had them asked for."""
        for address in addresses:
            known = before.get(address.id)
            if known is not None and known.slug != address.section[:64] and (address.id in self._sections or len(self._sections) < _MOST):
                self._sections.setdefault(address.id, {}).update(dict.fromkeys((address.section, known.slug)))

    def take(self, number: int, asked: str) -> list[str]:
        """The sections to ask for an article under that is not in the one ``asked``, each once."""
        return [section for section in self._sections.pop(number, {}) if section != asked]
