"""Whether a day brings as many articles as days do, in all and from each section."""

from collections.abc import Sequence
from itertools import takewhile
from math import log, sqrt
from statistics import median

from buratha.checks import news, thresholds
from buratha.checks.case import LISTED, Case, Day, listed
from buratha.checks.finding import WARNING, Check
from buratha.checks.usual import distance, spread_of
from buratha.monitors import ARTICLES

_FAILED, _NONE, _OLD = "buratha/failed/article/", "buratha/no_article/", ("linked_not_found", "withdrawn")
"""Pages that brought nothing; those of old stories are missed on no day."""
_FORBIDDEN = "buratha/forbidden_by_robots/listing"


def _in_all(case: Case) -> str | None:
    if case.today.stats.lack_listings or _is_told_by_others(case) or (not case.today.articles and (news.unread(case) or news.silent(case))):
        return None  # the errors say it better, or those
    rates = [day.articles / day.length for day in case.earlier]
    rate = case.today.articles / case.today.length
    far = _far(rate, rates)
    if abs(far) <= thresholds.FAR or (far < 0 and _far(_with_others(case), rates) >= -thresholds.FAR):
        return None
    return f"{rate:.0f} articles a day, usually about {median(rates):.0f}"


def _is_told_by_others(case: Case) -> bool:
    """Whether robots.txt forbids the listings, or more pages than usual brought nothing, as many as there are articles: others speak of it."""
    stats = case.today.stats
    if stats[_FORBIDDEN] and not stats.sum(LISTED):
        return True
    usual = median(map(_lost, case.earlier)) if case.earlier else 0.0
    return _lost(case.today) - usual >= max(thresholds.FEWEST_RECORDS, case.today.articles)


def _lost(day: Day) -> float:
    """Pages of a day that brought no article; the same ones may be asked for every night."""
    return day.stats.sum(_FAILED, _NONE) - sum(day.stats[_NONE + name] for name in _OLD)


def _far(rate: float, rates: Sequence[float]) -> float:
    return distance(rate, rates, thresholds.VOLUME_SPREAD, thresholds.VOLUME_WIDEST)


def _with_others(case: Case) -> float:
    """The articles a day together with those that runs of other arguments read meanwhile: they are not missing."""
    others = news.elsewhere(case, case.today.length)
    return (case.today.articles + sum(run.stats.sum(ARTICLES) for run in others)) / case.today.length


def _by_section(case: Case) -> str | None:
    if _in_all(case):
        return None  # on such a day the shares tell nothing
    sections = {section for day in case.days for section in day.stats.below(ARTICLES)}
    strange = (_section(section, case.days) for section in sorted(sections))
    return listed(words for words in strange if words) or None


def _section(section: str, days: Sequence[Day]) -> str | None:
    """What is strange about a section; a small one is judged over as many days as its articles need to tell something."""
    most = max(1, int(len(days) * thresholds.SECTION_WINDOW))
    for size in range(1, most + 1):
        now, before = days[:size], days[size:]
        if not _articles(before) or not _articles(now):
            continue
        if max(_expected(section, now, before), _articles(now, section)) >= thresholds.SECTION_EXPECTED:
            return None if _was_strange(section, days[thresholds.USUAL_DAYS :], size) else _strange(section, now, before)
    return None


def _was_strange(section: str, days: Sequence[Day], size: int) -> bool:
    """Whether the same was already seen on days gone by: a section that was closed weeks ago is no news."""
    return len(days) > size and _strange(section, days[:size], days[size:]) is not None


def _articles(days: Sequence[Day], section: str = "") -> float:
    """The articles of some days, of all sections or of one."""
    return sum(day.stats[ARTICLES + section] if section else day.articles for day in days)


def _ratio(section: str, day: Day, usual: float) -> float:
    """A day's articles of a section over what its share would have been, as a logarithm."""
    return log((1 + day.stats[ARTICLES + section]) / (1 + usual * day.articles))


def _strange(section: str, now: Sequence[Day], before: Sequence[Day]) -> str | None:
    seen, expected = _articles(now, section), _expected(section, now, before)
    if seen < expected and len(before) > 1:
        before = _without_the_richest(section, before)
        expected = max(seen, _expected(section, now, before))
    known, usual = _articles(before, section), _usual(section, before)
    if seen > expected:
        expected = usual * _articles(now) + _owed(section, before, usual)
    own = min(max(thresholds.SECTION_SPREAD, spread_of([_ratio(section, day, usual) for day in before])), thresholds.SECTION_WIDEST)
    spread = sqrt(own**2 + 1 / (1 + expected) + 1 / (1 + known))  # by chance: of what is judged, and of what tells what is usual
    far = log((1 + seen) / (1 + expected)) / spread
    return f"{section} {seen:.0f} (usually {expected:.0f} of so many)" if abs(far) > thresholds.SECTION_FAR else None


def _without_the_richest(section: str, days: Sequence[Day]) -> Sequence[Day]:
    """Some days but the one that brought most of a section: what came on that day alone (its name was read on every page) is missed on no other."""
    richest = max(days, key=lambda day: day.stats[ARTICLES + section])
    return [day for day in days if day is not richest]


def _usual(section: str, days: Sequence[Day]) -> float:
    """The section's share of what came on some days."""
    all_articles = _articles(days)
    return _articles(days, section) / all_articles if all_articles else 0.0


def _expected(section: str, now: Sequence[Day], before: Sequence[Day]) -> float:
    """The section's share of what came now, and no more than so many days bring: another one may bring at once what it owed for a week."""
    rate = _articles(before, section) / sum(day.length for day in before)
    return min(_usual(section, before) * _articles(now), rate * sum(day.length for day in now))


def _owed(section: str, before: Sequence[Day], usual: float) -> float:
    """What the section did not bring of its share on the days before, as long as it brought less than half: it may come all at once."""
    shares = ((usual * day.articles, day.stats[ARTICLES + section]) for day in before)
    return sum(share - seen for share, seen in takewhile(lambda day: 2 * day[1] < day[0], shares))


CHECKS = (
    Check(
        "volume",
        WARNING,
        "The articles of a day are many times more or fewer than on other days: a twelfth or twelve times as many; more yet where few are usual.",
        "Few: compare the site's front page with the feed files; are sections missing, or listings cut short? "
        "Many: look whether old articles come again under new numbers, or whether somebody filled the archive by hand.",
        _in_all,
        needs_history=True,
        needs_whole_runs=True,
    ),
    Check(
        "section-volume",
        WARNING,
        "A section brings many times more or fewer articles than is its share; sections with few articles are judged over more days.",
        "Open the section's listing in a browser. Few: was it renamed or closed, or has its listing another markup? "
        "Many: are articles of other sections put under it, because the category on the page is read wrongly?",
        _by_section,
        needs_history=True,
        needs_whole_runs=True,
    ),
)
