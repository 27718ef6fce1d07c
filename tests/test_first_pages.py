"""Which first pages have boxes and no list, by what the pages of all sections and earlier runs tell; which pages are too short."""

from buratha.walks.first_pages import FirstPages
from buratha.walks.page_lengths import PageLengths

BOX = [900, 800, 90]


def noted(pages: FirstPages, section: str, rows: list[int], box: list[int] = BOX) -> None:
    """Note the first page of a section, with its list and the box; the rows, and 90, are its own."""
    lists = ({"list": rows} if rows else {}) | ({"box": box} if box else {})
    pages.note(section, lists, "list" if rows else "box", [*rows, 90])


def two_sections() -> FirstPages:
    """Return the first pages of a run in which all is well."""
    pages = FirstPages()
    noted(pages, "news", [5, 4])
    noted(pages, "sport", [7, 6])
    return pages


def test_the_box_that_stands_beside_other_sections_lists_is_none() -> None:
    pages = FirstPages()
    noted(pages, "broken", [])
    noted(pages, "sport", [5, 4])
    noted(pages, "small", [7], [])
    assert pages.without_list() == ["broken"]


def test_one_list_in_three_sections_is_no_sections() -> None:
    pages = FirstPages()
    for count, section in enumerate(("news", "sport", "poetry"), 1):
        pages.note(section, {"box": BOX}, "box", BOX)
        assert len(pages.without_list()) == (3 if count == 3 else 0)


def test_a_section_whose_articles_are_all_in_the_boxes_too_has_a_list() -> None:
    pages = FirstPages()
    for section, rows in (("news", [5, 4]), ("sport", [7]), ("poetry", [])):
        pages.note(section, {"box": [7, 5, 4], "latest": [5, 4]} | ({"list": rows} if rows else {}), "box", rows)
    assert pages.without_list() == ["poetry"]


def test_a_lone_article_on_its_place_is_no_box() -> None:
    pages = FirstPages()
    for section, lead in (("news", 50), ("sport", 40), ("poetry", 30)):
        pages.note(section, {"lead": [lead], "list": [lead - 1, lead - 2]}, "list", range(60))
    pages.note("small", {"lead": [9]}, "lead", [9])
    assert pages.without_list() == []


def test_earlier_runs_know_the_box_though_it_has_changed() -> None:
    before = two_sections().learnt()
    now = FirstPages(*before)
    noted(now, "news", [], [901, 801])
    assert now.without_list() == ["news"]
    assert now.learnt() == before


def test_a_new_layout_may_have_its_list_where_a_box_was() -> None:
    now = FirstPages(*two_sections().learnt())
    now.note("news", {"box": [12, 11, 10]}, "box", [12, 11, 10])
    assert now.without_list() == []


def test_the_length_of_pages_tells_a_cut_one() -> None:
    def cut(*pages: tuple[int, bool]) -> list[bool]:
        lengths = PageLengths()
        return [lengths.take(length, has_links=has_links) for length, has_links in pages]

    assert cut((12, True), (10, True), (10, True), (5, True), (10, True)) == [False, False, False, True, False]
    assert cut((10, True), (10, True), (9, False), (10, True)) == [False, False, True, False]
    assert cut((10, True), (10, True), (6, True)) == [False] * 3
    assert cut((20, True), (10, True), (10, True)) == [False] * 3
    assert cut((12, True), (30, True), (4, True), (17, True), (4, True)) == [False] * 5  # pages that are days
    assert cut((10, False), (10, False), (7, False)) == [False] * 3
