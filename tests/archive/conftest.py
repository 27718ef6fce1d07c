"""Where the archives of tests are: in a file, and on a PostgreSQL server where there is one."""

from pathlib import Path

import pytest

from tests.archive.building import clear, file_url
from tests.crawling import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place("http://127.0.0.1:9", tmp_path)


@pytest.fixture
def archive(place: Place) -> str:
    """Return the address of the place's archive, a file that is not there yet."""
    return file_url(place.folder / "archive.sqlite")


@pytest.fixture(params=["sqlite", "postgresql"])
def either_archive(request: pytest.FixtureRequest, archive: str) -> str:
    """Return the address of an empty archive of either kind."""
    if request.param == "sqlite":
        return archive
    try:
        url = str(request.getfixturevalue("postgresql_url"))
    except pytest.FixtureLookupError:
        pytest.skip("no PostgreSQL server for tests here")
    clear(url)
    return url
