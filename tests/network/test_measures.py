"""Measures: each equals an independent implementation, on the real notice and on generated networks."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

import attrs
import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network_rows import graph_of, row_lists

from policytasks import Notice, responsibility_graph
from policytasks.errors import SelectionError
from policytasks.network import MEASURES, ScoreTable, measure, measure_table, nestedness, project
from policytasks.testing.strategies import notices


def peer_of(graph: nx.Graph[str]) -> Any:
    """The projection as a graph of igraph, without edge for edge ours having a part in it."""
    nodes = list(graph)
    place = {node: number for number, node in enumerate(nodes)}
    peer = igraph.Graph(n=len(nodes), edges=[(place[one], place[other]) for one, other in graph.edges])
    peer.es["weight"] = [edge["weight"] for _, _, edge in graph.edges(data=True)]
    return peer


def normalised_betweenness(peer: Any) -> list[float]:
    size = peer.vcount()
    pairs = (size - 1) * (size - 2) / 2
    return [value / pairs if pairs > 0 else 0.0 for value in peer.betweenness()]


def improved_closeness(peer: Any) -> list[float]:
    """Closeness in the reached part, scaled by its share, as Wasserman and Faust have it."""
    distances, size = peer.distances(), peer.vcount()
    found = []
    for row in distances:
        reached = [step for step in row if not math.isinf(step)]
        total = sum(reached)
        share = (len(reached) - 1) / (size - 1) if size > 1 else 0
        found.append((len(reached) - 1) / total * share if total else 0.0)
    return found


def effective_sizes(peer: Any) -> list[float]:
    """Borgatti's form: partners minus the average number of ties among them."""
    found = []
    for node in range(peer.vcount()):
        partners = peer.neighbors(node)
        ties = sum(1 for one, other in combinations(partners, 2) if peer.are_adjacent(one, other))
        found.append(len(partners) - 2 * ties / len(partners) if partners else math.nan)
    return found


PEERS: dict[str, Callable[[Any], list[float]]] = {
    "degree": lambda peer: peer.degree(),
    "strength": lambda peer: peer.strength(weights="weight"),
    "betweenness": normalised_betweenness,
    "closeness": improved_closeness,
    "pagerank": lambda peer: peer.pagerank(weights="weight"),
    "core_number": lambda peer: peer.coreness(),
    "constraint": lambda peer: peer.constraint(weights="weight"),
    "effective_size": effective_sizes,
    "efficiency": lambda peer: [
        size / degree if degree else math.nan for size, degree in zip(effective_sizes(peer), peer.degree(), strict=True)
    ],
}


def assert_same(found: Mapping[str, float], expected: list[float], tolerance: float = 1e-6) -> None:
    assert list(found.values()) == pytest.approx(expected, abs=tolerance, nan_ok=True)


@pytest.mark.parametrize("name", PEERS)
def test_a_position_of_the_real_notice_is_that_of_igraph(seed: Notice, name: str) -> None:
    graph = responsibility_graph(seed, by="requirement")
    assert_same(measure(graph, name), PEERS[name](peer_of(project(graph))))


@pytest.mark.parametrize("name", PEERS)
@settings(max_examples=30)
@given(rows=row_lists())
def test_a_position_of_any_network_is_that_of_igraph(name: str, rows: Any) -> None:
    graph = graph_of(rows)
    assert_same(measure(graph, name), PEERS[name](peer_of(project(graph))))


def test_eigenvectors_of_the_real_notice_are_those_of_igraph(seed: Notice) -> None:
    graph = responsibility_graph(seed, by="requirement")
    projected = project(graph)
    part = projected.subgraph(max(nx.connected_components(projected), key=len))
    expected = dict(zip(part, peer_of(part).eigenvector_centrality(weights="weight"), strict=True))
    found = measure(graph, "eigenvector")
    assert {unit: found[unit] for unit in part} == pytest.approx(expected, abs=1e-6)
    assert {found[unit] for unit in set(projected) - set(part)} == {0.0}


def test_hubs_of_the_real_notice_are_those_of_igraph_and_of_networkx(seed: Notice) -> None:
    graph = responsibility_graph(seed, by="requirement")
    units = [node for node, side in graph.nodes(data="bipartite") if side == 0]
    directed: nx.DiGraph[str] = nx.DiGraph([(unit, work) for unit in units for work in graph[unit]])
    nodes = list(directed)
    place = {node: number for number, node in enumerate(nodes)}
    peer = igraph.Graph(
        directed=True, n=len(nodes), edges=[(place[one], place[other]) for one, other in directed.edges]
    )
    with pytest.warns(RuntimeWarning, match="hub or authority scores are zeros"):  # Work is no hub.
        hubs = dict(zip(nodes, peer.hub_score(), strict=True))
    found = measure(graph, "hub")
    assert found.as_dict() == pytest.approx({unit: hubs[unit] for unit in units}, abs=1e-6)
    by_networkx, _ = nx.hits(directed, tol=1e-12)
    largest = max(by_networkx.values())
    assert found.as_dict() == pytest.approx({unit: by_networkx[unit] / largest for unit in units}, abs=1e-5)


# ── A network whose numbers are worked out by hand ──

HAND = graph_of([["甲", "乙"], ["甲", "乙", "丙"], ["甲"], ["丁"]])
"""甲 has three pieces of work, 乙 two, 丙 one, 丁 one alone; 甲, 乙 and 丙 are joined to each other."""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("load", [3, 2, 1, 1]),
        ("requirements", [3, 2, 1, 1]),
        ("sole_work", [1, 0, 0, 1]),
        ("degree", [2, 2, 2, 0]),
        ("strength", [3, 3, 2, 0]),
        ("constraint", None),
        ("effective_size", [1, 1, 1, math.nan]),
        ("efficiency", [0.5, 0.5, 0.5, math.nan]),
        ("core_number", [2, 2, 2, 0]),
        ("betweenness", [0, 0, 0, 0]),
        ("gini", [(-3 * 1 - 1 * 1 + 1 * 2 + 3 * 3) / (4 * 7)]),
        ("hhi", [(9 + 4 + 1 + 1) / 49]),
        ("density", [7 / 16]),
        ("centralisation", [(0 + 0 + 0 + 2) / (3 * 2)]),
    ],
)
def test_a_small_network_by_hand(name: str, expected: list[float] | None) -> None:
    found = measure(HAND, name)
    if expected is None:
        # Each of two partners: (p + p·q)² with the weights 2 and 1 of 甲's ties, 2 and 1 of 乙's, 1 and 1 of 丙's.
        two, one = (2 / 3 + 1 / 3 * 1 / 2) ** 2, (1 / 3 + 2 / 3 * 1 / 3) ** 2
        assert found["unit:甲"] == pytest.approx(two + one)
        assert math.isnan(found["unit:丁"])
        return
    assert_same(found, expected)


def test_the_load_of_units_is_the_workload_of_the_notice(seed: Notice) -> None:
    from policytasks import workload

    found = measure(responsibility_graph(seed, by="requirement"), "load")
    assert {node.removeprefix("unit:"): value for node, value in found.items()} == workload(seed)


def test_roles_add_up_to_the_requirements(seed: Notice) -> None:
    table = measure_table(seed, ("requirements", "lead_load", "responsible_load", "supporting_load"))
    for node in table.nodes:
        row = table.row(node)
        assert row["requirements"] == row["lead_load"] + row["responsible_load"] + row["supporting_load"]


def test_breadth_and_depth_multiply_to_the_load(seed: Notice) -> None:
    table = measure_table(seed, ("load", "breadth", "depth"))
    assert all(row["breadth"] * row["depth"] == pytest.approx(row["load"]) for row in map(table.row, table.nodes))
    assert table.row("unit:区发展和改革局") == {"load": 4, "breadth": 1, "depth": 4}


# ── Nestedness ──


def naive_nodf(rows: np.ndarray[Any, Any]) -> float:
    """Almeida-Neto's definition, word for word, over sorted rows and columns."""

    def half(matrix: np.ndarray[Any, Any]) -> list[float]:
        ordered = matrix[np.argsort(-matrix.sum(axis=1), kind="stable")]
        found = []
        for upper, lower in combinations(range(len(ordered)), 2):
            more, less = ordered[upper].sum(), ordered[lower].sum()
            found.append(100 * (ordered[upper] * ordered[lower]).sum() / less if more > less > 0 else 0.0)
        return found

    values = half(rows) + half(rows.T)
    return float(np.mean(values)) if values else math.nan


@given(rows=row_lists())
def test_nestedness_is_what_its_definition_says(rows: Any) -> None:
    from policytasks.network import Incidence

    incidence = Incidence.from_graph(graph_of(rows))
    assert nestedness(incidence) == pytest.approx(naive_nodf(incidence.pattern.toarray()), nan_ok=True)


def test_a_staircase_is_fully_nested_and_a_diagonal_is_not() -> None:
    assert nestedness(graph_of([["甲", "乙", "丙"], ["甲", "乙"], ["甲"]])) == 100
    assert nestedness(graph_of([["甲"], ["乙"], ["丙"]])) == 0


# ── One way to ask ──


def test_every_measure_has_words_in_both_languages_and_a_value_for_every_unit(seed: Notice) -> None:
    table = measure_table(seed, MEASURES)
    units = tuple(measure(seed, "load"))
    for column in table:
        entry = MEASURES[column.measure]
        assert entry.title.zh
        assert entry.meaning.en.endswith(".")
        assert tuple(column) == (units if entry.of == "unit" else ("network",))
        assert entry.of == "unit" or column.value == column["network"]


def test_an_unknown_measure_names_the_near_one() -> None:
    with pytest.raises(SelectionError, match="found 'betweeness'; expected betweenness, or another of load"):
        measure(HAND, "betweeness")


def test_scores_are_mappings_rankings_and_series() -> None:
    scores = measure(HAND, "load")
    assert scores.ranked(2) == (("unit:甲", 3.0), ("unit:乙", 2.0))
    assert scores.filter(lambda node, value: value < 2).as_dict() == {"unit:丙": 1.0, "unit:丁": 1.0}
    assert scores.to_pandas().to_dict() == scores.as_dict()
    with pytest.raises(SelectionError, match="no single value"):
        _ = scores.value


def test_tables_sort_filter_and_become_frames() -> None:
    table = measure_table(HAND, ("load", "constraint"))
    assert table.sort("constraint").nodes[-1] == "unit:丁"
    assert table.sort("load", descending=False).nodes[0] in ("unit:丙", "unit:丁")
    heavy = table.filter(lambda node, row: row["load"] > 1)
    assert heavy.nodes == ("unit:甲", "unit:乙")
    assert list(table.to_pandas().columns) == ["load", "constraint"]
    assert table.records()[0]["node"] == "unit:甲"
    with pytest.raises(SelectionError, match="no such measure"):
        table["degree"]


def test_a_measure_that_means_nothing_says_so(seed: Notice) -> None:
    def codes(name: str, source: Any = seed, **options: Any) -> list[str]:
        return [caveat.code for caveat in measure(source, name, **options).caveats]

    assert codes("lead_load") == ["no-roles"]
    assert codes("degree") == ["dominated-by-one-row"]
    assert codes("betweenness") == ["dominated-by-one-row", "disconnected"]
    assert codes("betweenness", largest_row=11) == ["disconnected"]
    assert codes("degree", graph_of([["甲"], ["乙"]])) == ["no-pairs"]
    assert "one-group" in codes("ei_index", groups={f"unit:{unit.name}": "区" for unit in seed.units})
    assert codes("load") == []


def test_networks_of_nothing_have_measures_too() -> None:
    table = measure_table(Notice(), MEASURES)
    assert isinstance(table, ScoreTable)
    assert [column.measure for column in table if len(column)] == [
        name for name, entry in MEASURES.items() if entry.of == "network"
    ]
    assert all(math.isnan(column.value) for column in table if MEASURES[column.measure].of == "network")


# ── Laws ──


@settings(max_examples=25)
@given(rows=row_lists(), data=st.data())
def test_the_order_of_rows_does_not_count(rows: Any, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(rows))
    one, other = measure_table(graph_of(rows), MEASURES), measure_table(graph_of(shuffled), MEASURES)
    for column in one:
        if column.measure in ("eigenvector", "robustness"):
            continue  # Of parts of one size, or units of one load, the first one is taken.
        assert other[column.measure].as_dict() == pytest.approx(column.as_dict(), abs=1e-6, nan_ok=True)


@settings(max_examples=25)
@given(rows=row_lists())
def test_names_do_not_count(rows: Any) -> None:
    renamed = [[f"市{name}局" for name in row] for row in rows]
    one, other = measure_table(graph_of(rows), MEASURES), measure_table(graph_of(renamed), MEASURES)
    for column in one:
        values = {
            node if node == "network" else f"unit:市{node.removeprefix('unit:')}局": value
            for node, value in column.items()
        }
        assert other[column.measure].as_dict() == pytest.approx(values, abs=1e-6, nan_ok=True)


@settings(max_examples=25)
@given(notice=notices())
def test_a_notice_that_comes_twice_changes_nothing_when_duplicates_are_dropped(notice: Notice) -> None:
    once = responsibility_graph(notice, by="requirement")
    twice = responsibility_graph([notice, attrs.evolve(notice)], by="requirement", duplicates="drop")
    for name in ("load", "degree", "strength", "constraint", "gini", "nestedness"):
        assert measure(twice, name).as_dict() == pytest.approx(measure(once, name).as_dict(), nan_ok=True)
