"""What is new to a run of right: sections that no run had read, and what a limit keeps from it; and small numbers that tell enough."""

from collections.abc import Callable

import pytest

from buratha.checks import check
from tests.checks.days import Report, ordinary

FRESH = "eeee5555"


def found(reports: list[Report]) -> list[str]:
    """Return the names of the findings about the last run."""
    return [finding.name for finding in check(reports[-1], reports[:-1])]


def of_sections(report: Report, *sections: str, known_before: int) -> None:
    """Leave in a report what it says of these sections; they have a layout that no others have."""
    stats = report["stats"]
    for name in [name for name in stats if name.startswith(("buratha/articles/", "buratha/section_layout/", "buratha/layout/"))]:
        if name.split("/")[2] not in sections:
            del stats[name]
    for section in sections:
        for name in [name for name in stats if name.startswith(f"buratha/section_layout/{section}/")]:
            del stats[name]
        stats[f"buratha/section_layout/{section}/of-{section}"] = stats[f"buratha/articles/{section}"]
        stats[f"buratha/layout/of-{section}"] = stats[f"buratha/articles/{section}"]
    stats["buratha/warmup/known_before"] = known_before
    for feed in report["feeds"]:
        feed["rows"] = sum(stats[f"buratha/articles/{section}"] for section in sections)


def begun_with_a_section() -> list[Report]:
    """Return a run that read one section of an empty archive, and one that read everything."""
    first, second = ordinary(3, days=22)[:2]
    of_sections(first, "news", known_before=0)
    first["arguments"] = {"sections": "('news',)"}
    of_sections(second, "news", "reports", "articles", known_before=500)
    second["stats"]["buratha/warmup/pages"] = second["stats"]["buratha/articles/reports"] + second["stats"]["buratha/articles/articles"]
    return [first, second]


def test_sections_that_no_run_had_read_are_neither_redesigned_nor_learnt_anew() -> None:
    assert found(begun_with_a_section()) == []


def test_what_is_redesigned_beside_them_is_told() -> None:
    reports = begun_with_a_section()
    stats = reports[1]["stats"]
    stats[f"buratha/layout/{FRESH}"] = stats[f"buratha/section_layout/news/{FRESH}"] = stats.pop("buratha/section_layout/news/of-news")
    del stats["buratha/layout/of-news"]
    assert found(reports) == ["layout-new"]


def test_a_memory_that_was_begun_again_and_knows_one_section_learns_the_others() -> None:
    reports = ordinary(3, days=22)
    of_sections(reports[-2], "news", known_before=0)
    reports[-2]["arguments"] = {"sections": "('news',)"}
    stats = reports[-1]["stats"]
    articles = {name.rpartition("/")[2]: number for name, number in stats.items() if name.startswith("buratha/articles/")}
    stats["buratha/warmup/known_before"], stats["buratha/warmup/pages"] = 40, sum(articles.values()) - articles["news"]
    assert found(reports) == []
    stats["buratha/warmup/pages"] = sum(articles.values())
    assert found(reports) == ["furniture-learnt-anew"]


def starved(report: Report) -> None:
    """End a run by a limit before it asked for an article."""
    report |= {"close_reason": "closespider_pagecount", "feeds": []}
    gone = ("buratha/articles/", "buratha/kept/", "buratha/dropped/", "buratha/no_article/", "buratha/witness/", "buratha/empty/", "buratha/section_")
    kept = {name: number for name, number in report["stats"].items() if not name.startswith((*gone, "buratha/layout/", "buratha/words/"))}
    report["stats"] = kept | {"buratha/met/listing": 12}


def test_runs_that_a_limit_ended_before_any_article_do_not_say_that_articles_cannot_be_read() -> None:
    reports = ordinary(2, days=22)
    for report in reports[-3:]:
        starved(report)
    assert "news-not-read" not in found(reports)
    for report in reports[-3:]:
        report["stats"]["buratha/failed/article/http_403"] = 12
    assert "news-not-read" in found(reports)


@pytest.mark.parametrize(("revised", "read_again", "told"), [(11, 11, ["revisions"]), (3, 11, []), (7, 7, [])])
def test_a_dozen_articles_that_are_read_again_tell_of_a_template_that_spoils_them(revised: int, read_again: int, told: list[str]) -> None:
    reports = ordinary(5, days=22)
    for report in reports:
        report["stats"]["buratha/kept/revised"], report["stats"]["buratha/dropped/unchanged"] = 0, 9
    stats = reports[-1]["stats"]
    stats["buratha/kept/revised"], stats["buratha/dropped/unchanged"] = revised, read_again - revised
    stats["buratha/differs/body"] = revised
    assert found(reports) == told


def forbidden(report: Report) -> None:
    """robots.txt forbids the listings."""
    stats = report["stats"]
    stats["buratha/forbidden_by_robots/listing"] = 14
    for name in [name for name in stats if name.startswith("buratha/list/")]:
        del stats[name]


def walled(report: Report) -> None:
    """All articles' pages are a guard's."""
    report["stats"]["buratha/no_article/wall"] = 90


@pytest.mark.parametrize("spoil", [forbidden, walled])
def test_a_day_without_articles_is_told_once_where_another_check_says_why(spoil: Callable[[Report], None]) -> None:
    reports = ordinary(2, days=22)
    stats = reports[-1]["stats"]
    for name in [name for name in stats if name.startswith(("buratha/articles/", "buratha/kept/new", "buratha/met/"))]:
        del stats[name]
    assert "volume" in found(reports)
    spoil(reports[-1])
    assert "volume" not in found(reports)
    assert found(reports) != []


def test_pages_that_are_missed_every_night_do_not_hide_a_day_without_articles() -> None:
    reports = ordinary(2, days=22)
    for report in reports:
        walled(report)
    stats = reports[-1]["stats"]
    for name in [name for name in stats if name.startswith(("buratha/articles/", "buratha/kept/new", "buratha/met/"))]:
        del stats[name]
    assert "volume" in found(reports)
