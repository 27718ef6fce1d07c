"""One small story, and pages around it: what tests set beside it is all that differs."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import buratha
from tests.agency.articles import load_articles

NOW = datetime(2025, 11, 8, tzinfo=UTC)
ADDRESS = "https://burathanews.com/arabic/reports/310000"
"""An article of this number came out between 21 December 2016 and 22 March 2017."""

TITLE = "مدرسة الطين في القرية البعيدة تستقبل تلاميذها من جديد"
PARAGRAPHS = (
    "فتحت مدرسة القرية أبوابها صباح الأحد بعد أن رمم الأهالي جدرانها الطينية بأيديهم، وجلس التلاميذ على مقاعد صنعها نجار من أبناء القرية.",
    "وقالت المعلمة التي تقطع كل يوم طريقا ترابيا طويلا إن عدد التلاميذ تضاعف هذا العام، وإن الصفوف صارت تضيق بهم في ساعات الضحى.",
    "ويأمل المختار أن تصل الكهرباء إلى المدرسة قبل الشتاء، فقد وعدت الدائرة بنصب محولة صغيرة عند مدخل القرية ومد الأسلاك منها.",
)
BODY = "\n\n".join(PARAGRAPHS)
STORY = "<div class='t'>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</div>"
FORM = "<form><textarea name='c'></textarea></form>"


def page(above: str = "", between: str = "", below: str = "", *, head: str = "", story: str = STORY, attributes: str = "") -> str:
    """The story's page with something above its headline, between that and the text, or below; ``attributes`` are those of the block around."""
    head = f"<head><title>{TITLE}</title>{head}</head>"
    return f"<html>{head}<body><div class='m' {attributes}>{above}<h1>{TITLE}</h1>{between}{story}{below}</div>{FORM}</body></html>"


def read(html: str, address: str = ADDRESS) -> dict[str, Any]:
    """The record of a page that is read alone."""
    record = buratha.read_page(html.encode(), address, "text/html; charset=utf-8", now=NOW)
    assert isinstance(record, dict)
    return record


def read_site(lines: Sequence[str], amid: Sequence[str] = (), last: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The records of pages of one site, numbered one after the other, which tell different stories.

    Each has one of the ``lines`` under its headline, and one of the pieces ``amid`` and ``last`` of its paragraphs where there are such.
    """
    pages = []
    for at, (line, article) in enumerate(zip(lines, load_articles()[20:], strict=False)):
        first, *others = article.body.split("\n\n")[:4]
        paragraphs = f"<p>{first}</p>{amid[at] if amid else ''}" + "".join(f"<p>{text}</p>" for text in others)
        paragraphs += last[at] if last else ""
        html = page(between=line, story=f"<div class='t'>{paragraphs}</div>").replace(TITLE, article.title)
        pages.append((html.encode(), ADDRESS.replace("310000", str(310000 + at)), "text/html; charset=utf-8"))
    records = buratha.read_pages(pages, now=NOW)
    assert all(isinstance(record, dict) for record in records)
    return [record for record in records if isinstance(record, dict)]
