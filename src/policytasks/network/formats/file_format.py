"""File format 文件格式: what a module of this package offers: a name, suffixes, a way out and, where it makes sense, a way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import networkx as nx

__all__ = ["FileFormat", "renamed"]


@attrs.frozen(kw_only=True)
class FileFormat:
    """文件格式 of graphs.

    Args:
        name: What people call it on the command line.
        suffixes: Endings of file names that mean it, the usual one first; lower case.
        encode: A plain graph → the whole file, the same bytes each time.
        decode: The file → the graph; None for a format that is only looked at or loaded by others.
    """

    name: str
    suffixes: tuple[str, ...]
    encode: Callable[[nx.Graph[str]], bytes]
    decode: Callable[[bytes], nx.Graph[str]] | None = None


def renamed(attributes: dict[str, Any], reserved: frozenset[str]) -> dict[str, Any]:
    """The attributes, those that have a meaning of their own in a format with ``_`` behind their name.

    Args:
        attributes: Name → value.
        reserved: Names that the format takes for itself.
    """
    if reserved.isdisjoint(attributes):
        return attributes
    safe: dict[str, Any] = {}
    for name, value in attributes.items():
        new = name
        while new in reserved or (new != name and new in attributes):
            new += "_"
        safe[new] = value
    return safe
