"""What one tag of the markup means: read once for each distinct tag, since a site's tags come again on every page."""

import html
import re
from collections.abc import Iterable, Mapping
from copy import copy

from buratha.arabic.folding import fold
from buratha.pages.counting import counts_readers
from buratha.pages.print_size import PLAIN, Print, print_of
from buratha.pages.ready_blocks import ready_for

OPEN, CLOSE, OPEN_INLINE, BREAK, HEAD_FACT, OPEN_UNSEEN, ROOT, COMMENT, NOTHING, UNFINISHED = range(10)
"""The codes of tags, by what a reader sees of them. ``UNFINISHED``: a quoted value goes on behind the first ``>``."""

INLINE = frozenset(
    (
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span strike "
        "strong sub sup time tt u var wbr o:p st1:place center_ img amp-img image picture source input button select textarea object embed "
        "video audio"
    ).split()
)
UNSEEN = frozenset(
    (
        "script style template svg noscript select option textarea button title head math canvas map iframe noframes datalist "
        "amp-ad amp-analytics amp-sidebar amp-iframe"
    ).split()
)
MEDIA = frozenset(("iframe video audio object embed").split())
RAW_TEXT = frozenset("iframe noembed noframes plaintext script style textarea title xmp".split())
_VOID = frozenset("area base basefont br col embed frame hr img input isindex link meta param source track wbr".split())
_CODES = (
    dict.fromkeys(INLINE, OPEN_INLINE)
    | dict.fromkeys(("meta", "link", "base", "param", "col", "area"), HEAD_FACT)
    | dict.fromkeys(("br", "hr"), BREAK)
    | dict.fromkeys(UNSEEN, OPEN_UNSEEN)
    | dict.fromkeys(("html", "body"), ROOT)
)
_HEAD_CONTENT = frozenset("base basefont bgsound link meta noscript script style template title".split())

# Which open element a tag ends without its end tag, when it is the innermost: the omissions that browsers forgive.
_HEADINGS = "h1 h2 h3 h4 h5 h6"
_ENDS = {
    "a": "a",
    "address menu pre": "p ul",
    f"blockquote caption dir div frameset {_HEADINGS} hr listing ol title xmp": "p",
    "center": "b font i p",
    "col": "caption p",
    "colgroup": "caption colgroup p",
    "dd dt": "address dd dir dt listing menu p pre",
    "dl": "address dir dt listing menu p pre",
    "fieldset": f"a {_HEADINGS} legend listing p pre",
    "form": f"address dir dl form {_HEADINGS} listing menu ol p pre ul",
    "li": f"address dl {_HEADINGS} li listing p pre",
    "optgroup option": "option",
    "p": f"b big {_HEADINGS} i p s small strike tt u",
    "table": f"a {_HEADINGS} listing p pre",
    "tbody": "caption colgroup p tbody td tfoot th thead tr",
    "td th": "a b font i p span td th u",
    "tfoot": "caption colgroup p tbody td th thead tr",
    "thead": "caption colgroup",
    "tr": "caption colgroup p td th tr",
    "ul": "address dir listing menu p pre",
}
_ENDED = {name: frozenset(ended.split()) for names, ended in _ENDS.items() for name in names.split()}
_NONE: frozenset[str] = frozenset()
# An end tag does not reach through an open element that weighs more.
_WEIGHTS = {"div": 150, "td": 160, "th": 160, "tr": 170, "thead": 180, "tbody": 180, "tfoot": 180, "table": 190, "head": 200, "body": 200}
_LIGHT = 100

_NAME = re.compile(r"[^ \t\n\f/>]+")
_ATTRIBUTE = re.compile(
    r"""[ \t\n\f/]*([^ \t\n\f/>][^ \t\n\f/>=]*)(?:[ \t\n\f]*=[ \t\n\f]*(?:"([^"]*)"|'([^']*)'|([^ \t\n\f>"'][^ \t\n\f>]*)|(["'])))?"""
)
_ENTITY = re.compile(r"&(?:#\d+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]*(?:;|(?![A-Za-z0-9=;])))")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-list\s*:\s*ignore")
"""Styles of what is not seen, and of the bullets that Word sets before its items."""
_BULLET = re.compile(r"font-family\s*:\s*['\"]?(?:symbol|wingdings(?: \d)?)['\"]?\s*(?:;|$)")
"""Fonts of Word's bullets, with no other font for letters that they lack."""
# What the markup says that a number beside it counts: by class, icon, label or target.
_SAYS = ("class", "id", "title", "aria-label", "alt", "src", "href", "itemprop", "data-icon")
_LABELS = ("aria-label", "title")
_DRAWN = frozenset(("svg", "use"))
_DRAWN_SAYS = ("class", "id", "title", "aria-label", "href", "xlink:href", "data-icon", "name")
_LABELLED = frozenset(("li", "dd", "td", "p", "div"))
"""Blocks that hold a number and nothing else, and say so in a label that is not seen."""
_OTHER_COUNT = re.compile(
    r"(?<![a-z])(?:comments?|respond|disqus|repl(?:y|ies)|shares?|likes?|votes?|hearts?|ratings?)(?![a-z])|تعليق|مشارك|[إأا]عجاب|[أا]عجب"
)
_VIEWS_COUNT = re.compile(
    r"(?<![a-z])(?:views?(?!-(?:row|field|element|exposed|view|content))|hits?|reads?|visits?|eye)(?![a-z])|مشاهد|قراء|قرأ|زيار|زائر|زوار|اطلاع|اطلع|طالع|تصفح"
)
DATE_NAME = re.compile(
    r"(?<![a-z])(?:post-?|entry-?|create-?|pub-?|td|lbl|txt|spn|art-?|news-?)?(?:dates?|calendar|clock|time|posted|published|created|tarikh|tareekh)(?![a-z])|"
    r"تاريخ|النشر|نشر في"
)
_TITLE_NAME = re.compile(r"title|headline|heading|subject|(?<![a-z])ttl(?![a-z])")
STYLED = frozenset("span b i em strong small big font label bdi cite".split())
"""Pieces of lines that styles set on lines of their own, as they do links in menus too, which are lines anyhow."""
_PASTED = frozenset(("style", "lang", "face", "size"))
"""What word processors give to the pieces of a paragraph, which may end within words."""
_LINES_OF_THEIR_OWN = re.compile(r"display\s*:\s*(?:block|flex|grid|table(?!-cell)|list-item)")
"""Styles that set a piece of a line on a line of its own."""
_KEEPS_LINES = re.compile(r"white-space\s*:\s*(?:pre|break)")
"""Styles that show the source's line ends."""
_LONGEST_REMEMBERED = 400
_MOST_REMEMBERED = 8192
_MOST_ATTRIBUTES = 400
_BACKGROUND = re.compile(r"""background(?:-image)?\s*:[^;]*?url\(\s*(?:"([^"]+)"|'([^']+)'|([^'")\s]+))""", re.IGNORECASE)
_ORNAMENT = re.compile(r"repeat-[xy]|\.(?:gif|svg)(?:[?#]|$)|^data:", re.IGNORECASE)
"""Backgrounds that are drawn again and again, and kinds of files that no photograph has."""
_ORNAMENTAL = frozenset(("table", "tbody", "tr", "td", "th", "body", "html"))
_LENGTHS = {name: re.compile(rf"(?<![\w-]){name}\s*:\s*(\d+)(?:\.\d+)?px", re.IGNORECASE) for name in ("width", "height")}
EMBEDDED_POST = re.compile(
    r"twitter-tweet|twitter-video|instagram-media|fb-post|fb-video|telegram-(?:post|embed)|tiktok-embed|"
    r"embed[_-]+(?:tg|telegram|tweet|twitter|fb|facebook|instagram|tiktok)"
)
"""Classes of blocks that a network's own script makes a post of."""
_PLAYERS = {
    "amp-youtube": ("data-videoid", "https://www.youtube.com/embed/{}"),
    "amp-vimeo": ("data-videoid", "https://player.vimeo.com/video/{}"),
    "amp-dailymotion": ("data-videoid", "https://www.dailymotion.com/embed/video/{}"),
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/{}"),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/{}/"),
    "amp-facebook": ("data-href", "{}"),
    "amp-video": ("src", "{}"),
    "amp-audio": ("src", "{}"),
    "amp-iframe": ("src", "{}"),
}
"""Elements of AMP that embed something: which attribute tells what, and its address."""
_ICON = "i-"
"""How attributes begin that stand for a class, and draw an icon: ``<span i-ph-eye>``."""
_POSTING = frozenset(("script", "amp-iframe"))
_LATE_BACKGROUNDS = ("data-bg", "data-background", "data-background-image")
"""Where pages that draw their pictures late keep the address."""


class Tag:
    """A tag read: its code, its name, its attributes by lower-case name, and what it does to the elements that are open."""

    __slots__ = (
        "attributes", "background", "code", "counts", "ends", "hidden", "keeps", "name", "pasted", "post", "print", "quote", "raw", "raw_text",
        "ready", "says", "single", "stamp", "titled", "weight",
    )  # fmt: skip

    def __init__(self, raw: str, code: int, name: str = "", attributes: dict[str, str] | None = None, *, single: bool = False) -> None:
        self.raw = raw
        self.code = code
        self.name = name
        self.attributes: dict[str, str] = attributes or {}
        if icons := [name for name in self.attributes if name.startswith(_ICON)]:
            self.attributes["class"] = " ".join([self.attributes.get("class", ""), *icons])
        self.quote = ""
        self.single = single or name in _VOID
        self.ends = _ENDED.get(name, _NONE)
        if name and code != CLOSE and name not in _HEAD_CONTENT:
            self.ends |= {"head"}
        self.weight = _WEIGHTS.get(name, _LIGHT)
        self.raw_text = name in RAW_TEXT and not single
        self.counts = ""
        if self.attributes and code == OPEN_INLINE:
            self.counts = _counted(self.attributes, _SAYS)
        elif self.attributes and name in _DRAWN:
            self.counts = _counted(self.attributes, _DRAWN_SAYS)
        elif code == OPEN and name in _LABELLED and ("aria-label" in self.attributes or "title" in self.attributes):
            self.counts = _counted(self.attributes, _LABELS)
        self.says = code == OPEN and name in _LABELLED and "title" in self.attributes and any(map(str.isdigit, self.attributes["title"]))
        self.pasted = code == OPEN_INLINE and not _PASTED.isdisjoint(self.attributes)
        self.stamp = self.attributes.get("content", "").strip() if code == OPEN and "property" in self.attributes else ""
        self.print = print_of(name, self.attributes) if code <= OPEN_INLINE else PLAIN
        self.titled = code <= OPEN_INLINE and (_is_made_for_titles(name) or (bool(self.attributes) and names_title(self.attributes)))
        self.ready = ready_for(name, self.attributes) if code == OPEN else ""
        style = self.attributes.get("style", "").lower()
        self.background = _background(name, self.attributes) if code == OPEN and self.attributes else ""
        self.post = _post(name, self.attributes) if (code == OPEN or name in _POSTING) and self.attributes else ""
        self.keeps = style != "" and _KEEPS_LINES.search(style) is not None
        self.hidden = "hidden" in self.attributes or (style != "" and _is_unseen(style, within_a_line=code == OPEN_INLINE))

    def styled(self, *, own_line: bool, keeps: bool, letters: Print) -> "Tag":
        """The same tag where a style sheet sets it on a line of its own, keeps the source's line ends in it, or says how large its letters are."""
        styled = copy(self)
        styled.raw = f"{self.raw}{own_line:d}{keeps:d}{letters.size:g}{letters.bold:d}"
        styled.print = letters
        styled.keeps |= keeps
        if own_line:
            styled.code = OPEN
        return styled


KNOWN: dict[str, Tag] = {}
"""The tags read lately, by their text: what :func:`read_tag` looks up first, open to a loop that saves itself the call."""


def read_tag(raw: str) -> Tag:
    """Read a tag, from its ``<`` to its ``>``. Never raises."""
    tag = KNOWN.get(raw)
    if tag is None:
        tag = _read(raw)
        if len(raw) <= _LONGEST_REMEMBERED:
            if len(KNOWN) >= _MOST_REMEMBERED:
                KNOWN.clear()
            KNOWN[raw] = tag
    return tag


def _read(raw: str) -> Tag:
    if raw[1] in "!?":
        return Tag(raw, COMMENT if raw.startswith("<!--") else NOTHING)
    closes = raw[1] == "/"
    found = _NAME.match(raw, 2 if closes else 1)
    if found is None or not (found[0][0].isascii() and found[0][0].isalpha()):
        return Tag(raw, NOTHING)
    name = found[0].lower()
    attributes, quote, single = _attributes(raw, found.end())
    if quote:
        tag = Tag(raw, UNFINISHED, name)
        tag.quote = quote
        return tag
    code = CLOSE if closes else _CODES.get(name, OPEN)
    if code == OPEN_INLINE and name in STYLED and attributes and _LINES_OF_THEIR_OWN.search(attributes.get("style", "").lower()):
        code = OPEN
    return Tag(raw, code, name, attributes, single=single)


def _attributes(raw: str, start: int) -> tuple[dict[str, str] | None, str, bool]:
    """A tag's attributes, the first of a name; the quotation mark of a value that does not end; whether the tag ends itself with a slash."""
    end = len(raw) - 1
    if start >= end:
        return None, "", False
    attributes: dict[str, str] = {}
    bare_end = -1
    for count, found in enumerate(_ATTRIBUTE.finditer(raw, start, end)):
        name, double, single, bare, open_quote = found.groups()
        if open_quote:
            return None, open_quote, False
        if count < _MOST_ATTRIBUTES and (key := name.lower()) not in attributes:
            attributes[key] = _value(double or single or bare or "")
        bare_end = found.end() if bare is not None else -1
    return attributes, "", raw[end - 1] == "/" and bare_end != end


def _is_unseen(style: str, *, within_a_line: bool) -> bool:
    """Whether a style hides an element, or makes a bullet of a piece of a line."""
    return _HIDDEN.search(style) is not None or (within_a_line and _BULLET.search(style) is not None)


def _background(name: str, attributes: Mapping[str, str]) -> str:
    """The address of the picture that a block shows as its background; nothing for an ornament of the page's."""
    style = attributes.get("style", "")
    late = next((attributes[each] for each in _LATE_BACKGROUNDS if attributes.get(each)), "").strip()
    if name in _ORNAMENTAL or not (late or "url(" in style.lower()):
        return ""
    found = _BACKGROUND.search(f"background:{late}" if late.startswith("url(") else style)
    address = next(filter(None, found.groups()), "") if found and (not late or late.startswith("url(")) else late
    return "" if _ORNAMENT.search(address) or _ORNAMENT.search(style) else address.strip()


def _post(name: str, attributes: Mapping[str, str]) -> str:
    """The address of the post of a network of friends, or of the film, that an element embeds, where an attribute gives it."""
    if player := _PLAYERS.get(name):
        what = attributes.get(player[0], "").strip()
        return player[1].format(what) if what else ""
    if name == "script":
        post = attributes.get("data-telegram-post", "")
        return f"https://t.me/{post}" if post else ""
    if not EMBEDDED_POST.search(f"{attributes.get('class', '')} {attributes.get('id', '')}".lower()):
        return ""
    return next((attributes[each] for each in ("data-instgrm-permalink", "data-href", "cite") if attributes.get(each)), "")


def style_length(style: str, name: str) -> str:
    """The ``width`` or ``height`` that a style gives in pixels; nothing where it gives none."""
    found = _LENGTHS[name].search(style)
    return found[1] if found else ""


def counted_by(said: str) -> str:
    """What a number behind an icon counts that says this of itself."""
    return _counted({"title": said}, _LABELS) or ("views" if counts_readers(fold(said).split()) else "")


def names_title(attributes: Mapping[str, str]) -> bool:
    """Whether the markup calls what an element holds a title."""
    said = f"{attributes.get('class', '')} {attributes.get('id', '')}".lower()
    return _TITLE_NAME.search(said) is not None


def _is_made_for_titles(name: str) -> bool:
    """Whether an element of the site's own, which has a hyphen in its name, is called after titles: «story-title»."""
    return "-" in name and _TITLE_NAME.search(name) is not None


def _counted(attributes: dict[str, str], names: Iterable[str]) -> str:
    """What a number in, or right behind, this element counts: "views", "other", or "date" where it is a date; or not said."""
    said = " ".join([attributes[name] for name in names if name in attributes]).lower()
    if _OTHER_COUNT.search(said):
        return "other"
    if ("href" not in attributes or attributes["href"].startswith("#")) and _VIEWS_COUNT.search(said):
        return "views"
    return "date" if DATE_NAME.search(said) else ""


def _value(text: str) -> str:
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text
