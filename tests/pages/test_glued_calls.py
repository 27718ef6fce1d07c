"""Calls to a channel in the site's own words that some pages have glued to a story's last word."""

import pytest

import buratha
from tests.agency.articles import load_articles
from tests.pages.story import ADDRESS, NOW, TITLE, page

CALL = "تابعوا بثنا على القناة الجديدة كل مساء"
CHANNEL = "https://t.me/somewhere"
PLACES = {
    "a link": f"<p class='c'><a href='{CHANNEL}'>{CALL}</a></p>",
    "a line": f"<p class='c'>{CALL}</p>",
    "before a link": f"<p class='c'>{CALL} <a href='{CHANNEL}'>{CHANNEL}</a></p>",
    "before a long address": f"<p class='c'>{CALL} <a href='{CHANNEL}'>https://t.me/somewhere/far/away/from/here/and/there/too</a></p>",
    "before a picture's link": f"<p class='c'>{CALL} <a href='{CHANNEL}'><img src='/t.png'></a></p>",
}
NEITHER = f"<p class='c'><a href='{CHANNEL}'>{CHANNEL}</a></p>"


STORIES = [
    (article.title, paragraphs)
    for article in load_articles()[20:]
    if len(paragraphs := [f"{text.rstrip('.')}." for text in article.body.split("\n\n") if len(text.split()) > 15 and "\n" not in text][:3]) == 3
][:7]


def bodies(apart: str, glued: str) -> list[str]:
    """The bodies of pages of one site: most have a call apart from the story, the third and the sixth have it glued to the story's last word."""
    pages = []
    for at, (title, paragraphs) in enumerate(STORIES):
        is_glued = at in {2, 5}
        story = "<div class='t'>" + "".join(f"<p>{text}</p>" for text in paragraphs) + "</div>"
        story = story.replace("</p></div>", f"{glued}</p></div>") if is_glued else story
        html = page(story=story, below=NEITHER if is_glued else apart).replace(TITLE, title)
        pages.append((html.encode(), ADDRESS.replace("310000", str(310000 + at)), "text/html; charset=utf-8"))
    return [record["body"] for record in buratha.read_pages(pages, now=NOW) if isinstance(record, dict)]


@pytest.mark.parametrize("apart", PLACES.values(), ids=PLACES)
def test_a_call_that_other_pages_have_in_a_line_of_its_own(apart: str) -> None:
    assert bodies(apart, CALL) == ["\n\n".join(paragraphs) for _, paragraphs in STORIES]


@pytest.mark.parametrize("sign", ["📢", "🔔", "👇", "🔵", "⬇️"])
def test_the_sign_before_a_glued_call_goes_with_it(sign: str) -> None:
    assert bodies(PLACES["a line"], f"{sign}{CALL}") == ["\n\n".join(paragraphs) for _, paragraphs in STORIES]


ENDS = {
    "a sum": ["وبلغ سعر البرميل 61.75 دولارا بحسب بيان لوزارة النفط", "واستقر البرميل عند 58.75 دولارا بحسب بيان لوزارة النفط"],
    "a toll": ["وارتفعت الحصيلة الى 25 شهيدا وعشرات الجرحى بحسب مصادر", "وبلغت الحصيلة 35 شهيدا وعشرات الجرحى بحسب مصادر"],
    "a blessing": ["ان دماء الشهداء امانة والحمد لله رب العالمين", "وتبقى الكلمة الصادقة كرامة والحمد لله رب العالمين"],
}


@pytest.mark.parametrize("ends", ENDS.values(), ids=ENDS)
def test_what_stories_end_alike_in_is_cut_neither_within_a_word_nor_within_a_number(ends: list[str]) -> None:
    pages, written = [], []
    for at, (title, paragraphs) in enumerate(STORIES):
        told = [*paragraphs, *([f"{paragraphs[0].split()[0]} {ends[at % 2]}."] if at % 3 else [])]
        html = page(story="<div class='t'>" + "".join(f"<p>{text}</p>" for text in told) + "</div>").replace(TITLE, title)
        pages.append((html.encode(), ADDRESS.replace("310000", str(310000 + at)), "text/html; charset=utf-8"))
        written.append("\n\n".join(told))
    assert [record["body"] for record in buratha.read_pages(pages, now=NOW) if isinstance(record, dict)] == written
