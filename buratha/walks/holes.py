"""What is not read of a listing, and why."""

from dataclasses import dataclass

from buratha.failures import MISSING

EMPTY = "no_articles"
REPEATED = "repeated_page"
SHORT = "short_page"
SKIPPED = "skipped_rows"
NOTHING_NEW = "nothing_new"
REJOINED = "rejoined"
LIMIT = "limit"
LAST = "no_further_page"
UNDER_WAY = "under_way"
WRONG_SECTION = "wrong_section"
IN_VAIN = "in_vain"
UNSURE, WITHOUT_EFFECT = "browser_unsure", "browser_without_effect"
"""A listing's button brings nothing more, and is still there. UNSURE: it may be the end, and is, where a later run sees the same."""
NOT_BELIEVED = MISSING | {EMPTY, REPEATED, SHORT, SKIPPED, LAST}
"""What the server answered for pages amid a listing, which are holes although it has not failed. LAST: their page links are not there."""


@dataclass(slots=True)
class Hole:
    """A stretch of a listing that was not read: from the page at ``url``, below id ``above``, down to id ``below`` (None: to the end)."""

    section: str
    url: str
    number: int | None
    above: int | None
    below: int | None
    reason: str
    id: int | None = None
    tries: int = 0

    @property
    def is_of_a_page(self) -> bool:
        """Whether it begins with a page that was asked for in vain, and not with one that a walk did not come to."""
        return self.reason not in {UNDER_WAY, LIMIT}

    @property
    def page_number(self) -> int:
        """The number of its page; a page that has none is taken for the first."""
        return self.number or 1
