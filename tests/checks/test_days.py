"""Twenty ordinary days pass in silence; on the next, each fault is named, and nothing else."""

from collections.abc import Callable

import pytest

from buratha.checks import CHECKS, ERROR, WARNING, check
from buratha.checks.thresholds import FAR, MOST_RUNS, VOLUME_SPREAD, VOLUME_WIDEST
from buratha.checks.usual import distance
from tests.checks.days import Report, each, ordinary

SEEDS = range(20)
FAULTY = range(3)

Spoil = Callable[[list[Report]], None]
"""Puts a fault into the last of some reports, or into the last few."""


def names(reports: list[Report]) -> list[str]:
    """Return what is found about the last of some reports."""
    return [finding.name for finding in check(reports[-1], reports[:-1])]


@pytest.mark.parametrize("seed", SEEDS)
def test_ordinary_days_pass_in_silence(seed: int) -> None:
    found = {today["run"]: check(today, before) for today, before in each(ordinary(seed))}
    assert {run: findings for run, findings in found.items() if findings} == {}


@pytest.mark.parametrize("seed", range(1))
def test_days_of_many_runs_pass_in_silence(seed: int) -> None:
    found = {today["run"]: check(today, before) for today, before in each(ordinary(seed, parts=6))}
    assert {run: findings for run, findings in found.items() if findings} == {}


# -- faults ------------------------------------------------------------------------------------------------------------
def stats_of(reports: list[Report]) -> dict[str, float]:
    """Return the last report's stats, to be changed."""
    stats: dict[str, float] = reports[-1]["stats"]
    return stats


def articles(reports: list[Report]) -> int:
    """Return how many articles the last run delivered."""
    return sum(int(number) for name, number in stats_of(reports).items() if name.startswith("buratha/articles/"))


def settle(reports: list[Report]) -> None:
    """Have the feeds hold what was given to them."""
    for feed in reports[-1]["feeds"]:
        feed["rows"] = articles(reports)


def scale(reports: list[Report], factor: float) -> None:
    """Have the last run bring more or fewer articles, otherwise as always."""
    kinds = ("articles", "kept/new", "met", "empty", "witness", "layout", "doubt", "near_duplicates", "dropped/duplicate", "day_far_from")
    stats = stats_of(reports)
    for name in [name for name in stats if name.startswith(tuple(f"buratha/{kind}" for kind in kinds))]:
        stats[name] = round(stats[name] * factor)
    for name in [name for name in stats if name.startswith("buratha/section_empty/")]:
        del stats[name]  # so many alike would be no chance
    settle(reports)


def silence(report: Report, *, named: int) -> None:
    """Have a run bring nothing."""
    kinds = ("articles", "kept", "met", "empty", "section_empty", "witness", "layout", "doubt", "near_duplicates", "dropped/duplicate")
    for name in list(report["stats"]):
        if name.startswith(tuple(f"buratha/{kind}" for kind in kinds)):
            del report["stats"][name]
    report["stats"]["buratha/met/listing"] = named
    report["feeds"] = []


def unread(reports: list[Report]) -> None:
    """The listings go on naming articles; not one is read, two days long."""
    for day in reports[-2:]:
        silence(day, named=60)


def no_news(reports: list[Report]) -> None:
    """The listings stand still for three days and more."""
    for day in reports[-4:]:
        silence(day, named=0)


def many(reports: list[Report]) -> None:
    """Everything comes again."""
    scale(reports, 3000 / articles(reports))
    stats_of(reports)["downloader/request_count"] += articles(reports)
    stats_of(reports)["elapsed_time_seconds"] += articles(reports)


def few(reports: list[Report]) -> None:
    """Next to nothing."""
    scale(reports, 1.2 / max(1, articles(reports)))


def moved(reports: list[Report]) -> None:
    """A section's articles are put under another one."""
    stats = stats_of(reports)
    for name in [name for name in stats if name.startswith(("buratha/articles/news", "buratha/section_empty/news/"))]:
        there = name.replace("/news", "/levant")
        stats[there] = stats.get(there, 0) + stats.pop(name)


def vanished(reports: list[Report]) -> None:
    """A middling section brings nothing for three days."""
    for day in reports[-3:]:
        gone = day["stats"].pop("buratha/articles/international", 0)
        day["stats"]["buratha/articles/news"] = day["stats"].get("buratha/articles/news", 0) + gone


def closed(reports: list[Report]) -> None:
    """A middling section brings nothing."""
    stats_of(reports).pop("buratha/articles/reports", None)
    settle(reports)


def no_sitemap(reports: list[Report]) -> None:
    """robots.txt names a sitemap that is not there."""
    stats_of(reports)["buratha/sitemap/http_404"] = 1


def feed_only(reports: list[Report]) -> None:
    """A section that no listing has."""
    stats_of(reports)["buratha/feed_only"] = 9


def half_pages(reports: list[Report]) -> None:
    """A listing's pages name half of their articles."""
    stats_of(reports)["buratha/list/rows/reports"] = 20


def shared_number(reports: list[Report]) -> None:
    """One row of a section's listing has the number of another section's story."""
    stats_of(reports)["buratha/listings/shared_number"] = 1


def standing_still(reports: list[Report]) -> None:
    """A listing names nothing newer for four days, and a few articles of the section come from elsewhere."""
    for day in reports[-4:]:
        day["stats"] |= {"buratha/list/newest/news": reports[-5]["stats"]["buratha/list/newest/news"], "buratha/list/ahead/news": 2}


def menu_taken_for_the_list(reports: list[Report]) -> None:
    """A listing's pages name twice as many articles as ever."""
    stats_of(reports)["buratha/list/rows/reports"] *= 2


def redesigned(reports: list[Report]) -> None:
    """Two thirds of the pages have another layout."""
    stats = stats_of(reports)
    stats["buratha/layout/eeee5555"] = stats.pop("buratha/layout/aaaa1111")


def relearnt(reports: list[Report]) -> None:
    """The pages wait for each other."""
    stats_of(reports)["buratha/warmup/pages"] = 60


def without_date(reports: list[Report]) -> None:
    """Two fifths of the records have no date any more."""
    stats = stats_of(reports)
    lost = round(0.4 * stats["buratha/witness/published/meta line"])
    stats["buratha/empty/published"] += lost
    stats["buratha/witness/published/meta line"] -= lost


def all_signed(reports: list[Report]) -> None:
    """Every record has an author, who is the site's own."""
    stats = stats_of(reports)
    stats["buratha/witness/author/byline"] += stats["buratha/empty/author"]
    stats["buratha/empty/author"] = 0


def set_empty(report: Report, section: str, field: str, number: int) -> None:
    """Have so many of a section's records lack a field."""
    stats, name = report["stats"], f"buratha/section_empty/{section}/{field}"
    stats[f"buratha/empty/{field}"] += number - stats.get(name, 0)
    stats[name] = number


def unsigned_columns(reports: list[Report]) -> None:
    """The authors of columns, of which there are few, are not found any more for two days."""
    for day in reports[-2:]:
        for section in ("articles", "opinion"):
            set_empty(day, section, "author", day["stats"].get(f"buratha/articles/{section}", 0))


def signed_by_the_site(reports: list[Report]) -> None:
    """Two sections have an author in every record, who is the site's own."""
    for day in reports[-2:]:
        for section in ("reports", "international"):
            set_empty(day, section, "author", 0)


def weakly(reports: list[Report]) -> None:
    """The titles stand above the prose, and nothing else says that they are titles."""
    stats = stats_of(reports)
    stats["buratha/witness/title/above the prose"] += stats.pop("buratha/witness/title/head")


def counted(**parts: float) -> Spoil:
    """Return a fault that is a share of the articles under a name (``__`` for ``/``)."""

    def spoil(reports: list[Report]) -> None:
        for name, share in parts.items():
            stats_of(reports)[name.replace("__", "/")] = round(share * articles(reports))

    return spoil


def requests_failed(reports: list[Report]) -> None:
    """A tenth of the requests fail."""
    stats_of(reports)["buratha/failed/article/http_503"] = round(0.15 * stats_of(reports)["downloader/request_count"])


def forbidden(reports: list[Report]) -> None:
    """The site's robots.txt forbids a listing."""
    stats_of(reports)["buratha/forbidden_by_robots/listing"] = 1


def gone(reports: list[Report]) -> None:
    """A section's listing is not there any more."""
    stats_of(reports)["buratha/sections/perhaps_closed/sport"] = 1


def strange(reports: list[Report]) -> None:
    """A fifth of the listings' rows lead to addresses in another form."""
    stats_of(reports)["buratha/links/rows_not_understood"] = 0.25 * sum(
        count for name, count in stats_of(reports).items() if name.startswith("buratha/list/rows/")
    )


def repeated(reports: list[Report]) -> None:
    """A third of the requests is repeated."""
    stats = stats_of(reports)
    stats["retry/count"] = stats["retry/reason_count/429 Too Many Requests"] = round(0.3 * stats["downloader/request_count"])


def row_lost(reports: list[Report]) -> None:
    """A feed lacks a row."""
    reports[-1]["feeds"][1]["rows"] -= 1


def feed_lost(reports: list[Report]) -> None:
    """The feeds could not be written."""
    reports[-1]["feeds"] = []


def died(reports: list[Report]) -> None:
    """The run before was killed."""
    dead = {"run": 2000, "started": reports[-2]["started"].replace("T03", "T09").replace("T02", "T09"), "close_reason": "died", "stats": {}}
    reports.insert(-1, dead)


def hole(reports: list[Report]) -> None:
    """A listing's page could not be read."""
    stats_of(reports)["buratha/holes/http_500"] = 1


def holes(reports: list[Report]) -> None:
    """A listing's page cannot be read, day after day."""
    for day in reports[-4:]:
        day["stats"]["buratha/holes/http_500"] = 1


def set_back(reports: list[Report]) -> None:
    """The clock has lost a year."""
    stats_of(reports)["buratha/clock/behind_seconds"] = 365 * 86_400


def emptied(reports: list[Report]) -> None:
    """Held articles come back without their text."""
    stats_of(reports)["buratha/dropped/text_lost"] = stats_of(reports)["buratha/texts_lost"] = 3


def begun(reports: list[Report]) -> None:
    """The browser fails at articles of which the plain page has only a part."""
    stats_of(reports)["buratha/unfinished/not_drawn/timeout"] = 2


def walled_off(reports: list[Report]) -> None:
    """A quiet day's few articles, all of them answered with one notice."""
    stats_of(reports)["buratha/no_article/no_story"] = stats_of(reports)["buratha/not_believed/no_story"] = 3


def undrawn(reports: list[Report]) -> None:
    """A day's articles are drawn by script, and no browser draws them."""
    stats_of(reports)["buratha/undrawn/never"] = 3


def given_up(reports: list[Report]) -> None:
    """An article is given up that was not before."""
    for day, number in zip(reports[-3:], (1, 1, 2), strict=True):
        day["stats"]["buratha/given_up/articles"] = number


def piling_up(reports: list[Report]) -> None:
    """Articles are named and never asked for."""
    for day, number in zip(reports[-3:], (40, 60, 90), strict=True):
        day["stats"]["buratha/backlog/met"] = number


def slow(reports: list[Report]) -> None:
    """A request takes ten times as long."""
    stats_of(reports)["elapsed_time_seconds"] *= 10


def bloated(reports: list[Report]) -> None:
    """The memory of three runs."""
    stats_of(reports)["memusage/max"] *= 3


def cut_short(reports: list[Report]) -> None:
    """Of every new article there is only the beginning."""
    stats = stats_of(reports)
    for name in [name for name in stats if name.startswith("buratha/words/")]:
        section, number = name.split("/")[2], stats.pop(name)
        stats[f"buratha/words/{section}/23"] = stats.get(f"buratha/words/{section}/23", 0) + number


def cut_in_one_section(reports: list[Report]) -> None:
    """Of one section's articles, on a day that has enough of them, there is only the beginning."""
    stats, lengths = stats_of(reports), [name for name in stats_of(reports) if name.startswith("buratha/words/news/")]
    stats["buratha/words/news/16"] = sum(stats.pop(name) for name in lengths)


def dotted(reports: list[Report]) -> None:
    """Bodies end in dots, long as they are."""
    stats = stats_of(reports)
    stats["buratha/ends_in_dots"] = round(0.5 * sum(number for name, number in stats.items() if name.startswith("buratha/words/")))


def last_years(reports: list[Report]) -> None:
    """In January the pages of new articles and their listings go on printing the old year."""
    stats_of(reports).update({"buratha/day_far_from/listing": 0, "buratha/day_far_from/run": articles(reports)})


def rewritten(reports: list[Report]) -> None:
    """Two thirds of what is read again has another date."""
    stats_of(reports)["buratha/kept/revised"], stats_of(reports)["buratha/dropped/unchanged"] = 80, 40
    stats_of(reports)["buratha/differs/published"] = 80


def redesign(report: Report, section: str) -> None:
    """Have a section's pages have another layout."""
    stats = report["stats"]
    found = [name for name in stats if name.startswith(f"buratha/section_layout/{section}/")]
    for name in found:
        stats[f"buratha/layout/{name.rpartition('/')[2]}"] -= stats[name]
    fresh = sum(stats.pop(name) for name in found)
    stats[f"buratha/section_layout/{section}/eeee5555"] = stats["buratha/layout/eeee5555"] = fresh


def redesigned_section(reports: list[Report]) -> None:
    """A section that has a small part of the articles is redesigned alone."""
    redesign(reports[-1], "levant")
    stats_of(reports)["buratha/section_layout/levant/eeee5555"] = stats_of(reports)["buratha/layout/eeee5555"] = 7


def redesigned_yesterday(reports: list[Report]) -> None:
    """The pages are made anew the day before; that was told, and some records are doubtful still."""
    for upto in (len(reports) - 1, len(reports)):
        redesigned(reports[:upto])
        stats_of(reports[:upto])["buratha/doubtful"] = 1
    reports[-2]["findings"] = [{"name": "layout-new"}]


FAULTS: tuple[tuple[str, Spoil], ...] = (
    ("feed-rows", row_lost),
    ("feed-rows", feed_lost),
    ("run-died", died),
    ("news-not-read", unread),
    ("no-news", no_news),
    ("feed-only", feed_only),
    ("sitemap-none", no_sitemap),
    ("volume", many),
    ("volume", few),
    ("section-volume", moved),
    ("section-volume", vanished),
    ("listing-still", standing_still),
    ("numbers-shared", shared_number),
    ("listing-yield", half_pages),
    ("listing-yield", menu_taken_for_the_list),
    ("layout-new", redesigned),
    ("layout-new", redesigned_section),
    ("layout-not-looked-at", redesigned_yesterday),
    ("furniture-learnt-anew", relearnt),
    ("fields-missing", without_date),
    ("fields-missing", unsigned_columns),
    ("fields-abundant", all_signed),
    ("fields-abundant", signed_by_the_site),
    ("weak-witness", weakly),
    ("doubts", counted(buratha__doubt__lost_characters=0.3)),
    ("bodies-short", cut_short),
    ("bodies-short", cut_in_one_section),
    ("bodies-short", dotted),
    ("dates-far", last_years),
    ("dates-far", counted(buratha__day_far_from__listing=0.4)),
    ("revisions", rewritten),
    ("near-duplicates", counted(buratha__near_duplicates=0.6)),
    ("duplicates", counted(buratha__dropped__duplicate=0.5)),
    ("errors", requests_failed),
    ("pages-refused", counted(buratha__no_article__needs_browser=0.5)),
    ("pages-not-believed", walled_off),
    ("browser-missing", undrawn),
    ("forbidden", forbidden),
    ("section-gone", gone),
    ("rows-strange", strange),
    ("texts-lost", emptied),
    ("texts-begun", begun),
    ("clock-behind", set_back),
    ("retries", repeated),
    ("dates-refused", counted(buratha__doubt__published_refused=0.2)),
    ("dates-all-refused", counted(buratha__doubt__published_refused=1.0)),
    ("holes-open", hole),
    ("holes-standing", holes),
    ("given-up", given_up),
    ("backlog", piling_up),
    ("pace", slow),
    ("memory", bloated),
)


@pytest.mark.parametrize("seed", FAULTY)
@pytest.mark.parametrize(("name", "spoil"), FAULTS, ids=[f"{name}-{spoil.__name__}" for name, spoil in FAULTS])
def test_a_fault_on_the_next_day_is_named_and_nothing_else(name: str, spoil: Spoil, seed: int) -> None:
    reports = ordinary(seed, days=22)
    assert names(reports) == []
    spoil(reports)
    assert names(reports) == [name]


def test_every_check_has_its_fault() -> None:
    assert {name for name, _ in FAULTS} == {question.name for question in CHECKS}


def without_text(reports: list[Report]) -> None:
    """No record has a text."""
    stats_of(reports)["buratha/empty/body"] = articles(reports)


def all_rewritten(reports: list[Report]) -> None:
    """The pages print the time at which they are made as their date."""
    stats_of(reports)["buratha/kept/revised"] = stats_of(reports)["buratha/differs/published"] = 120
    stats_of(reports)["buratha/dropped/unchanged"] = 0


@pytest.mark.parametrize(
    ("spoil", "level", "sentence"),
    [
        (without_text, ERROR, "records without a value: body 100%"),
        (without_date, WARNING, "records without a value: published"),
        (all_rewritten, ERROR, "are revised: published 120"),
        (rewritten, WARNING, "67% (usually "),
        (cut_short, ERROR, "of the new articles have half as many words as usual in their section, or fewer: news 100%"),
        (dotted, WARNING, "of the new articles' texts end in dots"),
        (redesigned_section, WARNING, "7 of the last 7 records of levant (100%) come from layouts never met before"),
    ],
)
def test_what_befalls_nearly_all_records_is_an_error_and_says_how_to_read_them_again(spoil: Spoil, level: str, sentence: str) -> None:
    reports = ordinary(1, days=22)
    spoil(reports)
    (finding,) = check(reports[-1], reports[:-1])
    assert (finding.level, sentence in finding.sentence) == (level, True), finding.sentence
    assert ("-a again=yes -a since=DAY" in finding.advice) == (level == ERROR)


def test_lengths_that_few_days_have_told_are_not_compared_with() -> None:
    reports = ordinary(1, days=22)
    for report in reports[:-5]:
        for name in [name for name in report["stats"] if name.startswith(("buratha/words/", "buratha/ends_in_dots"))]:
            del report["stats"][name]
    cut_short(reports)
    assert names(reports) == []


def test_a_fault_of_one_hour_is_seen_among_hourly_runs() -> None:
    reports = ordinary(4, days=30, parts=24)[-MOST_RUNS - 1 :]
    all_rewritten(reports)
    assert names(reports) == ["revisions"]


def test_records_dated_far_from_when_they_came_are_an_error_where_most_are_and_are_read_again_by_number() -> None:
    """Going by days would pass them over."""
    reports = ordinary(1, days=22)
    last_years(reports)
    (finding,) = check(reports[-1], reports[:-1])
    assert finding.level == ERROR
    assert finding.sentence.startswith("100% (usually 2%) of the new records are dated more than 7 days from when they came out, by witness: run ")
    assert "-a again=yes -a ids=FROM-TO" in finding.advice
    counted(buratha__day_far_from__run=0.4)(reports)
    assert [finding.level for finding in check(reports[-1], reports[:-1])] == [WARNING]


@pytest.mark.parametrize("arguments", [{"sections": "poetry"}, {"ids": "1-500"}, {"since": "2026-03-01"}])
def test_what_a_run_is_told_to_crawl_may_be_of_any_day(arguments: dict[str, str]) -> None:
    reports = ordinary(1, days=22)
    for report in reports:
        report["arguments"] = arguments
    last_years(reports)
    assert "dates-far" not in names(reports)


def test_what_the_first_run_brings_may_be_of_any_day_and_a_section_that_turns_up_late_hides_nothing_usual() -> None:
    reports = ordinary(1, days=22)
    last_years(reports[:1])
    assert names(reports[:1]) == []
    stats_of(reports)["buratha/kept/new"] += 500  # of which none is dated far from its listing's day
    assert names(reports) == []


def test_what_is_meant_to_be_revised_is_no_fault() -> None:
    reports = ordinary(1, days=22)
    all_rewritten(reports)
    stats_of(reports)["buratha/no_text/found"] = 118  # what had come without a text has one now
    assert names(reports) == []
    again = ordinary(1, days=22)
    all_rewritten(again)
    for report in again:
        report["arguments"] = {"again": "True"}
    assert "revisions" not in names(again)


@pytest.mark.parametrize("section", ["sport", "opinion"])
def test_the_redesign_of_a_section_that_has_few_articles_is_told_within_days(section: str) -> None:
    reports = ordinary(3, days=28)
    for report in reports[-6:]:
        redesign(report, section)
    told = []
    for report, before in list(each(reports))[-6:]:
        found = check(report, before)
        report["findings"] = [finding.described() for finding in found]
        told += found
    finding, *others = told
    assert (finding.name, f"records of {section} (" in finding.sentence) == ("layout-new", True)
    assert {other.name for other in others} <= {"layout-not-looked-at"}


@pytest.mark.parametrize(("settled", "days"), [("never", 7), ("title/selector mine", 2), ("views/absent in mine", 2), ("quiet", 3)])
def test_a_redesign_is_spoken_of_for_a_week_or_until_somebody_has_looked(settled: str, days: int) -> None:
    reports = ordinary(2, days=40)
    for upto in range(30, len(reports) + 1):
        redesigned(reports[:upto])
        stats_of(reports[:upto])["buratha/doubtful"] = int(settled != "quiet")
    if "/" in settled:
        for report in reports[32:]:
            report["stats"][f"buratha/witness/{settled}"] = 1
    told = []
    for report, before in list(each(reports))[29:]:
        report["findings"] = [finding.described() for finding in check(report, before)]
        told += [finding["name"] for finding in report["findings"]]
    assert told[0] == "layout-new"
    assert len(told) - 1 in {days - 1, days}
    assert set(told[1:]) == {"layout-not-looked-at"}


def test_a_field_that_a_layout_calls_absent_is_found_by_no_witness() -> None:
    reports = ordinary(3)
    weakly(reports)
    stats_of(reports)["buratha/witness/title/absent in mine"] = 20 * articles(reports)
    assert "weak-witness" in names(reports)


@pytest.mark.parametrize("findings", ["many", ["layout-new"], [{"name": ["layout-new"]}]])
def test_findings_that_somebody_has_edited_hide_no_redesign(findings: object) -> None:
    reports = ordinary(1, days=22)
    redesigned_section(reports)
    for report in reports[:-1]:
        report["findings"] = findings
    assert names(reports) == ["layout-new"]


def test_a_section_that_is_met_for_the_first_time_since_layouts_are_told_by_section_is_not_new() -> None:
    reports = ordinary(1, days=22)
    for report in reports[:-1]:
        for name in [name for name in report["stats"] if name.startswith("buratha/section_layout/")]:
            del report["stats"][name]
    assert names(reports) == []


@pytest.mark.parametrize(("sizes", "found"), [((0, 0, 36), []), ((0, 36, 36), []), ((60, 50, 50), []), ((36, 36, 36), ["backlog"])])
def test_a_backlog_is_told_when_so_many_runs_had_one(sizes: tuple[int, ...], found: list[str]) -> None:
    reports = ordinary(2, days=22)
    for day, number in zip(reports[-3:], sizes, strict=True):
        day["stats"]["buratha/backlog/met"] = number
    assert names(reports) == found


@pytest.mark.parametrize(("usual", "few", "many"), [(200, 14, 2587), (60, 3, 850), (30, 1, 480), (17, 0, 323), (16, -1, 312)])
def test_the_volume_is_told_from_the_numbers_on_that_the_document_gives(usual: int, few: int, many: int) -> None:
    def is_far(number: int) -> bool:
        return abs(distance(number, [usual] * 9, VOLUME_SPREAD, VOLUME_WIDEST)) > FAR

    assert [number for number in range(few + 2) if is_far(number)] == list(range(few + 1))
    assert [is_far(number) for number in (usual, many - 1, many)] == [False, False, True]


# -- other rhythms -----------------------------------------------------------------------------------------------------
def test_a_fault_is_seen_by_whoever_crawls_every_hour() -> None:
    reports = ordinary(4, days=30, parts=24)[-MOST_RUNS - 1 :]
    assert names(reports) == []
    for report in reports[-8:]:
        report["stats"]["buratha/empty/title"] = sum(number for name, number in report["stats"].items() if name.startswith("buratha/articles/"))
    assert names(reports) == ["fields-missing"]


@pytest.mark.parametrize("spoil", [closed, all_signed, repeated, half_pages, weakly, slow, bloated])
def test_what_has_come_to_stay_is_told_for_a_month_at_most(spoil: Spoil) -> None:
    reports = ordinary(5, days=100)
    for at in range(60, len(reports)):
        spoil(reports[: at + 1])
    assert names(reports[:64]) != []
    assert names(reports[:94]) == []
    assert names(reports) == []


def grown(key: str, growth: float, days: int, flat: int = 30) -> list[Report]:
    """Return daily runs of which each takes more than the one before, from a day on."""
    reports = ordinary(3, days=days)
    for day, report in enumerate(reports):
        report["stats"][key] *= growth ** max(0, day - flat)
    return reports


@pytest.mark.parametrize(("key", "growth", "day"), [("memusage/max", 1.02, 75), ("memusage/max", 1.05, 50), ("elapsed_time_seconds", 1.08, 58)])
def test_what_gets_worse_from_run_to_run_is_told_until_it_is_mended(key: str, growth: float, day: int) -> None:
    reports = grown(key, growth, days=90)
    name = {"memusage/max": "memory", "elapsed_time_seconds": "pace"}[key]
    assert [names(reports[: at + 1]) for at in range(day, 91, 4)] == [[name]] * len(range(day, 91, 4))
    (finding,) = check(reports[day], reports[:day])
    assert "grows from week to week: once it was" in finding.sentence
    mended = ordinary(3, days=90)[day]
    assert check(mended, reports[:day]) == []


def test_memory_that_grew_from_the_first_run_on_is_told_too() -> None:
    reports = ordinary(3, days=60)
    for day, report in enumerate(reports):
        report["stats"]["memusage/max"] += 20 * day * (1 << 20)
    assert [names(reports[:at]) for at in range(32, 62, 5)] == [["memory"]] * 6


def test_a_few_weeks_of_much_news_are_no_growth() -> None:
    reports = ordinary(4, days=80)
    for day, report in enumerate(reports):
        report["stats"]["memusage/max"] *= {30: 1.8, 31: 1.6}.get(day, 1.5 if 50 <= day < 70 else 1)
    assert [names(reports[: at + 1]) for at in (30, 31, 50, 57, 64, 69, 70, 80)] == [[]] * 8


NARROWED = ({"sections": "('poetry',)"}, {"sections": "('poetry',)", "pages": "1"})
CLOSED = ({"ids": "range(1, 101)"}, {"until": "2007-12-31"}, {"again": "True"})


def quiet_part(arguments: dict[str, str], every: int, days: int = 40) -> list[Report]:
    """Return daily runs for a part of the agency that has something new every so many days, and then has not."""
    reports = ordinary(6, days=days)
    for day, report in enumerate(reports):
        report["arguments"] = arguments
        silence(report, named=0)
        if day % every == 0 and day < days - 5:
            report["stats"] |= {"buratha/kept/new": 1, "buratha/met/listing": 1, "buratha/articles/poetry": 1}
            report["feeds"] = [{"name": "a.jsonl", "rows": 1}, {"name": "a.csv", "rows": 1}]
    return reports


@pytest.mark.parametrize("arguments", [*NARROWED, *CLOSED])
def test_where_little_is_published_a_silence_is_no_fault(arguments: dict[str, str]) -> None:
    for today, before in each(quiet_part(arguments, every=4)):
        assert check(today, before) == []


def told(reports: list[Report], arguments: dict[str, str], others: dict[str, str]) -> list[str]:
    """Return what is found in the last of some daily runs, if for a week before it others were told to crawl something else."""
    for report in reports:
        report["arguments"] = arguments
    for report in reports[-8:-1]:
        report["arguments"] = others
    silence(reports[-1], named=0)
    return names(reports)


@pytest.mark.parametrize("others", [{"since": "2026-03-20"}, {"sections": "('news', 'poetry')"}, {"ids": "range(1, 9)"}, {"until": "2026-03-01"}])
def test_what_runs_of_other_arguments_read_is_news(others: dict[str, str]) -> None:
    found = ["no-news"] if others.keys() & {"ids", "until"} else []  # these read what is old
    assert told(ordinary(1, days=22), {}, others) == found
    assert told(ordinary(1, days=22), {"sections": "('news',)"}, {"pages": "2"}) == []
    assert told(ordinary(1, days=22), {"sections": "('video',)"}, {"pages": "2"}) == ["no-news"]  # none of it came from there


def test_one_article_that_was_withdrawn_is_no_fault() -> None:
    reports = quiet_part({}, every=3)
    assert names(reports) == []
    reports[-1]["stats"] |= {"buratha/met/listing": 1, "buratha/no_article/not_found": 1}
    assert names(reports) == []


def test_a_first_run_whose_clock_was_behind_tells_nothing_of_how_long_nothing_is_new() -> None:
    first, second = ordinary(1, days=1)
    for refused, found in ((0, ["no-news"]), (articles([first]), [])):
        begun = first | {"started": "2025-03-01T03:00:00+00:00", "stats": first["stats"] | {"buratha/doubt/published_refused": refused}}
        silence(second, named=0)
        assert names([begun, second]) == found
        assert names([begun]) == (["dates-all-refused"] if refused else [])


@pytest.mark.parametrize("seed", FAULTY)
def test_a_section_that_every_page_named_for_a_day_is_not_missed_on_the_days_after(seed: int) -> None:
    reports = ordinary(seed, days=10)
    stats = reports[-6]["stats"]
    named = [name for name in stats if name.startswith("buratha/articles/")]
    stats["buratha/articles/weather"] = sum(stats.pop(name) for name in named)
    assert names(reports) == []


def test_old_stories_that_new_ones_link_to_are_not_what_the_listings_name() -> None:
    reports = ordinary(1, days=22)
    for day in reports[-4:]:
        silence(day, named=0)
        day["stats"]["buratha/met/article"] = 9
    assert names(reports) == ["no-news"]


def test_a_story_with_many_old_links_that_lead_nowhere_is_no_fault() -> None:
    reports = ordinary(1, days=22)
    stats_of(reports)["buratha/no_article/linked_not_found"] = 40
    assert names(reports) == []
    stats_of(reports)["buratha/no_article/listing"] = 40
    (finding,) = check(reports[-1], reports[:-1])
    assert finding.name == "pages-refused"
    assert "listing 40" in finding.sentence
    assert "linked" not in finding.sentence


def test_a_pace_that_nobody_feels_is_not_talked_about_and_one_that_is_felt_has_its_digits() -> None:
    *before, report = ordinary(3, days=20)
    for day in (*before, report):
        day["stats"]["elapsed_time_seconds"] = 0.02 * day["stats"]["downloader/request_count"]
    report["stats"]["elapsed_time_seconds"] *= 15
    assert "pace" not in {finding.name for finding in check(report, before)}
    report["stats"]["elapsed_time_seconds"] *= 20
    assert [finding.sentence for finding in check(report, before) if finding.name == "pace"] == [
        f"6.0 seconds a request, usually 0.02; the run took {report['stats']['elapsed_time_seconds'] / 60:.0f} minutes"
    ]
