"""Whose text is whose among readers' comments: by the elements around them, else by where the first and the last text stand."""

import pytest

from tests.pages.story import page, read

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
