"""A server that answers for its articles with status 200 and no article: such runs are incomplete, and nothing is lost when it is well again."""

import re
from pathlib import Path

import pytest
from aiohttp import web

from buratha.streaks import MOST_IN_A_ROW
from tests.agency.generated import generate
from tests.crawling import run
from tests.odd_listings import HEAD, is_listing
from tests.test_restart import House, check_feeds, house, of_news

NEWS = ("-a", "sections=news", "-s", "BURATHA_YOUNG_HOURS=0")
WALL = "<title>Just a moment...</title><h1>Checking your browser</h1><p>Please enable JavaScript and cookies to continue</p>"
CLOSED = "<meta charset=utf-8><h1>الموقع تحت الصيانة</h1><p>نعتذر عن الإزعاج، الموقع تحت الصيانة وسيعود للعمل قريبا</p>"
BLOCKED = "<body dir=rtl><h1>عذرا</h1><p>تم حظر عنوان الآي بي الخاص بك بسبب كثرة الطلبات، يرجى المحاولة بعد ساعة.</p></body></html>"
BUSY = f"""{HEAD.format(title="وكالة أنباء براثا", head="")}<h1>نعتذر من زوارنا</h1>
<p>تشهد خوادمنا ضغطا لم نألفه من قبل فلا نستطيع عرض ما طلبتم الآن، ويعمل فريقنا على معالجة الأمر في أقرب وقت.</p>
<p>يمكنكم العودة بعد دقائق أو متابعة قنواتنا حتى يزول هذا العارض، ونشكر لكم صبركم معنا.</p>"""
NOTHING = '<title>x</title><a href="/">home</a>'


def instead(text: str) -> web.Response:
    """Answer with a page, as if all were well."""
    return web.Response(body=text.encode(), content_type="text/html")


def spoil(opened: House, page: str, numbers: list[int]) -> None:
    """Answer for these articles with one page."""
    paths = {article.path for article in opened.newsroom.articles if article.id in numbers}
    opened.answer = lambda request: instead(page) if request.path in paths else None


@pytest.mark.parametrize(
    ("page", "counted"),
    [
        (CLOSED, "not_believed/server_error"),
        (NOTHING, "not_believed/no_story"),
        ("", "failed/article/cut_off"),
    ],
    ids=["closed", "nothing", "empty"],
)
def test_nothing_is_lost_however_long_the_site_is_not_well(page: str, counted: str, tmp_path: Path) -> None:
    with house(tmp_path, of_news(generate(26, seed=31))) as opened:
        good = opened.ids[-4:]
        spoil(opened, page, opened.ids[:-4])
        for _ in range(4):  # more than an article's tries
            bad = opened.crawl(*NEWS, "-s", "BURATHA_MOST_TRIES=3")
            assert bad.code == 3, bad.log
            assert bad.count(counted) >= 20
            assert "there was nothing new" not in bad.log
            assert ("pages-not-believed" in bad.log) == counted.startswith("not_believed")
            assert bad.ids == good
        opened.answer = lambda _request: None
        well = opened.crawl(*NEWS)
        assert well.code == 0, well.log
        check_feeds(opened.place, opened.ids)


def test_three_articles_of_three_are_not_believed(tmp_path: Path) -> None:
    with house(tmp_path, of_news(generate(12, seed=32))) as opened:
        assert opened.crawl(*NEWS).code == 0
        opened.publish(3)
        spoil(opened, BUSY, opened.ids[-3:])
        assert [opened.crawl(*NEWS).code for _ in range(3)] == [3] * 3
        opened.answer = lambda _request: None
        assert opened.crawl(*NEWS).code == 0
        check_feeds(opened.place, opened.ids)


def test_many_young_articles_that_are_withdrawn_are_no_fault_and_a_server_that_has_none_of_them_is(tmp_path: Path) -> None:
    young = ("-a", "sections=news", "-s", "BURATHA_YOUNG_HOURS=900000")
    with house(tmp_path, of_news(generate(60, seed=37))) as opened:
        assert opened.crawl(*young).code == 0
        opened.newsroom.withdraw(*opened.ids[20:42])
        gone = opened.crawl(*young)
        assert (gone.code, gone.count("no_article/withdrawn"), gone.count("no_article/not_found")) == (0, 22, 0), gone.log
        assert "The server has no page" not in gone.log
        opened.answer = lambda request: None if is_listing(request) else web.Response(status=404)
        bad = opened.crawl(*young)
        assert bad.code == 3, bad.log
        assert "The server has no page for 60 articles that its listings name, or that it had not long ago" in bad.log


def test_a_page_that_has_no_story_comes_to_rest(tmp_path: Path) -> None:
    with house(tmp_path, of_news(generate(12, seed=33))) as opened:
        lone = opened.ids[3]
        spoil(opened, NOTHING, [lone])
        for _ in range(3):
            quiet = opened.crawl(*NEWS)
            assert quiet.code == 0, quiet.log
            assert (quiet.count("no_article/no_story"), quiet.count("not_believed/no_story")) == (1, 0)
        assert opened.crawl(*NEWS).count("no_article/no_story") == 0
        opened.answer = lambda _request: None
        assert opened.crawl(*NEWS).ids == [number for number in opened.ids if number != lone]
        assert run(opened.place, "held", "--retry-given-up").output == "To be tried again: 1 article, 0 holes of the walks\n"
        assert opened.crawl(*NEWS).code == 0
        check_feeds(opened.place, opened.ids)


def test_an_error_page_amid_good_ones_makes_a_run_incomplete_until_it_is_given_up(tmp_path: Path) -> None:
    with house(tmp_path, of_news(generate(12, seed=34))) as opened:
        walls = {f"/arabic/news/{number}": wall for number, wall in zip(opened.ids[5:7], (WALL, BLOCKED), strict=True)}
        opened.answer = lambda request: instead(walls[request.path]) if request.path in walls else None
        runs = [opened.crawl(*NEWS, "-s", "BURATHA_MOST_TRIES=2") for _ in range(3)]
        assert [each.code for each in runs] == [3, 3, 0]
        assert "Incomplete run: 2 article pages are error pages, sent as if all were well" in runs[0].log
        assert [each.count("not_believed/server_error") for each in runs] == [0] * 3


def test_a_run_that_is_told_to_end_amid_it_uses_up_no_tries(tmp_path: Path) -> None:
    with house(tmp_path, of_news(generate(26, seed=35))) as opened:
        spoil(opened, BUSY, opened.ids)
        for _ in range(4):
            assert opened.crawl(*NEWS, "-s", "CLOSESPIDER_PAGECOUNT=20").count("not_believed/server_error") > 0
        opened.answer = lambda _request: None
        assert opened.crawl(*NEWS).code == 0
        check_feeds(opened.place, opened.ids)


def test_a_listing_that_invents_articles_without_end_is_left(tmp_path: Path) -> None:
    def invented(request: web.Request) -> web.Response | None:
        if request.path != "/arabic/news" or not is_listing(request):
            return None
        page = int(request.query.get("page", "1"))
        rows = "".join(f'<li><a href="/arabic/news/{number}">حدث رقم {number}</a></li>' for number in range(900_000 - 10 * page, 900_010 - 10 * page))
        onward = f'<a href="?page={page + 1}">التالي</a>'
        return instead(f"{HEAD.format(title='الأخبار', head='')}<h1>الأخبار</h1><ul>{rows}</ul><div>{onward}</div>")

    articles = generate(120, seed=36)
    with house(tmp_path, articles) as opened:
        opened.answer = invented
        done = opened.crawl("-a", "sections=news,reports", "-s", "BURATHA_YOUNG_HOURS=0")
        assert done.code == 3, done.log
        assert done.count("broken_off/news") == 1
        assert "1 section was left because too many of its articles in a row came to nothing: news 1" in done.log
        assert re.search(rf"{MOST_IN_A_ROW} articles of news in a row came to nothing, lately not_found", done.log)
        assert done.count("no_article/not_found") < 2 * MOST_IN_A_ROW
        assert sum(opened.listings.values()) < 2 * MOST_IN_A_ROW
        assert done.ids == sorted(article.id for article in articles if article.path.startswith("/arabic/reports/"))
