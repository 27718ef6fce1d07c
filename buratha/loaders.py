"""Which cleaning each field gets: from a page's facts to an Article."""

from datetime import UTC, datetime
from hashlib import sha256

from itemloaders import ItemLoader
from itemloaders.processors import MapCompose, TakeFirst

from buratha.arabic.folding import fold
from buratha.arabic.signs import spell_signs
from buratha.arabic.text import clean_line
from buratha.items import Article, Comment, Image, RelatedStory
from buratha.pages.facts import ArticleFacts
from buratha.sections import slug_of
from buratha.urls import ArticleAddress


def clean_text(text: str) -> str:
    """Clean a text of several lines, line by line; paragraphs stay apart."""
    return "\n".join(clean_line(line) for line in text.split("\n")).strip()


class ArticleLoader(ItemLoader):
    """The printed texts of an article: one value a field, cleaned on the way in; a field that the page lacks stays out."""

    default_output_processor = TakeFirst()
    title_in = category_in = author_in = source_in = MapCompose(clean_line)
    body_in = byline_in = MapCompose(clean_text)


_PRINTED = ("title", "category", "author", "byline", "source", "body")


def load_article(facts: ArticleFacts, now: datetime) -> Article:
    """Make the Article of a page's facts. ``now`` is the time of the fetch."""
    texts = _cleaned(facts)
    published = facts.published
    seen = now.astimezone(UTC).isoformat(timespec="seconds")
    printed = None if facts.is_misled else (slug_of(facts.category) if facts.category else None) or facts.section_linked
    section = printed or facts.section_in_address
    title, body = texts.get("title"), texts.get("body", "")
    return Article(
        id=facts.id,
        url=ArticleAddress(facts.id, section).url,
        section=section,
        category=texts.get("category"),
        title=title,
        author=texts.get("author"),
        byline=texts.get("byline"),
        source=texts.get("source"),
        published=published.iso if published else None,
        published_precision=published.precision if published else None,
        published_printed=published.printed if published else None,
        views=facts.views,
        body=body,
        images=[Image(picture.url, picture.alt, picture.caption, picture.credit) for picture in facts.pictures],
        media=facts.media,
        related=[RelatedStory(story.title, story.url) for story in facts.related],
        comments=[Comment(comment.name, comment.date, comment.text) for comment in facts.comments],
        editors_code=facts.editors_code,
        text_hash=text_hash(title, body),
        section_in_address=facts.section_in_address,
        first_seen=seen,
        last_seen=seen,
        layout=facts.layout,
        encoding=facts.encoding,
        witnesses=dict(sorted(facts.witnesses.items())),
        doubts=sorted(set(facts.doubts)),
    )


def _cleaned(facts: ArticleFacts) -> dict[str, str]:
    """The printed texts of an article, each cleaned; what the page lacks, or is nothing when cleaned, stays out."""
    loader = ArticleLoader(item={})
    for name in _PRINTED:
        if text := getattr(facts, name):
            loader.add_value(name, text)
    texts: dict[str, str] = loader.load_item()
    return texts


def text_hash(title: str | None, body: str) -> str:
    """Hash of the folded text: neither views nor markup nor spelling variants change it; the sign of a number does."""
    return sha256(f"{fold(spell_signs(title or ''))}\n{fold(spell_signs(body))}".encode()).hexdigest()
