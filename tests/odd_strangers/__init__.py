"""Layouts that break one habit of the reader each, written by somebody who had not seen its code."""

from pathlib import Path
from typing import Final

ODD_STRANGERS: Final = Path(__file__).parent
"""The folder of these layouts."""
