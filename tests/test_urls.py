"""What an address is, whose it is, and when two requests are one."""

import time

import pytest
from scrapy import Request

from buratha.fingerprints import LISTING, AgencyRequestFingerprinter
from buratha.site import Site
from buratha.urls import ArticleAddress, article_address, listing_section, resolve, section_below

LOCAL = Site("http://127.0.0.1:8000")
LIVE = Site("https://burathanews.com")
ONE_ARTICLE = [
    "https://burathanews.com/arabic/news/94875",
    "http://burathanews.com/arabic/news/94875/",
    "http://www.burathanews.com//arabic/news//94875",
    "https://mail.burathanews.com/arabic/news/94875?page=2#comments",
    "http://ftp.burathanews.com/news/94875.html",
    "http://72.46.128.21/arabic/news/94875/عنوان-الخبر",
    "http://127.0.0.1:8000/ARABIC/News/94875",
    "https://burathanews.com/m/arabic/news/94875",
    "https://burathanews.com/amp/arabic/news/94875",
]
ODD_FORMS = [
    "https://burathanews.com/arabic/news/94875%20",
    "https://burathanews.com/arabic/news/94875%C2%A0",
    "https://burathanews.com/arabic/news/%2094875",
    "https://burathanews.com/arabic/news/94875;jsessionid=A1",
    "https://burathanews.com/arabic/news;jsessionid=A1/94875",
    "https://burathanews.com/arabic/news/94875.html",
    "https://burathanews.com/arabic/news/94875.PHP?print=0",
    "https://burathanews.com/arabic/news/94875&lang=ar",
    "https://burathanews.com/arabic/news/94875&amp;back=/arabic/news",
    "https://burathanews.com/arabic/news/94875%3Fpage=2",
    "https://burathanews.com/arabic/news/94875.",
    "https://burathanews.com/arabic/news/94875،",
    "https://burathanews.com/arabic/news/94875%D8%8C",
    "https://burathanews.com/arabic/news/94875%E2%80%8F",
    "https://burathanews.com/arabic/news/\u200e94875\u200f",
    "https://burathanews.com/arabic/news/94\ufeff875",
    "https://burathanews.com/arabic/news/٩٤٨٧٥",
    "https://burathanews.com/arabic/news/%DB%B9%DB%B4%DB%B8%DB%B7%DB%B5",
    "https://burathanews.com/%61rabic/ne%77s/94875",
    "https://burathanews.com/arabic\\news\\94875",
    "https://burathanews.com/arabic/news%2F94875",
    "https://burathanews.com/news/94875.html%20",
    "https://burathanews.com/index.php/arabic/news/94875",
    "http://m.burathanews.com/arabic/news/94875",
    "https://burathanews.com/Arabic/NEWS/94875",
    "https://burathanews.com/arabic/news/94875-عنوان-الخبر",
    "https://burathanews.com/arabic/news/94875-%D8%B9%D9%86%D9%88%D8%A7%D9%86.html",
    "https://burathanews.com/arabic/news/94875_title_2015/",
    "https://burathanews.com/m/arabic/news/٩٤٨٧٥-عنوان",
]


@pytest.mark.parametrize("url", [*ONE_ARTICLE, *ODD_FORMS])
def test_every_form_of_an_articles_address(url: str) -> None:
    address = article_address(url)
    assert address is not None
    assert address.url == "https://burathanews.com/arabic/news/94875"


@pytest.mark.parametrize(
    "url",
    [
        "https://burathanews.com/",
        "https://burathanews.com/arabic/news",
        "https://burathanews.com/arabic/news/page/2",
        "https://burathanews.com/arabic/page/2",
        "https://burathanews.com/arabic/news/0",
        "https://burathanews.com/arabic/news/12x",
        "https://burathanews.com/arabic/news/12%20x",
        "https://burathanews.com/arabic/news/12%25",
        "https://burathanews.com/arabic/news/12.jpg",
        "https://burathanews.com/arabic/news/12.5",
        "https://burathanews.com/arabic/news/2015/10.html",
        "https://burathanews.com/arabic/news/2015-10-12",
        "https://burathanews.com/arabic/news/2015-october",
        "https://burathanews.com/arabic/photos/20161230-title",
        "https://burathanews.com/arabic/photos/20161230_عنوان",
        "https://burathanews.com/arabic/news/10-best-stories",
        "https://burathanews.com/arabic/news/94875-2",
        "https://burathanews.com/arabic/news/94875-page-2",
        "https://burathanews.com/arabic/news/94875-%D8%B5%D9%81%D8%AD%D8%A9-2",
        "https://burathanews.com/arabic/news/94875-photo.jpg",
        "https://burathanews.com/arabic/tags/94875-iraq",
        "https://burathanews.com/arabic/%D9%83%D8%A7%D8%AA%D8%A8/94875-name",
        "https://burathanews.com/ar/news/94875",
        "https://burathanews.com/arabic/94875-title",
        "https://burathanews.com/arabic/news&page=12",
        "https://burathanews.com/arabic/news;page=12",
        "https://burathanews.com/arabic/news/page/12.html",
        "https://burathanews.com/arabic/news/page12.",
        "https://burathanews.com/arabic/page/12%20",
        "https://burathanews.com/arabic/news/%2E%2E/12",
        "https://burathanews.com/rss.php",
        "http://[bad",
        "",
    ],
)
def test_what_is_no_article(url: str) -> None:
    assert article_address(url) is None


@pytest.mark.parametrize("tail", ["-" * 20_000, "." * 20_000 + "x", "&" * 20_000 + "/x/", "&a" * 20_000 + "/x"])
def test_long_addresses_take_no_longer_than_they_are(tail: str) -> None:
    begun = time.process_time()
    assert article_address(f"https://burathanews.com/arabic/news/12345{tail}") is None
    assert listing_section(f"https://burathanews.com/arabic/news{tail}") is None
    assert time.process_time() - begun < 1


def test_listings() -> None:
    assert listing_section("https://burathanews.com/arabic/Poetry/?page=3") == "poetry"
    assert listing_section("https://burathanews.com/arabic/") is None
    assert listing_section("https://burathanews.com/arabic/poetry/12") is None
    assert listing_section("https://burathanews.com/arabic/poetry;jsessionid=A1?page=3") == "poetry"
    assert listing_section("https://burathanews.com/arabic/poetry%E2%80%8F%20") == "poetry"


@pytest.mark.parametrize("slug", ["أدب", "%D8%A3%D8%AF%D8%A8", "%d8%a3%D8%AF%d8%a8", "\u200f%D8%A3%D8%AF%D8%A8"])
def test_an_arabic_slug_is_one_section_however_it_is_escaped(slug: str) -> None:
    assert listing_section(f"https://burathanews.com/arabic/{slug}/?page=2") == "أدب"
    assert section_below(f"https://burathanews.com/arabic/{slug}/page/2") == "أدب"
    address = article_address(f"https://burathanews.com/arabic/{slug}/94875")
    assert address == ArticleAddress(94875, "أدب")
    assert address.url == "https://burathanews.com/arabic/%D8%A3%D8%AF%D8%A8/94875"
    assert article_address(address.url) == address
    assert LOCAL.article(address) == "http://127.0.0.1:8000/arabic/%D8%A3%D8%AF%D8%A8/94875"
    assert LOCAL.listing("أدب") == "http://127.0.0.1:8000/arabic/%D8%A3%D8%AF%D8%A8"


def test_a_slug_in_another_charset_stays_as_the_server_has_it() -> None:
    assert listing_section("https://burathanews.com/arabic/%C3%CF%C8") == "%c3%cf%c8"
    assert LOCAL.listing("%c3%cf%c8") == "http://127.0.0.1:8000/arabic/%C3%CF%C8"


def test_addresses_on_a_page_are_made_whole() -> None:
    assert resolve("http://h/arabic/news", "?page=2") == "http://h/arabic/news?page=2"
    assert resolve("https://h/a", "//other/b") == "https://other/b"
    assert resolve("http://h/arabic/", "\\arabic\\news\\5?a=\\b") == "http://h/arabic/news/5?a=%5Cb"
    assert resolve("http://h/arabic/", "news\\5") == "http://h/arabic/news/5"
    for nothing in ("", "#top", "javascript:history.back()", "mailto:a@b", "http://[bad"):
        assert resolve("http://h/", nothing) is None


@pytest.mark.parametrize(
    ("site", "url", "owned", "served"),
    [
        (LOCAL, "http://127.0.0.1:8000/arabic/news", True, True),
        (LOCAL, "http://localhost:8000/arabic/news", True, True),
        (LOCAL, "http://127.0.0.1:9000/arabic/news", False, False),
        (LOCAL, "http://www.burathanews.com/arabic/news", True, False),
        (LOCAL, "http://example.org/arabic/news", False, False),
        (LIVE, "http://72.46.128.21/arabic/news", True, True),
        (LIVE, "http://burathanews.com/arabic/news", True, True),
        (LIVE, "http://m.burathanews.com/arabic/news", True, True),
        (LIVE, "http://forum.burathanews.com/arabic/news", False, False),
        (LIVE, "https://burathanews.com.example.org/", False, False),
        (Site("https://mirror.example.org"), "http://mirror.example.org/x", True, True),
        (LIVE, "ftp://burathanews.com/", False, False),
        (LIVE, "https://burathanews.com:port/", False, False),
    ],
)
def test_whose_an_address_is(site: Site, url: str, owned: bool, served: bool) -> None:
    assert (site.owns(url), site.serves(url)) == (owned, served)


def test_addresses_are_asked_of_the_server_that_is_configured() -> None:
    assert LOCAL.at_base("https://www.burathanews.com/arabic/news?page=2#x") == "http://127.0.0.1:8000/arabic/news?page=2"
    assert LOCAL.at_base("http://72.46.128.21") == "http://127.0.0.1:8000/"


def fingerprints(*requests: Request) -> set[bytes]:
    """Return the different fingerprints of requests to a local server."""
    fingerprinter = AgencyRequestFingerprinter(LOCAL)
    return {fingerprinter.fingerprint(request) for request in requests}


def test_an_article_is_one_request() -> None:
    assert len(fingerprints(*map(Request, ONE_ARTICLE), Request("http://127.0.0.1:8000/arabic/poetry/94875"))) == 1
    assert len(fingerprints(Request(ONE_ARTICLE[0]), Request("https://burathanews.com/arabic/news/94876"))) == 2


def test_a_listings_page_is_one_request() -> None:
    forms = ["http://127.0.0.1:8000/arabic/news?page=2&x=1", "https://www.burathanews.com/arabic/news?x=1&page=2#top"]
    assert len(fingerprints(*map(Request, forms))) == 1
    assert len(fingerprints(Request("http://127.0.0.1:8000/arabic/"), Request("http://127.0.0.1:8000/arabic"))) == 1
    assert len(fingerprints(*map(Request, forms), Request("http://127.0.0.1:8000/arabic/news?page=3"))) == 2


def test_a_listings_page_is_no_article_even_where_it_looks_like_one() -> None:
    url = "http://127.0.0.1:8000/arabic/news/2"
    assert len(fingerprints(Request(url), Request(url, meta={LISTING: True}))) == 2


def test_other_servers_keep_scrapys_fingerprints() -> None:
    assert len(fingerprints(Request("http://example.org/arabic/news/1"), Request("http://example.org/arabic/poetry/1"))) == 2
    assert len(fingerprints(Request(ONE_ARTICLE[0]), Request(ONE_ARTICLE[0], method="POST"))) == 2
