"""docs/operations.md: its commands are run, in order, on a real Scrapyd, in folders of their own; what it quotes is what the code says."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.agency.articles import load_articles
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.crawling import ROOT, Place
from tests.scrapyd.node import PYTHON, Node, environment, free_port, settled

TEXT = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)
FOLDERS = ("/opt/buratha", "/srv/buratha", "/etc/scrapyd", "/etc/systemd/system", "/var/lib/scrapyd", "/var/log/scrapyd")
LOCAL = "http://127.0.0.1:6800"
LOGIN = ("buratha", "change-this")
NOT_COPIED = (".venv*", ".git", "feeds", "data", "__pycache__", ".*_cache", ".hypothesis", "build", "*.egg-info")


class Server:
    """A machine's folders under one folder, and Scrapyd on it, started when its configuration is there."""

    def __init__(self, folder: Path, url: str) -> None:
        """Lay a checkout where the document has it."""
        self.folder, self.port, self.node = folder, free_port(), None
        self.place = Place(url, folder / "var/lib/scrapyd")
        self.project = folder / "opt/buratha/project"
        shutil.copytree(ROOT, self.project, ignore=shutil.ignore_patterns(*NOT_COPIED))
        settled(self.project / ".venv-scrapyd")
        (folder / "etc/systemd/system").mkdir(parents=True)
        for path in (self.project / "deploy").iterdir():
            if path.is_file():
                path.write_text(self.here(path.read_text(encoding="utf-8")), encoding="utf-8")

    node: Node | None

    def here(self, text: str) -> str:
        """A text with this machine's folders and port."""
        for name in FOLDERS:
            text = text.replace(name, f"{self.folder}{name}")
        return text.replace(LOCAL, f"http://127.0.0.1:{self.port}").replace("http_port = 6800", f"http_port = {self.port}")

    def run(self, block: str) -> subprocess.CompletedProcess[str]:
        """Run a block."""
        venv = self.folder / "opt/buratha/venv"
        if "-m venv" in block:  # made for itself, then this run's, which has all the packages
            block = block.replace("-m venv", "-m venv --without-pip").replace(
                "/opt/buratha/venv/bin/python -m pip", f"{PYTHON} -m pip --disable-pip-version-check --quiet"
            )
            block = block.rstrip() + " --dry-run\n"
        env = environment()
        for name in ("SCRAPYD_USERNAME", "SCRAPYD_PASSWORD"):
            del env[name]
        done = subprocess.run(
            ["bash", "-eu", "-o", "pipefail", "-c", self.here(block)], env=env, capture_output=True, check=False, timeout=300, encoding="utf-8"
        )
        if "-m venv" in block:
            shutil.rmtree(venv)
            venv.symlink_to(PYTHON.parents[1])
        return done

    def start(self) -> Node:
        """Start Scrapyd as its unit does, with the configuration that the document has made."""
        lines = (self.folder / "etc/scrapyd/scrapyd.env").read_text(encoding="utf-8").splitlines()
        values = {name: value.removeprefix("'").removesuffix("'") for name, _, value in (line.partition("=") for line in lines if line[:1].isalpha())}
        self.node = Node.start(
            self.place, port=self.port, conf=self.folder / "etc/scrapyd/scrapyd.conf", environ={**values, "BURATHA_DATA_DIR": ""}, login=LOGIN
        )
        return self.node


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(make_app(load_articles()[:12])) as url:
        server = Server(tmp_path_factory.mktemp("server"), url)
        yield server
        if server.node is not None:
            server.node.stop()


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_commands(number: int, server: Server) -> None:
    block = BLOCKS[number]
    if "sqlite3" in block and not shutil.which("sqlite3"):
        pytest.skip("there is no sqlite3: apt-get install sqlite3")
    if "make deploy" in block:
        server.start()
    if "data/reports" in block and server.node is not None:
        done = server.node.ended(server.node.schedule())
        assert done.code in {0, 3}, done.log
    finished = server.run(block)
    assert finished.returncode == 0, finished.stdout[-2000:] + finished.stderr[-4000:]
    if "schedule.py" in block:
        assert finished.stdout == "by-hand\n"
        assert server.node is not None
        server.node.started("by-hand")
    if "cancel.json" in block:
        assert '"prevstate": "running"' in finished.stdout


def test_after_the_restore_a_job_goes_on(server: Server) -> None:
    assert server.node is not None
    done = server.node.ended(server.node.schedule())
    assert done.code == 0, done.log
    assert list((server.folder / "srv/buratha/data").glob("old-*/archive.sqlite"))


def test_a_shell_reads_every_value_of_the_environment_as_systemd_does(tmp_path: Path) -> None:
    text = (ROOT / "deploy" / "scrapyd.env").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[A-Z_]+[A-Z0-9]='[^']*'", line)] == []
    odd = "postgresql://buratha:p$ab(c@/buratha?host=/run/postgresql&port=5433 أرشيف الوراق"
    (tmp_path / "scrapyd.env").write_text(text.replace("BURATHA_CONTACT=''", f"BURATHA_CONTACT='{odd}'"), encoding="utf-8")
    shell = ["bash", "-eu", "-c", f"set -a; . {tmp_path}/scrapyd.env; set +a; printenv BURATHA_CONTACT"]
    assert subprocess.run(shell, capture_output=True, check=True, encoding="utf-8").stdout == f"{odd}\n"


SINGULAR_OR_PLURAL = re.compile(r"\[[^|\[\]\n]*\|([^|\[\]\n]*)\]")
"""As in «article[ was|s were] not asked for»."""


def test_what_it_quotes_is_what_the_code_says() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "buratha").rglob("*.py")))
    code += SINGULAR_OR_PLURAL.sub(r"\1", code)
    rows = re.findall(r"^\| (.*?) \| (?:[0-3]|none) \|", TEXT, re.MULTILINE)
    quoted = [quote for row in rows for quote in re.findall(r"`(.*?)`", row)]
    assert len(quoted) > 12
    assert [quote for quote in quoted if quote.replace("shutdown", "") not in code and quote.partition(": ")[0] not in code] == []


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd-analyze")
def test_units_are_in_order(tmp_path: Path) -> None:
    for path in [*(ROOT / "deploy").glob("*.service"), *(ROOT / "deploy").glob("*.timer")]:
        text = path.read_text(encoding="utf-8").replace("/opt/buratha/venv", str(PYTHON.parents[1])).replace("/opt/buratha/project", str(ROOT))
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *sorted(map(str, tmp_path.iterdir()))], capture_output=True, check=False, encoding="utf-8", env=environment()
    )
    assert (done.returncode, done.stderr) == (0, "")
