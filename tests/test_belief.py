"""When what came to nothing is the site's fault, and when the articles' own."""

import pytest

from buratha.archive.disbelief import InVain
from buratha.belief import Texts, is_unwell, missing_too_often, not_the_articles
from buratha.pages.opened import open_page


def vain(count: int, reason: str = "no_story", *, held: bool = False, fresh: bool = True) -> InVain:
    """Return what a run asked for in vain."""
    return InVain(reason, held, fresh, count)


@pytest.mark.parametrize(
    ("found", "new", "again"),
    [
        ([vain(3)], 0, 0),  # all of three
        ([vain(3)], 0, 100),  # of what is new nothing came, while what is held may come from a cache
        ([vain(26, "server_error")], 0, 0),
        ([vain(1), vain(1, "http_503")], 0, 0),
        ([vain(6)], 20, 0),
        ([vain(2000, "timeout"), vain(1000, "listing")], 10_000, 0),
        ([vain(30, held=True)], 10, 70),
        ([vain(21, fresh=False)], 0, 0),  # nothing shows that the site is well
    ],
)
def test_the_site_was_not_well(found: list[InVain], new: int, again: int) -> None:
    assert is_unwell(found, new=new, again=again)


@pytest.mark.parametrize(
    ("found", "new", "again"),
    [
        ([], 0, 0),
        ([vain(1)], 0, 0),  # one article with no story, and nothing else new
        ([vain(1)], 30, 100),
        ([vain(2)], 20, 0),
        ([vain(2)], 3, 0),
        ([vain(25)], 5000, 0),  # a first crawl, with some
        ([vain(25, fresh=False)], 0, 100),  # the run after it
        ([vain(25, fresh=False), vain(1)], 0, 100),
        ([vain(900, "not_found")], 0, 0),  # judged by itself
        ([vain(900, "forbidden_by_robots"), vain(900, "not_recorded")], 0, 0),
        ([vain(2, held=True)], 0, 20),
    ],
)
def test_the_site_was_well(found: list[InVain], new: int, again: int) -> None:
    assert not is_unwell(found, new=new, again=again)


def test_what_is_an_answer_of_its_own_is_believed_all_the_same() -> None:
    assert not_the_articles([vain(30), vain(5, "not_found"), vain(5, "forbidden_by_robots"), vain(5, "timeout")]) == {"no_story", "timeout"}


def test_one_text_on_several_pages_is_found_whatever_number_each_request_has() -> None:
    texts = Texts()
    for number in range(1, 5):
        wall = f"<title>x</title><p>يرجى الانتظار قليلا</p><p>Ray ID: 8f{number}a · 10.0.0.{number}</p>"
        texts.note(number, open_page(wall.encode(), "http://x.example/arabic/news/1").page)
        texts.note(10 + number // 3, open_page(f"<p>صفحة {'أ' * (number // 3 + 1)}</p>".encode(), "http://x.example/arabic/news/1").page)
    assert texts.shared() == [[1, 2, 3, 4]]


def test_a_text_of_one_word_without_end_is_as_good_as_another() -> None:
    """The crawl itself reads it: what went back over the word for each of its letters never came to the end of this one."""
    texts = Texts()
    for number in range(3):
        texts.note(number, open_page(b"&lt;" * 400_000, "http://x.example/arabic/news/1").page)
    assert texts.shared() == [[0, 1, 2]]


@pytest.mark.parametrize(
    ("found", "listed", "kept", "again", "reasons"),
    [
        ([vain(21, "not_found")], 21, 10, 0, {"not_found"}),
        ([vain(21, "not_found")], 5, 10, 0, set()),  # old links
        ([vain(21, "not_found")], 21, 100, 0, set()),
        ([vain(25, "withdrawn", held=True)], 0, 10, 60, set()),
        ([vain(25, "withdrawn", held=True), vain(15, "not_found")], 15, 10, 60, set()),
        ([vain(25, "withdrawn", held=True), vain(15, "not_found")], 15, 0, 0, {"not_found", "withdrawn"}),
        ([vain(25, "withdrawn", held=True, fresh=False)], 0, 0, 0, set()),  # earlier runs have said so
    ],
)
def test_many_missing_articles_are_believed_where_they_may_have_been_withdrawn(
    found: list[InVain], listed: int, kept: int, again: int, reasons: set[str]
) -> None:
    assert missing_too_often(found, listed=listed, kept=kept, again=again) == reasons
