"""Let engines read lots of pages, one after the other, and keep what comes of it."""

import gc
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from benchmarks.corpus import HELD_OUT, Lot
from benchmarks.engines import Engine
from benchmarks.metrics import Score, figures, score


@dataclass
class Results:
    """All scores and times of a run."""

    engines: list[Engine]
    skipped: dict[str, str] = field(default_factory=dict)
    """Why an engine was left out, by its name."""
    raised: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """On how many pages an engine raised an exception."""
    layouts: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    pages: int = 0
    size: int = 0
    _scores: dict[tuple[str, str, str], list[Score]] = field(default_factory=lambda: defaultdict(list))
    _times: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, engine: str, lot: Lot, scores: Sequence[Score], seconds: float) -> None:
        """Keep what an engine made of a lot; what is held out is kept together, whatever layout it is in."""
        layout, condition = (HELD_OUT, HELD_OUT) if lot.held_out else (lot.layout, lot.condition)
        self._scores[engine, condition, layout].extend(scores)
        self._times[engine, condition].append(seconds * 1000 / len(lot.pages))

    def count(self, lot: Lot) -> None:
        """Count a lot's pages, and remember its layout and condition in the order they came."""
        layout, condition = (HELD_OUT, HELD_OUT) if lot.held_out else (lot.layout, lot.condition)
        self.pages += len(lot.pages)
        self.size += sum(len(page.body) for page in lot.pages)
        for known, name in ((self.layouts, layout), (self.conditions, condition)):
            if name not in known:
                known.append(name)

    def figures(self, engine: str, condition: str, layout: str | None = None) -> dict[str, float]:
        """Return an engine's figures in a condition, over one layout or all; only those it can be judged by."""
        chosen = [
            each
            for (who, where, place), scores in self._scores.items()
            if (who, where) == (engine, condition) and place == (layout or place)
            for each in scores
        ]
        gives = next(each.gives for each in self.engines if each.name == engine)
        return {name: value for name, value in figures(chosen).items() if name in gives}

    def ms(self, engine: str, condition: str) -> float:
        """Return the median over the lots of the CPU milliseconds a page."""
        return median(self._times[engine, condition])

    def times_as_fast(self, engine: str, condition: str, than: str) -> float | None:
        """Return the median over the lots of how many times as fast an engine was on the very same pages."""
        ours, theirs = self._times[engine, condition], self._times[than, condition]
        return median(other / own for own, other in zip(ours, theirs, strict=True)) if theirs else None


def run(engines: Sequence[Engine], lots: Iterable[Lot], tell: Callable[[str], None] = lambda _: None) -> Results:
    """Let every engine read every lot, each lot by one engine after the other, so that a slow hour slows all alike."""
    results = Results(list(engines))
    for lot in lots:
        if not results.pages:
            for engine in engines:  # What is built on the first call is nobody's time.
                engine.read(lot.pages[:1])
        results.count(lot)
        tell(HELD_OUT if lot.held_out else f"{lot.condition}, {lot.layout}")
        for engine in engines:
            _measure(results, engine, lot)
    return results


def _measure(results: Results, engine: Engine, lot: Lot) -> None:
    gc.collect()
    start = time.process_time()
    reports = engine.read(lot.pages)
    seconds = time.process_time() - start
    results.raised[engine.name] += reports.raised
    scores = [score(page.truth, reading) for page, reading in zip(lot.pages, reports.readings, strict=True)]
    results.add(engine.name, lot, scores, seconds)
