"""Posts that are a picture: who drew it is no text of theirs, nor is what stands below of other stories or speaks to the reader."""

import pytest

import buratha
from tests.pages.story import NOW

ADDRESS = "https://burathanews.com/arabic/caricature/310000"
DAY = "<div>900 08:12:33 2017-01-28</div>"
PICTURE = "<div><figure><img src='/up/c.jpg' alt=''></figure></div>"
CALL = "<p>اضف تعليقك</p>"
NAME = "علي عاتب"


def read(story: str, below: str = CALL) -> tuple[str | None, str, int, list[str]]:
    """Author, text, number of pictures and doubts of a post."""
    html = f"<html><body><p>الكاريكاتير</p><h1>كاريكاتير: طابور الكهرباء</h1>{DAY}<div>{story}</div>{below}</body></html>"
    record = buratha.read_page(html.encode(), ADDRESS, "text/html; charset=utf-8", now=NOW)
    assert isinstance(record, dict)
    return record["author"], record["body"], len(record["images"]), record["doubts"]


@pytest.mark.parametrize(
    "card",
    [
        "<div><div>الكاتب:&nbsp;</div><div>{}</div></div>",
        "<div class='w'><div>رسام الكاريكاتير:</div><div>{}</div></div>",
        "<dl><dt>الرسام</dt><dd>{}</dd></dl>",
    ],
)
@pytest.mark.parametrize("around", ["{}", "<div class='f'><div><div>{}</div></div></div>"])
@pytest.mark.parametrize("name", [NAME, "علي الشلغوم", "كاظم المياحي"])
def test_who_drew_it_stands_behind_a_label(card: str, around: str, name: str) -> None:
    assert read(card.format(name) + around.format(PICTURE)) == (name, "", 1, [])


def test_a_desk_behind_the_label_is_neither_author_nor_text() -> None:
    author, body, pictures, _ = read(f"<div><div>الكاتب:</div><div>هيئة التحرير</div></div>{PICTURE}")
    assert (author, body, pictures) == (None, "", 1)


@pytest.mark.parametrize(("name", "doubts"), [("علي الشلغوم", ["author"]), (NAME, [])])
def test_a_bare_name_above_the_picture_is_the_author_with_a_doubt_where_it_is_not_known(name: str, doubts: list[str]) -> None:
    assert read(f"<div>{name}</div>{PICTURE}") == (name, "", 1, doubts)


@pytest.mark.parametrize(
    "text",
    [
        "<div>الدفعة الأولى بعد العيد</div>",
        "<div>عادل إمام في المحكمة</div>",
        "<div>شاعر من بلادي</div><div>يكتب أغنية حزينة</div>",
        "<div>هل تعود الكهرباء قبل الصيف؟</div>",
    ],
    ids=["a few words", "whom it shows", "two lines", "a question"],
)
def test_words_with_a_picture_that_sign_nothing_are_its_text(text: str) -> None:
    author, body, _, _ = read(text + PICTURE)
    assert (author, body != "") == (None, True)


TEASER = (
    "<article><a href='/arabic/news/30990{0}'><h3>نجار القرية يصنع مقاعد المدرسة {0}</h3></a>"
    "<p>قال نجار القرية إنه صنع مقاعد الصفوف كلها من خشب التوت في شهرين، ولم يأخذ أجرا على{1}</p>{2}</article>"
)
MORE = "<section><h2>المزيد من الكاريكاتير</h2>{}</section>"


@pytest.mark.parametrize(("end", "day"), [("…", ""), (" ذلك.", "<time>2017-01-2{}</time>"), ("...", "<time>2017-01-2{}</time>")])
def test_teasers_of_other_stories_are_no_text(end: str, day: str) -> None:
    cards = "".join(TEASER.format(at, end, day.format(at)) for at in (1, 2, 3))
    assert read(PICTURE, MORE.format(cards))[1:3] == ("", 1)


def test_what_an_author_gathers_of_other_stories_is_the_text() -> None:
    cards = "".join(TEASER.format(at, " ذلك.", "") for at in (1, 2, 3))
    assert read(cards, "")[1].count("نجار القرية إنه صنع") == 3


@pytest.mark.parametrize("below", ["<div>هل كان هذا الموضوع مفيدا؟ نعم لا</div>", "<table><tr><td>لا توجد تعليقات</td></tr></table>"])
def test_what_speaks_to_the_reader_is_no_text(below: str) -> None:
    assert read(PICTURE, below)[1:3] == ("", 1)


CARDS = "<div class='rel'><h2>من القسم نفسه</h2>{}</div>".format(
    "".join(
        f"<div class='c'><a href='/arabic/news/{number}'><img src='/{number}.jpg'></a><h3><a href='/arabic/news/{number}'>{headline}</a></h3></div>"
        for number, headline in (
            (6418, "اهالي الدغارة يعيدون تشغيل مشروع ماء توقف ثلاثة اعوام"),
            (6420, "افتتاح سوق السمك الجديد في الفاو بعد ترميمه"),
            (6425, "معرض للخط العربي في خان مرجان يستمر اسبوعا"),
        )
    )
)


@pytest.mark.parametrize("story", ["{picture}<p>الدفعة الأولى بعد العيد</p>", "<p>الدفعة الأولى بعد العيد</p>{picture}{picture}{picture}"])
def test_its_few_words_are_its_text_above_boxes_of_other_stories(story: str) -> None:
    picture = "<figure><img src='/up/c.jpg' alt=''></figure>"
    assert read(f"<div class='prose'>{story.format(picture=picture)}</div>", CARDS + CALL)[1] == "الدفعة الأولى بعد العيد"
