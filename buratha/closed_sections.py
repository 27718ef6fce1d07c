"""The sections that somebody has named as closed, read and checked: a name that no section can have would be passed over without a word."""

from typing import Any, Protocol

from buratha.locations import SettingError
from buratha.sections import NoSlugError, slugs_of

CLOSED = "BURATHA_CLOSED_SECTIONS"
"""The setting's name."""


class _Settings(Protocol):
    def get(self, name: str, default: Any = None) -> Any: ...


def closed_sections(settings: _Settings) -> frozenset[str]:
    """Read the setting: slugs with commas between, or a list of them.

    Raises:
        SettingError: one is no slug.

    """
    value = settings.get(CLOSED) or ()
    texts = value.replace("،", ",").split(",") if isinstance(value, str) else map(str, value)
    try:
        return frozenset(slugs_of(text for text in texts if text.strip()))
    except NoSlugError as error:
        raise SettingError(f"{CLOSED} is {value!r}: {error}") from error
