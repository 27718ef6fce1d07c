"""docs/monitors.md, made from the checks: ``python -m buratha.checks.document > docs/monitors.md``."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib import resources
from itertools import pairwise

from buratha.checks.catalogue import CHECKS
from buratha.checks.finding import Check

_DOCUMENT = re.compile(r"docs/([\w-]+\.md)")

_HEAD = """\
# Monitors

Made from `buratha/checks/` by `python -m buratha.checks.document > docs/monitors.md`; change it there.

After each run its report is compared with those of the last {MOST_RUNS} runs before it in the archive. Where there are more in {KNOWN_DAYS} days, the
older ones are looked at as well, those of three hours put together (in all {MOST_READ} reports at the most). What is found stands in the report
(`findings`), in the last lines of the log, in `reports/latest.html`, in the Prometheus file, and in the message that `BURATHA_NOTIFY` sends.
A finding does not change the outcome of the run nor its exit status: these tell whether the run did what it should (complete,
incomplete, failed), findings tell whether what came out looks as it usually does.

- **error**: this run's data is not to be trusted, or data will be missing, until somebody has looked.
- **warning**: look at it on a working day.
- Checks marked *history* compare with ordinary days and are silent until there are {FEWEST_DAYS}. Runs are put together to days, however many there
  are a day. Ordinary is a run with the same arguments that came to its end, after a run that came to its end; the first run is not. Arguments
  whose days move with the calendar are the same: `since` three days ago, every day. A run to which the site did not answer tells of no day.
- Runs that a limit (`CLOSESPIDER_…`) or somebody ended, and those right after them, which have their work to do as well, are compared with such
  runs, once there have been {FEWEST_DAYS} days of them. Checks marked *whole runs* are silent about them: how much they bring is a matter of their
  time. Holes in the listings are counted by runs for everything: by those that come to their end, and by those that a limit ends, without the
  walks that these have themselves got on with. The run's page says what is not compared.
- What is unusual for long becomes usual: a check falls silent by itself when a change has come to stay, about {USUAL_DAYS} days after its
  first word at the latest. What gets worse from week to week does not become usual (`pace`, `memory`).
- A crawl that never starts leaves no report and no finding. Let Prometheus say so:
  `time() - buratha_last_run_end_time_seconds > 2 * 86400 or absent(buratha_last_run_end_time_seconds)`; the second part speaks where there is no
  file, or node_exporter cannot read it.

"""


def document() -> str:
    """The document as Markdown."""
    values = {name: value for name, value, _ in _thresholds()}
    return _HEAD.format(**values) + "\n".join([*_checks(), *_limits()]) + "\n"


def _checks() -> Iterator[str]:
    yield "## The checks\n"
    for question in CHECKS:
        yield f"### {question.name}\n"
        grave = question.grave
        marks = ("; " if grave else ", ").join(_marks(question))
        yield f"*{marks}.* {question.asks}\n"
        yield f"**What to do.** {_linked(question.advice)}{f' When it is an error: {grave.advice}' if grave else ''}\n"


def _marks(question: Check) -> Iterator[str]:
    yield f"{question.level}, or error when {question.grave.when}" if question.grave else question.level
    if question.needs_history:
        yield "history"
    if question.needs_whole_runs:
        yield "whole runs"


def _linked(advice: str) -> str:
    """The documents that an advice names, as links from beside them."""
    return _DOCUMENT.sub(r"[\1](\1)", advice)


def _limits() -> Iterator[str]:
    yield "## Where they begin to speak\n"
    yield "In `buratha/checks/thresholds.py`.\n"
    yield "| threshold | value | why |"
    yield "| --- | --- | --- |"
    for name, value, reason in _thresholds():
        yield f"| `{name}` | {value:g} | {reason} |"


def _thresholds() -> Iterator[tuple[str, float, str]]:
    """Name, value and reason of each threshold, from the text of the module: a running one has no reasons."""
    body = ast.parse(resources.files("buratha.checks").joinpath("thresholds.py").read_text(encoding="utf-8")).body
    for statement, reason in pairwise(body):
        match statement, reason:
            case ast.Assign(targets=[ast.Name(id=name)], value=value), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, ast.literal_eval(value), " ".join(text.split())
            case _:
                pass


if __name__ == "__main__":
    sys.stdout.write(document())
