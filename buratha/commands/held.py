"""``scrapy held``: what the archive holds, to look at or to forget."""

import argparse
import re

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from sqlalchemy import Connection

from buratha.arabic.digits import western_digits
from buratha.archive import held_changes, held_report, queries
from buratha.archive.database import open_archive
from buratha.archive.errors import ArchiveError
from buratha.archive.forgetting import ForgettingError
from buratha.archive.held_changes import MOST_UNASKED
from buratha.archive.slices import check_section, parse_id_list
from buratha.arguments import ArgumentError
from buratha.console import is_unicode, json_text, say
from buratha.locations import Locations, SettingError
from buratha.slugs import slug_in

_SHOWN = 20
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_ACTIONS = ("forget_id", "forget_section", "forget_all", "retry_given_up", "bar", "unbar")
_VIEWS = ("id", "month", "holes", "barred", "json")


class Command(ScrapyCommand):
    """Shows what is held and why the rest is not; forgets, so that the next crawl fetches it again; bars, so that no crawl ever does."""

    requires_project = True
    requires_crawler_process = False

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Show what the archive holds, or forget some of it"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own options to Scrapy's."""
        super().add_options(parser)
        show = parser.add_argument_group("What to show")
        show.add_argument("--id", metavar="N", help="one article: its revisions, its delivery, why it is not held")
        show.add_argument("--section", type=slug_in, metavar="SLUG", help="only this section")
        show.add_argument("--month", type=western_digits, metavar="YYYY-MM", help="only what was published in this month")
        show.add_argument("--holes", action="store_true", help="the gaps in the walks through the listings")
        show.add_argument("--barred", action="store_true", help="the numbers that are never fetched nor delivered, with date and reason")
        show.add_argument("--most", type=int, default=_SHOWN, metavar="N", help="list at most N articles (by default %(default)s)")
        show.add_argument("--json", action="store_true", help="print it as JSON")
        change = parser.add_argument_group("What to forget (the next crawl fetches and delivers it again)")
        change.add_argument("--forget-id", metavar="IDS", help="articles by number, as in 1,5-9")
        change.add_argument("--forget-section", type=slug_in, metavar="SLUG", help="a section's articles, and how far it was walked")
        change.add_argument("--forget-all", action="store_true", help="everything; asks for --yes")
        change.add_argument("--yes", action="store_true", help=f"do it: with --forget-all, and for more than {MOST_UNASKED:,} articles")
        bar = parser.add_argument_group("What is never to be fetched nor delivered (it is forgotten as well)")
        bar.add_argument("--bar", metavar="IDS", help="articles by number, as in 1,5-9, held or not; asks for --reason")
        bar.add_argument("--reason", metavar="TEXT", help="with --bar: who asked for it, when and why")
        bar.add_argument("--unbar", metavar="IDS", help="lift it; the next crawl asks for them again")
        change.add_argument("--retry-given-up", action="store_true", help="try again what was given up or refused, of one --section or of all")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Show, or forget.

        Raises:
            UsageError: an option or a setting is wrong, or the archive cannot be used.

        """
        if args:
            raise UsageError("scrapy held takes options only", print_help=False)
        try:
            action = _check(opts)
            address = Locations.to_read(self.settings or {}).archive
            if action is None:
                with open_archive(address, read_only=True) as connection:
                    text = _shown(connection, opts)
            else:
                text = _changed(address, action, opts)
        except (ArchiveError, ArgumentError, ForgettingError, SettingError) as error:
            raise UsageError(str(error), print_help=False) from error
        say(text)


def _check(opts: argparse.Namespace) -> str | None:
    """The one change that is asked for, if any."""
    actions = [name for name in _ACTIONS if getattr(opts, name)]
    if len(actions) > 1:
        raise ArgumentError(f"{_option(actions[0])} and {_option(actions[1])}: ask for one at a time")
    views = [name for name in _VIEWS if getattr(opts, name)]
    views += ["section"] if opts.section is not None and actions != ["retry_given_up"] else []
    if actions and views:
        raise ArgumentError(f"{_option(actions[0])} changes the archive, {_option(views[0])} only shows it: ask for one at a time")
    if (opts.reason is not None) != (actions == ["bar"]) or (opts.reason is not None and not opts.reason.strip()):
        raise ArgumentError('--bar and --reason belong together, as in --bar 425000 --reason "asked for by the family, letter of 3 May"')
    if opts.reason is not None and not is_unicode(opts.reason):
        raise ArgumentError("--reason: its bytes are no UTF-8: write it in a terminal, or a file, whose encoding is UTF-8")
    if opts.barred and (opts.id is not None or opts.section is not None or opts.month is not None or opts.holes):
        raise ArgumentError("--barred shows the whole list: leave out --id, --section, --month and --holes")
    if opts.yes and not any(action.startswith("forget") for action in actions):
        raise ArgumentError("--yes belongs to --forget-all, --forget-id and --forget-section")
    if opts.id is not None and (opts.section is not None or opts.month is not None or opts.holes):
        raise ArgumentError("--id shows one article: leave out --section, --month and --holes")
    if opts.holes and opts.month is not None:
        raise ArgumentError("holes have no month: leave out --month")
    if opts.month is not None and not _MONTH.fullmatch(opts.month):
        raise ArgumentError(f"--month {opts.month}: write the year and the month, as in 2015-10")
    if opts.most < 0:
        raise ArgumentError(f"--most {opts.most}: write a whole number from 0 on")
    return actions[0] if actions else None


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


# -- showing -----------------------------------------------------------------------------------------------------------
def _shown(connection: Connection, opts: argparse.Namespace) -> str:
    section = opts.section
    check_section(connection, "--section", section)
    if opts.id is not None:
        ids = parse_id_list("--id", opts.id)
        if len(ids) != 1 or len(ids[0]) != 1:
            raise ArgumentError(f"--id {opts.id}: name one article, as in --id 425167")
        shown = queries.article(connection, ids[0].start) or {"id": ids[0].start, "kind": "never_met"}
        render = held_report.one_article
    elif opts.barred:
        shown, render = {"barred": queries.list_of_barred(connection)}, held_report.list_of_barred
    elif opts.holes:
        shown, render = {"holes": queries.holes_of(connection, section)}, held_report.holes
    elif section is not None or opts.month is not None:
        shown, render = held_report.of_slice(connection, section, opts.month, opts.most), held_report.slice_text
    else:
        shown, render = held_report.of_all(connection), held_report.all_text
    return json_text(shown, indent=2) if opts.json else render(shown)


# -- changing ----------------------------------------------------------------------------------------------------------
def _changed(address: str, action: str, opts: argparse.Namespace) -> str:
    match action:
        case "forget_id":
            return held_changes.forget_ids(address, opts.forget_id, is_sure=opts.yes)
        case "forget_section":
            return held_changes.forget_section(address, opts.forget_section, is_sure=opts.yes)
        case "forget_all":
            return held_changes.forget_all(address, is_sure=opts.yes)
        case "retry_given_up":
            return held_changes.try_again(address, opts.section)
        case "bar":
            return held_changes.bar(address, opts.bar, opts.reason)
    return held_changes.unbar(address, opts.unbar)
