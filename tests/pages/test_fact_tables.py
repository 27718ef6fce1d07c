"""Labels of facts with their values beside them are no story, whatever else the page has; pages of another layout teach nothing of this one."""

import pytest

import buratha
from tests.pages.story import ADDRESS, BODY, NOW, PARAGRAPHS, TITLE, page, read
from tests.pages.test_series import TOLD

FACTS = (("التصنيف", "التقارير"), ("نُشر", "20/1/2017 09:14:26"), ("حُدّث", "3/2/2017 12:00:00"), ("المشاهدات", "845"), ("الكاتب", "سعيد النجار"))
PICTURE = "<div><figure><img src='/uploads/2017/01/c.jpg' width='600' height='400'></figure></div>"
READ_MOST = "<div><h2>الأكثر مشاهدة هذا الأسبوع</h2><ol>" + "".join(
    f"<li><a href='/arabic/news/{at}'>{title}</a></li>" for at, (title, _) in enumerate(TOLD[:4], 309000)
)
MARKUPS = [
    ("<dl>{}</dl>", "<dt>{}</dt><dd>{}</dd>"),
    ("<table>{}</table>", "<tr><td>{}</td><td>{}</td></tr>"),
    ("<div>{}</div>", "<div><div>{}:</div><div>{}</div></div>"),
]


@pytest.mark.parametrize(("table", "fact"), MARKUPS, ids=["list", "table", "blocks"])
def test_under_a_picture_alone_they_are_facts(table: str, fact: str) -> None:
    facts = table.format("".join(fact.format(label, value) for label, value in FACTS))
    record = read(page(between=facts, story=PICTURE, below="<p>© وكالة أنباء براثا</p>" + READ_MOST))
    assert (record["body"], record["published"], record["views"]) == ("", "2017-01-20T09:14:26+03:00", 845)
    assert len(record["images"]) == 1


def test_questions_and_answers_stay() -> None:
    asked = "<dl><dt>متى كتبت؟</dt><dd>في الصبا.</dd><dt>أين نشر؟</dt><dd>في القرية.</dd><dt>ومن الكاتب؟</dt><dd>أبي.</dd></dl>"
    body = read(page(between="<div>20/1/2017</div>", story=f"<div class='t'><p>{PARAGRAPHS[0]}</p>{asked}<p>{PARAGRAPHS[1]}</p></div>"))["body"]
    assert [text for text in ("متى كتبت؟", "في الصبا.", "أين نشر؟", "في القرية.", "ومن الكاتب؟", "أبي.") if text not in body] == []


@pytest.mark.parametrize("own", [0, 8], ids=["other layouts", "its own too"])
def test_only_pages_of_its_own_layout_witness_what_repeats(own: int) -> None:
    usual = [(TITLE, page(between="<div>20/1/2017</div>")), *((title, _story(told)) for title, told in TOLD[:own])]
    others = [(title, f"<section><h2>{title}</h2><p>21/1/2017</p>{'<br>'.join(told)}</section>") for title, told in TOLD[8:20]]
    pages = [
        (html.replace(TITLE, title).encode(), ADDRESS.replace("310000", str(310000 + at)), "text/html; charset=utf-8")
        for at, (title, html) in enumerate([*usual, *others])
    ]
    record = buratha.read_pages(pages, now=NOW)[0]
    assert isinstance(record, dict)
    assert record["body"] == BODY
    assert record["witnesses"]["body"] == ("learnt repetition" if own else "wording and structure")


def _story(told: list[str]) -> str:
    return page(between="<div>20/1/2017</div>", story="<div class='t'>" + "".join(f"<p>{text}</p>" for text in told) + "</div>")
