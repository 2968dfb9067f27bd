"""Small networks for tests: rows of units as a graph, and hypothesis strategies of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import networkx as nx
from hypothesis import strategies as st

NAMES = "甲局 乙局 丙局 丁局 戊局 己局 庚局 各镇".split()


def graph_of(rows: Sequence[Sequence[str]], *, units: Sequence[str] = ()) -> Any:
    """A graph of units and requirements, as `responsibility_graph` would make it: a requirement for each row."""
    graph: nx.Graph[str] = nx.Graph()
    for number in range(1, len(rows) + 1):
        graph.add_node(f"requirement:1.1.{number}", bipartite=1, kind="requirement", name=f"要求{number}")
    for name in dict.fromkeys((*(name for row in rows for name in row), *units)):
        graph.add_node(f"unit:{name}", bipartite=0, kind="unit", name=name, unit_kind="unknown")
    for number, row in enumerate(rows, 1):
        for name in row:
            graph.add_edge(f"unit:{name}", f"requirement:1.1.{number}", role="responsible", weight=1)
    return graph


def row_lists(*, most_rows: int = 9, least_rows: int = 0) -> st.SearchStrategy[list[tuple[str, ...]]]:
    """Rows of different units, some without any, none with a unit twice."""
    row = st.lists(st.sampled_from(NAMES), unique=True, max_size=len(NAMES)).map(tuple)
    return st.lists(row, min_size=least_rows, max_size=most_rows)


def shared_rows(rows: Sequence[Sequence[str]]) -> dict[frozenset[str], list[int]]:
    """Pair of units → the numbers of the rows that name both, counted by hand."""
    found: dict[frozenset[str], list[int]] = {}
    for number, row in enumerate(rows, 1):
        for pair in combinations(sorted(set(row)), 2):
            found.setdefault(frozenset(pair), []).append(number)
    return found


def edges_of(graph: Any, *names: str) -> dict[frozenset[str], Any]:
    """Edge, as a set of unit names → one attribute, or a tuple of several."""
    found = {}
    for source, target, attributes in graph.edges(data=True):
        values = tuple(attributes[name] for name in names)
        found[frozenset(node.partition(":")[2] for node in (source, target))] = values[0] if len(names) == 1 else values
    return found
