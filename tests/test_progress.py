"""The live line, on a real pseudo-terminal."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
from pathlib import Path
from threading import Thread

import pytest

from buratha.extensions.progress import Rate, line
from tests.agency.generated import generate
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.crawling import FAST, ROOT, Place, command, crawl

CLEAR = "\r\x1b[K"
LOGGED = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
DRAWN = re.compile(r"\d+ sections? · [\d,]+ listings? · [\d,]+ articles?")


def on_a_terminal(place: Place, columns: int = 120, term: str = "xterm") -> tuple[int, str]:
    """Crawl with a terminal as standard error; gives the exit status and all that the terminal was sent."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    arguments = command("crawl", "buratha", *FAST, "-s", "STATS_DUMP=False")
    sent: list[bytes] = []
    environment = place.environment | {"TERM": term}
    with subprocess.Popen(arguments, cwd=ROOT, env=environment, stderr=theirs, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL) as process:
        os.close(theirs)
        reader = Thread(target=listen, args=(ours, sent))
        reader.start()
        code = process.wait(timeout=120)
        reader.join()
    os.close(ours)
    return code, b"".join(sent).decode()


def listen(terminal: int, sent: list[bytes]) -> None:
    """Take in what a terminal is sent, until nobody has it open any more."""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux says so when the other end is closed
            return
        if not part:
            return
        sent.append(part)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str]:
    with running(make_app(generate(60, seed=2))) as url:
        return on_a_terminal(Place(url, tmp_path_factory.mktemp("seen")))


def test_the_line_is_drawn_and_counts(seen: tuple[int, str]) -> None:
    code, text = seen
    assert code == 0, text
    drawn = [part for part in re.split(r"\r\n|" + re.escape(CLEAR), text) if DRAWN.match(part)]
    assert len(drawn) > 1
    assert drawn[-1] != drawn[0]


def test_log_lines_stand_alone_and_the_summary_last(seen: tuple[int, str]) -> None:
    left = [row.rpartition(CLEAR)[2] for row in seen[1].split("\r\n")]  # what a reader still sees of each row
    assert not [row for row in left if DRAWN.search(row)]
    assert not [row for row in left if LOGGED.search(row) and not LOGGED.match(row)]
    assert "  The run is complete" in left


def test_the_line_never_wraps(tmp_path: Path) -> None:
    with running(make_app(generate(10, seed=2))) as url:
        _, text = on_a_terminal(Place(url, tmp_path), columns=30)
    drawn = [part.partition("\r")[0] for part in text.split(CLEAR) if re.match(r"\d+ sections?", part)]
    assert drawn
    assert max(map(len, drawn)) < 30


def test_a_dumb_terminal_and_a_pipe_get_none(tmp_path: Path) -> None:
    with running(make_app(generate(5, seed=2))) as url:
        _, text = on_a_terminal(Place(url, tmp_path / "dumb"), term="dumb")
        piped = crawl(Place(url, tmp_path / "piped"))
    assert "\x1b[K" not in text
    assert not DRAWN.search(text)
    assert "\x1b[K" not in piped.log
    assert not DRAWN.search(piped.log)


def test_the_rate_is_of_the_last_minute() -> None:
    rate = Rate()
    rate.add(0.0, 0)
    assert rate.a_minute is None
    for second in range(1, 121):
        rate.add(float(second), 10 * min(second, 60))
    assert rate.a_minute == 0
    rate.add(121.0, 660)
    assert rate.a_minute == pytest.approx(60, rel=0.05)


def test_what_is_left_is_told_without_a_time_while_nobody_knows_the_rate() -> None:
    assert line(sections=1, listings=2, articles=0, a_minute=None, left=30) == "1 section · 2 listings · 0 articles · 30 known to come"
    assert line(sections=1, listings=2, articles=9, a_minute=0.0, left=30).endswith("0/min · 30 known to come")
    assert line(sections=1, listings=2, articles=9, a_minute=3.0, left=0).endswith("9 articles · 3/min")
