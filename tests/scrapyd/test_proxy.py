"""Scrapyd behind a socket, and behind nginx with TLS."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import pytest

from tests.crawling import ROOT, Place
from tests.scrapyd.node import Node, ask_through, environment, free_port, until

NOWHERE = "http://127.0.0.1:9"


class SocketConnection(HTTPConnection):
    """HTTP through a socket of the file system."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=60)
        self.path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(str(self.path))


def test_a_socket_instead_of_a_port(start: Callable[..., Node], tmp_path: Path) -> None:
    path = tmp_path / "scrapyd.sock"
    node = start(Place(NOWHERE, tmp_path), bind_address="", unix_socket_path=str(path))
    until(lambda: listens(str(path)), lambda: "".join(node.lines))  # Twisted announces it before it is there
    connection = SocketConnection(path)
    assert ask_through(connection, "/daemonstatus.json", login=None)[0] == 401
    connection.close()
    connection = SocketConnection(path)
    status, body = ask_through(connection, "/listspiders.json?project=buratha", login=node.login)
    connection.close()
    assert (status, '"buratha"' in body) == (200, True)
    assert path.stat().st_mode & 0o777 == 0o660


@pytest.mark.skipif(
    not (shutil.which("nginx") and shutil.which("openssl")), reason="there is no nginx or openssl: apt-get install nginx-light openssl"
)
def test_nginx_gives_it_tls(start: Callable[..., Node], tmp_path: Path) -> None:
    node = start(Place(NOWHERE, tmp_path))
    log = tmp_path / "logs" / "buratha" / "buratha" / "sample.log"
    log.parent.mkdir(parents=True)
    log.write_text("خبر عاجل", encoding="utf-8")
    key, certificate, port = tmp_path / "privkey.pem", tmp_path / "fullchain.pem", free_port()
    make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([*make, *name, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for old, new in {
        "listen 443": f"listen 127.0.0.1:{port}",
        "crawl.example.org": "localhost",
        "/etc/ssl/buratha/fullchain.pem": str(certificate),
        "/etc/ssl/buratha/privkey.pem": str(key),
        "http://127.0.0.1:6800": node.url,
    }.items():
        assert old in text
        text = text.replace(old, new)
    folders = "\n".join(f"{kind}_temp_path {tmp_path / kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    main = f"daemon off; master_process off; pid {tmp_path / 'nginx.pid'}; error_log {tmp_path / 'error.log'};\n"
    (tmp_path / "nginx.conf").write_text(f"{main}events {{}}\nhttp {{ access_log off; {folders}\n{text}}}\n", encoding="utf-8")
    line = ["nginx", "-e", str(tmp_path / "error.log"), "-c", str(tmp_path / "nginx.conf")]
    subprocess.run([*line, "-t"], check=True, capture_output=True, env=environment())
    with subprocess.Popen(line, env=environment(), stderr=subprocess.DEVNULL) as nginx:
        try:
            until(lambda: listens(("127.0.0.1", port)), (tmp_path / "error.log").read_text)
            connection = HTTPSConnection("localhost", port, context=ssl.create_default_context(cafile=certificate), timeout=60)
            assert ask_through(connection, "/daemonstatus.json", login=None)[0] == 401
            assert ask_through(connection, "/listspiders.json?project=buratha", login=node.login)[0] == 200
            connection.request("GET", "/logs/buratha/buratha/sample.log", headers={"Authorization": node.authorization})
            response = connection.getresponse()
            assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
            assert response.read().decode() == "خبر عاجل"
            connection.close()
        finally:
            nginx.terminate()


def listens(address: tuple[str, int] | str) -> bool:
    """Whether somebody listens on a port or a socket."""
    with socket.socket(socket.AF_UNIX if isinstance(address, str) else socket.AF_INET) as asked:
        return asked.connect_ex(address) == 0
