"""Why the pressing of a listing's button ended."""

from typing import Final

ALL, LIMIT, TIME, SIZE, UNTIL, FAILED, STOPPED = "all", "limit", "time", "size", "until", "failed", "stopped"
"""Nothing new comes, a bound was reached (presses, seconds, characters), a known article came, the server failed, or the crawl was told to end."""
COMPLETE: Final = frozenset({ALL, UNTIL})
"""Ends after which nothing is missing."""
UNFINISHED: Final = frozenset({LIMIT, TIME, SIZE, FAILED, STOPPED})
"""Ends before that of the listing."""
