"""What is not read of a listing, and why."""

from dataclasses import dataclass

EMPTY = "no_articles"
NOTHING_NEW = "nothing_new"
REJOINED = "rejoined"
LIMIT = "limit"
LAST = "no_further_page"
UNDER_WAY = "under_way"
WRONG_SECTION = "wrong_section"
IN_VAIN = "in_vain"


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
    def page_number(self) -> int:
        """The number of its page; a page that has none is taken for the first."""
        return self.number or 1
