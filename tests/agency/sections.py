"""The agency's sections: the slug in the address and the name on the page."""

from typing import Final

SECTIONS: Final[dict[str, str]] = {
    "news": "الأخبار",
    "articles": "المقالات",
    "reports": "التقارير",
    "levant": "سوريا - لبنان - فلسطين",
    "thought": "الصفحة الفكرية",
    "poetry": "الشعر",
    "caricature": "الكاريكاتير",
    "opinion": "رأي في الأحداث",
    # Nobody has seen the names of the last four; these are invented.
    "economic": "الاقتصادية",
    "sport": "الرياضة",
    "islamic": "الإسلامية",
    "international": "الدولية",
}
"""Every section known by its slug, in the order of the menu."""

HOST: Final = "burathanews.com"
"""The host of every canonical address."""


def path_of(section: str, number: int) -> str:
    """Return the path of an article's page.

    >>> path_of("news", 94875)
    '/arabic/news/94875'
    """
    return f"/arabic/{section}/{number}"


def canonical(section: str, number: int) -> str:
    """Return the one address by which an article is known, whatever host serves it."""
    return f"https://{HOST}{path_of(section, number)}"
