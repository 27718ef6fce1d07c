"""Which date is the story's: not the day of the visit, a reader's comment's, a counter's first day, nor one amid the text while there is another."""

import pytest

from tests.pages.story import BODY, PARAGRAPHS, page, read, read_site

OWN = "2017-01-20T00:00:00+03:00"
VISIT = "6/11/2025"
"""Two days before the page is read."""
FIRST, SECOND, THIRD = PARAGRAPHS


@pytest.mark.parametrize(
    ("above", "between", "below"),
    [
        (f"<p>الخميس {VISIT}</p>", "<p>20/1/2017</p>", ""),
        ("", f"<p>{VISIT}</p><p>20/1/2017</p>", ""),
        ("", f"<p>{VISIT}</p>", "<p>نشر في 20/1/2017</p>"),
        ("", f"<p>نشر في {VISIT}</p>", "<p>نشر في 20/1/2017</p>"),
    ],
)
def test_the_day_of_the_visit_gives_way_to_any_other(above: str, between: str, below: str) -> None:
    record = read(page(above, between, below))
    assert (record["published"], record["body"]) == (OWN, BODY)
    assert "published" not in record["doubts"]


@pytest.mark.parametrize("line", [f"<p>{VISIT}</p><p>845</p>", f"<p>نشر في {VISIT}</p>"])
def test_it_is_the_last_resort_and_doubtful(line: str) -> None:
    record = read(page(between=line))
    assert (record["published"][:10], record["body"]) == ("2025-11-06", BODY)
    assert "published" in record["doubts"]


def test_the_agencys_own_line_is_believed_on_these_days_too() -> None:
    record = read(page(between="<p>845 2025-11-06</p>", below="<p>نشر في 20/1/2017</p>"))
    assert (record["published"][:10], record["views"]) == ("2025-11-06", 845)
    assert "published" not in record["doubts"]


SAID = "قصة جميلة تذكرني بمدرستنا القديمة في القرية المجاورة"


@pytest.mark.parametrize(
    "comment",
    [
        "<div class='c'><p>سامر الكعبي</p><p>3/2/2017</p><p>{said}</p></div>",
        "<div class='c'><b>سامر الكعبي</b> <span>3/2/2017</span><p>{said}</p></div>",
    ],
)
def test_the_day_of_a_readers_comment_is_not_the_storys(comment: str) -> None:
    said = comment.format(said=SAID)
    assert read(page(below=said))["published"] is None
    assert read(page(between="<p>20/1/2017</p>", below=said))["published"] == OWN


@pytest.mark.parametrize("line", ["<p>نشر في 20/1/2017</p><p>المشاهدات: 845</p>", "<table><tr><td>845 قراءة</td><td>20/1/2017</td></tr></table>"])
def test_a_date_below_the_story_without_a_comment_is_the_storys(line: str) -> None:
    record = read(page(below=line))
    assert (record["published"], record["views"]) == (OWN, 845)


def test_what_all_pages_count_since_a_day_is_no_ones_date() -> None:
    for record in read_site(["<p class='n'>منذ 1/1/2010 قرأنا 2310 قارئا</p>"] * 7):
        assert (record["published"], record["views"]) == (None, None)
    for at, record in enumerate(read_site([f"<p class='n'>{20 + at}/1/2017 قرأها {845 + at} قارئا</p>" for at in range(7)])):
        assert (record["published"][:10], record["views"]) == (f"2017-01-{20 + at}", 845 + at)


@pytest.mark.parametrize("counter", ["عدد القراء منذ 1/1/2010: 2310", "زوار الموقع منذ 1/1/2010: 2310"])
def test_a_count_since_a_day_is_neither_day_nor_readers(counter: str) -> None:
    record = read(page(between=f"<p>نشر في 20/1/2017</p><p>{counter}</p>"))
    assert (record["published"], record["views"]) == (OWN, None)
    assert read(page(between="<p>نشر في 20/1/2017</p><p>845 قراءة منذ النشر</p>"))["views"] == 845


@pytest.mark.parametrize("between", ["<p>نشر في 20/1/2017 - المشاهدات: 845</p>", ""])
@pytest.mark.parametrize("amid", ["9 أيلول 2013", "845 9 أيلول 2013"])
def test_the_next_best_line_where_the_best_stands_amid_the_text(between: str, amid: str) -> None:
    texts = [FIRST, amid, SECOND, THIRD]
    story = "".join(f"<p>{text}</p>" for text in texts)
    below = "" if between else "<div class='z'>نشر في 20/1/2017 - المشاهدات: 845</div>"
    record = read(page(between=between, story=f"<div class='t'>{story}</div>", below=below))
    assert (record["published"], record["views"], record["body"]) == (OWN, 845, "\n\n".join(texts))


def test_a_dated_line_above_a_few_pictures_is_the_storys() -> None:
    pictures = "".join(f"<p><img src='/img/{at}.jpg'></p>" for at in range(10))
    assert read(page(f"<p>20/1/2017 17:40</p>{pictures}"))["published"] == "2017-01-20T17:40:00+03:00"
    assert read(page(f"<p>{VISIT} 17:40</p>{pictures}"))["published"] is None


@pytest.mark.parametrize("words", ["للمرة الأخيرة", "آخر مرة"])
def test_the_last_time_is_another_day(words: str) -> None:
    alone, beside = f"<p>حررت {words} في 3/2/2017</p>", "<p>20/1/2017</p>"
    assert read(page(between=alone + beside))["published"] == OWN
    record = read(page(between=alone))
    assert record["published"] is None or "published" in record["doubts"]
    assert "published" not in read(page(between="<p>حررت في 3/2/2017</p>"))["doubts"]


@pytest.mark.parametrize(
    "above",
    [
        "<p>النشرة الاسبوعية ، العدد 40 ، 2017/1/25 ، الساعة 12:00:00</p>",
        "<div>نُقلت هذه الصفحة إلى الموقع الجديد بتاريخ 25 كانون الثاني 2017 في تمام الساعة 03:57:19 فجرا</div>",
    ],
)
@pytest.mark.parametrize(("between", "below"), [("<p>نشر في 20/1/2017</p>", ""), ("", "<p>نشر في 20/1/2017</p>")])
def test_a_day_right_above_the_headline_gives_way_to_the_publications(above: str, between: str, below: str) -> None:
    assert read(page(above, between, below))["published"] == OWN


def test_of_several_days_in_one_list_below_the_story_the_publications() -> None:
    numbers = "<fieldset class='n'><div>القراءات كلها منذ النشر 466</div><div>طبعوها 2</div></fieldset>"
    days = "<fieldset class='d'><div>وصلت الى الباب 2017-01-25 (تاريخ اعادة ترتيب الارشيف)</div><div>نشرت 2017-01-20</div></fieldset>"
    assert read(page(below=numbers + days))["published"] == OWN


@pytest.mark.parametrize("block", ["<div class='when'>{}</div>", "<table><tr><td>{}</td></tr></table>"])
@pytest.mark.parametrize("above", [False, True])
def test_a_day_in_two_calendars_in_a_block_of_its_own_is_the_layouts(block: str, above: bool) -> None:
    line = block.format("الجمعة ٢١ ربيع الآخر ١٤٣٨ هـ الموافق ٢٠ كانون الثاني ٢٠١٧ م")
    record = read(page(above=line) if above else page(between=line))
    assert (record["published"], record["body"]) == (OWN, BODY)


def test_a_day_in_two_calendars_among_paragraphs_stays_the_authors() -> None:
    line = "الجمعة ٢١ ربيع الآخر ١٤٣٨ هـ الموافق ٢٠ كانون الثاني ٢٠١٧ م"
    story = f"<div class='t'><p>{line}</p>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</div>"
    assert read(page(between="<p>نشر في 21/1/2017</p>", story=story))["body"] == f"{line}\n\n{BODY}"


def test_an_hour_that_every_page_has_is_no_articles() -> None:
    hours = "<table><tr><td>الإمساك</td><td>03:41</td></tr><tr><td>الإفطار</td><td>18:42</td></tr></table>"
    records = read_site([f"{hours}<p>نشر في {day}/1/2017</p>" for day in range(10, 17)])
    assert [record["published"] for record in records] == [f"2017-01-{day}T00:00:00+03:00" for day in range(10, 17)]


def test_a_change_told_in_brackets_is_not_the_day_of_publication() -> None:
    record = read(page(between="<p>09:10:11 20.01.2017 (محدثة: 23:58:10 21.01.2017)</p>"))
    assert record["published"] == "2017-01-20T09:10:11+03:00"


@pytest.mark.parametrize(
    "line",
    [
        "<p>وضعنا هذه المادة على الموقع يوم الجمعة 20-1-2017 في الساعة 09:10:11، وزارها حتى الآن 1321 زائر</p>",
        "<p>Posted by: Media Office on Friday, January 20, 2017 09:10:11 AM</p>",
        "<dl><dt>يوم النشر</dt><dd>20 كانون الثاني (يناير) 2017</dd><dt>ساعة النشر</dt><dd>09:10:11</dd></dl>",
    ],
)
def test_other_ways_to_say_when_a_story_was_put_up(line: str) -> None:
    record = read(page(between=line))
    assert (record["published"], record["body"]) == ("2017-01-20T09:10:11+03:00", BODY)
