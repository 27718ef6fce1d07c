"""How this server answers for an article that does not exist. It is learnt, not assumed: 404, 410, the front page, or a page that is empty.

A walk by numbers asks for addresses that cannot exist, and for a known article under a section that is not its own, and shows the answers
to an :class:`Absence`. From then on the absence knows its like.

A server may show an article for numbers that do not exist, mostly its newest one. Then the page says no under every number but that article's own.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from buratha.arabic.folding import fold
from buratha.pages.lines import masked
from buratha.pages.opened import OpenedPage
from buratha.site import Site
from buratha.urls import article_address, listing_section

IMPOSSIBLE = (999_999_937, 999_999_893)
"""Numbers that no agency will reach; two, so that what varies from answer to answer shows."""

Led = Literal["same", "front", "listing", "other_article", "elsewhere"]
"""Where an answer came from: the address asked, or whereto it was redirected."""

SectionManner = Literal["served", "redirected", "refused"]

_GONE = frozenset({404, 410})
_WELL = 200
_FAULT = 500
_MOST_PATTERNS = 6
_SPARE_WORDS = 3
_MOST_OWN = 0.5
_A_STORY = 40
"""Words: so much varies from answer to answer only where each is another story."""
_A_HEADLINE = 4
"""Words of a headline that may stand on a page cut short, or with the site's name behind it."""
_MOST_SHOWN = 2
"""One page has no more articles' headlines than these, but for a strip of the latest news."""
_TITLE = "title: "


@dataclass(frozen=True, slots=True)
class Answer:
    """A response as far as it matters: its status, the address asked, the one that answered, and the page if there is text."""

    status: int
    asked: str
    final: str
    page: OpenedPage | None = None

    @property
    def led(self) -> Led:
        """Whereto the request was led."""
        asked, final = article_address(self.asked), article_address(self.final)
        if final and asked:
            return "same" if final.id == asked.id else "other_article"
        if Site.of(self.asked).is_front(self.final):
            return "front"
        if listing_section(self.final):
            return "listing"
        return "same" if urlsplit(self.asked).path.rstrip("/") == urlsplit(self.final).path.rstrip("/") else "elsewhere"

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read and nothing to see."""
        return self.page is None or not (any(line.key or line.pictures for line in self.page.page.lines) or self.page.page.title.strip())

    def lines(self) -> dict[str, int]:
        """The texts of the page that are no links, numbers masked, with their words; its title among them."""
        if self.page is None:
            return {}
        page = self.page.page
        found = {line.level or masked(line.key): line.words for line in page.lines if line.key and not line.is_link}
        title = masked(fold(page.title))
        return found | ({f"{_TITLE}{title}": 0} if title else {})

    @property
    def pictures(self) -> int:
        """How many pictures the page shows."""
        return sum(len(line.pictures) for line in self.page.page.lines) if self.page else 0


@dataclass(slots=True)
class _Pattern:
    """One way in which the server says no. ``words``: how many words of it vary; ``times``: how often it was met."""

    status: int
    led: Led
    empty: bool
    lines: list[str]
    words: int = 0
    pictures: int = 0
    times: int = 1

    @classmethod
    def of(cls, answer: Answer) -> Self:
        return cls(answer.status, answer.led, answer.is_empty, list(answer.lines()), 0, answer.pictures)

    def is_like(self, answer: Answer) -> bool:
        """Whether an answer is of the same kind, its text aside."""
        return (self.status, self.led, self.empty) == (answer.status, answer.led, answer.is_empty)

    def meet(self, answer: Answer) -> None:
        """Keep what this answer has in common with those before it."""
        lines = answer.lines()
        kept = [line for line in self.lines if line in lines]
        self.words = max(self.words, sum(words for line, words in lines.items() if line not in kept))
        self.lines, self.pictures, self.times = kept, max(self.pictures, answer.pictures), self.times + 1

    @property
    def is_a_page(self) -> bool:
        """Whether the address asked for was answered as if all were well, with something to read."""
        return self.status == _WELL and self.led == "same" and not self.empty

    @property
    def is_another_each_time(self) -> bool:
        """Whether each answer tells another story."""
        return self.is_a_page and self.words >= _A_STORY

    def tells_more_than(self, known: Collection[str]) -> bool:
        """Whether the page has as many words of its own as a story."""
        return self.is_a_page and sum(len(line.split()) for line in self.lines if line not in known and not line.startswith(_TITLE)) >= _A_STORY

    def has_headline(self, key: str, known: Collection[str]) -> bool:
        """Whether a folded headline is a text of the page that is none of the ``known``, or the beginning of one; in its title it may be a part."""
        if key.count(" ") + 1 < _A_HEADLINE:
            return key in self.lines and key not in known
        own = (line for line in self.lines if line not in known)
        return any(line.startswith(key) or (line.startswith(_TITLE) and key in line) for line in own)


@dataclass(slots=True)
class Absence:
    """What is known of how the server says no. Pure: the caller asks, and keeps it as JSON."""

    patterns: list[_Pattern] = field(default_factory=list)
    wrong_section: SectionManner | None = None
    present: list[str] = field(default_factory=list)
    shown: list[int] = field(default_factory=list)
    """The articles whose page stands for those that do not exist."""

    # -- learning ------------------------------------------------------------------------------------------------------
    def learn_missing(self, answer: Answer) -> None:
        """Take note of the answer to an address that cannot exist. A fault among them is outvoted by those that agree."""
        known = next((pattern for pattern in self.patterns if pattern.is_like(answer)), None)
        if known:
            known.meet(answer)
        elif len(self.patterns) < _MOST_PATTERNS:
            self.patterns.append(_Pattern.of(answer))

    def learn_present(self, answer: Answer) -> None:
        """Take note of a page that is an article: what it shares with a page that says no is furniture and proves nothing."""
        self.present = list(dict.fromkeys([*self.present, *answer.lines()]))

    def learn_wrong_section(self, answer: Answer) -> None:
        """Take note of the answer to a known article asked for under another section."""
        asked, final = article_address(answer.asked), article_address(answer.final)
        if answer.status in _GONE or self.matches(answer):
            self.wrong_section = "refused"
        elif answer.status == _WELL and asked and final and final.id == asked.id and not answer.is_empty:
            self.wrong_section = "served" if final.section == asked.section else "redirected"

    def learn_shown(self, headlines: Mapping[int, str]) -> None:
        """Tell which articles' pages were the answers to addresses that cannot exist, by the headlines under which the site names articles.

        What a page that is an article has too is furniture: boxes beside the story name others.
        """
        keys = {number: masked(fold(title).rstrip(" .…")) for number, title in headlines.items()}
        pages = [pattern for pattern in self._believed() if pattern.is_a_page]
        found = [number for number, key in keys.items() if key and any(page.has_headline(key, self.present) for page in pages)]
        self.shown = found if len(found) <= _MOST_SHOWN else []

    # -- what is known -------------------------------------------------------------------------------------------------
    @property
    def answers_with_pages(self) -> bool:
        """Whether addresses that cannot exist were answered as if all were well: with a notice, or with an article."""
        return any(pattern.is_a_page for pattern in self._believed())

    @property
    def shows_another_each_time(self) -> bool:
        """Whether such addresses are answered with one article or another: then no page proves that there is the one asked for."""
        return any(pattern.is_another_each_time for pattern in self._believed())

    @property
    def shows_nobodys(self) -> bool:
        """Whether such addresses are answered with what seems to be an article, and nothing tells whose page it is."""
        return bool(self.present) and not self.shown and any(pattern.tells_more_than(self.present) for pattern in self._believed())

    @property
    def is_only_a_fault(self) -> bool:
        """Whether the server has answered with nothing but errors of its own, which may be the moment's, or not at all."""
        return all(pattern.status >= _FAULT for pattern in self.patterns)

    @property
    def is_known(self) -> bool:
        """Whether anything was learnt."""
        return bool(self.patterns)

    @property
    def needs_right_section(self) -> bool | None:
        """Whether "no" may only mean "not in this section"; None while that is not known."""
        return None if self.wrong_section is None else self.wrong_section == "refused"

    @property
    def looks_like_a_fault(self) -> bool:
        """Whether the server's "no" could as well be a fault of the moment (nothing at all, or a 5xx): then it has to be asked twice."""
        return any(pattern.led == "same" and (pattern.empty or pattern.status >= 500) for pattern in self._believed())

    def matches(self, answer: Answer) -> bool:
        """Whether an answer says that there is no such article."""
        if answer.status in _GONE:
            return True
        if answer.led == "other_article":
            return True
        asked = article_address(answer.asked)
        if asked is not None and asked.id in self.shown:
            return False
        return any(pattern.is_like(answer) and self._says_the_same(pattern, answer) for pattern in self._believed())

    def _believed(self) -> Iterable[_Pattern]:
        most = max((pattern.times for pattern in self.patterns), default=0)
        return (pattern for pattern in self.patterns if 2 * pattern.times > most)

    def _says_the_same(self, pattern: _Pattern, answer: Answer) -> bool:
        """Whether the page is the one that says no: by its own words, or where it has none by having no more than it."""
        if pattern.empty or pattern.led in {"front", "listing", "elsewhere"}:
            return True
        if pattern.is_another_each_time:
            return False
        lines, known = answer.lines(), set(self.present)
        own = [line for line in pattern.lines if line not in known]
        if own and known:
            return sum(line in lines for line in own) > _MOST_OWN * len(own)
        more = sum(words for line, words in lines.items() if line not in pattern.lines and line not in known)
        return more <= pattern.words + _SPARE_WORDS and answer.pictures <= pattern.pictures

    # -- keeping -------------------------------------------------------------------------------------------------------
    def to_json(self) -> dict[str, Any]:
        """What is known, as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """Take up what :meth:`to_json` gave."""
        patterns = [_Pattern(**pattern) for pattern in stored["patterns"]]
        return cls(patterns, stored["wrong_section"], list(stored["present"]), list(stored.get("shown", ())))
