"""The days that a listing prints beside its articles: in the same item, or before or after each link where there are no items."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import pairwise

from lxml import etree

from buratha.arabic.dates import FIRST_YEAR, has_date, is_plausible, parse_date, parse_timestamp
from buratha.arabic.text import printed

_HIGHEST = 12
_LONGEST_PIECE = 60
_MOST_PIECES = 60
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_SEVERAL = -1

Named = list[tuple[int, etree._Element]]


def days_beside(named: Named, now: datetime | None = None) -> dict[int, date]:
    """The day beside each article: ``named`` are the articles' numbers with the elements that link to them, in the order of the page."""
    owners = _owners(named)
    found: dict[int, date] = {}
    for number, element in named:
        item = _item(number, element, owners)
        if number not in found and (day := _day_in(_pieces(item, number, owners), now)):
            found[number] = day
    for day_of in _between(named, owners, now):
        found = day_of | found
    return found


def _owners(named: Named) -> dict[etree._Element, int]:
    """The elements around the links, with the one article that they link to, or with the mark that they link to several."""
    owners: dict[etree._Element, int] = {}
    for number, element in named:
        for height, around in enumerate((element, *element.iterancestors())):
            if height > _HIGHEST or owners.get(around) == _SEVERAL:
                break
            owners[around] = number if owners.get(around, number) == number else _SEVERAL
    return owners


def _item(number: int, element: etree._Element, owners: dict[etree._Element, int]) -> etree._Element:
    """The largest element around a link that links to no other article."""
    item = element
    for around in element.iterancestors():
        if owners.get(around) != number or around.tag in {"body", "html"}:
            return item
        item = around
    return item


def _pieces(item: etree._Element, number: int, owners: dict[etree._Element, int]) -> Iterator[tuple[str, str]]:
    """The short texts of an item, each with the machine's timestamp that it may carry."""
    for count, element in enumerate(item.iter(etree.Element)):
        if count > _MOST_PIECES:
            return
        own_link = element.tag == "a" and owners.get(element) == number and element is not item
        stamp = str(element.get("datetime", "")) if element.tag == "time" else ""
        if stamp or (element.text and not own_link and element.tag not in {"script", "style"}):
            yield printed(element.text or ""), stamp
        if element is not item and element.tail:
            yield printed(element.tail), ""


def _day_in(pieces: Iterable[tuple[str, str]], now: datetime | None) -> date | None:
    """The first day among texts: a timestamp, a text of its own, or one that is scattered over several."""
    short: list[str] = []
    for text, stamp in pieces:
        moment = parse_timestamp(stamp) if stamp else None
        if moment and _is_possible(moment.when.date(), now):
            return moment.when.date()
        if text and len(text) <= _LONGEST_PIECE:
            short.append(text)
            if day := _day(text, now):
                return day
    joined = " ".join(short)
    return _day(joined, now) if len(joined) <= 2 * _LONGEST_PIECE else None


def _day(text: str, now: datetime | None) -> date | None:
    if not has_date(text) and now is None:
        return None
    moment = parse_date(text, now or _ANY_TIME)
    if moment is None or (now is not None and not is_plausible(moment, now)):
        return None
    return moment.when.date() if _is_possible(moment.when.date(), now) else None


def _is_possible(day: date, now: datetime | None) -> bool:
    return day.year >= FIRST_YEAR and (now is None or day <= now.date() or (day - now.date()).days <= 1)


# -- lists without items -----------------------------------------------------------------------------------------------
def _between(named: Named, owners: dict[etree._Element, int], now: datetime | None) -> Iterator[dict[int, date]]:
    """The days between links that stand beside each other in one container, as in ``<a>…</a> 2015-10-15<br><a>…``."""
    containers: dict[etree._Element, list[tuple[int, etree._Element]]] = {}
    for number, element in named:
        item = _item(number, element, owners)
        parent = item.getparent()
        if parent is not None and owners.get(parent) == _SEVERAL:
            items = containers.setdefault(parent, [])
            if not items or items[-1][1] is not item:
                items.append((number, item))
    for parent, items in containers.items():
        yield _in_container(parent, items, now)


def _in_container(parent: etree._Element, items: list[tuple[int, etree._Element]], now: datetime | None) -> dict[int, date]:
    """The days of one container, where they stand after each link or before each."""
    order = {item: number for number, item in items}
    stretches: list[list[tuple[str, str]]] = [[(printed(parent.text or ""), "")]]
    numbers: list[int] = []
    for child in parent:
        if child in order:
            numbers.append(order[child])
            stretches.append([])
        elif isinstance(child.tag, str):
            stretches[-1].append((printed("".join(child.itertext())), ""))
        stretches[-1].append((printed(child.tail or ""), ""))
    days = [_day_in(stretch, now) for stretch in stretches]
    runs = [(one, (before, after)) for one, (before, after) in zip(numbers, pairwise(days), strict=True)]
    if days[0] and not days[-1]:
        return {number: before for number, (before, _) in runs if before}
    if days[-1] and not days[0]:
        return {number: after for number, (_, after) in runs if after}
    return {}
