"""How a page falls into lines: verses that a style sheet sets apart, Word's pieces and bullets, headlines of two pieces, blocks by style."""

import pytest

from buratha.pages.lines import read_lines
from tests.pages.story import BODY, PARAGRAPHS, TITLE, page, read, read_site

FIRST, SECOND, THIRD = PARAGRAPHS
DAY = "<p>نشر في 20/1/2017</p>"
VERSES = ("يا بيت جدي عند ضفة الجدول", "كم مر على بابك من زائر", "والنخل يحرس الساقية وحده", "والريح تعد خطاه في الليل")


def body_with(piece: str) -> str:
    """The body of the story with something behind its first paragraph."""
    body = read(page(between=DAY, story=f"<div class='t'><p>{FIRST}</p>{piece}<p>{SECOND}</p><p>{THIRD}</p></div>"))["body"]
    assert isinstance(body, str)
    return body


def amid(text: str) -> str:
    """The body with more behind its first paragraph."""
    return f"{FIRST}\n\n{text}\n\n{SECOND}\n\n{THIRD}"


# -- verses ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("verse", ["<span class='v'>{}</span>", "<span>{}</span>", "<b>{}</b>", "<bdi class='v'>{}</bdi>"])
@pytest.mark.parametrize("number", [2, 4])
def test_verses_that_a_style_sheet_sets_apart_are_lines(number: int, verse: str) -> None:
    assert body_with(f"<p class='poem'>{''.join(map(verse.format, VERSES[:number]))}</p>") == amid("\n".join(VERSES[:number]))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("<p><b>وقال المختار</b> <i>في آخر النهار</i></p>", "وقال المختار في آخر النهار", id="a space between"),
        pytest.param("<p><b>وقال المختار </b><i>في آخر النهار</i></p>", "وقال المختار في آخر النهار", id="a space within"),
        pytest.param("<p><b>وقال</b><i>ـوا جميعا في آخر النهار</i></p>", "وقالـوا جميعا في آخر النهار", id="a word in two"),
        pytest.param("<p>ثم <b>وقف المختار عند</b><i>ها في آخر النهار</i></p>", "ثم وقف المختار عندها في آخر النهار", id="not from the start"),
        pytest.param("<p><b>وقف المختار عند</b>ها في آخر<i> النهار كله</i></p>", "وقف المختار عندها في آخر النهار كله", id="words between"),
        pytest.param(
            "<p><b>وقف المختار عند</b><a href='http://x.org/a'>الباب في النهار</a></p>", "وقف المختار عندالباب في النهار", id="a link among them"
        ),
    ],
)
def test_pieces_of_one_line_stay_together(markup: str, text: str) -> None:
    assert body_with(markup) == amid(text)


@pytest.mark.parametrize("look", ["lang=AR-SA style='font-size:14.0pt'", "style='font-family:Arial'", "class=x lang=AR-IQ"])
@pytest.mark.parametrize("cut", [(38, 90), (21, 60), (57, 100)])
def test_a_paragraph_that_word_cut_within_words_is_one(cut: tuple[int, int], look: str) -> None:
    pieces = (SECOND[: cut[0]], SECOND[cut[0] : cut[1]], SECOND[cut[1] :])
    cut_up = "".join(f"<span {look}>{piece}</span>" for piece in pieces)
    assert read(page(between=DAY, story=f"<div class='t'><p>{FIRST}</p><p>{cut_up}</p><p>{THIRD}</p></div>"))["body"] == BODY


def test_pieces_below_a_picture_are_its_caption() -> None:
    picture = "<div class='i'><img src='/img/school.jpg'><p><span>التلاميذ أمام الباب</span><span>عدسة كريم الساعدي</span></p></div>"
    assert body_with(picture) == BODY


@pytest.mark.parametrize("tag", ["h1", "h2"])
def test_a_headline_of_two_pieces_is_one(tag: str) -> None:
    first, second = "مدرسة الطين في القرية البعيدة", "تستقبل تلاميذها من جديد"
    html = page(between=DAY).replace(f"<h1>{TITLE}</h1>", f"<{tag}><span>{first}</span><span>{second}</span></{tag}>")
    record = read(html)
    assert (record["title"], record["body"]) == (TITLE, BODY)


# -- blocks by style ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("style", ["display:block", "display: block; color:red", "display:table", "DISPLAY:FLEX", "display:list-item"])
@pytest.mark.parametrize("tag", ["span", "b", "font"])
def test_pieces_with_a_line_of_their_own_by_style_are_paragraphs(tag: str, style: str) -> None:
    texts = "".join(f"<{tag} style='{style}'>{text}</{tag}>" for text in PARAGRAPHS)
    assert read(page(between=DAY, story=f"<div class='t'>{texts}</div>"))["body"] == BODY


@pytest.mark.parametrize("style", ["display:inline", "display:inline-block", "display:table-cell", "color:red", "margin:0;block-size:2em"])
def test_pieces_without_one_stay_in_their_line(style: str) -> None:
    assert body_with(f"<p>وقف <span style='{style}'>المختار</span> عند الباب كله.</p>") == amid("وقف المختار عند الباب كله.")


# -- Word's bullets ----------------------------------------------------------------------------------------------------
ITEMS = ("مقاعد من خشب التوت", "سبورة من لوح قديم", "خارطة مرسومة باليد")


@pytest.mark.parametrize(
    "bullet",
    [
        "<span style='mso-list:Ignore'>·&nbsp;&nbsp;</span>",
        "<span style='font-family:Symbol'>·</span>",
        "<span style='font-family:\"Wingdings\"'>§</span>",
        "<font style='FONT-FAMILY: Wingdings'>Ø</font>",
        "<span style='color:red;font-family:\"Wingdings 2\";font-size:9pt'>Ø</span>",
        "<span style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span></span>",
    ],
)
def test_words_bullets_are_no_words_of_the_items(bullet: str) -> None:
    items = "".join(f"<p class='MsoListParagraph'>{bullet}{item}</p>" for item in ITEMS)
    assert body_with(items) == amid("\n\n".join(ITEMS))


@pytest.mark.parametrize("tag", ["div", "p", "blockquote"])
@pytest.mark.parametrize("style", ["font-family:Symbol", "font-family: Symbol, Arial", "font-family:wingdings;color:red"])
def test_paragraphs_are_seen_in_any_font(style: str, tag: str) -> None:
    text = "وقف المختار عند الباب يعد الداخلين."
    assert body_with(f"<{tag} style='{style}'>{text}</{tag}>") == amid(text)


@pytest.mark.parametrize(
    "style", ["font-family:Symbol, Arial", "font-family:'Simplified Arabic'", "font-family:SymbolArabic", "mso-list:l0 level1 lfo1"]
)
def test_words_in_other_fonts_are_seen(style: str) -> None:
    assert body_with(f'<p><span style="{style}">وقف المختار</span> عند الباب كله.</p>') == amid("وقف المختار عند الباب كله.")


# -- headlines that are links elsewhere --------------------------------------------------------------------------------
def test_a_headline_that_is_a_link_elsewhere_does_not_make_it_furniture() -> None:
    """A popular story's headline comes again in boxes, at a place like its own: there it is a link."""
    line = "جرس النخل يعود إلى ساحة القرية البعيدة"
    linked = f"<p><a href='/arabic/news/309100'>{line}</a></p>"
    records = read_site([DAY] * 6, [f"<p>{line}</p>", "", linked, linked, linked, linked])
    assert line in records[0]["body"]
    assert not any(line in record["body"] for record in records[1:])


# -- headings with addresses of their own ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "heading",
    [
        "<h2 id='a'><a href='#a'>{}</a></h2>",
        "<h3>{} <a class='anchor' href='#a'>#</a></h3>",
        "<h3><a href='#a' aria-hidden='true'>¶</a> {}</h3>",
        "<a href='#a'><h4>{}</h4></a>",
    ],
)
def test_a_sub_heading_that_is_linked_to_itself_is_the_storys(heading: str) -> None:
    assert body_with(heading.format("ما قاله المختار")) == amid("ما قاله المختار")


# -- depth -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("unit", ["<table><tr><td><p>{}", "<ul><li>{}", "<section><p>{}", "<blockquote><font size=2>{}<h2>", "<b><div>{}"])
def test_in_blocks_that_are_never_closed_each_line_is_read_and_none_stands_too_deep(unit: str) -> None:
    """What stands around a line is gone through for each line, and more than once: 4000 such blocks took half a minute."""
    words = [f"كلام {number}" for number in range(5000)]
    lines = read_lines("".join(map(unit.format, words))).lines
    assert [line.text for line in lines] == words
    assert max(sum(1 for _ in line.node.ancestors()) for line in lines) <= 200


@pytest.mark.parametrize("depth", [100, 140])
def test_blocks_as_deep_as_those_of_pages_keep_what_stands_around_them(depth: int) -> None:
    (line,) = read_lines(f"{'<div>' * depth}نص").lines
    assert line.node.depth == depth == sum(1 for _ in line.node.ancestors()) - 1


def test_what_holds_for_a_block_holds_for_those_deep_in_it() -> None:
    deep = "<div>" * 1000
    assert [line.text for line in read_lines(f"<div>أول{deep}<div hidden><p>سر{deep}سر{'</div>' * 1001}<p>آخر").lines] == ["أول", "آخر"]
    assert [line.node.navigation for line in read_lines(f"{deep}<nav><p>نص{deep}نص{'</div>' * 1000}</nav>آخر").lines] == [True, True, False]


def test_large_letters_that_never_end_do_not_weigh_on_every_line() -> None:
    """Each line asks every piece of print that is open, and there would be as many as lines."""
    page = read_lines(f"<h1>عنوان</h1>{'<b>كلام<br>' * 20_000}")
    assert len(page.lines) == 20_000
    assert all(line.print.bold for line in page.lines[1:])
