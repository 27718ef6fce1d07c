"""What a story links to or embeds beside other stories: documents, films, posts of networks of friends."""

import pytest

from tests.pages.story import BODY, PARAGRAPHS, page, read

SITE = "https://burathanews.com"
DAY = "<p>نشر في 20/1/2017</p>"
FIRST, *OTHERS = (f"<p>{text}</p>" for text in PARAGRAPHS)
NAME = "تحميل نص البيان"


def record(piece: str, *, below: bool = False) -> dict[str, object]:
    """The record of a story with a piece amid its paragraphs, or below the last one."""
    paragraphs = [FIRST, *OTHERS, piece] if below else [FIRST, piece, *OTHERS]
    return read(page(between=DAY, story=f"<div class='t'>{''.join(paragraphs)}</div>"))


# -- documents ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("below", [False, True], ids=["amid", "below"])
@pytest.mark.parametrize("form", ["<a href='{}'>{}</a>", "<p><a href='{}'>{}</a></p>", "<div><img src='/i/pdf.png'><a href='{}'>{}</a></div>"])
@pytest.mark.parametrize("target", ["/files/statement.pdf", "/up/a.DOCX", "https://example.org/list.xls?v=2"])
def test_a_link_to_a_document(target: str, form: str, below: bool) -> None:
    found = record(form.format(target, NAME), below=below)
    url = target if target.startswith("https") else SITE + target
    assert (found["related"], found["body"]) == ([{"title": NAME, "url": url}], BODY)


def test_a_document_within_a_sentence() -> None:
    sentence = "<p>وقد نشر المختار <a href='/files/statement.pdf'>نص البيان</a> على جدار المدرسة ليقرأه الناس.</p>"
    assert record(sentence)["related"] == [{"title": "نص البيان", "url": f"{SITE}/files/statement.pdf"}]


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/print/310000.pdf'>نسخة من المقال</a>",
        "<a href='/files/a.pdf'>PDF</a>",
        "<a href='/files/a.pdf'>حفظ نسخة للطباعة</a>",
        "<a href='/files/statement.html'>تحميل نص البيان</a>",
    ],
    ids=["this article's", "one word", "a tool", "a page"],
)
def test_no_document_of_the_storys(link: str) -> None:
    assert record(f"<div class='tools'>{link}</div>", below=True)["related"] == []


def test_how_long_a_story_takes_to_read_is_no_title_of_it() -> None:
    card = "<div><div>قد يهمك أيضا</div><a href='/arabic/news/309900'><div>نجار القرية يصنع مقاعد</div><div>٣ دقائق قراءة</div></a></div>"
    assert record(card)["related"] == [{"title": "نجار القرية يصنع مقاعد", "url": f"{SITE}/arabic/news/309900"}]


# -- films and posts ---------------------------------------------------------------------------------------------------
POST = "<p>فتحت المدرسة اليوم</p>&mdash; معلمة القرية (@school) <a href='https://x.com/school'>هي</a>"


@pytest.mark.parametrize("below", [False, True], ids=["amid", "below"])
@pytest.mark.parametrize(
    ("piece", "url"),
    [
        (
            f"<blockquote class='twitter-tweet'>{POST} <a href='https://twitter.com/school/status/123'>2 كانون الثاني</a></blockquote>",
            "twitter.com/school/status/123",
        ),
        (
            f"<blockquote class='twitter-tweet'>{POST} <a href='https://x.com/school/status/123'>2 كانون الثاني</a></blockquote>",
            "x.com/school/status/123",
        ),
        ("<blockquote class='instagram-media' data-instgrm-permalink='https://www.instagram.com/p/Ab1/'></blockquote>", "www.instagram.com/p/Ab1/"),
        ("<div class='fb-post' data-href='https://www.facebook.com/school/posts/7'></div>", "www.facebook.com/school/posts/7"),
        ("<blockquote class='tiktok-embed' cite='https://www.tiktok.com/@school/video/9'></blockquote>", "www.tiktok.com/@school/video/9"),
        ("<script async src='https://telegram.org/js/telegram-widget.js' data-telegram-post='school/68'></script>", "t.me/school/68"),
        ("<iframe src='https://www.youtube.com/embed/abc'></iframe>", "www.youtube.com/embed/abc"),
        ("<amp-youtube data-videoid='abc' layout='responsive'></amp-youtube>", "www.youtube.com/embed/abc"),
        ("<amp-twitter data-tweetid='123'></amp-twitter>", "twitter.com/i/status/123"),
        ("<amp-iframe src='https://example.org/film' sandbox></amp-iframe>", "example.org/film"),
        ("<audio controls><source src='https://example.org/a.mp3'><source src='https://example.org/a.ogg'></audio>", "example.org/a.mp3"),
    ],
    ids=["Twitter", "X", "Instagram", "Facebook", "TikTok", "Telegram", "a frame", "AMP's YouTube", "AMP's Twitter", "AMP's frame", "a sound"],
)
def test_media(piece: str, url: str, below: bool) -> None:
    found = record(piece, below=below)
    assert (found["media"], found["body"]) == ([f"https://{url}"], BODY)


def test_media_stand_in_the_order_of_the_page() -> None:
    tweet = "<blockquote class='twitter-tweet'><p>هنا</p><a href='https://x.com/school/status/{}'>2 كانون الثاني</a></blockquote>"
    piece = f"{tweet.format(1)}<iframe src='https://example.org/film'></iframe>{tweet.format(2)}"
    assert record(piece)["media"] == ["https://x.com/school/status/1", "https://example.org/film", "https://x.com/school/status/2"]


@pytest.mark.parametrize(
    "piece",
    [
        "<p><a href='https://x.com/school/status/123'>تغريدة معلمة القرية</a></p>",
        "<blockquote class='twitter-tweet'><p>فتحت المدرسة اليوم</p><a href='https://x.com/school'>معلمة القرية</a></blockquote>",
        "<picture><source srcset='/up/a.webp'><img src='/up/a.jpg'></picture>",
    ],
    ids=["a link", "a profile", "a picture"],
)
def test_what_is_no_medium(piece: str) -> None:
    assert record(piece)["media"] == []
