"""Which fields of a reading are doubtful, and why: what the witnesses did not agree on, left unread, or said on weak grounds.

A doubt is no judgement on the value, which stays as it was found. Calibrated on pages whose right values are known
(``python -m benchmarks.doubts``): each reason here is right far more often than it is wrong.
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from buratha.arabic.dates import Moment
from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold
from buratha.arabic.names import PENS, Byline, bare_name, is_name, may_be_a_name, read_byline
from buratha.pages.byline import COLUMNS, bare_item_beside
from buratha.pages.byline_row import with_place_and_day
from buratha.pages.category import IN_A_MENU, TO_ITS_LISTING, Category
from buratha.pages.doubt_body import HARDLY_ANY, doubt_body
from buratha.pages.doubt_dates import BESIDE, STRUCTURED, doubt_published
from buratha.pages.doubt_lines import GLUED
from buratha.pages.doubt_views import doubt_views
from buratha.pages.head import Head
from buratha.pages.headlines import behind_an_arrow
from buratha.pages.judged import Judged
from buratha.pages.label_words import keys
from buratha.pages.lines import Line, Link
from buratha.pages.meta_text import AGO, is_date_line
from buratha.pages.ownership import is_anothers
from buratha.pages.trace import Around, Reason, Trace
from buratha.pages.unfinished import SIGNS
from buratha.pages.wording import is_talk, wordings
from buratha.pages.writer_block import unread_in_a_writers_block
from buratha.pages.writer_card import IN_PLACE, is_one_of_several
from buratha.pages.writer_labels import WRITERS_PAGE, is_label, is_of_writers, labelled_writer, may_name_a_writer
from buratha.sections import may_name, slug_of, slug_of_key
from buratha.urls import linked_article, listing_section, resolve

_PIECES = re.compile(r"\s*[\[\]()|·•/\\،,:<>«»›-]+\s*")
_NO_LABEL = re.compile(r"[\d+()\[\]@]")
_LONGEST_BYLINE = 9
_SLOGAN = 1
_FIRST = 5
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
_PERHAPS_ITS_SUBJECT = "a bare name stands behind the headline in its heading, and may be whom it tells of"
_ENOUGH_ALONE = frozenset({"largest print", "heading"})
"""Witnesses that were right in a hundred and more cases for each wrong one, where nothing else spoke for a title."""


def find_doubts(trace: Trace, published: Moment | None, views: int | None, witnesses: Mapping[str, str], now: datetime) -> list[Reason]:
    """Every reason to doubt a field of a reading; a field may have several."""
    found = doubt_title(trace)
    around = Around.of(trace, far=bool(found))
    untitled = any(reason.name != WEAK or reason.detail == _WEAKEST for reason in found)
    found += doubt_body(around, untitled=untitled)
    unproved = (len(found) > 0 and around.is_cold) or any(reason.name == GLUED for reason in found)
    found += doubt_published(around, published, views, witnesses, now, untitled=untitled)
    found += doubt_views(around, published, views, witnesses, now)
    found += _author(around, unproved=unproved or untitled)
    found += _category(around)
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
    if "title" not in fields or not any(reason.name == HARDLY_ANY for reason in found):
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
    if (named := _name_in_its_heading(trace)) is not None:
        found.append(Reason("title", _PERHAPS_ITS_SUBJECT, named))
    category = fold(trace.category.name) if trace.category else ""
    if (category and title.key.startswith(f"{category} ")) or behind_an_arrow(title.text):
        found.append(Reason("title", "it begins with a section's name", title.text))
    said = max(head.titles, key=len, default="")
    short = title.witness == "heading" and title.key.count(" ") < _FEW and wordings().publishers.isdisjoint(said.split())
    weak = title.witness == "before the meta line" or short
    if weak and not agreed and said.count(" ") >= _FAR and not _names_the_site(said, trace.judged):
        found.append(Reason("title", "the page's <title> says something else", head.titles[said][0]))
    return found


def _name_in_its_heading(trace: Trace) -> str | None:
    """A bare name behind the headline in its own heading, which was taken for the writer's: it may be whom the story is about."""
    title, lines = trace.title, trace.judged.lines
    after = lines[title.index + 1] if title is not None and title.index + 1 < len(lines) else None
    if title is None or after is None or not after.node.heading or after.node is not lines[title.index].node or trace.signed.author is None:
        return None
    byline = read_byline(after.text)
    return after.text if byline is not None and not byline.marked and byline.author == trace.signed.author else None


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


def _signing(line: Line) -> Byline | None:
    """The byline that a short line reads as, when it names somebody."""
    if not 0 < line.words <= _LONGEST_BYLINE:
        return None
    byline = read_byline(line.text)
    if byline is not None and byline.author:
        return byline
    dated = with_place_and_day(line.text)
    return dated[0] if dated else None


def _author(around: Around, *, unproved: bool) -> list[Reason]:
    signed = around.trace.signed
    if signed.author is None:
        return _unsigned(around, unproved=unproved)
    if signed.witness in STRUCTURED:
        printed = any(fold(signed.author) in line.key for line in around.trace.judged.lines)
        return [] if printed else [Reason("author", "only structured data names it, the page prints no such name", signed.author)]
    if _name_in_its_heading(around.trace) is not None:
        return [Reason("author", _PERHAPS_ITS_SUBJECT, signed.author)]
    if signed.witness == IN_PLACE:
        return [Reason("author", "a bare name is all that stands beside a picture, and may be whom it shows", signed.author)]
    return _bare_name(around, unproved=unproved) if signed.witness == "bare name line" else []


def _unsigned(around: Around, *, unproved: bool) -> list[Reason]:
    trace = around.trace
    if not trace.lines and around.section in COLUMNS:
        return [Reason("author", "none in a section of columns, and no text was read")]
    for line in trace.lines[:_FIRST]:
        if _signing(line):
            return [Reason("author", "a byline stands in the body", line.text)]
    beside = [line for line in around.items if around.title_at - _FAR <= line.index and line.index <= min(around.body, default=around.title_at)]
    if (near := next((line for line in [*around.near, *beside] if _is_an_unread_byline(line, around)), None)) is not None:
        return [Reason("author", "a byline near the story was not taken", near.text)]
    if (named := _named_on_all_pages(around)) is not None:
        return [Reason("author", "a name between headline and story stands on other pages too, and may be its writer's", named.text)]
    if (listed := _beside_the_day(around)) is not None:
        return [Reason("author", "a name beside the date was not taken", listed.text)]
    if (linked := _linked_writer(around)) is not None:
        return [Reason("author", "a link to a writer's page between headline and story was not taken", linked.text)]
    if (written := _written_elsewhere(around)) is not None:
        return [Reason("author", "a byline away from the story was not taken", written.text)]
    if (unread := unread_in_a_writers_block(trace.judged, around.titled, trace.lines, around.read)) is not None:
        return [Reason("author", "what stands in a block that its markup calls the writer's was not taken", unread.text)]
    if (strange := _perhaps_a_name(around)) is not None:
        return [Reason("author", "a few words beside the text begin with a given name", strange.text)]
    if unproved and around.section in COLUMNS:
        return [Reason("author", "none in a section of columns, and where the story begins or ends is doubtful")]
    return []


def _is_an_unread_byline(line: Line, around: Around) -> bool:
    """Whether a line near the story names its writer."""
    if _is_behind_a_pen(line, around):
        return True
    byline = None if around.trace.judged.evidence[line.index].against or line.is_link else _signing(line)
    if byline is None or (not byline.marked and _is_among_readers(line, around)):
        return False
    return line.index > around.title_at or not is_anothers(around.trace.judged, line, around.titled)


def _is_behind_a_pen(line: Line, around: Around) -> bool:
    """Whether a short line of this story stands behind a pen, as writers' names do, whatever is in it beside the name."""
    if not (line.text.startswith(PENS) and 1 < line.words <= 2 * _LONGEST_BYLINE):
        return False
    return not (line.is_link or around.trace.judged.evidence[line.index].against or is_anothers(around.trace.judged, line, around.titled))


def _is_among_readers(line: Line, around: Around) -> bool:
    """Whether a line stands below the text and is a reader's, or of a list: below what heads their words, above a day, below another headline."""
    judged, body = around.trace.judged, around.trace.lines
    last = body[-1].index if body else around.title_at
    if line.index < last:
        return False
    between = [other for other in judged.lines[last + 1 : line.index] if other.key]
    if any(is_talk(other.key) for other in between):
        return True
    if not between or any(other.node.place == line.node.place for other in body):
        return False
    after = next((other for other in judged.lines[line.index + 1 :] if other.key), None)
    dated = after is not None and (is_date_line(after.text) or AGO.search(western_digits(after.text)) is not None)
    return dated or judged.links_to_other_article(between[-1])


def _named_on_all_pages(around: Around) -> Line | None:
    """The name between headline and story that other pages have there, behind no label of another office: one may have written them all."""
    before: Line | None = None
    for line in around.between:
        labelled = before is not None and _is_label(before, around) and not is_label(before.key)
        before = line
        if around.trace.judged.evidence[line.index].fixed and not (labelled or line.is_link) and _signing(line):
            return line
    return None


def _beside_the_day(around: Around) -> Line | None:
    """The bare name that is an item right beside the date's in a list of facts."""
    trace = around.trace
    name = bare_item_beside(trace.judged, trace.meta.dated_at) if trace.meta is not None and not trace.meta.of_issue else None
    return name if name is not None and name.index not in around.read else None


def _linked_writer(around: Around) -> Line | None:
    """A few words between headline and story that lead to the page of a writer who is no desk."""
    for line in around.between:
        few = 1 < line.words <= _LONGEST_BYLINE and not any(map(str.isdigit, line.text)) and not around.trace.judged.evidence[line.index].fixed
        if few and any(_may_be_a_writer(link) for link in line.links):
            return line
    return None


def _may_be_a_writer(link: Link) -> bool:
    """Whether a link leads to the page of somebody by a name, or to a writer's page by some words that are no desk's."""
    if not WRITERS_PAGE.search(link.target):
        return False
    known = any(is_name(bare_name(name)) for name in (link.text, link.text.partition(" ")[2]))
    return known or (is_of_writers(link.target) and may_name_a_writer(link.text))


def _written_elsewhere(around: Around) -> Line | None:
    """The one line anywhere on the page that names somebody behind a label of whoever writes, and is no other story's."""
    judged = around.trace.judged
    lines = (line for line in judged.lines if 0 < line.words <= _LONGEST_WRITTEN and not line.is_link and not judged.evidence[line.index].fixed)
    found = [line for line in lines if labelled_writer(line.text) and not is_anothers(judged, line, around.titled)]
    found = [line for line in found if line.index < around.title_at or not is_one_of_several(judged, line)]
    found += [line for label, line in itertools.pairwise(around.between) if _is_a_field(label, line)]
    return found[0] if len({line.key for line in found}) == 1 else None


def _perhaps_a_name(around: Around) -> Line | None:
    """A line right above the text, at one of its ends or right below it that begins with a given name and goes on with words no name is known of."""
    judged, body = around.trace.judged, around.trace.lines
    below = next((line for line in judged.lines[body[-1].index + 1 :] if line.key), None) if body else None
    ends = [*body[:_FEW], *body[-1:]] if len(body) > _FAR else []
    for line in [*around.between, *ends, *([below] if below is not None else [])]:
        taken = line.index in around.read and line.index not in around.body
        if not (taken or line.is_link or line.node.heading or judged.evidence[line.index].fixed) and may_be_a_name(line.text):
            return line
    return None


def _is_a_field(label: Line, line: Line) -> bool:
    """Whether a few words stand behind a label of whoever writes, which ends in a colon, between headline and story."""
    few = 1 < line.words <= _LONGEST_FIELD and not line.is_link and not any(map(str.isdigit, line.text))
    return few and label.text.rstrip().endswith(":") and is_label(label.key)


def _bare_name(around: Around, *, unproved: bool) -> list[Reason]:
    signed, lines, body = around.trace.signed, around.trace.judged.lines, around.trace.lines
    if any(":" in text and labelled_writer(text) is None for text in signed.printed):
        return [Reason("author", "a name behind a label that is no author's", signed.printed[0])]
    keys = {fold(text) for text in signed.printed}
    at = next((index for index in sorted(signed.taken) if lines[index].key in keys), None)
    if at is None or not around.is_cold:
        return []
    before = next((line for line in reversed(lines[max(0, at - 2) : at]) if line.key), None)
    if before is not None and _is_label(before, around) and not is_label(before.key) and _is_its_field(before, lines[at], body):
        return [Reason("author", "a bare name behind a label", before.text)]
    beneath = around.title_at < at < body[0].index if body else False  # the headline, where names are the writers'
    if unproved and body and lines[at].node.place != body[0].node.place and not beneath:
        return [Reason("author", "a bare name apart from the story, whose bounds are doubtful")]
    return []


def _is_its_field(label: Line, name: Line, body: Sequence[Line]) -> bool:
    """Whether a label stands beside a name, and does not head the text of which the name is the first line: «النص»."""
    beside = label.node is name.node or label.node.parent is name.node.parent
    heads_the_text = bool(body) and name.node.place == body[0].node.place != label.node.place
    return beside and not heads_the_text


def _is_label(line: Line, around: Around) -> bool:
    """Whether a line may be the label of the name below it: a few words, no tool, no network's name, no counter and no section."""
    if line.index == around.title_at or line.words > _LABEL or line.index in around.read or line.is_link or may_name(line.key):
        return False
    return len(line.key) > _FEW and not (_NO_LABEL.search(line.text) or not wordings().networks.isdisjoint(line.key.split()))


def _category(around: Around) -> list[Reason]:
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
    if slug is not None and around.section and slug != around.section:
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
