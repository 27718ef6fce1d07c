"""What was learnt, kept between runs."""

from dataclasses import replace
from pathlib import Path

import pytest

from buratha.furniture import load_furniture, save_furniture
from buratha.locations import Locations
from buratha.pages.opened import open_page
from buratha.pages.repetition import Repetition
from buratha.site import Site

DEEP = "[" * 100_000 + "]" * 100_000
LEARNT_NOTHING = f'{{"site": "https://burathanews.com", {Repetition().to_json()[1:]}'
ENDLESS = LEARNT_NOTHING.replace('"pages": 0', '"pages": Infinity')


@pytest.fixture
def place(tmp_path: Path) -> Locations:
    """Return where a run of the agency keeps things."""
    return Locations(Site("https://burathanews.com"), tmp_path, tmp_path / "data", "", None)


def learnt() -> Repetition:
    """Return a memory of three pages."""
    memory = Repetition()
    for number in range(3):
        page = open_page(f"<p>خبر رقم {number}</p><p>اشترك في قناة وكالة انباء براثا</p>".encode(), f"http://h/arabic/news/{number + 1}")
        memory.observe(page.page, page.identity)
    return memory


def test_what_is_kept_comes_back(place: Locations) -> None:
    save_furniture(learnt(), place)
    assert load_furniture(place).to_json() == Repetition.from_json(learnt().to_json()).to_json()
    assert [path.name for path in place.data.iterdir()] == ["furniture.json"]


def test_all_names_of_the_agency_share_it(place: Locations) -> None:
    save_furniture(learnt(), place)
    assert load_furniture(replace(place, site=Site("http://www.burathanews.com"))).pages == 3


def test_another_server_starts_afresh(place: Locations) -> None:
    save_furniture(learnt(), place)
    assert load_furniture(replace(place, site=Site("http://127.0.0.1:8000"))).pages == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"site": "https://burathanews.com"}',
        '{"site": "https://burathanews.com", "format": 0}',
        "\udcff",
        "[" * 100_000,
        DEEP,
        f'{LEARNT_NOTHING[:-1]}, "x": {DEEP}}}',
        ENDLESS,
    ],
)
def test_a_file_that_cannot_be_read_is_left_aside(place: Locations, text: str) -> None:
    place.data.mkdir()
    place.furniture.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert load_furniture(place).pages == 0


def test_nothing_learnt_is_nothing_kept(place: Locations) -> None:
    save_furniture(Repetition(), place)
    assert not place.data.exists()


def test_a_folder_that_cannot_be_written_loses_nothing_else(place: Locations) -> None:
    place.data.write_text("a file", encoding="utf-8")
    save_furniture(learnt(), place)
    assert place.data.read_text(encoding="utf-8") == "a file"
