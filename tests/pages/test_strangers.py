"""Layouts by writers who had not seen the code: nearly every field is right, and most of the wrong ones are doubtful."""

from collections import Counter
from dataclasses import replace

import pytest

from benchmarks.corpus import lots
from benchmarks.doubts import MODES, Counts, measure, share, wrong_share
from tests.strangers import STRANGERS

LAYOUTS = (
    "baghdad-tiles", "bootstrap-panels", "drupal-2010", "facts-dl", "frame-card-2006", "joomla-k2", "next-hash", "nuke-box",
)  # fmt: skip


@pytest.fixture(scope="module")
def counts() -> Counts:
    found: Counts = Counter()
    parts = (replace(lot, pages=lot.pages[::3]) for lot in lots(LAYOUTS, ["plain"], STRANGERS))  # `make bench-doubts` reads all
    for each in measure(parts):
        found[each.mode, each.field, each.right, bool(each.reasons)] += 1
    return found


@pytest.mark.parametrize(("mode", "wrong"), [("alone", 0.03), ("sevens", 0.02), ("together", 0.02)])
def test_few_fields_are_wrong(counts: Counts, mode: str, wrong: float) -> None:
    assert set(MODES) == {key[0] for key in counts}
    assert wrong_share(counts, mode) <= wrong


@pytest.mark.parametrize("mode", MODES)
def test_few_right_fields_are_doubtful(counts: Counts, mode: str) -> None:
    assert share(counts, mode, None, right=True) <= 0.05
