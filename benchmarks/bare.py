"""A Scrapy spider that downloads pages and does nothing with them: what a crawl costs at the least."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerProcess


class Bare(scrapy.Spider):
    """Downloads every address of a file."""

    name = "bare"
    addresses: list[str]

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the pages as fast as they come."""
        for line in self.addresses:
            if self.crawler.engine.needs_backout():
                await self.crawler.signals.wait_for(scrapy.signals.scheduler_empty)
            yield scrapy.Request(line, dont_filter=True)

    def parse(self, response: scrapy.http.Response) -> None:
        """Do nothing."""


def main() -> None:
    """Download, with Scrapy's own settings but for those that the project's crawl is measured with."""
    settings = {"LOG_LEVEL": "WARNING", "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False, "CONCURRENT_REQUESTS": 16}
    process = AsyncCrawlerProcess(settings | {"CONCURRENT_REQUESTS_PER_DOMAIN": 16})
    process.crawl(Bare, addresses=Path(sys.argv[1]).read_text(encoding="utf-8").splitlines())
    process.start()


if __name__ == "__main__":
    main()
