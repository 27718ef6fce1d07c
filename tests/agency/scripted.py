"""Pages that only a browser can read: articles drawn by script, and listings that go on behind a button.

A `Scripted` stands before the agency's own pages: `make_app(articles, fault=scripted.answer)`.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final, Literal
from urllib.parse import urlencode

from aiohttp import web

from tests.agency.articles import Article
from tests.agency.render import Layout, Listing, layouts, render_article, render_listing
from tests.agency.wording import wordings

More = Literal["fetch", "post", "replace", "scroll", "silent"]
"""What the button does: adds what it fetches to the page, sends a form whose answer is the next page, puts what it fetches in the list's place.
Without a button the list grows as it is scrolled: by a script in the page that watches for its end, or by one in a file of its own."""

_SCRIPT: Final = """
fetch("/drawn" + location.pathname).then(answer => answer.text()).then(text => {
  const page = new DOMParser().parseFromString(text, "text/html");
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
});
"""
_SHELL: Final = """<!DOCTYPE html>
<html dir="rtl"><head><title>%s</title>%s<link rel="icon" href="/icon.png"></head>
<body><div id="app"><img src="/waiting.gif"></div>
<noscript>يرجى تفعيل جافاسكربت لعرض هذه الصفحة</noscript>
<script src="/drawing.js"></script></body></html>"""
_BUTTON: Final = """<button type="button">المزيد ▾</button>
<ul id="further"></ul><button id="more" type="button">تحميل المزيد</button>
<script>
let from = %d;
const button = document.getElementById("more"), list = document.getElementById("further");
button.onclick = async () => {
  const answer = await fetch("/more%s?from=" + from);
  if (!answer.ok) return;
  const {html, next} = await answer.json();
  if (%s) document.querySelectorAll("body > div").forEach(each => each.remove()), list.replaceChildren();
  list.insertAdjacentHTML("beforeend", html);
  from = next;
  if (!next) button.remove();
};
</script>"""
_GROWING: Final = """<ul id="further"></ul><div style="height: 2000px"></div><div id="end"></div>
<script>
new IntersectionObserver(async ([end], watch) => {
  if (!end.isIntersecting || !from) return;
  const answer = await fetch("/more%s?from=" + from);
  if (!answer.ok) return;
  const {html, next} = await answer.json();
  document.getElementById("further").insertAdjacentHTML("beforeend", html);
  from = next;
}).observe(document.getElementById("end"));
var from = %d;
</script>"""
_SILENT: Final = """<ul id="further" data-from="%d" data-path="/more%s"></ul><div style="height: 2000px"></div><script src="/growing.js"></script>"""
_GROWING_SCRIPT: Final = """
const list = document.getElementById("further");
let asked = false;
window.onscroll = async () => {
  if (asked || list.dataset.from === "0" || scrollY + innerHeight < document.body.scrollHeight - 300) return;
  asked = true;
  const answer = await fetch(list.dataset.path + "?from=" + list.dataset.from);
  if (answer.ok) {
    const {html, next} = await answer.json();
    list.insertAdjacentHTML("beforeend", html);
    list.dataset.from = next;
  }
  asked = false;
};
"""
_FORM: Final = """<form method="post" action="%s"><input type="hidden" name="from" value="%d"><input type="submit" value="الصفحة التالية"></form>"""


@dataclass
class Scripted:
    """Answers for the articles of `drawn` with shells, and for the sections of `listed` with a button instead of page links.

    `head` goes into the head of every shell; `refused` counts down, by section, the fetches of a button that the server fails before it answers,
    and `empty` those after the first that it answers well, with nothing.
    """

    articles: Sequence[Article]
    drawn: Collection[int] = ()
    listed: Mapping[str, More] = field(default_factory=dict)
    layout: str = "plain-divs"
    page_size: int = 5
    head: str = ""
    charset: str = "utf-8"
    content_type: str = "text/html; charset=utf-8"
    refused: Counter[str] = field(default_factory=Counter)
    empty: Counter[str] = field(default_factory=Counter)
    agents: set[str] = field(default_factory=set)

    async def answer(self, request: web.Request) -> web.StreamResponse | None:
        """Answer in the agency's stead, or not at all."""
        self.agents.add(request.headers["User-Agent"])
        if request.path == "/drawing.js":
            return web.Response(text=_SCRIPT, content_type="text/javascript")
        if request.path == "/growing.js":
            return web.Response(text=_GROWING_SCRIPT, content_type="text/javascript")
        if request.path.startswith("/drawn/"):
            return web.Response(text=self._page(request.path.removeprefix("/drawn")), content_type="text/html")
        if article := self._drawn_at(request.path):
            return self._html(_SHELL % (escape(article.title), self.head))
        section = request.path.rpartition("/")[2]
        if section not in self.listed:
            return None
        if request.path.startswith("/more/"):
            return self._further(request, section)
        form = await request.post()
        return self._listing(request.path, section, int(str(form.get("from", 0))))

    def _drawn_at(self, path: str) -> Article | None:
        return next((each for each in self.articles if each.path == path.rstrip("/") and each.id in self.drawn), None)

    @property
    def _layout(self) -> Layout:
        return layouts()[self.layout]

    def _page(self, path: str) -> str:
        article = next(each for each in self.articles if each.path == path.rstrip("/"))
        return render_article(article, self._layout, wordings()["standard"], neighbours=self.articles).decode(self._layout.charset)

    def _of(self, section: str) -> list[Article]:
        return sorted((each for each in self.articles if each.section == section), key=lambda article: -article.id)

    def _listing(self, path: str, section: str, start: int) -> web.Response:
        articles = self._of(section)
        shown, further = articles[start : start + self.page_size], start + self.page_size
        listing = Listing(shown, page_url=lambda _: path, section=section, category=shown[0].category)
        text = render_listing(listing, self._layout, wordings()["standard"]).decode(self._layout.charset)
        control = _control(self.listed[section], path, further)
        return self._html(text.replace("</body>", f"{control if further < len(articles) else ''}</body>"))

    def _further(self, request: web.Request, section: str) -> web.Response:
        if self.refused[section]:
            self.refused[section] -= 1
            return web.Response(status=503)
        articles, start = self._of(section), int(request.query["from"])
        further = start + self.page_size
        if self.empty[section] and start > self.page_size:
            self.empty[section] -= 1
            return web.json_response({"html": "", "next": start})
        items = "".join(f'<li><a href="{each.path}">{escape(each.title)}</a></li>' for each in articles[start:further])
        return web.json_response({"html": items, "next": further if further < len(articles) else 0})

    def _html(self, text: str) -> web.Response:
        return web.Response(body=text.encode(self.charset, "xmlcharrefreplace"), headers={"Content-Type": self.content_type})


def _control(more: More, path: str, further: int) -> str:
    """What stands below the first page of a listing and brings what is further down."""
    if more == "post":
        return _FORM % (path, further)
    if more == "scroll":
        return _GROWING % (path, further)
    if more == "silent":
        return _SILENT % (further, path)
    return _BUTTON % (further, path, "true" if more == "replace" else "false")


def tracker(host: str) -> str:
    """What loads a script, a picture, a font and a style from another host, as trackers do."""
    query = urlencode({"page": "1"})
    return (
        f'<script async src="{host}/count.js?{query}"></script><link rel="stylesheet" href="{host}/style.css">'
        f'<style>@font-face {{ font-family: news; src: url("/news.woff2") }} #app {{ font-family: news; background: url("/back.png") }}</style>'
        f'<script>fetch("{host}/seen", {{mode: "no-cors"}}).catch(() => 0)</script>'
    )
