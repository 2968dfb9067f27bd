"""Converter 转换器: the one cattrs converter between attrs classes and plain data.

Plain data is strict: a string is never read as a number nor a number as a string, unknown keys are errors, days are
``YYYY-MM-DD``, members of enums are their English values. Locations and details that say nothing are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import Enum
from itertools import repeat
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import (
    AttributeValidationNote,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from policytasks.errors import ConversionError
from policytasks.location import Location
from policytasks.model.deadline import Deadline
from policytasks.model.document_number import DocumentNumber
from policytasks.model.notice import Citation, Notice, Requirement

__all__ = ["converter", "structure"]

T = TypeVar("T")

_WHOLE = (Location, Deadline)
"""Classes whose fields are left out wherever they hold their default."""
_SOMETIMES: dict[type, tuple[str, ...]] = {
    Citation: ("printed",),
    DocumentNumber: ("printed",),
    Notice: ("disclosure_text",),
    Requirement: ("inherited", "leaders", "open_list", "implied", "remarks"),
}
"""Fields of other classes that are left out when they hold their default; `Location` fields always are."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class _MismatchError(ValueError):
    """A value of the wrong kind, in words for people."""

    def __init__(self, message: str, found: object, expected: str) -> None:
        super().__init__(message)
        self.found = _shown(found)
        self.expected = expected


def _shown(value: object) -> str:
    """A short form of a value for a message."""
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _exactly(kind: type, expected: str) -> Callable[[Any, Any], Any]:
    """A hook that takes values of one builtin type as they are and refuses all others."""

    def take(value: Any, _: Any) -> Any:
        if type(value) is not kind:
            raise _MismatchError("of the wrong kind", value, expected)
        return value

    return take


def _take_date(value: Any, _: Any) -> date:
    if type(value) is str and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise _MismatchError("no such day", value, "a day of the calendar") from None
    raise _MismatchError("not a date", value, "a date as YYYY-MM-DD")


def _take_enum(value: Any, kind: type[Enum]) -> Enum:
    try:
        if type(value) is str:
            return kind(value)
    except ValueError:
        pass
    raise _MismatchError("not a known value", value, "one of " + ", ".join(repr(member.value) for member in kind))


def _object_hook(inner: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """A hook that looks at the container before it looks inside: a list is no object."""

    def take(value: Any, target: Any) -> Any:
        # Nearly every value is a plain dict, and the test against the abstract class is slow.
        if type(value) is not dict and not isinstance(value, Mapping):
            raise _MismatchError("of the wrong kind", value, "an object")
        return inner(value, target)

    return take


def _overrides(kind: type) -> dict[str, Any]:
    attrs.resolve_types(kind)
    left_out = {
        field.name
        for field in attrs.fields(kind)
        if field.default is not attrs.NOTHING
        and (kind in _WHOLE or field.name in _SOMETIMES.get(kind, ()) or field.type is Location)
    }
    return {name: override(omit_if_default=True) for name in left_out}


def _make(*, detailed: bool) -> Converter:
    """A converter; ``detailed`` ones gather every problem with its place and take more time."""
    made = Converter(forbid_extra_keys=True, detailed_validation=detailed, unstruct_collection_overrides={tuple: list})
    for kind, expected in ((str, "a string"), (int, "an integer"), (bool, "true or false")):
        made.register_structure_hook(kind, _exactly(kind, expected))
    made.register_structure_hook(date, _take_date)
    made.register_unstructure_hook(date, date.isoformat)
    made.register_structure_hook_func(lambda kind: isinstance(kind, type) and issubclass(kind, Enum), _take_enum)

    def structure_class(kind: Any) -> Callable[[Any, Any], Any]:
        inner = make_dict_structure_fn(kind, made, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=detailed)
        return _object_hook(inner)

    def unstructure_class(kind: Any) -> Callable[[Any], Any]:
        return make_dict_unstructure_fn(kind, made, **_overrides(kind))

    made.register_structure_hook_factory(attrs.has, structure_class)
    made.register_unstructure_hook_factory(attrs.has, unstructure_class)
    made.register_structure_hook_factory(_is_optional, lambda kind: _optional_hook(made, kind))
    made.register_structure_hook_factory(_is_tuple, lambda kind: _tuple_hook(made, kind, detailed=detailed))
    return made


def _is_optional(kind: Any) -> bool:
    parts = get_args(kind)
    return get_origin(kind) in (Union, UnionType) and len(parts) == 2 and type(None) in parts


def _optional_hook(made: Converter, kind: Any) -> Callable[[Any, Any], Any]:
    """A hook for ``X | None``; finds the hook of X once, where cattrs looks for it at every value."""
    (part,) = (part for part in get_args(kind) if part is not type(None))
    hook = made.get_structure_hook(part)

    def take(value: Any, _: Any) -> Any:
        return None if value is None else hook(value, part)

    return take


def _is_tuple(kind: Any) -> bool:
    origin: object = get_origin(kind)
    return origin is tuple


def _tuple_hook(made: Converter, kind: Any, *, detailed: bool) -> Callable[[Any, Any], Any]:
    """A hook for ``tuple[X, ...]`` and ``tuple[X, Y]``, which plain data writes as arrays."""
    parts = get_args(kind)
    endless = parts[-1] is Ellipsis
    hooks: list[Callable[[Any, Any], Any]] = []

    def take(value: Any, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise _MismatchError("of the wrong kind", value, "an array")
        if not hooks:
            # Looked up when first used: a class may hold tuples of itself.
            hooks.extend(made.get_structure_hook(part) for part in parts if part is not Ellipsis)
        if not endless and len(value) != len(parts):
            raise _MismatchError("of the wrong length", value, f"an array of {len(parts)}")
        pairs = zip(value, repeat(parts[0]) if endless else parts, repeat(hooks[0]) if endless else hooks, strict=False)
        if not detailed:
            return tuple([hook(item, part) for item, part, hook in pairs])
        return _gather(pairs, kind)

    return take


def _gather(pairs: Iterator[tuple[Any, Any, Callable[[Any, Any], Any]]], kind: Any) -> tuple[Any, ...]:
    """The items of a tuple; the problems of all of them in one error."""
    items, errors = [], []
    for index, (item, part, hook) in enumerate(pairs):
        try:
            items.append(hook(item, part))
        except Exception as error:  # of any hook; it is gathered with the others
            error.add_note(IterableValidationNote("", index, part))
            errors.append(error)
    if errors:
        raise IterableValidationError(f"while reading {kind}", errors, kind)
    return tuple(items)


converter = _make(detailed=False)
"""The converter of this library: `unstructure` gives plain data; for the way back see `structure`."""
_explaining = _make(detailed=True)


def structure(data: Any, kind: type[T], *, root: str = "$") -> T:
    """Build a value of an attrs class from plain data.

    Args:
        data: Dictionaries, lists, strings, numbers, booleans and None.
        kind: The class.
        root: What the paths in messages begin with.

    Raises:
        ConversionError: The data does not fit; the first problem is the error, the others are in ``problems``.
    """
    try:
        return converter.structure(data, kind)
    except Exception as fast:  # the reason is worked out below, whatever it was
        try:
            return _explaining.structure(data, kind)
        except Exception as error:  # cattrs raises groups, hooks whatever they like
            problems = list(_problems(error, root)) or list(_problems(fast, root))
    first, *others = problems
    raise ConversionError(
        first.message,
        where=first.where,
        found=first.found,
        expected=first.expected,
        problems=tuple(str(problem) for problem in others),
    )


def _problems(error: BaseException, path: str) -> Iterator[ConversionError]:
    """Every leaf of an exception of cattrs, with the path to the value."""
    if isinstance(error, ClassValidationError | IterableValidationError):
        for inner in error.exceptions:
            yield from _problems(inner, path + _step(inner))
    elif isinstance(error, ForbiddenExtraKeysError):
        for name in sorted(error.extra_fields):
            yield ConversionError("unknown key", where=f"{path}.{name}")
    elif isinstance(error, _MismatchError):
        yield ConversionError(str(error), where=path, found=error.found, expected=error.expected)
    elif isinstance(error, KeyError):
        yield ConversionError("a key is missing", where=path)
    elif isinstance(error, RecursionError):
        yield ConversionError("nested too deeply", where=path)
    else:
        yield ConversionError(str(error) or type(error).__name__, where=path)


def _step(error: BaseException) -> str:
    """The last step of the path to an error, from the note that cattrs left on it."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return f".{note.name}"
        if isinstance(note, IterableValidationNote):
            return f"[{note.index}]"
    return ""
