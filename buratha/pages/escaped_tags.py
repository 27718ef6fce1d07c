"""Tags that a faulty template shows to the reader, escaped once more than they should be: «&lt;p style=…&gt;» around each paragraph.

Those that only set a text are made tags again before the page is taken apart.
"""

import html
import re

_SETTING = (
    "p|br|hr|div|span|strong|b|em|i|u|s|font|center|small|big|sub|sup|blockquote|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|a|img|figure|figcaption"
)
"""Elements that set a text; none that runs, loads or hides anything."""
_LT, _GT = r"&(?:amp;){0,2}lt;", r"&(?:amp;){0,2}gt;"
_ESCAPED = re.compile(rf"{_LT}(?P<tag>(?P<slash>/?)(?P<name>{_SETTING})(?=[\s/&])(?:(?!{_LT}|{_GT})[^<>]){{0,300}}?){_GT}", re.IGNORECASE)
_SETS = re.compile(rf"</?(?:{_SETTING})(?=[\s/>])[^<>]{{0,300}}>", re.IGNORECASE)
_TEXT = re.compile(r"(?:^|>)[^<>]+")
_ALONE = frozenset(("br", "hr", "img"))
_LEVELS = 3


def with_tags(markup: str) -> str:
    """The markup with such tags as tags: those that stand alone, and those that are both opened and closed on the page.

    >>> with_tags("<div>&lt;p&gt;قال …&lt;/p&gt;</div>"), with_tags("<p>a &lt;b and c&gt; d</p>")
    ('<div><p>قال …</p></div>', '<p>a &lt;b and c&gt; d</p>')
    """
    if "lt;" not in markup:
        return markup
    found = [(each["name"].lower(), bool(each["slash"])) for each in _ESCAPED.finditer(markup)]
    names = {name for name, closes in found if name in _ALONE or (name, not closes) in found}
    if not names:
        return markup
    return _TEXT.sub(lambda text: _ESCAPED.sub(lambda tag: _tag(tag, names), text[0]), markup)


def _tag(escaped: re.Match[str], names: set[str]) -> str:
    if escaped["name"].lower() not in names:
        return escaped[0]
    tag = escaped["tag"]
    for _ in range(_LEVELS):
        tag = html.unescape(tag)
    return escaped[0] if "<" in tag or ">" in tag else f"<{tag}>"


def without_tags(text: str) -> str:
    """A title, or what the head says of one, without such tags, which no head has a use for.

    >>> without_tags('<p style="text-align:right">افتتاح الجسر</p>').strip()
    'افتتاح الجسر'
    """
    return _SETS.sub(" ", text) if "<" in text else text
