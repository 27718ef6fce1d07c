"""The Article: field order, types, one docstring a field. The JSON Schema in ``resources/`` is made from this file."""

from dataclasses import asdict, dataclass, field
from typing import Any

SCHEMA_VERSION = "1.0"


@dataclass
class Image:
    """A picture of the story."""

    url: str
    """Address, absolute."""
    alt: str | None = None
    """Alternative text of the picture."""
    caption: str | None = None
    """Caption printed under it, without the credit."""
    credit: str | None = None
    """Agency or photographer named beside it."""


@dataclass
class RelatedStory:
    """A story linked between the paragraphs."""

    title: str
    """Headline as printed in the link."""
    url: str
    """Address, canonical where it is an article of the agency."""


@dataclass
class Comment:
    """A reader's comment on this article."""

    name: str | None
    """Name as the reader signed."""
    date: str
    """Day, YYYY-MM-DD."""
    text: str
    """Text as printed."""


@dataclass
class Article:
    """One article of the agency, as a page of its site tells it."""

    id: int
    """The number in the address: the article's identity."""
    url: str
    """Canonical address."""
    section: str
    """Section slug: of the category named on the page where that is known, else of the address."""
    category: str | None
    """Category as named on the page."""
    title: str | None
    """Title as printed; an author's name at its end stays."""
    author: str | None
    """Author's name without role, title or ornament."""
    byline: str | None
    """Byline as printed, lines joined by a newline."""
    source: str | None
    """Agency, paper or desk that the byline credits, other than Buratha itself."""
    published: str | None
    """ISO 8601 with the offset of Asia/Baghdad on that day; midnight where only the day is known."""
    published_precision: str | None
    """How much of ``published`` the page tells: second, minute or day."""
    published_printed: str | None
    """The text that ``published`` was read from."""
    views: int | None
    """Views as counted on the page at the time of the visit."""
    body: str
    """Story; a blank line between paragraphs, one newline between verses and list items; empty where there is no text."""
    images: list[Image] = field(default_factory=list)
    """Pictures of the story."""
    media: list[str] = field(default_factory=list)
    """Addresses of embedded videos, sounds and frames."""
    related: list[RelatedStory] = field(default_factory=list)
    """Stories linked between the paragraphs."""
    comments: list[Comment] = field(default_factory=list)
    """Readers' comments on this article."""
    editors_code: str | None = None
    """Editor's code printed under the story."""
    text_hash: str = ""
    """SHA-256 over the folded title and body: equal for equal texts, whatever the spelling variants or the page."""
    revision: int = 1
    """Number of the text's edition, from 1."""
    duplicate_of: int | None = None
    """Id of the article that has the same text under an earlier number."""
    near_duplicate_of: int | None = None
    """Id of an earlier article with nearly the same text."""
    section_in_address: str = ""
    """Section slug in the address that was read."""
    first_seen: str | None = None
    """When the article was first read, ISO 8601 UTC."""
    last_seen: str | None = None
    """When it was last read, ISO 8601 UTC."""
    layout: str = ""
    """Fingerprint of the page's layout."""
    encoding: str = ""
    """Encoding that the page was read in."""
    witnesses: dict[str, str] = field(default_factory=dict)
    """How each field was found."""
    doubts: list[str] = field(default_factory=list)
    """Fields and faults that a person should look at."""
    schema_version: str = SCHEMA_VERSION
    """Version of this schema."""


def to_record(article: Article) -> dict[str, Any]:
    """The article as a plain dict, keys in field order."""
    return asdict(article)
