"""Who took a picture, as pages print it: glued between the picture's text and its caption, behind a caption, or in a line of its own."""

import re

from buratha.arabic.folding import fold
from buratha.pages.label_words import patterns

LATIN = r"[A-Za-z][A-Za-z0-9 .,&'’/©@()|_-]*[A-Za-z.)]"
GLUED = re.compile(rf"^(?P<alt>[^A-Za-z]*?)\s*(?P<credit>{LATIN})\s*(?P<caption>[^A-Za-z]*)$")
_CREDIT = re.compile(rf"(?:^|\s)(?:{patterns('pictures', 'credits')})\s*[:/]\s*(?P<name>[^\d:!؟?؛;]{{2,40}})$", re.IGNORECASE)
"""Who took a picture, at the end of a caption or in a line of its own."""
_FEW_SHARED = 2
"""Words that two texts have in common; with more of them half of the shorter text's are enough."""


def split_glued(text: str, alt: str | None) -> tuple[str, str | None] | None:
    """Pull credit and caption out of ``alt+credit+caption`` glued together.

    >>> split_glued("البنتاغونReutersالبنتاغون", "البنتاغون")
    ('Reuters', 'البنتاغون')
    """
    found = GLUED.match(text)
    if not found:
        return None
    before, after, key = fold(found["alt"]), fold(found["caption"]), fold(alt or "")
    credit = found["credit"].strip()
    if before and before == after:
        return credit, found["caption"].strip()
    if after and key and after == key and not before:
        return credit, found["caption"].strip()
    if before and key and before == key:
        return credit, found["caption"].strip() or None
    if not before and not after and key:
        return credit, None
    if after and not before and len(found["credit"]) > 1 and text[found.end("credit")] != " " and not text.startswith(("http", "www")):
        return credit, found["caption"].strip()
    return None


def credit_behind(text: str, alt: str | None) -> tuple[str, str] | None:
    """A caption that says what the picture says, or none, and behind it who took that; None for a text of any other form.

    >>> credit_behind("سوق السمك Photo: R. HADDAD", "سوق السمك")
    ('سوق السمك', 'R. HADDAD')
    """
    found = _CREDIT.search(text)
    if found is None:
        return None
    said, key = text[: found.start()].strip(), fold(alt or "")
    is_own = not said or fold(said) == key or shares_words(fold(said), key)
    return (said, found["name"].strip()) if is_own else None


def shares_words(caption: str, alt: str) -> bool:
    """Whether caption and alternative text speak of the same."""
    ours, theirs = set(caption.split()), set(alt.split())
    shared = len(ours & theirs)
    return bool(theirs) and shared > 1 and 2 * shared >= min(len(ours), len(theirs)) + (shared <= _FEW_SHARED)


def says_half(caption: str, alt: str) -> bool:
    """Whether they have two words in common, and half of the shorter one's."""
    ours, theirs = set(caption.split()), set(alt.split())
    return len(ours & theirs) > 1 and 2 * len(ours & theirs) >= min(len(ours), len(theirs))
