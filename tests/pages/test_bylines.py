"""The writer's name in one line with a fact about the article, and timestamps that machines left in print."""

import pytest

from tests.pages.story import BODY, page, read


# -- machines' timestamps in print -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("stamp", "published"),
    [
        ("2017-01-20T10:30:05Z", "2017-01-20T13:30:05+03:00"),
        ("نشر: 2017-01-20T10:30:05+03:00", "2017-01-20T10:30:05+03:00"),
        ("٢٠١٧-٠١-٢٠T10:30:05+00:00", "2017-01-20T13:30:05+03:00"),
        ("2017-01-20 22:30:05.000Z", "2017-01-21T01:30:05+03:00"),
    ],
)
def test_a_printed_timestamp_is_read_with_its_zone(stamp: str, published: str) -> None:
    assert read(page(between=f"<p>{stamp}</p>"))["published"] == published


@pytest.mark.parametrize("fact", ["منذ 3 ساعات", "منذ يومين", "قبل ساعة", "1,234 مشاهدة", "2017-01-20T10:30:05+03:00", "20 كانون الثاني 2017"])
@pytest.mark.parametrize("between", [" / ", " | ", " - ", " • "])
def test_the_writer_shares_a_line_with_a_fact(between: str, fact: str) -> None:
    for line in (f"كاظم المياحي{between}{fact}", f"{fact}{between}كاظم المياحي"):
        record = read(page(between=f"<p>{line}</p>"))
        assert (record["author"], record["body"]) == ("كاظم المياحي", BODY)


@pytest.mark.parametrize("line", ["سلام على بغداد / منذ أن عرفتها", "قبل يومين - عاد الماء إلى القرية"])
def test_words_beside_how_long_ago_are_no_writer(line: str) -> None:
    assert read(page(between=f"<p>{line}</p>"))["author"] is None


def test_a_marked_name_among_the_facts_in_pieces() -> None:
    line = "<div class='f'><span>✍ كاظم المياحي ||</span><span>20 كانون الثاني 2017</span><span>862 اطلاعا</span></div>"
    record = read(page(between=line))
    assert (record["author"], record["views"], record["published"]) == ("كاظم المياحي", 862, "2017-01-20T00:00:00+03:00")
