"""Cleaning: what is not text goes, what the author wrote stays."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from buratha.arabic.text import clean_line, printed, repair_mojibake, unescape_leftovers

LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيٱپچژڤکگی"
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
UNSEEN = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad\u00a0\u061c\n\t")
ORDINARY = LETTERS + MARKS + "ـ" + "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹" + "،؛؟.,:;!?…-–—/()[]{}«»“”‘’\"'%٪*+=_•▪·﴿﴾ﷺ"

INVISIBLE = [
    pytest.param("قال\u200f الوزير\u200e", "قال الوزير", id="left-to-right and right-to-left marks"),
    pytest.param("\u202bبغداد\u202c: \u202aReuters\u202c", "بغداد: Reuters", id="embeddings"),
    pytest.param("\u202eمجلس\u202d النواب\u202c", "مجلس النواب", id="overrides"),
    pytest.param("\u2067نص معزول\u2069 و\u2066text\u2069 و\u2068آخر\u2069", "نص معزول وtext وآخر", id="isolates"),
    pytest.param("\u061cمرحبا", "مرحبا", id="arabic letter mark"),
    pytest.param("محا\u200bفظة", "محافظة", id="zero-width space"),
    pytest.param("\ufeffبسم الله", "بسم الله", id="byte-order mark inside the text"),
    pytest.param("كل\u2060مة", "كلمة", id="word joiner"),
    pytest.param("الكهر\u00adباء", "الكهرباء", id="soft hyphen"),
    pytest.param("الـ\u034fمجلس", "الـمجلس", id="grapheme joiner"),
    pytest.param("سنة 1436 ه\u200d", "سنة 1436 ه", id="joiner that keeps a lone ha connected"),
    pytest.param("(\u200d«نص»\u200d)", "(«نص»)", id="joiners between punctuation"),
    pytest.param("الاد\u200cارة", "الادارة", id="non-joiner behind a letter that joins nothing"),
    pytest.param("ال\u200cعراق", "العراق", id="non-joiner in an Arabic word"),
    pytest.param("کتاب\u200c جدید", "کتاب جدید", id="non-joiner at the end of a Persian word"),
    pytest.param("\u200cکتاب", "کتاب", id="non-joiner at the start of a Persian word"),
    pytest.param("خبر\x00 عا\x07جل\x1f", "خبر عاجل", id="control characters"),
    pytest.param("bre\x07aking\x1f news\x00", "breaking news", id="control characters in a Latin line"),
    pytest.param("نص\x81\x9d", "نص", id="control characters of the upper half"),
]

KEPT = [
    pytest.param("👨\u200d👩\u200d👧 يوم العائلة", id="joiners of a family emoji"),
    pytest.param("👩🏽\u200d⚕\ufe0f طبيبة", id="joiner behind a skin tone"),
    pytest.param("❤\ufe0f\u200d🔥 حماسة", id="joiner behind a variation selector"),
    pytest.param("✍️ رأي", id="variation selector"),
    pytest.param("می\u200cخواهم", id="non-joiner inside a Persian word"),
    pytest.param("خانه\u200cها و آن\u200cها", id="non-joiner in Persian words of letters that Arabic has too"),
    pytest.param("خوب\u200cتر است", id="non-joiner before the ending of a Persian comparative"),
    pytest.param("ایران\u200cشناسی نوین", id="non-joiner between the parts of a Persian compound"),
    pytest.param("اللّهمَّ صَلِّ على مُحَمَّدٍ وآلِ مُحَمَّد", id="vowel marks"),
    pytest.param("الرحمٰن", id="dagger alef"),
    pytest.param("العـــراق", id="tatweel inside a word"),
    pytest.param("ــــــــــ", id="a rule of tatweel"),
    pytest.param("چم چمال", id="cheh"),
    pytest.param("یک گزارش پژوهشی", id="Persian letters"),
    pytest.param("قال ﷺ خيركم", id="the blessing sign"),
    pytest.param("﴿إِنَّا فَتَحْنَا لَكَ فَتْحًا مُبِينًا﴾", id="Quran brackets"),
    pytest.param("٢٢ آب ٢٠٢٠ و۱۳۹۹ و2020", id="digits of three scripts"),
    pytest.param("قال : نعم ، ولم يقل لا .", id="spaces before punctuation"),
    pytest.param('وصفها بـ" المهمة" و "الحاسمة "', id="straight quotes with the space on the wrong side"),
    pytest.param("▪ البند · الأول ♦️ 🔰", id="bullets"),
    pytest.param("½ كيلو و10 م² عند 40° مئوية ™", id="fractions, powers, degrees and signs"),
    pytest.param("Größe, façade, São Paulo, crème brûlée, créée", id="Western accents"),
    pytest.param("Çağlayan ve Üsküdar, ÖĞÜŞ", id="Turkish letters"),
    pytest.param("شركة Société Générale الفرنسية", id="an accented name in an Arabic line"),
    pytest.param("AT&T وR&D و?a=1&copy=2", id="ampersands that begin no entity"),
    pytest.param("------", id="a rule of hyphens"),
    pytest.param("فقط؟ خط، ظ. شروط: «شرط» ملاحظ…", id="ta and za before punctuation"),
]

SPACES = [
    pytest.param("أولا\u00a0:\u00a0نعم", "أولا : نعم", id="no-break spaces"),
    pytest.param("\u00a0", "", id="only a no-break space"),
    pytest.param("\u00a0\u00a0 \u00a0", "", id="only spaces"),
    pytest.param("  خبر   عاجل  ", "خبر عاجل", id="runs of spaces and edges"),
    pytest.param("خبر\tعاجل\r\nاليوم", "خبر عاجل اليوم", id="tabs and line ends"),
    pytest.param("ألف\u2003باء\u2009تاء\u202fثاء\u3000جيم", "ألف باء تاء ثاء جيم", id="wide and thin spaces"),
    pytest.param("سطر\u2028آخر\u2029ثالث\u0085رابع", "سطر آخر ثالث رابع", id="line and paragraph separators"),
    pytest.param("بغداد \u200f \u200e تحتفل", "بغداد تحتفل", id="spaces around removed marks"),
    pytest.param("", "", id="empty"),
]

PRESENTATION_FORMS = [
    pytest.param("ﺍﻟﻌﺮﺍﻕ", "العراق", id="letters"),
    pytest.param("ﻻ ﺳﻼﻡ", "لا سلام", id="lam-alef"),
    pytest.param("ﷲ ﺃﻛﺒﺮ", "الله أكبر", id="the ligature of Allah"),
    pytest.param("ﮔﺮوه ﭘﮋوﻫﺶ", "گروه پژوهش", id="Persian letters"),
    pytest.param("كتﹶب", "كتَب", id="a lone fatha does not split the word"),
    pytest.param("ﻣﺤﱠﻤﺪ", "محَّمد", id="a lone shadda with fatha does not split the word"),
    pytest.param("﴿ﻗﻞ﴾ ﷺ", "﴿قل﴾ ﷺ", id="brackets and the blessing stay"),
]


@pytest.mark.parametrize("clean", [clean_line, printed])
@pytest.mark.parametrize(("text", "expected"), [*INVISIBLE, *SPACES, *PRESENTATION_FORMS])
def test_what_is_not_text_goes(clean: Callable[[str], str], text: str, expected: str) -> None:
    assert unicodedata.normalize("NFC", clean(text)) == unicodedata.normalize("NFC", expected)


@pytest.mark.parametrize("clean", [clean_line, printed])
@pytest.mark.parametrize("text", KEPT)
def test_what_the_author_wrote_stays(clean: Callable[[str], str], text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&quot;خبر&quot;", '"خبر"'),
        ("بث &amp; نشر", "بث & نشر"),
        ("&#1575;لخبر", "الخبر"),
        ("&#x627;لخبر", "الخبر"),
        ("قال&nbsp;الوزير", "قال الوزير"),
        ("&laquo;النص&raquo; &hellip;", "«النص» …"),
        ("&amp;quot;خبر&amp;quot;", '"خبر"'),
        ("&zwnj;العراق&rlm;", "العراق"),
        ("نص &amp; رابط ?a=1&copy=2", "نص & رابط ?a=1&copy=2"),
        ("شركة AT&T", "شركة AT&T"),
        ("&كلام; و&xyzzy;", "&كلام; و&xyzzy;"),
        ("5 < 6 & 7 > 3", "5 < 6 & 7 > 3"),
    ],
)
def test_entities_that_were_escaped_twice(text: str, expected: str) -> None:
    assert printed(text) == expected


def test_unescaping_touches_nothing_without_entities() -> None:
    assert unescape_leftovers("بث & نشر; لا") == "بث & نشر; لا"


WHOLE = [
    "الخبر",
    "زيت",
    "في",
    "تيس سعف",
    "أخبار العراق",
    "مجلس النواب يصوّت على الموازنة",
    "بغداد: 25 قتيلا في انفجار!",
    "العراق بين 2003 و2015 ؟",
    "الجمعة، 14 تشرين الأول 2015",
    "چم چمال وپنجوين",
    "تقرير رويترز Reuters عن النفط",
    "قال الوزير «إن الأمر انتهى» … وغادر",
    "( بقلم : سامر الكناني )",
    "فيسبوك",
]


@pytest.mark.parametrize("text", WHOLE)
def test_windows_1256_read_as_latin_is_repaired(text: str) -> None:
    broken = text.encode("cp1256").decode("latin-1")
    assert repair_mojibake(broken) == text
    assert printed(broken) == text


@pytest.mark.parametrize("text", WHOLE)
def test_windows_1256_read_as_windows_1252_is_repaired(text: str) -> None:
    broken = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode("cp1256"))
    assert repair_mojibake(broken) == text
    assert printed(broken) == text


@pytest.mark.parametrize("text", [*WHOLE, "حكاية “مدينة”", "ملف إيران – تركيا", "گزارش ویژه", "قال ﷺ", "٢٢ آب ٢٠٢٠"])
def test_utf8_read_as_windows_1256_is_repaired(text: str) -> None:
    broken = text.encode("utf-8").decode("cp1256")
    assert repair_mojibake(broken) == text
    assert printed(broken) == text


@pytest.mark.parametrize("text", [*WHOLE, "حكاية “مدينة”", "گزارش ویژه", "٢٢ آب ٢٠٢٠"])
@pytest.mark.parametrize("charset", ["latin-1", "cp1252"])
def test_utf8_read_as_latin_is_repaired(text: str, charset: str) -> None:
    broken = "".join(bytes([byte]).decode(charset, "ignore") or chr(byte) for byte in text.encode())
    assert repair_mojibake(broken) == text
    assert printed(broken) == text


@pytest.mark.parametrize("text", ["ÀÉÎ", "ÉÉ", "ÉÀ و ÇÉ", "(ÊÎÔ)"])
def test_capitals_with_accents_are_not_repaired(text: str) -> None:
    assert repair_mojibake(text) == text
    assert printed(text) == text


@pytest.mark.parametrize("text", ["Ørsted و Ùlfar", "كتب إلى Øyvind"])
def test_names_of_the_north_are_not_repaired(text: str) -> None:
    assert repair_mojibake(text) == text


@pytest.mark.parametrize("text", WHOLE)
def test_whole_text_is_not_repaired(text: str) -> None:
    assert repair_mojibake(text) == text


WORDS = st.text(alphabet=LETTERS, min_size=2, max_size=9)
ENDS = st.sampled_from(["", "", "", "،", "؛", "؟", "!", ".", "...", "…", ":", "»", "“", ")", "°", "%", "²", "½"])
SENTENCES = st.lists(st.tuples(WORDS, ENDS), min_size=1, max_size=8).map(lambda parts: " ".join(word + end for word, end in parts))
ANYTHING = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\ufeff\u00ad\u00a0\u0085\u2028\x00\x1f\ufe0f👩⚕"),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFF),
        st.characters(min_codepoint=0xA0, max_codepoint=0xFF),
        st.sampled_from("طظعغ§„…±¯&;#quotamp1575"),
        st.sampled_from(LETTERS),
    )
)


@given(st.text(alphabet=ORDINARY + " ", max_size=60))
def test_cleaning_never_changes_ordinary_characters(text: str) -> None:
    assert clean_line(text) == " ".join(text.split())


@given(SENTENCES)
@example("فقط؟")
@example("خط، شرط")
def test_printing_never_changes_ordinary_sentences(text: str) -> None:
    assert printed(text) == text
    assert repair_mojibake(text) == text


@given(ANYTHING)
@example("&amp;amp;quot;")
@example("&am\u200bp;quot;")
@example("👩\u200d\u200d👧")
@example("می\u200c\u200cخواهم")
@example("ﯾ\u200cﮐ")
def test_cleaning_is_idempotent(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)
    assert printed(printed(text)) == printed(text)


@given(ANYTHING)
def test_nothing_invisible_is_left_at_the_edges(text: str) -> None:
    clean = printed(text)
    assert clean == clean.strip()
    assert "  " not in clean
    assert UNSEEN.isdisjoint(clean)
