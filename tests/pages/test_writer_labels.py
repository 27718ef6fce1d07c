"""Who writes, by the words that stand with the name: verbs, labels in cells, the layout's line below the story."""

import pytest

from buratha.pages.writer_labels import is_label, labelled_writer
from tests.pages.story import BODY, STORY, page, read

DATE = "<p>20/1/2017 10:05</p>"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("يكتبها لكم ← ثائر الساعدي", "ثائر الساعدي"),
        ("مرسلة بواسطة ميادة النوري في 8:15 م", "ميادة النوري"),
        ("دوّنتها زهراء الموسوي في الساعة 6:30 مساءً مطالعات 77", "زهراء الموسوي"),
        ("(مراسلة براثا: زهراء الأسدي)", "زهراء الأسدي"),
        ("رصد وتحرير: أسيل الحمداني", "أسيل الحمداني"),
        ("حاوره في الناصرية: مرتضى الساعدي", "مرتضى الساعدي"),
        ("عدسة وكلمات حيدر الأسدي", "حيدر الأسدي"),
        ("ريشة: علي عاتب", "علي عاتب"),
    ],
)
def test_a_name_behind_words_for_writing(text: str, name: str) -> None:
    byline = labelled_writer(text)
    assert byline is not None
    assert byline.author == name


@pytest.mark.parametrize(
    "text",
    [
        "تصوير: ليث حازم", "كتبها التاريخ بدماء الشهداء", "خطة محمد السوداني للإصلاح", "بواسطة admin", "بواسطة التلغرام", "المصدر: علي حسين",
        "سجلها علي حسين", "قال: علي حسين", "كتب على الجدار: عاش العراق",
        "كتب بواسطة: ادارة الشبكة", "نشر بواسطة: محرر الموقع", "بقلم: هيئة التحرير", "كتبها المحرر",
    ],
)  # fmt: skip
def test_what_names_no_writer(text: str) -> None:
    assert labelled_writer(text) is None


@pytest.mark.parametrize("key", ["اعدها للوكاله", "كتب الخبر", "رصد وتحرير", "صاحب السطور", "كتبته"])
def test_labels_of_whoever_writes(key: str) -> None:
    assert is_label(key)


@pytest.mark.parametrize("key", ["تصوير", "عدسه", "المصدر", "الناشر", "اعداد المشاركين في المسيره", "دون", ""])
def test_labels_of_something_else(key: str) -> None:
    assert not is_label(key)


PLACES = {
    "in a block of its own": page(between=f"<address><a href='/w/1'>مروة الشمري</a></address>{DATE}"),
    "below the story": page(between=DATE, below="<div class='f'><span>مرسلة بواسطة <b>مروة الشمري</b> في 8:15 م</span></div>"),
    "in a card below what readers say": page(
        between=DATE, below="<h3>التعليقات</h3><p>بارك الله بكم</p><table><tr><th>أعدّته للوكالة</th><td>مروة الشمري</td></tr></table>"
    ),
    "among the facts above": page(above="<table><tr><td>كتبت الخبر</td><td>مروة الشمري</td></tr></table>", between=DATE),
    "beside a count": page(between=f"{DATE}<div>تحقيق/ مروة الشمري | 5180 متابعاً للتحقيق</div>"),
    "signed in brackets": page(between=DATE, story=STORY.replace("</div>", "<p>(مراسلة براثا: مروة الشمري)</p></div>")),
}


@pytest.mark.parametrize("place", PLACES)
def test_the_name_is_the_writers_and_no_text(place: str) -> None:
    record = read(PLACES[place])
    assert (record["author"], record["body"]) == ("مروة الشمري", BODY)


@pytest.mark.parametrize(
    "below",
    [
        "<div><a href='/arabic/reports/300000'>السوق القديم يفتح أبوابه</a> <span>تقرير: مروة الشمري</span></div>",
        "<div class='f'>تصوير: مروة الشمري</div>",
        "<h3>التعليقات</h3><div><b>مروة الشمري</b> 21/1/2017<p>بارك الله بكم وبأهل القرية</p></div>",
    ],
)
def test_a_name_that_is_not_the_writers(below: str) -> None:
    assert read(page(between=DATE, below=below))["author"] is None


def test_a_writer_far_away_is_doubted_where_the_reader_does_not_dare() -> None:
    above = "<aside><h5>الضيفة في سطور</h5><p>ولدت في الأعظمية وتعمل في دار المخطوطات منذ سنوات طويلة.</p><div>حاورها نبيل الزيدي</div></aside>"
    record = read(page(above=above, between=DATE))
    assert record["author"] == "نبيل الزيدي" or "author" in record["doubts"]
