"""The project's spider over a reader that fails on one article's page, as on a fault that nobody has found yet.

To be named as SPIDER_MODULES of a crawl, not to be imported by tests: the import makes the reader fail.
"""

from typing import Any

from buratha.reader import front
from buratha.spiders.buratha import BurathaSpider

FAILING = "/8151"

_read = front.read


class FailingSpider(BurathaSpider):
    """The spider, so that a crawl finds it here."""


async def _fail_over_one(page: Any, *others: Any) -> Any:
    if page.url.endswith(FAILING):
        raise StopIteration("nobody thought of this")
    return await _read(page, *others)


front.read = _fail_over_one
