"""Day, hour, readers and section where few layouts have them: in links to the page itself, in cells beside the story, in one line of icons."""

import pytest

from tests.pages.story import BODY, PARAGRAPHS, page, read

MOMENT, VIEWS = "2017-01-20T21:15:48+03:00", 845
MENU = "".join(
    f"<li><a href='/arabic/{name}'>{text}</a></li>" for name, text in (("opinion", "رأي في الأحداث"), ("news", "الأخبار"), ("sport", "الرياضة"))
)
ROWS = (("تاريخ بدء النشر", "20/01/2017 21:15:48"), ("مرات العرض", "845"), ("التصنيف", "<a href='/arabic/reports'>التقارير</a>"))


def test_a_day_that_leads_to_its_own_page() -> None:
    line = "<div class='s'><a href='/arabic/reports/310000'>20 يناير 2017 الساعة 09:15:48 م</a> · رآه 845 · 🌐</div>"
    record = read(page(line))
    assert (record["published"], record["views"], record["body"]) == (MOMENT, VIEWS, BODY)


@pytest.mark.parametrize("label", ["<h3>{}</h3>", "<b>{}</b>"])
def test_cells_far_above_the_headline_whose_labels_may_be_headings(label: str) -> None:
    cells = "".join(f"<tr><td class='l'>{label.format(name)}</td><td class='b'>{value}</td></tr>" for name, value in ROWS)
    others = "".join(
        f"<div><a href='/arabic/news/{at}'>حكاية من حكايات الأسبوع {at}</a><p>{at - 300000} طلب عرض</p></div>" for at in range(309001, 309009)
    )
    record = read(page(f"<ul>{MENU}</ul><table>{cells}</table>{others}"))
    assert (record["published"], record["views"]) == (MOMENT, VIEWS)


def test_a_day_with_blanks_in_a_line_of_icons() -> None:
    day = "<i class='fa fa-calendar'></i><span>٢٠ / ١ / ٢٠١٧</span>"
    hour = "<i class='fa fa-clock'></i><span>الساعة ٢١:١٥:٤٨</span>"
    record = read(page(between=f"<p>{day} {hour} <span>طالع المادة ٨٤٥ قارئا</span></p>"))
    assert (record["published"], record["views"]) == (MOMENT, VIEWS)


@pytest.mark.parametrize("prayer", ["<li><span>الصبح</span><span>04:51</span></li>", "<li>صلاة الظهر 12:04</li>"])
def test_no_hour_is_a_prayers(prayer: str) -> None:
    record = read(page(between="<div class='d'>2017.01.20</div>", below=f"<div class='x'><h4>مواقيت الصلاة</h4><ul>{prayer}</ul></div>"))
    assert (record["published"], record["published_precision"]) == ("2017-01-20T00:00:00+03:00", "day")


def test_paragraphs_of_a_definition_list_without_end_tags() -> None:
    story = f"<dl>{''.join(f'<dd>{text}' for text in PARAGRAPHS[:1])}<dt>بيت من طين<dd>{PARAGRAPHS[1]}<dd>{PARAGRAPHS[2]}</dl>"
    body = read(page(between="<p>نشر في 20/1/2017</p>", story=story))["body"]
    assert body.split() == " ".join([PARAGRAPHS[0], "بيت من طين", *PARAGRAPHS[1:]]).split()


def test_a_section_glued_to_its_label_in_a_card_above() -> None:
    facts = (("الباب", "<a href='/arabic/reports'>التقارير</a>"), ("اليوم", "2017.01.20"))
    card = "".join(f"<div><span>{name}</span><span>{value}</span></div>" for name, value in facts)
    boxes = "".join(f"<p class='o'><a href='/arabic/news/{at}'>حكاية من حكايات الأسبوع {at}</a></p>" for at in range(309001, 309016))
    assert read(page(f"<section>{card}</section>{boxes}"))["category"] == "التقارير"
