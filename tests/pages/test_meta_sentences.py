"""Date, hour and readers told in sentences, in tables and above the headline, as sites word them."""

import pytest

from tests.pages.story import BODY, STORY, page, read

MOMENT, VIEWS = "2017-01-20T09:14:26+03:00", 845

SENTENCES = {
    "a full stop": "بثته الوكالة يوم الجمعة ٢٠ كانون الثاني ٢٠١٧ عند الساعة ٠٩:١٤:٢٦، وطالعه حتى الآن ٨٤٥ من القراء.",
    "brackets": "وضع في الموقع بتاريخ : 2017/01/20 الساعة : 09:14:26 [ عدد من قرأ هذه الصفحة : 845 ]",
    "readers first": "قرئ هذا الموضوع 845 مرة منذ نشره يوم الجمعة المصادف 20 كانون الثاني 2017 في الساعة 09:14:26",
    "the reader's number": "علقت هذه الصفحة يوم الجمعة المصادف 2017/01/20 في تمام الساعة 09:14:26 ص ، وأنت القارئ رقم 845",
    "no word for publication": "( حطيناه بالموقع الجمعة 20 / كانون الثاني / 2017 والساعة 09:14:26 وفتحه منكم 845 اخ واخت )",
    "the hour first": "نُشر هذا النص عند الساعة 09:14:26 من يوم الجمعة 20 كانون الثاني/يناير 2017، وقرأه حتى الآن 845 شخصا.",
    "a day in two calendars": "الجمعة 22/4/1438 هـ - الموافق 20/1/2017 م الساعة 09:14:26 بتوقيت بغداد، طالعه 845 زائرا",
    "English": "Friday, January 20, 2017 9:14:26 AM - 845 views",
    "an issue's number": "العدد: 51 - 2017 / 1 / 20 - 09:14:26 - قراءات: 845",
}


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
@pytest.mark.parametrize("where", ["between", "below"])
def test_a_sentence_tells_day_hour_and_readers(sentence: str, where: str) -> None:
    record = read(page(**{where: f"<p class='s'>{sentence}</p>"}))
    assert (record["published"], record["views"], record["body"]) == (MOMENT, VIEWS, BODY)


@pytest.mark.parametrize(
    "sentence",
    [
        "زار المعرض يوم الجمعة 20 / 1 / 2017 أكثر من 845 طالبا من مدارس المحافظة.",
        "تقرأ المادة التي كتبت في 20 / 1 / 2017 خلال 3 دقائق.",
    ],
)
def test_a_sentence_of_the_authors_counts_no_readers(sentence: str) -> None:
    assert read(page(story=f"<div class='t'><p>{sentence}</p><p>{BODY}</p></div>"))["views"] is None


ABOVE = {
    "a label and an hour": "<div>لحظة البث: 20-كانون الثاني-2017 / 09:14:26 بتوقيت بغداد</div>",
    "an hour": "<div>القسم » 2017/01/20 - 09:14:26</div>",
    "label, hour and readers": "<p><span>التاریخ : ۲۰۱۷/۰۱/۲۰</span>&nbsp;<span>الوقت : ۰۹:۱۴:۲۶</span>&nbsp;<span>زیارة : ۸۴۵</span></p>",
}


@pytest.mark.parametrize("line", ABOVE.values(), ids=ABOVE)
def test_a_date_right_above_the_headline(line: str) -> None:
    record = read(page(above=f"<p>وكالة أنباء</p>{line}"))
    assert record["published"][:10] == "2017-01-20"
    assert record["views"] == (845 if "زیارة" in line else None)


def test_today_above_the_headline_is_not_the_storys_day() -> None:
    assert read(page(above="<p>الساعة الآن: 09:14:26 - 8/11/2025</p>"))["published"] is None


def rows(*cells: tuple[str, str]) -> str:
    """A table of facts."""
    return "<table class='f'>" + "".join(f"<tr><td class='l'>{label}</td><td class='v'>{value}</td></tr>" for label, value in cells) + "</table>"


def test_an_hour_in_the_table_of_its_day_behind_the_day_in_another_calendar() -> None:
    facts = rows(("يوم النشر", "الجمعة 20 / 1 / 2017"), ("الموافق", "22 ربيع الآخر 1438 هـ"), ("الساعة", "09:14:26"), ("رقم الموضوع", "310000"))
    assert read(page(below=facts))["published"] == MOMENT


def test_columns_of_counters_with_their_heads_in_the_row_above() -> None:
    heads = "".join(f"<td>{head}</td>" for head in ("ردود", "زيارات الموضوع", "مفضلات", "إرساليات"))
    values = "".join(f"<td>{value}</td>" for value in (3, 845, 12, 7))
    table = f"<table class='c'><tr class='h'>{heads}</tr><tr>{values}</tr></table>"
    assert read(page(between="<p>نشر في 20/1/2017</p>", below=table))["views"] == VIEWS


@pytest.mark.parametrize("printed", ["1.845", "1,845", "1٬845", "١٬٨٤٥", "1 845", "1&nbsp;845", "1'845"])
@pytest.mark.parametrize("counter", ["<p>نشر في 20/1/2017</p><p>طالعه {} زائرا</p>", "<p>نشر في 20/1/2017</p><dl><dt>القراءات</dt><dd>{}</dd></dl>"])
def test_thousands_set_apart(counter: str, printed: str) -> None:
    assert read(page(between=counter.format(printed)))["views"] == 1845


@pytest.mark.parametrize(
    "line",
    [
        "فُتحت هذه المادة 845 مرة على الموقع والتطبيق.",
        "فُتحت هذه المشاركة 845 مرة",
        "تم عرض هذه الصفحة 845 مرة.",
        "عدد المطّلعين: 845",
        "عدد من قرأوا المادة: 845",
        "1 مشاركة • شوهد الموضوع 845 مرة • صفحة 1 من 1",
        "درجات القراء: 10 - نقرات القراء على الموضوع: 845",
        "845 اطلاعا",
    ],
)
def test_words_for_readers(line: str) -> None:
    assert read(page(between="<p>نشر في 20/1/2017</p>", below=f"<div class='c'>{line}</div>"))["views"] == VIEWS


@pytest.mark.parametrize(
    "sentence",
    [
        "رفعت الجلسة يوم 15/1/2017 إلى إشعار آخر.",
        "نزل المطر على القرية في 15/1/2017 ففرح الناس.",
        "بثت القناة الخبر مساء 15/1/2017.",
        "وضعت الحرب أوزارها في 15/1/2017",
        "صدر القرار يوم 15/1/2017 بعد نقاش طويل.",
        "كتبت الصحف يوم 15/1/2017 عن المدرسة.",
    ],
)
def test_what_an_author_says_of_a_day_is_the_storys(sentence: str) -> None:
    record = read(page(story=STORY.replace("<div class='t'>", f"<div class='t'><p>{sentence}</p>", 1)))
    assert record["body"].startswith(sentence)
    assert record["published"] is None


@pytest.mark.parametrize(
    "sentence",
    ["نزلت على الشبكة يوم 20/1/2017", "رفعت إلى الموقع في 20/1/2017", "وضعت هذه الصفحة على الموقع يوم 20/1/2017", "بث هذا الخبر يوم 20/1/2017."],
)
def test_what_a_site_says_of_a_day_is_the_publications(sentence: str) -> None:
    record = read(page(between=f"<p>{sentence}</p>"))
    assert (record["published"], record["body"]) == ("2017-01-20T00:00:00+03:00", BODY)
