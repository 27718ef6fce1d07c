"""Settings that have to be numbers or switches."""

from pathlib import Path

import pytest
from scrapy.settings import Settings

from buratha.locations import SettingError
from buratha.typed_settings import check_types
from tests.crawling import Place, run


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("DOWNLOAD_DELAY", "fast", "DOWNLOAD_DELAY is 'fast': write a number from 0 on, such as 1.0"),
        ("RETRY_TIMES", "many", "RETRY_TIMES is 'many': write a whole number from 0 on, such as 4"),
        ("DOWNLOAD_MAXSIZE", "10MB", "DOWNLOAD_MAXSIZE is '10MB': write a whole number from 0 on, such as 16777216"),
        ("DOWNLOAD_TIMEOUT", "inf", "DOWNLOAD_TIMEOUT is 'inf': write a number greater than 0, such as 60"),
        ("CLOSESPIDER_ITEMCOUNT", "", "CLOSESPIDER_ITEMCOUNT is '': write a whole number from 0 on, such as 0"),
        ("ROBOTSTXT_OBEY", "no", "ROBOTSTXT_OBEY is 'no': write True or False"),
        ("BURATHA_DELIVER_DUPLICATES", "yes", "BURATHA_DELIVER_DUPLICATES is 'yes': write True or False"),
        ("BURATHA_YOUNG_HOURS", "two days", "BURATHA_YOUNG_HOURS is 'two days': write a number from 0 to 1,000,000, such as 48.0"),
        ("BURATHA_MOST_TRIES", "0", "BURATHA_MOST_TRIES is '0': write a whole number from 1 on, such as 5"),
        ("BURATHA_READER_PROCESS_AFTER", "2.5", "BURATHA_READER_PROCESS_AFTER is '2.5': write a whole number from -1 on, such as 200"),
        ("CONCURRENT_REQUESTS_PER_DOMAIN", "-3", "CONCURRENT_REQUESTS_PER_DOMAIN is '-3': write a whole number from 1 on, such as 4"),
        ("CONCURRENT_ITEMS", "0", "CONCURRENT_ITEMS is '0': write a whole number from 1 on, such as 4"),
        ("CONCURRENT_ITEMS", 0, "CONCURRENT_ITEMS is 0: write a whole number from 1 on, such as 4"),
        ("BURATHA_YOUNG_HOURS", "1e8", "BURATHA_YOUNG_HOURS is '1e8': write a number from 0 to 1,000,000, such as 48.0"),
        ("RETRY_TIMES", "2.5", "RETRY_TIMES is '2.5': write a whole number from 0 on, such as 4"),
        ("RETRY_TIMES", 2.5, "RETRY_TIMES is 2.5: write a whole number from 0 on, such as 4"),
        ("RETRY_PRIORITY_ADJUST", "low", "RETRY_PRIORITY_ADJUST is 'low': write a whole number, such as -1"),
        ("RETRY_HTTP_CODES", "abc", "RETRY_HTTP_CODES is 'abc': 'abc' is no status of HTTP; write numbers with commas between"),
        ("RETRY_HTTP_CODES", "500,,502", "RETRY_HTTP_CODES is '500,,502': '' is no status of HTTP"),
        ("RETRY_HTTP_CODES", [500, 5020], "RETRY_HTTP_CODES is [500, 5020]: '5020' is no status of HTTP"),
        ("LOG_LEVEL", "foo", "LOG_LEVEL is 'foo': write DEBUG, INFO, WARNING, ERROR or CRITICAL"),
        ("RETRY_GIVE_UP_LOG_LEVEL", "info", "RETRY_GIVE_UP_LOG_LEVEL is 'info': write DEBUG"),
        ("DOWNLOAD_TIMEOUT", "-1", "DOWNLOAD_TIMEOUT is '-1': write a number greater than 0, such as 60"),
        ("DOWNLOAD_TIMEOUT", "0", "DOWNLOAD_TIMEOUT is '0': write a number greater than 0"),
        ("DOWNLOAD_MAXSIZE", "-5", "DOWNLOAD_MAXSIZE is '-5': write a whole number from 0 on"),
        ("DOWNLOAD_DELAY", "-0.5", "DOWNLOAD_DELAY is '-0.5': write a number from 0 on"),
        ("DOWNLOAD_DELAY", "1e99", "DOWNLOAD_DELAY is '1e99': write a number from 0 on"),
        ("TELNETCONSOLE_ENABLED", "perhaps", "TELNETCONSOLE_ENABLED is 'perhaps': write True or False"),
    ],
)
def test_what_is_none_is_named(name: str, value: object, message: str) -> None:
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
        "RETRY_PRIORITY_ADJUST": "-5",
        "RETRY_HTTP_CODES": "500, 503",
        "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",
        "LOG_LEVEL": 10,
        "LOG_FILE": "x",
    }
    check_types(Settings(given))


@pytest.mark.parametrize(
    "given",
    [
        "LOG_LEVEL=foo",
        "LOG_FILE=/proc/none/run.log",
        "CONCURRENT_REQUESTS_PER_DOMAIN=-3",
        "RETRY_HTTP_CODES=abc",
        "BURATHA_BASE_URL=http://127.0.0.1 :9",
        "JOBDIR=requests",
        "BURATHA_CLOSED_SECTIONS=نثر/قديم",
    ],
)
def test_a_crawl_does_not_begin(given: str, tmp_path: Path) -> None:
    done = run(Place("http://127.0.0.1:9", tmp_path), "crawl", "buratha", "-s", given)
    name, _, value = given.partition("=")
    assert done.code == 2
    assert f"{name} is {value!r}: " in done.log
    assert "Traceback" not in done.log
    assert not list(tmp_path.iterdir())


def test_a_crawl_whose_number_cannot_be_noted_does_not_begin(tmp_path: Path) -> None:
    done = run(Place("http://127.0.0.1:9", tmp_path), "crawl", "buratha", "--pidfile", "/proc/none/pid")
    assert done.code == 2
    assert "error: --pidfile /proc/none/pid: it cannot be written: No such file or directory" in done.log
    assert "Traceback" not in done.log
