"""Articles that were changed after they had been delivered: the twin of one that was corrected, and texts that are gone from their pages."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.agency.blocks import block
from tests.agency.generated import generate
from tests.crawling import Run, run
from tests.test_restart import House, house, let_the_second_pass, of_news

ALL = ("-a", "sections=news", "-s", "BURATHA_YOUNG_HOURS=1000000")
"""However old they are, all are read again."""
NONE = ("-a", "sections=news", "-s", "BURATHA_YOUNG_HOURS=0")
APOLOGY = block("paragraph", text="عذرا، تعذر عرض هذا الخبر في الوقت الحاضر، يرجى المحاولة في وقت لاحق.")


@dataclass
class Edited:
    """An agency in three runs: before anything was changed, after it, and after most of what had gone was there again."""

    house: House
    runs: list[Run]
    original: int
    twin: int
    emptied: list[int]

    def delivered(self, at: int) -> list[tuple[int, int, Any]]:
        """Return id, revision and what it repeats of all that is delivered after a run, from the second revision on or the twin's."""
        rows = [(record["id"], record["revision"], record["duplicate_of"]) for record in self.runs[at].records]
        return [row for row in rows if row[0] == self.twin or row[1] > 1]


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edited]:
    with house(tmp_path_factory.mktemp("edited"), of_news(generate(16, seed=41))) as opened:
        newest = opened.newsroom.articles[0]
        opened.newsroom.publish(replace(newest, id=newest.id + 7))
        runs = [_crawled(opened, *ALL)]
        (twin,) = set(opened.ids) - set(runs[0].ids)
        original = newest.id + (newest.id == twin) * 7
        long = [article for article in opened.newsroom.articles if article.id not in {twin, original} and len(article.body.split()) > 60]
        opened.newsroom.edit(original)
        for article, blocks in zip(long[:3], ((), (), (APOLOGY,)), strict=True):
            opened.newsroom.change(replace(article, blocks=blocks))
        runs.append(_crawled(opened, *ALL))
        opened.newsroom.change(long[0])
        opened.newsroom.change(replace(long[1], blocks=(*long[1].blocks, APOLOGY)))
        runs.append(_crawled(opened, *NONE))
        yield Edited(opened, runs, original, twin, [article.id for article in long[:3]])


def _crawled(opened: House, *arguments: str) -> Run:
    done = opened.crawl(*arguments)
    assert done.records is not None  # as they are now
    return done


def test_the_twin_of_a_corrected_article_is_delivered(edited: Edited) -> None:
    assert edited.runs[0].code == 0
    assert edited.delivered(0) == []
    assert edited.delivered(1) == [(edited.original, 2, None), (edited.twin, 1, None)]
    assert edited.runs[1].count("released") == 1
    assert run(edited.house.place, "export", "-o", "-").output.count('"duplicate_of": null') == len(edited.house.ids)


def test_pages_that_lost_their_text_are_not_believed(edited: Edited) -> None:
    second = edited.runs[1]
    assert second.code == 3, second.log
    assert (second.count("dropped/text_lost"), second.count("texts_lost")) == (3, 3)
    assert "3 held articles came back without their text, which is not believed" in second.log
    assert "Error, texts-lost: 3 held articles came back without their text" in second.log
    assert f"article {edited.emptied[0]} is held with a text, and its page has hardly any now" in second.log


def test_the_next_run_asks_for_them_again_however_old_they_are(edited: Edited) -> None:
    third = edited.runs[2]
    assert third.code == 0, third.log
    assert [third.count(name) for name in ("dropped/text_lost", "texts_lost", "kept/revised")] == [1, 0, 1]
    assert third.count("differs/body") == 1
    assert edited.delivered(2)[2:] == [(edited.emptied[1], 2, None)]
    assert "texts-lost" not in third.log


def test_what_is_not_believed_is_told(edited: Edited) -> None:
    shown = json.loads(run(edited.house.place, "held", "--json", "--id", str(edited.emptied[2])).output)
    assert (shown["kind"], shown["reason"], shown["revision"]) == ("held", "text_lost", 1)


def test_what_came_without_a_text_is_asked_for_when_the_site_has_texts_again(tmp_path: Path) -> None:
    with house(tmp_path, of_news(generate(30, seed=42))) as opened:
        assert opened.crawl(*NONE).code == 0
        before = opened.ids
        opened.publish(3)
        whole = [article for article in opened.newsroom.articles if article.id not in before]
        for article in whole:
            opened.newsroom.change(replace(article, blocks=()))
        mute = opened.crawl(*NONE)
        assert (mute.code, mute.count("empty/body"), mute.count("no_text/asked")) == (0, 3, 0), mute.log
        for article in whole:
            opened.newsroom.change(article)
        let_the_second_pass()
        assert opened.crawl(*NONE).count("no_text/asked") == 0  # nothing has shown yet that the site is well
        opened.publish(1)
        mended = opened.crawl(*NONE)
        assert (mended.code, mended.count("no_text/asked"), mended.count("no_text/found")) == (0, 3, 3), mended.log
        newest = {record["id"]: record for record in mended.records}
        assert [(newest[article.id]["revision"], bool(newest[article.id]["body"])) for article in whole] == [(2, True)] * 3


def test_a_forgotten_article_comes_again_as_a_later_revision(tmp_path: Path) -> None:
    with house(tmp_path, of_news(generate(2, seed=42))) as opened:
        first = _crawled(opened, *NONE)
        number = opened.newsroom.articles[0].id
        opened.newsroom.edit(number)
        forgotten = run(opened.place, "held", "--forget-id", str(number))
        assert forgotten.code == 0, forgotten.log
        second = _crawled(opened, *NONE)
        assert second.count("kept/new") == 1, second.log
        texts = {(record["id"], record["revision"]): record["text_hash"] for record in second.records}
        assert len(texts) == len(second.records) == len(first.records) + 1
        assert texts[number, 1] != texts[number, 2]
        (manifest,) = sorted(tmp_path.rglob("*.manifest.json"))[-1:]
        assert (json.loads(manifest.read_text(encoding="utf-8"))["new"], second.count("kept/revised")) == (1, 0)
