"""Pages read alone: where a story ends, lines of another kind amid it, pictures with a few words, readers' words, tools, facts, headlines."""

import pytest

from buratha.pages.fact_tables import fact_tables
from buratha.pages.lines import read_lines
from tests.pages.story import BODY, FORM, PARAGRAPHS, TITLE, page, read

DAY = "<p>20/1/2017</p>"
TOLD = tuple(f"<p>{text}</p>" for text in PARAGRAPHS)
PLAIN = f"<html><head><title>{TITLE}</title></head><body><div class='m'><h1>{TITLE}</h1>{DAY}%s</div></body></html>"
"""A page without a form or another thing that ends its story."""


def doubted(*pieces: str, below: str = "") -> bool:
    """Whether the body of a page is doubtful whose story's block holds these pieces of markup."""
    return "body" in read(page(between=DAY, story=f"<div class='t'>{''.join(pieces)}</div>", below=below))["doubts"]


# -- lines of another kind ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("line", ["المختار والكهرباء", "* * *", "-----"])
def test_a_sub_heading_or_a_rule_amid_the_paragraphs_is_the_authors(line: str) -> None:
    assert not doubted(*TOLD[:2], f"<div class='s'>{line}</div>", TOLD[2])


def test_a_line_in_brackets_amid_the_paragraphs_may_be_the_layouts() -> None:
    assert doubted(*TOLD[:2], "<div class='s'>[ العودة للخلف ]</div>", TOLD[2])


def test_a_line_of_another_kind_above_the_paragraphs_may_be_the_layouts() -> None:
    assert doubted("<div class='s'>أدخل المادة: قسم الشبكة .</div>", *TOLD)


# -- where a story ends ------------------------------------------------------------------------------------------------
def test_the_agencys_signature_below_the_last_line_ends_a_story() -> None:
    below = "<p>وكالة انباء براثا ( واب )</p><p>اكتب هامشك هنا يا صاحبي</p>"
    assert "body" not in read(PLAIN % f"<div class='t'>{''.join(TOLD)}{below}</div>")["doubts"]


def test_without_a_signature_nothing_proves_where_a_story_ends() -> None:
    assert "body" in read(PLAIN % f"<div class='t'>{''.join(TOLD)}<p>خط عريض</p><p>خط رفيع</p></div>")["doubts"]


def test_a_verse_of_the_koran_ends_as_sentences_do() -> None:
    assert not doubted(*TOLD, "<p>﴿ إِنَّ مَعَ الْعُسْرِ يُسْرًا ﴾</p>")


def test_a_last_line_without_an_end_is_still_doubtful() -> None:
    assert doubted(*TOLD, "<p>انسخ الخبر كله</p>")


# -- a picture with a few words ----------------------------------------------------------------------------------------
PICTURE = "<p><img src='/files/3/a.jpg'></p>"


@pytest.mark.parametrize("pieces", [(PICTURE, "<p>أول جرس بعد الترميم</p>"), ("<p>أول جرس بعد الترميم</p>", PICTURE)])
def test_a_few_words_beside_a_picture_are_its_text(pieces: tuple[str, ...]) -> None:
    record = read(page(between=DAY, story=f"<div class='t'>{''.join(pieces)}</div>"))
    assert record["body"] == "أول جرس بعد الترميم"
    assert "body" not in record["doubts"]


@pytest.mark.parametrize(
    "pieces", [("<p>أول جرس بعد الترميم</p>",), (PICTURE, "<p>على تلغرام نسبق الجميع</p>"), (PICTURE, "<p>قسم المادة الأول: صور</p>")]
)
def test_a_few_words_that_are_perhaps_the_layouts(pieces: tuple[str, ...]) -> None:
    assert doubted(*pieces)


# -- readers' words ----------------------------------------------------------------------------------------------------
VERSES = "".join(
    f"<p class='v'>{text}</p>"
    for text in (
        "يا نخلة في الدار مال بها الهوى *** كيف الطريق إلى الفرات يعود",
        "مرت عليك السنون وهي بخيلة *** والتمر في كفيك كان يجود",
        "نامت على كتف النهار جداول *** والليل في عينيك ليس يسود",
    )
)


@pytest.mark.parametrize("heading", ["وقال القراء عنها", "مشاركات الزوار الكرام"])
def test_comments_below_a_heading_that_names_readers(heading: str) -> None:
    said = "قرأتها على أبي في المستشفى فابتسم أول مرة منذ شهر، شكرا لك"
    talk = f"<h3>{heading}</h3><div class='y'>سعد النجار كتب في 2017-01-22:</div><div class='y'>{said}</div>"
    talk += "<div class='y'>أم هدى كتب في 2017-01-23:</div><div class='y'>من برلين أكتب لكم: البيت الثاني أعادني إلى حينا القديم</div>"
    record = read(page(between=DAY, story=f"<div class='t'>{VERSES}</div>", below=talk))
    assert record["body"].count("***") == VERSES.count("***")
    assert not any(text in record["body"] for text in (heading, said, "النجار"))


def test_the_authors_line_on_what_readers_said_stays() -> None:
    line = "وقال القراء الذين زاروا المدرسة إن الجدران ما زالت تفوح برائحة الطين والتبن، وإنهم سيعودون إليها في الربيع."
    assert line in read(page(between=DAY, story=f"<div class='t'>{TOLD[0]}<p>{line}</p>{TOLD[1]}{TOLD[2]}</div>"))["body"]


# -- tools and facts ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("tool", ["ع+ ع-", "A+ | A-", "إن أعجبتك هذه المادة فبإمكانك أن تطبعها أو ترسلها بالبريد."])
def test_tools_in_words_or_letters_are_no_text(tool: str) -> None:
    told = "".join(f"<div>{text}</div>" for text in (tool, *PARAGRAPHS, tool))
    assert read(PLAIN % told)["body"] == BODY


def test_an_author_may_speak_to_the_reader_of_this_report() -> None:
    line = "إن أعجبك هذا التقرير فاذكر أن معلمة واحدة كتبت أكثره بخط يدها."
    assert read(page(between=DAY, story=f"<div class='t'>{''.join(TOLD)}<p>{line}</p></div>"))["body"].endswith(line)


def test_a_list_of_facts_with_labels_in_sites_own_words() -> None:
    rows = (
        ("أجرى اللقاء", "سنان العبيدي"), ("المكان", "الكوفة"), ("باب", "التقارير"),
        ("رُفع على الموقع", "الجمعة 20 كانون الثاني 2017"), ("آخر تعديل", "السبت 21 كانون الثاني 2017"), ("عدد الزيارات", "903"),
    )  # fmt: skip
    facts = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in rows)
    lines = read_lines(f"<html><body><div>{''.join(TOLD)}<dl>{facts}</dl></div></body></html>").lines
    assert fact_tables(lines) == {line.index for line in lines[len(TOLD) :]}


def test_an_authors_list_of_what_was_found_stays() -> None:
    rows = "<dt>القماطر</dt><dd>ثلاثون من خشب السدر</dd><dt>الألواح</dt><dd>أربعة من حجر أسود</dd>"
    assert "ثلاثون من خشب السدر" in read(page(between=DAY, story=f"<div class='t'>{TOLD[0]}<dl>{rows}</dl>{TOLD[1]}{TOLD[2]}</div>"))["body"]


# -- headlines ---------------------------------------------------------------------------------------------------------
WEATHER = "العمارة 41° · السماوة 39° · كربلاء 40°"


def test_an_element_called_after_titles_holds_the_headline() -> None:
    counts = "<x-stats><x-box>3066 قراءة</x-box><x-box>2017-01-20</x-box></x-stats>"
    story = f"<x-weather>{WEATHER}</x-weather><x-story>{counts}<story-title>{TITLE}</story-title><story-body>{''.join(TOLD)}</story-body></x-story>"
    record = read(f"<html><head><title>براثا نيوز</title></head><body>{story}{FORM}</body></html>")
    assert (record["title"], record["body"]) == (TITLE, BODY)


def test_a_headline_may_tell_the_degrees_of_one_town() -> None:
    told = "البصرة تسجل 51° وتغلق مدارسها"
    record = read(page(between=DAY).replace(TITLE, told))
    assert record["title"] == told


@pytest.mark.parametrize("footer", ["<footer>", "<footer class='blockquote-footer'>"])
def test_the_footer_of_a_quotation_says_whose_words_it_has(footer: str) -> None:
    quotation = f"<blockquote><p>لن نترك ارضنا ما دام فينا عرق ينبض، ولن نبيع النخل</p>{footer}— مختار الناحية</footer></blockquote>"
    record = read(page(between=DAY, story=f"<div class='t'>{TOLD[0]}{quotation}{''.join(TOLD[1:])}</div>"))
    assert "— مختار الناحية" in record["body"].split("\n\n")
