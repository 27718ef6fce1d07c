"""Listings' pages that are answered as if all were well and have not what they should: nothing is lost behind a run that says it is complete."""

from collections.abc import Callable
from pathlib import Path

import pytest
from aiohttp import web

from tests.odd_listings import HEAD, Form, OddHouse, always_next, odd_house
from tests.test_odd_listings import QUIET, missing

EACH = 47
SORRY = "حدث خطأ، يرجى المحاولة لاحقا"


def next_only(path: str, page: int, last: int) -> str:
    """Return a link to the next page where there is one."""
    return always_next(path, page, last) if page < last else ""


def most_read(odd: OddHouse) -> str:
    """Return the box that stands on every page: half of it is of the first section."""
    first, second = list(odd.forms)[:2]
    links = (f'<div><a href="/arabic/{section}/{number}">خبر {number}</a></div>' for section in (first, second) for number in odd.ids(section)[-2:])
    return f'<div class="most-read"><h4>الأكثر قراءة</h4>{"".join(links)}</div>'


def frame(odd: OddHouse, text: str) -> web.Response:
    """Answer with the site's own frame around a text."""
    page = f'{HEAD.format(title="القسم", head="")}<div class="main"><h1>القسم</h1><p>{text}</p></div>{most_read(odd)}</body></html>'
    return web.Response(text=page, content_type="text/html")


def led(target: str) -> web.Response:
    """Lead somewhere else."""
    return web.Response(status=302, headers={"Location": target})


def page_of(odd: OddHouse, section: str, page: int, *, rows: int = 10, has_links: bool = True) -> web.Response:
    """Answer with a page of a section, or with a part of it."""
    form, ids = odd.forms[section], odd.ids(section)[::-1]
    part, path = ids[(page - 1) * 10 : page * 10][:rows], f"/arabic/{section}"
    items = "".join(f'<li><a href="{path}/{number}">خبر رقم {number} من أخبار القسم</a></li>' for number in part)
    links = form.pager(path, page, -(-len(ids) // 10)) if has_links else ""
    text = f'<h1>القسم</h1><ul class="list">{items}</ul><div class="pages">{links}</div>{most_read(odd)}</body></html>'
    return web.Response(text=HEAD.format(title=path, head="") + text, content_type="text/html")


def crawled(odd: OddHouse, spoil: Callable[[str, int], web.Response | None]) -> None:
    """Let ``spoil`` answer for a section's page; where it does not, the page is well."""

    def answer(request: web.Request) -> web.Response | None:
        section = request.path.removeprefix("/arabic/")
        if section not in odd.forms:
            return None
        page = int(request.query.get("page", "1"))
        last = -(-len(odd.ids(section)) // 10)
        return spoil(section, page) or (page_of(odd, section, page) if page <= last else odd.forms[section].beyond(odd.forms[section], "", page))

    odd.house.answer = answer


def test_pages_amid_a_listing_that_lack_their_articles_are_holes_that_the_next_run_closes(tmp_path: Path) -> None:
    faults: dict[str, Callable[[OddHouse, str], web.Response]] = {
        "empty": lambda odd, _: frame(odd, SORRY),
        "none": lambda odd, _: frame(odd, "لا توجد أخبار"),
        "first": lambda odd, section: page_of(odd, section, 1),
        "second": lambda odd, section: page_of(odd, section, 2),
        "led": lambda _, section: led(f"/arabic/{section}"),
        "ledon": lambda _, section: led(f"/arabic/{section}?page=4"),
        "home": lambda *_: led("/"),
        "cut": lambda odd, section: page_of(odd, section, 3, rows=7, has_links=False),
        "half": lambda odd, section: page_of(odd, section, 3, rows=4),
    }
    forms = {name: Form(pager=next_only) if number % 2 else Form() for number, name in enumerate(faults)} | {"well": Form(), "once": Form()}
    once = ["once"]
    with odd_house(tmp_path, EACH, forms, seed=41) as odd:

        def spoil(section: str, page: int) -> web.Response | None:
            if page != 3:
                return None
            if section in once:
                once.remove(section)
                return frame(odd, SORRY)
            return faults[section](odd, section) if section in faults else None

        crawled(odd, spoil)
        first = odd.house.crawl("-a", odd.sections(), *QUIET)
        assert first.code == 3, first.log
        lost = {section: len(missing(odd, first, section)) for section in forms}
        assert lost == dict.fromkeys(faults, 10) | {"cut": 3, "half": 6, "well": 0, "once": 0}
        assert {name.rpartition("/")[2]: count for name, count in first.counts.items() if "/failed/listing/" in name} == {
            "no_articles": 2,
            "repeated_page": 4,
            "sent_to_front_page": 1,
            "short_page": 2,
        }
        crawled(odd, lambda _section, _page: None)
        second = odd.house.crawl("-a", odd.sections(), *QUIET)
        assert second.code == 0, second.log
        assert {section: missing(odd, second, section) for section in forms} == {section: set() for section in forms}
        quiet = odd.house.crawl("-a", odd.sections(), *QUIET)
        assert (quiet.code, set(quiet.counts) & {"buratha/listings/holes_gone_back_for"}) == (0, set())


@pytest.mark.parametrize("is_first_run", [True, False])
def test_a_first_page_that_has_the_usual_box_and_no_list_is_told(tmp_path: Path, *, is_first_run: bool) -> None:
    with odd_house(tmp_path, 12, {"sport": Form(), "poetry": Form(), "news": Form()}, seed=42) as odd:
        crawled(odd, lambda _section, _page: None)
        if not is_first_run:
            assert odd.house.crawl("-a", odd.sections(), *QUIET).code == 0
            odd.publish(3)
        crawled(odd, lambda section, page: frame(odd, SORRY) if section == "sport" and page == 1 else None)
        bad = odd.house.crawl("-a", odd.sections(), *QUIET)
        assert bad.code == 3, bad.log
        assert bad.count("failed/listing/no_articles") == 1
        assert "Listing not read (no_articles): " in bad.log
        assert not missing(odd, bad, "news")
        crawled(odd, lambda _section, _page: None)
        well = odd.house.crawl("-a", odd.sections(), *QUIET)
        assert (well.code, well.ids) == (0, odd.house.ids), well.log


def test_a_section_that_has_no_articles_may_have_the_usual_box(tmp_path: Path) -> None:
    with odd_house(tmp_path, 12, {"sport": Form(), "poetry": Form(), "news": Form()}, seed=43) as odd:
        crawled(odd, lambda _section, _page: None)
        answer = odd.house.answer
        odd.house.answer = lambda request: frame(odd, "لا توجد أخبار") if request.path == "/arabic/video" else answer(request)
        for _ in range(2):
            done = odd.house.crawl("-a", f"{odd.sections()},video", *QUIET)
            assert (done.code, done.count("sections/without_articles/video")) == (0, 1), done.log


def test_page_links_that_disappear_are_told_and_what_stood_behind_them_comes_when_they_are_back(tmp_path: Path) -> None:
    with odd_house(tmp_path, 22, {"sport": Form(), "poetry": Form(pager=next_only)}, seed=44) as odd:
        assert odd.house.crawl("-a", odd.sections(), *QUIET).code == 0
        odd.publish(12)
        crawled(odd, lambda section, page: page_of(odd, section, page, has_links=False))
        bad = odd.house.crawl("-a", odd.sections(), *QUIET)
        assert (bad.code, bad.count("failed/listing/no_further_page")) == (3, 2), bad.log
        assert "Listing not read (no_further_page): " in bad.log
        assert [bad.count(f"list/rows/{section}") for section in odd.forms] == [10, 10]
        assert [len(missing(odd, bad, section)) for section in odd.forms] == [2, 2]
        crawled(odd, lambda _section, _page: None)
        well = odd.house.crawl("-a", odd.sections(), *QUIET)
        assert (well.code, well.ids) == (0, odd.house.ids), well.log


def test_first_pages_from_which_nothing_leads_on_are_told_where_they_are_not_all_and_the_rest_comes_when_links_are_back(tmp_path: Path) -> None:
    """Three pages of one length were cut, and one beside which older articles of its section are named; two short ones are all there is."""
    forms = {name: Form(pager=no_pager) for name in ("one", "two", "three", "boxed", "small", "smaller")}
    with odd_house(tmp_path, 24, forms) as odd:
        odd.house.newsroom.withdraw(*odd.ids("small")[:15], *odd.ids("smaller")[:18])
        forms["boxed"].size, forms["boxed"].box = 8, odd.ids("boxed")[:15:3]
        done = odd.house.crawl("-a", odd.sections(), *QUIET)
        assert done.code == 3, done.log
        assert done.count("failed/listing/no_further_page") == 4
        told = {line.rpartition("/")[2] for line in done.log.splitlines() if "Listing not read (no_further_page)" in line}
        assert told == {"one", "two", "three", "boxed"}
        for form in forms.values():
            form.pager = next_only
        again = odd.house.crawl("-a", odd.sections(), *QUIET)
        assert again.code == 0, again.log
        assert again.ids == odd.house.ids


def no_pager(_path: str, _page: int, _last: int) -> str:
    """Return the links of a listing that has lost them."""
    return ""
