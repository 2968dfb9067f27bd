"""GraphML: for yEd, Gephi, igraph, and nearly everything else."""

from __future__ import annotations

import io

import networkx as nx

from policytasks.network.formats.file_format import FileFormat

__all__ = ["FORMAT"]


def _encode(graph: nx.Graph[str]) -> bytes:
    buffer = io.BytesIO()
    nx.write_graphml(graph, buffer)
    return buffer.getvalue()


def _decode(data: bytes) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.read_graphml(io.BytesIO(data))
    for extra in ("node_default", "edge_default"):
        graph.graph.pop(extra, None)
    return graph


FORMAT = FileFormat(name="graphml", suffixes=(".graphml",), encode=_encode, decode=_decode)
