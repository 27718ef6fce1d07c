"""The headline once more: as the first paragraph of a story it is the author's, printed by a template it is no text."""

import pytest

import buratha
from tests.pages.story import BODY, NOW, PARAGRAPHS, TITLE, page, read

DAY = "<p>نشر في 20/1/2017</p>"
TEXT = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
LINES = "<br><br>".join(PARAGRAPHS)


@pytest.mark.parametrize("between", [DAY, ""])
@pytest.mark.parametrize("story", [f"<p>{TITLE}.</p>", f"{TITLE}.", f"<p>{TITLE} !</p>"])
def test_a_flash_of_one_sentence_keeps_it(story: str, between: str) -> None:
    record = read(page(between=between, story=f"<div class='t'>{story}</div>"))
    assert (record["title"], record["body"]) == (TITLE, story.removeprefix("<p>").removesuffix("</p>"))


def test_a_flash_without_a_full_stop_is_doubted() -> None:
    record = read(page(between=DAY, story=f"<div class='t'><p>{TITLE}</p></div>"))
    assert (record["title"], record["body"]) == (TITLE, TITLE)
    assert "body" in record["doubts"]


@pytest.mark.parametrize("story", [f"<p>{TITLE}.</p>{TEXT}", f"{TITLE}.<br><br>{LINES}"])
def test_a_first_paragraph_like_the_title_is_text(story: str) -> None:
    record = read(page(between=DAY, story=f"<div class='t'>{story}</div>"))
    assert (record["title"], record["body"]) == (TITLE, f"{TITLE}.\n\n{BODY}")
    assert "body" not in record["doubts"]


def test_one_that_ends_like_a_headline_is_kept_and_doubted() -> None:
    record = read(page(between=DAY, story=f"<div class='t'><p>{TITLE}</p>{TEXT}</div>"))
    assert record["body"] == f"{TITLE}\n\n{BODY}"
    assert "body" in record["doubts"]


def test_one_in_larger_print_than_the_paragraphs_is_left_out_and_doubted() -> None:
    record = read(page(between=DAY, story=f"<div class='t'><p><b>{TITLE}</b></p>{TEXT}</div>"))
    assert record["body"] == BODY
    assert "body" in record["doubts"]


@pytest.mark.parametrize(
    ("above", "between"),
    [
        (f"<div class='bc'>{TITLE}</div>", DAY),
        (f"<ul><li>{TITLE}</li></ul>", DAY),
        ("", f"{DAY}<div class='x'>{TITLE}</div>"),
        ("", f"{DAY}<h2>{TITLE}</h2>"),
        ("", f"<div class='x' style='font-size:20px'>{TITLE}</div>{DAY}"),
    ],
)
def test_a_headline_that_a_template_prints_twice_is_no_text(above: str, between: str) -> None:
    record = read(page(above=above, between=between))
    assert (record["title"], record["body"]) == (TITLE, BODY)
    assert "body" not in record["doubts"]


def test_a_headline_below_a_bar_with_the_same_words_is_no_paragraph() -> None:
    html = page(story=f"<p>{TITLE}</p>{DAY}{TEXT}").replace("<h1>", "<div>").replace("</h1>", "</div>")
    assert read(html)["body"] == BODY


def test_what_most_pages_of_a_layout_repeat_is_the_layouts() -> None:
    stories = [f"{text} وهذا هو الخبر رقم {number} من أخبار القرية." for number, text in enumerate(PARAGRAPHS * 5)]
    pages = []
    for number in range(14):
        title = f"خبر القرية عن بيت {chr(0x0628 + number)} وأهله في يوم {number + 10}"
        told = "".join(f"<p>{text}</p>" for text in (title, stories[number], stories[-number - 1]))
        above = f"<h1>{title}</h1><div>قراءات: {400 + number}</div>"
        html = f"<html><head><title>{title}</title></head><body>{above}<div class='t'>{told}</div></body></html>"
        pages.append((html.encode(), f"https://burathanews.com/arabic/news/{309000 + number}", "text/html; charset=utf-8"))
    records = buratha.read_pages(pages, now=NOW)
    assert all(isinstance(record, dict) and not record["body"].startswith(record["title"]) for record in records)
