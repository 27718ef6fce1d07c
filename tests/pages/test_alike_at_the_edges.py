"""What most stories of a site begin or end with: a banner that a template sets into their paragraphs, the dots of a teaser."""

import pytest

import buratha
from tests.agency.articles import load_articles
from tests.pages.story import ADDRESS, NOW, TITLE, page

LONG = "بمناسبة مرور عشرين عاما على تأسيس الموقع نهدي قراءنا الكرام أطيب الأمنيات ونجدد العهد معهم على الصدق والوفاء لدماء الشهداء"
SHORT = "بمناسبة مرور عشرين عاما على تأسيس الموقع نهدي قراءنا أطيب الأمنيات"
SALUTATION = "الحمد لله رب العالمين والصلاة والسلام على أشرف الخلق محمد وآله الطيبين الطاهرين واللعنة على أعدائهم أجمعين"
STORIES = [
    (article.title, paragraphs)
    for article in load_articles()
    if len(paragraphs := [text for text in article.body.split("\n\n") if len(text.split()) > 15 and "\n" not in text][:3]) == 3
][:20]


def records(first: str = "", last: str = "", every: int = 1) -> list[dict[str, object]]:
    """The records of pages of one site, with a text at the beginning of the first paragraph or at the end of the last on ``every`` so many."""
    pages = []
    for at, (title, paragraphs) in enumerate(STORIES):
        lead, *others, end = paragraphs
        told = [f"{first}{lead}", *others, f"{end}{last}"] if at % every == 0 else paragraphs
        story = "<div class='t'>" + "".join(f"<p>{text}</p>" for text in told) + "</div>"
        html = page(story=story).replace(TITLE, title)
        pages.append((html.encode(), ADDRESS.replace("310000", str(310000 + at)), "text/html; charset=utf-8"))
    return [record for record in buratha.read_pages(pages, now=NOW) if isinstance(record, dict)]


@pytest.mark.parametrize("banner", [LONG, SHORT], ids=["long", "short"])
def test_a_banner_before_every_first_word_costs_no_paragraph_and_is_doubted(banner: str) -> None:
    found = records(first=f"{banner} ")
    assert len(found) == len(STORIES)
    for record, (_, paragraphs) in zip(found, STORIES, strict=True):
        assert str(record["body"]).endswith("\n\n".join(paragraphs))
        assert "body" in record["doubts"]  # type: ignore[operator]


def test_a_banner_behind_every_last_word_is_doubted() -> None:
    found = records(last=f" {SHORT}")
    for record, (_, paragraphs) in zip(found, STORIES, strict=True):
        assert str(record["body"]).startswith("\n\n".join(paragraphs))
        assert "body" in record["doubts"]  # type: ignore[operator]


def test_a_salutation_of_some_stories_is_their_own() -> None:
    found = records(first=f"{SALUTATION} ", every=3)
    for record, (_, paragraphs) in zip(found, STORIES, strict=True):
        assert str(record["body"]).endswith("\n\n".join(paragraphs))
        assert "body" not in record["doubts"]  # type: ignore[operator]


def test_teasers_in_place_of_most_stories_are_doubted() -> None:
    pages = []
    for at, (title, paragraphs) in enumerate(STORIES):
        html = page(story=f"<div class='t'><p>{' '.join(paragraphs[0].split()[:14])} ...</p></div>").replace(TITLE, title)
        pages.append((html.encode(), ADDRESS.replace("310000", str(310000 + at)), "text/html; charset=utf-8"))
    found = [record for record in buratha.read_pages(pages, now=NOW) if isinstance(record, dict)]
    assert [("body" in record["doubts"]) for record in found][6:] == [True] * (len(STORIES) - 6)


def test_one_story_that_ends_in_dots_is_none() -> None:
    for record in records(last=" ...", every=4):
        assert "body" not in record["doubts"]  # type: ignore[operator]
