"""Lines of other stories and of adverts, told by what stands around them: cards with a lead, lists of headlines, small blocks."""

from buratha.pages.entries import heads_a_list
from buratha.pages.judged import Judged, is_prose
from buratha.pages.lines import Line
from buratha.pages.meta_text import FULL_STOP
from buratha.pages.wording import LONGEST_ADVERT, is_advert
from buratha.urls import linked_article

_HEADLINE, _MOSTLY_LINKED = 2, 0.6
_TERMS = frozenset(("dt", "th"))
_TEASERS_SHARE, _TEASER_LINES, _TEASER_LEVELS, _TEASER_PARAGRAPHS = 0.25, 5, 4, 2
_LISTED, _LISTED_SHARE, _HEADLINES_SHARE = 3, 0.2, 0.3
_ADVERTS_LEVELS, _NEAR, _LONGEST_ADVERT_BLOCK, _ADVERTS_SHARE = 3, 6, 40, 0.3


def mark_lists(judged: Judged) -> None:
    """Mark lines one below the other of which each has another headline in it: what readers said of other stories, a list of them."""
    run: list[Line] = []
    for line in [*(line for line in judged.lines if line.key), None]:
        if line is not None and _names_a_story(judged, line) and (not run or run[-1].node.place == line.node.place):
            run.append(line)
            continue
        if len(run) >= _LISTED and _is_list_of_stories(run):
            for other in run:
                judged.evidence[other.index].link = True
            above = judged.above(run[0].index)
            if above is not None and above.node.tag in _TERMS and heads_a_list(above):
                judged.evidence[above.index].anothers = True
        run = [line] if line is not None and _names_a_story(judged, line) else []


def _is_list_of_stories(run: list[Line]) -> bool:
    """Whether lines lead to several stories, are to a good part the headlines of those, and most of them are set as lists set them."""
    linked, whole = sum(line.linked for line in run), sum(len(line.text) for line in run)
    several = len({link.target for line in run for link in line.links}) >= _LISTED
    return several and linked >= _LISTED_SHARE * whole and sum(map(_sets_a_headline, run)) > _MOSTLY_LINKED * len(run)


def _sets_a_headline(line: Line) -> bool:
    """Whether a line begins or ends with a headline, or is to a good part one: an author links a few words amid a sentence."""
    if any(len(link.text) >= _HEADLINES_SHARE * len(line.text) or line.text.endswith(link.text) for link in line.links):
        return True
    return line.text.startswith(tuple(link.text for link in line.links)) and not FULL_STOP.search(line.text)


def _names_a_story(judged: Judged, line: Line) -> bool:
    """Whether a line has the headline of a story in it that leads there; in a list of them this page's own may be one."""
    return any(len(link.text.split()) >= _HEADLINE and linked_article(judged.url, link.target) is not None for link in line.links)


def mark_adverts(judged: Judged) -> None:
    """Mark what stands with the word for an advertisement in a small block of its own."""
    for line in judged.lines:
        if not line.key or line.words > LONGEST_ADVERT or not is_advert(line.key):
            continue
        block = next((node for _, node in zip(range(_ADVERTS_LEVELS), line.node.ancestors(), strict=False) if node is not line.node), None)
        near = judged.lines[max(0, line.index - _NEAR) : line.index + _NEAR]
        held = [other for other in near if block is not None and block in other.node.ancestors()]
        if block is None or held[0] is near[0] or held[-1] is near[-1] or held[0] is not line or any(other.pictures for other in held):
            continue  # the block of a picture's post may be as small
        if sum(other.words for other in held) <= _LONGEST_ADVERT_BLOCK and judged.prose_in(block) < _ADVERTS_SHARE * judged.prose:
            for other in held:
                judged.evidence[other.index].anothers = True


def mark_teasers(judged: Judged) -> None:
    """Mark what stands below the linked headline of another story in a small block that begins with it: what that story is about."""
    head: Line | None = None
    told: set[str] = set()
    """The places of the prose so far that is no teaser."""
    for line in judged.lines:
        if line.is_link and line.words >= _HEADLINE and judged.links_to_other_article(line):
            head = line
        elif is_prose(line):
            card = _card_of(judged, head, line) if head is not None and line.node.place not in told else []
            for other in card:
                judged.evidence[other.index].anothers = True
            if not card:
                head = None
                told.add(line.node.place)


def _card_of(judged: Judged, head: Line, line: Line) -> list[Line]:
    """The lines of the innermost block of two lines, where it is a small one, with no other headline in it and nothing long before this one.

    A card of another story: its lead, its day, its readers, its writer.
    """
    around = [node for _, node in zip(range(_TEASER_LEVELS), head.node.ancestors(), strict=False)]
    block = next((node for _, node in zip(range(_TEASER_LEVELS), line.node.ancestors(), strict=False) if node in around), None)
    if block is None or line.index - head.index > _TEASER_LINES or judged.prose_in(block) > _TEASERS_SHARE * judged.prose:
        return []
    near = [other for other in judged.lines[max(0, head.index - _TEASER_LINES) : line.index + _TEASER_LINES] if block in other.node.ancestors()]
    if len({link.target for other in near if other.is_link for link in other.links}) > 1:
        return []  # a list of headlines, and what comes after it
    if sum(is_prose(other) for other in near) > _TEASER_PARAGRAPHS:
        return []  # a short story, which begins with a link to an earlier one
    if any(is_prose(other) and other.index < head.index and not judged.evidence[other.index].anothers for other in near):
        return []
    return [line, *(other for other in near if other.key and not (other.is_link or other.node.heading or is_prose(other)))]
