"""Comparison keys, and the digits of three scripts."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from buratha.arabic.digits import western_digits
from buratha.arabic.folding import fold, folded_words, start_of_suffix

SAME = [
    pytest.param("أنباء إيران آلاف ٱلله", "انباء ايران الاف الله", id="alef forms"),
    pytest.param("المدينة", "المدينه", id="ta marbuta"),
    pytest.param("على مصطفى", "علي مصطفي", id="alef maqsura"),
    pytest.param("رئيس مؤتمر", "رييس موتمر", id="hamza on ya and waw"),
    pytest.param("کربلا یزد", "كربلا يزد", id="Persian kaf and ya"),
    pytest.param("گ", "ك", id="gaf"),
    pytest.param("ڪتاب", "كتاب", id="swash kaf"),
    pytest.param("کوردستانە", "كوردستانه", id="Kurdish ae"),
    pytest.param("مُحَمَّدٌ", "محمد", id="vowel marks"),
    pytest.param("الرحمٰن", "الرحمن", id="dagger alef"),
    pytest.param("العـــراق", "العراق", id="tatweel"),
    pytest.param("٢٠٢٠ ۱۳۹۹", "2020 1399", id="digits"),
    pytest.param("«أنباء»، (براثا)!", "انباء براثا", id="punctuation"),
    pytest.param("Buratha NEWS", "buratha news", id="case"),
    pytest.param("قال\u200f\u00a0الوزير\u200b", "قال الوزير", id="invisible characters and odd spaces"),
    pytest.param("كر\u200cبلاء", "كربلاء", id="non-joiner"),
    pytest.param("ﺍﻟﻌﺮﺍﻕ", "العراق", id="presentation forms"),
    pytest.param("ﷲ", "الله", id="the ligature of Allah"),
    pytest.param("كتﹶب", "كتب", id="a lone mark of the presentation forms"),
    pytest.param("قال ﷺ", "قال صلى الله عليه وسلم", id="the blessing sign and the blessing"),
    pytest.param("✍️ رأي 🔰", "راي", id="emoji"),
    pytest.param("كلمة۞كلمة", "كلمه كلمه", id="Quran signs part words"),
    pytest.param("نص/نص-نص", "نص نص نص", id="punctuation parts words"),
    pytest.param("ا\u0654نباء مو\u0654تمر", "أنباء مؤتمر", id="a hamza written apart"),
    pytest.param("½ ﷲ", "½ الله", id="a ligature changes nothing beside it"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_the_same_words(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("كتاب", "كتب"), ("قلم", "علم"), ("سماء", "سما"), ("2015", "2016"), ("نص نص", "نصنص"), ("جبل", "چبل")])
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(("text", "expected"), [("", ""), ("\u00a0", ""), ("------", ""), ("ــــ", ""), ("❤️", "")])
def test_without_words_the_key_is_empty(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(st.text())
@example("İstanbul")
@example("½ﷲ")
@example("ﷺ﷼")
@example("ŉ ẞ ǰ")
@example("ﻣﺤﱠﻤﺪ")
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.sampled_from("ابتةىيأإءؤئکی ًُِّْـ،.!«»0٣۴aZ\u200f\u00a0")), st.text(alphabet="،.! \u200fـّ", max_size=3))
def test_marks_and_punctuation_at_the_edges_do_not_matter(text: str, edge: str) -> None:
    assert fold(edge + text + edge) == fold(text)


@given(st.lists(st.text(alphabet=st.sampled_from("ابتةىيأکیەگ٠۳aZéµμпﻻﷲـ،?ًَ\u200f字😀"), min_size=1, max_size=8), min_size=8, max_size=30))
@example(["محمد", "کربلا", "٢٠٢٠", "µm", "ﻻ", "کوردستانە", "字", "یوم", "خبر", "نهاية"])
def test_a_long_text_is_folded_as_its_words_are(words: list[str]) -> None:
    assert fold(" ".join(words)) == " ".join(" ".join(map(fold, words)).split())


@given(st.text())
def test_a_key_holds_only_words(text: str) -> None:
    assert fold(text) == " ".join(fold(text).split())
    assert all(character.isalnum() or character == " " for character in fold(text))


@pytest.mark.parametrize(
    ("text", "suffix", "rest"),
    [
        ("نهاية الخبر.اشترك في قناة", "اشترك في قناة", "نهاية الخبر."),
        ("نهاية الخبراشترك في قناة", "اشترك في قناة", "نهاية الخبر"),
        ("نهاية الخبر اشترك في قناه !!", "اشترك في قناة", "نهاية الخبر "),
        ("نهاية الخبر إشتـرك  في\u00a0قناةٍ", "اشترك في قناة", "نهاية الخبر "),
        ("اشترك في قناة", "اشترك في قناة", ""),
        ("الخبر ﻗﻨﺎﺓ", "قناة", "الخبر "),
        ("سلام ﻻ", "لا", "سلام "),
    ],
)
def test_a_suffix_is_found_in_any_spelling(text: str, suffix: str, rest: str) -> None:
    start = start_of_suffix(text, fold(suffix))
    assert start is not None
    assert text[:start] == rest


@pytest.mark.parametrize(("text", "suffix"), [("نهاية الخبر", "اشترك"), ("قناة", "في قناه"), ("", "قناه"), ("الخبر", ""), ("اشترك هنا", "اشترك")])
def test_a_text_that_ends_otherwise_has_no_suffix(text: str, suffix: str) -> None:
    assert start_of_suffix(text, suffix) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("٢٢ آب ۲۰۲۰", "22 آب 2020"),
        ("0123456789", "0123456789"),
        ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
        ("۰۱۲۳۴۵۶۷۸۹", "0123456789"),
        ("بلا أرقام ²½", "بلا أرقام ²½"),
        ("", ""),
    ],
)
def test_digits_of_three_scripts(text: str, expected: str) -> None:
    assert western_digits(text) == expected


@given(st.text(alphabet=st.sampled_from("ابة يى أؤئًّـ٠۱،.-\n ﷲﷺﻻxé\u200c\ufe0f½"), max_size=60) | st.text(max_size=60))
@example("ﷺ")
@example("كتابٌ")
def test_words_are_those_of_the_folded_text_and_stand_where_they_say(text: str) -> None:
    found = list(folded_words(text))
    assert [word for word, _, _ in found] == fold(text).split()
    for word, start, end in found:
        assert word in fold(text[start:end]).split()
