"""Whether a run was a good one, judged from its report and those of earlier runs; nothing here reads files, archives or clocks.

One module a family. Each check is a function ``(Case) -> str | None`` with what it means and what to do beside it (``catalogue.py`` has all).
"""

from buratha.checks.catalogue import CHECKS, check
from buratha.checks.finding import ERROR, WARNING, Check, Finding

__all__ = ["CHECKS", "ERROR", "WARNING", "Check", "Finding", "check"]
