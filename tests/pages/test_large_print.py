"""Pages without headings, whose own title names only the agency: the headline is known by the size of its letters."""

import re

import pytest

import buratha
from buratha.arabic.folding import fold
from buratha.pages.lines import read_lines
from buratha.pages.print_size import Print, print_of
from tests.agency.articles import load_articles
from tests.pages.story import ADDRESS, BODY, NOW, PARAGRAPHS, TITLE, page, read, read_site

DAY = "<p>نشر في 20/1/2017</p>"
HEADLINES = (
    "<center><font size=5 color=red>{}</font></center>",
    "<p><big><b>{}</b></big></p>",
    "<div><span style='font-size:18.0pt;font-family:Arial'>{}</span></div>",
    "<table><tr><td style=\"font: bold 20px 'Simplified Arabic'\">{}</td></tr></table>",
    "<p align=center><b><span lang=ar-iq><font size='+3'>{}</font></span></b></p>",
)


def plain(headline: str, *, above: str = "", below: str = DAY, story: str | None = None) -> str:
    """The page with a headline in other markup than a heading, and a title that all pages have."""
    made = page(above, below) if story is None else page(above, below, story=story)
    made = made.replace(f"<title>{TITLE}</title>", "<title>وكالة أنباء براثا</title>")
    return made.replace(f"<h1>{TITLE}</h1>", headline.format(TITLE))


@pytest.mark.parametrize("headline", HEADLINES)
def test_the_largest_letters_are_the_headline(headline: str) -> None:
    record = read(plain(headline))
    assert (record["title"], record["body"]) == (TITLE, BODY)
    assert not {"title", "body"} & set(record["doubts"])


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_poem_has_its_headline(headline: str) -> None:
    """No paragraph tells where the story is, and no day stands beside the headline."""
    verses = ("يا بيت جدي عند ضفة الجدول", "كم مر على بابك من زائر", "والنخل يحرس الساقية وحده", "والريح تعد خطاه في الليل")
    record = read(plain(headline, below="", story=f"<div class='t'>{'<br>'.join(verses)}</div>"))
    assert record["title"] == TITLE


def test_a_sub_heading_is_smaller_than_the_headline() -> None:
    story = f"<div class='t'><p>{PARAGRAPHS[0]}</p><p><font size=4><b>ما قاله المختار</b></font></p><p>{PARAGRAPHS[1]}</p></div>"
    record = read(plain("<div><font size=6>{}</font></div>", story=story))
    assert record["title"] == TITLE
    assert "ما قاله المختار" in record["body"]


def test_a_slogan_of_the_site_is_no_headline() -> None:
    """Alone, with nothing known of what repeats, the headline before the day is it all the same."""
    record = read(plain("<div><font size=5>{}</font></div>", above="<div><font size=7>صوت كل عراقي شريف</font></div><hr>"))
    assert record["title"] == TITLE or "title" in record["doubts"]


def test_what_every_page_has_is_no_headline() -> None:
    records = read_site([DAY] * 6)
    assert len({record["title"] for record in records}) == len(records)


@pytest.mark.parametrize(
    "rule",
    [".k{font-size:22px;font-weight:bold}", "#k { font: bold 26px/1.4 Arial }", "td.k, div.k {FONT-SIZE: 18pt}", "<!-- .k{font-size:x-large} -->"],
)
def test_a_style_sheet_tells_the_size(rule: str) -> None:
    html = plain("<div class='k' id='k'>{}</div>", below="", above="<div class='s'>سطر من سطور الصفحة كلها</div>")
    record = read(html.replace("</head>", f"<style>.s{{font-size:12px}} p{{font-size:30px}} {rule}</style></head>"))
    assert record["title"] == TITLE


def test_coloured_letters_stand_out() -> None:
    verses = "يا بيت جدي عند ضفة الجدول<br>كم مر على بابك من زائر<br>والنخل يحرس الساقية وحده<br>والريح تعد خطاه"
    story = f"<table><tr><td>{verses}</td></tr></table>"
    record = read(plain("<table><tr><td align=center><font color='#CC0000'>{}</font></td></tr></table>", story=story))
    assert record["title"] == TITLE


@pytest.mark.parametrize("quote", ["<div class='q'><p style='font-size:26px'>{}</p></div>", "<blockquote style='font-size:26px'>{}</blockquote>"])
def test_a_quotation_in_large_letters_is_no_headline(quote: str) -> None:
    """The headline is marked by a class of a sheet in a file of its own, and so by nothing but its place."""
    pages, told = [], [article for article in load_articles() if len(article.body.split()) > 120][:6]
    for at, article in enumerate(told):
        first, second, *others = [f"{text} — {' '.join(PARAGRAPHS[0].split()[:8])}" for text in article.body.split("\n\n") if "\n" not in text]
        story = "".join(f"<p>{text}</p>" for text in (second, *others))
        html = plain("<div class='x1'>{}</div>", story=f"<div class='t'><p>{first}</p>{quote.format(' '.join(second.split()[:9]))}{story}</div>")
        pages.append((html.replace(TITLE, article.title).encode(), ADDRESS.replace("310000", str(310000 + at)), "text/html; charset=utf-8"))
    records = [record for record in buratha.read_pages(pages, now=NOW) if isinstance(record, dict)]
    assert len(records) == len(told)
    assert all(fold(record["title"]) == fold(article.title) or "title" in record["doubts"] for record, article in zip(records, told, strict=True))


def test_a_lead_in_large_letters_is_doubted() -> None:
    lead = "<p style='font-size:22px'>رمم الأهالي المدرسة بأيديهم قبل الشتاء.</p>"
    record = read(plain("<div class='x1'>{}</div>", below="", story=f"<div class='t'>{lead}{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}</div>"))
    assert record["title"] == TITLE or "title" in record["doubts"]


# -- sizes -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "attributes", "expected"),
    [
        ("font", {"size": "6"}, Print(32, bold=False)),
        ("font", {"size": "+1"}, Print(18, bold=False)),
        ("font", {"size": "-1"}, Print(13, bold=False)),
        ("font", {"size": "+9"}, Print(48, bold=False)),
        ("font", {"size": "large"}, Print()),
        ("font", {"face": "Tahoma"}, Print()),
        ("span", {"style": "FONT-SIZE: 12pt; COLOR: red"}, Print(16, bold=False)),
        ("p", {"style": "font-family:Arial;font-size:1.5em;font-weight:700"}, Print(24, bold=True)),
        ("td", {"style": "font:bold 15pt Tahoma"}, Print(20, bold=True)),
        ("td", {"style": "font: 700 2rem/1.2 Cairo"}, Print(32, bold=True)),
        ("div", {"style": "font-size:150%"}, Print(24, bold=False)),
        ("div", {"style": "font-size: x-large"}, Print(24, bold=False)),
        ("div", {"style": "font-weight:normal;font-size:smaller"}, Print(13, bold=False)),
        ("div", {"style": "font-family:'Font 20px'"}, Print()),
        ("strong", {}, Print(0, bold=True)),
        ("p", {}, Print()),
    ],
)
def test_what_a_tag_says_of_its_letters(name: str, attributes: dict[str, str], expected: Print) -> None:
    assert print_of(name, attributes) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div style='font-size:20px'><b>سطر كبير</b></div>", Print(20, bold=True)),
        ("<font size=5><p>سطر كبير</p></font>", Print(24, bold=False)),
        ("<p><font size=2><font size=5>سطر كبير</font></font></p>", Print(24, bold=False)),
        ("<p>سطر كبير <font size=6>!</font></p>", Print()),
        ("<p><b>سطر</b> كبير جدا في الصفحة</p>", Print()),
        ("<h1>سطر كبير</h1>", Print(32, bold=True)),
    ],
)
def test_how_large_a_line_is(markup: str, expected: Print) -> None:
    (line,) = read_lines(f"<body>{markup}</body>").lines
    assert line.print == expected


def test_the_print_ends_with_its_element() -> None:
    lines = read_lines("<b>أول</b><p>ثان</p><p>ثالث</p><font size=5>رابع<br>خامس</font>سادس").lines
    assert [(re.sub(r"\W", "", line.text), line.print.bold, line.print.size) for line in lines] == [
        ("أول", True, 0),
        ("ثان", False, 0),
        ("ثالث", False, 0),
        ("رابع", False, 24),
        ("خامسسادس", False, 0),
    ]
