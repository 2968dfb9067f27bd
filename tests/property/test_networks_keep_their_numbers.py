"""Law: what a network says does not depend on the order of rows, on names, or on how often a notice was downloaded."""

from __future__ import annotations

import random
from typing import Any

import attrs
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network_rows import NAMES, edges_of, graph_of, row_lists

from policytasks.model.notice import Notice
from policytasks.network import (
    Incidence,
    disparity_filter,
    dominance,
    lead_graph,
    pair_significance,
    project,
    responsibility_graph,
    validated_network,
)
from policytasks.testing.strategies import notices

WEIGHTS = ("count", "newman", "cosine", "jaccard", "overlap")


def figures(graph: Any) -> dict[str, Any]:
    """Everything that is counted over a network and has no order, by unit names."""
    dominant = dominance(graph)
    tested = ("expected", "z", "p", "q", "significant")
    return {
        **{weight: edges_of(project(graph, weight=weight), "weight") for weight in WEIGHTS},  # type: ignore[arg-type]
        "alone": sorted((row.alone, row.size, row.newman_share) for row in dominant.rows),
        "edges": dominant.edges,
        "hypergeometric": edges_of(pair_significance(graph), *tested),
        "bicm": edges_of(pair_significance(graph, null="bicm"), *tested),
        "svn": edges_of(validated_network(graph, by_size=True, alpha=0.4), "p"),
        "disparity": edges_of(disparity_filter(project(graph), keep="all"), "alpha"),
    }


def close(value: Any) -> Any:
    """Equal to rounding, also where a number is none."""
    if isinstance(value, dict):
        return {name: close(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(close(each) for each in value)
    return pytest.approx(value, rel=1e-6, abs=1e-9, nan_ok=True) if isinstance(value, float) else value


@given(row_lists(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_rows_and_units_changes_nothing(rows: list[tuple[str, ...]], chance: random.Random) -> None:
    shuffled = [tuple(chance.sample(row, len(row))) for row in chance.sample(rows, len(rows))]
    assert figures(graph_of(shuffled)) == close(figures(graph_of(rows)))


@given(row_lists(), st.permutations(NAMES))
@settings(max_examples=40, deadline=None)
def test_renaming_units_renames_the_results(rows: list[tuple[str, ...]], names: list[str]) -> None:
    new = dict(zip(NAMES, names, strict=True))
    renamed = figures(graph_of([tuple(new[name] for name in row) for row in rows]))
    expected = {
        name: {frozenset(new[each] for each in pair): facts for pair, facts in value.items()}
        if isinstance(value, dict)
        else value
        for name, value in figures(graph_of(rows)).items()
    }
    assert renamed == close(expected)


@given(row_lists())
@settings(max_examples=40, deadline=None)
def test_a_notice_twice_doubles_counts_and_leaves_shares_as_they_are(rows: list[tuple[str, ...]]) -> None:
    once, twice = graph_of(rows), graph_of([*rows, *rows])
    for weight in WEIGHTS:
        times = 2 if weight in {"count", "newman"} else 1
        doubled = {pair: times * value for pair, value in edges_of(project(once, weight=weight), "weight").items()}  # type: ignore[arg-type]
        assert edges_of(project(twice, weight=weight), "weight") == close(doubled)  # type: ignore[arg-type]
    # No row makes an edge alone that another one makes too.
    assert {row.alone for row in dominance(twice).rows} <= {0}


@given(st.lists(notices(), min_size=1, max_size=3), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_notices_that_come_again_can_be_dropped(given: list[Notice], chance: random.Random) -> None:
    """Wherever they were found, every network of them is the same as without them."""
    again = [*given, *(attrs.evolve(each, unparsed=()) for each in chance.choices(given, k=2))]
    once: Any = {"duplicates": "drop"}
    assert Incidence.from_notices(again, **once) == Incidence.from_notices(given, **once)
    assert nx.utils.graphs_equal(responsibility_graph(again, **once), responsibility_graph(given, **once))
    assert nx.utils.graphs_equal(lead_graph(again, **once), lead_graph(given, **once))
