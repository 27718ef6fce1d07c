"""One light form of page for crawls of tens of thousands of articles: little markup, and each page kept once it is made."""

from collections.abc import Sequence
from html import escape

from tests.agency.articles import Article
from tests.agency.blocks import Block, printed
from tests.agency.furniture import Furniture
from tests.agency.render import Listing, Page, page_of
from tests.agency.sections import path_of
from tests.agency.wording import Wording

CONTENT_TYPE = "text/html; charset=utf-8"
_HEAD = '<!DOCTYPE html>\n<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title></head>\n<body><div id="menu">{menu}</div>\n'


class PlainPages:
    """The pages of one agency on one day."""

    def __init__(self, wording: Wording, site: Furniture, day: int) -> None:
        """Make what all pages share."""
        self._wording = wording
        self._day = day
        self._menu = " ".join(f'<a href="{entry.url}">{escape(entry.name)}</a>' for entry in site.menu)
        self._tail = self._made_tail(site)
        self._kept: dict[int, tuple[Article, bytes]] = {}

    def article(self, article: Article) -> bytes:
        """Return an article's page, made when it is asked for the first time and again after an edit."""
        kept = self._kept.get(article.id)
        if kept is None or kept[0] is not article:
            kept = self._kept[article.id] = (article, self._article(article))
        return kept[1]

    def _made_tail(self, site: Furniture) -> str:
        words = self._wording
        rates = "".join(f"<li>{escape(rate.name)} {rate.value}</li>" for rate in site.rates)
        remarks = "".join(
            f"<li>{escape(each.name)} : {escape(each.text)} ...<br>{words.subject_label}<br>{escape(each.title)}</li>"
            for each in site.latest_comments
        )
        return (
            f'<div id="tail"><p>{words.telegram}</p><p><a href="{words.telegram_url}">{words.telegram_url}</a></p>'
            f'<form method="post" action="/comment"><p>{words.add_comment}</p><p>{words.form_note}</p>'
            '<input name="n"><textarea name="t"></textarea></form>'
            "{comments}"
            f"<h4>{words.rates_heading}</h4><ul>{rates}</ul><h4>{words.latest_comments_heading}</h4><ul>{remarks}</ul>"
            f"<p>{words.facebook}</p><p>{site.footer}</p></div>\n"
        )

    def _article(self, article: Article) -> bytes:
        page = page_of(article, self._day)
        meta = f'<p class="meta">{page.meta}</p>\n' if page.meta else ""
        story = "\n".join(_markup(block) for block in article.blocks)
        heading = f"<h4>{self._wording.comments_heading}</h4>" if article.comments else ""
        said = "".join(f"<li><b>{escape(each.name)}</b> <i>{each.date}</i><p>{escape(each.text)}</p></li>" for each in article.comments)
        return (
            _HEAD.format(title=escape(page.title.strip()), menu=self._menu)
            + f'<div id="story"><p class="cat">{escape(page.category)}</p>\n<h1>{escape(page.title)}</h1>\n{meta}{story}</div>\n'
            + self._tail.replace("{comments}", f"{heading}<ul>{said}</ul>" if said else "")
            + "</body></html>\n"
        ).encode()

    def listing(self, listing: Listing, entries: Sequence[Page], pager: str | None) -> bytes:
        """Return a listing's page; without a pager of its own it has numbers."""
        title = escape(listing.category or self._wording.latest)
        items = "\n".join(_item(entry) for entry in entries)
        return (
            _HEAD.format(title=title, menu=self._menu)
            + f'<h1>{title}</h1><ul class="list">\n{items}</ul>\n{_numbers(listing) if pager is None else pager}'
            + f"<p>{self._wording.footer}</p></body></html>\n"
        ).encode()


def _item(entry: Page) -> str:
    day = f" <span>{entry.date}</span>" if entry.date else ""
    return f'<li><a href="{entry.url}">{escape(entry.title)}</a>{day}</li>'


def _numbers(listing: Listing) -> str:
    near = range(max(1, listing.page - 3), min(listing.last_page, listing.page + 3) + 1)
    shown = (f'<a href="{escape(listing.page_url(each))}">{each}</a>' if each != listing.page else f"<b>{each}</b>" for each in near)
    return f'<div class="pages">{" ".join(shown)}</div>\n'


def _markup(block: Block) -> str:
    if block.kind == "picture":
        text = "<br>".join(map(escape, printed(block)))
        return f'<p><img src="{escape(block.text("src"))}" alt="{escape(block.text("alt"))}"><br>{text}</p>'
    if block.kind == "related":
        return "".join(f'<p><a href="{path_of(link.section, link.id)}">{escape(link.title)}</a></p>' for link in block.links)
    if block.kind == "embed":
        return f"<div>{block.text('html')}</div>"
    if block.kind == "heading":
        return f"<h3>{escape(block.text())}</h3>"
    return f"<p>{'<br>'.join(map(escape, printed(block)))}</p>"
