"""The words of the furniture, one TOML file in `wordings/` each."""

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Final

from tests.agency.tables import Table

WORDINGS: Final = Path(__file__).parent / "wordings"


@dataclass(frozen=True)
class Wording:
    """What the pages say around a story.

    `standard` says what the agency says, `other` says the same in other words throughout.
    """

    site_name: str
    site_description: str
    telegram: str
    telegram_url: str
    add_comment: str
    form_note: str
    name_field: str
    text_field: str
    send: str
    comments_heading: str
    rates_heading: str
    latest_comments_heading: str
    subject_label: str
    facebook: str
    share: str
    print: str
    mail: str
    back: str
    most_read: str
    latest: str
    ticker_label: str
    search: str
    menu_home: str
    about: str
    contact: str
    footer: str
    visits: str
    views_label: str
    date_label: str
    previous: str
    next: str
    older: str
    newer: str
    page: str
    not_found_title: str
    not_found_text: str
    read_more: str
    advert: str
    top: str
    subscribe: str
    currencies: tuple[str, ...]


def load_wording(path: Path) -> Wording:
    """Read one wording.

    Raises:
        TableError: a key is missing, unknown or of the wrong type, or there are not 13 currencies.
    """
    table = Table.read(path)
    names = [each.name for each in fields(Wording)]
    table.only(names)
    currencies = table.texts("currencies")
    if len(currencies) != 13:
        raise table.wrong("currencies", f"13 are needed, not {len(currencies)}")
    words = {name: table.text(name) for name in names if name != "currencies"}
    return Wording(**words, currencies=currencies)


@cache
def wordings(folder: Path = WORDINGS) -> dict[str, Wording]:
    """Return every wording by its name."""
    return {path.stem: load_wording(path) for path in sorted(folder.glob("*.toml"))}
