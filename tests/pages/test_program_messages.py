"""What programs print into a page when they fail is no text of its story."""

import pytest

from buratha.pages.program_messages import ends_in_a_failure, is_program_message
from tests.pages.story import BODY, FORM, PARAGRAPHS, STORY, TITLE, page, read

WARNING = "<b>Warning</b>:  mysql_num_rows() expects parameter 1 to be resource in <b>/home/site/inc/news.php</b> on line <b>88</b><br />"
NOTICE = "Notice: Undefined index: tags in /var/www/html/article.php on line 214"
DAY = "<p>20/1/2017</p>"


@pytest.mark.parametrize(
    "text",
    [
        NOTICE,
        "PHP Warning: Undefined variable $الوسوم in C:\\inetpub\\wwwroot\\article.php on line 7",
        "( ! ) Deprecated: Function split() is deprecated in /srv/www/a.php on line 3",
        "Warning: mysqli_connect(): (HY000/1040): Too many connections in /home/site/db.php",
        "Fatal error: Uncaught PDOException: SQLSTATE[HY000] in /a/b.php:12 Stack trace: #0 {main} thrown in /a/b.php on line 12",
        "#0 /var/www/html/index.php(31): Page->show()",
        "Server Error in '/' Application.",
        "Microsoft OLE DB Provider for SQL Server error '80040e14'",
        "[SqlException (0x80131904): Timeout expired.]",
        "at System.Web.UI.Page.ProcessRequest(Boolean includeStages)",
        "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version",
        "Connection failed: Too many connections",
        "Access denied for user 'news'@'localhost' (using password: YES)",
    ],
)
def test_messages(text: str) -> None:
    assert is_program_message(text)


@pytest.mark.parametrize(
    "text",
    [
        "Warning: this story is not for children",
        "Notice: the office is closed on Friday",
        "at Harvard University (2015)",
        "ظهرت على الموقع رسالة Notice: Undefined index: tags in /var/www/html/article.php on line 214",
        "Fatal error: in /home/a.php on line 3 هكذا كتب الموقع طوال ساعتين أمس بدل الأخبار",
        "MySQL قاعدة بيانات يستخدمها الموقع منذ سنين",
        "«Server Error in '/' Application»",
    ],
)
def test_texts_that_are_none(text: str) -> None:
    assert not is_program_message(text)


@pytest.mark.parametrize("message", [f"<div>{WARNING}</div>", f"<br />{WARNING}", f"\n{NOTICE}\n", f"<p>{NOTICE}</p>"])
@pytest.mark.parametrize("at", ["above", "below", "amid", "over all"])
def test_a_message_is_no_text_wherever_it_stands(message: str, at: str) -> None:
    first, *others = PARAGRAPHS
    texts = [f"<p>{text}</p>" for text in others]
    story = {
        "above": f"<div class='t'>{message}<p>{first}</p>{''.join(texts)}</div>",
        "below": f"<div class='t'><p>{first}</p>{''.join(texts)}{message}</div>",
        "amid": f"<div class='t'><p>{first}</p>{message}{''.join(texts)}</div>",
        "over all": STORY,
    }[at]
    record = read(page(message if at == "over all" else "", DAY, story=story))
    assert record["body"] == BODY
    assert record["title"] == TITLE
    assert "body" not in record["doubts"]


def test_a_message_in_a_paragraph_of_its_own_source_lines() -> None:
    story = STORY.replace(f"<p>{PARAGRAPHS[0]}", f"<p>\n{NOTICE}\n{PARAGRAPHS[0]}")
    assert read(page(between=DAY, story=story))["body"] == BODY


def test_a_story_that_a_fatal_failure_ended_is_doubtful() -> None:
    fatal = "<br /><b>Fatal error</b>:  Allowed memory size exhausted in <b>/home/site/inc/news.php</b> on line <b>9</b><br />"
    cut = page(between=DAY, story=f"<div class='t'><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>{fatal}</div>").replace(FORM, "")
    record = read(cut)
    assert record["body"] == f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}"
    assert "body" in record["doubts"]


def test_a_story_that_quotes_a_message_keeps_it() -> None:
    quoted = f"وظلت الصفحة الأولى تعرض للزوار عبارة «{NOTICE}» حتى أصلح المبرمج ما كتبه."
    story = STORY.replace("</div>", f"<p>{quoted}</p></div>")
    assert read(page(between=DAY, story=story))["body"] == f"{BODY}\n\n{quoted}"


FAILURE = "<b>Fatal error</b>:  Maximum execution time of 30 seconds exceeded in <b>/home/b/article.php</b> on line <b>88</b><br />\n"


@pytest.mark.parametrize("closed", ["", "</p></div></body></html>", "</body></html>\n"])
def test_the_last_words_of_a_program_end_a_page(closed: str) -> None:
    assert ends_in_a_failure(f"<body><p>وقال المدير إن الرصيف<br />\n{FAILURE}{closed}") is not None


def test_a_failure_amid_a_page_does_not_end_it() -> None:
    assert ends_in_a_failure(f"<body><p>{FAILURE}</p><p>وقال المدير إن الرصيف يستقبل سفينتين.</p></body></html>") is None
