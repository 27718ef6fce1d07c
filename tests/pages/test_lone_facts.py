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


def test_a_sentence_of_several_that_speaks_of_this_story_counts_its_readers() -> None:
    told = "هذه المادة معلقة على جدار <a href='/arabic/reports'>التقارير</a>، وقد ضحك لها حتى الساعة 1033 زائراً."
    others = "يمكنك متابعة التعقيبات عليها عبر خلاصة <a href='/feed'>RSS 2.0</a>، أو أن تعقّب بنفسك على ما قرأت فيها من كلام."
    assert read(page(between=DAY, below=f"<p><small>{told} {others}</small></p>"))["views"] == 1033


@pytest.mark.parametrize("told", ["هذه المادة معنا منذ الصباح، ويتصفح الموقع الآن 1033 زائراً.", "هذه المادة نشرت في الساعة 10 ولم يعلق عليها أحد."])
def test_a_sentence_that_counts_who_is_there_now_counts_no_readers(told: str) -> None:
    assert read(page(between=DAY, below=f"<p><small>{told} ويمكنك أن تراسلنا متى شئت من باب اتصل بنا.</small></p>"))["views"] is None


VERSES = (
    "يا نخلةَ الدارِ هل مرّتْ بكِ الريحُ",
    "أم أنّ بابَكِ بعدَ الأهلِ مفتوحُ",
    "تركتُ عندكِ طفلاً كنتُ أعرفُهُ",
    "فهل سألتِ عن الطفلِ الذي روحوا",
    "الماءُ في الجُبِّ يبكي كلّما سكتوا",
    "والطينُ من وجعِ الأقدامِ مجروحُ",
)
HALVES = "".join(
    f"<div class='v'><div class='s'>{one}</div><div class='j'>{two}</div></div>" for one, two in zip(VERSES[::2], VERSES[1::2], strict=True)
)
COUNTED = "<table><tr><td>تذوّقها</td><td>618</td><td>قارئاً</td></tr></table>"


def test_a_count_in_the_three_cells_of_a_table_below_the_verses() -> None:
    record = read(page(story=f"<div class='t'>{HALVES}{COUNTED}<p><a href='#'>أهدِ القصيدة</a> ◦ <a href='#'>احفظها</a></p></div>"))
    assert (record["body"].split("\n\n")[-1], record["views"]) == (VERSES[-1], 618)


@pytest.mark.parametrize("row", ["<tr><td>زارها</td><td>540</td><td>تلميذاً</td></tr>", "<tr><td>سكنها</td><td>12</td><td>معلماً</td></tr>"])
def test_a_table_of_more_rows_is_the_authors(row: str) -> None:
    record = read(page(story=f"<div class='t'>{HALVES}{COUNTED.replace('</tr>', f'</tr>{row}')}</div>"))
    assert [word for word in ("تذوّقها", "618", "قارئاً") if word not in record["body"]] == []
    assert record["views"] is None


POETS = "<div><h3>على الموجة ذاتها</h3><ul><li><a href='/arabic/poetry/309990'>ثلاث أغنيات للفرات</a><div>بقلم ليلى صاحب</div></li></ul></div>"


def _poem_with(row: str) -> str:
    verses = f"<div class='b'><div class='f'><p>{'<br>'.join(VERSES[:4])}</p><p>{'<br>'.join(VERSES[4:])}</p></div>{row}</div>"
    poet = "<div><h3>يحيى شاكر الأعرجي</h3><p>شاعر من مواليد أبي الخصيب 1961، مقيم في مالمو. صدر له «ملح الفاو» و«دفتر القطار».</p></div>"
    return page(above="<div>الخميس, 05 كانون الثاني 2017 20:15</div>", story=f"<div class='k'>{verses}{poet}{POETS}</div>")


def test_a_count_glued_to_the_hour_of_the_last_change() -> None:
    row = "<div><span>وقف عندها <b>618</b> قارئاً</span><span>آخر لمسة على النص السبت, 7 كانون الثاني 2017 08:40</span></div>"
    record = read(_poem_with(row))
    assert (record["published"][:16], record["views"]) == ("2017-01-05T20:15", 618)
    assert "618" not in record["body"]


def test_a_sentence_with_a_day_and_readers_of_its_own_stays() -> None:
    record = read(_poem_with("<div>وقف عندها <b>618</b> قارئاً <i>في السبت 7 كانون الثاني 2017 عند 08:40 مساءً.</i></div>"))
    assert "وقف عندها 618 قارئاً" in record["body"]
    assert record["views"] is None


@pytest.mark.parametrize(("told", "views"), [("قرىء: 523 مرة", 523), ("قرى الناحية: 523 بيتا", None)])
def test_was_read_in_the_old_spelling(told: str, views: int | None) -> None:
    assert read(page(between=DAY, below=f"<div>بطاقة الخبر</div><div>المحور: اخبار العاصمة<br>{told}<br>عدد المصوتين: 4</div>"))["views"] == views


COMMENT = "<ol><li><b>محاضر قديم</b> يقول: <time datetime='{}'>5 كانون الثاني 2017 الساعة 9:44 م</time><p>ما بقى عمر ننتظر التثبيت</p></li></ol>"


def test_a_readers_hour_in_the_markup_is_not_the_storys() -> None:
    comments = f"<section><h2>رأي واحد على “{'الخبر'}”</h2>{COMMENT.format('2017-01-05T21:44:00+03:00')}</section>"
    record = read(page(between="<div>5 كانون الثاني 2017</div>", below=comments))
    assert (record["published"], "published" in record["doubts"]) == ("2017-01-05T00:00:00+03:00", False)


COLUMN = "https://burathanews.com/arabic/articles/310000"
CARD = "<div class='w'><div><b>حيدر عبد الأمير السهلاني</b><p>{}</p></div><span>المقالات</span></div>"


@pytest.mark.parametrize("told", ["كاتب عمود · ٣٧ مقالاً", "باحث في علم الاجتماع السياسي، جامعة المستنصرية. صدر له: «المدينة بعد الحصار»."])
def test_a_writers_card_above_the_headline_without_a_label(told: str) -> None:
    assert read(page(above=CARD.format(told), between=DAY), COLUMN)["author"] == "حيدر عبد الأمير السهلاني"


BIO = "<div class='b'><h4>حيدر عبد الأمير السهلاني</h4><p>كاتب هذه السطور باحث في شؤون المياه.</p></div>"


@pytest.mark.parametrize(("heading", "author"), [("", "حيدر عبد الأمير السهلاني"), ("<h3>تعليقات القراء</h3>", None)])
def test_a_writers_card_below_the_text_without_a_label(heading: str, author: str | None) -> None:
    assert read(page(between=DAY, below=heading + BIO), COLUMN)["author"] == author


@pytest.mark.parametrize(
    ("above", "address"),
    [
        (CARD.format("وزير التربية في الحكومة السابقة"), COLUMN),
        (CARD.format("كاتب عمود · ٣٧ مقالاً"), "https://burathanews.com/arabic/news/310000"),
        (CARD.format("كاتب عمود").replace("</p>", "</p><a href='/arabic/articles/309000'>جسر الخشب القديم يعود</a>"), COLUMN),
        (CARD.format("كاتب عمود") + CARD.format("كاتب عراقي").replace("حيدر عبد الأمير", "كريم جاسم"), COLUMN),
    ],
    ids=["no writer", "no section of columns", "of another story", "two of them"],
)
def test_names_above_a_headline_that_nobody_calls_its_writers(above: str, address: str) -> None:
    assert read(page(above=above, between=DAY), address)["author"] is None


OTHERS = "".join(
    f"<a href='/arabic/articles/{at}'>{title}</a><br><i>بقلم : {name}</i><br>قراءات {at - 308000}<hr>"
    for at, title, name in ((309402, "الفيدرالية بين الدستور والخوف", "سامي البديري"), (309388, "رسالة الى وزير الكهرباء", "ام حيدر الكرخية"))
)


def test_each_of_two_cards_in_one_block_has_its_own_count() -> None:
    table = f"<table><tr><td>{OTHERS}</td></tr></table>"
    between = "<table><tr><td>2017-01-05 [16:22:47]</td></tr><tr><td>مرات القراءة : <b>2314</b></td></tr></table>"
    record = read(page(above=table, between=between))
    assert (record["views"], record["author"]) == (2314, None)
    assert {"views", "author"}.isdisjoint(record["doubts"])
