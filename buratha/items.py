"""The Article: field order, types, one docstring a field. The JSON Schema in ``resources/`` is made from this file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Annotated, Any

SCHEMA_VERSION = "1.0"


class Schema(dict[str, Any]):
    """What the JSON Schema says of a value beyond its type."""

    def __hash__(self) -> int:  # type: ignore[override]  # a part of a type has to have one
        """Stand for the object itself: nothing changes it."""
        return id(self)


# Only what the code makes sure of: an article that does not fit is dropped.
Number = Annotated[int, Schema(minimum=1)]
Count = Annotated[int, Schema(minimum=0)]
Address = Annotated[str, Schema(format="uri", minLength=1)]
Time = Annotated[str, Schema(format="date-time", pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}$")]
Day = Annotated[str, Schema(format="date")]
Precision = Annotated[str, Schema(enum=["second", "minute", "day"])]
Digest = Annotated[str, Schema(pattern="^[0-9a-f]{64}$")]
Slug = Annotated[str, Schema(minLength=1)]
Version = Annotated[str, Schema(const=SCHEMA_VERSION)]


@dataclass
class Image:
    """A picture of the story."""

    url: Address
    """Address, absolute."""
    alt: str | None = None
    """Alternative text of the picture."""
    caption: str | None = None
    """Caption printed under it, without the credit."""
    credit: str | None = None
    """Agency or photographer named beside it."""


@dataclass
class RelatedStory:
    """A story linked between the paragraphs, or a document."""

    title: str
    """Headline as printed in the link."""
    url: Address
    """Address, canonical where it is an article of the agency."""


@dataclass
class Comment:
    """A reader's comment on this article."""

    name: str | None
    """Name as the reader signed."""
    date: Day
    """Day, YYYY-MM-DD."""
    text: str
    """Text as printed."""


@dataclass
class Article:
    """One article of the agency, as a page of its site tells it."""

    id: Number
    """The number in the address: the article's identity."""
    url: Address
    """Canonical address."""
    section: Slug
    """Section slug: of the category named on the page where that is known, or the page links to its listing by that name, else of the address."""
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
    published: Time | None
    """ISO 8601 with the offset of Asia/Baghdad on that day; midnight where only the day is known."""
    published_precision: Precision | None
    """How much of ``published`` the page tells: second, minute or day."""
    published_printed: str | None
    """The text that ``published`` was read from."""
    views: Count | None
    """Views as counted on the page at the time of the visit."""
    body: str
    """Story; a blank line between paragraphs, one newline between verses and list items; empty where there is no text."""
    images: list[Image] = field(default_factory=list)
    """Pictures of the story."""
    media: list[str] = field(default_factory=list)
    """Addresses of embedded videos, sounds, frames, and posts of networks of friends."""
    related: list[RelatedStory] = field(default_factory=list)
    """Stories linked between the paragraphs, and documents, posts and films that the story links to."""
    comments: list[Comment] = field(default_factory=list)
    """Readers' comments on this article."""
    editors_code: str | None = None
    """Editor's code printed under the story."""
    text_hash: Digest = ""
    """SHA-256 over the folded title and body: equal for equal texts, whatever the spelling variants or the page."""
    revision: Number = 1
    """Number of the edition, from 1: for each text, section, day or picture of a mute post, and for each record that was read again and differs."""
    duplicate_of: Number | None = None
    """Id of the article with the same text that was read first."""
    near_duplicate_of: Number | None = None
    """Id of an article with nearly the same text that was read before."""
    section_in_address: str = ""
    """Section slug in the address that was read."""
    first_seen: Time | None = None
    """When the article was first read, ISO 8601 UTC."""
    last_seen: Time | None = None
    """When it was last read, ISO 8601 UTC."""
    layout: str = ""
    """Fingerprint of the page's layout."""
    encoding: str = ""
    """Encoding that the page was read in."""
    witnesses: dict[str, str] = field(default_factory=dict)
    """How each field was found."""
    doubts: list[str] = field(default_factory=list)
    """Fields and faults that a person should look at."""
    schema_version: Version = SCHEMA_VERSION
    """Version of this schema."""


def to_record(article: Article) -> dict[str, Any]:
    """The article as a plain dict, keys in field order."""
    record = dict(vars(article))
    for name in ("images", "related", "comments"):
        record[name] = [dict(vars(part)) for part in record[name]]
    return record


@dataclass
class WaitingArticle(Article):
    """An article that an earlier run kept and did not deliver: judged and kept already, it only passes on to the feeds."""


def from_record(record: Mapping[str, Any]) -> WaitingArticle:
    """The article of a record, also of one that an earlier version wrote: a field that it did not know has its default."""
    known = {each.name: record[each.name] for each in fields(Article) if each.name in record}
    parts = {"images": Image, "related": RelatedStory, "comments": Comment}
    known |= {name: [part(**row) for row in record.get(name, [])] for name, part in parts.items()}
    return WaitingArticle(**(known | {"schema_version": SCHEMA_VERSION}))
