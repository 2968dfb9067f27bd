"""Columns: the attributes of many nodes or edges as a table has them, one type a name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

__all__ = ["columns_of", "typed"]


def columns_of(records: Iterable[dict[str, Any]]) -> dict[str, type]:
    """Every attribute name, in the order of its first appearance, with the type that holds all its values.

    Args:
        records: Attributes of nodes or edges; values are str, int or float.

    Returns:
        Name → int, float (also for a mixture with int) or str (for any other mixture).
    """
    types: dict[str, type] = {}
    for record in records:
        for name, value in record.items():
            known = types.setdefault(name, type(value))
            if known is not type(value):
                types[name] = float if {known, type(value)} == {int, float} else str
    return types


def typed(record: dict[str, Any], columns: dict[str, type]) -> dict[str, Any]:
    """A record whose values have the types of their columns.

    Args:
        record: Attributes of one node or edge.
        columns: What `columns_of` found in all of them.
    """
    return {name: columns[name](value) for name, value in record.items()}
