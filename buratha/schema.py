"""The JSON Schema of a record, made from ``items.py``: ``python -m buratha.schema`` writes it to ``resources/article.schema.json``."""

import ast
import inspect
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

import fastjsonschema

from buratha import items, resources

NAME = "article.schema.json"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}

Schema = dict[str, Any]


class Fault(NamedTuple):
    """What is wrong with a record."""

    field: str
    message: str


def build() -> Schema:
    """Make the schema of an Article's record from the dataclasses and their docstrings."""
    described = _docstrings()
    parts: dict[str, Schema] = {}
    article = _object(items.Article, parts, described)
    return {
        "$schema": _DIALECT,
        "$id": f"urn:buratha:schema:article:{items.SCHEMA_VERSION}",
        "title": "Article",
        **article,
        "$defs": dict(sorted(parts.items())),
    }


def to_text(schema: Schema) -> str:
    """The schema as its file has it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


@cache
def shipped() -> Schema:
    """The schema as it is shipped."""
    schema: Schema = json.loads(files(resources).joinpath(NAME).read_text(encoding="utf-8"))
    return schema


def first_fault(record: Mapping[str, Any]) -> Fault | None:
    """What is wrong with a record, or None when it fits the schema that is shipped."""
    try:
        _check()(record)
    except fastjsonschema.JsonSchemaValueException as error:
        path = [str(step) for step in error.path[1:]]
        return Fault(path[0] if path else "record", f"{'.'.join(path)}: {error.message.removeprefix(str(error.name)).strip()}")
    return None


@cache
def _check() -> Callable[[Mapping[str, Any]], Any]:
    """The compiled check. The compiler knows no dialect newer than draft 7; of the keywords used here, none has changed since."""
    schema = {name: value for name, value in shipped().items() if name not in {"$schema", "$id"}}
    check: Callable[[Mapping[str, Any]], Any] = fastjsonschema.compile(schema, use_formats=False)
    return check


def _object(kind: type, parts: dict[str, Schema], described: Mapping[tuple[str, str], str]) -> Schema:
    hints = get_type_hints(kind, include_extras=True)
    names = [field.name for field in fields(kind)]
    return {
        "type": "object",
        "description": inspect.cleandoc(kind.__doc__ or ""),
        "properties": {name: {"description": described[kind.__name__, name], **_of(hints[name], parts, described)} for name in names},
        "required": names,
        "additionalProperties": False,
    }


def _of(hint: Any, parts: dict[str, Schema], described: Mapping[tuple[str, str], str]) -> Schema:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _of(args[0], parts, described) | {name: value for extra in args[1:] for name, value in extra.items()}
    if origin in {Union, UnionType}:
        return _either([_of(arg, parts, described) for arg in args])
    if origin is list:
        return {"type": "array", "items": _of(args[0], parts, described)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(args[1], parts, described)}
    if is_dataclass(hint) and isinstance(hint, type):
        parts.setdefault(hint.__name__, _object(hint, parts, described))
        return {"$ref": f"#/$defs/{hint.__name__}"}
    return {"type": _PLAIN[hint]}


def _either(choices: list[Schema]) -> Schema:
    """A value of one kind, or null: the constraints of the kind leave null alone."""
    types = [choice["type"] for choice in choices]
    merged = {name: value for choice in choices for name, value in choice.items()}
    if "enum" in merged and "null" in types:
        merged["enum"] = [*merged["enum"], None]
    return merged | {"type": types}


def _docstrings() -> dict[tuple[str, str], str]:
    """The docstring of every field: the string that stands below it in the source."""
    found = {}
    for node in ast.parse(inspect.getsource(items)).body:
        if isinstance(node, ast.ClassDef):
            for field, below in zip(node.body, node.body[1:], strict=False):
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                    found[node.name, field.target.id] = _text(below, f"{node.name}.{field.target.id}")
    return found


def _text(node: ast.stmt, name: str) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return inspect.cleandoc(node.value.value)
    raise ValueError(f"{name} in items.py has no docstring")


def main() -> None:
    """Write the schema beside the other resources."""
    path = Path(str(files(resources))) / NAME
    path.write_text(to_text(build()), encoding="utf-8")


if __name__ == "__main__":
    main()
