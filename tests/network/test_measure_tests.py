"""Measures beside those of random networks."""

from __future__ import annotations

import math
from typing import Any

import networkx as nx
import numpy as np
import pytest
from network_rows import graph_of

from policytasks.errors import SelectionError
from policytasks.model.notice import Notice
from policytasks.network import CoResponsibility, Incidence, measure_significance, project, responsibility_graph


def weighted_degree(graph: Any) -> dict[str, float]:
    return dict(graph.degree(weight="weight"))


def strength(graph: Any) -> dict[str, float]:
    """How much each unit shares with others: it depends on more than degrees."""
    return dict(project(graph, weight="count").degree(weight="weight"))


def edges_shared(graph: Any) -> float:
    return float(project(graph).number_of_edges())


def test_what_the_degrees_decide_says_nothing_beyond_them(seed: Notice) -> None:
    found = measure_significance(responsibility_graph(seed, by="requirement"), weighted_degree, seed=1, samples=5)
    assert len(found) == 81
    assert {(row.p, row.q, math.isnan(row.z), row.expected == row.value) for row in found} == {(1, 1, True, True)}
    assert {row.reason for row in found} == {
        "every network with these degrees gives the same value: it says nothing beyond them"
    }


def test_z_and_p_come_from_the_drawn_networks(seed: Notice) -> None:
    """By hand, over the same networks."""
    graph = responsibility_graph(seed, by="requirement")
    drawn: list[float] = []

    def spying(network: Any) -> float:
        drawn.append(edges_shared(network))
        return drawn[-1]

    found = measure_significance(graph, spying, seed=4, samples=60)[""]
    real, random = drawn[0], np.array(drawn[1:])
    assert (len(random), found.value, real) == (60, 232, 232)
    assert found.expected == pytest.approx(random.mean())
    assert found.z == pytest.approx((232 - random.mean()) / random.std())
    least = min((random <= 232).sum(), (random >= 232).sum())
    assert found.p == pytest.approx(min(1, 2 * (least + 1) / 61))


def test_units_that_always_work_together_share_more_than_their_load_explains() -> None:
    rows = [("甲局", "乙局", "丙局")] * 6 + [("丁局",), ("戊局",)] * 9
    found = measure_significance(graph_of(rows), strength, seed=2, samples=199, alternative="greater")
    assert {row.node for row in found.significant()} == {"unit:甲局", "unit:乙局", "unit:丙局"}
    assert found["unit:甲局"].value == 12
    assert found["unit:甲局"].p <= 2 / 200
    assert found.caveats == ()
    less = measure_significance(graph_of(rows), strength, seed=2, samples=199, alternative="less")
    assert less["unit:甲局"].p == 1
    assert {row.node for row in less.significant()} == {"unit:丁局", "unit:戊局"}


@pytest.mark.parametrize("null", ["curveball", "bicm"])
def test_the_same_seed_gives_the_same_figures(seed: Notice, null: Any) -> None:
    graph = responsibility_graph(seed)
    first, again, other = (
        measure_significance(graph, strength, seed=number, samples=8, null=null) for number in (1, 1, 2)
    )
    # A nan is no value that equals itself.
    assert repr(first) == repr(again)
    assert repr(first) != repr(other)


def test_bicm_holds_degrees_on_average_alone(seed: Notice) -> None:
    found = measure_significance(
        responsibility_graph(seed, by="requirement"), weighted_degree, seed=1, samples=300, null="bicm"
    )
    row = found["unit:区财政局"]
    assert row.deviation > 0
    assert row.expected == pytest.approx(row.value, abs=0.4)
    assert row.reason == ""


def test_a_random_network_keeps_nodes_attributes_and_each_unit_s_roles() -> None:
    graph = graph_of([("甲局", "乙局"), ("甲局",), ("丙局",)])
    graph.edges["unit:甲局", "requirement:1.1.1"]["role"] = "lead"
    seen: list[Any] = []

    def looking(network: Any) -> float:
        seen.append(network)
        return 0.0

    measure_significance(graph, looking, seed=1, samples=10)
    for network in seen[1:]:
        assert type(network) is nx.Graph
        assert dict(network.nodes(data=True)) == dict(graph.nodes(data=True))
        roles = sorted(data["role"] for *_, data in network.edges("unit:甲局", data=True))
        assert roles == ["lead", "responsible"]
    assert seen[0] is graph


def test_incidences_are_measured_as_incidences(seed: Notice) -> None:
    def strengths(incidence: Incidence) -> dict[str, float]:
        operator = CoResponsibility.of(incidence, weight="newman")
        return dict(zip(operator.keys, operator.strengths().tolist(), strict=True))

    found = measure_significance(Incidence.from_notices(seed), strengths, seed=1, samples=10)
    # Newman's strength is the number of rows that a unit shares at all: 区财政局 shares two of its three.
    assert (found["unit:区财政局"].value, len(found)) == (pytest.approx(2), 34)


def test_too_few_samples_are_said() -> None:
    found = measure_significance(graph_of([("甲局", "乙局"), ("丙局",)]), strength, seed=1, samples=19)
    assert [caveat.code for caveat in found.caveats] == ["few-samples"]
    assert dict(found.caveats[0].facts)["needed"] == "119"


def test_a_measure_without_value_is_said() -> None:
    def odd(graph: Any) -> dict[str, float]:
        return {"unit:甲局": float("nan"), "unit:乙局": 1.0}

    found = measure_significance(graph_of([("甲局", "乙局")]), odd, seed=1, samples=3)
    row = found["unit:甲局"]
    assert row.reason == "the measure has no value here"
    assert all(math.isnan(value) for value in (row.value, row.expected, row.z, row.p, row.q))
    assert found.significant() == ()


def test_a_measure_that_random_networks_lack_is_said() -> None:
    calls = iter([1.0, float("nan"), 2.0, 3.0])
    found = measure_significance(graph_of([("甲局", "乙局")]), lambda _: next(calls), seed=1, samples=3)[""]
    assert (found.expected, found.reason) == (2.5, "the measure has no value in some of the drawn networks")


def test_an_unknown_node_has_no_test() -> None:
    found = measure_significance(graph_of([("甲局",)]), strength, seed=1, samples=1)
    with pytest.raises(KeyError, match="unit:乙局"):
        found["unit:乙局"]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"null": "hypergeometric"}, "one of curveball, bicm"),
        ({"alternative": "both"}, "one of two-sided, greater, less"),
        ({"correction": "holm"}, "one of benjamini-hochberg, bonferroni, none"),
        ({"samples": 0}, "at least 1"),
    ],
)
def test_a_choice_that_there_is_not_is_an_error(choice: dict[str, Any], expected: str) -> None:
    with pytest.raises(SelectionError) as caught:
        measure_significance(graph_of([]), strength, seed=1, **choice)
    assert caught.value.expected == expected
