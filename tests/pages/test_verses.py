"""Verses whose halves stand in the cells of a table."""

import pytest

from buratha.pages.data_tables import data_tables, poems
from buratha.pages.lines import read_lines
from tests.pages.story import PARAGRAPHS, page, read

FIRST, SECOND, THIRD = PARAGRAPHS
DAY = "<p>نشر في 20/1/2017</p>"
VERSES = (
    ("يا نخلة الدار هل مرت بك الريح", "أم أن بابك بعد الأهل مفتوح"),
    ("تركت عندك طفلا كنت أعرفه", "فهل سألت عن الطفل الذي نزحوا"),
    ("الماء في الجب يبكي كلما سكتوا", "والطين من وجع الأقدام مجروح"),
    ("عدنا وفي يدنا مفتاح غرفتنا", "لكن قفل الليالي غير ممنوح"),
)
POEM = "\n".join(half for verse in VERSES for half in verse)


def table(cell: str = "<td>{}</td>", between: str = "", rows: tuple[tuple[str, ...], ...] = VERSES) -> str:
    return f"<table>{''.join(f'<tr>{between.join(map(cell.format, row))}</tr>' for row in rows)}</table>"


@pytest.mark.parametrize("cell", ["<td>{}</td>", "<td><p>{}</p></td>", "<td align='right'><b>{}</b></td>"])
@pytest.mark.parametrize("between", ["", "<td></td>", "<td>*</td>"])
@pytest.mark.parametrize("around", ["<div class='t'>{}</div>", "<div class='t'><div>{}</div></div>", "{}"])
def test_a_poem_of_half_verses_in_cells_is_one_of_lines(cell: str, between: str, around: str) -> None:
    record = read(page(between=DAY, story=around.format(table(cell, between))))
    assert record["body"] == POEM
    assert "body" not in record["doubts"]


def test_verses_that_a_story_quotes_are_lines() -> None:
    story = f"<div class='t'><p>{FIRST}</p><p>{SECOND}</p>{table()}<p>{THIRD}</p></div>"
    assert read(page(between=DAY, story=story))["body"] == f"{FIRST}\n\n{SECOND}\n\n{POEM}\n\n{THIRD}"


@pytest.mark.parametrize(
    "rows",
    [
        (("القمح", "120 طنا"), ("الشعير", "45 طنا")),
        (("وزير الموارد", "يفتتح المشروع في الصباح الباكر ثم يعود إلى المدينة"), ("المختار", "يستقبل الضيوف")),
        (*VERSES, ("في القرية", "في الناحية", "في المدينة")),
    ],
    ids=["figures", "unlike halves", "three cells"],
)
def test_another_table_is_no_poem(rows: tuple[tuple[str, ...], ...]) -> None:
    lines = read_lines(table(rows=rows)).lines
    assert len(data_tables(lines)) == 1
    assert poems(lines) == set()
