"""The story's stretch of the page: in one block or in two, with an author's own sub-headings, and without what readers say."""

import pytest

import buratha
from tests.agency.articles import load_articles
from tests.pages.story import BODY, NOW, PARAGRAPHS, page, read, read_site

FIRST, SECOND, THIRD = PARAGRAPHS
LONG = (
    "وروى شيخ القرية أن المدرسة بنيت قبل ستين عاما بطين الجدول نفسه، وأن أباه كان أول من حمل إليها الماء على ظهر دابته كل صباح.",
    "وقال إن كثيرا ممن تعلموا فيها صاروا أطباء ومهندسين، وإن بعضهم عاد في الربيع ليزرع أشجارا حول ساحتها تظلل التلاميذ في الحر.",
)
LAST = "وينتظر الأهالي أن تزورهم لجنة من المدينة في الشهر المقبل لترى ما صنعوا بأيديهم."
DAY = "<p>نشر في 20/1/2017</p>"
LINK = "<a href='/arabic/news/309100'>مزارع يحفر بئرا في أرض جده</a>"
BOX = f"<div class='r'>{LINK}</div>"


def halves(between: str, block: str = "<div class='t'>{}</div>") -> str:
    """A page with two blocks of a kind, of which the first holds far more."""
    first = "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS, *LONG))
    return page(between=DAY, story=block.format(first) + between + block.format(f"<p>{LAST}</p>"))


@pytest.mark.parametrize("block", ["<div class='t'>{}</div>", "<section class='t'>{}</section>", "<div class='w'><div class='t'>{}</div></div>"])
@pytest.mark.parametrize(
    "between",
    [
        BOX,
        f"<div class='r'><span>اقرأ كذلك</span><ul><li>{LINK}</li></ul></div>",
        f"<ul>{f'<li>{LINK}</li>' * 2}</ul>",
        "<div class='a'>إعلان</div>",
    ],
    ids=["a link", "a box with a label", "a list", "an advertisement"],
)
def test_a_story_in_two_blocks_of_a_kind_is_read_whole(between: str, block: str) -> None:
    assert read(halves(between, block))["body"] == "\n\n".join((*PARAGRAPHS, *LONG, LAST))


@pytest.mark.parametrize(
    "between",
    [
        pytest.param("<h3>التعليقات</h3>", id="comments"),
        pytest.param(f"{BOX}<div>آراء القراء</div>", id="comments behind a box"),
        pytest.param(f"{BOX}<h2>فيضان النهر يقطع الجسر الخشبي</h2>", id="another headline"),
        pytest.param("<h2><a href='/arabic/news/310450'>فيضان النهر يقطع الجسر الخشبي</a></h2>", id="another headline that is a link"),
        pytest.param(f"{BOX}<p>نشر في 3/2/2017 - المشاهدات: 2310</p>", id="another day"),
    ],
)
def test_a_second_block_of_somebody_elses_is_no_part_of_the_story(between: str) -> None:
    assert read(halves(between))["body"] == "\n\n".join((*PARAGRAPHS, *LONG))


HEADING = "أيام البناء"


def stories(pieces: list[str]) -> list[str]:
    """The bodies of as many pages of one site as there are pieces, each with its piece amid its paragraphs."""
    return [record["body"] for record in read_site([DAY] * len(pieces), pieces)]


@pytest.mark.parametrize("markup", [f"<p class='s'>{HEADING}</p>", f"<h3>{HEADING}</h3>", f"<h4 class='s'>{HEADING}</h4>"])
def test_a_sub_heading_that_another_author_has_too_stays(markup: str) -> None:
    bodies = stories([markup, "", markup, "", "", ""])
    assert [HEADING in body for body in bodies] == [True, False, True, False, False, False]


@pytest.mark.parametrize("markup", [f"<p class='s'>{HEADING}</p>", f"<h3>{HEADING}</h3>", f"<div class='s'>{HEADING}</div>"])
def test_a_line_that_all_pages_have_amid_the_story_goes(markup: str) -> None:
    assert not any(HEADING in body for body in stories([markup] * 6))


def test_a_box_of_two_pages_goes() -> None:
    """In no paragraph's place with another class: nothing says that it is a sub-heading."""
    box = "<div class='b'>صفحات من أرشيف الناحية</div>"
    assert not any("أرشيف" in body for body in stories([box, "", box, "", "", ""]))


BEFORE_A_LINK = f"<h3>{HEADING}</h3><div>{LINK}</div>"
LABELLED = f"<div class='r'><h3>على صلة</h3><div>{LINK}</div></div>"


def test_a_heading_before_a_link_is_an_authors_unless_many_have_it() -> None:
    assert [HEADING in body for body in stories([BEFORE_A_LINK, "", BEFORE_A_LINK, "", "", ""])] == [True, False, True, False, False, False]
    assert not any(HEADING in body for body in stories([BEFORE_A_LINK] * 6))


def test_a_label_in_its_boxs_block_goes_however_many_have_it() -> None:
    assert not any("على صلة" in body for body in stories([LABELLED, "", LABELLED, "", "", ""]))
    assert not any("على صلة" in body for body in stories([LABELLED] * 6))


# -- readers' comments -------------------------------------------------------------------------------------------------
SAID = ("بارك الله بكل من عمل في هذه المدرسة", "ليت القرى الأخرى تصنع مثلكم")


@pytest.mark.parametrize(
    "comment",
    [
        "<div class='c'><b>كريم الساعدي</b><div>21/1/2017</div><p>{}</p></div>",
        "<div class='c'><p>كريم الساعدي</p><p>21/1/2017</p><p>{}</p></div>",
        "<div class='c'><div>كريم الساعدي - 21/1/2017</div><p>{}</p></div>",
        "<div class='c'><div>كريم الساعدي في 21/1/2017 الساعة 17:40</div><p>{}</p></div>",
    ],
    ids=["a name above the day", "a paragraph for the name", "a name beside the day", "a name, the day and the hour"],
)
def test_the_story_ends_where_readers_speak(comment: str) -> None:
    assert read(page(between=DAY, story=STORY_WITH.format("".join(map(comment.format, SAID)))))["body"] == BODY


STORY_WITH = "<div class='t'>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "{}</div>"


@pytest.mark.parametrize(
    "heading",
    ["<h3>20/10/2016</h3>", "<h3>يوم 20/10/2016</h3>", "<p><b>20/10/2016</b></p>", "<h3>الأحد 20/10/2016</h3>"],
    ids=["a day", "a day with a word", "bold", "a day of the week"],
)
def test_a_chronicle_with_days_as_headings_is_read_whole(heading: str) -> None:
    """Sentences stand above the days, no names."""
    later = heading.replace("20/10", "14/12")
    texts = "".join(f"<p>{text}</p>" for text in LONG)
    body = read(page(between=DAY, story=f"<div class='t'><p>{FIRST}</p>{heading}<p>{SECOND}</p>{later}<p>{THIRD}</p>{texts}</div>"))["body"]
    assert [text for text in (*PARAGRAPHS, *LONG, "20/10/2016", "14/12/2016") if text not in body] == []


def test_a_last_line_without_an_end_above_comments_is_the_storys() -> None:
    """The comments' own lines name who speaks: what stands above the first is no name of theirs."""
    comments = "".join(f"<div class='c'><div>كريم الساعدي - 21/1/2017</div><p>{text}</p></div>" for text in SAID)
    assert read(page(between=DAY, story=STORY_WITH.format(f"<p>عن أهالي القرية</p>{comments}")))["body"] == f"{BODY}\n\nعن أهالي القرية"


def pieces(*between: str) -> str:
    """A story cut into blocks of one kind, with something between each two."""
    texts = [*PARAGRAPHS, *LONG]
    blocks = [f"<div class='x'>{text}</div>" for text in texts]
    cut = "".join(f"{block}{piece}" for block, piece in zip(blocks, [*between, *[""] * len(blocks)], strict=False))
    return page(between=DAY, story=f"<article>{cut}</article>")


def test_a_story_in_pieces_with_sub_headings_between() -> None:
    record = read(pieces("<h2>بناء الجدران</h2>", "", "<h2>وعود الكهرباء</h2>"))
    assert record["body"].split("\n\n") == [FIRST, "بناء الجدران", SECOND, THIRD, "وعود الكهرباء", *LONG]


def test_a_heading_without_the_link_that_edits_it() -> None:
    heading = "<h2>بناء الجدران<span>[<a href='/w/edit?section=1'>عدل</a>]</span></h2>"
    assert "بناء الجدران\n\n" in read(pieces(heading))["body"]
    assert "عدل" not in read(pieces(heading))["body"]


@pytest.mark.parametrize("summary", [f"{FIRST[:70]}…", f"{FIRST[:70]}...", FIRST], ids=["cut", "cut with three dots", "whole"])
def test_a_summary_above_the_story_is_not_told_twice(summary: str) -> None:
    above = f"<details class='s'><summary>ملخص</summary><p>{summary}</p></details>"
    assert read(page(between=f"{DAY}{above}"))["body"] == BODY


@pytest.mark.parametrize("line", ["من طرف المدير", "أرسلت بواسطة المشرف_2", "نشر بواسطة: غرفة الأخبار", "أرسلت بمعرفة الإدارة"])
def test_by_which_account_it_was_posted(line: str) -> None:
    story = f"<div class='t'><p>{line}</p>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</div>"
    assert read(page(story=story))["body"] == BODY


@pytest.mark.parametrize(
    "line",
    [
        "نُشرت في باب التقارير",
        "[ وضعنا هذا الموضوع في خانة التقارير ]",
        "نشر بواسطة: غرفة الأخبار ضمن: التقارير اكتب رأيك",
        "في زاوية التقارير — مرّ من هنا 845 قارئ",
    ],
)
def test_a_line_that_names_the_section_is_no_text(line: str) -> None:
    record = read(page(between=f"<div class='i'>{line}</div>"))
    assert (record["body"], record["category"]) == (BODY, "التقارير")


SAYS = (
    "أحسنتم على هذا الموضوع، فقد درست في المدرسة قبل أربعين عاما وما زلت أذكر رائحتها",
    "ليت القرى الأخرى تصنع مثلكم، فأولادنا يقطعون خمسة كيلومترات مشيا في المطر والوحل",
    "من السويد أقول لكم إن هذه الكلمات أعادتني إلى شارع المتنبي ولو دقيقة واحدة اليوم",
    "نقلت الخبر إلى والدتي فبكت، سلام على بغداد وعلى أهلها الطيبين أينما كانوا وحلوا",
    "متى يصل الدور إلينا؟ نحن أيضا بلا ماء منذ الصيف الماضي ولا أحد يسأل عنا وعنهم",
    "كلام جميل وواقعي يا دكتور، لكن من يسمع ومن يقرأ في هذه الأيام الصعبة علينا كلنا",
    "ابن عمي يعمل هناك ويقول إن العمل مستمر بثلاث وجبات في اليوم وإن الأمل كبير جدا",
)


def test_a_poem_ends_before_a_heading_of_what_readers_say_that_every_page_has() -> None:
    """Readers' words stand in the story's own block, where other pages have paragraphs and this one verses."""
    verses = [" ".join(text.split()[:9]) for text in (*PARAGRAPHS, *LONG)]
    poem = "<div class='poem'>" + "".join(f"<p>{verse}</p>" for verse in verses) + "</div>"
    told = [poem, *("".join(f"<p>{text}</p>" for text in article.body.split("\n\n")[:4]) for article in load_articles()[22:28])]
    pages = []
    for at, (story, says) in enumerate(zip(told, SAYS, strict=True)):
        talk = f"<dl><dd>{says} --كريم {at + 1} تموز 2017</dd><dd>{SAYS[at - 1]} --سلام {at + 2} تموز 2017</dd></dl>"
        channel = "<table><tr><td>ساعدنا على توثيق أخبار مدينتك</td></tr></table>"
        html = page(
            between=DAY, story=f"<div class='t'><p>حسام الدين الكرادي</p>{story}{channel}<div class='n'><div>من صفحة النقاش</div>{talk}</div></div>"
        )
        pages.append((html.encode(), f"https://burathanews.com/arabic/poetry/{310000 + at}", "text/html; charset=utf-8"))
    first = buratha.read_pages(pages, now=NOW)[0]
    assert isinstance(first, dict)
    assert [line for line in first["body"].splitlines() if line] == verses


def test_a_heading_that_speaks_of_words_ends_no_story_with_paragraphs_of_its_kind_below() -> None:
    plain = read_site(["<p>نشر في 20/1/2017</p>"] * 7)
    records = read_site(["<p>نشر في 20/1/2017</p>"] * 7, ["<h3>ردود الأهالي</h3>"] * 7)
    assert [record["body"].split("\n\n")[-1] for record in records] == [record["body"].split("\n\n")[-1] for record in plain]


def test_buttons_beside_paragraphs_make_none_of_them_a_form() -> None:
    """A page for phones has a button in the block of each paragraph, the short ones too."""
    short = "وقال المختار إن الجرس سيدق غدا."
    story = "".join(f"<section class='b'><p>{text}</p><button>¶</button></section>" for text in (*PARAGRAPHS, short))
    assert read(page(between="<p>20/1/2017</p>", story=f"<div class='t'>{story}</div>"))["body"] == "\n\n".join((*PARAGRAPHS, short))
