"""Habits of layouts and of authors that stand in hardly any markup: sentences that sound like counters, days that are told twice, dates of no day."""

from typing import Any

import pytest

import buratha
from tests.pages.story import NOW

LED = (
    "افتتح مدير الموانئ صباح السبت رصيفا جديدا في ميناء أم قصر بعد أن انتهت أعمال التعميق التي بدأت في الربيع.",
    "وقال المدير إن الرصيف يستقبل سفينتين في وقت واحد، وإن العمال الذين أنجزوه من أبناء المدينة.",
)
META = "1548 07:08:59 2015-10-15"
TITLE = "رصيف جديد في ميناء أم قصر"


HEADED = f"<div>الأخبار</div><h1>رصيف جديد</h1><div>{META}</div>"
TOLD = "".join(f"<p>{text}</p>" for text in LED)


def read_page(body: str, *, address: str = "news/276000", head: str = "") -> dict[str, Any]:
    """The record of a page that is alone, with the box for comments at its end."""
    html = f"<html><head><meta charset='utf-8'>{head}</head><body>{body}<div>اضف تعليقك</div></body></html>"
    record = buratha.read_page(html.encode(), f"https://burathanews.com/arabic/{address}", "text/html", now=NOW)
    assert isinstance(record, dict), record
    return record


def read(*paragraphs: str, meta: str = META, title: str = TITLE, section: str = "الأخبار", address: str = "news/276000") -> dict[str, Any]:
    """The same of a page with these paragraphs."""
    told = "".join(f"<p>{text}</p>" for text in paragraphs)
    return read_page(f"<div>{section}</div><h1>{title}</h1><div>{meta}</div><div>{told}</div>", address=address)


@pytest.mark.parametrize(
    "lead",
    [
        "بلغ عدد الزائرين 850 زائرا في اليوم الأول.",
        "عدد الزوار 21 مليونا.",
        "وصل عدد المشاهدات الى 3000 مشاهدة.",
        "سعر الدولار اليوم 1480 دينارا.",
        "الطقس اليوم صحو مع بعض الغيوم ودرجة الحرارة 30 مئوية في بغداد.",
    ],
)
def test_a_first_sentence_that_counts_is_the_storys(lead: str) -> None:
    record = read(lead, *LED)
    assert record["body"] == "\n\n".join((lead, *LED))
    assert (record["views"], record["published"]) == (1548, "2015-10-15T07:08:59+03:00")


def test_a_story_of_one_such_sentence() -> None:
    lead = "الطقس اليوم صحو مع بعض الغيوم ودرجة الحرارة 30 مئوية في بغداد و32 مئوية في البصرة والناصرية."
    assert read(lead)["body"] == lead


@pytest.mark.parametrize("title", ["عدد الزوار 5 ملايين", "عدد الزائرين 5 ملايين في كربلاء هذا العام"])
def test_a_headline_that_counts_visitors_tells_no_views(title: str) -> None:
    record = read(*LED, title=title)
    assert (record["title"], record["views"]) == (title, 1548)


@pytest.mark.parametrize(
    "meta",
    [
        "آخر تحديث: 2015-10-18 12:00 | نشر: 2015-10-15 10:00 | 77 مشاهدة",
        "نشر: 2015-10-15 10:00 | آخر تحديث: 2015-10-18 12:00 | 77 مشاهدة",
        "تاريخ النشر: 2015-10-15 10:00 آخر تحديث: 2015-10-18 12:00 المشاهدات: 77",
    ],
)
def test_the_last_change_beside_the_publication(meta: str) -> None:
    record = read(*LED, meta=meta)
    assert (record["published"], record["views"]) == ("2015-10-15T10:00:00+03:00", 77)
    assert record["body"] == "\n\n".join(LED)


@pytest.mark.parametrize("meta", ["1548 00:00:00 0000-00-00", "1548 03:00:00 1970-01-01"])
def test_a_date_of_no_day_is_refused(meta: str) -> None:
    record = read(*LED, meta=meta)
    assert record["published"] is None
    assert {"published", "published_refused", "views"} <= set(record["doubts"])


@pytest.mark.parametrize(
    "told",
    ["22 ألف مشاهدة", "22K views", "22 مليون مشاهدة", "22 الف قراءة", "المشاهدات: 22 ألف", "عدد المشاهدات: 8.3 ألف", "المشاهدات: 8.3K", "8.3K"],
)
def test_thousands_are_not_exact(told: str) -> None:
    record = read(*LED, meta=f"2015-10-15 | {told}")
    assert record["published"] == "2015-10-15T00:00:00+03:00"
    assert (record["views"], "views" in record["doubts"]) == (None, True)


def test_the_day_alone_below_the_headline_among_blocks_of_one_kind() -> None:
    told = "".join(f"<div>{text}</div>" for text in LED)
    record = read_page(f"<div>الأخبار</div><b>رصيف جديد في ميناء أم قصر</b><div>2015-10-15</div>{told}")
    assert (record["published"], record["body"]) == ("2015-10-15T00:00:00+03:00", "\n\n".join(LED))


def test_the_printed_day_comes_before_the_dateline_of_a_statement() -> None:
    record = read("2023-02-15", *LED, "بغداد - 23 رجب 1444 هـ", meta="بيان", address="news/426251")
    assert record["published"] == "2023-02-15T00:00:00+03:00"


def test_the_writer_behind_a_bar_in_the_line_of_facts() -> None:
    record = read(*LED, meta="2015-10-15 | 465 قراءة | بقلم: هادي الموسوي", section="المقالات", address="articles/276000")
    assert (record["author"], record["views"]) == ("هادي الموسوي", 465)


@pytest.mark.parametrize(
    ("told", "name"),
    [("كُتبت بواسطة : صفاء المنصوري", "صفاء المنصوري"), ("بريشة صفاء المنصوري", "صفاء المنصوري"), ("كُتبت بواسطة : بقلم : حسن اللامي", "حسن اللامي")],
)
def test_the_writer_behind_words_for_whoever_wrote(told: str, name: str) -> None:
    row = f"<table><tr><td>{told}</td><td>عدد الإهداءات : 7</td></tr></table>"
    record = read_page(f"{HEADED}<div>{TOLD}</div>{row}".replace("الأخبار", "المقالات"), address="articles/276000")
    assert (record["author"], record["body"]) == (name, "\n\n".join(LED))


def test_who_sent_it_is_no_text() -> None:
    assert read("ارسله قلم التحرير", *LED)["body"] == "\n\n".join(LED)


def test_a_sentence_on_where_it_was_published_is_no_text() -> None:
    closing = "نُشرت هذه المادة في باب «<a href='/arabic/news'>الأخبار</a>»."
    assert read(*LED, closing)["body"] == "\n\n".join(LED)


@pytest.mark.parametrize("label", ["لا تغادر قبل أن تقرأ", "قد يعجبك"])
def test_a_card_between_paragraphs_is_a_link_and_no_text(label: str) -> None:
    card = f"<section class='c'><span>{label}</span> <a href='/arabic/news/276555'>صياد من الفاو يعيد سلحفاة نادرة الى الخليج</a></section>"
    record = read_page(f"{HEADED}<div><p>{LED[0]}</p>{card}<p>{LED[1]}</p></div>")
    assert record["body"] == "\n\n".join(LED)
    assert [link["title"] for link in record["related"]] == ["صياد من الفاو يعيد سلحفاة نادرة الى الخليج"]


def test_an_advertisement_in_a_block_of_its_own_is_no_text() -> None:
    advert = "<div class='k'><p>محتوى مموّل</p><p>حاسبات محمولة بأقساط مريحة من متجر الضفاف</p></div>"
    record = read_page(f"{HEADED}<div><p>{LED[0]}</p>{advert}<p>{LED[1]}</p></div>")
    assert record["body"] == "\n\n".join(LED)


def test_degrees_are_no_readers() -> None:
    record = read(*LED, meta="الخميس 15 تشرين الأول 2015 | بغداد 30° غائم")
    assert record["views"] is None


def test_what_readers_say_of_other_stories_below_makes_no_listing() -> None:
    links = (f"<a href='/arabic/news/27{at}000'>عنوان خبر آخر في المدينة رقم {at}</a>" for at in range(1, 9))
    remarks = "".join(f"<p><small>قارئ من المدينة : كلام طيب عن الرصيف والميناء ... عن: {link}</small></p>" for link in links)
    more = "وأضاف أن الدراسة بدأت قبل ثلاثة أعوام بقياس عمق القناة عند المد والجزر، وأن السفن الكبيرة كانت تنتظر أياما حتى يرتفع الماء."
    html = "<html><head><meta charset='utf-8'></head><body><h2>رصيف جديد في ميناء أم قصر</h2>"  # nothing ends the story
    html += "".join(f"<p>{text}</p>" for text in (*LED, more)) + f"<hr>{remarks}</body></html>"
    record = buratha.read_page(html.encode(), "https://burathanews.com/arabic/news/276000", "text/html", now=NOW)
    assert isinstance(record, dict), record
    assert record["body"] == "\n\n".join((*LED, more))


def test_midnight_in_any_zone_is_a_day_and_no_time() -> None:
    data = '{"@context":"http://schema.org","@type":"NewsArticle","headline":"رصيف جديد في ميناء أم قصر","datePublished":"2015-10-15T00:00:00Z"}'
    told = f"<div>الأخبار</div><h1>{TITLE}</h1><div>2015/10/15</div><div>{TOLD}</div>"
    record = read_page(told, head=f"<script type='application/ld+json'>{data}</script>")
    assert (record["published"], record["published_precision"]) == ("2015-10-15T00:00:00+03:00", "day")


@pytest.mark.parametrize("address", ["/arabic/news/276555", "/arabic/news/276000", "/arabic/reports"])
@pytest.mark.parametrize("before", ["", "وأضاف "])
def test_a_paragraph_that_somebody_has_linked_is_the_storys(address: str, before: str) -> None:
    linked = "أن الدراسة بدأت قبل ثلاثة أعوام بقياس عمق القناة عند المد والجزر، وأن السفن الكبيرة كانت تنتظر أياما حتى يرتفع الماء."
    record = read(LED[0], f"{before}<a href='{address}'>{linked}</a>", LED[1])
    assert record["body"] == "\n\n".join((LED[0], before + linked, LED[1]))


MORE = (
    "وأضاف أن الوزارة ستفتتح جسرا آخر في محافظة ميسان قبل نهاية العام إذا وصلت المعدات في موعدها.",
    "وختم بأن الأهالي شاركوا في رصف الطريق المؤدي إلى الرصيف من الجهتين وزرعوا على جانبيه أشجار السدر.",
)


@pytest.mark.parametrize(
    "words", [("ميناء أم قصر", "سفينتين", "محافظة ميسان", "أشجار السدر"), ("أعمال التعميق", "العمال الذين أنجزوه", "جسرا آخر", "رصف الطريق")]
)
def test_paragraphs_with_links_amid_their_sentences_are_the_storys(words: tuple[str, ...]) -> None:
    told = (*LED, *MORE)
    linked = [text.replace(word, f"<a href='/arabic/news/27{at}555'>{word}</a>") for at, (text, word) in enumerate(zip(told, words, strict=True), 1)]
    assert read(*linked)["body"] == "\n\n".join(told)


def test_paragraphs_that_end_in_a_link_of_a_few_words_are_the_storys() -> None:
    told = [f"{text[:-1]} كما قال في حديثه إلى الصحفيين" for text in (*LED, *MORE)]
    linked = [text.replace("إلى الصحفيين", f"<a href='/arabic/news/27{at}555'>إلى الصحفيين</a>") for at, text in enumerate(told, 1)]
    assert read(*linked)["body"] == "\n\n".join(told)


def test_a_headline_of_two_words_behind_its_section() -> None:
    headline = "<h1><a href='/arabic/poetry'>الشعر</a>: قصيدة النهر</h1>"
    record = read_page(f"{headline}<div>{META}</div><div>{TOLD}</div>", address="poetry/276000")
    assert (record["title"], record["category"]) == ("قصيدة النهر", "الشعر")


@pytest.mark.parametrize("first", ["أرسله الله رحمة للعالمين", "رفعها الأهالي فوق الرصيف", "بعثها من بغداد إلى البصرة"])
def test_a_first_line_that_tells_who_sent_something_else_is_the_storys(first: str) -> None:
    assert read(first, *LED)["body"] == "\n\n".join((first, *LED))
