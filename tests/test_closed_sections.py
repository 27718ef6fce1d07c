"""Sections that somebody names as closed."""

import pytest
from scrapy.settings import Settings

from buratha.closed_sections import closed_sections
from buratha.locations import SettingError


@pytest.mark.parametrize(
    ("value", "sections"),
    [
        (None, set()),
        ("", set()),
        ("sport", {"sport"}),
        (" Sport,, voices،poetry ,", {"sport", "voices", "poetry"}),
        (["sport", " voices"], {"sport", "voices"}),
        ("أدب،%D9%86%D8%AB%D8%B1", {"أدب", "نثر"}),
    ],
)
def test_they_are_named_by_their_slugs(value: object, sections: set[str]) -> None:
    assert closed_sections(Settings({"BURATHA_CLOSED_SECTIONS": value})) == sections


@pytest.mark.parametrize(
    ("value", "name"), [("أدب/نثر",) * 2, ("sport poetry", "sport poetry"), ("news/1", "news/1"), ("/arabic/sport", "/arabic/sport"), (["7"], "7")]
)
def test_a_name_that_no_section_can_have_is_refused(value: object, name: str) -> None:
    with pytest.raises(SettingError) as caught:
        closed_sections(Settings({"BURATHA_CLOSED_SECTIONS": value}))
    assert str(caught.value) == (
        f"BURATHA_CLOSED_SECTIONS is {value!r}: {name!r} is no slug; write the words of /arabic/<section> with commas between, as in news,poetry"
    )
