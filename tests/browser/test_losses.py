"""What a press has lost though the next one brings more: by scripts that count on before their fetch is answered."""

from dataclasses import replace
from pathlib import Path
from time import time
from types import SimpleNamespace
from typing import Final

from aiohttp import web

from buratha.browser.losses import Asked, Losses
from tests.agency.generated import generate
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.browser.chromiums import needs_chromium
from tests.browser.test_slips import SIZE, held, rows
from tests.crawling import Place, Run, crawl


class CountingOn:
    """Two sections whose button's script counts on before its fetch is answered, so that no press asks again for what one has lost."""

    PAGE: Final = """<!DOCTYPE html><html dir="rtl"><head><meta charset="utf-8"><title>قسم</title></head><body><ul>%s</ul>
<button id="b">عرض المزيد</button><script>
let page = 1;
document.getElementById("b").onclick = async () => {
  page++;
  const {html, more} = await (await fetch("/more" + location.pathname + "?page=" + page + "&_=" + Date.now())).json();
  document.querySelector("ul").insertAdjacentHTML("beforeend", html);
  if (!more) document.getElementById("b").remove();
};
</script></body></html>"""

    def __init__(self) -> None:
        made = sorted(generate(92, seed=21, taken=set()), key=lambda each: -each.id)
        self.new = [replace(each, section="poetry") for each in made[:12]]
        self.articles = {
            "poetry": [replace(each, section="poetry") for each in made[12:52]],
            "sport": [replace(each, section="sport") for each in made[52:]],
        }
        self.slips: set[tuple[str, int]] = set()

    def crawled(self, folder: Path, slips: set[tuple[str, int]]) -> Run:
        """Crawl once; the pages of ``slips`` fail once, in sport by an answer without rows."""
        self.slips = slips
        with running(make_app([each for some in self.articles.values() for each in some], fault=self._answer)) as url:
            return crawl(Place(url, folder), "-a", f"sections={','.join(self.articles)}", "-s", "BURATHA_BROWSER_PAGES=6")

    def _answer(self, request: web.Request) -> web.Response | None:
        section = request.path.rpartition("/")[2]
        if section not in self.articles:
            return None
        if not request.path.startswith("/more/"):
            return web.Response(text=self.PAGE % rows(self.articles[section][:SIZE]), content_type="text/html")
        page = int(request.query["page"])
        has_slipped = (section, page) in self.slips
        self.slips.discard((section, page))
        if has_slipped and section == "poetry":
            return web.Response(status=500)
        shown = [] if has_slipped else self.articles[section][(page - 1) * SIZE : page * SIZE]
        return web.json_response({"html": rows(shown), "more": page * SIZE < len(self.articles[section])})


@needs_chromium
def test_what_a_press_has_lost_is_gone_back_for_though_the_next_brings_more(tmp_path: Path) -> None:
    site = CountingOn()
    first = site.crawled(tmp_path, {("poetry", 3), ("sport", 3)})
    assert first.code == 3, first.log
    assert {name: held(first, some) for name, some in site.articles.items()} == {"poetry": 30, "sport": 30}
    assert first.count("browser/more/skipped") == first.count("failed/listing/browser_failed") == 2

    second = site.crawled(tmp_path, set())
    assert second.code == 0, second.log
    assert {name: held(second, some) for name, some in site.articles.items()} == {"poetry": 40, "sport": 40}

    site.articles["poetry"] = site.new + site.articles["poetry"]
    third = site.crawled(tmp_path, {("poetry", 2)})
    assert (third.code, held(third, site.new)) == (3, SIZE), "known ground below what was lost makes up for nothing"
    fourth = site.crawled(tmp_path, set())
    assert (fourth.code, held(fourth, site.new)) == (0, len(site.new)), fourth.log


def asked(page: int, path: str = "/more", stamp: str = "") -> Asked:
    """Name a script's request for a page of a listing."""
    url = f"http://agency.test{path}?page={page}{stamp}"
    return Asked.by(SimpleNamespace(url=url, method="GET", post_data_buffer=None, redirected_from=None))  # type: ignore[arg-type]


class TestLosses:
    """What is lost by presses in vain, told from what they asked for."""

    def test_only_the_same_request_makes_good_for_one_that_failed(self) -> None:
        losses = Losses()
        losses.brought({asked(2): True})
        losses.came_to_nothing({asked(3): False})
        assert losses.are_at_the_end
        losses.brought({asked(4): True})
        assert losses.are_amid
        assert not losses.are_at_the_end
        losses.brought({asked(3): True})
        assert not losses.are_amid

    def test_an_answer_with_nothing_is_lost_once_more_comes_below_it(self) -> None:
        losses = Losses()
        losses.brought({asked(2): True})
        losses.came_to_nothing({asked(3): True})
        assert not losses.are_amid
        assert not losses.are_at_the_end
        losses.brought({asked(4): True})
        assert losses.are_amid

    def test_the_end_of_one_button_is_no_loss_to_the_next(self) -> None:
        losses = Losses()
        losses.brought({asked(2): True})
        losses.came_to_nothing({asked(3): True})
        losses.came_to_its_end()
        losses.brought({asked(2, "/more"): True})
        assert not losses.are_amid

    def test_what_brings_no_rows_is_no_loss(self) -> None:
        losses = Losses()
        losses.came_to_nothing({asked(1, "/seen"): False})
        losses.brought({asked(2): True, asked(2, "/seen"): False})
        assert not losses.are_amid
        assert not losses.are_at_the_end

    def test_what_fails_while_rows_come_by_another_kind_is_no_loss(self) -> None:
        losses = Losses()
        for page in (2, 3, 4):
            losses.brought({asked(page): True, asked(page, "/seen"): page != 3})
        losses.came_to_nothing({asked(5): True, asked(5, "/seen"): False})
        assert not losses.are_amid
        assert not losses.are_at_the_end
        losses.came_to_nothing({asked(6): False, asked(6, "/seen"): True})
        assert losses.are_at_the_end

    def test_rows_that_the_page_had_before_do_not_come_by_a_counter_that_is_always_the_same(self) -> None:
        losses = Losses()
        for page in (3, 4, 5):
            losses.brought({asked(page): page != 4, asked(0, "/seen"): True})
        assert losses.are_amid

    def test_what_has_brought_rows_alone_is_a_loss_whatever_else_comes(self) -> None:
        losses = Losses()
        losses.brought({asked(2): True})
        for page in (3, 4, 5):
            losses.brought({asked(page): page != 4, asked(page, "/other"): True})
        assert losses.are_amid

    def test_an_error_that_is_no_status_is_a_failure(self) -> None:
        losses = Losses()
        losses.brought({asked(2): True})
        losses.came_to_nothing({asked(3): True}, is_wrong=True)
        losses.came_to_nothing({asked(4): True})
        assert losses.are_at_the_end

    def test_a_time_that_is_now_is_no_part_of_a_request(self) -> None:
        now = int(time())
        assert asked(3, stamp=f"&_={now * 1000}") == asked(3, stamp=f"&_={now * 1000 + 2345}")
        assert asked(3, stamp="&r=0.8172635401") == asked(3, stamp="&r=0.12345678")
        assert asked(3, stamp=f"&before={now - 90_000}") != asked(3, stamp=f"&before={now - 95_000}")
