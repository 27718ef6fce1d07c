"""Blocks that the markup has ready for something to come: named as the story's, or by an id by which a script may find them."""

import re
from collections.abc import Mapping
from typing import Final

STORY: Final = "story"
BY_ID: Final = "id"

_ARTICLE: Final = "art(?:icle)?|post|entry|story|news|khabar|single|maqal"
_TEXT: Final = "body|content|text|inner|txt|matn"
_NAMES: Final = re.compile(
    rf"(?<![a-z])(?:{_ARTICLE})(?:[-_]{{1,2}}|)(?:{_TEXT})(?![a-z])|(?<![a-z])(?:{_TEXT})[-_]?(?:of[-_]?)?(?:the[-_]?)?(?:{_ARTICLE})(?![a-z])"
    r"|(?<![a-z])full[-_]?(?:text|story|article)(?![a-z])|(?<![\w-])(?:article|story|news-?details?)(?![\w-])|articlebody",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(
    r"comment|related|share|list|side|foot|head|nav|menu|title|meta|image|img|thumb|photo|media|video|ads?(?![a-z])|banner|widget|tags?(?![a-z])"
    r"|above|below|before|after|under|top|bottom|stream|author|date|source",
    re.IGNORECASE,
)
"""Names of what stands beside a text, though it is called after the story too."""
_HELD_BY: Final = frozenset({"div", "section", "article", "main", "p"})


def ready_for(name: str, attributes: Mapping[str, str]) -> str:
    """What an element is ready for by its names: the story's text, whatever a script finds by its id, or nothing."""
    said = f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('itemprop', '')}" if attributes else ""
    said += f" {name}" if name == "article" or "-" in name else ""
    if not said:
        return ""
    if is_named_as_story(said):
        return STORY
    return BY_ID if attributes.get("id") and name in _HELD_BY else ""


def is_named_as_story(names: str) -> bool:
    """Whether some names of the markup, with spaces between, call the block with a story's text.

    >>> is_named_as_story("col-8 entry-content"), is_named_as_story("article__body"), is_named_as_story("post-related content")
    (True, True, False)
    """
    return any(_NAMES.search(each) and not _PARTS.search(each) for each in names.split())
