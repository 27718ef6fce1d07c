"""More of the story than its lines have, in the page's own markup where no reader sees it: a framework's data, a template, a noscript block."""

import itertools
import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from buratha.arabic.folding import fold
from buratha.pages.trace import Reason

HELD_BACK: Final = "the markup has far more of it where no reader sees it: a script's data, a template, or a block for readers without scripts"
_FAR_MORE: Final = 1.5
_SCANTIEST: Final = 12
_A_TEXT: Final = 20
"""Arabic words; fewer may be a remark for readers without scripts."""
_OPENING: Final = 6
"""Words by which a paragraph is known again."""
_KNOWN_BY: Final = 12
"""So many of its first paragraphs a story is known by."""
_ENDING: Final = 4
_MOST: Final = 200
"""Blocks, and strings of a script, that are looked through."""
_NEAR: Final = 600
"""Characters of markup between a story's last words and the block with its rest."""
_LONGEST: Final = 400_000
_BLOCK: Final = re.compile(r"<(script|template|noscript|textarea)\b[^<>]{0,500}>", re.IGNORECASE)
_END: Final = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "template", "noscript", "textarea")}
_STRING: Final = re.compile(r'"((?:[^"\\]++|\\.)*+)(?:"|\Z|\\\Z)', re.DOTALL)
_LONG: Final = 120
"""Characters of a string that may be more of a story."""
_END_OF_FIELD: Final = re.compile(r'"\s*[,}\]]')
_NOTICE: Final = re.compile(r"جافا|سكر[يب]|متصفح|java|script|browser", re.IGNORECASE)
"""What readers without scripts are told."""
_TAG: Final = re.compile(r"<[^<>]*>")
_WORD: Final = re.compile("[\u0621-\u064a]{2,}")
_ARABIC: Final = re.compile(r"[\u0621-\u064a]|\\u06", re.IGNORECASE)


def doubt_held_back(body: str, markup: str) -> list[Reason]:
    """Doubt about a body that goes on in what the markup holds back."""
    paragraphs = [words for words in map(str.split, map(fold, body.split("\n\n"))) if len(words) >= _OPENING]
    if not paragraphs:
        return []
    openings, ending, words = (
        [" ".join(each[:_OPENING]) for each in paragraphs[:_KNOWN_BY]],
        " ".join(paragraphs[-1][-_ENDING:]),
        len(fold(body).split()),
    )
    for name, at, content in itertools.islice(_blocks(markup), _MOST):
        texts = _strings(content) if name == "script" else [_plain(content)]
        is_rest = name in {"template", "noscript"} and _is_a_text(texts[0]) and _ends_with(markup[:at], ending)
        if is_rest or any(_goes_on(fold(text), openings, words) for text in texts):
            return [Reason("body", HELD_BACK, name)]
    return []


def _is_a_text(text: str) -> bool:
    """Whether a text is more than a remark, and no notice for readers without scripts."""
    return len(_WORD.findall(text)) >= _A_TEXT and not _NOTICE.search(text)


def _blocks(markup: str) -> Iterator[tuple[str, int, str]]:
    """The blocks of a page that readers do not see and that have Arabic in them, each with its place."""
    at = 0
    while (found := _BLOCK.search(markup, at)) is not None:
        name, at = found[1].lower(), found.end()
        if (end := _END[name].search(markup, at)) is None:
            return
        content, at = markup[at : min(end.start(), at + _LONGEST)], end.end()
        if _ARABIC.search(content):
            yield name, found.start(), content


def _strings(script: str) -> list[str]:
    """The long strings in a script, without escapes; a string with data in it is one of its own, up to the end of each of its fields."""
    texts = []
    long = (found for found in _STRING.finditer(script) if len(found[1]) >= _LONG)
    for found in itertools.islice(long, _MOST):
        try:
            text = json.loads(f'"{found[1]}"', strict=False)
        except ValueError:
            continue
        texts += [_plain(field.replace("\\n", " ")) for field in _END_OF_FIELD.split(text)]
    return texts


def _plain(markup: str) -> str:
    """The text of markup that may be escaped once more, as in data."""
    return _TAG.sub(" ", unescape(_TAG.sub(" ", markup)))


def _goes_on(text: str, openings: list[str], words: int) -> bool:
    """Whether a text has a paragraph of the story, and from it on far more than the whole of what was read."""
    at = next((text.find(opening) for opening in openings if opening in text), -1)
    return at >= 0 and len(text[at:].split()) > _FAR_MORE * words + _SCANTIEST


def _ends_with(markup: str, ending: str) -> bool:
    """Whether the text of markup ends with these words."""
    return fold(_plain(markup[-_NEAR:])).endswith(ending)
