"""Stories, documents and posts that an article links to between its paragraphs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from buratha.arabic.folding import fold
from buratha.pages.body import Stretch, within
from buratha.pages.distance import PROSE
from buratha.pages.fittings import tells_minutes
from buratha.pages.judged import Judged
from buratha.pages.lines import Line
from buratha.pages.meta_text import FULL_STOP
from buratha.pages.page import Link
from buratha.pages.posts import is_a_post, prints_a_post
from buratha.pages.repetition import ANYWHERE_LINKED, Repetition
from buratha.urls import article_address, resolve

_MOST_LINKED = 0.6
_LONGEST_HEADLINE = 16
_LONGEST_LABEL, _LONGEST_CALL = 3, 6
"""Words: «اقرأ أيضا», «لا تغادر قبل أن تقرأ هذا»."""
_BOX = 6
"""Lines of a box above a link of its own."""
_MOST_PAGES = 0.7
_ADDRESS = re.compile(r"(?:\W{0,2}\d{1,2}\W{1,2})?\s*https?://\S+", re.IGNORECASE)
_DOCUMENT = re.compile(r"/([^/]*)\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|epub|zip|rar)$", re.IGNORECASE)


@dataclass(slots=True)
class Related:
    """A story, a document or a post that the article links to between its paragraphs."""

    title: str
    url: str


class Standing:
    """How often lines stand on one page."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.links = Counter(line.level for line in lines if line.is_link)
        self._lines = lines

    def at(self, place: str, level: str) -> int:
        """How often a line stands at a place."""
        return sum(line.node.place == place and line.level == level for line in self._lines)


def find_related(judged: Judged, memory: Repetition, stretch: Stretch, taken: set[int]) -> tuple[list[Related], set[int]]:
    """The stories and documents linked to in a stretch, and the lines that are nothing but such links, furniture too."""
    lines = [line for line in judged.lines[stretch.start : stretch.end] if line.key and line.index not in taken]
    lines += _links_right_below(judged, stretch, {line.node.place for line in lines if line.words > PROSE and not line.is_link})
    last = lines[-1].index if lines else -1
    lines += [line for line in _documents_right_below(judged, stretch) if line.index > last]
    told = (line for line in lines if line.words > PROSE and not (line.is_link or judged.evidence[line.index].against))
    prose = {line.node.place for line in told if not judged.links_to_other_article(line)}
    links = [line for line in lines if _is_related(judged, line, among=line.node.place in prose)]
    linked_words = sum(line.words for line in links)
    if links and linked_words > _MOST_LINKED * sum(line.words for line in lines) and len({link.target for line in links for link in line.links}) == 1:
        return [], set()  # a link that was never closed runs over the whole story
    standing = Standing(judged.lines)
    found, bare = [], {line.index for line in links}
    for line in lines:
        among = line.node.place in prose
        if line.index not in bare:
            found += _documents(line, judged)
        elif not tells_minutes(line) and not _repeats(line, judged, memory, standing, among=among):
            found += _stories(line, judged, among=among)
    return found, bare


def _repeats(line: Line, judged: Judged, memory: Repetition, standing: Standing, *, among: bool) -> bool:
    """Whether a line of links is furniture: a box of the site's own may change every day, but its place or its label stays."""
    here = memory.place(line.node.place)
    if not among:
        return judged.evidence[line.index].against or here.is_exhausted or memory.place(ANYWHERE_LINKED).is_fixed(line.level)
    if here.is_fixed(line.level) and standing.at(line.node.place, line.level) <= here.usual_number(line.level):
        return True
    if _is_headed_by_the_site(line, judged, memory):
        return True
    return judged.evidence[line.index].against and not standing.links[line.level] > 1


def _is_headed_by_the_site(line: Line, judged: Judged, memory: Repetition) -> bool:
    """Whether the words right above a line of links, or above those before it, stand there on nearly all of the site's pages."""
    above = (other for other in reversed(judged.lines[max(0, line.index - _BOX) : line.index]) if other.key)
    label = next((other for other in above if not other.is_link), None)
    if label is None or label.words > _LONGEST_CALL:
        return False
    place = memory.place(label.node.place)
    return place.pages >= _MOST_PAGES * memory.pages and place.is_on_most_pages(label.level) and place.is_fixed(label.level)


def _stories(line: Line, judged: Judged, *, among: bool) -> list[Related]:
    """What a line links to; away from the paragraphs only articles, documents and posts count: else it is a box of the site's."""
    found = []
    for link in line.links:
        target = resolve(judged.url, link.target)
        if target and link.text and fold(link.text):
            address = article_address(target)
            if address is not None and judged.address is not None and address.id == judged.address.id:
                continue
            if address is not None or among or is_a_post(link.target) or _is_document(link, line, judged):
                found.append(Related(link.text, address.url if address else target))
    return found


def _documents(line: Line, judged: Judged) -> list[Related]:
    """The documents that a line of the story's links to among other words."""
    return [Related(link.text, resolve(judged.url, link.target) or "") for link in line.links if _is_document(link, line, judged)]


def _is_document(link: Link, line: Line, judged: Judged) -> bool:
    """Whether a link of some words leads to a document, and neither to this article in print nor by a tool of the page's."""
    evidence = judged.evidence[line.index]
    if evidence.against or evidence.leaning or fold(link.text).count(" ") == 0:
        return False
    found = _DOCUMENT.search(urlsplit(resolve(judged.url, link.target) or "").path)
    return found is not None and (judged.address is None or str(judged.address.id) not in re.findall(r"\d+", found[1]))


def _is_anothers_address(line: Line, judged: Judged) -> bool:
    """Whether a line is the address of another article of the site, with a number before it at most: what a page for printing makes of links."""
    address = article_address(line.text.split()[-1])
    return address is not None and (judged.address is None or address.id != judged.address.id)


def _documents_right_below(judged: Judged, stretch: Stretch) -> list[Line]:
    """Links to documents in the story's column that follow right below its last line."""
    found: list[Line] = []
    for line in judged.lines[stretch.end : stretch.limit]:
        if not line.key:
            continue
        if not within(line.node, stretch.container) or not any(_is_document(link, line, judged) for link in line.links):
            break
        found.append(line)
    return found


def _links_right_below(judged: Judged, stretch: Stretch, prose: set[str]) -> list[Line]:
    """Links to other stories that stand like paragraphs right below the last one."""
    found: list[Line] = []
    for line in judged.lines[stretch.end : stretch.limit]:
        if not line.key:
            continue
        if not line.is_link or line.node.place not in prose or not judged.links_to_other_article(line):
            break
        found.append(line)
    return found


def _is_related(judged: Judged, line: Line, *, among: bool) -> bool:
    """A line that is nothing but links, or a label and a link to another article; ``among`` the paragraphs a label of a few words at most."""
    if _ADDRESS.fullmatch(line.text) or prints_a_post(line):
        return _is_anothers_address(line, judged)
    if not line.links or line.key.startswith("http"):
        return False
    if among and line.words > _LONGEST_HEADLINE and FULL_STOP.search(line.text):
        return False  # a paragraph that somebody has linked
    if line.is_link:
        return line.words > 2 or judged.links_to_other_article(line) or any(_is_document(link, line, judged) for link in line.links)
    if judged.evidence[line.index].link:
        return True
    rest = line.text
    for link in line.links:
        rest = rest.replace(link.text, " ")
    label = [word for word in rest.split() if any(map(str.isalpha, word))]
    return judged.links_to_other_article(line) and len(label) <= (_LONGEST_LABEL if among else _LONGEST_CALL) and line.linked > len(" ".join(label))
