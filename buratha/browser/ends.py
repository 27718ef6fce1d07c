"""Why the pressing of a listing's button ended."""

from typing import Final

ALL, LIMIT, TIME, SIZE, UNTIL, FAILED, STOPPED = "all", "limit", "time", "size", "until", "failed", "stopped"
"""Nothing new comes, a bound was reached (presses, seconds, characters), a known article came, the server or the page's script failed, or the crawl
was told to end."""
SKIPPED = "skipped"
"""A press failed, or came to nothing, what it asked for was never had, and later ones brought more: rows are missing amid those that came."""
UNSURE, WITHOUT_EFFECT = "unsure", "without_effect"
"""Nothing new comes of a button that is still there to be pressed: its server has answered, with nothing; or it has brought nothing at all, and asked
for nothing, as one that waits for a consent."""
COMPLETE: Final = frozenset({ALL, UNTIL})
"""Ends after which nothing is missing."""
UNFINISHED: Final = frozenset({LIMIT, TIME, SIZE, FAILED, SKIPPED, STOPPED})
"""Ends before that of the listing, or without all of it."""
EVERY: Final = COMPLETE | UNFINISHED | {UNSURE, WITHOUT_EFFECT}
