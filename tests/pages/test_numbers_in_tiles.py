"""Numbers over their labels, in tiles side by side; days in a masthead; numbers among the facts under labels that nobody knows."""

import pytest

from tests.pages.story import page, read

TILE = "<div class='t'><div class='n'>{}</div><div class='l'>{}</div></div>"


def test_a_number_over_its_label_is_not_the_next_tiles() -> None:
    tiles = "".join(TILE.format(*each) for each in (("6 541", "مشاهد"), ("212", "إعجاب"), ("02:47", "مدة المقطع")))
    assert read(page(above=f"<div class='v'>{tiles}</div>"))["views"] == 6541


def test_a_number_under_its_label_is_not_the_next_tiles_either() -> None:
    tiles = "".join(
        f"<div class='t'><div>{label}</div><div>{number}</div></div>" for label, number in (("إعجاب", "212"), ("مشاهدات", "6541"), ("ردود", "7"))
    )
    assert read(page(above=f"<div class='v'>{tiles}</div>"))["views"] == 6541


MASTHEAD = "<div id='today'>الجمعة 3 شباط 2017 - 6 جمادى الأولى 1438 هـ</div><ul><li>الواجهة</li><li>الأرشيف</li></ul>"
CARD = (
    "<div class='card'><h4>بطاقة المقال</h4><dl><dt>بابه</dt><dd><a href='/arabic/reports'>التقارير</a></dd><dt>نُشر</dt>"
    "<dd>الخميس 12 كانون الثاني 2017</dd><dt>ساعة النشر</dt><dd>8:35 مساءً</dd><dt>طالعه</dt><dd>1206 قارئاً</dd></dl></div>"
)


def test_a_bare_day_in_the_masthead_yields_to_the_storys_card() -> None:
    record = read(page(above=MASTHEAD, below=CARD))
    assert (record["published"], record["views"]) == ("2017-01-12T20:35:00+03:00", 1206)
    assert "published" not in record["doubts"]


def test_a_bare_day_in_the_masthead_is_doubted_where_a_label_tells_another() -> None:
    record = read(page(above=MASTHEAD, below="<p>كلام</p>" * 12 + "<div>تاريخ النشر: 12 كانون الثاني 2017</div>"))
    assert (record["published"] or "").startswith("2017-01-12") or "published" in record["doubts"]


def test_a_number_among_the_facts_under_an_unknown_label_makes_missing_views_doubtful() -> None:
    facts = (("إعداد", "نور الهدى السعدي"), ("صدر", "السبت، ١٤ كانون الثاني 2017"), ("الدقيقة", "16:52"), ("مرّ من هنا", "5 128 شخصاً"))
    card = "".join(f"<div><div class='g'>{label}</div><div class='b'>{value}</div></div>" for label, value in facts)
    record = read(page(between=f"<aside><div>{card}</div></aside>"))
    assert record["views"] == 5128 or (record["views"] is None and "views" in record["doubts"])


@pytest.mark.parametrize(("beside", "is_doubted"), [("<p>الواجهة</p><p>الأرشيف</p><p>عن الموقع</p>", True), ("", False)])
def test_a_bare_moment_far_above_the_headline_is_doubted(beside: str, is_doubted: bool) -> None:
    record = read(page(above=f"<div>الخميس 12 كانون الثاني 2017 - 14:22</div>{beside}"))
    assert (record["published"], "published" in record["doubts"]) == ("2017-01-12T14:22:00+03:00", is_doubted)


def test_blanks_around_a_days_slashes_are_no_bars() -> None:
    days = "<div><span>14 / 1 / 2017 م</span> <span>15 ربيع الثاني 1438 هـ</span></div><div>عدد القراءات (463) اعجب 21 قارئا حفظ</div>"
    record = read(page(below=days))
    assert (record["published"], record["views"]) == ("2017-01-14T00:00:00+03:00", 463)
