"""A server that knows each article under its right section only, and stories that are named under another: by the feed, or before they were moved."""

import re
from dataclasses import replace
from pathlib import Path

from aiohttp import web

from tests.agency.articles import Article
from tests.agency.generated import generate
from tests.odd_listings import spread
from tests.test_restart import House, house

FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{}</channel></rss>'
ALL_YOUNG = ("-s", "RETRY_TIMES=0", "-s", "BURATHA_YOUNG_HOURS=1000000")


def old_feed(opened: House) -> web.Response:
    """Answer with a feed that links by the old addresses, which are read as those of news."""
    items = "".join(f"<item><title>x</title><link>{opened.place.url}/news/{number}.html</link></item>" for number in opened.ids)
    return web.Response(text=FEED.format(items), content_type="application/rss+xml")


def moved(article: Article) -> Article:
    """Return an article as it is in another section."""
    return replace(article, section="reports", category="reports")


def test_stories_are_asked_for_under_the_section_that_listings_name_whatever_else_named_them(tmp_path: Path) -> None:
    with house(tmp_path, spread(generate(10, seed=51), ["poetry", "reports"]), wrong_section="missing") as opened:
        opened.answer = lambda request: old_feed(opened) if request.path == "/rss.php" else None
        first = opened.crawl(*ALL_YOUNG)
        assert (first.code, first.ids) == (0, opened.ids), first.log

        held = next(article for article in opened.newsroom.articles if article.section == "poetry")
        (pending,) = spread(generate(1, seed=7, first_id=opened.ids[-1] + 1, last_id=opened.ids[-1] + 40), ["poetry"])
        opened.newsroom.publish(pending)
        broken = re.compile(rf"/rss\.php|.*/{pending.id}")
        opened.answer = lambda request: web.Response(status=500) if broken.fullmatch(request.path) else None
        assert opened.crawl(*ALL_YOUNG).count("failed/article/http_500") == 1

        opened.newsroom.change(moved(pending))
        opened.newsroom.change(moved(opened.newsroom.edit(held.id)))
        opened.answer = lambda request: web.Response(text=FEED.format(""), content_type="application/rss+xml") if request.path == "/rss.php" else None
        third = opened.crawl(*ALL_YOUNG)
        assert (third.code, third.count("no_article/not_found")) == (0, 0), third.log
        assert sorted({*third.ids}) == opened.ids
        told = [(record["id"], record["revision"]) for record in third.records if record["section"] == "reports"]
        assert {(held.id, 2), (pending.id, 1)} <= set(told)
