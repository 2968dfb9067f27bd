"""Node-link JSON: read by ``networkx.node_link_graph(data, edges="edges")``, d3 and most of the web."""

from __future__ import annotations

import json

import networkx as nx

from policytasks.network.formats.file_format import FileFormat, renamed

__all__ = ["FORMAT"]

_OF_NODES = frozenset(("id",))
_OF_EDGES = frozenset(("source", "target", "key"))


def _encode(graph: nx.Graph[str]) -> bytes:
    data = {
        "directed": graph.is_directed(),
        "multigraph": graph.is_multigraph(),
        "graph": dict(graph.graph),
        "nodes": [{**renamed(attributes, _OF_NODES), "id": node} for node, attributes in graph.nodes(data=True)],
        "edges": _edges(graph),
    }
    return (json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _edges(graph: nx.Graph[str]) -> list[dict[str, object]]:
    if isinstance(graph, nx.MultiGraph):
        return [
            {**renamed(attributes, _OF_EDGES), "source": source, "target": target, "key": key}
            for source, target, key, attributes in graph.edges(keys=True, data=True)
        ]
    return [
        {**renamed(attributes, _OF_EDGES), "source": source, "target": target}
        for source, target, attributes in graph.edges(data=True)
    ]


def _decode(data: bytes) -> nx.Graph[str]:
    # By hand, because networkx 3.4 renamed the argument that says where the edges are.
    loaded = json.loads(data)
    graph = _class_of(loaded)()
    graph.graph.update(loaded.get("graph", {}))
    for record in loaded["nodes"]:
        attributes = dict(record)
        graph.add_node(attributes.pop("id"), **attributes)
    for record in loaded["edges"]:
        attributes = dict(record)
        source, target = attributes.pop("source"), attributes.pop("target")
        graph.add_edge(source, target, **attributes)
    return graph


def _class_of(loaded: dict[str, object]) -> type[nx.Graph[str]]:
    if loaded.get("multigraph"):
        return nx.MultiDiGraph if loaded.get("directed") else nx.MultiGraph
    return nx.DiGraph if loaded.get("directed") else nx.Graph


FORMAT = FileFormat(name="json", suffixes=(".json",), encode=_encode, decode=_decode)
