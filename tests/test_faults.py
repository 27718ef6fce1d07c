"""A server of which every third answer fails, in every way: two runs bring everything, unspoilt, and its limits are kept."""

from pathlib import Path

from tests.agency.articles import load_articles
from tests.agency.faults import KINDS, Faults
from tests.agency.generated import generate
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.crawling import Place, crawl
from tests.test_restart import check_feeds, house

PATIENT = ("-s", "RETRY_TIMES=4", "-s", "DOWNLOAD_TIMEOUT=2")


def test_nothing_is_missing_after_the_second_run(tmp_path: Path) -> None:
    faults = Faults(seed=1, share=0.3, silence=4)
    with house(tmp_path, generate(100, seed=1)) as opened:
        opened.answer = faults
        first, second = opened.crawl(*PATIENT), opened.crawl(*PATIENT)
        assert second.code == 0, second.log
        check_feeds(opened.place, opened.ids)
        assert first.code == (0 if len(second.records) == len(first.records) else 3)
        assert faults.done.keys() == set(KINDS)
        assert faults.too_early == []
        opened.answer = lambda _request: None
        quiet = opened.crawl("-s", "BURATHA_YOUNG_HOURS=1000000")
        assert quiet.count("kept/revised") == 0  # what came amid the faults is what the pages say
        assert quiet.code == 0


def test_a_page_over_which_the_reader_fails_costs_nothing_but_itself_and_is_tried_again(tmp_path: Path) -> None:
    with running(make_app(load_articles(), layout="plain-divs")) as url:
        failed = crawl(Place(url, tmp_path), "-s", "SPIDER_MODULES=tests.failing_spiders", "-s", "BURATHA_READER_PROCESS_AFTER=-1")
        assert failed.code == 3
        assert failed.ids == sorted(article.id for article in load_articles() if article.id != 8151)
        assert failed.count("failed/article/reader_failed") == 1
        assert "The page of article 8151 could not be read" in failed.log
        mended = crawl(Place(url, tmp_path))
        assert (mended.code, mended.ids) == (0, sorted(article.id for article in load_articles()))
