"""One writer of many stories: the same name at the same place on page after page is a name all the same."""

from typing import Any

import pytest

import buratha
from tests.agency.articles import load_articles
from tests.pages.story import ADDRESS, NOW, TITLE, page


def read_column(line: str, *, where: str = "between") -> list[dict[str, Any]]:
    """The records of twelve pages whose stories differ, and whose line with the writer does not."""
    pages = []
    for at, article in enumerate(load_articles()[20:32]):
        story = "<div class='t'>" + "".join(f"<p>{text}</p>" for text in article.body.split("\n\n")[:4]) + "</div>"
        day = f"<p class='d'>{10 + at}/1/2017 10:0{at % 10}</p>"
        html = page(
            **{
                "between": f"{line}{day}" if where == "between" else day,
                where if where != "between" else "below": line if where != "between" else "",
            },
            story=story,
        )
        pages.append(
            (html.replace(TITLE, article.title).encode(), ADDRESS.replace("reports/310000", f"articles/{310000 + at}"), "text/html; charset=utf-8")
        )
    return [record for record in buratha.read_pages(pages, now=NOW) if isinstance(record, dict)]


@pytest.mark.parametrize("line", ["<p class='w'>بقلم: حسن هادي الشمري</p>", "<p class='w'>كتبها حسن هادي الشمري</p>"])
def test_who_signs_them_all_is_their_writer(line: str) -> None:
    assert {record["author"] for record in read_column(line)} == {"حسن هادي الشمري"}


def test_a_bare_name_on_all_of_them_is_doubtful() -> None:
    records = read_column("<p class='w'>حسن هادي الشمري</p>")
    assert all(record["author"] == "حسن هادي الشمري" or "author" in record["doubts"] for record in records)


def test_a_name_in_a_box_of_the_sites_is_nobodys() -> None:
    records = read_column("<div class='box'><h4>كاتب اليوم</h4><p>حسن هادي الشمري</p></div>", where="below")
    assert {record["author"] for record in records} == {None}
