"""Layouts that somebody has seen: selectors as one more witness, believed where it is sound and never silently wrong."""

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import buratha
from buratha.layouts import faults, layouts_of
from buratha.locations import SettingError
from buratha.pages.layouts import LayoutError, Layouts, read, shipped
from buratha.pages.lines import read_lines
from buratha.pages.selectors import guide_for

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
STORY = (
    "اجتمع اهالي الناحية مساء امس في ديوان المختار وبحثوا معه ملف الماء الذي انقطع عن بيوتهم منذ ثلاثة اسابيع متواصلة.",
    "وقال المختار ان الدائرة المعنية وعدت باصلاح المضخة خلال ايام، وان الصهاريج ستصل الى الازقة البعيدة كل صباح.",
)
FORM = f"""<html dir=rtl><head><title>دار الفجر - جديدنا</title></head><body class=form><table><tr><td>دار الفجر للصحافة</td></tr></table>
<table class=sheet><tr><td>العنوان</td><td class=v1>الماء يعود الى الناحية</td></tr><tr><td>الباب</td><td class=v2>شؤون البلد</td></tr>
<tr><td>اليوم</td><td class=v3>06.08.2006</td></tr><tr><td>طالعه</td><td class=v4>1,466 زائرا</td></tr>
<tr><td>مدخل البيانات</td><td>حسن كاظم الموسوي</td></tr><tr><td>المحرر</td><td class=v5>بقلم: فالح الزيرجاوي</td></tr>
<tr><td colspan=2 class=text><p>{STORY[0]}</p>
<div class=box><p>شاهد ايضا كل ما نشرناه هذا الاسبوع في صفحة واحدة جامعة</p></div><p>{STORY[1]}</p></td></tr></table>
<p>كن معنا اينما كنت</p><p>جميع المواد ملك للدار ولا يعاد نشرها الا باذن خطي من الادارة</p></body></html>"""
ENTRY: dict[str, Any] = {
    "name": "sheet", "valid_from": date(2026, 11, 1),
    "recognise": "body.form table.sheet", "title": "td.v1", "category": "td.v2", "published": "td.v3",
    "views": "td.v4", "author": "//td[@class='v5']", "body": "td.text", "drop": ["div.box"],
}  # fmt: skip


def page(html: str = FORM, **changed: Any) -> dict[str, Any]:
    entry = {key: value for key, value in (ENTRY | changed).items() if value is not None}
    pages = [(html.encode(), "https://burathanews.com/arabic/news/77001", "text/html; charset=utf-8")]
    (record,) = buratha.read_pages(pages, now=NOW, layouts=Layouts(tuple(read({"layout": [entry]}, "here"))))
    assert isinstance(record, dict)
    return record


def test_selectors_read_what_no_other_witness_can() -> None:
    record = page()
    assert (record["title"], record["category"], record["author"]) == ("الماء يعود الى الناحية", "شؤون البلد", "فالح الزيرجاوي")
    assert (record["published"], record["views"]) == ("2006-08-06T00:00:00+04:00", 1466)
    assert record["body"] == "\n\n".join(STORY)
    assert record["doubts"] == []
    assert set(record["witnesses"].values()) == {"selector sheet"}


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"valid_from": date(2026, 11, 26)}, id="not yet"),
        pytest.param({"valid_until": date(2026, 11, 24)}, id="no more"),
        pytest.param({"recognise": "body.other"}, id="another layout"),
    ],
)
def test_a_layout_that_does_not_hold_changes_nothing(changed: dict[str, Any]) -> None:
    pages = [(FORM.encode(), "https://burathanews.com/arabic/news/77001", "text/html; charset=utf-8")]
    assert [page(**changed)] == buratha.read_pages(pages, now=NOW)


@pytest.mark.parametrize("name", ["title", "body"])
def test_a_selector_that_matches_nothing_is_a_doubt_and_the_others_are_asked(name: str) -> None:
    without = page(**{name: None})
    record = page(**{name: "div.gone"})
    assert record[name] == without[name]
    assert name in record["doubts"]


def test_a_page_may_lack_what_is_optional() -> None:
    record = page(FORM.replace("<td class=v4>1,466 زائرا</td>", "<td></td>"))
    assert record["views"] is None


@pytest.mark.parametrize(
    ("cell", "field", "unreadable", "empty"),
    [
        ("<td class=v4>1,466 زائرا</td>", "views", "<td class=v4>كثيرون</td>", "<td class=v4> </td>"),
        ("<td class=v3>06.08.2006</td>", "published", "<td class=v3>في الصيف</td>", "<td class=v3></td>"),
        (
            "<td class=v5>بقلم: فالح الزيرجاوي</td>", "author",
            "<td class=v5>أهالي القرية الذين حملوا الطين بأيديهم من الجدول</td>", "<td class=v5></td>",
        ),
    ],
)  # fmt: skip
def test_a_match_that_cannot_be_read_is_doubtful_and_an_empty_one_is_nothing(cell: str, field: str, unreadable: str, empty: str) -> None:
    assert field not in page()["doubts"]
    assert field in page(FORM.replace(cell, unreadable))["doubts"]
    lacking, without = page(FORM.replace(cell, empty)), page(FORM.replace(cell, ""))
    assert lacking[field] == without[field]
    assert (field in lacking["doubts"]) is (field in without["doubts"])


GOOD = (
    "<html><head><title>الماء يعود الى الناحية بعد انقطاع طويل</title></head><body>"
    "<div class=name>دار الفجر للصحافة والنشر</div><div class=day>2026-11-25</div>"
    f"<div>الأخبار</div><h1>الماء يعود الى الناحية بعد انقطاع طويل</h1><p class=meta>1548 07:08:59 2015-10-15</p><p>{STORY[0]}</p><p>{STORY[1]}</p>"
    "<div class=tail><p>اشترك في قناة وكالة انباء براثا على التلجرام</p><p>الاسعار الرسمية للعملات مقابل الدينار</p></div></body></html>"
)


@pytest.mark.parametrize(("name", "selector"), [("title", "div.name"), ("published", "div.day"), ("views", "div.day"), ("body", "div.tail")])
def test_a_selector_that_goes_against_sound_witnesses_loses_and_is_a_doubt(name: str, selector: str) -> None:
    fields = dict.fromkeys(("title", "category", "published", "views", "author", "body", "drop"))
    right = page(GOOD, recognise="body", **fields)
    record = page(GOOD, recognise="body", **(fields | {name: selector}))
    assert {key: record[key] for key in ("title", "published", "views", "body")} == {
        key: right[key] for key in ("title", "published", "views", "body")
    }
    assert record["doubts"] == [name]
    assert right["doubts"] == []


def lacking(*names: str, html: str = GOOD) -> dict[str, Any]:
    """The page, read with a layout that has no selector and says what its pages lack."""
    fields = dict.fromkeys(("title", "category", "published", "views", "author", "body", "drop"))
    return page(html, recognise="body", absent=list(names), **fields)


SIGNED = GOOD.replace("<p class=meta>", "<p class=pen>رويترز / حسن الموسوي</p><p class=meta>")
ELSEWHERE = GOOD.replace("<div>الأخبار</div>", "<div><a href='/arabic/economy'>اقتصاد</a></div>")
OF_ITS_OWN = '{"@type":"NewsArticle","headline":"الماء يعود الى الناحية بعد انقطاع طويل","articleSection":"شؤون الماء"}'
LINKED = GOOD.replace("<div>الأخبار</div>", f"<a href='/arabic/water'>شؤون الماء</a><script type='application/ld+json'>{OF_ITS_OWN}</script>")
"""A section of no known name, to whose listing the page's menu leads."""
PRINTED = ("published", "published_precision", "published_printed")


@pytest.mark.parametrize(
    ("html", "name", "gone"),
    [
        (GOOD, "views", ("views",)),
        (GOOD, "category", ("category",)),
        (GOOD, "published", PRINTED),
        (GOOD.replace("2015-10-15", "2031-10-15"), "published", ()),
        (SIGNED, "author", ("author",)),
        (SIGNED, "source", ("source",)),
        (SIGNED.replace("رويترز /", "تصوير /"), "author", ("author", "byline")),
        (ELSEWHERE, "category", ("category", "section", "url")),
        (LINKED, "category", ("category", "section", "url")),
    ],
)
def test_what_a_layout_calls_absent_is_null_without_a_doubt_and_so_is_what_follows_from_it(html: str, name: str, gone: tuple[str, ...]) -> None:
    without, record = lacking(html=html), lacking(name, html=html)
    kept = set(record) - {*gone, "witnesses", "doubts"}
    assert {field: record[field] for field in kept} == {field: without[field] for field in kept}
    assert all(without[field] and record[field] != without[field] for field in gone)
    assert record[name] is None
    assert record["section"] == "news"
    assert record["witnesses"] == without["witnesses"] | {name: "absent in sheet"}
    assert record["doubts"] == []


def test_without_author_and_source_there_is_no_byline() -> None:
    record = lacking("author", "source", html=SIGNED)
    assert [record[name] for name in ("author", "source", "byline")] == [None, None, None]


def test_what_is_absent_stands_beside_selectors() -> None:
    assert page(author=None)["author"] == "حسن كاظم الموسوي"  # who has typed it in
    record = page(author=None, absent=["author"])
    assert (record["author"], record["byline"], record["views"], record["title"]) == (None, None, 1466, "الماء يعود الى الناحية")
    assert record["doubts"] == []


def test_of_a_field_that_some_pages_lack_the_first_entry_that_knows_the_page_tells() -> None:
    having = {"name": "signed", "recognise": "p.pen", "author": "p.pen"}
    layouts = Layouts(tuple(read({"layout": [having, {"name": "unsigned", "recognise": "body", "absent": ["author"]}]}, "here")))
    photographed = SIGNED.replace("class=pen>رويترز", "class=photo>تصوير")
    pages = [(html.encode(), f"https://burathanews.com/arabic/news/7700{at}", None) for at, html in enumerate((SIGNED, photographed))]
    records = [record for record in buratha.read_pages(pages, now=NOW, layouts=layouts) if isinstance(record, dict)]
    assert [record["author"] for record in records] == ["حسن الموسوي", None]
    assert [record["witnesses"]["author"] for record in records] == ["selector signed", "absent in unsigned"]


def test_a_selector_too_wide_lets_no_furniture_in() -> None:
    fields = dict.fromkeys(("title", "category", "published", "views", "author", "drop"))
    assert page(GOOD, recognise="body", body="body", **fields)["body"] == "\n\n".join(STORY)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"name": None}, "name is missing"),
        ({"name": " "}, "name is missing"),
        ({"name": 3}, 'name is no text: write it between quotes, as in name = "3"'),
        ({"recognise": None}, "recognise is missing"),
        ({"titel": "h1"}, "titel: not known"),
        ({"title": "h1["}, "neither CSS nor XPath"),
        ({"title": "//h1["}, "neither CSS nor XPath"),
        ({"body": 3}, "is no selector"),
        ({"valid_from": "2026-11-01"}, "a day without quotes"),
        ({"valid_until": date(2025, 1, 1)}, "valid_from is after valid_until"),
        ({"drop": "div"}, "drop is a list"),
        ({"absent": "source"}, r'absent is a list of fields, as in absent = \["views"\]'),
        ({"absent": ["source", 3]}, "absent is a list of fields"),
        ({"absent": ["byline", "body", "source"]}, "absent: body, byline: may not be named here; there is published, views, author, source"),
        ({"absent": ["views"]}, "absent names views, and so does views = 'td.v4': leave out one of the two"),
    ],
)
def test_a_wrong_entry_is_named(changed: dict[str, Any], message: str) -> None:
    entry = {key: value for key, value in (ENTRY | changed).items() if value is not None}
    with pytest.raises(LayoutError, match=f"(?s)here, layout.*{message}"):
        read({"layout": [entry]}, "here")


def test_layouts_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "layouts.toml"
    path.write_text('[[layout]]\nname = "mine"\nrecognise = "body"\n', encoding="utf-8")
    assert layouts_of({"BURATHA_LAYOUTS": str(path)}).known[0].name == "mine"
    path.write_text('[[layout]]\nname = "mine"\n', encoding="utf-8")
    with pytest.raises(SettingError, match="recognise is missing"):
        layouts_of({"BURATHA_LAYOUTS": str(path)})
    with pytest.raises(SettingError, match="cannot be read"):
        layouts_of({"BURATHA_LAYOUTS": str(tmp_path / "none.toml")})


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("title = \"//h1[lower-case(.) = 'x']\"", r"layout mine: title: .*there is no function lower-case\(\)"),
        ('title = "//svg:text"', "layout mine: title: .*there is no namespace svg"),
        ('drop = ["p", "//table[//td[$day]]"]', "layout mine: drop: .*there are no variables"),
        ("title = \"//node()[has-class('a')]\"", "layout mine: title: .*cannot be evaluated: Unknown node type"),
        ('views = "(count(//p, 2))"', "layout mine: views: .*cannot be evaluated: XPath error"),
        ("body = \"//div[@class='v-pen'][contains('x')]\"", "layout mine: body: .*cannot be evaluated: XPath error: Invalid number of arg"),
        ("title = \"//h7[.='x' and re:test(., '(')]\"", "layout mine: title: .*cannot be evaluated: missing "),
        ('[[layout]]\nname = "other"\nrecognise = "body"', "layouts mine and other have the same recognise and days in common: end the first"),
    ],
)
def test_what_would_fail_on_some_page_only_is_named_at_once(more: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "layouts.toml"
    path.write_text(f'[[layout]]\nname = "mine"\nvalid_from = 2026-01-01\nrecognise = "body"\n{more}\n', encoding="utf-8")
    with pytest.raises(SettingError, match=f"layouts.toml, {message}"):
        layouts_of({"BURATHA_LAYOUTS": str(path)})


def test_all_of_xpath_may_be_used_and_an_editors_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "layouts.toml"
    title = "//td[re:test(@class, '^v1$') and not (ancestor::table[@id='$x:y foo()'])]/descendant-or-self::*[self::td or (has-class('v1'))]"
    entries = [f'[[layout]]\nname = "{name}"\nrecognise = "body.form"\n{days}\n' for name, days in (("a", "valid_until = 2026-10-31"), ("b", ""))]
    entries[1] += f'valid_from = 2026-11-01\ntitle = "{title}"\nbody = "./descendant::td[position() = last()]"\n'
    path.write_text("".join(entries), encoding="utf-8-sig")
    pages = [(FORM.encode(), "https://burathanews.com/arabic/news/77001", "text/html; charset=utf-8")]
    (record,) = buratha.read_pages(pages, now=NOW, layouts=layouts_of({"BURATHA_LAYOUTS": str(path)}))
    assert isinstance(record, dict)
    assert record["witnesses"]["title"] == "selector b"


def test_the_packages_own_layouts_are_sound() -> None:
    assert list(faults(shipped().known)) == []
    names = [layout.name for layout in layouts_of({}).known]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "drop",
    [
        "div.box", "td.text > div", "table.sheet td.text div.box", "body > table:nth-of-type(2) div",
        "//td[@class='text']/div", "./div", "(//div)[1]",
        "html > body > *:last-child ~ div, td.text > .box",
    ],
)  # fmt: skip
def test_what_is_dropped_matches_as_in_the_page(drop: str) -> None:
    assert page(drop=[])["body"] != "\n\n".join(STORY)
    assert page(drop=[drop])["body"] == "\n\n".join(STORY)


@pytest.mark.parametrize("drop", ["td", "table.sheet", "td.v1", "body > p", "div.none"])
def test_what_stands_around_the_body_or_elsewhere_is_not_dropped(drop: str) -> None:
    assert page(drop=[drop])["body"] == page(drop=[])["body"]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"title": "head > title"}, "what the layout's selector matches is not all of one line that a reader sees"),
        ({"title": "a"}, "what the layout's selector matches is a link"),
        ({"body": "td.text", "drop": ["p"]}, "the layout's drop takes all that its selector matches"),
        ({"views": "td.v1"}, "what the layout's selector matches is none"),
    ],
)
def test_why_a_match_gives_no_value(changed: dict[str, Any], told: str) -> None:
    html = FORM.replace("<p>كن معنا", "<p><a href='/arabic/news/77000'>خبر اخر من اخبار الناحية</a><p>كن معنا")
    layouts = Layouts(tuple(read({"layout": [ENTRY | changed]}, "here")))
    guide = guide_for(html, read_lines(html), layouts, NOW)
    assert guide is not None
    assert [reason.name for reason in guide.faults] == [told]


@pytest.mark.parametrize(
    ("recognise", "is_known"),
    [
        ("(//table[@class='nowhere'] and //div[@id='no'])", False),
        ("(//table[@class='sheet'] and //body[@class='form'])", True),
        ("(not(//table[@class='sheet']))", False),
        ("(count(//td[@class='v1']) = 1)", True),
        ("//td/@class", True),
    ],
)
def test_a_truth_value_is_taken_for_what_it_is(recognise: str, is_known: bool) -> None:
    assert ("selector sheet" in page(recognise=recognise)["witnesses"].values()) is is_known


@pytest.mark.parametrize("recognise", ["(count(//table))", "(string(//h1))", "(//td + 1)"])
def test_a_number_or_a_text_recognises_nothing_and_is_refused(recognise: str) -> None:
    (wrong,) = faults(read({"layout": [ENTRY | {"recognise": recognise}]}, "here"))
    assert "gives a number or a text" in wrong


LATE = "//td[re:test(., //td[@class='v1'])]"
"""Fails by what stands on the page: an expression that cannot be one."""
BROKEN = FORM.replace("الماء يعود", "الماء( يعود")


@pytest.mark.parametrize("name", ["views", "title", "body", "drop"])
def test_what_fails_on_a_page_is_a_doubt_of_its_field(name: str) -> None:
    assert not list(faults(read({"layout": [ENTRY | {"author": LATE}]}, "here")))
    record = page(BROKEN, **{name: [LATE] if name == "drop" else LATE})
    assert ("body" if name == "drop" else name) in record["doubts"]
    assert record["author"] == "فالح الزيرجاوي"


def test_what_fails_to_recognise_a_page_names_layout_key_and_expression() -> None:
    with pytest.raises(LayoutError, match=r"layout sheet: recognise: .*re:test.* cannot be evaluated"):
        page(BROKEN, recognise=LATE)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[layout]\n", "is no TOML"),
        ('[[layout]]\nname = "x"\n', "layout x: recognise is missing"),
        ('[[layout]]\nname = "x"\nrecognise = "//p[contains(.)]"\n', "layout x: recognise: .* cannot be evaluated"),
    ],
)
def test_a_mistake_in_the_packages_own_file_is_told_as_in_a_file_of_the_users(text: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("buratha.pages.layouts.load", lambda _: tomllib.loads(text))
    shipped.cache_clear()
    try:
        with pytest.raises(SettingError, match=f"buratha/resources/layouts.toml.*{told}"):
            layouts_of({})
    finally:
        shipped.cache_clear()
