"""What a check is, and what it finds."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from buratha.checks.case import Case

WARNING, ERROR = "warning", "error"
"""Somebody should look at it on a working day; the data of this run is not to be trusted, or will be missing, until somebody does."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a run that a person should know: what was seen, and what to do."""

    level: str
    name: str
    sentence: str
    advice: str

    def described(self) -> dict[str, str]:
        """The finding as the report has it."""
        return asdict(self)


READ_AGAIN = (
    "What was read meanwhile is delivered as it is, and only what is young is read again by itself: when it is mended, have the rest of it read "
    "again: scrapy crawl buratha -a again=yes -a since=DAY, with the day on which it began."
)
"""What to do about records that are wrong in masses, once the site or the reading is mended."""


@dataclass(frozen=True, slots=True)
class Grave:
    """When what a check sees is an error and no warning, in words that follow “when” and as a question about the run, and what is to be done more."""

    when: str
    holds: Callable[[Case], bool]
    advice: str


@dataclass(frozen=True, slots=True)
class Check:
    """One question about a run. ``look`` gives what was seen, in words that end a line "name: …", or None when all is well."""

    name: str
    level: str
    asks: str
    advice: str
    look: Callable[[Case], str | None]
    needs_history: bool = False
    """Whether it is silent until there are enough ordinary runs to compare with."""
    grave: Grave | None = None
    """When it is an error all the same."""
    needs_whole_runs: bool = False
    """Whether it compares how much runs bring, which says nothing of those that were ended before their end."""

    def is_asked(self, case: Case) -> bool:
        """Whether there is enough to compare the run with."""
        return (case.has_history or not self.needs_history) and (case.is_whole or not self.needs_whole_runs)

    def findings(self, case: Case) -> list[Finding]:
        """What this check has to say about a run."""
        seen = self.look(case)
        if not seen:
            return []
        if self.grave is not None and self.grave.holds(case):
            return [Finding(ERROR, self.name, seen, f"{self.advice} {self.grave.advice}")]
        return [Finding(self.level, self.name, seen, self.advice)]
