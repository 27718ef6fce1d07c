"""From the archive's records to the index's rows."""

import json
from collections.abc import Mapping
from typing import Any

from buratha.arabic.folding import fold
from buratha.browse.tables import COLUMNS, LISTS

Record = Mapping[str, Any]


def article_row(record: Record) -> dict[str, Any]:
    """An article's row, of its newest record."""
    row = {name: record.get(name) for name in COLUMNS}
    row |= {name: json.dumps(record.get(name) or ({} if name == "witnesses" else []), ensure_ascii=False) for name in LISTS}
    row["year"] = int(record["published"][:4]) if record.get("published") else None
    row["body"] = record.get("body") or ""
    return row


def earlier_row(record: Record, seen_at: str) -> dict[str, Any]:
    """The row of a revision that a newer one has followed."""
    return {
        "article_id": record["id"],
        "revision": record["revision"],
        "seen_at": seen_at,
        "title": record.get("title"),
        "author": record.get("author"),
        "published": record.get("published"),
        "body": record.get("body") or "",
    }


def searched(row: Mapping[str, Any]) -> tuple[str, str, str, str]:
    """What the words of an article's row are found by. Made of the row alone: to take words out of the index, they have to be told again."""
    images = json.loads(row["images"])
    captions = " ".join(text for image in images for text in (image.get("caption"), image.get("alt")) if text)
    return fold(row["title"] or ""), fold(row["author"] or ""), fold(row["body"]), fold(captions)
