"""How a server says that there is no such article, learnt from a server that does so in each way."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from buratha.pages.absence import IMPOSSIBLE, Absence, Answer
from buratha.pages.opened import open_page
from tests.agency.articles import Article, load_articles
from tests.agency.generated import generate
from tests.agency.manners import choices
from tests.agency.serving import running
from tests.agency.site import make_app

ARTICLES = [*load_articles(), *generate(60, seed=5, taken={article.id for article in load_articles()})]
DRAWINGS = [article for article in ARTICLES if article.section == "caricature"]


def ask(base: str, path: str) -> Answer:
    """Ask for an address as a crawler does."""
    try:
        with urllib.request.urlopen(base + path, timeout=10) as response:
            status, final, body, kind = response.status, response.url, response.read(), response.headers["Content-Type"]
    except urllib.error.HTTPError as error:
        status, final, body, kind = error.code, error.url or base + path, error.read(), error.headers["Content-Type"]
    return Answer(status, base + path, final, open_page(body, final, kind) if body else None)


@contextmanager
def learnt(known: Article, **manners: object) -> Iterator[tuple[str, Absence]]:
    """Serve the articles, and learn from the server what a crawler would."""
    with running(make_app(ARTICLES, **manners)) as base:
        absence = Absence()
        for number in IMPOSSIBLE:
            absence.learn_missing(ask(base, f"/arabic/news/{number}"))
        absence.learn_present(ask(base, known.path))
        absence.learn_shown({article.id: article.title for article in ARTICLES})
        absence.learn_wrong_section(ask(base, f"/arabic/{'poetry' if known.section != 'poetry' else 'news'}/{known.id}"))
        yield base, absence


@pytest.mark.parametrize("absent", choices("absent"))
@pytest.mark.parametrize("layout", ["plain-divs", "table-font", "html5-jsonld", "held-out-portal"])
def test_each_way_of_saying_no_is_learnt(absent: str, layout: str) -> None:
    newest = max(article.id for article in ARTICLES)
    with learnt(ARTICLES[0], absent=absent, layout=layout) as (base, absence):
        assert absence.shown == ([newest] if absent == "newest" else [])
        assert all(absence.matches(ask(base, f"/arabic/{section}/{number}")) for section, number in [("news", 7), ("poetry", 12_345_678)])
        shown = [*ARTICLES[::9], *DRAWINGS, *(article for article in ARTICLES if article.id == newest)]
        assert [article.id for article in shown if absence.matches(ask(base, article.path))] == []
        assert absence.looks_like_a_fault == (absent == "zero")


@pytest.mark.parametrize(("manner", "found"), [("served", "served"), ("redirect", "redirected"), ("missing", "refused")])
@pytest.mark.parametrize("absent", choices("absent"))
def test_a_section_that_is_not_the_articles_own(manner: str, found: str, absent: str) -> None:
    with learnt(ARTICLES[3], wrong_section=manner, absent=absent) as (_, absence):
        assert absence.wrong_section == found
        assert absence.needs_right_section == (found == "refused")


def test_what_was_withdrawn_is_absent() -> None:
    app = make_app(ARTICLES, absent="empty")
    agency = app["agency"]
    with running(app) as base:
        absence = Absence()
        for number in IMPOSSIBLE:
            absence.learn_missing(ask(base, f"/arabic/news/{number}"))
        path = ARTICLES[5].path
        assert not absence.matches(ask(base, path))
        agency.withdraw(ARTICLES[5].id)
        assert absence.matches(ask(base, path))


def page(status: int, body: str, final: str = "/arabic/news/5") -> Answer:
    """Return an answer to a request for article 5."""
    host = "http://127.0.0.1:8000"
    return Answer(status, f"{host}/arabic/news/5", host + final, open_page(body.encode(), host + final) if body else None)


def test_a_number_that_varies_is_no_difference() -> None:
    absence = Absence()
    for number in (7, 8):
        absence.learn_missing(page(200, f"<p>الخبر رقم {number} غير موجود في الأرشيف</p>"))
    assert absence.matches(page(200, "<p>الخبر رقم 425167 غير موجود في الأرشيف</p>"))
    assert not absence.matches(page(200, "<p>الخبر رقم 425167 هو أطول خبر نشرته الوكالة منذ تأسيسها قبل أعوام</p>"))


def test_a_fault_while_learning_is_outvoted() -> None:
    absence = Absence()
    for answer in (page(503, "busy"), page(200, "<p>لا يوجد خبر</p>"), page(200, "<p>لا يوجد خبر</p>")):
        absence.learn_missing(answer)
    assert absence.matches(page(200, "<p>لا يوجد خبر</p>"))
    assert not absence.matches(page(503, "busy"))
    assert not absence.looks_like_a_fault


def test_another_story_each_time_proves_nothing() -> None:
    absence = Absence()
    for name in ("علي", "حسن"):
        absence.learn_missing(page(200, "".join(f"<p>{name} {word} في المدينة</p>" for word in ("زار", "وصل", "تحدث", "عاد", "خرج") * 3)))
    assert not absence.shows_another_each_time  # the same line again is one
    for name in ("علي", "حسن"):
        absence.learn_missing(page(200, "".join(f"<p>{name} {'و' * times}صل إلى المدينة</p>" for times in range(1, 12))))
    assert absence.shows_another_each_time
    assert not absence.matches(page(200, "<p>قصيدة قصيرة</p>"))


def test_nothing_learnt_proves_little() -> None:
    absence = Absence()
    assert (absence.is_known, absence.needs_right_section) == (False, None)
    assert absence.matches(page(404, "")) and absence.matches(page(410, "x"))  # noqa: PT018
    assert absence.matches(page(200, "<p>خبر آخر</p>", "/arabic/news/6"))
    assert not absence.matches(page(200, ""))
    assert not absence.matches(page(200, "<p>x</p>", "/"))


def test_what_is_known_survives_as_json() -> None:
    with learnt(ARTICLES[0], absent="empty", wrong_section="redirect") as (base, absence):
        again = Absence.from_json(json.loads(json.dumps(absence.to_json())))
        assert again == absence
        assert again.matches(ask(base, "/arabic/news/7"))
