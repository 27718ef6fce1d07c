"""A section's slug: as it is written everywhere, and as an address has it. It may be Arabic, and addresses escape what is not ASCII."""

import re
from urllib.parse import quote, unquote

_LONGEST = 64
"""So long are the slugs that the archive has room for."""
_ESCAPE = r"%[0-9a-f]{2}"
_SLUG = re.compile(rf"(?:[^\W\d_]|{_ESCAPE})(?:[\w\u064b-\u065f\u0670 -]|{_ESCAPE})*", re.IGNORECASE)
"""Letters of any script, marks above them, digits, lines and blanks. Escapes that are left are letters of an older charset."""
_ESCAPES = re.compile(rf"(?:{_ESCAPE})+", re.IGNORECASE)
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_SAFE = "/!$'()*+,:=@~%"


def is_slug(text: str) -> bool:
    """Whether a section may be called so. Latin slugs have no blanks: two with a blank between are somebody's list.

    >>> [is_slug(text) for text in ("news", "أدب وفن", "%c3%cf%c8", "12", "index.php", "news poetry", "")]
    [True, True, True, False, False, False, False]
    """
    return len(text) <= _LONGEST and _SLUG.fullmatch(text) is not None and not (" " in text and text.isascii())


def slug_in(piece: str) -> str:
    """The slug in a piece of a path: one word, however it is escaped and whatever its case.

    >>> slug_in("News"), slug_in("%D8%A3%D8%AF%D8%A8") == slug_in("%d8%a3%d8%af%d8%a8") == slug_in("أدب")
    ('news', True)
    """
    return unescaped(piece).lower()


def unescaped(text: str) -> str:
    """A text without escapes and without marks that nobody sees. What is no UTF-8 stays escaped, and so does the sign of escapes itself."""
    return _INVISIBLE.sub("", _ESCAPES.sub(_plain, text))


def _plain(escapes: re.Match[str]) -> str:
    try:
        return unquote(escapes[0], errors="strict").replace("%", "%25")
    except UnicodeDecodeError:
        return escapes[0]


def escaped(text: str) -> str:
    """A slug or a path as an address has it, in the one form that there is of it.

    >>> escaped("أدب"), escaped("%c3%cf%c8"), escaped("news")
    ('%D8%A3%D8%AF%D8%A8', '%C3%CF%C8', 'news')
    """
    return with_great_escapes(quote(text, safe=_SAFE))


def with_great_escapes(address: str) -> str:
    """An address with the letters of its escapes in upper case, as most write them: servers make no difference."""
    return _ESCAPES.sub(lambda found: found[0].upper(), address) if "%" in address else address
