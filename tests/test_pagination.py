"""How the addresses of a listing's pages count."""

import pytest

from buratha.walks.pagination import following, preceding

NEWS = "http://h:8000/arabic/news"


@pytest.mark.parametrize(
    ("previous", "url", "number", "wanted"),
    [
        (f"{NEWS}?page=2", f"{NEWS}?page=3", 3, (f"{NEWS}?page=4", 4)),
        (NEWS, f"{NEWS}?page=2", 2, (f"{NEWS}?page=3", 3)),
        (f"{NEWS}/page/9", f"{NEWS}/page/10", 10, (f"{NEWS}/page/11", 11)),
        (f"{NEWS}/", f"{NEWS}/2", 2, (f"{NEWS}/3", 3)),
        (f"{NEWS}/4", f"{NEWS}/5", 5, (f"{NEWS}/6", 6)),
        (NEWS, f"{NEWS}?start=20", 20, (f"{NEWS}?start=40", 40)),
        (f"{NEWS}?start=20", f"{NEWS}?start=40", 40, (f"{NEWS}?start=60", 60)),
        (f"{NEWS}?start=20", f"{NEWS}?start=40", 3, (f"{NEWS}?start=60", 4)),
        (NEWS, f"{NEWS}?start=20", 2, (f"{NEWS}?start=40", 3)),
        (None, f"{NEWS}?start=40", 3, (f"{NEWS}?start=60", 4)),
        (None, f"{NEWS}?page=7", 7, (f"{NEWS}?page=8", 8)),
        (None, f"{NEWS}/page/7.html", 7, (f"{NEWS}/page/8.html", 8)),
        (f"{NEWS}?cat=12&page=2", f"{NEWS}?cat=12&page=3", 3, (f"{NEWS}?cat=12&page=4", 4)),
    ],
)
def test_the_page_after_is_told(previous: str | None, url: str, number: int, wanted: tuple[str, int]) -> None:
    told = following(previous, url, number)
    assert told is not None
    assert (told.url, told.number) == wanted


@pytest.mark.parametrize(
    ("previous", "url", "number"),
    [
        (NEWS, f"{NEWS}?before=460123", 2),
        (f"{NEWS}?before=460200", f"{NEWS}?before=460123", 3),
        (None, f"{NEWS}?start=20", 20),
        (None, f"{NEWS}/7", 7),
        (f"{NEWS}?page=2&cat=12", f"{NEWS}?page=3&cat=12", 3),
        (NEWS, NEWS, 1),
        (None, "http://h:8000/", 1),
    ],
)
def test_an_address_that_does_not_say_tells_nothing(previous: str | None, url: str, number: int) -> None:
    assert following(previous, url, number) is None


@pytest.mark.parametrize(
    ("url", "number", "wanted"),
    [
        (f"{NEWS}?page=3", 3, (f"{NEWS}?page=2", 2)),
        (f"{NEWS}?page=2", 2, (f"{NEWS}?page=1", 1)),
        (f"{NEWS}/7", 7, (f"{NEWS}/6", 6)),
        (f"{NEWS}?start=40", 3, (f"{NEWS}?start=20", 2)),
        (f"{NEWS}?start=60", 60, (f"{NEWS}?start=40", 40)),
        (f"{NEWS}?page=1", 1, None),
        (f"{NEWS}?start=15", 15, None),
        (f"{NEWS}?before=460123", 4, None),
        (NEWS, 1, None),
    ],
)
def test_the_page_before_is_told(url: str, number: int, wanted: tuple[str, int] | None) -> None:
    told = preceding(url, number)
    assert (told and (told.url, told.number)) == wanted
