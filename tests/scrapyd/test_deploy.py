"""`make deploy` against real Scrapyds, willing and unwilling."""

import re
import runpy
import socketserver
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.crawling import ROOT, Place
from tests.scrapyd.node import LOGIN, PYTHON, Node, ask, environment, free_port, node, settled

NOWHERE = "http://127.0.0.1:9"


def test_make_deploy_sends_to_every_node(tmp_path: Path) -> None:
    with node(Place(NOWHERE, tmp_path / "one")) as one, node(Place(NOWHERE, tmp_path / "two")) as two:
        line = ["make", f"SCRAPYD={settled(tmp_path / 'environment')}", "deploy"]
        done = subprocess.run(
            line, cwd=ROOT, env=environment(SCRAPYD_URL=f"{one.url} {two.url}/"), capture_output=True, check=False, timeout=120, encoding="utf-8"
        )
        assert done.returncode == 0, done.stdout + done.stderr
        versions = [each.ask("listversions.json?project=buratha")["versions"] for each in (one, two)]
        assert versions[0] == versions[1]
        assert len(versions[0]) == 1
        assert re.fullmatch(r"\d{8}-\d{6}(-\w+)*", versions[0][0])
        assert one.ask("listspiders.json?project=buratha")["spiders"] == ["buratha"]
        assert done.stdout.count("spiders 1.") == 2


def test_who_does_not_log_in_gets_nothing(tmp_path: Path) -> None:
    with node(Place(NOWHERE, tmp_path)) as running:
        for login in (None, (LOGIN[0], "wrong")):
            assert ask(f"{running.url}/daemonstatus.json", login=login)[0] == 401
        assert ask(f"{running.url}/logs/", login=None)[0] == 401
        done = running.run("send.py", SCRAPYD_PASSWORD="wrong")
        assert done.returncode == 1
        assert "Set SCRAPYD_USERNAME and SCRAPYD_PASSWORD as on the node" in done.stdout
        done = running.run("schedule.py", SCRAPYD_PASSWORD="wrong")
        assert done.returncode == 1
        assert "answers 401" in done.stderr


def test_a_node_that_is_not_there_and_a_login_that_cannot_be_sent() -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    line = [PYTHON, ROOT / "deploy" / "send.py"]
    done = subprocess.run(line, env=environment(SCRAPYD_URL=nowhere), capture_output=True, check=False, encoding="utf-8")
    assert (done.returncode, f"{nowhere} did not take the egg" in done.stdout) == (1, True)
    done = subprocess.run(line, env=environment(SCRAPYD_PASSWORD="كلمة السر"), capture_output=True, check=False, encoding="utf-8")
    assert (done.returncode, "SCRAPYD_PASSWORD has letters beyond ASCII" in done.stdout) == (1, True)


def test_a_node_that_lacks_a_package_says_which(tmp_path: Path) -> None:
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text(
        "import importlib.util\nfind = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, package=None: None if name == 'hijridate' else find(name, package)\n"
    )
    with node(Place(NOWHERE, tmp_path), environ={"PYTHONPATH": f"{ROOT / 'deploy'}:{hidden}"}) as running:
        done = running.run("send.py")
        assert done.returncode == 1
        assert "MissingPackagesError: buratha needs packages that this Python lacks: hijridate. Install them:" in done.stdout
        assert "-m pip install 'hijridate==" in done.stdout
        assert "Install them there, on the node" in done.stdout


def test_the_number_of_a_refused_login_in_a_version_or_a_path_is_no_refused_login() -> None:
    advice = runpy.run_path(str(ROOT / "deploy" / "send.py"))["advice"]
    why = "/tmp/buratha-20261127-040133-1401a2b.egg: buratha.needed.MissingPackagesError: buratha needs packages that this Python lacks: w3lib"
    assert "Install them there, on the node" in advice(why)
    assert advice("/tmp/buratha-20261127-040133-1401a2b.egg: OSError: no space left") == ""


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("sections",), 2, "'sections' is no NAME=VALUE"),
        (("=news",), 2, "'=news' is no NAME=VALUE"),
        (("spider=other",), 2, "spider is always buratha: leave spider=other out"),
        (("sections=news", "sections=poetry"), 2, "sections is given twice"),
        (("setting=DOWNLOAD_DELAY",), 2, "setting=DOWNLOAD_DELAY is no setting=NAME=VALUE"),
        (("jobid=a/b",), 2, "jobid=a/b names the job's log, so it has no slashes and no two dots in a row: write a plain name, as in jobid=by-hand"),
        (("jobid=a\\b",), 2, "jobid=a\\b names the job's log"),
        (("jobid=..x",), 2, "jobid=..x names the job's log"),
        (("jobid=",), 2, "jobid= names the job's log, and is empty"),
        (("jobid=" + "خ" * 126,), 2, "names the job's log, and is too long"),
        (("setting==x",), 2, "setting==x is no setting=NAME=VALUE"),
        (("_version=7",), 1, "version '7' not found"),
    ],
)
def test_what_cannot_be_scheduled(arguments: tuple[str, ...], status: int, message: str, start: Callable[..., Node], tmp_path: Path) -> None:
    done = start(Place(NOWHERE, tmp_path)).run("schedule.py", *arguments)
    assert (done.returncode, message in done.stderr) == (status, True), done.stderr


def scheduled(url: str) -> subprocess.CompletedProcess[str]:
    line = [PYTHON, ROOT / "deploy" / "schedule.py", "pages=1"]
    return subprocess.run(line, env=environment(SCRAPYD_URL=url), capture_output=True, check=False, timeout=60, encoding="utf-8")


@pytest.mark.parametrize("answer", [b"", b"what is this?\r\n\r\n"])
def test_what_is_no_scrapyd_is_told_in_a_line(answer: bytes) -> None:
    with socketserver.TCPServer(("127.0.0.1", 0), partial(Odd, answer)) as server:
        Thread(target=server.handle_request, daemon=True).start()
        done = scheduled(f"http://127.0.0.1:{server.server_address[1]}")
    assert done.returncode == 1
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/schedule\.json cannot be asked: .+\n", done.stderr), done.stderr


class Odd(socketserver.BaseRequestHandler):
    """Hears somebody out, and gives an answer that is none, or hangs up."""

    def __init__(self, answer: bytes, *connection: Any) -> None:
        """Know the answer."""
        self._answer = answer
        super().__init__(*connection)

    def handle(self) -> None:
        """Answer."""
        self.request.recv(65536)
        self.request.sendall(self._answer)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        (f"{NOWHERE}/ http://127.0.0.1:10/", "SCRAPYD_URL names 2 nodes, each with an archive of its own: name the one that is to crawl\n"),
        ("localhost", "SCRAPYD_URL is 'localhost': write an address such as http://127.0.0.1:6800/\n"),
    ],
)
def test_one_node_is_asked(url: str, message: str) -> None:
    done = scheduled(url)
    assert (done.returncode, done.stderr) == (1, message)
