"""An archive to look through, and a server that shows it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from buratha.items import Comment, Image, RelatedStory
from tests.archive.building import Building, building, file_url
from tests.browse.serving import Browsing, browsing
from tests.crawling import Place

STORY = (
    "زارَ وزيرُ التربية مَدْرَسَةً في محافظة البصرة، وافتتح مكتبـــة الأطفال.\n\n"
    "وقال إنّ «المسؤولية» مشتركة بين الآباء والمعلمين & الإدارة <كلها>.\n\n"
    "أول البيت\nوعجز البيت"
)


def fill(archive: Building) -> None:
    """Put in a handful of articles, one with everything that an article can have."""
    first = archive.held(
        28552, "news", "2007-09-30T18:05:33+04:00", title="افتتاح مكتبة في البصرة", author="عباس الغراوي", category="الأخبار", body=STORY,
        source="المكتب الاعلامي", views=1276, published_precision="second",
        images=[Image("https://burathanews.com/a.jpg", caption="واجهة المكتبة", credit="رويترز"), Image("javascript:alert(1)", alt="لا شيء")],
        related=[RelatedStory("خبر هنا", "https://burathanews.com/arabic/poetry/30000"), RelatedStory("في مكان آخر", "https://example.org/x")],
        comments=[Comment("قارئ", "2007-10-01", "شكرا <b>لكم</b>")],
    )  # fmt: skip
    newer = replace(first, revision=2, title="افتتاح مكتبة كبيرة في البصرة", text_hash="b" * 64)
    archive.revision(newer)
    archive.connection.exec_driver_sql(f"UPDATE articles SET revision = 2, text_hash = '{'b' * 64}' WHERE id = 28552")
    archive.held(30000, "poetry", "2008-01-05T00:00:00+03:00", title="قصيدة النخيل", category="الشعر", body="يا نخلة في البصرة", author="هدى الكاظمي")
    archive.held(31000, "news", None, title="خبر بلا تاريخ", category="الأخبار", body="اجتمعت الهيئة أمس", author=None)
    archive.held(32000, "news", "2009-02-01T10:00:00+03:00", title="النص نفسه", category="الأخبار", body="يا نخلة في البصرة", duplicate_of=30000)
    archive.known(33000, "met")
    archive.known(34000, "gone", reason="not_found")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place("http://127.0.0.1:9", tmp_path)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browsing]:
    """What `scrapy browse` shows of the archive; tests only read it."""
    folder = tmp_path_factory.mktemp("part #")  # a character that means something in the address of a file
    with building(file_url(folder / "archive.sqlite")) as archive:
        fill(archive)
    with browsing(Place("http://127.0.0.1:9", folder)) as server:
        yield server
