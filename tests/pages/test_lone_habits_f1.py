"""Habits of pages that are read alone: days, hours, counts and writers that stand apart from the headline, and words that tell whose they are."""

import pytest

from tests.pages.story import BODY, STORY, page, read

DAY = "<div class='d'>05-01-2017</div>"


@pytest.mark.parametrize(
    ("stamp", "told"), [("2017-01-05T07:24:00-07:00", "17:24"), ("2017-01-05T07:24:00", "07:24")], ids=["of another zone", "without a zone"]
)
def test_an_hour_below_the_story_whose_hint_is_a_machines(stamp: str, told: str) -> None:
    footer = f"<div class='f'>دوّنها علي الفرطوسي <span>عند <a href='#'><abbr title='{stamp}'>5:24 م</abbr></a></span></div>"
    assert read(page(above="<h2 class='d'>05-01-2017</h2>", below=footer))["published"][:16] == f"2017-01-05T{told}"


def test_a_day_beside_that_of_the_last_change_is_the_publications() -> None:
    between = "<p class='i'><b>سعد</b> <span>5 كانون الثاني 2017 - 9:17 مساءً</span> <span>آخر تحديث: 7 كانون الثاني 2017</span> <i>845 زيارة</i></p>"
    record = read(page(between=between))
    assert (record["published"][:16], record["views"]) == ("2017-01-05T21:17", 845)
    assert {"published", "views"}.isdisjoint(record["doubts"])


@pytest.mark.parametrize("label", ["<span>آخر تحديث: {}</span>", "<b>آخر تحديث:</b> <span>{}</span>"])
def test_the_day_of_the_last_change_alone_stays_doubtful(label: str) -> None:
    between = f"<p class='i'>{label.format('7 كانون الثاني 2017')} <i>845 زيارة</i></p>"
    assert "published" in read(page(between=between))["doubts"]


@pytest.mark.parametrize(("way", "doubted"), [("أنت الآن في » <a href='/arabic/news'>الأخبار</a>", False), ("الوقت الآن", True)])
def test_the_way_to_a_page_is_no_label_of_the_present(way: str, doubted: bool) -> None:
    record = read(page(between=f"<table><tr><td>{way}</td><td>2017-01-05 [16:22:47]</td></tr></table>"))
    assert record["published"] == "2017-01-05T16:22:47+03:00"
    assert ("published" in record["doubts"]) is doubted


@pytest.mark.parametrize(("name", "author"), [("Super User", None), ("Administrator", None), ("سعد الكعبي", "سعد الكعبي")])
def test_whoever_was_there_first_wrote_nothing(name: str, author: str | None) -> None:
    facts = f"<dl><dd>القسم: التقارير</dd><dd>نشر بتاريخ 5 كانون الثاني 2017 10:20</dd><dd>كتب بواسطة: {name}</dd><dd>الزيارات: 845</dd></dl>"
    assert read(page(between=facts))["author"] == author


SHEET = (
    ("أجرى اللقاء", "ميثم الكعبي"),
    ("المكان", "النجف الأشرف"),
    ("رُفع على الموقع", "الخميس 5 كانون الثاني 2017 الساعة 20:14"),
    ("آخر تعديل", "السبت 7 كانون الثاني 2017 الساعة 08:50"),
    ("عدد الزيارات", "903"),
)


def _sheet(facts: tuple[tuple[str, str], ...]) -> str:
    return f"<dl>{''.join(f'<dt>{label}</dt><dd>{value}</dd>' for label, value in facts)}</dl>"


def test_a_list_of_facts_below_the_text_in_words_of_its_own() -> None:
    record = read(page(story=f"<div class='t'>{STORY}{_sheet(SHEET)}</div>"))
    assert (record["body"], record["published"][:16], record["views"], record["author"]) == (BODY, "2017-01-05T20:14", 903, "ميثم الكعبي")


def test_a_list_that_tells_the_last_change_alone_tells_no_publication() -> None:
    record = read(page(story=f"<div class='t'>{STORY}{_sheet(SHEET[:2] + SHEET[3:])}</div>"))
    assert record["published"] is None or "published" in record["doubts"]


FACTS = "<ul><li><b>تاريخ النشر</b> الخميس، 5 كانون الثاني 2017</li><li><b>التوقيت</b> 11:38:20 م</li><li><b>اطّلع عليها</b> 7,951</li></ul>"


def test_a_column_of_facts_above_the_headline_below_a_link_that_counts() -> None:
    links = "<div><p>باحث في علم الاجتماع</p><a href='/writer/119'>كل ما كتب (22)</a></div>"
    masthead = "<div><div>الخميس<br>5 كانون الثاني 2017</div><p>براثا</p><p>الأخبار/التقارير/الشعر</p><p>من نحن</p></div>"
    record = read(page(above=f"{masthead}<div class='c'><div>{links}{FACTS}</div></div>"))
    assert (record["published"], record["views"]) == ("2017-01-05T23:38:20+03:00", 7951)


def test_a_day_that_leads_to_another_story_is_not_this_ones() -> None:
    listed = "<div class='c'><a href='/arabic/news/309000'>جسر الخشب القديم 4 كانون الثاني 2017 - 11:38:20</a></div>"
    assert read(page(above=listed))["published"] is None


@pytest.mark.parametrize(
    "issue",
    [
        "<div>العدد (1187) - الخميس 6 ربيع الثاني 1438 هـ - 5 كانون الثاني 2017 م - السنة الخامسة</div>",
        "<div><b>العدد 1187</b> <b>السنة 5</b> <b>الخميس 5 كانون الثاني 2017</b> <b>صفحة 11</b></div>",
        "<table><tr><td>العدد: 1187</td><td>الخميس 5 كانون الثاني 2017</td></tr></table>",
    ],
    ids=["one line", "elements", "cells"],
)
def test_the_day_of_the_issue_where_nothing_else_tells_one(issue: str) -> None:
    record = read(page(above=f"<div>{issue}</div><div><a href='/'>الأولى</a> | <a href='/arabic/news'>محليات</a></div>"))
    assert record["published"] == "2017-01-05T00:00:00+03:00"
    assert "published" not in record["doubts"]


ISSUE = "<div>العدد 1187 - {}</div><p>جريدة يومية</p>"


@pytest.mark.parametrize("day", ["الجمعة 7 تشرين الثاني 2025", "الثلاثاء 14 تموز 2015"], ids=["the latest issue", "out of order"])
def test_an_issue_that_cannot_have_the_story_tells_no_day(day: str) -> None:
    assert read(page(above=ISSUE.format(day)))["published"] is None


def test_days_of_several_issues_are_nobodys() -> None:
    listed = "".join(f"<li>العدد {at} - {at - 1180} كانون الثاني 2017</li>" for at in (1184, 1185, 1186))
    assert read(page(above=f"<ul>{listed}</ul><p>جريدة يومية</p>"))["published"] is None


def test_a_day_of_its_own_comes_before_the_issues() -> None:
    assert read(page(above=ISSUE.format("الخميس 5 كانون الثاني 2017"), between="<div>نشر: 06-01-2017</div>"))["published"][:10] == "2017-01-06"


def test_the_day_of_the_issue_is_doubtful_where_the_number_tells_none() -> None:
    record = read(page(above=ISSUE.format("الثلاثاء 14 تموز 2015")), "https://burathanews.com/arabic/reports/99310000")
    assert record["published"] == "2015-07-14T00:00:00+03:00"
    assert "published" in record["doubts"]


def test_a_readers_day_in_a_table_below_the_count_is_not_the_storys() -> None:
    said = "<tr><td>ابو ستار الديواني</td><td>2017-01-06</td></tr><tr><td colspan='2'>بارك الله بكم</td></tr>"
    readers = f"<div><span>تعقيبات</span><table>{said}</table></div>"
    above = ISSUE.format("الخميس 5 كانون الثاني 2017")
    record = read(page(above=above, below=f"<div>عدد المتصفحين: 845</div><div>طباعة الصفحة</div>{readers}"))
    assert (record["published"][:10], record["views"]) == ("2017-01-05", 845)
