"""What a page is when it is no article, and how that shows."""

import re
from dataclasses import dataclass

from buratha.arabic.dates import has_date
from buratha.arabic.folding import fold
from buratha.pages.judged import Judged
from buratha.pages.notices import NO_STORY, notice_in
from buratha.pages.page import Line
from buratha.pages.walls import wall_on
from buratha.pages.wording import is_talk, wordings

_SHELL_WORDS = 25
_FEW_LINES = 12
_ERROR_WORDS = 150
ERROR_SENTENCE = 30
"""Words of a line that no error page has."""
_ERROR_PAGE_WORDS = 80
_NOTICE = 35
"""Words of the longest sentence by which a site excuses itself."""
_REMARK = 14
"""Words of a line that may stand beside such a sentence: a footer, not prose."""
_A_MENU = 4
"""Links in a line that is no prose."""
_LISTED = 5
_WORDS_A_TEASER = 45
_FEW_WORDS = 30
_PARAGRAPHS = 3
_VERSE, _POEM = 3, 10
"""Words of a verse, and the verses one below the other that no list of links has."""


_NUMBERED = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class NoArticle:
    """Why a page gives no record. False in a condition, so that ``if record:`` reads well."""

    reason: str
    detail: str
    url: str = ""

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}"


REASONS = {
    "empty": "the page has no text",
    "undecodable": "the bytes are no text in any encoding that the site may use, or a file of another kind",
    "not_an_article_address": "the address names no article",
    "sent_to_another_article": "the server leads to another article",
    "listing": "the page lists articles instead of telling one",
    "not_found": "the page says that the article does not exist",
    "server_error": "the page is an error page or a wall, sent as if all were well",
    "needs_browser": "the page is a shell that a browser has to fill",
    "no_story": "the page has neither a story nor a picture of one",
}


def no_article(reason: str, url: str, detail: str = "") -> NoArticle:
    """A named reason with its explanation."""
    return NoArticle(reason, detail or REASONS[reason], url)


def refuse_early(judged: Judged) -> NoArticle | None:
    """Reasons that show before anything is read: no text, a shell, an error page."""
    lines = [line for line in judged.lines if line.key]
    words = sum(line.words for line in lines)
    url = judged.url
    if words < _SHELL_WORDS and _is_shell(judged):
        return no_article("needs_browser", url)
    if not lines and not any(line.pictures for line in judged.lines):
        return no_article("empty", url)
    error = _error_page(judged, words)
    if error is None and (said := wall_on(judged)):
        return no_article("server_error", url, said)
    return error


def _is_shell(judged: Judged) -> bool:
    page = judged.page
    texts = fold(page.noscript) + " " + " ".join(line.key for line in judged.lines)
    return page.scripts > 0 and (not judged.lines or any(word in texts for word in wordings().errors["browser"]) or page.scripts > 1)


def _error_page(judged: Judged, words: int) -> NoArticle | None:
    plain = [line for line in judged.lines if line.key and not line.is_link]
    own = [line for line in plain if not judged.evidence[line.index].against]
    if not any(line.words for line in own if not _NUMBERED.search(line.key)):
        own = plain  # page after page said the same, so that it is taken for furniture
    if sum(line.words for line in own) >= _ERROR_WORDS or any(line.words >= ERROR_SENTENCE for line in own):
        return None
    title = fold(judged.page.title)
    headings = [line.key for line in own if line.node.heading][:3]
    few = own[:_FEW_LINES] if words < _ERROR_PAGE_WORDS or len(own) <= 4 else []
    keys = (title, *headings, *[line.key for line in few if line.words <= 25 and not is_talk(line.key)])
    is_dated = any(has_date(line.text) for line in own)  # a story's headline may end in the sign of a server's trouble
    for name, reason in (("not_found", "not_found"), ("server", "server_error")):
        for sign in wordings().errors[name]:
            if any(_says(key, sign) and (key == sign or not is_dated or name == "not_found") for key in keys):
                return no_article(reason, judged.url, f"the page says «{sign}»")
    return _notice(judged, own, is_dated=is_dated)


def _notice(judged: Judged, own: list[Line], *, is_dated: bool) -> NoArticle | None:
    """A sentence by which the site says that it is closed, and no prose beside it. Around it may stand whatever every page has."""
    found = None if is_dated else _told(judged, own)
    if found is not None:
        return found
    closed, excuses = wordings().errors["closed"], wordings().errors["excuses"]
    said = next((line for line in own if line.words <= _NOTICE and any(sign in line.key for sign in closed)), None)
    if said is None or (is_dated and said.key not in closed):
        return None
    excusing = [line for line in own if not set(line.key.split()).isdisjoint(excuses)]
    beside = [line for line in own if len(line.links) < _A_MENU and line is not said and line not in excusing]
    if any(line.words > _REMARK for line in beside):
        return None
    if excusing or any(_says(said.key, sign) for sign in closed):
        return no_article("server_error", judged.url, f"the page says «{said.text[:100]}»")
    return None


def _told(judged: Judged, own: list[Line]) -> NoArticle | None:
    """What a page says in place of a story, with no prose beside it. Beside a form for comments others may stand."""
    told = ((line, notice) for line in own if (notice := notice_in(line.text)) and notice.reason != NO_STORY)
    said = next(((line, notice) for line, notice in told if not (notice.aside and judged.barriers)), None)
    if said is None or any(line.words > _REMARK and len(line.links) < _A_MENU and notice_in(line.text) is None for line in own):
        return None
    return no_article(said[1].reason, judged.url, f"the page says «{said[0].text[:100]}»")


def _says(key: str, sign: str) -> bool:
    """Whether a short text is the sign with hardly a word more, so that a story about an error is not taken for one."""
    if key.count(" ") > sign.count(" ") + 2:
        return False
    return key == sign or key.startswith(sign + " ") or key.endswith(" " + sign)


def is_listing(judged: Judged, story_words: int, start: int, end: int, *, titled: bool) -> bool:
    """Whether the page is a row of links to articles with no story among them. ``titled``: a meta line follows a title."""
    amid = _listed(judged, start, end)
    if titled:
        return amid >= 2 * _LISTED and story_words < amid  # a teaser with its day, the first of many
    if amid >= _LISTED and story_words < _WORDS_A_TEASER * amid and not _tells_a_story(judged, start, end):
        return True
    return story_words < _FEW_WORDS and _listed(judged, start, len(judged.lines)) >= _LISTED


def _tells_a_story(judged: Judged, start: int, end: int) -> bool:
    """Whether paragraphs follow each other without another article's link between them, more of them than a teaser has; or a poem's verses."""
    told, paragraphs, verses = 0, 0, 0
    for line in judged.lines[start:end]:
        if line.links or any(map(str.isdigit, line.text)):
            verses = 0
        elif line.words >= _VERSE and not judged.evidence[line.index].against:
            verses += 1
        if verses >= _POEM:
            return True
        if judged.links_to_other_article(line):
            told = paragraphs = 0
        elif line.words > _REMARK and not judged.evidence[line.index].against:
            told, paragraphs = told + line.words, paragraphs + 1
        if paragraphs >= _PARAGRAPHS and told > _WORDS_A_TEASER:
            return True
    return False


def is_row_of_links(judged: Judged, start: int, end: int) -> bool:
    """Whether a stretch tells of many other articles."""
    return _listed(judged, start, end) >= _LISTED


def _listed(judged: Judged, start: int, end: int) -> int:
    """How many other articles are linked in a stretch, not counting furniture."""
    lines = [line for line in judged.lines[start:end] if line.words > 3 and not judged.evidence[line.index].against]
    return len({link.target for line in lines for link in line.links if judged.links_to_other_article(line)})
