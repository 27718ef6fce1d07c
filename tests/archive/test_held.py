"""``scrapy held``, as a user runs it."""

import json
import os
from functools import partial

import pytest

from buratha.archive.held_changes import MOST_UNASKED, forget_ids, forget_section
from buratha.arguments import ArgumentError
from tests.archive.building import building
from tests.crawling import Place, run


@pytest.fixture
def filled(archive: str) -> str:
    """Fill an archive with an article of each kind; give its address."""
    with building(archive) as made:
        made.delivery(1, "done", "تقارير")
        story = made.held(10, "poetry", published="2015-10-15T07:08:59+03:00", title="قصيدة\nفي بغداد")
        made.revision(story.__class__(**{**vars(story), "revision": 2}), delivery_id=1)
        made.held(20, duplicate_of=10, delivery="left_out")
        made.known(41, "met", tries=2, reason="http_500", tried_run=1)
        made.known(42, "given_up", tries=5, reason="timeout", tried_run=1)
        made.known(43, "gone", tries=2, reason="not_found", tried_run=1)
        made.walk("poetry", 10)
        made.hole("poetry", 3, above=9, below=5)
    return archive


def test_it_tells_what_is_held(place: Place, filled: str) -> None:
    shown = run(place, "held", "--json")
    assert shown.code == 0, shown.log
    facts = json.loads(shown.output)
    assert facts["total"] == {"held": 2, "met": 0, "failing": 1, "given_up": 1, "gone": 1, "refused": 0, "barred": 0}
    assert facts["sections"]["poetry"]["held"] == 1
    assert facts["revisions"] == {"delivered": 2, "left_out": 1}
    assert facts["reasons"] == {"http_500": 1, "not_found": 1, "timeout": 1}
    assert facts["walks"][0] | {"walked_at": ""} == {"section": "poetry", "top": 10, "walked_at": "", "walked_run": 1, "open_holes": 1}
    text = run(place, "held").output
    assert "poetry      1         -        -         -     -        -  الشعر\n" in text
    assert "all         2         -        1         1     1        -\n" in text


def test_it_tells_of_one_article(place: Place, filled: str) -> None:
    facts = json.loads(run(place, "held", "--json", "--id", "10").output)
    assert [(revision["revision"], revision["state"], revision["folder"]) for revision in facts["revisions"]] == [
        (1, "delivered", None),
        (2, "delivered", "تقارير"),
    ]
    assert facts["duplicates"] == [20]
    assert facts["walk"]["open_holes"] == 1
    assert "قصيدة في بغداد\n" in run(place, "held", "--id", "10").output
    failing = run(place, "held", "--id", "41").output
    assert "asked for in vain" in failing
    assert "http_500, 2 tries" in failing
    never = run(place, "held", "--id", "7")
    assert (never.code, never.output) == (0, "7: never met: nothing has named its address; scrapy crawl buratha -a ids=7 asks for it\n")


def test_it_tells_of_an_article_that_listings_call_otherwise(place: Place, archive: str) -> None:
    with building(archive) as made:
        made.known(50, "held", reason="another_article", tries=0)
    assert "listings call it otherwise: another_article\n" in run(place, "held", "--id", "50").output


def test_numbers_that_nothing_has_named_are_of_no_section(place: Place, archive: str) -> None:
    with building(archive) as made:
        made.held(10, "poetry")
        made.known(43, "gone", tries=2, reason="not_found", tried_run=1)
        made.known(44, "gone", reason="not_found", tried_run=1, named=False)
        made.known(45, "gone", "poetry", reason="not_found", tried_run=1)  # named, and then asked for by number, which uses up no try
    text = run(place, "held").output
    assert "news        -         -        -         -     1        -  الأخبار\n" in text
    assert "\nNot held because of: 2 not found\n" in text
    assert "\nNumbers that were asked for, which nothing has named and the server does not have: 1\n" in text
    assert [each["id"] for each in json.loads(run(place, "held", "--json", "--section", "news").output)["articles"]] == [43]
    assert "\nasked for by its number 2026-11-22T18:45:00+00:00 by run 1; nothing has named it\n" in run(place, "held", "--id", "44").output


def test_it_tells_of_a_section_a_month_and_holes(place: Place, filled: str) -> None:
    section = run(place, "held", "--section", "poetry").output
    assert "10        held  2015-10  قصيدة في بغداد\n" in section
    month = json.loads(run(place, "held", "--json", "--month", "٢٠١٥-١٠", "--most", "1").output)
    assert (month["total"]["held"], [article["id"] for article in month["articles"]]) == (2, [20])
    assert run(place, "held", "--holes").output.startswith("poetry, page 3, from below 9 down to 5: open, http_500, 2 tries")


def test_it_forgets(place: Place, filled: str) -> None:
    one = run(place, "held", "--forget-id", "10,41-43")
    assert one.output == (
        "Forgotten: 4 articles (1 held), 2 revisions. The next crawl fetches them, and delivers each as its next revision.\n"
        "1 article with the text of a forgotten one stay, marked as its duplicates.\n"
    )
    assert json.loads(run(place, "held", "--json").output)["total"]["met"] == 4


def test_it_forgets_numbers_that_nothing_has_named_and_says_nothing_of_fetching_them(place: Place, archive: str) -> None:
    with building(archive) as made:
        made.held(10)
        made.known(41, "met", tries=2, reason="http_500", tried_run=1)
        for number in (43, 44, 45):
            made.known(number, "gone", "international", reason="not_found", tried_run=1, named=False)
    nobodys = "that nothing has named and the server does not have"
    for option in ("--section", "--forget-section"):
        assert f"{option} international: the archive has no such section; it has news\n" in run(place, "held", option, "international").log
    assert run(place, "held", "--forget-id", "41").output == "Forgotten: 1 article (0 held), 0 revisions. The next crawl asks for them again.\n"
    assert run(place, "held", "--forget-id", "43").output == f"Forgotten: 0 articles (0 held), 0 revisions, 1 number {nobodys}.\n"
    assert run(place, "held", "--forget-section", "news").output.startswith("Forgotten: 2 articles (1 held), 1 revision. The next crawl fetches them")
    assert f"would forget 2 articles (0 held), 0 revisions, 2 numbers {nobodys}; nothing" in run(place, "held", "--forget-all").log


def test_everything_is_forgotten_only_when_it_is_confirmed(place: Place, filled: str) -> None:
    asked = run(place, "held", "--forget-all")
    assert asked.code == 2
    assert "would forget 5 articles (2 held), 3 revisions, 1 walk, 1 hole; nothing is forgotten yet: add --yes" in asked.log
    assert json.loads(run(place, "held", "--json").output)["total"]["held"] == 2
    assert run(place, "held", "--forget-all", "--yes").code == 0
    facts = json.loads(run(place, "held", "--json").output)
    assert (facts["total"]["met"], facts["walks"], facts["holes"]) == (5, [], {})


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--section", "poetri"), "--section poetri: the archive has no such section; it has news, poetry"),
        (("--forget-section", "poetri"), "--forget-section poetri: the archive has no such section"),
        (("--month", "2015-13"), "--month 2015-13: write the year and the month, as in 2015-10"),
        (("--id", "ten"), "--id ten: write FROM-TO or one number"),
        (("--id", "1-2"), "--id 1-2: name one article"),
        (("--forget-id", "5-3"), "FROM is greater than TO; write 3-5"),
        (("--forget-id", "900"), "--forget-id 900: the archive has never met such an article"),
        (("--forget-id", "10", "--forget-all"), "ask for one at a time"),
        (("--forget-id", "10", "--section", "news"), "ask for one at a time"),
        (("--yes",), "--yes belongs to --forget-all"),
        (("--bar", "10"), "--bar and --reason belong together"),
        (("--bar", "10", "--reason", " "), "--bar and --reason belong together"),
        (("--reason", "asked for"), "--bar and --reason belong together"),
        (("--bar", "1-20000", "--reason", "asked for"), "--bar 1-20000: these are 20,000 numbers; name at most 10,000 at once"),
        (("--bar", "ten", "--reason", "asked for"), "--bar ten: write FROM-TO or one number"),
        (("--unbar", "10"), "--unbar 10: nothing of this is barred; scrapy held --barred shows what is"),
        (("--bar", "10", "--reason", os.fsdecode("طلب".encode("cp1256"))), "--reason: its bytes are no UTF-8"),
        (("--barred", "--id", "10"), "--barred shows the whole list"),
        (("--barred", "--unbar", "10"), "ask for one at a time"),
        (("everything",), "takes options only"),
    ],
)
def test_errors_say_what_to_do(place: Place, filled: str, arguments: tuple[str, ...], message: str) -> None:
    refused = run(place, "held", *arguments)
    assert (refused.code, refused.output) == (2, "")
    assert message in refused.log


def test_many_articles_are_forgotten_only_when_that_is_meant(archive: str) -> None:
    with building(archive) as made:
        for number in range(1, MOST_UNASKED + 2):
            made.known(number, "met")
    for forgets in (partial(forget_ids, archive, "1-999999999"), partial(forget_section, archive, "news")):
        with pytest.raises(ArgumentError, match=r"would forget 1,001 articles \(0 held\), 0 revisions; nothing is forgotten yet: add --yes to do it"):
            forgets(is_sure=False)
        assert forgets(is_sure=True).startswith("Forgotten: 1,001 articles")
    assert forget_ids(archive, "1-1000", is_sure=False).startswith("Forgotten: 1,000 articles")


@pytest.mark.parametrize("arguments", [("held",), ("held", "--forget-all", "--yes"), ("coverage",), ("export", "-o", "x.jsonl")])
def test_no_archive_is_said_and_none_is_made(place: Place, arguments: tuple[str, ...]) -> None:
    refused = run(place, *arguments)
    assert refused.code == 2
    assert "there is none yet" in refused.log
    assert list(place.folder.iterdir()) == []


def test_other_files_and_newer_archives_are_refused(place: Place, archive: str) -> None:
    (place.folder / "archive.sqlite").write_bytes(b"this is a text and no archive " * 50)
    assert "not a database" in run(place, "held").log
    (place.folder / "archive.sqlite").unlink()
    with building(archive) as made:
        made.connection.exec_driver_sql("UPDATE facts SET value = '999' WHERE name = 'format'")
    refused = run(place, "held")
    assert refused.code == 2
    assert "its format is 999" in refused.log
