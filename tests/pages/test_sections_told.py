"""Sections behind labels nobody knows, menus whose cells stand right above them, and menus that many pages were misled by."""

import pytest

import buratha
from buratha.loaders import load_article
from buratha.pages.article import read_article
from buratha.pages.kinds import NoArticle
from buratha.pages.opened import open_page
from buratha.pages.repetition import Repetition
from tests.pages.story import ADDRESS, NOW, STORY, TITLE, page, read

MENU = (
    "<table><tr><td><a href='/arabic/news'>الأخبار</a></td><td><a href='/arabic/reports'>التقارير</a></td>"
    "<td><a href='/arabic/poetry'>الشعر</a></td></tr></table>"
)


@pytest.mark.parametrize("label", ["الركن: التقارير", "من رفوف: التقارير", "التقارير"])
def test_the_section_in_a_line_of_its_own_is_no_cell_of_the_menu_above_it(label: str) -> None:
    record = read(page(above=f"{MENU}<h6>{label}</h6>"))
    assert (record["category"], record["section"]) == ("التقارير", "reports")


def test_a_section_that_many_pages_contradict_is_not_the_articles() -> None:
    """The last word of a menu is taken for the section, and the address knows better."""
    memory = Repetition()
    sections = []
    for number in range(310000, 310008):
        html = page(above="<div class='k'><a href='/arabic/poetry'>الشعر</a></div>", story=STORY.replace("الأحد", f"الأحد {number}"))
        opened = open_page(html.replace(TITLE, f"{TITLE} {number}").encode(), ADDRESS.replace("310000", str(number)), "text/html; charset=utf-8")
        facts = read_article(opened, memory, NOW)
        assert not isinstance(facts, NoArticle)
        record = load_article(facts, NOW)
        assert "category" in record.doubts
        sections.append((record.section, record.url.split("/")[4]))
    assert set(sections[4:]) == {("reports", "reports")}


def test_a_dateline_that_begins_with_a_desk_yields_to_the_section_in_the_card() -> None:
    card = "<table><tr><td>باب المادة</td><td><a href='/arabic/sport'>الرياضة</a></td></tr><tr><td>رقم المادة</td><td>310000</td></tr></table>"
    record = buratha.read_page(
        page(story=STORY.replace("<p>", "<p>الرياضية / براثا نيوز</p><p>", 1), below=card).encode(), ADDRESS.replace("reports", "sport"), now=NOW
    )
    assert isinstance(record, dict)
    assert record["category"] == "الرياضة"
