"""Which pictures are the story's: those that lead to pages of pictures, and those that are a block's background."""

import pytest

from tests.pages.story import PARAGRAPHS, page, read

SITE = "https://burathanews.com"
DAY = "<p>نشر في 20/1/2017</p>"
FIRST, *OTHERS = (f"<p>{text}</p>" for text in PARAGRAPHS)
SHOWN = [f"{SITE}/up/1.jpg", f"{SITE}/up/2.jpg", f"{SITE}/up/3.jpg"]


def images(piece: str, *, below: bool = False) -> list[str]:
    """The addresses of the pictures in a story with a piece amid its paragraphs, or below the last one."""
    paragraphs = [FIRST, *OTHERS, piece] if below else [FIRST, piece, *OTHERS]
    return [image["url"] for image in read(page(between=DAY, story=f"<div class='t'>{''.join(paragraphs)}</div>"))["images"]]


def linked(target: str, form: str = "{}", alt: str = "") -> str:
    """Three pictures, each within a link to an address with its number."""
    return "".join(form.format(f"<a href='{target.format(at)}'><img src='/up/{at}.jpg' alt='{alt}'></a>") for at in (1, 2, 3))


@pytest.mark.parametrize("below", [False, True], ids=["amid", "below"])
@pytest.mark.parametrize("form", ["{}", "<p>{}</p>", "<div>{}</div>"], ids=["in a row", "paragraphs", "blocks"])
@pytest.mark.parametrize(
    "target", ["/photo/{}", "/arabic/pages/gallery.php?pic={}", "http://www.burathanews.com/albums/7/{}", "/صور/{}", "/g/{}", "?shot={}"]
)
def test_pictures_that_lead_to_their_own_pages(target: str, form: str, below: bool) -> None:
    assert images(linked(target, form), below=below) == SHOWN


@pytest.mark.parametrize(
    ("target", "alt"),
    [
        ("/arabic/news/28500{}", ""),
        ("/news/28500{}.html", ""),
        ("/arabic/photo/28500{}", ""),
        ("https://photos.example.org/photo/{}", ""),
        ("/ads/photo/{}", ""),
        ("/video/{}", ""),
        ("/g/{}", "افتتاح جسر المشاة قرب السوق الكبير"),
        ("/contact", ""),
    ],
    ids=["stories", "stories, old form", "stories of a section of photographs", "another site", "adverts", "videos", "headlines", "a page"],
)
def test_pictures_that_lead_elsewhere(target: str, alt: str) -> None:
    assert images(linked(target, alt=alt)) == []


def test_one_picture_that_leads_to_a_page_of_any_name_is_a_teaser() -> None:
    assert images("<a href='/g/1'><img src='/up/1.jpg'></a>") == []


@pytest.mark.parametrize(
    "block",
    [
        "<div style=\"background-image:url('/up/1.jpg');height:300px\"></div>",
        "<div class='hero' style='background: #eee url(/up/1.jpg) no-repeat center / cover'></div>",
        "<figure><div style='background-image:url(&quot;/up/1.jpg&quot;)'></div></figure>",
        "<div class='lazy' data-bg='/up/1.jpg'></div>",
        "<div class='lazy' data-bg='url(/up/1.jpg)'></div>",
    ],
)
def test_a_block_that_shows_nothing_but_its_background(block: str) -> None:
    assert images(block) == SHOWN[:1]


@pytest.mark.parametrize(
    "block",
    [
        "<div style='background-image:url(/up/1.jpg)'><p>وكان الصباح باردا على أهل القرية</p></div>",
        "<div style='background:url(/up/line.png) repeat-x;height:90px'></div>",
        "<div style='background:url(/up/line.png);height:3px'></div>",
        "<div style='background:url(/up/dots.gif)'></div>",
        "<table><tr><td style='background:url(/up/shade.jpg)'></td></tr></table>",
        "<div style='background:#eee'></div>",
        "<div style='background:url(data:image/png;base64,AAAA)'></div>",
    ],
    ids=["behind text", "drawn again and again", "thin", "a GIF", "a cell's", "a colour", "within the page"],
)
def test_backgrounds_that_are_ornaments(block: str) -> None:
    assert images(block) == []
