"""Projections: the weights are those of networkx and of hand-made tables, the shared ids stand on the edge."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from network_rows import edges_of, graph_of, row_lists, shared_rows

from policytasks.errors import SelectionError
from policytasks.model.notice import Notice
from policytasks.network import Incidence, project, projection_matrix, responsibility_graph, shared_ids
from policytasks.network.pairs import pair_blocks

WEIGHTS = ("count", "newman", "cosine", "jaccard", "overlap")


def by_networkx(graph: Any, nodes: list[str], weight: str) -> Any:
    """The same projection by networkx alone, which takes a side without the other one for a mistake."""
    if len(nodes) == len(graph):
        return nx.create_empty_copy(graph)
    if weight == "count":
        return nx.bipartite.weighted_projected_graph(graph, nodes)
    if weight == "newman":
        return nx.bipartite.collaboration_weighted_projected_graph(graph, nodes)
    if weight == "cosine":

        def cosine(graph: Any, one: str, other: str) -> float:
            both = len(set(graph[one]) & set(graph[other]))
            return both / (len(graph[one]) * len(graph[other])) ** 0.5

        return nx.bipartite.generic_weighted_projected_graph(graph, nodes, weight_function=cosine)
    return nx.bipartite.overlap_weighted_projected_graph(graph, nodes, jaccard=weight == "jaccard")


def weights(graph: Any) -> dict[frozenset[str], float]:
    return {frozenset(edge): graph.edges[edge]["weight"] for edge in graph.edges}


class TestTheRealNotice:
    """济兖政办字〔2021〕20号, by requirement."""

    def test_its_units_share_work_on_232_edges(self, seed: Notice) -> None:
        found = project(responsibility_graph(seed, by="requirement"))
        assert (found.number_of_nodes(), found.number_of_edges()) == (34, 232)

    @pytest.mark.parametrize("side", ["unit", "work"])
    @pytest.mark.parametrize("weight", WEIGHTS)
    def test_weights_are_those_of_networkx(self, seed: Notice, weight: Any, side: Any) -> None:
        for by in ("task", "requirement"):
            graph: Any = responsibility_graph(seed, by=by)  # type: ignore[arg-type]
            nodes = [node for node, number in graph.nodes(data="bipartite") if number == (side == "work")]
            expected = weights(by_networkx(graph, nodes, weight))
            assert weights(project(graph, side=side, weight=weight)) == pytest.approx(expected)

    def test_an_edge_names_the_rows_that_it_stands_for(self, seed: Notice) -> None:
        found = project(responsibility_graph(seed, by="requirement"), weight="cosine")
        edge = found.edges["unit:区民政局", "unit:区人力资源和社会保障局"]
        assert edge == {
            "weight": pytest.approx(4 / 20**0.5),
            "count": 4,
            "shared": "requirement:1.4.1|requirement:1.4.3|requirement:2.9.2|requirement:4.16.1",
        }
        assert shared_ids(edge) == (
            "requirement:1.4.1",
            "requirement:1.4.3",
            "requirement:2.9.2",
            "requirement:4.16.1",
        )

    def test_nodes_keep_their_attributes_and_say_how_much_they_have(self, seed: Notice) -> None:
        found = project(responsibility_graph(seed, by="requirement"))
        assert found.nodes["unit:区财政局"] == {
            "bipartite": 0,
            "kind": "unit",
            "name": "区财政局",
            "unit_kind": "unknown",
            "size": 3,
        }
        assert found.graph == {
            "side": "unit",
            "projection": "count",
            "first_issued_on": "2021-07-29",
            "last_issued_on": "2021-07-29",
        }

    def test_without_its_largest_rows_few_edges_are_left(self, seed: Notice) -> None:
        found = project(responsibility_graph(seed, by="requirement"), largest_row=5)
        assert found.number_of_edges() == 19
        assert found.graph["largest_row"] == 5
        assert found.number_of_nodes() == 34


def test_newman_counts_a_row_of_many_less_than_a_row_of_two() -> None:
    """Two units that meet alone weigh 1; in a row of four each pair weighs a third."""
    found = project(graph_of([("甲局", "乙局"), ("甲局", "乙局", "丙局", "丁局")]), weight="newman")
    assert edges_of(found, "weight")[frozenset({"甲局", "乙局"})] == pytest.approx(1 + 1 / 3)
    assert edges_of(found, "weight")[frozenset({"丙局", "丁局"})] == pytest.approx(1 / 3)


def test_an_edge_lists_some_ids_and_counts_all() -> None:
    graph = graph_of([("甲局", "乙局")] * 5)
    found = project(graph, most_shared=2).edges["unit:甲局", "unit:乙局"]
    assert found == {"weight": 5, "count": 5, "shared": "requirement:1.1.1|requirement:1.1.2"}
    assert project(graph, most_shared=0).edges["unit:甲局", "unit:乙局"]["shared"] == ""


def test_ids_with_the_separator_come_apart_again() -> None:
    graph: Any = nx.Graph()
    graph.add_nodes_from(["unit:甲", "unit:乙"], bipartite=0)
    graph.add_nodes_from(["task:100%|关于:1.1", "task:%7C:1.2"], bipartite=1)
    graph.add_edges_from(
        (unit, work) for unit in ("unit:甲", "unit:乙") for work in ("task:100%|关于:1.1", "task:%7C:1.2")
    )
    edge = project(graph).edges["unit:甲", "unit:乙"]
    assert shared_ids(edge) == ("task:100%|关于:1.1", "task:%7C:1.2")


def test_light_edges_are_left_out() -> None:
    found = project(graph_of([("甲局", "乙局", "丙局"), ("甲局", "乙局")]), min_weight=2)
    assert edges_of(found, "weight") == {frozenset({"甲局", "乙局"}): 2}
    assert found.graph["min_weight"] == 2


def test_a_row_of_two_thousand_units_is_filtered_before_it_becomes_two_million_edges() -> None:
    names = [f"{number}局" for number in range(2_000)]
    incidence = Incidence.from_columns([*names, "0局", "1局"], ["1"] * 2_000 + ["2", "2"])
    pair = [("unit:0局", "unit:1局", {"weight": 2, "count": 2, "shared": "requirement:1|requirement:2"})]
    assert list(project(incidence, min_weight=2).edges(data=True)) == pair
    assert list(project(incidence, largest_row=1_999).edges) == [("unit:0局", "unit:1局")]


def test_notices_and_incidences_project_like_their_graph(seed: Notice) -> None:
    graph = responsibility_graph(seed, by="requirement")
    expected = weights(project(graph))
    assert weights(project(seed)) == expected
    assert weights(project([seed])) == expected
    found = project(Incidence.from_graph(graph))
    assert weights(found) == expected
    assert found.nodes["unit:区财政局"] == {"bipartite": 0, "kind": "unit", "name": "区财政局", "size": 3}


def test_a_network_without_work_has_no_edges() -> None:
    assert list(project(Notice()).nodes) == []
    assert projection_matrix(Notice()).shape == (0, 0)
    lonely = project(graph_of([], units=["甲局"]))
    assert list(lonely.nodes(data="size")) == [("unit:甲局", 0)]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"side": "task"}, "one of unit, work"),
        ({"weight": "pearson"}, "one of count, newman, cosine, jaccard, overlap"),
    ],
)
def test_a_choice_that_there_is_not_is_an_error(choice: dict[str, Any], expected: str) -> None:
    for function in (project, projection_matrix):
        with pytest.raises(SelectionError) as caught:
            function(graph_of([]), **choice)
        assert caught.value.expected == expected


@given(row_lists())
@settings(max_examples=60)
def test_every_projection_is_that_of_networkx(rows: list[tuple[str, ...]]) -> None:
    """Weights, counts and ids, on both sides, as a graph and as a matrix."""
    graph = graph_of(rows)
    for side, number in (("unit", 0), ("work", 1)):
        nodes = [node for node, each in graph.nodes(data="bipartite") if each == number]
        for weight in WEIGHTS:
            found = project(graph, side=side, weight=weight)  # type: ignore[arg-type]
            assert weights(found) == pytest.approx(weights(by_networkx(graph, nodes, weight)))
            matrix = projection_matrix(graph, side=side, weight=weight).toarray()  # type: ignore[arg-type]
            assert matrix == pytest.approx(nx.to_numpy_array(found, nodelist=nodes, weight="weight"))
    shared = edges_of(project(graph), "count", "shared")
    assert shared == {
        pair: (len(numbers), "|".join(f"requirement:1.1.{number}" for number in numbers))
        for pair, numbers in shared_rows(rows).items()
    }


def test_pairs_come_the_same_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """However small the blocks are, pair after pair in the order of the units."""
    rows = [tuple(f"{letter}局" for letter in "甲乙丙丁戊己"[start : start + 3]) for start in range(4)]
    incidence = Incidence.from_graph(graph_of(rows))
    scale = 1 / np.arange(1, 5)
    whole = list(pair_blocks(incidence.pattern, scale))
    assert len(whole) == 1
    monkeypatch.setattr("policytasks.network.pairs._BUDGET", 1)
    parts = list(pair_blocks(incidence.pattern, scale))
    assert len(parts) == 6
    for name in ("first", "second", "count", "scaled"):
        assert np.concatenate([getattr(part, name) for part in parts]).tolist() == getattr(whole[0], name).tolist()
