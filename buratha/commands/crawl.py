"""``scrapy crawl``, with arguments and settings checked first and an exit status that tells how the run went."""

import argparse
import logging

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError

from buratha.arguments import ArgumentError
from buratha.browser.options import BrowserOptions
from buratha.locations import Locations, SettingError
from buratha.monitors import faults

logger = logging.getLogger(__name__)


class Command(ScrapyCrawl):
    """Ends with 0 after a good run, 1 after a bad one (the log says why), 2 when it could not begin as asked."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check, crawl, and judge.

        Raises:
            UsageError: the spider, an argument or a setting is wrong.

        """
        if len(args) != 1:
            raise UsageError("name one spider, as in: scrapy crawl buratha", print_help=False)
        assert self.crawler_process is not None
        assert self.settings is not None
        self._check(args[0], opts.spargs)
        crawler = self._create_crawler(args[0])
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        if self.crawler_process.bootstrap_failed:
            self.exitcode = 1
            return
        for fault in faults(crawler.stats.get_stats()):
            logger.error("Bad run: %s", fault)
            self.exitcode = 1

    def _check(self, name: str, arguments: dict[str, str]) -> None:
        assert self.crawler_process is not None
        loader = self.crawler_process.spider_loader
        try:
            spider = loader.load(name)
        except KeyError as error:
            raise UsageError(f"there is no spider {name!r}; there are: {', '.join(loader.list())}", print_help=False) from error
        try:
            Locations.of(self.settings or {})
            BrowserOptions.of(self.settings or {})
            if check := getattr(spider, "check_arguments", None):
                check(**arguments)
        except (ArgumentError, SettingError) as error:
            raise UsageError(str(error), print_help=False) from error
