"""Posts and films that a story shows by their addresses, told from channels that a site calls its readers to."""

from typing import Any

import pytest

from buratha.pages.posts import is_a_post, is_an_address
from tests.pages.story import BODY, PARAGRAPHS, page, read

FIRST, SECOND, THIRD = PARAGRAPHS
DAY = "<p>نشر في 20/1/2017</p>"
FILM = "https://www.youtube.com/watch?v=Qa1-b2_C3d4"
CHANNEL = "https://t.me/alnahiya"
SEE = "تسجيل من يوم الافتتاح"
POSTS = (
    FILM,
    "http://youtube.com/watch?feature=share&v=Qa1-b2_C3d4",
    "https://www.youtube.com/shorts/Qa1-b2_C3d4",
    "https://youtu.be/Qa1-b2_C3d4",
    "https://t.me/alnahiya/123",
    "https://t.me/s/alnahiya/123",
    "https://www.facebook.com/alnahiya/videos/1234567890/",
    "https://www.facebook.com/alnahiya/posts/pfbid02abc",
    "https://m.facebook.com/story.php?story_fbid=123&id=456",
    "https://fb.watch/abC123/",
    "https://twitter.com/alnahiya/status/1234567890123",
    "https://x.com/alnahiya/status/1234567890123?s=20",
    "https://www.instagram.com/p/AbC123/",
)
CHANNELS = (
    CHANNEL,
    "https://t.me/joinchat/AbC123",
    "https://t.me/share/url?url=http://burathanews.com/arabic/news/310000",
    "https://www.youtube.com/@alnahiya",
    "https://www.youtube.com/channel/UC123",
    "https://www.facebook.com/alnahiya",
    "https://www.facebook.com/sharer/sharer.php?u=http://burathanews.com/arabic/news/310000",
    "https://twitter.com/alnahiya",
    "https://twitter.com/intent/tweet?url=http://burathanews.com/arabic/news/310000",
    "https://www.instagram.com/alnahiya",
)


def read_with(line: str, *, last: bool = False) -> dict[str, Any]:
    paragraphs = [f"<p>{text}</p>" for text in PARAGRAPHS]
    paragraphs.insert(3 if last else 1, line)
    return read(page(between=DAY, story=f"<div class='t'>{''.join(paragraphs)}</div>"))


@pytest.mark.parametrize("address", POSTS)
def test_the_address_of_a_post_amid_a_story_is_text(address: str) -> None:
    assert is_a_post(address)
    for line in (f"<p>{address}</p>", f"<p><a href='{address}'>{address}</a></p>", f"<a href='{address}'>{address}</a>"):
        record = read_with(line)
        assert record["body"] == f"{FIRST}\n\n{address}\n\n{SECOND}\n\n{THIRD}"
        assert "body" not in record["doubts"]


@pytest.mark.parametrize("address", CHANNELS)
def test_a_channels_address_is_a_call_to_follow_it(address: str) -> None:
    assert not is_a_post(address)
    for last in (True, False):
        record = read_with(f"<p><a href='{address}'>{address}</a></p>", last=last)
        assert record["body"] == BODY
        assert "body" not in record["doubts"]


@pytest.mark.parametrize("line", ["<p><a href='{}'>{}</a></p>", "<a href='{}'>{}</a>"])
def test_a_link_to_a_post_is_related(line: str) -> None:
    record = read_with(line.format(FILM, SEE))
    assert record["body"] == BODY
    assert record["related"] == [{"title": SEE, "url": FILM}]


def test_an_address_as_the_last_paragraph_stays() -> None:
    assert read_with(f"<p>{FILM}</p>", last=True)["body"] == f"{BODY}\n\n{FILM}"


@pytest.mark.parametrize("line", [f"<div class='v'>{FILM}</div>", f"<p><a href='{FILM}'>{SEE}</a></p>"])
def test_a_post_that_is_cut_off_a_storys_end_is_doubted(line: str) -> None:
    record = read_with(f"{line}<p><a href='{CHANNEL}'>تابعونا على تلغرام</a></p>", last=True)
    assert record["body"] == BODY
    assert "body" in record["doubts"]


def test_a_call_behind_a_posts_address_is_a_call() -> None:
    assert read_with(f"<p>{CHANNEL}/123 تابعوا قناة الناحية على تلغرام</p>")["body"] == BODY


def test_what_is_nothing_but_an_address() -> None:
    assert is_an_address("www.youtube.com/watch?v=Qa1-b2_C3d4")
    assert not is_an_address(f"{SEE} {FILM}")
