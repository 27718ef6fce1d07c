"""What is held, missing, gone and never met: counted on archives worked out by hand."""

import json
import re
from datetime import UTC, datetime

import pytest
from lxml import html
from sqlalchemy import text

from buratha.archive.coverage import Coverage, survey
from buratha.archive.coverage_picture import picture
from buratha.archive.coverage_text import overview
from tests.archive.building import Building, building
from tests.crawling import Place, run

NOW = datetime(2026, 11, 22, 18, 45, tzinfo=UTC)


def fill(archive: Building) -> None:
    """Put in 12 of the ids up to 505, in spans of 100."""
    archive.held(3, "news", "2007-01-31T10:00:00+03:00")
    archive.held(4, "news", "2007-01-31T11:00:00+03:00")
    archive.held(5, "poetry", None)
    archive.known(6, "met", "poetry")
    archive.known(7, "met", "poetry", tries=1)
    archive.known(100, "given_up")
    archive.known(101, "gone", tries=1)
    archive.held(401, "news", "2007-05-01T10:00:00+04:00")
    archive.known(402, "refused")
    archive.held(403, "خاص", "2007-05-02T10:00:00+04:00")
    archive.known(505, "met", "news")


def surveyed(url: str) -> Coverage:
    with building(url) as archive:
        fill(archive)
    with building(url) as archive:
        return survey(archive.connection)


def test_totals_add_up(either_archive: str) -> None:
    coverage = surveyed(either_archive)
    assert coverage.last == 505
    assert dict(coverage.total) == {"held": 5, "met": 2, "failing": 1, "given_up": 1, "gone": 1, "refused": 1, "never_met": 494}
    for counts in (coverage.months, coverage.by_year(), coverage.by_ids(100), coverage.by_ids(1000)):
        assert sum(part.total() for part in counts.values()) == 505
    assert sum(counts.total() for counts in coverage.sections.values()) == 11


def test_sections_and_spans(either_archive: str) -> None:
    coverage = surveyed(either_archive)
    assert {section: dict(counts) for section, counts in coverage.sections.items()} == {
        "news": {"held": 3, "given_up": 1, "gone": 1, "refused": 1, "met": 1},
        "poetry": {"held": 1, "met": 1, "failing": 1},
        "خاص": {"held": 1},
    }
    assert {first: counts["never_met"] for first, counts in coverage.spans.items()} == {1: 94, 101: 99, 401: 97, 501: 4}
    assert {first: counts["never_met"] for first, counts in coverage.by_ids(100).items()} == {1: 94, 101: 99, 201: 100, 301: 100, 401: 97, 501: 4}


def test_numbers_that_nothing_has_named_are_of_no_section_and_make_nothing_missing(either_archive: str) -> None:
    before = surveyed(either_archive)
    with building(either_archive) as archive:
        for number in (102, 103, 506, 1000, 60_000):
            archive.known(number, "gone", named=False, tries=number % 2)
        coverage = survey(archive.connection)
    assert (coverage.last, coverage.span, coverage.sections, coverage.cells) == (505, 100, before.sections, before.cells)
    assert (coverage.total["gone"], coverage.total["never_met"]) == (3, 492)
    assert coverage.spans[101] == {"gone": 3, "never_met": 97}
    assert coverage.months["2007-02"] == {"gone": 3, "never_met": 97}


def test_nothing_but_numbers_that_nothing_has_named_is_nothing(either_archive: str) -> None:
    with building(either_archive) as archive:
        archive.known(700_000, "gone", named=False)
        assert survey(archive.connection).total == {}


def test_what_has_no_date_is_counted_in_the_month_of_its_neighbours(either_archive: str) -> None:
    coverage = surveyed(either_archive)
    assert {month: counts.total() for month, counts in coverage.months.items()} == {
        "2007-01": 100,  # ids 1 to 100: the month of 3 and 4
        "2007-02": 100,  # between January and May, in equal steps
        "2007-03": 100,
        "2007-04": 100,
        "2007-05": 105,  # ids 401 to 505
    }
    assert coverage.cells["poetry", "2007-01"]["held"] == 1
    assert coverage.months["2007-02"] == {"gone": 1, "never_met": 99}


def test_what_has_no_date_is_shared_out_as_its_neighbours_are(either_archive: str) -> None:
    with building(either_archive) as archive:
        for number, month in enumerate((1, 1, 1, 2), 1):
            archive.held(number, published=f"2007-{month:02}-03T00:00:00+03:00")
        for number in range(5, 13):
            archive.held(number, published=None)
        coverage = survey(archive.connection)
    assert coverage.months == {"2007-01": {"held": 9}, "2007-02": {"held": 3}}


def test_no_month_is_guessed_far_from_any_date(either_archive: str) -> None:
    with building(either_archive) as archive:
        archive.held(425_050, published="2023-01-22T00:00:00+03:00")
        archive.held(425_060, published=None)
        coverage = survey(archive.connection)
    assert {month: counts.total() for month, counts in coverage.months.items()} == {None: 425_000, "2023-01": 60}
    assert coverage.total["never_met"] == 425_058


def test_an_id_that_somebody_made_up_is_no_million_of_missing_articles(either_archive: str) -> None:
    with building(either_archive) as archive:
        archive.held(50)
        archive.known(900_000_000, "gone", tries=1)
        coverage = survey(archive.connection)
    assert (coverage.last, coverage.total["never_met"], coverage.total["gone"]) == (50, 49, 1)
    assert len(picture(coverage, NOW)) < 50_000


def test_an_empty_archive_is_shown_as_such(place: Place, archive: str) -> None:
    with building(archive):
        pass
    shown = run(place, "coverage")
    assert (shown.code, shown.output) == (0, "Nothing is known of any article yet: a crawl finds them (scrapy crawl buratha)\n")
    assert json.loads(run(place, "coverage", "--json").output)["months"] == []
    drawn = run(place, "coverage", "--html", str(place.folder / "c.html"))
    assert drawn.code == 0, drawn.log
    assert "Nothing is known of any article yet" in (place.folder / "c.html").read_text(encoding="utf-8")


def test_the_command_shows_tables_and_json(place: Place, archive: str) -> None:
    with building(archive) as made:
        fill(made)
    shown = run(place, "coverage").output
    assert shown.startswith("Ids up to 505: 5 held, 2 to fetch, 1 failing, 1 given up, 1 gone, 1 refused, 494 never met\n")
    assert "2007     5         2        1         1     1        1        494  0.9 %\n" in shown
    assert max(map(len, shown.splitlines()[:-3])) <= 100
    assert run(place, "coverage", "--by", "month").output.splitlines()[2].split() == ["2007-02", "-", "-", "-", "-", "1", "-", "99", "0.0", "%"]
    facts = json.loads(run(place, "coverage", "--json").output)
    assert facts["ids"][0] == {
        "from": 1, "to": 100, "held": 3, "met": 1, "failing": 1, "given_up": 1, "gone": 0, "refused": 0, "barred": 0, "never_met": 94,
    }  # fmt: skip
    assert {"section": "news", "month": "2007-05", "held": 1, "met": 1, "failing": 0, "given_up": 0, "gone": 0, "refused": 1, "barred": 0} in facts[
        "cells"
    ]


def test_the_picture_stands_alone(either_archive: str) -> None:
    drawn = picture(surveyed(either_archive), NOW)
    page = html.fromstring(drawn)
    assert not page.xpath("//script | //link | //img | //iframe")
    assert not re.search(r"(?:src|href)=|url\(|@import|https?:", drawn)
    assert "2026-11-22 18:45 UTC" in page.text_content()
    assert "الشعر" in page.xpath("//bdi[@dir='rtl'][@lang='ar']/text()")
    titles = page.xpath("//*[local-name()='title']/text()")
    assert "2007-01: 3 held, 1 to fetch, 1 failing, 1 given up, 94 never met" in titles
    assert "poetry, 2007-01: 1 held, 1 to fetch, 1 failing" in titles
    assert "401–500: 2 held, 1 refused, 97 never met, 2.0 % held" in titles
    numbers = [float(value) for value in page.xpath("//rect/@height | //rect/@y")]
    assert numbers
    assert all(0 <= number <= 1 for number in numbers)


def test_what_a_page_calls_its_section_cannot_break_the_picture(archive: str) -> None:
    with building(archive) as made:
        made.held(1, '<script>"&')
        drawn = picture(survey(made.connection), NOW)
    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--html", "c.txt"), "--html c.txt: name a file that ends in .html"),
        (("--html", "none/c.html"), "there is no folder none"),
        (("--json", "--by", "month"), "ask for one of them"),
    ],
)
def test_errors_say_what_to_do(place: Place, archive: str, arguments: tuple[str, ...], message: str) -> None:
    with building(archive):
        pass
    refused = run(place, "coverage", *arguments)
    assert refused.code == 2
    assert message in refused.log


def test_twenty_years_are_counted_by_the_database(archive: str) -> None:
    rows = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) "
        "INSERT INTO articles (id, section, slug, state, met_at, met_run, month) SELECT 2 * i, CASE i % 3 WHEN 0 THEN 'news' ELSE 'poetry' END, "
        "'news', 'held', '', 1, strftime('%Y-%m', 1151700000 + i * 3000, 'unixepoch') FROM n"
    )
    with building(archive) as made:
        made.connection.execute(text(rows))
        coverage = survey(made.connection)
    assert dict(coverage.total) == {"held": 200_000, "never_met": 200_000}
    assert len(coverage.spans) == 400
    assert all(counts == {"held": 500, "never_met": 500} for counts in coverage.spans.values())
    assert coverage.sections["news"]["held"] == 66_666
    assert overview(coverage).count("\n") < 60
