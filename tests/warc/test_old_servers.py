"""Pages of servers that tell no length and end each page by hanging up, recorded and read again."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.agency.articles import load_articles
from tests.crawling import Place, crawl
from tests.reading import crawl as pages_of

(BODY, URL, TYPE) = pages_of(load_articles()[:1], "plain-divs")[0]
NUMBER = URL.rsplit("/", 1)[1]


class Old(BaseHTTPRequestHandler):
    """HTTP/1.0 without Content-Length."""

    def do_GET(self) -> None:
        """Answer with the one article there is, under any section."""
        is_there = self.path.endswith(f"/{NUMBER}")
        self.send_response(200 if is_there else 404)
        self.send_header("Content-Type", str(TYPE))
        self.end_headers()
        self.wfile.write(BODY if is_there else b"")

    def log_message(self, *_arguments: Any) -> None:
        """Keep quiet."""


@pytest.fixture
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Old) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_they_are_whole_when_they_are_read_again(server: str, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    first = crawl(Place(server, tmp_path), "-a", f"ids={NUMBER}", "-s", f"BURATHA_WARC_DIR={tmp_path / 'warc'}")
    again = crawl(Place(server, tmp_path / "again"), "-a", f"ids={NUMBER}", "-s", f"BURATHA_WARC_REPLAY={tmp_path / 'warc'}")
    assert first.ids == again.ids == [int(NUMBER)]
    assert again.code == 0
