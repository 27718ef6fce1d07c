"""How many rows the list of a section's first page has, where the same markup may hold its boxes, and whether that is as many as pages have."""

from itertools import groupby

from buratha.pages.listing import Listing

A_PAGE = 10
"""So many rows a page of a listing has at the least that has more pages: a shorter one with nothing that leads on shows all there is."""
A_LONG_PAGE = 20
"""From so many stories on, a listing without a second page is looked at twice."""


def rows_of_list(listing: Listing, section: str) -> int:
    """How many articles the section's list names.

    Where boxes stand at its place too, as in tables without classes, the section's own addresses are in one piece, and only they count. Where they
    are strewn among others, or there are none, the list has other sections' stories as well.
    """
    own, rows = listing.own(section), listing.main_list(section)
    pieces = [len(list(piece)) for is_own, piece in groupby(rows, key=own.__contains__) if is_own]
    return sum(pieces) if pieces and 2 * max(pieces) >= sum(pieces) else len(rows)
