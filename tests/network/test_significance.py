"""Significance: z and p beside every pair, and what is said where they mean nothing."""

from __future__ import annotations

import math
from typing import Any

import networkx as nx
import numpy as np
import pytest
from bicm import BipartiteGraph
from bicm.poibin import PoiBin
from hypothesis import given, settings
from network_rows import edges_of, graph_of, row_lists
from scipy.stats import false_discovery_control, hypergeom

from policytasks.errors import SelectionError
from policytasks.model.notice import Notice
from policytasks.network import Incidence, pair_significance, pair_tests, project, responsibility_graph


def names(graph: Any) -> set[frozenset[str]]:
    return set(edges_of(graph, "count"))


THREE = {
    frozenset({"区民政局", "区人力资源和社会保障局"}),
    frozenset({"区教育和体育局", "区卫生健康局"}),
    frozenset({"各镇（街道）", "区政府各部门、单位"}),
}


class TestTheRealNotice:
    """济兖政办字〔2021〕20号, by requirement."""

    def test_three_pairs_share_more_than_drawing_blindly_explains(self, seed: Notice) -> None:
        found = pair_significance(responsibility_graph(seed, by="requirement"), keep="significant")
        assert names(found) == THREE
        assert found.number_of_nodes() == 34
        assert found.graph["hypotheses"] == 34 * 33 // 2
        assert found.graph["significant"] == 3

    def test_the_same_three_when_the_police_has_one_name(self, seed: Notice) -> None:
        """区公安局分局 and 区公安分局 are one unit, which makes 33 units and 528 tests."""
        graph: Any = responsibility_graph(seed, by="requirement")
        nx.relabel_nodes(graph, {"unit:区公安局分局": "unit:区公安分局"}, copy=False)
        found = pair_significance(graph, keep="significant")
        assert names(found) == THREE
        assert found.graph["hypotheses"] == 33 * 32 // 2

    def test_bicm_keeps_none_and_says_that_it_could_keep_none(self, seed: Notice) -> None:
        found = pair_tests(seed, null="bicm")
        assert found.significant == ()
        assert [caveat.code for caveat in found.caveats] == ["no-power"]
        graph = pair_significance(seed, null="bicm", keep="significant")
        assert graph.number_of_edges() == 0
        assert graph.graph["caveats"].startswith("no-power: the network is too small")

    def test_hypergeometric_figures_are_those_of_scipy(self, seed: Notice) -> None:
        graph = project(seed)
        found = pair_significance(seed)
        assert names(found) == names(graph)
        rows = [
            (data["count"], graph.nodes[one]["size"], graph.nodes[other]["size"], data)
            for one, other, data in found.edges(data=True)
        ]
        count, one, other = (np.array([row[at] for row in rows]) for at in range(3))
        p = hypergeom.sf(count - 1, 47, one, other)
        q = false_discovery_control(np.append(p, np.ones(561 - len(p))))[: len(p)]
        z = (count - hypergeom.mean(47, one, other)) / hypergeom.std(47, one, other)
        assert [row[3]["p"] for row in rows] == pytest.approx(p, rel=1e-10)
        assert [row[3]["q"] for row in rows] == pytest.approx(q, rel=1e-10)
        assert [row[3]["z"] for row in rows] == pytest.approx(z, rel=1e-10)
        assert [row[3]["significant"] for row in rows] == (q <= 0.05).astype(int).tolist()

    def test_bicm_figures_are_those_of_the_package(self, seed: Notice) -> None:
        pattern = Incidence.from_notices(seed).pattern.toarray()
        package = BipartiteGraph()
        package.set_biadjacency_matrix(pattern)
        package.solve_tool(method="root", verbose=False, print_error=False)
        chances = package.get_bicm_matrix()
        found = pair_tests(seed, null="bicm")
        ends = list(
            zip(found.pairs.first.tolist(), found.pairs.second.tolist(), found.pairs.count.tolist(), strict=True)
        )
        both = [chances[one] * chances[other] for one, other, _ in ends]
        assert found.p == pytest.approx(
            [PoiBin(each).pval(count) for each, (*_, count) in zip(both, ends, strict=True)], rel=1e-9
        )
        assert found.expected == pytest.approx([each.sum() for each in both], rel=1e-9)
        deviation = [math.sqrt((each * (1 - each)).sum()) for each in both]
        assert found.z == pytest.approx((found.pairs.count - found.expected) / np.array(deviation), rel=1e-8)

    def test_curveball_agrees_with_bicm_about_who_stands_out(self, seed: Notice) -> None:
        """Another model of the same degrees: its means are near, and the three pairs stand at its end too."""
        drawn, exact = (pair_tests(seed, null=null, seed=3, samples=400) for null in ("curveball", "bicm"))
        assert np.corrcoef(drawn.expected, exact.expected)[0, 1] > 0.95
        ends = [frozenset(key.removeprefix("unit:") for key in (test.first, test.second)) for test in drawn]
        assert set(ends[:6]) >= THREE
        assert [caveat.code for caveat in drawn.caveats] == ["few-samples"]
        assert dict(drawn.caveats[0].facts) == {
            "samples": "400",
            "smallest": "0.0025",
            "hypotheses": "561",
            "needed": "11,219",
        }

    def test_every_attribute_is_plain(self, seed: Notice) -> None:
        found: Any = pair_significance(seed, null="curveball", seed=1, samples=20)
        values = [value for *_, data in found.edges(data=True) for value in data.values()]
        values += [value for _, data in found.nodes(data=True) for value in data.values()]
        assert {type(value) for value in (*values, *found.graph.values())} == {str, int, float}
        assert found.graph["seed"] == 1


def test_a_test_reads_as_a_value(seed: Notice) -> None:
    first = next(iter(pair_tests(seed)))
    assert (first.first, first.second, first.count, first.significant, first.reason) == (
        "unit:各镇（街道）",
        "unit:区政府各部门、单位",
        19,
        True,
        "",
    )
    assert first.p == pytest.approx(hypergeom.sf(18, 47, 21, 21))


def test_a_unit_that_has_everything_has_no_z_and_says_why() -> None:
    """It shares all that the other one has, in every network of these degrees."""
    rows = [("各镇", "甲局", "乙局"), ("各镇", "甲局"), ("各镇", "乙局"), ("各镇",)]
    found = {frozenset((test.first[5:], test.second[5:])): test for test in pair_tests(graph_of(rows))}
    sure = found[frozenset({"各镇", "甲局"})]
    assert math.isnan(sure.z)
    assert (sure.expected, sure.p, sure.reason) == (2, 1, "the degrees leave no choice")
    assert found[frozenset({"甲局", "乙局"})].reason == ""
    edge = pair_significance(graph_of(rows)).edges["unit:各镇", "unit:甲局"]
    assert (math.isnan(edge["z"]), edge["reason"]) == (True, "the degrees leave no choice")


@pytest.mark.parametrize("null", ["hypergeometric", "bicm", "curveball"])
def test_where_nothing_is_shared_there_is_nothing_to_test(null: Any) -> None:
    for graph in (graph_of([]), graph_of([("甲局",), ("乙局",)])):
        found = pair_tests(graph, null=null, seed=1, samples=5)
        assert (len(found), list(found), [caveat.code for caveat in found.caveats]) == (0, [], ["no-pairs"])
        assert pair_significance(graph, null=null, seed=1, samples=5).number_of_edges() == 0


def test_a_small_network_says_that_it_can_show_nothing() -> None:
    found = pair_tests(graph_of([("甲局", "乙局"), ("丙局", "丁局"), ("甲局", "丙局")]))
    assert [caveat.code for caveat in found.caveats] == ["no-power"]
    assert str(found.caveats[0]) == (
        "no-power: the network is too small: even if every pair shared as much as it can, none would be significant at 0.05"
    )


def test_a_network_of_many_degrees_is_not_asked_what_it_could_show() -> None:
    """It can show something: units of equal load that meet every time."""
    names, ids = [], []
    for number in range(1, 65):
        for twin in ("东", "西"):
            names += [f"{twin}{number}局"] * number
            ids += [f"{number}.{each}" for each in range(number)]
    found = pair_tests(Incidence.from_columns(names, ids))
    assert [caveat.code for caveat in found.caveats] == ["several-parts"]
    assert (found.significant[0].first, found.significant[0].second) == ("unit:东64局", "unit:西64局")


def test_a_network_of_two_places_says_that_it_should_be_tested_apart() -> None:
    """Within each place all work together evenly; beside the other place, every pair of them seems to stand out."""
    here = [pair for pair in ("甲乙", "甲丙", "乙丙", "甲丁", "乙丁", "丙丁") for _ in range(3)]
    there = [pair.translate(str.maketrans("甲乙丙丁", "子丑寅卯")) for pair in here]
    found = pair_tests(graph_of([*here, *there]))
    assert [caveat.code for caveat in found.caveats] == ["several-parts"]
    assert dict(found.caveats[0].facts) == {"parts": "2"}
    assert all(caveat.code != "several-parts" for caveat in pair_tests(graph_of(here)).caveats)


def test_a_pair_that_always_meets_is_significant_in_a_large_enough_network() -> None:
    others = [("丙局", "丁局"), ("丙局", "戊局"), ("丁局", "戊局")] * 12
    rows = [("甲局", "乙局")] * 20 + [("甲局", "丙局"), *others]
    for null in ("hypergeometric", "bicm", "curveball"):
        found = pair_tests(graph_of(rows), null=null, seed=2, samples=400)
        first = found.significant[0]
        assert (first.first, first.second, first.count) == ("unit:甲局", "unit:乙局", 20)
        assert found.caveats == ()


def test_a_random_null_model_needs_a_seed(seed: Notice) -> None:
    with pytest.raises(SelectionError, match="a random null model needs a seed; found seed=None"):
        pair_significance(seed, null="curveball")


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"null": "erdos"}, "one of hypergeometric, curveball, bicm"),
        ({"correction": "holm"}, "one of benjamini-hochberg, bonferroni, none"),
        ({"side": "task"}, "one of unit, work"),
        ({"keep": "some"}, "one of all, significant"),
        ({"alpha": 5}, "a number between 0 and 1"),
        ({"null": "curveball", "seed": 1, "samples": 0}, "at least 1"),
    ],
)
def test_a_choice_that_there_is_not_is_an_error(choice: dict[str, Any], expected: str) -> None:
    with pytest.raises(SelectionError) as caught:
        pair_significance(Notice(), **choice)
    assert caught.value.expected == expected


@given(row_lists())
@settings(max_examples=60)
def test_every_pair_has_the_figures_of_scipy(rows: list[tuple[str, ...]]) -> None:
    graph = graph_of(rows)
    work = sum(bool(row) for row in rows)
    for test in pair_tests(graph):
        one, other = graph.degree[test.first], graph.degree[test.second]
        assert test.p == pytest.approx(hypergeom.sf(test.count - 1, work, one, other))
        assert test.expected == pytest.approx(one * other / work)


@given(row_lists(least_rows=2))
@settings(max_examples=25)
def test_every_pair_has_the_tail_of_the_package_bicm(rows: list[tuple[str, ...]]) -> None:
    """The probabilities are checked elsewhere; here it is what follows from them for a pair."""
    from policytasks.network.bicm_solution import solve_bicm

    incidence = Incidence.from_graph(graph_of(rows))
    solution = solve_bicm(incidence.unit_degrees, incidence.work_sizes)
    chances = solution.probabilities[solution.row_class][:, solution.column_class]
    found = pair_tests(incidence, null="bicm")
    for at, (one, other) in enumerate(zip(found.pairs.first, found.pairs.second, strict=True)):
        expected = PoiBin(chances[one] * chances[other]).pval(int(found.pairs.count[at]))
        assert found.p[at] == pytest.approx(expected, rel=1e-6, abs=1e-12)
