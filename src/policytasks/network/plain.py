"""Plain graph 纯净图: the same graph with text for names, and with text and finite numbers for values.

That is what every file format and every other graph library takes.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any, cast

import networkx as nx

from policytasks.errors import SelectionError

__all__ = ["plain_graph", "plain_value", "sides", "with_attributes"]

_NOT_IN_A_FILE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\ufffd"


def plain_graph(graph: nx.Graph[Any]) -> nx.Graph[str]:
    """A graph whose nodes are str and whose values are str, int or finite float.

    ======================  ========================================================
    value                   what becomes of it
    ======================  ========================================================
    None, NaN, infinity     left out: the attribute says nothing
    True, False             1, 0
    date, time              ISO 8601
    enum                    its value
    list, tuple, set, dict  JSON; sets sorted
    anything else           ``str()``
    ======================  ========================================================

    Characters that neither XML nor UTF-8 can hold (control characters, halves of surrogate pairs) become U+FFFD.

    Args:
        graph: Any networkx graph.

    Returns:
        The graph itself where it is plain already, else a copy of the same class; nodes and edges in the same order.

    Raises:
        SelectionError: Two nodes have the same name as text.
    """
    if _is_plain(graph):
        return graph
    names = {node: _text(node) for node in graph}
    if len(set(names.values())) < len(names):
        raise SelectionError(
            "two nodes have one name", found=repr(_repeated(names.values())), expected="nodes whose str() differs"
        )
    return with_attributes(
        nx.relabel_nodes(graph, names), of_nodes=lambda _, said: _plain_attributes(said), of_edges=_plain_attributes
    )


def with_attributes(
    graph: nx.Graph[str],
    *,
    of_nodes: Callable[[str, dict[str, Any]], dict[str, Any]],
    of_edges: Callable[[dict[str, Any]], dict[str, Any]],
) -> nx.Graph[str]:
    """A copy of a graph, of the same class and order, with other attributes.

    Args:
        graph: Any networkx graph.
        of_nodes: A node and its attributes → its attributes in the copy.
        of_edges: The attributes of an edge (or of the graph itself) → those in the copy.
    """
    copy: nx.Graph[str] = graph.__class__()
    copy.graph.update(of_edges(graph.graph))
    copy.add_nodes_from((node, of_nodes(node, said)) for node, said in graph.nodes(data=True))
    if isinstance(graph, nx.MultiGraph):
        for source, target, key, said in graph.edges(keys=True, data=True):
            cast("nx.MultiGraph[str]", copy).add_edge(source, target, key=key, **of_edges(said))
    else:
        copy.add_edges_from((source, target, of_edges(said)) for source, target, said in graph.edges(data=True))
    return copy


def plain_value(value: object) -> str | int | float | None:
    """A value as text or number; None for one that says nothing."""
    if isinstance(value, Enum):
        return plain_value(value.value)
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if value is None:
        return None
    # numpy's numbers say by `item` what they are in Python.
    item = getattr(value, "item", None)
    if callable(item) and getattr(value, "ndim", None) == 0:
        return plain_value(item())
    return _text(_words(value))


def sides(graph: nx.Graph[str]) -> tuple[list[str], list[str]] | None:
    """The nodes of both sides of a bipartite graph, units first; None for a graph that is not marked as one.

    A graph is marked by the node attribute ``bipartite`` (0 or 1) on every node, with edges between the sides only. The nodes of a
    projection keep their marks, though it has one side; it says so in ``graph.graph``.
    """
    if "projection" in graph.graph:
        return None
    marks = {node: said.get("bipartite") for node, said in graph.nodes(data=True)}
    if not marks or any(mark not in (0, 1) for mark in marks.values()):
        return None
    if any(marks[source] == marks[target] for source, target in graph.edges()):
        return None
    return [node for node, mark in marks.items() if mark == 0], [node for node, mark in marks.items() if mark == 1]


def _is_plain(graph: nx.Graph[Any]) -> bool:
    if not all(type(node) is str and not _NOT_IN_A_FILE.search(node) for node in graph):
        return False
    if not _all_plain(graph.graph):
        return False
    return all(_all_plain(attributes) for _, attributes in graph.nodes(data=True)) and all(
        _all_plain(attributes) for _, _, attributes in graph.edges(data=True)
    )


def _all_plain(attributes: Mapping[Any, object]) -> bool:
    for name, value in attributes.items():
        if type(name) is not str or _NOT_IN_A_FILE.search(name):
            return False
        kind = type(value)
        if kind is str:
            if _NOT_IN_A_FILE.search(value):  # type: ignore[call-overload]  # it is a str
                return False
        elif kind is float:
            if not math.isfinite(value):  # type: ignore[arg-type]  # it is a float
                return False
        elif kind is not int:
            return False
    return True


def _plain_attributes(attributes: Mapping[Any, object]) -> dict[str, str | int | float]:
    values = ((_text(name), plain_value(value)) for name, value in attributes.items())
    return {name: value for name, value in values if value is not None}


def _text(value: object) -> str:
    return _NOT_IN_A_FILE.sub(_REPLACEMENT, str(value))


def _words(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping | list | tuple | set | frozenset):
        return json.dumps(_jsonable(value), ensure_ascii=False)
    return value


def _jsonable(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(name): _jsonable(each) for name, each in value.items()}
    if isinstance(value, set | frozenset):
        return [_jsonable(each) for each in sorted(value, key=str)]
    if isinstance(value, list | tuple):
        return [_jsonable(each) for each in value]
    return plain_value(value)


def _repeated(names: Iterable[str]) -> str:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return ""
