"""The page-reading benchmark: its metrics on cases worked out by hand, its furniture, and the project's own figures."""

import json
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks import engines, pages, report
from benchmarks.corpus import CONDITIONS, HELD_OUT, Lot, Page, furniture_lines, lot, seen_layouts
from benchmarks.engines import OWN, Engine, MissingError, Reports, iso_date, load, one_by_one
from benchmarks.floors import FloorsError, load_floors, pinned
from benchmarks.metrics import METRICS, Reading, Score, Truth, figures, has_furniture, key, line_key, overlap, same_moment, score
from benchmarks.report import as_json, markdown, write_docs
from benchmarks.running import Results, run
from tests.agency.render import layouts

STORY = "قال الوزير ان العمل يبدأ غدا"
TRUTH = Truth(STORY, "عنوان الخبر", "2015-10-15T07:08:59+03:00", "second", "حسن الراشد", 1548, "الأخبار")
RIGHT = Reading(STORY, "عنوان الخبر", "2015-10-15T07:08:59+03:00", "حسن الراشد", 1548, "الأخبار")


def truth_with(furniture: list[str], body: str = STORY, printed: str = "") -> Truth:
    """Return what a page says that prints these lines around its story."""
    return Truth(body, "", None, None, None, None, "", printed, tuple(map(line_key, furniture)))


class TestOverlap:
    """Shingles of four words, as a multiset."""

    @pytest.mark.parametrize(
        ("wanted", "found", "precision", "recall"),
        [
            ("a b c d e", "a b c d e", 1, 1),
            ("a b c d e", "a  b c\nd e", 1, 1),
            ("a b c d e", "a b c d x", 1 / 2, 1 / 2),
            ("a b c d", "a b c d e f", 1 / 3, 1),
            ("a b c d e f", "a b c d", 1, 1 / 3),
            ("a a a a a", "a a a a a a a", 2 / 4, 1),
            ("a b", "a b", 1, 1),
            ("a b", "a b c", 0, 0),
            ("", "", 1, 1),
            ("a b c d", "", 0, 0),
            ("", "a b c d", 0, 0),
        ],
    )
    def test_by_hand(self, wanted: str, found: str, precision: float, recall: float) -> None:
        assert overlap(wanted, found) == pytest.approx((precision, recall))


class TestFurniture:
    """Whether a line from around the article stands in the body."""

    def test_a_line_of_the_page_in_the_body(self) -> None:
        assert has_furniture(truth_with(["اضف تعليقك"]), f"{STORY}\n\nأضف تعليقك")

    def test_the_story_alone_has_none(self) -> None:
        assert not has_furniture(truth_with(["اضف تعليقك", "العمل"]), STORY)

    def test_a_line_that_the_story_says_itself(self) -> None:
        story = f"{STORY} التعليقات"
        truth = truth_with(["التعليقات"], body=story)
        assert not has_furniture(truth, story)
        assert has_furniture(truth, f"{story}\n\nالتعليقات")

    def test_a_line_that_stands_in_the_title_too(self) -> None:
        truth = truth_with(["الأخبار"], printed="نشرة الأخبار")
        assert not has_furniture(truth, f"نشرة الأخبار\n\n{STORY}")

    def test_a_sentence_glued_to_the_last_word(self) -> None:
        assert has_furniture(truth_with(["اشترك في قناة الوكالة"]), f"{STORY}اشترك في قناة الوكالة")

    def test_a_single_word_inside_another_is_none(self) -> None:
        assert not has_furniture(truth_with(["بحث"]), f"{STORY} يبحث")

    def test_numbers_change_from_page_to_page(self) -> None:
        truth = truth_with(["زمن القراءة 3 دقائق", "عدد الزوار: 305"])
        assert has_furniture(truth, f"زمن القراءة ٥ دقائق\n{STORY}")
        assert has_furniture(truth, f"{STORY}\nعدد الزوار: 1")

    def test_spelling_is_folded(self) -> None:
        assert key("أخبـــارُ المدينةِ، ٢٠٢٠\u200f") == key("اخبار المدينه 2020")

    @pytest.mark.parametrize("layout", seen_layouts())
    def test_lines_of_a_layout(self, layout: str) -> None:
        lines = furniture_lines(layouts()[layout], "standard", 3)
        assert line_key("اشترك في قناة وكالة انباء براثا على التلجرام") in lines
        assert line_key("اضف تعليقك") in lines
        assert len(lines) > 50
        assert not any("zqxj" in line for line in lines)

    def test_boxes_between_paragraphs_are_among_them(self) -> None:
        assert line_key("يمكنك إلغاء الاشتراك متى شئت.") in furniture_lines(layouts()["html5-jsonld"], "standard", 3)


class TestDates:
    """Moments and days."""

    @pytest.mark.parametrize(
        ("wanted", "precision", "found", "same"),
        [
            ("2015-10-15T07:08:59+03:00", "second", "2015-10-15T07:08:59+03:00", True),
            ("2015-10-15T07:08:59+03:00", "second", "2015-10-15T04:08:59+00:00", True),
            ("2015-10-15T07:08:59+03:00", "second", "2015-10-15T07:08:59", True),
            ("2006-07-10T07:08:59+04:00", "second", "2006-07-10T07:08:59", True),
            ("2015-10-15T07:08:59+03:00", "second", "2015-10-15T07:08:59+00:00", False),
            ("2015-10-15T07:08:59+03:00", "second", "2015-10-15", False),
            ("2016-12-06T00:00:00+03:00", "day", "2016-12-06", True),
            ("2016-12-06T00:00:00+03:00", "day", "2016-12-05", False),
            ("2016-12-06T00:00:00+03:00", "day", "2016-12-06T09:00:00+03:00", False),
            (None, None, None, True),
            (None, None, "2016-12-06", False),
            ("2016-12-06T00:00:00+03:00", "day", None, False),
        ],
    )
    def test_moments(self, wanted: str | None, precision: str | None, found: str | None, same: bool) -> None:
        assert same_moment(wanted, precision, found) is same

    def test_the_day_alone_is_counted_apart(self) -> None:
        found = score(TRUTH, Reading(published="2015-10-15"))
        assert (found.date_time, found.date) == (False, True)

    @pytest.mark.parametrize(
        ("given", "iso"),
        [
            ("2015-10-15", "2015-10-15"),
            ("2015-10-15T07:08:59+03:00", "2015-10-15T07:08:59+03:00"),
            ("2015-99-15", None),
            ("15 أكتوبر 2015", None),
            ("", None),
            (None, None),
        ],
    )
    def test_dates_that_libraries_give(self, given: str | None, iso: str | None) -> None:
        assert iso_date(given) == iso


class TestScore:
    """One reading against the truth."""

    def test_all_right(self) -> None:
        assert score(TRUTH, RIGHT) == Score(1.0, 1.0, True, False, True, True, True, True, None, True, True)  # noqa: FBT003

    def test_nothing_read(self) -> None:
        assert score(TRUTH, Reading()) == Score(0.0, 0.0, False, False, False, False, False, False, None, False, False)  # noqa: FBT003

    def test_white_space_is_levelled_and_nothing_else(self) -> None:
        assert score(TRUTH, Reading(f" {STORY}\n", "عنوان  الخبر")).exact
        assert score(TRUTH, Reading(f" {STORY}\n", "عنوان  الخبر")).title
        assert not score(TRUTH, Reading(f"{STORY}.")).exact

    def test_false_authors_are_those_of_pages_that_name_nobody(self) -> None:
        nameless = Truth(STORY, "", None, None, None, None, "")
        assert score(nameless, Reading(author="وكالة")).false_author is True
        assert score(nameless, Reading(author=" ")).false_author is False
        assert score(TRUTH, Reading(author="وكالة")).false_author is None

    def test_figures_are_means_and_f1_is_made_of_mean_precision_and_recall(self) -> None:
        half = Reading("قال الوزير ان العمل")  # one shingle of three: precision 1, recall 1/3
        found = figures([score(TRUTH, RIGHT), score(TRUTH, half), score(Truth(STORY, "", None, None, None, None, ""), Reading("", author="x"))])
        precision, recall = 2 / 3, (1 + 1 / 3) / 3
        assert found["body_f1"] == pytest.approx(2 * precision * recall / (precision + recall))
        assert found["exact"] == pytest.approx(1 / 3)
        assert found["author"] == pytest.approx(1 / 3)
        assert found["false_authors"] == 1
        assert found.keys() == METRICS.keys()


def lot_of(*truths: Truth, held_out: bool = False) -> Lot:
    """Return a lot of pages that say this."""
    made = [Page(b"x", "x", f"https://burathanews.com/arabic/news/{place}", "text/html", truth) for place, truth in enumerate(truths)]
    return Lot("secret" if held_out else "table-font", "plain", held_out, made)


def engine(name: str, *readings: Reading, gives: tuple[str, ...] = tuple(METRICS)) -> Engine:
    """Return an engine that reads this of the first pages, whatever they are."""
    return Engine(name, name, "", gives, lambda found: Reports(list(readings[: len(found)])))


class TestRun:
    """Running, reporting and holding against floors."""

    def test_an_exception_is_an_empty_reading_and_is_counted(self) -> None:
        def read(page: Page) -> Reading:
            if page.url.endswith("0"):
                raise KeyError(page.url)
            return RIGHT

        found = one_by_one(read)(lot_of(TRUTH, TRUTH).pages)
        assert found == Reports([Reading(), RIGHT], 1)

    def test_what_is_held_out_shows_only_together(self) -> None:
        results = run([engine("batch", RIGHT)], [lot_of(TRUTH), lot_of(TRUTH, held_out=True)])
        text = markdown(results) + json.dumps(as_json(results))
        assert "secret" not in text
        assert results.layouts == ["table-font", HELD_OUT]
        assert results.conditions == ["plain", HELD_OUT]
        assert text.index("### As they are") < text.index("### Held out")

    def test_what_an_engine_does_not_give_is_not_judged(self) -> None:
        results = run([engine("trafilatura", RIGHT, gives=("exact",))], [lot_of(TRUTH)])
        assert results.figures("trafilatura", "plain") == {"exact": 1.0}
        assert "| trafilatura | - | 100.0% | - |" in markdown(results)

    def test_skipped_engines_are_named_with_the_reason(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def missing(name: str) -> ModuleType:
            raise ImportError(name=name)

        monkeypatch.setattr(engines, "import_module", missing)
        with pytest.raises(MissingError, match="goose3 is not installed"):
            load("goose3")
        results = Results([], {"goose3": "goose3 is not installed"})
        assert "Skipped: goose3: goose3 is not installed." in markdown(results)

    def test_a_figure_under_its_floor_is_named(self) -> None:
        results = run([engine(name, Reading(STORY)) for name in OWN], [lot_of(TRUTH)])
        floors = {name: {"plain": {**dict.fromkeys(METRICS, 0.0), "title": 0.5}} for name in OWN}
        broken = [str(each) for each in pinned(results, floors) if each.broken]
        assert broken == [f"{name}, plain: title is 0.0000, its floor 0.5000" for name in OWN]

    def test_a_ceiling_is_broken_from_above(self) -> None:
        truth = truth_with(["اضف تعليقك"])
        results = run([engine(name, Reading(f"{STORY} اضف تعليقك")) for name in OWN], [lot_of(truth)])
        floors = {name: {"plain": {**dict.fromkeys(METRICS, 0.0), "furniture": 0.2}} for name in OWN}
        assert [each.metric for each in pinned(results, floors) if each.broken] == ["furniture", "furniture"]

    def test_a_floor_without_a_figure_is_an_error(self) -> None:
        results = run([engine(name, RIGHT) for name in OWN], [lot_of(TRUTH)])
        with pytest.raises(FloorsError, match=r"batch\.long\.title has no figure"):
            pinned(results, {name: {c: dict.fromkeys(METRICS, 0.0) for c in ("plain", "long")} for name in OWN})

    def test_the_docs_are_written_between_the_markers(self, tmp_path: Path) -> None:
        page = tmp_path / "page.md"
        page.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", encoding="utf-8")
        write_docs("new\n", page)
        assert page.read_text(encoding="utf-8") == f"before\n{report.BEGIN}\n\nnew\n\n{report.END}\nafter\n"
        page.write_text("no markers", encoding="utf-8")
        with pytest.raises(ValueError, match="lacks"):
            write_docs("new\n", page)

    def test_the_docs_have_the_markers(self) -> None:
        text = report.DOCS.read_text(encoding="utf-8")
        assert 0 < text.index(report.BEGIN) < text.index(report.END)

    @pytest.mark.parametrize(
        "arguments",
        [["--engines", "goose4"], ["--layouts", "held-out-portal"], ["--conditions", "x"], ["--check", "--layouts", "poster"]],
    )
    def test_wrong_arguments_are_told(self, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit, match="2"):
            pages.main(arguments)
        assert "error: " in capsys.readouterr().err

    def test_a_part_leaves_the_docs_alone(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        before = report.DOCS.read_bytes()
        file = tmp_path / "figures.json"
        assert pages.main(["--engines", "batch", "--layouts", "poster", "--conditions", "plain", "--json", str(file)]) == 0
        assert report.DOCS.read_bytes() == before
        assert "### As they are" in capsys.readouterr().out
        found = json.loads(file.read_text(encoding="utf-8"))["engines"]["batch"]["conditions"]["plain"]
        assert found["layouts"]["poster"] == found["figures"]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_the_truth_reads_as_right(condition: str) -> None:
    for page in lot(layouts()["bare-text"], condition).pages:
        truth = page.truth
        reading = Reading(truth.body, truth.title, truth.published, truth.author, truth.views, truth.category)
        found = score(truth, reading)
        assert (found.precision, found.recall, found.furniture, found.false_author or False) == (1, 1, False, False)
        assert found.exact and found.title and found.date_time and found.date and found.author and found.views and found.category  # noqa: PT018


CHECKED = ("plain", "long")
"""The third condition, other wordings, is read word for word in test_reading.py; ``make bench-pages`` has its figures too."""


@pytest.fixture(scope="module")
def own_results() -> Results:
    """Read every page of every twelfth layout in these conditions, once for all tests of the floors; ``make bench-pages`` reads all."""
    return pages.measure(OWN, (*seen_layouts()[::12], HELD_OUT), CHECKED)


@pytest.mark.parametrize("condition", [*CHECKED, HELD_OUT])
@pytest.mark.parametrize("name", OWN)
def test_own_figures_hold_their_floors(own_results: Results, name: str, condition: str) -> None:
    floors = {
        engine: {place: floor for place, floor in of_engine.items() if place in {*CHECKED, HELD_OUT}} for engine, of_engine in load_floors().items()
    }
    figures_there = [each for each in pinned(own_results, floors) if (each.engine, each.condition) == (name, condition)]
    assert len(figures_there) == len(METRICS)
    assert [str(each) for each in figures_there if each.broken] == []
