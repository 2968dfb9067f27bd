"""The incidence matrix: the same network as the graph, and a value."""

from __future__ import annotations

import pickle
from typing import Any

import attrs
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network_rows import graph_of, row_lists

from policytasks.errors import RegistryError, SelectionError
from policytasks.model.notice import Notice
from policytasks.network import Incidence, responsibility_graph
from policytasks.testing.strategies import notices


@given(st.lists(notices(), max_size=3), st.sampled_from(("task", "requirement")), st.booleans())
@settings(max_examples=60)
def test_notices_give_the_incidence_of_their_graph(given: list[Notice], by: Any, implied: bool) -> None:
    """Keys in the same order, cells with the same weights, collectives kept or dropped."""
    for collectives in ("keep", "drop"):
        choices: Any = {"by": by, "implied": implied, "collectives": collectives}
        graph = responsibility_graph(given, **choices)
        assert Incidence.from_notices(given, **choices) == Incidence.from_graph(graph)


def test_the_real_notice_has_34_units_47_rows_and_120_cells(seed: Notice) -> None:
    found = Incidence.from_notices(seed)
    assert (found.matrix.shape, found.matrix.nnz) == ((34, 47), 120)
    assert sorted(found.work_sizes.tolist())[-3:] == [6, 11, 20]
    assert dict(zip(found.units, found.unit_degrees.tolist(), strict=True))["unit:区财政局"] == 3
    assert repr(found) == "Incidence(units=<34 keys>, work=<47 keys>, matrix=<120 cells>)"


def test_columns_of_a_table_become_an_incidence() -> None:
    """A pair that comes again counts again."""
    found = Incidence.from_columns(iter(["乙局", "甲局", "乙局"]), iter(["7", "3", "7"]), by="task")
    assert (found.units, found.work) == (("unit:乙局", "unit:甲局"), ("task:7", "task:3"))
    assert found.matrix.toarray().tolist() == [[2, 0], [0, 1]]
    assert found.pattern.toarray().tolist() == [[1, 0], [0, 1]]


def test_columns_of_different_lengths_are_an_error() -> None:
    with pytest.raises(SelectionError, match="found 2 units and 1 ids"):
        Incidence.from_columns(["甲局", "乙局"], ["1"])


def test_an_incidence_is_a_value() -> None:
    found = Incidence.from_columns(["甲局", "乙局"], ["1", "1"])
    assert found == Incidence.from_columns(["甲局", "乙局"], ["1", "1"])
    assert found != Incidence.from_columns(["甲局", "乙局"], ["1", "2"])
    assert found != Incidence.from_columns(["甲局", "乙局", "甲局"], ["1", "1", "1"])
    assert hash(found) == hash(pickle.loads(pickle.dumps(found)))
    assert pickle.loads(pickle.dumps(found)) == found
    with pytest.raises(ValueError, match="read-only"):
        found.matrix.data[0] = 5


def test_what_an_incidence_is_made_of_is_copied() -> None:
    found = Incidence.from_columns(["甲局", "乙局"], ["1", "1"])
    matrix = found.matrix.copy()
    again = Incidence(units=found.units, work=found.work, matrix=matrix)
    matrix.data[:] = 9
    assert again == found
    pattern = found.pattern
    pattern.data[:] = 9
    assert found.pattern.toarray().tolist() == [[1], [1]]


def test_keys_that_do_not_fit_the_matrix_are_an_error() -> None:
    found = Incidence.from_columns(["甲局", "乙局"], ["1", "1"])
    with pytest.raises(SelectionError, match=r"found 1 units and 1 pieces of work for \(2, 1\)"):
        attrs.evolve(found, units=("unit:甲局",))


@given(row_lists())
def test_a_graph_comes_back_from_its_incidence(rows: list[tuple[str, ...]]) -> None:
    graph = graph_of(rows)
    back = Incidence.from_graph(graph).to_graph()
    assert {frozenset(edge) for edge in back.edges} == {frozenset(edge) for edge in graph.edges}
    assert nx.get_node_attributes(back, "bipartite") == nx.get_node_attributes(graph, "bipartite")
    assert Incidence.from_graph(back) == Incidence.from_graph(graph)


@given(row_lists(), st.integers(0, 5))
def test_large_rows_lose_their_cells_and_keep_their_keys(rows: list[tuple[str, ...]], largest: int) -> None:
    graph = graph_of(rows)
    for side, number in (("unit", 1), ("work", 0)):
        kept = Incidence.from_graph(graph).without_large(largest, side=side)  # type: ignore[arg-type]
        small = graph.copy()
        for node, each in graph.nodes(data="bipartite"):
            if each == number and graph.degree[node] > largest:
                small.remove_edges_from(list(graph.edges(node)))
        assert kept == Incidence.from_graph(small)


@pytest.mark.parametrize(
    ("graph", "problem"),
    [
        (nx.Graph([("unit:甲局", "task:1")]), r"unit:甲局: a node is on neither side; found bipartite=None"),
        (graph_of([], units=["甲局", "乙局"]), r"unit:甲局 – unit:乙局: an edge joins nodes of one side"),
    ],
)
def test_a_graph_that_is_none_of_units_and_work_is_an_error(graph: Any, problem: str) -> None:
    graph.add_edge(*list(graph)[:2])
    with pytest.raises(SelectionError, match=problem):
        Incidence.from_graph(graph)


@pytest.mark.parametrize(
    ("choice", "error"),
    [
        ({"by": "section"}, SelectionError),
        ({"collectives": "merge"}, SelectionError),
        ({"duplicates": "merge"}, SelectionError),
        ({"collectives": "expand"}, RegistryError),
    ],
)
def test_a_choice_that_there_is_not_is_an_error(choice: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        Incidence.from_notices(Notice(), **choice)


def test_counts_need_no_more_than_whole_numbers() -> None:
    assert Incidence.from_columns([], []).matrix.dtype == np.int64
    assert Incidence.from_graph(graph_of([])).matrix.dtype == np.int64
