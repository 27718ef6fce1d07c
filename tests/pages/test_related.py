"""Links to other stories between the paragraphs: the author's are kept, those of a box of the site's own are not."""

from collections.abc import Callable

import pytest

from tests.pages.story import ADDRESS, read_site

_YESTERDAY, _TODAY = 14, 1
_HEADLINES = ("افتتاح جسر جديد في قضاء المدينة", "الأهالي يستقبلون موسم الحصاد بالأناشيد")


def _link(number: int, headline: str) -> str:
    return f"<a href='/arabic/news/{number}'>{headline}</a>"


def _own_block(link: str) -> str:
    return f"<div class='inline-box'><b>مما نشرناه سابقا:</b> {link}</div>"


def _paragraphs(link: str) -> str:
    return f"<p>قد يهمك كذلك</p><p>{link}</p>"


@pytest.mark.parametrize("box", [_own_block, _paragraphs])
def test_a_box_of_the_sites_own_is_no_link_of_the_authors_on_the_day_it_changes(box: Callable[[str], str]) -> None:
    days = [_link(309000 + day, headline) for day, headline in enumerate(_HEADLINES)]
    shown = [box(days[0])] * _YESTERDAY + [box(days[1])] * _TODAY
    records = read_site(["<p>نشر في 20/1/2017</p>"] * len(shown), shown)
    assert [record["related"] for record in records] == [[]] * len(shown)
    assert not any(headline in record["body"] for record in records for headline in _HEADLINES)


def test_an_authors_links_stay_beside_the_box_and_where_few_stories_have_them() -> None:
    box, own = _own_block(_link(309000, _HEADLINES[0])), _link(308000, _HEADLINES[1])
    shown = [box] * 2 + [f"{box}<p>{own}</p>"] * 2 + [box] * _YESTERDAY
    records = read_site(["<p>نشر في 20/1/2017</p>"] * len(shown), shown)
    assert [record["related"] for record in records[2:4]] == [[{"title": _HEADLINES[1], "url": "https://burathanews.com/arabic/news/308000"}]] * 2


def test_a_link_to_the_page_itself_is_no_related_story() -> None:
    """A box of the newest stories shows the page that it stands on, too."""
    number = ADDRESS.rpartition("/")[2]
    records = read_site(["<p>نشر في 20/1/2017</p>"], [f"<p>اقرأ أيضا: {_link(int(number), _HEADLINES[0])}</p>"])
    assert records[0]["related"] == []
