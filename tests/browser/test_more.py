"""Listings that go on behind a button, pressed by a real Chromium."""

import json
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import pytest

from buratha.pages.more_words import rate
from tests.agency.articles import Article
from tests.agency.generated import generate
from tests.agency.scripted import More, Scripted
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.browser.chromiums import needs_chromium
from tests.crawling import FAST, Place, Run, run

SECTIONS: dict[str, More] = {
    "poetry": "fetch",
    "sport": "post",
    "opinion": "replace",
    "islamic": "fetch",
    "economic": "fetch",
    "reports": "fetch",
    "levant": "fetch",
    "international": "scroll",
    "thought": "silent",
    "caricature": "fetch",
}
ALL = 12
"""Articles of each section, in pages of five."""


@dataclass(frozen=True)
class Pressed:
    """The sections' articles, newest first, what came of each, the run, and the requests by path."""

    articles: dict[str, list[Article]]
    seen: dict[str, dict[str, Any]]
    run: Run
    requests: Counter[str]

    def ids(self, section: str) -> list[int]:
        """Return the section's articles that came, in their order; the boxes of the page have others."""
        own = {article.id for article in self.articles[section]}
        return [number for number in self.seen[section]["ids"] if number in own]

    def newest(self, section: str, number: int = ALL) -> list[int]:
        """Return the section's newest articles."""
        return [article.id for article in self.articles[section][:number]]


@pytest.fixture(scope="module")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> Pressed:
    """All listings pressed in one crawl."""
    made_up = generate(ALL * len(SECTIONS), seed=11, taken=set())
    made_up.sort(key=lambda article: -article.id)
    articles = {name: [replace(each, section=name) for each in made_up[start :: len(SECTIONS)]] for start, name in enumerate(SECTIONS)}
    every = [article for each in articles.values() for article in each]
    orders = {name: {} for name in SECTIONS} | {"islamic": {"presses": 1}, "economic": {"until": articles["economic"][7].id}}
    scripted = Scripted(every, listed=SECTIONS, refused=Counter(reports=1, levant=99), empty=Counter(caricature=1))
    app = make_app(every, fault=scripted.answer)
    with running(app) as url:
        line = ["crawl", "pressing", *FAST, "-s", "SPIDER_MODULES=tests.browser.spiders", "-s", "BURATHA_BROWSER_PAGES=4"]
        done = run(Place(url, tmp_path_factory.mktemp("pressed")), *line, "-a", f"sections={json.dumps(orders)}")
    seen = [json.loads(line) for line in done.output.splitlines()]
    assert len(seen) == len(SECTIONS), done.log
    return Pressed(articles, {each["section"]: each for each in seen}, done, app["requests"])


@needs_chromium
class TestPressing:
    """What a button brings, whatever it does with it."""

    @pytest.mark.parametrize("section", ["poetry", "sport", "opinion", "international", "thought"])
    def test_every_article_behind_the_button_is_on_the_page(self, section: str, pressed: Pressed) -> None:
        assert pressed.ids(section) == pressed.newest(section)
        assert pressed.seen[section]["end"] == "all"
        assert pressed.seen[section]["drawn"]
        asked = [path for path in pressed.requests if path.startswith(f"/more/arabic/{section}")]
        assert asked == ([] if section == "sport" else [f"/more/arabic/{section}?from={start}" for start in (5, 10)])

    def test_the_pressing_stops_where_it_is_told_to(self, pressed: Pressed) -> None:
        assert pressed.ids("islamic") == pressed.newest("islamic", 10)
        assert pressed.seen["islamic"]["end"] == "limit"
        assert "The listing goes on (limit after 1 presses)" in pressed.run.log

    def test_the_pressing_stops_at_what_is_known(self, pressed: Pressed) -> None:
        assert pressed.ids("economic") == pressed.newest("economic", 10)
        assert pressed.seen["economic"]["end"] == "until"

    def test_a_press_that_the_server_fails_is_made_again(self, pressed: Pressed) -> None:
        assert pressed.ids("reports") == pressed.newest("reports")
        assert pressed.seen["reports"]["end"] == "all"

    def test_a_button_that_has_brought_more_is_pressed_again_where_a_press_brings_nothing(self, pressed: Pressed) -> None:
        assert pressed.ids("caricature") == pressed.newest("caricature")
        assert pressed.seen["caricature"]["end"] == "all"

    def test_a_server_that_keeps_failing_is_no_end_of_the_listing(self, pressed: Pressed) -> None:
        assert pressed.ids("levant") == pressed.newest("levant", 5)
        assert pressed.seen["levant"]["end"] == "failed"

    def test_it_is_counted(self, pressed: Pressed) -> None:
        counts = {name.removeprefix("buratha/browser/"): count for name, count in pressed.run.counts.items()}
        assert counts["requests"] == counts["drawn"] == counts["asked/more"] == len(SECTIONS)
        assert {name: count for name, count in counts.items() if name.startswith("more/")} == {
            "more/all": 7,
            "more/limit": 1,
            "more/until": 1,
            "more/failed": 1,
        }
        assert counts["presses"] >= 2 * 4 + 1 + 1 + 3


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("تحميل المزيد", "المزيد"),
        ("عرض المزيد من الأخبار", "التالي"),
        ("Load more", "more"),
        ("المزيد", "بحث"),
        ("الصفحة التالية »", "اقرأ المزيد"),
        ("المزيد", "لا يوجد المزيد"),
        ("Next", "No more stories"),
        ("أخبار أقدم", "تعليقات أقدم"),
        ("إظهار المزيد", "بقية الأخبار"),
        ("أخبار سابقة", "الصفحة السابقة"),
        ("عرض أخبار إضافية", "أخبار أخرى"),
        ("تحميل 20 خبراً آخر", "عرض آخر الأخبار"),
        ("للمزيد", "المزيد من التعليقات"),
        ("المزيد", "المزيد عن سياسة الخصوصية وشروط الاستخدام والاتصال بنا في هذا الموقع"),
    ],
)
def test_the_likeliest_button_is_pressed_first(text: str, other: str) -> None:
    assert rate(text) > rate(other)
