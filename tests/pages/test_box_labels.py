"""What stands amid the paragraphs: labels of boxes of links go with their links, what the author wrote stays."""

import pytest

from tests.pages.story import BODY, PARAGRAPHS, page, read, read_site

FIRST, SECOND, THIRD = PARAGRAPHS
LINK = "<a href='/arabic/news/309100'>مزارع يحفر بئرا في أرض جده</a>"
RELATED = [{"title": "مزارع يحفر بئرا في أرض جده", "url": "https://burathanews.com/arabic/news/309100"}]


def story(amid: str) -> str:
    """The story with something between its first two paragraphs."""
    return f"<div class='t'><p>{FIRST}</p>{amid}<p>{SECOND}</p><p>{THIRD}</p></div>"


@pytest.mark.parametrize("label", ["اقرأ كذلك", "على صلة", "ربما يهمك:", "من الموضوع نفسه", "وفي سياق متصل"])
@pytest.mark.parametrize(
    "box",
    [
        "<div class='r'><div>{label}</div><div>{link}</div></div>",
        "<div class='r'><p>{label}</p><p><b>{link}</b></p></div>",
        "<aside><div class='r'>{label}</div><ul><li>{link}</li></ul></aside>",
        "<div class='r'><h4>{label}</h4><ul><li>{link}</li></ul></div>",
        "<table class='r'><tr><td><div>{label}</div><div>{link}</div></td></tr></table>",
    ],
)
def test_the_label_of_a_box_of_links_goes(box: str, label: str) -> None:
    record = read(page(story=story(box.format(label=label, link=LINK))))
    assert (record["body"], record["related"]) == (BODY, RELATED)


@pytest.mark.parametrize("heading", ["بداية الحكاية", "أيام البناء"])
@pytest.mark.parametrize("markup", ["<h3>{heading}</h3><p>{link}</p>", "<p><b>{heading}</b></p><p>{link}</p>", "<h3>{heading}</h3><div>{link}</div>"])
def test_a_sub_heading_before_a_related_link_stays(markup: str, heading: str) -> None:
    record = read(page(story=story(markup.format(heading=heading, link=LINK))))
    assert (record["body"], record["related"]) == (f"{FIRST}\n\n{heading}\n\n{SECOND}\n\n{THIRD}", RELATED)


def test_a_sentence_before_a_related_link_stays() -> None:
    record = read(page(story=story(f"<div class='r'><div>وهذا ما كان.</div><div>{LINK}</div></div>")))
    assert "وهذا ما كان." in record["body"]


LIST = ["مقاعد من خشب التوت", "سبورة من بقايا باب قديم", "جرس نحاسي للحارس"]


def bodies(amid: list[str]) -> list[str]:
    """The bodies of as many pages of one site as there are pieces, each with its piece amid its paragraphs."""
    return [record["body"] for record in read_site([""] * len(amid), amid)]


@pytest.mark.parametrize("item", ["<div class='l'>{}</div>", "<span class='l'>{}</span><br>"])
@pytest.mark.parametrize("wrapped", ["{}", "<div class='w'>{}</div>"], ids=["beside the paragraphs", "in a block"])
def test_an_authors_list_without_bullets_stays_when_other_pages_have_none_of_it(item: str, wrapped: str) -> None:
    body = bodies([wrapped.format("".join(map(item.format, LIST))), "", "", "", "", ""])[0]
    assert [text for text in LIST if text not in body] == []


def test_a_box_of_several_lines_that_other_pages_have_too_goes() -> None:
    box = "<div class='b'><div>صفحات من أرشيفنا</div><div>خدمة الأخبار العاجلة</div></div>"
    for body in bodies([box] * 6):
        assert "أرشيفنا" not in body
        assert "العاجلة" not in body


@pytest.mark.parametrize("bullet", ["• ", "- ", "▪ ", "{}- ", "{}. ", "🔹"])
@pytest.mark.parametrize("item", ["<div class='l'>{}</div>", "<p class='l'>{}</p>", "<div class='l'><span>{}</span></div>"])
def test_an_authors_list_with_bullets_stays_on_a_page_read_alone(bullet: str, item: str) -> None:
    items = [f"{bullet.format(at)}{text}" for at, text in enumerate(LIST, 1)]
    body = read(page(story=story(f"<div class='w'>{''.join(map(item.format, items))}</div>")))["body"]
    for text in LIST:
        assert text in body


@pytest.mark.parametrize(
    ("item", "wrapped"),
    [
        ("<li><img src='/img/leaf.jpg'> {}</li>", "<ul>{}</ul>"),
        ("<div class='l'><img src='/img/leaf.jpg'> {}</div>", "<div class='w'>{}</div>"),
        ("<p><img src='/img/leaf.jpg'> {}.</p>", "{}"),
        ("<img src='/img/leaf.jpg'> {}.<br>", "<p>{}</p>"),
    ],
)
def test_picture_bullets_head_no_captions(item: str, wrapped: str) -> None:
    record = read(page(story=story(wrapped.format("".join(map(item.format, LIST))))))
    assert (record["images"], [text for text in LIST if text not in record["body"]]) == ([], [])


def test_one_picture_with_a_phrase_has_it_for_caption() -> None:
    record = read(page(story=story("<div class='i'><img src='/img/school.jpg'><br>باب المدرسة الجديد</div>")))
    assert [(image["url"], image["caption"]) for image in record["images"]] == [("https://burathanews.com/img/school.jpg", "باب المدرسة الجديد")]
    assert record["body"] == BODY


@pytest.mark.parametrize(
    "box",
    [
        "<div class='r'><span>اقرأ كذلك</span><ul><li>{link}</li></ul></div>",
        "<div class='r'>اقرأ كذلك<ul><li>{link}</li></ul></div>",
        "<table><tr><td>اقرأ كذلك</td></tr><tr><td>{link}</td></tr></table>",
    ],
)
def test_a_label_in_the_boxs_own_block_goes_too(box: str) -> None:
    link = "<a href='/arabic/news/309000'>قافلة كتب تصل الى قرى الهور البعيدة</a>"
    first, *others = (f"<p>{text}</p>" for text in PARAGRAPHS)
    record = read(page(between="<p>نشر في 20/1/2017</p>", story=f"<div class='t'>{first}{box.format(link=link)}{''.join(others)}</div>"))
    assert record["body"] == BODY


def test_items_behind_picture_bullets_stay() -> None:
    items = ["مقاعد من خشب التوت", "سبورة من لوح قديم", "خارطة مرسومة باليد"]
    first, *others = (f"<p>{text}</p>" for text in PARAGRAPHS)
    amid = "".join(f"<div class='l'><img src='/img/leaf.jpg'> {item}</div>" for item in items)
    body = read(page(between="<p>نشر في 20/1/2017</p>", story=f"<div class='t'>{first}{amid}{''.join(others)}</div>"))["body"]
    assert all(item in body for item in items)
