"""Stories that begin with a link to an earlier one, and whose last paragraph has a call glued to it."""

from tests.pages.story import ADDRESS, BODY, PARAGRAPHS, read

EARLIER = "<P><A HREF='/arabic/news/297898'><FONT><B>وزارة التعليم تحدد موعدا لاستئناف مشروع الحزام الاخضر في صلاح الدين</B></FONT></A></P>"
TALK = "".join(f"<p>قارئ {number}: شكرا لكم على هذا الخبر وننتظر منكم المزيد من أخبار القرى البعيدة في الجنوب كل يوم</p>" for number in range(20))


def table_page(date_line: str = "5206 2017-01-12") -> str:
    told = "".join(f"<P ALIGN=right><FONT SIZE=4>{text}</FONT></P>" for text in PARAGRAPHS)
    return (
        "<html><head><title>وكالة أنباء براثا</title></head><body><TABLE><TR><TD><FONT SIZE=5><B>وفد من الوزارة يزور البصرة</B></FONT></TD></TR>"
        f"<TR><TD><FONT SIZE=1>{date_line}</FONT></TD></TR><TR><TD>{EARLIER}{told}</TD></TR></TABLE>"
        f"<h4>التعليقات</h4><div class=comments>{TALK}</div></body></html>"
    )


def test_a_story_that_begins_with_a_link_to_an_earlier_one_is_no_card_of_that() -> None:
    record = read(table_page(), ADDRESS.replace("reports", "news"))
    assert record["body"] == BODY
    assert (record["published"], record["views"]) == ("2017-01-12T00:00:00+03:00", 5206)


def test_only_a_day_of_change_makes_a_missing_date_doubtful() -> None:
    html = table_page("").replace("</TABLE>", "<TR><TD>آخر تحديث: 2017/01/15 الساعة 20:37</TD></TR></TABLE>")
    record = read(html, ADDRESS.replace("reports", "news"))
    assert (record["published"], "published" in record["doubts"]) == (None, True)
