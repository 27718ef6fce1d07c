"""What the markup names as the readers' own: it ends the story, and its days are no publication's; and what opens stories."""

import pytest

from tests.pages.story import BODY, FORM, PARAGRAPHS, TITLE, page, read

DAY = "<p>نشر في 20/1/2017</p>"
TALK = "<h3>2 تعليق</h3><div>1 <h4>ابو مخلد البصري</h4>2017-01-23 <p>أحسنت يا كاتبنا، قرأتها على والدتي فبكت.</p></div>"


@pytest.mark.parametrize("named", ["class='comments'", "id='comments'", "class='box comment-list'", "id='disqus_thread'"])
def test_a_block_named_as_the_readers_ends_the_story(named: str) -> None:
    record = read(page(between=DAY, below=f"<section {named}>{TALK}</section>"))
    assert record["body"] == BODY
    assert record["published"] == "2017-01-20T00:00:00+03:00"


def test_a_readers_day_is_no_publication() -> None:
    story = f"<div class='t'><p>{PARAGRAPHS[0]}</p></div>"
    html = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{story}<section class='comments'>{TALK}</section>{FORM}</body></html>"
    assert read(html)["published"] is None


def test_a_page_that_names_all_of_itself_so_has_its_story() -> None:
    told = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    assert read(f"<html><body class='comments'><h1>{TITLE}</h1>{DAY}<div class='t'>{told}</div>{FORM}</body></html>")["body"] == BODY


def test_the_name_of_god_above_a_story_in_plain_blocks_is_its_first_line() -> None:
    opening = "بسم الله الرحمن الرحيم"
    told = "".join(f"<div>{text}</div>" for text in PARAGRAPHS)
    record = read(page(between=DAY, story=f"<div class='t'><div><div>{opening}</div></div>{told}</div>"))
    assert record["body"] == f"{opening}\n\n{BODY}"


def test_few_words_that_a_pictures_post_lost_are_told_of() -> None:
    picture = "<div class='p'><img src='/up/1.jpg' alt=''></div>"
    rows = f"<tr><td>قرئت 1924 مرة</td></tr><tr><td><p>الديوانية / براثا نيوز</p><p>من افتتاح الجسر صباح اليوم</p>{picture}</td></tr>"
    html = f"<html><head><title>{TITLE}</title></head><body><table><tr><td><h1>{TITLE}</h1></td></tr>{rows}</table>{FORM}</body></html>"
    record = read(html)
    assert record["body"] == "من افتتاح الجسر صباح اليوم" or "body" in record["doubts"]


@pytest.mark.parametrize("name", ["comment", "comments"])
def test_a_block_so_named_that_holds_the_story_is_the_storys(name: str) -> None:
    told = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    assert read(page(between=DAY, story=f"<div class='{name}'>{told}</div>"))["body"] == BODY
