"""What numbers tell of days: all sections share one sequence that grows with time, and the days of some of its numbers are known.

An estimate, never a fact: no article gets its date from here. It bounds a crawl by date where a listing shows none.

The bounds are derived from the speed of the sequence. Between known points it ran, on average, at 46 to 124 numbers a day; an average over
months hides better and worse weeks, so the slowest and fastest of these speeds are widened by half. From each known point the
number of any other day can then lie only in a cone, and the bounds are what all cones leave over, two days of slack added because
articles do not always come out in the order of their numbers.

The speeds are no law: an outage is slower than any month. A cone that would leave out a known point is not believed; its own point then
tells only the order, that later articles have greater numbers.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from math import ceil, floor

from buratha.resources import load

KnownPoints = Iterable[tuple[int, date]]

_WIDENED = 1.5
SLACK = 2
_A_STRETCH = 14
_A_LAST_STRETCH = 90


@dataclass(frozen=True, slots=True)
class _Point:
    """A number, and between which two midnights (as ordinals) its article came out."""

    id: int
    start: int
    end: int

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def ids_since(day: date, known_points: KnownPoints = ()) -> int:
    """A lower bound: no article of this day or later has a smaller number."""
    return max(1, floor(_lower_bound(day.toordinal() - SLACK, _points(known_points))))


def ids_until(day: date, known_points: KnownPoints = ()) -> int:
    """An upper bound: no article of this day or earlier has a greater number."""
    mirrored = tuple(_Point(-point.id, -point.end, -point.start) for point in reversed(_points(known_points)))
    return max(1, ceil(-_lower_bound(-(day.toordinal() + 1 + SLACK), mirrored)))


def _lower_bound(at: int, points: tuple[_Point, ...]) -> float:
    """What all cones leave over from a midnight (as ordinal) on."""
    slowest, fastest = _speeds()
    bounds: list[float] = []
    for point, (is_slowest_believed, is_fastest_believed) in zip(points, _believed(points), strict=True):
        if at >= point.end:
            bounds.append(point.id + is_slowest_believed * slowest * (at - point.end))
        elif is_fastest_believed:
            bounds.append(point.id + fastest * (at - point.end))
    return max(bounds)


@lru_cache(maxsize=8)
def _believed(points: tuple[_Point, ...]) -> tuple[tuple[bool, bool], ...]:
    """Of each point, whether its cone of the slowest speed leaves out no later point, and that of the fastest no earlier one."""
    slowest, fastest = _speeds()
    later = accumulate((point.id - slowest * (point.start - SLACK) for point in reversed(points)), min)
    earlier = accumulate((point.id - fastest * (point.start - SLACK) for point in points), min)
    return tuple(
        (point.id - slowest * point.end <= least_later, point.id - fastest * point.end <= least_earlier)
        for point, least_later, least_earlier in zip(points, reversed(list(later)), earlier, strict=True)
    )


def last_before(day: date, known_points: KnownPoints = ()) -> int:
    """The greatest number that is known to be of an earlier day; 0 where none is."""
    return max((point.id for point in _points(known_points) if point.end <= day.toordinal()), default=0)


def first_after(day: date, known_points: KnownPoints = ()) -> int | None:
    """The smallest number that is known to be of a later day."""
    return min((point.id for point in _points(known_points) if point.start > day.toordinal()), default=None)


@lru_cache(maxsize=4096)
def _numbers_of(ordinal: int) -> range:
    """The numbers that an article of a day (as ordinal) can have."""
    day = date.fromordinal(ordinal)
    return range(ids_since(day), ids_until(day) + 1)


def is_possible(number: int, day: date, today: date) -> bool:
    """Whether an article of this number can have come out on this day, as far as the dated points tell.

    A number that none can have reached by ``today``, when the page was fetched, is of another sequence and tells nothing.
    """
    return number in _numbers_of(day.toordinal()) or is_beyond(number, today)


def is_beyond(number: int, today: date) -> bool:
    """Whether no article can have reached this number by today: it is of another sequence, or nobody's."""
    return number >= _numbers_of(today.toordinal()).stop


def estimated_day(number: int, known_points: KnownPoints = ()) -> date:
    """The likeliest day of a number, in line with the points around it; beyond the last one at the last speed, before the first at the first."""
    points = _points(known_points)
    right = bisect_right(points, number, key=lambda point: point.id)
    if right == 0:
        one, other = points[0], _apart(points, points[0], _A_LAST_STRETCH)
    elif right == len(points):
        other = points[-1]
        one = _apart(points[::-1], other, _A_LAST_STRETCH)
    else:
        one, other = points[right - 1], points[right]
    speed = (other.middle - one.middle) / (other.id - one.id)
    base = one if number <= other.id else other
    ordinal = floor(base.middle + speed * (number - base.id))
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def _apart(points: tuple[_Point, ...], one: _Point, days: int) -> _Point:
    """The first of some points that is so many days away, so that one busy day is no speed; the farthest where none is."""
    return next((point for point in points if abs(point.middle - one.middle) >= days), points[-1])


@cache
def _dated() -> tuple[_Point, ...]:
    points = []
    for row in load("timeline.toml")["point"]:
        first, last = row.get("day") or row["from"], row.get("day") or row["to"]
        points.append(_Point(row["id"], first.toordinal(), last.toordinal() + 1))
    return tuple(sorted(points, key=lambda point: point.id))


@cache
def _speeds() -> tuple[float, float]:
    """The slowest and the fastest speed that is believed, in numbers a day: those between the dated points, widened."""
    exact = [point for point in _dated() if point.end - point.start == 1]
    speeds = [(other.id - one.id) / (other.start - one.start) for one, other in pairwise(exact) if other.start - one.start >= _A_STRETCH]
    return min(speeds) / _WIDENED, max(speeds) * _WIDENED


def _points(known: KnownPoints) -> tuple[_Point, ...]:
    return _joined(tuple(known))


@lru_cache(maxsize=8)
def _joined(known: tuple[tuple[int, date], ...]) -> tuple[_Point, ...]:
    """The dated points and the known ones, by number, without those that contradict the many: an old story that was dated anew."""
    held = {number: _Point(number, day.toordinal(), day.toordinal() + 1) for number, day in known}
    dated = {point.id: point for point in _dated()}
    return _growing(sorted((dated | held).values(), key=lambda point: point.id))


def _growing(points: list[_Point]) -> tuple[_Point, ...]:
    """The longest run of points whose days grow with their numbers."""
    ends: list[float] = []
    places: list[int] = []
    before: list[int | None] = []
    for place, point in enumerate(points):
        length = bisect_right(ends, point.middle)
        before.append(places[length - 1] if length else None)
        ends[length : length + 1] = [point.middle]
        places[length : length + 1] = [place]
    chosen: list[_Point] = []
    at: int | None = places[-1] if places else None
    while at is not None:
        chosen.append(points[at])
        at = before[at]
    return tuple(reversed(chosen))
