"""Serve the agency on loopback until told to stop: `python -m tests.agency --port 8000 --generated 200`."""

import argparse
import asyncio
import signal
import sys

from aiohttp import web

from tests.agency.articles import load_articles
from tests.agency.faults import Faults
from tests.agency.generated import generate
from tests.agency.manners import DEFAULT_LAYOUT, choices
from tests.agency.serving import HOST, listening
from tests.agency.site import make_app

CHOICES = {
    "page_form": "how pages are addressed",
    "pager": "how listings lead to their pages",
    "past_end": "what stands beyond a section's last page",
    "absent": "what an article that does not exist is answered with",
    "wrong_section": "what an article under another section is answered with",
    "feed_form": "the form of rss.php",
    "sitemap": "the sitemap that robots.txt names",
}
"""What can be chosen, each with the words that explain it; the first choice is the default."""


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
    parser.add_argument("--endless", action="store_true", help="listings lead on beyond their last page")
    parser.add_argument("--no-listing-dates", action="store_true", help="listings print no dates")
    parser.add_argument("--plain", action="store_true", help="one light page form instead of a layout, for many articles")
    parser.add_argument("--faults", type=_share, default=0, metavar="SHARE", help="the share of requests that fail, from 0 to 1")
    for name, meaning in CHOICES.items():
        values = choices(name)
        parser.add_argument(f"--{name.replace('_', '-')}", choices=values, default=values[0], help=f"{meaning} (default: %(default)s)")
    return parser


def _whole(text: str) -> int:
    if not text.isdecimal():
        message = f"a whole number from 0 on is needed, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1
    if not 0 <= share <= 1:
        message = f"a number from 0 to 1 is needed, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return share


def application(options: argparse.Namespace) -> web.Application:
    """Return the site that the command line asks for."""
    written = load_articles()
    made_up = generate(options.generated, options.seed, taken={article.id for article in written})
    return make_app(
        [*written, *made_up],
        fault=Faults(options.seed, options.faults) if options.faults else None,
        listing_dates=not options.no_listing_dates,
        **{name: getattr(options, name) for name in ("layout", "wording", "day", "page_size", "endless", "plain", *CHOICES)},
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
