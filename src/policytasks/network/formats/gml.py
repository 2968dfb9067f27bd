"""GML: ASCII with character references, as its specification has it; for networkx, igraph, Gephi, Cytoscape.

Names of attributes are limited to letters, digits and ``_``; others get ``_`` where they hold anything else.
"""

from __future__ import annotations

import re
from typing import Any

import networkx as nx

from policytasks.network.formats.file_format import FileFormat, renamed
from policytasks.network.plain import with_attributes

__all__ = ["FORMAT"]

_NO_NAME = re.compile("[^0-9A-Za-z_]")
_OF_NODES = frozenset(("id", "label"))
_OF_EDGES = frozenset(("source", "target", "label", "key", "directed", "multigraph", "node", "edge"))
"""… and of the graph itself."""


def _encode(graph: nx.Graph[str]) -> bytes:
    named = with_attributes(
        graph, of_nodes=lambda _, said: _named(said, _OF_NODES), of_edges=lambda said: _named(said, _OF_EDGES)
    )
    return ("\n".join(nx.generate_gml(named)) + "\n").encode("ascii")


def _named(attributes: dict[str, Any], reserved: frozenset[str]) -> dict[str, Any]:
    safe: dict[str, Any] = {}
    for name, value in renamed(attributes, reserved).items():
        new = _NO_NAME.sub("_", name)
        if not new[:1].isalpha():
            new = f"a{new}"
        while new in safe:
            new += "_"
        safe[new] = value
    return safe


def _decode(data: bytes) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.parse_gml(data.decode("ascii"))
    return graph


FORMAT = FileFormat(name="gml", suffixes=(".gml",), encode=_encode, decode=_decode)
