"""Pages in files that do not tell their address: read all the same, without a number, which is not taken from anywhere else."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.agency.articles import load_articles
from tests.crawling import Place, Run, run
from tests.pages.story import ADDRESS, BODY, TITLE, page

FACTS = "<p class='d'>9/11/2017 - 10:05 | القراءات: 845</p>"
"""On a day that an article of the story's own number cannot have."""
NOBODYS = "https://nobody.invalid"


def probe(folder: Path, *arguments: str) -> Run:
    return run(Place(NOBODYS, folder), "probe", *arguments)


def probed(folder: Path, *files: tuple[str, str]) -> list[dict[str, Any]]:
    """What a probe of files says, as data."""
    for name, html in files:
        (folder / name).write_text(html, encoding="utf-8")
    done = probe(folder, *(str(folder / name) for name, _ in files), "--json")
    assert done.code in {0, 1}, done.log
    pages: list[dict[str, Any]] = json.loads(done.output)["pages"]
    return pages


@pytest.mark.parametrize("name", ["page.html", "page-3.html", "article12.html", "صفحة.html"])
def test_a_page_that_nobody_knows_the_address_of_is_read(tmp_path: Path, name: str) -> None:
    (found,) = probed(tmp_path, (name, page(between=FACTS)))
    record = found["record"]
    assert (record["title"], record["body"], record["views"]) == (TITLE, BODY, 845)
    assert (record["published"], "published" in record["doubts"]) == ("2017-11-09T10:05:00+03:00", False)
    assert [record[field] for field in ("id", "url", "section", "section_in_address")] == [None] * 4
    assert found["url"] is None


def test_several_are_told_apart(tmp_path: Path) -> None:
    story = "".join(f"<p>{text}</p>" for text in load_articles()[21].body.split("\n\n"))
    other = page(between=FACTS, story=f"<div class='t'>{story}</div>").replace(TITLE, load_articles()[21].title)
    pages = probed(tmp_path, ("a.html", page(between=FACTS)), ("b.html", other))
    assert [each["record"]["title"] for each in pages] == [TITLE, load_articles()[21].title]
    assert {each["learnt_from"] for each in pages} == {2}


SHARED = "https%3A%2F%2Fwww.burathanews.com%2Farabic%2Freports%2F310000"
TELLING = {
    "to share": f"<a href='https://www.facebook.com/sharer.php?u={SHARED}'>شارك</a>",
    "to send": f"<a href='https://api.whatsapp.com/send?text=%D9%85%D8%AF%D8%B1%D8%B3%D8%A9%20{SHARED}'>أرسل</a>",
}


@pytest.mark.parametrize("button", TELLING)
def test_buttons_hand_the_address_on(tmp_path: Path, button: str) -> None:
    (found,) = probed(tmp_path, ("page.html", page(between=FACTS, below=TELLING[button])))
    assert (found["url"], found["record"]["id"], found["record"]["section_in_address"]) == (ADDRESS, 310000, "reports")
    assert "published" in found["record"]["doubts"], "this number came out in another year"


def test_buttons_of_several_stories_tell_nothing(tmp_path: Path) -> None:
    below = TELLING["to share"] + TELLING["to send"].replace("310000", "310001")
    (found,) = probed(tmp_path, ("page.html", page(between=FACTS, below=below)))
    assert found["url"] is None


@pytest.mark.parametrize("told", ['{"@type": "NewsArticle", "mainEntityOfPage": {"@id": "%s"}}', '{"@type": "NewsArticle", "url": "%s"}'])
def test_structured_data_tells_the_address(tmp_path: Path, told: str) -> None:
    head = f"<script type='application/ld+json'>{told % ADDRESS}</script>"
    (found,) = probed(tmp_path, ("page.html", page(between=FACTS, head=head)))
    assert found["url"] == ADDRESS


@pytest.mark.parametrize("html", ['<link rel=canonical href="http://[bad"><p>x</p>', "<p>", ""])
def test_what_is_no_page_is_no_article(tmp_path: Path, html: str) -> None:
    (found,) = probed(tmp_path, ("page.html", html))
    assert (found["kind"], found["record"]) == ("no article", None)


def test_a_feed_is_known_by_its_form(tmp_path: Path) -> None:
    feed = f"<?xml version='1.0'?><rss><channel><item><title>{TITLE}</title><link>{ADDRESS}</link></item></channel></rss>"
    (found,) = probed(tmp_path, ("feed.xml", feed))
    assert (found["kind"], [each["id"] for each in found["feed"]["articles"]]) == ("feed", [310000])


def test_for_a_person_the_file_stands_for_the_address(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(between=FACTS), encoding="utf-8")
    told = probe(tmp_path, str(path)).output
    assert told.startswith(f"{path}\n")
    assert "name it with --url" in told
    assert probe(tmp_path, str(path), "--html", str(tmp_path / "shown.html")).code in {0, 1}
    shown = (tmp_path / "shown.html").read_text("utf-8")
    assert f"<h1>{path}</h1>" in shown
    assert "arabic/news/9" not in (told + shown).replace("arabic/news/94875", "")
