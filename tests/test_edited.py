"""Articles that were changed after they had been delivered, in ways that concern more than the one that was edited."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.agency.generated import generate
from tests.crawling import Run, run
from tests.test_restart import House, house, of_news

OLD = ("-a", "sections=news", "-s", "BURATHA_YOUNG_HOURS=1000000")
"""However old they are, all are read again."""


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Run, Run]]:
    """Two articles with one text, of which the first to be read is corrected."""
    with house(tmp_path_factory.mktemp("twins"), of_news(generate(6, seed=41))) as opened:
        newest = opened.newsroom.articles[0]
        opened.newsroom.publish(replace(newest, id=newest.id + 7))
        first = opened.crawl(*OLD)
        opened.newsroom.edit(first.ids[-1])
        yield opened, first, opened.crawl(*OLD)


def test_the_twin_of_a_corrected_article_is_delivered(twins: tuple[House, Run, Run]) -> None:
    opened, first, second = twins
    assert (first.code, second.code) == (0, 0), second.log
    original = first.ids[-1]
    (twin,) = set(opened.ids) - set(first.ids)
    delivered = [(record["id"], record["revision"], record["duplicate_of"]) for record in second.records if record["id"] in {original, twin}]
    assert delivered == [(original, 1, None), (original, 2, None), (twin, 1, None)]
    assert second.count("released") == 1
    assert {row["id"] for row in second.rows} == {str(number) for number in opened.ids}


def test_it_is_exported(twins: tuple[House, Run, Run]) -> None:
    opened, *_ = twins
    assert run(opened.place, "export", "-o", str(opened.place.folder / "all.csv")).output.startswith(f"{len(opened.ids)} records")
