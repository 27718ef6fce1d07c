"""The one real page that is known, set in every layout: every field right, body exactly the story's paragraphs."""

from pathlib import Path

import pytest

import buratha
from tests.agency.articles import Article, load_articles
from tests.agency.blocks import Block
from tests.agency.render import layouts
from tests.reading import LAYOUTS, SITE, crawl, page

SAMPLE = Path(__file__).parents[2] / "shared" / "samples" / "article-page.txt"
TITLE = "وزارة الدفاع الروسية: تقارب بين موسكو وواشنطن بشأن سلامة الطلعات في سوريا"
RELATED = ("البنتاغون يعلن فتح قنوات اتصال مع عسكريين روس بشأن سوريا", "روسيا والولايات المتحدة تبحثان تنسيق العمليات الجوية في سوريا")
SPOKESMAN = "المتحدث باسم وزارة الخارجية جون كيربي"
# Lines of the sample that are the story's, counted among its lines that are not empty, by someone who read it.
BODY = [3, 5, 6, 7, 8, 9, 11, 12, 13, 14, 17, 18, 19, 20]


@pytest.fixture(scope="module")
def lines() -> list[str]:
    if not SAMPLE.exists():
        pytest.skip(f"{SAMPLE} is not beside this clone")
    return [line.strip("\u00a0 ") for line in SAMPLE.read_text(encoding="utf-8").splitlines() if line.strip("\u00a0 ")]


@pytest.fixture(scope="module")
def article(lines: list[str]) -> Article:
    assert lines[:3] == ["سوريا - لبنان - فلسطين", TITLE, "1548 07:08:59 2015-10-15"]
    assert lines[4] == " ".join(RELATED)
    links = [{"title": title, "section": "levant", "id": 284000 + at} for at, title in enumerate(RELATED)]
    blocks: list[Block] = []
    for at, line in enumerate(lines[3:21], start=3):
        if at == 4:
            blocks.append(_block("related", links=links))
        elif at == 10:
            blocks += [_block("blank"), _picture("pentagon.jpg", "البنتاغون", "Reuters", "البنتاغون", "glued"), _block("blank")]
        elif at == 15:
            blocks += [_block("blank"), _picture("kirby.jpg", SPOKESMAN, "AFP PAUL J. RICHARDS", SPOKESMAN, "two-lines"), _block("blank")]
        elif at != 16:
            blocks.append(_block("paragraph", text=line))
    template = next(each for each in load_articles() if each.section == "levant" and each.parts)
    return _as_article(template, blocks)


def _block(kind: str, **values: object) -> Block:
    from tests.agency.blocks import block

    return block(kind, **values)


def _picture(name: str, alt: str, credit: str, caption: str, form: str) -> Block:
    return _block("picture", src=f"/uploads/2015/10/{name}", alt=alt, credit=credit, caption=caption, form=form)


def _as_article(template: Article, blocks: list[Block]) -> Article:
    from dataclasses import replace

    return replace(
        template, id=284321, section="levant", category="سوريا - لبنان - فلسطين", title=TITLE, meta="1548 07:08:59 2015-10-15",
        traits=(), blocks=tuple(blocks), comments=(), author=None, source=None, published="2015-10-15T07:08:59+03:00", precision="second",
    )  # fmt: skip


@pytest.fixture(scope="module", params=LAYOUTS)
def record(request: pytest.FixtureRequest, article: Article) -> dict[str, object]:
    """The sample's record, read as one page of a crawl in each layout; on day 0 views are as printed."""
    others = [each for each in load_articles() if each.id != article.id][:12]
    pages = [*crawl(others, request.param), page(article, layouts()[request.param], day=0)]
    read = buratha.read_pages(pages)[-1]
    assert isinstance(read, dict), read
    return read


def test_body_is_the_story(record: dict[str, object], lines: list[str]) -> None:
    assert str(record["body"]).split("\n\n") == [" ".join(lines[at].split()) for at in BODY]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", 284321),
        ("url", f"{SITE}/arabic/levant/284321"),
        ("section", "levant"),
        ("category", "سوريا - لبنان - فلسطين"),
        ("title", TITLE),
        ("author", None),
        ("published", "2015-10-15T07:08:59+03:00"),
        ("published_precision", "second"),
        ("views", 1548),
        ("comments", []),
        ("doubts", []),
    ],
)
def test_field(record: dict[str, object], field: str, value: object) -> None:
    assert record[field] == value


def test_related_stories_with_addresses(record: dict[str, object]) -> None:
    assert record["related"] == [{"title": title, "url": f"{SITE}/arabic/levant/{284000 + at}"} for at, title in enumerate(RELATED)]


def test_pictures_pulled_apart(record: dict[str, object]) -> None:
    assert record["images"] == [
        {"url": f"{SITE}/uploads/2015/10/pentagon.jpg", "alt": "البنتاغون", "caption": "البنتاغون", "credit": "Reuters"},
        {"url": f"{SITE}/uploads/2015/10/kirby.jpg", "alt": SPOKESMAN, "caption": SPOKESMAN, "credit": "AFP PAUL J. RICHARDS"},
    ]
