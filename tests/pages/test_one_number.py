"""The number of an element that counts readers: one, whole and exact, or none."""

from typing import Any

import pytest

from buratha.pages.one_number import one_number
from tests.pages.test_selectors import FORM, GOOD, page


@pytest.mark.parametrize(
    ("pieces", "number"),
    [
        (["1466"], 1466),
        (["طالعه", "1,466", " زائرا"], 1466),
        (["١٬٤٦٦ قراءة"], 1466),
        (["1 466 قراءة"], 1466),
        (["3.990"], 3990),
        (["8328", "💬", "12"], None),
        (["8328 💬 12"], None),
        (["83", "112"], None),
        (["466", " / 24 ساعة"], None),
        (["8.3K"], None),
        (["8", "K"], None),
        (["12 k"], None),
        (["8 آلاف"], None),
        (["1.2 مليون"], None),
        (["+1000"], None),
        (["1548 07:08:59"], None),
        (["1234567890"], None),
        (["كثيرون"], None),
        ([], None),
    ],
)
def test_one_number(pieces: list[str], number: int | None) -> None:
    assert one_number(pieces) == number


@pytest.mark.parametrize("cell", ["1466<i></i>12", "1.4K", "1466 / 24"])
def test_two_numbers_or_a_rounded_one_are_a_doubt(cell: str) -> None:
    record = page(FORM.replace("1,466 زائرا", cell))
    assert record["witnesses"].get("views") != "selector sheet"
    assert "views" in record["doubts"]


ALONE: dict[str, Any] = dict.fromkeys(("title", "category", "published", "author", "body", "drop"))
LABELLED = GOOD.replace("<p class=meta>1548 07:08:59 2015-10-15</p>", "<div>15 تشرين الاول 2015 | القراءات <b>1548</b></div>").replace(
    "<div class=tail>", "<em>8986</em><div class=tail>"
)


def test_a_number_that_the_page_calls_the_views_is_not_given_up_in_silence() -> None:
    assert page(LABELLED, recognise="body", views="div > b", **ALONE)["views"] == 1548
    assert "views" in page(LABELLED, recognise="body", views="em", **ALONE)["doubts"]
