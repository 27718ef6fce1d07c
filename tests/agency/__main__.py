"""Serve the agency on loopback until told to stop: `python -m tests.agency --port 8000 --generated 200`."""

import argparse
import asyncio
import signal
import sys
from typing import get_args

from aiohttp import web

from tests.agency.articles import load_articles
from tests.agency.generated import generate
from tests.agency.serving import HOST, listening
from tests.agency.site import DEFAULT_LAYOUT, PageForm, make_app


def arguments() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.agency", description="Serve a small news agency on loopback.")
    parser.add_argument("--port", type=_whole, default=0, help="port on 127.0.0.1; 0 takes a free one (default)")
    parser.add_argument("--layout", default=DEFAULT_LAYOUT, help="a folder of tests/agency/layouts, or mixed (default: %(default)s)")
    parser.add_argument("--wording", default="standard", help="a file of tests/agency/wordings (default: %(default)s)")
    parser.add_argument("--generated", type=_whole, default=0, help="articles to make up beside the hand-written ones")
    parser.add_argument("--seed", type=int, default=1, help="what the made-up articles are drawn from (default: %(default)s)")
    parser.add_argument("--day", type=_whole, default=0, help="which day's boxes, rates and views to show (default: %(default)s)")
    parser.add_argument("--page-size", type=_whole, default=20, help="articles on a listing's page (default: %(default)s)")
    parser.add_argument("--page-form", choices=get_args(PageForm), default="query", help="?page=2 or /page/2 (default: %(default)s)")
    return parser


def _whole(text: str) -> int:
    if not text.isdecimal():
        message = f"a whole number from 0 on is needed, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def application(options: argparse.Namespace) -> web.Application:
    """Return the site that the command line asks for."""
    written = load_articles()
    made_up = generate(options.generated, options.seed, taken={article.id for article in written})
    return make_app(
        [*written, *made_up],
        layout=options.layout,
        wording=options.wording,
        day=options.day,
        page_size=options.page_size,
        page_form=options.page_form,
    )


async def serve(app: web.Application, port: int) -> None:
    """Serve until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with listening(app, port) as url:
        sys.stdout.write(f"Serving the agency on {url}/\n")
        sys.stdout.flush()
        await stop.wait()


def main() -> None:
    """Read the command line and serve."""
    parser = arguments()
    options = parser.parse_args()
    try:
        asyncio.run(serve(application(options), options.port))
    except ValueError as error:
        parser.error(str(error))
    except (OSError, OverflowError) as error:
        parser.error(f"cannot listen on {HOST}:{options.port}: {error}")


if __name__ == "__main__":
    main()
