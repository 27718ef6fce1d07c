"""What stands beside a number or a headline says whose it is: labels, a section before an arrow, the links of other stories' cards."""

from collections.abc import Sequence
from typing import Any

import pytest

import buratha
from benchmarks.corpus import lots
from buratha.pages.article import read_article
from buratha.pages.facts import ArticleFacts
from buratha.pages.opened import open_page
from buratha.pages.repetition import Repetition
from tests.agency.articles import load_articles
from tests.pages.story import ADDRESS, BODY, NOW, STORY, TITLE, page, read
from tests.strangers import STRANGERS

ARTICLES = load_articles()[20:27]
HOME = "<div><a href='/'>الرئيسة</a></div>"


def read_site(**pieces: Sequence[str]) -> list[dict[str, Any]]:
    """The records of pages that differ in their stories and in these pieces of `page`."""
    pages = []
    for at, article in enumerate(ARTICLES):
        story = "<div class='t'>" + "".join(f"<p>{text}</p>" for text in article.body.split("\n\n")[:4]) + "</div>"
        html = page(HOME, story=story, **{name: lines[at] for name, lines in pieces.items()}).replace(TITLE, article.title)
        pages.append((html.encode(), ADDRESS.replace("310000", str(310000 + at)), "text/html; charset=utf-8"))
    records = buratha.read_pages(pages, now=NOW)
    return [record for record in records if isinstance(record, dict)]


def doubts(record: dict[str, Any], field: str) -> bool:
    return field in record["doubts"]


def card(label: str, at: int) -> str:
    """A table of facts below a story, with a number under a label."""
    rows = (("يوم النشر", "15-1-2017 في 9:15 م"), (label, str(466 + 7 * at)), ("رقمها في الأرشيف", str(310000 + at)))
    return "<table>" + "".join(f"<tr><th>{head}</th><td>{cell}</td></tr>" for head, cell in rows) + "</table>"


def present(at: int) -> str:
    return f"<div class='who'><h3>على المتن</h3><p>يتصفح معك {42 + 3 * at} زائرا</p></div>"


@pytest.mark.parametrize("label", ["عدد من مر عليها", "عدد الذين اطلعوا عليها", "عدد من فتحوها"])
def test_the_number_of_those_who_did_something_with_it(label: str) -> None:
    records = read_site(below=[card(label, at) + present(at) for at in range(7)])
    assert [record["views"] for record in records] == [466 + 7 * at for at in range(7)]


def test_a_number_of_things_is_none_of_readers() -> None:
    records = read_site(below=[card("عدد من الصور", at) for at in range(7)])
    assert [record["views"] for record in records] == [None] * 7


def test_who_is_there_with_the_reader_or_was_yesterday() -> None:
    foot = [f"<div>الصحيفة 1.9 | زيارات الأمس {16014 + 11 * at}</div>" for at in range(7)]
    records = read_site(below=[present(at) + foot[at] for at in range(7)])
    assert [record["views"] for record in records] == [None] * 7


def test_a_number_by_the_date_under_an_unknown_label_makes_a_far_counter_doubtful() -> None:
    far = [f"<div class='who'><h3>أرقام</h3><p>عدد الزوار: {842 + 3 * at}</p></div>" for at in range(7)]
    records = read_site(below=[card("أكواب الشاي", at) + far[at] for at in range(7)])
    assert all(record["views"] is None or doubts(record, "views") for record in records)


def test_a_counter_that_stands_alone_is_not_doubtful() -> None:
    dated = [f"<div>2017-01-15 07:0{at}:59 | عدد القراءات: {842 + 3 * at}</div>" for at in range(7)]
    records = read_site(between=dated)
    assert [record["views"] for record in records] == [842 + 3 * at for at in range(7)]
    assert not any(doubts(record, "views") for record in records)


@pytest.mark.parametrize("arrow", ["»", "›", ">", "←", "|"])
def test_a_section_and_an_arrow_before_a_headline(arrow: str) -> None:
    html = page().replace(f"<h1>{TITLE}", f"<h1>التقارير {arrow.replace('>', '&gt;')} {TITLE}")
    record = read(html)
    assert (record["title"], record["body"]) == (TITLE, BODY)
    assert not doubts(record, "title")


def test_an_arrow_within_a_headline_stays() -> None:
    headline = f"مدرسة الطين » {TITLE}"
    assert read(page().replace(TITLE, headline))["title"] == headline


STRANGE = "يقول أهل الحي إنهم انتظروا عامين كاملين قبل أن تصل أول آلية إلى الطريق الذي يمر بين البيوت القديمة."
INSET = (
    "<div class='stop'><p>على الطريق نفسه</p><p><b><a href='/arabic/news/178493'>موازنة على مقاس الكبار</a></b></p>"
    f"<p>زمن النشر: 2019-12-05 | القرّاء: 1748</p><p>{STRANGE}</p><p>هيام الربيعي</p></div>"
)


def test_all_of_a_card_amid_a_story_is_another_storys() -> None:
    first, rest = BODY.split("\n\n", 1)
    story = f"<div class='t'><p>{first}</p>{INSET}" + "".join(f"<p>{text}</p>" for text in rest.split("\n\n")) + "</div>"
    assert read(page(story=story))["body"] == BODY


def test_a_link_amid_the_storys_own_block_makes_no_card_of_it() -> None:
    first, rest = BODY.split("\n\n", 1)
    linked = "<p><a href='/arabic/news/178493'>موازنة على مقاس الكبار</a></p><p>فطور أول يوم</p>"
    story = f"<div class='t'><p>{first}</p>{linked}" + "".join(f"<p>{text}</p>" for text in rest.split("\n\n")) + "</div>"
    assert "فطور أول يوم" in read(page(story=story))["body"]


def test_the_counts_in_a_list_of_stories_are_theirs_however_short_their_headlines() -> None:
    heads = ("وصية النهر", "حارس العطش", "الشاشة التي لا تنام", "صوت المطر")
    rows = [
        "".join(
            f"<div class='row'><a href='/arabic/articles/{29600 + number}'>{head}</a><b>2016-05-2{number}</b><span>نزلت الموقع</span>"
            f"<b>{543 + 31 * number + at}</b><span>قرأها</span></div>"
            for number, head in enumerate(heads[at % 3 :])
        )
        for at in range(7)
    ]
    records = read_site(below=rows)
    assert [record["views"] for record in records] == [None] * 7


def test_a_link_to_more_of_the_section_is_not_its_name() -> None:
    record = read(page(below="<p><a href='/arabic/reports'>المزيد من بابها</a></p>"))
    assert record["category"] is None


def test_a_link_to_the_section_by_a_name_that_is_not_known_is() -> None:
    record = read(page("<p><a href='/arabic/reports'>تحقيقات</a></p>"))
    assert record["category"] == "تحقيقات"


@pytest.mark.parametrize("heading", ["آخر الأخبار", "أهم الأخبار", "جديد الأخبار"])
@pytest.mark.parametrize("tag", ["h4", "div"])
def test_what_heads_a_box_of_another_section_is_not_the_storys(heading: str, tag: str) -> None:
    """The crawler has guessed the section in the address, and the page says that it is another."""
    box = f"<{tag}>{heading}</{tag}><ul><li><a href='/arabic/news/309000'>سوق جديدة في أطراف المدينة</a></li></ul>"
    record = read(page("<div>الشعر</div>", below=box), ADDRESS.replace("reports", "news"))
    assert (record["category"], record["section"]) == ("الشعر", "poetry")


def test_where_a_story_is_kept_may_stand_below_it() -> None:
    record = read(page(below="<p>موضعها في التقارير</p>"))
    assert (record["category"], record["section"]) == ("التقارير", "reports")


@pytest.mark.parametrize("foot", ["<p>&copy; راديو النخلة المحلي 2014</p>", "<p><a href='/'>راديو النخلة</a></p>"])
@pytest.mark.parametrize(("titled", "differs"), [("راديو النخلة 98.5", False), ("افتتاح سوق كبيرة في المدينة", True)])
def test_a_page_that_is_called_as_its_site_says_nothing_of_the_headline(foot: str, titled: str, differs: bool) -> None:
    html = page(between="<div>2017-01-15 07:08:59</div>", below=foot).replace("h1>", "div>").replace(f"<title>{TITLE}", f"<title>{titled}")
    facts = read_article(open_page(html.encode(), ADDRESS, "text/html; charset=utf-8"), Repetition(), NOW)
    assert isinstance(facts, ArticleFacts)
    assert facts.trace is not None
    assert ("the page's <title> says something else" in [reason.name for reason in facts.trace.reasons]) is differs


def test_no_heading_below_most_of_the_text_is_the_headline() -> None:
    box = "<div class='box'><h2>نشاطات الدائرة</h2><ul><li>21/11/2016 لقاء الأهالي في مقر الدائرة</li></ul></div>"
    long = "".join(f"<p>{text} {text}</p>" for text in BODY.split("\n\n"))
    html = page(below=box, story=f"<div class='t'>{long}</div>").replace("h1>", "div>").replace(f"<title>{TITLE}", "<title>تفاصيل")
    assert read(html)["title"] == TITLE


@pytest.mark.parametrize(
    "call",
    [
        "ولمتابعتنا على التلكرام يرجى الاشتراك بقناة الوكالة",
        "تجدون كل عاجل في مجموعة الوكالة على التلغرام",
        "ندعوكم الى الانضمام لقناتنا بالتلجرام",
    ],
)
def test_a_call_glued_to_the_last_word_in_words_that_calls_begin_with_is_cut(call: str) -> None:
    assert read(page(story=STORY.replace("منها.</p>", f"منها.{call}</p>")))["body"] == BODY
    assert read(page(story=STORY.replace("منها.</p>", f"منها{call}</p>")))["body"] == BODY.removesuffix(".")


def test_a_call_in_other_words_makes_the_body_doubtful() -> None:
    record = read(page(story=STORY.replace("منها.</p>", "منهاكل جديد الوكالة في قناتها للتلغرام</p>")))
    assert doubts(record, "body")


def test_a_network_amid_the_last_line_is_the_authors() -> None:
    told = STORY.replace("ومد الأسلاك منها.</p>", "ومد الأسلاك كما كتب على التلغرام أول أمس في ساعة متأخرة من الليل.</p>")
    record = read(page(story=told))
    assert record["body"].endswith("من الليل.")
    assert not doubts(record, "body")


def test_what_a_line_of_copyright_counts_is_the_sites() -> None:
    facts = [f"<p>21:15:4{at} <i class='c'></i> 15 كانون الثاني 2017 <i class='v'></i> {466 + 7 * at}</p>" for at in range(7)]
    records = read_site(between=facts, below=[f"<div>نسخة الحاسوب | © 2006-2019 👁 {705497 + 31 * at}</div>" for at in range(7)])
    assert [record["views"] for record in records] == [466 + 7 * at for at in range(7)]


@pytest.mark.parametrize("sizes", ["+ -", "أ+ أ-", "A+ | A-"])
def test_buttons_for_the_size_of_the_letters_are_no_text(sizes: str) -> None:
    assert read(page(story=STORY.replace("<p>وقالت", f"<div><span>{sizes}</span></div><p>وقالت")))["body"] == BODY


def test_a_call_to_like_the_page_is_no_text() -> None:
    call = "<p>لمزيد من الأخبار انقر (لايك) على صفحتنا وشاركها مع أصدقائك</p>"
    assert read(page(story=STORY.replace("</div>", f"{call}</div>")))["body"] == BODY


def test_a_headline_in_a_form_of_labels_and_values() -> None:
    rows = (("عنوان المادة", TITLE), ("نوع المادة", "التقارير"), ("تاريخ المادة", "15 كانون الثاني 2017 09:17"), ("عدد الزيارات للمادة", "3990"))
    form = "<table>" + "".join(f"<tr><td><h3>{label}</h3></td><td>{value}</td></tr>" for label, value in rows) + "</table>"
    above = "<h1 class='sitetitle'>بوابة الأخبار</h1>"
    record = read(f"<html><head><title>عرض عنصر</title></head><body>{above}{form}{STORY}<form><textarea></textarea></form></body></html>")
    assert (record["title"], record["category"], record["views"]) == (TITLE, "التقارير", 3990)
    assert (record["published"], record["body"]) == ("2017-01-15T09:17:00+03:00", BODY)


def test_a_form_to_write_in_has_no_headline() -> None:
    below = "<table><tr><td>الاسم</td></tr><tr><td>العنوان</td></tr><tr><td>البريد الإلكتروني للكاتب</td></tr></table>"
    assert read(page(below=below))["title"] == TITLE


def test_a_date_with_its_readers_is_the_storys_where_comments_have_days_at_its_place() -> None:
    [lot] = lots(("bare-br",), ["plain"], STRANGERS)
    [shown] = [each for each in lot.pages if each.url.endswith("/6418")]
    record = buratha.read_page(shown.body, shown.url, shown.content_type, now=NOW)
    assert isinstance(record, dict)
    assert (record["published"], record["views"]) == ("2006-08-24T21:17:40+04:00", 3990)


@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize("level", ["h1", "h2"])
def test_a_short_story_below_boxes_with_long_leads_keeps_its_headline(level: str, linked: bool) -> None:
    lead = f"{BODY.split(chr(10))[0]} وقد تأخر صرف المبالغ المخصصة لها مرات كثيرة."
    heads = [f"<a href='/arabic/news/{30000 + at}'>خبر عن الطريق الجديد رقم {at}</a>" if linked else "" for at in range(3)]
    boxes = "".join(f"<div class='b'>{head}<p>{lead} {at}</p></div>" for at, head in enumerate(heads))
    story = "<div class='t'><p>فتحت المدرسة أبوابها صباح الأحد.</p><p>وجلس التلاميذ على مقاعد صنعها نجار من أبناء القرية.</p></div>"
    facts = "<div>1548 07:08:59 2017-01-15</div>"
    html = page(boxes, facts, story=story).replace("<h1>", f"<{level}>").replace("</h1>", f"</{level}>").replace(f"<title>{TITLE}", "<title>وكالة")
    record = read(html)
    assert (record["title"], record["views"], record["published"]) == (TITLE, 1548, "2017-01-15T07:08:59+03:00")


def test_a_line_on_rights_is_none_of_copyright() -> None:
    told = "منظمة حقوق الإنسان في المدينة"
    html = page(between="<div>2017-01-15 07:08:59</div>", below=f"<p>وقالت {told} إن المدرسة الجديدة تستحق الدعم.</p>")
    html = html.replace("h1>", "div>").replace(f"<title>{TITLE}", f"<title>{told}")
    facts = read_article(open_page(html.encode(), ADDRESS, "text/html; charset=utf-8"), Repetition(), NOW)
    assert isinstance(facts, ArticleFacts)
    assert facts.trace is not None
    assert "the page's <title> says something else" in [reason.name for reason in facts.trace.reasons]


def test_another_sections_name_before_a_bar_may_be_the_authors() -> None:
    record = read(page("<div>التقارير</div>").replace(f"<h1>{TITLE}", f"<h1>الرياضة | {TITLE}"))
    assert (record["title"], record["section"]) == (f"الرياضة | {TITLE}", "reports")
    assert doubts(record, "title")
