"""Names, days and numbers that stand beside a story and are another story's, a reader's or its subject's; and the author's own last words."""

import pytest

import buratha
from buratha.pages.kinds import NoArticle
from tests.pages.story import ADDRESS, BODY, PARAGRAPHS, TITLE, page, read

DAY = "<div>1548 07:08:59 2017-01-20</div>"
COLUMN = ADDRESS.replace("reports", "articles")
NEWS = ADDRESS.replace("reports", "news")
OTHER = "الصيادون في الأهوار يشكون من شح المياه هذا العام"


def _story(*lines: str, first: str = "") -> str:
    told = "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS, *lines))
    return f"<div class='t'>{first}{told}</div>"


@pytest.mark.parametrize("address", [NEWS, COLUMN])
@pytest.mark.parametrize(
    "below",
    [
        f"<div class=b><div class=item><div class=writer>علي حسين الموسوي</div><a href='/arabic/articles/309000'>{OTHER}</a></div></div>",
        f"<div class=b><h3>مقالات أخرى</h3><div class=item><div class=writer>علي حسين الموسوي</div><a href='/?id=5'>{OTHER}</a></div></div>",
        f"<div class=b><div class=item><div class=kuttab>علي حسين الموسوي</div><h4>{OTHER}</h4></div></div>",
        "<div class=post><div class=author>علي حسين الموسوي</div><p>أحسنت النشر</p></div>",
        "<div class=post><div class=author>علي حسين الموسوي</div><div>2017-02-01</div><p>أحسنت النشر</p></div>",
        "<div>علي حسين الموسوي - بغداد</div><div>2017-02-01</div><div>أحسنت النشر</div>",
        "<div>علي حسين الموسوي - بغداد</div><div>أحسنت النشر</div>",
    ],
)
def test_the_writer_of_another_story_and_a_reader_are_not_the_author(below: str, address: str) -> None:
    assert read(page(between=DAY, below=below), address)["author"] is None


def test_the_writer_of_a_story_above_the_headline_is_not_this_ones() -> None:
    above = f"<div class=b><div class=writer>علي حسين الموسوي</div><div>{OTHER}</div></div>"
    assert read(page(above=above, between=DAY), COLUMN)["author"] is None


@pytest.mark.parametrize("link", ["href='/?id=308000'", "href='javascript:go(5)'", ""])
def test_rows_of_other_stories_give_no_day(link: str) -> None:
    rows = (("مهرجان للنخيل في ضفاف شط العرب", "المقالات", "2017-01-03", 500), (OTHER, "الشعر", "2017-01-05", 800))
    items = "".join(f"<li><a {link}>{told}</a><br><span>{part}</span> <span>{day}</span> <span>{n} مشاهدة</span></li>" for told, part, day, n in rows)
    record = read(page(below=f"<ul>{items}</ul>"), COLUMN)
    assert record["published"] is None
    assert record["views"] is None or "views" in record["doubts"]


@pytest.mark.parametrize("label", ["أخوكم:", "كتبه:", "بقلم:", "الكاتب:", "المخلص:", "إعداد:", "التوقيع:"])
def test_a_signature_behind_a_label_of_its_own_line_is_read(label: str) -> None:
    record = read(page(between=DAY, story=_story(label, "كاظم المياحي")), COLUMN)
    assert (record["author"], record["body"]) == ("كاظم المياحي", BODY)


def test_the_agencys_sign_off_behind_a_label_is_no_text() -> None:
    record = read(page(between=DAY, story=_story("المصدر:", "وكالة انباء براثا ( واب )")), NEWS)
    assert record["body"] == f"{BODY}\n\nالمصدر:"


@pytest.mark.parametrize(
    "lines",
    [
        ("الجائزة الأولى", "محمد علي الكعبي", "بغداد", "الجائزة الثانية", "حسين كاظم الموسوي", "البصرة"),
        ("1", "محمد علي الكعبي", "بغداد", "2", "حسين كاظم الموسوي", "البصرة"),
        ("محمد علي الكعبي - بغداد", "الطفلة زهراء - البصرة", "حسين كاظم الموسوي - ميسان"),
        ("صورة من المدرسة", "علي حسين الموسوي", "بغداد"),
    ],
)
def test_winners_and_pictured_people_with_their_towns_stay_in_the_text(lines: tuple[str, ...]) -> None:
    record = read(page(between=DAY, story=_story(*lines)), NEWS)
    assert (record["author"], record["body"]) == (None, "\n\n".join((BODY, *lines)))


def test_a_winner_alone_with_his_town_is_doubted() -> None:
    lines = ("وفاز بالمركز الأول في مسابقة الخط التي أقيمت على شرف الزائرين", "محمد جاسم الكعبي – البصرة")
    record = read(page(between=DAY, story=_story(*lines)), NEWS)
    assert "author" in record["doubts"]


@pytest.mark.parametrize(
    "below",
    [
        "<div><p>محمد علي الكعبي</p><p>باحث في الشأن السياسي شارك في الندوة</p></div>",
        "<div><b>محمد علي الكعبي</b><br>كاتب ومسرحي رحل في بغداد</div>",
        "<table><tr><td>محمد علي الكعبي<br>شاعر من أهل القرية</td></tr></table>",
    ],
)
def test_whom_a_text_is_about_at_its_end_is_not_its_writer_unasked(below: str) -> None:
    record = read(page(between=DAY, story=STORY_OPEN + below + "</div>"), NEWS)
    assert record["author"] is None or "author" in record["doubts"]


STORY_OPEN = "<div class='t'>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def test_a_books_author_is_not_its_reviewer() -> None:
    book = "<p><b>المؤلف</b> <i>علي حسين الوردي</i></p>"
    record = read(page(between=DAY, story=_story("كاظم المياحي", first=book)), COLUMN)
    assert record["author"] == "كاظم المياحي"


@pytest.mark.parametrize("count", ["حفظت 31 مرة", "أرسلت هذه المادة 14 مرة", "ارسلها 14 شخصا"])
def test_what_was_kept_or_sent_counts_no_readers(count: str) -> None:
    assert read(page(between=f"<div>2017-01-20</div><div>{count}</div>"))["views"] is None


def test_readers_are_found_beside_what_was_kept() -> None:
    record = read(page(between="<div>2017-01-20</div><div>طبعت 7 مرات، أرسلت 14 مرة، قرئت 900 مرة</div>"))
    assert (record["views"], "900" in record["body"]) == (900, False)


@pytest.mark.parametrize("credit", ["ترجمة: حسين الكعبي", "نظم القصيدة: حسين الكعبي", "كتب القصيدة: حسين الكعبي", "كتبها: حسين الكعبي"])
def test_credits_amid_a_text_are_the_texts(credit: str) -> None:
    first, *others = PARAGRAPHS
    told = "".join(f"<p>{text}</p>" for text in (first, credit, *others))
    record = read(page(between=DAY, story=f"<div class='t'>{told}</div>"), NEWS)
    assert credit in record["body"]


def test_a_topic_behind_the_section_is_no_writer_where_a_name_follows() -> None:
    between = f"{DAY}<div><a href='/arabic/articles'>المقالات</a> | حسين الموسوي</div><div>كاظم المياحي</div>"
    assert read(page(between=between), COLUMN)["author"] == "كاظم المياحي"
    topic = f"{DAY}<div><a href='/arabic/news'>الأخبار</a> | حسين الموسوي</div>"
    record = read(page(between=topic), NEWS)
    assert record["author"] is None or "author" in record["doubts"]


@pytest.mark.parametrize("last", ["USD 250000", "IQD 750000 only", "IQD 123456 Rafidain Bank", "أ / ب", "أ / ب / ج", "س / ص"])
def test_amounts_and_letters_are_the_texts_last_words(last: str) -> None:
    assert read(page(between=DAY, story=_story(last)), NEWS)["body"] == f"{BODY}\n\n{last}"


@pytest.mark.parametrize(("last", "address"), [("د / ع", COLUMN), ("أ. ع / م . ج", ADDRESS.replace("reports", "poetry"))])
def test_authors_letters_stay_in_columns(last: str, address: str) -> None:
    assert read(page(between=DAY, story=_story(last)), address)["body"].endswith(last)


def test_who_speaks_amid_a_text_does_not_leave_it_for_a_name_of_a_class() -> None:
    first, second, third = PARAGRAPHS
    below = f"<p>{second}</p><p>{third} ثم عاد.</p><p>{first} كما قيل.</p>"
    story = f"<div class='t'><p>{first}</p><p>{second}</p><p>{third}</p><div class=author>علي حسين الموسوي</div>{below}</div>"
    record = read(page(between=DAY, story=story), NEWS)
    assert record["author"] is None or "author" in record["doubts"]


def test_an_address_that_the_text_announces_is_the_texts() -> None:
    lines = ("للتبرع للمدرسة راسلوا العنوان الآتي", "school@village.org")
    record = read(page(between=f"<div>كاظم المياحي</div>{DAY}", story=_story(*lines)), COLUMN)
    assert record["body"] == "\n\n".join((BODY, *lines))
    assert "school@village.org" not in (record["byline"] or "")


def test_a_sentence_without_a_link_sends_nobody_elsewhere() -> None:
    last = "للاطلاع على نص القصيدة الأولى اضغط هنا"
    assert read(page(between=DAY, story=_story(last)))["body"].endswith(last)
    linked = read(page(between=DAY, story=_story("للاطلاع على نص القصيدة الأولى <a href='/p.pdf'>اضغط هنا</a>")))
    assert linked["body"] == BODY


@pytest.mark.parametrize("heading", ["البصرة -", "لبنان –", "(كربلاء) -"])
def test_a_place_that_heads_a_part_of_a_column_is_the_authors(heading: str) -> None:
    assert read(page(between=DAY, story=_story(first=f"<p>{heading}</p>")), COLUMN)["body"].startswith(heading)


def test_digits_that_a_page_draws_one_by_one_are_doubtful_readers() -> None:
    digits = "".join(f"<span>{digit}</span>" for digit in "4817")
    record = read(page(between=f"<div>2017-01-20</div><div>{digits}</div>"))
    assert record["views"] is None or "views" in record["doubts"]


@pytest.mark.parametrize(
    "page_",
    [
        page(between="<div>2017-01-20 | 1.25 ألف مشاهدة</div>"),
        page(between="<div>2017-01-20 | التقييم 4.50</div>"),
        page(below="<div class='r'><p>آخر تحديث لأسعار العملات 2017-02-03</p></div>"),
        page(
            above="<div>2017-01-20 14:20</div><div><a href='/'>الرئيسية</a></div><div><a href='/p'>طباعة</a></div><div><a href='/s'>ارسال</a></div>"
        ),
    ],
)
def test_ordinary_pages_have_no_doubtful_day(page_: str) -> None:
    assert "published" not in read(page_)["doubts"]


def test_a_raised_digit_is_no_number() -> None:
    assert read(page(between=f"{DAY}<div>عدد الزوار</div><div>²³</div>"))["views"] == 1548


# -- what a second look at these rules found ---------------------------------------------------------------------------
COMMENTS = f"<p><b>ابو علي</b></p><p>{PARAGRAPHS[0]}</p><p><b>زينب</b></p><p>{PARAGRAPHS[1]}</p>"
CALL = "<p>اشترك في قناة وكالة انباء براثا على التلجرام</p>"


@pytest.mark.parametrize("shown", ["<iframe src='https://www.youtube.com/embed/x'></iframe>", "<p><img src='/a.jpg' width=600 height=400></p>", ""])
def test_what_readers_say_below_a_film_or_a_picture_is_no_text(shown: str) -> None:
    html = f"<html><body><h1>{TITLE}</h1>{DAY}{shown}{CALL}<p>اضف تعليقك</p><p>التعليقات</p>{COMMENTS}</body></html>"
    record = read(html, NEWS)
    assert PARAGRAPHS[0] not in record["body"]


@pytest.mark.parametrize("box", ["عدد قرائنا 250000", "زوارنا: 250000", "متابعينا 25000", "انضم إلى 25000 من متابعينا على فيسبوك"])
def test_the_sites_own_readers_are_not_the_articles(box: str) -> None:
    record = read(page(between="<div>2017-01-15</div>", below=f"<div>{box}</div>"))
    assert record["views"] is None


def test_the_writer_of_the_week_is_no_columns_writer_without_a_doubt() -> None:
    box = "<div><h3>كاتب الأسبوع</h3><p><a href='/writers/7'>كاظم المياحي</a></p></div>"
    record = read(page(between=DAY, below=box), COLUMN)
    assert record["author"] is None or "author" in record["doubts"]


def test_a_day_in_the_other_calendar_is_no_other_day() -> None:
    days = "<table><tr><td>الجمعة 5 رجب 1428 هـ</td></tr><tr><td>الموافق 20/07/2007</td></tr></table>"
    record = read(page(between=days), "https://burathanews.com/arabic/news/24397")
    assert (record["published"] or "").startswith("2007-07-20")
    assert "published" not in record["doubts"]


def test_a_list_of_the_dead_with_towns_and_days_is_the_texts() -> None:
    lines = ("كريم الساعدي", "بغداد", "15/1/2017", "علي اللامي", "البصرة", "16/1/2017")
    record = read(page(between=DAY, story=_story(*lines)), COLUMN)
    assert record["author"] is None
    assert "كريم الساعدي" in record["body"]


def test_rates_below_a_list_of_headlines_make_no_article() -> None:
    rows = "".join(f"<p><a href='/arabic/news/{number}'>{OTHER}</a></p>" for number in range(309980, 309994))
    rates = "".join(f"<p>الدولار الامريكي مقابل الدينار {1190 + number}</p>" for number in range(12))
    html = f"<html><head><title>وكالة أنباء براثا</title></head><body><h2>الأخبار</h2>{rows}{rates}</body></html>"
    assert isinstance(buratha.read_page(html.encode(), NEWS, "text/html; charset=utf-8"), NoArticle)


def test_a_headline_that_begins_with_a_day_of_history_is_read() -> None:
    headline = "9 نيسان 2003 - يوم لا ينسى في تاريخ العراق"
    html = f"<html><head><title>وكالة أنباء براثا</title></head><body><div>{headline}</div>{DAY}{_story()}</body></html>"
    assert read(html, NEWS)["title"] == headline


def test_comments_below_a_heading_that_disclaims_them_are_read() -> None:
    one = "<div class='c'><b>ابو علي</b> <span>2017-01-26</span><p>بارك الله في أهل القرية على هذا العمل الطيب</p></div>"
    record = read(page(between=DAY, below=f"<h3>التعليقات لا تعبر عن رأي الوكالة</h3><div>{one}</div>"))
    assert [comment["name"] for comment in record["comments"]] == ["ابو علي"]


def test_a_reader_with_a_trade_is_no_columns_writer() -> None:
    below = "<div class='c'><b>كريم الساعدي</b><span>باحث من البصرة</span><p>أحسنتم</p></div>"
    assert read(page(between=DAY, below=below), COLUMN)["author"] is None


def test_a_cell_that_is_called_the_writers_is_his() -> None:
    assert read(page(between=DAY, below="<table><tr><td class='author'>كاظم المياحي</td></tr></table>"), COLUMN)["author"] == "كاظم المياحي"


def test_a_number_of_thousands_of_digits_is_no_fault() -> None:
    assert read(page(between=f"{DAY}<div>{'9' * 5000}</div>"))["views"] == 1548
