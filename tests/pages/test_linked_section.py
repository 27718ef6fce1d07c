"""What a category's name stands for that is not known: the section that the page's own links of that name lead to."""

import pytest

from tests.pages.story import page, read

NAME = "مكتبة الفيديو"
OTHERS = " ".join(f"<a href='/arabic/s{number}'>قسم {number}</a>" for number in range(9))


@pytest.mark.parametrize(
    ("links", "section"),
    [
        (f"<a href='/arabic/video'>{NAME}</a>", "video"),
        (f"<a href='https://www.burathanews.com/arabic/video/'>{NAME}</a> <a href='/arabic/video?page=2'>{NAME}</a>", "video"),
        (f"<a href='/arabic/video'>{NAME}</a> <a href='/arabic/films'>{NAME}</a>", "reports"),
        (f"<a href='/arabic/video/1'>{NAME}</a>", "reports"),
        ("<a href='/arabic/video'>فيديو</a>", "reports"),
        ("", "reports"),
    ],
)
def test_a_name_that_is_not_known(links: str, section: str) -> None:
    record = read(page(f"<div>{OTHERS} {links}</div><div class='cat'>{NAME}</div>"))
    assert (record["category"], record["section"], record["section_in_address"]) == (NAME, section, "reports")
    assert record["url"].endswith(f"/arabic/{section}/310000")


def test_a_name_that_is_known_stands_for_its_section() -> None:
    record = read(page(f"<div>{OTHERS} <a href='/arabic/video'>المقالات</a></div><div class='cat'>المقالات</div>"))
    assert record["section"] == "articles"


def test_an_entry_of_a_menu_names_no_section_where_the_others_have_names_that_are_not_known() -> None:
    """Two sections of the menu are known by their names, the story's own is not; the trail names it."""
    entries = {"news": "الأخبار", "articles": "المقالات", "video": NAME}
    menu = "<ul>" + "".join(f"<li><a href='/arabic/{slug}'>{name}</a></li>" for slug, name in entries.items()) + "</ul>"
    trail = f"<div class='trail'><a href='/arabic/video'>{NAME}</a></div>"
    record = read(page(f"{menu}{trail}", between="<p>20/1/2017</p>"), "https://burathanews.com/arabic/video/310000")
    assert (record["category"], record["section"]) == (NAME, "video")
