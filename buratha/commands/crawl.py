"""``scrapy crawl``, with arguments and settings checked first and an exit status that tells how the run went."""

import argparse
import gc
import logging
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.utils.ossignal import install_shutdown_handlers

from buratha import under_scrapyd
from buratha.archive.database import open_archive
from buratha.archive.errors import ArchiveError
from buratha.archive.frontier import sections_had
from buratha.arguments import ArgumentError, Arguments
from buratha.browser.options import BrowserOptions
from buratha.closed_sections import CLOSED, closed_sections
from buratha.closing import let_it_end
from buratha.exporter import check_feeds_to_be
from buratha.extensions.report import Report
from buratha.layouts import layouts_of
from buratha.locations import Locations, SettingError
from buratha.monitors import STATUS, faults, outcome_of
from buratha.needed import other_versions
from buratha.outlets import Outlets
from buratha.sections import names, unheard_of
from buratha.typed_settings import check_log_levels, check_types
from buratha.underway import check_queue
from buratha.warc.places import WarcPlaces

_YOUNG_OBJECTS = 20_000

logger = logging.getLogger(__name__)


class Command(ScrapyCrawl):
    """Ends with 0 after a complete run, 3 after an incomplete and 1 after a failed one (the log says why), 2 when it could not begin as asked."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the options, and see that the log can begin.

        Raises:
            UsageError: an option or a level of the log is wrong, or a file of its own cannot be written.

        """
        given = [text.partition("=")[0] for text in opts.spargs or ()]
        if twice := next((name for name in given if given.count(name) > 1), None):
            raise UsageError(
                f"-a {twice}=… is given more than once, and only one would count: give it once, several values parted by commas", print_help=False
            )
        try:
            super().process_options(args, opts)
        except OSError as error:
            raise UsageError(f"--pidfile {opts.pidfile}: it cannot be written: {error.strerror}", print_help=False) from error
        try:
            _check_log_file(self.settings or {})
            check_log_levels(self.settings or {})
        except SettingError as error:
            raise UsageError(str(error), print_help=False) from error

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check, crawl, and judge.

        Raises:
            UsageError: the spider, an argument or a setting is wrong.

        """
        if len(args) != 1:
            raise UsageError("name one spider, as in: scrapy crawl buratha", print_help=False)
        assert self.crawler_process is not None
        assert self.settings is not None
        try:
            self._check(args[0], opts.spargs)
        except UsageError as error:
            if self.settings.get("LOG_FILE"):  # whoever reads the log does not see what goes to standard error
                logger.critical("The run could not begin: %s", error)
            raise
        self._warn(args[0], opts.spargs)
        if under_scrapyd.is_job(opts.spargs):
            under_scrapyd.set_aside(self.settings)
        _let_the_collector_rest()
        crawler = self._create_crawler(args[0])
        let_it_end(crawler)
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        install_shutdown_handlers(signal.SIG_IGN)  # it has ended: a second signal that comes late would only take its status away
        if self.crawler_process.bootstrap_failed:
            self.exitcode = 1
            return
        Report.leave(crawler)
        found = faults(crawler.stats.get_stats())
        for fault in found:
            logger.error("%s run: %s", fault.outcome.capitalize(), fault.sentence)
        self.exitcode = STATUS[outcome_of(found)]

    def _check(self, name: str, arguments: dict[str, str]) -> None:
        assert self.crawler_process is not None
        loader = self.crawler_process.spider_loader
        try:
            spider = loader.load(name)
        except KeyError as error:
            raise UsageError(f"there is no spider {name!r}; there are: {', '.join(loader.list())}", print_help=False) from error
        try:
            Locations.of(self.settings or {})
            assert self.settings is not None
            if under_scrapyd.is_job(arguments):
                under_scrapyd.check_places(self.settings)
            else:
                check_queue(self.settings)
            WarcPlaces.of(self.settings)
            layouts_of(self.settings)
            BrowserOptions.of(self.settings or {})
            Outlets.of(self.settings or {})
            closed_sections(self.settings)
            check_types(self.settings or {})
            check_feeds_to_be(Crawler(spider, self.settings))
            if check := getattr(spider, "check_arguments", None):
                check(**arguments)
        except (ArgumentError, SettingError) as error:
            raise UsageError(str(error), print_help=False) from error

    def _warn(self, name: str, arguments: dict[str, str]) -> None:
        assert self.settings is not None
        named = {"sections": (Arguments.parse(**arguments).sections or ()) if name == "buratha" else (), CLOSED: closed_sections(self.settings)}
        found = self._sections_found() if set().union(*named.values()) - names().keys() else []
        unknown = (sentence for told, slugs in named.items() for sentence in unheard_of(sorted(slugs), told, found))
        for sentence in (*other_versions(), *unknown):
            logger.warning("%s", sentence)
        if under_scrapyd.is_job(arguments):
            for sentence in under_scrapyd.complaints(self.settings, name, arguments):
                logger.error("%s", sentence)

    def _sections_found(self) -> list[str]:
        """The sections that earlier runs have found; none where nothing can be read: there may be no archive yet, or it is an older format's."""
        try:
            with open_archive(Locations.of(self.settings or {}).archive, read_only=True) as connection:
                return sections_had(connection)
        except ArchiveError:
            return []


def _check_log_file(settings: BaseSettings | Mapping[str, Any]) -> None:
    name = settings.get("LOG_FILE")
    if not name or not settings.get("LOG_ENABLED"):
        return
    try:
        Path(name).open("ab").close()
    except OSError as error:
        raise SettingError(f"LOG_FILE is {name!r}: it cannot be written: {error.strerror}") from error


def _let_the_collector_rest() -> None:
    """Have the cycle collector look at young objects seldom: a page is thousands of them and no cycles, and takes a third longer otherwise."""
    gc.freeze()  # no collecting first: of what was imported five objects are garbage, and looking for them takes a tenth of a second
    gc.set_threshold(_YOUNG_OBJECTS, 5, 5)
