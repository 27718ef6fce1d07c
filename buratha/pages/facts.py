"""What reading a page gives."""

from dataclasses import dataclass, field

from buratha.arabic.dates import Moment
from buratha.pages.comments import Comment
from buratha.pages.pictures import FoundPicture
from buratha.pages.related import Related
from buratha.pages.trace import Reason, Trace


@dataclass(slots=True)
class ArticleFacts:
    """What a page says of its article; None where it says nothing. ``witnesses`` tells how each field was found."""

    id: int
    url: str
    section_in_address: str
    title: str | None
    category: str | None
    section_linked: str | None
    """Section whose listing the page links to by the category's name."""
    is_misled: bool
    """Whether a weak witness names another section than the address, and the same on many pages: a word of the layout's."""
    author: str | None
    byline: str | None
    source: str | None
    published: Moment | None
    views: int | None
    body: str
    pictures: list[FoundPicture]
    related: list[Related]
    comments: list[Comment]
    editors_code: str | None
    layout: str
    encoding: str
    media: list[str] = field(default_factory=list)
    witnesses: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    trace: Trace | None = None

    def doubt(self, reasons: list[Reason]) -> None:
        """Doubt what was read for more reasons."""
        if self.trace is not None:
            self.trace.reasons += reasons
        self.doubts += [reason.field for reason in reasons]
