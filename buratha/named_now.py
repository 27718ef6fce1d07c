"""Which articles and sections the site itself names at the moment: on its front page, or in its feed."""

from dataclasses import dataclass, field

from scrapy.http import Response

from buratha.pages.feed import read_feed
from buratha.pages.listing import read_listing
from buratha.pages.opened import open_page


@dataclass(frozen=True, slots=True)
class NamedArticle:
    """An article with its section, None where a feed tells none, and its headline."""

    id: int
    section: str | None
    title: str


@dataclass(frozen=True, slots=True)
class NamedNow:
    """The articles that a feed or a page names, and the sections to whose listings it leads, as a menu does."""

    articles: list[NamedArticle]
    sections: list[str] = field(default_factory=list)


def named_on(response: Response, content_type: str | None) -> NamedNow:
    """What a feed or a page names; nothing where it is neither."""
    feed = read_feed(response.body, response.url, content_type)
    if not feed.trouble:
        return NamedNow([NamedArticle(entry.id, entry.section, entry.title) for entry in feed.entries])
    listing = read_listing(open_page(response.body, response.url, content_type).decoded.text, response.url)
    return NamedNow([NamedArticle(article.id, article.section, article.title) for article in listing.articles], listing.sections)
