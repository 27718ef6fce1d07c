"""Build archives row by row, as crawls would leave them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, create_engine, make_url
from sqlalchemy.pool import NullPool

from buratha.archive.migrations import FORMAT
from buratha.archive.tables import DELIVERED, HELD, articles, deliveries, facts, holes, metadata, revisions, runs, walks
from buratha.items import Article, to_record
from buratha.similarity import NearIndex, Signature
from tests.test_schema import ARTICLE

SEEN = "2026-11-22T18:45:00+00:00"


@dataclass(frozen=True)
class Building:
    """An archive that is being built. Every method puts rows in; nothing is checked."""

    connection: Connection

    def known(self, number: int, state: str, section: str = "news", **columns: Any) -> None:
        """Put in an article without a record."""
        row = {"id": number, "section": section, "slug": section, "state": state, "met_at": SEEN, "met_run": 1, "tries": 0} | columns
        self.connection.execute(articles.insert().values(row))

    def held(
        self, number: int, section: str = "news", published: str | None = "2015-10-15T07:08:59+03:00", *, delivery: str = DELIVERED, **fields: Any
    ) -> Article:
        """Put in an article with its record as the newest revision; ``fields`` are fields of the record."""
        text_hash = fields.pop("text_hash", f"{fields.get('duplicate_of') or number:064x}")
        seen = fields.pop("last_seen", SEEN)
        url = f"https://burathanews.com/arabic/{section}/{number}"
        story = replace(
            ARTICLE, id=number, url=url, section=section, published=published, text_hash=text_hash, first_seen=seen, last_seen=seen,
            **{"section_in_address": section, "title": f"عنوان {number}", "body": f"نص الخبر {number}"} | fields,
        )  # fmt: skip
        columns = {
            "revision": story.revision,
            "text_hash": text_hash,
            "title": story.title,
            "published_at": int(datetime.fromisoformat(published).timestamp()) if published else None,
            "slug": story.section_in_address or section,
            "month": published[:7] if published else None,
            "first_seen": seen,
            "last_seen": seen,
            "duplicate_of": story.duplicate_of,
            "near_duplicate_of": story.near_duplicate_of,
            "similarity": 0.8 if story.near_duplicate_of else None,
        }
        self.known(number, HELD, section, **columns)
        self.revision(story, seen_at=seen, delivery=delivery)
        NearIndex().add(self.connection, [(number, Signature(bytes([number % 7]) * 512, 30, b"", b""))])
        return story

    def revision(self, story: Article, *, seen_at: str = SEEN, delivery: str = DELIVERED, delivery_id: int | None = None) -> None:
        """Put in one revision of an article that is there."""
        row = {
            "article_id": story.id,
            "revision": story.revision,
            "seen_at": seen_at,
            "run_id": 1,
            "text_hash": story.text_hash,
            "record": json.dumps(to_record(story), ensure_ascii=False),
            "state": delivery,
            "delivery_id": delivery_id,
        }
        self.connection.execute(revisions.insert().values(row))

    def hole(self, section: str, number: int, *, state: str = "open", **columns: Any) -> None:
        """Put in a hole of a section's walk."""
        url = f"https://burathanews.com/arabic/{section}?page={number}"
        row = {"section": section, "url": url, "number": number, "reason": "http_500", "state": state, "tries": 2, "since": SEEN, "run_id": 1}
        self.connection.execute(holes.insert().values(row | columns))

    def walk(self, section: str, top: int) -> None:
        """Put in how far a section was walked."""
        self.connection.execute(walks.insert().values(section=section, top=top, walked_at=SEEN, walked_run=1))

    def delivery(self, number: int, state: str, folder: str = "feeds") -> None:
        """Put in a delivery."""
        row = {"id": number, "run_id": 1, "state": state, "prepared_at": SEEN, "folder": folder, "manifest": "{}"}
        self.connection.execute(deliveries.insert().values(row))


@contextmanager
def building(url: URL | str) -> Iterator[Building]:
    """An archive to build at an address, made when there is none; committed at the end."""
    url = make_url(url)
    engine = create_engine(url.set(drivername="postgresql+psycopg") if url.get_backend_name() == "postgresql" else url, poolclass=NullPool)
    try:
        with engine.begin() as connection:
            is_new = not engine.dialect.has_table(connection, facts.name)
            metadata.create_all(connection)
            if is_new:
                connection.execute(facts.insert().values(name="format", value=str(FORMAT)))
                connection.execute(runs.insert().values(started=SEEN, ended=SEEN, outcome="complete"))
            yield Building(connection)
    finally:
        engine.dispose()


def clear(url: str) -> None:
    """Take an archive's tables away, where tests share a server."""
    with building(url) as archive:
        metadata.drop_all(archive.connection)


def file_url(path: Path) -> str:
    """The address of an archive in a file."""
    return f"sqlite:///{path}"
