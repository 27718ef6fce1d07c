"""The bundled agency itself: its articles are well written down, its layouts show them, its server serves them."""

import json
import re
import signal
import subprocess
import sys
import unicodedata
import urllib.request
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime, timedelta
from functools import cache
from html import unescape
from itertools import pairwise
from pathlib import Path
from urllib.error import HTTPError

import pytest
from aiohttp import web
from jinja2 import Environment, nodes
from parsel import Selector

from tests.agency.articles import ARTICLES, Article, expected, lengthened, load_article, load_articles
from tests.agency.blocks import Block, block, body_part, printed
from tests.agency.furniture import COMMENTS, Furniture, boxes, furniture
from tests.agency.generated import NO_META, generate
from tests.agency.render import LAYOUTS, Layout, Listing, Page, layouts, page_of, render_article, render_listing
from tests.agency.sections import SECTIONS
from tests.agency.serving import running
from tests.agency.site import PICTURE, make_app
from tests.agency.tables import TableError
from tests.agency.timeline import BAGHDAD, moment_of
from tests.agency.wording import Wording, wordings

PAGES = [pytest.param(layout, wording, id=f"{layout}-{wording}") for layout in layouts() for wording in wordings()]
FILES = sorted(ARTICLES.glob("*.toml"), key=lambda path: int(path.stem))

INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
PRESENTATION_FORMS = re.compile("[\ufb50-\ufd3d\ufd50-\ufdf2\ufe70-\ufefc]")
TITLES = re.compile(r"\|\||[()✍🖋]|\bد\.|\b(?:الدكتور|الشيخ|السيد|الأستاذ|الكاتب|بقلم)\b")


def folded(text: str) -> str:
    """Return a text with every run of spaces as one."""
    return " ".join(text.split())


@cache
def articles() -> list[Article]:
    """Return the hand-written articles."""
    return load_articles()


def parsed(page: bytes, layout: Layout) -> Selector:
    """Return the tree that a browser that knows the true charset would make of a page."""
    return Selector(text=page.decode(layout.charset))


def visible(page: bytes, layout: Layout) -> str:
    """Return what such a browser would show."""
    shown = "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::title)]"
    return folded("".join(parsed(page, layout).xpath(shown).getall()))


@cache
def shown(layout: str, wording: str) -> list[tuple[Article, str]]:
    """Return every hand-written article with what its page shows."""
    chosen, words = layouts()[layout], wordings()[wording]
    return [(article, visible(render_article(article, chosen, words), chosen)) for article in articles()]


class TestArticles:
    """The hand-written articles."""

    def test_there_are_enough_of_them(self) -> None:
        assert len(FILES) >= 40
        assert [article.id for article in articles()] == [int(path.stem) for path in FILES]

    def test_their_titles_and_bodies_differ(self) -> None:
        assert len({folded(article.title) for article in articles()}) == len(FILES)
        bodies = [article.body for article in articles() if article.body]
        assert len(set(bodies)) == len(bodies)

    def test_every_known_section_is_met(self) -> None:
        seen = {"news", "articles", "reports", "levant", "thought", "poetry", "caricature", "opinion"}
        assert seen <= {article.section for article in articles()}

    def test_later_ids_came_out_later(self) -> None:
        dated = [datetime.fromisoformat(each.published).date() for each in articles() if each.published and each.meta]
        assert all(earlier <= later for earlier, later in pairwise(dated))


@pytest.mark.parametrize("article", articles(), ids=lambda article: str(article.id))
class TestArticle:
    """Each hand-written article."""

    def test_category_is_the_sections_name(self, article: Article) -> None:
        assert article.category == SECTIONS.get(article.section, article.category)

    def test_published_agrees_with_the_meta_line(self, article: Article) -> None:
        if article.parts:
            time = article.parts.time or "00:00:00"
            moment = datetime.fromisoformat(f"{article.parts.date}T{time}").replace(tzinfo=BAGHDAD)
            assert article.published == moment.isoformat()
            assert article.precision == ("second" if article.parts.time else "day")

    def test_published_has_the_offset_of_baghdad(self, article: Article) -> None:
        if article.published:
            moment = datetime.fromisoformat(article.published)
            assert moment.utcoffset() == moment.replace(tzinfo=BAGHDAD).utcoffset()

    def test_published_fits_the_id(self, article: Article) -> None:
        if article.published:
            assert abs(datetime.fromisoformat(article.published) - moment_of(article.id)) < timedelta(days=45)

    def test_a_time_is_printed_until_early_2016_only(self, article: Article) -> None:
        if article.parts:
            assert (article.parts.time is not None) == (article.parts.date < "2016-03")

    def test_author_is_a_bare_name(self, article: Article) -> None:
        if article.author is not None:
            assert not TITLES.search(article.author)
            assert article.author == folded(article.author)

    def test_author_stands_on_the_page(self, article: Article) -> None:
        lines = [article.title, *(line for each in article.blocks for line in printed(each))]
        assert article.author is None or any(article.author in folded(line) for line in lines)

    def test_the_agency_is_not_its_own_source(self, article: Article) -> None:
        assert "براثا" not in (article.source or "")

    def test_body_is_clean(self, article: Article) -> None:
        for paragraph in filter(None, map(body_part, article.blocks)):
            assert not INVISIBLE.search(paragraph)
            assert not PRESENTATION_FORMS.search(paragraph)
            assert all(line == folded(line) for line in paragraph.split("\n"))

    def test_cleaning_changes_nothing_but_spaces_signs_and_forms(self, article: Article) -> None:
        for each in article.blocks:
            assert _letters(" ".join(_texts(each))) == _letters(body_part(each) or " ".join(_texts(each)))

    def test_length_is_that_of_a_story_when_lengthened(self, article: Article) -> None:
        long = lengthened(article, seed=1)
        words = len(article.body.split())
        assert long.body == article.body if words >= 250 else 250 <= len(long.body.split()) <= 320
        assert {**expected(long), "body": ""} == {**expected(article), "body": ""}
        assert long.body == lengthened(article, seed=1).body

    def test_expected_is_json(self, article: Article) -> None:
        record = expected(article)
        assert json.loads(json.dumps(record)) == record
        assert record["title"] == folded(article.title)


def _texts(each: Block) -> list[str]:
    return [each.text()] if each.text() else [*each.texts("lines"), *each.texts("items")]


def _letters(text: str) -> str:
    """Return a text without spaces and invisible signs, ligatures taken apart."""
    forms = PRESENTATION_FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return "".join(INVISIBLE.sub("", forms).split())


class TestWrongFiles:
    """A wrong file is named, and so is what is wrong in it."""

    GOOD = 'id = 7\nsection = "news"\ncategory = "الأخبار"\ntitle = "ع"\ntraits = ["x"]\n[[block]]\nkind = "paragraph"\ntext = "نص"\n[expected]\n'

    @pytest.mark.parametrize(
        ("right", "wrong", "complaint"),
        [
            ("id = 7", "id = 8", "id: 8 does not match the file's name"),
            ("id = 7", 'id = "7"', "id: a positive integer"),
            ('section = "news"\n', "", "section: missing"),
            ('title = "ع"', 'tittle = "ع"', "tittle: unknown key"),
            ('title = "ع"', 'title = "ع"\nmeta = "soon"', "meta: 'soon' is not"),
            ('traits = ["x"]', 'traits = "x"', "traits: a list of strings"),
            ('kind = "paragraph"', 'kind = "paragraf"', "block 1: kind: 'paragraf' is none of"),
            ('text = "نص"', 'txet = "نص"', "block 1: txet: unknown key"),
            ('text = "نص"', "", "block 1: text: missing"),
            ("[expected]\n", "", "expected: missing"),
            ("[expected]\n", '[expected]\npublished = "2015-01-01"', "expected: published: '2015-01-01' has no offset"),
            ("[expected]\n", '[expected]\nprecision = "hour"', "expected: precision: 'hour' is none of"),
            ("[expected]\n", '[[comment]]\nname = "س"\n[expected]\n', "comment 1: date: missing"),
            ("[expected]\n", "[expected\n", "not a TOML file"),
        ],
    )
    def test_file_and_key_are_named(self, tmp_path: Path, right: str, wrong: str, complaint: str) -> None:
        path = tmp_path / "7.toml"
        assert right in self.GOOD
        path.write_text(self.GOOD.replace(right, wrong), encoding="utf-8")
        with pytest.raises(TableError, match=r"7\.toml") as caught:
            load_article(path)
        assert complaint in str(caught.value)

    def test_a_right_file_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "7.toml"
        path.write_text(self.GOOD, encoding="utf-8")
        assert load_article(path).body == "نص"


class TestExpected:
    """What the blocks come to in the record."""

    def test_body_joins_paragraphs_and_lines(self) -> None:
        assert _made(block("paragraph", text="ا"), block("verse", lines=("ب", "ت"))).body == "ا\n\nب\nت"

    def test_furniture_of_a_story_is_no_body(self) -> None:
        kinds = ("byline", "editor_code", "sign_off", "signature")
        assert _made(*(block(kind, text="س") for kind in kinds), block("blank")).body == ""

    def test_a_glued_byline_leaves_its_text(self) -> None:
        assert _made(block("glued_byline", byline="فلان ||  ", text="نص")).body == "نص"

    def test_an_embedded_post_counts_only_when_told_so(self) -> None:
        post = {"html": "<blockquote><p>قول</p></blockquote>"}
        assert _made(block("embed", **post)).body == ""
        assert _made(block("embed", **post, body=True)).body == "قول"

    @pytest.mark.parametrize(
        ("form", "credit", "caption"),
        [("none", None, None), ("caption", None, "شرح"), ("glued", "AFP", "شرح"), ("two-lines", "AFP", "شرح")],
    )
    def test_only_what_is_printed_is_known_of_a_picture(self, form: str, credit: str | None, caption: str | None) -> None:
        picture = block("picture", src="/u/1.jpg", alt="", credit="AFP", caption="شرح", form=form)
        assert expected(_made(picture))["images"] == [{"url": "https://burathanews.com/u/1.jpg", "alt": None, "caption": caption, "credit": credit}]


def _made(*blocks: Block) -> Article:
    return Article(7, "news", SECTIONS["news"], "عنوان", None, (), blocks)


class TestLayouts:
    """What every layout has to do."""

    def test_there_are_several_and_some_are_held_out(self) -> None:
        held_out = [layout.name for layout in layouts().values() if layout.held_out]
        assert len(layouts()) - len(held_out) >= 8
        assert held_out

    @pytest.mark.parametrize("template", sorted(LAYOUTS.glob("*/*.html")), ids=lambda path: f"{path.parent.name}/{path.name}")
    def test_only_names_that_exist_are_used(self, template: Path) -> None:
        known = {name: {field.name for field in fields(made)} for name, made in (("article", Page), ("wording", Wording), ("site", Furniture))}
        tree = Environment(autoescape=True).parse(template.read_text(encoding="utf-8"))
        for found in tree.find_all(nodes.Getattr):
            if isinstance(found.node, nodes.Name) and found.node.name in known:
                assert found.attr in known[found.node.name], found.attr

    def test_the_wordings_share_no_phrase(self) -> None:
        one, other = wordings()["standard"], wordings()["other"]
        assert not set(_phrases(one)) & set(_phrases(other))


def _phrases(wording: Wording) -> list[str]:
    return [value for value in vars(wording).values() if isinstance(value, str)] + list(wording.currencies)


@pytest.mark.parametrize(("layout", "wording"), PAGES)
class TestPages:
    """Every layout in every wording."""

    def test_every_article_shows_what_it_holds(self, layout: str, wording: str) -> None:
        for article, text in shown(layout, wording):
            missing = [each for each in _shown(article) if folded(each) not in text]
            assert not missing, (article.id, missing)

    def test_the_story_comes_in_order(self, layout: str, wording: str) -> None:
        for article, text in shown(layout, wording):
            place = 0
            story = [each for each in article.blocks if each.kind != "picture"]  # one layout has its own place for it
            for part in (folded(part) for each in story for part in _parts(each)):
                place = text.find(part, place)
                assert place >= 0, (article.id, part)

    def test_what_is_glued_has_no_space_before_it(self, layout: str, wording: str) -> None:
        for article, text in shown(layout, wording):
            missing = [each for each in _glued(article, wordings()[wording].telegram) if each not in text]
            assert not missing, (article.id, missing)

    def test_links_and_pictures_lead_where_they_should(self, layout: str, wording: str) -> None:
        for article in articles():
            tree = parsed(render_article(article, layouts()[layout], wordings()[wording]), layouts()[layout])
            links = set(tree.xpath("//a/@href").getall())
            sources = set(tree.xpath("//img/@src | //img/@data-src").getall())
            for each in article.blocks:
                assert {f"/arabic/{link.section}/{link.id}" for link in each.links} <= links, article.id
                assert each.kind != "picture" or each.text("src") in sources, article.id

    def test_the_tail_comes_in_order(self, layout: str, wording: str) -> None:
        words = wordings()[wording]
        for article, text in shown(layout, wording):
            tail = [words.telegram, words.telegram_url, words.add_comment, words.form_note]
            place = text.rfind(tail[0])
            for each in tail:
                place = text.find(folded(each), place)
                assert place >= 0, (article.id, each)

    def test_the_furniture_of_the_day_is_there(self, layout: str, wording: str) -> None:
        words = wordings()[wording]
        page = render_article(articles()[0], layouts()[layout], words, day=1)
        text, site = visible(page, layouts()[layout]), furniture(words, day=1)
        headings = (words.rates_heading, words.latest_comments_heading, words.subject_label, words.facebook)
        remarks = [part for each in site.latest_comments for part in (each.name, each.text, each.title)]
        missing = [each for each in (*headings, *remarks, site.footer) if folded(each) not in text]
        assert not missing

    def test_a_listing_links_its_articles_and_pages(self, layout: str, wording: str) -> None:
        listing = Listing(articles()[:5], "/arabic/news?page={}".format, "news", SECTIONS["news"], page=2, last_page=3)
        page = render_listing(listing, layouts()[layout], wordings()[wording])
        links = set(parsed(page, layouts()[layout]).xpath("//@href | //option/@value").getall())
        assert {each.path for each in articles()[:5]} <= links
        assert any(link.endswith("/arabic/news?page=3") for link in links)

    def test_an_empty_listing_is_a_page_too(self, layout: str, wording: str) -> None:
        listing = Listing([], "/arabic/sport?page={}".format, "sport", SECTIONS["sport"])
        text = visible(render_listing(listing, layouts()[layout], wordings()[wording]), layouts()[layout])
        assert SECTIONS["sport"] in text


def _glued(article: Article, telegram: str = "") -> list[str]:
    """Give the pairs of words that stand on a page without a space between them."""
    blocks = [each for each in article.blocks if each.kind != "blank"]
    pairs = [(one, other.text()) for one, other in pairwise(blocks) if other.kind == "signature" and not other.flag("own_line") and body_part(one)]
    last = blocks[-1] if blocks else block("blank")
    if article.glue_tail and (body_part(last) or last.kind == "signature"):
        pairs.append((last, telegram))
    return [folded(printed(one)[-1]).rpartition(" ")[2] + folded(other) for one, other in pairs]


def _shown(article: Article) -> Iterator[str]:
    """Give every text that a page of an article has to show."""
    page = page_of(article)
    yield from (article.category, article.title)
    yield from filter(None, (page.views, page.time, page.date))
    for comment in article.comments:
        yield from comment
    for each in article.blocks:
        yield from _parts(each)


def _parts(each: Block) -> list[str]:
    if each.kind == "related":
        return [link.title for link in each.links]
    if each.kind == "glued_byline":
        return [each.text("byline"), each.text()]
    if each.kind == "picture":
        return [each.text(key) for key in {"caption": ["caption"], "none": []}.get(each.text("form"), ["alt", "credit", "caption"])]
    if each.kind == "embed":
        return [unescape(text) for text in re.split("<[^>]*>", each.text("html"))]
    return printed(each)


class TestFurniture:
    """Menus, boxes and rates."""

    def test_there_is_enough_to_draw_from(self) -> None:
        assert len(boxes().headlines) >= 40
        assert len({remark.text for remark in boxes().remarks}) >= 40

    def test_a_day_always_looks_the_same(self) -> None:
        assert furniture(wordings()["standard"], day=3) == furniture(wordings()["standard"], day=3)

    def test_another_day_looks_otherwise(self) -> None:
        today, tomorrow = (furniture(wordings()["standard"], day) for day in (3, 4))
        assert today.latest_comments != tomorrow.latest_comments
        assert today.today != tomorrow.today
        assert today.menu == tomorrow.menu

    def test_rates_are_missing_on_some_days(self) -> None:
        assert {len(furniture(wordings()["standard"], day).rates) for day in range(40)} == {0, 13}

    def test_boxes_link_to_the_neighbours(self) -> None:
        site = furniture(wordings()["standard"], day=0, neighbours=articles())
        linked = [each.url for box in (site.ticker, site.latest, site.most_read) for each in box]
        linked += [each.url for each in site.latest_comments]
        assert set(linked) <= {article.path for article in articles()}
        assert len(site.latest_comments) == COMMENTS

    def test_views_grow(self) -> None:
        article = next(article for article in articles() if article.meta)
        today, later = page_of(article, day=0), page_of(article, day=9)
        assert today.meta == article.meta
        assert int(later.views or 0) > int(today.views or 0)


class TestGenerated:
    """Articles from a seed."""

    MANY = generate(5000, seed=1)

    def test_ids_grow_and_differ(self) -> None:
        assert all(one.id < other.id for one, other in pairwise(self.MANY))

    def test_titles_and_bodies_differ(self) -> None:
        assert len({folded(article.title) for article in self.MANY}) == len(self.MANY)
        assert len({article.body for article in self.MANY}) == len(self.MANY)

    def test_one_seed_gives_one_agency(self) -> None:
        one, other = generate(50, seed=5), generate(50, seed=5)
        assert [expected(article) for article in one] == [expected(article) for article in other]
        assert [article.title for article in one] != [article.title for article in generate(50, seed=6)]

    def test_sections_and_missing_meta_lines_are_mixed_as_on_the_site(self) -> None:
        assert {article.section for article in self.MANY} == set(SECTIONS)
        without = sum(article.meta is None for article in self.MANY)
        assert without / len(self.MANY) == pytest.approx(NO_META, abs=0.03)

    def test_articles_are_mostly_signed_and_news_mostly_not(self) -> None:
        signed = {section: [bool(each.author) for each in self.MANY if each.section == section] for section in ("articles", "news")}
        assert sum(signed["articles"]) / len(signed["articles"]) > 0.8
        assert sum(signed["news"]) / len(signed["news"]) < 0.3

    def test_bodies_are_clean(self) -> None:
        for article in self.MANY[:500]:
            assert all(line == folded(line) for line in article.body.split("\n"))

    def test_links_lead_to_articles_that_exist(self) -> None:
        known = {(article.section, article.id) for article in self.MANY}
        links = [link for article in self.MANY for each in article.blocks for link in each.links]
        assert links
        assert all((link.section, link.id) in known for link in links)

    def test_taken_ids_and_bounds_are_kept(self) -> None:
        made = generate(5, seed=1, first_id=10, last_id=19, taken={11, 12, 13, 14, 15})
        assert [article.id for article in made] == [10, 16, 17, 18, 19]

    def test_too_many_for_the_ids_is_refused(self) -> None:
        with pytest.raises(ValueError, match="11 articles do not fit into the 10 free ids from 10 to 19"):
            generate(11, seed=1, first_id=10, last_id=19)

    @pytest.mark.parametrize("layout", layouts())
    def test_layouts_show_them(self, layout: str) -> None:
        for article in self.MANY[::100]:
            text = visible(render_article(article, layouts()[layout], wordings()["standard"]), layouts()[layout])
            assert not [each for each in _shown(article) if folded(each) not in text]


class Answer:
    """What a server answered."""

    def __init__(self, url: str) -> None:
        """Fetch an address."""
        try:
            with urllib.request.urlopen(url, timeout=10) as response:
                self.status, self.type, self.body = response.status, response.headers["Content-Type"], response.read()
        except HTTPError as error:
            self.status, self.type, self.body = error.code, error.headers["Content-Type"], error.read()


SITE = [*articles(), *generate(300, seed=1, taken={article.id for article in articles()})]


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """Serve the articles in the default layout."""
    with running(make_app(SITE, layout="plain-divs")) as base:
        yield base


class TestSite:
    """The agency as a server."""

    def text(self, base: str, path: str) -> str:
        """Return what a page shows, which has to be there."""
        answer = Answer(base + path)
        assert answer.status == 200
        assert answer.type == layouts()["plain-divs"].content_type
        return visible(answer.body, layouts()["plain-divs"])

    @pytest.mark.parametrize("path", ["/arabic/{section}/{id}", "/arabic/{section}/{id}/", "/arabic/wrong/{id}", "/news/{id}.html"])
    def test_an_article_has_several_addresses(self, base: str, path: str) -> None:
        article = articles()[10]
        assert folded(article.title) in self.text(base, path.format(section=article.section, id=article.id))

    @pytest.mark.parametrize("path", ["/", "/arabic/", "/arabic"])
    def test_the_front_shows_the_newest(self, base: str, path: str) -> None:
        newest = max(SITE, key=lambda article: article.id)
        assert folded(newest.title) in self.text(base, path)

    def test_the_pages_of_a_section_hold_each_article_once(self, base: str) -> None:
        news = sorted((article for article in SITE if article.section == "news"), key=lambda article: -article.id)
        for number in range(0, len(news), 20):
            text = self.text(base, f"/arabic/news?page={number // 20 + 1}")
            assert all(folded(article.title) in text for article in news[number : number + 20])

    @pytest.mark.parametrize("path", ["/arabic/news/1", "/arabic/nowhere", "/nothing.php", "/arabic/news?page=999", "/arabic/news?page=x"])
    def test_what_is_missing_gets_a_page_that_says_so(self, base: str, path: str) -> None:
        answer = Answer(base + path)
        assert answer.status == 404
        text = visible(answer.body, layouts()["plain-divs"])
        assert wordings()["standard"].not_found_title in text
        assert SECTIONS["articles"] in text

    def test_the_feed_names_the_newest(self, base: str) -> None:
        answer = Answer(f"{base}/rss.php")
        assert answer.type == "application/rss+xml; charset=utf-8"
        links = Selector(body=answer.body, type="xml").xpath("/rss/channel/item/link/text()").getall()
        newest = sorted(SITE, key=lambda article: -article.id)[:30]
        assert links == [base + article.path for article in newest]

    def test_pictures_and_robots_are_served(self, base: str) -> None:
        picture, robots = Answer(f"{base}/upload/2013/04/any.jpg"), Answer(f"{base}/robots.txt")
        assert (picture.type, picture.body) == ("image/png", PICTURE)
        assert robots.body.startswith(b"User-agent: *")


class TestSwitches:
    """What can be asked of the server."""

    def test_requests_are_counted(self) -> None:
        app = make_app(SITE)
        with running(app) as base:
            for path in ("/arabic/news", "/arabic/news", "/arabic/news?page=2"):
                Answer(base + path)
        assert app["requests"] == {"/arabic/news": 2, "/arabic/news?page=2": 1}

    def test_a_fault_goes_first(self) -> None:
        def fault(request: web.Request) -> web.Response | None:
            return web.Response(status=503) if request.path == "/rss.php" else None

        with running(make_app(SITE, fault=fault)) as base:
            assert [Answer(base + path).status for path in ("/rss.php", "/")] == [503, 200]

    def test_a_fault_may_be_slow(self) -> None:
        async def fault(_request: web.Request) -> web.Response:
            return web.Response(status=418)

        with running(make_app(SITE, fault=fault)) as base:
            assert Answer(base).status == 418

    def test_page_numbers_may_be_part_of_the_path(self) -> None:
        with running(make_app(SITE, page_form="path")) as base:
            assert Answer(f"{base}/arabic/news/page/2").status == 200
            assert b"/arabic/news/page/2" in Answer(f"{base}/arabic/news").body

    @pytest.mark.parametrize(("past_end", "like"), [("last", "?page=3"), ("first", "")])
    def test_the_end_may_be_faked(self, past_end: str, like: str) -> None:
        news = [article for article in SITE if article.section == "news"][:50]
        with running(make_app(news, past_end=past_end)) as base:  # type: ignore[arg-type]
            assert Answer(f"{base}/arabic/news?page=9").body == Answer(f"{base}/arabic/news{like}").body

    def test_the_end_may_be_empty(self) -> None:
        with running(make_app(SITE, past_end="empty")) as base:
            assert Answer(f"{base}/arabic/news?page=999").status == 200

    def test_mixed_layouts_follow_the_years(self) -> None:
        with running(make_app(SITE, layout="mixed")) as base:
            bodies = [Answer(base + article.path).body for article in (articles()[0], articles()[-1])]
        assert all(re.search(rb"<html", body, re.IGNORECASE) for body in bodies)
        assert bodies[0].partition(b">")[0] != bodies[1].partition(b">")[0]

    def test_a_function_may_choose_the_layout(self) -> None:
        with running(make_app(SITE, layout=lambda article: "table-font" if article.id % 2 else "poster")) as base:
            odd, even = (next(each for each in articles() if each.id % 2 == rest) for rest in (1, 0))
            types = [Answer(base + article.path).type for article in (odd, even)]
        assert types == [layouts()[name].content_type for name in ("table-font", "poster")]

    @pytest.mark.parametrize(
        ("switches", "complaint"),
        [
            ({"layout": "baroque"}, "no layout is called 'baroque'; there are mixed, "),
            ({"wording": "latin"}, "no wording is called 'latin'; there are "),
            ({"page_size": 0}, "room for at least one article"),
        ],
    )
    def test_wrong_switches_are_refused(self, switches: dict[str, object], complaint: str) -> None:
        with pytest.raises(ValueError, match=re.escape(complaint)):
            make_app(SITE, **switches)  # type: ignore[arg-type]

    def test_an_id_given_twice_is_refused(self) -> None:
        with pytest.raises(ValueError, match="two articles have the same id"):
            make_app([SITE[0], SITE[0]])


class TestCommand:
    """`python -m tests.agency`."""

    COMMAND = (sys.executable, "-m", "tests.agency")
    ROOT = Path(__file__).parent.parent

    def test_it_serves_until_told_to_stop(self) -> None:
        command = [*self.COMMAND, "--generated", "20", "--layout", "mixed", "--wording", "other"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=self.ROOT) as process:
            assert process.stdout
            line = process.stdout.readline()
            found = re.fullmatch(r"Serving the agency on (http://127\.0\.0\.1:\d+/)\n", line)
            assert found
            assert Answer(found[1]).status == 200
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=10) == 0

    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [
            (["--layout", "baroque"], "no layout is called 'baroque'"),
            (["--generated", "many"], "a whole number from 0 on is needed, not 'many'"),
            (["--port", "99999"], "cannot listen on 127.0.0.1:99999"),
        ],
    )
    def test_bad_arguments_are_explained(self, arguments: list[str], complaint: str) -> None:
        done = subprocess.run([*self.COMMAND, *arguments], capture_output=True, text=True, cwd=self.ROOT, check=False)
        assert done.returncode == 2
        assert complaint in done.stderr
        assert "Traceback" not in done.stderr
