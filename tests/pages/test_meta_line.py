"""The meta line, in one piece or scattered: read from markup, as a page's reader would."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buratha.pages.fragments import find_views
from buratha.pages.lines import read_lines
from buratha.pages.meta_line import MetaLine, assemble
from buratha.pages.runs import find_runs

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
TITLE = "<h1>عنوان الخبر كما كتبه المحرر</h1>"
STORY = "<p>بدأت الحكاية في صباح بعيد حين خرج الناس إلى السوق القديم ولم يجدوا فيه أحدا يبيع أو يشتري.</p>"


def page(meta: str) -> str:
    return f"<html><body><div>{TITLE}{meta}{STORY}</div></body></html>"


def found(meta: str) -> list[MetaLine]:
    lines = read_lines(page(meta)).lines
    return [assemble(run, NOW, next((lines[piece.index].stamp for piece in run if lines[piece.index].stamp), "")) for run in find_runs(lines)]


def read(meta: str) -> MetaLine:
    dated = [line for line in found(meta) if line.moment]
    assert len(dated) == 1, meta
    return dated[0]


AGENCY = [
    ("1548 07:08:59 2015-10-15", "2015-10-15T07:08:59+03:00", "second", 1548),
    ("2585 2016-12-06", "2016-12-06T00:00:00+03:00", "day", 2585),
    ("0 2021-07-17", "2021-07-17T00:00:00+03:00", "day", 0),
    ("  3164   23:59:01   2013-03-01 ", "2013-03-01T23:59:01+03:00", "second", 3164),
    ("104233 2008-05-30", "2008-05-30T00:00:00+03:00", "day", 104233),
    ("77 10:30:00 2006-07-15", "2006-07-15T10:30:00+04:00", "second", 77),
    ("١٥٤٨ ٠٧:٠٨:٥٩ ٢٠١٥-١٠-١٥", "2015-10-15T07:08:59+03:00", "second", 1548),
]


@pytest.mark.parametrize(("text", "iso", "precision", "views"), AGENCY)
@pytest.mark.parametrize(
    "markup",
    [
        "<p>{}</p>",
        "<div class='x'><span>{}</span></div>",
        "<table><tr><td>{}</td></tr></table>",
        "<font size=1>{}</font><br>",
        "<p>\u00a0</p><p>{}</p><p>\u00a0</p>",
    ],
)
def test_the_agencys_line(markup: str, text: str, iso: str, precision: str, views: int) -> None:
    line = read(markup.format(text))
    assert line.moment is not None
    assert (line.moment.iso, line.moment.precision, line.views, line.agency_form) == (iso, precision, views, True)
    assert len(line.lines) == 1


SCATTERED = [
    "<span>1548</span> <span>07:08:59</span> <span>2015-10-15</span>",
    "<span>1548</span><span>07:08:59</span><span>2015-10-15</span>",
    "<div>1548</div><div>07:08:59</div><div>2015-10-15</div>",
    "<ul><li>1548</li><li>07:08:59</li><li>2015-10-15</li></ul>",
    "<table><tr><td>1548</td><td>07:08:59</td><td>2015-10-15</td></tr></table>",
    "<p>1548<br>07:08:59<br>2015-10-15</p>",
    "<p>المشاهدات: 1548</p><p>التاريخ: 2015-10-15 07:08:59</p>",
    "<p>التاريخ : 2015-10-15</p><p>الساعة : 07:08:59</p><p>عدد القراءات : 1548</p>",
    "<table><tr><td>عدد المشاهدات</td><td>1548</td></tr><tr><td>تاريخ النشر</td><td>07:08:59 2015-10-15</td></tr></table>",
    "<p>2015-10-15 | 07:08:59 | 1548 مشاهدة</p>",
    "<p><b>1548</b> قراءة</p><p>2015-10-15 07:08:59</p>",
]


@pytest.mark.parametrize("markup", SCATTERED)
def test_scattered_over_elements_and_labels(markup: str) -> None:
    line = read(markup)
    assert line.moment is not None
    assert (line.moment.iso, line.views) == ("2015-10-15T07:08:59+03:00", 1548)


@pytest.mark.parametrize(
    ("markup", "iso", "views"),
    [
        ("<p>2016-12-06</p>", "2016-12-06T00:00:00+03:00", None),
        ("<p>التاريخ: 6 كانون الأول 2016</p>", "2016-12-06T00:00:00+03:00", None),
        ("<p>الثلاثاء 6 ديسمبر/كانون الأول 2016</p>", "2016-12-06T00:00:00+03:00", None),
        ("<p>6/12/2016 - 03:15 م</p>", "2016-12-06T15:15:00+03:00", None),
        ("<p>المشاهدات: 2,585</p><p>2016-12-06</p>", "2016-12-06T00:00:00+03:00", 2585),
        ("<p>٢٢ آب ٢٠٢٠</p>", "2020-08-22T00:00:00+03:00", None),
        ("<time datetime='2015-10-15T04:08:59Z'>2015-10-15</time>", "2015-10-15T00:00:00+03:00", None),
    ],
)
def test_other_dates_where_the_line_stands(markup: str, iso: str, views: int | None) -> None:
    line = read(markup)
    assert line.moment is not None
    assert (line.moment.iso, line.views) == (iso, views)


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<p>1548</p>",
        "<p>07:08:59</p>",
        "<p>19/5/1205</p>",
        "<p>4/5/150320</p>",
        "<p>2015-13-45</p>",
        "<p>وكالة أنباء براثا</p>",
        "<p>دينار بحريني 0</p><p>يورو 1310</p>",
        "<p>في 14 تشرين الأول 2015 اجتمعت اللجنة في بغداد وناقشت مع الحاضرين ملف المياه والكهرباء والسكن في المحافظة كلها</p>",
    ],
)
def test_pages_without_the_line(markup: str) -> None:
    assert not [line for line in found(markup) if line.moment]


def test_two_lines_are_two() -> None:
    """The story's own lines of that form are kept apart; which is the page's is not asked here."""
    lines = [line for line in found(f"<p>1548 07:08:59 2015-10-15</p>{STORY}<p>12 2014-01-26</p>") if line.moment]
    assert [(line.moment.iso[:10], line.views) for line in lines if line.moment] == [("2015-10-15", 1548), ("2014-01-26", 12)]
    assert lines[0].lines.isdisjoint(lines[1].lines)


@pytest.mark.parametrize(
    ("markup", "views"),
    [
        ("<p>المشاهدات: 1548</p>", 1548),
        ("<p>1548 مشاهدة</p>", 1548),
        ("<p>عدد القراءات 12</p>", 12),
        ("<p>1548</p>", None),
        ("<p>3 تعليقات</p>", None),
    ],
)
def test_views_that_stand_alone(markup: str, views: int | None) -> None:
    assert find_views(read_lines(page(markup)).lines) == views


BARS = {
    "words behind, in one text": "<p>14 تعليق | 952 مشاهدة | 2015-10-15 07:08:59</p>",
    "words before, in one text": "<p>التعليقات: 14 - المشاهدات: 952 - 2015-10-15 07:08:59</p>",
    "comments beside the date": "<div><span>952</span> <span>07:08:59 2015-10-15 14 تعليقا</span></div>",
    "more comments than views": "<div><span>4021 تعليق</span><span>952 مشاهدة</span><span>2015-10-15 07:08:59</span></div>",
    "a link to the comments": "<div><time>2015-10-15 07:08:59</time> <a href='#comments'>4021</a> <span>952</span></div>",
    "a link to the page's comments": "<div><a href='/arabic/news/7#respond'>4021</a> <b>952</b> <i>07:08:59</i> <i>2015-10-15</i></div>",
    "icons by class, before": "<p><i class='i-comment'></i> 4021 <i class='i-eye'></i> 952 <i class='i-clock'></i> 2015-10-15 07:08:59</p>",
    "icons as pictures": "<p><img src='/i/comment.png'>4021 <img src='/i/eye.png'>952 <span>2015-10-15 07:08:59</span></p>",
    "icons as signs": "<p>\U0001f4ac 4021 \U0001f441 952 2015-10-15 07:08:59</p>",
    "telling classes": "<p><span class='shares'>4021</span> <span class='post-views'>952</span> <span>2015-10-15 07:08:59</span></p>",
    "minutes to read": "<p><span>3 دقائق</span> <span>952 مشاهدة</span> <span>2015-10-15 07:08:59</span></p>",
    "blocks, labels behind": "<ul><li>4021</li><li>تعليق</li><li>952</li><li>مشاهدة</li><li>2015-10-15 07:08:59</li></ul>",
    "blocks, labels before": "<ul><li>2015-10-15 07:08:59</li><li>مشاهدة</li><li>952</li><li>تعليق</li><li>4021</li></ul>",
    "likes, a writer and shares": "<p><b>سامر الكعبي</b> <b>4021 إعجاب</b> <b>952 قراءة</b> <b>77 مشاركة</b> <time>2015-10-15 07:08:59</time></p>",
    "labels of the markup": "<p><span aria-label='عدد التعليقات'>4021</span> <span title='عدد المشاهدات'>952</span> <b>2015-10-15 07:08:59</b></p>",
    "no word at all: the larger": "<p><span>952</span> <span>14</span> <span>2015-10-15 07:08:59</span></p>",
}


@pytest.mark.parametrize("markup", BARS.values(), ids=BARS)
def test_views_among_other_counts(markup: str) -> None:
    line = read(markup)
    assert line.views == 952
    assert line.moment is not None
    assert line.moment.iso == "2015-10-15T07:08:59+03:00"


@given(
    st.integers(0, 999_999),
    st.datetimes(min_value=datetime(2006, 1, 1), max_value=datetime(2026, 3, 9)),  # noqa: DTZ001 - wall clocks
    st.booleans(),
    st.sampled_from(["<p>{} {} {}</p>", "<td>{}</td><td>{}</td><td>{}</td>", "{}<br>{}<br>{}<br>"]),
)
def test_every_line_of_the_form_is_read(views: int, when: datetime, timed: bool, markup: str) -> None:
    clock = f"{when:%H:%M:%S}" if timed else ""
    line = read(markup.format(views, clock, f"{when:%Y-%m-%d}"))
    assert line.moment is not None
    expected = when.replace(microsecond=0) if timed else when.replace(hour=0, minute=0, second=0, microsecond=0)
    assert line.moment.when.replace(tzinfo=None) == expected
    assert line.views == views


@pytest.mark.parametrize(
    ("markup", "sure"),
    [
        ("<p>2310</p><p>2017-01-20</p>", True),
        ("<p>2310 صندوق تمر</p><p>2017-01-20</p>", False),
        ("<p>2310 2017-01-20</p>", True),
        ("<p>2017-01-20</p>", False),
    ],
)
def test_a_number_of_something_else_in_another_line_is_not_the_agencys_form(markup: str, sure: bool) -> None:
    assert read(markup).agency_form is sure


@pytest.mark.parametrize(
    "meta",
    [
        "<div><span>2022-09-12 15:15 GMT</span> <span>512</span></div>",
        "<div><span>512 مشاهدة</span><span>12/9/2022</span><span>15:15 (GMT)</span></div>",
        "<div>نشر في 12/9/2022 الساعة 15:15 بتوقيت غرينتش</div><div>عدد القراءات: 512</div>",
    ],
)
def test_an_hour_of_greenwich_is_told_as_baghdads(meta: str) -> None:
    line = read(meta)
    assert line.moment
    assert (line.moment.iso, line.views) == ("2022-09-12T18:15:00+03:00", 512)
