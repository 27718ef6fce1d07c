"""A quick server of any number of articles: `python -m benchmarks.crawl_site --articles 5000` serves until it is told to stop.

One page of the bundled agency is its frame; title, story and date are put in for each article when it is asked for, so that serving
costs little and fifty thousand stories cost no memory.
"""

import argparse
import asyncio
import random
import re
import signal
import sys
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Final

from aiohttp import web

from tests.agency.articles import load_articles
from tests.agency.blocks import block
from tests.agency.render import layouts, render_article
from tests.agency.sections import SECTIONS
from tests.agency.serving import listening
from tests.agency.timeline import moment_of
from tests.agency.wording import wordings

FIRST: Final = 100_000
ON_A_PAGE: Final = 50
_PARAGRAPHS, _WORDS = 5, 48
_META: Final = "1234567 11:22:33 2011-01-02"


@cache
def vocabulary() -> tuple[str, ...]:
    """Every word of the hand-written articles."""
    words: dict[str, None] = {}
    for article in load_articles():
        words |= dict.fromkeys(word for word in article.body.split() if word.isalpha())
    return tuple(words)


def story(number: int) -> tuple[str, list[str]]:
    """The headline and the paragraphs of an article."""
    rng = random.Random(number)
    words = vocabulary()
    return " ".join(rng.choices(words, k=9)), [" ".join(rng.choices(words, k=_WORDS)) + " ." for _ in range(_PARAGRAPHS)]


class Site:
    """The articles, their sections and their pages."""

    def __init__(self, count: int, frame: str) -> None:
        """Number the articles, newest last, and spread them over the sections."""
        self.sections = list(SECTIONS)
        self.frame = frame
        self.ids = range(FIRST, FIRST + count)

    def section_of(self, number: int) -> str:
        """The section of an article."""
        return self.sections[number % len(self.sections)]

    def listed(self, section: str, page: int) -> list[int]:
        """The articles on a page of a listing, newest first."""
        place = self.sections.index(section)
        last = self.ids[-1] - (self.ids[-1] - place) % len(self.sections)
        start = last - (page - 1) * ON_A_PAGE * len(self.sections)
        return [number for number in range(start, start - ON_A_PAGE * len(self.sections), -len(self.sections)) if number >= FIRST]

    def paths(self) -> list[str]:
        """Every listing page and every article."""
        found = []
        for section in self.sections:
            page = 1
            while self.listed(section, page):
                found.append(f"/arabic/{section}?page={page}" if page > 1 else f"/arabic/{section}")
                page += 1
        return found + [f"/arabic/{self.section_of(number)}/{number}" for number in reversed(self.ids)]

    async def article(self, request: web.Request) -> web.Response:
        """Answer with an article."""
        number = int(request.match_info["id"])
        if number not in self.ids:
            raise web.HTTPNotFound
        title, paragraphs = story(number)
        moment = moment_of(number) + timedelta(seconds=number % 60)
        meta = f"{number % 5000 + 3} {moment:%H:%M:%S} {moment:%Y-%m-%d}"
        body = "</div></div><div><div>".join(paragraphs)
        text = (
            self.frame.replace("@title@", title)
            .replace("@meta@", meta)
            .replace("@body@", body)
            .replace("@section@", SECTIONS[self.section_of(number)])
        )
        return web.Response(text=text, content_type="text/html")

    async def listing(self, request: web.Request) -> web.Response:
        """Answer with a page of a listing."""
        section, page = request.match_info["section"], int(request.query.get("page", "1"))
        listed = self.listed(section, page) if section in self.sections else []
        if not listed:
            raise web.HTTPNotFound
        items = "".join(f'<li><a href="/arabic/{section}/{number}">{story(number)[0]}</a></li>' for number in listed)
        pager = f'<a href="/arabic/{section}?page={page + 1}">{page + 1}</a>' if self.listed(section, page + 1) else ""
        text = self.frame.replace("@title@", "").replace("@meta@", "").replace("@section@", SECTIONS[section])
        return web.Response(text=text.replace("@body@", f"<ul>{items}</ul><p>{pager}</p>"), content_type="text/html")

    def app(self) -> web.Application:
        """The site as an application."""
        app = web.Application()
        app.add_routes([web.get(r"/arabic/{section}/{id:\d+}", self.article), web.get("/arabic/{section}", self.listing)])
        return app


def frame() -> str:
    """A page of the bundled agency with places for what is an article's own."""
    written = load_articles()
    blank = replace(
        written[-1], title="@title@", category="@section@", meta=_META, blocks=(block("paragraph", text="@body@"),), traits=(), comments=()
    )
    layout, wording = layouts()["plain-divs"], wordings()["standard"]
    page = render_article(blank, layout, wording, neighbours=written[:10]).decode("utf-8").replace(_META, "@meta@")
    return re.sub(r"/arabic/(\w+/\d+)", r"/print/\1", page)  # boxes name articles that this server does not have


async def serve(count: int, port: int) -> None:
    """Serve until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with listening(Site(count, frame()).app(), port) as url:
        sys.stdout.write(f"{url}\n")
        sys.stdout.flush()
        await stop.wait()


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    asyncio.run(serve(options.articles, options.port))


if __name__ == "__main__":
    main()
