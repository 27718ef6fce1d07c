"""Buratha: the Arabic site of Buratha News Agency as data."""

from buratha.needed import check_packages

check_packages()  # before the imports below, which would name one missing package at a time and not how to install it

from buratha.pages.kinds import NoArticle  # noqa: E402
from buratha.reading import read_page, read_pages  # noqa: E402

__all__ = ["NoArticle", "read_page", "read_pages"]
