"""Lines without a letter or a number: breaks between an author's parts, values in a story's table, and what layouts draw with characters."""

from typing import Any

import pytest

from tests.pages.story import BODY, PARAGRAPHS, page, read

FIRST, SECOND, THIRD = PARAGRAPHS
DAY = "<p>نشر في 20/1/2017</p>"
LINK = "<a href='/arabic/news/309100'>مزارع يحفر بئرا في أرض جده</a>"


def read_with(piece: str, *, last: bool = False) -> dict[str, Any]:
    paragraphs = [f"<p>{text}</p>" for text in PARAGRAPHS]
    paragraphs.insert(3 if last else 1, piece)
    return read(page(between=DAY, story=f"<div class='t'>{''.join(paragraphs)}</div>"))


def body_around(*pieces: str) -> str:
    return "\n\n".join((FIRST, *pieces, SECOND, THIRD))


def table(*rows: tuple[str, ...]) -> str:
    told = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in told)}</table>"


HARVEST = (("المحصول", "2015", "2016"), ("القمح", "-", "120"), ("الشعير", "45", "—"), ("الرز", "/", "*"), ("العنبر", "...", "-"))
CELLS = [cell for row in HARVEST for cell in row]


@pytest.mark.parametrize("around", ["{}", "<div>{}</div>", "<div class='table-responsive'><div>{}</div></div>", "<figure>{}</figure>"])
def test_a_cell_of_a_storys_table_may_hold_a_mark_alone(around: str) -> None:
    assert read_with(around.format(table(*HARVEST)))["body"] == body_around(*CELLS)


@pytest.mark.parametrize("around", ["{}", "<figure>{}</figure>"])
def test_a_table_below_the_paragraphs_keeps_the_marks_of_its_last_row(around: str) -> None:
    assert read_with(around.format(table(*HARVEST)), last=True)["body"] == "\n\n".join((*PARAGRAPHS, *CELLS))


def test_a_table_in_a_block_of_its_own_below_the_paragraphs_is_doubted() -> None:
    record = read_with(f"<div>{table(*HARVEST)}</div>", last=True)
    assert record["body"] == BODY
    assert "body" in record["doubts"]


def test_dashes_before_the_items_of_a_list_set_as_a_table_are_bullets() -> None:
    items = ("أجرة الزورق والوقود في الشهر", "أجرة السيارة إلى السوق", "ثمن الشباك الجديدة")
    assert read_with(table(*(("-", item) for item in items)))["body"] == body_around(*items)


@pytest.mark.parametrize("mark", ["…", "***", "- - -", "*", "—", "ـــــ", ". . ."])
@pytest.mark.parametrize("markup", ["<p>{}</p>", "<p class='c'><b>{}</b></p>", "<center>{}</center>", "<div align='center'>{}</div>"])
def test_a_break_between_parts_of_a_story_stays(mark: str, markup: str) -> None:
    assert read_with(markup.format(mark))["body"] == body_around(mark)


def test_a_break_below_a_box_stays() -> None:
    assert read_with(f"<div class='r'>{LINK}</div><p class='stars'>ـــــ</p>")["body"] == body_around("ـــــ")


def test_a_break_at_the_head_of_a_section_below_a_box_stays() -> None:
    first, rest = f"<section><p>{FIRST}</p></section>", f"<section><p>ـــــ</p><p>{SECOND}</p><p>{THIRD}</p></section>"
    told = read(page(between=DAY, story=f"<div class='t'>{first}<div class='r'><p>{LINK}</p></div>{rest}</div>"))
    assert told["body"] == body_around("ـــــ")


@pytest.mark.parametrize("mark", [".", "|", "•", "||", ":"])
def test_a_lone_dot_or_bar_is_the_layouts(mark: str) -> None:
    assert read_with(f"<p>{mark}</p>")["body"] == BODY


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='r'><div>-----</div>{LINK}<div>-----</div></div>",
        f"<div>=====</div><div class='r'>{LINK}</div><div>=====</div>",
        "<div class='r'><div>-----</div><b>استفتاء القرية</b><br>هل تكفي المدرسة<br><a href='/poll'>صوت الآن</a><div>-----</div></div>",
    ],
)
def test_rulers_around_a_box_go_with_it(box: str) -> None:
    assert read_with(box)["body"] == BODY
