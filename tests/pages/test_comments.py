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
}


@pytest.mark.parametrize("form", ABOVE.values(), ids=ABOVE)
def test_texts_above_the_names(form: str) -> None:
    assert read(page(between=DAY, below=f"{TAIL}<div>{HEADING}{printed(form)}</div>"))["comments"] == READ


@pytest.mark.parametrize("form", BELOW.values(), ids=BELOW)
def test_texts_below_the_names(form: str) -> None:
    assert read(page(between=DAY, below=f"{TAIL}<div>{HEADING}{printed(form)}</div>"))["comments"] == READ


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
