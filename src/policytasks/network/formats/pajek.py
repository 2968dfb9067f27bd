"""Pajek ``.net``: names, edges and weights; a bipartite graph as a two-mode network, units first.

Quotes, ampersands and line breaks in names are written as character references. Other attributes have no place in the format.
networkx's own reader knows one-mode files only.

References:
    A. Mrvar and V. Batagelj, "Pajek, program for large network analysis: reference manual".
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable

import networkx as nx

from policytasks.network.formats.file_format import FileFormat
from policytasks.network.formats.references import referenced, resolved
from policytasks.network.plain import sides

__all__ = ["FORMAT"]

_UNSAFE = re.compile(r'["&\\\t\n\r\x85\u2028\u2029]')


def _encode(graph: nx.Graph[str]) -> bytes:
    both = sides(graph)
    nodes = [*both[0], *both[1]] if both is not None else list(graph)
    numbers = {node: number for number, node in enumerate(nodes, 1)}
    head = f"*Vertices {len(nodes)}" + (f" {len(both[0])}" if both is not None else "")
    lines = [head, *(f'{number} "{referenced(node, _UNSAFE)}"' for node, number in numbers.items())]
    lines.append("*Arcs" if graph.is_directed() else "*Edges")
    for source, target, weight in graph.edges(data="weight", default=1):
        ends = numbers[source], numbers[target]
        first, second = ends if graph.is_directed() else sorted(ends)
        lines.append(f"{first} {second} {_number_of(weight)}")
    return ("\r\n".join(lines) + "\r\n").encode()


def _number_of(weight: object) -> int | float:
    return weight if isinstance(weight, int | float) else 1


def _decode(data: bytes) -> nx.Graph[str]:
    lines = iter(data.decode("utf-8-sig").splitlines())
    names, units = _vertices(lines)
    graph: nx.Graph[str] = nx.Graph()
    for place, name in enumerate(names):
        graph.add_node(name, **({} if units is None else {"bipartite": int(place >= units)}))
    for line in lines:
        words = line.split()
        if line.startswith("*"):
            if words[0].lower() == "*arcs":
                graph = nx.DiGraph(graph)
            continue
        if words:
            source, target = (names[int(word) - 1] for word in words[:2])
            graph.add_edge(source, target, weight=_number(words[2]) if len(words) > 2 else 1)
    return graph


def _vertices(lines: Iterable[str]) -> tuple[list[str], int | None]:
    """The names in their order, and how many of them are of the first side."""
    for line in lines:
        head, *counts = line.split() or [""]
        if head.lower() == "*vertices":
            break
    else:
        raise ValueError("no *Vertices")
    names = [""] * int(counts[0])
    for place, line in zip(range(len(names)), lines, strict=False):
        words = shlex.split(line)
        names[place] = resolved(words[1]) if len(words) > 1 else words[0]
    return names, int(counts[1]) if len(counts) > 1 else None


def _number(text: str) -> int | float:
    try:
        return int(text)
    except ValueError:
        return float(text)


FORMAT = FileFormat(name="pajek", suffixes=(".net",), encode=_encode, decode=_decode)
