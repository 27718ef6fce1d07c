"""Why a request is not answered from an archive, and why a record is not used."""

from scrapy.exceptions import IgnoreRequest


class NotRecordedError(IgnoreRequest):
    """The archive holds no answer to a request; the network is not asked."""


class RecordDamagedError(IgnoreRequest):
    """The archive holds an answer that cannot be read any more; the network is not asked."""


class ArchiveError(Exception):
    """An archive cannot be used as asked; the message says what to do."""


class RecordError(ValueError):
    """A record cannot be used; ``reason`` is the name under which it is counted."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
