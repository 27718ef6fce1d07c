"""What a page is when it is no article, and how that shows."""

from dataclasses import dataclass

from buratha.arabic.folding import fold
from buratha.pages.judge import Judged
from buratha.pages.wording import wordings

_SHELL_WORDS = 25
_FEW_LINES = 12
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
    title = fold(judged.page.title)
    own = [line.key for line in judged.lines if line.key and not judged.evidence[line.index].against and not line.is_link]
    headings = [line.key for line in judged.lines if line.node.heading and not judged.evidence[line.index].against]
    prose = max((len(key.split()) for key in own), default=0)
    for name, reason in (("not_found", "not_found"), ("server", "server_error")):
        signs = wordings().errors[name]
        said = [sign for sign in signs if _says(title, sign) or any(_says(key, sign) for key in headings[:3])]
        if not said and (words < 80 or len(own) <= 4):
            said = [sign for sign in signs if any(_says(key, sign) for key in own[:_FEW_LINES] if len(key.split()) <= 25)]
        if said and prose < 30 and sum(len(key.split()) for key in own) < 150:
            return no_article(reason, judged.url, f"the page says «{said[0]}»")
    return None


def _says(key: str, sign: str) -> bool:
    """Whether a short text opens or closes with the sign, so that a story about an error is not taken for one."""
    if len(key.split()) > 12:
        return False
    return key == sign or key.startswith(sign + " ") or key.endswith(" " + sign) or (f" {sign} " in f" {key} " and len(key.split()) <= 8)


def is_listing(judged: Judged, story_words: int, start: int, end: int, *, titled: bool) -> bool:
    """Whether the page is a row of links to articles with no story among them. ``titled``: a meta line follows a title."""
    if titled:
        return False
    amid = _listed(judged, start, end)
    if amid >= _LISTED and story_words < _WORDS_A_TEASER * amid:
        return True
    return story_words < _FEW_WORDS and _listed(judged, start, len(judged.lines)) >= _LISTED


def _listed(judged: Judged, start: int, end: int) -> int:
    """How many other articles are linked in a stretch, not counting furniture."""
    lines = [line for line in judged.lines[start:end] if line.words > 3 and not judged.evidence[line.index].against]
    return len({link.target for line in lines for link in line.links if judged.links_to_other_article(line)})
