"""What a site says in place of a story is no story; a story that speaks of such things is one."""

from collections.abc import Sequence

import pytest

import buratha
from buratha.pages.notices import notice_in
from tests.agency.articles import load_articles
from tests.pages.story import ADDRESS, BODY, FORM, NOW, PARAGRAPHS, STORY, TITLE, page, read

DAY = "<p>512 2017-01-20</p>"
MENU = "<div>" + " ".join(f"<a href='/arabic/s{number}'>قسم {number}</a>" for number in range(9)) + "</div>"

SAID = [
    ("عذرا، الخبر الذي تبحث عنه غير موجود أو تم حذفه.", "not_found"),
    ("هذه الصفحة غير موجودة", "not_found"),
    ("تم حذف هذا المقال بناء على طلب الكاتب.", "not_found"),
    ("لم يتم العثور على الصفحة المطلوبة. يمكنك العودة إلى الصفحة الرئيسية.", "not_found"),
    ("The page you are looking for could not be found.", "not_found"),
    ("حدث خطأ غير متوقع في الخادم. يرجى المحاولة لاحقا.", "server_error"),
    ("تعذر الاتصال بقاعدة البيانات", "server_error"),
    ("الموقع قيد الصيانة، نعتذر لكم وسنعود قريبا.", "server_error"),
    ("Access denied. Your IP has been blocked by the firewall. Ray ID: 7a8b9c", "server_error"),
    ("عذرا، هذا المحتوى غير متاح في بلدك.", "server_error"),
    ("هذا المحتوى متاح للمشتركين فقط. يرجى تسجيل الدخول لمتابعة القراءة.", "server_error"),
    ("للاطلاع على بقية المقال يرجى الاشتراك في الموقع.", "server_error"),
    ("يرجى التحقق من أنك لست روبوتا للمتابعة", "server_error"),
    ("يجب تفعيل جافا سكريبت لعرض هذه الصفحة.", "needs_browser"),
    ("جار التحميل...", "needs_browser"),
    ("جاري التحويل ... إذا لم يتم تحويلك تلقائيا اضغط هنا", "needs_browser"),
    ("Loading…", "needs_browser"),
    ("يستخدم هذا الموقع ملفات تعريف الارتباط لتحسين تجربتك. بالاستمرار فإنك توافق على سياسة الخصوصية.", "no_story"),
]

NOT_SAID = [
    "حدث خطأ فني في محطة كهرباء المسيب أدى إلى انقطاع التيار عن ثلاثة أحياء.",
    "حدث خطأ غير متوقع في عملية الفرز بإحدى محطات المحافظة.",
    "لم يتم العثور على المادة المشعة المفقودة منذ الأسبوع الماضي.",
    "تم حذف المقال من موقع الصحيفة بعد ساعات من نشره.",
    "أعلنت الوزارة أن الموقع تحت الصيانة وسيعود قريبا، واعتذرت.",
    "سيتم التحويل إلى الدوام الإلكتروني ابتداء من الأحد المقبل.",
    "يجب على الطلبة تعلم جافا سكريبت قبل غيرها من لغات البرمجة.",
    "يرجى تفعيل جافا سكريبت لعرض التعليقات.",
    "بلغت درجات الحرارة الحد الأعلى في البصرة.",
    "هذا المحتوى للمشتركين فقط، عبارة ضاق بها القراء في دول كثيرة حتى صاروا يبحثون عن الخبر حيث لا يطلب منهم أحد مالا ولا اسما ولا بريدا.",
    "«هذا المحتوى متاح للمشتركين فقط»",
    "الروبوت الذي صممه طلبة الجامعة يتعرف على الوجوه.",
    "يلزم القانون الجديد المواقع بتسجيل الدخول بالبطاقة الوطنية.",
]


@pytest.mark.parametrize(("text", "reason"), SAID)
def test_notices(text: str, reason: str) -> None:
    notice = notice_in(text)
    assert notice is not None
    assert notice.reason == reason


@pytest.mark.parametrize("text", NOT_SAID)
def test_sentences_that_are_none(text: str) -> None:
    assert notice_in(text) is None


def among_others(html: str, address: str = ADDRESS) -> "dict[str, object] | buratha.NoArticle":
    """A page read with nine good ones of the same frame."""
    pages = []
    for at, article in enumerate(load_articles()[20:29]):
        story = "<div class='t'>" + "".join(f"<p>{text}</p>" for text in article.body.split("\n\n")) + "</div>"
        good = page(MENU, DAY.replace("512", str(300 + at)), story=story).replace(TITLE, article.title)
        pages.append((good.encode(), ADDRESS.replace("310000", str(310001 + at)), "text/html; charset=utf-8"))
    return buratha.read_pages([*pages, (html.encode(), address, "text/html; charset=utf-8")], now=NOW)[-1]


def story_of(texts: Sequence[str]) -> str:
    return "<div class='t'>" + "".join(f"<p>{text}</p>" for text in texts) + "</div>"


# -- in place of a story -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("text", "reason"), SAID[:-1])
@pytest.mark.parametrize("alone", [True, False], ids=["alone", "among others"])
def test_a_notice_under_an_articles_title_and_date(text: str, reason: str, *, alone: bool) -> None:
    html = page(MENU, DAY, story=story_of([text]))
    result = buratha.read_page(html.encode(), ADDRESS, "text/html; charset=utf-8", now=NOW) if alone else among_others(html)
    assert isinstance(result, buratha.NoArticle)
    assert result.reason == reason


@pytest.mark.parametrize(
    ("headline", "text", "reason"),
    [
        ("تسجيل الدخول", SAID[10][0], "server_error"),
        ("خطأ", SAID[5][0], "server_error"),
        ("تحقق", SAID[12][0], "server_error"),
        ("عذرا", SAID[0][0], "not_found"),
        ("تسجيل الدخول", "اكتب اسمك وكلمة السر", "server_error"),
    ],
)
@pytest.mark.parametrize("form", ["<form><input name='u'><input type='submit' value='دخول'></form>", FORM])
@pytest.mark.parametrize("alone", [True, False], ids=["alone", "among others"])
def test_a_bare_page(headline: str, text: str, reason: str, form: str, *, alone: bool) -> None:
    html = page(MENU, story=story_of([text])).replace(TITLE, headline).replace(FORM, form)
    result = buratha.read_page(html.encode(), ADDRESS, "text/html; charset=utf-8", now=NOW) if alone else among_others(html)
    assert isinstance(result, buratha.NoArticle)
    assert result.reason == reason


@pytest.mark.parametrize(
    "message",
    [
        "Warning: mysqli_connect(): Too many connections in /home/site/db.php on line 3",
        "Server Error in '/' Application.",
        "خطأ: Too many connections",
    ],
)
def test_a_programs_message_in_place_of_the_story(message: str) -> None:
    result = among_others(page(MENU, DAY, story=story_of([message])))
    assert isinstance(result, buratha.NoArticle)
    assert result.reason == "server_error"


def test_a_shell_in_the_sites_own_frame() -> None:
    shell = (
        f"<html><head><title>{TITLE}</title></head><body>{MENU}<h1>{TITLE}</h1><div>جار التحميل...</div><script src='/a.js'></script></body></html>"
    )
    result = among_others(shell)
    assert isinstance(result, buratha.NoArticle)
    assert result.reason == "needs_browser"


def test_what_a_banner_says_is_no_body() -> None:
    record = read(page(MENU, DAY, story=story_of([SAID[-1][0]])))
    assert record["body"] == ""
    assert "body" in record["doubts"]


# -- in place of the rest ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("box", [f"<h3>أكمل القراءة</h3><p>{SAID[11][0]}</p>", f"<p>{SAID[10][0]}</p>"])
def test_the_rest_is_for_subscribers(box: str) -> None:
    record = among_others(page(MENU, DAY, story=f"<div class='t'><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>{box}</div>"))
    assert isinstance(record, dict)
    assert record["body"] == f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}"
    assert "body" in record["doubts"]


# -- stories -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("title", "texts"),
    [
        ("خطأ في الخادم يوقف موقع الوزارة ثلاثة أيام", ["حدث خطأ غير متوقع في الخادم فتوقف موقع الوزارة عن العمل، بحسب بيان لها.", *PARAGRAPHS]),
        ("الموقع تحت الصيانة: الوزارة تعتذر لمراجعيها", ["أعلنت الوزارة أن الموقع تحت الصيانة وسيعود قريبا، واعتذرت من مراجعيها."]),
        ("خطأ غير متوقع في خادم المفوضية يؤخر إعلان النتائج", ["حدث خطأ غير متوقع في الخادم، بحسب المفوضية."]),
        ("قانون تسجيل الدخول إلى المواقع يثير جدلا في البرلمان", ["يلزم القانون الجديد المواقع بتسجيل الدخول بالبطاقة الوطنية.", PARAGRAPHS[1]]),
        ("طلبة الجامعة يصنعون روبوتا يحاور الزوار", ["يسأل الروبوت زائره: أثبت أنك لست روبوتا، ثم يضحك.", PARAGRAPHS[1]]),
        ("صحيفة تحذف مقالا بعد ساعات من نشره", ["تم حذف المقال من موقع الصحيفة بعد ساعات من نشره.", PARAGRAPHS[2]]),
        ("صحف تخفي أخبارها عن غير المشتركين", [PARAGRAPHS[0], "«هذا المحتوى متاح للمشتركين فقط»"]),
        ("جار التحميل", PARAGRAPHS),
    ],
)
@pytest.mark.parametrize("alone", [True, False], ids=["alone", "among others"])
def test_a_story_that_speaks_of_such_things_is_a_story(title: str, texts: Sequence[str], *, alone: bool) -> None:
    html = page(MENU, DAY, story=story_of(texts)).replace(TITLE, title)
    record = read(html) if alone else among_others(html)
    assert isinstance(record, dict)
    assert (record["title"], record["body"]) == (title, "\n\n".join(texts))


def test_a_notice_amid_a_story_is_the_authors() -> None:
    texts = [PARAGRAPHS[0], "عذرا، هذه الصفحة غير موجودة.", PARAGRAPHS[1]]
    assert read(page(MENU, DAY, story=story_of(texts)))["body"] == "\n\n".join(texts)


def test_a_picture_whose_form_asks_for_no_robots_is_an_article() -> None:
    picture = "<div class='t'><img src='/up/c.jpg' width='600' height='400'></div><p>يرجى التحقق من أنك لست روبوتا</p>"
    record = read(page(MENU, DAY, story=picture))
    assert (record["title"], len(record["images"])) == (TITLE, 1)


# -- text that is none of the page's lines -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("held", "doubted"),
    [
        (f"<noscript>{STORY}</noscript>", True),
        (f"<textarea readonly>{BODY}</textarea>", True),
        (f"<script>document.write('<p>{PARAGRAPHS[0]}</p>')</script>", True),
        ("<noscript>يرجى تفعيل السكربت لمشاهدة الصور</noscript>", False),
        ("<textarea><iframe src='https://burathanews.com/embed/1'></iframe></textarea>", False),
    ],
)
def test_a_text_that_no_line_has(held: str, *, doubted: bool) -> None:
    record = among_others(page(MENU, DAY, story=f"<div class='t'><p><img src='/up/c.jpg' width='600' height='400'></p>{held}</div>"))
    assert isinstance(record, dict)
    assert record["body"] == ""
    assert ("body" in record["doubts"]) is doubted
