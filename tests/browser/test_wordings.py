"""Buttons with all kinds of words, found on the plain page and pressed in the browser."""

from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Final

from aiohttp import web

from tests.agency.articles import Article
from tests.agency.generated import generate
from tests.agency.serving import running
from tests.agency.site import make_app
from tests.browser.chromiums import needs_chromium
from tests.crawling import Place, crawl

SIZE: Final = 5
ALL: Final = 12
BUTTONS: Final = {
    "poetry": '<button id="b">إظهار المزيد</button>',
    "sport": '<button id="b">أخبار سابقة</button>',
    "reports": '<div><a href="#" id="b">بقية الأخبار</a></div>',
    "opinion": '<div class="load-more" id="b"><i></i><span>هات غيرها</span></div>',
    "islamic": '<p class="btn-more"><span role="button" id="b">وەرگرتنی زیاتر</span></p>',
    "economic": '<button class="next" id="b"><svg width="9" height="9"></svg></button>',
}
DECOYS: Final = """<div class="comments"><button onclick="spoil()">المزيد من التعليقات</button></div>
<button onclick="spoil()">اقرأ المزيد</button><div class="swiper"><button onclick="spoil()">التالي</button></div>"""
PAGE: Final = """<!DOCTYPE html><html dir="rtl"><head><meta charset="utf-8"><title>قسم</title></head><body><ul>%s</ul>%s
<section>%s</section><script>
let from = %d;
function spoil() { fetch("/spoilt") }
document.getElementById("b").onclick = async (event) => {
  event.preventDefault();
  const {html, next} = await (await fetch("/more" + location.pathname + "?from=" + from)).json();
  document.querySelector("ul").insertAdjacentHTML("beforeend", html);
  from = next;
  if (!next) document.getElementById("b").remove();
};
</script></body></html>"""


def rows(articles: list[Article]) -> str:
    """Return the lines of a list."""
    return "".join(f'<li><a href="{each.path}">{escape(each.title)}</a></li>' for each in articles)


@needs_chromium
def test_sections_are_crawled_whole_whatever_their_button_says(tmp_path: Path) -> None:
    made = sorted(generate(ALL * len(BUTTONS), seed=12, taken=set()), key=lambda each: -each.id)
    articles = {name: [replace(each, section=name) for each in made[start :: len(BUTTONS)]] for start, name in enumerate(BUTTONS)}
    every = [each for some in articles.values() for each in some]

    def answer(request: web.Request) -> web.Response | None:
        section = request.path.rpartition("/")[2]
        if section not in BUTTONS:
            return None
        if request.path.startswith("/more/"):
            start = int(request.query["from"])
            further = start + SIZE if start + SIZE < ALL else 0
            return web.json_response({"html": rows(articles[section][start : start + SIZE]), "next": further})
        return web.Response(text=PAGE % (rows(articles[section][:SIZE]), BUTTONS[section], DECOYS, SIZE), content_type="text/html")

    app = make_app(every, fault=answer)
    with running(app) as url:
        done = crawl(Place(url, tmp_path), "-a", f"sections={','.join(BUTTONS)}", "-s", "BURATHA_BROWSER_PAGES=3")
    assert done.code == 0, done.log
    assert {name: len({each.id for each in some} & set(done.ids)) for name, some in articles.items()} == dict.fromkeys(BUTTONS, ALL)
    assert done.count("browser/more/all") == len(BUTTONS)
    assert "/spoilt" not in app["requests"]
