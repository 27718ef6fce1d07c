"""Counts what a run brings, keeps its report, and says at the end in words how it went."""

import asyncio
import json
import logging
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.extensions.feedexport import FeedSlot

from buratha.arabic.dates import utc_now
from buratha.archive.keeper import Keeper
from buratha.archive.runs import reports_before
from buratha.archive.walks import count_articles_given_up, count_given_up
from buratha.checks import check
from buratha.closing import closed
from buratha.delivery import Delivery, told
from buratha.feeds import CompleteFileStorage
from buratha.items import SCHEMA_VERSION, Article
from buratha.layouts import layouts_of
from buratha.locations import Locations, site_of
from buratha.monitors import FAILED, INCOMPLETE, KILLED, NOT_REPORTED, Fault, faults, incompleteness, outcome_of
from buratha.outlets import publish
from buratha.outlets.doubted import draw
from buratha.outlets.files import PROBES, found_beside, of_later_runs, path_of, write_json
from buratha.outlets.summary import summary_lines
from buratha.tally import Tally

logger = logging.getLogger(__name__)


class Report:
    """Counts each article that reached the feeds; when all is stored, keeps the run's report and logs its summary."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._other_feeds: list[str] = []
        self._tally = Tally()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the run's signals."""
        report = cls(crawler)
        crawler.signals.connect(report.spider_opened, signals.spider_opened)
        crawler.signals.connect(report.item_scraped, signals.item_scraped)
        crawler.signals.connect(report.item_lost, signals.item_dropped)
        crawler.signals.connect(report.item_lost, signals.item_error)
        crawler.signals.connect(report.feed_slot_closed, signals.feed_slot_closed)
        crawler.signals.connect(report.spider_idle, signals.spider_idle)
        crawler.signals.connect(report.engine_stopped, signals.engine_stopped)
        return report

    def spider_opened(self) -> None:
        """Say what is crawled, and where to."""
        locations = Locations.of(self._crawler.settings)
        logger.info("Crawling %s, feeds go to %s", locations.site.base, locations.feeds)

    def item_scraped(self, item: object) -> None:
        """Count an article."""
        if isinstance(item, Article):
            self._tally.count(item, self._crawler.stats)
            self._settle(item, is_delivered=True)

    def item_lost(self, item: object) -> None:
        """Let go of the page of an article that does not reach the feeds."""
        if isinstance(item, Article):
            self._settle(item, is_delivered=False)

    def _settle(self, article: Article, *, is_delivered: bool) -> None:
        doubted = getattr(self._crawler.spider, "doubted", None)
        if doubted is not None:
            doubted.settle(article, is_delivered=is_delivered)

    def feed_slot_closed(self, slot: FeedSlot) -> None:
        """Remember a feed that is not the project's own."""
        if not isinstance(slot.storage, CompleteFileStorage):
            self._other_feeds.append(f"{slot.uri} ({slot.itemcount} items)")

    def spider_idle(self) -> None:
        """Have a run that missed something end by another name.

        Raises:
            CloseSpider: with the reason "incomplete".

        """
        if incompleteness(self._crawler.stats.get_stats()):
            raise CloseSpider(INCOMPLETE)

    async def engine_stopped(self) -> None:
        """Keep the report, close the archive, and log the summary below everything else that the run logs."""
        await closed(self._crawler)
        stats = self._crawler.stats.get_stats()
        keeper = Keeper.of(self._crawler)
        await keeper.opened()
        if "finish_reason" in stats and keeper.is_open:
            Delivery.of(self._crawler).see_that_it_came()
            history = await self._compared(keeper)
            report = self._report(stats, faults(stats))
            report["findings"] = _findings(report, history)
            await self._draw(report)
            _tell_of_later_runs(Locations.of(self._crawler.settings).reports, report["run"])
            self._write(report)
            if not await keeper.end(report["outcome"], json.dumps(report, ensure_ascii=False)):
                report |= self._report(stats, faults(stats))  # it failed only now
                self._write(report)
            logger.info("Summary\n%s", "\n".join(summary_lines(report, self._other_feeds)))
            await publish(report, history, self._crawler.settings)
        else:
            await keeper.end("", "")
            if "finish_reason" in stats and keeper.failure is not None:
                await publish(self._report(stats, faults(stats)), [], self._crawler.settings)  # nobody looks into a log that nobody tells of

    @staticmethod
    def leave(crawler: Crawler) -> None:
        """Keep what was counted of a run that a second signal has cut short. It is compared with nothing, and nobody is told: it has to leave."""
        report, keeper, stats = crawler.get_extension(Report), Keeper.of(crawler), crawler.stats.get_stats()
        if report is None or not keeper.is_open or "finish_reason" in stats:
            return
        told = report._report(stats, faults(stats)) | {"close_reason": KILLED, "findings": []}
        report._write(told)
        keeper.end_at_once(told["outcome"], json.dumps(told, ensure_ascii=False))

    def _write(self, report: dict[str, Any]) -> None:
        """Write the report; where that fails, the run has failed, and the report that the archive keeps says so."""
        try:
            write_json(Locations.of(self._crawler.settings).reports, report)
        except OSError as error:
            self._crawler.stats.set_value(NOT_REPORTED, told(error))
            stats = self._crawler.stats.get_stats()
            report |= self._report(stats, faults(stats))

    async def _draw(self, report: dict[str, Any]) -> None:
        """Draw the pages of some doubtful records beside the report, which says where; the run has gone as it has gone."""
        spider: Any = self._crawler.spider
        pages = getattr(getattr(spider, "doubted", None), "pages", {})
        if not pages or not hasattr(spider, "learnt"):
            return
        path = path_of(Locations.of(self._crawler.settings).reports, report, PROBES)
        try:
            await asyncio.to_thread(draw, path, list(pages.values()), spider.learnt, layouts_of(self._crawler.settings), utc_now())
        except OSError as error:
            logger.warning("The pages of doubtful records could not be written: %s", error)
            return
        except Exception:
            logger.exception("The pages of doubtful records could not be drawn")
            return
        for record in report["doubtful"]:
            if record["id"] in pages:
                record["probe"] = f"{path.name}#{record['id']}"

    async def _compared(self, keeper: Keeper) -> list[dict[str, Any]]:
        """The reports of earlier runs; and count what the checks ask for and only the end of a run knows."""
        reader = getattr(self._crawler.spider, "reader", None)
        stats = self._crawler.stats
        if reader is not None:
            stats.set_value("buratha/warmup/known_before", reader.known_before)
            stats.set_value("buratha/warmup/pages", reader.waited)
        self._tally.count_ahead(stats)
        try:
            stats.set_value("buratha/given_up/listings", await keeper.do(count_given_up))
            stats.set_value("buratha/given_up/articles", await keeper.do(count_articles_given_up))
            history = await keeper.do(reports_before, keeper.run.id, keeper.run.started)
            return found_beside(Locations.of(self._crawler.settings).reports, history)
        except CloseSpider:
            return []  # the archive failed; the log says how

    def _report(self, stats: Mapping[str, Any], found: list[Fault]) -> dict[str, Any]:
        keeper = Keeper.of(self._crawler)
        if keeper.failure is not None:
            found = [Fault(FAILED, str(keeper.failure)), *found]
        return {
            "run": keeper.run.id if keeper.was_opened else None,
            "started": keeper.run.started if keeper.was_opened else stats["start_time"].isoformat(timespec="seconds"),
            "ended": utc_now().isoformat(timespec="seconds"),
            "outcome": outcome_of(found),
            "close_reason": stats.get("finish_reason"),
            "faults": [{"outcome": fault.outcome, "sentence": fault.sentence} for fault in found],
            "arguments": {name: str(value) for name, value in self._arguments().items() if value is not None},
            "site": site_of(self._crawler.settings).base,
            "schema_version": SCHEMA_VERSION,
            "feeds": [file.described() | {"path": str(file.path)} for file in Delivery.of(self._crawler).delivered],
            "doubtful": self._tally.doubtful,
            "layouts": self._tally.layouts,
            "stats": {name: _plain(value) for name, value in sorted(stats.items())},
        }

    def _arguments(self) -> dict[str, Any]:
        spider = self._crawler.spider
        return {name: getattr(spider.plan, name) for name in spider.plan.__slots__} if spider is not None and hasattr(spider, "plan") else {}


def _findings(report: Mapping[str, Any], history: list[dict[str, Any]]) -> list[dict[str, str]]:
    """What the checks say; a report is kept whatever befalls them."""
    try:
        return [finding.described() for finding in check(report, history)]
    except Exception:
        logger.exception("The run could not be compared with earlier ones")
        return []


def _plain(value: Any) -> Any:
    """A value of the stats as JSON has it."""
    if isinstance(value, datetime):
        return value.isoformat()
    return value if isinstance(value, int | float | str | bool | None) else str(value)


def _tell_of_later_runs(folder: Path, run: int) -> None:
    """Say that the archive is older than the reports beside it: a backup was put back, or another archive has begun."""
    if later := of_later_runs(folder, run):
        logger.warning(
            "%d of the reports beside this run's are of runs that the archive does not know, the last is %s: it is older, perhaps a backup. "
            "What those runs delivered may be delivered again",
            len(later),
            later[-1].name,
        )
