"""Page links that call a function: their addresses where the page tells them, and a control for a browser where it does not."""

import pytest

from buratha.pages.listing import Listing, read_listing

NEWS = "http://127.0.0.1:8000/arabic/news"
LIST = "<ul>" + "".join(f'<li><a href="/arabic/news/{number}">خبر رقم {number}</a></li>' for number in range(4710, 4700, -1)) + "</ul>"
FORM = '<form name="f" action="/arabic/news"><input type="hidden" name="page" id="at" value="1"><input type="hidden" name="cat" value="3"></form>'


def read(pager: str, script: str = "") -> Listing:
    """Read a listing with a pager and a script of its own."""
    return read_listing(f'{LIST}<div class="pages">{pager}</div>{FORM}<script>{script}</script>', NEWS)


def calls(label: str, attribute: str = "onclick") -> str:
    """Return five numbers that call a function."""
    return " ".join(f'<a {attribute}="{label.format(number)}">{number}</a>' for number in range(2, 7))


@pytest.mark.parametrize(
    ("script", "address"),
    [
        ("function go(n) { window.location.href = '/arabic/news?page=' + n; }", "?page=2"),
        ("function go(n) { location = location.pathname + '?page=' + n; return false }", "?page=2"),
        ('var go = function (n, what) { document.location.href = "?page=" + n + "&x=1" }', "?page=2&x=1"),
        ("const go = n => { }; const other = 1; go = (n) => { window.location.assign(`?page=${n}`) }", "?page=2"),
        ("window.pager = { go: function (n) { location.replace('/arabic/news/page/' + n) } }; function go(n) { pager.go(n) }", "/page/2"),
        ("function go(n) { document.f.page.value = n; document.f.submit(); }", "?cat=3&page=2"),
        ("function go(n) { document.getElementById('at').value = n; document.forms[0].submit(); }", "?cat=3&page=2"),
        ("function go(n) { fetch('/more/' + n) }", None),
        ("function go(n) { location.href = base + n }", None),
        ("function go(n) { location.href = '?page=' + (n + 1) }", None),
    ],
)
@pytest.mark.parametrize(("call", "attribute"), [("go({})", "onclick"), ("javascript:go('{}')", "href")])
def test_the_address_is_told_by_the_function(script: str, address: str | None, call: str, attribute: str) -> None:
    found = read(calls(call, attribute), script)
    told = [(page.url.removeprefix(NEWS), page.number, page.turn) for page in found.pages]
    assert told[:1] == ([] if address is None else [(address, 2, "onward")])
    assert len(told) == (0 if address is None else 5)
    assert found.needs_browser_for_more is (address is None)


@pytest.mark.parametrize(
    ("pager", "needed"),
    [
        (calls("goPage({})"), True),
        (calls("javascript:__doPostBack('ctl00$Grid','Page${}')", "href"), True),
        (calls("javascript:__doPostBack('ctl00$Pager$lnk{}','')", "href"), True),
        (calls("show()"), False),
        ('<button class="dropdown-toggle" data-toggle="dropdown">المزيد</button>', False),
        ('<button aria-haspopup="true">المزيد</button>', False),
        ("<button>المزيد</button>", True),
        ('<span class="load-more">المزيد</span>', True),
        ('<span class="readmore"><a href="/arabic/news/4700">المزيد</a></span>', False),
    ],
)
def test_what_only_a_browser_can_turn_is_told(pager: str, *, needed: bool) -> None:
    assert read(pager).needs_browser_for_more is needed


@pytest.mark.parametrize(
    ("below", "needed"),
    [
        ("<div><button>التالي</button></div>", True),
        ("<section><div><a href='#'>التالي</a></div></section>", True),
        ("<div><p>استطلاع الرأي</p><button>التالي</button></div>", False),
        ("<div class='slider'><button>التالي</button></div>", False),
        ("<div><button>السابق</button><button>التالي</button></div>", True),
        ("<hr><p>صفحة 1 من 40</p><div><button>التالي</button></div>", True),
        ("<div><img src='/1.jpg'><button>السابق</button><button>التالي</button></div>", False),
        ("<div><a href='/arabic/sport'>الرياضة</a><button>التالي</button></div>", False),
        ("<div><a href='/arabic/sport/4600'>خبر من الرياضة</a><button>التالي</button></div>", False),
    ],
)
def test_a_bare_next_right_below_the_list_turns_its_page(below: str, *, needed: bool) -> None:
    assert read_listing(f"<main>{LIST}{below}</main>", NEWS).needs_browser_for_more is needed


@pytest.mark.parametrize("rows", ["<main>{}{}</main>", "<table><tr><td>{}</td></tr><tr><td>{}</td></tr></table>"], ids=["siblings", "cells"])
def test_it_does_so_too_where_each_entry_stands_in_a_block_of_its_own(rows: str) -> None:
    entries = [f'<div><a href="/arabic/news/{number}">خبر رقم {number}</a></div>' for number in range(4710, 4700, -1)]
    assert read_listing(rows.format("".join(entries), "<button>السابق</button><button>التالي</button>"), NEWS).needs_browser_for_more


def test_numbers_that_turn_no_page_are_left_alone() -> None:
    stars = calls("rate({})")
    assert not read_listing(f'{LIST}<div class="stars">{stars}</div>', NEWS).needs_browser_for_more
