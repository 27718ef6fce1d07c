"""When a page was fetched: a page that is read again was fetched when it was recorded, and «an hour ago» on it means the hour before that."""

from datetime import datetime

from scrapy.http import Response

FETCHED_AT = "buratha_fetched_at"
"""Key in the meta of a request whose answer is in an archive, or came from one: the time of the record. No server can set it."""


def fetched_at(response: Response) -> datetime | None:
    """The recorded time of a response; None for one that is not recorded and has just been fetched."""
    time = response.request.meta.get(FETCHED_AT) if response.request else None
    return time if isinstance(time, datetime) else None
