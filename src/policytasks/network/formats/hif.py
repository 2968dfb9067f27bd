"""HIF, the hypergraph interchange format: for HyperNetX, XGI, Hypergraphx and SimpleHypergraphs.

A bipartite graph is a hypergraph: units are its nodes, and a task or requirement is a hyperedge that holds the units named there.
Any other graph becomes hyperedges of two nodes each, numbered from 0; directed ones say ``tail`` and ``head``.

References:
    M. Coll et al., "HIF: The hypergraph interchange format for higher-order networks", Network Science, 2025; its JSON schema 0.1.
"""

from __future__ import annotations

import json
from typing import Any

import networkx as nx

from policytasks.network.formats.file_format import FileFormat
from policytasks.network.plain import sides

__all__ = ["FORMAT"]

_BIPARTITE = "bipartite"


def _encode(graph: nx.Graph[str]) -> bytes:
    data: dict[str, Any] = {
        "network-type": "directed" if graph.is_directed() else "undirected",
        "metadata": {"graph": dict(graph.graph)},
    }
    if (both := sides(graph)) is not None and not graph.is_directed() and not graph.is_multigraph():
        data["metadata"]["form"] = _BIPARTITE
        data |= _of_two_sides(graph, *both)
    else:
        data["metadata"]["form"] = "pairs"
        data["metadata"]["multigraph"] = graph.is_multigraph()
        data |= _of_pairs(graph)
    return (json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _of_two_sides(graph: nx.Graph[str], units: list[str], work: list[str]) -> dict[str, Any]:
    order = {node: place for place, node in enumerate(graph)}
    first = set(units)
    incidences = (
        (source, target, said) if source in first else (target, source, said)
        for source, target, said in graph.edges(data=True)
    )
    return {
        "incidences": [{"edge": edge, "node": node, **_said(said)} for node, edge, said in incidences],
        "nodes": [{"node": node, "attrs": {**graph.nodes[node], "place": order[node]}} for node in units],
        "edges": [{"edge": node, "attrs": {**graph.nodes[node], "place": order[node]}} for node in work],
    }


def _of_pairs(graph: nx.Graph[str]) -> dict[str, Any]:
    pairs = list(graph.edges(data=True))
    ends = ({"direction": "tail"}, {"direction": "head"}) if graph.is_directed() else ({}, {})
    return {
        "incidences": [
            {"edge": number, "node": node, **end}
            for number, (source, target, _) in enumerate(pairs)
            for node, end in zip((source, target), ends, strict=True)
        ],
        "nodes": [{"node": node, "attrs": dict(attributes)} for node, attributes in graph.nodes(data=True)],
        "edges": [{"edge": number, **_said(attributes)} for number, (_, _, attributes) in enumerate(pairs)],
    }


def _said(attributes: dict[str, Any]) -> dict[str, Any]:
    """The weight where the format wants it, the rest in ``attrs``."""
    rest = dict(attributes)
    weight = {"weight": rest.pop("weight")} if isinstance(rest.get("weight"), int | float) else {}
    return {**weight, **({"attrs": rest} if rest else {})}


def _decode(data: bytes) -> nx.Graph[str]:
    loaded = json.loads(data)
    about = loaded.get("metadata", {})
    graph = _from_pairs(loaded, about) if about.get("form") == "pairs" else _from_two_sides(loaded)
    graph.graph.update(about.get("graph", {}))
    return graph


def _from_two_sides(loaded: dict[str, Any]) -> nx.Graph[str]:
    """Also of a file that others wrote: its nodes become units, its hyperedges work."""
    graph: nx.Graph[str] = nx.Graph()
    records = [(str(each["node"]), 0, _attributes(each)) for each in loaded.get("nodes", [])]
    records += [(str(each["edge"]), 1, _attributes(each)) for each in loaded.get("edges", [])]
    records.sort(key=lambda record: record[2].get("place", 0))
    for name, side, attributes in records:
        attributes.pop("place", None)
        graph.add_node(name, **{"bipartite": side, **attributes})
    for each in loaded["incidences"]:
        node, edge = str(each["node"]), str(each["edge"])
        for name, side in ((node, 0), (edge, 1)):
            if name not in graph:
                graph.add_node(name, bipartite=side)
        graph.add_edge(node, edge, **_attributes(each))
    return graph


def _from_pairs(loaded: dict[str, Any], about: dict[str, Any]) -> nx.Graph[str]:
    directed, several = loaded.get("network-type") == "directed", about.get("multigraph", False)
    graph: nx.Graph[str] = (
        (nx.MultiDiGraph() if directed else nx.MultiGraph()) if several else (nx.DiGraph() if directed else nx.Graph())
    )
    graph.add_nodes_from((each["node"], _attributes(each)) for each in loaded["nodes"])
    ends: dict[Any, list[str]] = {}
    for each in loaded["incidences"]:
        ends.setdefault(each["edge"], []).append(each["node"])
    for each in loaded["edges"]:
        source, target = ends[each["edge"]]
        graph.add_edge(source, target, **_attributes(each))
    return graph


def _attributes(record: dict[str, Any]) -> dict[str, Any]:
    weight = {"weight": record["weight"]} if "weight" in record else {}
    return {**record.get("attrs", {}), **weight}


FORMAT = FileFormat(name="hif", suffixes=(".hif.json", ".hif"), encode=_encode, decode=_decode)
