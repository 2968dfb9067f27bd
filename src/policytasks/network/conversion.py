"""Conversion 转换: a graph handed over to scipy, igraph and rustworkx, with names and attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import networkx as nx

from policytasks.errors import MissingExtraError
from policytasks.network.plain import plain_graph, sides

if TYPE_CHECKING:
    import igraph
    import rustworkx
    from scipy.sparse import csr_array

__all__ = ["SparseGraph", "to_igraph", "to_rustworkx", "to_sparse"]


@attrs.frozen(kw_only=True, eq=False)
class SparseGraph:
    """稀疏矩阵 of a graph, with the names of its rows and columns.

    Args:
        matrix: Compressed rows; the cell is the edge's value, 0 where there is no edge.
        rows: Nodes of the rows: the units of a bipartite graph, else every node.
        columns: Nodes of the columns: the work of a bipartite graph, else every node.
        attributes: Node → its attributes.
    """

    matrix: csr_array
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    attributes: dict[str, dict[str, Any]]


def to_sparse(graph: nx.Graph[Any], *, weight: str = "weight") -> SparseGraph:
    """A graph as a scipy matrix: units × work when it is bipartite, else nodes × nodes.

    Args:
        graph: Any networkx graph; parallel edges are added up.
        weight: Edge attribute that fills the cells; an edge without it counts 1.

    Raises:
        MissingExtraError: scipy is not installed.
    """
    try:
        import numpy
        from scipy.sparse import coo_array
    except ImportError as fault:
        raise MissingExtraError("a sparse matrix", extra="network") from fault
    plain = plain_graph(graph)
    both = sides(plain)
    nodes = tuple(plain)
    rows, columns = (tuple(both[0]), tuple(both[1])) if both is not None else (nodes, nodes)
    row_of = {node: place for place, node in enumerate(rows)}
    column_of = {node: place for place, node in enumerate(columns)}
    symmetric = both is None and not plain.is_directed()
    places: list[tuple[int, int]] = []
    values: list[float] = []
    for source, target, value in plain.edges(data=weight, default=1):
        first, second = (source, target) if source in row_of and target in column_of else (target, source)
        places.append((row_of[first], column_of[second]))
        values.append(value)
        if symmetric and source != target:
            places.append((row_of[second], column_of[first]))
            values.append(value)
    index = numpy.array(places, dtype=numpy.int64).reshape(-1, 2).T
    cells = numpy.array(values) if values else numpy.zeros(0, dtype=numpy.int64)
    matrix = coo_array((cells, (index[0], index[1])), shape=(len(rows), len(columns))).tocsr()
    return SparseGraph(
        matrix=matrix,
        rows=rows,
        columns=columns,
        attributes={node: dict(attributes) for node, attributes in plain.nodes(data=True)},
    )


def to_igraph(graph: nx.Graph[Any]) -> igraph.Graph:
    """A graph as an igraph object.

    The vertex attribute ``name`` holds the node (``"unit:区财政局"``), by which igraph finds it; what is called ``name`` in our
    graphs is ``label`` there. A bipartite graph also gets ``type`` (False for units), as igraph's bipartite functions want it. An
    attribute that a node or edge lacks is None.

    Raises:
        MissingExtraError: igraph is not installed.
    """
    try:
        import igraph
    except ImportError as fault:
        raise MissingExtraError("igraph", extra="igraph") from fault
    plain = plain_graph(graph)
    numbers = {node: number for number, node in enumerate(plain)}
    edges = list(plain.edges(data=True))
    made = igraph.Graph(
        n=len(numbers),
        edges=[(numbers[source], numbers[target]) for source, target, _ in edges],
        directed=plain.is_directed(),
        graph_attrs=dict(plain.graph),
    )
    nodes = [attributes for _, attributes in plain.nodes(data=True)]
    for name in _names(nodes):
        made.vs["label" if name == "name" else name] = [attributes.get(name) for attributes in nodes]
    made.vs["name"] = list(plain)
    if sides(plain) is not None:
        made.vs["type"] = [attributes["bipartite"] == 1 for attributes in nodes]
    values = [attributes for _, _, attributes in edges]
    for name in _names(values):
        made.es[name] = [attributes.get(name) for attributes in values]
    return made


def to_rustworkx(graph: nx.Graph[Any]) -> rustworkx.PyGraph[Any, Any] | rustworkx.PyDiGraph[Any, Any]:
    """A graph as a rustworkx object: node and edge payloads are dicts of the attributes, a node's own name under ``"id"``.

    ``made.attrs`` holds the graph's attributes; node indices follow the order of the graph's nodes.

    Raises:
        MissingExtraError: rustworkx is not installed.
    """
    try:
        import rustworkx
    except ImportError as fault:
        raise MissingExtraError("rustworkx", extra="rustworkx") from fault
    plain = plain_graph(graph)
    kind = rustworkx.PyDiGraph if plain.is_directed() else rustworkx.PyGraph
    made = kind(multigraph=plain.is_multigraph(), attrs=dict(plain.graph))
    places = made.add_nodes_from([{**attributes, "id": node} for node, attributes in plain.nodes(data=True)])
    numbers = dict(zip(plain, places, strict=True))
    made.add_edges_from(
        [(numbers[source], numbers[target], dict(attributes)) for source, target, attributes in plain.edges(data=True)]
    )
    return made


def _names(records: list[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for record in records for name in record))
