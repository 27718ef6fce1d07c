"""What stands below a picture: its caption, a call to the reader, a tool; and whose picture it is."""

import pytest

from tests.pages.story import PARAGRAPHS, page, read

DAY = "<div>900 08:12:33 2017-01-28</div>"
CARTOON = "https://burathanews.com/arabic/caricature/310000"
FORMS = ["{}", "<p>{}</p>", "<div>{}</div>", "<center>{}</center>", "<figure>{}</figure>", "<p><a href='/up/c.jpg'>{}</a></p>"]
PICTURE = "<img src='/up/c.jpg'>"


@pytest.mark.parametrize(
    "below",
    [
        "<div>اشترك في قناة وكالة انباء براثا على التلجرام</div><div>https://telegram.me/buratha</div><div>اضف تعليقك</div>",
        "<div>اضف تعليقك</div>",
        "<div>تابعونا على فيسبوك</div><div>اضف تعليقك</div>",
        "<div>شارك الصورة</div><div>اضف تعليقك</div>",
        "<p>مشاركة هذا الموضوع</p>",
        "<p>التعليقات</p>",
    ],
    ids=["the agency's call", "the form", "another call", "a tool", "a tool for this piece", "the comments"],
)
@pytest.mark.parametrize("form", FORMS)
def test_a_call_below_a_picture_s_post_is_neither_caption_nor_text(form: str, below: str) -> None:
    html = f"<html><body><div>الكاريكاتير</div><h2>كاريكاتير: الغلاء</h2>{DAY}{form.format(PICTURE)}{below}</body></html>"
    record = read(html, CARTOON)
    assert (record["body"], [image["caption"] for image in record["images"]]) == ("", [None])


def pictures(story: str) -> tuple[list[tuple[str, str | None]], str]:
    """Names and captions of the pictures in a story, and its text."""
    record = read(page(between=DAY, story=f"<div class='t'>{story}</div>"))
    return [(image["url"].rpartition("/")[2], image["caption"]) for image in record["images"]], record["body"]


SAID = ["باعة الكتب القديمة عند مدخل الشارع", "قارئ يتصفح ديوانا", "مقهى امتلأت مقاعده"]


@pytest.mark.parametrize("last", ["", "<div><img src='/up/4.jpg'></div>"], ids=["all have captions", "the last one has none"])
def test_captions_in_a_row_of_pictures(last: str) -> None:
    row = "".join(f"<div><a href='/up/{at}.jpg'><img src='/up/{at}.jpg'></a></div><div>{text}</div>" for at, text in enumerate(SAID, 1))
    found, body = pictures(f"<div>{PARAGRAPHS[0]}</div>{row}{last}")
    assert found == [(f"{at}.jpg", text) for at, text in enumerate(SAID, 1)] + [("4.jpg", None)] * bool(last)
    assert body == PARAGRAPHS[0]


def test_headings_above_pictures_are_the_story_s() -> None:
    row = "".join(f"<div>{text}</div><div><img src='/up/{at}.jpg'></div>" for at, text in enumerate(SAID, 1))
    found, body = pictures(f"<div>{PARAGRAPHS[0]}</div>{row}<div>{PARAGRAPHS[1]}</div>")
    assert [caption for _, caption in found] == [None] * 3
    assert body.split("\n\n") == [PARAGRAPHS[0], *SAID, PARAGRAPHS[1]]


@pytest.mark.parametrize("box", ["<div>{}</div>", "<div><div>{}</div></div>"])
def test_the_writer_s_portrait_is_no_picture_of_the_story(box: str) -> None:
    about = "<img src='/w/5.jpg'><h5>عن الكاتب</h5><p>صحفي استقصائي نال جائزة عام 2018.</p>"
    story = f"<p>{PARAGRAPHS[0]}</p><p><img src='/up/1.jpg'></p><p>{PARAGRAPHS[1]}</p>{box.format(about)}"
    assert [name for name, _ in pictures(story)[0]] == ["1.jpg"]


# -- who took the picture ------------------------------------------------------------------------------------------------
GAUGE = "<img src='/up/1.jpg' alt='مقياس منسوب'>"
SHOWN = "<div><img src='/up/1.jpg' alt='باعة الكتب القديمة'></div>"


def credited(story: str) -> tuple[str | None, str | None, str]:
    """Caption and credit of the only picture in a story, and its text."""
    record = read(page(between=DAY, story=f"<div class='t'>{story}</div>"))
    (image,) = record["images"]
    return image["caption"], image["credit"], record["body"]


@pytest.mark.parametrize("label", ["تصوير: ", "عدسة / ", "Photo: ", "Photo by: "])
@pytest.mark.parametrize("name", ["Reuters", "AFP R. HADDAD", "رامي الحداد"])
def test_the_photographer_in_a_line_of_the_paragraphs_own_kind(label: str, name: str) -> None:
    story = f"<div>{PARAGRAPHS[0]}</div>{SHOWN}<div>باعة الكتب القديمة</div><div>{label}{name}</div><div>{PARAGRAPHS[1]}</div>"
    assert credited(story) == ("باعة الكتب القديمة", name, f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}")


def test_the_photographer_behind_what_the_picture_says() -> None:
    story = f"<p>{PARAGRAPHS[0]}</p>{SHOWN}<p><em>باعة الكتب القديمة</em> <small>Photo: APA YOUSEF N.</small></p><p>{PARAGRAPHS[1]}</p>"
    assert credited(story) == ("باعة الكتب القديمة", "APA YOUSEF N.", f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}")


def test_a_sentence_on_a_picture_is_the_authors() -> None:
    told = "وفي آخر المعرض لوحة كتب تحتها تصوير: صاحبها كان معلما، ثم صار مصورا يطوف القرى."
    assert credited(f"<p>{PARAGRAPHS[0]}</p>{SHOWN}<p>{told}</p>")[2] == f"{PARAGRAPHS[0]}\n\n{told}"


def test_a_caption_below_a_paragraph_that_nobody_closed() -> None:
    """The picture stands in the paragraph before, so that its line has a text."""
    story = (
        f"<p>{PARAGRAPHS[0]}\n<img src='/up/1.jpg' alt='مقياس منسوب'><p class='c'>مقياس منسوب على ضفة النهر</p><p class='l'>EPA</p><p>{PARAGRAPHS[1]}"
    )
    assert credited(story) == ("مقياس منسوب على ضفة النهر", "EPA", f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}")


def test_such_a_line_that_says_something_else_is_kept_and_doubted() -> None:
    below = "<p class='c'>ما الذي يبقى لأهل القرية بعد الشتاء</p>"
    story = f"<p>{PARAGRAPHS[0]}\n{GAUGE}{below}<p>{PARAGRAPHS[1]}<p>{PARAGRAPHS[2]}"
    record = read(page(between=DAY, story=f"<div class='t'>{story}</div>"))
    assert "ما الذي يبقى" in record["body"]
    assert "body" in record["doubts"]


def test_a_phrase_of_the_paragraphs_own_kind_is_the_story_s() -> None:
    story = f"<p>{PARAGRAPHS[0]}\n{GAUGE}<p>مقياس منسوب على ضفة النهر<p>{PARAGRAPHS[1]}<p>{PARAGRAPHS[2]}"
    record = read(page(between=DAY, story=f"<div class='t'>{story}</div>"))
    assert "مقياس منسوب على ضفة النهر" in record["body"]
