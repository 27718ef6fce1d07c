"""Reading pages without a crawl: one page, or a batch from which what repeats is learnt."""

import gc
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from buratha.arabic.dates import utc_now
from buratha.items import to_record
from buratha.loaders import load_article
from buratha.pages.article import read_article
from buratha.pages.facts import ArticleFacts
from buratha.pages.kinds import NoArticle
from buratha.pages.layouts import Layouts
from buratha.pages.opened import OpenedPage, open_page
from buratha.pages.repetition import Repetition
from buratha.pages.series import series_of

Record = dict[str, Any]
_TEACHERS = 8


def read_page(body: bytes, url: str, content_type: str | None = None, *, now: datetime | None = None) -> Record | NoArticle:
    """Read one article page.

    Gives the record as a plain dict, or a :class:`NoArticle` (false in a condition) with ``reason`` and ``detail``.
    ``now`` is the time of the fetch, from which relative dates count; without it they tell no day. Never raises on any page; a layout
    whose ``recognise`` cannot be evaluated on a page raises ``LayoutError``.
    """
    return read_pages([(body, url, content_type)], now=now)[0]


def read_pages(
    pages: Iterable[tuple[bytes, str, str | None]],
    *,
    memory: Repetition | None = None,
    now: datetime | None = None,
    layouts: Layouts | None = None,
) -> list[Record | NoArticle]:
    """Read a batch of pages ``(body, url, content_type)`` of one site; results come in order.

    What repeats is learnt from the whole batch before the first page is read. ``layouts``: those that were seen; without, the package's.
    """
    memory = memory if memory is not None else Repetition()
    with _collector_at_rest():
        return _read_together(pages, memory, now, layouts)


def _read_together(
    pages: Iterable[tuple[bytes, str, str | None]], memory: Repetition, fetched: datetime | None, layouts: Layouts | None
) -> list[Record | NoArticle]:
    """Open, learn and read; the opened pages are gone again before the collector wakes, or it would walk them all."""
    opened = [open_page(*page) for page in pages]
    now = fetched or utc_now()
    learn(opened, memory, now, layouts)
    return [_record(read_article(page, memory, now, layouts, is_visit_known=fetched is not None), now) for page in opened]


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the cycle collector from walking all lines of a batch again and again: a third of the time, and there are no cycles."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def learn(opened: list[OpenedPage], memory: Repetition, now: datetime, layouts: Layouts | None = None) -> None:
    """Teach the memory a batch: first what repeats, then where the fields usually stand."""
    fresh = [page for page in _others_first(opened) if memory.observe(page.page, page.identity)]
    if len(fresh) > 3:  # noqa: PLR2004
        for page in fresh[:_TEACHERS]:
            read_article(page, memory, now, layouts, is_asked_twice=False)


def _others_first(opened: list[OpenedPage]) -> list[OpenedPage]:
    """The pages in their order, but the further parts of each series behind all others."""
    met: Counter[str] = Counter()
    further: list[bool] = []
    for page in opened:
        series = series_of(page.page)
        further.append(bool(series) and met[series] > 0)
        met[series] += 1
    return [page for wanted in (False, True) for page, is_further in zip(opened, further, strict=True) if is_further is wanted]


def _record(read: ArticleFacts | NoArticle, now: datetime) -> Record | NoArticle:
    return read if isinstance(read, NoArticle) else to_record(load_article(read, now))
