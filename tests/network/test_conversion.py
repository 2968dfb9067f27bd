"""Graphs handed over to scipy, igraph and rustworkx: the same nodes, edges and numbers there."""

from __future__ import annotations

import sys
from typing import Any

import networkx as nx
import pytest

from policytasks.errors import MissingExtraError
from policytasks.model.notice import Notice
from policytasks.network.conversion import to_igraph, to_rustworkx, to_sparse
from policytasks.network.graph import responsibility_graph


@pytest.fixture
def graph(seed: Notice) -> Any:
    return responsibility_graph(seed)


def directed() -> Any:
    made: Any = nx.DiGraph(year=2021)
    made.add_edge("a", "b", weight=2)
    made.add_edge("b", "a", weight=3)
    made.add_node("c", name="丙")
    return made


class TestSparse:
    """scipy's compressed rows."""

    def test_a_bipartite_graph_is_units_by_work(self, graph: Any) -> None:
        sparse = to_sparse(graph)
        assert sparse.matrix.shape == (34, 20)
        assert (sparse.matrix.nnz, sparse.matrix.sum()) == (98, 120)
        row, column = sparse.rows.index("unit:区发展和改革局"), sparse.columns.index("task:1.1")
        assert sparse.matrix[row, column] == 3
        assert sparse.attributes["task:1.1"]["name"] == "立足实施重大战略推进政务公开"

    def test_it_is_the_matrix_that_networkx_makes(self, graph: Any) -> None:
        sparse = to_sparse(graph)
        theirs = nx.bipartite.biadjacency_matrix(graph, sparse.rows, sparse.columns)
        assert (sparse.matrix != theirs).nnz == 0
        for other in (directed(), nx.path_graph(4)):
            sparse = to_sparse(other)
            assert (sparse.matrix != nx.to_scipy_sparse_array(other)).nnz == 0
            assert sparse.rows == sparse.columns == tuple(map(str, other))

    def test_another_attribute_may_fill_the_cells(self, graph: Any) -> None:
        assert to_sparse(graph, weight="responsible").matrix.sum() == 120
        assert to_sparse(graph, weight="no such").matrix.sum() == 98

    def test_a_graph_without_edges_is_an_empty_matrix(self) -> None:
        assert to_sparse(nx.empty_graph(2)).matrix.shape == (2, 2)


class TestIgraph:
    """igraph finds nodes by name, and knows the sides."""

    def test_nodes_edges_and_attributes_are_there(self, graph: Any) -> None:
        made = to_igraph(graph)
        assert made.vs["name"] == list(graph)
        assert made.vs.find("unit:区财政局")["label"] == "区财政局"
        assert made.is_bipartite()
        assert made.vs["type"] == [graph.nodes[node]["bipartite"] == 1 for node in graph]
        edge = made.es[made.get_eid("unit:区发展和改革局", "task:1.1")]
        assert edge.attributes() == graph.edges["unit:区发展和改革局", "task:1.1"]
        assert sorted(made.degree()) == sorted(degree for _, degree in graph.degree)

    def test_direction_and_the_graph_s_own_attributes_are_there(self) -> None:
        made = to_igraph(directed())
        assert (made.is_directed(), made["year"]) == (True, 2021)
        assert made.get_edgelist() == [(0, 1), (1, 0)]
        assert made.vs["label"] == [None, None, "丙"]


class TestRustworkx:
    """rustworkx keeps dicts on nodes and edges."""

    def test_payloads_are_the_attributes(self, graph: Any) -> None:
        made = to_rustworkx(graph)
        assert [payload["id"] for payload in made.nodes()] == list(graph)
        assert made.nodes()[0] == {**graph.nodes[next(iter(graph))], "id": next(iter(graph))}
        assert made.num_edges() == 98
        assert sum(payload["weight"] for payload in made.edges()) == 120

    def test_direction_and_the_graph_s_own_attributes_are_there(self) -> None:
        made: Any = to_rustworkx(directed())
        assert made.attrs == {"year": 2021}
        assert [made.has_edge(0, 1), made.has_edge(1, 0), made.has_edge(0, 2)] == [True, True, False]


@pytest.mark.parametrize(
    ("function", "package", "extra"),
    [(to_sparse, "scipy.sparse", "network"), (to_igraph, "igraph", "igraph"), (to_rustworkx, "rustworkx", "rustworkx")],
)
def test_a_missing_package_is_named(
    graph: Any, function: Any, package: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=rf"pip install 'policytasks\[{extra}\]'"):
        function(graph)
