"""When a story came out: which witness is believed, and what the markup knows better of the moment that the page prints."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from buratha.arabic.dates import Moment, is_plausible, parse_date, parse_timestamp, swapped
from buratha.pages.apart_search import said_moment, with_clock
from buratha.pages.comment_order import weekday_orders
from buratha.pages.doubt_dates import MICRODATA, STRUCTURED, is_a_bare_day_above
from buratha.pages.exact import as_printed, is_month_first, refined
from buratha.pages.fact_card import WITNESS
from buratha.pages.head import Structured
from buratha.pages.meta_text import MONTH_FIRST, first_numbers, is_date_line
from buratha.pages.repetition import IN_ORDER
from buratha.pages.scoped import of_the_story
from buratha.pages.short_dates import WITNESS as SHORT
from buratha.pages.short_dates import short_moment
from buratha.pages.trace import Trace
from buratha.timeline import is_possible

_META_LINE = "meta line"
_ORDER = "order of dates"
_FIRST = 3
_PROSE = 14


@dataclass
class Publication:
    """The search for the moment. ``witness`` tells who is believed, ``refused`` how many told what cannot be."""

    trace: Trace
    structured: list[Structured]
    now: datetime
    of_the_card: Callable[[], Moment | None]
    """What a card of facts tells, asked for where the day beside the headline cannot be."""
    witness: str | None = None
    refused: int = 0

    def moment(self) -> Moment | None:
        """The moment, as exact as the page tells it; None where it tells none."""
        trace = self.trace
        return self._refined(self._with_the_cards_clock(with_clock(trace.judged, self._believed(), trace.meta, trace.title, trace.lines, self.now)))

    def _with_the_cards_clock(self, day: Moment | None) -> Moment | None:
        """A day of the page's with the hour that a card of facts has beside the same day."""
        if day is None or day.precision != "day" or self.witness != _META_LINE:
            return day
        card = self.of_the_card()
        return card if card is not None and card.precision != "day" and card.when.date() == day.when.date() else day

    def _believed(self) -> Moment | None:
        """The first moment that can be; one that an article of this number can have before one that it cannot."""
        memory, meta = self.trace.memory, self.trace.meta
        plausible = []
        for moment, witness in self._told():
            if is_plausible(moment, self.now):
                plausible.append((moment, witness))
                if self._is_in_order(moment):
                    break
            elif not plausible:
                self.refused += 1
        if not plausible:
            return None
        in_order = [row for row in plausible if self._is_in_order(row[0])]
        if meta and (meta.agency_form or meta.labelled):
            memory.vote(IN_ORDER, "yes" if plausible[0] in in_order else "no")
        best, witness = (in_order if in_order and not (meta and meta.agency_form) and memory.is_in_order() else plausible)[0]
        if witness in STRUCTURED and not in_order and memory.is_in_order():
            self.refused += 1  # the day of an import
            return None
        self.witness = witness
        return best

    def _told(self) -> Iterator[tuple[Moment, str]]:
        """The moments that the witnesses tell: the page's own before the machine's, the machine's before the text's."""
        trace, meta = self.trace, self.trace.meta
        yield from self._nearer_than_a_masthead()
        if meta and meta.moment:
            yield meta.moment, _META_LINE
        for article in self.structured:
            if moment := parse_timestamp(article.published) if article.published else None:
                yield moment, article.witness
        if moment := self._scoped():
            yield moment, MICRODATA
        if moment := self.of_the_card():
            yield moment, WITNESS
        if moment := said_moment(trace.judged, trace.title, trace.lines, self.now):
            yield moment, "icon"
        if moment := short_moment(trace, self.now):
            yield moment, SHORT
        if trace.signed.moment:
            yield trace.signed.moment, "byline"
        for line in itertools.takewhile(lambda line: line.words <= _PROSE, trace.lines[:_FIRST]):
            if is_date_line(line.text) and (moment := parse_date(line.text, self.now)):
                yield moment, "dateline"

    def _nearer_than_a_masthead(self) -> Iterator[tuple[Moment, str]]:
        """What a byline and a card of facts tell, where nothing but a bare moment above the headline is told otherwise."""
        if self.trace.meta is None or self.trace.meta.moment is None or not is_a_bare_day_above(self.trace):
            return
        if self.trace.signed.moment:
            yield self.trace.signed.moment, "byline"
        if card := self.of_the_card():
            yield card, WITNESS

    def _is_in_order(self, moment: Moment) -> bool:
        """Whether an article of this number can have come out then."""
        address = self.trace.judged.address
        return address is None or is_possible(address.id, moment.when.date(), self.now.date())

    def _scoped(self) -> Moment | None:
        """The moment that microdata or RDFa gives the story."""
        stamp = self._scoped_stamp()
        return self._parsed(stamp) if stamp else None

    def _scoped_stamp(self) -> str | None:
        return of_the_story(self.trace.judged.page.published, self.trace.titled, self.trace.judged)

    def _parsed(self, stamp: str) -> Moment | None:
        """The moment of a stamp for machines; microdata may hold a date for people."""
        return parse_timestamp(stamp) or parse_date(stamp, self.now)

    def _refined(self, published: Moment | None) -> Moment | None:
        """The printed moment with what the markup knows better of it."""
        meta, memory, lines = self.trace.meta, self.trace.memory, self.trace.judged.lines
        if published is None or meta is None or self.witness != _META_LINE:
            return published
        stamps = [*(lines[index].stamp for index in meta.lines), *(article.published for article in self.structured)]
        scoped = self._scoped_stamp() or ""
        told = [moment for stamp in stamps if stamp and (moment := as_printed(stamp, published, lines) or parse_timestamp(stamp))]
        told += [moment for moment in (as_printed(scoped, published, lines) or self._scoped(),) if moment]
        month_first = memory.is_usual(_ORDER, MONTH_FIRST) or (swapped(published) is not None and is_month_first(lines))
        named = weekday_orders([lines[meta.dated_at].text])
        if len(named) == 1:  # the weekday beside the date itself is never outvoted
            month_first = named == {MONTH_FIRST}
        for order in first_numbers(meta.moment.printed if meta.moment else "") or named:
            memory.vote(_ORDER, order)
        return refined(published, told, month_first=month_first)
