"""What a page is when it is no article, and how that shows."""

from dataclasses import dataclass

from buratha.arabic.folding import fold
from buratha.pages.judge import Judged
from buratha.pages.wording import wordings

_SHELL_WORDS = 25
_FEW_LINES = 12
_ERROR_WORDS = 150
_ERROR_SENTENCE = 30
_ERROR_PAGE_WORDS = 80
_LISTED = 5
_WORDS_A_TEASER = 45
_FEW_WORDS = 30


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
    "undecodable": "the bytes are no text in any encoding that the site may use",
    "not_an_article_address": "the address names no article",
    "listing": "the page lists articles instead of telling one",
    "not_found": "the page says that the article does not exist",
    "server_error": "the page is an error page, sent as if all were well",
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
    return _error_page(judged, words)


def _is_shell(judged: Judged) -> bool:
    page = judged.page
    texts = fold(page.noscript) + " " + " ".join(line.key for line in judged.lines)
    return page.scripts > 0 and (not judged.lines or any(word in texts for word in wordings().errors["browser"]) or page.scripts > 1)


def _error_page(judged: Judged, words: int) -> NoArticle | None:
    own = [line for line in judged.lines if line.key and not line.is_link and not judged.evidence[line.index].against]
    if sum(line.words for line in own) >= _ERROR_WORDS or any(line.words >= _ERROR_SENTENCE for line in own):
        return None
    title = fold(judged.page.title)
    headings = [line.key for line in own if line.node.heading][:3]
    few = own[:_FEW_LINES] if words < _ERROR_PAGE_WORDS or len(own) <= 4 else []
    for name, reason in (("not_found", "not_found"), ("server", "server_error")):
        for sign in wordings().errors[name]:
            if any(_says(key, sign) for key in (title, *headings, *[line.key for line in few if line.words <= 25])):
                return no_article(reason, judged.url, f"the page says «{sign}»")
    return None


def _says(key: str, sign: str) -> bool:
    """Whether a short text is the sign with hardly a word more, so that a story about an error is not taken for one."""
    if key.count(" ") > sign.count(" ") + 2:
        return False
    return key == sign or key.startswith(sign + " ") or key.endswith(" " + sign)


def is_listing(judged: Judged, story_words: int, start: int, end: int, *, titled: bool) -> bool:
    """Whether the page is a row of links to articles with no story among them. ``titled``: a meta line follows a title."""
    if titled:
        return False
    amid = _listed(judged, start, end)
    if amid >= _LISTED and story_words < _WORDS_A_TEASER * amid:
        return True
    return story_words < _FEW_WORDS and _listed(judged, start, len(judged.lines)) >= _LISTED


def is_row_of_links(judged: Judged, start: int, end: int) -> bool:
    """Whether a stretch tells of many other articles."""
    return _listed(judged, start, end) >= _LISTED


def _listed(judged: Judged, start: int, end: int) -> int:
    """How many other articles are linked in a stretch, not counting furniture."""
    lines = [line for line in judged.lines[start:end] if line.words > 3 and not judged.evidence[line.index].against]
    return len({link.target for line in lines for link in line.links if judged.links_to_other_article(line)})
