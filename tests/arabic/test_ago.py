"""Days told by their distance from the visit."""

from datetime import datetime, timedelta

import pytest

from buratha.arabic.ago import read_ago
from buratha.arabic.dates import BAGHDAD, Moment

VISIT = datetime(2017, 1, 20, 14, 30, 40, tzinfo=BAGHDAD)


@pytest.mark.parametrize(
    ("phrase", "stamp"),
    [
        ("منذ 3 ساعات", "2017-01-20"),
        ("منذ ١٦ ساعة", "2017-01-19"),
        ("قبل ساعتين", "2017-01-20"),
        ("منذ ساعة واحدة", "2017-01-20"),
        ("قبل 5 دقائق", "2017-01-20T14:25+03:00"),
        ("قبل ساعة و20 دقيقة", "2017-01-20T13:10+03:00"),
        ("منذ حوالي ثلاثة أيام", "2017-01-17"),
        ("منذ 15 يوماً", "2017-01-05"),
        ("قبل لحظات", "2017-01-20T14:30+03:00"),
        ("أمس", "2017-01-19"),
        ("يوم أمس الساعة 9:40", "2017-01-19T09:40+03:00"),
        ("أمس 10:30 م", "2017-01-19T22:30+03:00"),
        ("10:30 مساءً - أمس", "2017-01-19T22:30+03:00"),
        ("اليوم، 09:15 صباحا", "2017-01-20T09:15+03:00"),
        ("أمس 5:30 عصراً", "2017-01-19T17:30+03:00"),
        ("أمس الساعة 11:05 ليلاً", "2017-01-19T23:05+03:00"),
        ("اليوم 3:05 فجراً", "2017-01-20T03:05+03:00"),
        ("أول من أمس", "2017-01-18"),
        ("3 days ago", "2017-01-17"),
        ("an hour ago", "2017-01-20"),
        ("yesterday at 9:40 pm", "2017-01-19T21:40+03:00"),
    ],
)
def test_a_phrase_tells_as_much_as_it_says(phrase: str, stamp: str) -> None:
    ago = read_ago(phrase, VISIT)
    assert ago is not None
    assert (ago.stamp, ago.printed, ago.vague) == (stamp, phrase, False)


@pytest.mark.parametrize("phrase", ["منذ أسبوعين", "قبل شهر", "قبل 3 أشهر", "منذ عام", "2 years ago"])
def test_weeks_and_longer_tell_no_day(phrase: str) -> None:
    ago = read_ago(phrase, VISIT)
    assert ago is not None
    assert ago.vague


@pytest.mark.parametrize(
    "text",
    [
        "قبل الظهر", "منذ 2017", "منذ 20/1/2017", "اليوم", "الآن", "ساعتين", "3 أيام", "قبل 3", "منذ 5 دقائق من القصف", "أمس عاد الماء",
        "اليوم 25:70", "اليوم 23:59", "قبل يومين كانت القرية بلا ماء", "منذ 5000 ساعة", "منذ", "",
    ],
)  # fmt: skip
def test_what_tells_no_distance_from_the_visit(text: str) -> None:
    assert read_ago(text, VISIT) is None


@pytest.mark.parametrize(
    ("phrase", "exact", "fits"),
    [
        ("منذ 3 ساعات", timedelta(hours=3, minutes=50), True),
        ("قبل يومين", timedelta(days=2, hours=20), True),
        ("قبل يومين", timedelta(days=5), False),
        ("قبل 5 دقائق", timedelta(minutes=25), True),
        ("قبل 5 دقائق", timedelta(hours=7), False),
        ("منذ أسبوعين", timedelta(days=18), True),
        ("منذ أسبوعين", timedelta(days=90), False),
    ],
)
def test_an_exact_moment_fits_within_what_such_phrases_leave_out(phrase: str, exact: timedelta, *, fits: bool) -> None:
    ago = read_ago(phrase, VISIT)
    assert ago is not None
    assert ago.fits(Moment(VISIT - exact, "second", "")) == fits
