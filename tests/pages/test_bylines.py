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


VERSES = (
    "يا نخلة في باب تلك المدينة",
    "كم مر تحتك عاشق وحزينه",
    "كم ظلل السعف القديم قوافلا",
    "تمضي وتترك في التراب أنينه",
    "هذا أنا ..",
    "باب بلا دار",
)


@pytest.mark.parametrize("markup", ["<p>{}</p>", "{}<br>"])
@pytest.mark.parametrize("signed", ["{}{}", "{0}</div><div class='a'><h3>هادي الموسوي</h3>"], ids=["in its block", "in a card"])
def test_the_poets_name_below_the_verses_takes_none_of_them(signed: str, markup: str) -> None:
    verses = "".join(map(markup.format, VERSES))
    story = f"<div class='t'>{signed.format(verses, markup.format('هادي الموسوي'))}</div>"
    record = read(page(between="<div>845 09:14:26 2017-01-20</div>", story=story))
    assert record["author"] == "هادي الموسوي"
    assert [line for line in record["body"].split("\n") if line] == list(VERSES)


def test_a_name_within_a_poem_is_a_verse() -> None:
    verses = (*VERSES[:4], "هادي الموسوي", *VERSES[4:], "ودار بلا باب ولا شباك")
    story = "<div class='t'>" + "".join(f"<p>{verse}</p>" for verse in verses) + "</div>"
    record = read(page(between="<div>845 09:14:26 2017-01-20</div>", story=story))
    assert (record["author"], record["body"]) == (None, "\n\n".join(verses))


def test_tools_between_the_headline_and_the_writer_are_none_of_the_story() -> None:
    tools = "".join(f"<p>{tool}</p>" for tool in ("طباعة", "حجم الخط", "إرسال إلى صديق", "هادي الموسوي"))
    record = read(page(between="<div>845 09:14:26 2017-01-20</div>" + tools))
    assert (record["author"], record["body"]) == ("هادي الموسوي", BODY)


# -- the town and the day behind the name ----------------------------------------------------------------------------------
@pytest.mark.parametrize("mark", ["✍️ ", "بقلم: "])
@pytest.mark.parametrize("comma", ["؛ ", "، ", " ; "])
@pytest.mark.parametrize("town", ["ميسان", "النجف الأشرف", ""])
def test_a_marked_name_with_town_and_day_in_one_line(mark: str, comma: str, town: str) -> None:
    line = comma.join(part for part in (f"{mark}كاظم المياحي", town, "20 كانون الثاني 2017") if part)
    record = read(page(between=f"<table><tr><th>بقلم</th><td>{line}</td></tr></table>"))
    assert (record["author"], record["published"], record["body"]) == ("كاظم المياحي", "2017-01-20T00:00:00+03:00", BODY)


@pytest.mark.parametrize("line", ["لقاء في ميسان؛ 20 كانون الثاني 2017", "بقلم الرصاص، 20 كانون الثاني 2017"])
def test_a_place_with_its_day_is_no_writer(line: str) -> None:
    assert read(page(between=f"<p>{line}</p>"))["author"] is None
