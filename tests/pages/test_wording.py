"""Short lines by their words alone: the head of what readers say, another day than the publication's, an advertisement."""

import pytest

from buratha.arabic.folding import fold
from buratha.pages.wording import is_advert, is_talk, tells_another_day, tells_publication


@pytest.mark.parametrize(
    "text",
    ["التعليقات", "تعليقات القراء (3)", "ردود الزوار", "آراء القراء", "ماذا قال القراء: 4 تعليقات", "مداخلات", "شارك في النقاش", "3 comments"],
)
def test_lines_that_head_what_readers_say(text: str) -> None:
    assert is_talk(fold(text))


@pytest.mark.parametrize(
    "text",
    [
        "أيام البناء",
        "وكان رد المختار على اللجنة أن الأهالي صنعوا كل شيء بأيديهم",
        "التعليق على جدران المدرسة ممنوع بأمر الحارس القديم في القرية",
        "الردهة الجديدة",
        "commentary",
        "",
    ],
)
def test_lines_that_head_no_talk(text: str) -> None:
    assert not is_talk(fold(text))


@pytest.mark.parametrize("text", ["عدد الزوار منذ 2005", "زيارات الموقع منذ 1/1/2007", "منذ عام 2010", "آخر تحديث", "تاريخ الطباعة"])
def test_words_of_another_day(text: str) -> None:
    assert tells_another_day(fold(text))


@pytest.mark.parametrize(
    "text",
    [
        "منذ النشر",
        "نشر منذ 2017",
        "قبل 5 أيام",
        "منذ 3 ساعات",
        "قراءة منذ 45 يوما",
        "تاريخ النشر",
        "",
        "ولم تفتح المدرسة أبوابها منذ أن هدم السيل جدارها",
    ],
)
def test_words_of_no_other_day(text: str) -> None:
    assert not tells_another_day(fold(text))


@pytest.mark.parametrize("text", ["نشرت هذه المادة يوم", "تاريخ النشر", "أضيف بتاريخ"])
def test_words_for_publication_come_first(text: str) -> None:
    assert tells_publication(fold(text))
    assert not tells_publication(fold(f"وقال المختار للأهالي إنه {text}"))


@pytest.mark.parametrize("text", ["إعلان", "فاصل إعلاني", "فقرة إعلانية", "رسالة تجارية", "مادة من معلن", "Sponsored", "محتوى ترويجي"])
def test_lines_that_call_something_an_advertisement(text: str) -> None:
    assert is_advert(fold(text))


@pytest.mark.parametrize("text", ["إعلان نتائج الامتحان", "رسالة إلى المختار", "من دفتر المعلمة", "فاصل من الحكاية", ""])
def test_lines_that_do_not(text: str) -> None:
    assert not is_advert(fold(text))


@pytest.mark.parametrize("text", ["من", "رسالة", "فاصل", "فقرة", "رسالة من", "محتوى", "مادة", "مواد"])
def test_a_word_that_adverts_only_share_is_no_advertisement(text: str) -> None:
    assert not is_advert(fold(text))
