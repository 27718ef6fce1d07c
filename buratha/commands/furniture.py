"""``scrapy furniture``: what was learnt of the site's furniture, to look at or to forget."""

import argparse
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from buratha.console import json_text, say
from buratha.locations import Locations, SettingError
from buratha.pages.repetition import Repetition

_SHOWN = 50


class Command(ScrapyCommand):
    """Shows the lines that come again on page after page and are therefore no story, most frequent first."""

    requires_project = True
    requires_crawler_process = False

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Show or reset what was learnt of the site's furniture"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own options to Scrapy's."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print everything as JSON")
        parser.add_argument("--most", type=int, default=_SHOWN, metavar="N", help="print at most N lines (by default %(default)s)")
        parser.add_argument("--reset", action="store_true", help="forget it; the next crawl learns anew")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Show, or forget.

        Raises:
            UsageError: a setting is wrong, or the file cannot be read.

        """
        if args:
            raise UsageError("scrapy furniture takes options only")
        try:
            path = Locations.to_read(self.settings or {}).furniture
            if opts.reset:
                _reset(path)
            else:
                _show(path, as_json=opts.json, most=opts.most)
        except (SettingError, ValueError) as error:
            raise UsageError(str(error), print_help=False) from error


def _reset(path: Path) -> None:
    known = path.exists()
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise ValueError(f"{path} cannot be deleted: {error.strerror}; its folder's owner may delete it") from error
    say(f"{path} is deleted\n" if known else f"Nothing was learnt yet: there is no {path}\n")


def _show(path: Path, *, as_json: bool, most: int) -> None:
    memory = Repetition.load(path)
    lines = memory.furniture()
    if as_json:
        rows = [{"pages": pages, "text": text, "place": place} for pages, text, place in lines]
        shown = {"file": str(path), "pages": memory.pages, "lines": rows}
        say(json_text(shown, indent=2))
        return
    known = f"{path}: {memory.pages} pages, {len(lines)} lines that come again"
    listed = "".join(f"{pages:6}  {text}\n" for pages, text, _ in lines[: max(0, most)])
    say(f"{known if memory.pages else f'Nothing was learnt yet: there is no {path}'}\n{listed}")
