"""Pages of the bundled agency, rendered for reading tests."""

from collections.abc import Sequence
from typing import Any

import buratha
from tests.agency.articles import Article, load_articles
from tests.agency.render import Layout, layouts, render_article
from tests.agency.wording import wordings

SITE = "https://burathanews.com"
LAYOUTS = [name for name, layout in layouts().items() if not layout.held_out]


def page(article: Article, layout: Layout, wording: str = "standard", day: int = 3) -> tuple[bytes, str, str]:
    """One article's page as bytes, address and Content-Type."""
    body = render_article(article, layout, wordings()[wording], day, load_articles()[::-1])
    return body, SITE + article.path, layout.content_type


def crawl(articles: Sequence[Article], layout: str, wording: str = "standard") -> list[tuple[bytes, str, str]]:
    """The pages of one crawl of a site in this layout."""
    return [page(article, layouts()[layout], wording, day=3 + at % 4) for at, article in enumerate(articles)]


def read_crawl(articles: Sequence[Article], layout: str, wording: str = "standard") -> dict[int, dict[str, Any]]:
    """The records of one crawl, by id; every page has to give one."""
    records = buratha.read_pages(crawl(articles, layout, wording))
    missing = [str(record) for record in records if not record]
    assert not missing, missing
    return {record["id"]: record for record in records if record}
