"""The spider's arguments."""

from datetime import date

import pytest

from buratha.arguments import LARGEST_ID, ArgumentError, Arguments


def test_without_arguments_everything_is_asked_for() -> None:
    assert Arguments.parse() == Arguments(None, None, None)


def test_arguments_are_typed() -> None:
    assert Arguments.parse(sections=" News,poetry , news", pages="3") == Arguments(("news", "poetry"), 3, None)
    assert Arguments.parse(ids="425100-425167").ids == range(425_100, 425_168)
    assert Arguments.parse(ids=" 7 ").ids == range(7, 8)
    assert Arguments.parse(ids=f"1-{LARGEST_ID}").ids == range(1, LARGEST_ID + 1)


def test_numbers_and_days_may_be_written_in_arabic_and_persian_digits() -> None:
    assert [Arguments.parse(ids=text).ids for text in ("٥-٩", "۵-۹", "٤٢٥١٠٠")] == [range(5, 10), range(5, 10), range(425_100, 425_101)]
    assert Arguments.parse(sections="news، poetry").sections == ("news", "poetry")
    assert [Arguments.parse(pages=text).pages for text in ("٣", "۳")] == [3, 3]
    assert Arguments.parse(since="۲۰۲۴-۰۱-۰۲").since == date(2024, 1, 2)
    assert Arguments.parse(again="١").again


def test_days_bound_what_is_delivered() -> None:
    plan = Arguments.parse(since="2024-01-02", until="٢٠٢٤-٠١-٠٣")
    times = ["2024-01-01T23:59:59+03:00", "2024-01-02T00:00:00+03:00", "2024-01-03T23:00:00+03:00", "2024-01-04T00:00:00+03:00", None]
    assert [plan.is_outside(time) for time in times] == [True, False, False, True, False]
    assert plan.is_dated
    assert not Arguments.parse().is_outside("2006-05-01T00:00:00+04:00")


def test_sections_that_nobody_knows_are_no_error() -> None:
    assert Arguments.parse(sections="heritage,levant-2").sections == ("heritage", "levant-2")


def test_reading_again_is_of_what_is_held() -> None:
    for text in ("yes", "true", "1", " YES "):
        assert Arguments.parse(again=text) == Arguments(again=True)
    for text in ("no", "false", "0"):
        assert Arguments.parse(again=text).is_everything
    plan = Arguments.parse(again="yes", ids="1-9", sections="news", since="2024-01-02")
    assert (plan.ids, plan.sections, plan.since, plan.is_by_number, plan.is_everything) == (range(1, 10), ("news",), date(2024, 1, 2), False, False)
    assert Arguments.parse(ids="1-9").is_by_number


def test_what_scrapyd_adds_is_ignored() -> None:
    assert Arguments.parse(_job="7f3a", pages="1").pages == 1


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"section": "news"}, "section is no argument; there are sections, pages, ids"),
        ({"sections": ""}, "'' is no slug"),
        ({"sections": "news,,sport"}, "'' is no slug"),
        ({"sections": "news/1"}, "'news/1' is no slug"),
        ({"sections": "الأخبار"}, "'الأخبار' is no slug, but the name of a section: write news"),
        ({"pages": "0"}, "pages=0: write a whole number from 1 on"),
        ({"pages": "-2"}, "pages=-2"),
        ({"pages": "two"}, "pages=two"),
        ({"pages": "²"}, "pages=²"),
        ({"pages": "०"}, "pages=०"),
        ({"pages": ""}, "pages=:"),
        ({"since": "2024-13-01"}, "since=2024-13-01: write a day as YYYY-MM-DD"),
        ({"since": "2024-W05"}, "since=2024-W05: write a day as YYYY-MM-DD, as in since=2024-01-31"),
        ({"until": "2024-W05-1"}, "until=2024-W05-1: write a day as YYYY-MM-DD"),
        ({"until": "20240131"}, "until=20240131: write a day as YYYY-MM-DD"),
        ({"until": "أمس"}, "until=أمس: write a day"),
        ({"since": "1999-01-01"}, "publishes since 2006"),
        ({"since": "2024-02-01", "until": "2024-01-01"}, "write since=2024-01-01 and until=2024-02-01"),
        ({"since": "2024-02-01", "ids": "1-2"}, "leave out sections, pages, since and until"),
        ({"ids": "5-1"}, "FROM is greater than TO; write ids=1-5"),
        ({"ids": "0-5"}, "ids go from 1"),
        ({"ids": "1-9999999999"}, "ids go from 1"),
        ({"ids": "1-"}, "write FROM-TO or one number"),
        ({"ids": "-5"}, "write FROM-TO or one number"),
        ({"ids": "1..5"}, "write FROM-TO or one number"),
        ({"ids": ""}, "write FROM-TO or one number"),
        ({"again": "perhaps"}, "again=perhaps: write again=yes, or leave it out"),
        ({"again": ""}, "again=: write again=yes"),
        ({"again": "yes", "pages": "1"}, "again reads what is held and no listing: leave out pages"),
        ({"again": "no", "ids": "1-2", "pages": "1"}, "leave out sections, pages, since and until"),
        ({"ids": "1-2", "pages": "1"}, "leave out sections, pages, since and until"),
        ({"ids": "1-2", "sections": "news"}, "leave out sections, pages, since and until"),
    ],
)
def test_wrong_arguments_say_what_to_write(given: dict[str, str], message: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        Arguments.parse(**given)
    assert message in str(raised.value)
