"""Which fields of a reading are doubtful, and why: what the witnesses did not agree on, left unread, or said on weak grounds.

A doubt is no judgement on the value, which stays as it was found. Calibrated on pages whose right values are known
(``python -m benchmarks.doubts``): each reason here is right far more often than it is wrong.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from buratha.arabic.dates import Moment
from buratha.arabic.folding import fold
from buratha.arabic.names import read_byline
from buratha.pages.byline_row import COLUMNS
from buratha.pages.category import IN_A_MENU, TO_ITS_LISTING, Category
from buratha.pages.doubt_author import PERHAPS_ITS_SUBJECT, doubt_author, name_in_its_heading
from buratha.pages.doubt_body import HARDLY_ANY, doubt_body
from buratha.pages.doubt_dates import BESIDE, doubt_published
from buratha.pages.doubt_lines import GLUED
from buratha.pages.doubt_views import doubt_views
from buratha.pages.head import Head
from buratha.pages.headlines import behind_an_arrow
from buratha.pages.judged import Judged
from buratha.pages.label_words import keys
from buratha.pages.lines import Line, Link
from buratha.pages.trace import Around, Reason, Trace
from buratha.pages.unfinished import SIGNS
from buratha.pages.wording import wordings
from buratha.sections import slug_of, slug_of_key
from buratha.urls import linked_article, listing_section, resolve

_PIECES = re.compile(r"\s*[\[\]()|·•/\\،,:<>«»›-]+\s*")
_SLOGAN = 1
_FAR = 3
_COPYRIGHT = re.compile("©|الحقوق محفوظ|حقوق النشر|حقوق الطبع")
_FRONT = re.compile(r"(?:https?://[^/]+)?/?(?:arabic/?|(?:index|default)\.\w+)?")
"""Addresses of a site's first page, as its logo leads there."""
_FULL_STOP = re.compile(r"[^\W\d_.]\s*\.\s*$")
"""One full stop: a lead ends so, hardly a headline."""
_BOX = 3
_LONGEST_TITLE, _LONGEST_HEADLINE = 17, 45
_FEW = 2
_LONGEST_NAME = 4
"""Words of a site's name."""
_STEPS = 5
_ARROW = re.compile(r"[›»«><→←⟵⟶]")
_LABEL, _LONGEST_WRITTEN, _LONGEST_FIELD = 3, 12, 4
_FIELDS = ("title", "body", "published", "author", "category")
_OFTEN = 0.4
_SECTION_LABELS = keys("sections", "labels")
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
WEAK = "only one weak witness"
_WEAKEST = "above the prose"
_ENOUGH_ALONE = frozenset({"largest print", "heading"})
"""Witnesses that were right in a hundred and more cases for each wrong one, where nothing else spoke for a title."""


def find_doubts(
    trace: Trace,
    published: Moment | None,
    views: int | None,
    witnesses: Mapping[str, str],
    now: datetime,
    *,
    is_section_guessed: bool = False,
) -> list[Reason]:
    """Every reason to doubt a field of a reading; a field may have several. ``is_section_guessed``: the section in the address tells nothing."""
    found = doubt_title(trace)
    around = Around.of(trace, far=bool(found))
    untitled = any(reason.name != WEAK or reason.detail == _WEAKEST for reason in found)
    found += doubt_body(around, untitled=untitled)
    unproved = (len(found) > 0 and around.is_cold) or any(reason.name == GLUED for reason in found)
    found += doubt_published(around, published, views, witnesses, now, untitled=untitled)
    found += doubt_views(around, published, views, witnesses, now)
    found += doubt_author(around, unproved=unproved or untitled)
    found += _category(around, is_section_guessed=is_section_guessed)
    found += _beside_a_doubtful_date(found, trace, views)
    found += _at_another_place(found)
    return found + _unread_in_body(found, trace)


def doubted_elsewhere(trace: Trace) -> list[Reason]:
    """Fields that this page gives no reason to doubt, but a good part of the layout's pages do: what is wrong there may be wrong here."""
    found = []
    section = trace.judged.address.section if trace.judged.address else ""
    for name in _FIELDS:
        if name == "author" and section not in COLUMNS:
            continue  # hardly any other story is signed
        doubtful = any(
            reason.field == name and reason.name not in SIGNS for reason in trace.reasons
        )  # what a script completes says nothing of others
        trace.memory.vote(f"{name} doubted", "yes" if doubtful else "no")
        share = trace.memory.share_doubted(name)
        if not trace.doubts(name) and share is not None and share >= _OFTEN:
            found.append(Reason(name, "it is doubtful on many pages of this layout"))
    return found


def _at_another_place(found: Sequence[Reason]) -> list[Reason]:
    """What else was read, where neither the title nor the text seems to be this story's: it was looked for around them."""
    fields = {reason.field for reason in found}
    why = [reason for reason in found if reason.field == "title"]
    if not why or not (len(why) > _FEW or any(reason.name == HARDLY_ANY for reason in found)):
        return []
    around = "the title and the text are doubtful, and with them the place where it was looked for"
    return [Reason(field, around) for field in ("published", "views", "author") if field not in fields]


def _beside_a_doubtful_date(found: list[Reason], trace: Trace, views: int | None) -> list[Reason]:
    """The views, where they were read beside a date that is perhaps another story's."""
    fields = {reason.field for reason in found}
    beside = views is not None and trace.meta is not None and trace.meta.views == views
    if not beside or "published" not in fields or "views" in fields:
        return []
    return [Reason("views", BESIDE, str(views))]


def _unread_in_body(found: list[Reason], trace: Trace) -> list[Reason]:
    """The body, where what another field should perhaps have taken stands in it."""
    texts = {line.text for line in trace.lines}
    return next(
        ([Reason("body", "a line of it may be no story", each.detail)] for each in found if each.field != "body" and each.detail in texts), []
    )


def _nearer_heading(trace: Trace, title: Line) -> Line | None:
    """A heading of more words than a title that may be a box's, below that and right above the story's first line."""
    first = trace.lines[0].index if trace.lines else trace.stretch.start
    between = trace.judged.lines[title.index + 1 : first + 1]
    heads = (line for line in between[-_BOX:] if (line.node.heading or line.titled) and line.words > title.words and not line.is_link)
    return next(heads, None)


def doubt_title(trace: Trace) -> list[Reason]:
    """Doubts about the title, on which the places of most other fields hang."""
    title, head = trace.title, trace.head
    if title is None:
        return [Reason("title", "no line is called a title by any witness")]
    line, evidence = trace.judged.lines[title.index], trace.judged.evidence[title.index]
    agreed = _agrees(title.key, head)
    found = []
    alone = title.witness in _ENOUGH_ALONE and line.words <= _LONGEST_TITLE and not _FULL_STOP.search(title.text)
    if title.doubtful and not alone and not _follows_its_section(trace):
        found.append(Reason("title", WEAK, title.witness))
    if read_byline(title.text):
        found.append(Reason("title", "it reads as a byline"))
    if line.words <= _FEW and not line.node.heading and not agreed:
        found.append(Reason("title", "a word or two, in no heading"))
    as_paragraphs = line.words > _LONGEST_HEADLINE and bool(trace.lines) and line.node.place == trace.lines[0].node.place
    if line.words > _LONGEST_TITLE and not line.node.heading and (as_paragraphs or not agreed):
        found.append(Reason("title", "as long as a sentence, in no heading"))
    if line.words > _LONGEST_HEADLINE and line.node.heading and not agreed:
        found.append(Reason("title", "longer than headlines are, and the page's head does not have it"))
    if not agreed and line.words <= _BOX and (nearer := _nearer_heading(trace, line)):
        found.append(Reason("title", "another heading stands between it and the story", nearer.text))
    if evidence.fixed and title.witness != "heading" and not agreed:
        found.append(Reason("title", "it comes again on other pages"))
    if (named := name_in_its_heading(trace)) is not None:
        found.append(Reason("title", PERHAPS_ITS_SUBJECT, named))
    category = fold(trace.category.name) if trace.category else ""
    if (category and title.key.startswith(f"{category} ")) or behind_an_arrow(title.text):
        found.append(Reason("title", "it begins with a section's name", title.text))
    said = max(head.titles, key=len, default="")
    short = title.witness == "heading" and title.key.count(" ") < _FEW and wordings().publishers.isdisjoint(said.split())
    weak = title.witness == "before the meta line" or short
    if weak and not agreed and said.count(" ") >= _FAR and not _names_the_site(said, trace.judged):
        found.append(Reason("title", "the page's <title> says something else", head.titles[said][0]))
    return found


def _names_the_site(said: str, judged: Judged) -> bool:
    """Whether hardly anything of a title is left beside the site's name, known or as the way to the first page or a line of copyright has it."""
    rest = f" {said} "
    for name in wordings().site_names:
        rest = rest.replace(f" {name} ", " ")
    if rest != f" {said} " and len(rest.split()) < _FEW + _SLOGAN:
        return True
    words = {word for word in said.split() if not word.isdigit()}
    for line in judged.lines:
        named = [line.key] if _COPYRIGHT.search(line.text) else [fold(link.text) for link in line.links if _FRONT.fullmatch(link.target)]
        if any(len(shared := words & set(name.split())) >= _FEW and len(words) - len(shared) < _FEW for name in named):
            return True
    return False


def _follows_its_section(trace: Trace) -> bool:
    """Whether the line above the title names the section of the address: weak by itself, and right."""
    address = trace.judged.address
    above = next((line for line in reversed(trace.judged.lines[: trace.title.index if trace.title else 0]) if line.key), None)
    return address is not None and above is not None and slug_of_key(above.key) == address.section


def _agrees(key: str, head: Head) -> bool:
    """Whether the page's head has the title, whole, as a part, or cut short."""
    if key in head.titles or (key.count(" ") > 1 and key in head.all_titles):
        return True
    if any(title.count(" ") > 1 and key.startswith(title.rpartition(" ")[0]) for title in head.titles):
        return True
    return any(key.startswith(rest) for title in head.titles for rest in _behind_a_name(title))


def _behind_a_name(title: str) -> Iterator[str]:
    """What a title in the head says behind the first word, or the first few, which may be the site's name: «براثا: …»."""
    words = title.split()
    for start in range(1, min(_LONGEST_NAME, len(words) - _FAR) + 1):
        yield " ".join(words[start:])


def _category(around: Around, *, is_section_guessed: bool) -> list[Reason]:
    trace = around.trace
    category = trace.category
    if category is None:
        for line in [*around.above, *around.between, *trace.lines[:_FEW], *around.near]:
            if len(line.links) <= _FAR and any(slug_of(piece) == around.section for piece in _PIECES.split(line.text)):
                return [Reason("category", "the section's name near the title was not taken", line.text)]
        return [Reason("category", "every page of the agency names its section, and none was found")]
    if (other := _named_otherwise(around, category)) is not None:
        return [Reason("category", "a label near the title names another section", other.text)]
    if (deeper := _next_step(around, category)) is not None:
        return [Reason("category", "the way to the story goes on below this section", deeper)]
    slug = slug_of(category.name)
    if category.witness == IN_A_MENU:
        return [Reason("category", "the page names it only among the sections of a menu", category.name)]
    if category.witness == "line above the title":
        return [Reason("category", "a short line above the title that is no known section")]
    if slug is None and category.witness != TO_ITS_LISTING:
        return [Reason("category", "no known section is called so", category.name)]
    if slug is not None and around.section and slug != around.section and not is_section_guessed:
        return [Reason("category", "another section than the address says", category.name)]
    return []


def _next_step(around: Around, category: Category) -> str | None:
    """The last step of a way to the story, where it is a few linked words behind the section that was taken: «الأخبار » أخبار المحافظة»."""
    for line in around.above:
        steps = [fold(link.text) for link in line.links]
        if not (1 < len(steps) <= _STEPS and _ARROW.search(line.text)) or fold(category.name) not in steps[:-1]:
            continue
        last, title = line.links[-1], around.trace.title
        few = 0 < len(last.text.split()) <= _LONGEST_FIELD and not any(map(str.isdigit, last.text))
        own = (title is not None and steps[-1] in title.key) or _leads_no_deeper(last, around.trace.judged)
        if few and not own and slug_of(last.text) is None and not around.trace.judged.links_to_other_article(line):
            return last.text
    return None


def _leads_no_deeper(link: Link, judged: Judged) -> bool:
    """Whether a link leads nowhere, to the article itself, or to a listing of the section: «تفاصيل الخبر», «أرشيف القسم»."""
    address, whole = linked_article(judged.url, link.target), resolve(judged.url, link.target)
    return link.target.startswith(("#", "javascript:")) or address is not None or (whole is not None and listing_section(whole) is not None)


def _named_otherwise(around: Around, category: Category) -> Line | None:
    """A line above the story that names another section behind a label for sections: «الموضوع: أقلام حرة»."""
    for line in [*around.above, *around.between]:
        label, colon, name = line.text.partition(":")
        name = _IN_BRACKETS.sub("", name).strip()
        told = bool(colon) and fold(label) in _SECTION_LABELS and 0 < len(name.split()) <= _LONGEST_FIELD and not any(map(str.isdigit, name))
        if told and fold(name) != fold(category.name) and (slug_of(name) is None or slug_of(name) != slug_of(category.name)):
            return line
    return None
