"""Listings in forms that the agency itself does not have: other orders, pagers and ends, one for each section of one server."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from aiohttp import web

from tests.agency.articles import Article
from tests.agency.generated import generate
from tests.test_restart import House, house

HEAD = '<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'


def numbers(path: str, page: int, last: int) -> str:
    """Return links to the pages near one."""
    return " ".join(f'<a href="{path}?page={each}">{each}</a>' for each in range(max(1, page - 2), min(last, page + 2) + 1) if each != page)


def always_next(path: str, page: int, _last: int) -> str:
    """Return a link to the next page, whether there is one or not."""
    return f'<a href="{path}?page={page + 1}">التالي</a>'


def by_parameter(request: web.Request) -> int | None:
    """Return the page that ``?page=`` asks for."""
    return int(request.query.get("page", "1")) if is_listing(request) else None


def is_listing(request: web.Request) -> bool:
    """Whether a section itself is asked for, and no article of it."""
    return request.path.count("/") == 2


@dataclass
class Form:
    """How one section lists its articles. ``ids`` are handed to ``arrange`` newest first; ``beyond`` answers after the last page."""

    arrange: Callable[[list[int]], list[int]] = lambda ids: ids
    pager: Callable[[str, int, int], str] = numbers
    head: Callable[[str, int, int], str] = lambda _path, _page, _last: ""
    asked: Callable[[web.Request], int | None] = by_parameter
    beyond: Callable[["Form", str, int], web.Response | int] = lambda _form, _path, _page: web.Response(status=404)
    """Gives an answer, or the number of the page that is shown instead."""
    link: Callable[[str, int], str] = lambda path, number: f"{path}/{number}"
    beside: Callable[[int], str] = lambda _number: ""
    """What is printed beside the link to an article."""
    box: Sequence[int] = ()
    size: int = 10
    served: list[int] = field(default_factory=list)
    after: dict[int, Callable[[], object]] = field(default_factory=dict)
    """What happens when so many pages were served."""

    def answer(self, request: web.Request, section: str, ids: list[int]) -> web.Response | None:
        """Answer a request for one of the section's pages."""
        page = self.asked(request)
        if page is None:
            return None
        path, rows = f"/arabic/{section}", self.arrange(ids)
        last = max(1, -(-len(rows) // self.size))
        self.served.append(page)
        shown: web.Response | int = page if 1 <= page <= last else self.beyond(self, path, page)
        made = shown if isinstance(shown, web.Response) else self._page(path, page, last, rows[(shown - 1) * self.size : shown * self.size])
        if todo := self.after.pop(len(self.served), None):
            todo()
        return made

    def _page(self, path: str, page: int, last: int, rows: list[int]) -> web.Response:
        items = "".join(f'<li><a href="{self.link(path, number)}">خبر رقم {number} من أخبار القسم</a>{self.beside(number)}</li>' for number in rows)
        box = "".join(f'<p><a href="{path}/{number}">الأكثر قراءة {number}</a></p>' for number in self.box)
        text = (
            HEAD.format(title=path, head=self.head(path, page, last))
            + f'<h1>القسم</h1><ul class="list">{items}</ul><div class="pages">{self.pager(path, page, last)}</div>'
            + f'<div class="most">{box}</div></body></html>'
        )
        return web.Response(text=text, content_type="text/html")


@dataclass
class OddHouse:
    """An agency whose sections have their own forms."""

    house: House
    forms: dict[str, Form]

    def answer(self, request: web.Request) -> web.Response | None:
        """Answer for a section's listing in its form."""
        section = request.path.split("/")[2] if request.path.startswith("/arabic/") else ""
        form = self.forms.get(section)
        return form.answer(request, section, self.ids(section)[::-1]) if form else None

    def ids(self, section: str) -> list[int]:
        """The ids of a section's articles, sorted."""
        return sorted(article.id for article in self.house.newsroom.articles if article.section == section)

    def publish(self, count: int) -> None:
        """Put so many new articles into each section."""
        if not count:
            return
        newest = self.house.ids[-1]
        made = generate(count * len(self.forms), seed=newest, first_id=newest + 1, last_id=newest + 40 * count * len(self.forms))
        self.house.newsroom.publish(*spread(made, list(self.forms)))

    def sections(self) -> str:
        """The argument that crawls them all."""
        return f"sections={','.join(self.forms)}"


def spread(articles: list[Article], sections: list[str]) -> list[Article]:
    """Deal articles out to sections."""
    dealt = ((article, sections[number % len(sections)]) for number, article in enumerate(articles))
    return [replace(article, section=section, category=section) for article, section in dealt]


@contextmanager
def odd_house(folder: Path, each: int, forms: dict[str, Form], seed: int = 1) -> Iterator[OddHouse]:
    """Open an agency with so many articles in each section."""
    with house(folder, spread(generate(each * len(forms), seed=seed), list(forms))) as opened:
        odd = OddHouse(opened, forms)
        opened.answer = odd.answer
        yield odd
