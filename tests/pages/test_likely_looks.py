"""Pages as they are likely to look, or to come: behind a service that hides addresses, endless, printed, with the facts in rails and cards."""

import pytest

import buratha
from buratha.pages.obfuscated_mail import with_addresses
from tests.pages.story import ADDRESS, BODY, FORM, NOW, PARAGRAPHS, STORY, TITLE, page, read

DATE = "<div class='d'>نشر في 12-1-2017 09:30 | 418 قراءة</div>"
OPEN_STORY = STORY.removesuffix("</div>")
COLUMN = ADDRESS.replace("reports", "articles")


def amid(block: str, kind: str = "t") -> str:
    """The story with a block between its first two paragraphs."""
    return STORY.replace("</p><p>", f"</p>{block}<p>", 1).replace("class='t'", f"class='{kind}'")


# -- addresses that a service hides ------------------------------------------------------------------------------------
def hidden(address: str, key: int) -> str:
    """The address in the digits of the service: the key, and each byte XORed with it."""
    return bytes([key, *(byte ^ key for byte in address.encode())]).hex()


@pytest.mark.parametrize(
    "element",
    [
        '<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="{}">[email&#160;protected]</a>',
        "<span class='__cf_email__' data-cfemail='{}'>[email protected]</span>",
        '<a href="/cdn-cgi/l/email-protection#{0}"><span class="__cf_email__" data-cfemail="{0}">[email&nbsp;protected]</span></a>',
    ],
)
def test_an_address_that_a_service_hides_stands_in_the_text(element: str) -> None:
    told = "ترسل المشاركات الى {} قبل نهاية الشهر الحالي، وتعلن النتائج بعد ذلك بأسبوع."
    markup = element.format(hidden("qissa@example.org", 0xA7))
    assert read(page(between=DATE, story=amid(f"<p>{told.format(markup)}</p>")))["body"].split("\n\n")[1] == told.format("qissa@example.org")


@pytest.mark.parametrize("code", ["4b", "4bff0b29652f", hidden("no address", 7), hidden("a@b\x07c", 9), "zz" * 8])
def test_what_hides_no_address_stays(code: str) -> None:
    markup = f'<a data-cfemail="{code}">[email&#160;protected]</a>'
    assert with_addresses(markup) == markup


# -- another whole story below -----------------------------------------------------------------------------------------
OTHER_TITLE = "رسالة الى طالب السادس الاعدادي"
OTHER = (
    "ولدي العزيز، أكتب اليك وأنت تقلب ملازمك تحت مروحة تدور ساعة وتقف ثلاثا، وأعرف أن في رأسك سؤالا واحدا لا تقوله لأحد من أهلك.",
    "ثم إن العلم لا يضيع، فقد كان جدك يحفظ ألف بيت من الشعر وهو لا يملك ثمن نعله، وما رأيت رجلا أغنى منه في مجلس من مجالس القرية.",
    "اقرأ ونم مبكرا ودع الباقي على الله، وسلم لي على أصحابك في الصف وعلى معلمك الذي علمني قبلك في المدرسة نفسها.",
)


def endless(number: int, title: str, paragraphs: tuple[str, ...], meta: str, signature: str) -> str:
    """One of the stories of an endless page."""
    body = "".join(f"<p>{text}</p>" for text in (*paragraphs, signature))
    return (
        f"<article id='post-{number}' class='post'><header><h1>{title}</h1><div class='m'>{meta}</div></header><div class='c'>{body}</div></article>"
    )


def test_the_next_story_of_an_endless_page_is_not_read() -> None:
    own = endless(310000, TITLE, PARAGRAPHS, "<span>12 كانون الثاني 2017 6:42 م</span><span>1288 قراءة</span>", "جواد كاظم الشمري – بغداد")
    other = endless(309988, OTHER_TITLE, OTHER, "<span>11 كانون الثاني 2017 3:10 م</span><span>977 قراءة</span>", "فاضل الركابي – ذي قار")
    divider = "<div class='more'><span>تابع التمرير، المادة التالية</span></div>"
    html = f"<html><head><title>{TITLE}</title></head><body><main>{own}{divider}{other}</main></body></html>"
    record = read(html, COLUMN)
    assert record["body"] == BODY
    assert (record["author"], record["views"], record["published"]) == ("جواد كاظم الشمري", 1288, "2017-01-12T18:42:00+03:00")


@pytest.mark.parametrize(("meta", "is_cut"), [("<span>منذ 3 ساعات</span>", True), ("<i>8 كانون الثاني 2017</i>", True), ("", False)])
@pytest.mark.parametrize("rank", ["h1", "h2"])
def test_the_next_story_in_plain_blocks_is_cut_where_it_has_a_day_and_else_doubted(rank: str, meta: str, is_cut: bool) -> None:
    def block(title: str, facts: str, paragraphs: tuple[str, ...]) -> str:
        return f"<div class='s'><{rank}>{title}</{rank}>{facts}<div class='x'>{''.join(f'<p>{text}</p>' for text in paragraphs)}</div></div>"

    html = f"<html><head><title>{TITLE}</title></head><body>{block(TITLE, DATE, PARAGRAPHS)}<hr>{block(OTHER_TITLE, meta, OTHER)}</body></html>"
    record = read(html)
    assert (record["body"] == BODY) is is_cut
    assert is_cut or "body" in record["doubts"]


@pytest.mark.parametrize("rank", ["h1", "h2"])
def test_parts_of_one_story_in_blocks_with_headings_of_one_rank_stay_together(rank: str) -> None:
    parts = ((TITLE, PARAGRAPHS[:2]), ("ما جرى في صيف 2016", OTHER[:2]), ("من يعين الأهالي", (OTHER[2], PARAGRAPHS[2])))
    blocks = "".join(f"<div class='p'><{rank}>{head}</{rank}>{''.join(f'<p>{text}</p>' for text in texts)}</div>" for head, texts in parts)
    html = f"<html><head><title>{TITLE}</title></head><body><div>{DATE}{blocks}</div>{FORM}</body></html>"
    assert read(html)["body"] == "\n\n".join((*PARAGRAPHS[:2], parts[1][0], *OTHER[:2], parts[2][0], OTHER[2], PARAGRAPHS[2]))


def test_parts_that_have_headings_of_the_titles_rank_stay_in_the_text() -> None:
    parts = "".join(f"<h1>{head}</h1><p>{text}</p>" for head, text in zip(("ما جرى في الصيف", "من يعين الأهالي"), OTHER, strict=False))
    record = read(page(between=DATE, story=OPEN_STORY + parts + "</div>"))
    assert OTHER[1] in record["body"]


# -- boxes amid the text -----------------------------------------------------------------------------------------------
def test_a_phrase_in_a_block_named_as_pulled_out_stands_in_the_text_once() -> None:
    pulled = "<blockquote class='pull'>الصفوف صارت تضيق بهم</blockquote>"
    record = read(page(between=DATE, story=STORY.replace("</p></div>", f"</p>{pulled}<p>{OTHER[2]}</p></div>")))
    assert record["body"] == f"{BODY}\n\n{OTHER[2]}"


def test_a_pulled_sentence_is_cut_in_a_text_of_two_blocks_too() -> None:
    pulled = "<blockquote class='pull'>عدد التلاميذ تضاعف هذا العام وإن الصفوف صارت تضيق</blockquote>"
    parts = f"<div class='open'><p>{PARAGRAPHS[0]}</p></div><div class='gated'><p>{PARAGRAPHS[1]}</p>{pulled}<p>{PARAGRAPHS[2]}</p></div>"
    assert read(page(between=DATE, story=parts))["body"] == BODY


@pytest.mark.parametrize("target", ["/amp/news/358810", "/article.php?no=358810", "/arabic/news/358810"])
def test_a_headline_behind_a_label_amid_the_text_is_cut_whatever_its_address(target: str) -> None:
    box = f"<div class='inl'>اقرأ في براثا: <a href='{target}'>الزراعة تبدأ بتوزيع البذور المحسنة على فلاحي واسط</a></div>"
    assert read(page(between=DATE, story=amid(box)))["body"] == BODY


def test_words_that_tools_have_among_others_are_a_sentence() -> None:
    told = "<div class='n'>إلى هذا الحد كبير هذا الموضوع</div>"
    assert "إلى هذا الحد كبير هذا الموضوع" in read(page(between=DATE, story=amid(told)))["body"]


def test_an_authors_announcement_stays() -> None:
    told = "<div class='n'><b>إعلان:</b> تعلن إدارة المدرسة عن فتح باب التسجيل للعام الدراسي الجديد.</div>"
    assert "تعلن إدارة المدرسة" in read(page(between=DATE, story=amid(told)))["body"]


# -- who has written it ------------------------------------------------------------------------------------------------
def test_a_signature_that_says_the_byline_again_is_cut_though_somebody_known_has_that_name() -> None:
    story = OPEN_STORY.replace("<p>", "<p>عبد الزهرة الكعبي ||</p><p>", 1) + "<div dir='ltr'>عبد الزهرة الكعبي</div></div>"
    record = read(page(between=DATE, story=story), COLUMN)
    assert (record["author"], record["body"]) == ("عبد الزهرة الكعبي", BODY)


def test_a_byline_that_the_layout_prints_above_its_tools_is_cut_where_the_text_opens_with_it() -> None:
    tools = "<div>كتب بواسطة إحسان الموزاني</div><ul><li>حجم الخط</li><li>نسخة للطباعة</li><li>قيم الموضوع</li></ul>"
    story = STORY.replace("<p>", "<p>مقال للكاتب والإعلامي إحسان الموزاني</p><p>", 1)
    record = read(page(between=DATE + tools, story=story), COLUMN)
    assert (record["author"], record["body"]) == ("إحسان الموزاني", BODY)


def test_a_unit_of_the_agency_is_nobody() -> None:
    record = read(page(between=f"<p class='by'>خاص - وحدة التقارير والتحقيقات</p>{DATE}"))
    assert (record["author"], "author" in record["doubts"], record["body"]) == (None, False, BODY)


@pytest.mark.parametrize(
    "facts",
    [
        "<div><span>✍️ لؤي الشريفي ميسان ٩ كانون الثاني ٢٠١٧</span> / <span><a href='/arabic/articles'>المقالات</a></span></div>",
        "<div>✍️ لؤي الشريفي 9 كانون الثاني 2017</div>",
        "<div>✍️ لؤي الشريفي؛ ميسان؛ 9 كانون الثاني 2017</div>",
    ],
)
def test_name_town_and_day_behind_a_pen(facts: str) -> None:
    record = read(page(between=facts), COLUMN)
    assert (record["author"], record["published"][:10], record["body"]) == ("لؤي الشريفي", "2017-01-09", BODY)


def test_name_town_and_day_in_elements_above_the_headline() -> None:
    who = "<div class='who'><span>✍️ الشيخ عبد الهادي الركابي</span><span>النجف الأشرف</span><span>٩ كانون الثاني ٢٠١٧</span></div>"
    record = read(page(above=who), COLUMN)
    assert (record["author"], record["published"][:10]) == ("عبد الهادي الركابي", "2017-01-09")


def test_a_name_behind_a_pen_that_cannot_be_read_is_doubted() -> None:
    record = read(page(between="<div>✍️ ابو زينب 3 من اهالي الديوانية</div>" + DATE), COLUMN)
    assert record["author"] is None
    assert "author" in record["doubts"]


def test_a_card_below_the_text_with_the_writers_name_and_the_day() -> None:
    card = "<div class='card'><span>✦</span><div><p class='n'>نبيل المنصوري</p><p class='s'>نُشرت 9 كانون الثاني 2017 في المقالات</p></div></div>"
    record = read(page(below=card), COLUMN)
    assert (record["author"], record["published"][:10], record["body"]) == ("نبيل المنصوري", "2017-01-09", BODY)


# -- when it came out --------------------------------------------------------------------------------------------------
def test_a_printed_page_tells_its_day_its_writer_and_when_it_was_printed() -> None:
    facts = "القسم : الصفحة الفكرية<br>تاريخ النشر : 09/01/2017 10:45 ص<br>الكاتب : السيد مرتضى الغريفي<br>تاريخ الطباعة : 03/11/2017 07:20 م"
    html = f"<html><head><title>{TITLE}</title></head><body><table><tr><td class=small>{facts}</td></tr><tr><td align=center><b>{TITLE}</b></td></tr>"
    html += f"<tr><td>{'<br><br>'.join(PARAGRAPHS)}</td></tr></table></body></html>"
    record = read(html, ADDRESS.replace("reports", "thought"))
    assert (record["published"], record["author"]) == ("2017-01-09T10:45:00+03:00", "مرتضى الغريفي")


def test_a_day_in_an_attribute_leaves_the_printed_hour() -> None:
    facts = "<div><span title='09/01/2017'>قبل 3 ساعات</span> <span>الإثنين 09/01/2017 - 20:06</span> <span>12,480 قراءة</span></div>"
    record = read(page(between=facts))
    assert (record["published"], record["views"]) == ("2017-01-09T20:06:00+03:00", 12480)


def test_a_rail_of_facts_behind_the_day_of_the_visit() -> None:
    today = "<nav><div>وكالة أنباء براثا</div><div>السبت 8 تشرين الثاني 2025</div></nav>"
    rail = "<div class='rail'><div><i class='bi-clock'></i>18:05:33</div><div><i class='bi-eye'></i>1,408</div><div><i></i>09-01-2017</div></div>"
    record = read(page(above=today + rail))
    assert (record["published"], record["views"], "published" in record["doubts"]) == ("2017-01-09T18:05:33+03:00", 1408, False)


@pytest.mark.parametrize(("day", "doubted"), [("9-1-2017", False), ("9-1-2019", True)])
def test_a_bare_day_below_the_story_is_believed_where_the_articles_number_says_the_same(day: str, doubted: bool) -> None:
    record = read(page(below=f"<div class='strip'><img src='v.gif'>1408&nbsp;<img src='d.gif'>{day}</div>"))
    assert (record["published"] is None or "published" in record["doubts"]) is doubted


# -- titles ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("printed", "title"),
    [
        (f"» {TITLE}", TITLE),
        (f"■ {TITLE}", TITLE),
        ("» مدرسة الطين « تستقبل تلاميذها من جديد", "» مدرسة الطين « تستقبل تلاميذها من جديد"),
        ("» المعلمة: «الصفوف تضيق بنا»", "المعلمة: «الصفوف تضيق بنا»"),
    ],
)
def test_a_mark_that_layouts_set_before_headlines_is_none_of_theirs(printed: str, title: str) -> None:
    assert read(page(between=DATE).replace(f"<h1>{TITLE}</h1>", f"<h1>{printed}</h1>"))["title"] == title


@pytest.mark.parametrize("label", ["زائر رقم", "أنت الزائر رقم", "عدد زوار الموقع"])
def test_the_label_of_the_sites_counter_is_no_title(label: str) -> None:
    side = f"<table><tr><td align=center><img src='c.gif'><br>{label}<br><b>1840227</b></td></tr></table>"
    html = f"<html><head><title>وكالة أنباء براثا</title></head><body>{side}<table><tr><td><font size=4>{TITLE}</font></td></tr>"
    html += f"<tr><td>{DATE}</td></tr>"
    html += f"<tr><td>{'<br><br>'.join(PARAGRAPHS)}</td></tr></table></body></html>"
    assert read(html)["title"] == TITLE


@pytest.mark.parametrize(("head", "doubted"), [("وكالة أنباء براثا - أخبار العراق", False), ("وزير التربية يتفقد مدارس الأهوار في ميسان", True)])
def test_the_sites_name_in_the_head_is_no_other_headline(head: str, doubted: bool) -> None:
    html = page(between=DATE).replace(f"<title>{TITLE}</title>", f"<title>{head}</title>").replace(TITLE, "مدرسة الطين")
    assert ("title" in read(html)["doubts"]) is doubted


# -- what is no reason to doubt ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "line",
    [
        "<div>حجم الحرف: صغير متوسط كبير للطبع ارسل هذا الموضوع بالبريد</div>",
        "<div><b>مساحة ممولة</b>شقق حديثة على ضفاف دجلة بالتقسيط المريح</div>",
        "<div>الجمعة 7 تشرين الثاني 2025 بغداد: 33° صحو</div>",
    ],
)
def test_tools_offers_and_the_weather_between_headline_and_story_are_no_prose_that_was_missed(line: str) -> None:
    assert "body" not in read(page(between=DATE + line, below="<p>اضف تعليقك</p>"))["doubts"]


def test_the_section_in_a_list_of_facts_below_the_story() -> None:
    menu = "<nav><a href='/arabic/news'>الأخبار</a><a href='/arabic/reports'>التقارير</a><a href='/arabic/poetry'>الشعر</a></nav>"
    facts = "<dl><dt>الزاوية</dt><dd><a href='/arabic/reports'>التقارير</a></dd></dl>"
    record = read(page(above=menu, between=DATE, below=facts))
    assert (record["category"], "category" in record["doubts"]) == ("التقارير", False)


def test_a_page_is_read_together_with_one_that_hides_an_address() -> None:
    markup = f'<a data-cfemail="{hidden("a@example.org", 3)}">[email&#160;protected]</a>'
    pages = [(page(between=DATE, story=amid(f"<p>راسلونا على {markup} في كل وقت.</p>")).encode(), ADDRESS, "text/html; charset=utf-8")]
    (record,) = buratha.read_pages(pages, now=NOW)
    assert isinstance(record, dict)
    assert "a@example.org" in record["body"]


def test_visitors_in_a_box_of_who_is_there_now_are_no_readers() -> None:
    box = "<table><tr><td><div>المتواجدون الآن</div><div>23 متواجد<br>الأعضاء: 0<br>الزوار: 148</div></td></tr></table>"
    assert read(page(above=box))["views"] is None
    facts = "<div>القسم: التقارير<br>الزوار: 148</div>"
    assert read(page(between=facts))["views"] == 148


# -- an examiner's pages -----------------------------------------------------------------------------------------------
def test_what_is_called_the_publication_is_believed_before_the_day_of_the_visit() -> None:
    today = "<div class='date'>الثلاثاء, 13 كانون الثاني 2017</div>"
    told = ("الزيارات: 5630", "آخر تحديث: 12 كانون الثاني 2017 08:06 صباحاً", "نشر بتاريخ: 11 كانون الثاني/يناير 2017 07:45 مساءً")
    facts = f"<dl>{''.join(f'<dd>{fact}</dd>' for fact in told)}</dl>"
    record = read(page(above=today, between=f"<div><img src='a.jpg' alt=''></div>{facts}"))
    assert (record["published"], record["views"]) == ("2017-01-11T19:45:00+03:00", 5630)


def test_a_rail_with_day_hour_and_readers_before_other_stories_and_the_headline() -> None:
    icons = (("اليوم", "2017/1/9"), ("الساعة", "10:20 صباحا"), ("القراء", "2.417"), ("الردود", "2"))
    rail = "".join(f"<div class='r'><img src='/i.gif' alt='{said}' width='16'> {told}</div>" for said, told in icons)
    others = "".join(
        f"<li><a href='/arabic/reports/{number}'>{title}</a> <i>2016/9/17 (3.054)</i></li>"
        for number, title in ((305990, "ملوحة شط العرب تصل أبي الخصيب"), (304112, "سوسة النخيل الحمراء تعبر الحدود"))
    )
    above = f"<p id='now'>2017/1/12 الخميس</p><div class='rail'>{rail}<h3>تقارير ذات صلة بالموضوع</h3><ul>{others}</ul></div>"
    record = read(page(above=above))
    assert (record["published"], record["views"]) == ("2017-01-09T10:20:00+03:00", 2417)


def test_the_hour_in_the_dates_own_line_is_not_one_of_the_prayers() -> None:
    prayers = (
        "<table><tr><td>الفجر</td><td>4:28</td><td>الشروق</td><td>5:46</td><td>الظهر</td><td>11:56</td><td>المغرب</td><td>6:19</td></tr></table>"
    )
    facts = "<div>التقارير|9/1/2017 م - 10 ربيع الثاني 1438 هـ|21:07|قراءة:874|تعليق:3</div>"
    record = read(page(above=prayers + facts))
    assert (record["published"], record["views"]) == ("2017-01-09T21:07:00+03:00", 874)


def test_the_hour_in_a_rail_that_also_tells_how_long_one_reads() -> None:
    rail = "<aside><span>بواسطة: غرفة الأخبار</span> <span>11:36 ص</span> <span>1٬847 زيارة</span> <span>دقيقة واحدة للقراءة</span></aside>"
    record = read(page(above="<p>9 يناير، 2017</p>", between=rail))
    assert (record["published"], record["views"]) == ("2017-01-09T11:36:00+03:00", 1847)


@pytest.mark.parametrize(
    ("told", "views"),
    [
        ("<span>زائرو هذه الصفحة 1,408</span>", 1408),
        ("<div>أُطلقت هذه المادة يوم 9 كانون الثاني 2017، وبلغ متابعوها 1٬408.</div>", 1408),
        ("<div>النتيجة : 47% شارك في التصويت : 25 &nbsp; زار هذه الصفحة : 1408</div>", 1408),
        ("<div><b>قسم التحرير</b><div>فريق يتابع الشأن العراقي، أعدّ للقراء 3204 مادة.</div></div>", None),
    ],
)
def test_words_for_readers_and_for_what_they_were_given(told: str, views: int | None) -> None:
    assert read(page(between="<p>9 كانون الثاني 2017</p>", below=told))["views"] == views


def test_a_card_of_an_earlier_story_above_the_facts_and_one_amid_the_text() -> None:
    link = "<a href='/arabic/news/309990'>بالصور .. الديوانية تفتتح جسر الخشب بعد ترميمه</a>"
    earlier = f"<div class='card'><small>سبق لنا أن نشرنا:</small> {link} <small>25 تشرين الأول 2016 · 3204 متابعاً</small></div>"
    card = f"<div class='card'><div class='b'><h5>{link}</h5><small>27 تشرين الأول 2016</small></div></div>"
    record = read(page(between=earlier + "<p>9 كانون الثاني 2017 · 1408 متابعاً</p>", story=amid(card)))
    assert (record["body"], record["published"][:10]) == (BODY, "2017-01-09")


def test_a_signature_with_town_and_address_below_the_text() -> None:
    signature = "<p>الشاعر جاسم محمد الحلفي</p><p>ميسان - العمارة</p><p>j.alhilfi@example.org</p></div>"
    record = read(page(between=DATE, story=OPEN_STORY + signature), COLUMN)
    assert (record["author"], record["body"]) == ("جاسم محمد الحلفي", BODY)


def test_a_number_before_a_weekday_may_count_readers() -> None:
    record = read(page(between="<p>نشر في 9 كانون الثاني 2017 الساعة 09:30</p>", below="<div>مرّ من هنا 1408 يوم الأحد</div>"))
    assert record["views"] is None
    assert "views" in record["doubts"]


@pytest.mark.parametrize(
    "line",
    ["هاتف التحرير 07801000000", "بغداد 23° صحو", "على موعد الاقتراع: 27 يوما", "<b>يورو</b><p>1333</p>", "Ali_85 يقول", "1000 الرموز المتبقية"],
)
def test_numbers_of_something_else_are_no_readers_that_were_missed(line: str) -> None:
    record = read(page(between="<p>نشر في 9 كانون الثاني 2017 الساعة 09:30</p>", below=f"<div>{line}</div>"))
    assert (record["views"], "views" in record["doubts"]) == (None, False)
