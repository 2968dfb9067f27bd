"""GEXF 1.2: for Gephi, which shows the names of units and tasks as labels."""

from __future__ import annotations

import io
import re

import networkx as nx

from policytasks.network.formats.columns import columns_of, typed
from policytasks.network.formats.file_format import FileFormat, renamed
from policytasks.network.plain import with_attributes

__all__ = ["FORMAT"]

_DAY_OF_WRITING = re.compile(r' lastmodifieddate="[0-9-]{1,10}"')
_OF_NODES = frozenset(("id", "key", "label", "pid", "start", "end", "parents", "slices", "spells", "viz"))
_OF_EDGES = frozenset(("id", "label", "type", "start", "end", "slices", "spells", "viz", "key", "networkx_key"))
_FROM_READER = ("mode", "node_default", "edge_default")


def _encode(graph: nx.Graph[str]) -> bytes:
    # Readers look up an attribute by its name alone, so that a name has to have one type.
    nodes = columns_of(said for _, said in graph.nodes(data=True))
    edges = columns_of([graph.graph, *(said for _, _, said in graph.edges(data=True))])
    shown = with_attributes(
        graph,
        of_nodes=lambda node, said: {"label": said.get("name") or node, **renamed(typed(said, nodes), _OF_NODES)},
        of_edges=lambda said: renamed(typed(said, edges), _OF_EDGES),
    )
    text = "\n".join(nx.generate_gexf(shown))
    # The day of writing would make equal graphs differ.
    return _DAY_OF_WRITING.sub("", text, count=1).encode() + b"\n"


def _decode(data: bytes) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.read_gexf(io.BytesIO(data))
    for extra in _FROM_READER:
        graph.graph.pop(extra, None)
    for _, attributes in graph.nodes(data=True):
        attributes.pop("label", None)
    for _, _, attributes in graph.edges(data=True):
        attributes.pop("id", None)
    return graph


FORMAT = FileFormat(name="gexf", suffixes=(".gexf",), encode=_encode, decode=_decode)
