"""What a whole crawl costs beside a bare Scrapy spider that downloads the same pages: `python -m benchmarks.crawl`.

Both run in turn, several times, in processes of their own; the ratios are what counts, the milliseconds follow the machine.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.crawl_site import Site

ROOT: Final = Path(__file__).parents[1]
_FAST: Final = ["DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=False", "CONCURRENT_REQUESTS=16", "CONCURRENT_REQUESTS_PER_DOMAIN=16", "LOG_LEVEL=WARNING"]


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds by the clock, seconds of CPU, peak memory in MB."""

    wall: float
    cpu: float
    memory: float


@contextmanager
def serving(articles: int) -> Iterator[str]:
    """Serve that many articles in a process of its own; gives the address."""
    line = [sys.executable, "-m", "benchmarks.crawl_site", "--articles", str(articles)]
    with subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def cost_of(line: list[str], environment: dict[str, str]) -> Cost:
    """Run a command to its end and say what it took. Both crawls load compiled modules, as they do wherever they are installed."""
    start = time.monotonic()
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(line, cwd=ROOT, env=inherited | environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(line)} ended with {process.returncode}")
    return Cost(time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def crawl(url: str, folder: Path) -> Cost:
    """Crawl everything with the project, into a folder of its own."""
    where = {"BURATHA_BASE_URL": url, "BURATHA_FEEDS_DIR": str(folder / "feeds"), "BURATHA_ARCHIVE_URL": f"sqlite:///{folder / 'archive.sqlite'}"}
    settings = [part for setting in _FAST for part in ("-s", setting)]
    return cost_of([sys.executable, "-m", "scrapy", "crawl", "buratha", *settings], where)


def bare(addresses: Path) -> Cost:
    """Download the same pages with a bare spider."""
    return cost_of([sys.executable, "-m", "benchmarks.bare", str(addresses)], {"SCRAPY_SETTINGS_MODULE": ""})


def throughput(articles: int, rounds: int) -> Iterator[str]:
    """Both in turn; the ratio of pages a second."""
    with serving(articles) as url, TemporaryDirectory(prefix="buratha-bench-") as name:
        folder = Path(name)
        paths = Site(articles, "").paths()
        (folder / "addresses").write_text("".join(f"{url}{path}\n" for path in paths), encoding="utf-8")
        ratios = []
        for number in range(rounds):
            least, own = bare(folder / "addresses"), crawl(url, folder / str(number))
            again = crawl(url, folder / str(number))
            ratios.append(least.wall / own.wall)
            yield (
                f"| {number + 1} | {len(paths) / least.wall:.0f} | {least.cpu * 1000 / len(paths):.2f} | {len(paths) / own.wall:.0f} | "
                f"{own.cpu * 1000 / len(paths):.2f} | {ratios[-1]:.2f} | {own.memory:.0f} | {again.wall:.1f} |"
            )
        yield f"\nThroughput ratio: median {median(ratios):.2f}, best {max(ratios):.2f} of {rounds} rounds; {len(paths)} pages each."


def memory(sizes: list[int]) -> Iterator[str]:
    """Peak memory of whole crawls of several sizes, and what a second run with nothing new takes."""
    peaks = []
    for articles in sizes:
        with serving(articles) as url, TemporaryDirectory(prefix="buratha-bench-") as name:
            own, again = crawl(url, Path(name)), crawl(url, Path(name))
            peaks.append(own.memory)
            yield f"| {articles} | {own.memory:.0f} | {own.wall:.0f} | {again.wall:.1f} | {again.cpu:.1f} | {again.memory:.0f} |"
    yield f"\nPeak memory at {sizes[-1]} articles: {peaks[-1] / peaks[0]:.2f} times that at {sizes[0]}."


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", type=int, nargs="*", default=[], metavar="ARTICLES", help="also measure memory at these sizes")
    options = parser.parse_args()
    print("| round | bare pages/s | bare CPU ms | crawl pages/s | crawl CPU ms | ratio | peak MB | second run s |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for line in throughput(options.articles, options.rounds):
        print(line, flush=True)
    if options.memory:
        print("\n| articles | peak MB | seconds | second run: seconds | CPU s | peak MB |")
        print("| --- | --- | --- | --- | --- | --- |")
        for line in memory(options.memory):
            print(line, flush=True)


if __name__ == "__main__":
    main()
