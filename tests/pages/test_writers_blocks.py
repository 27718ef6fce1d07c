"""Names in blocks that the markup calls the writer's, where stories are told from, and what wires set below them."""

import pytest

from tests.pages.story import ADDRESS, BODY, STORY, page, read

COLUMN = ADDRESS.replace("reports", "articles")
LEAD = "<div class='lead'><p>لا يحتاج زائر المدينة القديمة إلى دليل كي يعرف أسواقها، تكفيه جولة واحدة عند المغيب ليسمع حديث التجار.</p></div>"


@pytest.mark.parametrize(
    ("block", "author"),
    [
        ("<div class='field-author'><div><div><a href='/node/811'>حيدر الموسوي</a></div></div></div>", "حيدر الموسوي"),
        ("<div class='story_author'>براثا - رضا الحلفي من البصرة</div>", "رضا الحلفي"),
        ("<div class='byline-row'>براثا - بغداد</div>", None),
        ("<div class='author'>غرفة الأخبار</div>", None),
        ("<div class='x'><a href='/node/811'>حيدر الموسوي</a></div>", None),
    ],
)
def test_a_name_between_lead_and_text_is_the_writers_where_its_block_is_called_so(block: str, author: str | None) -> None:
    record = read(page(between=LEAD + block))
    assert record["author"] == author
    assert "author" not in record["doubts"]


def test_words_in_a_writers_block_that_are_no_known_name_make_the_missing_writer_doubtful() -> None:
    record = read(page(between=LEAD + "<div class='story-author'>سرمد الغزيليش</div>"))
    assert (record["author"], "author" in record["doubts"]) in {(None, True), ("سرمد الغزيليش", False)}


@pytest.mark.parametrize(
    "below",
    [
        "<h4>التعليقات</h4><div class='comment-author'>كاظم المياحي</div><p>كلام جميل</p>",
        "<div class='comment'><span class='author'>كاظم المياحي</span></div>",
        "<div class='writers'><div class='author'>كاظم المياحي</div><a href='/arabic/articles/309990'>عن المدن التي لا تنام</a></div>",
    ],
)
def test_readers_and_the_writers_of_other_columns_are_not_this_storys(below: str) -> None:
    assert read(page(below=below))["author"] is None


# -- datelines ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("line", "is_told"), [("الموصل |", False), ("بغداد –", False), ("البصرة:", True), ("الخاتمة |", True)])
def test_a_place_and_a_bar_on_a_line_of_its_own_are_no_text(line: str, is_told: bool) -> None:
    body = read(page(story=STORY.replace("<p>", f"<p><strong>{line}</strong></p><p>", 1)))["body"]
    assert body == (f"{line}\n\n{BODY}" if is_told else BODY)


def test_a_place_that_heads_one_of_several_parts_is_the_authors() -> None:
    body = read(page(story=STORY.replace("<p>", "<p>بغداد |</p><p>").replace("بغداد |", "الموصل |", 1)))["body"]
    assert body.count(" |") == STORY.count("<p>")


# -- what wires set below ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("end", "is_told"),
    [
        ("(النهاية)", False),
        ("ع ك / م ج", False),
        ("BNA 091414 May 10NNNN", False),
        ("(النهاية)</p><p>ع ك / م ج</p><p>BNA 091414 May 10NNNN", False),
        ("النهاية", True),
        ("و د ا ع ا", True),
    ],
)
def test_a_wires_end_mark_letters_and_slug_are_no_text(end: str, is_told: bool) -> None:
    body = read(page(story=STORY.replace("</p></div>", f"</p><p>{end}</p></div>")))["body"]
    assert body == (f"{BODY}\n\n{end}" if is_told else BODY)


def test_the_writers_address_of_mail_below_a_signed_story_is_no_text() -> None:
    signed = page(between="<p>بقلم: كامل الجنابي</p>", story=STORY.replace("</p></div>", "</p><p>kamil@example.com</p></div>"))
    record = read(signed, COLUMN)
    assert (record["author"], record["body"]) == ("كامل الجنابي", BODY)


@pytest.mark.parametrize("ago", ["نشر منذ: 3 أيام و 5 ساعات", "نشر منذ 3 أيام و5 ساعات"])
def test_how_long_ago_in_two_units_is_no_text(ago: str) -> None:
    record = read(page(story=f"<div><table><tr><td>{ago}<br>الثلاثاء 17 كانون الثاني 2017 07:22 م</td></tr></table>{STORY}</div>"))
    assert (record["body"], record["published"]) == (BODY, "2017-01-17T19:22:00+03:00")


# -- rows, cards and signatures ----------------------------------------------------------------------------------------
SECTION = "<a href='/arabic/reports'>التقارير</a>"


@pytest.mark.parametrize(
    "row",
    [
        f"<p>{SECTION} · كاظم المياحي · 12 ك2 2017، 8:55 صباحاً · قُرئ 1437 مرة</p>",
        f"<p>{SECTION} · كاظم المياحي</p>",
        f"<p>{SECTION} · كاظم المياحي (ميسان، 12 كانون الثاني 2017)</p>",
        "<p><span>كاظم المياحي</span><small>الكاتب</small></p>",
        "<address><a rel='author' href='/arabic/by/kazim'>كاظم المياحي</a></address>",
    ],
)
def test_the_name_among_the_facts_is_the_writers(row: str) -> None:
    record = read(page(between=row))
    assert (record["author"], record["body"]) == ("كاظم المياحي", BODY)


def test_of_whom_a_section_tells_does_not_write() -> None:
    assert read(page(between="<p>كاظم المياحي · <a href='/arabic/sport'>الرياضة</a></p>"))["author"] is None


@pytest.mark.parametrize(
    "end",
    [
        "<div class='f'>إبراهيم شمص – بيروت</div>",
        "<p>بيروت – إبراهيم شمص</p>",
        "<p>نشرت هذه المادة في باب <a href='/arabic/reports'>التقارير</a> وهي من كتابة إبراهيم شمص.</p>",
    ],
)
def test_a_name_with_a_town_or_in_a_sentence_on_the_article_signs_below_it(end: str) -> None:
    record = read(page(story=STORY.replace("</div>", f"{end}</div>")))
    assert (record["author"], record["body"]) == ("إبراهيم شمص", BODY)


def test_a_card_on_the_writer_at_the_end_of_the_text_is_no_text() -> None:
    card = "<section class='b'><img src='/w.jpg'><div><h4>جواد كاظم الخفاجي</h4><p>كاتب وباحث في الشأن العراقي، صدر له كتاب.</p></div></section>"
    record = read(page(story=STORY.replace("</div>", f"{card}</div>")), COLUMN)
    assert (record["author"], record["body"]) == ("جواد كاظم الخفاجي", BODY)


@pytest.mark.parametrize(
    ("line", "author"), [("حاوره في الناصرية: عباس مطر الركابي", "عباس مطر الركابي"), ("أجرت الحوار: منى الخفاجي", "منى الخفاجي")]
)
def test_whoever_asked_is_named_below_the_lead(line: str, author: str) -> None:
    record = read(page(story=STORY.replace("</p>", f"</p><p><strong>{line}</strong></p>", 1)))
    assert (record["author"], record["body"]) == (author, BODY)


def test_a_bare_name_and_its_town_above_the_headline_of_a_report_are_the_writers() -> None:
    above = "<ul><li><i class='fa'></i> <b>لؤي الشريفي</b> <span>ميسان، ٩ كانون الثاني ٢٠١٧</span></li></ul>"
    assert read(page(above=above))["author"] == "لؤي الشريفي"


@pytest.mark.parametrize(("line", "is_doubted"), [("إبراهيم القوزحلاني", True), ("إبراهيم في البيت", False), ("خاتمة القول", False)])
def test_a_given_name_with_a_family_nobody_knows_makes_the_missing_writer_doubtful(line: str, is_doubted: bool) -> None:
    record = read(page(story=STORY.replace("</div>", f"<p>{line}</p></div>")))
    assert (record["author"], "author" in record["doubts"]) == (None, is_doubted)
