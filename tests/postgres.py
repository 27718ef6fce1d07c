"""A PostgreSQL server of one's own for tests: `from tests.postgres import postgresql_server, postgresql_url`.

The cluster is made in a temporary folder, speaks over a Unix socket only, and is stopped and removed at the end of the session. Tests that
want it are skipped, with the reason, where PostgreSQL is not installed or no unprivileged user can run it.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL

_DEBIAN = Path("/usr/lib/postgresql")
_SUPERUSER = "buratha"


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[URL]:
    """The address of a server that runs until the session ends."""
    programs = _programs()
    run_as = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path has to be short
    if run_as:
        os.chown(folder, run_as["user"], run_as["group"])
    data = folder / "data"
    try:
        _run(programs / "initdb", "-D", data, "-U", _SUPERUSER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync", folder=folder, run_as=run_as)
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c shared_buffers=32MB"
        _run(programs / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start", folder=folder, run_as=run_as)
        try:
            yield URL.create("postgresql+psycopg", username=_SUPERUSER, database="postgres", query={"host": str(folder)})
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop", folder=folder, run_as=run_as)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql_url(postgresql_server: URL) -> Iterator[str]:
    """The address of an empty database, dropped after the test."""
    name = f"test_{uuid4().hex}"
    server = create_engine(postgresql_server, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield postgresql_server.set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


def _programs() -> Path:
    """The folder of initdb and pg_ctl, of the newest version."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    installed = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].split(".")[0]))
    if not installed:
        pytest.skip(f"PostgreSQL is not installed: no initdb on the PATH and none in {_DEBIAN}")
    return installed[-1].parent


def _unprivileged() -> dict[str, int]:
    """Whom to run as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid}
    pytest.skip("PostgreSQL refuses to run as root, and there is neither a user postgres nor a user nobody")


def _run(*command: str | Path, folder: Path, run_as: dict[str, int]) -> None:
    """Run a program of the server; its words are the error when it fails."""
    groups: dict[str, object] = {"extra_groups": []} if run_as else {}
    with (folder / "said").open("w+", encoding="utf-8") as said:  # not a pipe: the server would keep it open
        done = subprocess.run(
            [str(part) for part in command],
            check=False,
            cwd=folder,
            stdout=said,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            **run_as,
            **groups,
        )
        said.seek(0)
        if done.returncode:
            log = folder / "log"
            pytest.fail(f"{command[0]} failed: {said.read()}{log.read_text(encoding='utf-8') if log.exists() else ''}")
