"""Layouts that were written by people who had not seen the code that reads them."""

from pathlib import Path
from typing import Final

STRANGERS: Final = Path(__file__).parent
"""The folder of these layouts."""
