"""The near-duplicate benchmark: a small archive with floors, and the planting itself."""

import random
import re
from pathlib import Path

import pytest

from benchmarks import duplicates
from benchmarks.duplicates_bulletins import FORMS, bulletin, spelt
from benchmarks.duplicates_corpus import corpus
from benchmarks.duplicates_running import Result, run
from benchmarks.duplicates_variants import VARIANTS, Text
from benchmarks.report import BEGIN, END
from buratha.arabic.folding import fold
from buratha.similarity.words import words

STORY = Text(
    "news",
    "افتتاح سوق جديد للسمك في القرنة",
    "افتتحت البلدية امس سوقا للسمك في القرنة يضم 40 محلا ومخزنا مبردا.\n\n"
    "وقال مدير السوق ان 12 عائلة باشرت العمل فيه، وان البقية ستلتحق بعد اكمال الربط بالكهرباء.\n\n"
    "وتمنى الباعة ان تمنع الدوريات البيع على الارصفة، وان ترفع النفايات مرتين في اليوم بعد ان اشتكى سكنة الحي من الروائح.",
)


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return run(corpus(4000, 7), f"sqlite:///{tmp_path_factory.mktemp('archive')}/archive.db", held=2000)


def test_precision_holds_its_floor(result: Result) -> None:
    assert result.precision >= duplicates.PRECISION, result.wrong


def test_recall_holds_its_floor(result: Result) -> None:
    assert result.recall >= duplicates.RECALL, {kind: (result.right[kind], number) for kind, number in result.planted.items()}


def test_every_kind_is_planted_and_told(result: Result) -> None:
    assert (+result.planted).keys() == {*VARIANTS, "bulletin again"}
    report = duplicates.markdown(result)
    assert all(f"| {kind} |" in report for kind in result.kinds)
    assert result.kinds.total() == result.documents


def test_a_figure_that_is_missed_is_named() -> None:
    poor = Result(documents=10)
    poor.planted["x"], poor.right["x"], poor.wrong["y"], poor.seconds["find"] = 8, 7, 1, 0.02
    assert duplicates.misses(poor) == [
        "precision: 0.8750 instead of 0.995",
        "recall: 0.8750 instead of 0.95",
        "milliseconds a document: 2.0000 instead of 1.5",
    ]


def test_a_part_leaves_the_docs_alone(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    before = duplicates.DOCS.read_bytes()
    duplicates.main(["--documents", "300", "--held", "10", "--database", f"sqlite:///{tmp_path}/archive.db"])
    assert "in an index of 10 others" in capsys.readouterr().out
    assert duplicates.DOCS.read_bytes() == before


def test_the_docs_have_the_markers() -> None:
    text = duplicates.DOCS.read_text(encoding="utf-8")
    assert 0 < text.index(BEGIN) < text.index(END)


def test_one_seed_gives_one_archive() -> None:
    assert corpus(200, 3) == corpus(200, 3)
    assert corpus(200, 3) != corpus(200, 4)


def test_a_copy_stands_behind_its_original() -> None:
    seen: set[int] = set()
    for document in corpus(1500, 5):
        assert document.copy == (document.family in seen)
        seen.add(document.family)


@pytest.mark.parametrize("kind", VARIANTS)
def test_a_variant_keeps_most_of_the_story(kind: str) -> None:
    told = VARIANTS[kind](random.Random(1), STORY)
    assert told != STORY
    assert len(set(words(told.body)) & set(words(STORY.body))) >= 0.5 * len(set(words(STORY.body)))


def test_another_spelling_is_the_same_folded() -> None:
    told = VARIANTS["other spelling"](random.Random(1), STORY)
    assert told.body != STORY.body
    assert fold(told.body) == fold(STORY.body)


@pytest.mark.parametrize(
    ("number", "said"), [(3, "ثلاثة"), (10, "عشرة"), (11, "أحد عشر"), (17, "سبعة عشر"), (40, "أربعون"), (56, "ستة وخمسون"), (0, "صفر")]
)
def test_numbers_in_words(number: int, said: str) -> None:
    assert spelt(number) == said


@pytest.mark.parametrize("form", FORMS)
def test_a_bulletin_is_filled(form: str) -> None:
    made = bulletin(random.Random(1), FORMS[form])
    assert not re.search("[{}]", made.title + made.body)
    assert made.said
    assert len({bulletin(random.Random(seed), FORMS[form]).said for seed in range(8)}) > 1
