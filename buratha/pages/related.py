"""Stories that an article links to between its paragraphs."""

from collections import Counter
from dataclasses import dataclass

from buratha.arabic.folding import fold
from buratha.pages.body import Stretch
from buratha.pages.distance import PROSE
from buratha.pages.judge import Judged
from buratha.pages.lines import Line
from buratha.pages.repetition import ANYWHERE_LINKED, Repetition
from buratha.urls import article_address, resolve

_MOST_LINKED = 0.6
_LONGEST_LABEL = 3


@dataclass(slots=True)
class Related:
    """A story that the article links to between its paragraphs."""

    title: str
    url: str


def find_related(judged: Judged, memory: Repetition, stretch: Stretch, taken: set[int]) -> tuple[list[Related], set[int]]:
    """The stories linked to in a stretch, and the lines that are nothing but such links, furniture too."""
    lines = [line for line in judged.lines[stretch.start : stretch.end] if line.key and line.index not in taken]
    lines += _links_right_below(judged, stretch, {line.node.place for line in lines if line.words > PROSE and not line.is_link})
    links = [line for line in lines if _is_related(judged, line)]
    linked_words = sum(line.words for line in links)
    if links and linked_words > _MOST_LINKED * sum(line.words for line in lines) and len({link.target for line in links for link in line.links}) == 1:
        return [], set()  # a link that was never closed runs over the whole story
    prose = {line.node.place for line in lines if line.words > PROSE and not line.is_link and not judged.evidence[line.index].against}
    standing = Counter(line.level for line in judged.lines if line.is_link)
    found = [
        story
        for line in links
        if not _repeats(line, judged, memory, among=line.node.place in prose, twice=standing[line.level] > 1)
        for story in _stories(line, judged.url, among=line.node.place in prose)
    ]
    return found, {line.index for line in links}


def _repeats(line: Line, judged: Judged, memory: Repetition, *, among: bool, twice: bool) -> bool:
    """Whether a line of links is furniture; one ``among`` the paragraphs that stands ``twice`` on the page, in a box too, is not."""
    if not among:
        return judged.evidence[line.index].against or memory.place(ANYWHERE_LINKED).is_fixed(line.level)
    return judged.evidence[line.index].against and not twice


def _stories(line: Line, url: str, *, among: bool) -> list[Related]:
    """What a line links to; away from the paragraphs only articles count: else it is a box of the site's."""
    found = []
    for link in line.links:
        target = resolve(url, link.target)
        if target and link.text and fold(link.text):
            address = article_address(target)
            if address is not None or among:
                found.append(Related(link.text, address.url if address else target))
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


def _is_related(judged: Judged, line: Line) -> bool:
    """A line that is nothing but links, or a label and a link to another article."""
    if not line.links or line.key.startswith("http"):
        return False
    if line.is_link:
        return line.words > 2 or judged.links_to_other_article(line)
    if judged.evidence[line.index].link:
        return True
    rest = line.text
    for link in line.links:
        rest = rest.replace(link.text, " ")
    label = [word for word in rest.split() if any(map(str.isalpha, word))]
    return judged.links_to_other_article(line) and len(label) <= _LONGEST_LABEL and line.linked > len(" ".join(label))
