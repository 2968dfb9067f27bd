"""Data 数据: a notice as dictionaries, lists, strings, numbers and None."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policytasks.convert.converter import converter, structure
from policytasks.errors import ConversionError
from policytasks.model.notice import Notice

__all__ = ["FORMAT_VERSION", "VERSION_KEY", "from_dict", "to_dict"]

FORMAT_VERSION = 1
"""Version of the data's form; it grows when a reader of the old form could misread the new one."""
VERSION_KEY = "format_version"


def to_dict(notice: Notice) -> dict[str, Any]:
    """The notice as plain data, ready for any JSON writer.

    Returns:
        A dictionary with ``format_version`` first. Enums are their English values, days ``YYYY-MM-DD``; locations,
        and details that hold nothing, are left out.
    """
    return {VERSION_KEY: FORMAT_VERSION, **converter.unstructure(notice)}


def from_dict(data: Mapping[str, Any]) -> Notice:
    """The notice that plain data describes; the inverse of `to_dict`, locations included.

    Raises:
        ConversionError: The data is no notice, or was written by a newer version; ``where`` is the path of the first
            problem, such as ``$.sections[0].tasks[2].title``.
    """
    if not isinstance(data, Mapping):
        raise ConversionError("not a notice", where="$", found=type(data).__name__, expected="an object")
    version = data.get(VERSION_KEY)
    where = f"$.{VERSION_KEY}"
    if VERSION_KEY not in data:
        raise ConversionError("the format version is missing", where=where, expected=FORMAT_VERSION)
    if type(version) is not int or version < 1:
        raise ConversionError("no format version", where=where, found=repr(version), expected=FORMAT_VERSION)
    if version > FORMAT_VERSION:
        raise ConversionError(
            "written by a newer policytasks; upgrade to read it",
            where=where,
            found=version,
            expected=f"at most {FORMAT_VERSION}",
        )
    return structure({key: value for key, value in data.items() if key != VERSION_KEY}, Notice)
