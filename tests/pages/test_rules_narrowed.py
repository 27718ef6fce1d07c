"""Ordinary pages that rules for rarer ones must leave as they are."""

import pytest

from tests.pages.story import BODY, PARAGRAPHS, STORY, page, read

CALL = "اشترك في قناة وكالة انباء براثا على التلجرام"
META = "<div class='i'>1548 2016-12-30</div>"
COLUMN = "https://burathanews.com/arabic/articles/310000"


@pytest.mark.parametrize(
    ("between", "story"),
    [
        (f"<div>{CALL}</div>", f"<div>{'<br><br>'.join(PARAGRAPHS)}</div>"),
        ("", f"<div class=t><div class=share>{CALL}</div>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}</div>"),
        ("", f"<div class=t><aside>{CALL}</aside>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}</div>"),
        (f"<div>{CALL}</div><div>{CALL}</div>", STORY),
        (f"<div>{CALL}</div><div>اضف تعليقك</div>", STORY),
        (f"<div>{CALL}</div><div>الآراء تعبر عن أصحابها فقط</div>", STORY),
    ],
)
def test_the_call_above_a_text_ends_no_story(between: str, story: str) -> None:
    assert read(page(META, between, story=story))["body"].endswith(BODY)


@pytest.mark.parametrize("line", ["الآراء المنشورة لا تعبر عن رأي الموقع", "التعليقات لا تعبر عن رأي الوكالة", "رأي الكاتب لا يعبر عن رأي الموقع"])
@pytest.mark.parametrize("name", ["<div class='author'>علي الكاظمي</div>", "<div>الكاتب: علي الكاظمي</div>"])
def test_a_disclaimer_above_the_writer_heads_no_comments(line: str, name: str) -> None:
    assert read(page(META, "", f"<div>{line}</div>{name}"), COLUMN)["author"] == "علي الكاظمي"


@pytest.mark.parametrize(
    "below",
    [
        "<div class='author'>علي الكاظمي</div><div class='text'>بارك الله فيكم</div>",
        "<div class='author'>علي الكاظمي</div><div class='date'>2016-12-31</div><div class='text'>بارك الله فيكم</div>",
        "<div class='widget author'><h4>كاتب اليوم</h4><div class=n>حسين الموسوي</div></div>",
        "<div class='widget author'><h4>من كتابنا</h4><div class=n>حسين الموسوي</div></div>",
        "<div class='widget author'><h4>رئيس التحرير</h4><div class=n>حسين الموسوي</div></div>",
    ],
)
def test_names_in_blocks_below_are_not_believed(below: str) -> None:
    record = read(page(META, "", below))
    assert record["author"] is None or "author" in record["doubts"]


@pytest.mark.parametrize(
    "below",
    [
        "<div><a href='/arabic/reports/309000'>قصة أخرى عن الماء في القرية البعيدة</a><button>👁 3051</button></div>",
        "<div>زوار الموقع الآن <button>👁 312</button></div>",
        "<h3>التعليقات</h3><div><b>ابو علي</b><p>بارك الله في أهل القرية على هذا العمل</p><button>👁 31</button></div>",
        "<div><h4>استفتاء</h4><p>هل تؤيد؟</p><button>👁 2016</button></div>",
    ],
)
def test_an_eye_on_another_block_s_button_counts_no_readers_of_this_one(below: str) -> None:
    record = read(page("<div class='i'>2016-12-30</div>", "", below))
    assert record["views"] is None or "views" in record["doubts"]


@pytest.mark.parametrize(
    "first",
    [
        "موعد المؤتمر: <time datetime='2016-12-20T10:00:00+03:00'>20 كانون الأول 2016</time>",
        "وقال الوزير في تغريدة <time datetime='2016-12-20T10:00:00+03:00'>20 كانون الأول 2016</time>",
        "تقام المباراة على ملعب القرية <time datetime='2016-12-20T10:00:00+03:00'>20 كانون الأول 2016</time>",
    ],
)
def test_a_time_in_the_author_s_sentence_is_no_publication(first: str) -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    record = read(page(story=f"<div><p>{first}</p>{paragraphs}</div>", below="<div>تاريخ النشر: 2016-12-30</div>"))
    assert record["published"].startswith("2016-12-30")
    assert record["body"].startswith(first.split(maxsplit=1)[0])


@pytest.mark.parametrize(
    "slug",
    ["BNA 091414 GMT NNNN", "BNA 091414 GMTNNNN", "BNA 091414 May 9 NNNN", "KUNA 091414 GMT May 9 NNNN", "KUNA 091414 Jan 16NNNN", "BNA 091414 NNNN"],
)
def test_what_wires_set_below_their_stories_is_no_text(slug: str) -> None:
    story = "<div>" + "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS, slug)) + "</div>"
    record = read(page(META, story=story))
    assert (record["body"], record["editors_code"]) == (BODY, slug)


@pytest.mark.parametrize("sentence", ["قرأ هذا التقرير 1234 من قرائنا", "شاهد هذا الخبر 1234 من متابعينا", "عدد قرائنا لهذا المقال: 1234"])
def test_the_site_s_readers_of_this_story_are_its_readers(sentence: str) -> None:
    record = read(page("<div class='i'>2016-12-30</div>", "", f"<div>{sentence}</div>"))
    assert (record["views"], record["body"]) == (1234, BODY)


@pytest.mark.parametrize(("before", "last"), [("المقياس", "C / F"), ("السرعة بوحدة", "م / ث"), ("فصيلة الدم المطلوبة هي", "O / A")])
def test_letters_that_complete_a_line_are_the_author_s(before: str, last: str) -> None:
    story = "<div>" + "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS, before, last)) + "</div>"
    record = read(page(META, story=story))
    assert record["body"].endswith(last) or "body" in record["doubts"]


def test_a_label_with_no_name_below_is_the_text_s() -> None:
    story = "<div>" + "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS, "الكاتب:", "4/5/150320")) + "</div>"
    record = read(page(META, "<p>بقلم: كاظم المياحي</p>", story=story))
    assert record["body"].endswith("الكاتب:") or "body" in record["doubts"]


@pytest.mark.parametrize("post", ["<img src=1.jpg>", "<iframe src='https://www.youtube.com/embed/9fhx1ab2cd'></iframe>", "<p>حال الناس في بلدنا</p>"])
def test_what_stands_below_the_call_of_a_post_is_not_taken_for_its_text(post: str) -> None:
    below = f"<div>{CALL}</div><div><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></div>"
    record = read(page(META, story=post, below=below))
    assert PARAGRAPHS[0] not in record["body"]


@pytest.mark.parametrize(
    ("row", "day", "readers"),
    [
        ("30 ديسمبر 2016 👁 1548 💬", "2016-12-30", 1548),
        ("30/12/2016 👁 1548 🔗", "2016-12-30", 1548),
        ("2016-12-30 👁 1548 ✉ أرسل", "2016-12-30", 1548),
        ("👁 1548 💬 30 كانون الأول 2016", "2016-12-30", 1548),
    ],
)
def test_a_picture_without_a_number_takes_none_of_the_day(row: str, day: str, readers: int) -> None:
    record = read(page(between=f"<div>{row}</div>"))
    assert (record["published"][:10], record["views"]) == (day, readers)


def test_a_weekday_in_an_author_s_sentence_tells_nothing_of_the_page_s_dates() -> None:
    story = (
        "<div><p>وكان المجلس قد صوت يوم الاثنين على تعديل القرار المؤرخ 01/12/2015 بعد نقاش.</p>"
        + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
        + "</div>"
    )
    assert read(page(between="<div>نشر: 02/01/2017</div>", story=story))["published"].startswith("2017-01-02")


@pytest.mark.parametrize("row", ["30.12.2016 - 12.10.16", "1.03.38 هـ الموافق 30.12.2016"])
def test_a_day_with_points_is_no_hour(row: str) -> None:
    assert read(page(between=f"<div>{row}</div>"))["published"] in {None, "2016-12-30T00:00:00+03:00"}


@pytest.mark.parametrize(
    "service",
    [
        "للاعتراض على ما ورد في هذا الخبر راجع مكتبنا في بغداد قبل الساعة 14:00:00 من كل يوم",
        "طلبت هذه الصفحة من خادم الموقع عند الساعة 13:22:11 بتوقيت بغداد فإن بطأت فأعد طلبها بعد حين",
    ],
)
def test_hours_of_service_are_not_the_publication_s(service: str) -> None:
    record = read(page(between="<small>الجمعة 20 كانون الثاني 2017</small>", below=f"<div>{service}</div>"))
    assert record["published"] == "2017-01-20T00:00:00+03:00"


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ("<details><summary>أسماء الفائزين</summary><p>علي حسن</p></details>", "علي حسن"),
        ("<div><p>كاظم المياحي</p><p>ملاحظة: كتبت هذه السطور قبل رحيل المختار عن القرية</p></div>", "ملاحظة: كتبت"),
    ],
)
def test_what_an_author_folds_or_adds_stays(inside: str, kept: str) -> None:
    story = "<div class='t'>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + f"{inside}</div>"
    record = read(page(META, "<p>بقلم: كاظم المياحي</p>", story=story), COLUMN)
    assert kept in record["body"] or "body" in record["doubts"]


@pytest.mark.parametrize("head", ["<p>أبرز النقاط</p><ul><li>رمم الأهالي مدرستهم.</li></ul>", "<p>في هذا التقرير</p><p>ثلاث حكايات عن الطين.</p>"])
def test_an_author_s_own_points_above_the_first_paragraph_stay_whole(head: str) -> None:
    story = f"<div class='t'>{head}" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</div>"
    body = read(page(META, story=story))["body"]
    assert ("رمم الأهالي مدرستهم." in body) == ("أبرز النقاط" in body)
    assert ("ثلاث حكايات" in body) == ("في هذا التقرير" in body)


def test_the_owner_of_a_newspaper_is_no_writer() -> None:
    assert read(page(META, "", "<div>صاحبها: علي الكاظمي</div>"))["author"] is None


@pytest.mark.parametrize("last", ["كاظم المياحي، أنت وحدك", "كاظم المياحي – لن أعود"])
def test_a_last_line_that_calls_the_writer_by_name_stays(last: str) -> None:
    story = "<div class='t'>" + "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS, last)) + "</div>"
    assert read(page(META, "<p>بقلم: كاظم المياحي</p>", story=story), COLUMN)["body"].endswith(last)


def test_a_place_and_a_day_of_long_ago_set_the_scene() -> None:
    story = "<div class='t'><p>حلبجة</p><p>16 آذار 1988</p>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</div>"
    assert read(page(META, story=story), COLUMN)["body"].startswith("حلبجة")


@pytest.mark.parametrize("title", ["المادة رقم 140", "القصيدة رقم 7"])
def test_a_headline_may_be_a_number(title: str) -> None:
    html = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{META}{STORY}</body></html>"
    assert read(html)["title"] == title


def test_a_caption_names_who_has_drawn() -> None:
    figure = "<figure><img src='/c/1.jpg'><figcaption>ريشة: علي عاتب</figcaption></figure><p>رسم يصور حال الناس في بلدنا هذا العام.</p>"
    assert read(page(META, story=figure), "https://burathanews.com/arabic/caricature/310000")["author"] == "علي عاتب"


@pytest.mark.parametrize("after", ["النجف الأشرف", "ناشط مدني"])
def test_a_town_or_an_office_below_the_writer_s_block_says_no_more(after: str) -> None:
    assert read(page(META, "", f"<div class='author'>علي الكاظمي</div><div>{after}</div>"), COLUMN)["author"] == "علي الكاظمي"


def test_the_heading_of_an_author_s_box_may_be_in_any_words() -> None:
    box = "<div class='author-box'><h4>حول الكاتب</h4><div>حسين الموسوي</div></div>"
    assert read(page(META, "", box), COLUMN)["author"] == "حسين الموسوي"


def test_a_button_with_an_eye_that_was_passed_over_is_a_doubt() -> None:
    below = "<div><a href='https://t.me/share'>انشر الخبر على فيسبوك</a><button>👁 1548</button></div>"
    record = read(page("<div class='i'>2016-12-30</div>", "", below))
    assert record["views"] == 1548 or "views" in record["doubts"]


def test_an_author_s_words_below_a_film_amid_the_text_stay() -> None:
    film = "<div><iframe src='https://www.youtube.com/embed/9fhx1ab2cd'></iframe><p>وهذا ما قاله المختار في كلمته</p></div>"
    first, *others = PARAGRAPHS
    story = f"<div class='t'><p>{first}</p>{film}" + "".join(f"<p>{text}</p>" for text in others) + "</div>"
    assert "وهذا ما قاله المختار" in read(page(META, story=story))["body"]


def test_what_the_writer_is_stands_beside_the_name_in_a_signature() -> None:
    story = "<div class='t'>" + "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS, "كاظم المياحي / كاتب عراقي")) + "</div>"
    assert read(page(META, "<p>بقلم: كاظم المياحي</p>", story=story), COLUMN)["body"] == BODY


def test_a_labelled_writer_above_a_few_words_is_no_reader() -> None:
    record = read(page(META, "", "<div class='author'>بقلم: علي الكاظمي</div><div>بارك الله فيكم</div>"), COLUMN)
    assert (record["author"], "author" in record["doubts"]) == ("علي الكاظمي", False)


@pytest.mark.parametrize("eye", ["👁\u200d🗨", "👁\ufe0f\u200d🗨\ufe0f", "👁🗨"])
def test_an_eye_in_a_bubble_counts_readers(eye: str) -> None:
    row = f"<span>20-1-2017</span> <span>{eye} 2,077</span> <span>🗨 3</span>"
    record = read(page(between=f"<div>{row}</div>"))
    assert (record["published"], record["views"]) == ("2017-01-20T00:00:00+03:00", 2077)
