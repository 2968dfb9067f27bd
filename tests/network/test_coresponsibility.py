"""The operator: products with a projection that is never made."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network_rows import graph_of, row_lists
from scipy.sparse.linalg import eigsh

from policytasks.errors import SelectionError
from policytasks.model.notice import Notice
from policytasks.network import CoResponsibility, Incidence, project, projection_matrix, responsibility_graph

LINEAR = ("count", "newman", "cosine")


@given(row_lists(), st.sampled_from(LINEAR), st.sampled_from(("unit", "work")), st.integers(0, 2**16))
@settings(max_examples=80)
def test_products_are_those_of_the_projection(rows: list[tuple[str, ...]], weight: Any, side: Any, seed: int) -> None:
    graph = graph_of(rows)
    matrix = projection_matrix(graph, side=side, weight=weight).toarray()
    operator = CoResponsibility.of(graph, side=side, weight=weight)
    vectors = np.random.default_rng(seed).normal(size=(len(matrix), 2))
    assert operator.shape == matrix.shape
    assert operator @ vectors == pytest.approx(matrix @ vectors)
    assert operator @ vectors[:, 0] == pytest.approx(matrix @ vectors[:, 0])
    assert operator.strengths() == pytest.approx(matrix.sum(axis=1))


@pytest.mark.parametrize("weight", LINEAR)
def test_neighbours_are_those_of_the_projection(seed: Notice, weight: Any) -> None:
    """The heaviest first."""
    graph = responsibility_graph(seed, by="requirement")
    found = CoResponsibility.of(graph, weight=weight).neighbours("unit:区财政局")
    expected = project(graph, weight=weight).adj["unit:区财政局"]
    assert found == pytest.approx({node: attributes["weight"] for node, attributes in expected.items()})
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_scipy_finds_eigenvectors_without_the_matrix(seed: Notice) -> None:
    graph = responsibility_graph(seed, by="requirement")
    values, vectors = eigsh(CoResponsibility.of(graph).operator(), k=1, v0=np.ones(34))
    matrix = projection_matrix(graph).toarray()
    assert values[0] == pytest.approx(np.linalg.eigvalsh(matrix)[-1])
    assert matrix @ vectors[:, 0] == pytest.approx(values[0] * vectors[:, 0])


def test_a_row_of_two_thousand_units_makes_no_two_million_pairs() -> None:
    """The operator holds a cell for each responsibility, and knows every strength."""
    names = [f"{number}局" for number in range(2_000)]
    incidence = Incidence.from_columns([*names, "0局", "1局"], ["1"] * 2_000 + ["2", "2"])
    operator = CoResponsibility.of(incidence)
    assert incidence.matrix.nnz == 2_002
    assert operator.strengths()[:3].tolist() == [2_000, 2_000, 1_999]
    assert list(operator.neighbours("unit:0局").items())[:2] == [("unit:1局", 2.0), ("unit:2局", 1.0)]
    assert CoResponsibility.of(incidence, largest_row=2).strengths().sum() == 2


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"weight": "jaccard"}, "one of count, newman, cosine"),
        ({"side": "task"}, "one of unit, work"),
    ],
)
def test_what_is_no_sum_over_rows_is_an_error(choice: dict[str, Any], expected: str) -> None:
    with pytest.raises(SelectionError) as caught:
        CoResponsibility.of(Notice(), **choice)
    assert caught.value.expected == expected


def test_a_vector_of_another_length_is_an_error() -> None:
    operator = CoResponsibility.of(graph_of([("甲局", "乙局")]))
    with pytest.raises(SelectionError, match=r"found shape \(3,\); expected 2 values"):
        operator @ [1, 2, 3]


def test_an_unknown_node_is_an_error() -> None:
    with pytest.raises(SelectionError, match="found '甲局'; expected one like 'unit:甲局'"):
        CoResponsibility.of(graph_of([("甲局", "乙局")])).neighbours("甲局")
    with pytest.raises(SelectionError, match="no such node"):
        CoResponsibility.of(Notice()).neighbours("unit:甲局")
