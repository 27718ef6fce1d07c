"""The walk through a listing: where it ends, what it leaves, and how it goes back."""

import random
from collections.abc import Callable, Iterable

import pytest

from buratha.archive.frontier import Known
from buratha.archive.tables import MET
from buratha.pages.listing import ListedArticle, Listing, PageLink
from buratha.walks.holes import EMPTY, LAST, LIMIT, NOTHING_NEW, REJOINED, REPEATED, SHORT, UNDER_WAY, Hole
from buratha.walks.leg import Leg
from buratha.walks.limits import Limits
from buratha.walks.listing_order import ListingOrder
from buratha.walks.patience import MOST_REPEATS, PATIENCE
from buratha.walks.survey import Survey
from tests.shelf import FIRST, LONGEST, SECTION, Memory, Shelf, address, listing


def first(below: int | None = None, **options: int) -> Leg:
    """Return a leg from a section's first page."""
    return Leg(Hole(SECTION, FIRST, None, None, below, UNDER_WAY), limits=Limits(**options))


def back(number: int, above: int | None, below: int | None = None) -> Leg:
    """Return a leg that goes back for a hole."""
    return Leg(Hole(SECTION, address(number), number, above, below, UNDER_WAY), is_top=False)


def known(ids: Iterable[int], run: int = 1) -> dict[int, Known]:
    """Return what is known of articles that a run met first."""
    return {number: Known(run, MET) for number in ids}


def walked(leg: Leg, pages: Iterable[Listing], knowing: dict[int, Known] | None = None, run: int = 2) -> list[str | None]:
    """Return where a leg goes on after each page: the address, or why it ended."""
    told: list[str | None] = []
    for page in pages:
        onward = leg.take(page, knowing or {}, run, leg.hole.url)
        told.append(onward.url if onward else leg.end)
    return told


def numbers(shelf: Shelf) -> list[int]:
    """Return the pages that were asked for, and forget them."""
    asked, shelf.asked = shelf.asked, []
    return asked


class TestEnds:
    """Where a listing ends."""

    @pytest.mark.parametrize(("past_end", "end", "most"), [("missing", LAST, 0), ("empty", LAST, 0), ("last", LAST, 0), ("first", LAST, 0)])
    def test_where_no_further_page_is_linked(self, past_end: str, end: str, most: int) -> None:
        shelf, memory = Shelf(list(range(95, 0, -1)), past_end=past_end), Memory()
        assert memory.crawl(shelf) == [end]
        assert numbers(shelf) == list(range(1, 11 + most))
        assert memory.known.keys() == set(shelf.ids)
        assert memory.holes == []

    @pytest.mark.parametrize(
        ("past_end", "end", "more"),
        [("missing", "http_404", 1), ("empty", EMPTY, 3), ("last", NOTHING_NEW, MOST_REPEATS + 1), ("first", NOTHING_NEW, MOST_REPEATS + 1)],
    )
    def test_where_a_next_page_is_always_linked(self, past_end: str, end: str, more: int) -> None:
        shelf, memory = Shelf(list(range(95, 0, -1)), past_end=past_end, pager=lambda number, _: [number + 1]), Memory()
        assert memory.crawl(shelf) == [end]
        assert numbers(shelf) == list(range(1, 11 + more))
        assert memory.known.keys() == set(shelf.ids)
        assert memory.holes == []

    @pytest.mark.parametrize("past_end", ["missing", "empty"])
    def test_where_pages_are_linked_that_are_not_there(self, past_end: str) -> None:
        shelf, memory = Shelf(list(range(95, 0, -1)), past_end=past_end, pager=lambda _, last: range(1, last + 40)), Memory()
        memory.crawl(shelf)
        assert numbers(shelf) == [*range(1, 11), 11, 12, 13, 49]
        assert memory.known.keys() == set(shelf.ids)
        assert memory.holes == []

    def test_a_page_with_nothing_but_the_usual_boxes(self) -> None:
        shelf = Shelf(list(range(35, 0, -1)), pager=lambda number, _: [number + 1], past_end="empty", boxes=lambda _: {"box": [35, 34, 33]})
        assert Memory().crawl(shelf) == [EMPTY]
        assert numbers(shelf) == list(range(1, 8))

    def test_a_box_that_changes_does_not_keep_it_going(self) -> None:
        shelf = Shelf(
            list(range(35, 0, -1)), past_end="last", pager=lambda number, _: [number + 1], boxes=lambda number: {"box": [900 + number, 950 - number]}
        )
        assert Memory().crawl(shelf) == [NOTHING_NEW]
        assert numbers(shelf) == list(range(1, 5 + MOST_REPEATS + 1))

    def test_a_box_that_names_the_next_pages_articles_does_not_end_it(self) -> None:
        shelf, memory = Shelf(list(range(95, 0, -1)), boxes=lambda _: {"box": list(range(60, 96))}), Memory()
        memory.crawl(shelf)
        assert memory.known.keys() == set(range(1, 96))

    def test_links_that_lead_round_and_round(self) -> None:
        leg = first()
        older, round_again = PageLink(f"{FIRST}?before=x", None), PageLink(f"{FIRST}?before=y", None)
        pages = [listing([older], main=[9, 8]), listing([round_again], main=[7, 6]), listing([older, PageLink(FIRST, None)], main=[5, 4])]
        assert walked(leg, pages) == [older.url, round_again.url, LAST]

    def test_known_articles_in_ever_new_order_end_it_at_last(self) -> None:
        leg = first()
        pages = [listing([2], main=range(100))] + [listing([number + 3], main=[number, number + 1]) for number in range(PATIENCE + 5)]
        met: dict[int, Known] = {}
        told: list[str | None] = []
        for page in pages:
            onward = leg.take(page, dict(met), 2, leg.hole.url)
            told.append(onward.url if onward else leg.end)
            met |= known(article.id for article in page.articles)
            if onward is None:
                break
        assert told[-1] == NOTHING_NEW
        assert len(told) == PATIENCE + 2

    def test_no_more_pages_than_allowed(self) -> None:
        leg = first(pages=3)
        pages = [listing([2, 3, 4, 5], main=range(start, start + 10)) for start in (90, 80, 70)]
        assert walked(leg, pages) == [address(2), address(3), LIMIT]
        assert (leg.remains, leg.hole.url, leg.hole.above, leg.hole.reason) == (True, address(4), 70, LIMIT)

    def test_nothing_below_a_limit_is_wanted(self) -> None:
        leg = first(least=75)
        pages = [listing([2, 3, 4, 5], main=range(start, start + 10)) for start in (90, 80, 70, 60)]
        assert walked(leg, pages) == [address(2), address(3), address(4), LIMIT]
        assert (leg.remains, leg.hole.url, leg.hole.reason) == (True, address(4), LIMIT)


class TestOrder:
    """In which order pages are asked for."""

    def test_each_once_and_in_order(self) -> None:
        shelf = Shelf(list(range(200, 0, -1)), pager=lambda number, last: [last, max(1, number - 1), *range(number + 1, min(last, number + 2) + 1)])
        Memory().crawl(shelf)
        assert numbers(shelf) == list(range(1, 21))

    def test_pages_that_the_pager_leaps_over_are_told(self) -> None:
        shelf, memory = Shelf(list(range(200, 0, -1)), pager=lambda number, last: [2, 3, last] if number < 3 else [1, last]), Memory()
        memory.crawl(shelf)
        assert numbers(shelf) == list(range(1, 21))
        assert memory.known.keys() == set(range(1, 201))

    def test_pages_without_a_number_come_after_those_with_one(self) -> None:
        leg = first()
        extra = PageLink("http://h/x?more", None)
        assert walked(leg, [listing([extra, 3, 2], main=[9]), listing(main=[8]), listing(main=[7])]) == [address(2), address(3), extra.url]


class TestShifts:
    """Articles that come out, or are withdrawn, while the walk is under way."""

    @pytest.mark.parametrize("count", [1, 3, 9, 10, 13, 20])
    def test_new_ones_push_the_others_on(self, count: int) -> None:
        def publish(shelf: Shelf, request: int) -> None:
            if request in {2, 5}:
                shelf.publish(count)

        shelf, memory = Shelf(list(range(95, 0, -1)), before=publish), Memory()
        memory.crawl(shelf)
        assert set(range(1, 96)) <= memory.known.keys()
        memory.crawl(shelf)
        assert memory.known.keys() == set(shelf.ids)
        assert memory.holes == []

    @pytest.mark.parametrize("past_end", ["missing", "empty", "last", "first"])
    @pytest.mark.parametrize("endless", [True, False])
    @pytest.mark.parametrize("count", [50, 53, 90, 250, 257])
    def test_new_ones_push_the_others_on_by_many_pages(self, count: int, past_end: str, *, endless: bool) -> None:
        shelf, memory = Shelf(list(range(295, 0, -1)), past_end=past_end), Memory()
        if endless:
            shelf.pager = lambda number, _: [number + 1]
        shelf.before = lambda shelf, request: shelf.publish(count) if request in {6, 9, 31} else None
        memory.crawl(shelf)
        assert set(range(1, 296)) <= memory.known.keys()
        memory.crawl(shelf)
        assert memory.known.keys() == set(shelf.ids)
        assert memory.holes == []

    def test_pages_that_begin_anew_end_it_at_last(self) -> None:
        shelf, memory = Shelf(list(range(295, 0, -1)), pager=lambda number, _: [number + 1], past_end="wrap"), Memory()
        assert memory.crawl(shelf) == [NOTHING_NEW]
        assert len(numbers(shelf)) <= 2 * 30 + 5
        assert memory.known.keys() == set(shelf.ids)

    @pytest.mark.parametrize("past_end", ["missing", "last", "first"])
    def test_new_ones_all_the_time(self, past_end: str) -> None:
        shelf, memory = Shelf(list(range(95, 0, -1)), past_end=past_end, pager=lambda number, _: [number + 1]), Memory()
        shelf.before = lambda shelf, request: shelf.publish(4) if request < 40 else None
        memory.crawl(shelf)
        assert set(range(1, 96)) <= memory.known.keys()
        shelf.before = lambda _shelf, _request: None
        memory.crawl(shelf)
        assert memory.known.keys() == set(shelf.ids)

    def test_a_box_does_not_end_it_where_everything_was_pushed_on_by_more_than_a_page(self) -> None:
        shelf, memory = Shelf(list(range(95, 0, -1))), Memory()
        memory.crawl(shelf)
        shelf.publish(60)
        numbers(shelf)
        shelf.boxes = lambda number: {"archive": [number]}
        shelf.before = lambda shelf, request: shelf.publish(13) if request == 4 else None
        memory.crawl(shelf)
        assert set(range(1, 156)) <= memory.known.keys()


class TestRejoining:
    """A later run ends where it meets what earlier ones have walked."""

    def test_nothing_new_is_one_page(self) -> None:
        shelf, memory = Shelf(list(range(95, 0, -1))), Memory()
        memory.crawl(shelf)
        numbers(shelf)
        assert memory.crawl(shelf) == [REJOINED]
        assert numbers(shelf) == [1]

    def test_new_ones_are_read_down_to_the_known(self) -> None:
        shelf, memory = Shelf(list(range(95, 0, -1))), Memory()
        memory.crawl(shelf)
        shelf.publish(13)
        numbers(shelf)
        assert memory.crawl(shelf) == [REJOINED]
        assert numbers(shelf) == [1, 2, 3]
        assert memory.known.keys() == set(shelf.ids)

    def test_what_came_from_elsewhere_in_the_same_run_is_no_known_ground(self) -> None:
        leg = first(below=100)
        assert walked(leg, [listing([2], main=range(90, 100))], known(range(90, 100), run=2), run=2) == [address(2)]

    def test_what_came_from_elsewhere_in_an_earlier_run_is_none_either(self) -> None:
        leg = first(below=100)
        assert walked(leg, [listing([2], main=range(101, 111))], known(range(101, 111), run=1), run=2) == [address(2)]

    def test_a_section_that_was_never_walked_has_none(self) -> None:
        leg = first()
        assert walked(leg, [listing([2], main=range(90, 100))], known(range(90, 100)), run=2) == [address(2)]

    def test_newer_articles_of_other_sections_in_a_box_do_not_hinder(self) -> None:
        leg = first(below=99)
        page = listing([2], main=range(99, 89, -1), box=range(300, 312), others=range(300, 312))
        assert walked(leg, [page], known(range(90, 100)), run=2) == [REJOINED]

    def test_the_box_does_not_say_how_far_the_section_is_walked(self) -> None:
        leg = first()
        walked(leg, [listing([2], main=range(90, 100), box=range(300, 312), others=range(300, 312))])
        assert leg.survey.top == 99

    def test_a_list_of_other_sections_articles_is_believed_all_the_same(self) -> None:
        leg = first(below=99)
        assert walked(leg, [listing([2], main=range(99, 89, -1), others=range(90, 100))], known(range(90, 100)), run=2) == [REJOINED]

    def test_a_pinned_old_article_does_not_end_it(self) -> None:
        leg = first(below=95)
        pages = [listing([2, 3], main=[5, *range(120, 130)]), listing([3], main=[5, *range(110, 120)])]
        assert walked(leg, pages, known([5]), run=2) == [address(2), address(3)]

    def test_a_pinned_new_article_does_not_hinder(self) -> None:
        shelf, memory = Shelf(list(range(95, 0, -1)), boxes=lambda _: {"pinned": [95]}), Memory()
        memory.crawl(shelf)
        numbers(shelf)
        assert memory.crawl(shelf) == [REJOINED]
        assert numbers(shelf) == [1]


def newest_changed_first(*changed: int) -> Callable[[list[int]], list[int]]:
    """Return the order of a listing by the time of the last change; the last of ``changed`` was changed last."""
    return lambda ids: [*reversed([id_ for id_ in changed if id_ in ids]), *(id_ for id_ in ids if id_ not in changed)]


def shuffled(ids: list[int]) -> list[int]:
    """Return ids in an order that means nothing and stays the same."""
    return sorted(ids, key=lambda id_: random.Random(id_).random())


class TestOrders:
    """Listings that do not run newest first: what is new stands at the end, in the middle, or below what is known."""

    @pytest.mark.parametrize("count", [95, 460])
    @pytest.mark.parametrize("arrange", [sorted, shuffled, lambda ids: [*ids[1::2], *ids[::2]]])
    def test_new_ones_are_found_wherever_they_stand(self, count: int, arrange: Callable[[list[int]], list[int]]) -> None:
        shelf, memory = Shelf(list(range(count, 0, -1)), arrange=arrange), Memory()
        memory.crawl(shelf)
        assert memory.known.keys() == set(shelf.ids)
        for new in (3, 25):
            shelf.publish(new)
            memory.crawl(shelf)
            assert memory.known.keys() == set(shelf.ids)
            assert memory.holes == []

    def test_pages_with_the_oldest_first_that_fail_are_holes(self) -> None:
        shelf, memory = Shelf(list(range(460, 0, -1)), arrange=sorted, broken={5, 30}), Memory()
        memory.crawl(shelf)
        assert memory.known.keys() == set(shelf.ids) - set(range(41, 51)) - set(range(291, 301))
        shelf.broken.clear()
        memory.crawl(shelf)
        assert memory.known.keys() == set(shelf.ids)
        assert memory.holes == []

    def test_a_walk_with_the_oldest_first_that_died_goes_on(self) -> None:
        shelf, memory = Shelf(list(range(460, 0, -1)), arrange=sorted), Memory()
        memory.walk(shelf, next(memory.legs()), most=7)
        memory.crawl(shelf)
        assert memory.known.keys() == set(shelf.ids)
        assert memory.holes == []

    def test_a_limit_does_not_end_it_where_the_oldest_stand_first(self) -> None:
        shelf, memory = Shelf(list(range(95, 0, -1)), arrange=sorted), Memory()
        memory.walk(shelf, first(least=75))
        assert set(range(75, 96)) <= memory.known.keys()

    @pytest.mark.parametrize("changed", [(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), (40, 7, 95, 31, 8, 60, 12, 3, 77, 90, 33, 64)])
    def test_edited_ones_on_top_do_not_hide_new_ones(self, changed: tuple[int, ...]) -> None:
        shelf, memory = Shelf(list(range(95, 0, -1))), Memory()
        memory.crawl(shelf)
        shelf.publish(3)
        shelf.arrange = newest_changed_first(*changed)
        memory.crawl(shelf)
        assert memory.known.keys() == set(shelf.ids)

    def test_after_many_edits_as_many_known_rows_are_read_and_no_more(self) -> None:
        shelf, memory = Shelf(list(range(295, 0, -1)), arrange=newest_changed_first(*range(20, 45))), Memory()
        memory.crawl(shelf)
        shelf.publish(2)
        numbers(shelf)
        memory.crawl(shelf)
        assert memory.known.keys() == set(shelf.ids)
        assert numbers(shelf) == [1, 2, 3, 4]
        memory.crawl(shelf)
        assert numbers(shelf) == [1, 2, 3]

    @pytest.mark.parametrize("pinned", [[5], [50, 7, 31], [60, 59, 58, 57, 56, 55, 54, 53, 52, 51]])
    @pytest.mark.parametrize("everywhere", [True, False])
    def test_pinned_ones_do_not_hide_new_ones(self, pinned: list[int], *, everywhere: bool) -> None:
        def arrange(ids: list[int]) -> list[int]:
            rest = [id_ for id_ in ids if id_ not in pinned]
            if not everywhere:
                return pinned + rest
            return [row for start in range(0, len(rest), 10) for row in pinned + rest[start : start + 10]]

        shelf, memory = Shelf(list(range(95, 0, -1)), arrange=arrange, size=10 + len(pinned) * everywhere), Memory()
        memory.crawl(shelf)
        shelf.publish(4)
        memory.crawl(shelf)
        assert memory.known.keys() == set(shelf.ids)
        numbers(shelf)
        memory.crawl(shelf)
        assert numbers(shelf) == ([1] if len(pinned) < 10 or everywhere else [1, 2])

    @pytest.mark.parametrize("columns", [2, 3])
    def test_columns_are_no_disorder(self, columns: int) -> None:
        def arrange(ids: list[int]) -> list[int]:
            return [row for start in range(0, len(ids), 12) for column in range(columns) for row in ids[start : start + 12][column::columns]]

        shelf, memory = Shelf(list(range(295, 0, -1)), arrange=arrange, size=12), Memory()
        memory.crawl(shelf)
        numbers(shelf)
        memory.crawl(shelf)
        assert numbers(shelf) == [1]


class TestHoles:
    """Pages that could not be read."""

    def test_the_walk_goes_on_below_and_the_next_run_goes_back(self) -> None:
        shelf, memory = Shelf(list(range(95, 0, -1)), broken={4}), Memory()
        memory.crawl(shelf)
        assert memory.known.keys() == set(range(1, 96)) - set(range(56, 66))
        assert [(hole.url, hole.number, hole.above, hole.below, hole.reason, hole.tries) for hole in memory.holes] == [
            (address(4), 4, 66, 55, "http_503", 1)
        ]
        shelf.broken.clear()
        numbers(shelf)
        assert memory.crawl(shelf) == [REJOINED, REJOINED]
        assert memory.known.keys() == set(range(1, 96))
        assert memory.holes == []
        assert len(numbers(shelf)) <= 5

    @pytest.mark.parametrize("new", [0, 3, 10, 27])
    @pytest.mark.parametrize("withdrawn", [0, 4, 10, 25])
    def test_it_is_found_though_everything_has_moved(self, new: int, withdrawn: int) -> None:
        shelf, memory = Shelf(list(range(195, 0, -1)), broken={7}), Memory()
        memory.crawl(shelf)
        shelf.broken.clear()
        shelf.withdraw(*range(195, 195 - withdrawn, -1))
        shelf.publish(new)
        memory.crawl(shelf)
        assert set(shelf.ids) <= memory.known.keys()
        assert memory.holes == []

    def test_it_is_found_above_the_end_when_the_list_has_shrunk(self) -> None:
        shelf, memory = Shelf(list(range(95, 0, -1)), broken={10}), Memory()
        memory.crawl(shelf)
        shelf.broken.clear()
        shelf.withdraw(*range(94, 82, -1))
        memory.crawl(shelf)
        assert set(shelf.ids) <= memory.known.keys()
        assert memory.holes == []

    def test_two_pages_in_a_row_are_one_hole(self) -> None:
        shelf, memory = Shelf(list(range(95, 0, -1)), broken={4, 5}, pager=lambda number, _: [number + 1]), Memory()
        memory.crawl(shelf)
        assert [(hole.number, hole.above, hole.below) for hole in memory.holes] == [(4, 66, 45)]
        shelf.broken.clear()
        memory.crawl(shelf)
        assert memory.known.keys() == set(range(1, 96))
        assert memory.holes == []

    def test_three_in_a_row_end_the_leg_and_all_below_is_the_hole(self) -> None:
        shelf, memory = Shelf(list(range(95, 0, -1)), broken={4, 5, 6}), Memory()
        assert memory.crawl(shelf) == ["http_503"]
        assert [(hole.number, hole.above, hole.below) for hole in memory.holes] == [(4, 66, None)]
        shelf.broken = {4}
        memory.crawl(shelf)
        assert memory.known.keys() == set(range(1, 96)) - set(range(56, 66))
        assert [(hole.number, hole.above, hole.below, hole.tries) for hole in memory.holes] == [(4, 66, 55, 2)]

    def test_a_page_that_stays_broken_is_counted(self) -> None:
        shelf, memory = Shelf(list(range(95, 0, -1)), broken={4}), Memory()
        for tries in range(1, 5):
            memory.crawl(shelf)
            assert [(hole.number, hole.tries) for hole in memory.holes] == [(4, tries)]

    def test_newer_articles_do_not_hide_what_is_below(self) -> None:
        shelf, memory = Shelf(list(range(95, 0, -1)), broken={3, 4, 5, 6, 7, 8, 9, 10}), Memory()
        memory.crawl(shelf)
        shelf.publish(25)
        memory.crawl(shelf)
        shelf.broken.clear()
        shelf.publish(5)
        memory.crawl(shelf)
        assert memory.known.keys() == set(range(1, 126))
        assert memory.holes == []

    def test_the_first_page_lost_leaves_none(self) -> None:
        shelf, memory = Shelf(list(range(95, 0, -1)), broken={1}), Memory()
        assert memory.crawl(shelf) == ["http_503"]
        assert memory.holes == []
        assert memory.top is None

    def test_addresses_that_do_not_count_end_the_leg(self) -> None:
        leg = first()
        walked(leg, [listing([PageLink(f"{FIRST}?before=90x", None)], main=range(90, 100))])
        assert leg.lose("timeout") is None
        assert (leg.remains, leg.hole.url, leg.hole.above, leg.hole.reason) == (True, f"{FIRST}?before=90x", 90, "timeout")

    def test_a_page_without_its_list_amid_others_is_a_hole(self) -> None:
        shelf, memory = Shelf(list(range(95, 0, -1))), Memory()
        leg = next(memory.legs())
        knows = {address(number): shelf.answer(address(number)) for number in range(1, 11)}
        knows[address(4)] = listing()
        url: str | None = FIRST
        while url:
            page = knows[url]
            assert isinstance(page, Listing)
            onward = leg.take(page, {}, 1, url)
            url = onward.url if onward else None
        assert leg.end == LAST
        assert [(hole.number, hole.above, hole.below, hole.reason) for hole in leg.left] == [(4, 66, 55, EMPTY)]

    def test_a_page_that_is_still_the_one_above_stays_a_hole(self) -> None:
        leg = Leg.back_to(Hole(SECTION, address(4), 4, 66, 55, REPEATED, tries=1), FIRST, Limits())
        above = listing([2, 4, 5], main=range(66, 76))
        assert walked(leg, [above, above, listing([6], main=range(46, 56))], known(range(1, 76)), run=2) == [address(4), address(5), REJOINED]
        assert [(hole.number, hole.above, hole.below, hole.reason, hole.tries) for hole in leg.left] == [(4, 66, 55, REPEATED, 2)]

    @pytest.mark.parametrize("rows", [range(62, 66), range(56, 61)])
    def test_a_page_that_is_still_cut_stays_a_hole(self, rows: range) -> None:
        before = first(below=120)
        walked(before, [listing([2], main=range(116, 126)), listing([3], main=range(106, 116))], known(range(1, 120)))
        leg = Leg.back_to(Hole(SECTION, address(4), 4, 66, 55, SHORT), FIRST, Limits())
        leg.recall(before)
        pages = [listing([4, 5], main=range(66, 76)), listing([5], main=rows), listing([6], main=range(46, 56))]
        assert walked(leg, pages[:2], known(range(66, 76)), run=2) == [address(4), address(5)]
        assert walked(leg, pages[2:], known(range(1, 76)), run=2) == [REJOINED]
        assert [(hole.number, hole.above, hole.below, hole.reason) for hole in leg.left] == [(4, 66, 55, SHORT)]

    def test_a_hole_on_the_second_page_is_come_to_from_the_listings_own_address(self) -> None:
        assert Leg.back_to(Hole(SECTION, address(2), 2, 86, 75, EMPTY), FIRST, Limits()).hole.url == FIRST

    def test_another_page_that_was_not_read_yet_is_not_taken_for_the_one_asked_for(self) -> None:
        leg = first()
        assert walked(leg, [listing([2, 3, 4], main=range(86, 96)), listing([3, 4], main=range(76, 86))]) == [address(2), address(3)]
        onward = leg.take(listing([3, 5], main=range(56, 66)), {}, 2, address(5))
        assert onward == PageLink(address(4), 4)
        assert walked(leg, [listing([5], main=range(56, 66)), listing([4], main=range(46, 56))]) == [address(5), LAST]
        assert [(hole.number, hole.above, hole.below, hole.reason) for hole in leg.left] == [(3, 76, 65, REPEATED)]

    def test_pages_without_a_list_behind_a_full_one_are_no_end(self) -> None:
        pages = [listing([2, 3, 4, 5], main=range(start, start + 10)) for start in (86, 76, 66)]
        leg = first()
        assert walked(leg, [*pages, *3 * [listing()]]) == [address(2), address(3), address(4), address(5), address(6), EMPTY]
        assert [(hole.number, hole.above, hole.below, hole.reason) for hole in leg.left] == [(4, 66, None, EMPTY)]

    def test_an_end_above_what_earlier_runs_have_walked_is_none(self) -> None:
        leg = first(below=40)
        walked(leg, [listing([each + 1], main=range(96 - 10 * each, 106 - 10 * each)) for each in (1, 2, 3)])
        assert walked(leg, [listing()]) == [address(5)]
        assert leg.past_its_end("http_404") is None
        assert [(hole.number, hole.above, hole.below, hole.reason) for hole in leg.left] == [(4, 66, 40, EMPTY)]

    def test_that_also_where_nothing_leads_past_it(self) -> None:
        leg = first(below=40)
        assert walked(leg, [listing([2], main=range(86, 96))]) == [address(2)]
        assert leg.past_its_end("http_404") is None
        assert (leg.remains, leg.hole.number, leg.hole.above, leg.hole.below, leg.hole.reason) == (True, 2, 86, 40, "http_404")

    def test_a_page_that_nobody_linked_may_fail(self) -> None:
        leg = first()
        walked(leg, [listing([2], main=range(86, 96)), listing([3], main=range(76, 86)), listing()])
        assert leg.hole.url == address(4)  # told from how the addresses count
        assert leg.lose("http_500") is None
        assert (leg.left, leg.remains) == ([], False)

    def test_a_leg_back_does_not_climb(self) -> None:
        shelf, memory = Shelf(list(range(95, 0, -1))), Memory()
        memory.walk(shelf, next(memory.legs()), most=6)
        numbers(shelf)
        assert memory.crawl(shelf) == [REJOINED, LAST]
        assert numbers(shelf) == [1, 7, 6, 7, 8, 9, 10]
        assert memory.known.keys() == set(range(1, 96))

    def test_a_leg_back_does_not_rejoin_before_it_has_seen_what_is_above(self) -> None:
        leg = back(4, above=66, below=55)
        assert walked(leg, [listing([3, 5], main=range(46, 56))], known(range(1, 56)), run=2) == [address(3)]

    @pytest.mark.parametrize("seed", range(60))
    def test_whatever_happens_on_the_way_nothing_is_lost(self, seed: int) -> None:
        """Runs die, pages break, articles come and go; two quiet runs later everything that is listed is known."""
        rng = random.Random(seed)
        shelf, memory = Shelf(list(range(240, 0, -1)), past_end=rng.choice(["missing", "empty", "last", "first"])), Memory()
        if rng.random() < 0.5:
            shelf.pager = lambda number, _: [number + 1]
        for _ in range(8):
            shelf.broken = set(rng.sample(range(2, 30), rng.choice([0, 1, 2, 5])))
            shelf.withdraw(*rng.sample(shelf.ids, rng.choice([0, 0, 3, 15])))
            for leg in memory.legs():
                shelf.before = surprises(rng)
                memory.walk(shelf, leg, most=rng.randint(1, 12) if rng.random() < 0.4 else LONGEST)
        shelf.broken, shelf.before = set(), lambda _shelf, _number: None
        memory.crawl(shelf)
        memory.crawl(shelf)
        assert set(shelf.ids) - memory.known.keys() == set()
        assert memory.holes == []
        numbers(shelf)
        assert memory.crawl(shelf) == [REJOINED]
        assert numbers(shelf) in ([1], [1, 2])  # where the newest was withdrawn, a second page has to tell


@pytest.mark.parametrize("seed", range(40))
def test_whatever_the_order_nothing_is_lost(seed: int) -> None:
    """Runs die, pages break, articles come and go, in listings of any order and end; quiet runs later everything is known, and stays so."""
    rng = random.Random(seed)
    orders: list[Callable[[list[int]], list[int]]] = [sorted, shuffled, lambda ids: [*ids[-3:], *ids[:-3]]]
    shelf = Shelf(list(range(90, 0, -1)), arrange=rng.choice(orders), past_end=rng.choice(["missing", "empty", "last", "first", "wrap"]))
    shelf.pager, memory = rng.choice([shelf.pager, lambda number, _: [number + 1]]), Memory()
    for _ in range(4):
        shelf.broken = set(rng.sample(range(2, 12), rng.choice([0, 1, 2])))
        shelf.withdraw(*rng.sample(shelf.ids, rng.choice([0, 3])))
        for leg in memory.legs():
            shelf.before = surprises(rng)
            memory.walk(shelf, leg, most=rng.randint(1, 8) if rng.random() < 0.3 else LONGEST)
    shelf.broken, shelf.before = set(), lambda _shelf, _number: None
    for _ in range(3):
        memory.crawl(shelf)
    shelf.publish(4)
    memory.crawl(shelf)
    assert set(shelf.ids) - memory.known.keys() == set()
    assert memory.holes == []


def surprises(rng: random.Random) -> Callable[[Shelf, int], None]:
    """Return what publishes at some requests of a leg."""
    at = {rng.randint(1, 25): rng.choice([1, 4, 10, 14, 20]) for _ in range(rng.randint(0, 2))}
    begun: list[int] = []

    def publish(shelf: Shelf, request: int) -> None:
        begun.append(request)
        shelf.publish(at.get(request - begun[0], 0))

    return publish


def test_a_long_box_of_another_section_is_no_other_sections_page() -> None:
    """Also where the way begins anew, and it is not known any more which list is the story list."""
    own = [ListedArticle(number, SECTION, "", "") for number in (9, 8, 7)]
    box = [ListedArticle(number, "other", "", "") for number in (99, 98, 97, 96, 95)]
    page = Listing(own + box, lists={"list": [9, 8, 7], "box": [99, 98, 97, 96, 95]})
    others = Listing(box, lists={"list": [99, 98, 97, 96, 95]})
    survey = Survey(SECTION, ListingOrder(0))
    survey.take(page, PageLink(FIRST, 1))
    for _ in range(2):
        assert not survey.is_of_another(page)
        assert survey.is_of_another(others)
        survey.begin_anew()


def test_a_page_beyond_the_end_has_a_box_of_another_section_and_is_no_other_sections_page() -> None:
    box = range(900, 907)
    leg = first()
    pages = [listing([2, 3, 4], main=range(21, 41), others=box, box=box), listing([1, 3, 4], main=range(1, 21), others=box, box=box)]
    assert walked(leg, pages) == [address(2), address(3)]
    beyond = listing([1, 2, 3, 4], others=box, box=box)
    assert not leg.survey.is_of_another(beyond)
    assert leg.survey.is_of_another(listing([1, 2, 3, 4], others=range(800, 820), main=range(800, 820), box=box))
    assert leg.survey.is_of_another(listing([1, 2, 3, 4], others=[*box, *range(800, 820)], elsewhere=range(800, 820), box=box))
    back_to = back(3, 1)
    back_to.recall(leg)
    back_to.survey.has_own = True
    assert not back_to.survey.is_of_another(beyond)
    assert walked(leg, [beyond] * 3) == [address(4), address(5), EMPTY]
    assert leg.left == []
