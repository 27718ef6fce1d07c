"""Which cleaning each field gets: from a page's facts to an Article."""

from datetime import UTC, datetime
from hashlib import sha256

from itemloaders import ItemLoader
from itemloaders.processors import Compose, Identity, MapCompose, TakeFirst

from buratha.arabic.folding import fold
from buratha.arabic.text import clean_line
from buratha.items import Article, Comment, Image, RelatedStory
from buratha.pages.article import ArticleFacts
from buratha.sections import slug_of


def clean_text(text: str) -> str:
    """Clean a text of several lines, line by line; paragraphs stay apart."""
    return "\n".join(clean_line(line) for line in text.split("\n")).strip()


class ArticleLoader(ItemLoader):  # type: ignore[misc]
    """Single values by default; texts cleaned, lists kept."""

    default_item_class = Article
    default_output_processor = TakeFirst()
    title_in = category_in = author_in = source_in = MapCompose(clean_line)
    body_in = byline_in = MapCompose(clean_text)
    body_out = Compose(lambda values: values[0] if values else "")
    images_out = related_out = comments_out = media_out = doubts_out = Identity()


def load_article(facts: ArticleFacts, now: datetime) -> Article:
    """Make the Article of a page's facts."""
    published = facts.published
    seen = now.astimezone(UTC).isoformat(timespec="seconds")
    title = clean_line(facts.title) if facts.title else None
    body = clean_text(facts.body)
    return Article(
        id=facts.id,
        url=facts.url,
        section=(slug_of(facts.category) if facts.category else None) or facts.section_in_address,
        category=facts.category,
        title=title,
        author=facts.author,
        byline=facts.byline,
        source=facts.source,
        published=published.iso if published else None,
        published_precision=published.precision if published else None,
        published_printed=published.printed if published else None,
        views=facts.views,
        body=body,
        images=[Image(p.url, p.alt, p.caption, p.credit) for p in facts.pictures],
        media=facts.media,
        related=[RelatedStory(r.title, r.url) for r in facts.related],
        comments=[Comment(c.name, c.date, c.text) for c in facts.comments],
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


def text_hash(title: str | None, body: str) -> str:
    """Hash of the folded text: neither views nor markup nor spelling variants change it."""
    return sha256(f"{fold(title or '')}\n{fold(body)}".encode()).hexdigest()
