"""Articles with nearly the same text, found over the whole archive."""

from collections.abc import Sequence

from sqlalchemy import Connection

from buratha.items import Article


class Near:
    """Flags an article with the earlier one that it nearly repeats."""

    def match(self, connection: Connection, texts: Sequence[Article]) -> dict[int, tuple[int, float]]:
        """By id, the earlier article that is nearly the same and how alike they are (0 to 1); remembers all that were given."""
        return {}
