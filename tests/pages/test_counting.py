"""What numbers count, by the words beside them: readers in words of many kinds, and comments, minutes, words, downloads."""

import pytest

from buratha.arabic.folding import fold
from buratha.pages.counting import counts_readers
from buratha.pages.meta_text import parsed
from tests.pages.story import BODY, PARAGRAPHS, page, read

DAY = "<p>تاريخ النشر: 20/1/2017</p>"
OWN = "2017-01-20T00:00:00+03:00"


@pytest.mark.parametrize(
    "line",
    [
        "عدد التعليقات على الخبر: 14 عدد قراءات الخبر: 845 - 20/1/2017",
        "مرات القراءة: 845 عدد التعليقات: 14 التاريخ 20/1/2017",
        "عدد الردود 2310 عدد المشاهدات 845 20/1/2017",
        "14 من التعليقات و 845 قراءة 20/1/2017",
        "20/1/2017 - 2310 كلمة - 845 قراءة",
        "20/1/2017 | زمن القراءة 12 | 845",
        "20/1/2017 | 845 مشاهدة | زمن القراءة 12",
        "20/1/2017 | زمن القراءة 12 | عدد القراءات 845",
        "20/1/2017 | بغداد | 845 | زمن القراءة 12",
        "20 كانون الثاني 2017 | 845 مشاهدة | زمن القراءة 12",
        "14 | تعليق | 845 | مشاهدة | 20/1/2017",
        "تعليقات القراء 14 القراءات 845 20/1/2017",
        "عدد تعليقات القراء: 14 - 20/1/2017 - 845",
        "عدد الصور 12 القراءات 845 20/1/2017",
    ],
)
def test_labels_of_several_words(line: str) -> None:
    record = read(page(between=f"<p>{line}</p>"))
    assert (record["published"], record["views"], record["body"]) == (OWN, 845, BODY)


@pytest.mark.parametrize(
    "line",
    [
        "20/1/2017 | 2310 كلمة",
        "20/1/2017 - معدل التقييم 12",
        "20/1/2017 | زمن القراءة 12",
        "20/1/2017 | عدد الكلمات 2310",
        "20/1/2017 - علق عليها 14",
        "20/1/2017 شباط 2012",
        "20/1/2017 Mar 2012",
    ],
)
def test_numbers_beside_the_day_that_count_no_readers(line: str) -> None:
    record = read(page(between=f"<p>{line}</p>"))
    assert (record["published"], record["views"]) == (OWN, None)


@pytest.mark.parametrize(
    "line",
    [
        "التاريخ 20/1/2017 الوقت 17:40 القراءات 845",
        "845 قراءة وقت النشر 17:40 20/1/2017",
        "وقت النشر 20/1/2017 17:40 المشاهدات 845",
        "التاريخ: 20/1/2017 | الوقت: 17:40 | 845",
        "التاريخ: 20/1/2017 الوقت: 17:40 845",
        "التاريخ 20 كانون الثاني 2017 الوقت 17:40 القراءات 845",
        "التاريخ: 20/1/2017 الوقت: 17:40 التعليقات 14 القراءات 845",
    ],
)
def test_words_for_the_hour_are_no_minutes_that_it_takes_to_read(line: str) -> None:
    record = read(page(between=f"<p>{line}</p>"))
    assert (record["published"], record["views"], record["body"]) == ("2017-01-20T17:40:00+03:00", 845, BODY)


def test_since_when_somebody_is_a_member_is_no_count() -> None:
    assert read(page(between="<p>20/1/2017</p><p>الكاتب عضو منذ آذار 2012</p>"))["views"] is None
    assert read(page(between="<p>20/1/2017 - شباط 2012 - 845 قراءة</p>"))["views"] == 845


@pytest.mark.parametrize(
    "label", ["مرات الفتح", "عدد مرات الظهور", "مرات الدخول", "مرات العرض", "عدد مرات التصفح", "مرات الوصول", "قرأوها", "شاهدوه"]
)
def test_how_often_a_page_was_opened(label: str) -> None:
    assert read(page(between=DAY, below=f"<div class='n'>{label}: 845</div>"))["views"] == 845


@pytest.mark.parametrize("label", ["مرات الإعجاب", "عدد مرات التحميل", "التنزيلات", "مرات المشاركة", "عدد الكلمات", "معدل التقييم"])
@pytest.mark.parametrize("below", [False, True], ids=["between", "below"])
def test_how_often_something_else_was_done(label: str, below: bool) -> None:
    line = f"<p>{label}: 2310</p>"
    assert read(page(between=DAY, below=line) if below else page(between=DAY + line))["views"] is None


@pytest.mark.parametrize(
    ("text", "readers"),
    [
        ("قرأها", True),
        ("قراؤها", True),
        ("زوارها", True),
        ("مشاهدوها", True),
        ("قرئت مرة", True),
        ("قرى", True),
        ("من قرى الهور", False),
        ("قرئ الموضوع", True),
        ("قرى المشاركة", False),
        ("علق عليها قارئ", False),
        ("مدة القراءة", False),
        ("حوار مع القراء", False),
    ],
)
def test_words_for_readers(text: str, readers: bool) -> None:
    assert counts_readers(fold(text).split()) is readers


@pytest.mark.parametrize(
    ("sentence", "published"),
    [
        ("نشرت هذه المادة يوم 20 كانون الثاني 2017 وقرأها حتى الآن 845 من زوار الصفحة", OWN),
        ("كتبت هذه القصة في 20 كانون الثاني 2017 واطلع عليها 845 زائرا وعلق عليها 7.", OWN),
        ("نشرت في 20/1/2017 الساعة 17:40 وقد تصفحها 845 مرة منذ ذلك الحين أهل القرية", "2017-01-20T17:40:00+03:00"),
    ],
)
@pytest.mark.parametrize("below", [False, True], ids=["between", "below"])
def test_a_sentence_that_tells_day_and_readers(sentence: str, published: str, below: bool) -> None:
    line = f"<div class='d'>{sentence}</div>"
    record = read(page(below=line) if below else page(between=line))
    assert (record["published"], record["views"], record["body"]) == (published, 845, BODY)


AUTHORS = [
    "استقبل المتحف 845 زائرا في 20 كانون الثاني 2017.",
    "اطلع 845 طالبا على المعرض الذي افتتح في 20 كانون الثاني 2017.",
    "وفي 20 كانون الثاني 2017 زارت القرية 845 عائلة من المدينة.",
    "في 20 كانون الثاني 2017 غرقت 12 من قرى الهور في ليلة واحدة.",
]


@pytest.mark.parametrize("sentence", AUTHORS)
@pytest.mark.parametrize("at", [0, 1, 3], ids=["first", "amid", "last"])
@pytest.mark.parametrize("day", ["", DAY], ids=["undated", "dated"])
def test_an_authors_sentence_with_a_day_and_visitors_stays_the_storys(sentence: str, at: int, day: str) -> None:
    texts = [*PARAGRAPHS[:at], sentence, *PARAGRAPHS[at:]]
    story = "".join(f"<p>{text}</p>" for text in texts)
    record = read(page(between=day, story=f"<div class='t'>{story}</div>"))
    assert (record["published"], record["views"], record["body"]) == (OWN if day else None, None, "\n\n".join(texts))


@pytest.mark.parametrize(
    "sentence", ["شاهد العرض 845 متفرجا يوم 20 كانون الثاني 2017 في ساحة القرية", "وفي 20 كانون الثاني 2017 زارت القرية 845 عائلة من المدينة"]
)
@pytest.mark.parametrize("at", [0, 1], ids=["first", "amid"])
def test_one_without_its_full_stop_stays_on_a_dated_page(sentence: str, at: int) -> None:
    texts = [*PARAGRAPHS[:at], sentence, *PARAGRAPHS[at:]]
    story = "".join(f"<p>{text}</p>" for text in texts)
    record = read(page(between=DAY, story=f"<div class='t'>{story}</div>"))
    assert (record["published"], record["views"], record["body"]) == (OWN, None, "\n\n".join(texts))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("845 قراءة، 20/1/2017.", (845,)),
        ("قرأها 845 زائرا، وأضيفت في 20/1/2017.", (845,)),
        ("زارها 845 سائحا من المدن البعيدة في 20/1/2017.", None),
    ],
)
def test_a_full_stop_makes_an_authors_sentence_unless_its_words_tell_publication(text: str, found: tuple[int, ...] | None) -> None:
    told = parsed(text)
    assert (told and told[2]) == found


@pytest.mark.parametrize(
    ("clock", "iso"),
    [
        ("5:40 بعد الظهر", "17:40"),
        ("5:40 عصرًا", "17:40"),
        ("5:40 عصرا", "17:40"),
        ("11:40 قبل الظهر", "11:40"),
        ("12:30 ظهرا", "12:30"),
        ("10:05 ليلا", "22:05"),
        ("2:05 ليلا", "02:05"),
        ("5:40 مساءً", "17:40"),
    ],
)
@pytest.mark.parametrize("form", ["<p>نشر في 20/1/2017 {}</p>", "<p>20/1/2017</p><p>الساعة {}</p>"], ids=["one line", "two lines"])
def test_halves_of_the_day(form: str, clock: str, iso: str) -> None:
    assert read(page(between=form.format(clock)))["published"] == f"2017-01-20T{iso}:00+03:00"


def test_words_that_only_hold_a_half_of_the_day_are_none() -> None:
    assert read(page(between="<p>نشر في 20/1/2017 5:40 بعد صلاة الظهر</p>"))["published"] == "2017-01-20T05:40:00+03:00"


@pytest.mark.parametrize(
    "headline", ["وزارة الصحة: 1200 إصابة", "زيارة الأربعين: 1200 باص", "زوار كربلاء: 1200 باص", "إعادة فتح 1200 مدرسة", "قراءة في نتائج 1200 مركز"]
)
def test_a_sub_headline_with_a_number_is_no_counter_without_doubt(headline: str) -> None:
    for between in (f"<p>20/1/2017</p><div>{headline}</div>", f"<div>{headline}</div><p>20/1/2017</p>"):
        record = read(page(between=between))
        assert (record["published"], record["body"]) == (OWN, BODY)
        assert record["views"] is None or "views" in record["doubts"]


def test_a_ministry_has_not_visited_the_page() -> None:
    assert not counts_readers([fold("وزارة")])
    assert counts_readers([fold("زاره")])
    record = read(page(between="<h4>وزارة الصحة: 1200 إصابة</h4><p>20/1/2017 - 845</p>"))
    assert (record["published"], record["views"], "views" in record["doubts"]) == (OWN, 845, False)


@pytest.mark.parametrize(
    "line", ["زاره 845", "فتحت هذه الصفحة 845 مرة", "شاهد هذا الخبر 845 شخصا", "قرأ التقرير حتى الآن 845 متابعا", "845 زيارة | علي حسن الكرخي"]
)
def test_what_counts_readers_in_plain_words_is_not_doubted(line: str) -> None:
    record = read(page(between=f"<p>20/1/2017</p><p>{line}</p>"))
    assert (record["published"], record["views"], "views" in record["doubts"]) == (OWN, 845, False)
