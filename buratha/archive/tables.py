"""The archive's tables, for SQLite and PostgreSQL alike. Times are ISO 8601 in UTC unless a column says otherwise.

Whoever changes a table adds a step to ``migrations.py``.
"""

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text, false, true

MET, HELD, GONE, REFUSED, GIVEN_UP, BARRED = "met", "held", "gone", "refused", "given_up", "barred"
"""States of an article: its address is known; its record is here; the server says that there is none; its page is no article;
it could not be fetched in as many tries as are allowed; somebody has asked that it never be."""

WAITING, DELIVERED, LEFT_OUT = "waiting", "delivered", "left_out"
"""States of a revision: not in a complete feed yet; in one; no feed carries it, because its text is another article's."""

OPEN = "open"
"""State of a hole that later runs go back for; afterwards GIVEN_UP."""

PREPARED, DONE = "prepared", "done"
"""States of a delivery: its files are complete under their part names; they have their names."""

# 64 bits everywhere; SQLite counts by itself only in a column that it calls INTEGER.
_Serial = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData()

facts = Table(
    "facts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
    comment="One value each: format, site, what was learnt of the server",
)

runs = Table(
    "runs",
    metadata,
    Column("id", _Serial, primary_key=True),
    Column("started", String(32), nullable=False),
    Column("ended", String(32)),
    Column("outcome", String(32), comment="complete, incomplete or failed; null while it runs, and for ever if it died"),
    Column("report", Text, comment="the run's report, as JSON"),
)

articles = Table(
    "articles",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False, comment="the number in the address"),
    Column("section", String(64), nullable=False, comment="of the address until it is held, then of the record"),
    Column("slug", String(64), nullable=False, comment="section in the address under which it is asked for"),
    Column("state", String(16), nullable=False),
    Column("met_at", String(32), nullable=False),
    Column("met_run", BigInteger, nullable=False, comment="the run that met its address first"),
    Column("tries", Integer, nullable=False, server_default="0", comment="runs in vain since it was last held or met; below 0: not believed"),
    Column("tried_run", BigInteger, comment="the run that last asked for it in vain"),
    Column("reason", String(64), comment="why it is not held, by name"),
    Column("revision", Integer, comment="number of the newest revision"),
    Column("text_hash", String(64)),
    Column("title", Text),
    Column("published_at", BigInteger, comment="seconds since 1970 UTC"),
    Column("month", String(7), comment="of publication in Baghdad, YYYY-MM"),
    Column("first_seen", String(32)),
    Column("last_seen", String(32)),
    Column("duplicate_of", BigInteger),
    Column("near_duplicate_of", BigInteger),
    Column("similarity", Float, comment="with near_duplicate_of, 0 to 1"),
    Column("listed_on", String(10), comment="the day that a listing or the feed gave it before it was held, YYYY-MM-DD"),
    Column("forgotten_revision", Integer, comment="number of the newest revision that a feed carried before it was forgotten"),
    Column("named", Boolean, nullable=False, server_default=true(), comment="whether anything has named it, or it was held; not if asked by number"),
    Index("articles_by_state", "state", "id"),
    Index("articles_by_text", "text_hash"),
    Index("articles_by_time", "published_at"),
    Index("articles_by_section", "section", "state", "id"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("article_id", BigInteger, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("seen_at", String(32), nullable=False),
    Column("run_id", BigInteger, nullable=False),
    Column("text_hash", String(64), nullable=False),
    Column("record", Text, nullable=False, comment="the record as the feeds have it, as JSON"),
    Column("state", String(16), nullable=False),
    Column("delivery_id", BigInteger),
    Column("recording", BigInteger, comment="which one brought it here, or changed what it repeats; null: one before format 5, which is its run's"),
)
Index("revisions_waiting", revisions.c.article_id, sqlite_where=revisions.c.state == WAITING, postgresql_where=revisions.c.state == WAITING)
Index("revisions_by_delivery", revisions.c.delivery_id)
Index("revisions_by_recording", revisions.c.recording)

recordings = Table(
    "recordings",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("recorded_at", String(32), comment="a moment at which its revisions were here; null until the next transaction"),
    comment="Transactions that brought revisions",
)
Index("recordings_untimed", recordings.c.id, sqlite_where=recordings.c.recorded_at.is_(None), postgresql_where=recordings.c.recorded_at.is_(None))

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", _Serial, primary_key=True),
    Column("run_id", BigInteger, nullable=False),
    Column("state", String(16), nullable=False),
    Column("prepared_at", String(32), nullable=False),
    Column("folder", Text, nullable=False),
    Column("manifest", Text, nullable=False, comment="names, rows, bytes and digests of the files, as JSON"),
)

walks = Table(
    "walks",
    metadata,
    Column("section", String(64), primary_key=True),
    Column("top", BigInteger, nullable=False, comment="whatever is listed up to this id has been met, but for the holes"),
    Column("walked_at", String(32), nullable=False),
    Column("walked_run", BigInteger, nullable=False),
)

holes = Table(
    "holes",
    metadata,
    Column("id", _Serial, primary_key=True),
    Column("section", String(64), nullable=False),
    Column("url", Text, nullable=False, comment="the listing's page to begin at again"),
    Column("number", Integer, comment="of that page"),
    Column("above", BigInteger, comment="least id that was listed before the hole"),
    Column("below", BigInteger, comment="greatest id known to follow it; null: down to the listing's end"),
    Column("reason", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("since", String(32), nullable=False),
    Column("run_id", BigInteger, nullable=False, comment="the run that last changed it"),
    Index("holes_by_section", "section"),
)

listed_titles = Table(
    "listed_titles",
    metadata,
    Column("article_id", BigInteger, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False, comment="folded"),
    comment="What listings call articles whose pages are still to be read",
)

textless = Table(
    "textless",
    metadata,
    Column("article_id", BigInteger, primary_key=True, autoincrement=False),
    Column("tries", Integer, nullable=False, server_default="0", comment="times it was asked for because of it"),
    Column("due", String(32), nullable=False, comment="when it may be asked for next"),
    Column("asked_run", BigInteger, comment="the run that last asked for it because of it"),
    comment="Held articles that came without a text and should have one",
)

refused_days = Table(
    "refused_days",
    metadata,
    Column("article_id", BigInteger, primary_key=True, autoincrement=False),
    Column("tries", Integer, nullable=False, server_default="0", comment="times it was asked for because of it"),
    Column("due", String(32), nullable=False, comment="when it may be asked for next"),
    Column("asked_run", BigInteger, comment="the run that last asked for it because of it"),
    comment="Held articles whose day was refused, and may have come since",
)

barred = Table(
    "barred",
    metadata,
    Column("article_id", BigInteger, primary_key=True, autoincrement=False),
    Column("since", String(32), nullable=False),
    Column("reason", Text, nullable=False, comment="who asked for it and why, in somebody's words"),
    comment="Numbers that are never fetched nor delivered",
)

signatures = Table(
    "signatures",
    metadata,
    Column("article_id", BigInteger, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("minhash", LargeBinary, nullable=False, comment="128 values of 32 bits"),
    Column("shingles", Integer, nullable=False, comment="how many different ones the text has"),
    Column("anchors", LargeBinary, nullable=False, comment="hashes of a few word sequences of the lead"),
    Column("figures", LargeBinary, nullable=False, comment="the numbers in the text with the words around them, hashed"),
    Column("banded", Boolean, nullable=False, server_default=false(), comment="whether its bands are in their table yet"),
)
Index("signatures_unbanded", signatures.c.article_id, sqlite_where=~signatures.c.banded, postgresql_where=~signatures.c.banded)

# Neither a foreign key nor an index by article: the bands of an article follow from its signature, and this is the largest table.
bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False, comment="hash of a band's place and values"),
    Column("article_id", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
