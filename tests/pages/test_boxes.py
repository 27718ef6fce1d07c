"""What was set into a story: captions, quotations' labels, hours of prayer and other stories' counts go; what the author wrote stays."""

import pytest

from tests.pages.story import BODY, PARAGRAPHS, STORY, TITLE, page, read, read_site

FIRST, SECOND, THIRD = PARAGRAPHS
DAY = "<p>نشر في 20/1/2017</p>"


def story(amid: str = "", *, first: str = "") -> str:
    """The story with something before its first paragraph, or between that and the second."""
    return f"<div class='t'>{first}<p>{FIRST}</p>{amid}<p>{SECOND}</p><p>{THIRD}</p></div>"


def body_with(amid: str = "", *, first: str = "") -> str:
    """What is read of such a story."""
    body = read(page(between=DAY, story=story(amid, first=first)))["body"]
    assert isinstance(body, str)
    return body


def amid(text: str) -> str:
    """The body with one more paragraph behind the first."""
    return f"{FIRST}\n\n{text}\n\n{SECOND}\n\n{THIRD}"


# -- captions ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "markup",
    [
        "<p><img src='/img/school.jpg'>{}</p>",
        "<p><img src='/img/school.jpg'><br>{}</p>",
        "<p>{}<img src='/img/school.jpg'></p>",
        "<p align='center'><img src='/img/school.jpg'> {}</p>",
        "<center><img src='/img/school.jpg'></center><center>{}</center>",
        "<center><img src='/img/school.jpg'><br>{}</center>",
        "<p><img src='/img/school.jpg' alt='التلاميذ أمام باب المدرسة'></p><p>{}</p>",
        "<div><img src='/img/school.jpg' title='التلاميذ أمام باب المدرسة'></div><p>{}</p>",
    ],
)
def test_a_pictures_few_words_are_its_caption(markup: str) -> None:
    assert body_with(markup.format("التلاميذ أمام باب المدرسة")) == BODY


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("<p><img src='/img/school.jpg'>{}</p>", "وعاد الحارس بجرسه النحاسي إلى مكانه القديم.", id="a sentence"),
        pytest.param("<p><img src='/img/school.jpg'></p><h3>{}</h3>", "أيام البناء", id="a sub-heading"),
        pytest.param("<p><img src='/img/school.jpg'></p><p>{}</p>", "بسم الله الرحمن الرحيم", id="a devout line"),
        pytest.param("<p><img src='/img/school.jpg' alt='الجرس'></p><p>{}</p>", "هكذا عاد الجرس", id="other words than the picture says"),
        pytest.param("<center>{}</center>", "ويا جرس النخل لا تسكت", id="a centred line away from pictures"),
        pytest.param("<p>{}</p><p><img src='/img/school.jpg' alt='هكذا عاد الجرس'></p>", "هكذا عاد الجرس إلى نخلته", id="above the picture"),
    ],
)
def test_what_is_no_caption_stays(markup: str, text: str) -> None:
    assert body_with(markup.format(text)) == amid(text)


SAID_BY_ALL = "استقبلت مدرسة الطين في القرية البعيدة تلاميذها من جديد."


@pytest.mark.parametrize("lead", ["<p>{}</p>", "<div class='lead'>{}</div>", "<p><strong>{}</strong></p>"])
@pytest.mark.parametrize("first", [False, True], ids=["amid", "first"])
def test_a_sentence_below_a_picture_that_says_the_title_stays(first: bool, lead: str) -> None:
    piece = f"<div><img src='/img/school.jpg' alt='{TITLE}'></div>{lead.format(SAID_BY_ALL)}"
    assert (body_with(first=piece) if first else body_with(piece)) == (f"{SAID_BY_ALL}\n\n{BODY}" if first else amid(SAID_BY_ALL))


def test_a_sentence_that_its_picture_says_word_for_word_is_its_caption() -> None:
    assert body_with(f"<div><img src='/img/school.jpg' alt='{SAID_BY_ALL}'></div><p>{SAID_BY_ALL}</p>") == BODY


def test_an_only_line_beside_a_picture_is_the_story() -> None:
    line = "التلاميذ أمام باب المدرسة الجديد"
    assert read(page(between=DAY, story=f"<div class='t'><p><img src='/img/school.jpg'>{line}</p></div>"))["body"] == line


def test_an_icon_that_other_pages_have_too_heads_no_caption() -> None:
    """A picture of its own with a few words is a caption; the layout's own picture before words of the story is not."""
    words = ["مقاعد من خشب التوت", "قارب من قصب الهور", "جسر من جذوع النخل", "بئر في أرض الجد", "سوق عند الضفة", "حبال بين الضفتين"]
    icons = read_site([DAY] * 6, [f"<p><img src='/img/leaf.gif'> {text}</p>" for text in words])
    own = read_site([DAY] * 6, [f"<p><img src='/img/{at}.jpg'> {text}</p>" for at, text in enumerate(words)])
    assert [text in record["body"] for text, record in zip(words, icons, strict=True)] == [True] * 6
    assert [text in record["body"] for text, record in zip(words, own, strict=True)] == [False] * 6


# -- forums ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("label", ["اقتباس:", "اقتباس", "Quote:"])
@pytest.mark.parametrize("markup", ["<div class='q'><div>{label}</div><div>{text}</div></div>", "<p>{label}</p><p>{text}</p>"])
def test_a_quotation_stays_without_its_forums_label(markup: str, label: str) -> None:
    text = "كان أبي يقطع هذا الطريق على دابته كل صباح، وكنت أعد معه أشجار النخل حتى نصل."
    assert body_with(markup.format(label=label, text=text)) == amid(text)


def test_a_sentence_about_quotations_stays() -> None:
    text = "اقتباس الكلام عن غير صاحبه كان عيبا عندنا."
    assert body_with(f"<p>{text}</p>") == amid(text)


# -- what belongs to others --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "line",
    ["3/2/2017 - المشاهدات: 2310", "2017-02-03 | 2310 قراءة", "نشر في 3/2/2017 وعدد القراءات: 2310"],
)
@pytest.mark.parametrize("tag", ["p", "div"])
def test_a_day_with_readers_amid_the_story_is_another_storys(tag: str, line: str) -> None:
    assert body_with(f"<{tag}>{line}</{tag}>") == BODY


@pytest.mark.parametrize("line", ["وفي 3/2/2017 زار المدرسة 2310 من الأهالي.", "افتتحت في 3/2/2017 وفيها 45 تلميذا.", "3/2/2017"])
def test_a_sentence_with_a_day_and_a_number_stays(line: str) -> None:
    assert body_with(f"<p>{line}</p>") == amid(line)


HOURS = ("الفجر 5:12", "الظهر 12:04", "المغرب 17:21")


@pytest.mark.parametrize(
    "box",
    [
        f"<p>{' - '.join(HOURS)}</p>",
        "<table><tr>" + "".join(f"<td>{hour}</td>" for hour in HOURS) + "</tr></table>",
        "<ul>" + "".join(f"<li>{hour}</li>" for hour in HOURS) + "</ul>",
        "<div class='h'><div>مواقيت الصلاة</div>" + "".join(f"<div>{hour}</div>" for hour in HOURS) + "</div>",
        "<p>مواقيت الصلاة في الناحية: الفجر 5:12، الشروق 6:34، الظهر 12:04، المغرب 17:21، منتصف الليل 23:20</p>",
        "<div class='h'><div>الفجر</div><div>5:12</div><div>المغرب</div><div>17:21</div></div>",
    ],
)
def test_hours_of_prayer_are_no_story(box: str) -> None:
    assert body_with(box) == BODY


PRAYERS = [
    ("<p>صلاة {}</p>", "<br>صلاة "),
    ("<ul><li>{}</li></ul>", "</li><li>"),
    ("<table><tr><td>{}</td></tr></table>", "</td></tr><tr><td>"),
]


@pytest.mark.parametrize(("box", "between"), PRAYERS)
@pytest.mark.parametrize("title", ["الوقف يعلن مواقيت الصلاة في القرى البعيدة", "إمساكية اليوم العاشر من رمضان في القرية", ""])
def test_hours_of_prayer_that_the_story_announces_are_its_own(title: str, box: str, between: str) -> None:
    """By its headline, or by the colon of the paragraph above them."""
    announcing = "" if title else "<p>وعلق الحارس عند الباب ورقة كتب عليها مواقيت الصلاة للتلاميذ وأهليهم:</p>"
    html = page(between=DAY, story=story(announcing + box.format(between.join(HOURS)))).replace(TITLE, title or TITLE)
    body = read(html)["body"]
    assert [hour for hour in HOURS if hour not in body] == []


@pytest.mark.parametrize(
    "text",
    [
        "ويفتح الحارس الباب عند الفجر ويغلقه بعد المغرب كل يوم.",
        "يبدأ الدوام عند 7:30 وينتهي عند 12:15 كل يوم.",
        "رفع أذان الفجر عند 5:12 وصلى الناس صلاة الظهر عند 12:04 ثم انصرفوا.",
        "ويصل المعلم بعد صلاة الفجر، ويدق الجرس عند 7:30 في كل صباح.",
    ],
)
def test_a_sentence_with_an_hour_or_a_prayer_stays(text: str) -> None:
    assert body_with(f"<p>{text}</p>") == amid(text)


@pytest.mark.parametrize(("markup", "item"), [("<ul>{}</ul>", "<li>{}</li>"), ("<table>{}</table>", "<tr><td>{}</td></tr>"), ("{}", "<p>{}</p>")])
def test_a_programme_with_prayers_among_its_hours_stays(markup: str, item: str) -> None:
    items = ("الافتتاح 9:00 صباحا", "صلاة الظهر 12:10", "الختام بعد صلاة العصر 15:40")
    body = body_with(markup.format("".join(map(item.format, items))))
    assert [text for text in items if text not in body] == []


@pytest.mark.parametrize("day", ["3/2/2017", "17/9/2007", "13/12/2017"])
@pytest.mark.parametrize("tag", ["p", "h3", "div"])
def test_a_story_goes_on_behind_a_day_that_could_be_an_editors_code(tag: str, day: str) -> None:
    assert body_with(f"<{tag}>{day}</{tag}>") == amid(day)


@pytest.mark.parametrize("code", ["4/5/150320", "19/5/1205", "11/5/930", "3/2/2017"])
def test_a_story_ends_with_the_editors_code(code: str) -> None:
    closed = STORY.replace("</div>", f"<p>{code}</p><p>زوروا صفحات الناحية</p></div>")
    assert read(page(between=DAY, story=closed))["body"] == BODY


@pytest.mark.parametrize("label", ["فاصل إعلاني", "رسالة تجارية", "فقرة من معلن"])
def test_an_advertisements_label_amid_the_story_goes(label: str) -> None:
    assert body_with(f"<p>{label}</p>") == BODY


@pytest.mark.parametrize("line", ["رسالة", "فاصل", "من", "فقرة"])
@pytest.mark.parametrize("tag", ["p", "h3"])
def test_an_authors_short_line_is_no_advertisements_label(tag: str, line: str) -> None:
    assert body_with(f"<{tag}>{line}</{tag}>") == amid(line)


LINK = "<a href='/arabic/news/309100'>مزارع يحفر بئرا في أرض جده</a>"


@pytest.mark.parametrize("markup", ["<div class='r'>{}</div>", "<div class='r'><div>{}</div></div>", "<ul><li>{}</li></ul>", "<h4>{}</h4>"])
def test_links_before_the_first_paragraph_are_no_story(markup: str) -> None:
    assert body_with(first=markup.format(LINK)) == BODY


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<div class='l'>{}</div>", "خرج الأهالي عند الضحى يحملون الطين والتبن على أكتافهم."),
        ("<h4>{}</h4>", "حكاية جدار"),
        ("<div class='l'>{} <a href='/arabic/news/309100'>الناحية البعيدة</a> في نهار واحد.</div>", "قطع البناؤون الطريق الترابي الطويل إلى"),
    ],
)
def test_words_of_its_own_before_the_first_paragraph_stay(markup: str, text: str) -> None:
    assert body_with(first=markup.format(text)).startswith(text)


def test_the_heading_of_a_box_whose_other_lines_every_page_has() -> None:
    """A poll between the paragraphs has a heading that few pages have; what is asked in it is known."""
    poll = "<div class='poll'><h4>{}</h4><p>هل تنوي السفر هذا الصيف؟</p><p>نعم 41% لا 38%</p></div>"
    headings = ("شارك في الاستفتاء", "رأيك يهمنا", "صوّت الآن", "سؤال اليوم", "سؤال الأسبوع", "قل رأيك", "استفتاء سريع")
    records = read_site(["<p>نشر في 20/1/2017</p>"] * 7, [poll.format(heading) for heading in headings])
    kept = [record for record, heading in zip(records, headings, strict=True) if heading in record["body"]]
    assert len(kept) <= 2, "below a picture's single line it may be the story's"
    assert all("body" in record["doubts"] for record in kept)


# -- something to press --------------------------------------------------------------------------------------------------
ENTRIES = [
    ("11:45", "وصول المقاعد", "وصلت المقاعد الجديدة على ظهر قارب صغير وحملها الأهالي إلى الصفوف."),
    ("10:20", "قرع الجرس", "قرع الحارس جرسه النحاسي أول مرة منذ ثلاث سنوات فاجتمع التلاميذ."),
    ("09:05", "فتح الباب", "فتح المختار باب المدرسة الخشبي أمام جمع من أهل القرية."),
]


@pytest.mark.parametrize("foot", ["<footer><button>شارك</button></footer>", "<input type='button' value='نسخ'>", ""])
@pytest.mark.parametrize("tag", ["article", "div"])
def test_entries_of_which_each_has_a_button_are_the_storys(tag: str, foot: str) -> None:
    entry = f"<{tag}><header><span>{{}}</span></header><h2>{{}}</h2><p>{{}}</p>{foot}</{tag}>"
    body = read(page(between=DAY, story=f"<div class='t'><p>{FIRST}</p>{''.join(entry.format(*each) for each in ENTRIES)}</div>"))["body"]
    assert body.split("\n\n") == [FIRST, *(text for each in ENTRIES for text in each)]


def test_a_box_with_a_button_is_no_entry() -> None:
    box = "<div><h4>رسالة الصباح</h4><p>نرسل إليكم كل صباح أهم ما نشرناه في اليوم الماضي كله</p><input type='email'><button>اشترك</button></div>"
    assert body_with(box) == BODY


def test_the_counters_of_a_gallery_are_none_of_the_story() -> None:
    slides = "".join(f"<p>{at}/3</p><p><img src='/img/{at}.jpg' width='600' height='400'></p>" for at in range(1, 4))
    assert body_with(slides) == BODY


@pytest.mark.parametrize("scores", [("2/1", "3/3"), ("1/2", "2/3"), ("1/4",)])
def test_fractions_that_count_nothing_up_stay(scores: tuple[str, ...]) -> None:
    body = body_with("".join(f"<p>{score}</p>" for score in scores))
    assert [score for score in scores if score not in body] == []
