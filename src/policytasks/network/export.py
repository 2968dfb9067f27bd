"""Export 导出: a graph as a file that Gephi, Cytoscape, R or a spreadsheet opens."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import networkx as nx

from policytasks.atomic import write_atomically
from policytasks.errors import SelectionError

__all__ = ["SUFFIXES", "graph_bytes", "write_graph"]

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\ufffd"
_DAY_OF_WRITING = re.compile(r' lastmodifieddate="[0-9-]{1,10}"')
_EDGE_ATTRIBUTES = ("role", "weight", "lead", "responsible", "supporting")


def write_graph(graph: nx.Graph[str], path: str | os.PathLike[str]) -> Path:
    """Write a graph in the format that the suffix of the path names.

    ============  =====================================================================================================
    suffix        format
    ============  =====================================================================================================
    ``.graphml``  GraphML
    ``.gexf``     GEXF 1.2, for Gephi
    ``.gml``      GML
    ``.json``     node-link JSON, read by ``networkx.node_link_graph(data, edges="edges")``
    ``.csv``      edge list: source (the unit), target, role, weight, counts by role; UTF-8 with BOM, as Excel wants it
    ============  =====================================================================================================

    The same graph gives the same bytes. Characters that XML cannot hold are written as U+FFFD.

    Args:
        graph: A graph whose nodes are str and whose attributes are str, int or float, as `responsibility_graph` makes it.
        path: The target; its folder must exist.

    Returns:
        The path that was written.

    Raises:
        SelectionError: The suffix names none of these formats; nothing was written.
        OSError: The target may not be written; it is as it was.
    """
    return write_atomically(path, graph_bytes(graph, Path(path).suffix))


def graph_bytes(graph: nx.Graph[str], suffix: str) -> bytes:
    """A graph in the format of a suffix such as ``".graphml"``.

    Raises:
        SelectionError: The suffix names none of the formats.
    """
    writer = _WRITERS.get(suffix.lower())
    if writer is None:
        raise SelectionError(
            "no graph format has this suffix", found=repr(suffix), expected=f"one of {', '.join(SUFFIXES)}"
        )
    return writer(_encodable(graph))


def _graphml(graph: nx.Graph[str]) -> bytes:
    buffer = io.BytesIO()
    nx.write_graphml(graph, buffer)
    return buffer.getvalue()


def _gexf(graph: nx.Graph[str]) -> bytes:
    text = "\n".join(nx.generate_gexf(graph))
    # The day of writing would make equal graphs differ.
    return _DAY_OF_WRITING.sub("", text, count=1).encode() + b"\n"


def _gml(graph: nx.Graph[str]) -> bytes:
    return ("\n".join(nx.generate_gml(graph)) + "\n").encode("ascii")


def _node_link(graph: nx.Graph[str]) -> bytes:
    data = {
        "directed": graph.is_directed(),
        "multigraph": graph.is_multigraph(),
        "graph": dict(graph.graph),
        "nodes": [{**attributes, "id": node} for node, attributes in graph.nodes(data=True)],
        "edges": [
            {**attributes, "source": source, "target": target} for source, target, attributes in graph.edges(data=True)
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _edge_list(graph: nx.Graph[str]) -> bytes:
    buffer = io.StringIO(newline="")
    rows = csv.writer(buffer, lineterminator="\r\n")
    rows.writerow(("source", "target", *_EDGE_ATTRIBUTES))
    for edge in graph.edges(data=True):
        # The unit is the source, whichever end networkx names first.
        source, target = sorted(edge[:2], key=lambda node: graph.nodes[node].get("bipartite", 0))
        rows.writerow((source, target, *(edge[2].get(name, "") for name in _EDGE_ATTRIBUTES)))
    return buffer.getvalue().encode("utf-8-sig")


_WRITERS: Mapping[str, Callable[[nx.Graph[str]], bytes]] = {
    ".graphml": _graphml,
    ".gexf": _gexf,
    ".gml": _gml,
    ".json": _node_link,
    ".csv": _edge_list,
}

SUFFIXES = tuple(_WRITERS)
"""The suffixes that `write_graph` knows."""


def _encodable(graph: nx.Graph[str]) -> nx.Graph[str]:
    """The graph itself, or a copy without the characters that no XML and no UTF-8 can hold."""
    texts = [*graph.nodes]
    for _, attributes in graph.nodes(data=True):
        texts.extend(value for value in attributes.values() if isinstance(value, str))
    if not any(_NOT_IN_XML.search(text) for text in texts):
        return graph
    copy: nx.Graph[str] = nx.relabel_nodes(graph, {node: _clean(node) for node in graph}, copy=True)
    for _, attributes in copy.nodes(data=True):
        attributes.update({name: _clean(value) for name, value in attributes.items() if isinstance(value, str)})
    return copy


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub(_REPLACEMENT, text)
