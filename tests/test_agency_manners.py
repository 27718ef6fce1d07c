"""The agency's manners: every way to list, to end, to be absent and to fail does what it says."""

import http.client
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from itertools import product

import pytest

from buratha.pages.listing import Listing, read_listing
from buratha.reading import read_page
from tests.agency.articles import expected
from tests.agency.faults import KINDS, Faults, Kind
from tests.agency.generated import generate
from tests.agency.manners import choices
from tests.agency.newsroom import CORRECTION
from tests.agency.render import layouts
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.agency.timeline import BAGHDAD

NEWS = [replace(article, section="news", category="الأخبار") for article in generate(47, seed=4, first_id=400_000)]
NEWEST_FIRST = sorted((article.id for article in NEWS), reverse=True)
PATH = "/arabic/news"
ADDRESSED = [pager for pager in choices("pager") if pager not in {"button", "none"}]


class Answer:
    """What a server answered, redirects not followed."""

    def __init__(self, base: str, path: str, timeout: float = 10, method: str = "GET", body: str | None = None) -> None:
        """Ask for an address."""
        connection = http.client.HTTPConnection(base.removeprefix("http://"), timeout=timeout)
        try:
            connection.request(method, path, body, {"Content-Type": "application/x-www-form-urlencoded"} if body else {})
            response = connection.getresponse()
            self.status, self.headers, self.body = response.status, response.headers, response.read()
        finally:
            connection.close()

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")


def listing(base: str, path: str) -> Listing:
    """Return what is read off a listing's page."""
    return read_listing(Answer(base, path).text, base + path)


def walked(base: str, path: str = PATH) -> Iterator[list[int]]:
    """Go from page to page by the onward links, and give the news of each."""
    while True:
        found = listing(base, path)
        yield [article.id for article in found.articles if article.section == "news"]
        onward = [page.url.removeprefix(base) for page in found.pages if page.turn == "onward"]
        if not onward:
            return
        path = onward[0]


@pytest.mark.parametrize(("form", "pager"), list(product(choices("page_form"), ADDRESSED)))
def test_every_pager_leads_through_all_pages(form: str, pager: str) -> None:
    with running(make_app(NEWS, plain=True, page_size=10, page_form=form, pager=pager)) as base:
        assert list(walked(base)) == [NEWEST_FIRST[start : start + 10] for start in range(0, 47, 10)]


@pytest.mark.parametrize(("form", "layout"), list(product(choices("page_form"), ["blog-theme", "table-font", "frames-utf8-lie", "poster"])))
def test_layouts_lead_on_in_every_form(form: str, layout: str) -> None:
    with running(make_app(NEWS, layout=layout, page_size=10, page_form=form)) as base:
        text = Answer(base, PATH).body.decode(layouts()[layout].charset)
        second = next(page for page in read_listing(text, base + PATH).pages if page.turn == "onward")
        assert str(NEWEST_FIRST[10]) in Answer(base, second.url.removeprefix(base)).body.decode(layouts()[layout].charset)


def test_a_button_has_to_be_pressed() -> None:
    with running(make_app(NEWS, plain=True, page_size=10, pager="button")) as base:
        found = listing(base, PATH)
        assert (found.pages, found.needs_browser_for_more) == ([], True)
        assert str(NEWEST_FIRST[10]) in Answer(base, PATH, method="POST", body="page=2").text


def test_all_may_stand_on_one_page() -> None:
    with running(make_app(NEWS, plain=True, page_size=10, pager="none")) as base:
        assert list(walked(base)) == [NEWEST_FIRST]


@pytest.mark.parametrize("pager", ["layout", "next"])
@pytest.mark.parametrize(
    ("past_end", "status", "shown"),
    [
        ("missing", 404, []),
        ("gone", 410, []),
        ("empty", 200, []),
        ("empty-body", 200, []),
        ("last", 200, NEWEST_FIRST[40:]),
        ("first", 200, NEWEST_FIRST[:10]),
        ("front", 302, []),
    ],
)
def test_an_endless_listing_leads_beyond_its_end(pager: str, past_end: str, status: int, shown: list[int]) -> None:
    with running(make_app(NEWS, plain=True, page_size=10, pager=pager, past_end=past_end, endless=True)) as base:
        beyond = next(page for page in listing(base, f"{PATH}?page=5").pages if page.turn == "onward")
        answer = Answer(base, beyond.url.removeprefix(base))
        assert answer.status == status
        found = read_listing(answer.text, beyond.url)
        assert [article.id for article in found.articles] == shown
        assert bool(shown) <= any(page.turn == "onward" for page in found.pages)


def test_a_listing_may_lead_round_in_a_circle() -> None:
    with running(make_app(NEWS, plain=True, page_size=10, pager="older", past_end="loop")) as base:
        assert [page.url for page in listing(base, f"{PATH}?page=5").pages] == [f"{base}{PATH}?page=4"]


def test_listings_may_print_no_dates() -> None:
    for shown in (True, False):
        with running(make_app(NEWS, plain=True, listing_dates=shown)) as base:
            assert any(article.day for article in listing(base, PATH).articles) == shown


@pytest.mark.parametrize(("absent", "status"), [("missing", 404), ("gone", 410), ("front", 302), ("empty", 200), ("zero", 200), ("newest", 200)])
def test_absent_articles(absent: str, status: int) -> None:
    with running(make_app(NEWS, absent=absent)) as base:
        answer = Answer(base, f"{PATH}/7")
        assert (answer.status, bool(answer.body)) == (status, absent not in {"zero", "front"} or bool(answer.body))
        assert (answer.body == b"") == (absent == "zero") or absent == "front"


@pytest.mark.parametrize(("manner", "status"), [("served", 200), ("redirect", 301), ("missing", 404)])
def test_articles_under_another_section(manner: str, status: int) -> None:
    with running(make_app(NEWS, wrong_section=manner)) as base:
        number = NEWEST_FIRST[0]
        answer = Answer(base, f"/arabic/poetry/{number}")
        assert (answer.status, answer.headers.get("Location")) == (status, f"{PATH}/{number}" if status == 301 else None)
        assert [Answer(base, path).status for path in (f"{PATH}/{number}", f"/news/{number}.html")] == [200, 200]


def test_unknown_manners_are_named() -> None:
    with pytest.raises(ValueError, match=re.escape("past_end cannot be 'abyss'; there are missing, gone,")):
        make_app(NEWS, past_end="abyss")
    with pytest.raises(ValueError, match="nothing about the agency is called 'colour'; there are layout, "):
        make_app(NEWS, colour="red")


def test_plain_articles_are_read_like_any_others() -> None:
    articles = generate(60, seed=9)
    with running(make_app(articles, plain=True)) as base:
        right = 0
        for article in articles:
            record = read_page(Answer(base, article.path).body, base + article.path)
            right += bool(record) and record["title"] == expected(article)["title"] and record["body"] == article.body
    assert right >= 57


def test_the_newest_may_be_as_young_as_asked() -> None:
    until = datetime(2026, 3, 1, 9, 30, tzinfo=BAGHDAD)
    dated = [article for article in generate(200, seed=2, first_id=466_000, until=until) if article.published]
    assert dated[-1].published
    assert dated[-1].published.startswith("2026-03-01")
    assert all(article.published and article.published <= "2026-03-01T23" for article in dated)


class TestNewsroom:
    """The agency while it is open."""

    @pytest.mark.parametrize("plain", [True, False])
    def test_what_is_published_edited_and_withdrawn_is_seen_at_once(self, plain: bool) -> None:
        app = make_app(NEWS, plain=plain)
        agency = app["agency"]
        with running(app) as base:
            path = f"{PATH}/{NEWEST_FIRST[1]}"
            before = Answer(base, path).text
            agency.edit(NEWEST_FIRST[1])
            assert (CORRECTION in before, CORRECTION in Answer(base, path).text) == (False, True)
            new = agency.publish_new(3)
            assert min(article.id for article in new) > NEWEST_FIRST[0]
            assert new[-1].path in Answer(base, f"/arabic/{new[-1].section}").text
            agency.withdraw(NEWEST_FIRST[1])
            assert Answer(base, path).status == 404
            assert path not in Answer(base, PATH).text
            assert agency.total == app["requests"].total() == 5

    def test_wrong_changes_are_refused(self) -> None:
        agency = make_app(NEWS)["agency"]
        with pytest.raises(ValueError, match="two articles have the same id"):
            agency.publish(NEWS[0])
        with pytest.raises(KeyError):
            agency.edit(1)


class TestFaults:
    """Failures drawn from a seed."""

    def failing(self, kind: Kind, **options: object) -> Faults:
        """Return what lets every request fail in one way."""
        return Faults(1, 1, [kind], **options)  # type: ignore[arg-type]

    @pytest.mark.parametrize("kind", ["500", "503", "429"])
    def test_statuses(self, kind: Kind) -> None:
        with running(make_app(NEWS, fault=self.failing(kind))) as base:
            answer = Answer(base, PATH)
        assert (answer.status, answer.headers.get("Retry-After")) == (int(kind), "1" if kind == "429" else None)

    @pytest.mark.parametrize(("kind", "error"), [("reset", ConnectionResetError), ("silence", TimeoutError), ("cut", http.client.IncompleteRead)])
    def test_broken_connections(self, kind: Kind, error: type[Exception]) -> None:
        with running(make_app(NEWS, fault=self.failing(kind))) as base, pytest.raises(error):
            Answer(base, PATH, timeout=0.5)

    def test_pages_that_are_not_whole(self) -> None:
        with running(make_app(NEWS)) as base:
            whole = Answer(base, PATH).body
        with running(make_app(NEWS, fault=self.failing("half"))) as base:
            assert Answer(base, PATH).body == whole[: len(whole) // 2]
        with running(make_app(NEWS, fault=self.failing("empty"))) as base:
            assert Answer(base, PATH).body == b""
        with running(make_app(NEWS, fault=self.failing("too_short"))) as base, pytest.raises(http.client.IncompleteRead) as caught:
            Answer(base, PATH)
        assert len(caught.value.partial) == len(whole)

    def test_the_share_is_kept_and_robots_are_spared(self) -> None:
        faults = Faults(3, 0.3, ["500"])
        with running(make_app(NEWS, plain=True, fault=faults)) as base:
            statuses = [Answer(base, article.path).status for _ in range(6) for article in NEWS]
            assert all(Answer(base, "/robots.txt").status == 200 for _ in range(20))
        assert statuses.count(500) == faults.total
        assert 0.2 < faults.total / len(statuses) < 0.4

    def test_one_seed_gives_one_fate_whatever_the_order(self) -> None:
        fates = []
        for articles in (NEWS, NEWS[::-1]):
            with running(make_app(NEWS, plain=True, fault=Faults(8, 0.5, ["500"]))) as base:
                fates.append({article.id: Answer(base, article.path).status for article in articles})
        assert fates[0] == fates[1]

    @pytest.mark.parametrize("dated", [True, False])
    def test_coming_too_early_is_noted(self, dated: bool) -> None:
        faults = self.failing("429", retry_after=30, dated=dated)
        with running(make_app(NEWS, plain=True, fault=faults)) as base:
            header = Answer(base, PATH).headers["Retry-After"]
            assert (parsedate_to_datetime(header) if dated else int(header)) is not None
            Answer(base, f"{PATH}?page=2")
            assert faults.too_early == []
            faults.share = 0
            assert Answer(base, PATH).status == 200
        assert [early.path for early in faults.too_early] == [PATH]
        assert 25 < faults.too_early[0].seconds <= 31

    def test_all_kinds_are_drawn(self) -> None:
        faults = Faults(1, 1, silence=0.01)
        with running(make_app(NEWS, plain=True, fault=faults)) as base:
            for article in NEWS * 2:
                try:
                    Answer(base, article.path)
                except (OSError, http.client.HTTPException):
                    continue
        assert set(faults.done) == set(KINDS)
