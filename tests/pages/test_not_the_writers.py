"""Whom a page names and who does not write: readers, winners, guests, people quoted, the site's editors; and authors' last lines."""

import pytest

from tests.pages.story import ADDRESS, BODY, STORY, page, read

META = "<div>1548 2017-01-10</div>"
BY = "<p>بقلم : حسن الراشد</p>"
COLUMN = ADDRESS.replace("reports", "articles")


def ends_in(lines: str) -> str:
    return STORY.replace("</div>", f"{lines}</div>")


@pytest.mark.parametrize(
    "below",
    [
        "<div class='comments'><div><b>حسين العامري – السويد</b><p>بارك الله بكم على هذا التقرير الجميل عن المدرسة</p></div></div>",
        "<div class='k'><div><b>حسين العامري – السويد</b><p>بارك الله بكم على هذا التقرير الجميل عن المدرسة</p></div></div>",
        "<div>تصوير: علي الموسوي – بغداد</div>",
        "<div><img src='/p/a.jpg'></div><div>علي الموسوي – بغداد</div>",
        "<div class='tags'><span>حيدر الخزعلي</span></div>",
        "<div>علي الموسوي</div><div>رئيس التحرير</div>",
        "<div>حيدر الخزعلي</div><div>المقال التالي</div>",
        "<div><div>علي الموسوي</div><p>عن المدارس في القرى البعيدة والناس الذين يسكنونها منذ زمن بعيد</p></div>",
        "<div class='cmts'><div><div class='author'>حسين العامري</div><p>بارك الله بكم على هذا التقرير الجميل عن المدرسة البعيدة</p></div></div>",
        "<address>علي الموسوي</address><p>رئيس التحرير</p>",
        "<footer><address><b>رئيس التحرير</b><br>علي الموسوي<br>بغداد - الكرادة</address></footer>",
    ],
)
@pytest.mark.parametrize("address", [ADDRESS, COLUMN])
def test_readers_photographers_tags_and_editors_below_a_story_do_not_write_it(below: str, address: str) -> None:
    assert read(page(between=META, below=below), address)["author"] is None


@pytest.mark.parametrize(
    "lines",
    [
        "<p>صاحب المدرسة: حسن الكناني</p>",
        "<blockquote><p>القرية مدرسة</p><div class='quote-author'>كاظم المياحي</div></blockquote>",
        "<blockquote><p>القرية مدرسة كبيرة يتعلم فيها الناس الصبر</p><div>كاظم المياحي</div><div>كاتب وروائي</div></blockquote>",
        "<ul><li>حسن الكناني</li><li>شاعر من البصرة</li></ul>",
        "<p>وأسماء الفائزين من التلاميذ هي:</p><ul><li>حسن الكناني – البصرة</li><li>زيد الموسوي – الناصرية</li></ul>",
        "<p>وأسماء الفائزين من التلاميذ هي:</p><p>حسن الكناني – البصرة</p><p>زيد الموسوي – الناصرية</p>",
        "<p>IBAN 123456 مصرف الرافدين</p>",
        "<p>ولم يبق من أهلها سوى رجل واحد هو… حسن الكناني</p>",
        "<p><b>كاظم المياحي</b> <span>الشاعر</span></p>",
    ],
)
@pytest.mark.parametrize("byline", ["", BY])
def test_people_whom_a_story_names_at_its_end_stay_in_it(lines: str, byline: str) -> None:
    record = read(page(between=META + byline, story=ends_in(lines)))
    assert record["author"] == ("حسن الراشد" if byline else None)
    names = [name for name in ("كاظم المياحي", "حسن الكناني", "زيد الموسوي", "علي الموسوي", "IBAN") if name in lines]
    assert [name for name in names if name not in record["body"]] == []


@pytest.mark.parametrize(
    "lines",
    ["<p>الشاعر: كاظم المياحي</p>", "<p>المؤلف: كاظم المياحي</p><p>الناشر: دار الحكمة</p>", "<p>تأليف: كاظم المياحي</p><p>إخراج: علي الموسوي</p>"],
)
def test_whose_work_a_story_tells_of_is_no_writer_of_it(lines: str) -> None:
    record = read(page(between=META, story=STORY.replace("</p>", f"</p>{lines}", 1)))
    assert (record["author"], "كاظم المياحي" in record["body"]) == (None, True)


@pytest.mark.parametrize(
    "lines",
    [
        "<p>وترسل الطلبات إلى بريد الجمعية الآتي:</p><p>info@school.iq</p>",
        "<p>والأجوبة الصحيحة هي:</p><p>أ / ب / ج / د</p>",
        "<p>(انتهت)</p>",
        "<p>لمن يريد الحياة اضغط هنا</p>",
    ],
)
def test_the_last_words_of_a_signed_column_stay(lines: str) -> None:
    told = [line.split(">")[-1] for line in lines.split("</p>") if line]
    assert read(page(between=META + BY, story=ends_in(lines)), COLUMN)["body"] == "\n\n".join([BODY, *told])


@pytest.mark.parametrize(
    "line",
    ["تمت طباعة هذا الخبر 12 مرة", "تم ارسال هذا الموضوع 55 مرة", "تم تعديل هذه المادة 2 مرات", "أعجب هذا الموضوع 12 مرة", "نقل هذا الخبر 50 مرة"],
)
def test_what_else_happened_to_a_story_so_many_times_counts_no_readers(line: str) -> None:
    assert read(page(between="<div>2017-01-10</div>", below=f"<div>{line}</div>"))["views"] is None


def test_the_day_of_the_sites_change_says_nothing_of_the_story() -> None:
    assert "published" not in read(page(below="<div>آخر تحديث للموقع: 2017-11-08</div>"))["doubts"]


def test_long_lines_of_marks_are_read_in_time() -> None:
    """What took time by the square of a line's length would not end here."""
    assert read(page(story=STORY.replace("<p>", f"<p>بغداد {'-' * 20_000}x</p><p>", 1)))["title"]
