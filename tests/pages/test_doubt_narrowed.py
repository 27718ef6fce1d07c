"""Doubts that were false far more often than right: what stands by the headline, what its print tells, and how short stories end."""

import pytest

import buratha
from tests.pages.story import FORM, NOW, PARAGRAPHS, STORY, TITLE, page, read

FACTS = "<p>20/1/2017 | قراءات: 1405</p>"
HEAD = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{FACTS}"
BOX = "<div>شاركها</div><div>اطبعها</div><div class='side'><b>الأكثر</b><div><b>سوق الصفارين</b> <span>ليث الخزعلي · 18990 قراءة</span></div></div>"


def doubts(html: str, address: str = "https://burathanews.com/arabic/reports/300123") -> list[str]:
    record = buratha.read_page(html.encode(), address, "text/html; charset=utf-8", now=NOW)
    assert isinstance(record, dict)
    return record["doubts"]


def test_views_labelled_by_the_headline_have_no_rival_in_boxes() -> None:
    record = read(page(between=FACTS, below=BOX))
    assert (record["views"], "views" in record["doubts"]) == (1405, False)


def test_views_far_from_the_headline_have_one() -> None:
    record = read(page(below="<p>قراءات: 1405</p><p>الزيارات: 18990</p>"))
    assert "views" in record["doubts"]


@pytest.mark.parametrize("story", [PARAGRAPHS[:1], PARAGRAPHS[:2], (*PARAGRAPHS, "والله ولي التوفيق")])
def test_an_end_that_the_tree_shows(story: tuple[str, ...]) -> None:
    told = "".join(f"<p>{text}</p>" for text in story)
    assert "body" not in doubts(f"{HEAD}<div class='t'>{told}</div><div class='share'>شاركها</div></body></html>")


def test_a_few_words_without_an_end_prove_none() -> None:
    assert "body" in doubts(f"{HEAD}<div class='t'><p>من افتتاح المدرسة</p></div><div>شاركها</div></body></html>")


def test_a_headline_in_the_largest_print_is_one() -> None:
    big = f"<font size='5'>{TITLE}</font>"
    html = f"<html><head><title>وكالة انباء براثا</title></head><body>{FACTS}<div>{big}</div>{STORY}{FORM}</body></html>"
    assert "title" not in doubts(html)
