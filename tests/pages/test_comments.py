"""Whose text is whose among readers' comments: by the elements around them, else by where the first and the last text stand."""

import pytest

from tests.pages.story import BODY, FORM, PARAGRAPHS, TITLE, page, read

DAY = "<div>2017-01-20 09:30</div>"
TAIL = "<p>اشترك في قناة وكالة انباء براثا على التلجرام</p>"
HEADING = "<h3>التعليقات</h3>"
FIRST, SECOND, THIRD = "بارك الله بكل من عمل في هذه المدرسة", "ليت القرى الأخرى تصنع مثلكم، فالطين رخيص والأيدي كثيرة", "متى تصل الكهرباء؟"
READ = [
    {"name": "كريم الساعدي", "date": "2017-01-21", "text": FIRST},
    {"name": "ام حيدر", "date": "2017-01-22", "text": SECOND},
    {"name": "نور", "date": "2017-01-23", "text": THIRD},
]
NAMELESS = [{**comment, "name": None} for comment in READ]


def comments(block: str, heading: str = HEADING) -> list[tuple[str | None, str, str]]:
    """Name, day and text of each comment in a block below the story."""
    return [tuple(each.values()) for each in read(page(between=DAY, below=f"{TAIL}<div>{heading}{block}</div>"))["comments"]]


def printed(form: str) -> str:
    """The three comments, each printed in one form."""
    return "".join(form.format(**comment) for comment in READ)


ABOVE = {
    "own elements": "<div><p>{text}</p><small>{name} - {date}</small></div>",
    "own elements, the name apart": "<div><p>{text}</p><div>{name}</div><div>{date}</div></div>",
    "table rows": "<table><tr><td>{text}</td></tr><tr><td>{name} {date}</td></tr></table>",
    "paragraphs": "<p>{text}</p><p>{name} - {date}</p>",
    "lines": "{text}<br>{name} - {date}<br>",
    "lines, the name apart": "{text}<br>{name}<br>{date}<br>",
}
BELOW = {
    "own elements": "<div><b>{name}</b> <span>{date}</span><p>{text}</p></div>",
    "own elements, the name apart": "<div><h4>{name}</h4><div>{date}</div><p>{text}</p></div>",
    "paragraphs": "<p>{name} - {date}</p><p>{text}</p>",
    "lines": "{name} - {date}<br>{text}<br>",
    "lines, the name apart": "{name}<br>{date}<br>{text}<br>",
    "in one line": "<p>{name} {date} {text}</p>",
    "the day first": "<div><span>{date}</span> <b>{name}</b><p>{text}</p></div>",
    "the day first, in lines": "{date} {name}<br>{text}<br>",
    "the day first, the name apart": "<div><div>{date}</div><div>{name}</div><p>{text}</p></div>",
}


@pytest.mark.parametrize("form", ABOVE.values(), ids=ABOVE)
def test_texts_above_the_names(form: str) -> None:
    assert read(page(between=DAY, below=f"{TAIL}<div>{HEADING}{printed(form)}</div>"))["comments"] == READ


@pytest.mark.parametrize("form", BELOW.values(), ids=BELOW)
def test_texts_below_the_names(form: str) -> None:
    assert read(page(between=DAY, below=f"{TAIL}<div>{HEADING}{printed(form)}</div>"))["comments"] == READ


@pytest.mark.parametrize("heading", [HEADING, "<h3>3 تعليقات</h3>"])
def test_neither_a_heading_nor_a_text_is_a_name(heading: str) -> None:
    nameless = "<div><i>2017-01-21</i><p>احسنتم النشر</p><p>وبارك الله بكم</p></div><div><i>2017-01-22</i><p>متى تصل الكهرباء؟</p></div>"
    assert comments(nameless, heading) == [(None, "2017-01-21", "احسنتم النشر\nوبارك الله بكم"), (None, "2017-01-22", THIRD)]


NOTE = "<p>تعبر هذه السطور عن رأي من كتبها وحده ولا تتحمل الوكالة ما فيها</p>"


@pytest.mark.parametrize("form", [ABOVE["own elements"], BELOW["own elements"]], ids=["above", "below"])
def test_elements_tell_whatever_stands_around(form: str) -> None:
    assert read(page(between=DAY, below=f"{TAIL}<div>{HEADING}{NOTE}{printed(form)}{NOTE}</div>"))["comments"] == READ


def test_a_text_unlike_the_others_stands_above_no_name() -> None:
    note = NOTE.replace("p>", "h5>")
    assert read(page(between=DAY, below=f"{TAIL}<div>{HEADING}{note}{printed(BELOW['paragraphs'])}</div>"))["comments"] == READ


def test_a_text_at_both_ends_leaves_the_names_unknown() -> None:
    assert read(page(between=DAY, below=f"{TAIL}<div>{HEADING}{NOTE}{printed(BELOW['paragraphs'])}</div>"))["comments"] == NAMELESS


@pytest.mark.parametrize("form", [ABOVE["paragraphs"], BELOW["paragraphs"]], ids=["above", "below"])
def test_one_comment_alone(form: str) -> None:
    assert read(page(between=DAY, below=f"{TAIL}<div>{HEADING}{form.format(**READ[0])}</div>"))["comments"] == READ[:1]


def test_a_day_below_any_text_is_no_comment() -> None:
    below = "<p>إعلان: اشترك معنا</p><p>مكتبة القرية تفتح أبوابها للزوار كل خميس</p><p>الإدارة - 2017-01-21</p>"
    assert read(page(between=DAY, below=f"{TAIL}{below}"))["comments"] == []


# -- days in other forms -----------------------------------------------------------------------------------------------
# The page is visited on 8 November 2025, at three in the morning in Baghdad.
@pytest.mark.parametrize(
    ("day", "read_as"),
    [
        ("قبل ساعتين", "2025-11-08"),
        ("منذ 5 ساعات", "2025-11-07"),
        ("قبل يومين", "2025-11-06"),
        ("منذ ثلاثة أيام", "2025-11-05"),
        ("قبل ١٢ يوما", "2025-10-27"),
        ("قبل لحظات", "2025-11-08"),
        ("21/1/2017", "2017-01-21"),
        ("21/1/2017 الساعة 17:40", "2017-01-21"),
        ("21 كانون الثاني 2017", "2017-01-21"),
        ("21 يناير، 2017 الساعة 5:30 م", "2017-01-21"),
        ("2017-01-21 الساعة 5:30 م", "2017-01-21"),
        ("2017-01-21 17:40", "2017-01-21"),
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        "<div><b>كريم الساعدي</b> {}<p>{}</p></div>",
        "<div><b>كريم الساعدي</b> <i>{}</i><p>{}</p></div>",
        "<div><h4>كريم الساعدي</h4><div>{}</div><p>{}</p></div>",
        "<p>كريم الساعدي - {}</p><p>{}</p>",
        "<p>كريم الساعدي ({})</p><p>{}</p>",
        "<li><cite>كريم الساعدي</cite> <span>يقول:</span><div><a href='#comment-7'>{}</a></div><p>{}</p></li>",
        "<div><p>كريم الساعدي يقول :</p><p>{}</p><p>{}</p></div>",
    ],
    ids=["beside a bold name", "an element of its own", "a line of its own", "behind a dash", "in brackets", "a link to itself", "behind «says»"],
)
def test_days_in_other_forms(form: str, day: str, read_as: str) -> None:
    assert comments(form.format(day, FIRST)) == [("كريم الساعدي", read_as, FIRST)]


def test_replies_are_comments() -> None:
    answer = "<ul><li><b>المحرر</b> قبل يومين<p>شكرا لمرورك أخي الكريم</p></li></ul>"
    first = f"<li><b>كريم</b> قبل 3 أيام<p>{FIRST}</p><a href='#'>رد</a>{answer}</li>"
    block = f"<ul>{first}<li><b>نور</b> قبل يوم<p>{SECOND}</p><a href='#'>رد</a></li></ul>"
    said = [("كريم", "2025-11-05", FIRST), ("المحرر", "2025-11-06", "شكرا لمرورك أخي الكريم"), ("نور", "2025-11-07", SECOND)]
    assert comments(block, "<h3>الردود</h3>") == said


def test_a_comment_whose_day_nobody_can_tell_is_left_out_and_in_no_other() -> None:
    block = f"<div><b>كريم</b> قبل يومين<p>{FIRST}</p></div><div><b>نور</b> قبل 3 أسابيع<p>{SECOND}</p></div>"
    assert comments(block) == [("كريم", "2025-11-06", FIRST)]


@pytest.mark.parametrize(
    "text", ["كنت هناك قبل يومين", "زرناها في 21/1/2017", "رأيتهم صباحا - يعملون", "كنا نزورها كلنا مع المعلمة الأولى (قبل يومين)"]
)
def test_a_text_that_ends_in_a_day_heads_no_comment(text: str) -> None:
    assert comments(f"<div><b>كريم</b> قبل 3 أيام<p>{text}</p><p>{SECOND}</p></div>") == [("كريم", "2025-11-05", f"{text}\n{SECOND}")]


@pytest.mark.parametrize("heading", ["<h3>آخر التعليقات</h3>", "<h3>أحدث التعليقات</h3>", "<h3>مختارات</h3>", ""])
def test_only_below_their_heading_have_days_any_form(heading: str) -> None:
    assert comments(f"<div><b>كريم</b> قبل 3 أيام<p>{FIRST}</p></div>", heading) == []


# -- names, labels and numbers around them --------------------------------------------------------------------------
OTHER_FORMS = {
    "the text in the name's line, the day behind it": "<div><b>{name}:</b> {text} <small>({date})</small></div>",
    "«says» before the name": "<div><p>يقول {name}:</p><p>{date}</p><p>{text}</p></div>",
    "«sent by» before it, a weekday's word behind": "<div><p>أرسله {name} يوم {date} - 11:20</p><p>{text}</p></div>",
    "«wrote» behind the day": "<div><b>{name}</b> بتاريخ {dmy} كتب: <p>{text}</p></div>",
    "labels on lines of their own": "<div>الاسم: {name}</div><div>التاريخ: {dmy}</div><div>التعليق: {text}</div>",
    "labels in cells of their own": "<dl><dt>الاسم:</dt><dd>{name}</dd><dt>التاريخ:</dt><dd>{dmy}</dd><dt>التعليق:</dt><dd>{text}</dd></dl>",
    "labels in one line": "<p>الاسم : {name} &nbsp; التاريخ : {dmy}</p><p>{text}</p>",
    "numbers on lines of their own": "<div>{number}</div><div>{name}</div><div>{dmy} 10:22:00</div><div>{text}</div>",
    "numbers before the names": "<p>{number} - {name} - {dmy}</p><p>{text}</p>",
    "how many liked it": "<div><b>{name}</b> <i>{date}</i><p>{text}</p><p>عدد الإعجابات {number}</p></div>",
}


def numbered(form: str) -> str:
    """The three comments in one form, with numbers, and their days as «21/01/2017» too."""
    days = ["/".join(reversed(comment["date"].split("-"))) for comment in READ]
    return "".join(form.format(**comment, dmy=day, number=at) for at, (comment, day) in enumerate(zip(READ, days, strict=True), 1))


@pytest.mark.parametrize("form", OTHER_FORMS.values(), ids=OTHER_FORMS)
def test_what_sites_print_around_a_name_and_a_text_is_neither(form: str) -> None:
    assert read(page(between=DAY, below=f"{TAIL}<div>{HEADING}{numbered(form)}</div>"))["comments"] == READ


@pytest.mark.parametrize("form", [OTHER_FORMS["labels in one line"], OTHER_FORMS["numbers before the names"], OTHER_FORMS["«says» before the name"]])
def test_comments_in_the_paragraphs_own_block_are_not_the_story_s(form: str) -> None:
    story = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    record = read(f"<html><body><h1>{TITLE}</h1>{DAY}{story}<h3>تعليقات</h3>{numbered(form)}</body></html>")
    assert (record["body"], record["comments"]) == (BODY, READ)


def test_where_a_reader_is_from_is_no_text() -> None:
    assert comments(f"<div><b>كريم:</b> بغداد (2017-01-21)<p>{FIRST}</p></div>") == [("كريم: بغداد", "2017-01-21", FIRST)]


def test_a_number_may_be_all_that_a_reader_says() -> None:
    assert comments(f"<div><b>كريم</b> <i>2017-01-21</i><p>2016</p></div><div><b>نور</b> <i>2017-01-22</i><p>{SECOND}</p></div>")[0][2] == "2016"


# -- which number is the month ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("days", "read_as"),
    [
        (["02/12/2017", "02/13/2017"], ["2017-02-12", "2017-02-13"]),
        (["الأحد, 02/12/2017 - 11:20", "الأحد, 03/05/2017 - 11:20"], ["2017-02-12", "2017-03-05"]),
        (["05/02/2017", "06/02/2017"], ["2017-02-05", "2017-02-06"]),
        (["02/01/2017", "03/01/2017"], ["2017-02-01", "2017-03-01"]),
        (["02/01/2017", "13/03/2017"], ["2017-01-02", "2017-03-13"]),
    ],
    ids=[
        "another day of the page tells",
        "weekdays tell",
        "nothing tells: as Arabs write",
        "none can be older than its article",
        "the day stands first",
    ],
)
def test_the_order_of_day_and_month(days: list[str], read_as: list[str]) -> None:
    block = "".join(f"<div><p>قارئ</p><p>{day}</p><p>{text}</p></div>" for day, text in zip(days, [FIRST, SECOND], strict=True))
    assert [date for _, date, _ in comments(block)] == read_as


# -- boxes of other stories ------------------------------------------------------------------------------------------
NEWEST = "".join(
    f"<li><a href='/arabic/news/31000{at}'>{text}</a><span>منذ {at} ساعات</span></li>"
    for at, text in enumerate(["نخلة في باب المدينة", "الحصيلة الأمنية ليوم الإثنين", "محافظ ميسان يفتتح جسرا", "رأيي في التعليقات"], 2)
)


@pytest.mark.parametrize("above", ["", printed(BELOW["own elements"])], ids=["no comments", "three comments"])
def test_headlines_with_the_time_since_they_came_out_are_no_comments(above: str) -> None:
    below = f"{TAIL}<h3>3 تعليقات</h3>{above}<h3>اترك تعليقا</h3>{FORM}<aside><h3>أحدث المقالات</h3><ul>{NEWEST}</ul></aside>"
    assert read(page(between=DAY, below=below))["comments"] == (READ if above else [])


@pytest.mark.parametrize("heading", ["", "<h4>قالوا في هذه المادة</h4>"])
def test_one_text_above_its_name_in_a_block_of_their_own(heading: str) -> None:
    block = f"<article><p>{FIRST}</p><footer><b>كريم الساعدي</b> <time>2017-01-21</time></footer></article>"
    assert comments(block, heading) == [tuple(READ[0].values())]


def test_a_line_that_counts_readers_heads_no_comment() -> None:
    layouts = "<div>وسوم: العراق بغداد المقالات</div><div>كُتب في: 2017-01-19 • مرات المشاهدة: 4579</div>"
    below = f"{TAIL}{layouts}<div>{HEADING}{printed(BELOW['own elements'])}</div>"
    assert read(page(between=f"{DAY}<div>845 قراءة</div>", below=below))["comments"] == READ
