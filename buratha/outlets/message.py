"""One message a run, when there is something to say, through Apprise: Slack, Telegram, mail, webhooks.

Addresses hold passwords and tokens, so nothing of an address is logged but its scheme, and Apprise's own log stays silent.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from buratha.monitors import COMPLETE, FAILED, given_to_feeds, is_delivered, numbered

if TYPE_CHECKING:
    from apprise import Apprise, NotifyBase

MOST_CHARACTERS = 3000
"""Telegram takes 4096, Slack more; what is longer is cut, and the report has the rest. For services that take less, Apprise cuts it."""
MOST_SECONDS = 60.0
"""So long may a run's end wait for a service that does not answer."""
_STARTING = 30.0
"""Seconds for the process that sends to start, on a machine with much to do."""
_PATIENCE = {"socket_connect_timeout": 15.0, "socket_read_timeout": 40.0}
"""Seconds for each service to be reached and to answer, both within the bound. Apprise's own 4 are too few for a webhook that works before it
answers: it has the message by then, and would be told as one that has not."""
_OUTCOMES = "\noutcomes: "
"""Before what the process that sends has to tell."""
_TALKATIVE = ("apprise", "urllib3", "requests", "requests_oauthlib", "oauthlib", "httpx", "httpcore", "smtplib", "slixmpp", "paho")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Message:
    """What is said of a run."""

    title: str
    text: str
    kind: str
    """Of Apprise: warning, or failure."""


def of(report: Mapping[str, Any]) -> Message | None:
    """The message about a run; None for a complete run without findings."""
    faults, findings, outcome = report["faults"], report.get("findings", []), report["outcome"]
    if outcome == COMPLETE and not findings:
        return None
    serious = outcome == FAILED or any(finding["level"] == "error" for finding in findings)
    found = f", {len(findings)} finding{'s' if len(findings) > 1 else ''}" if findings else ""
    text = "\n".join(_lines(report, faults, findings))
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS].rsplit("\n", 1)[0] + "\n… the report has the rest."
    name = "a run" if report["run"] is None else f"run {report['run']}"
    return Message(f"buratha: {name} {outcome}{found}", text, "failure" if serious else "warning")


def _lines(report: Mapping[str, Any], faults: Sequence[Mapping[str, str]], findings: Sequence[Mapping[str, str]]) -> Iterator[str]:
    given = given_to_feeds(report["stats"])
    delivered, left = (given, 0) if is_delivered(report) else (0, given)
    wait = f", {left} kept for the next run" if left else ""
    yield f"{report['site']}, begun {report['started']}: {numbered(delivered, 'article[|s]')} delivered{wait}."
    yield from (f"- {fault['sentence']}" for fault in faults)
    for finding in findings:
        yield f"- {finding['level']}, {finding['name']}: {finding['sentence']}"
        yield f"  {finding['advice']}"


def first_unknown(addresses: Sequence[str]) -> str | None:
    """What is wrong with the first address that Apprise cannot use; None when all are well."""
    with _silence():
        for number, address in enumerate(addresses, 1):
            if not _load([address]):
                scheme = address.partition("://")[0] if "://" in address else "no scheme"
                parted = "; addresses are parted by blanks, not commas" if "://" in address.partition("://")[2] else ""
                return (
                    f"address {number} ({scheme}) is none that Apprise can use; "
                    f"write one such as slack://…, tgram://…, mailto://… or json://host/path{parted}"
                )
    return None


def send(message: Message, addresses: Sequence[str]) -> None:
    """Send a message to all addresses; log, without the addresses, which could not be reached.

    It is sent from a process of its own: Apprise leaves a thread behind that reads on where a server answers drop by drop, and the interpreter
    that holds it would not end before that server does.
    """
    told = json.dumps({"title": message.title, "text": message.text, "kind": message.kind, "addresses": list(addresses), "seconds": MOST_SECONDS})
    child = [sys.executable, "-P", "-c", "from buratha.outlets.message import send_and_exit; send_and_exit()"]  # else a folder's modules go first
    try:
        done = subprocess.run(  # noqa: S603 - this very interpreter, and words of our own
            child,
            input=told,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=os.environ | {"PYTHONPATH": _paths()},
            timeout=MOST_SECONDS + _STARTING,
            check=False,
        )
        told_by_it = done.stdout.rpartition(_OUTCOMES)[2]  # whatever else is printed as an interpreter starts
        outcomes = json.loads(told_by_it or "[]") if done.returncode == 0 else []
        why = "no service could be used" if done.returncode == 0 else f"the process that sends ended with {done.returncode}"
    except (OSError, subprocess.TimeoutExpired, json.JSONDecodeError) as error:
        outcomes, why = [], f"the process that sends failed: {type(error).__name__}"
    for name, arrived in outcomes:
        if arrived:
            logger.info("Notification sent: %s", name)
        else:
            logger.error(
                "The notification through %s was not delivered: its server refuses it, has moved, or did not answer in time (then it may have come)",
                name,
            )
    if not outcomes:
        logger.error("The notification was not delivered: %s", why)


def _paths() -> str:
    """Where this process finds modules, the working folder last: an egg of Scrapyd's is on no other path.

    Raises:
        OSError: the working folder is gone.

    """
    here = [os.getcwd()] if "" in sys.path else []  # noqa: PTH109 - a text
    return os.pathsep.join([*(str(path) for path in sys.path if path), *here])


def send_and_exit() -> None:
    """Send what stands on standard input, print for each service whether it took it, and end at once, whatever is still being waited for."""
    told = json.load(sys.stdin)
    outcomes = sent(Message(told["title"], told["text"], told["kind"]), told["addresses"], told["seconds"])
    sys.stdout.write(_OUTCOMES + json.dumps(outcomes))
    sys.stdout.flush()
    os._exit(0)


def sent(message: Message, addresses: Sequence[str], seconds: float = MOST_SECONDS) -> list[tuple[str, bool]]:
    """Send a message, and say for each service whether it took it in time."""
    from apprise import NotifyFormat, NotifyType

    with _silence():
        result = _load(addresses).notify(
            body=message.text, title=message.title, notify_type=NotifyType(message.kind), body_format=NotifyFormat.TEXT, timeout=seconds
        )
        return [(str(service.name), bool(service)) for service in result]


def _load(addresses: Sequence[str]) -> "Apprise":
    from apprise import Apprise, AppriseAsset, OverflowMode, PersistentStoreMode  # takes half a second; a run that has nothing to say does without

    asset = AppriseAsset(app_id="buratha", app_desc="buratha", storage_mode=PersistentStoreMode.MEMORY, secure_logging=True)
    asset.http_redirects = False  # a redirected POST arrives as a GET without its message, and would count as delivered
    services = Apprise(asset=asset)
    for address in addresses:
        services.add(address)
    for service in services:
        if service.overflow_mode is OverflowMode.UPSTREAM:  # which sends what is too long all the same, and it is refused (Discord takes 2000)
            service.overflow_mode = OverflowMode.TRUNCATE
        _be_patient(service)
    return services


def _be_patient(service: "NotifyBase") -> None:
    """Wait for a service as long as the run's end may, unless its address says for how long (``cto=``, ``rto=``)."""
    for name, seconds in _PATIENCE.items():
        if name not in vars(service):
            setattr(service, name, max(seconds, getattr(service, name)))


@contextmanager
def _silence() -> Iterator[None]:
    """Keep what Apprise and the libraries that it sends with say out of the log: it may name addresses."""
    loggers = [logging.getLogger(name) for name in _TALKATIVE]
    before = [one.level for one in loggers]
    for one in loggers:
        one.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for one, level in zip(loggers, before, strict=True):
            one.setLevel(level)
