"""How long the list of a section's first page is, where boxes stand in the same markup, and what that tells of buttons that bring nothing."""

import pytest

from buratha.pages.listing import ListedArticle, Listing
from buratha.walks.first_rows import rows_of_list
from buratha.walks.holes import UNDER_WAY, Hole
from buratha.walks.leg import Leg
from buratha.walks.silent_buttons import SilentButton, SilentButtons


def listing(sections: str) -> Listing:
    """Return a page with one list, whose rows are of the sections with these letters."""
    articles = [ListedArticle(number, each, f"/arabic/{each}/{number}", "") for number, each in enumerate(sections, 1)]
    return Listing(articles, lists={"td": [article.id for article in articles]})


@pytest.mark.parametrize(
    ("sections", "expected"),
    [("aaaaaaaa", 8), ("aaaaaaaabcdebcdebcdebcde", 8), ("bcdeabcdeaaaaaaaa", 9), ("bcdbcdbcdb", 10), ("abcdabcdabcdabcdabcd", 20), ("", 0)],
    ids=["own alone", "boxes below", "boxes above", "others alone", "strewn", "none"],
)
def test_boxes_at_the_place_of_the_list_do_not_make_it_longer(sections: str, expected: int) -> None:
    assert rows_of_list(listing(sections), "a") == expected


@pytest.mark.parametrize(
    ("found", "others", "at_the_end"),
    [
        ({"a": 12}, {}, ""),
        ({"a": 12}, {"x": 20}, "a"),
        ({"a": 20}, {"x": 20}, ""),
        ({"a": 10, "b": 10}, {"x": 30}, ""),
        ({"a": 10}, {"x": 30, "y": 10}, ""),
        ({"a": 12, "b": 15}, {}, "a"),
    ],
    ids=["alone", "shorter than a page", "as long as a page", "alike", "like a page", "several"],
)
def test_the_other_sections_tell_which_silent_button_has_nothing_to_bring(found: dict[str, int], others: dict[str, int], at_the_end: str) -> None:
    buttons = SilentButtons([SilentButton(name, "", rows, Leg(Hole(name, "", None, None, None, UNDER_WAY))) for name, rows in found.items()])
    for name, rows in (found | others).items():
        buttons.note_length(name, rows)
    assert "".join(each.section for each in buttons.are_probably_at_the_end()) == at_the_end
