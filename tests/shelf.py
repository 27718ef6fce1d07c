"""A listing without a server: ids on numbered pages, that grow and shrink while a leg walks down them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from buratha.archive.frontier import Known
from buratha.archive.tables import MET
from buratha.pages.listing import ListedArticle, Listing, PageLink
from buratha.walks.holes import UNDER_WAY, Hole
from buratha.walks.leg import Leg
from buratha.walks.limits import Limits

SECTION = "news"
FIRST = "http://h/arabic/news"
LONGEST = 1000


def address(number: int) -> str:
    """Return the address of a page."""
    return FIRST if number == 1 else f"{FIRST}?page={number}"


def number_of(url: str) -> int:
    """Return the number of the page at an address."""
    return int(url.rpartition("=")[2]) if "=" in url else 1


def listing(pages: Iterable[int | PageLink] = (), *, section: str = SECTION, others: Iterable[int] = (), **lists: Iterable[int]) -> Listing:
    """Return a page that names articles in some lists and leads to other pages; ``others`` have the address of another section."""
    places = {place: list(ids) for place, ids in lists.items()}
    foreign = set(others)
    ids = sorted(set().union(*places.values()), reverse=True) if places else []
    articles = [ListedArticle(id_, "sport" if id_ in foreign else section, f"{FIRST}/{id_}", "") for id_ in ids]
    links = [page if isinstance(page, PageLink) else PageLink(address(page), page) for page in pages]
    return Listing(articles, links, lists=places)


@dataclass
class Shelf:
    """A section's articles, newest first, so many on a page. ``broken`` pages do not answer, ``windows`` are what a pager links."""

    ids: list[int]
    size: int = 10
    broken: set[int] = field(default_factory=set)
    pager: Callable[[int, int], Iterable[int]] = lambda number, last: range(max(1, number - 2), min(last, number + 2) + 1)
    before: Callable[["Shelf", int], None] = lambda _shelf, _number: None
    """Called before each answer: publishes and withdraws."""
    boxes: Callable[[int], dict[str, list[int]]] = lambda _number: {}
    past_end: str = "missing"
    arrange: Callable[[list[int]], list[int]] = lambda ids: ids
    """The order in which the ids, newest first, are listed."""
    asked: list[int] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-len(self.arrange(self.ids)) // self.size))

    def publish(self, count: int) -> None:
        """Put new articles on top."""
        newest = max(self.ids)
        self.ids[:0] = range(newest + count, newest, -1)

    def withdraw(self, *gone: int) -> None:
        """Take articles away."""
        self.ids = [id_ for id_ in self.ids if id_ not in gone]

    def answer(self, url: str) -> Listing | str:
        """Return the page at an address, or why there is none."""
        number = number_of(url)
        self.before(self, len(self.asked) + 1)
        self.asked.append(number)
        if number in self.broken:
            return "http_503"
        if number > self.last and self.past_end == "missing":
            return "http_404"
        beyond = {"last": self.last, "first": 1, "wrap": (number - 1) % self.last + 1}
        shown = beyond.get(self.past_end, number) if number > self.last else number
        part = self.arrange(self.ids)[(shown - 1) * self.size : shown * self.size]
        pages = [page for page in self.pager(number, self.last) if page != number]
        return listing(pages, **({"main": part} if part else {}), **self.boxes(number))


@dataclass
class Memory:
    """What an archive would know: articles, how far the section was walked, the holes."""

    run: int = 0
    known: dict[int, Known] = field(default_factory=dict)
    top: int | None = None
    disorder: int = 0
    holes: list[Hole] = field(default_factory=list)

    def legs(self) -> Iterator[Leg]:
        """Begin a run: yield its legs."""
        self.run += 1
        holes, self.holes = sorted(self.holes, key=lambda hole: -(hole.above or 0)), []
        way_down = Leg(Hole(SECTION, FIRST, None, None, self.top, UNDER_WAY), learnt=self.disorder)
        yield way_down
        for hole in holes:
            leg = Leg.back_to(hole, FIRST, Limits(), self.disorder)
            leg.recall(way_down)
            yield leg

    def walk(self, shelf: Shelf, leg: Leg, most: int = LONGEST) -> Leg:
        """Walk a leg to its end, or over at most so many pages, as if the run were killed then."""
        url: str | None = leg.hole.url
        for _ in range(most):
            assert url is not None
            page = self._step(shelf, leg, url)
            url = page.url if page else None
            if url is None:
                break
        else:
            assert most < LONGEST, "the walk does not end"
        if leg.is_top and leg.walked_to is not None:
            self.top = max(self.top or 0, leg.walked_to)
            self.disorder = leg.disorder
        self.holes += leg.left + ([leg.hole] if leg.remains else [])
        return leg

    def _step(self, shelf: Shelf, leg: Leg, url: str) -> PageLink | None:
        answer = shelf.answer(url)
        if isinstance(answer, str):
            return leg.past_its_end(answer) if answer == "http_404" else leg.lose(answer)
        page = leg.take(answer, dict(self.known), self.run, url)
        for article in answer.articles:
            self.known.setdefault(article.id, Known(self.run, MET))
        return page

    def crawl(self, shelf: Shelf) -> list[str | None]:
        """Run once over a section; gives how each leg ended."""
        return [self.walk(shelf, leg).end for leg in self.legs()]
