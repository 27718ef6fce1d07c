"""The tables of the index: articles as they are now, flat; what their texts were before; the words of all of them, folded.

Everything here comes from the archive and can be made from it again. A changed table means another ``FORMAT``.
"""

FORMAT = 1
APPLICATION = 0x62757262
"""Marks the file as this project's index: "burb"."""

LISTS = ("images", "media", "related", "comments", "witnesses", "doubts")
"""Columns that hold JSON."""
COLUMNS = (
    "id", "title", "author", "section", "category", "year", "published", "published_precision", "body", "byline", "source", "views", "url",
    *LISTS, "editors_code", "revision", "duplicate_of", "near_duplicate_of", "first_seen", "last_seen", "text_hash",
)  # fmt: skip
EARLIER_COLUMNS = ("article_id", "revision", "seen_at", "title", "author", "published", "body")
SEARCHED = ("title", "author", "body", "captions")

SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sections (slug TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  title TEXT, author TEXT, section TEXT NOT NULL REFERENCES sections(slug), category TEXT, year INTEGER,
  published TEXT, published_precision TEXT, body TEXT NOT NULL, byline TEXT, source TEXT, views INTEGER, url TEXT NOT NULL,
  images TEXT, media TEXT, related TEXT, comments TEXT, witnesses TEXT, doubts TEXT,
  editors_code TEXT, revision INTEGER NOT NULL, duplicate_of INTEGER, near_duplicate_of INTEGER,
  first_seen TEXT, last_seen TEXT, text_hash TEXT
);
CREATE INDEX articles_by_section ON articles (section);
CREATE INDEX articles_by_year ON articles (year);
CREATE INDEX articles_by_author ON articles (author);
CREATE INDEX articles_by_original ON articles (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE TABLE earlier_revisions (
  article_id INTEGER NOT NULL REFERENCES articles(id), revision INTEGER NOT NULL, seen_at TEXT NOT NULL,
  title TEXT, author TEXT, published TEXT, body TEXT NOT NULL,
  PRIMARY KEY (article_id, revision)
) WITHOUT ROWID;
CREATE VIEW revisions AS
  SELECT id AS article_id, revision, last_seen AS seen_at, title, author, published, body FROM articles
  UNION ALL
  SELECT article_id, revision, seen_at, title, author, published, body FROM earlier_revisions;
CREATE VIRTUAL TABLE articles_fts USING fts5(title, author, body, captions, content='', tokenize='unicode61 remove_diacritics 0');
"""
