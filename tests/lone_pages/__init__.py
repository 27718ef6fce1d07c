"""Single pages, each with a story of its own in a layout of its own, and beside them what a reader of the page would write down.

A page here has no sister: it is read as `scrapy probe FILE --url …` reads it. Each folder was written by somebody who had not seen the
reader; ``truth.json`` has by file name what is printed: title, paragraphs, day with the hour where one is printed (Baghdad's clock),
count of readers, writer (as printed, titles before the name included), section, and in a line what is peculiar.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

LONE_PAGES: Final = Path(__file__).parent


@dataclass(frozen=True)
class LonePage:
    """A page and its truth."""

    name: str
    body: bytes
    truth: dict[str, Any]


def lone_pages(folder: Path = LONE_PAGES) -> Iterator[LonePage]:
    """All pages of a folder of folders, in order."""
    for told in sorted(folder.glob("*/truth.json")):
        for name, truth in json.loads(told.read_text("utf-8")).items():
            yield LonePage(f"{told.parent.name}/{name}", (told.parent / name).read_bytes(), truth)
