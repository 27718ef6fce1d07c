"""A page opened: decoded, and taken apart when somebody wants its lines."""

from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b

from buratha.pages.decode import Decoded, decode
from buratha.pages.escaped_tags import with_tags
from buratha.pages.files import other_file
from buratha.pages.judge import judge
from buratha.pages.judged import Judged
from buratha.pages.lines import Page, read_lines
from buratha.pages.obfuscated_mail import with_addresses
from buratha.pages.repetition import Repetition
from buratha.urls import article_address

_TOP = 8


@dataclass
class OpenedPage:
    """A page decoded, and taken apart once somebody wants its lines: ready to teach and to be read."""

    url: str
    decoded: Decoded
    content_type: str | None = None
    """As the server sent it."""
    is_section_guessed: bool = False
    """Whether nobody but the crawler has named the section in its address: then it says nothing of the page."""
    _judged: tuple[Repetition, int, Judged] | None = None

    @cached_property
    def page(self) -> Page:
        """Its lines, and what its head says."""
        return read_lines(self.decoded.text)

    @property
    def other_file(self) -> str | None:
        """The kind of file that it is, if no page."""
        return other_file(self.decoded.text, self.content_type)

    @property
    def identity(self) -> str:
        """What makes two fetches the same page: the article's number (or the address) in one layout."""
        address = article_address(self.url)
        top = "\n".join(dict.fromkeys(line.node.place for line in self.page.lines[:_TOP]))
        return f"{address.id if address else self.url} {blake2b(top.encode(), digest_size=4).hexdigest()}"

    def judged(self, memory: Repetition) -> Judged:
        """The page with the evidence for its lines; a page that has just taught is not judged anew by the same memory."""
        if self._judged is None or self._judged[0] is not memory or self._judged[1] != memory.observed:
            self._judged = memory, memory.observed, judge(self.page, self.url, memory)
        return self._judged[2]


def open_page(body: bytes, url: str, content_type: str | None = None) -> OpenedPage:
    """Decode a page; it is taken apart into lines when these are asked for."""
    decoded = decode(body, content_type)
    return OpenedPage(url, replace(decoded, text=with_tags(with_addresses(decoded.text))), content_type)
