"""Whose a date and a number are: the story's own, another story's, another day's, or the site's."""

import pytest

from tests.pages.story import BODY, PARAGRAPHS, STORY, TITLE, page, read

OWN = "<div class='d'>نشر في 20/1/2017 - المشاهدات: 845</div>"
OTHER = "فيضان النهر يقطع الجسر الخشبي عن بساتين الضفة الشرقية"
CARD = f"<div class='k'><h4><a href='/arabic/news/310450'>{OTHER}</a></h4><div>نشر في 3/2/2017</div><div>المشاهدات: 2310</div></div>"
ENTRY = f"<ul><li><a href='/arabic/news/310450'>{OTHER}</a> 3/2/2017 (2310 مشاهدة)</li></ul>"
LINKS = "".join(
    f"<li><a href='/arabic/news/{309100 + at}'>{text}</a></li>"
    for at, text in enumerate(("مزارع يحفر بئرا في أرض جده", "سوق السمك يفتح بعد إغلاق طويل", "حملة لتنظيف ضفاف الجدول القديم"))
)
WHOLE = (
    "<div class='d'>{line}</div><div class='t'>"
    "<p>ارتفع منسوب النهر ليلا حتى غطى ألواح الجسر الخشبي، فلم يستطع أصحاب البساتين العبور في الصباح.</p>"
    "<p>ويمد شبان من الضفتين حبالا لنقل الطعام.</p></div>"
)


@pytest.mark.parametrize(
    ("above", "between", "below"),
    [
        pytest.param(CARD, "", "", id="a card above"),
        pytest.param("", CARD, "", id="a card between title and text"),
        pytest.param("", "", CARD, id="a card below"),
        pytest.param(ENTRY, "", "", id="an entry above"),
        pytest.param("", ENTRY, "", id="an entry between title and text"),
        pytest.param("", "", ENTRY, id="an entry below"),
    ],
)
@pytest.mark.parametrize("dated", [False, True], ids=["undated", "dated"])
def test_what_stands_by_another_headline_is_that_storys(above: str, between: str, below: str, dated: bool) -> None:
    record = read(page(above, f"{OWN if dated else ''}{between}", below))
    assert record["title"] == TITLE
    assert (record["published"], record["views"]) == (("2017-01-20T00:00:00+03:00", 845) if dated else (None, None))


LINKED = f"<h1><a href='/arabic/news/310450'>{OTHER}</a></h1>"


@pytest.mark.parametrize(("headline", "dated"), [(LINKED, False), (LINKED, True), (f"<h2>{OTHER}</h2>", True), (f"<h1>{OTHER}</h1>", True)])
def test_a_whole_story_below_keeps_its_own_line(headline: str, dated: bool) -> None:
    second = f"<div class='m'>{headline}{WHOLE.format(line='نشر في 3/2/2017 - المشاهدات: 2310')}</div>"
    record = read(page(between=OWN if dated else "").replace("<form>", f"{second}<form>"))
    assert record["title"] == TITLE
    assert (record["published"], record["views"]) == (("2017-01-20T00:00:00+03:00", 845) if dated else (None, None))


@pytest.mark.parametrize("line", ["3/2/2017", "3/2/2017 17:40", "المشاهدات: 2310", "2310 2017-02-03"])
def test_a_whole_story_without_a_link_keeps_its_own_line(line: str) -> None:
    second = f"<div class='m'><h2>{OTHER}</h2>{WHOLE.format(line=line)}</div>"
    for html in (page().replace("<form>", f"{second}<form>"), page().replace("<body>", f"<body>{second}")):
        record = read(html)
        assert (record["title"], record["published"], record["views"]) == (TITLE, None, None)


@pytest.mark.parametrize(
    "listed",
    [
        "<div class='top'><h3>الأكثر قراءة</h3><div><a href='/arabic/reports/310000'>{title}</a></div><div>2310 قراءة</div></div>",
        "<div class='top'><h3>الأكثر قراءة</h3><p><a href='/arabic/reports/310000'>{title}</a> (2310 قراءة)</p></div>",
        "<table class='top'><tr><td><a href='/arabic/reports/310000'>{title}</a></td><td>2310 قراءة</td></tr></table>",
    ],
)
def test_the_storys_own_headline_among_those_read_most_heads_a_number_of_that_list(listed: str) -> None:
    others = "<div class='top2'><p><a href='/arabic/news/310450'>" + OTHER + "</a> (1977 قراءة)</p></div>"
    record = read(page(below=listed.format(title=TITLE) + others))
    assert (record["title"], record["views"]) == (TITLE, None)


@pytest.mark.parametrize(
    ("between", "story", "below"),
    [
        pytest.param(
            OWN, STORY.replace("</p><p>", f"</p><p><a href='/arabic/news/309100'>{OTHER}</a></p><p>", 1), "", id="before a related link amid the text"
        ),
        pytest.param(
            "", STORY.replace("<div class='t'>", f"<div class='t'>{OWN}<p><a href='/arabic/news/309100'>{OTHER}</a></p>"), "", id="before one above"
        ),
        pytest.param(f"<ul>{LINKS}</ul>{OWN}", STORY, "", id="after a list of related links"),
        pytest.param(f"<div class='x'><ul>{LINKS}</ul>{OWN}</div>", STORY, "", id="after such a list in one block"),
        pytest.param(
            f"<div class='n'><a href='/arabic/reports/309999'>السابق</a> <a href='/arabic/reports/310001'>التالي</a></div>{OWN}",
            STORY,
            "",
            id="after links to the neighbours",
        ),
        pytest.param(
            "",
            STORY,
            f"{OWN}<div class='n'><a href='/arabic/reports/309999'>السابق</a> <a href='/arabic/reports/310001'>التالي</a></div>",
            id="below, before links to the neighbours",
        ),
        pytest.param(
            "<div class='d'><a href='/arabic/reports/309999'>السابق</a> نشر في 20/1/2017 - المشاهدات: 845 "
            "<a href='/arabic/reports/310001'>التالي</a></div>",
            STORY,
            "",
            id="amid links to the neighbours",
        ),
    ],
)
def test_the_storys_own_line_beside_links_is_taken(between: str, story: str, below: str) -> None:
    record = read(page(between=between, story=story, below=below))
    assert (record["published"], record["views"]) == ("2017-01-20T00:00:00+03:00", 845)
    assert record["body"] == BODY


@pytest.mark.parametrize("label", ["آخر تحديث", "عدلت في", "نقلت من الموقع القديم", "تاريخ الطباعة", "يوم الطباعة", "updated"])
@pytest.mark.parametrize(
    "form",
    [
        "<p>{label}: {day}</p>",
        "<p>{label}</p><p>{day}</p>",
        "<dl><dt>{label}</dt><dd>{day}</dd></dl>",
        "<table><tr><td>{label}</td><td>{day}</td></tr></table>",
    ],
    ids=["one line", "two lines", "terms", "cells"],
)
@pytest.mark.parametrize("first", [False, True], ids=["behind", "before"])
def test_the_day_of_publication_comes_before_other_days(label: str, form: str, first: bool) -> None:
    published, other = form.format(label="تاريخ النشر", day="20/1/2017"), form.format(label=label, day="9/3/2017")
    record = read(page(between=other + published if first else published + other))
    assert record["published"] == "2017-01-20T00:00:00+03:00"


@pytest.mark.parametrize("label", ["نشر في", "أضيف بتاريخ", "تاريخ الإدراج", "كتبت في"])
def test_words_for_publication(label: str) -> None:
    record = read(page(between=f"<p>آخر تحديث: 9/3/2017</p><p>{label}: 20/1/2017</p>"))
    assert record["published"] == "2017-01-20T00:00:00+03:00"


def test_words_for_publication_tell_more_than_nearness() -> None:
    assert read(page(between="<p>9/3/2017</p><p>نشر في 20/1/2017</p>"))["published"] == "2017-01-20T00:00:00+03:00"
    assert read(page(between="<p>9/3/2017</p><p>تاريخ النشر</p><p>20/1/2017</p>"))["published"] == "2017-01-20T00:00:00+03:00"


def test_a_lone_day_of_the_last_change_is_doubtful() -> None:
    record = read(page(between="<p>آخر تعديل: 9/3/2017</p>"))
    assert record["published"] is None or "published" in record["doubts"]


@pytest.mark.parametrize(
    "counter",
    [
        "<p>زوار اليوم: 2310</p>",
        "<p>عدد زيارات الموقع: 2310</p>",
        "<p>المتواجدون الآن: 2310 زائرا</p>",
        "<p>قراءات هذا الأسبوع: 2310</p>",
        "<p>عدد القراءات في هذا الباب: 2310</p>",
        "<p>زوار الموقع</p><p>2310</p>",
    ],
)
def test_counters_of_today_and_of_the_site_are_not_the_storys(counter: str) -> None:
    day, own = "<p>تاريخ النشر: 20/1/2017</p>", "<p>عدد القراءات منذ النشر: 845</p>"
    assert read(page(between=day, below=counter))["views"] is None
    assert read(page(between=day + counter + own))["views"] == 845
    assert read(page(between=day + own + counter))["views"] == 845
    assert read(page(between=day + own, below=counter))["views"] == 845
    assert read(page(between=day, below=own + counter))["views"] == 845


@pytest.mark.parametrize("label", ["زوار الموقع", "المتواجدون الآن", "قراءات اليوم", "عدد القراء هذا الشهر"])
def test_a_label_above_a_number_says_that_it_counts_the_present(label: str) -> None:
    counter = f"<p>{label}</p><p>2310 زيارة</p>"
    assert read(page(between=counter))["views"] is None
    assert read(page(below=counter))["views"] is None
    assert read(page(between="<p>منذ نشر المادة</p><p>2310 زيارة</p>"))["views"] == 2310


@pytest.mark.parametrize("counter", ["قرئت 845 مرة حتى الآن", "845 مشاهدة إلى اليوم", "عدد القراء لغاية الآن: 845"])
def test_a_counter_up_to_now_is_the_storys(counter: str) -> None:
    assert read(page(between=f"<p>تاريخ النشر: 20/1/2017</p><p>{counter}</p>"))["views"] == 845


_OWN_DAY = "<p>تاريخ النشر: 20/1/2017</p>"


@pytest.mark.parametrize("counter", ["<p>زوار اليوم: 2310</p>", "<p>عدد زيارات الموقع: 2310</p>", "<p>زوار الموقع</p><p>2310 زيارة</p>"])
def test_the_sites_counter_beside_the_date_is_not_the_storys(counter: str) -> None:
    assert read(page(between=_OWN_DAY + counter))["views"] is None
    assert read(page(between=f"{_OWN_DAY}{counter}<p>عدد القراءات: 845</p>"))["views"] == 845


def test_a_second_storys_closing_line_is_not_taken() -> None:
    theirs = "<div class='d'>نشر في 3/2/2017 - المشاهدات: 2310</div>"
    prose = f"<div class='t'><p>{PARAGRAPHS[1]}</p></div>"
    record = read(page(below=f"<div class='m'><h2><a href='/arabic/news/309000'>قافلة كتب تصل الى قرى الهور البعيدة</a></h2>{theirs}{prose}</div>"))
    assert (record["published"], record["views"]) == (None, None)


@pytest.mark.parametrize(
    "other",
    [
        "<p>9/3/2017</p>",
        "<div><span>آخر تحديث</span><div>9/3/2017</div></div>",
        "<p>نقلت إلى الموقع الجديد في: 9/3/2017</p>",
    ],
)
def test_the_day_that_is_called_the_publications_comes_before_another(other: str) -> None:
    assert read(page(between=other + _OWN_DAY))["published"] == "2017-01-20T00:00:00+03:00"


def test_a_counter_with_its_own_number_is_no_label() -> None:
    assert read(page(between=_OWN_DAY, below="<p>زوار اليوم: 2310</p><p>عدد القراءات: 845</p>"))["views"] == 845


HEADLINE = f"<a href='/arabic/news/310450'>{OTHER}</a>"


@pytest.mark.parametrize("count", ["2310 قراءة", "2310 قراءة في يومين", "(2310 مشاهدة)"])
@pytest.mark.parametrize("place", ["above", "behind", "below"])
def test_a_headline_with_its_count_in_one_line_is_another_storys(count: str, place: str) -> None:
    line = f"<p>{HEADLINE} {count}</p>"
    between, below = {"above": (line + _OWN_DAY, ""), "behind": (_OWN_DAY + line, ""), "below": (_OWN_DAY, line)}[place]
    assert read(page(between=between, below=below))["views"] is None


@pytest.mark.parametrize("line", ["845 قراءة - <a href='/arabic/reports'>تقارير</a>", "845 قراءة <a href='/print/310000'>نسخة للطباعة</a>"])
def test_a_count_beside_a_link_that_is_no_headline_is_the_storys(line: str) -> None:
    assert read(page(between=f"{_OWN_DAY}<p>{line}</p>"))["views"] == 845


@pytest.mark.parametrize("meta", ["<p>20/1/2017</p><p>845 قراءة</p>", "<div>20/1/2017 - 845 قراءة</div>"])
def test_a_box_with_a_label_of_its_own_is_no_card_for_what_follows(meta: str) -> None:
    record = read(page(between=f"<div class='x'><p>لا تفوت:</p><p>{HEADLINE}</p></div>{meta}"))
    assert (record["published"], record["views"], record["body"]) == ("2017-01-20T00:00:00+03:00", 845, BODY)


def test_what_stands_within_such_a_box_is_that_storys() -> None:
    record = read(page(between=f"<div class='x'><p>لا تفوت:</p><p>{HEADLINE}</p><p>3/2/2017 - 2310 قراءة</p></div>"))
    assert (record["published"], record["views"], record["body"]) == (None, None, BODY)


@pytest.mark.parametrize("day", ["20/1/2017", "20 كانون الثاني 2017", "20/1/2017 - 845 قراءة"])
@pytest.mark.parametrize(("theirs", "own"), [("3/2/2017", False), ("3 شباط 2017", False), ("بني سنة 2015 قبل الضحى", True)])
def test_a_day_right_below_a_headline_is_the_storys_unless_others_have_theirs_there_too(day: str, theirs: str, own: bool) -> None:
    second = HEADLINE.replace("310450", "310451")
    record = read(page(between=f"<div class='x'>{HEADLINE}</div><p>{day}</p><div class='x'>{second}</div><p>{theirs}</p>"))
    assert record["published"] == ("2017-01-20T00:00:00+03:00" if own else None)


def test_a_headline_of_two_words_with_its_count() -> None:
    line = "<p><a href='/arabic/news/310450'>{}</a> 2310</p>"
    assert read(page(between=_OWN_DAY + line.format("حريق السوق")))["views"] is None
    assert read(page(between=f"{_OWN_DAY}<p><a href='/arabic/reports'>كل التقارير</a> 845 قراءة</p>"))["views"] == 845


@pytest.mark.parametrize(("label", "own"), [("لا تفوت:", True), ("لا تفوت", False)])
def test_the_storys_line_in_one_block_with_such_a_box(label: str, own: bool) -> None:
    box = f"<div class='x'><p>{label}</p><p>{HEADLINE}</p></div>"
    record = read(page(between=f"<div class='w'>{box}<p>تقارير</p><p>20/1/2017 - 845 قراءة</p></div>"))
    assert (record["published"], record["views"]) == (("2017-01-20T00:00:00+03:00", 845) if own else (None, None))
