"""Habits of layouts: facts before their labels, bars above headlines, poems in tables, names beside any word, boxes before the text."""

import pytest

from tests.pages.story import ADDRESS, BODY, PARAGRAPHS, TITLE, page, read

DAY = "<div>1548 07:08:59 2017-01-20</div>"
COLUMN = ADDRESS.replace("reports", "articles")
POEM = ADDRESS.replace("reports", "poetry")
CALL = "<p>اشترك في قناة وكالة انباء براثا على التلجرام</p>"


# -- the day -----------------------------------------------------------------------------------------------------------
def test_the_label_of_a_day_is_no_readers_name() -> None:
    facts = (
        "<div class=c><p>تاريخ الإصدار</p><p>20 كانون الثاني 2017</p></div><div class=c><p>ساعة الإصدار</p><p>09:25</p></div>"
        "<div class=c><p>الملف</p><p><a href='/arabic/reports'>التقارير</a></p></div>"
    )
    record = read(page(below=f"<div class='facts'>{facts}</div><footer><p>الأحد 22 كانون الثاني 2017</p></footer>"))
    assert record["published"] == "2017-01-20T09:25:00+03:00"


def test_a_moment_with_the_section_right_above_the_headline_comes_before_a_bars_day() -> None:
    bar = "<div class=top><div class=today>الأحد , 22 يناير 2017</div></div>"
    kicker = (
        "<p class=k><time>20 يناير، 2017 الساعة 9:15 م</time> <span>في: <a href='/arabic/reports'>التقارير</a></span> <a href='#c'>7 تعليقات</a></p>"
    )
    assert read(page(above=f"{bar}<article>{kicker}"))["published"] == "2017-01-20T21:15:00+03:00"


# -- the headline ------------------------------------------------------------------------------------------------------
def test_a_bar_that_begins_with_a_day_is_no_headline() -> None:
    story = "".join(f"<div>{text}</div>" for text in PARAGRAPHS)
    menu = "<div><a href='/arabic/reports'>التقارير</a></div>"
    bar = "<div class='bg-yellow-100 text-sm'>22 ربيع الثاني 1438 هـ — بقي على الزيارة ثلاثة أيام</div>"
    html = f"<html><body>{menu}{bar}<div><div class='text-3xl font-bold'>{TITLE}</div><div class='text-xl'>{story}</div></div></body></html>"
    assert read(html)["title"] == TITLE


def test_what_the_head_has_comes_before_a_boxs_label_above_a_day() -> None:
    box = "<td>مواضيع سابقة<br>الخميس، 19 يناير</td>"
    told = f"<td><b>التقارير: {TITLE}</b><br>أرسلت في الجمعة، 20 يناير، 2017 - 11:15 مساءً بواسطة admin<br><br>{'<br><br>'.join(PARAGRAPHS)}</td>"
    html = f"<html><head><title>براثا - {TITLE}</title></head><body><table><tr>{box}{told}</tr></table></body></html>"
    assert read(html)["title"] == TITLE


# -- the text ----------------------------------------------------------------------------------------------------------
def test_a_poem_in_a_table_whose_first_verse_is_the_headline_is_an_article_with_all_its_verses() -> None:
    verses = [
        "يا نخلة الدار التي غاب أهلها", "عودي إلى النهر القديم وغني", "كم مرت الأيام فوق سعفك حلوة", "وتساقط الرطب الجني بحضني",
        "واليوم جئتك والمساء محمل", "بحنين من غابوا ولم يغب عني", "فاسقي العطاش بظلك الوارف الذي", "علمتني منه الوفاء وكوني",
        "لي صاحبا حتى أعود إلى الثرى", "ويقول من يأتي سلاما مني",
    ]  # fmt: skip
    rows = "".join(f"<tr><td>{one}</td><td>&nbsp;</td><td>{two}</td></tr>" for one, two in zip(verses[::2], verses[1::2], strict=True))
    others = "".join(f"<li><a href='/arabic/poetry/{number}'>قصيدة من ديوان الغائبين عن الدار</a></li>" for number in range(309990, 309997))
    html = f"<html><body><h1>{verses[0]}</h1><table>{rows}</table><div><b>قصائد جديدة</b><ul>{others}</ul></div></body></html>"
    record = read(html, POEM)
    assert record["title"] == verses[0]
    assert record["body"].split("\n")[:2] == verses[:2]
    assert record["body"].split("\n")[-1] == verses[-1]


def test_a_box_of_the_agencys_above_the_text_does_not_end_it() -> None:
    box = "<div class=side><div>تابعنا</div><div>الاسعار الرسمية للعملات مقابل الدينار</div><table><tr><td>يورو</td><td>1289</td></tr></table></div>"
    assert read(page(between=f"{DAY}{box}"))["body"] == BODY


# -- the writer --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "between",
    [
        "<p><span>بحبر</span> <b>كاظم المياحي</b></p>",
        "<p><span>من إنشاء:</span> <b>كاظم المياحي</b></p>",
        "<p><b>كاظم المياحي</b><span>المُحبِّر</span></p>",
    ],
)
def test_a_name_beside_any_word_between_headline_and_text_is_a_columns_writer_and_doubted(between: str) -> None:
    record = read(page(between=f"{DAY}{between}"), COLUMN)
    assert (record["author"], "author" in record["doubts"]) == ("كاظم المياحي", True)


def test_a_name_beside_any_word_elsewhere_is_only_a_doubt() -> None:
    record = read(page(between=DAY, below=f"{CALL}<p>خطّته أنامل : كاظم المياحي</p>"), COLUMN)
    assert (record["author"], "author" in record["doubts"]) == (None, True)
    condolence = "<div><b>تعزية</b> <span>كاظم جواد المياحي</span></div>"
    assert read(page(above=condolence, between=DAY), COLUMN)["author"] is None


@pytest.mark.parametrize("line", ["المصدر: علي الموسوي", "الضيف: كاظم المياحي", "تصوير: كاظم المياحي", "علي الموسوي قبل يومين"])
def test_a_name_beside_another_office_is_no_writer(line: str) -> None:
    label, _, name = line.partition(" ")
    assert read(page(between=DAY, below=f"{CALL}<p><span>{label}</span> <b>{name}</b></p>"), COLUMN)["author"] is None


def test_the_one_name_that_leads_to_a_writers_page_is_a_columns_writer() -> None:
    card = "<div><a href='/writers/311'>كاظم المياحي</a><span>ماجستير علوم سياسية</span></div><div>20-01-2017</div><div>08:26</div><div>512</div>"
    assert read(page(above=card), COLUMN)["author"] == "كاظم المياحي"
    two = "<div><a href='/writers/312'>علي الموسوي</a></div>" + card
    assert read(page(above=two), COLUMN)["author"] is None


def test_a_name_and_what_its_bearer_is_in_one_line_below_a_column_name_the_writer() -> None:
    card = f"{CALL}<div class=s><b>كاظم المياحي</b> <span>كاتب وباحث في الشأن السياسي العراقي، له كتاب في تاريخ القرى</span></div>"
    assert read(page(between=DAY, below=card), COLUMN)["author"] == "كاظم المياحي"


def test_the_fuller_name_above_the_headline_is_a_signatures_too() -> None:
    story = "<div class='t'>" + "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS, "كاظم المياحي / بابل")) + "</div>"
    record = read(page(above="<p>بقلم : كاظم عبد الأمير المياحي</p>", between=DAY, story=story), COLUMN)
    assert (record["author"], record["body"]) == ("كاظم عبد الأمير المياحي", BODY)


def test_a_signature_with_its_town_and_day_below_it_gives_both() -> None:
    signed = "كاظم المياحي – النجف الأشرف<br>22 ربيع الثاني 1438 هـ الموافق 20 / 1 / 2017 م"
    story = "<div class='t'>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + f"<p class=s>{signed}</p></div>"
    record = read(page(story=story), COLUMN)
    assert (record["author"], record["published"][:10], record["body"]) == ("كاظم المياحي", "2017-01-20", BODY)


# -- section and readers -----------------------------------------------------------------------------------------------
def test_a_section_that_opens_a_row_with_readers_is_the_storys() -> None:
    row = "<div>المقالات | 1436 قارئ | <a href='/p'>نسخة للطباعة</a> | <a href='/s'>حفظ</a></div>"
    assert read(page(between="<div>20/01/2017</div>", below=row), COLUMN)["category"] == "المقالات"


def test_three_sections_in_a_row_are_a_menu() -> None:
    menu = "<nav><a href='/arabic/news'>العراق الآن</a> <a href='/arabic/articles'>أقلام حرة</a> <a href='/arabic/poetry'>قوافٍ</a></nav>"
    record = read(page(above=menu, between=DAY), COLUMN)
    assert record["category"] != "أقلام حرة" or "category" in record["doubts"]


def test_a_sentence_on_these_lines_counts_their_readers() -> None:
    record = read(page(below="<p>مرّت على هذه السطور عيون 1.408 من قرائنا.</p>", between="<div>20/01/2017</div>"))
    assert record["views"] == 1408 or "views" in record["doubts"]


def test_an_eye_with_a_number_on_a_button_counts_readers() -> None:
    bar = "<div><button>❤ ٢١٨</button><button>💬 ١٤</button><button>👁 ٣٬٤١٢</button><button>🔗 نسخ</button></div>"
    assert read(page(between="<div>20/01/2017 14:20</div>", below=bar))["views"] == 3412


def test_two_buttons_with_an_eye_and_different_numbers_are_a_doubt() -> None:
    buttons = "<div><button>👁 812</button></div><div><button>👁 4500</button></div>"
    record = read(page(between="<div>20/01/2017 14:20</div>", below=buttons))
    assert (record["views"], "views" in record["doubts"]) == (None, True)


# -- what is no headline -----------------------------------------------------------------------------------------------
def test_where_one_is_and_the_labels_of_boxes_are_no_headlines() -> None:
    story = "".join(f"<p class=t2>{text}</p>" for text in PARAGRAPHS)
    told = f"<p class=sm>انت تتصفح : المقالات</p><p style='font:bold 20px Arial'>{TITLE}</p>{story}"
    assert read(f"<html><head><title>براثا :: مجلة</title></head><body><div>{told}</div></body></html>", COLUMN)["title"] == TITLE
    boxes = "".join(f"<div class=wpTitle>{label}</div><p>{text}</p>" for label, text in (("أسعار العملات", "يورو 1311"), ("تابعونا", "هنا")))
    row = "<div><span>التقارير</span> | <span>12/01/2017</span> | <span>12:40 م</span></div>"
    html = (
        f"<div>{boxes}<div class=wpTitle>الأرشيف حسب اليوم</div></div><div>{row}<div><span id=lblTitle>{TITLE}</span></div><div>{story}</div></div>"
    )
    assert read(f"<html><body>{html}</body></html>")["title"] == TITLE


def test_a_name_before_the_link_to_the_storys_section_is_a_columns_writer() -> None:
    line = "<p>كاظم المياحي <a href='/arabic/articles'>المقالات</a></p>"
    assert read(page(above=line, between=DAY), COLUMN)["author"] == "كاظم المياحي"
