"""Signs of numbers, which tell texts apart that are the same words."""

import pytest

from buratha.loaders import text_hash


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("دهوك -5/-3", "دهوك 5/3"),
        ("دهوك -5/3", "دهوك 5/-3"),
        ("الدولار ▲ 147500", "الدولار ▼ 147500"),
        ("الدولار ⬆️ 147500", "الدولار 147500"),
        ("النمو +2", "النمو -2"),
        ("العجز (-12)", "العجز (12)"),
        ("الحرارة -٥", "الحرارة ٥"),
    ],
)
def test_a_sign_before_a_number_makes_another_text(one: str, other: str) -> None:
    assert text_hash("درجات الحرارة", one) != text_hash("درجات الحرارة", other)
    assert text_hash(one, "") != text_hash(other, "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الحرارة -5", "الحرارة −5"),
        ("بين 2003-2014", "بين 2003 - 2014"),
        ("يوم 5-3-2018", "يوم 5/3/2018"),
        ("الموصل - بغداد", "الموصل بغداد"),
        ("كوفيد-19", "كوفيد 19"),
        ("- 5 شهداء", "5 شهداء"),
        ("قال: 12 %", "قال 12"),
    ],
)
def test_other_marks_and_another_form_of_the_sign_make_none(one: str, other: str) -> None:
    assert text_hash("خبر", one) == text_hash("خبر", other)
