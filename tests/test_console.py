"""What commands print, on standard outputs without Arabic, without a reader, and without room."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.crawling import ROOT, Place, command

PAGE = '<title>عنوان الخبر عن الجسر</title><h1>عنوان الخبر عن الجسر</h1><p>متن الخبر عن الجسر والنهر 🌉 é</p><a href="/arabic/news/8">خبر آخر</a>'
URL = "https://burathanews.com/arabic/news/7"


@pytest.fixture
def probe(tmp_path: Path) -> list[str]:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    return command("probe", str(tmp_path / "page.html"), "--url", URL, "--all")


def environment(folder: Path, encoding: str) -> dict[str, str]:
    return Place("http://127.0.0.1:9", folder).environment | {"PYTHONIOENCODING": encoding}


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp1256"])
def test_letters_that_the_terminal_lacks_are_written_as_numbers(encoding: str, probe: list[str], tmp_path: Path) -> None:
    done = subprocess.run(probe, cwd=ROOT, env=environment(tmp_path, encoding), capture_output=True, check=False, encoding=encoding)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "\\U0001f309" in done.stdout
    assert ("عنوان" in done.stdout) == (encoding == "cp1256")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_json_is_json_in_any_encoding(encoding: str, probe: list[str], tmp_path: Path) -> None:
    done = subprocess.run([*probe, "--json"], cwd=ROOT, env=environment(tmp_path, encoding), capture_output=True, check=False, encoding=encoding)
    (page,) = json.loads(done.stdout)["pages"]
    assert "متن الخبر عن الجسر والنهر 🌉 é" in [line["text"] for line in page["lines"]]


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_reader_who_has_gone_is_no_error(probe: list[str], tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        done = subprocess.run(probe, cwd=ROOT, env=environment(tmp_path, "utf-8"), stdout=pipe, stderr=subprocess.PIPE, check=False, encoding="utf-8")
    assert (done.returncode, done.stderr) == (1, ""), "as doubtful as if somebody had read it"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_named(probe: list[str], tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(probe, cwd=ROOT, env=environment(tmp_path, "utf-8"), stdout=full, stderr=subprocess.PIPE, check=False, encoding="utf-8")
    assert done.returncode == 1
    assert done.stderr == "standard output cannot be written: No space left on device\n"
