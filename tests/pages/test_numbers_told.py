"""Scores, degrees, marks and numbered stanzas in lines of their own: below a date line that has told all they are the story's."""

from collections.abc import Sequence

import pytest

from tests.pages.story import PARAGRAPHS, page, read

METAS = [
    "<div>845 09:14:26 2017-01-20</div>",
    "<div>20/1/2017 - 09:14 - القراءات: 845</div>",
    "<div><span>2017-01-20 09:14</span> <span>القراءات: 845</span></div>",
    "<ul><li>20/1/2017</li><li>09:14</li><li>القراءات: 845</li></ul>",
]
SCORES = ("نتائج مباريات اليوم:", "الزوراء والشرطة", "2 - 1", "الجوية والطلبة", "0 - 0")
STANZAS = ("(1)", "يا دجلة الخير يا أم البساتين", "(2)", "حييت سفحك عن بعد فحييني")
MARKS = ("هذه هي الحدود الدنيا للقبول:", "طب بغداد: 99.4", "هندسة الموصل: 91.2", "علوم البصرة: 84.0", "آداب الكوفة: 72")
MATCHES = ("القوة الجوية 2 - 1 الكرخ", "النفط 0 - 0 الصناعة", "نوروز 1 - 3 القاسم")
DEGREES = ("بغداد: 31", "البصرة: 36", "الموصل: 27")
TABLE = ("فيما يأتي مواعيد القارب:", "الضفة الأولى", "3:52", "الضفة الثانية", "4:02")
FLIGHTS = ("الرحلة الأولى: 6:30", "الرحلة الثانية: 9:15", "الرحلة الثالثة: 14:00")


@pytest.mark.parametrize("meta", METAS)
@pytest.mark.parametrize("told", [SCORES, STANZAS, MARKS, MATCHES, DEGREES, FLIGHTS, TABLE])
@pytest.mark.parametrize("prose", [(), PARAGRAPHS[:1]], ids=["alone", "above prose"])
def test_they_stay(meta: str, told: Sequence[str], prose: Sequence[str]) -> None:
    texts = [*told, *prose]
    record = read(page(between=meta, story="<div class='t'>" + "".join(f"<p>{text}</p>" for text in texts) + "</div>"))
    assert (record["body"], record["views"], record["published"][:16]) == ("\n\n".join(texts), 845, "2017-01-20T09:14")


@pytest.mark.parametrize("line", ["التعليقات 12", "3 تعليقات", "المشاهدات 845", "شارك 14", "فيسبوك 14", "Tweet 12", "5:35"])
def test_what_the_page_counts_below_it_does_not(line: str) -> None:
    record = read(page(between=f"{METAS[0]}<div>{line}</div>"))
    assert line not in record["body"]
    assert record["views"] == 845
