"""The words of labels are data: in whatever spelling they stand there, they are compared as folded keys."""

from pathlib import Path

from buratha.arabic.folding import fold
from buratha.pages import label_words
from buratha.pages.counting import counts_readers
from buratha.pages.page_labels import ONWARD, read_label
from buratha.resources import load


def test_a_list_may_be_written_as_one_line_or_word_by_word() -> None:
    assert "دقايق" in label_words.keys("counts", "minutes")
    assert "ضمن باب" in label_words.keys("sections", "labels")


def test_the_spelling_of_a_word_does_not_matter() -> None:
    assert read_label("اللاحقه").step == read_label("اللاحقة").step == ONWARD
    assert not counts_readers(fold("أسئلة القرّاء").split())


def test_every_table_is_read_by_somebody() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in Path(label_words.__file__).parents[1].rglob("*.py"))
    unread = {
        (table, name) for table, lists in load("labels.toml").items() for name in lists if f'"{name}"' not in source and f"'{name}'" not in source
    }
    assert unread == set()
