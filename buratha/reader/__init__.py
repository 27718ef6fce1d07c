"""Reading the pages of a crawl: in the crawl's own process at first, in one beside it once there is much to read."""

from buratha.reader.front import PageReader
from buratha.reader.pages import PageToRead, ReadPage
from buratha.reader.process import ReaderSilentError

__all__ = ["PageReader", "PageToRead", "ReadPage", "ReaderSilentError"]
