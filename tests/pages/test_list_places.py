"""Which links of a listing's page stand in one list."""

import pytest

from buratha.pages.listing import read_listing

NEWS = "https://burathanews.com/arabic/news"


def lists(html: str) -> list[list[int]]:
    """Return the lists of some markup; ``@7`` stands for the link to an article, and what it links."""
    for number in range(9, 0, -1):
        html = html.replace(f"@{number}", f"<a href=/arabic/news/{number}>خبر {number}</a>")
    return sorted(read_listing(html, NEWS).lists.values())


@pytest.mark.parametrize(
    "rows",
    [
        "<ul><li class=odd>@3<li class=even>@2<li class=odd>@1</ul>",
        "<main><h2 class='lead story'>@3</h2><h2 class=story>@2</h2><h2 class=story>@1</h2></main>",
        "<ul><li class='post-1000 post status-published-since-long-ago tag-a'>@3<li class='post-10 tag-b'>@2<li class=post-1>@1</ul>",
        "<table><tr><td>-<td>@3<br><font class=info>يوم<br><font><tr><td>-<td>@2<br><font class=info>يوم<tr><td>-<td>@1</table>",
    ],
)
def test_rows_that_look_different_are_of_one_list(rows: str) -> None:
    box = "<div class=box><ul class=latest><li>@9<li>@8</ul></div>"
    assert lists(f"<div class=page>{rows}</div>{box}") == [[3, 2, 1], [9, 8]]
    assert lists(f"{box}<div class=page>{rows}</div>") == [[3, 2, 1], [9, 8]]


def test_lists_side_by_side_are_told_by_their_classes() -> None:
    assert lists("<div class=main><p>@3<p>@2</div><div class=side><p>@9<p>@8</div>") == [[3, 2], [9, 8]]
