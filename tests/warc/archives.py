"""WARC files written by hand for the tests, byte for byte, and the library's own view of a file."""

import gzip
import subprocess
import sys
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

DATE = "2026-11-20T08:00:00Z"


def record(kind: str = "response", url: str = "http://h.test/", block: bytes = b"", **fields: str) -> bytes:
    """Return a record, not compressed; `fields` replace or add to the usual ones, with `_` for `-`."""
    usual = {"WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": DATE, "WARC-Record-ID": "<urn:x:1>", "Content-Length": str(len(block))}
    named = usual | {name.replace("_", "-"): value for name, value in fields.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"WARC/1.1\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def http(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    """Return an HTTP response as a block."""
    lines = "".join(f"{line}\r\n" for line in ("Content-Type: text/html; charset=utf-8", *headers))
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def response(url: str, body: bytes, status: str = "200 OK", *headers: str, **fields: str) -> bytes:
    """Return a gzip member with a response."""
    return gzip.compress(record("response", url, http(body, status, *headers), **fields))


def check(*paths: Path) -> None:
    """Let the library's own checker judge files."""
    done = subprocess.run([sys.executable, "-m", "warcio.cli", "check", *map(str, paths)], capture_output=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert paths


def kinds(path: Path) -> list[str]:
    """Read a file with the library; gives the kinds of its records."""
    with path.open("rb") as file:
        return [found.rec_type for found in ArchiveIterator(file)]


def exchanges(path: Path) -> dict[str, tuple[bytes, list[tuple[str, str]], bytes]]:
    """Read a file with the library; gives status line, headers and raw body of its responses by address."""
    found = {}
    with path.open("rb") as file:
        for answer in ArchiveIterator(file):
            if answer.rec_type == "response":
                line = answer.http_headers.statusline.encode()
                found[answer.rec_headers["WARC-Target-URI"]] = (line, answer.http_headers.headers, answer.raw_stream.read())
    return found
