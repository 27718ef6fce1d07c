"""Whole pages and pages that were cut off, on sites that close what they open, sites that never do, and sites of many years."""

import json

import pytest

from buratha.pages.whole import Endings, is_cut_off, same_ending
from buratha.wholeness import Wholeness
from tests.agency.generated import generate
from tests.agency.render import layouts, render_article
from tests.agency.wording import wordings

ARTICLES = generate(40, seed=6)


def pages(layout: str) -> list[str]:
    """Return the pages of a layout as they are decoded."""
    chosen = layouts()[layout]
    return [render_article(article, chosen, wordings()["standard"], 0, ARTICLES).decode(chosen.charset) for article in ARTICLES]


def unclosed(text: str) -> str:
    """Return a page of a site that closes nothing at its end."""
    return text.replace("</html>", "").replace("</HTML>", "").replace("</body>", "").replace("</BODY>", "").rstrip()


def halves(texts: list[str]) -> list[str]:
    """Return the first parts of pages, cut at different places of the story's half."""
    return [text[: len(text) * (40 + number) // 100] for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("", True),
        (" \n\t", True),
        ("<html><body><p>خبر</p></body></html>", False),
        ("<html><body><p>خبر</p></body></html>\n<!-- 0.3 s -->\n", False),
        ("<p>خبر</p></body></HTML ><script>var a = '<';</script>", False),
        ("<html><body><p>خبر</p></body>", False),
        ("<html><body><p>خبر", None),
        ("<html><body><p>خبر</p>", None),
        ("خبر بلا وسوم: 3 < 4 فقط", None),
        ("<html><body><p>خبر<a href='/ara", True),
        ("<html><body><p>خبر</", True),
        ("<html><body><p>خبر<", True),
        ("<html><body><p>خبر</p></body></ht", True),
        ("<html><body><p>خبر</p></body></html", True),
        ("<html><body><p>خبر</p><!-- a > b", True),
        ("<html><head><script>if (a > b) document.write('<p>x</p>')", True),
        ("<html><head><style>a > b {", True),
        ("<html><head><style><!-- a > b { } --></style><body><p>خبر</p>", None),
        ("<html><script>" + "x = '>';" * 10_000, True),
    ],
    ids=range(19),
)
def test_what_a_pages_own_end_says(text: str, cut: bool | None) -> None:
    assert is_cut_off(text) is cut


@pytest.mark.parametrize("layout", layouts())
def test_half_pages_are_told_from_whole_ones_in_every_layout(layout: str) -> None:
    texts, endings = pages(layout), Endings()
    for text in texts[:10]:
        endings.observe(text)
    assert {endings.judge(text) for text in texts[10:]} == {"whole"}
    assert {endings.judge(text) for text in halves(texts)[10:]} == {"cut"}


@pytest.mark.parametrize("layout", layouts())
def test_sites_that_never_close_their_pages_are_learnt_too(layout: str) -> None:
    texts, endings = [unclosed(text) for text in pages(layout)], Endings()
    first = {endings.judge(text) for text in texts}
    assert first <= {"unsure"}
    for text in texts[:10]:
        endings.observe(text)
    assert {endings.judge(text) for text in texts[10:]} == {"whole"}
    assert {endings.judge(text) for text in halves(texts)[10:]} == {"cut"}


def test_a_site_of_many_years_ends_in_many_ways() -> None:
    endings = Endings()
    old, new = [unclosed(text) for text in pages("table-font")], pages("html5-jsonld")
    for text in [*old[:10], *new[:10]]:
        endings.observe(text)
    assert {endings.judge(text) for text in [*old[10:], *new[10:]]} == {"whole"}
    assert {endings.judge(text) for text in [*halves(old)[10:], *halves(new)[10:]]} == {"cut"}
    assert endings.judge(halves(pages("poster"))[-1]) in {"unsure", "cut"}


def test_one_layout_may_end_in_two_ways() -> None:
    texts, endings = pages("plain-divs"), Endings()
    mixed = [unclosed(text) if number % 3 == 0 else text for number, text in enumerate(texts)]
    for text in mixed[:20]:
        endings.observe(text)
    assert {endings.judge(text) for text in mixed[20:]} == {"whole"}
    assert {endings.judge(text) for text in halves(mixed)[20:]} == {"cut"}


def test_pages_that_were_cut_off_do_not_spoil_what_is_known() -> None:
    texts, endings = pages("blog-theme"), Endings()
    cut = halves(texts)
    for number, text in enumerate(texts[:20]):
        endings.observe(cut[number] if number % 4 == 0 else text)
    for _ in range(5):
        endings.observe(cut[0])
    assert {endings.judge(text) for text in texts} == {"whole"}
    assert {endings.judge(text) for text in cut} == {"cut"}


def test_an_unknown_layout_leaves_it_open() -> None:
    assert Endings().judge("<html><body><p>خبر بلا نهاية") == "unsure"


def test_a_second_answer_that_ends_alike_settles_it() -> None:
    assert same_ending("<p>خبر عن السوق</p> زوار اليوم: 1203", "<p>خبر عن السوق</p> زوار  اليوم: 7")
    assert not same_ending("<p>خبر قصير مقطوع في وس", "<p>خبر قصير مقطوع في وسطه تماما ثم تلته بقية النص</p>")
    assert not same_ending("<p>خبر</p></html>", "<p>خبر</p>")


def test_what_is_known_survives_as_json() -> None:
    endings = Endings()
    for text in pages("plain-divs")[:5]:
        endings.observe(unclosed(text))
    again = Endings.from_json(json.loads(json.dumps(endings.to_json())))
    assert again.to_json() == endings.to_json()
    assert again.judge(unclosed(pages("plain-divs")[9])) == "whole"


def broken_off(at: int) -> str:
    """A page whose program ended amid the story, and which is closed all the same."""
    return f"<html><body><h1>خبر {at}</h1><p>وقال المدير إن الرص<br><b>Fatal error</b>: Out of time in /a.php on line {at}<br></p></body></html>"


def test_a_page_that_a_program_ended_is_asked_for_twice_more() -> None:
    whole = Wholeness()
    assert [whole.is_whole(broken_off(1), [broken_off(1)] * times) for times in range(3)] == [False, False, True]


def test_one_that_ends_so_only_once_is_whole_the_next_time() -> None:
    whole = Wholeness()
    assert not whole.is_whole(broken_off(1), [])
    assert whole.is_whole("<html><body><h1>خبر</h1><p>وقال المدير إن الرصيف جاهز.</p></body></html>", [broken_off(1)])


def test_a_failure_that_ends_every_page_is_believed_after_three() -> None:
    whole = Wholeness()
    assert all(whole.is_whole(broken_off(at), [broken_off(at)] * 2) for at in range(3))
    assert whole.is_whole(broken_off(9), [])
