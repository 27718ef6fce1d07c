"""What a run's report and log say of the walks."""

import logging

from scrapy.statscollectors import StatsCollector

from buratha.checks.listings import NEWEST
from buratha.pages.listing import Listing
from buratha.walks.holes import EMPTY, UNSURE, WITHOUT_EFFECT, WRONG_SECTION, Hole
from buratha.walks.leg import Leg

OLDEST_FIRST, MIXED_ORDER = "oldest_first", "mixed_order"
_MOST_COUNTED = 20_000
"""So many pages are remembered as counted."""

logger = logging.getLogger(__name__)


class WalkReport:
    """Counts what befalls the walks of one run, and logs what somebody has to know."""

    def __init__(self, stats: StatsCollector) -> None:
        self._stats = stats
        self._counted: set[str] = set()

    def page(self, section: str, fresh: int) -> None:
        """A page was read; so many of its articles were not known."""
        self._stats.inc_value(f"buratha/listed_pages/{section}")
        self._stats.inc_value("buratha/met/listing", fresh)

    def rows(self, section: str, listing: Listing, url: str) -> None:
        """A page lists something of its own; count how much, without what stands in boxes, and note the newest of it.

        A page that a run reads again counts once, as the links do that are not understood: checks hold these against the rows.
        """
        rows = listing.own_rows(section)
        if url not in self._counted:
            self._stats.inc_value(f"buratha/list/pages/{section}")
            self._stats.inc_value(f"buratha/list/rows/{section}", len(rows))
        if len(self._counted) < _MOST_COUNTED:
            self._counted.add(url)
        self._stats.max_value(f"{NEWEST}{section}", max(rows, default=0))

    def of_another(self, section: str, url: str) -> None:
        """A page was another section's."""
        self._stats.inc_value(f"buratha/failed/listing/{WRONG_SECTION}")
        logger.warning("The server sent another section's listing in place of a page of %s: %s", section, url)

    def cut_short(self, section: str, lacks: str, url: str) -> None:
        """A listing goes on where nothing leads to, or may do so."""
        if lacks == UNSURE:
            self._stats.inc_value(f"buratha/listings/unsure_end/{section}")
            logger.info("The button below the listing of %s is still there and brings no more; the next run looks once more: %s", section, url)
            return
        if lacks == WITHOUT_EFFECT:
            logger.warning("The button below the listing of %s brings nothing and asks for nothing: does it wait for a consent? %s", section, url)
        self._stats.inc_value(f"buratha/failed/listing/{lacks}")
        logger.warning("The listing of %s goes on behind a control that leads to no address (%s): %s", section, lacks, url)

    def not_believed(self, hole: Hole) -> None:
        """A page that was answered lists nothing, or not all that it has to, and the listing goes on behind it."""
        self._stats.inc_value(f"buratha/failed/listing/{hole.reason}")
        logger.warning("Listing not read (%s): %s", hole.reason, hole.url)

    def without_list(self, section: str, url: str, *, has_articles: bool) -> None:
        """A section's first page has no list, which is no fault where the section has no articles."""
        if has_articles:
            self._stats.inc_value(f"buratha/failed/listing/{EMPTY}")
            logger.warning(
                "Listing not read (%s): %s; where the section is closed for good, name it in BURATHA_CLOSED_SECTIONS: %s", EMPTY, url, section
            )
        else:
            self._stats.inc_value(f"buratha/sections/without_articles/{section}")

    def gone_back(self, leg: Leg) -> None:
        """A leg begins at a hole."""
        self._stats.inc_value("buratha/listings/holes_gone_back_for")
        logger.info("Going back for a hole in %s at %s", leg.hole.section, leg.hole.url)

    def moved(self, section: str) -> None:
        """A second look has found that pages are not what they were."""
        self._stats.inc_value(f"buratha/listings/moved/{section}")
        logger.info("The listing of %s moved while it was walked: walking it once more", section)

    def ended(self, leg: Leg) -> None:
        """A leg is at its end."""
        self._stats.inc_value(f"buratha/listings/end/{leg.end}")
        if leg.is_top and not leg.is_again:
            self._order(leg)

    def _order(self, leg: Leg) -> None:
        """Say where a listing does not run newest first, so that more of it is read in each run. The last way down knows best."""
        section, order = leg.hole.section, leg.survey.order
        kind = None if order.is_newest_first else OLDEST_FIRST if order.is_oldest_first else MIXED_ORDER
        for name in (OLDEST_FIRST, MIXED_ORDER):
            stat = f"buratha/listings/{name}/{section}"
            if name == kind or self._stats.get_value(stat):
                self._stats.set_value(stat, max(1, order.late) if name == kind else 0)
        if kind is not None:
            logger.info("The listing of %s does not run newest first (%s): %s", section, kind, _disorder(order.late))


def _disorder(late: int) -> str:
    """How late articles come in a listing on this way down it; 0 where only earlier ways have met any that came late."""
    return (
        f"articles stand below as many as {late} that are older"
        if late
        else "so it was in earlier runs; in this one all that was read stands in order"
    )
