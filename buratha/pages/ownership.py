"""Whose a line is: dates and numbers of other stories stand on every page, beside their headlines; and of other days and other counts."""

import itertools
import re
from collections.abc import Iterator, Sequence

from buratha.arabic.dates import has_date
from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold
from buratha.pages.body import within
from buratha.pages.counting import heads_the_present
from buratha.pages.judged import Judged, is_prose
from buratha.pages.lines import Line, Link, Node
from buratha.pages.meta_text import CLOCK, WITH_SECONDS
from buratha.pages.next_story import next_story_at
from buratha.pages.page_labels import leads_to_its_neighbour
from buratha.pages.wording import is_talk, tells_another_day, tells_where_one_is, was_put_up, wordings
from buratha.sections import slug_of_key
from buratha.urls import linked_article

_HEADLINE, _SHORT_HEADLINE = 3, 2
_NEAR = 4
_MOST_LEVELS = 6
_LABEL, _LISTED = 4, 3
_CELLS = frozenset(("td", "th"))
_FIRST_WORDS, _SEVERAL = 2, 2
_ISSUE = "العدد"
_DIGIT = re.compile(r"\d")
_AGENCYS = re.compile(r"\d+\s+(?:\d{2}:\d{2}:\d{2}\s+)?(?:19|20)\d{2}-\d{2}-\d{2}")
"""The agency's own date line, readers first: «2081 22:14:09 2006-09-26»."""
_AROUND = 12
_FEW_WORDS = 12
_SHARE = 0.3
_ENTRIES = 3


def is_anothers(judged: Judged, line: Line, title: Line | None) -> bool:
    """Whether a line with a date or a number speaks of another story.

    It links to one, stands right under the headline of one, or in a block with the only headline of one, or that is a story of its own; or it is
    the day of an entry in a list of whatever else the site has.
    """
    asked = line.index, title.index if title else -1
    if (known := judged.anothers.get(asked)) is not None:
        return known
    found = _names_a_story(judged, line) or _follows_a_headline(judged, line, title) or _is_in_a_card(judged, line, title)
    found = found or _is_in_a_story(judged, line, title) or _is_an_entry(judged, line)
    found = found or (title is not None and (at := next_story_at(judged, title)) is not None and line.index >= at)
    judged.anothers[asked] = found
    return found


def is_of_the_site(line: Line) -> bool:
    """Whether a line is the site's copyright: what it counts is the site's too."""
    return "©" in line.text


def counts_the_present(judged: Judged, line: Line) -> bool:
    """Whether the label right before a number, or a line above it in its block, says that it counts who is there now, or a part of the site."""
    before = _label_before(judged, line) or _head_of_its_table(judged, line)
    if before is not None and not line.has_year and heads_the_present(before.key.split()):
        return True
    above = (other for other in judged.lines[max(0, line.index - _LISTED) : line.index] if other.node is line.node and other.words <= _LABEL)
    return not line.has_year and any(heads_the_present(other.key.split()) for other in above)


def is_another_days(judged: Judged, line: Line) -> bool:
    """Whether a date's own words, or the label right before it, say that it is another day than the publication's."""
    if _has_a_day_of_its_own(line):
        return False
    before = _label_before(judged, line)
    label = before.key.split() if before and not tells_where_one_is(before.key) else []
    words = [*label, *fold(_without_other_hours(line)).split()]
    if WITH_SECONDS.search(western_digits(line.text)):
        words = [word for word in words if word != _ISSUE]  # an issue has a day, and no second
    return tells_another_day(" ".join(words)) or any(phrase in " ".join(words) for phrase in wordings().deadlines)


def _without_other_hours(line: Line) -> str:
    """A line's text without the elements that have an hour of a later change and no day: «12 حزيران 2014» «آخر تحديث: 11:50 مساءً»."""
    if not (line.cuts and line.has_year):
        return line.text
    kept = (run for run in line.runs if has_date(run) or not (CLOCK.search(western_digits(run)) and tells_another_day(fold(run))))
    return " ".join(kept)


def _has_a_day_of_its_own(line: Line) -> bool:
    """Whether one of several days in a row of elements is told in no such words: «8 تموز 2016 | آخر تحديث: 9 تموز 2016»."""
    runs = line.runs if line.cuts and line.has_year else []
    dated = [at for at, run in enumerate(runs) if has_date(run)]
    if len(dated) < _SEVERAL:
        return False
    labels = (runs[at - 1] if at and at - 1 not in dated else "" for at in dated)
    return any(not tells_another_day(fold(f"{label} {runs[at]}")) for label, at in zip(labels, dated, strict=True))


def is_publication_day(judged: Judged, line: Line) -> bool:
    """Whether a date's own first words, or the label right before it, says that it is the publication's."""
    before = _label_before(judged, line)
    label = before.key.split() if before else []
    words = {*line.key.split()[:_FIRST_WORDS], *label}
    return not wordings().publication.isdisjoint(words) or was_put_up(line.key.split()) or was_put_up(label)


def _label_before(judged: Judged, line: Line) -> Line | None:
    """The short line without a date right before a line, in the same block."""
    before = next((other for other in reversed(judged.lines[max(0, line.index - _AROUND) : line.index]) if other.text), None)
    beside = before is not None and before.words <= _LABEL and not _DIGIT.search(before.text) and _is_beside(before.node, line.node)
    return before if beside else None


def _head_of_its_table(judged: Judged, line: Line) -> Line | None:
    """The short line without a number right before a cell, in the row above of the same table."""
    before = next((other for other in reversed(judged.lines[max(0, line.index - _AROUND) : line.index]) if other.text), None)
    if before is None or line.node.tag not in _CELLS or before.words > _LABEL or _DIGIT.search(before.text):
        return None
    rows = before.node.parent, line.node.parent
    return before if None not in rows and rows[0] is not rows[1] and all(row and row.parent is line.node.parent.parent for row in rows) else None  # type: ignore[union-attr]


def _is_beside(label: Node, node: Node) -> bool:
    """Whether a block stands beside another, or beside the block around that."""
    return label.parent is node.parent or (node.parent is not None and (label.parent is node.parent.parent or label is node.parent))


def _names_a_story(judged: Judged, line: Line) -> bool:
    """Whether a line has the headline of a story in it that leads there; this story's own does so in lists of those read most."""
    headlined = any(len(link.text.split()) > 1 and not _is_bare_turn(link, line) for link in line.links)
    if headlined and (line.is_link or 2 * line.linked >= len(line.text)) and judged.links_to_other_article(line):
        return True
    heads = (link for link in line.links if _is_a_headline(link, line) and "#" not in link.target and not has_date(link.text))
    return any(linked_article(judged.url, link.target) for link in heads)


def _is_a_headline(link: Link, line: Line) -> bool:
    """Whether a link's text is long enough for a headline, a shorter one where the line begins with it: entries of lists do."""
    if _is_bare_turn(link, line):
        return False
    return len(link.text.split()) >= (_SHORT_HEADLINE if line.text.startswith(link.text) else _HEADLINE)


def _is_bare_turn(link: Link, line: Line) -> bool:
    """Whether a link leads to the story before or behind, and its line tells no day and no number of that one."""
    return leads_to_its_neighbour(link.text) and not _DIGIT.search(line.text)


def _heads_another(judged: Judged, line: Line) -> bool:
    """Whether a line is a link to another story, and to no more than that: its headline, or what opens it."""
    return line.is_link and line.words > 1 and len({link.target for link in line.links}) == 1 and judged.links_to_other_article(line)


def _pictures_another(judged: Judged, line: Line) -> bool:
    """Whether a line is nothing but a picture that leads to another story."""
    return not line.text and bool(line.pictures) and len({link.target for link in line.links}) == 1 and judged.links_to_other_article(line)


def _blocks(line: Line, title: Line | None) -> Iterator[Node]:
    """The blocks around a line, from the inside, that do not hold the title."""
    for level, node in enumerate(line.node.ancestors()):
        if level >= _MOST_LEVELS or node.parent is None or (title is not None and within(title.node, node)):
            return
        yield node


def _is_in_a_card(judged: Judged, line: Line, title: Line | None) -> bool:
    """Whether a block around a line holds, near the line, the headline of one other story and of no more, and hardly any of the page's prose."""
    if title is not None and _AGENCYS.fullmatch(line.text.strip()) and judged.above(line.index) is title:
        return False  # its own, though the story below begins with a link to an earlier one
    after = next((other for other in judged.lines[line.index + 1 : line.index + _AROUND] if other.text), None)
    near = judged.lines[max(0, line.index - _AROUND) : line.index + 1]
    far = [other for other in near if _heads_another(judged, other) or _pictures_another(judged, other)]
    above = [other for other in far if other.index >= line.index - _NEAR]
    below = [after] if after and _heads_another(judged, after) else []
    heads = [each for each in (above, above + below, far) if each]
    return bool(heads) and any(_is_card(judged, line, block, each) for block in _blocks(line, title) for each in heads)


def _is_card(judged: Judged, line: Line, block: Node, heads: Sequence[Line]) -> bool:
    """Whether a block is such a card."""
    heads = [head for head in heads if within(head.node, block)]
    if len({link.target for head in heads for link in head.links}) != 1 or _is_listed(judged, heads[0]):
        return False
    return not _is_announced(judged, heads[0], line) and judged.prose_in(block) < _SHARE * judged.prose


def _is_announced(judged: Judged, head: Line, line: Line) -> bool:
    """Whether a headline stands with a label of its own in a block that a line is not in: «لا تفوّت: …» is no card for what follows."""
    label = next((other for other in reversed(judged.lines[max(0, head.index - _NEAR) : head.index]) if other.key), None)
    if label is None or not label.text.rstrip().endswith(":") or label.words > _LABEL:
        return False
    around = next((node for node in label.node.ancestors() if within(head.node, node)), None)
    return around is not None and not within(line.node, around)


def _is_in_a_story(judged: Judged, line: Line, title: Line | None) -> bool:
    """Whether a block around a line is a story of its own: a heading, which this page's title is not, above prose that is not most of the page's."""
    near = judged.lines[max(0, line.index - _AROUND) : line.index + _AROUND]
    heads = [other for other in near if other.node.heading and other.words >= _HEADLINE and not is_talk(other.key)]
    prose = [other for other in near if is_prose(other) and not judged.links_to_other_article(other)] if heads else []  # entries of a list are none
    return bool(prose) and any(_is_story(judged, block, heads, prose) for block in _blocks(line, title))


def _is_story(judged: Judged, block: Node, heads: Sequence[Line], prose: Sequence[Line]) -> bool:
    """Whether a block is such a story."""
    headed = next((head.index for head in heads if within(head.node, block)), None)
    if headed is None:
        return False
    told = sum(other.words for other in prose if other.index > headed and within(other.node, block))
    return told > _FEW_WORDS and judged.prose_in(block) < _SHARE * judged.prose


def _is_listed(judged: Judged, head: Line) -> bool:
    """Whether headlines stand right before or behind this one at the same place: a list without anything beside its entries."""
    before = next((other for other in reversed(judged.lines[max(0, head.index - _AROUND) : head.index]) if other.text or other.said), None)
    after = next((other for other in judged.lines[head.index + 1 : head.index + _AROUND] if other.text or other.said), None)
    return any(
        other is not None and other.node.place == head.node.place and other.is_link and _names_a_story(judged, other) for other in (before, after)
    )


def _follows_a_headline(judged: Judged, line: Line, title: Line | None) -> bool:
    """Whether the line before is the headline of a story in a list, this one's own too, and this line none after a whole list of them."""
    before = next((other for other in reversed(judged.lines[max(0, line.index - _AROUND) : line.index]) if other.text), None)
    if before is None or _is_listed(judged, before):
        return False
    below = title is not None and before.index > title.index
    if not (_heads_another(judged, before) or (below and before.is_link and _names_a_story(judged, before))):
        return False
    if title is None or any(within(before.node, block) for block in _blocks(line, title)):
        return True
    return sum(other.node.place == line.node.place and _is_alike(line, other) for other in judged.lines) > 1


def _is_an_entry(judged: Judged, line: Line) -> bool:
    """Whether a line with a day stands right below a link, as others of its kind do at its place: answers to questions, statements, books."""
    if not (line.has_year and _is_below_a_link(judged, line)):
        return False
    kin = (other for other in judged.lines if other.has_year and other.node.place == line.node.place and _is_alike(line, other))
    entries = (other for other in kin if _is_below_a_link(judged, other))
    return sum(1 for _ in itertools.islice(entries, _ENTRIES)) == _ENTRIES


def _is_below_a_link(judged: Judged, line: Line) -> bool:
    """Whether the line right before is a link in several words to anything but this page or a section."""
    before = judged.lines[line.index - 1] if line.index else line
    if before is line or not before.is_link or before.words == 1 or slug_of_key(before.key):
        return False
    addresses = (linked_article(judged.url, link.target) for link in before.links)
    return all(judged.address is None or address is None or address.id != judged.address.id for address in addresses)


def _is_alike(line: Line, other: Line) -> bool:
    """Whether two lines differ in their numbers only, or tell a day each."""
    if line.level == other.level:
        return True
    return line.has_year and other.has_year and max(line.words, other.words) <= _FEW_WORDS and has_date(line.text) and has_date(other.text)
