"""The story's pictures, and the alt text, credit and caption that pages print around them."""

import re
from collections import Counter
from dataclasses import dataclass

from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold
from buratha.arabic.names import read_byline
from buratha.pages.body import Stretch, within
from buratha.pages.counting import heads_the_present
from buratha.pages.credits import GLUED, LATIN, credit_behind, says_half, shares_words, split_glued
from buratha.pages.judge import named_as_furniture
from buratha.pages.judged import Judged
from buratha.pages.label_words import keys
from buratha.pages.lines import Line, Picture
from buratha.pages.picture_links import leads_elsewhere, pages_alike
from buratha.pages.repetition import PICTURES, Repetition
from buratha.pages.wording import addresses_reader, is_talk, wordings
from buratha.urls import resolve

_CREDIT_WORDS = re.compile(r"^(?:تصوير|عدسة|المصدر|صورة|الصورة|©)\s*[:/]?\s*")
_CAPTION_HINT = re.compile(r"caption|credit|wp-caption|figcaption|تعليق|image-?(?:text|desc)|photo-?(?:text|desc)|img-?desc|legend")
_ICON_FOLDER = re.compile(r"/(?:icons?|ads?|adv|adverts?|banners?|emoticons?|smilies|buttons?|ico)/")
_ICON_HINT = re.compile(
    r"(?<![a-z])(?:ads?|advert|smil\w*|btn|eye|star|rss|plus|minus|share|facebook|twitter|whatsapp|telegram|top|back|next|prev)(?![a-z])|"
    r"logo|icon|avatar|banner|spacer|pixel|emoji|sprite|button|bullet|blank\.|captcha|counter|loading|print|e?mail|arrow|pdf"
)
_PLACE_IN_A_ROW = re.compile(r"\d{1,3}\s?/\s?\d{1,3}")
"""Which of an album's pictures one is, printed on it: «2/5»."""
_COUNT = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+|\d{5,12}")
"""A year is none."""
_DRAWN_BY_A_PROGRAM = re.compile(r"\.(?:gif|png|cgi|php|aspx?)(?:\?|$)|/cgi-bin/", re.IGNORECASE)
_OF_THE_COUNTER = keys("titles", "of_the_counter")
_SMALLEST = 60
_NEAR = 15
_A_LIST = 3
_MOST_CAPTIONS = 2
_SHORTEST_PHRASE = 5
_LONGEST_CREDIT = 4
_LONGEST_CAPTION = 30
_LONGEST_ROW = 400
"""Lines of pictures and captions by turns that are looked at, before and behind one."""
_LEVELS = 4
"""Blocks around a picture that may be its box."""
_SENTENCE_END = re.compile(r"[.!؟?…»:]\s*$")


@dataclass(slots=True)
class FoundPicture:
    """A picture of the story; texts that the page does not give are None."""

    url: str
    alt: str | None
    caption: str | None = None
    credit: str | None = None


def find_pictures(judged: Judged, first: int, stretch: Stretch, memory: Repetition, skipped: set[int]) -> tuple[list[FoundPicture], set[int]]:
    """The pictures between ``first`` and the story's end, and the lines that their captions and credits take."""
    found: list[FoundPicture] = []
    taken: set[int] = set()
    seen: set[str] = set()
    listed = bullets(judged)
    last = stretch.end + 3 if stretch.end > stretch.start else min(stretch.limit, stretch.start + _NEAR)
    last = _with_the_gallery(judged, last, stretch)
    alike = pages_alike([line for line in judged.lines[first:last] if within(line.node, stretch.container)], judged.url)
    for line in judged.lines[first:last]:
        if line.pictures and not line.text and leads_elsewhere(line, judged.url, alike):
            continue  # an advert or a teaser
        for picture in line.pictures:
            if picture.source in listed or not _is_content(picture, line, judged, stretch, memory):
                continue
            url = resolve(judged.url, picture.source)
            if url is None or url in seen:
                continue
            seen.add(url)
            entry = FoundPicture(url, picture.alt or None)
            _read_captions(line, entry, judged, stretch, taken, skipped)
            found.append(entry)
    taken |= _orphan_captions(judged, stretch)
    return found, taken - skipped


def _with_the_gallery(judged: Judged, last: int, stretch: Stretch) -> int:
    """The end of the pictures that go on in the story's column behind the first ones below its text."""
    lines = judged.lines
    if not lines[stretch.end : last] or any(line.text or not line.pictures for line in lines[stretch.end : last]):
        return last
    while (
        last < min(stretch.limit, len(lines))
        and lines[last].pictures
        and not lines[last].text
        and lines[last].node.place == lines[last - 1].node.place
    ):
        last += 1
    return last


def bullets(judged: Judged) -> set[str]:
    """Pictures that stand before every item of a list, or between all sections."""
    times = Counter(picture.source for line in judged.lines for picture in line.pictures)
    return {source for source, number in times.items() if number >= _A_LIST}


def _is_content(picture: Picture, line: Line, judged: Judged, stretch: Stretch, memory: Repetition) -> bool:
    evidence = judged.evidence[line.index]
    if not picture.source or picture.source.startswith("data:") or memory.place(PICTURES).is_fixed(picture.source):
        return False
    if any(value.strip().isdigit() and int(value) < _SMALLEST for value in (picture.width, picture.height)):
        return False
    folder, _, name = picture.source.lower().rpartition("/")
    if line.index in judged.dated or _ICON_FOLDER.search(folder + "/") or _ICON_HINT.search(name) or evidence.navigation or evidence.fixed:
        return False
    if _draws_a_count(picture, line, judged):
        return False
    is_behind = line.index >= stretch.end > stretch.start and not within(line.node, stretch.container)
    if is_behind or (stretch.end <= stretch.start and _is_among_others(line, judged, stretch)):
        return False
    return not (named_as_furniture(line.node, stretch.container) or _shows_the_writer(line, judged, stretch))


def _draws_a_count(picture: Picture, line: Line, judged: Judged) -> bool:
    """Whether a picture is the number of a site's visitors: so says its own text, or the label right above it in its block."""
    if _COUNT.fullmatch(western_digits(picture.alt or "").strip()):
        return True
    if not _DRAWN_BY_A_PROGRAM.search(picture.source):
        return False
    near = judged.lines[max(0, line.index - 1) : line.index + 1]
    said = [other.key for other in near if other.key and other.node is line.node and other.words <= _LONGEST_CREDIT]
    return any(key in _OF_THE_COUNTER or heads_the_present(key.split()) for key in said)


def _shows_the_writer(line: Line, judged: Judged, stretch: Stretch) -> bool:
    """Whether a picture stands in a small block that is about the story's writer."""
    near = judged.lines[max(stretch.start, line.index - _MOST_CAPTIONS) : line.index + _MOST_CAPTIONS + 1]
    about = [other for other in near if other.key in wordings().about_the_writer]
    container = stretch.container
    levels = _LEVELS if container else 1
    boxes = [node for _, node in zip(range(levels), line.node.ancestors(), strict=False) if container is None or not within(container, node)]
    return any(within(other.node, box) for other in about for box in boxes)


def _is_among_others(line: Line, judged: Judged, stretch: Stretch) -> bool:
    """Whether the headline of another story stands between the title and a picture, on a page without a text."""
    return any(other.is_link and judged.links_to_other_article(other) for other in judged.lines[stretch.start : line.index])


def _read_captions(line: Line, entry: FoundPicture, judged: Judged, stretch: Stretch, taken: set[int], skipped: set[int]) -> None:
    """Read the picture's own line, the one before it and the two after it."""
    if _PLACE_IN_A_ROW.fullmatch(western_digits(line.text)) or (line.text and _caption_from(line, line, entry, judged, stretch)):
        taken.add(line.index)
    elif line.text:
        _read_below_a_paragraph(line, entry, judged, taken, skipped)
        return
    alt = fold(entry.alt or "")
    near = [other for other in judged.lines[line.index + 1 : line.index + 4] if other.text]
    neighbours = [other for other in near if other.index not in skipped]
    for at, other in enumerate(neighbours):
        is_apart = at >= _MOST_CAPTIONS or near.index(other) > at  # a byline stands between
        if (
            other.pictures
            or (is_apart and not (is_caption_place(other) or other.key in (fold(entry.caption or ""), alt)))
            or not _caption_from(other, line, entry, judged, stretch)
        ):
            break
        taken.add(other.index)
    before = judged.lines[line.index - 1] if line.index else None
    if alt and before is not None and before.key == alt and before.index >= stretch.start and before.index not in skipped:
        taken.add(before.index)


def _read_below_a_paragraph(line: Line, entry: FoundPicture, judged: Judged, taken: set[int], skipped: set[int]) -> None:
    """A caption in a block of another kind below a paragraph that holds the picture, as one does that nobody closed; then the credit."""
    below = [other for other in judged.lines[line.index + 1 : line.index + 1 + _MOST_CAPTIONS] if other.index not in skipped]
    if not below or not _is_phrase(below[0]) or below[0].links or not says_half(below[0].key, fold(entry.alt or "")):
        return
    if below[0].node.place == line.node.place:
        return
    _caption_and_credit(below[0], entry)
    taken.add(below[0].index)
    for credit in below[1:]:
        if credit.node.place != line.node.place and credit.words <= _LONGEST_CREDIT and re.fullmatch(LATIN, credit.text):
            entry.credit = entry.credit or credit.text
            taken.add(credit.index)


def _caption_from(line: Line, picture_line: Line, entry: FoundPicture, judged: Judged, stretch: Stretch) -> bool:
    """Whether a line is the picture's caption or credit; what it says goes into ``entry``."""
    if line.words > _LONGEST_CAPTION + 10 or line.index >= stretch.end + 3:
        return False
    if _is_credited(line, entry):
        return True
    if glued := split_glued(line.text, entry.alt):
        entry.credit = entry.credit or glued[0]
        entry.caption = entry.caption or glued[1]
        return True
    if entry.alt and line.key == fold(entry.alt):
        entry.caption = entry.caption or line.text
        return True
    if is_caption_place(line) or (not _is_the_sites(line, judged) and _reads_as_caption(line, picture_line, entry, judged, stretch)):
        _caption_and_credit(line, entry)
        return True
    return False


def _is_credited(line: Line, entry: FoundPicture) -> bool:
    """Whether a short line says who took the picture, alone or behind what the picture says; it goes into ``entry``."""
    credited = credit_behind(line.text, entry.alt) if line.words <= _LONGEST_CAPTION // 2 and not line.links else None
    if credited is None:
        return False
    said, name = credited
    entry.credit = entry.credit or name
    entry.caption = entry.caption or said or None
    return True


def is_caption_place(line: Line) -> bool:
    """Whether the markup around a line calls it a caption; elements of the site's own are called so by their names."""
    around = (node for _, node in zip(range(3), line.node.ancestors(), strict=False))
    return any(node.tag == "figcaption" or _CAPTION_HINT.search(f"{node.hints} {node.tag if '-' in node.tag else ''}") for node in around)


def _is_the_sites(line: Line, judged: Judged) -> bool:
    """Whether a line is the layout's or speaks to the reader: a call below a picture's post, a tool, what other pages have too."""
    evidence = judged.evidence[line.index]
    return evidence.against or evidence.outside or line.control or evidence.leaning is not None or addresses_reader(line.key) or is_talk(line.key)


def _reads_as_caption(line: Line, picture_line: Line, entry: FoundPicture, judged: Judged, stretch: Stretch) -> bool:
    """A few words without a sentence's end that hang closer to the picture than the paragraphs hang together."""
    if entry.caption or line.words > _LONGEST_CAPTION // 2 or line.links or _SENTENCE_END.search(line.text) or read_byline(line.text):
        return False
    if shares_words(line.key, fold(entry.alt or "")):
        return True
    if line.node is picture_line.node:
        if line is picture_line:
            return line.node is not stretch.container and not _holds_prose(line, judged, stretch)
        following = next((other for other in judged.lines[line.index + 1 : line.index + 2] if other.text or other.pictures), None)
        return line.gap == "break" and (following is None or following.gap == "block" or following.node is not line.node)
    if (
        _stands_between(line, picture_line, judged)
        or _is_of_a_row(line, picture_line, judged, stretch)
        or _is_alone_in_its_table(line, picture_line, judged, stretch)
    ):
        return True
    wrapper = picture_line.node
    return (
        line.node.parent in {wrapper, wrapper.parent}
        and wrapper.parent is not stretch.container
        and wrapper is not stretch.container
        and not _holds_prose(line, judged, stretch)
        and not _goes_on(line, judged, stretch)
    )


def _stands_between(line: Line, picture_line: Line, judged: Judged) -> bool:
    """A phrase between a picture that stands alone and a full paragraph; a verse or a heading is shorter or has its like after it."""
    if picture_line.text or line.index != picture_line.index + 1 or line.words < _SHORTEST_PHRASE:
        return False
    following = next((other for other in judged.lines[line.index + 1 : line.index + 3] if other.key), None)
    return following is not None and following.words > _LONGEST_CAPTION // 2 and not following.is_link


def _is_alone_in_its_table(line: Line, picture_line: Line, judged: Judged, stretch: Stretch) -> bool:
    """Whether a table holds nothing but a picture and the few words below it, above paragraphs, as tables did before style sheets."""
    table = next((node for node in picture_line.node.ancestors() if node.tag == "table"), None)
    if table is None or picture_line.text or line.node.heading or not within(line.node, table):
        return False
    if not any(other.words > _LONGEST_CAPTION // 2 and not other.is_link for other in judged.lines[line.index + 1 : stretch.end]):
        return False  # verses, or the end of the text
    around = judged.lines[max(0, picture_line.index - _NEAR) : line.index + _NEAR]
    return all(other is line for other in around if other.text and within(other.node, table))


def _is_of_a_row(line: Line, picture_line: Line, judged: Judged, stretch: Stretch) -> bool:
    """Whether a few words stand below a picture in a row of pictures that have such words below them; headings would stand above the first."""
    if picture_line.text or line.index != picture_line.index + 1:
        return False
    at = first = last = picture_line.index
    while first - 2 >= max(stretch.start, at - _LONGEST_ROW) and _is_captioned(judged, first - 2, line):
        first -= 2
    while last + 2 < min(stretch.end, at + _LONGEST_ROW) and _is_captioned(judged, last + 2, line):
        last += 2
    before = next((other for other in reversed(judged.lines[stretch.start : first]) if other.text or other.pictures), None)
    return last > first and _is_captioned(judged, last, line) and (before is None or bool(before.text and not _is_phrase(before)))


def _is_captioned(judged: Judged, at: int, caption: Line) -> bool:
    """Whether a picture stands alone on a line, with a few words without a sentence's end on the next one, at the place of a caption."""
    picture, below = judged.lines[at], judged.lines[at + 1] if at + 1 < len(judged.lines) else None
    return bool(picture.pictures) and not picture.text and below is not None and _is_phrase(below) and below.node.place == caption.node.place


def _is_phrase(line: Line) -> bool:
    return 0 < line.words <= _LONGEST_CAPTION // 2 and not (line.pictures or line.node.heading or _SENTENCE_END.search(line.text))


def _holds_prose(line: Line, judged: Judged, stretch: Stretch) -> bool:
    """Whether the line's place is one where the story's paragraphs stand too."""
    return any(other.words > _LONGEST_CAPTION and other.node.place == line.node.place for other in judged.lines[stretch.start : stretch.end])


def _goes_on(line: Line, judged: Judged, stretch: Stretch) -> bool:
    """Whether more lines follow at a line's own place than a caption has: it is the first of short paragraphs, or of verses."""
    below = [other for other in judged.lines[line.index + 1 : stretch.end] if other.text or other.pictures][:_MOST_CAPTIONS]
    return len(below) == _MOST_CAPTIONS and all(other.node.place == line.node.place and not other.pictures for other in below)


def _caption_and_credit(line: Line, entry: FoundPicture) -> None:
    runs = line.runs or [line.text]
    named = [run for run in runs if _CREDIT_WORDS.match(run) or re.fullmatch(LATIN, run)] if len(runs) > 1 or entry.caption else []
    if not named and (found := GLUED.match(line.text)) and (found["alt"] or found["caption"]) and len(line.text) > len(found["credit"]):
        entry.credit = entry.credit or found["credit"].strip()
        entry.caption = entry.caption or (found["caption"] or found["alt"]).strip() or None
        return
    caption = " ".join(run for run in runs if run not in named)
    entry.caption = entry.caption or caption or None
    if named:
        entry.credit = entry.credit or _CREDIT_WORDS.sub("", named[0])


def _orphan_captions(judged: Judged, stretch: Stretch) -> set[int]:
    """Glued captions whose picture is not in the markup: the form alone gives them away."""
    taken = set()
    before: Line | None = None
    for line in judged.lines[stretch.start : stretch.end]:
        if not line.text:
            continue
        if line.words <= _LONGEST_CAPTION and (found := GLUED.match(line.text)):
            first, last = fold(found["alt"]), fold(found["caption"])
            if first and first == last:
                taken.add(line.index)
            elif not first and last and before is not None and before.key == last:
                taken |= {before.index, line.index}
        before = line
    return taken
