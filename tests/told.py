"""Run scrapy, told to end as with Ctrl-C at chosen calls: `python -m tests.told buratha.delivery:measure … -- crawl buratha …`."""

import signal
import sys

from scrapy.cmdline import execute

from tests.dying import signal_at

if __name__ == "__main__":
    end = sys.argv.index("--")
    for point in sys.argv[1:end]:
        signal_at(point, "before", signal.SIGINT)
    execute(["scrapy", *sys.argv[end + 1 :]])
