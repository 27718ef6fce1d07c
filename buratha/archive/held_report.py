"""What ``scrapy held`` shows: facts that go out as JSON, and the same as text."""

from collections import Counter
from typing import Any

from sqlalchemy import Connection

from buratha.archive import queries
from buratha.archive.queries import KINDS, kinds_shown
from buratha.archive.tables import HELD, OPEN
from buratha.sections import names
from buratha.text_tables import cut, table, width

Facts = dict[str, Any]

_HEADINGS = {
    "held": "held",
    "met": "to fetch",
    "failing": "failing",
    "given_up": "given up",
    "gone": "gone",
    "refused": "refused",
    "barred": "barred",
}
_MEANINGS = {
    "held": "held",
    "met": "not held: its address is known, and it was not asked for yet",
    "failing": "not held: it was asked for in vain, and is tried again",
    "given_up": "not held: given up after too many tries (scrapy held --retry-given-up)",
    "gone": "not held: the server says that there is no such article",
    "refused": "not held: its page is no article (scrapy held --retry-given-up)",
    "barred": "barred: never to be fetched nor delivered (scrapy held --unbar lifts it)",
    "never_met": "never met: nothing has named its address; scrapy crawl buratha -a ids=N asks for it",
}


def of_all(connection: Connection) -> Facts:
    """What is held, by section."""
    counts = queries.count_by_section(connection)
    return {
        "total": _plain(sum(counts.values(), Counter())),
        "sections": {section: _plain(of_section) for section, of_section in counts.items()},
        "revisions": dict(queries.count_revisions(connection)),
        "reasons": queries.count_reasons(connection),
        "not_given": queries.count_nobodys(connection),
        "walks": queries.walked(connection),
        "holes": dict(Counter(hole["state"] for hole in queries.holes_of(connection))),
        "last_run": queries.last_run(connection),
    }


def of_slice(connection: Connection, section: str | None, month: str | None, most: int) -> Facts:
    """What is held of a section, of a month, or of both."""
    conditions = queries.chosen(section=section, month=month)
    counts = queries.count_by_section(connection, *conditions)
    shown: Facts = {"section": section, "month": month, "total": _plain(sum(counts.values(), Counter()))}
    if section is None:
        shown["sections"] = {name: _plain(of_section) for name, of_section in counts.items()}
    shown |= {"revisions": dict(queries.count_revisions(connection, *conditions)), "reasons": queries.count_reasons(connection, *conditions)}
    if section is not None and month is None:
        shown |= {
            "walks": queries.walked(connection, section),
            "holes": dict(Counter(hole["state"] for hole in queries.holes_of(connection, section))),
        }
    return shown | {"articles": queries.listed(connection, most, *conditions)}


def _plain(counts: Counter[str]) -> dict[str, int]:
    return {name: counts[name] for name in (*KINDS, *sorted(counts.keys() - set(KINDS)))}


# -- as text -----------------------------------------------------------------------------------------------------------
def all_text(shown: Facts) -> str:
    """The overview as text."""
    return _sections(shown) + _numbers(shown) + _not_given(shown["not_given"]) + _walks(shown["walks"]) + _run(shown["last_run"])


def slice_text(shown: Facts) -> str:
    """A slice as text."""
    parts = [_sections(shown) if "sections" in shown else _sections({"sections": {shown["section"]: shown["total"]}}), _numbers(shown)]
    if shown.get("walks"):
        parts.append(_walks(shown["walks"]))
    if shown["articles"]:
        rows = [(str(row["id"]), row["kind"], row["month"] or "", row["reason"] or row["title"] or "") for row in shown["articles"]]
        parts.append("\n" + table(("article", "state", "month", "title, or why not"), rows))
        if (more := sum(shown["total"].values()) - len(rows)) > 0:
            parts.append(f"… and {more:,} more (--most N)\n")
    return "".join(parts)


def holes(shown: Facts) -> str:
    """The holes as text."""
    if not shown["holes"]:
        return "No holes: whatever the walked listings name has been met\n"
    lines = []
    for hole in shown["holes"]:
        below = "the end" if hole["below"] is None else hole["below"]
        above = "the top" if hole["above"] is None else f"below {hole['above']}"
        lines.append(
            f"{hole['section']}, page {hole['number'] or '?'}, from {above} down to {below}: {hole['state']}, {hole['reason']}, "
            f"{hole['tries']} tries since {hole['since']}\n  {hole['url']}\n"
        )
    return "".join(lines)


def list_of_barred(shown: Facts) -> str:
    """The numbers that are never fetched nor delivered as text."""
    if not shown["barred"]:
        return "Nothing is barred: every article may be fetched and delivered\n"
    return table(("barred", "since", "because"), [(str(row["article_id"]), row["since"], row["reason"]) for row in shown["barred"]])


def one_article(shown: Facts) -> str:
    """One article as text."""
    lines = [f"{shown['id']}: {_MEANINGS.get(shown['kind'], shown['kind'])}"]
    if shown["kind"] == "never_met":
        return lines[0].replace("ids=N", f"ids={shown['id']}") + "\n"
    if shown["title"]:
        lines.append(cut(shown["title"], width()))
    met_by = f" by run {shown['met_run']}" if shown["met_run"] else ""  # earlier versions did not keep it of all
    if shown["is_nobodys"]:
        lines.append(f"asked for by its number {shown['met_at']}{met_by}; nothing has named it")
    else:
        lines.append(f"section {shown['section']}{_named(shown['section'])}, met {shown['met_at']}{met_by}")
    if shown["barred"]:
        lines.append(f"barred {shown['barred']['since']}: {shown['barred']['reason']}")
    elif shown["reason"] and shown["tried_run"] is None:
        lines.append(f"listings call it otherwise: {shown['reason']}")
    elif shown["reason"]:
        lines.append(f"last asked for in vain: {shown['reason']}, {max(0, shown['tries'])} tries, run {shown['tried_run']}")
    if shown["state"] == HELD:
        lines.append(f"read first {shown['first_seen']}, last {shown['last_seen']}")
    lines += [_revision(revision) for revision in shown["revisions"]]
    if shown["duplicate_of"]:
        lines.append(f"the same text as {shown['duplicate_of']}")
    if shown["near_duplicate_of"]:
        lines.append(f"nearly the same text as {shown['near_duplicate_of']} (similarity {shown['similarity'] or 0:.2f})")
    if shown["duplicates"]:
        lines.append(f"repeated by {', '.join(map(str, shown['duplicates'][:10]))}{' …' if len(shown['duplicates']) > 10 else ''}")  # noqa: PLR2004
    if (walk := shown["walk"]) and not shown["is_nobodys"]:
        lines.append(f"section walked up to {walk['top']} on {walk['walked_at']}, {walk['open_holes']} open holes")
    return "\n".join(lines) + "\n"


def _revision(revision: Facts) -> str:
    where = f" in {revision['folder']} (delivery {revision['delivery_id']})" if revision["state"] == "delivered" and revision["folder"] else ""
    when = f"published {revision['published']}" if revision["published"] else "without a date"
    return f"revision {revision['revision']}, read {revision['seen_at']} by run {revision['run_id']}, {when}: {revision['state']}{where}"


def _named(section: str) -> str:
    return f" ({name})" if (name := names().get(section)) else ""


def _not_given(count: int) -> str:
    return f"Numbers that were asked for, which nothing has named and the server does not have: {count:,}\n" if count else ""


def _sections(shown: Facts) -> str:
    if not shown["sections"]:
        return "Nothing: no article of this kind is known\n"
    totals: Counter[str] = sum((Counter(counts) for counts in shown["sections"].values()), Counter())
    kinds = kinds_shown(totals)
    rows = [(section, *(counts[kind] for kind in kinds), names().get(section) or "") for section, counts in shown["sections"].items()]
    if len(rows) > 1:
        rows.append(("all", *(totals[kind] for kind in kinds), ""))
    return table(("section", *(_HEADINGS[kind] for kind in kinds), "name"), rows)


def _numbers(shown: Facts) -> str:
    lines = [f"Revisions: {_listed(shown['revisions'])}"]
    if shown["reasons"]:
        lines.append(f"Not held because of: {_listed(shown['reasons'])}")
    if "holes" in shown:
        lines.append(f"Holes of the walks: {_listed(shown['holes'])}{' (scrapy held --holes)' if shown['holes'] else ''}")
    return "\n" + "\n".join(lines) + "\n"


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in counts.items()) or "none"


def _walks(walks: list[Facts]) -> str:
    rows = [(walk["section"], str(walk["top"]), walk["open_holes"], walk["walked_at"]) for walk in walks]
    return "\n" + table(("walked", "up to", f"{OPEN} holes", "on"), rows) if rows else ""


def _run(run: Facts | None) -> str:
    if run is None:
        return ""
    return f"\nLast run: {run['id']}, started {run['started']}, {run['outcome'] or 'not ended'}\n"
