"""Which of several records of an article is its page: an article that was ever a page is one, whatever useless things were answered later.

Judged as the crawl judges what comes from a server, and only where there is more than one record.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from buratha.compression import DAMAGED, DamagedAnswerError, TooLargeError, unpacked_as_sent
from buratha.pages.article import read_article
from buratha.pages.facts import ArticleFacts
from buratha.pages.kinds import NoArticle
from buratha.pages.layouts import Layouts
from buratha.pages.opened import open_page
from buratha.pages.repetition import Repetition
from buratha.pages.unfinished import has_the_rest, is_unfinished
from buratha.pages.whole import Endings, is_cut_off, same_layout
from buratha.warc.index import Place
from buratha.warc.indexing import PAGE
from buratha.warc.parsing import Answer
from buratha.wholeness import CUT_OFF

TOO_LARGE = "too_large"
NO_MORE = "no_more"
"""Passed over: a page that a browser drew, or a plain one, of which the other has more of the story."""
_DELETED = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


@dataclass(frozen=True, slots=True)
class _Page:
    """What a record says; ``fault`` names why it is no whole page. ``is_sure``: it cannot have been cut off.

    ``read`` is its article; ``is_drawn``: a browser drew it for the rest of the text; ``is_begun``: it may have only a part of that.
    """

    text: str
    fault: str | None
    is_sure: bool = True
    read: ArticleFacts | None = None
    is_drawn: bool = False
    is_begun: bool = False


class PageChoice:
    """Chooses for one run, whose pages teach it how pages of the site end."""

    def __init__(self, read: Callable[[Place], Answer | None], largest: int, layouts: Layouts) -> None:
        """Take what reads a record (None: it cannot be read), how many bytes a page may have (0: any), and the layouts that were seen."""
        self._read = read
        self._largest = largest
        self._layouts = layouts
        self._endings = Endings()

    def best_first(self, places: Sequence[Place], passed: Callable[[Place, str], None]) -> list[Place]:
        """An article's records in the order in which they answer for it; ``passed`` is told of those that a better one stands in for, and why."""
        if sum(place.rank == PAGE or place.status in _DELETED for place in places) < 2:  # noqa: PLR2004
            return list(places)  # nothing to choose from, so nothing is judged
        faults: dict[Place, str] = {}
        unreadable: list[Place] = []
        chosen = self._chosen(places, faults, unreadable)
        if chosen is None:
            return list(places)
        for place, fault in faults.items():
            passed(place, fault)
        return [*unreadable, chosen, *(place for place in places if place is not chosen and place not in unreadable)]

    def _chosen(self, places: Sequence[Place], faults: dict[Place, str], unreadable: list[Place]) -> Place | None:
        """The newest whole page; where there is none, a deletion that was recorded after the newest of the useless ones; else None.

        Of a page that a script completes and the same as a browser drew it, the one with more of the story, as the crawl has kept it.
        """
        unsure: tuple[Place, _Page] | None = None
        newest: _Page | None = None
        begun: tuple[Place, _Page] | None = None
        for place in (place for place in places if place.rank == PAGE):
            answer = self._read(place)
            if answer is None:
                unreadable += [] if unsure else [place]
                continue
            page = self._judged(place, answer, unsure[1] if unsure else None)
            newest = newest or page
            if begun is not None and page.fault is None:
                chosen = _fuller(begun, (place, page))
                faults |= {begun[0]: NO_MORE} if chosen is place else {}
                return chosen
            if begun is not None:
                continue
            if page.fault is None and page.is_sure:
                self._learn(newest)
                faults |= {unsure[0]: CUT_OFF} if unsure else {}
                if not (page.is_drawn or page.is_begun):
                    return place
                begun = place, page
                continue
            if unsure is None and page.fault is None:
                unsure = place, page
            elif unsure is None and page.fault is not None:
                faults[place] = page.fault
        if begun is not None:
            return begun[0]
        self._learn(newest)
        return unsure[0] if unsure else _deletion(places, faults)

    def _learn(self, newest: _Page | None) -> None:
        """Learn from one record of each article: others may be the same answer again, cut off at the same place."""
        if newest and newest.text:
            self._endings.observe(newest.text)

    def _judged(self, place: Place, answer: Answer, unsure: _Page | None) -> _Page:
        """Judge a record; only one of the same layout that comes to its end shows that a newer one, ``unsure``, was cut off."""
        content_type = (answer.header(b"content-type") or b"").decode("latin-1")
        encodings = [value for name, value in answer.headers if name.lower() == b"content-encoding"]
        try:
            opened = open_page(unpacked_as_sent(answer.body, encodings, self._largest), place.url, content_type or None)
        except TooLargeError:
            return _Page("", TOO_LARGE)
        except DamagedAnswerError:
            return _Page("", DAMAGED)
        text = opened.decoded.text
        verdict = self._endings.judge(text)
        if verdict == "cut" or (unsure and (is_cut_off(text) is not False or not same_layout(text, unsure.text))):
            return _Page(text, CUT_OFF)
        read = read_article(opened, Repetition(), datetime.fromisoformat(place.date), self._layouts)
        if isinstance(read, NoArticle):
            return _Page(text, read.reason, is_sure=verdict == "whole")
        is_drawn = answer.is_drawn_for_more
        return _Page(text, None, verdict == "whole", read, is_drawn, is_begun=not is_drawn and is_unfinished(read))


def _fuller(newer: tuple[Place, _Page], older: tuple[Place, _Page]) -> Place:
    """Of a plain and a drawn page of one article the one that the crawl has kept; of two of a kind the newer one."""
    if newer[1].is_drawn == older[1].is_drawn:
        return newer[0]
    drawn, plain = (newer, older) if newer[1].is_drawn else (older, newer)
    told, begun = drawn[1].read, plain[1].read
    return (drawn if told is not None and begun is not None and has_the_rest(told, begun) else plain)[0]


def _deletion(places: Sequence[Place], useless: Iterable[Place]) -> Place | None:
    """The newest record that says that the article is gone, where that is what was said last."""
    gone = next((place for place in places if place.status in _DELETED), None)
    return gone if gone and all(place.date < gone.date for place in useless) else None
