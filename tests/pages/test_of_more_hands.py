"""Habits of still more designers' pages: threads without comments, tools as links, rows of labels, posts without an hour, sentences set large."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

import buratha
from tests.agency.generated import generate
from tests.agency.render import layouts, render_article
from tests.agency.wording import wordings
from tests.pages.story import ADDRESS, BODY, FORM, PARAGRAPHS, STORY, TITLE, page, read

DATE = "<div class='d'>نشر في 12-1-2017 09:30 | 418 قراءة</div>"
OPEN_STORY = STORY.removesuffix("</div>")


def ending_in(tail: str) -> str:
    """The story with something in its own block below the last paragraph."""
    return f"{OPEN_STORY}{tail}</div>"


# -- what stands at a text's end ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("heading", ["مشاركات القراء", "تعليقات الزوار", "ردود القراء"])
@pytest.mark.parametrize("said", ["", "<p>لم يشارك احد بعد ، كن اول المشاركين.</p>", "<p>لا توجد تعليقات</p>"])
def test_a_thread_that_nobody_began_is_no_text(heading: str, said: str) -> None:
    record = read(page(between=DATE, story=ending_in(f"<p>{heading}</p>{said}{FORM}")))
    assert record["body"] == BODY


def test_an_authors_last_part_that_is_headed_by_readers_stays() -> None:
    record = read(page(between=DATE, story=ending_in(f"<p>ردود القراء</p><p>{PARAGRAPHS[0][::-1]}</p><p>{PARAGRAPHS[1][::-1]}</p>{FORM}")))
    assert PARAGRAPHS[0][::-1] in record["body"]


@pytest.mark.parametrize("target", ["#", "javascript:history.go(-1)"])
def test_links_that_lead_nowhere_without_a_script_are_no_text(target: str) -> None:
    tools = f"<table><tr><td><a href='#' onclick='p()'>اطبع</a></td><td><a href='{target}'>للخلف</a></td></tr></table>"
    tools += "<div>وقد حضر الافتتاح جمع من أهالي القرية وضيوفهم.</div>"
    record = read(page(between=DATE, story=ending_in(tools)))
    assert "اطبع" not in record["body"]
    assert "للخلف" not in record["body"]


@pytest.mark.parametrize("end", [PARAGRAPHS[2], PARAGRAPHS[2].rstrip(".")])
def test_a_call_to_what_the_site_calls_its_own_is_cut_where_it_is_glued(end: str) -> None:
    story = STORY.replace(PARAGRAPHS[2], f"{end}انضم الآن إلى قناتنا ليصلك كل جديد")
    assert read(page(between=DATE, story=story))["body"] == BODY.replace(PARAGRAPHS[2], end)


def test_an_editors_code_in_the_last_paragraphs_line_is_cut() -> None:
    story = STORY.replace(PARAGRAPHS[2], f"{PARAGRAPHS[2]} 4/5/150706")
    assert read(page(between=DATE, story=story))["body"] == BODY
    told = f"{PARAGRAPHS[2]} وبلغت النسبة 4/5"
    assert told in read(page(between=DATE, story=STORY.replace(PARAGRAPHS[2], told)))["body"]


# -- questions ---------------------------------------------------------------------------------------------------------
QUESTIONS = ("هل وجدتم من يعينكم على البناء؟", "وكم بلغ عدد التلاميذ هذا العام؟", "هل تتلقون دعما من المنظمات؟")


def interview(asked: int) -> str:
    """The story with so many questions in blocks of their own above its paragraphs but the first."""
    answers = [f"<p>{text}</p><p>{text[::-1]}</p>" for text in (*PARAGRAPHS, PARAGRAPHS[0][::-1])]
    told = "".join(f"<p class='q'><b>{question}</b></p>{answer}" for question, answer in zip(QUESTIONS[-asked:], answers[1:], strict=False))
    return f"<div class='t'>{answers[0]}{told}</div>"


def test_the_questions_of_an_interview_stay_though_they_say_you() -> None:
    body = read(page(between=DATE, story=interview(3)))["body"]
    assert all(question in body for question in QUESTIONS)


def test_one_question_that_was_left_out_is_doubted() -> None:
    record = read(page(between=DATE, story=interview(1)))
    assert QUESTIONS[-1] in record["body"] or "body" in record["doubts"]


# -- days and counts ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("أرسلت في الخميس 12-01-17 @ 9:30:48 مساء بواسطة webmaster", "2017-01-12T21:30:48+03:00"),
        ("أرسلت في الخميس 12-01-17 بواسطة webmaster", "2017-01-12T00:00:00+03:00"),
        ("أرسلت في 12-01-2017 بواسطة <a href='/u?webmaster'>webmaster</a>", "2017-01-12T00:00:00+03:00"),
        ("نشرناه يوم الخميس الثاني عشر من كانون الثاني 2017، وقد طالعه 418 قارئاً", "2017-01-12T00:00:00+03:00"),
    ],
)
def test_days_that_only_their_weekday_or_words_tell(said: str, read_as: str) -> None:
    record = read(page(between=f"<div class='d'>{said}</div>"))
    assert (record["published"], record["body"]) == (read_as, BODY)


def test_a_weekday_before_a_day_that_is_none_of_its_own_makes_no_day() -> None:
    assert read(page(between="<div class='d'>أرسلت في السبت 12-01-17 بواسطة webmaster</div>"))["published"] is None


def test_the_count_in_a_row_of_labels_below_the_thread() -> None:
    row = "عدد الردود : 3 &nbsp; عدد مرات المشاهدة : 3990 &nbsp; الأعضاء الذين يشاهدون هذا الموضوع الآن : 1 ( الأعضاء 0 والزوار 1)"
    filler = "".join(f"<div class='r'>رد رقم {number}</div>" for number in range(6))
    assert read(page(between="<div class='d'>12-1-2017 09:30</div>", below=f"{filler}<table><tr><td>{row}</td></tr></table>"))["views"] == 3990


def test_english_words_counted_beside_the_day_are_no_readers() -> None:
    record = read(page(between="<div class='d'><span>January 12, 2017</span>&nbsp;·&nbsp;2 min&nbsp;·&nbsp;317 words</div>"))
    assert (record["published"], record["views"]) == ("2017-01-12T00:00:00+03:00", None)


# -- headlines ---------------------------------------------------------------------------------------------------------
def test_a_headline_of_two_words_before_the_sites_name_is_the_title_and_not_the_thread_that_counts() -> None:
    verses = "".join(f"<p>{' '.join(text.split()[:5])}</p>" for text in PARAGRAPHS)
    talk = "<h2>نقاش ١</h2><div>قارئة 13-1-2017</div><p>الحنين اذا دخل البيت لم يخرج</p>"
    html = f"<html><head><title>وصية النهر — مدار</title></head><body><h1>وصية النهر</h1><div>{verses}</div>{talk}{FORM}</body></html>"
    assert read(html, ADDRESS.replace("reports", "poetry"))["title"] == "وصية النهر"


def test_a_devout_line_is_no_title_though_a_word_processor_took_it_for_one() -> None:
    html = page(between=DATE, story=STORY.replace("<p>", "<p>بسم الله الرحمن الرحيم</p><p>", 1))
    html = html.replace(f"<title>{TITLE}</title>", "<title>بسم الله الرحمن الرحيم</title>").replace(f"<h1>{TITLE}</h1>", f"<p><b>{TITLE}</b></p>")
    record = read(html)
    assert record["title"] == TITLE
    assert record["body"].startswith("بسم الله الرحمن الرحيم")


def test_no_box_below_short_paragraphs_has_the_headline() -> None:
    said = [" ".join(text.split()[:18]) for text in PARAGRAPHS]
    story = "".join(f"<div>{text}</div>" for text in said)
    box = "<div class='w'><h3>الموقف الوبائي</h3><p>وفيات: 59</p><p>آخر إدخال للأرقام 23/1/2017 18:00</p></div>"
    headline = f"<div class='c'><h2>{TITLE}</h2><div class='j'>{story}</div></div>"
    html = f"<html><head><title>مؤسسة براثا - تفاصيل المنشور</title></head><body>{headline}{box}</body></html>"
    record = read(html)
    assert (record["title"], record["body"], record["views"]) == (TITLE, "\n\n".join(said), None)


# -- what is doubted ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("line", ["2007-07-21", "٤:٣١", "#2", "— ابو مخلد البصري، 2017-01-21", "أرسلها بالبريد", "اطبع الصفحة"])
def test_a_line_as_pages_print_them_is_doubted_where_it_is_not_cut(line: str) -> None:
    record = read(page(between=DATE, story=STORY.replace(f"<p>{PARAGRAPHS[2]}", f"<p>{line}</p><p>{PARAGRAPHS[2]}")))
    assert line not in record["body"] or "body" in record["doubts"]


@pytest.mark.parametrize("block", ["<blockquote>{}</blockquote>", "<aside><p>{}</p></aside>", "<div class='pull'>«{}»</div>"])
def test_a_sentence_that_is_set_large_stands_in_the_text_once(block: str) -> None:
    sentence = PARAGRAPHS[1].partition("،")[0]
    record = read(page(between=DATE, story=STORY.replace(f"<p>{PARAGRAPHS[2]}", f"{block.format(sentence)}<p>{PARAGRAPHS[2]}")))
    assert record["body"] == BODY


def test_a_quotation_that_no_paragraph_has_stays() -> None:
    said = "قل للذي يبني المدارس من طين إن الطين لا يخون"
    story = STORY.replace(f"<p>{PARAGRAPHS[2]}", f"<blockquote>{said}</blockquote><p>{PARAGRAPHS[2]}")
    assert said in read(page(between=DATE, story=story))["body"]


def test_headlines_of_other_stories_at_the_end_of_a_paragraph_are_doubted() -> None:
    links = "<a href='/arabic/reports/288314'>خبراء: الجفاف لا يعترف بالحدود</a>"
    record = read(page(between=DATE, story=STORY.replace(PARAGRAPHS[0], f"{PARAGRAPHS[0]} {links}")))
    assert "body" in record["doubts"] or "الجفاف" not in record["body"]
    own = PARAGRAPHS[0].replace("مقاعد صنعها", f"{links} صنعها")
    assert "body" not in read(page(between=DATE, story=STORY.replace(PARAGRAPHS[0], own)))["doubts"], "an author's own link amid a sentence"


@pytest.mark.parametrize("layout", ["bare-text", "held-out-magazine", "plain-divs", "poster", "table-font"])
def test_a_counter_that_stands_still_takes_no_day_from_the_new_stories(layout: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.agency.render.views_on", lambda article, _: article.parts.views)
    generated = generate(30, seed=9, first_id=467_000, last_id=468_000)
    articles = [replace(each, meta="0 2026-03-01", published="2026-03-01T00:00:00+03:00", precision="day") for each in generated]
    kind, words = layouts()[layout], wordings()["standard"]
    pages = [(render_article(each, kind, words, 121, articles), f"https://burathanews.com{each.path}", kind.content_type) for each in articles]
    records = buratha.read_pages(pages, now=datetime(2026, 3, 2, 1, tzinfo=UTC))
    assert [record["published"] for record in records if isinstance(record, dict)] == [each.published for each in articles]


def test_a_number_that_a_button_calls_comments_counts_no_readers() -> None:
    icon = "<svg class='i' viewBox='0 0 20 20'><path d='M2 5a2 2 0 012-2h12v10H8l-4 4V5z'/></svg>"
    facts = f"<div class='d'><span>12-1-2017 09:30</span><span>{icon}47</span></div>"
    said = "<button>اعرض 47 تعليقا</button>"
    assert read(page(between=facts))["views"] == 47
    record = read(page(between=facts, below=said))
    assert (record["views"], record["published"]) == (None, "2017-01-12T09:30:00+03:00")


def test_the_hour_is_the_one_beside_its_own_day() -> None:
    stamps = "<strong class='u'>آخر تحديث: 15 كانون الثاني 2017، 09:12</strong><small class='p'>نُشر: 13 كانون الثاني 2017، 14:30</small>"
    assert read(page(between=f"<div>{stamps}</div>"))["published"] == "2017-01-13T14:30:00+03:00"


def test_a_sentence_that_tells_the_writer_before_the_day() -> None:
    said = "كتب هذه المادة عبد الأمير الساعدي ونشرت يوم الخميس 12 كانون الثاني من عام 2017 في المقالات، وقرأها حتى الآن 912 قارئا"
    record = read(page(between=f"<span class='s'>{said}</span>"), ADDRESS.replace("reports", "articles"))
    assert (record["author"], record["views"], record["published"]) == ("عبد الأمير الساعدي", 912, "2017-01-12T00:00:00+03:00")


@pytest.mark.parametrize(
    "line",
    ["المقالات المنشورة لا تعبر بالضرورة عن رأي الموقع", "ما ينشر في هذه الصفحة يعبر عن رأي صاحبه، وتحتفظ الوكالة بحق التصرف بالعنوان.", "(7 أصوات)"],
)
def test_disclaimers_and_votes_are_no_text(line: str) -> None:
    record = read(page(between=DATE, story=ending_in(f"<p>{line}</p>")))
    assert record["body"] == BODY
    told = "وأكدت الصحيفة أن المقال يعبر عن رأي كاتبه وحده."
    assert told in read(page(between=DATE, story=ending_in(f"<p>{told}</p>")))["body"]


def test_a_rubric_in_the_heading_that_the_head_does_not_have_is_no_title() -> None:
    for heading in (f"{TITLE} <small>تحقيق ميداني</small>", f"<span class='k'>حوار خاص</span> {TITLE}"):
        assert read(page(between=DATE).replace(f"<h1>{TITLE}</h1>", f"<h1>{heading}</h1>"))["title"] == TITLE
    named = f"{TITLE} تحقيق ميداني"
    whole = page(between=DATE).replace(f"<title>{TITLE}", f"<title>{named}").replace(f"<h1>{TITLE}", f"<h1>{TITLE} <small>تحقيق ميداني</small>")
    assert read(whole)["title"] == named


def test_a_writers_card_beside_a_portrait_below_the_headline() -> None:
    said = "<span class='n'>الشيخ علي عبد الحسين الموسوي</span><span class='r'>أستاذ في الحوزة العلمية</span>"
    card = f"<div class='who'><img src='/avatars/x44.jpg' alt=''><div>{said}</div></div>{DATE}"
    assert read(page(between=card), ADDRESS.replace("reports", "thought"))["author"] == "علي عبد الحسين الموسوي"


def test_a_section_that_only_a_menu_names_is_doubted() -> None:
    sections = (("news", "الأخبار"), ("reports", "التقارير"), ("articles", "المقالات"), ("poetry", "الشعر"), ("thought", "الصفحة الفكرية"))
    menu = " ".join(f"<a href='/arabic/{slug}'>{name}</a>" for slug, name in sections)
    record = read(page(above=f"<nav>{menu}</nav>", between=DATE))
    assert (record["category"], "category" in record["doubts"]) == ("التقارير", True)
    named = read(page(above=f"<nav>{menu}</nav><div><a href='/arabic/reports'>التقارير</a></div>", between=DATE))
    assert (named["category"], "category" in named["doubts"]) == ("التقارير", False)


def test_the_day_of_a_change_that_a_sheet_hides_is_set_apart_from_the_publications() -> None:
    days = "<time class='entry-date published'>12 يناير، 2017</time><time class='updated'>13 يناير، 2017</time>"
    posted = f"<span class='posted-on'><span>نُشرت في</span> <a href='/arabic/reports/310000' rel='bookmark'>{days}</a></span>"
    record = read(page(between=f"<div class='entry-meta'>{posted}<span> بواسطة <a href='/author/editor3/'>محرر الأخبار</a></span></div>"))
    assert (record["published"], record["body"]) == ("2017-01-12T00:00:00+03:00", BODY)


def test_a_day_whose_year_has_two_digits_is_read_where_the_articles_number_fits_it_and_else_doubted() -> None:
    for said, moment in (("١٢/٠١/١٧", "2017-01-12T00:00:00+03:00"), ("نُشر: 12-01-17 09:30", "2017-01-12T09:30:00+03:00")):
        record = read(page(below=f"<div class='d'>{said}</div>"))
        assert (record["published"], "published" in record["doubts"]) == (moment, False)
        record = read(page(below=f"<div class='d'>{said}</div>".replace("17", "09").replace("١٧", "٠٩")))
        assert (record["published"], "published" in record["doubts"]) == (None, True)


def test_a_notice_of_a_death_has_its_words_for_title() -> None:
    said = "إنا لله وإنا إليه راجعون"
    assert read(page(between=DATE).replace(TITLE, said))["title"] == said


def test_an_hour_beside_the_day_of_the_other_calendar_is_of_the_same_day() -> None:
    days = "<div class='d'>الخميس 14 ربيع الثاني 1438 هـ - 09:30</div><div class='d'>12/1/2017</div>"
    assert read(page(between=days))["published"] == "2017-01-12T09:30:00+03:00"


@pytest.mark.parametrize("block", ["<h3>{}</h3>", "<p class='s'><b>{}</b></p>"])
def test_a_sub_heading_that_the_paragraph_below_says_again_stays(block: str) -> None:
    said = "مد الأسلاك ونصب محولة صغيرة عند مدخل القرية"
    below = PARAGRAPHS[2].replace("بنصب محولة صغيرة عند مدخل القرية ومد الأسلاك منها", f"{said} قبل حلول البرد")
    record = read(page(between=DATE, story=STORY.replace(f"<p>{PARAGRAPHS[2]}", f"{block.format(said)}<p>{below}")))
    assert said in record["body"].split("\n\n") or "body" in record["doubts"]
    assert record["body"].count(said) > 1


def test_the_comments_of_another_story_say_nothing_of_this_ones_readers() -> None:
    icon = "<svg class='i' viewBox='0 0 20 20'><path d='M2 5a2 2 0 012-2h12v10H8l-4 4V5z'/></svg>"
    facts = f"<div class='d'><span>12-1-2017 09:30</span><span>{icon}47</span></div>"
    others = (
        "<div class='o'><div class='c'><a href='/arabic/news/309100'>سوق السمك في الفاو يعود الى الضفة القديمة</a><span>47 تعليقا</span></div></div>"
    )
    assert read(page(between=facts, below=others))["views"] == 47
