"""Sections behind labels nobody knows, menus whose cells stand right above them, and menus that many pages were misled by."""

from dataclasses import replace

import pytest

import buratha
from buratha.loaders import load_article
from buratha.pages.article import read_article
from buratha.pages.kinds import NoArticle
from buratha.pages.opened import open_page
from buratha.pages.repetition import Repetition
from tests.pages.story import ADDRESS, NOW, STORY, page, read

MENU = (
    "<table><tr><td><a href='/arabic/news'>الأخبار</a></td><td><a href='/arabic/reports'>التقارير</a></td>"
    "<td><a href='/arabic/poetry'>الشعر</a></td></tr></table>"
)


@pytest.mark.parametrize("label", ["الركن: التقارير", "من رفوف: التقارير", "التقارير"])
def test_the_section_in_a_line_of_its_own_is_no_cell_of_the_menu_above_it(label: str) -> None:
    record = read(page(above=f"{MENU}<h6>{label}</h6>"))
    assert (record["category"], record["section"]) == ("التقارير", "reports")


def test_one_section_that_page_after_page_seems_to_name_against_its_address_is_a_layouts_word() -> None:
    memory = Repetition()
    for number in range(3):
        memory.remember_section(number, "poetry")
    assert memory.often_misnames(9, "poetry")
    assert not memory.often_misnames(2, "poetry")  # of itself it says nothing
    assert not memory.often_misnames(9, "news")
    memory.remember_section(3, "sport")
    assert not memory.often_misnames(9, "poetry")  # the pages name what they are


@pytest.mark.parametrize(("is_misled", "section"), [(True, "reports"), (False, "poetry")])
def test_a_layouts_word_is_no_section_of_the_article(*, is_misled: bool, section: str) -> None:
    opened = open_page(page(above="<div class='k'><a href='/arabic/poetry'>الشعر</a></div>").encode(), ADDRESS, "text/html; charset=utf-8")
    facts = read_article(opened, Repetition(), NOW)
    assert not isinstance(facts, NoArticle)
    record = load_article(replace(facts, is_misled=is_misled), NOW)
    assert (record.section, record.category, "category" in record.doubts) == (section, "الشعر", True)
    assert f"/{section}/" in record.url


def test_a_dateline_that_begins_with_a_desk_yields_to_the_section_in_the_card() -> None:
    card = "<table><tr><td>باب المادة</td><td><a href='/arabic/sport'>الرياضة</a></td></tr><tr><td>رقم المادة</td><td>310000</td></tr></table>"
    record = buratha.read_page(
        page(story=STORY.replace("<p>", "<p>الرياضية / براثا نيوز</p><p>", 1), below=card).encode(), ADDRESS.replace("reports", "sport"), now=NOW
    )
    assert isinstance(record, dict)
    assert record["category"] == "الرياضة"


@pytest.mark.parametrize("is_guessed", [True, False])
def test_a_section_that_the_crawler_has_guessed_speaks_against_none_that_the_page_names(*, is_guessed: bool) -> None:
    opened = replace(open_page(page(above="<p>الشعر</p>").encode(), ADDRESS, "text/html; charset=utf-8"), is_section_guessed=is_guessed)
    memory = Repetition()
    facts = read_article(opened, memory, NOW)
    assert not isinstance(facts, NoArticle)
    assert (facts.category, "category" in facts.doubts) == ("الشعر", not is_guessed)
