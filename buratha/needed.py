"""What the project needs and this Python may lack: an egg brings no packages along, and an environment may have been made for an older version.

Imports nothing but the standard library, because it is asked before anything else is imported.
"""

import importlib.util
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version

NEEDED: Mapping[str, str] = {
    "apprise": "apprise==2.3.0",
    "brotli": "brotli==1.2.1",
    "cssselect": "cssselect==1.6.0",
    "dateparser": "dateparser==1.5.0",
    "fastjsonschema": "fastjsonschema==2.22.3",
    "feedparser": "feedparser==6.0.14",
    "filelock": "filelock==4.2.11",
    "hijridate": "hijridate==2.6.0",
    "itemadapter": "itemadapter==0.13.1",
    "itemloaders": "itemloaders==1.5.0",
    "lxml": "lxml==6.1.3",
    "prometheus_client": "prometheus-client==0.26.0",
    "psycopg": "psycopg[binary]==3.3.9",
    "pyarrow": "pyarrow==26.0.1",
    "rensa": "rensa==0.5.0",
    "scrapy": "scrapy==2.19.0",
    "scrapy_playwright": "scrapy-playwright==0.0.48",
    "sqlalchemy": "sqlalchemy==2.1.9",
    "tinycss2": "tinycss2==1.5.1",
    "tzdata": "tzdata==2026.6",
    "w3lib": "w3lib==2.5.0",
    "warcio": "warcio==1.8.1",
}
"""The name under which each package of requirements.txt is imported, and what pip is told to install."""


class MissingPackagesError(ImportError):
    """Packages are missing; the message names them and the command that installs them."""


def missing() -> list[str]:
    """What pip has to install, as requirements.txt has it."""
    return [requirement for module, requirement in NEEDED.items() if importlib.util.find_spec(module) is None]


def check_packages() -> None:
    """See that all packages are there.

    Raises:
        MissingPackagesError: some are not.

    """
    if lacking := missing():
        names = ", ".join(requirement.partition("==")[0] for requirement in lacking)
        install = " ".join(f"'{requirement}'" for requirement in lacking)
        raise MissingPackagesError(f"buratha needs packages that this Python lacks: {names}. Install them: {sys.executable} -m pip install {install}")


def other_versions() -> Iterator[str]:
    """A sentence for each package whose version is not the one that the project was tried with."""
    for requirement in NEEDED.values():
        name, _, wanted = requirement.partition("==")
        try:
            found = version(name.partition("[")[0])
        except PackageNotFoundError:
            continue
        if found != wanted:
            yield f"{name} is {found} here, and the project was tried with {wanted}: {sys.executable} -m pip install '{requirement}'"
