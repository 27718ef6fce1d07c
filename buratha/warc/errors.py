"""Why a request is not answered from an archive, and why a record is not used."""

from scrapy.exceptions import IgnoreRequest


class NotRecordedError(IgnoreRequest):
    """The archive holds no answer to a request; the network is not asked. ``nameless`` pieces of its files may be of any page."""

    def __init__(self, message: str, nameless: int = 0) -> None:
        super().__init__(message)
        self.nameless = nameless


class RecordUnusableError(IgnoreRequest):
    """The archive holds a record that stands for the answer and cannot be used; the network is not asked."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"the record of {url} cannot be used: {reason}")
        self.reason = reason


class ArchiveError(Exception):
    """An archive cannot be used as asked; the message says what to do."""


class RecordError(ValueError):
    """A record cannot be used; ``reason`` is the name under which it is counted."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
