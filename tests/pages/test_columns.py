"""Tables whose first row heads the cells of the second: the story's facts in columns, and tables that are the story's own."""

import pytest

from buratha.pages.columns import column_labels
from buratha.pages.lines import read_lines
from tests.pages.story import BODY, page, read


def table(*rows: tuple[str, ...], head: str = "td") -> str:
    """A table with heads in its first row."""
    tags = [head] + ["td"] * (len(rows) - 1)
    made = ["<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>" for tag, row in zip(tags, rows, strict=True)]
    return f"<table>{''.join(made)}</table>"


def labels(markup: str) -> dict[str, str]:
    """The cells of a page that stand under a head, each with it."""
    lines = read_lines(f"<html><body>{markup}</body></html>").lines
    return {lines[index].text: head.text for index, head in column_labels(lines).items()}


FACTS = {
    "day and views": (("التاريخ", "المشاهدات"), ("20/1/2017", "845"), "2017-01-20T00:00:00+03:00", 845),
    "views first": (("القراءات", "تاريخ النشر"), ("845", "2017-01-20"), "2017-01-20T00:00:00+03:00", 845),
    "day, hour, views": (("اليوم", "الساعة", "الزيارات"), ("20/1/2017", "17:40", "845"), "2017-01-20T17:40:00+03:00", 845),
    "replies too": (("تاريخ الإضافة", "الردود", "المشاهدات"), ("20/1/2017", "2310", "845"), "2017-01-20T00:00:00+03:00", 845),
    "replies before": (("الردود", "المشاهدات", "تاريخ الإضافة"), ("2310", "845", "20/1/2017"), "2017-01-20T00:00:00+03:00", 845),
    "a number of its own": (("رقم المادة", "التاريخ", "المشاهدات"), ("310000", "20/1/2017", "845"), "2017-01-20T00:00:00+03:00", 845),
    "Arabic digits": (("التاريخ", "عدد القراء"), ("٢٠/١/٢٠١٧", "٨٤٥"), "2017-01-20T00:00:00+03:00", 845),
    "the last visit behind": (("تاريخ النشر", "المشاهدات", "آخر زيارة"), ("20/1/2017", "845", "9/3/2017"), "2017-01-20T00:00:00+03:00", 845),
}


@pytest.mark.parametrize(("heads", "cells", "published", "views"), FACTS.values(), ids=FACTS)
@pytest.mark.parametrize("head", ["td", "th"])
@pytest.mark.parametrize("below", [False, True], ids=["between", "below"])
def test_facts_in_columns(heads: tuple[str, ...], cells: tuple[str, ...], published: str, views: int | None, head: str, below: bool) -> None:
    made = table(heads, cells, head=head)
    record = read(page(below=made) if below else page(between=made))
    assert (record["published"], record["views"], record["body"]) == (published, views, BODY)


def test_a_column_of_comments_is_none_of_views() -> None:
    record = read(page(between=table(("تاريخ النشر", "التعليقات"), ("20/1/2017", "2310"))))
    assert (record["published"], record["views"]) == ("2017-01-20T00:00:00+03:00", None)


def test_each_cell_has_its_columns_head() -> None:
    assert labels(table(("التاريخ", "المشاهدات", "الردود"), ("20/1/2017", "845", "17"))) == {
        "20/1/2017": "التاريخ",
        "845": "المشاهدات",
        "17": "الردود",
    }
    assert labels("<p>التاريخ</p>" + table(("اليوم", "الزوار"), ("20/1/2017", "845")) + "<p>845</p>") == {"20/1/2017": "اليوم", "845": "الزوار"}


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param(table(("التاريخ",), ("20/1/2017",)), id="one column"),
        pytest.param(table(("التاريخ", "المشاهدات"), ("20/1/2017",)), id="a cell too few"),
        pytest.param(table(("التاريخ", "20/1/2017"), ("المشاهدات", "845")), id="labels before their values"),
        pytest.param(table(("سعر الكيلو", "التمر"), ("مرتفع", "قليل")), id="no value with a digit"),
        pytest.param(table(("التاريخ", "<a href='/arabic/news/1'>المشاهدات</a>"), ("20/1/2017", "845")), id="a head that is a link"),
        pytest.param(table(("تاريخ نشر هذه المادة في الموقع", "المشاهدات"), ("20/1/2017", "845")), id="a head too long"),
        pytest.param(
            "<table><tr><td>التاريخ</td><td>الزوار</td></tr></table><table><tr><td>20/1/2017</td><td>845</td></tr></table>", id="two tables"
        ),
        pytest.param(table(tuple("ابتثجحخدذرز"), tuple("12345678901")), id="too many columns"),
    ],
)
def test_what_is_no_table_of_columns(markup: str) -> None:
    assert labels(markup) == {}


def test_only_the_row_right_below_the_heads_has_them() -> None:
    assert labels(table(("المحصول", "الطن"), ("قمح", "40"), ("شعير", "25"))) == {"قمح": "المحصول", "40": "الطن"}


def test_a_table_of_rates_tells_no_day_and_no_views() -> None:
    rates = table(("العملة", "الشراء", "البيع"), ("دولار", "1180", "1190"), ("يورو", "1255", "1268"), ("دينار", "3120", "3150"))
    record = read(page(between="<p>تاريخ النشر: 20/1/2017</p>", below=rates))
    assert (record["published"], record["views"], record["body"]) == ("2017-01-20T00:00:00+03:00", None, BODY)


def test_a_table_of_rates_with_its_day_is_not_the_storys() -> None:
    rates = table(("العملة", "السعر", "تاريخ التحديث"), ("دولار", "1180", "9/3/2017"), ("يورو", "1255", "9/3/2017"))
    record = read(page(between="<p>تاريخ النشر: 20/1/2017</p><p>المشاهدات: 845</p>", below=rates))
    assert (record["published"], record["views"]) == ("2017-01-20T00:00:00+03:00", 845)


def test_a_head_that_names_the_comments_is_no_heading_of_theirs() -> None:
    table = "<table><tr><td>تاريخ النشر<td>التعليقات<tr><td>20/1/2017<td>2310</table>"
    assert read(page(below=table))["published"] == "2017-01-20T00:00:00+03:00"
