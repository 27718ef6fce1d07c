"""`scrapy browse`, as a user starts it, asked as a browser asks."""

import html
import json
import re
import signal
import subprocess
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError

from tests.crawling import ROOT, Place, command

_PATIENCE = 60
ARTICLES = "/buratha/articles"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def found(self) -> list[int]:
        """The ids of the articles that a page lists, in its order."""
        return [int(number) for number in re.findall(r'<h2><a href="/buratha/articles/(\d+)">', self.text)]

    @property
    def marked(self) -> list[str]:
        """What a page marks as found."""
        return [html.unescape(text) for text in re.findall(r"<mark>(.*?)</mark>", self.text)]

    @property
    def words(self) -> str:
        """The page's text as a reader sees it, in one line."""
        body = re.sub(r"<(style|script)>.*?</\1>", " ", self.text, flags=re.DOTALL)
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass(frozen=True)
class Browsing:
    address: str

    def get(self, path: str, method: str = "GET", data: bytes | None = None, **arguments: str) -> Answer:
        query = f"?{urllib.parse.urlencode(arguments)}" if arguments else ""
        request = urllib.request.Request(f"{self.address.rstrip('/')}{path}{query}", data=data, method=method)
        try:
            with urllib.request.urlopen(request, timeout=_PATIENCE) as response:
                return Answer(response.status, {name.lower(): value for name, value in response.headers.items()}, response.read().decode())
        except HTTPError as error:
            with error:
                return Answer(error.code, {name.lower(): value for name, value in error.headers.items()}, error.read().decode())

    def search(self, text: str, **arguments: str) -> Answer:
        return self.get(ARTICLES, _search=text, **arguments)


@contextmanager
def browsing(place: Place, *arguments: str) -> Iterator[Browsing]:
    """Start it on a port that is free, and end it as Ctrl-C does."""
    line = command("browse", "--port", "0", "--refresh", "0", *arguments)
    with subprocess.Popen(line, cwd=ROOT, env=place.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout
        said = process.stdout.readline()
        if " shows what is held" not in said:
            process.kill()
            raise AssertionError(process.communicate())
        try:
            yield Browsing(said.split()[0])
        finally:
            process.send_signal(signal.SIGINT)
            said, log = process.communicate(timeout=_PATIENCE)
        assert process.returncode == 0, log
        assert "Traceback" not in log, log
