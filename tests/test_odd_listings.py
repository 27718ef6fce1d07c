"""Listings as nobody has promised them: in other orders, with other pagers and ends, and moving while they are walked. Whole crawls."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from aiohttp import web

from tests.agency.generated import generate
from tests.crawling import Run
from tests.odd_listings import HEAD, Form, OddHouse, always_next, is_listing, numbers, odd_house

EACH = 37
"""Articles of every section, in pages of ten."""
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
QUIET = ("-s", "RETRY_TIMES=0", "-s", "BURATHA_BROWSER=never")


def linked(label: str) -> Callable[[str, int, int], str]:
    """Return a pager of scripts that call a function with a number."""
    return lambda _path, page, last: " ".join(f'<a href="#" onclick="{label}({each})">{each}</a>' for each in range(1, last + 1) if each != page)


def by_index(request: web.Request) -> int | None:
    """Return the page that ``/index3.html`` asks for."""
    found = re.fullmatch(r"/arabic/[a-z]+(?:/index(\d+)\.html)?", request.path)
    return int(found[1] or 1) if found else None


def by_offset(request: web.Request) -> int | None:
    """Return the page that ``?start=20`` asks for."""
    return int(request.query.get("start", "0")) // 10 + 1 if is_listing(request) else None


def select(path: str, _page: int, last: int) -> str:
    """Return a jump list in a form that is sent as an address."""
    options = "".join(f'<option value="{each}">{each}</option>' for each in range(1, last + 1))
    return f'<form action="{path}"><select name="page">{options}</select><input type="submit" value="اذهب"></form>'


def script(body: str) -> str:
    """Return a page's own script."""
    return f"<script>{body}</script>"


def no_results(form: Form, path: str, page: int) -> web.Response:
    """Answer that there is nothing, beside a box of stories and the link to a next page."""
    box = "".join(f'<p><a href="{path}/{number}">الأكثر قراءة {number}</a></p>' for number in form.box)
    text = f'{HEAD.format(title=path, head="")}<p>لا توجد نتائج</p><div class="pages">{always_next(path, page, 0)}</div><div class="most">{box}</div>'
    return web.Response(text=f"{text}</body></html>", content_type="text/html")


def pinned(ids: list[int]) -> list[int]:
    """Put the three oldest on top of every page."""
    top, rest = ids[-3:], ids[:-3]
    return [row for start in range(0, len(rest), 7) for row in top + rest[start : start + 7]]


ODD_ENDS = ("%20", ";jsessionid=A1", ".html", "&amp;lang=ar", "&nbsp;", ".", "،", "&rlm;", "%E2%80%8F", "%3Fpage=1")


def odd_link(path: str, number: int) -> str:
    """Return an article's address in a form of its own for each number."""
    others = (f"%61rabic{path.removeprefix('/arabic')}/{number}", f"{path}\\{number}", f"{path}/{str(number).translate(EASTERN)}")
    forms = [f"{path}/{number}{end}" for end in ODD_ENDS] + [other if other.startswith("/") else f"/{other}" for other in others]
    return forms[number % len(forms)]


FORMS = {
    "odd": Form(link=odd_link, pager=lambda *given: f'{numbers(*given)} <a href="{given[0]}/a-7-b">من نحن</a> <a href="{given[0]}/7.jpg">صورة</a>'),
    "oldest": Form(arrange=sorted),
    "mixed": Form(arrange=lambda ids: sorted(ids, key=lambda number: random.Random(number).random())),
    "pinned": Form(arrange=pinned),
    "columns": Form(
        arrange=lambda ids: [row for start in range(0, len(ids), 10) for row in ids[start : start + 10 : 2] + ids[start + 1 : start + 10 : 2]]
    ),
    "nothing": Form(pager=always_next, beyond=no_results),
    "wraps": Form(pager=always_next, beyond=lambda _form, _path, page: (page - 1) % 4 + 1),
    "twice": Form(arrange=lambda ids: [row for start in range(0, len(ids), 10) for row in 2 * ids[start : start + 10]]),
    "select": Form(pager=select),
    "head": Form(pager=lambda *_: "", head=lambda path, page, last: f'<link rel="next" href="{path}?page={page + 1}">' if page < last else ""),
    "index": Form(asked=by_index, pager=lambda path, page, last: f'<a href="{path}/index{page + 1}.html">{page + 1}</a>' if page < last else ""),
    "scroll": Form(pager=lambda path, page, last: f'<div class="scroll" data-next-url="{path}?page={page + 1}"></div>' if page < last else ""),
    "function": Form(pager=linked("goPage"), head=lambda path, *_: script(f"function goPage(n) {{ location.href = '{path}?page=' + n }}")),
    "sent": Form(
        pager=lambda path, page, last: f'<form name=f action="{path}"><input type=hidden name=page value=1></form>{linked("go")(path, page, last)}',
        head=lambda *_: script("const go = (n) => { document.f.page.value = n; document.f.submit(); }"),
    ),
}
"""Listings that can be walked whole."""

LACKING = {
    "error": Form(pager=always_next, beyond=lambda *_: web.Response(status=500)),
    "forbidden": Form(pager=always_next, beyond=lambda *_: web.Response(status=403)),
    "hidden": Form(pager=linked("goPage")),
    "postback": Form(
        pager=lambda _path, page, last: " ".join(
            f"""<a href="javascript:__doPostBack('ctl00$Pager$lnk{each}','')">{each}</a>""" for each in range(1, last + 1) if each != page
        )
    ),
}
"""Listings whose end nobody can tell, or whose pages nobody can ask for without a browser."""


def missing(odd: OddHouse, run: Run, section: str) -> set[int]:
    """Return the section's articles that are in no feed."""
    return set(odd.ids(section)) - set(run.ids)


@dataclass(frozen=True)
class Told:
    """One run: what it said, which pages of each section it asked for, what was missing after it."""

    run: Run
    asked: dict[str, list[int]]
    missing: dict[str, set[int]]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[Told]:
    """A first run, one after three new articles in each section, and one with nothing new."""
    told = []
    with odd_house(tmp_path_factory.mktemp("odd"), EACH, FORMS) as odd:
        FORMS["nothing"].box = odd.ids("nothing")[-5:]
        for new in (0, 3, 0):
            odd.publish(new)
            run = odd.house.crawl("-a", odd.sections(), *QUIET)
            asked = {section: list(form.served) for section, form in FORMS.items()}
            told.append(Told(run, asked, {section: missing(odd, run, section) for section in FORMS}))
            for form in FORMS.values():
                form.served.clear()
    return told


class TestForms:
    """One server whose sections are listed in as many ways."""

    @pytest.mark.parametrize("section", FORMS)
    def test_nothing_is_missed(self, section: str, runs: list[Told]) -> None:
        assert [told.missing[section] for told in runs] == [set(), set(), set()]

    def test_all_runs_are_complete(self, runs: list[Told]) -> None:
        for told in runs:
            assert told.run.code == 0, told.run.log
            assert len(set(told.run.ids)) == len(told.run.ids)

    @pytest.mark.parametrize("section", FORMS)
    def test_each_ends_soon(self, section: str, runs: list[Told]) -> None:
        assert len(runs[0].asked[section]) <= 20
        assert len(runs[2].asked[section]) <= (2 if section not in {"oldest", "mixed"} else 10)

    def test_the_report_says_which_do_not_run_newest_first(self, runs: list[Told]) -> None:
        for told in runs:
            assert {name for name, count in told.run.counts.items() if re.search("oldest_first|mixed_order", name) and count} == {
                "buratha/listings/oldest_first/oldest",
                "buratha/listings/mixed_order/mixed",
            }

    def test_links_that_nobody_understands_are_told(self, runs: list[Told]) -> None:
        for told in runs:
            assert told.run.count("links/not_understood") == 1
            assert told.run.log.count("is that of no article in any known form") == 1
            assert "/arabic/odd/a-7-b" in told.run.log


def test_a_listing_that_cannot_be_walked_to_its_end_is_told(tmp_path: Path) -> None:
    with odd_house(tmp_path, EACH, LACKING, seed=2) as odd:
        done = odd.house.crawl("-a", odd.sections(), *QUIET)
        assert done.code == 3
        assert {name: count for name, count in done.counts.items() if "failed/listing" in name} == {
            "buratha/failed/listing/http_500": 3,
            "buratha/failed/listing/http_403": 3,
            "buratha/failed/listing/needs_browser": 2,
        }
        assert "goes on behind a control that leads to no address" in done.log
        assert {section: len(missing(odd, done, section)) for section in LACKING} == {"error": 0, "forbidden": 0, "hidden": 27, "postback": 27}


def moving(odd: OddHouse, section: str, *, published: int = 0, withdrawn: slice = slice(0)) -> None:
    """Publish in a section, and withdraw articles by their places in its list."""
    gone = odd.ids(section)[::-1][withdrawn]
    newest = odd.house.ids[-1]
    new = generate(published, seed=newest, first_id=newest + 1, last_id=newest + 40 * published) if published else []
    odd.house.newsroom.publish(*(replace(article, section=section, category=section) for article in new))
    odd.house.newsroom.withdraw(*gone)


def test_nothing_is_missed_of_listings_that_move_while_they_are_walked(tmp_path: Path) -> None:
    def offsets(path: str, page: int, _last: int) -> str:
        return f'<a href="{path}?start={page * 10}">التالي</a>'

    moves: dict[str, tuple[int, dict[str, object]]] = {
        "pushedpages": (4, {"published": 60}),
        "pushedrows": (3, {"published": 73}),
        "pushedbyfar": (6, {"published": 240}),
        "firstgone": (5, {"withdrawn": slice(4)}),
        "amidgone": (5, {"withdrawn": slice(22, 25)}),
        "lastgone": (4, {"withdrawn": slice(33, 36)}),
        "early": (1, {"withdrawn": slice(2, 6)}),
        "exchanged": (5, {"published": 3, "withdrawn": slice(6, 12)}),
    }
    forms = {section: Form(pager=always_next if number % 2 else offsets, asked=by_offset) for number, section in enumerate(moves)}
    for number, form in enumerate(forms.values()):
        if number % 2:
            form.asked = Form().asked
    with odd_house(tmp_path, 95, forms, seed=3) as odd:
        before = {section: set(odd.ids(section)) for section in forms}
        for section, (when, move) in moves.items():
            forms[section].after[when] = lambda section=section, move=move: moving(odd, section, **move)
        first = odd.house.crawl("-a", odd.sections(), *QUIET)
        assert {section: missing(odd, first, section) & before[section] for section in forms} == {section: set() for section in forms}
        assert first.count("listings/moved/firstgone") == 1
        second = odd.house.crawl("-a", odd.sections(), *QUIET)
        assert second.code == 0, second.log
        assert {section: missing(odd, second, section) for section in forms} == {section: set() for section in forms}
