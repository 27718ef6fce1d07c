"""Dates as the agency and its authors print them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buratha.arabic.dates import BAGHDAD, Moment, has_date, is_plausible, parse_date, parse_timestamp, without_dates

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)  # 15:00 in Baghdad, a Tuesday

META_LINES = [
    ("1548 07:08:59 2015-10-15", "2015-10-15T07:08:59+03:00", "second"),
    ("2585 2016-12-06", "2016-12-06T00:00:00+03:00", "day"),
    ("3164 2025-10-29", "2025-10-29T00:00:00+03:00", "day"),
    ("07:08:59 2015-10-15", "2015-10-15T07:08:59+03:00", "second"),
    ("2015-10-15 07:08:59", "2015-10-15T07:08:59+03:00", "second"),
    ("2015-10-15 | 07:08", "2015-10-15T07:08:00+03:00", "minute"),
    ("2014-01-26", "2014-01-26T00:00:00+03:00", "day"),
    ("0 00:00:00 2013-03-01", "2013-03-01T00:00:00+03:00", "second"),
    ("12 23:59:59 2012-12-31", "2012-12-31T23:59:59+03:00", "second"),
    ("المشاهدات: 1548 التاريخ: 2015-10-15 الساعة: 07:08:59", "2015-10-15T07:08:59+03:00", "second"),
    ("١٥٤٨ ٠٧:٠٨:٥٩ ٢٠١٥-١٠-١٥", "2015-10-15T07:08:59+03:00", "second"),
    ("2016/02/02", "2016-02-02T00:00:00+03:00", "day"),
    ("2.2.2016", "2016-02-02T00:00:00+03:00", "day"),
    ("25/1/2023", "2023-01-25T00:00:00+03:00", "day"),
    ("1/2/2023", "2023-02-01T00:00:00+03:00", "day"),
    ("25-01-2023 - 14:05", "2023-01-25T14:05:00+03:00", "minute"),
    ("٢٠٢٣/١/٢٥", "2023-01-25T00:00:00+03:00", "day"),
    ("۲۰۲۳/۰۱/۲۵", "2023-01-25T00:00:00+03:00", "day"),
    ("28 / 6 / 2014", "2014-06-28T00:00:00+03:00", "day"),
    ("2008-02-29", "2008-02-29T00:00:00+03:00", "day"),
]

CLOCKS = [
    ("14/10/2015 3:25 م", "2015-10-14T15:25:00+03:00"),
    ("14/10/2015 3:25 ص", "2015-10-14T03:25:00+03:00"),
    ("14/10/2015 12:25 ص", "2015-10-14T00:25:00+03:00"),
    ("14/10/2015 12:25 م", "2015-10-14T12:25:00+03:00"),
    ("14/10/2015 03:25 مساء", "2015-10-14T15:25:00+03:00"),
    ("14/10/2015 03:25 مساءً", "2015-10-14T15:25:00+03:00"),
    ("14/10/2015 03:25 مساءاً", "2015-10-14T15:25:00+03:00"),
    ("14/10/2015 03:25 صباحاً", "2015-10-14T03:25:00+03:00"),
    ("14/10/2015 03:25 صباحًا", "2015-10-14T03:25:00+03:00"),
    ("14/10/2015 1:30 ظهرا", "2015-10-14T13:30:00+03:00"),
    ("14/10/2015 4:10 عصراً", "2015-10-14T16:10:00+03:00"),
    ("14/10/2015 03:25 PM", "2015-10-14T15:25:00+03:00"),
    ("03:25 am 14/10/2015", "2015-10-14T03:25:00+03:00"),
    ("14/10/2015 15:25 م", "2015-10-14T15:25:00+03:00"),
    ("3:25 م 14 تشرين الأول 2015", "2015-10-14T15:25:00+03:00"),
    ("١٤ تشرين الأول ٢٠١٥ - ٠٣:٢٥ مساء", "2015-10-14T15:25:00+03:00"),
    ("14/10/2015 م", "2015-10-14T00:00:00+03:00"),
]

MONTHS = [
    ("كانون الثاني", "يناير"),
    ("شباط", "فبراير"),
    ("آذار", "مارس"),
    ("نيسان", "أبريل"),
    ("أيار", "مايو"),
    ("حزيران", "يونيو"),
    ("تموز", "يوليو"),
    ("آب", "أغسطس"),
    ("أيلول", "سبتمبر"),
    ("تشرين الأول", "أكتوبر"),
    ("تشرين الثاني", "نوفمبر"),
    ("كانون الأول", "ديسمبر"),
]

NAMED = [
    ("22 آب 2020", "2020-08-22"),
    ("٢٢ آب ٢٠٢٠", "2020-08-22"),
    ("۲۲ آب ۲۰۲۰", "2020-08-22"),
    ("الأربعاء 14 تشرين الأول 2015", "2015-10-14"),
    ("الأربعاء، 14 تشرين الأول، 2015", "2015-10-14"),
    ("14 أكتوبر/تشرين الأول 2015", "2015-10-14"),
    ("14 تشرين الأول/أكتوبر 2015", "2015-10-14"),
    ("14 أكتوبر / تشرين الأول 2015", "2015-10-14"),
    ("14 تشرين الأول (أكتوبر) 2015", "2015-10-14"),
    ("19 / كانون الاول - ديسمبر /2014", "2014-12-19"),
    ("6 كانون الثاني / يناير 2012", "2012-01-06"),
    ("14-تشرين الاول-2015", "2015-10-14"),
    ("5/شباط/2011", "2011-02-05"),
    ("1 تشرين الثانى 2009", "2009-11-01"),
    ("1 تشرين ثاني 2009", "2009-11-01"),
    ("30 كانون أول 2009", "2009-12-30"),
    ("7 اذار 2010", "2010-03-07"),
    ("7 أذار 2010", "2010-03-07"),
    ("9 نیسان 2013", "2013-04-09"),
    ("17 تمّوز 2018", "2018-07-17"),
    ("١٤ تشرين الأوّل ٢٠١٩", "2019-10-14"),
    ("1 ابريل 2021", "2021-04-01"),
    ("3 اغسطس 2021", "2021-08-03"),
    ("11 يونية 2021", "2021-06-11"),
    ("كتب بتاريخ 11 حزيران 2014", "2014-06-11"),
    ("14 من تشرين الأول 2015", "2015-10-14"),
    ("14 تشرين الأول من عام 2015", "2015-10-14"),
    ("25 أيار لسنة 2012", "2012-05-25"),
    ("25 أيار سنة 2012", "2012-05-25"),
    ("تشرين الأول 14, 2015", "2015-10-14"),
    ("أكتوبر 14، 2015", "2015-10-14"),
    ("22آب2020", "2020-08-22"),
]

HIJRI_AND_GREGORIAN = [
    ("26 صفر 1436 هـ الموافق 19 / كانون الاول - ديسمبر /2014", "2014-12-19"),
    ("1 محرم الحرام 1430 هـ الموافق 29/12/2008", "2008-12-29"),
    ("الجمعة 10 رجب 1431 هجرية الموافق 2010/6/25 ميلادية", "2010-06-25"),
    ("١٥ شعبان ١٤٤١ هـ - ٩ نيسان ٢٠٢٠ م", "2020-04-09"),
    ("1436/2/26 هـ الموافق 2014/12/19", "2014-12-19"),
    ("26/2/1436 - 19/12/2014", "2014-12-19"),
    ("19 كانون الأول 2014 الموافق 26 صفر 1436", "2014-12-19"),
]

# The moon is not seen everywhere on the same day, and the tables differ by a day.
HIJRI_ALONE = [
    ("10 محرم 1440 هـ", "2018-09-20"),
    ("١٠ محرم الحرام ١٤٤٠ هـ", "2018-09-20"),
    ("26 صفر 1436", "2014-12-18"),
    ("1 شهر رمضان المبارك 1431 هـ", "2010-08-11"),
    ("1 رمضان 1431", "2010-08-11"),
    ("18 ذي الحجة 1433 هـ", "2012-11-03"),
    ("18 ذو الحجة الحرام 1433", "2012-11-03"),
    ("13 رجب الأصب 1435 هـ", "2014-05-12"),
    ("3 جمادى الآخرة 1434", "2013-04-13"),
    ("5 جمادى الأولى 1434 هـ", "2013-03-17"),
    ("17 ربيع الأول 1432 هجرية", "2011-02-20"),
    ("10/1/1440 هـ", "2018-09-20"),
    ("1440-01-10", "2018-09-20"),
]

RELATIVE = [
    ("قبل ساعة", "2026-03-10T14:00:00+03:00", "minute"),
    ("قبل ساعتين", "2026-03-10T13:00:00+03:00", "minute"),
    ("قبل 5 ساعات", "2026-03-10T10:00:00+03:00", "minute"),
    ("قبل ٣ ساعات", "2026-03-10T12:00:00+03:00", "minute"),
    ("منذ خمس ساعات", "2026-03-10T10:00:00+03:00", "minute"),
    ("منذ 20 دقيقة", "2026-03-10T14:40:00+03:00", "minute"),
    ("قبل دقيقة", "2026-03-10T14:59:00+03:00", "minute"),
    ("قبل عشر دقائق", "2026-03-10T14:50:00+03:00", "minute"),
    ("منذ 3 أيام", "2026-03-07T00:00:00+03:00", "day"),
    ("منذ ثلاثة أيام", "2026-03-07T00:00:00+03:00", "day"),
    ("قبل يوم", "2026-03-09T00:00:00+03:00", "day"),
    ("قبل يومين", "2026-03-08T00:00:00+03:00", "day"),
    ("قبل أسبوع", "2026-03-03T00:00:00+03:00", "day"),
    ("قبل أسبوعين", "2026-02-24T00:00:00+03:00", "day"),
    ("منذ شهر", "2026-02-10T00:00:00+03:00", "day"),
    ("قبل شهرين", "2026-01-10T00:00:00+03:00", "day"),
    ("قبل سنة", "2025-03-10T00:00:00+03:00", "day"),
    ("قبل سنتين", "2024-03-10T00:00:00+03:00", "day"),
    ("أمس", "2026-03-09T00:00:00+03:00", "day"),
    ("امس", "2026-03-09T00:00:00+03:00", "day"),
    ("اليوم", "2026-03-10T00:00:00+03:00", "day"),
    ("الآن", "2026-03-10T15:00:00+03:00", "minute"),
]

NONE = [
    "",
    "بغداد",
    "1548",
    "07:08:59",
    "لا تاريخ هنا",
    "2015",
    "تشرين الأول 2015",
    "نيسان 2014",
    "14 تشرين الأول",
    "14 أكتوبر/تشرين الأول",
    "4/5/150320",
    "19/5/1205",
    "15/10/15",
    "+964 770 123 4567",
    "كتاب جديد عن ماي والفن",
    "اليوم نكتب عن الحرب",
    "قبل الحرب وبعدها",
    "منذ زمن بعيد",
    "قبل أن يرحلوا",
    "أمس الأول كتبنا عن هذا",
    "ثمن البرميل 100.50.2015 دولار",
    "192.168.10.2010",
]

IMPOSSIBLE = [
    "2015-02-30",
    "2015-13-01",
    "2015-00-10",
    "2015-10-00",
    "32/1/2015",
    "31 حزيران 2015",
    "0 آب 2020",
    "29 شباط 2015",
    "2009-02-29",
    "31 صفر 1436 هـ",
    "1548 25:08:59 2015-10-15",
    "1548 07:61:59 2015-10-15",
    "14/10/2015 24:30",
]


def read(text: str, now: datetime = NOW) -> Moment:
    moment = parse_date(text, now)
    assert moment is not None, text
    return moment


@pytest.mark.parametrize(("text", "iso", "precision"), META_LINES)
def test_meta_lines_and_numeric_dates(text: str, iso: str, precision: str) -> None:
    moment = read(text)
    assert (moment.iso, moment.precision, moment.printed) == (iso, precision, text)


@pytest.mark.parametrize(("text", "iso"), CLOCKS)
def test_halves_of_the_day(text: str, iso: str) -> None:
    assert read(text).iso == iso


@pytest.mark.parametrize("year", [2008, 2026])
@pytest.mark.parametrize(("number", "levantine", "western"), [(number, *names) for number, names in enumerate(MONTHS, 1)])
def test_both_month_namings_alone_and_together(number: int, levantine: str, western: str, year: int) -> None:
    for name in (levantine, western, f"{western}/{levantine}", f"{levantine}/{western}", f"{levantine} - {western}", f"{levantine} ({western})"):
        assert read(f"5 {name} {year}").iso == f"{year}-{number:02}-05T00:00:00+03:00"
        assert has_date(f"5 {name} {year}")


@pytest.mark.parametrize(("text", "day"), [*NAMED, *HIJRI_AND_GREGORIAN])
def test_dates_in_words(text: str, day: str) -> None:
    moment = read(text)
    assert (moment.iso[:10], moment.precision) == (day, "day")


@pytest.mark.parametrize(("text", "day"), HIJRI_ALONE)
def test_a_hijri_date_alone_is_near_its_day(text: str, day: str) -> None:
    moment = read(text)
    assert abs(moment.when.date() - datetime.fromisoformat(day).date()) <= timedelta(days=1)
    assert moment.precision == "day"


@pytest.mark.parametrize(("text", "iso", "precision"), RELATIVE)
def test_relative_phrases_count_from_the_fetch(text: str, iso: str, precision: str) -> None:
    moment = read(text)
    assert (moment.iso, moment.precision) == (iso, precision)


def test_the_day_of_a_relative_phrase_is_baghdad_s() -> None:
    late = datetime(2026, 1, 1, 22, 30, tzinfo=UTC)  # 01:30 of the next day in Baghdad
    assert read("اليوم", late).iso == "2026-01-02T00:00:00+03:00"
    assert read("أمس", late).iso == "2026-01-01T00:00:00+03:00"
    assert read("قبل ساعة", late).iso == "2026-01-02T00:30:00+03:00"


@pytest.mark.parametrize("text", NONE)
def test_no_date(text: str) -> None:
    assert parse_date(text, NOW) is None


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_impossible_dates(text: str) -> None:
    assert parse_date(text, NOW) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2006-07-15", "2006-07-15T00:00:00+04:00"),
        ("3 10:30:00 2006-07-15", "2006-07-15T10:30:00+04:00"),
        ("2006-03-31", "2006-03-31T00:00:00+03:00"),
        ("2006-04-02", "2006-04-02T00:00:00+04:00"),
        ("2006-09-30", "2006-09-30T00:00:00+04:00"),
        ("2006-10-02", "2006-10-02T00:00:00+03:00"),
        ("12 تموز 2007", "2007-07-12T00:00:00+04:00"),
        ("101 12:00:00 2007-09-30", "2007-09-30T12:00:00+04:00"),
        ("2007-10-02", "2007-10-02T00:00:00+03:00"),
        ("2007-01-15", "2007-01-15T00:00:00+03:00"),
        ("2008-07-12", "2008-07-12T00:00:00+03:00"),
        ("2009-07-12", "2009-07-12T00:00:00+03:00"),
    ],
)
def test_baghdad_kept_summer_time_until_2007(text: str, iso: str) -> None:
    assert read(text).iso == iso


@pytest.mark.parametrize(
    ("text", "plausible"),
    [
        ("2006-01-01", True),
        ("2005-12-31", False),
        ("1999-05-05", False),
        ("1 محرم 1400", False),
        ("2026-03-10", True),
        ("1 14:59:00 2026-03-10", True),
        ("2026-03-12", False),
        ("1 15:00:00 2026-03-11", False),
        ("2027-01-01", False),
        ("5 آب 2062", False),
    ],
)
def test_the_future_and_the_time_before_2006_are_refused(text: str, plausible: bool) -> None:
    assert is_plausible(read(text), NOW) is plausible


@pytest.mark.parametrize(
    ("stamp", "iso", "precision"),
    [
        ("2015-10-15T07:08:59+03:00", "2015-10-15T07:08:59+03:00", "second"),
        ("2015-10-15T04:08:59Z", "2015-10-15T07:08:59+03:00", "second"),
        ("2015-10-15T04:08:59.123456+00:00", "2015-10-15T07:08:59+03:00", "second"),
        ("2015-10-15T07:08:59", "2015-10-15T07:08:59+03:00", "second"),
        ("2015-10-15 07:08:59", "2015-10-15T07:08:59+03:00", "second"),
        ("2015-10-15T07:08+03:00", "2015-10-15T07:08:00+03:00", "minute"),
        ("2015-10-15T07:08", "2015-10-15T07:08:00+03:00", "minute"),
        ("2015-10-15T07:08Z", "2015-10-15T10:08:00+03:00", "minute"),
        ("2015-10-15", "2015-10-15T00:00:00+03:00", "day"),
        ("  2015-10-15\n", "2015-10-15T00:00:00+03:00", "day"),
        ("2007-07-15T10:00:00", "2007-07-15T10:00:00+04:00", "second"),
        ("2007-07-15T06:00:00Z", "2007-07-15T10:00:00+04:00", "second"),
        ("2015-10-14T23:30:00Z", "2015-10-15T02:30:00+03:00", "second"),
        ("٢٠١٥-١٠-١٥T٠٧:٠٨:٥٩", "2015-10-15T07:08:59+03:00", "second"),
        ("20151015T070859+0300", "2015-10-15T07:08:59+03:00", "second"),
    ],
)
def test_timestamps_of_machines(stamp: str, iso: str, precision: str) -> None:
    moment = parse_timestamp(stamp)
    assert moment is not None
    assert (moment.iso, moment.precision) == (iso, precision)


@pytest.mark.parametrize(
    "stamp",
    ["", "أمس", "15 Oct", "2015-10", "2015-13-01", "2015-02-30T10:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "T", "1548"],
)
def test_what_is_no_timestamp(stamp: str) -> None:
    assert parse_timestamp(stamp) is None


@pytest.mark.parametrize("text", [text for text, *_ in [*META_LINES, *NAMED, *HIJRI_AND_GREGORIAN, *HIJRI_ALONE]])
def test_fixed_forms_are_seen(text: str) -> None:
    assert has_date(text)


@pytest.mark.parametrize("text", ["", "قبل ساعة", "اليوم", "بغداد", "1548", "07:08:59", "نيسان 2014", "19/5/1205"])
def test_other_texts_hold_no_fixed_form(text: str) -> None:
    assert not has_date(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("٢٢ آب ٢٠٢٠", ""),
        ("2015-10-15", ""),
        ("07:08:59 2015-10-15", ""),
        ("1548 07:08:59 2015-10-15", "1548"),
        ("14 أكتوبر/تشرين الأول 2015", ""),
        ("26 صفر 1436 هـ الموافق 19 / كانون الاول - ديسمبر /2014", "الموافق"),
        ("البصرة ٢٢ آب ٢٠٢٠", "البصره"),
        ("عقد في 14 تشرين الأول 2015 اجتماع", "عقد في اجتماع"),
        ("بلا تاريخ", "بلا تاريخ"),
    ],
)
def test_a_text_without_its_dates(text: str, left: str) -> None:
    assert without_dates(text) == left


MOMENTS = st.datetimes(min_value=datetime(2006, 1, 1), max_value=datetime(2026, 3, 9))  # noqa: DTZ001 - wall clocks


@given(MOMENTS, st.integers(0, 99_999), st.sampled_from(["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "0123456789"]))
def test_every_meta_line_is_read(when: datetime, views: int, digits: str) -> None:
    text = f"{views} {when:%H:%M:%S %Y-%m-%d}".translate(str.maketrans("0123456789", digits))
    moment = read(text)
    assert moment.when.replace(tzinfo=None) == when.replace(microsecond=0)
    assert moment.when.tzinfo is BAGHDAD
    assert is_plausible(moment, NOW)


PIECES = [
    "آب",
    "صفر",
    "1436",
    "قبل",
    "ساعة",
    "منذ",
    "تشرين الأول",
    "م",
    "ص",
    "الموافق",
    "2015",
    "31",
    "25:61",
    "T",
    "Z",
    "+99:99",
    " ",
    "-",
    "/",
    ":",
    "٣",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.characters()), max_size=20).map("".join))
def test_no_text_raises(text: str) -> None:
    moment = parse_date(text, NOW)
    assert moment is None or isinstance(moment.iso, str)
    assert isinstance(without_dates(text), str)
    parse_timestamp(text)
