"""The tables and lists of a run's page."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from shlex import quote
from typing import Any

from buratha.checks.case import Stats
from buratha.checks.fields import WATCHED, WEAK
from buratha.checks.remains import NO_HOLE
from buratha.sections import names

Report = Mapping[str, Any]
_ARTICLES = "buratha/articles/"
_LOST = {
    "buratha/dropped/": "Not delivered",
    "buratha/no_article/": "Pages without an article",
    "buratha/failed/": "Pages that failed",
    "buratha/not_recorded/": "Not named in the WARC files",
    "buratha/invalid/": "Do not fit the schema",
    "buratha/forbidden_by_robots/": "Forbidden by robots.txt",
    "buratha/holes/": "Holes in the listings",
    "buratha/backlog/": "Known and not held",
    "buratha/given_up/": "Given up",
}
_MOST_LAYOUTS = 12
_WEB = ("http://", "https://")
_PROBES = re.compile(r"run-[\w-]+-probes\.html")


def sections(stats: Stats, *, is_delivered: bool) -> str:
    """Articles by section, most first, with the section's Arabic name."""
    note = "" if is_delivered or not stats.sum(_ARTICLES) else '<p class="note">These were not delivered; they come with the next run.</p>'
    found = sorted(stats.below(_ARTICLES).items(), key=lambda row: (-row[1], row[0]))
    most = max((number for _, number in found), default=1)
    rows = (
        f'<tr><th>{escape(section)} {_arabic(names().get(section))}</th><td class="wide">{_meter(number / most)}</td>'
        f'<td class="n">{number:,.0f}</td></tr>'
        for section, number in found
        if number
    )
    return note + _table("", rows, "No article was delivered.")


def lost(stats: Stats) -> str:
    """What was not delivered, by reason."""
    rows = []
    for prefix, title in _LOST.items():
        found = {reason: number for reason, number in stats.below(prefix).items() if number and reason != NO_HOLE}
        if found:
            rows.append(f'<tr class="group"><th>{title}</th><td class="n">{sum(found.values()):,.0f}</td></tr>')
            rows += [
                f'<tr><th class="in soft">{escape(reason)}</th><td class="n soft">{number:,.0f}</td></tr>' for reason, number in _most_first(found)
            ]
    return _table("", rows, "Everything that was read was delivered.")


def fields(stats: Stats) -> str:
    """How many records have each field, and how it was found."""
    articles = stats.sum(_ARTICLES)
    if not articles:
        return _none("No article was delivered.")
    rows = (
        f'<tr><th class="name">{field}</th><td class="n">{1 - min(1.0, stats[f"buratha/empty/{field}"] / articles):.0%}</td>'
        f"<td>{_witnesses(stats, field)}</td></tr>"
        for field in WATCHED
    )
    return _table('<tr><th>Field</th><th class="n">have it</th><th>found by</th></tr>', rows, "")


def _witnesses(stats: Stats, field: str) -> str:
    found = _most_first(stats.below(f"buratha/witness/{field}/"))
    weak = WEAK.get(field, frozenset())
    return " ".join(f'<span class="chip">{escape(name)}{" (weak)" if name in weak else ""} {number:,.0f}</span>' for name, number in found if number)


def layouts(report: Report) -> str:
    """The layouts of most records, with an example each."""
    found = sorted((report.get("layouts") or {}).items(), key=lambda row: -row[1]["records"])
    rows = [
        f'<tr><th><code>{escape(name)}</code></th><td>{_example(layout)}</td><td class="n">{layout["records"]:,}</td></tr>'
        for name, layout in found[:_MOST_LAYOUTS]
    ]
    more = f'<p class="note">and {len(found) - _MOST_LAYOUTS} more</p>' if len(found) > _MOST_LAYOUTS else ""
    return _table('<tr><th>Layout</th><th>for example</th><th class="n">records</th></tr>', rows, "No layout was told.") + more


def _example(layout: Mapping[str, Any]) -> str:
    return ", ".join(link(example["url"], str(example["id"])) for example in layout["examples"][:2])


def doubtful(report: Report, total: int) -> str:
    """The records that a person should look at, with their doubts."""
    found = report.get("doubtful") or []
    if not found:
        return '<p class="well">None.</p>'
    drawn = ", some with a picture of what the crawler made of it" if any(record.get("probe") for record in found) else ""
    shown = f"{len(found)} of {max(total, len(found))}, each with a link to its page{drawn}, and the command that shows why it is doubtful."
    note = f'<p class="note">{shown} Is one read otherwise than its page says? docs/site-changed.md leads from there to a test and a layout.</p>'
    rows = (
        f'<li lang="ar"><span dir="auto">{link(record["url"], record["title"] or "بلا عنوان")}</span> <small>{escape(str(record["id"]))}</small>'
        f'<span class="chips">{"".join(f"<span class=chip lang=en>{escape(doubt)}</span>" for doubt in record["doubts"])}</span>{_probe(record)}</li>'
        for record in found
    )
    return f'{note}<ul class="records">{"".join(rows)}</ul>'


def _probe(record: Mapping[str, Any]) -> str:
    """How to see what the crawler makes of a record's page: in the file beside the report, and by a command."""
    name, _, anchor = str(record.get("probe") or "").partition("#")
    drawn = f'<a lang=en href="{escape(name)}#{escape(anchor)}">what the crawler saw</a> ' if _PROBES.fullmatch(name) and anchor.isdecimal() else ""
    address = str(record.get("read") or record["url"])  # under the section of another address a page is read otherwise
    command = f"<code lang=en>scrapy probe {escape(quote(address))}</code>" if address.startswith(_WEB) else ""
    return f'<span class="probe">{drawn}{command}</span>' if drawn or command else ""


def feeds(report: Report) -> str:
    """The feed files with their digests."""
    rows = (
        f'<tr><th>{escape(feed["name"])}<br><span class="soft">{feed["rows"]:,} rows · {feed["bytes"]:,} bytes</span>'
        f'<br><code class="soft">SHA-256 {escape(feed["sha256"])}</code></th></tr>'
        for feed in report.get("feeds") or ()
    )
    return _table("", rows, "No feed: there was nothing to deliver.")


def everything(report: Report) -> str:
    """All stats as they are."""
    rows = (
        f'<tr><td><code>{escape(name)}</code></td><td class="n">{escape(str(value))}</td></tr>'
        for name, value in sorted((report.get("stats") or {}).items())
    )
    return _table("", rows, "Nothing was counted.")


def link(address: object, text: str | None = None) -> str:
    """A link to a web address; only its text for anything else."""
    shown = escape(text if text is not None else str(address or ""))
    is_web = isinstance(address, str) and address.startswith(_WEB)
    return f'<a href="{escape(str(address))}" rel="noreferrer">{shown}</a>' if is_web else shown


def _arabic(name: str | None) -> str:
    return f'<bdi lang="ar" dir="rtl">{escape(name)}</bdi>' if name else ""


def _meter(share: float) -> str:
    return f'<span class="meter"><i style="width:{share:.1%}"></i></span>'


def _most_first(found: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(found.items(), key=lambda row: (-row[1], row[0]))


def _table(head: str, rows: Iterable[str], otherwise: str) -> str:
    body = "".join(rows)
    return f"<table>{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table>" if body else _none(otherwise)


def _none(text: str) -> str:
    return f'<p class="note">{text}</p>'
