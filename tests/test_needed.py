"""What the project needs is what requirements.txt has, and what is missing is said."""

import importlib.util

import pytest

from buratha.needed import NEEDED, MissingPackagesError, check_packages, other_versions
from tests.crawling import ROOT


def test_the_table_is_what_requirements_have() -> None:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    required = {line.partition("#")[0].strip() for line in lines if line.strip() and not line.startswith(("#", "-"))}
    assert set(NEEDED.values()) == required, "buratha/needed.py names every package of requirements.txt"


def test_all_missing_packages_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name in {"lxml", "psycopg"} else find(name))
    with pytest.raises(MissingPackagesError) as raised:
        check_packages()
    assert "this Python lacks: lxml, psycopg[binary]. Install them: " in str(raised.value)
    assert str(raised.value).endswith(f"-m pip install '{NEEDED['lxml']}' '{NEEDED['psycopg']}'")


def test_another_version_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NEEDED, "lxml", "lxml==1.0")  # type: ignore[arg-type]
    (sentence,) = other_versions()
    assert "and the project was tried with 1.0: " in sentence
    assert sentence.endswith("-m pip install 'lxml==1.0'")
