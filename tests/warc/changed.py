"""`scrapy` with an extractor that reads one field otherwise: `python -m tests.warc.changed crawl buratha`."""

from itemloaders.processors import MapCompose
from scrapy.cmdline import execute

from buratha.loaders import ArticleLoader

MARK = "⟦%s⟧"

if __name__ == "__main__":
    ArticleLoader.author_in = MapCompose(lambda text: MARK % text)
    execute()
