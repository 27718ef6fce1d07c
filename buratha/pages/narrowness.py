"""Whether the lines that a body's selector leaves are the story: a selector may name a box, or one paragraph of many."""

from collections.abc import Sequence

from buratha.pages.body import speaks, within
from buratha.pages.facts import ArticleFacts
from buratha.pages.judged import is_prose
from buratha.pages.lines import Line
from buratha.pages.selectors import Guide
from buratha.pages.trace import Reason, Trace

_COMMON = 0.5
DIFFERS = "the layout's selector says something else"
BESIDE = "the layout's selector leaves out lines beside those that it names, and no drop names them"


def misses(plain: ArticleFacts | None, guided: ArticleFacts, guide: Guide) -> bool:
    """Whether a body's selector is not to be believed, whatever is held against the reading without; leaves the doubt with the guide."""
    trace, without = _traced(guided), plain.trace.lines if plain is not None and plain.trace else []
    named = [line for line in trace.lines if line.index in guide.body]
    if not named:  # furniture, or above the story
        if without:
            guide.faults.append(Reason("body", DIFFERS, f"{len(guide.body)} lines, of which none is the story's"))
        return True
    left = [line for line in without if line.key and not _is_known(line, trace, guide)]
    if beside := _of_its_kind(named, left) or _unread(named, trace, guide):
        guide.faults.append(Reason("body", BESIDE, beside[0].text))
        return True
    return _tells_less(trace.lines, without, left, guide) or _parts_the_block(plain, trace, left, guide)


def _traced(facts: ArticleFacts) -> Trace:
    assert facts.trace is not None
    return facts.trace


def _is_known(line: Line, trace: Trace, guide: Guide) -> bool:
    """Whether a line was read, if perhaps for another field, or a selector names it."""
    taken = trace.captions | trace.related | trace.signed.taken | set(trace.meta.lines if trace.meta else ())
    known = guide.body | guide.dropped | taken | {read.index for read in (*trace.lines, *trace.notices)}
    return line.index in known or (trace.title is not None and trace.title.key == line.key)


def _of_its_kind(named: Sequence[Line], left: Sequence[Line]) -> list[Line]:
    """Lines of the story, as it is read without, that stand where the selector's own lines stand."""
    places = {line.node.place for line in named}
    return [line for line in left if line.node.place in places]


def _unread(named: Sequence[Line], trace: Trace, guide: Guide) -> list[Line]:
    """Prose right beside the selector's own lines, in blocks of their kind, that neither reading took for the story's."""
    kinds = {(line.node.place, id(line.node.parent)) for line in named if is_prose(line)}
    beside = (line for line in trace.judged.lines if is_prose(line) and (line.node.place, id(line.node.parent)) in kinds)
    return [line for line in beside if speaks(line, trace.judged) and not _is_known(line, trace, guide)]


def _tells_less(read: Sequence[Line], without: Sequence[Line], left: Sequence[Line], guide: Guide) -> bool:
    """Whether most of the story stands elsewhere: not believed without prose, or far shorter; else only doubtful, for there the other may err."""
    words, whole, lost = (sum(line.words for line in lines) for lines in (read, without, left))
    if lost <= _COMMON * whole or words >= 2 * whole:
        return False
    shared = {line.index for line in without} & {line.index for line in read}
    if words < whole or not shared:
        guide.faults.append(Reason("body", DIFFERS, f"{words} words, and without it there are {whole}"))
    return not shared and (words < _COMMON * whole or not any(map(is_prose, read)))


def _parts_the_block(plain: ArticleFacts | None, trace: Trace, left: Sequence[Line], guide: Guide) -> bool:
    """Whether the selector leaves out lines in the block around all those that it names: so a heading, or a list. Else at least a doubt."""
    inside = [line for line in left if within(line.node, trace.stretch.container)]
    if inside:
        guide.faults.append(Reason("body", BESIDE, inside[0].text))
    return bool(inside) and plain is not None and "body" not in plain.doubts
