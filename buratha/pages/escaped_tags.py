"""Tags that a faulty template shows to the reader, escaped once more than they should be: «&lt;p style=…&gt;» around each paragraph.

Those that only set a text are made tags again before the page is taken apart.
"""

import html
import re

_BLOCKS = "p|hr|div|center|blockquote|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|figure|figcaption"
_PIECES = "br|span|strong|b|em|i|u|s|font|small|big|sub|sup|a|img"
_SETTING = f"{_BLOCKS}|{_PIECES}"
"""Elements that set a text; none that runs, loads or hides anything."""
_LT, _GT = r"&(?:amp;){0,2}lt;", r"&(?:amp;){0,2}gt;"
_ESCAPED = re.compile(rf"{_LT}(?P<tag>(?P<slash>/?)(?P<name>{_SETTING})(?=[\s/&])(?:(?!{_LT}|{_GT})[^<>]){{0,300}}?){_GT}", re.IGNORECASE)
_SETS = re.compile(rf"</?(?:{_SETTING})(?=[\s/>])[^<>]{{0,300}}>", re.IGNORECASE)
_TEXT = re.compile(r"(?:^|>)[^<>]+")
_QUOTING = re.compile(r"<(pre|code|textarea|xmp|script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
"""What shows markup as it is written."""
_BLOCK = re.compile(_BLOCKS, re.IGNORECASE)
_LEADS = re.compile(r"""\s(href|src)\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)""", re.IGNORECASE)
_ALONE = frozenset(("br", "hr", "img"))
_LEVELS, _NEAR = 3, 8


def with_tags(markup: str) -> str:
    """The markup with such tags as tags: those that stand alone, and those that are closed as often as they are opened, one after the other.

    A block's tag amid a sentence is what an author writes about; so is all that stands in ``<pre>`` and the like. Of what such a tag says else
    only where it leads is kept.

    >>> with_tags("<div>&lt;p class='x'&gt;قال …&lt;/p&gt;</div>"), with_tags("<p>من &lt;p&gt; الى &lt;/p&gt; هنا</p>")
    ('<div><p>قال …</p></div>', '<p>من &lt;p&gt; الى &lt;/p&gt; هنا</p>')
    """
    if "lt;" not in markup:
        return markup
    pieces, last = [], 0
    names = _paired(markup)
    if not names:
        return markup
    for quoting in [*_QUOTING.finditer(markup), None]:
        end = quoting.start() if quoting else len(markup)
        pieces.append(_TEXT.sub(lambda text: _restored(text[0], names), markup[last:end]))
        pieces.append(quoting[0] if quoting else "")
        last = quoting.end() if quoting else end
    return "".join(pieces)


def _paired(markup: str) -> set[str]:
    """The names of the tags that are closed as often as opened, and never before."""
    open_now: dict[str, int] = {}
    least: dict[str, int] = {}
    for each in _ESCAPED.finditer(markup):
        name = each["name"].lower()
        open_now[name] = open_now.get(name, 0) + (0 if name in _ALONE else -1 if each["slash"] else 1)
        least[name] = min(least.get(name, 0), open_now[name])
    return {name for name, left in open_now.items() if left == 0 and least[name] == 0}


def _restored(text: str, names: set[str]) -> str:
    return _ESCAPED.sub(lambda tag: _tag(tag, names), text)


def _tag(escaped: re.Match[str], names: set[str]) -> str:
    name = escaped["name"].lower()
    if name not in names or (_BLOCK.fullmatch(name) and _stands_amid_words(escaped)):
        return escaped[0]
    tag = escaped["tag"]
    for _ in range(_LEVELS):
        tag = html.unescape(tag)
    leads = "".join(found[0] for found in _LEADS.finditer(tag))
    return f"<{escaped['slash']}{name}{leads}>"


def _stands_amid_words(escaped: re.Match[str]) -> bool:
    """Whether words stand right before a tag and right behind it, in one text."""
    start, end = escaped.span()
    before = escaped.string[max(0, start - _NEAR) : start].rstrip()[-1:]
    behind = escaped.string[end : end + _NEAR].lstrip()[:1]
    return _is_a_word(before) and _is_a_word(behind)


def _is_a_word(character: str) -> bool:
    return character.isalnum() or character in frozenset("،,:؛\"'«»()")


def without_tags(text: str) -> str:
    """A title, or what the head says of one, without such tags, which no head has a use for.

    >>> without_tags('<p style="text-align:right">افتتاح الجسر</p>').strip()
    'افتتاح الجسر'
    """
    return _SETS.sub(" ", text) if "<" in text else text
