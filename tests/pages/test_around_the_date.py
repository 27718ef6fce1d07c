"""Habits around a story's date line: what is the same at its end on all pages, labels and bars in it, the section in it; and lists of other days."""

from collections.abc import Sequence
from typing import Any

import pytest

import buratha
from tests.pages.story import ADDRESS, BODY, NOW, PARAGRAPHS, STORY, TITLE, page, read
from tests.pages.test_glued_calls import STORIES

SITES = range(7)
VISITED = "2017-01-20T00:00:00+03:00"


def read_pages(*, above: Sequence[str] = (), between: Sequence[str] = (), below: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The records of seven pages of one site that tell different stories; what stands around each, page by page."""
    pages = []
    for at, (title, paragraphs) in enumerate(STORIES):
        story = "<div class='t'>" + "".join(f"<p>{text}</p>" for text in paragraphs) + "</div>"
        around = {name: texts[at] if texts else "" for name, texts in (("above", above), ("between", between), ("below", below))}
        html = page(**around, story=story).replace(TITLE, title)
        pages.append((html.encode(), ADDRESS.replace("310000", str(310000 + at)), "text/html; charset=utf-8"))
    return [record for record in buratha.read_pages(pages, now=NOW) if isinstance(record, dict)]


# -- what stands at the end of a date line -------------------------------------------------------------------------------
def test_what_all_date_lines_end_in_closes_no_story() -> None:
    """Beside the day in words stand the minutes that the reading takes, mostly four of them; cards below tell theirs in the same words."""
    days = [f"{'2016-12' if at % 2 else '2017-01'}-{at + 2:02}" for at in SITES]
    names = ("كانون الثاني 2017", "كانون الأول 2016")
    told = [f"{day} من {names[at % 2]}" for at, day in enumerate("الثاني الثالث الرابع الخامس السادس السابع الثامن".split())]
    lines = [
        f"<p class='d'><time datetime='{day}'>نُشر في {text}</time> — <span>{4 if at % 3 else 6} دقائق من القراءة</span></p>"
        for at, (day, text) in enumerate(zip(days, told, strict=True))
    ]
    tools = "<div class='x'><a href='#'>انسخ الرابط</a></div>"
    cards = "".join(f"<div class='k'><h3>باب من العدد</h3><p class='t'>{at + 4} دقائق من القراءة</p></div>" for at in range(3))
    records = read_pages(between=[line + tools for line in lines], below=[cards] * 7)
    assert [record["body"] for record in records] == ["\n\n".join(paragraphs) for _, paragraphs in STORIES]
    assert [record["published"] for record in records] == [f"{day}T00:00:00+03:00" for day in days]


def test_a_call_glued_to_a_dated_paragraph_still_closes_the_story() -> None:
    call = "تابعونا على قناتنا في التلجرام"
    last = f"وتفتتح القاعة الجديدة في المدرسة يوم 20/1/2017 بحضور الأهالي والمعلمين.{call}"
    record = read(page(between="<p>نشر في 19/1/2017</p>", story=STORY.replace("</p></div>", f"</p><p>{last}</p></div>")))
    assert record["body"].endswith("بحضور الأهالي والمعلمين.")


# -- calls to friends' networks ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("network", ["الفيس بوك", "الفيس", "الانستقرام"])
@pytest.mark.parametrize("form", ["<a href='https://www.facebook.com/qalam'>{}</a>", "<b>{}</b>"])
def test_a_glued_call_to_a_network_by_its_common_names(network: str, form: str) -> None:
    call = form.format(f"تابعوا صفحة القلم على {network}")
    assert read(page(story=STORY.replace("</p></div>", f"{call}</p></div>")))["body"] == BODY


def test_a_sentence_of_a_network_is_the_authors() -> None:
    told = "وكتب المختار على الفيس بوك أن أهالي القرية تابعوا العمل حتى آخر النهار."
    assert read(page(story=STORY.replace("</p></div>", f" {told}</p></div>")))["body"] == f"{BODY} {told}"


# -- what may stand in a date line ---------------------------------------------------------------------------------------
def test_a_date_line_with_the_section_and_the_articles_own_number() -> None:
    """Between bars; a row of tools has neither date nor hour. A line of the desk stands between it and the headline."""
    number = "<span>رمز المادة: <b>70310000</b></span>"
    line = f"<b>2017/01/20، 11:20:09</b> <i>|</i> <a href='/arabic/reports'>التقارير</a> <i>|</i> {number}"
    record = read(page(f"<div class='n'>{line}</div><h4>القسم المحلي</h4>"))
    assert (record["published"], record["category"], record["views"]) == ("2017-01-20T11:20:09+03:00", "التقارير", None)
    assert "published" not in record["doubts"]


def test_a_row_of_tools_is_no_date_line() -> None:
    tools = "<div class='n'>[ <a href='/print/310000'>للطباعة</a> | <a href='#'>ارسل لصديق</a> | <a href='#'>حفظ</a> ]</div>"
    assert read(page(between="<p>نشر في 20/1/2017</p>", below=tools))["body"] == BODY


def test_pieces_with_nothing_between_them() -> None:
    line = "<div class='s'><b>وكالة النخيل</b><span>20.01.2017</span><span>2,207 ضغطة</span><button>تابع</button></div>"
    record = read(page(line))
    assert (record["published"], record["views"]) == (VISITED, 2207)
    assert not {"published", "views"} & set(record["doubts"])


def test_pressing_a_bell_counts_nobody() -> None:
    record = read(page(between="<p>نشر في 20/1/2017</p>", story=STORY.replace("</p></div>", " فهناك من يفتح الباب بضغطة زر.</p></div>")))
    assert record["views"] is None


def test_a_day_with_a_number_run_together_is_doubted_where_it_is_not_read() -> None:
    """Nothing says what is counted, and stories stand around."""
    source = "<div class='s'><b>صدى النهر</b><span>أمس</span></div>"
    card = f"<div class='c'>{source}<h2><a href='/arabic/news/{{}}'>جسر جديد على النهر في الناحية</a></h2></div>"
    own = "<div class='s'><b>وكالة النخيل</b><span>20.01.2017</span><span>969 خفقة</span></div>"
    record = read(page(card.format(309990) + card.format(309991) + own))
    assert record["published"] == VISITED or "published" in record["doubts"]


# -- the section in a date line below the story --------------------------------------------------------------------------
DATED = "{} ¤ 22 ربيع الآخر 1438هـ الموافق 20 كانون الثاني 2017م ¤ الساعة 21:15:48 ¤ زاره 466 زائراً"


@pytest.mark.parametrize("section", ["<a href='/arabic/reports'>التقارير</a>", "التقارير"])
def test_the_section_begins_the_date_line_below_the_story(section: str) -> None:
    record = read(page(below=f"<div class='f'>{DATED.format(section)}</div>"))
    assert (record["category"], record["published"], record["views"]) == ("التقارير", "2017-01-20T21:15:48+03:00", 466)


def test_another_sections_name_in_a_date_line_below_is_not_this_storys() -> None:
    other = "<div class='o'><a href='/arabic/poetry/309000'>قصيدة عن النخيل والماء</a><span>الشعر ¤ 21 / 1 / 2017</span></div>"
    assert read(page(between="<p>نشر في 20/1/2017</p>", below=other))["category"] is None


# -- lists of other days and numbers -------------------------------------------------------------------------------------
def answers(*, shift: int = 0) -> str:
    """A box of questions with the days of their answers and their readers."""
    entries = (("هل يجوز السجود على الورق", 9), ("حكم صلاة المسافر الطالب", 18), ("زكاة الفطرة ومصرفها", 27))
    rows = "".join(f"<a href='/ask/{day}'>{text}؟</a><br>{day} / 10 / 2016 - قراءات {day * 40 + shift}<br>" for text, day in entries)
    return f"<div class='b'><div class='h'>أجوبة</div>{rows}</div>"


def test_days_and_readers_in_a_list_of_other_things_are_not_the_storys() -> None:
    own = ["" if at in {2, 5} else f"<p class='d'>{at + 3}/1/2017 - قراءات {466 + at}</p>" for at in SITES]
    records = read_pages(above=[answers(shift=at) for at in SITES], between=own)
    assert [record["views"] for record in records] == [None if at in {2, 5} else 466 + at for at in SITES]
    assert [record["published"] is None for record in records] == [at in {2, 5} for at in SITES]
    assert not any({"published", "views"} & set(record["doubts"]) for record in records)


def test_a_day_below_one_link_is_read() -> None:
    """The tool above it leads to no article either, and nothing of its kind follows."""
    record = read(page(between="<div class='d'><a href='/print/310000'>نسخة للطباعة</a><br>20 / 1 / 2017 - قراءات 466</div>"))
    assert (record["published"], record["views"]) == (VISITED, 466)


def test_one_of_the_days_that_a_page_has_is_not_called_its_only_one() -> None:
    """A column of writers far below: one of the days is of these days, the other one could be this story's."""
    entry = "<div class='w'><a href='/writers/{0}'>عمود الكاتب رقم {0}</a><div class='n'>حسين العامري</div><div class='d'>{1}</div></div>"
    box = "".join(f"<div class='l'><a href='/arabic/news/{309000 + at}'>خبر من أخبار القرية رقم {at}</a></div>" for at in SITES)
    far = f"<div class='s'><h4>من القرية</h4>{box}<h4>أقلام</h4>{{}}</div>"
    listed = entry.format(1, "2025-11-07 | 10:00") + entry.format(2, "2017-01-20 | 08:30")
    assert read(page(below=far.format(listed)))["published"] is None


def test_visitors_of_yesterday_are_the_sites() -> None:
    counters = [f"<div class='c'>زوار اليوم: {2397 + at}<br>زوار الأمس: {4397 + 3 * at}<br>الكل: 9834521</div>" for at in SITES]
    records = read_pages(between=["<p>نشر في 20/1/2017</p>"] * 7, below=counters)
    assert {record["views"] for record in records} == {None}


def test_the_last_edit_is_no_day_of_publication() -> None:
    days = ["" if at in {2, 5} else f"<p class='d'>نشر في {at + 3}/1/2017</p>" for at in SITES]
    edits = [f"<table><tr><td class='e'>آخر تحرير ( السبت, 0{at + 1} نيسان 2017 07:1{at} )</td></tr></table>" for at in SITES]
    records = read_pages(between=days, below=edits)
    assert [record["published"] is None for record in records] == [at in {2, 5} for at in SITES]
    assert not any("published" in record["doubts"] for record in records)


def test_prose_is_untouched() -> None:
    assert read(page())["body"] == BODY == "\n\n".join(PARAGRAPHS)
