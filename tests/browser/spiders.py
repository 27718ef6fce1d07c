"""A spider that asks for listings with all that their button brings, and says what came."""

import json
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response

from buratha.browser import Asker, is_drawn, pressing_end
from buratha.locations import Locations
from buratha.pages.decode import decode
from buratha.pages.listing import read_listing


class PressingSpider(Spider):
    """Asks for sections, a JSON object of orders by section, and prints a line for each: the articles that came, and why no more."""

    name = "pressing"

    def __init__(self, sections: str, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.orders: dict[str, dict[str, int]] = json.loads(sections)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.asker = Asker(crawler)
        return spider

    asker: Asker

    async def start(self) -> AsyncIterator[Any]:
        for section in self.orders:
            yield Request(Locations.of(self.settings).site.listing(section), cb_kwargs={"section": section})

    def parse(self, response: Response, section: str) -> Iterator[Request]:
        if again := self.asker.more(response, **self.orders[section]):
            yield again
            return
        text = decode(response.body, response.headers["Content-Type"].decode()).text
        ids = [article.id for article in read_listing(text, response.url).articles]
        seen = {"section": section, "ids": ids, "end": pressing_end(response), "drawn": is_drawn(response), "status": response.status}
        sys.stdout.write(json.dumps(seen) + "\n")
