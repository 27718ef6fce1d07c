"""``scrapy held``: what the archive holds, to look at or to forget."""

import argparse
import re
import sys

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from sqlalchemy import ColumnElement, Connection, true

from buratha.archive import barring, held_report, queries
from buratha.archive.database import open_archive
from buratha.archive.errors import ArchiveError
from buratha.archive.forgetting import ForgettingError, Forgotten, by_ids, count, forget, retry_given_up
from buratha.archive.slices import parse_ids
from buratha.archive.tables import articles
from buratha.arguments import ArgumentError
from buratha.locations import Locations, SettingError

_SHOWN = 20
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_ACTIONS = ("forget_id", "forget_section", "forget_all", "retry_given_up", "bar", "unbar")
_VIEWS = ("id", "month", "holes", "barred", "json")


class Command(ScrapyCommand):
    """Shows what is held and why the rest is not; forgets, so that the next crawl fetches as new; bars, so that no crawl ever does."""

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
        show.add_argument("--section", metavar="SLUG", help="only this section")
        show.add_argument("--month", metavar="YYYY-MM", help="only what was published in this month")
        show.add_argument("--holes", action="store_true", help="the gaps in the walks through the listings")
        show.add_argument("--barred", action="store_true", help="the numbers that are never fetched nor delivered, with date and reason")
        show.add_argument("--most", type=int, default=_SHOWN, metavar="N", help="list at most N articles (default: %(default)s)")
        show.add_argument("--json", action="store_true", help="print it as JSON")
        change = parser.add_argument_group("What to forget (the next crawl fetches and delivers it as new)")
        change.add_argument("--forget-id", metavar="IDS", help="articles by number, as in 1,5-9")
        change.add_argument("--forget-section", metavar="SLUG", help="a section's articles, and how far it was walked")
        change.add_argument("--forget-all", action="store_true", help="everything; asks for --yes")
        change.add_argument("--yes", action="store_true", help="with --forget-all: do it")
        bar = parser.add_argument_group("What is never to be fetched nor delivered (it is forgotten as well)")
        bar.add_argument("--bar", metavar="IDS", help="articles by number, as in 1,5-9, held or not; asks for --reason")
        bar.add_argument("--reason", metavar="TEXT", help="with --bar: who asked for it, when and why")
        bar.add_argument("--unbar", metavar="IDS", help="lift it; the next crawl asks for them again")
        change.add_argument("--retry-given-up", action="store_true", help="try again what was given up, of one --section or of all")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Show, or forget.

        Raises:
            UsageError: an option or a setting is wrong, or the archive cannot be used.

        """
        if args:
            raise UsageError("scrapy held takes options only", print_help=False)
        try:
            action = _check(opts)
            address = Locations.of(self.settings or {}).archive
            if action is None:
                with open_archive(address, read_only=True) as connection:
                    text = _shown(connection, opts)
            else:
                text = _change(address, action, opts)
        except (ArchiveError, ArgumentError, ForgettingError, SettingError) as error:
            raise UsageError(str(error), print_help=False) from error
        sys.stdout.write(text)


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
    if opts.barred and (opts.id is not None or opts.section is not None or opts.month is not None or opts.holes):
        raise ArgumentError("--barred shows the whole list: leave out --id, --section, --month and --holes")
    if opts.yes and actions != ["forget_all"]:
        raise ArgumentError("--yes belongs to --forget-all")
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


def _known(connection: Connection, option: str, section: str | None) -> str | None:
    """Check that the archive knows a section."""
    if section is not None and section not in (known := queries.known_sections(connection)):
        raise ArgumentError(f"{option} {section}: the archive has no such section; it has {', '.join(known) or 'none yet'}")
    return section


def _ids(option: str, text: str) -> list[range]:
    return [parse_ids(option, part) for part in text.split(",")]


# -- showing -----------------------------------------------------------------------------------------------------------
def _shown(connection: Connection, opts: argparse.Namespace) -> str:
    section = _known(connection, "--section", opts.section)
    if opts.id is not None:
        ids = _ids("--id", opts.id)
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
    return held_report.as_json(shown) if opts.json else render(shown)


# -- changing ----------------------------------------------------------------------------------------------------------
def _change(address: str, action: str, opts: argparse.Namespace) -> str:
    if action in {"bar", "unbar"}:
        return _bar(address, action, opts)
    with open_archive(address, read_only=True) as connection:  # a writer would make an archive where there is none
        section = _known(connection, _option(action), opts.forget_section) or _known(connection, "--section", opts.section)
        condition = _condition(opts, section)
        expected = count(connection, condition, section=section, walks_too=opts.forget_id is None)
    if action == "retry_given_up":
        with open_archive(address) as connection, connection.begin():
            tried, opened = retry_given_up(connection, section)
        return f"To be tried again: {_many(tried, 'article')}, {_many(opened, 'hole')} of the walks\n"
    if opts.forget_id is not None and not expected.articles:
        raise ArgumentError(f"--forget-id {opts.forget_id}: the archive has never met such an article, or it is barred, and has nothing to forget")
    if opts.forget_all and not opts.yes:
        raise ArgumentError(f"--forget-all would forget {_touched(expected)}; nothing is forgotten yet: add --yes to do it")
    with open_archive(address) as connection, connection.begin():
        done = forget(connection, condition, section=section, walks_too=opts.forget_id is None)
    return _told(done)


def _bar(address: str, action: str, opts: argparse.Namespace) -> str:
    """Bar articles, or lift that."""
    given = str(getattr(opts, action))
    ranges = _ids(_option(action), given)
    if sum(map(len, ranges)) > barring.MOST:
        raise ArgumentError(f"{_option(action)} {given}: these are {sum(map(len, ranges)):,} numbers; name at most {barring.MOST:,} at once")
    with open_archive(address, read_only=True):  # a writer would make an archive where there is none
        pass
    with open_archive(address) as connection, connection.begin():
        if action == "bar":
            done = barring.bar(connection, ranges, " ".join(opts.reason.split()))
            return held_report.told_barred(done.fresh, _touched(done.forgotten), done.repeats)
        lifted = barring.unbar(connection, ranges)
    if not lifted:
        raise ArgumentError(f"--unbar {given}: nothing of this is barred; scrapy held --barred shows what is")
    return f"No longer barred: {_many(lifted, 'article')}. The next crawl fetches and delivers them as new.\n"


def _condition(opts: argparse.Namespace, section: str | None) -> ColumnElement[bool]:
    if opts.forget_id is not None:
        return by_ids(_ids("--forget-id", opts.forget_id))
    return true() if section is None else articles.c.section == section


def _told(done: Forgotten) -> str:
    lines = [f"Forgotten: {_touched(done)}. The next crawl fetches and delivers them as new."]
    if done.duplicates:
        marked = (
            f"of them, {done.heirs:,} will be delivered as originals: no feed had carried their text" if done.heirs else "marked as its duplicates"
        )
        lines.append(f"{_many(done.duplicates, 'article')} with the text of a forgotten one stay, {marked}.")
    return "\n".join(lines) + "\n"


def _touched(counted: Forgotten) -> str:
    parts = [f"{_many(counted.articles, 'article')} ({counted.held:,} held)", _many(counted.revisions, "revision")]
    if counted.walks or counted.holes:
        parts += [_many(counted.walks, "walk"), _many(counted.holes, "hole")]
    return ", ".join(parts)


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 or " " in thing else f"{number:,} {thing}s"
