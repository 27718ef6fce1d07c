"""`scrapy` with an extractor that reads one field otherwise: `python -m tests.warc.changed crawl buratha`."""

from itemloaders.processors import MapCompose
from scrapy.cmdline import execute

from buratha.loaders import ArticleLoader

MARK = "⟦%s⟧"


def change() -> None:
    """Have authors read otherwise from now on."""
    ArticleLoader.author_in = MapCompose(lambda text: MARK % text)


if __name__ == "__main__":
    change()
    execute()
