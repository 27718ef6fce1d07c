"""What ``scrapy held`` changes: what it is asked for is checked first, done at one go, and told in words.

Each change begins with a reader, because a writer would make an archive where there is none.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, true

from buratha.archive import barring
from buratha.archive.database import open_archive
from buratha.archive.forgetting import Forgotten, by_ids, count, forget, retry_given_up
from buratha.archive.queries import chosen
from buratha.archive.slices import check_section, parse_id_list
from buratha.arguments import ArgumentError

MOST_UNASKED = 1000
"""So many articles are forgotten without --yes; to fetch more again takes the better part of an hour, and may be a slip of the pen."""
_NAMED = 20
"""So many numbers are named in a line."""


# -- forgetting --------------------------------------------------------------------------------------------------------
def forget_ids(address: str, ids: str, *, is_sure: bool) -> str:
    """Forget articles by number.

    Raises:
        ArgumentError: these are no numbers, or nothing is known of them, or they are many and nobody has said that this is meant.

    """
    with open_archive(address, read_only=True) as connection:
        condition = by_ids(parse_id_list("--forget-id", ids))
        expected = count(connection, condition)
    if not (expected.articles or expected.nobodys):
        raise ArgumentError(f"--forget-id {ids}: the archive has never met such an article, or it is barred, and has nothing to forget")
    _check_that_it_is_meant(f"--forget-id {ids}", expected, is_sure=is_sure)
    with open_archive(address) as connection, connection.begin():
        return _told(forget(connection, condition))


def forget_section(address: str, section: str, *, is_sure: bool) -> str:
    """Forget a section's articles, and how far it was walked.

    Raises:
        ArgumentError: the archive has no such section, or it has many articles and nobody has said that this is meant.

    """
    condition = and_(*chosen(section=section))
    with open_archive(address, read_only=True) as connection:
        check_section(connection, "--forget-section", section)
        expected = count(connection, condition, section=section, walks_too=True)
    _check_that_it_is_meant(f"--forget-section {section}", expected, is_sure=is_sure)
    with open_archive(address) as connection, connection.begin():
        return _told(forget(connection, condition, section=section, walks_too=True))


def forget_all(address: str, *, is_sure: bool) -> str:
    """Forget everything.

    Raises:
        ArgumentError: nobody has said that this is meant.

    """
    everything: ColumnElement[bool] = true()
    with open_archive(address, read_only=True) as connection:
        expected = count(connection, everything, walks_too=True)
    _check_that_it_is_meant("--forget-all", expected, is_sure=is_sure, most=0)
    with open_archive(address) as connection, connection.begin():
        return _told(forget(connection, everything, walks_too=True))


def _check_that_it_is_meant(option: str, expected: Forgotten, *, is_sure: bool, most: int = MOST_UNASKED) -> None:
    if not is_sure and (expected.articles > most or not most):
        raise ArgumentError(f"{option} would forget {_touched(expected)}; nothing is forgotten yet: add --yes to do it")


# -- trying again ------------------------------------------------------------------------------------------------------
def try_again(address: str, section: str | None) -> str:
    """Have the next crawl ask for what was given up or refused, in a section or in all.

    Raises:
        ArgumentError: the archive has no such section.

    """
    with open_archive(address, read_only=True) as connection:
        check_section(connection, "--section", section)
    with open_archive(address) as connection, connection.begin():
        tried, opened = retry_given_up(connection, section)
    return f"To be tried again: {_many(tried, 'article')}, {_many(opened, 'hole')} of the walks\n"


# -- barring -----------------------------------------------------------------------------------------------------------
def bar(address: str, ids: str, reason: str) -> str:
    """Have articles fetched and delivered no more.

    Raises:
        ArgumentError: these are no numbers, or too many.

    """
    ranges = _few_enough("--bar", ids)
    _check_archive(address)
    with open_archive(address) as connection, connection.begin():
        done = barring.bar(connection, ranges, " ".join(reason.split()))
        return _told_barred(done)


def unbar(address: str, ids: str) -> str:
    """Lift that.

    Raises:
        ArgumentError: these are no numbers, or too many, or none of them is barred.

    """
    ranges = _few_enough("--unbar", ids)
    _check_archive(address)
    with open_archive(address) as connection, connection.begin():
        lifted = barring.unbar(connection, ranges)
    if not lifted:
        raise ArgumentError(f"--unbar {ids}: nothing of this is barred; scrapy held --barred shows what is")
    return f"No longer barred: {_many(lifted, 'article')}. The next crawl fetches and delivers them.\n"


def _few_enough(option: str, ids: str) -> list[range]:
    ranges = parse_id_list(option, ids)
    if (many := sum(map(len, ranges))) > barring.MOST:
        raise ArgumentError(f"{option} {ids}: these are {many:,} numbers; name at most {barring.MOST:,} at once")
    return ranges


def _check_archive(address: str) -> None:
    with open_archive(address, read_only=True):
        pass


# -- in words ----------------------------------------------------------------------------------------------------------
def _told(done: Forgotten) -> str:
    lines = [f"Forgotten: {_touched(done)}.{_what_is_next(done)}"]
    if done.duplicates:
        marked = (
            f"of them, {done.heirs:,} will be delivered as originals: no feed had carried their text" if done.heirs else "marked as its duplicates"
        )
        lines.append(f"{_many(done.duplicates, 'article')} with the text of a forgotten one stay, {marked}.")
    return "\n".join(lines) + "\n"


def _what_is_next(done: Forgotten) -> str:
    if done.held:
        return " The next crawl fetches them, and delivers each as its next revision."
    return " The next crawl asks for them again." if done.articles else ""


def _told_barred(done: barring.Done) -> str:
    lines = [f"Barred: {_many(done.fresh, 'article')}. Forgotten: {_touched(done.forgotten)}. No crawl fetches or delivers them until --unbar."]
    if done.repeats:
        lines.append(f"The same text, or nearly, stands in {_staying(done.repeats)}. Bar them too if they are meant.")
    return "\n".join(lines) + "\n"


def _staying(numbers: Sequence[int]) -> str:
    some = ", ".join(map(str, numbers[:_NAMED])) + (" …" if len(numbers) > _NAMED else "")
    return f"{_many(len(numbers), 'article')} that {'stays' if len(numbers) == 1 else 'stay'}: {some}"


def _touched(counted: Forgotten) -> str:
    parts = [f"{_many(counted.articles, 'article')} ({counted.held:,} held)", _many(counted.revisions, "revision")]
    if counted.walks or counted.holes:
        parts += [_many(counted.walks, "walk"), _many(counted.holes, "hole")]
    if counted.nobodys:
        parts.append(f"{_many(counted.nobodys, 'number')} that nothing has named and the server does not have")
    return ", ".join(parts)


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
