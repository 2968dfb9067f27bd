"""UCINET DL: names, edges and weights; a bipartite graph as a matrix of units by work (``edgelist2``).

Any other graph is a square matrix (``edgelist1``), in which an undirected edge stands in both directions. What separates names in the
format (blanks, commas, quotes, equals signs) is written as character references. Older UCINET cuts names after 18 characters.

References:
    S. P. Borgatti, M. G. Everett, L. C. Freeman, "UCINET 6 for Windows", help page "DL language".
"""

from __future__ import annotations

import re

import networkx as nx

from policytasks.network.formats.file_format import FileFormat
from policytasks.network.formats.references import referenced, resolved
from policytasks.network.plain import sides

__all__ = ["FORMAT"]

_UNSAFE = re.compile(r"""[\s"'&=,]|:$""")
_HEAD = re.compile(r"\b(nr?|nc|format)\s*=\s*(\w+)", re.IGNORECASE)


def _encode(graph: nx.Graph[str]) -> bytes:
    both = sides(graph)
    if both is not None and not graph.is_directed():
        units, work = both
        rows = {node: number for number, node in enumerate(units, 1)}
        columns = {node: number for number, node in enumerate(work, 1)}
        lines = [f"dl nr={len(rows)}, nc={len(columns)}, format=edgelist2"]
        lines += ["row labels:", *_labels(units), "column labels:", *_labels(work), "data:"]
        for first, second, weight in graph.edges(data="weight", default=1):
            unit, task = (first, second) if first in rows else (second, first)
            lines.append(f"{rows[unit]} {columns[task]} {_number_of(weight)}")
    else:
        numbers = {node: number for number, node in enumerate(graph, 1)}
        lines = [f"dl n={len(numbers)}", "format=edgelist1"]
        lines += ["labels:", *_labels(list(graph)), "data:"] if numbers else ["data:"]
        for source, target, weight in graph.edges(data="weight", default=1):
            ends = numbers[source], numbers[target]
            lines.append(f"{ends[0]} {ends[1]} {_number_of(weight)}")
            if not graph.is_directed() and source != target:
                lines.append(f"{ends[1]} {ends[0]} {_number_of(weight)}")
    return ("\n".join(lines) + "\n").encode()


def _labels(nodes: list[str]) -> list[str]:
    return [referenced(node, _UNSAFE) for node in nodes]


def _number_of(weight: object) -> int | float:
    return weight if isinstance(weight, int | float) else 1


def _decode(data: bytes) -> nx.Graph[str]:
    head, *parts = re.split(r"(?im)^((?:row |column )?labels:|data:)\s*$", data.decode("utf-8-sig"))
    facts = {name.lower(): value.lower() for name, value in _HEAD.findall(head)}
    found = {name.lower(): text.split() for name, text in zip(parts[::2], parts[1::2], strict=True)}
    cells = found["data:"]
    triples = list(zip(cells[::3], cells[1::3], cells[2::3], strict=True))
    if facts["format"] == "edgelist2":
        return _two_sides(found, triples)
    return _one_side(found.get("labels:", []), triples)


def _two_sides(found: dict[str, list[str]], triples: list[tuple[str, str, str]]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    rows, columns = ([resolved(label) for label in found[f"{side} labels:"]] for side in ("row", "column"))
    graph.add_nodes_from(rows, bipartite=0)
    graph.add_nodes_from(columns, bipartite=1)
    for row, column, weight in triples:
        graph.add_edge(rows[int(row) - 1], columns[int(column) - 1], weight=_number(weight))
    return graph


def _one_side(labels: list[str], triples: list[tuple[str, str, str]]) -> nx.Graph[str]:
    """A matrix that is symmetric is taken for an undirected graph: the format has no other word for it."""
    names = [resolved(label) for label in labels]
    arcs: nx.DiGraph[str] = nx.DiGraph()
    arcs.add_nodes_from(names)
    for source, target, weight in triples:
        arcs.add_edge(names[int(source) - 1], names[int(target) - 1], weight=_number(weight))
    if all(arcs.get_edge_data(target, source) == data for source, target, data in arcs.edges(data=True)):
        return nx.Graph(arcs)
    return arcs


def _number(text: str) -> int | float:
    try:
        return int(text)
    except ValueError:
        return float(text)


FORMAT = FileFormat(name="dl", suffixes=(".dl",), encode=_encode, decode=_decode)
