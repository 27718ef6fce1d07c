"""A reading by selectors beside the reading without: which is believed, and what is doubtful where they differ."""

from buratha.arabic.folding import fold
from buratha.pages.doubt_dates import BESIDE
from buratha.pages.doubt_lines import doubt_lines
from buratha.pages.facts import ArticleFacts
from buratha.pages.narrowness import DIFFERS
from buratha.pages.selectors import NOTHING, Guide
from buratha.pages.trace import Around, Reason

_STRONG = {"published": frozenset({"meta line"}), "views": frozenset({"meta line"}), "author": frozenset({"byline"}), "category": frozenset({"page"})}
"""Witnesses that see what the page prints, as the agency prints it: a selector that says something else is wrong before they are."""
_COMMON = 0.5


def trusted(plain: ArticleFacts | None, guide: Guide) -> Guide:
    """The guide without a title or a body that goes against a reading which nothing speaks against."""
    if plain is None or plain.trace is None:
        return guide
    trace = plain.trace
    if guide.title and trace.title and "title" not in plain.doubts and guide.title.key != trace.title.key and trace.title.key in trace.head.titles:
        guide.faults.append(Reason("title", DIFFERS, guide.title.text))
        guide.title = None
    held = {line.index for line in trace.lines}
    common = len(held & guide.body) / max(1, len(held))
    if guide.body and held and "body" not in plain.doubts and common < _COMMON:
        guide.faults.append(Reason("body", DIFFERS, f"{len(guide.body)} lines, of which {len(held & guide.body)} are the story's"))
        guide.body = guide.dropped = frozenset()
    return guide


def settle(plain: ArticleFacts | None, guided: ArticleFacts, guide: Guide) -> ArticleFacts:
    """The guided reading with the values of the selectors, and with doubts where they found nothing or were contradicted."""
    assert guided.trace is not None
    for name in ("published", "views", "author", "category"):
        if guide.has(name):
            _settle_value(name, guided, guide)
    for name in ("title", "body"):
        if guide.has(name):
            _believe(name, guided, guide.witness)
    if guide.has("published") and "published" not in guided.doubts:
        _clear(guided, "views", BESIDE)
    if guide.has("body"):  # it tells where the story stands, and not what furniture stands amid it
        for reason in doubt_lines(Around.of(guided.trace), guided.trace.stretch.container)[:1]:
            _doubt(reason, guided)
    for reason in guide.faults:
        is_empty = reason.name == NOTHING or not reason.detail  # a cell that is there may have nothing in it
        may_lack = is_empty and reason.field not in {"title", "body"}
        if not (may_lack and getattr(guided, reason.field) is None):  # a page may lack its meta line and its author
            _doubt(reason, guided)
    if plain is not None and plain.layout:
        guided.layout = plain.layout
    _deny(guide, guided)
    return guided


def _deny(guide: Guide, facts: ArticleFacts) -> None:
    """Leave nothing of the fields that the layout says its pages lack, whoever has found one, nor of what is told by them alone."""
    for name in guide.absent:
        setattr(facts, name, None)
        _believe(name, facts, guide.denial)
    assert facts.trace is not None
    if "category" in guide.absent:
        facts.section_linked = facts.trace.category = None  # the address alone tells the section
    if "published" in guide.absent:
        facts.doubts[:] = [doubt for doubt in facts.doubts if doubt != "published_refused"]  # it was another day than the article's
    if guide.absent & {"published", "views"} and facts.published is None and facts.views is None:
        facts.trace.meta = None
    if guide.absent & {"author", "source"} and facts.author is None and facts.source is None:
        facts.byline = None
        facts.trace.signed.printed.clear()


def _settle_value(name: str, facts: ArticleFacts, guide: Guide) -> None:
    theirs, ours = getattr(guide, name), getattr(facts, name)
    if ours is not None and not _same(name, theirs, ours):
        printed = facts.witnesses.get(name) in _STRONG[name] and name not in facts.doubts and _is_the_agencys(name, facts)
        if printed:
            _doubt(Reason(name, DIFFERS, str(getattr(theirs, "iso", theirs))), facts)
            return
        stays_doubtful = name not in facts.doubts or _has_a_label(name, facts)
        setattr(facts, name, theirs)
        _believe(name, facts, guide.witness)
        if stays_doubtful:
            _doubt(Reason(name, "another witness says something else than the layout's selector", str(getattr(ours, "iso", ours))), facts)
        return
    if ours is None or name != "published" or ours.precision == "day":
        setattr(facts, name, theirs)
    _believe(name, facts, guide.witness)


def _is_the_agencys(name: str, facts: ArticleFacts) -> bool:
    """Whether date and views were read in the agency's own form, or views with their label, and not put together from scattered pieces."""
    meta = facts.trace.meta if facts.trace else None
    return name not in {"published", "views"} or (meta is not None and (meta.agency_form or _has_a_label(name, facts)) and not meta.strange)


def _has_a_label(name: str, facts: ArticleFacts) -> bool:
    """Whether a label beside the date says of a number that it counts the readers."""
    meta = facts.trace.meta if facts.trace else None
    return name == "views" and meta is not None and meta.labelled and meta.views == facts.views


def _same(name: str, one: object, other: object) -> bool:
    if name == "published":
        return str(getattr(one, "iso", ""))[:10] == str(getattr(other, "iso", ""))[:10]
    return fold(str(one)) == fold(str(other))


def _believe(name: str, facts: ArticleFacts, witness: str) -> None:
    """Name what the layout has as witness, and forget what was held against the field."""
    assert facts.trace is not None
    facts.witnesses[name] = witness
    facts.doubts[:] = [doubt for doubt in facts.doubts if doubt != name]
    facts.trace.reasons[:] = [reason for reason in facts.trace.reasons if reason.field != name]


def _clear(facts: ArticleFacts, name: str, reason: str) -> None:
    """Forget one reason, and with it the doubt about the field if it has no other."""
    assert facts.trace is not None
    facts.trace.reasons[:] = [each for each in facts.trace.reasons if (each.field, each.name) != (name, reason)]
    if not facts.trace.doubts(name):
        facts.doubts[:] = [doubt for doubt in facts.doubts if doubt != name]


def _doubt(reason: Reason, facts: ArticleFacts) -> None:
    assert facts.trace is not None
    facts.doubts.append(reason.field)
    facts.trace.reasons.append(reason)
