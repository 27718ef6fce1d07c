"""Buratha: the Arabic site of Buratha News Agency as data."""

from buratha.pages.kinds import NoArticle
from buratha.reading import read_page, read_pages

__all__ = ["NoArticle", "read_page", "read_pages"]
