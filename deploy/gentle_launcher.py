"""A launcher for Scrapyd that stops with its jobs: each is told once to end, and Scrapyd ends when the last of them has.

Scrapyd's own goes at once and leaves running crawls behind, which no Scrapyd lists or cancels any more. A folder on Scrapyd's PYTHONPATH
has to hold this file; scrapyd.conf names it: ``launcher = gentle_launcher.GentleLauncher``.
A job that cannot be started does not take its slot with it.
"""

from typing import Any

from scrapyd.launcher import Launcher, log
from twisted.internet.defer import Deferred, DeferredList
from twisted.internet.error import ProcessExitedAlready


class GentleLauncher(Launcher):
    """Scrapyd's launcher, with an end that loses nothing. What is pending stays in the queue for the next start."""

    is_stopping = False

    def _get_message(self, slot: int) -> None:
        """Take up the next job, unless this is the end."""
        if not self.is_stopping:
            super()._get_message(slot)

    def _spawn_process(self, message: dict[str, Any], slot: int) -> None:
        """Start a job; where that fails, the slot takes up the next one instead of none ever again."""
        try:
            super()._spawn_process(message, slot)
        except Exception:  # noqa: BLE001 - whatever it is, the other jobs have nothing to do with it
            log.failure("Job {job} could not be started and is given up; its slot goes on", job=message.get("_job"))
            self._get_message(slot)

    def stopService(self) -> Deferred[Any]:  # noqa: N802 - Twisted's name
        """Tell every job to end in order; Twisted waits for what this gives."""
        self.is_stopping = True
        super().stopService()
        return DeferredList([self._end(process) for process in self.processes.values()])

    def _end(self, process: Any) -> Deferred[Any]:
        log.info("Stopping: waiting for job {job}", job=process.job)
        ended: Deferred[Any] = Deferred()

        def pass_on(result: Any) -> Any:
            ended.callback(None)
            return result

        process.deferred.addBoth(pass_on)
        try:
            process.transport.signalProcess("INT")
        except ProcessExitedAlready:
            log.info("Stopping: job {job} has ended", job=process.job)
        return ended
