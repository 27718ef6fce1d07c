"""The pinned floors of the project's own figures: what a change may not make worse unseen."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.engines import OWN
from benchmarks.metrics import METRICS
from benchmarks.running import Results

FLOORS: Final = Path(__file__).parent / "floors.toml"

Floors = dict[str, dict[str, dict[str, float]]]
"""Engine, condition, metric: the least a figure may be, or the most where less is better."""

_NOISE: Final = 1e-9


class FloorsError(Exception):
    """The file of floors and the figures do not fit together; the message says where."""


class Pinned(NamedTuple):
    """A figure beside its floor."""

    engine: str
    condition: str
    metric: str
    figure: float
    floor: float

    @property
    def room(self) -> float:
        """How far the figure is on the good side of its floor; negative where it is not."""
        gap = self.figure - self.floor
        return -gap if METRICS[self.metric].less_is_better else gap

    @property
    def broken(self) -> bool:
        """Whether the figure is on the wrong side."""
        return self.room < -_NOISE

    def __str__(self) -> str:
        """Name the figure and both numbers."""
        word = "ceiling" if METRICS[self.metric].less_is_better else "floor"
        return f"{self.engine}, {self.condition}: {self.metric} is {self.figure:.4f}, its {word} {self.floor:.4f}"


def load_floors(path: Path = FLOORS) -> Floors:
    """Read the floors."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def pinned(results: Results, floors: Floors) -> list[Pinned]:
    """Return every figure of the project's own engines beside its floor; a FloorsError names those that have no counterpart."""
    figures = {
        (engine, condition, metric): value
        for engine in OWN
        for condition in results.conditions
        for metric, value in results.figures(engine, condition).items()
    }
    known = dict(_flat(floors))
    if odd := figures.keys() ^ known.keys():
        message = "; ".join(f"{'.'.join(name)} has no {'figure' if name in known else 'floor'}" for name in sorted(odd))
        raise FloorsError(message)
    return [Pinned(*name, figure, known[name]) for name, figure in figures.items()]


def _flat(floors: Floors) -> Iterator[tuple[tuple[str, str, str], float]]:
    for engine, conditions in floors.items():
        for condition, metrics in conditions.items():
            for metric, floor in metrics.items():
                yield (engine, condition, metric), floor
