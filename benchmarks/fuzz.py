"""Pages as they should never be: ``python -m benchmarks.fuzz [--pages 20000] [--seed 1]``.

Each mutated page has to give a record that fits the schema, or a named reason; never an exception, never a hang. Prints what
came out, the longest time and the memory at the end, and exits 1 when a page failed.
"""

import argparse
import random
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator

import buratha
from buratha.schema import first_fault
from tests.agency.articles import load_articles
from tests.agency.render import layouts, render_article
from tests.agency.wording import wordings

Page = tuple[bytes, str, str | None]
_TAG = re.compile(rb"<[^>]*>")
_URLS = ("https://burathanews.com/arabic/news/{}", "http://www.burathanews.com/news/{}.html", "https://burathanews.com/arabic/xx/{}/?a=1#b")
_TYPES = (None, "text/html", "text/html; charset=utf-8", "text/html; charset=windows-1256", "application/octet-stream", "text/html; charset=bogus")
_STUFFING = (
    b"<div>" * 3000, b"<a href=x>" * 500, b"<table><tr><td>" * 400, b"</div>" * 500, b"<!--", b"<script>", b"<textarea>", b"\x00" * 1000,
    "<ul><li>نص 12".encode() * 2000, "<b><div>نص".encode() * 2000, b"<" * 50_000,
    b"<p hidden>", b"&#xFFFFFF;" * 50, b"<br>" * 9999, "\u202e\u200f".encode() * 200, b"<title>", b"<form><form>", b"]]>", b"<![CDATA[",
)  # fmt: skip
_LONGEST_SECONDS = 10.0


def mutated_pages(count: int, seed: int) -> Iterator[Page]:
    """So many pages of the bundled agency, each spoilt in one way or another; the same for the same seed."""
    rng = random.Random(seed)
    articles = load_articles()
    whole = [
        render_article(article, layout, wordings()["standard"], 2, articles[:30])
        for layout in layouts().values()
        for article in rng.sample(articles, 4)
    ]
    mutations = _mutations(rng, whole)
    for number in range(1, count + 1):
        yield rng.choice(mutations)(rng.choice(whole)), rng.choice(_URLS).format(number), rng.choice(_TYPES)


def _mutations(rng: random.Random, whole: list[bytes]) -> list[Callable[[bytes], bytes]]:
    def flipped(page: bytes) -> bytes:
        spoilt = bytearray(page)
        for _ in range(rng.randrange(1, 200)):
            spoilt[rng.randrange(len(spoilt))] = rng.randrange(256)
        return bytes(spoilt)

    def shuffled(page: bytes) -> bytes:
        tags = _TAG.findall(page)
        rng.shuffle(tags)
        shuffled_tags = iter(tags)
        return _TAG.sub(lambda _: next(shuffled_tags), page)

    def spliced(page: bytes) -> bytes:
        other = rng.choice(whole)
        return page[: rng.randrange(len(page))] + other[rng.randrange(len(other)) :]

    def stuffed(page: bytes) -> bytes:
        at = rng.randrange(len(page))
        return page[:at] + rng.choice(_STUFFING) + page[at:]

    return [
        flipped,
        lambda page: page[: rng.randrange(len(page))],
        shuffled,
        lambda page: _TAG.sub(lambda found: b"" if rng.random() < 0.3 else found.group(), page),
        lambda page: page[rng.randrange(len(page)) :] + page[: rng.randrange(len(page))],
        lambda _: rng.randbytes(rng.randrange(3000)),
        lambda page: page[::-1],
        stuffed,
        spliced,
        lambda page: page * rng.randrange(2, 6),
        lambda _: b"",
    ]


def main() -> int:
    """Read the pages and say what came out."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.fuzz", description="Read spoilt pages: no exception, no hang, records that fit the schema."
    )
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    came_out: Counter[str] = Counter()
    longest = 0.0
    for body, url, content_type in mutated_pages(options.pages, options.seed):
        start = time.perf_counter()
        came_out[_outcome(body, url, content_type)] += 1
        longest = max(longest, time.perf_counter() - start)
    for outcome, number in came_out.most_common():
        print(f"{number:7} {outcome}")
    print(f"longest page {longest:.2f} s, memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    failed = sum(number for outcome, number in came_out.items() if outcome.startswith("FAILED"))
    return int(failed > 0 or longest > _LONGEST_SECONDS)


def _outcome(body: bytes, url: str, content_type: str | None) -> str:
    try:
        read = buratha.read_page(body, url, content_type)
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return f"FAILED {error!r}"
    if isinstance(read, dict):
        fault = first_fault(read)
        return f"FAILED schema: {fault}" if fault else "record"
    return read.reason


if __name__ == "__main__":
    sys.exit(main())
