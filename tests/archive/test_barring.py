"""Numbers that are never fetched nor delivered: on the list, off it, and a crawl that meets them everywhere."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, true

from buratha.archive.barring import bar, barred_numbers, unbar
from buratha.archive.forgetting import forget
from buratha.archive.frontier import claim, meet, not_held
from buratha.archive.scope import Scope
from buratha.archive.tables import articles, barred, listed_titles, revisions
from buratha.archive.tables import runs as runs_table
from buratha.urls import ArticleAddress
from tests.agency.articles import load_articles
from tests.agency.blocks import block
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.archive.building import Building, building, file_url
from tests.crawling import Place, Run, crawl, run

WHY = "letter of the family, 3 May"


def state(archive: Building, number: int) -> str | None:
    return archive.connection.scalar(select(articles.c.state).where(articles.c.id == number))


def test_everything_of_it_goes_and_nothing_hands_it_out(either_archive: str) -> None:
    with building(either_archive) as archive:
        archive.held(10)
        archive.held(11)
        archive.known(12, "met")
        done = bar(archive.connection, [range(10, 11), range(12, 14)], WHY)
        assert (done.fresh, done.forgotten.held, done.repeats) == (3, 1, ())
        assert archive.connection.scalars(select(revisions.c.article_id)).all() == [11]
        meet(archive.connection, 5, [ArticleAddress(number, "news") for number in (10, 13)])
        assert [state(archive, number) for number in (10, 11, 12, 13)] == ["barred", "held", "barred", "barred"]
        assert claim(archive.connection, 5, Scope(), 9) == []
        assert not_held(archive.connection, range(9, 15)) == [14, 9]
        assert barred_numbers(archive.connection) == {10, 12, 13}
        assert set(archive.connection.scalars(select(barred.c.reason))) == {WHY}


def test_to_forget_everything_does_not_lift_it(either_archive: str) -> None:
    with building(either_archive) as archive:
        archive.held(10)
        archive.held(11)
        bar(archive.connection, [range(10, 11)], WHY)
        assert forget(archive.connection, true(), walks_too=True).articles == 1
        assert (state(archive, 10), state(archive, 11)) == ("barred", "met")


def test_it_can_be_lifted(either_archive: str) -> None:
    with building(either_archive) as archive:
        archive.held(10, "poetry")
        bar(archive.connection, [range(10, 12)], WHY)
        assert unbar(archive.connection, [range(1, 11)]) == 1
        assert claim(archive.connection, 5, Scope(), 9) == [ArticleAddress(10, "poetry")]
        assert barred_numbers(archive.connection) == {11}
        assert unbar(archive.connection, [range(10, 11)]) == 0


def test_a_number_that_nothing_has_named_is_named_by_none_of_it(either_archive: str) -> None:
    with building(either_archive) as archive:
        archive.known(10, "met", "poetry", named=False, tries=-3, reason="http_503")
        archive.known(11, "gone", named=False, reason="not_found")
        bar(archive.connection, [range(10, 13)], WHY)
        assert [state(archive, number) for number in (10, 11, 12)] == ["barred"] * 3
        unbar(archive.connection, [range(10, 13)])
        rows = archive.connection.execute(select(articles.c.id, articles.c.slug, articles.c.state, articles.c.named).order_by(articles.c.id)).all()
        assert rows == [(10, "poetry", "met", False), (11, "news", "met", False), (12, "news", "met", False)]


def test_barred_again_it_has_the_new_reason_and_the_old_date(either_archive: str) -> None:
    with building(either_archive) as archive:
        bar(archive.connection, [range(10, 11)], WHY)
        archive.connection.execute(barred.update().values(since="2026-01-01T00:00:00+00:00"))
        assert bar(archive.connection, [range(10, 11)], "court order").fresh == 0
        assert archive.connection.execute(select(barred)).all() == [(10, "2026-01-01T00:00:00+00:00", "court order")]


def test_what_repeats_it_is_named(either_archive: str) -> None:
    with building(either_archive) as archive:
        archive.held(10)
        archive.held(20, duplicate_of=10, delivery="left_out")
        archive.held(30, near_duplicate_of=10)
        archive.held(40, near_duplicate_of=20)
        assert bar(archive.connection, [range(10, 11)], WHY).repeats == (20, 30)
        assert bar(archive.connection, [range(40, 41)], WHY).repeats == (20,)


class TestCommand:
    """``scrapy held``, as a user runs it."""

    @pytest.fixture(autouse=True)
    def filled(self, archive: str) -> None:
        with building(archive) as made:
            made.held(10)
            made.held(20, duplicate_of=10, delivery="left_out")

    def test_it_bars_shows_and_lifts(self, place: Place) -> None:
        done = run(place, "held", "--bar", "10,77", "--reason", f"  {WHY}\n")
        assert done.output == (
            "Barred: 2 articles. Forgotten: 1 article (1 held), 1 revision. No crawl fetches or delivers them until --unbar.\n"
            "The same text, or nearly, stands in 1 article that stays: 20. Bar them too if they are meant.\n"
        )
        shown = run(place, "held", "--barred").output.splitlines()
        assert [line.split()[0] for line in shown] == ["barred", "10", "77"]
        assert all(line.endswith(WHY) for line in shown[1:])
        assert [row["article_id"] for row in json.loads(run(place, "held", "--barred", "--json").output)["barred"]] == [10, 77]
        one = run(place, "held", "--id", "77").output
        assert one.startswith("77: barred: never to be fetched nor delivered (scrapy held --unbar lifts it)\n")
        assert WHY in one
        assert run(place, "held").output.splitlines()[0].split()[-2:] == ["barred", "name"]
        assert run(place, "coverage").output.startswith("Ids up to 77: 1 held, 2 barred, ")
        refused = run(place, "held", "--forget-id", "10")
        assert (refused.code, "it is barred" in refused.log) == (2, True)
        assert run(place, "held", "--unbar", "1-100").output.startswith("No longer barred: 2 articles.")
        assert run(place, "held", "--barred").output == "Nothing is barred: every article may be fetched and delivered\n"

    def test_nothing_of_it_is_exported(self, place: Place) -> None:
        run(place, "held", "--bar", "10,20", "--reason", WHY)
        assert run(place, "export", "-o", "-", "--revisions", "all", "--duplicates", "include").output == ""


class TestCrawl:
    """An agency that still has what was taken down here."""

    def test_it_comes_by_no_way(self, tmp_path: Path) -> None:
        told = sorted(load_articles(), key=lambda article: -article.id)[:20]
        gone, linked = told[3], told[8]
        link = {"section": gone.section, "id": gone.id, "title": gone.title}
        told[8] = replace(linked, blocks=(*linked.blocks, block("related", links=[link])))
        with running(make_app(told, page_size=7, sitemap="urlset"), 0) as url:
            place = Place(url, tmp_path)
            warc = ("-s", f"BURATHA_WARC_DIR={tmp_path / 'warc'}")
            first = crawl(place, *warc)
            assert gone.id in first.ids
            assert run(place, "held", "--bar", str(gone.id), "--reason", WHY).code == 0
        app = make_app(told, page_size=7, sitemap="urlset")
        with running(app, int(url.rpartition(":")[2])):
            runs = [
                crawl(place, "-s", "BURATHA_YOUNG_HOURS=1000000"),
                crawl(place, "-a", f"ids={gone.id - 1}-{gone.id}"),
                crawl(place, "-a", "again=yes"),
            ]
            fresh = crawl(self._elsewhere(place, tmp_path / "fresh", gone.id))
        replay = crawl(place, "-a", "again=yes", "-s", f"BURATHA_WARC_REPLAY={tmp_path / 'warc'}")
        assert [done.code for done in (*runs, fresh, replay)] == [0] * 5, [done.log for done in runs]
        assert [done.count("dropped/barred") for done in (*runs, fresh, replay)] == [1, 1, 0, 1, 0]
        assert "    barred: 1\n" in runs[0].log
        assert [path for path in app["requests"] if f"/{gone.id}" in path] == []
        assert set(fresh.ids) == {article.id for article in told} - {gone.id}
        assert Run(place, 0, "", "").ids.count(gone.id) == 1  # what was delivered before
        with building(file_url(tmp_path / "archive.sqlite")) as archive:  # listings, which go on naming it, bring its headline back into no table
            assert gone.id not in archive.connection.scalars(select(listed_titles.c.article_id)).all()
            assert not any(gone.title in (report or "") for report in archive.connection.scalars(select(runs_table.c.report)))
        report = json.loads(max((tmp_path / "fresh" / "reports").glob("run-*.json")).read_text(encoding="utf-8"))
        assert report["stats"]["buratha/dropped/barred"] == 1
        (manifest,) = (tmp_path / "fresh" / "feeds").glob("*.manifest.json")
        assert json.loads(manifest.read_text(encoding="utf-8"))["not_delivered"]["dropped/barred"] == 1

    def _elsewhere(self, place: Place, folder: Path, number: int) -> Place:
        """Return a place whose archive knows nothing but that a number is barred."""
        folder.mkdir()
        with building(f"sqlite:///{folder / 'archive.sqlite'}"):
            pass
        elsewhere = Place(place.url, folder)
        assert run(elsewhere, "held", "--bar", str(number), "--reason", WHY).code == 0
        return elsewhere
