"""docs/operations.md, *backup and restore* and *move*: its commands for SQLite, for PostgreSQL and for another machine, and a crawl after each."""

import re
import shutil
import subprocess
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.agency.generated import generate
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.crawling import FAST, ROOT, Place, Run, crawl, run
from tests.test_restart import check_feeds, house, let_the_second_pass

TEXT = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
ARTICLES = generate(30, seed=21)
IDS = sorted(article.id for article in ARTICLES)
SHOWN = "postgresql://buratha@db.example.org/buratha"


def blocks(heading: str, *words: str) -> list[str]:
    """Return the blocks of commands under a heading that have one of some words."""
    section = TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    found = [textwrap.dedent(block) for block in re.findall(r"^ *```(?:sh|console)\n(.*?)^ *```", section, re.DOTALL | re.MULTILINE)]
    return [block for block in found if any(word in block for word in words)]


def execute(block: str, **elsewhere: str) -> None:
    """Run a block, with what it names elsewhere."""
    for name, there in elsewhere.items():
        block = block.replace({"srv": "/srv/buratha", "database": SHOWN}[name], there)
    done = subprocess.run(["bash", "-eu", "-o", "pipefail", "-c", block], capture_output=True, check=False, timeout=120, encoding="utf-8")
    assert done.returncode == 0, block + done.stdout + done.stderr


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Place]:
    """A machine as the document has it, whose agency is open."""
    (tmp_path / "srv" / "backup").mkdir(parents=True)
    with running(make_app(ARTICLES)) as url:
        yield Place(url, tmp_path / "srv")


def crawled(place: Place, *arguments: str) -> Run:
    """Crawl to the document's places; it goes well."""
    done = crawl(place, *(arguments or ("-s", f"BURATHA_ARCHIVE_URL=sqlite:///{place.folder / 'data' / 'archive.sqlite'}")))
    assert done.code == 0, done.log
    return done


@pytest.mark.skipif(not shutil.which("sqlite3"), reason="there is no sqlite3: apt-get install sqlite3")
def test_an_archive_in_a_file(server: Place) -> None:
    backup, restore = blocks("Backup and restore", "sqlite3")
    assert crawled(server).count("kept/new") == len(IDS)
    execute(backup, srv=str(server.folder))
    archive = server.folder / "data" / "archive.sqlite"
    archive.write_bytes(b"spoilt" * 1000)
    execute(restore, srv=str(server.folder))
    after = crawled(server)
    assert after.count("kept/new") == 0
    assert "there was nothing new" in after.log
    check_feeds(server, IDS)
    let_the_second_pass()
    execute(restore, srv=str(server.folder))
    first, second = sorted((server.folder / "data").glob("old-*/archive.sqlite"))
    assert first.read_bytes().startswith(b"spoilt")
    assert second.read_bytes().startswith(b"SQLite format 3")


@pytest.mark.skipif(not shutil.which("pg_dump") or not shutil.which("pg_restore"), reason="there is no pg_dump: apt-get install postgresql-client")
def test_an_archive_in_postgresql(server: Place, postgresql_url: str) -> None:
    database = make_url(postgresql_url).set(drivername="postgresql").render_as_string(hide_password=False)
    where = ("-s", f"BURATHA_ARCHIVE_URL={database}", "-s", f"BURATHA_DATA_DIR={server.folder / 'data'}")
    backup, restore = blocks("Backup and restore", "pg_dump", "pg_restore")
    assert crawled(server, *where).count("kept/new") == len(IDS)
    execute(backup, srv=str(server.folder), database=database)
    assert run(server, "held", *FAST, *where, "--forget-all", "--yes").code == 0
    execute(restore, srv=str(server.folder), database=database)
    after = crawled(server, *where)
    assert after.count("kept/new") == 0
    assert "there was nothing new" in after.log
    check_feeds(server, IDS)
    assert [path.name for path in (server.folder / "backup").iterdir()] == ["archive.dump"]


def test_a_machine_that_is_moved_finishes_what_the_old_one_had_begun(tmp_path: Path) -> None:
    pack, unpack = blocks("Move to another machine", "tar ")
    with house(tmp_path / "srv", ARTICLES) as opened:
        opened.killed_at("buratha.delivery:rename", "before")
        execute(pack, srv=str(tmp_path / "srv"))
        (tmp_path / "srv").rename(tmp_path / "old machine")
        execute(unpack, srv=str(tmp_path / "srv"))
        done = opened.crawl()
        assert done.code == 0, done.log
        assert done.count("deliveries/finished_late") == 1
        check_feeds(opened.place, opened.ids)
