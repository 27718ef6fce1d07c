"""The writer's name where the layout sets it apart from the story."""

import pytest

from tests.pages.story import BODY, page, read

COLUMN = "https://burathanews.com/arabic/articles/310000"
NAME = "حسام الدين الكرادي"


@pytest.mark.parametrize(
    "card",
    [
        f"<div class='w'><div class='l'>كاتب المادة</div><div class='n'>{NAME}</div></div>",
        f"<div class='w'><h4>عن الكاتب</h4><p>بقلم : {NAME}</p></div>",
        f"<table><tr><td>اسم الكاتب</td><td>{NAME}</td></tr></table>",
        f"<div class='w'>✍️ {NAME} ||</div>",
    ],
    ids=["a label and a name", "a byline in a card", "a row", "a marked byline alone"],
)
@pytest.mark.parametrize("where", ["between", "below"])
def test_the_writer_of_a_card(card: str, where: str) -> None:
    record = read(page(**{where: card}), COLUMN)
    assert record["author"] == NAME
    assert record["body"] == BODY


@pytest.mark.parametrize(
    "below",
    [
        f"<h3>التعليقات</h3><div><b>{NAME}</b> <span>2017-01-21</span><p>أحسنتم على هذا الموضوع الجميل</p></div>",
        f"<div class='r'><a href='/arabic/articles/309100'>بقلم : {NAME}</a></div>",
        "<div class='w'><div class='l'>الكاتب</div><div>حسام الدين الكرادي</div><div class='l'>الكاتب</div><div>سامر جواد الطائي</div></div>",
        f"<div class='w'><div class='l'>المصور</div><div>{NAME}</div></div>",
        f"<div class='w'>المناوب: {NAME}</div>",
    ],
    ids=["a reader", "another story's", "two writers", "another label", "another office"],
)
def test_names_that_are_no_writers(below: str) -> None:
    assert read(page(below=below), COLUMN)["author"] is None


@pytest.mark.parametrize(
    "above",
    [
        f"<div class='k'>( بقلم : {NAME} )</div>",
        f"<div class='k'>{NAME}</div>",
        f"<div class='side'><div>صاحب النص</div><div>بقلم : {NAME}</div><div>تابع جديد الكاتب</div></div><p>الطبعة الرقمية</p>",
    ],
    ids=["a byline right above", "a bare name right above, in a column", "a card before the headline"],
)
def test_the_writer_above_the_headline(above: str) -> None:
    record = read(page(above=above, between="<p>نشر في 20/1/2017</p>"), COLUMN)
    assert (record["author"], record["body"]) == (NAME, BODY)


@pytest.mark.parametrize(
    "above",
    [
        f"<div><h4>كاتب هذا الشهر</h4><div>بقلم : {NAME}</div><p>من أعماله: غيمة على السطح</p></div>",
        f"<div class='s'><div>كاتب اليوم</div><div>بقلم : {NAME}</div></div><p>الطبعة الرقمية</p>",
        f"<div>بقلم : {NAME}</div><p>طقس بغداد اليوم غائم جزئيا</p>",
    ],
    ids=["the writer of the month", "the writer of the day", "something stands between"],
)
def test_writers_above_the_headline_who_have_not_written_it(above: str) -> None:
    assert read(page(above=above, between="<p>نشر في 20/1/2017</p>"), COLUMN)["author"] is None


def test_no_bare_name_above_news_is_a_writer() -> None:
    assert read(page(above=f"<div class='k'>{NAME}</div>", between="<p>نشر في 20/1/2017</p>"))["author"] is None
