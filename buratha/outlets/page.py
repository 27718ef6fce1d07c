"""A run's report as one HTML file that needs nothing else: what to know first, then the numbers, then the records to look at."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from buratha import resources
from buratha.checks import CHECKS
from buratha.checks.case import Case, Stats, listed
from buratha.monitors import is_delivered
from buratha.outlets import page_tables as tables
from buratha.outlets.plots import Moment, Plot, figure

Report = Mapping[str, Any]
_MOST_RUNS = 60
"""So many runs stand on an axis."""
_PLOTTED = ("title", "author", "published", "category", "views", "images")
_MIB, _MINUTE = 1 << 20, 60.0
_CUT_SHORT = "it, or the one before it, was ended before it had asked for everything"
_TOO_FEW = "is not compared with others: there are too few runs like it before it to tell what is usual"
_OF_WHOLE_RUNS = [question.name for question in CHECKS if question.needs_whole_runs]
"""Checks of how much a run brings."""


def page(report: Report, history: Iterable[Report]) -> str:
    """The page about a run. ``history``: reports of the runs before it, in any order."""
    template = Template(files(resources).joinpath("run.html").read_text(encoding="utf-8"))
    stats, case = Stats(report.get("stats") or {}), Case.of(report, history)
    outcome = str(report.get("outcome") or "unknown")
    return template.substitute(
        run=escape(str(report.get("run", "?"))),
        outcome=escape(outcome),
        kind=_kind(report),
        facts=_facts(report),
        alerts=_alerts(report, case),
        tiles=_tiles(report, stats),
        plots=_plots([*_before(case), report], is_first=not case.before),
        sections=tables.sections(stats, is_delivered=is_delivered(report)),
        lost=tables.lost(stats),
        fields=tables.fields(stats),
        layouts=tables.layouts(report),
        doubtful=tables.doubtful(report, int(stats["buratha/doubtful"])),
        feeds=tables.feeds(report),
        stats=tables.everything(report),
    )


def _kind(report: Report) -> str:
    outcome = report.get("outcome")
    return outcome if outcome in {"complete", "incomplete", "failed"} else "none"


def _before(case: Case) -> list[Report]:
    """The runs before it that were told to crawl the same, oldest first."""
    return [run.report for run in case.alike[: _MOST_RUNS - 1]][::-1]


def _facts(report: Report) -> str:
    parts = [tables.link(report.get("site")), f"begun {_time(report.get('started'))}", f"ended {_time(report.get('ended'))}"]
    parts += [f"{escape(name)} = {escape(str(value))}" for name, value in (report.get("arguments") or {}).items()]
    return " · ".join(part for part in parts if part)


def _time(text: object) -> str:
    try:
        return f"{datetime.fromisoformat(str(text)):%Y-%m-%d %H:%M}"
    except ValueError:
        return escape(str(text))


def _alerts(report: Report, case: Case) -> str:
    faults = [
        f'<div class="alert {escape(fault["outcome"])}"><h3><b>{escape(fault["outcome"].capitalize())}</b></h3>'
        f"<p>{escape(fault['sentence'])}</p></div>"
        for fault in report.get("faults") or ()
    ]
    findings = [
        f'<div class="alert {escape(found["level"])}"><h3><b>{escape(found["level"].capitalize())}</b> · {escape(found["name"])}</h3>'
        f'<p>{escape(found["sentence"])}</p><p class="do">{escape(found["advice"])}</p></div>'
        for found in report.get("findings") or ()
    ]
    if not faults and not findings:
        return f'<p class="well">The run is complete, and {_looks(case)}.</p>'
    note = f'<p class="note">The run {why}.</p>' if (why := _not_compared(case)) else ""
    return "".join(faults + findings) + note


def _looks(case: Case) -> str:
    if why := _not_compared(case):
        return why
    return "looks as runs usually do"


def _not_compared(case: Case) -> str:
    """What of a run is not compared with others, and why; empty when everything is."""
    if case.has_history:
        return "" if case.is_whole else f"is compared with such runs, but not in {listed(_OF_WHOLE_RUNS, 9)}: {_CUT_SHORT}"
    return _TOO_FEW if case.is_whole else f"is not compared with others: {_CUT_SHORT}, and there are too few such runs before it"


def _delivered(report: Report) -> float:
    return Stats(report.get("stats") or {}).sum("buratha/articles/") if is_delivered(report) else 0


def _tiles(report: Report, stats: Stats) -> str:
    pace = stats["downloader/request_count"] / stats["elapsed_time_seconds"] * _MINUTE if stats["elapsed_time_seconds"] else 0
    tiles = {
        "Delivered": f"{_delivered(report):,.0f}",
        "New": f"{stats['buratha/kept/new']:,.0f}",
        "Revised": f"{stats['buratha/kept/revised']:,.0f}",
        "Doubtful": f"{stats['buratha/doubtful']:,.0f}",
        "Failed pages": f"{stats.sum('buratha/failed/'):,.0f}",
        "Requests": f"{stats['downloader/request_count']:,.0f} <small>{pace:,.0f}/min</small>",
        "Duration": _duration(stats["elapsed_time_seconds"]),
        "Memory": f"{stats['memusage/max'] / _MIB:,.0f} <small>MiB</small>",
    }
    return "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in tiles.items())


def _duration(seconds: float) -> str:
    hours, rest = divmod(int(seconds), 3600)
    minutes, left = divmod(rest, 60)
    if hours:
        return f"{hours} <small>h</small> {minutes} <small>min</small>"
    return f"{minutes} <small>min</small> {left} <small>s</small>" if minutes else f"{left} <small>s</small>"


def _plots(runs: Sequence[Report], *, is_first: bool) -> str:
    stats = [Stats(run.get("stats") or {}) for run in runs]
    moments = [
        Moment(f"run {run.get('run')}, {_time(run['started'])}, {run.get('outcome') or 'died'}", str(run["started"])[:10], _kind(run)) for run in runs
    ]
    plots = (
        Plot("Articles delivered", "", {"articles": [_delivered(run) for run in runs]}, bars=True),
        Plot("Records with a value", "", {field: [_filled(each, field) for each in stats] for field in _PLOTTED}, percent=True),
        Plot("Requests a minute", "", {"requests": [_pace(each) for each in stats]}),
        Plot("Pages failed or without an article", "", {"pages": [each.sum("buratha/failed/", "buratha/no_article/") for each in stats]}, bars=True),
        Plot(
            "Requests repeated",
            "",
            {"retries": [_share(each["retry/count"], each["downloader/request_count"]) for each in stats]},
            percent=True,
            bars=True,
        ),
        Plot("Duration", " min", {"minutes": [each["elapsed_time_seconds"] / _MINUTE or None for each in stats]}, bars=True),
    )
    known = "the first run" if is_first else "the first run with these arguments that is known"
    note = "" if len(runs) > 1 else f'<p class="note">This is {known}; the plots grow with those to come.</p>'
    return f'{note}<div class="plots">{"".join(figure(plot, moments) for plot in plots)}</div>'


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _pace(stats: Stats) -> float | None:
    return _share(stats["downloader/request_count"] * _MINUTE, stats["elapsed_time_seconds"])


def _filled(stats: Stats, field: str) -> float | None:
    articles = stats.sum("buratha/articles/")
    return 1 - min(1.0, stats[f"buratha/empty/{field}"] / articles) if articles else None
