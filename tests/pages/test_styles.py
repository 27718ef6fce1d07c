"""Style sheets within a page: which pieces of text they set on lines of their own, and where they keep the source's line ends."""

import pytest

from buratha.pages.lines import read_lines
from buratha.pages.styles import styles_of
from buratha.pages.tags import read_tag
from tests.pages.story import BODY, PARAGRAPHS, page, read


def texts(markup: str) -> list[str]:
    """The lines of a page."""
    return [line.text for line in read_lines(markup).lines]


SPANS = "<div id='t' class='story'><span class='a'>نص أول</span><span class='a'>نص ثان</span></div>"
APART, JOINED = ["نص أول", "نص ثان"], ["نص أولنص ثان"]


@pytest.mark.parametrize(
    "rule",
    [
        "span{display:block}",
        ".a { display : FLEX }",
        "span.a{display:block}",
        "#t>span{display:block}",
        ".story .a{display:list-item}",
        "div#t > span.a, p{display:table}",
        "h1{color:red} .b span{display:block} .story span{margin:0;display:grid}",
        "/* } */ .a{display:block",
    ],
)
def test_pieces_that_a_rule_sets_on_lines_of_their_own(rule: str) -> None:
    assert texts(f"<style>{rule}</style>{SPANS}") == APART


@pytest.mark.parametrize(
    "rule",
    [
        ".b{display:block}",
        "#u>span{display:block}",
        ".story>div>span{display:block}",
        "span{display:inline-block}",
        "span{display:none}",
        "span:hover{display:block}",
        "span::before{display:block}",
        "span[dir]{display:block}",
        "p+span{display:block}",
        "@media print{span{display:block}}",
        "span{display:block} .a{display:inline}",
        "}} {{{ span",
        "",
    ],
)
def test_pieces_that_no_rule_sets_apart(rule: str) -> None:
    assert texts(f"<style>{rule}</style>{SPANS}") == JOINED


def test_the_weightier_rule_holds_wherever_it_stands() -> None:
    assert texts(f"<style>span.a{{display:block}} span{{display:inline}}</style>{SPANS}") == APART


def test_sheets_for_print_and_those_of_other_pages_say_nothing() -> None:
    assert texts(f"<style media='print'>span{{display:block}}</style>{SPANS}") == JOINED
    assert texts(f"<style media='screen'>span{{display:block}}</style>{SPANS}") == APART
    assert texts(SPANS) == JOINED


def test_a_bare_span_within_one_that_is_a_block() -> None:
    assert texts("<style>.v>span{display:block}</style><p><span class='v'><span>بيت</span><span>وبيت</span></span></p>") == ["بيت", "وبيت"]


@pytest.mark.parametrize(
    "element",
    [
        "<div style='white-space: pre-line'>{}</div>",
        "<div class='whitespace-pre-line'>{}</div>",
        "<style>.p{{white-space:pre-wrap}}</style><div class='p'>{}</div>",
        "<p><span style='white-space:break-spaces'>{}</span></p>",
    ],
)
def test_line_ends_that_are_shown(element: str) -> None:
    lines = read_lines(element.format("سطر أول\nسطر ثان\n\nفقرة")).lines
    assert [(line.text, line.gap) for line in lines] == [("سطر أول", "block"), ("سطر ثان", "break"), ("فقرة", "block")]


def test_line_ends_that_are_not_shown() -> None:
    assert texts("<p><span style='white-space:pre'>أول</span> ثم\nنص</p>") == ["أول ثم نص"]


def test_a_story_whose_paragraphs_only_its_sheet_sets_apart() -> None:
    story = "<div class='t'>" + "".join(f"<span class='p'>{text}</span>" for text in PARAGRAPHS) + "</div>"
    assert read(page(head="<style>.t>.p{display:block;margin:1em 0}</style>", story=story))["body"] == BODY


def test_a_story_in_one_text_with_line_feeds() -> None:
    story = "<div style='white-space:pre-line'>" + "\n\n".join(PARAGRAPHS) + "</div>"
    assert read(page(story=story))["body"] == BODY


def test_tags_that_no_rule_is_for_are_not_asked_again() -> None:
    styles = styles_of([".a{display:block}"])
    plain, styled = read_tag("<i class='b'>"), read_tag("<i class='a'>")
    assert styles.applied(plain, []) is plain
    assert styles.applied(styled, []) is not styled
    assert plain.raw in styles.unstyled
    assert styled.raw not in styles.unstyled


@pytest.mark.parametrize(
    "sheet",
    [
        "(" * 20_000 + "{display:block}",
        "span{display:" + "(" * 20_000 + "block}",
        "{" * 20_000 + "display:block",
        "[" * 20_000 + "]" * 20_000 + "{display:block}",
        ":not(" * 3000 + "span" + ")" * 3000 + "{display:block}",
        "span " * 20_000 + "{display:block}",
        "span>" * 5000 + "span{display:block}",
        "@media " + "{" * 20_000,
        "<!-- span{display:block} --> \ufffd\x00;;;@",
    ],
    ids=range(9),
)
def test_sheets_made_to_break_a_reader_say_nothing(sheet: str) -> None:
    assert texts(f"<style>{sheet}</style><p><b>نص</b> ونص</p>") == ["نص ونص"]


def test_a_page_of_many_rules_and_deep_blocks_is_read() -> None:
    rules = "".join(f".c{at} span{{display:block}}" for at in range(2000))
    assert texts(f"<style>{rules}</style>{'<div>' * 500}{'<p><span>نص</span></p>' * 500}") == ["نص"] * 500


def test_no_more_sheets_than_pages_have_are_read() -> None:
    sheets = "".join(f"<style>.c{at}{{color:red;display:block}}</style>" for at in range(200))
    assert texts(f"{sheets}<p><span class='c3'>أول</span><span class='c3'>ثان</span></p>") == ["أول", "ثان"]
