"""Small plots over runs, as inline SVG that stretches with the page; what is written on them is HTML, which does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from statistics import median

WIDTH, HEIGHT = 600, 110
_CUT = 5.0
"""Bars beyond so many times the median are cut: the first run brings twenty years."""
_LEAST_SHARE = 0.05
"""A plot of shares has room for so much at the least: one of 238 shall not look like all."""
_A_HUNDREDTH = 0.01
_HUES = 6
_SLOTS = 16
"""Room for so many runs at the least, the newest at the right end; a lone bar would fill the plot."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One run on the axis: what a reader is told of it, and the colour of its bar."""

    label: str
    day: str
    kind: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A title, its unit, and a value for each run; None where a run has none."""

    title: str
    unit: str
    series: Mapping[str, Sequence[float | None]]
    percent: bool = False
    bars: bool = False

    def text(self, value: float | None) -> str:
        """A value as a person reads it, with its unit."""
        if value is None:
            return "none"
        if self.percent:
            return f"{value:.1%}" if 0 < value < _A_HUNDREDTH else f"{value:.0%}"
        return (f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:.1f}") + self.unit  # noqa: PLR2004 - a digit more for small ones


def figure(plot: Plot, moments: Sequence[Moment]) -> str:
    """The plot as HTML."""
    first = next(iter(plot.series.values()))
    top = _top(plot)
    now = f"<span>now {plot.text(first[-1])}</span>" if len(plot.series) == 1 else ""
    drawn = _bars(plot, first, moments, top) if plot.bars else _lines(plot, moments, top)
    return (
        f"<figure><figcaption><h3>{escape(plot.title)}</h3>{now}</figcaption>"
        f'<div class="plot"><b>{"cut at " if _is_cut(plot, top) else ""}{plot.text(top)}</b>'
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" role="img" aria-label="{escape(plot.title)}">'
        f'<path class="grid" d="M0 {HEIGHT / 2}H{WIDTH}"/>{drawn}</svg></div>'
        f'<div class="axis"><span>{escape(moments[0].day) if len(moments) >= _SLOTS else ""}</span><span>{escape(_until(moments))}</span></div>'
        f"{_legend(plot)}</figure>"
    )


def _until(moments: Sequence[Moment]) -> str:
    first, last = moments[0].day, moments[-1].day
    return f"{first} – {last}" if len(moments) < _SLOTS and first != last else last


def _is_cut(plot: Plot, top: float) -> bool:
    return any(value is not None and value > top for series in plot.series.values() for value in series)


def _places(number: int) -> tuple[float, float]:
    """Where the first run stands, and how far each is from the next."""
    step = WIDTH / max(number, _SLOTS)
    return WIDTH - number * step, step


def _top(plot: Plot) -> float:
    """The greatest value that the plot has room for."""
    values = [value for series in plot.series.values() for value in series if value is not None]
    if plot.percent and not plot.bars:
        return 1.0
    highest = max(values, default=0.0)
    usual = median(values) if values else 0.0
    top = min(highest, _CUT * usual) if plot.bars and usual else highest
    return max(top, _LEAST_SHARE) if plot.percent else top or 1.0


def _bars(plot: Plot, values: Sequence[float | None], moments: Sequence[Moment], top: float) -> str:
    start, step = _places(len(moments))
    rows = enumerate(zip(values, moments, strict=True))
    bars = [_bar(start + at * step, step, (value or 0) / top, f"{moment.label}: {plot.text(value)}", moment.kind) for at, (value, moment) in rows]
    return "".join([*bars[:-1], bars[-1].replace('class="', 'class="now ', 1)])


def _bar(x: float, step: float, share: float, told: str, kind: str) -> str:
    height = min(1.0, share) * (HEIGHT - 12)
    gap = min(3.0, step / 5)
    return (
        f'<rect class="{kind}" x="{x + gap / 2:.1f}" y="{HEIGHT - height:.1f}" width="{step - gap:.1f}" height="{height:.1f}">'
        f"<title>{escape(told)}</title></rect>"
    )


def _lines(plot: Plot, moments: Sequence[Moment], top: float) -> str:
    lines = [_line(values, hue, top) for hue, values in enumerate(plot.series.values(), 1)]
    start, step = _places(len(moments))
    hits = [
        f'<rect class="hit" x="{start + at * step:.1f}" y="0" width="{step:.1f}" height="{HEIGHT}">'
        f"<title>{escape(_told(plot, at, moment))}</title></rect>"
        for at, moment in enumerate(moments)
    ]
    return "".join(lines + hits)


def _told(plot: Plot, at: int, moment: Moment) -> str:
    values = [f"{name} {plot.text(series[at])}" if len(plot.series) > 1 else plot.text(series[at]) for name, series in plot.series.items()]
    return f"{moment.label}: {', '.join(values)}"


def _line(values: Sequence[float | None], hue: int, top: float) -> str:
    start, step = _places(len(values))
    known = [(start + (at + 0.5) * step, value) for at, value in enumerate(values) if value is not None]
    if len(known) == 1:
        (x, value) = known[0]
        known = [(x - step / 2, value), (x + step / 2, value)]
    points = " ".join(f"{x:.1f},{HEIGHT - min(1.0, value / top) * (HEIGHT - 12):.1f}" for x, value in known)
    return f'<polyline class="s{(hue - 1) % _HUES + 1}" style="background:none" points="{points}"/>'


def _legend(plot: Plot) -> str:
    if len(plot.series) == 1:
        return ""
    parts = (
        f'<span><i class="s{(hue - 1) % _HUES + 1}"></i>{escape(name)} {plot.text(series[-1])}</span>'
        for hue, (name, series) in enumerate(plot.series.items(), 1)
    )
    return f'<div class="legend">{"".join(parts)}</div>'
