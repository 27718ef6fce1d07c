"""The day in a story's own first lines: taken where the page prints none, and where it stands before the prose."""

import pytest

from tests.pages.story import PARAGRAPHS, page, read

OWN = "2017-01-20T00:00:00+03:00"
DATELINES = ["بغداد 20/1/2017", "بغداد - 20 كانون الثاني 2017", "20 كانون الثاني 2017"]


def told(at: int, dateline: str) -> tuple[str, str]:
    """A story with a dateline among its paragraphs: its markup and its text."""
    texts = [*PARAGRAPHS[:at], dateline, *PARAGRAPHS[at:]]
    return "<div class='t'>" + "".join(f"<p>{text}</p>" for text in texts) + "</div>", "\n\n".join(texts)


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_before_the_prose_tells_the_day_and_stays(dateline: str) -> None:
    story, body = told(0, dateline)
    record = read(page(story=story))
    assert (record["published"], record["body"]) == (OWN, body)
    assert "published" not in record["doubts"]


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_day_behind_prose_is_the_storys_matter(dateline: str) -> None:
    story, body = told(1, dateline)
    record = read(page(story=story))
    assert (record["published"], record["body"]) == (None, body)
    assert "published" in record["doubts"]


def test_a_printed_day_comes_before_the_dateline() -> None:
    story, body = told(0, "بغداد 20/1/2017")
    record = read(page(between="<p>نشر في 22/1/2017</p>", story=story))
    assert (record["published"][:10], record["body"]) == ("2017-01-22", body)
    assert "published" not in record["doubts"]


@pytest.mark.parametrize(
    ("below", "doubtful"),
    [
        ("<p>عرض هذا الخبر يوم 20/1/2017 في صدر الصفحة</p>", True),
        ("<p>عرض هذا الخبر يوم 24/1/2017 في صدر الصفحة</p>", True),
        ("<p>الأهالي والتلاميذ بانتظار الكهرباء</p>", False),
        ("<div class='k'><h4><a href='/arabic/news/310450'>فيضان النهر يقطع الجسر الخشبي</a></h4><div>20/1/2017</div></div>", False),
    ],
    ids=["the same day", "another day", "no day", "another story's"],
)
def test_a_dateline_beside_another_line_with_a_day_is_doubtful(below: str, doubtful: bool) -> None:
    record = read(page(story=told(0, "بغداد 20/1/2017")[0], below=below))
    assert record["published"] == OWN
    assert ("published" in record["doubts"]) is doubtful
