"""What the markup adds to a printed date: the seconds, and which of two numbers is the day."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

import buratha
from buratha.arabic.dates import parse_date, swapped
from tests.pages.story import NOW, TITLE, page, read, read_site

TOLD = "2017-01-20T17:40:23+03:00"


def structured(stamp: str) -> str:
    """A head that tells a moment for machines."""
    told = {"@type": "NewsArticle", "headline": TITLE, "datePublished": stamp}
    return f'<script type="application/ld+json">{json.dumps(told, ensure_ascii=False)}</script>'


@pytest.mark.parametrize(
    ("printed", "stamp", "published", "precision"),
    [
        ("20/1/2017 17:40", TOLD, TOLD, "second"),
        ("20/1/2017 05:40 مساء", "2017-01-20T14:40:23Z", TOLD, "second"),
        ("20 كانون الثاني 2017", TOLD, TOLD, "second"),
        ("20/1/2017", "2017-01-20T17:40+03:00", "2017-01-20T17:40:00+03:00", "minute"),
        ("20/1/2017", "2017-01-20 17:40:23", TOLD, "second"),
        ("20/1/2017 17:40:05", TOLD, "2017-01-20T17:40:05+03:00", "second"),
        ("20/1/2017 17:40", "2017-01-20T17:52:23+03:00", "2017-01-20T17:40:00+03:00", "minute"),
        ("20/1/2017", "2017-02-03T17:40:23+03:00", "2017-01-20T00:00:00+03:00", "day"),
        ("20/1/2017", "2017-01-20T00:00:00+03:00", "2017-01-20T00:00:00+03:00", "day"),
        ("20/1/2017", "2017-01-20T22:10:09Z", "2017-01-20T00:00:00+03:00", "day"),
        ("20/1/2017", "2017-01-20", "2017-01-20T00:00:00+03:00", "day"),
        ("20/1/2017", "قبل الظهر", "2017-01-20T00:00:00+03:00", "day"),
    ],
)
@pytest.mark.parametrize(
    "told",
    [
        pytest.param(lambda printed, stamp: page(between=f"<p>نشر في <time datetime='{stamp}'>{printed}</time></p>"), id="time"),
        pytest.param(lambda printed, stamp: page(between=f"<p>نشر في <span property='dc:created' content='{stamp}'>{printed}</span></p>"), id="rdfa"),
        pytest.param(lambda printed, stamp: page(between=f"<p>نشر في {printed}</p>", head=structured(stamp)), id="json-ld"),
    ],
)
def test_the_time_of_day_of_the_markup(told: Callable[[str, str], str], printed: str, stamp: str, published: str, precision: str) -> None:
    record = read(told(printed, stamp))
    assert (record["published"], record["published_precision"]) == (published, precision)


def test_what_was_printed_is_kept_beside_the_exact_moment() -> None:
    record = read(page(between=f"<p>نشر في <time datetime='{TOLD}'>20/1/2017</time></p>"))
    assert "20/1/2017" in record["published_printed"]


ENTRY = "<div class='k'><a href='/arabic/news/309100'>مزارع يحفر بئرا في أرض جده</a> {}</div>"
OTHERS = ENTRY + ENTRY.replace("309100", "309200")


@pytest.mark.parametrize(
    ("others", "published"),
    [
        (("01/25/2017", "01/04/2017"), "2017-02-03"),
        (("01/25/2017", "1/31/2017"), "2017-02-03"),
        (("25/01/2017", "01/04/2017"), "2017-03-02"),
        (("25/01/2017", "01/31/2017"), "2017-03-02"),
        (("01/02/2017", "01/04/2017"), "2017-03-02"),
        (("2017-01-25", "2017-01-31"), "2017-03-02"),
    ],
)
def test_the_other_dates_of_a_page_show_whether_the_month_stands_first(others: tuple[str, str], published: str) -> None:
    record = read(page(between="<p>تاريخ النشر: 02/03/2017</p>", below=OTHERS.format(*others)))
    assert record["published"] == f"{published}T00:00:00+03:00"


@pytest.mark.parametrize(
    ("printed", "published"),
    [("01/20/2017", "2017-01-20"), ("20/01/2017", "2017-01-20"), ("02/02/2017", "2017-02-02"), ("2017/02/03", "2017-02-03")],
)
def test_what_can_be_read_in_one_order_only_is_read_so(printed: str, published: str) -> None:
    record = read(page(between=f"<p>تاريخ النشر: {printed}</p>", below=OTHERS.format("01/25/2017", "1/31/2017")))
    assert record["published"] == f"{published}T00:00:00+03:00"


@pytest.mark.parametrize(
    ("stamp", "published"),
    [
        ("2017-02-03T17:40:23+03:00", "2017-02-03T17:40:23+03:00"),
        ("2017-02-03", "2017-02-03T00:00:00+03:00"),
        ("2017-03-02T17:40:23+03:00", "2017-03-02T17:40:23+03:00"),
        ("2017-01-20T17:40:23+03:00", "2017-03-02T00:00:00+03:00"),
    ],
)
@pytest.mark.parametrize(
    "markup",
    [
        "<p>نشر في <span property='dc:date' content='{stamp}'>02/03/2017</span></p>",
        "<p><span property='dc:date dc:created' content='{stamp}' datatype='xsd:dateTime'>نشر في 02/03/2017</span></p>",
        "<meta itemprop='datePublished' content='{stamp}'><p>نشر في 02/03/2017</p>",
        "<p>نشر في <time datetime='{stamp}'>02/03/2017</time></p>",
    ],
)
def test_the_markup_says_which_number_is_the_month(markup: str, stamp: str, published: str) -> None:
    assert read(page(between=markup.format(stamp=stamp)))["published"] == published


def test_a_site_that_writes_the_month_first_does_so_on_every_page() -> None:
    days = ["01/25/2017", "01/26/2017", "01/27/2017", "01/28/2017", "01/29/2017", "02/03/2017"]
    assert read_site([f"<p class='d'>تاريخ النشر: {day}</p>" for day in days])[-1]["published"] == "2017-02-03T00:00:00+03:00"


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        ("08/06/2006", "2006-08-06"),
        ("1548 07:08:59 3-2-2017", "2017-03-02"),
        ("٣/٢/٢٠١٧", "2017-03-02"),
        ("03 / 02 / 2017", "2017-03-02"),
        ("20/1/2017", None),
        ("1/20/2017", None),
        ("2/2/2017", None),
        ("02/2/2017", None),
        ("2017-02-03", None),
        ("3 شباط 2017", None),
    ],
)
def test_the_same_numbers_in_the_other_order(printed: str, other: str | None) -> None:
    moment = parse_date(printed, datetime(2025, 11, 8, tzinfo=UTC))
    assert moment is not None
    found = swapped(moment)
    assert (found.iso[:10] if found else None) == other
    if found is not None:
        assert (found.when.timetz(), found.precision, found.printed) == (moment.when.timetz(), moment.precision, moment.printed)
        assert swapped(found) is None


def test_rdfa_on_a_block_is_heard() -> None:
    line = "<p property='dcterms:created' content='2017-02-03T17:40:23+03:00'>نشر في 02/03/2017</p>"
    assert read(page(between=line))["published"] == "2017-02-03T17:40:23+03:00"


@pytest.mark.parametrize(
    ("stamp", "printed", "clock"),
    [
        ("2006-08-06T21:15:48+03:00", "9:15 م", "21:15:48+04:00"),
        ("2006-08-06T21:15:48+03:00", "21:15", "21:15:48+04:00"),
        ("2006-08-06T21:15:48+03:00", "10:15 م", "22:15:48+04:00"),
        ("2006-08-06T17:15:48Z", "9:15 م", "21:15:48+04:00"),
    ],
    ids=["its own hour", "of twenty-four", "the zone's hour", "in UTC"],
)
def test_a_stamp_keeps_the_hour_that_is_printed_beside_it(stamp: str, printed: str, clock: str) -> None:
    below = f"<div class='post-footer'>في <abbr itemprop='datePublished' title='{stamp}'>{printed}</abbr></div>"
    html = page("<h2 class='date-header'>الأحد، 6 أغسطس 2006</h2>", below)
    record = buratha.read_page(html.encode(), "https://burathanews.com/arabic/articles/5497", "text/html; charset=utf-8", now=NOW)
    assert isinstance(record, dict)
    assert record["published"] == f"2006-08-06T{clock}"
