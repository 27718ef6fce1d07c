"""Parts of one series: pages whose headlines differ in a number alone, «أعلام من واسط (52)», or the reports of each day.

What they share may be the series' own, its opening words and its closing ones; so not many of them teach what is furniture.
"""

from buratha.arabic.folding import fold
from buratha.pages.page import Page

PLACE = "head:series"
_FEWEST = 2
_NUMBER = "#"


def series_of(page: Page) -> str:
    """The headline of a part of a series without its numbers: a line that the page's own title says too. Empty for other pages."""
    title = f" {fold(page.title)} "
    said = [line.level for line in page.lines if _NUMBER in line.level and not line.is_link and f" {line.key} " in title]
    headline = max(said, key=len, default="")
    return headline if sum(any(map(str.isalpha, word)) for word in headline.split()) >= _FEWEST else ""
