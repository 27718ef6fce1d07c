"""The message about a run: what it says, that it arrives, and that nobody learns of passwords from the log."""

import asyncio
import logging
import subprocess
import sys
from time import monotonic

import pytest

from buratha.locations import SettingError
from buratha.outlets import Outlets, message, publish
from tests.outlets.receiver import receiving

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")  # a library of one of Apprise's services

REPORT = {
    "run": 12,
    "started": "2026-03-02T03:00:00+00:00",
    "ended": "2026-03-02T03:09:00+00:00",
    "outcome": "incomplete",
    "site": "https://burathanews.com",
    "faults": [{"outcome": "incomplete", "sentence": "1 hole of the listings is open: http_500 1"}],
    "findings": [{"level": "warning", "name": "layout-new", "sentence": "40 of 60 records are new.", "advice": "Open the examples."}],
    "stats": {"buratha/articles/news": 40, "buratha/articles/poetry": 20},
}
WELL = REPORT | {"outcome": "complete", "faults": [], "findings": []}
SECRET = "s3cr3t-token"


def test_a_run_that_went_well_is_not_talked_about() -> None:
    assert message.of(WELL) is None


def test_it_says_what_happened_and_what_to_do() -> None:
    told = message.of(REPORT)
    assert told is not None
    assert (told.title, told.kind) == ("buratha: run 12 incomplete, 1 finding", "warning")
    assert told.text.splitlines() == [
        "https://burathanews.com, begun 2026-03-02T03:00:00+00:00: 60 articles delivered.",
        "- 1 hole of the listings is open: http_500 1",
        "- warning, layout-new: 40 of 60 records are new.",
        "  Open the examples.",
    ]


def test_what_is_kept_for_the_next_run_is_not_delivered() -> None:
    told = message.of(REPORT | {"feeds": []})
    assert told is not None
    assert told.text.startswith("https://burathanews.com, begun 2026-03-02T03:00:00+00:00: 0 articles delivered, 60 kept for the next run.\n")


@pytest.mark.parametrize("change", [{"outcome": "failed"}, {"findings": [{"level": "error", "name": "x", "sentence": "y", "advice": "z."}]}])
def test_what_is_serious_is_a_failure(change: dict[str, object]) -> None:
    told = message.of(REPORT | change)
    assert told is not None
    assert told.kind == "failure"


def test_a_message_is_never_longer_than_services_take() -> None:
    told = message.of(REPORT | {"faults": [{"outcome": "failed", "sentence": "كلمة " * 100}] * 60})
    assert told is not None
    assert len(told.text) < 4096
    assert told.text.endswith("the report has the rest.")


def send(address: str, report: dict[str, object] = REPORT) -> None:
    """Publish as a run does at its end."""
    where = {"BURATHA_BASE_URL": "http://127.0.0.1", "BURATHA_FEEDS_DIR": "feeds", "BURATHA_ARCHIVE_URL": "sqlite:///data/archive.sqlite"}
    asyncio.run(publish(report, [], where | {"BURATHA_NOTIFY": address}))


def test_one_message_arrives_at_every_address(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with receiving() as (first, received), receiving() as (second, also_received):
        send(f"json://user:{SECRET}@{first}/{SECRET}  json://{second}")
    assert [(body["title"], body["type"]) for body in received] == [("buratha: run 12 incomplete, 1 finding", "warning")]
    assert received[0]["message"].startswith("https://burathanews.com, begun")
    assert len(also_received) == 1
    assert SECRET not in caplog.text


def test_nothing_is_sent_when_there_is_nothing_to_say() -> None:
    with receiving() as (host, received):
        send(f"json://{host}", WELL)
    assert received == []


def test_a_service_that_takes_less_gets_the_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    from apprise.plugins.custom_json import NotifyJSON

    monkeypatch.setattr(NotifyJSON, "body_maxlen", 1000)
    told = message.of(REPORT | {"faults": [{"outcome": "failed", "sentence": "كلمة " * 100}] * 60})
    assert told is not None
    with receiving() as (host, received):
        assert message.sent(told, [f"json://{host}"]) == [("JSON", True)]
    (body,) = received
    assert len(body["message"]) <= 1000
    assert body["message"].startswith("https://burathanews.com, begun")


def test_a_service_that_refuses_is_told_without_its_address(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with receiving(status=500) as (host, received):
        send(f"json://user:{SECRET}@{host}/{SECRET}")
    assert len(received) == 1
    assert "The notification through JSON was not delivered" in caplog.text
    assert SECRET not in caplog.text
    assert host not in caplog.text


def test_a_service_that_takes_its_time_to_answer_has_the_message(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with receiving(after=5) as (host, received):
        send(f"json://{host}")
    assert len(received) == 1
    assert "Notification sent: JSON" in caplog.text
    assert "was not delivered" not in caplog.text


def test_a_service_that_answers_drop_by_drop_does_not_keep_the_run_from_ending() -> None:
    script = (
        "import sys; from buratha.outlets import message; message.MOST_SECONDS = 1.0; "
        "message.send(message.Message('a', 'b', 'warning'), sys.argv[1:])"
    )
    with receiving(drips=True) as (host, received):
        done = subprocess.run([sys.executable, "-c", script, f"json://{host}"], capture_output=True, text=True, timeout=60, check=False)
        assert (done.returncode, len(received)) == (0, 1)
    assert "was not delivered" in done.stderr


def test_an_address_may_say_itself_how_long_is_waited_for_it(caplog: pytest.LogCaptureFixture) -> None:
    began = monotonic()
    with receiving(after=600) as (host, _):
        send(f"json://{host}/?rto=0.5")
    assert monotonic() - began < message._PATIENCE["socket_read_timeout"]
    assert "did not answer in time (then it may have come)" in caplog.text


def test_no_service_is_waited_for_longer_than_the_end_of_a_run_may_wait() -> None:
    assert sum(message._PATIENCE.values()) < message.MOST_SECONDS


def test_a_service_that_is_not_there_is_told_too(caplog: pytest.LogCaptureFixture) -> None:
    with receiving() as (host, _):
        pass
    send(f"json://user:{SECRET}@{host}")
    assert "was not delivered" in caplog.text
    assert SECRET not in caplog.text


def test_a_service_that_has_moved_is_told_since_the_message_is_lost_on_the_way(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with receiving(status=302, headers={"Location": "/elsewhere"}) as (host, received):
        send(f"json://{host}/{SECRET}")
    assert len(received) == 1
    assert "was not delivered" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize(("address", "told"), [(f"carrier-pigeon://{SECRET}", "address 2 (carrier-pigeon)"), (SECRET, "address 2 (no scheme)")])
def test_an_address_that_nothing_can_be_sent_to_is_an_error_at_the_start(address: str, told: str) -> None:
    with pytest.raises(SettingError) as caught:
        Outlets.of({"BURATHA_NOTIFY": f"json://127.0.0.1 {address}"})
    assert told in str(caught.value)
    assert SECRET not in str(caught.value)
