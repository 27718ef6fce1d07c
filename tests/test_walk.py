"""The walk through a listing, above all its end."""

from collections.abc import Iterable

from buratha.pages.listing import ListedArticle, Listing, PageLink
from buratha.walk import EMPTY, NOTHING_NEW, PATIENCE, Walk


def listing(**lists: Iterable[int]) -> Listing:
    """Return a page that names articles in some lists."""
    places = {place: set(ids) for place, ids in lists.items()}
    articles = [ListedArticle(number, "news", f"https://burathanews.com/arabic/news/{number}", "") for ids in places.values() for number in ids]
    return Listing(articles, lists=places)


def walked(walk: Walk, pages: Iterable[Listing]) -> list[str | None]:
    """Return what a walk says to each page."""
    return [walk.take(page) for page in pages]


def test_pages_that_bring_articles_go_on() -> None:
    assert walked(Walk(), [listing(main=range(start, start + 10)) for start in (90, 80, 70)]) == [None, None, None]


def test_the_last_page_again_ends_it() -> None:
    assert walked(Walk(), [listing(main=range(10, 20)), listing(main=range(5, 10)), listing(main=range(5, 10))]) == [None, None, NOTHING_NEW]


def test_the_first_page_again_ends_it() -> None:
    assert walked(Walk(), [listing(main=range(10, 20)), listing(main=range(10)), listing(main=range(10, 20))]) == [None, None, NOTHING_NEW]


def test_a_page_without_articles_ends_it() -> None:
    assert walked(Walk(), [listing(main=range(5)), listing()]) == [None, EMPTY]


def test_a_page_with_nothing_but_the_usual_boxes_ends_it() -> None:
    assert walked(Walk(), [listing(main=range(5), box=[90, 91]), listing(box=[90, 91])]) == [None, NOTHING_NEW]


def test_a_box_that_changes_does_not_keep_it_going() -> None:
    pages = [listing(main=range(start, start + 10), box=[1000 + start]) for start in (90, 80)]
    again = [listing(main=range(80, 90), box=[2000 + number]) for number in range(3)]
    assert walked(Walk(), [*pages, *again]) == [None, None, NOTHING_NEW, NOTHING_NEW, NOTHING_NEW]


def test_a_box_that_names_the_next_pages_articles_does_not_end_it() -> None:
    box = range(60, 100)
    pages = [listing(main=range(start, start + 10), box=box) for start in (90, 80, 70, 60, 50)]
    assert walked(Walk(), pages) == [None] * 5


def test_a_new_article_that_pushes_the_others_on_does_not_end_it() -> None:
    assert walked(Walk(), [listing(main=range(10, 20)), listing(main=range(1, 11))]) == [None, None]


def test_known_articles_in_ever_new_order_end_it_at_last() -> None:
    pages = [listing(main=[number, number + 1]) for number in range(PATIENCE + 5)]
    walk = Walk()
    walk.take(listing(main=range(100)))
    assert walked(walk, pages)[-1] == NOTHING_NEW


def link(number: int | None, url: str = "") -> PageLink:
    """Return a link to a page."""
    return PageLink(url or f"http://h/arabic/news?page={number}", number)


def test_pages_are_asked_for_once_and_in_order() -> None:
    walk = Walk()
    assert [page.number for page in walk.onward([link(9), link(2), link(3)], "http://h/arabic/news", 1)] == [2, 3, 9]
    assert [page.number for page in walk.onward([link(1), link(3), link(4), link(None, "http://h/x")], link(2).url, 2)] == [4, None, 1]
    assert walk.onward([link(3), link(4)], link(3).url, 3) == []


def test_no_more_pages_are_asked_for_than_allowed() -> None:
    walk = Walk(most=3)
    assert [page.number for page in walk.onward([link(5), link(4), link(3), link(2)], "http://h/arabic/news", 1)] == [2, 3]
    assert walk.limited
    assert walk.onward([link(4)], link(2).url, 2) == []
    assert Walk(most=1).onward([link(2)], "http://h/arabic/news", 1) == []
