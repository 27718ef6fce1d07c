"""Numbers and days: estimates lie near, and bounds leave no article out."""

import random
from datetime import date, timedelta

import pytest

from buratha.timeline import estimated_day, ids_since, ids_until, is_possible
from tests.agency.timeline import moment_of

LATER = date(2030, 1, 1)
DATED = [
    (16344, "2007-03-02"),
    (94875, "2010-05-21"),
    (226990, "2014-01-26"),
    (306830, "2016-12-06"),
    (425167, "2023-01-22"),
]


def uneven(days: int, seed: int) -> list[tuple[int, date]]:
    """Return numbers and days of an agency that goes on from the last dated point: quiet Fridays, dull months, sudden weeks."""
    rng = random.Random(seed)
    number, day, a_day, made = 466_979, date(2025, 10, 15), 60, [(466_979, date(2025, 10, 15))]
    for _ in range(days):
        day += timedelta(days=1)
        a_day = rng.choice((45, 60, 75, 100, 120)) if day.day == 1 else a_day
        for _ in range(int(a_day * (0.4 if day.weekday() == 4 else 1.1))):
            number += 1
            made.append((number, day))
    return made


@pytest.mark.parametrize(("number", "day"), DATED)
def test_dated_points_are_met(number: int, day: str) -> None:
    when = date.fromisoformat(day)
    assert abs(estimated_day(number) - when) <= timedelta(days=1)
    assert ids_since(when) <= number <= ids_until(when)
    assert ids_until(when) - ids_since(when) < 1500


@pytest.mark.parametrize(("number", "day"), DATED)
def test_an_article_can_have_come_out_on_its_day_and_not_half_a_year_off(number: int, day: str) -> None:
    when = date.fromisoformat(day)
    assert is_possible(number, when, LATER)
    assert not any(is_possible(number, when + timedelta(days=days), LATER) for days in (-4000, -400, -180, 180, 400, 4000))


@pytest.mark.parametrize(
    ("number", "day", "possible"),
    [
        (285550, "2016-02-01", True),
        (285550, "2016-02-03", True),
        (285550, "2016-02-20", False),
        (289423, "2016-03-20", False),
        (60_000, "2009-02-02", True),
        (60_000, "2008-05-29", False),
        (60_000, "2009-11-28", False),
        (375_000, "2020-08-01", True),
        (375_000, "2020-02-28", False),
        (375_000, "2021-01-24", False),
        (4339, "2006-07-15", True),
        (4339, "2005-07-15", False),
        (4339, "2007-03-02", False),
        (466_979, "2025-10-15", True),
        (466_979, "2023-01-22", False),
        (480_000, "2025-10-31", False),
        (480_000, "2026-03-01", True),
        (16_344, "1990-01-01", False),
    ],
)
def test_which_days_a_number_can_have(number: int, day: str, possible: bool) -> None:
    assert is_possible(number, date.fromisoformat(day), LATER) is possible


def test_a_number_that_none_can_have_reached_tells_nothing() -> None:
    today = date(2025, 10, 31)
    assert all(is_possible(900_000, day, today) for day in (date(2007, 3, 2), date(2024, 5, 6), today))
    assert not is_possible(466_000, date(2007, 3, 2), today)


@pytest.mark.parametrize("seed", range(3))
def test_every_article_can_have_its_own_day(seed: int) -> None:
    rng = random.Random(seed)
    assert all(is_possible(number, moment_of(number).date(), LATER) for number in rng.sample(range(4339, 466_979), 300))
    assert all(is_possible(number, day, LATER) for number, day in uneven(300, seed)[::97])


def test_numbers_between_two_points_lie_between_their_days() -> None:
    assert date(2008, 5, 30) < estimated_day(60_000) < date(2009, 11, 27)
    assert estimated_day(60_000) == date(2009, 2, 2)


def test_estimates_go_on_at_the_last_speed() -> None:
    assert date(2026, 1, 1) < estimated_day(475_000) < date(2026, 6, 1)
    assert estimated_day(600_000) > date(2030, 1, 1)
    assert date(2005, 1, 1) < estimated_day(1) < date(2006, 7, 1)


def test_numbers_before_the_agency_are_none() -> None:
    assert ids_since(date(2000, 1, 1)) == ids_until(date(2000, 1, 1)) == 1


@pytest.mark.parametrize("seed", range(5))
def test_bounds_leave_no_article_out(seed: int) -> None:
    rng = random.Random(seed)
    for number in rng.sample(range(4339, 466_979), 300):
        day = moment_of(number).date()
        assert ids_since(day) <= number <= ids_until(day)


@pytest.mark.parametrize("seed", range(5))
def test_bounds_hold_for_an_uneven_agency_and_known_points_draw_them_closer(seed: int) -> None:
    made = uneven(300, seed)
    known = made[::500]
    for number, day in made[:: len(made) // 200]:
        assert ids_since(day) <= number <= ids_until(day)
        assert ids_since(day, known) <= number <= ids_until(day, known)
    last = made[-1][1] - timedelta(days=30)
    assert ids_until(last, known) - ids_since(last, known) < 2500 < ids_until(last) - ids_since(last)


def test_a_story_that_was_dated_anew_moves_nothing() -> None:
    made = uneven(300, 9)
    known = made[::500]
    wrong = sorted([*known, (467_900, date(2026, 7, 1)), (3, date(2026, 2, 1))])
    day = made[len(made) // 2][1]
    assert (ids_since(day, wrong), ids_until(day, wrong)) == (ids_since(day, known), ids_until(day, known))
    assert estimated_day(470_000, wrong) == estimated_day(470_000, known)


@pytest.mark.parametrize("number", [467_020, 468_000])
def test_a_known_day_holds_against_the_speed_of_numbers(number: int) -> None:
    """Ten days, in which an outage brought nothing, or a war more than any month."""
    known = [(467_000, date(2025, 10, 18)), (number, date(2025, 10, 28)), (number + 9, date(2025, 10, 29))]
    for day in (date(2025, 10, 25), date(2025, 10, 28)):
        assert ids_since(day, known) <= number
    for day in (date(2025, 10, 18), date(2025, 10, 21)):
        assert ids_until(day, known) >= 467_000
    assert ids_since(date(2025, 10, 25), known[:1]) > 467_100


def test_bounds_grow_with_the_days() -> None:
    days = [date(2005, 1, 1) + timedelta(days=23 * step) for step in range(350)]
    for bound in (ids_since, ids_until):
        bounds = [bound(day) for day in days]
        assert bounds == sorted(bounds)
    assert all(ids_since(day) <= ids_until(day) for day in days)
