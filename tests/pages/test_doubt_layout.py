"""Doubts about the body on pages of one site: prose that was not read, captions and bullets in it, another place than on most pages."""

from collections.abc import Sequence

import pytest

from buratha.pages.article import read_article
from buratha.pages.opened import open_page
from buratha.pages.repetition import Repetition
from buratha.reading import learn
from tests.agency.articles import load_articles
from tests.pages.story import ADDRESS, NOW, TITLE, page

DAY = "<p>نشر في 20/1/2017</p>"
STORIES = [article for article in load_articles()[20:] if article.body.count("\n\n") > 4][:8]
BELOW = "<div class='f'>" + "".join(f"<div>{text}</div>" for text in ("صفحات الناحية كلها", "أرشيف السنين", "عن الموقع")) + "</div>"
UNREAD = "prose beside it was not read"
CAPTION = "a line of it may be a picture's caption"
BULLETS = "its bullets may be the layout's"
ELSEWHERE = "most pages of this layout have it at another place"


def reasons(pieces: Sequence[str], *, last: bool = False, blocks: Sequence[str] = ("<div class='t'>{}</div>",) * 8) -> list[set[str]]:
    """Why the bodies are doubtful of pages of one site, each with its piece of markup behind its first paragraph, or behind the ``last`` one."""
    opened = []
    for at, (piece, article) in enumerate(zip(pieces, STORIES, strict=True)):
        paragraphs = [f"<p>{text}.</p>" for text in article.body.split("\n\n")[:5]]
        paragraphs.insert(len(paragraphs) if last else 1, piece)
        html = page(between=DAY, below=BELOW, story=blocks[at].format("".join(paragraphs))).replace(TITLE, article.title)
        opened.append(open_page(html.encode(), ADDRESS.replace("310000", str(310000 + at)), "text/html; charset=utf-8"))
    memory = Repetition()
    learn(opened, memory, NOW)
    found = [read_article(each, memory, NOW) for each in opened]
    assert all(found)
    return [{reason.name for reason in facts.trace.reasons if reason.field == "body"} if facts and facts.trace else set() for facts in found]


def on_one_page(piece: str, *, last: bool = False) -> set[str]:
    """Why the body of the one page is doubtful that has such a piece."""
    return reasons(["", "", "", piece, "", "", "", ""], last=last)[3]


LEFT = "وروى شيخ القرية أن المدرسة بنيت قبل ستين عاما بطين الجدول نفسه وأن أباه حمل إليها الماء"


@pytest.mark.parametrize(
    ("behind", "doubtful"),
    [
        pytest.param(f"<p>{LEFT}.</p>", True, id="prose"),
        pytest.param("", False, id="nothing"),
        pytest.param("<p>صور أخرى من الناحية</p>", False, id="a few words"),
        pytest.param(f"<p><a href='/arabic/news/309100'>{LEFT}</a></p>", False, id="a link"),
        pytest.param("<p>حملوا تطبيقنا الجديد على هواتفكم لتصلكم أخبار الناحية كلها أولا بأول</p>", False, id="words to the reader"),
        pytest.param(f"<h3>التعليقات</h3><p>{LEFT}.</p>", False, id="a comment"),
    ],
)
def test_prose_behind_an_editors_code_was_not_read(behind: str, *, doubtful: bool) -> None:
    assert (UNREAD in on_one_page(f"<p>4/5/150320</p>{behind}", last=True)) is doubtful


def test_furniture_behind_an_editors_code_is_no_unread_prose() -> None:
    found = reasons([f"<p>4/5/{150320 + at}</p><p>{LEFT}.</p>" for at in range(8)], last=True)
    assert not any(UNREAD in each for each in found)


@pytest.mark.parametrize(
    ("piece", "doubtful"),
    [
        ("<p><img src='/img/a.jpg'></p><p>هكذا عاد الجرس</p>", True),
        ("<p><img src='/img/a.jpg'></p><p>هكذا عاد الجرس إلى نخلته.</p>", False),
        ("<p><img src='/img/a.jpg'></p><h3>هكذا عاد الجرس</h3>", False),
        ("<p><img src='/img/a.jpg'></p><p>بسم الله الرحمن الرحيم</p>", False),
        ("<p><a href='http://x.org/a'><img src='/img/a.jpg'></a></p><p>هكذا عاد الجرس</p>", False),
        ("<p>هكذا عاد الجرس</p><p><img src='/img/a.jpg'></p>", False),
    ],
    ids=["a phrase", "a sentence", "a heading", "a devout line", "a picture that leads elsewhere", "above it"],
)
def test_a_phrase_right_below_a_picture_may_be_its_caption(piece: str, *, doubtful: bool) -> None:
    assert (CAPTION in on_one_page(piece)) is doubtful


def test_a_picture_that_other_pages_have_too_has_no_caption() -> None:
    words = ("هكذا عاد الجرس", "مقاعد من خشب", "قارب من قصب", "جسر من جذوع", "بئر في أرضه", "سوق عند الضفة", "حبال بين الضفتين", "نخل على الجدول")
    found = reasons([f"<p><img src='/img/leaf.jpg'></p><p>{text}</p>" for text in words])
    assert not any(CAPTION in each for each in found)


@pytest.mark.parametrize(
    ("piece", "doubtful"),
    [
        ("<p>• مقاعد من خشب التوت</p><p>• سبورة من لوح قديم</p>", True),
        ("<p>· مقاعد من خشب التوت</p><p>· سبورة من لوح قديم</p>", True),
        ("<p>• مقاعد من خشب التوت</p>", False),
        ("<p>- مقاعد من خشب التوت</p><p>- سبورة من لوح قديم</p>", False),
        ("<ul><li>• مقاعد من خشب التوت</li><li>• سبورة من لوح قديم</li></ul>", False),
    ],
    ids=["bullets", "Word's", "one", "dashes", "items"],
)
def test_bullets_in_the_text_may_be_the_layouts(piece: str, *, doubtful: bool) -> None:
    assert (BULLETS in on_one_page(piece)) is doubtful


def test_a_story_at_another_place_than_on_most_pages() -> None:
    usual, other = "<div class='t'>{}</div>", "<div class='w'><div class='u'>{}</div></div>"
    found = reasons([""] * 8, blocks=[usual] * 7 + [other])
    assert [ELSEWHERE in each for each in found] == [False] * 7 + [True]


def test_two_places_of_which_each_is_usual() -> None:
    usual, other = "<div class='t'>{}</div>", "<div class='w'><div class='u'>{}</div></div>"
    found = reasons([""] * 8, blocks=[usual, other] * 4)
    assert not any(ELSEWHERE in each for each in found)
