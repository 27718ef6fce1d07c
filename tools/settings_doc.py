"""docs/settings.md, made from buratha/settings.py: `python -m tools.settings_doc` writes it anew.

Read from the source, because the reasons are its comments: behind a setting, or on the lines above it. What a reason begins with is
Scrapy's own default; Scrapy itself is asked for that.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any

from scrapy.settings import default_settings

ROOT = Path(__file__).parents[1]
SOURCE, DOCUMENT = ROOT / "buratha" / "settings.py", ROOT / "docs" / "settings.md"
_OWN = "BURATHA_"
_SECTION = re.compile(r"# -- (.+?) -+$")
_COMMENT = re.compile(r"""(?:[^"'#]|"[^"]*"|'[^']*')*#\s*(.+)$""")
_SIZE = re.compile(r"(\d+) (MiB|GiB)")
_BITS = {"MiB": 20, "GiB": 30}
_LONGEST = 60
_HEAD = """# Settings

<!-- Made from buratha/settings.py: change that, then run `python -m tools.settings_doc`. -->

Every setting of this project, and every setting of Scrapy that it changes, with the reason. They stand in
[`buratha/settings.py`](../buratha/settings.py). Any of them can be given to any command, `-s NAME=value`, which comes before everything else:

```sh
scrapy settings --get DOWNLOAD_DELAY
scrapy settings --get DOWNLOAD_DELAY -s DOWNLOAD_DELAY=3
```

Those with *yes* under *environment* are also read from a variable of that name; an empty one counts as none.
"""


@dataclass
class Setting:
    """A setting as the source has it."""

    name: str
    value: ast.expr
    reason: str
    text: str = ""
    """The value as written."""
    parts: list[str] = field(default_factory=list)
    """Of a dict or a list over several lines, each part with its reason."""

    @property
    def environment(self) -> bool:
        """Whether the environment is asked for it."""
        return isinstance(self.value, ast.Call)

    @property
    def default(self) -> str:
        """What it is here, as Markdown."""
        if self.parts:
            return "<br>".join(self.parts)
        value = self.value.args[1] if isinstance(self.value, ast.Call) else self.value
        if isinstance(value, ast.Constant) and value.value is None:
            return "none"
        return _code(value.value if isinstance(value, ast.Constant) and self.environment else self.text)

    @property
    def scrapys(self) -> str:
        """What it would be without this project."""
        default = getattr(default_settings, self.name, None)
        text = repr(default)
        return _code(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2]} …")


def document(source: str) -> str:
    """The whole document."""
    lines = source.splitlines()
    titles = {number: found[1] for number, line in enumerate(lines, 1) if (found := _SECTION.match(line))}
    settings = dict(_settings(source, lines))
    parts = [_HEAD]
    for start, title in titles.items():
        end = next((other for other in titles if other > start), len(lines) + 1)
        chosen = [setting for number, setting in settings.items() if start < number < end]
        parts.append(f"## {title[0].upper()}{title[1:]}\n")
        parts += [f"{prose}\n" for prose in _prose(lines[start:])]
        parts += filter(None, (_own([each for each in chosen if each.name.startswith(_OWN)]), _scrapys(chosen)))
    return "\n".join(parts)


def _settings(source: str, lines: list[str]) -> Iterator[tuple[int, Setting]]:
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            above = takewhile(lambda line: line.startswith("# ") and not _SECTION.match(line), reversed(lines[: node.lineno - 1]))
            comment = _comment(lines[node.lineno - 1]) or " ".join(line[2:] for line in reversed(list(above)))
            text = ast.get_source_segment(source, node.value) or ""
            yield node.lineno, Setting(name, node.value, _reason(comment, name), text, list(_parts(node.value, lines)))


def _parts(value: ast.expr, lines: list[str]) -> Iterator[str]:
    if value.lineno == value.end_lineno or not isinstance(value, ast.Dict | ast.List):
        return
    keys = value.keys if isinstance(value, ast.Dict) else value.elts
    values = value.values if isinstance(value, ast.Dict) else [None] * len(keys)
    for key, each in zip(keys, values, strict=True):
        assert key is not None
        assert key.end_lineno is not None
        text = _code(ast.literal_eval(key)) + (f": {_code(ast.unparse(each))}" if each else "")
        comment = _comment(lines[(each.end_lineno or key.end_lineno if each else key.end_lineno) - 1])
        yield f"{text}, {comment}" if comment else text


def _comment(line: str) -> str:
    found = _COMMENT.match(line)
    return found[1].strip() if found else ""


def _reason(comment: str, name: str) -> str:
    """The comment without Scrapy's default in front."""
    if name.startswith(_OWN):
        return comment
    default = getattr(default_settings, name, None)
    for mark in (": ", ", "):
        before, found, behind = comment.partition(mark)
        if found and _is(before, default):
            return "Scrapy's own, stated" if behind == "stated" else behind.replace("stated", "Scrapy's own, stated", 1)
    return "" if _is(comment, default) else comment


def _is(text: str, value: Any) -> bool:
    if isinstance(value, str) and text and text in value:  # the part of a name that tells
        return True
    try:
        text = _SIZE.sub(lambda found: str(int(found[1]) << _BITS[found[2]]), text)
        return bool(ast.literal_eval(re.sub(r"(?<=\d),(?=\d{3})", "", text)) == value)
    except (ValueError, SyntaxError):
        return False


def _prose(lines: list[str]) -> Iterator[str]:
    """What a section says before its first setting."""
    comments = list(takewhile(lambda line: line.startswith("# "), lines))
    if comments and len(lines) > len(comments) and not lines[len(comments)]:
        yield " ".join(line[2:] for line in comments)


def _own(settings: list[Setting]) -> str:
    rows = [f"| `{each.name}` | {each.default} | {'yes' if each.environment else ''} | {_cell(each.reason)} |" for each in settings]
    return _table("| setting | default | environment | meaning |", rows)


def _scrapys(settings: list[Setting]) -> str:
    rows = [f"| `{each.name}` | {each.default} | {each.scrapys} | {_cell(each.reason)} |" for each in settings if not each.name.startswith(_OWN)]
    return _table("| setting | here | Scrapy's own | why |", rows)


def _table(head: str, rows: list[str]) -> str:
    return "\n".join([head, "| --- | --- | --- | --- |", *rows, ""]) if rows else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def _code(value: Any) -> str:
    return f"`{str(value).replace('|', chr(92) + '|')}`"


if __name__ == "__main__":
    DOCUMENT.write_text(document(SOURCE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{DOCUMENT}\n")
