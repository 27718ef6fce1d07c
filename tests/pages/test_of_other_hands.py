"""Habits of many designers' pages: where they set a day, an hour, a count or a writer, and what they set beside a story."""

import pytest

from buratha.pages.article import read_article
from buratha.pages.facts import ArticleFacts
from buratha.pages.opened import open_page
from buratha.pages.repetition import Repetition
from tests.pages.story import ADDRESS, BODY, FORM, NOW, PARAGRAPHS, STORY, TITLE, page, read

DATE = "<div class='d'>نشر في 12-1-2017 09:30 | 418 قراءة</div>"
COLUMN = ADDRESS.replace("reports", "opinion")
VERSES = (
    "يا نخلة الدار ظلك ما يزال هنا",
    "والليل يمضي وفي كفيك ينتظر",
    "مرت سنين على البستان ظامئة",
    "والماء وعد به الأصحاب واعتذروا",
)
SHORT_PARAGRAPHS = (*(text.rstrip(".").partition("،")[0] for text in PARAGRAPHS), "ولم يحضر أحد من الدائرة")
OTHERS = (
    (309_100, "سوق السمك في الفاو يعود الى الضفة القديمة", "4-1-2017"),
    (309_300, "نجار من الحلة يصنع أبوابا لا تعرف المسامير", "6-1-2017"),
    (309_700, "قطار البصرة يزيد رحلاته في موسم الزيارة", "9-1-2017"),
)


def comment(name: str, day: str, text: str) -> str:
    return f"<div class='cm'><div class='cn'>{name}</div><div class='cd'>{day}</div><div class='ct'>{text}</div></div>"


TALK = "<div class='talk'><div class='th'>ردود على المادة</div>{}</div>".format(
    comment("ام زينب", "12-1-2017", "تقرير جميل بارك الله بكم") + comment("حيدر", "15-1-2017", "الست علمتني في الابتدائية الله يحفظها"),
)


def test_a_line_below_the_text_says_when_this_came_out_above_dated_answers() -> None:
    record = read(page(below=f"<div class='when'>نُشرت هذه المادة يوم الخميس ١٢/٠١/٢٠١٧</div>{TALK}"))
    assert record["published"] == "2017-01-12T00:00:00+03:00"
    assert record["body"] == BODY


def test_a_bare_day_in_a_rail_below_a_talk_that_nobody_began() -> None:
    rail = "<aside class='rail'><div class='st'>1,764</div><div class='st'>12.01.2017</div></aside>"
    assert read(page(below=f"<div class='th'>نقاش (0)</div>{rail}"))["published"] == "2017-01-12T00:00:00+03:00"
    assert read(page(below=f"<div class='th'>نقاش (2)</div>{rail}"))["published"] is None, "it may be a reader's"


def test_a_heading_of_the_authors_that_speaks_of_comments_does_not_hide_the_day_below() -> None:
    story = STORY.replace(f"<p>{PARAGRAPHS[2]}", f"<h3>التعليقات</h3><p>{PARAGRAPHS[2]}")
    record = read(page(story=story, below="<aside class='rail'><div class='st'>12.01.2017</div></aside>"))
    assert record["published"] == "2017-01-12T00:00:00+03:00"
    assert "التعليقات" in record["body"]


@pytest.mark.parametrize(("printed", "read_as"), [("الساعة 6.45 مساءً", "18:45"), ("الساعة 9.05 صباحا", "09:05"), ("طول السد 6.45 م", None)])
def test_an_hour_with_a_dot_before_a_half_of_the_day_in_words(printed: str, read_as: str | None) -> None:
    for said in (f"<div class='d'>الخميس 12/1/2017</div><div class='h'>{printed}</div>", f"<div class='d'>الخميس 12/1/2017 {printed}</div>"):
        assert read(page(between=said))["published"] == f"2017-01-12T{read_as or '00:00'}:00+03:00"


@pytest.mark.parametrize(
    ("said", "below"), [("12-1-2017 09:30", "418 قراءة"), ("418 قراءة", "12-1-2017 09:30"), ("الخميس 12/1/2017 - 9:30 صباحا", "418 قراءة")]
)
def test_a_day_or_a_count_in_the_headings_smaller_print_is_no_title(said: str, below: str) -> None:
    record = read(page(between=f"<div class='d'>{below}</div>").replace(f"<h1>{TITLE}</h1>", f"<h1>{TITLE} <small>{said}</small></h1>"))
    assert (record["title"], record["published"], record["views"]) == (TITLE, "2017-01-12T09:30:00+03:00", 418)


@pytest.mark.parametrize("number", ["2017", "(10)", "في 12 يوما"])
def test_numbers_in_the_headings_smaller_print_that_count_no_readers_stay_its_own(number: str) -> None:
    record = read(page(between=DATE).replace(f"<h1>{TITLE}</h1>", f"<h1>{TITLE} <small>{number}</small></h1>"))
    assert record["title"] == f"{TITLE} {number}"


def test_the_loudest_line_above_the_text_is_the_headline_and_not_the_words_below_a_picture() -> None:
    ticker = "<marquee>عاجل : رفع حظر التجوال في المدينة *** مجلس المحافظة يؤجل جلسته الى الأسبوع المقبل لعدم اكتمال النصاب القانوني</marquee>"
    caption = "<tr><td><font size=1>جانب من الصفوف</font></td></tr>"
    picture = f"<table align=left width=190><tr><td><img src='/p/school.jpg' width=180></td></tr>{caption}</table>"
    day = "<p><font size=2>12/1/2017 الساعة 09:30</font></p>"
    headline = f"<p align=center><b><font size=5>{TITLE}</font></b></p>"
    text = "".join(f"<p class=k>{each}</p>" for each in PARAGRAPHS)
    story = f"<table><tr><td>{day}{headline}{picture}{text}</td></tr></table>"
    record = read(f"<html><head><title>صفحة جديدة</title></head><body>{ticker}{story}{FORM}</body></html>")
    assert (record["title"], record["body"]) == (TITLE, BODY)
    assert [image["caption"] for image in record["images"]] == ["جانب من الصفوف"]


def test_no_line_above_a_list_of_dated_headlines_is_the_title() -> None:
    entries = "".join(f"<div class=r><a href='/m/n/{number}'>{title}</a> <span>{day}</span></div>" for number, title, day in OTHERS)
    text = "".join(f"<div class=x>{each}</div>" for each in PARAGRAPHS)
    above = f"<div class=x><b>{TITLE}</b></div><div class='x g'>قرئ 428 مرة</div>"
    html = f"<html><head><title>جوال</title></head><body>{above}{text}<div class=b>اخبار تهمك</div>{entries}{FORM}</body></html>"
    record = read(html)
    assert (record["title"], record["views"], record["body"]) == (TITLE, 428, BODY)


def test_a_drawn_line_outside_the_text_is_none_of_it() -> None:
    rule = "<p>ـــــــــــــــــ</p>"
    closed = STORY.removesuffix("</div>") + f"{rule}</div>"
    assert read(page(between=DATE, story=closed))["body"] == BODY
    parted = STORY.replace(f"<p>{PARAGRAPHS[2]}", f"{rule}<p>{PARAGRAPHS[2]}")
    assert "ـــــــــــــــــ" in read(page(between=DATE, story=parted))["body"]


@pytest.mark.parametrize("address", [ADDRESS, COLUMN])
def test_a_name_above_what_one_did_for_this_story(address: str) -> None:
    card = "<div class='media'><div class='mb'><h5>سلام الطائي</h5><small>أعدّ هذا التقرير من بغداد</small></div></div>"
    assert read(page(above=card, between=DATE), address)["author"] == "سلام الطائي"


def test_numbered_links_to_other_stories_are_links() -> None:
    rows = "<br>".join(f"[{at}] <a href='/m/reports/{number}'>{title[:28]}</a>" for at, (number, title, _) in enumerate(OTHERS, 1))
    assert read(page(between=DATE, below=f"<div class='g'>{rows}</div>"))["body"] == BODY


@pytest.mark.parametrize(
    ("signature", "author"),
    [
        ("<br><small>( بقلم : فالح الزيرجاوي )</small>", "فالح الزيرجاوي"),
        (" <span class='by'>بقلم ناجي العطواني</span>", "ناجي العطواني"),
        ("<small>صفاء المنصوري</small>", "صفاء المنصوري"),
        ("<br><em>د. حيدر الشمري</em>", "حيدر الشمري"),
        ("<br><small>د.سلام الحسيناوي ||</small><br><small>بقلم : سلام الحسيناوي</small>", "سلام الحسيناوي"),
        ("<br><small>✍️ لؤي الشريفي . ميسان . ٩ كانون الثاني ٢٠١٧</small>", "لؤي الشريفي"),
    ],
)
def test_the_writer_in_an_element_of_his_own_within_the_headline(signature: str, author: str) -> None:
    record = read(page(between=DATE).replace(f"<h1>{TITLE}</h1>", f"<h1>{TITLE}{signature}</h1>"), COLUMN)
    assert (record["title"], record["author"], record["body"]) == (TITLE, author, BODY)


@pytest.mark.parametrize("headline", ["رحيل الشاعر <b>مظفر النواب</b>", "وداعا يا<br>مظفر النواب", "قصائد من الجنوب<br><small>الجزء الثاني</small>"])
def test_a_headline_keeps_the_name_that_it_tells_of(headline: str) -> None:
    title = headline.replace("<br>", " ").replace("<b>", "").replace("</b>", "").replace("<small>", "").replace("</small>", "")
    html = page(between=DATE).replace(f"<h1>{TITLE}</h1>", f"<h1>{headline}</h1>").replace(f"<title>{TITLE}", f"<title>{title}")
    assert read(html, COLUMN)["title"] == title


def test_a_labelled_writer_above_the_headline_with_tools_between() -> None:
    tools = "<ul class='tools'><li><label>الكاتب</label> <span>رعد الغزيوي</span></li><li><a data-size='1'>ع+</a> <a data-size='-1'>ع-</a></li></ul>"
    assert read(page(above=tools, between=DATE), COLUMN)["author"] == "رعد الغزيوي"


def test_a_name_and_what_the_writer_is_side_by_side_behind_an_initial() -> None:
    who = "<div class='who'><span class='a'>أ</span><div><strong>أحمد طالب الشمرتي</strong> <span>كاتب في براثا</span></div></div>"
    record = read(page(between=f"{DATE}{who}"), COLUMN)
    assert (record["author"], record["body"]) == ("أحمد طالب الشمرتي", BODY)


def test_what_the_writer_is_below_the_name_in_a_card() -> None:
    card = "<div class='who'><div class='n'>الشيخ عبد الهادي الطريحي</div><div class='r'>من فضلاء الحوزة العلمية في النجف الأشرف</div></div>"
    record = read(page(between=f"{DATE}{card}"), COLUMN)
    assert (record["author"], record["body"]) == ("عبد الهادي الطريحي", BODY)
    post = "<div class='t'><div class='n'>كاريكاتير حازم الوائلي</div><p>الدفعة الأولى بعد العيد</p></div>"
    picture = "<div class='pic'><img src='/p/c.jpg' width=600 height=400></div>"
    assert read(page(between=f"{DATE}{picture}", story=post), ADDRESS.replace("reports", "caricature"))["body"] == "الدفعة الأولى بعد العيد"


@pytest.mark.parametrize("label", ["كتب المادة", "كتبت التقرير", "أعد هذا التقرير"])
def test_a_deed_for_a_story_is_a_label_of_its_writer(label: str) -> None:
    story = STORY.removesuffix("</div>") + f"<div class='by'>{label}: صفاء المنصوري</div></div>"
    record = read(page(between=DATE, story=story), COLUMN)
    assert (record["author"], record["body"]) == ("صفاء المنصوري", BODY)


def test_the_day_glued_to_the_agencys_name_above_the_headline() -> None:
    strip = "<div class='pub'><a href='/arabic/'>وكالة أنباء براثا</a><span>2017/01/12</span></div>"
    assert read(page(above=strip))["published"] == "2017-01-12T00:00:00+03:00"


def test_readers_are_counted_in_a_row_of_counts_without_spaces() -> None:
    row = "<div class='acts'><span>466 قراءة</span><span>10 إعجاب</span><span>6 حفظ</span><span>0 تعليق</span></div>"
    record = read(page(between="<div class='d'>12-1-2017 09:30</div>", below=row))
    assert (record["views"], record["body"]) == (466, BODY)


def test_the_verse_of_the_day_is_no_headline() -> None:
    verse = "<div class='v'>آية اليوم: وَبَشِّرِ الصَّابِرِينَ</div>"
    html = (
        page(above=verse + DATE)
        .replace(f"<h1>{TITLE}</h1>", f"<div class='x'>{TITLE}</div>")
        .replace(f"<title>{TITLE}</title>", "<title>براثا</title>")
    )
    assert read(html)["title"] == TITLE


@pytest.mark.parametrize(
    "row",
    [
        "في تمام 21:15:48 اطلع عليه <b>466</b> قارئ",
        "<i>عند الساعة 21:15:48</i> <i>زيارات الموضوع</i> <b>466</b> <a href='#c'>0 رد</a>",
    ],
)
def test_the_hour_and_the_count_stand_below_the_headline_and_the_day_above(row: str) -> None:
    others = "".join(
        f"<span class='rw'><a href='/arabic/reports/{number}'>{title}</a> <i>2017/01/0{at}</i></span><br>"
        for at, (number, title, _) in enumerate(OTHERS, 3)
    )
    above = "<span class='rw'><b>التقارير</b> <i>2017/01/12</i></span><br>"
    record = read(page(above=above, between=f"<span class='rw'>{row}</span><br>", below=f"<br>{others}"))
    assert (record["published"], record["views"], record["body"]) == ("2017-01-12T21:15:48+03:00", 466, BODY)


def test_a_count_over_a_picture_is_no_text_of_the_picture_post() -> None:
    badge = "<div class='pic'><img src='/p/c.jpg' width=600 height=400></div><div class='badge'>👁 1148 مشاهدة</div>"
    record = read(page(between=f"<div class='d'>12-1-2017 09:30</div>{badge}", story="<div class='t'><p>الدفعة الأولى بعد العيد</p></div>"))
    assert (record["views"], record["body"]) == (1148, "الدفعة الأولى بعد العيد")


def test_a_label_above_a_list_of_other_stories_ends_the_text() -> None:
    entries = "".join(f"<li><a href='/arabic/reports/{number}'>{title}</a> <small>{day}</small></li>" for number, title, day in OTHERS)
    text = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    foot = "<p>رسائل القراء (0)</p>" + "، ".join(
        f"<a href='/arabic/{name}'>{name}</a>" for name in ("news", "articles", "reports", "levant", "poetry")
    )
    html = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{DATE}{text}<p>واقرأ بعدها:</p><ul>{entries}</ul>{foot}</body></html>"
    assert read(html)["body"] == BODY


def test_a_box_of_other_stories_amid_the_text_does_not_end_it() -> None:
    entries = "".join(f"<li><a href='/arabic/reports/{number}'>{title}</a></li>" for number, title, _ in OTHERS)
    box = f"<div class='also'>موضوعات متعلقة:<ul>{entries}</ul></div>"
    record = read(page(between=DATE, story=STORY.removesuffix("</div>") + f"{box}<p>والله ولي التوفيق</p></div>"))
    assert record["body"] == f"{BODY}\n\nوالله ولي التوفيق"


def test_what_the_readers_said_is_no_text() -> None:
    one = "<h3>ابو مخلد البصري</h3><p>2017-01-14</p><p>أحسنت يا شاعرنا، قرأتها على والدتي فبكت</p>"
    said = f"<section><h2>ما قاله القراء</h2><article>{one}</article></section>"
    poem = "<section>" + "".join(f"<p>{verse}</p>" for verse in VERSES) + "</section>"
    record = read(page(between=DATE, story=f"<article>{poem}{said}</article>"), ADDRESS.replace("reports", "poetry"))
    assert record["body"].split("\n\n") == list(VERSES)


@pytest.mark.parametrize("byline", ["", "<center><font size=3>( بقلم : حسن الراشد )</font></center><br>&nbsp;<br>"])
@pytest.mark.parametrize("lines", [VERSES, SHORT_PARAGRAPHS])
def test_the_first_line_below_a_picture_is_no_caption_where_its_kind_goes_on(lines: tuple[str, ...], byline: str) -> None:
    story = f"<center><img src='/p/a.jpg'></center><br>{byline}<div align=justify><font size=3>{'<br><br>'.join(lines)}</font></div>"
    record = read(page(between=DATE, story=story))
    assert record["body"].split("\n\n") == list(lines)
    assert [image["caption"] for image in record["images"]] == [None]


@pytest.mark.parametrize("name", ["براثا موبايل", "موقع براثا الرسمي", "براثا نيوز"])
def test_the_sites_name_with_an_edition_is_no_headline(name: str) -> None:
    html = page(above=f"<h1>{name}</h1>", between=DATE).replace(f"<h1>{TITLE}</h1>", f"<h2>{TITLE}</h2>").replace(f"<title>{TITLE}", f"<title>{name}")
    assert read(html)["title"] == TITLE


def test_a_label_in_a_cell_is_no_headline() -> None:
    rows = (("الصفحة", "التقارير"), ("اليوم", "الخميس 12-01-2017"), ("الوقت", "09:30"))
    table = "<table>" + "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in rows) + "</table>"
    html = page(above=table).replace(f"<h1>{TITLE}</h1>", f"<h3>{TITLE}</h3>").replace(f"<title>{TITLE}</title>", "<title>براثا</title>")
    record = read(html)
    assert (record["title"], record["published"], record["body"]) == (TITLE, "2017-01-12T09:30:00+03:00", BODY)


def test_an_advertisement_that_ends_with_a_telephone_is_no_text() -> None:
    advert = "<table><tr><td><p>مكتبة الرافدين</p><p>كتب مدرسية وقرطاسية، شارع السعدون</p><p>موبايل: 07901000151</p></td></tr></table>"
    record = read(page(between=DATE, story=STORY.replace(f"<p>{PARAGRAPHS[1]}", f"{advert}<p>{PARAGRAPHS[1]}")))
    assert record["body"] == BODY


def test_votes_in_a_poll_are_no_readers() -> None:
    poll = "<div class='poll'><h3>شارك في الاستطلاع</h3><p><a href='/vote/results'>اطلع على النتيجة</a> (1,933 مشاركا)</p></div>"
    assert read(page(between="<div class='d'>12-1-2017 09:30</div>", below=poll))["views"] is None


def test_a_sentence_with_the_count_of_this_story_says_its_day_too() -> None:
    told = "<div class='li'>قرأ هذا الموضوع 466 زائرا منذ نشره بتاريخ 12 كانون الثاني 2017 عند الساعة 21:15:48</div>"
    record = read(page(below=f"<div class='tl'><a href='https://telegram.me/buratha'>https://telegram.me/buratha</a></div>{told}"))
    assert (record["published"], record["views"], record["body"]) == ("2017-01-12T21:15:48+03:00", 466, BODY)


@pytest.mark.parametrize(
    ("below", "shown"),
    [
        ("<div class='v'>271 مشاهدة</div>", True),
        ("<ul><li><a href='/tag/1'>#ماء</a></li></ul>", True),
        ("<div class='th'>صدى القراء : تعليقات</div>", True),
        ("<div class='c'><a href='/arabic/reports'>التقارير</a></div>", True),
        ("<div class='x'>حجم الصور الأصلي متاح للمشتركين</div>", False),
    ],
)
def test_what_stands_right_below_the_text_shows_its_end(below: str, shown: bool) -> None:
    loose = "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS, "وبقي الباب مفتوحا أمام الجميع"))
    html = page(between=DATE, story=loose, below=below).replace(FORM, "")
    facts = read_article(open_page(html.encode(), ADDRESS), Repetition(), NOW)
    assert isinstance(facts, ArticleFacts)
    assert facts.trace is not None
    assert any(reason.name.startswith("nothing proves its end") for reason in facts.trace.reasons) is not shown


def test_a_bare_day_below_the_headline_with_its_section_or_in_a_cell_of_its_own() -> None:
    loose = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    assert read(page(between="<p>[<a href='/arabic/reports'>التقارير</a>] 2017/01/12</p>", story=loose))["published"] == "2017-01-12T00:00:00+03:00"
    cells = "".join(f"<tr><td>{text}</td></tr>" for text in (TITLE, "الخميس 12/1/2017", "<br><br>".join(PARAGRAPHS)))
    record = read(f"<html><head><title>{TITLE}</title></head><body><table>{cells}</table>{FORM}</body></html>")
    assert (record["published"], record["body"]) == ("2017-01-12T00:00:00+03:00", BODY)


def test_a_label_that_ends_the_text_is_doubted() -> None:
    record = read(page(between=DATE, story=STORY.removesuffix("</div>") + "<p>واقرأ بعدها:</p></div>"))
    assert record["body"] == BODY or "body" in record["doubts"]


def test_a_paragraph_below_a_form_amid_the_text_is_read_or_doubted() -> None:
    form = "<form><h4>نكتب لك صباح كل أحد</h4><p>رسالة واحدة بلا ضجيج</p><input name='m'><button>سجلني</button></form>"
    story = STORY.replace(f"<p>{PARAGRAPHS[2]}", f"{form}<p>{PARAGRAPHS[2]}")
    record = read(page(between=DATE, story=story))
    assert PARAGRAPHS[2] in record["body"] or "body" in record["doubts"]
