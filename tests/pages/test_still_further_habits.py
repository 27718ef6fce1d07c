"""More habits of layouts: orders of days, hours with points, pictures that count, films, cards, verses, sections."""

import pytest

from buratha.pages.meta_text import parsed
from tests.pages.story import BODY, PARAGRAPHS, STORY, TITLE, page, read

META = "<div class='i'>1548 2016-12-30</div>"
COLUMN = "https://burathanews.com/arabic/articles/310000"
POEM = "https://burathanews.com/arabic/poetry/310000"


def _story(*last: str, amid: str = "") -> str:
    first, *others = PARAGRAPHS
    return f"<div class='t'><p>{first}</p>{amid}" + "".join(f"<p>{text}</p>" for text in (*others, *last)) + "</div>"


@pytest.mark.parametrize("weekday", ["الخميس", "خميس"])
def test_the_weekday_beside_a_date_tells_which_number_is_the_month(weekday: str) -> None:
    others = "<div><a href='/arabic/news/309900'>خبر آخر عن القرية</a> 31/01/2017</div>"
    assert read(page(between=f"<div>أرسله editor في {weekday}, 01/12/2017 - 20:33</div>", below=others))["published"] == "2017-01-12T20:33:00+03:00"


def test_a_weekday_that_fits_the_day_first_is_believed_too() -> None:
    assert read(page(between="<div>الأربعاء 01/02/2017</div>"))["published"] == "2017-02-01T00:00:00+03:00"


def test_an_hour_with_points_beside_its_day() -> None:
    assert read(page(between="<div>براثا / التقارير / 20.01.2017 / 18.05.33 /</div>"))["published"] == "2017-01-20T18:05:33+03:00"


def test_a_part_of_the_day_before_the_weekday_says_which_hour_is_meant() -> None:
    assert read(page(between="<div>ظهر الجمعة 20 كانون الثاني 2017 عند 1:20:59</div>"))["published"] == "2017-01-20T13:20:59+03:00"


@pytest.mark.parametrize(
    ("row", "numbers", "label"),
    [("👁 200 💬 14", (200,), "views"), ("200 👁 14 💬", (200,), "views"), ("💬 14", (14,), "other"), ("2016-12-30 5 دقائق قراءة 💬 14", (), "")],
)
def test_numbers_beside_pictures_are_what_the_pictures_say(row: str, numbers: tuple[int, ...], label: str) -> None:
    found = parsed(row)
    assert found is not None
    assert found[2:3] == (numbers,)
    assert found[3] in {label, "views"}


def test_readers_whose_picture_an_attribute_names() -> None:
    row = "<div><span><span i-ph-eye></span>6156</span> <span>2016-12-30</span> <span><span i-ph-pen-nib></span>سلام الركابي</span></div>"
    record = read(page(between=row))
    assert (record["views"], record["author"]) == (6156, "سلام الركابي")


@pytest.mark.parametrize(
    "film",
    [
        "<div class='yt'><iframe src='https://www.youtube.com/embed/9fhx1ab2cd'></iframe><p>بالفيديو: جولة في المدرسة</p></div>",
        "<div class='v'><video><source src='/v/1.mp4'></video><div class='vt'>فيديو | لقطات من الطريق — 01:24</div></div>",
    ],
)
def test_a_few_words_in_a_film_s_block_are_no_text(film: str) -> None:
    assert read(page(META, story=_story(amid=film)))["body"] == BODY


def test_a_sub_heading_below_a_film_stays() -> None:
    film = "<div class='yt'><iframe src='https://www.youtube.com/embed/9fhx1ab2cd'></iframe></div><h3>الطريق إلى المدرسة</h3>"
    assert "الطريق إلى المدرسة" in read(page(META, story=_story(amid=film)))["body"]


def test_the_poet_s_card_and_the_rate_of_a_poem_are_none_of_it() -> None:
    verses = "وقفنا على الباب<br>نعدّ الخطى<br>وكان المساء<br>بعيد الصدى<br>ومرّ القطار<br>ولم يلتفت<br>وهنا وقفنا كالشجر"
    tools = "<div class='tools'><a href=\"javascript:p()\">نسخة للطباعة</a> <span>تقييم القصيدة: 4.6 من 5 (بمشاركة 37)</span></div>"
    card = "<div class='poetbox'><b>كاظم المياحي</b><br>مواليد ميسان 1979، له مجموعة مطبوعة صدرت عام 2010، وله في موقعنا 14 نصا.</div>"
    record = read(page(META, "<p>شعر: كاظم المياحي</p>", f"{tools}{card}", story=f"<div class='t'>{verses}</div>"), POEM)
    assert record["body"].splitlines()[-1] == "وهنا وقفنا كالشجر"


def test_a_verse_that_says_the_title_again_further_below_is_a_verse() -> None:
    verses = "<p>يا مدرسة الطين<br>قولي لمن مرّوا<br>إن المفاتيح هنا<br>تحت أصيص الريحان<br>والماء في الجرة<br>كما تركوه</p><p>***</p>"
    again = "<p>يا مدرسة الطين<br>ظلّي كما أنت<br>عالية<br>حتى إذا ضلّ الفتى<br>رأى السعف<br>فعاد</p>"
    html = page(META, story=f"<div class='t'>{verses}{again}</div>").replace(TITLE, "يا مدرسة الطين")
    record = read(html, POEM)
    assert record["body"].count("يا مدرسة الطين") == 2
    assert record["body"].endswith("فعاد")


def test_the_story_s_own_section_before_a_colon_is_no_part_of_the_headline() -> None:
    html = f"<html><head><title>براثا</title></head><body><div><b><font size=4>التقارير: {TITLE}</font></b>{META}{STORY}</div></body></html>"
    record = read(html)
    assert (record["title"], record["category"]) == (TITLE, "التقارير")


def test_a_column_that_names_nobody_is_doubtful_and_a_report_is_not() -> None:
    assert "author" in read(page(META), COLUMN)["doubts"]
    assert "author" not in read(page(META))["doubts"]


def test_a_name_beside_an_unknown_word_right_above_the_headline_is_doubtful() -> None:
    record = read(page("<div class='ink'>بحبر <b>سلام الركابي</b></div>", META))
    assert record["author"] == "سلام الركابي" or "author" in record["doubts"]


def test_of_two_names_for_the_section_the_known_one_below_is_taken() -> None:
    menu = "<ul><li><a href='/arabic/reports'>ملفاتنا</a></li><li><a href='/arabic/news'>أخبارنا</a></li></ul>"
    below = "<ul><li><a href='https://burathanews.com/arabic/reports'>التقارير</a></li></ul>"
    assert read(page(menu, META, below))["category"] == "التقارير"


def test_a_masthead_s_day_gives_way_to_one_below_the_text_that_is_called_the_publication_s() -> None:
    below = "<p>كُتب في <a href='/arabic/reports'>التقارير</a> · <time datetime='2017-01-20T09:50:21+03:00'>20 كانون الثاني، 2017 9:50 ص</time></p>"
    record = read(page("<div><span>الاثنين، 23 كانون الثاني 2017</span></div><div>صوت العراق</div>", "", below))
    assert record["published"].startswith("2017-01-20T09:50")
