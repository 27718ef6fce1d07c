"""Settings that have to be numbers or switches."""

import pytest
from scrapy.settings import Settings

from buratha.locations import SettingError
from buratha.typed_settings import check_types


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("DOWNLOAD_DELAY", "fast", "DOWNLOAD_DELAY is 'fast': write a number, such as 1.0"),
        ("RETRY_TIMES", "many", "RETRY_TIMES is 'many': write a number, such as 4"),
        ("DOWNLOAD_MAXSIZE", "10MB", "DOWNLOAD_MAXSIZE is '10MB': write a number, such as 16777216"),
        ("DOWNLOAD_TIMEOUT", "inf", "DOWNLOAD_TIMEOUT is 'inf': write a number"),
        ("CLOSESPIDER_ITEMCOUNT", "", "CLOSESPIDER_ITEMCOUNT is '': write a number, such as 0"),
        ("ROBOTSTXT_OBEY", "no", "ROBOTSTXT_OBEY is 'no': write True or False"),
        ("BURATHA_DELIVER_DUPLICATES", "yes", "BURATHA_DELIVER_DUPLICATES is 'yes': write True or False"),
        ("BURATHA_YOUNG_HOURS", "two days", "BURATHA_YOUNG_HOURS is 'two days': write a number, such as 48.0"),
        ("BURATHA_MOST_TRIES", "-1", "BURATHA_MOST_TRIES is '-1': write a whole number, such as 5"),
        ("BURATHA_READER_PROCESS_AFTER", "2.5", "BURATHA_READER_PROCESS_AFTER is '2.5': write a whole number, such as 200"),
    ],
)
def test_what_is_none_is_named(name: str, value: str, message: str) -> None:
    with pytest.raises(SettingError) as caught:
        check_types(Settings({name: value}))
    assert str(caught.value).startswith(message)


def test_what_will_do() -> None:
    given = {
        "DOWNLOAD_DELAY": "0",
        "DOWNLOAD_TIMEOUT": "2.5",
        "ROBOTSTXT_OBEY": "0",
        "BURATHA_READER_PROCESS_AFTER": "-1",
        "RETRY_TIMES": 3,
        "LOG_FILE": "x",
    }
    check_types(Settings(given))
