"""What layouts set between a headline and the story's end, and what stands around a headline: summaries, adverts, counters, sections."""

import pytest

import buratha
from tests.agency.generated import generate
from tests.pages.story import ADDRESS, BODY, NOW, PARAGRAPHS, TITLE, page, read

DAY = "<div class='d'>20/1/2017</div>"
ADVERT = "للاشتراك في خدمة الرسائل أرسل كلمة «جسر» إلى الرقم 4410"
PROSE = [(article.title, [text for text in article.body.split("\n\n") if "\n" not in text]) for article in generate(60, seed=9)]
TOLD = [(title, [*told[:-1], " ".join(told[-1].split()[:12]) + "."]) for title, told in PROSE if len(told) > 2][:12]


@pytest.mark.parametrize("tag", ["p", "br"])
def test_the_story_goes_on_behind_an_advert_that_other_pages_have(tag: str) -> None:
    """The last paragraph is short; the advert stands in its paragraphs' own place on each second page."""
    pages = []
    for at, (title, told) in enumerate(TOLD):
        texts = [*told[:-1], ADVERT, told[-1]] if at % 2 else told
        story = "<br><br>".join(texts) if tag == "br" else "".join(f"<p>{text}</p>" for text in texts)
        html = page(between=DAY, story=f"<div class='t'>{story}</div>").replace(TITLE, title)
        pages.append((html.encode(), ADDRESS.replace("310000", str(310000 + at)), "text/html; charset=utf-8"))
    records = [record for record in buratha.read_pages(pages, now=NOW) if isinstance(record, dict)]
    assert [record["body"] for record in records] == ["\n\n".join(told) for _, told in TOLD]


def test_a_call_amid_paragraphs_that_nobody_else_has_is_doubted() -> None:
    texts = [*PARAGRAPHS[:2], ADVERT, PARAGRAPHS[2]]
    record = read(page(between=DAY, story=f"<div class='t'>{''.join(f'<p>{text}</p>' for text in texts)}</div>"))
    assert record["body"] == BODY or "body" in record["doubts"]


@pytest.mark.parametrize("head", ["", "سعيد كامل النجار || "])
def test_a_summary_out_of_the_first_lines_goes(head: str) -> None:
    short, *others = "باسمه تعالى", *PARAGRAPHS
    summary = f"<div class='s'><p>{short} {' '.join(PARAGRAPHS[0].split()[:12])}…</p></div>"
    box = "<div class='w'><p>رسالة الصباح إلى بريدكم كل يوم</p></div>"
    story = f"<div class='t'><p>{short}</p>{box}<p>{head}{others[0]}</p>{''.join(f'<p>{text}</p>' for text in others[1:])}</div>"
    record = read(page(between=DAY, story=f"<div class='a'>{summary}{story}</div>"))
    assert "…" not in record["body"]


@pytest.mark.parametrize("head", ["<h4>عن الكاتب</h4>", "<div><b>نبذة عن الكاتبة</b></div>", "<p>الكاتب في سطور</p>"])
def test_who_the_writer_is_goes(head: str) -> None:
    about = "من مواليد الناصرية، عمل معلما في قراها عشرين عاما، وصدرت له مجموعتان من القصص."
    texts = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    for story in (f"<div class='t'>{texts}{head}<p>{about}</p></div>", f"<div class='t'>{texts}<div class='w'>{head}<p>{about}</p></div></div>"):
        assert read(page(between=DAY, story=story))["body"] == BODY


def test_how_long_the_reading_takes_is_no_story() -> None:
    record = read(
        page(story=f"<article><p>في سوريا - لبنان - فلسطين · 184 كلمة · 5 د قراءة</p>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}</article>")
    )
    assert record["body"] == BODY


def test_a_box_that_leads_to_the_very_page_is_no_paragraph() -> None:
    box = f"<div class='b'><span>طالع معنا</span><a href='/arabic/reports/310000'>{TITLE}</a></div>"
    texts = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:2])
    record = read(page(between=DAY, story=f"<div class='t'>{texts}{box}<p>{PARAGRAPHS[2]}</p></div>"))
    assert record["body"] == BODY


def test_verses_of_two_words_beside_longer_ones() -> None:
    """Each in an element that only a style sheet sets in a line of its own."""
    stanzas = [
        ["لم يكن في القرية ليلتها", "غير ماء يدور على الرحى", "وصوت بعيد لناي", "وقمر فوق النخيل"],
        ["يا بنت هذا الطين لا تقفي", "فإن الحنين إذا جاء أقام", "لم يرحل"],
    ]
    story = "".join(f"<p class='v'>{''.join(f'<span class=u>{verse}</span>' for verse in stanza)}</p>" for stanza in stanzas)
    record = read(page(between=DAY, story=f"<div class='t'>{story}</div>"))
    assert record["body"] == "\n\n".join("\n".join(stanza) for stanza in stanzas)


@pytest.mark.parametrize(("line", "views"), [("شافوها 845 واحد", 845), ("قرأتها 845 عين", 845), ("عيون قرأت: 845", 845)])
def test_counters_in_other_words(line: str, views: int) -> None:
    pages = []
    for at, (title, told) in enumerate(TOLD):
        counter = f"<div class='c'>{line.replace('845', str(845 + 7 * at))}</div>"
        html = page(counter, DAY, story=f"<div class='t'>{''.join(f'<p>{text}</p>' for text in told)}</div>").replace(TITLE, title)
        pages.append((html.encode(), ADDRESS.replace("310000", str(310000 + at)), "text/html; charset=utf-8"))
    records = [record for record in buratha.read_pages(pages, now=NOW) if isinstance(record, dict)]
    assert [record["views"] for record in records] == [views + 7 * at for at in range(len(TOLD))]


def test_an_hour_behind_one_letter() -> None:
    record = read(page(between="<ul><li>الجمعة 20 كانون الثاني 2017</li><li>س ٢١:١٥:٤٨</li><li>القراءات ٨٤٥</li></ul>"))
    assert (record["published"], record["views"]) == ("2017-01-20T21:15:48+03:00", 845)


def test_a_section_that_a_few_words_below_the_headline_lead_to() -> None:
    record = read(page(between="<p class='m'>في <a href='/arabic/reports'>التقارير</a> · 681 كلمة · 2 د قراءة</p>"))
    assert (record["category"], record["body"]) == ("التقارير", BODY)


def test_counts_beside_other_headlines_are_not_this_storys() -> None:
    """With the day of the visit below them, on a page without a date."""
    rows = "".join(
        f"<li><a href='/arabic/news/{at}'>حكاية من حكايات الأسبوع الماضي {at}</a> <span>👁 {at - 308000}</span></li>" for at in range(309001, 309005)
    )
    record = read(
        page(below=f"<h4>ما يقرؤه الناس هذا الصباح</h4><ol>{rows}</ol><footer><p>وكالة أنباء براثا · السبت 8 تشرين الثاني 2025</p></footer>")
    )
    assert (record["published"], record["views"]) == (None, None)
