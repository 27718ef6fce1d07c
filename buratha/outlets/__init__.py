"""What a run's report is made into, once it is kept: a page, a file for Prometheus, a message. None of them changes how the run went."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from buratha.locations import Locations, SettingError, in_its_folder
from buratha.outlets import files, message, prometheus

logger = logging.getLogger(__name__)

Report = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outlets:
    """Where a report goes."""

    reports: Path
    notify: tuple[str, ...]
    prometheus: Path | None

    @classmethod
    def of(cls, settings: Any) -> "Outlets":
        """Read and check the settings.

        Raises:
            SettingError: one of them cannot be used.

        """
        notify = tuple(str(settings.get("BURATHA_NOTIFY") or "").split())
        if unknown := message.first_unknown(notify):
            raise SettingError(f"BURATHA_NOTIFY: {unknown}")
        file = str(settings.get("BURATHA_PROMETHEUS_FILE") or "").strip()
        if file and not file.endswith(prometheus.ENDING):
            raise SettingError(f"BURATHA_PROMETHEUS_FILE is {file!r}: node_exporter reads only files that end in {prometheus.ENDING}")
        metrics = in_its_folder("BURATHA_PROMETHEUS_FILE", file) if file else None
        return cls(Locations.of(settings).reports, notify, metrics)


async def publish(report: Report, history: Sequence[Report], settings: Any) -> None:
    """Make of a report what is made of it, outside the event loop; what fails is logged. A run that could not open the archive has no page."""
    try:
        outlets = Outlets.of(settings)
    except SettingError as error:
        logger.error("The report goes nowhere: %s", error)  # noqa: TRY400 - the message says it all
        return
    if report["run"] is not None:
        await _attempt("report's page", files.write_page, outlets.reports, report, history)
    if outlets.prometheus is not None:
        await _attempt("Prometheus file", prometheus.write, outlets.prometheus, report, history)
    if outlets.notify and (text := message.of(report)):
        await _attempt("notification", message.send, text, outlets.notify)


async def _attempt(what: str, work: Callable[..., object], *args: object) -> None:
    try:
        await asyncio.to_thread(work, *args)
    except Exception as error:  # noqa: BLE001 - whatever it is, the run has gone as it has gone
        logger.error("The %s failed: %s", what, type(error).__name__ if what == "notification" else error)  # noqa: TRY400 - addresses are secrets
