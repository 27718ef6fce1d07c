"""Walking by numbers: what this server answers for an article that does not exist is learnt first, and then known again."""

import json
import logging
from collections.abc import AsyncIterator
from datetime import datetime

from scrapy import Request
from scrapy.http import Response

from buratha.arabic.dates import BAGHDAD
from buratha.archive.frontier import any_known, sections_had
from buratha.archive.keeper import Keeper
from buratha.archive.server_facts import recall, remember
from buratha.items import Article
from buratha.named_now import NamedArticle, NamedNow
from buratha.pages.absence import IMPOSSIBLE, Absence, Answer
from buratha.pages.opened import OpenedPage
from buratha.sections import names
from buratha.site import Site
from buratha.urls import ArticleAddress

USUAL_SECTION = "news"
DAY = "day"
"""The precision of an article's time of which its page tells nothing but the day."""
MISSING, NAMED, PRESENT, WRONG_SECTION = "missing", "named", "present", "wrong_section"
"""What there is to learn: how the server answers for a number that cannot exist, which articles the site names, what an article's page
looks like, and how the server answers for one under a section that is not its own."""
_FACT = "absence"
_WELL, FAULT = 200, 500
_MOST_LED_TO = 12
"""So many sections are believed that nothing shows but a link of the site's: each number without an article is asked for under all of them."""
_EXAMPLES = 2
"""The newest article's page may be the one that is shown for numbers that do not exist."""

logger = logging.getLogger(__name__)


class Numbers:
    """What is known of the server's manner of saying no, and which sections a number is asked for under.

    It is learnt anew in each run: servers are rebuilt, and the page that stands for missing ones may be the newest article's.
    """

    def __init__(self, keeper: Keeper, site: Site) -> None:
        self._keeper = keeper
        self._site = site
        self.absence = Absence()
        self._learnt = Absence()
        self._named: dict[int, NamedArticle] = {}
        self._sections: dict[str, None] = {}
        """Sections that the archive has and those of articles that the site names, whether ``sections.toml`` knows them or not."""
        self._led_to: dict[str, None] = {}
        """Some others to whose listings the site leads."""
        self._has_learnt = False
        self._is_in_doubt = False
        """Whether the server was known to show articles for numbers that do not exist, and has not answered for such numbers in this run."""
        self._has_failed = False
        """Whether what the site names, or a page of it, was answered with an error of the server's, or not at all."""

    async def recall(self) -> None:
        """Take up what earlier runs learnt of this server."""
        stored = await self._keeper.do(recall, f"{_FACT} {self._site.base}"[:64])
        if stored:
            self.absence = Absence.from_json(json.loads(stored))

    async def recall_sections(self) -> None:
        """Take up which sections earlier runs have found: the site may name no article of some at the moment."""
        self._sections |= dict.fromkeys(await self._keeper.do(sections_had))

    async def keep(self) -> None:
        """Go by what was learnt in this run, and keep it. From its errors nothing is unlearnt, but for an article's page, which is of its day."""
        self._forgive_faults()
        if self._has_failed:
            self._learnt.present = self._learnt.present or self.absence.present
            self._learnt.wrong_section = self._learnt.wrong_section or self.absence.wrong_section
        self.absence, self._has_learnt = self._learnt, True
        if self._is_in_doubt:
            logger.error(
                "Which article the server shows now for numbers that do not exist is not known: only numbers that something names are asked for"
            )
        elif self.absence.shows_another_each_time:
            logger.error("For numbers that cannot exist the server shows one article or another: only numbers that something names are asked for")
        elif self.absence.shown:
            which = ", ".join(map(str, self.absence.shown))
            logger.warning("For numbers that do not exist the server shows article %s: such pages are left, and what lies above the newest", which)
        elif self.absence.shows_nobodys:
            logger.warning(
                "For numbers that do not exist the server shows what seems to be an article, and nothing tells whose: it is left for listings"
            )
        await self._keeper.do(remember, f"{_FACT} {self._site.base}"[:64], json.dumps(self.absence.to_json(), ensure_ascii=False))

    def _forgive_faults(self) -> None:
        """Go on saying no as the server did, where all that it has said today are errors: only by that its other answers are told.

        Where it has shown articles, nobody knows which it shows today.
        """
        if self._learnt.is_only_a_fault:
            self._is_in_doubt = bool(self.absence.shown) or self.absence.shows_nobodys
            self._learnt.patterns = self.absence.patterns or self._learnt.patterns
        if self._is_in_doubt:
            self._learnt.shown = self.absence.shown

    async def lessons(self) -> AsyncIterator[list[tuple[str, str]]]:
        """The addresses to learn from, each with what it teaches; what some have taught decides on the next."""
        missing = [(MISSING, self._site.article(ArticleAddress(number, USUAL_SECTION))) for number in IMPOSSIBLE]
        yield [*missing, (NAMED, self._site.fronts[1])]
        if not self._named or self._learnt.answers_with_pages:
            yield [(NAMED, self._site.feed)]
        self._forgive_faults()
        for example in await self._examples():
            yield [(PRESENT, self._site.article(example))]
            if self._learnt.present:
                other = next(section for section in names() if section != example.section)
                yield [(WRONG_SECTION, self._site.article(ArticleAddress(example.id, other)))]
                break
        self._learnt.learn_shown({article.id: article.title for article in self._named.values()})

    async def _examples(self) -> list[ArticleAddress]:
        """Articles that the server has under their own sections, to be tried in turn: some that the site names, or one that the archive knows."""
        named = (article for _, article in sorted(self._named.items(), reverse=True) if article.id not in self._keeper.barred)
        found = [ArticleAddress(article.id, article.section) for article in named if article.section]
        known = await self._keeper.do(any_known)
        return found[:_EXAMPLES] or ([known] if known is not None else [])

    def is_absent(self, response: Response, opened: OpenedPage) -> bool:
        """Whether a response says that there is no such article, as far as that was learnt."""
        return self.absence.is_known and self.absence.matches(answer_of(response, opened))

    def can_be_told(self, number: int, *, is_named: bool) -> bool:
        """Whether the server's answer tells if there is an article of a number. ``is_named``: something has named it.

        Where articles are shown for numbers that do not exist, one that comes out meanwhile is shown for all above those that the site names.
        """
        if is_named or number in self._named:
            return True
        return not (self.tells_nothing or (self.absence.shown and number > max(self._named, default=number)))

    @property
    def tells_nothing(self) -> bool:
        """Whether no page of the server's proves that there is the article asked for."""
        return self._is_in_doubt or self.absence.shows_another_each_time

    def is_anothers(self, article: Article, started: str) -> bool:
        """Whether a page may be that of an article which came out during the run (``started``, ISO 8601), shown for a number that was given before.

        A page that tells a day only may be so from the first moment of the day on which the run began.
        """
        if not self.absence.shown or article.published is None or article.id in self._named or article.id > max(self._named, default=0):
            return False
        begun = datetime.fromisoformat(started).astimezone(BAGHDAD)
        return datetime.fromisoformat(article.published) >= _as_told(begun, article.published_precision)

    def learn(self, lesson: str, answer: Answer) -> None:
        """Take note of an answer."""
        if lesson == MISSING:
            self._learnt.learn_missing(answer)
        elif answer.status >= FAULT and not self._learnt.matches(answer):
            self.failed(lesson)
        elif lesson == WRONG_SECTION:
            self._learnt.learn_wrong_section(answer)
        elif not self._learnt.matches(answer) and answer.status == _WELL:
            self._learnt.learn_present(answer)

    def failed(self, lesson: str) -> None:
        """Take note that nothing was learnt because of an error. How the server answers for what does not exist is judged by itself."""
        self._has_failed = self._has_failed or lesson != MISSING

    def served_elsewhere(self) -> None:
        """Take note that an article came under a section which is not its own."""
        if self.absence.wrong_section is None:
            self.absence.wrong_section = "served"

    def learn_named(self, named: NamedNow) -> None:
        """Take note of articles and sections that the site names."""
        self._named |= {article.id: article for article in named.articles if article.id not in self._named}
        self._sections |= dict.fromkeys(article.section for article in named.articles if article.section)
        led_to = [section for section in named.sections if section not in names() and section not in self._sections and section not in self._led_to]
        self._led_to |= dict.fromkeys(led_to[: max(0, _MOST_LED_TO - len(self._led_to))])

    def sections(self, number: int, named: str | None = None) -> list[str]:
        """The sections to ask for a number under: that by which it is named, or the usual one; all unless the server answers under any."""
        first = self._section_named(number) or named or USUAL_SECTION
        return self.all_sections(number, named) if self._has_learnt or self.absence.needs_right_section else [first]

    def all_sections(self, number: int, named: str | None = None) -> list[str]:
        """The sections of which none may have an article, if there is to be none: all, unless it is known that the server answers under any."""
        first = self._section_named(number) or named or USUAL_SECTION
        return [first] if self.absence.needs_right_section is False else list(dict.fromkeys([first, *names(), *self._sections, *self._led_to]))

    def is_guess(self, number: int, named: str | None = None) -> bool:
        """Whether the section that a number is asked for under is nobody's but the crawler's: the server answers under any."""
        return (self._section_named(number) or named) is None and not self.absence.needs_right_section

    def _section_named(self, number: int) -> str | None:
        article = self._named.get(number)
        return article.section if article is not None else None


def _as_told(moment: datetime, precision: str | None) -> datetime:
    """A moment as far as pages of a precision tell it."""
    moment = moment if precision == "second" else moment.replace(second=0, microsecond=0)
    return moment.replace(hour=0, minute=0) if precision == DAY else moment


def answer_of(response: Response, opened: OpenedPage | None) -> Answer:
    """A response as far as it tells whether there is such an article."""
    return Answer(response.status, asked_first(request_of(response)), response.url, opened)


def request_of(response: Response) -> Request:
    """The request that a response answers."""
    assert response.request is not None
    return response.request


def asked_first(request: Request) -> str:
    """The address that was asked for before any redirect."""
    return str(request.meta.get("redirect_urls", [request.url])[0])
