"""Schema: the JSON Schema (draft 2020-12) of a notice, made from the attrs classes and their docstrings."""

from __future__ import annotations

import inspect
import re
import types
from datetime import date
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from policytasks.convert.data import FORMAT_VERSION, VERSION_KEY
from policytasks.model.notice import Notice

__all__ = ["json_schema"]

_SIMPLE: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    date: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
}
_ARGUMENT = re.compile(r"    (\w+): (.*)")
_MARKUP = re.compile(r"``([^`]*)``|`([^`]*)`")


def json_schema() -> dict[str, Any]:
    """The JSON Schema of what `to_dict` gives and `from_dict` takes.

    Returns:
        A schema of draft 2020-12; every class of the model is one of its ``$defs``.
    """
    definitions: dict[str, Any] = {}
    _define(Notice, definitions)
    notice = definitions.pop("Notice")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:policytasks:notice:{FORMAT_VERSION}",
        **notice,
        "properties": {
            VERSION_KEY: {"const": FORMAT_VERSION, "description": "Version of this form."},
            **notice["properties"],
        },
        "required": [VERSION_KEY, *notice["required"]],
        "$defs": dict(sorted(definitions.items())),
    }


def _define(kind: type, definitions: dict[str, Any]) -> None:
    """Add the schema of a class, and of the classes in its fields, to the definitions."""
    if kind.__name__ in definitions:
        return
    summary, arguments = _documentation(kind)
    if issubclass(kind, Enum):
        definitions[kind.__name__] = {
            "title": kind.__name__,
            "description": summary,
            "enum": [member.value for member in kind],
        }
        return
    # A placeholder first: a location holds locations.
    schema: dict[str, Any] = {"title": kind.__name__, "description": summary, "type": "object"}
    definitions[kind.__name__] = schema
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(kind)  # type: ignore[arg-type]  # an attrs class by now
    hints = get_type_hints(kind)
    properties = {}
    for field in fields:
        properties[field.name] = _field(hints[field.name], definitions)
        if field.name in arguments:
            properties[field.name]["description"] = arguments[field.name]
    schema["properties"] = properties
    schema["required"] = [field.name for field in fields if field.default is attrs.NOTHING]
    schema["additionalProperties"] = False


def _field(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of one type.

    Raises:
        TypeError: The model uses a type that has no form in plain data.
    """
    if hint in _SIMPLE:
        return dict(_SIMPLE[hint])
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_field(part, definitions) for part in parts]}
    if origin is tuple and parts[-1] is Ellipsis:
        return {"type": "array", "items": _field(parts[0], definitions)}
    if origin is tuple:
        return {
            "type": "array",
            "prefixItems": [_field(part, definitions) for part in parts],
            "items": False,
            "minItems": len(parts),
        }
    if isinstance(hint, type) and (attrs.has(hint) or issubclass(hint, Enum)):
        _define(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    raise TypeError(f"no JSON Schema for {hint!r}")


def _documentation(kind: type) -> tuple[str, dict[str, str]]:
    """The first paragraph of a class's docstring, and what its Args say of each field."""
    lines = (inspect.getdoc(kind) or "").splitlines()
    summary: list[str] = []
    for line in lines:
        if not line.strip():
            break
        summary.append(line.strip())
    arguments: dict[str, str] = {}
    current = ""
    inside = False
    for line in lines:
        if line.strip() in ("Args:", "Attributes:"):
            inside = True
        elif inside and (match := _ARGUMENT.fullmatch(line)):
            current = match[1]
            arguments[current] = match[2].strip()
        elif inside and current and line.startswith("        "):
            arguments[current] += " " + line.strip()
        elif line.strip():
            inside = False
    return _plain(" ".join(summary)), {name: _plain(text) for name, text in arguments.items()}


def _plain(text: str) -> str:
    return _MARKUP.sub(lambda match: match[1] or match[2], text)
