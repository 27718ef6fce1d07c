"""A real Scrapyd on loopback, configured as deploy/scrapyd.conf has it, and what can be asked of it."""

import json
import os
import re
import signal
import socket
import subprocess
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from threading import Condition, Thread
from time import monotonic
from typing import Any, Final, Self
from urllib.parse import urlencode, urlsplit

from tests.crawling import ROOT, Place, Run, counts_in

PYTHON: Final = ROOT / ".venv-scrapyd" / "bin" / "python"
LOGIN: Final = ("warraq", 'a $PATH of 100% "quoted" words')
FAST: Final = ("AUTOTHROTTLE_ENABLED=False", "DOWNLOAD_DELAY=0", "RETRY_TIMES=1")
LONGEST: Final = 90


def environment(place: Place | None = None, **more: str) -> dict[str, str]:
    """The environment of a node, or of somebody who asks it; nothing of this project's in it but what is given."""
    others = {name: value for name, value in os.environ.items() if not name.startswith(("BURATHA_", "SCRAPY", "PYTHON"))}
    username, password = LOGIN
    own = place.environment if place else {}
    return others | own | {"SCRAPYD_USERNAME": username, "SCRAPYD_PASSWORD": password, "PYTHONUTF8": "1"} | more


def configuration(folder: Path, port: int, **changes: str) -> str:
    """The example's text, with the folders of a test, a short poll, and what else is to be changed."""
    text = (ROOT / "deploy" / "scrapyd.conf").read_text(encoding="utf-8")
    values = {"eggs_dir": str(folder / "eggs"), "dbs_dir": str(folder / "dbs"), "logs_dir": str(folder / "logs")}
    for name, value in (values | {"http_port": str(port), "poll_interval": "0.1"} | changes).items():
        text, found = re.subn(rf"^{name} *=.*$", lambda _, line=f"{name} = {value}": line, text, flags=re.MULTILINE)
        assert found == 1, name
    return text


@dataclass
class Node:
    """A running Scrapyd."""

    place: Place
    port: int
    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)
    news: Condition = field(default_factory=Condition)
    scheduled: int = 0
    login: tuple[str, str] = LOGIN
    logs: Path = Path()

    @classmethod
    def start(
        cls,
        place: Place,
        *,
        port: int = 0,
        conf: Path | None = None,
        environ: Mapping[str, str] | None = None,
        login: tuple[str, str] = LOGIN,
        **changes: str,
    ) -> Self:
        """Start Scrapyd in a place, with a file or with changes of the example, and wait until it listens."""
        place.folder.mkdir(parents=True, exist_ok=True)
        port = port or free_port()
        text = conf.read_text(encoding="utf-8") if conf else configuration(place.folder, port, **changes)
        (place.folder / "scrapyd.conf").write_text(text, encoding="utf-8")
        own = {"HOME": str(place.folder), "PYTHONPATH": str(ROOT / "deploy")} | dict(environ or {})
        line = [PYTHON.parent / "scrapyd", "--pidfile="]
        process = subprocess.Popen(
            line, cwd=place.folder, env=environment(place, **own), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
        )
        node = cls(place, port, process, login=login, logs=logs_of(text))
        Thread(target=node._read, daemon=True).start()
        node.says(r"Site starting on|UNIXServer|Site \(.*starting")
        return node

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as output:
            for line in output:
                with self.news:
                    self.lines.append(line)
                    self.news.notify_all()
        with self.news:
            self.lines.append("<end>")
            self.news.notify_all()

    def says(self, pattern: str) -> re.Match[str]:
        """What Scrapyd's own log says, now or before long."""
        found: list[re.Match[str]] = []

        def is_there() -> bool:
            found.extend(match for line in self.lines if (match := re.search(pattern, line)))
            return bool(found) or "<end>" in self.lines

        with self.news:
            self.news.wait_for(is_there, LONGEST)
        assert found, f"{pattern}: {''.join(self.lines)[-4000:]}"
        return found[0]

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def authorization(self) -> str:
        """The header with its login."""
        return authorization(self.login)

    def run(self, script: str, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run one of deploy/'s scripts against this node."""
        env = environment(SCRAPYD_URL=self.url) | more
        line = [PYTHON, ROOT / "deploy" / script, *arguments]
        return subprocess.run(line, env=env, capture_output=True, check=False, timeout=LONGEST, encoding="utf-8")

    def ask(self, path: str, **values: Any) -> dict[str, Any]:
        """Scrapyd's answer, with values sent as a form."""
        status, body = ask(f"{self.url}/{path}", values, self.login)
        assert status == 200, body
        return json.loads(body)

    def schedule(self, **arguments: Any) -> str:
        """Have the project crawl; gives the job's id."""
        self.scheduled += 1
        settings = [*FAST, *arguments.pop("setting", [])]
        values = {"project": "buratha", "spider": "buratha", "jobid": f"job-{self.scheduled}", "setting": settings} | arguments
        answer = self.ask("schedule.json", **values)
        assert answer["status"] == "ok", answer
        return answer["jobid"]

    def cancel(self, job: str) -> str | None:
        """Cancel a job; gives what it was doing."""
        return self.ask("cancel.json", project="buratha", job=job)["prevstate"]

    def jobs(self) -> dict[str, list[str]]:
        """The ids of the jobs, by what they do."""
        listed = self.ask("listjobs.json?project=buratha")
        return {state: sorted(job["id"] for job in listed[state]) for state in ("pending", "running", "finished")}

    def started(self, job: str) -> None:
        """Wait until a job runs."""
        self.says(rf"Process started: .*job='{job}'")

    def ended(self, job: str) -> Run:
        """Wait until a job has ended."""
        found = self.says(rf"Process (?:finished|died: exitstatus=(\d+|None)):? .*job='{job}'")
        text = self.log(job)
        return Run(self.place, int(found[1] or 0) if found[1] != "None" else -1, "", text, counts_in(text))

    def log(self, job: str) -> str:
        """A job's log, as far as it is written; nothing before it begins."""
        path = self.logs / "buratha" / "buratha" / f"{job}.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def log_says(self, job: str, text: str) -> None:
        """Wait until a job's log says something."""
        until(lambda: text in self.log(job), lambda: f"{text}: {self.log(job)[-3000:]}")

    def stop(self, number: signal.Signals = signal.SIGTERM) -> None:
        """End Scrapyd, and wait for it."""
        self.process.send_signal(number)
        self.process.wait(LONGEST)
        self.says("<end>")


def ask(url: str, values: Mapping[str, Any] | None = None, login: tuple[str, str] | None = LOGIN) -> tuple[int, str]:
    """Ask a server; gives its status and its answer."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=LONGEST)
    try:
        return ask_through(connection, f"{parts.path}?{parts.query}", values, login)
    finally:
        connection.close()


def ask_through(
    connection: HTTPConnection, path: str, values: Mapping[str, Any] | None = None, login: tuple[str, str] | None = LOGIN
) -> tuple[int, str]:
    """The same, through a connection of any kind."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if login:
        headers["Authorization"] = authorization(login)
    connection.request("POST" if values else "GET", path, urlencode(values, doseq=True) if values else None, headers)
    response = connection.getresponse()
    return response.status, response.read().decode()


def settled(folder: Path) -> Path:
    """The environment as make finds it made, whenever and however it was."""
    folder.mkdir()
    for path in PYTHON.parents[1].iterdir():
        if path.name != ".settled":
            (folder / path.name).symlink_to(path)
    (folder / ".settled").touch()
    return folder


def authorization(login: tuple[str, str]) -> str:
    """The header with a login."""
    return f"Basic {b64encode(':'.join(login).encode()).decode()}"


def logs_of(text: str) -> Path:
    """The folder of the jobs' logs in a configuration."""
    found = re.search(r"^logs_dir = (.*)$", text, re.MULTILINE)
    assert found
    return Path(found[1])


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def until(condition: Callable[[], bool], otherwise: Callable[[], str]) -> None:
    """Wait for something that nobody announces."""
    end, pause = monotonic() + LONGEST, Condition()
    while not condition():
        assert monotonic() < end, otherwise()
        with pause:
            pause.wait(0.05)


@contextmanager
def node(place: Place, **options: Any) -> Iterator[Node]:
    """A Scrapyd while the block runs."""
    running = Node.start(place, **options)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.stop()
