"""What a probe fetches beside what it was asked for, and what it says about that."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from buratha.monitors import numbered
from buratha.pages.repetition import LEARNT, Repetition
from buratha.probe.fetching import Errand
from buratha.probe.looking import Fetched, Look
from buratha.probe.targets import Targets
from buratha.site import Site
from buratha.urls import article_address
from buratha.warmup import WARM_PAGES


def siblings_wanted(targets: Targets, memory: Repetition, most: int) -> int:
    """How many more articles to fetch: none where earlier crawls have learnt, or enough pages are given."""
    given = sum(article_address(url) is not None for url in [*targets.urls, *(page.url for page in targets.files)])
    return 0 if memory.pages >= WARM_PAGES or given >= LEARNT else most


def with_robots(errand: Errand) -> dict[str, Fetched]:
    """The pages that were fetched, each with what robots.txt says of it."""
    pages = dict(zip(errand.targets, errand.fetched(), strict=True))
    for page in pages.values():
        page.robots = _said(errand, page.url)
    return pages


def _said(errand: Errand, url: str) -> str:
    if not errand.obeys_robots:
        return "not asked for, as ROBOTSTXT_OBEY is off"
    robots = errand.robots_for(url)
    if urlsplit(url).netloc in errand.unreadable_robots:
        return "it could not be read, so that nothing is asked for"
    if robots is None:
        return "there is none that could be read: everything is allowed"
    said = "allows this page" if robots.allows(url) else "forbids this page"
    said += f"; {robots.delay:g} seconds between requests" if robots.delay else ""
    return said + (f"; sitemaps: {', '.join(robots.sitemaps)}" if robots.sitemaps else "")


def fetch_notes(errand: Errand, memory: Repetition) -> list[str]:
    """What somebody should know who reads the result."""
    notes = []
    if errand.siblings:
        notes.append(f"{len(errand.siblings)} other articles of the section were fetched to learn what repeats: {', '.join(_names(errand))}")
    elif errand.siblings_wanted and any(article_address(url) for url in errand.targets):
        notes.append("no other article was found to learn from what repeats: wording and structure alone were asked")
    learnt = memory.pages - memory.observed
    if learnt > 0:
        notes.append(f"what {numbered(learnt, 'page[|s]')} of earlier crawls has taught was used")
    return notes


def robots_notes(errand: Errand, looks: Sequence[Look], site: Site) -> list[str]:
    """Which of the addresses that listings name robots.txt forbids."""
    listings = [look.listing for look in looks if look.listing is not None]
    named = [site.at_base(each.url) for listing in listings for each in listing.articles]
    named += [site.at_base(each.url) for listing in listings for each in listing.pages]
    rules = errand.robots_for(site.base)
    out = [url for url in named if rules is not None and not rules.allows(url)]
    return [f"robots.txt forbids {len(out)} of the {len(named)} addresses that were found, among them {out[0]}"] if out else []


def _names(errand: Errand) -> list[str]:
    addresses = [article_address(page.url) for page in errand.siblings]
    return [str(address.id) for address in addresses if address]
