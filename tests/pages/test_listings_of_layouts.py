"""The last page of a section in all layouts: nothing on it leads on, and what stands beside its list is none of its length."""

import pytest

from buratha.pages.decode import decode
from buratha.pages.endless_list import find_endless_list
from buratha.pages.links import tree_of
from buratha.pages.listing import read_listing
from buratha.pages.more_control import find_more_control, find_strange_control
from buratha.walks.first_rows import A_LONG_PAGE, rows_of_list
from tests.agency.articles import Article, load_articles
from tests.agency.render import LAYOUTS, Layout, Listing, layouts, render_listing
from tests.agency.wording import wordings
from tests.strangers import STRANGERS

NEWS = "http://agency.test/arabic/news"
ROWS = 10
EVERY = [each for folder in (LAYOUTS, STRANGERS) for each in layouts(folder).values() if (each.folder / "listing.html").exists()]


@pytest.fixture(scope="module")
def articles() -> dict[bool, list[Article]]:
    """Some articles of the section, and those of others, newest first."""
    every = sorted(load_articles(), key=lambda each: -each.id)
    return {is_own: [each for each in every if (each.section == "news") == is_own] for is_own in (True, False)}


@pytest.mark.parametrize("layout", EVERY, ids=lambda layout: layout.name)
def test_nothing_leads_on_from_a_section_of_one_page(layout: Layout, articles: dict[bool, list[Article]]) -> None:
    listed = Listing(articles[True][:ROWS], page_url="/arabic/news?page={}".format, section="news", category="الأخبار")
    page = render_listing(listed, layout, wordings()["standard"], neighbours=articles[False])
    text = decode(page, layout.content_type).text
    root, listing = tree_of(text), read_listing(text, NEWS)
    assert root is not None
    assert find_more_control(root, NEWS) is None
    assert find_endless_list(root) is None
    assert find_strange_control(root, NEWS, listing.main_list("news")) is None
    assert rows_of_list(listing, "news") < A_LONG_PAGE
