"""Listings in markups of twenty years, none of them the site's: each with the articles, days and turns that a reader would write down."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest

from buratha.pages.listing import Listing, read_listing

HOST = "http://127.0.0.1:8000"
NEWS = f"{HOST}/arabic/news"
NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Sample:
    """A listing's markup and what is to be read off it: numbers to days, and pages as address, number and turn."""

    html: str
    articles: dict[int, str | None]
    pages: list[tuple[str, int | None, str | None]] = field(default_factory=list)
    url: str = NEWS
    more: bool = False


TABLE_2006 = Sample(
    """<HTML><BODY><TABLE><TR><TD><A HREF=/>الرئيسية</A><TD><A HREF=/arabic/articles>المقالات</A></TABLE>
    <TABLE WIDTH=100%><TR><TD><FONT><A HREF="/arabic/news/4201">وزير الموارد يفتتح سدا جديدا</A></FONT><TD>2006-07-08
    <TR><TD><A HREF="/arabic/news/4198"><IMG SRC=a.gif></A><A HREF="/arabic/news/4198">انطلاق حملة تنظيف في الكرخ</A><TD>2006-07-07</TABLE>
    <CENTER>[1] <A HREF="/arabic/news/2">[2]</A> <A HREF="/arabic/news/3">[3]</A> <A HREF="/arabic/news/2">&gt;&gt;</A></CENTER>""",
    {4201: "2006-07-08", 4198: "2006-07-07"},
    [("/arabic/news/2", 2, "onward"), ("/arabic/news/3", 3, "jump")],
)
DEFINITION_LIST = Sample(
    """<dl><dt><a href="news/94875.html">إعمار المدارس</a><dd>الجمعة 21 أيار 2010<dt><a href="news/94860.html">موسم الحصاد</a><dd>20 أيار 2010</dl>
    <p><a href="news.php?p=1">السابق</a> | <a href="news.php?p=3">التالي</a></p>""",
    {94875: "2010-05-21", 94860: "2010-05-20"},
    [("/news.php?p=3", 3, "onward")],
    url=f"{HOST}/news.php?p=2",
)
BR_AND_TEXT = Sample(
    """<td>• <a href=/arabic/news/120729>مهرجان الربيع</a> (29/3/2011)<br>• <a href=/arabic/news/120700>سوق الكتب</a> (28/3/2011)<br>
    • <a href=/arabic/news/120690>معرض التمور</a> (28/3/2011)<br><a href="?start=0">الأولى</a> <a href="?start=0">«</a> <a href="?start=60">»</a>
    <a href="?start=900">الأخيرة</a></td>""",
    {120729: "2011-03-29", 120700: "2011-03-28", 120690: "2011-03-28"},
    [("/arabic/news?start=0", 0, "back"), ("/arabic/news?start=60", 60, "onward"), ("/arabic/news?start=900", 900, "jump")],
    url=f"{NEWS}?start=30",
)
DATES_BEFORE = Sample(
    """<div>٢٠١٤-١١-٠٨ <a href="/arabic/news/252255">نص أول</a><br>٢٠١٤-١١-٠٧ <a href="/arabic/news/252200">نص ثان</a><br></div>
    <a href="/arabic/news/page/2">٢</a> <a href="/arabic/news/page/3">٣</a>""",
    {252255: "2014-11-08", 252200: "2014-11-07"},
    [("/arabic/news/page/2", 2, "onward"), ("/arabic/news/page/3", 3, "jump")],
)
TEASERS_WITH_MORE = Sample(
    """<ul><li><h3>افتتاح جسر</h3><span class=d>15 تشرين الأول 2015</span>
    <p>في 3/2/2001 بدأ العمل على الجسر الذي ينتظره أهالي المدينة منذ سنوات طويلة</p>
    <a href="/arabic/news/285550">المزيد</a><a href="/arabic/news/285550/print">طباعة</a><a href="/arabic/news/285550#comments">2</a></li>
    <li><h3>ترميم متحف</h3><span class=d>14 تشرين الأول 2015</span><a href="/arabic/news/285540">المزيد</a>
    <a href="https://www.facebook.com/sharer.php?u=http://127.0.0.1:8000/arabic/news/285540">مشاركة</a></li></ul>
    <div><a href="/arabic/news/20" title="الصفحة التالية"><img src="/img/arrow.png"></a></div>""",
    {285550: "2015-10-15", 285540: "2015-10-14"},
    [("/arabic/news/20", 20, "onward")],
)
CALENDAR_BESIDE = Sample(
    """<main><article><a href="/arabic/news/306830">خبر</a><time datetime="2016-12-06T09:00:00+03:00">قبل مدة</time></article>
    <article><a href="/arabic/news/306800">خبر ثان</a><time datetime="2016-12-05">الاثنين</time></article></main>
    <nav class=archive><a href="/arabic/news/2016/12">كانون الأول 2016</a><a href="/arabic/news/2015/10">10</a><a href="/arabic/news/2015">2015</a>
    <a href="/arabic/news/2014">2014</a><a href="/archive/2015/10/15">15</a><a href="/arabic/news?year=2015&month=3">3</a></nav>
    <a class="nextpostslink" href="/arabic/news/page/2"><span><i></i></span></a>""",
    {306830: "2016-12-06", 306800: "2016-12-05"},
    [("/arabic/news/page/2", 2, "onward")],
)
WINDOW_OF_NUMBERS = Sample(
    """<div class=row><a href="/arabic/news/320055">أ ب</a></div><div class=pager><a href=/arabic/news>1</a> … <a href="/arabic/news/2014">2014</a>
    <b>2015</b> <a href="/arabic/news/2016">2016</a> <a href="/arabic/news/2017">2017</a> … <a href="/arabic/news/9000">9000</a></div>""",
    {320055: None},
    [
        ("/arabic/news/2014", 2014, "back"),
        ("/arabic/news/2016", 2016, "onward"),
        ("/arabic/news/2017", 2017, "jump"),
        ("/arabic/news/9000", 9000, "jump"),
    ],
    url=f"{NEWS}/2015",
)
CURSORS = Sample(
    """<section><a href="/arabic/news/425190">خبر</a><a href="/arabic/news/425167">خبر آخر</a></section>
    <a href="?before=425167" aria-label="أقدم"><svg></svg></a> <a href="?after=425190" aria-label="أحدث"><svg></svg></a>""",
    {425190: None, 425167: None},
    [("/arabic/news?before=425167", None, "onward"), ("/arabic/news?after=425190", None, "back")],
    url=f"{NEWS}?before=425200",
)
LAST_ID = Sample(
    """<ol><li><a href=/arabic/news/425190>خبر</a><li><a href=/arabic/news/425167>خبر آخر</a></ol><p>
    <a href="/arabic/news?last_id=425167">»</a></p>""",
    {425190: None, 425167: None},
    [("/arabic/news?last_id=425167", None, "onward")],
)
ARROWS_ONLY = Sample(
    """<a href=/arabic/poetry/9001>قصيدة</a><a href="/arabic/poetry?page=6"><b>→</b></a><a href="/arabic/poetry?page=8"><b>←</b></a>""",
    {9001: None},
    [("/arabic/poetry?page=6", 6, "back"), ("/arabic/poetry?page=8", 8, "onward")],
    url=f"{HOST}/arabic/poetry?page=7",
)
ONE_ARROW_FROM_THE_FIRST = Sample(
    "<a href=/arabic/news/9001>خبر</a><a href='?c=Zx81'>‹</a>",
    {9001: None},
    [("/arabic/news?c=Zx81", None, "onward")],
)
PICTURES_AS_ARROWS = Sample(
    """<a href=/arabic/news/9001>خبر</a><a href=/arabic/news/list-4.html><img src=/img/prev.gif></a><a href=/arabic/news/list-6.html>
    <img src=/img/next_ar.gif></a>""",
    {9001: None},
    [("/arabic/news/list-4.html", 4, "back"), ("/arabic/news/list-6.html", 6, "onward")],
    url=f"{NEWS}/list-5.html",
)
HEAD_LINKS = Sample(
    """<head><link rel=prev href="/arabic/news?page=1"><link rel="next" href="/arabic/news?page=3">
    <link rel=canonical href="/arabic/news?page=2"></head>
    <body><a href=/arabic/news/9001>خبر</a></body>""",
    {9001: None},
    [("/arabic/news?page=3", 3, "onward")],
    url=f"{NEWS}?page=2",
)
JUMP_LIST = Sample(
    """<a href=/arabic/news/9001>خبر</a><select onchange="location.href='/arabic/news?page='+this.value"><option value=1>1</option>
    <option value=2 selected>2</option><option value=3>3</option></select>""",
    {9001: None},
    [("/arabic/news?page=3", 3, "onward")],
    url=f"{NEWS}?page=2",
)
JUMP_FORM = Sample(
    """<a href=/arabic/news/9001>خبر</a><form action="/arabic/news"><select name=page><option value=1 selected>صفحة ١</option>
    <option value=2>صفحة ٢</option>
    </select><input type=submit value="اذهب"></form><form action=/search><input name=q><input type=submit value="التالي"></form>""",
    {9001: None},
    [("/arabic/news?page=2", 2, "onward")],
)
GET_FORM = Sample(
    """<a href=/arabic/news/9001>خبر</a><form method=get action="/arabic/news"><input type=hidden name=page value=2>
    <input type=submit value="التالي"></form>""",
    {9001: None},
    [("/arabic/news?page=2", 2, "onward")],
)
SUBMIT_BUTTONS = Sample(
    """<a href=/arabic/news/9001>خبر</a><form><button name=page value=1>١</button><button name=page value=3>٣</button></form>""",
    {9001: None},
    [("/arabic/news?page=3", 3, "onward")],
    url=f"{NEWS}?page=2",
)
SCRIPTED_ROWS = Sample(
    """<tr onclick="location.href='/arabic/news/9001'"><td>خبر بلا رابط</td></tr><tr onclick="window.open('/arabic/news/9000')"><td>خبر ثان</td></tr>
    <span onclick="location.href='/arabic/news?page=2'">التالي</span><div data-href="/arabic/news?page=3">3</div>""",
    {9001: None, 9000: None},
    [("/arabic/news?page=2", 2, "onward"), ("/arabic/news?page=3", 3, "jump")],
)
DIV_SOUP_2026 = Sample(
    """<div id=app><div class="x1 grid"><div class=card><a href="/arabic/news/470001"><div class=t>خبر اليوم</div></a><div class=m>
    <span>قبل ساعتين</span></div></div>
    <div class=card><a href="/arabic/news/470000"><div class=t>خبر الأمس</div></a><div class=m><span>31</span><span>كانون الثاني</span>
    <span>2026</span></div></div></div>
    <div class=infinite data-next="/arabic/news?page=2"></div></div>""",
    {470001: "2026-02-01", 470000: "2026-01-31"},
    [("/arabic/news?page=2", 2, "onward")],
)
LOAD_MORE = Sample(
    """<div class=card><a href="/arabic/news/470001">خبر اليوم</a></div><div class=wrap><button id=load-more class=btn>عرض المزيد</button></div>""",
    {470001: None},
    more=True,
)
POSTED = Sample(
    """<a href="/arabic/news/470001">خبر</a><form method=post action=/arabic/news><input type=hidden name=page value=2>
    <input type=submit value="التالي"></form>""",
    {470001: None},
    more=True,
)
POST_BACK = Sample(
    """<a href="/arabic/news/470001">خبر</a><a href="javascript:__doPostBack('ctl00$Grid','Page$2')">2</a>""",
    {470001: None},
    more=True,
)
EVERYTHING_ON_ONE_PAGE = Sample(
    """<a href="/arabic/news/470001">خبر</a><a href="/arabic/news/470000">خبر</a><div class="slick-slider">
    <button class=slick-next>التالي</button></div>
    <div class=vote><button>تصويت</button><a href="#">المزيد</a><a href="#">المزيد</a><a href="#">المزيد</a><a href="#">المزيد</a></div>
    <a href="/arabic/poetry">المزيد</a><a href="/arabic/poetry?page=2">2</a><a href="/arabic/news?sort=old">الأقدم</a>
    <a href="/comments.php?page=2">2</a>
    <a href="/arabic/news?cpage=2">2</a><a href="/arabic/tag/%D8%A8%D8%BA%D8%AF%D8%A7%D8%AF">بغداد</a><a href="/arabic/news?print=1">طباعة</a>""",
    {470001: None, 470000: None},
)
FRONT = Sample(
    """<a href="/arabic/news/470001">خبر</a><a href="/arabic/page/2">التالي</a><a href="/arabic/sport/page/2">2</a>""",
    {470001: None},
    [("/arabic/page/2", 2, "onward")],
    url=f"{HOST}/arabic/",
)
SLUG_WITH_NUMBER = Sample(
    """<a href="/arabic/news/470001">خبر</a><a href="/arabic/news">1</a><a href="/arabic/news-3">3</a><a href="/arabic/news-4">4</a>""",
    {470001: None},
    [("/arabic/news-3", 3, "onward"), ("/arabic/news-4", 4, "jump")],
    url=f"{HOST}/arabic/news-2",
)
OFFSETS_IN_THE_PATH = Sample(
    """<a href="/arabic/news/470001">خبر</a><a href="/arabic/news/20">2</a><a href="/arabic/news/60">4</a><a href="/arabic/news/60">&gt;</a>
    <a href="/arabic/news/980">الأخيرة</a><a href="/arabic/news/469900">»</a>""",
    {470001: None, 469900: None},
    [("/arabic/news/20", 2, "back"), ("/arabic/news/60", 4, "onward"), ("/arabic/news/980", 980, "jump")],
    url=f"{NEWS}/40",
)
OTHER_SCRIPT = Sample(
    """<a href="/arabic/news/470001">خبر</a><a href="/list.php?cat=3&page=2">2</a><a href="/list.php?cat=3&page=3">3</a>
    <a href="/poll.php?page=2">2</a>""",
    {470001: None},
    [("/list.php?cat=3&page=2", 2, "onward"), ("/list.php?cat=3&page=3", 3, "jump")],
)
UNKNOWN_PARAMETER = Sample(
    """<a href="/arabic/news/470001">خبر</a><a href="?seite=4&utm_source=x">4</a><a href="?seite=6&utm_source=x">6</a>
    <a href="?seite=6">الصفحة التالية</a>""",
    {470001: None},
    [("/arabic/news?seite=4&utm_source=x", 4, "back"), ("/arabic/news?seite=6&utm_source=x", 6, "onward"), ("/arabic/news?seite=6", None, "onward")],
    url=f"{NEWS}?seite=5",
)
SECTION_NAMED_BY_A_YEAR = Sample(
    """<a href="/arabic/iran-2020/470001">خبر</a><a href="/arabic/iran-2020?page=2">2</a><a href="/arabic/iran-2020?page=3">3</a>""",
    {470001: None},
    [("/arabic/iran-2020?page=2", 2, "onward"), ("/arabic/iran-2020?page=3", 3, "jump")],
    url=f"{HOST}/arabic/iran-2020",
)
SAMPLES = {name: value for name, value in globals().items() if isinstance(value, Sample)}


def read(sample: Sample) -> Listing:
    """Return what is read off a sample."""
    return read_listing(sample.html, sample.url, NOW)


@pytest.mark.parametrize("name", SAMPLES)
def test_articles_and_their_days(name: str) -> None:
    sample = SAMPLES[name]
    found = {article.id: article.day for article in read(sample).articles}
    assert found == {number: date.fromisoformat(day) if day else None for number, day in sample.articles.items()}


@pytest.mark.parametrize("name", SAMPLES)
def test_pages_and_their_turns(name: str) -> None:
    sample = SAMPLES[name]
    listing = read(sample)
    assert [(page.url.removeprefix(HOST), page.number, page.turn) for page in listing.pages] == sample.pages
    assert (listing.needs_browser_for_more, listing.more_control is not None) == (sample.more, sample.more)


def test_titles_are_the_articles_own_and_never_the_links_around() -> None:
    assert [article.title for article in read(TABLE_2006).articles] == ["وزير الموارد يفتتح سدا جديدا", "انطلاق حملة تنظيف في الكرخ"]
    assert "المزيد" not in {article.title for article in read(TEASERS_WITH_MORE).articles}


def test_what_a_browser_would_have_to_press_is_shown() -> None:
    assert read(LOAD_MORE).more_control == '<button id="load-more" class="btn">عرض المزيد</button>'


ROWS = (f"<li><a href='/arabic/news/{number}'>خبر {number} من أخبار المحافظات</a></li>" for number in range(300001, 300006))
STORIES = f"<ul>{''.join(ROWS)}</ul>"


@pytest.mark.parametrize(
    "end",
    [
        '<div class="infinite-scroll-request">...</div>',
        '<div id="scroll-sentinel"></div>',
        '<div class="loader" data-infinite-path="/api/list"></div>',
        '<div hx-get="/part/2" hx-trigger="revealed"></div>',
        "<div class='spin'></div><script>new IntersectionObserver(es => es[0].isIntersecting && fetch('/api/news?from=5')).observe(end)</script>",
        "<script>$(window).scroll(function(){ $.get('/ajax/more.php', function(d){ $('ul').append(d) }) })</script>",
        "<script>window.addEventListener('scroll', () => { const x = new XMLHttpRequest(); x.open('GET', '/more'); x.send() })</script>",
        "<script>onscroll = () => { if (innerHeight + scrollY > ul.offsetHeight) more() }; const more = () => fetch('/more').then(show)</script>",
        "<script>document.addEventListener('scroll', later); function later() { axios('/more').then(show) }</script>",
    ],
)
def test_a_listing_that_grows_as_it_is_scrolled_needs_a_browser(end: str) -> None:
    listing = read_listing(f"<html><body>{STORIES}{end}</body></html>", NEWS, NOW)
    assert listing.needs_browser_for_more
    assert listing.more_control


@pytest.mark.parametrize(
    "other",
    [
        "<div class='infinite-slider'></div>",
        "<p class='animate__infinite'>عاجل</p>",
        "<script>new IntersectionObserver(es => es.forEach(e => e.target.src = e.target.dataset.src))</script>",
        "<script>window.onscroll = () => { top.style.display = scrollY > 90 ? 'block' : 'none' }</script>",
        "<script>fetch('/counter.php')</script>",
        """<script>$(window).on('scroll', function () { $('#up').toggle($(this).scrollTop() > 400); });
        $.post('/hit.php', { path: location.pathname });</script>""",
        "<a href='/arabic/news?page=2'>الصفحة التالية</a><div class='infinite-scroll-request'></div>",
    ],
)
def test_what_moves_or_has_page_links_grows_by_nothing(other: str) -> None:
    assert not read_listing(f"<html><body>{STORIES}{other}</body></html>", NEWS, NOW).needs_browser_for_more


def test_relative_days_need_the_time_of_the_fetch() -> None:
    assert [article.day for article in read_listing(DIV_SOUP_2026.html, NEWS).articles] == [None, date(2026, 1, 31)]
