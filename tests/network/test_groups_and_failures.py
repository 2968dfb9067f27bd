"""Communities, core and periphery, brokers between systems, and what is left when units fail."""

from __future__ import annotations

import math
from itertools import combinations, permutations
from typing import Any, ClassVar

import igraph
import networkx as nx
import pytest
from hypothesis import given, settings
from network_rows import graph_of, row_lists

from policytasks import Notice, parse_notice, responsibility_graph
from policytasks.errors import SelectionError
from policytasks.network import (
    BrokerageRole,
    brokerage,
    communities,
    core_periphery,
    lead_graph,
    load_by_month,
    load_by_role,
    measure,
    orphaned_work,
    project,
    robustness_curve,
    single_points,
)

TWO_GROUPS = [["甲", "乙"], ["甲", "乙"], ["乙", "丙"], ["甲", "丙"], ["丁", "戊"], ["丁", "戊"], ["丙", "丁"]]


class TestCommunities:
    """Groups of units that share more with each other."""

    @pytest.mark.parametrize("method", ["louvain", "leiden"])
    def test_two_groups_are_found(self, method: Any) -> None:
        found = communities(graph_of(TWO_GROUPS), seed=1, method=method)
        assert found.groups == (("unit:甲", "unit:乙", "unit:丙"), ("unit:丁", "unit:戊"))
        assert found.membership["unit:戊"] == 1

    @pytest.mark.parametrize("method", ["louvain", "leiden"])
    def test_modularity_is_that_of_igraph(self, seed: Notice, method: Any) -> None:
        graph = responsibility_graph(seed, by="requirement")
        found = communities(graph, seed=3, method=method)
        projected = project(graph, weight="newman")
        nodes = list(projected)
        place = {node: number for number, node in enumerate(nodes)}
        peer = igraph.Graph(n=len(nodes), edges=[(place[one], place[other]) for one, other in projected.edges])
        weights = [edge["weight"] for _, _, edge in projected.edges(data=True)]
        expected = peer.modularity([found.membership[node] for node in nodes], weights=weights)
        assert found.modularity == pytest.approx(expected)
        assert found.modularity > 0.4
        assert [caveat.code for caveat in found.caveats] == ["dominated-by-one-row"]

    @pytest.mark.parametrize("method", ["louvain", "leiden"])
    @settings(max_examples=25)
    @given(rows=row_lists())
    def test_groups_part_the_units_and_the_same_seed_gives_the_same(self, method: Any, rows: Any) -> None:
        graph = graph_of(rows)
        found = communities(graph, seed=7, method=method)
        units = [node for node, side in graph.nodes(data="bipartite") if side == 0]
        assert sorted(unit for group in found.groups for unit in group) == sorted(units)
        assert communities(graph, seed=7, method=method) == found or math.isnan(found.modularity)

    def test_an_unknown_method_is_refused(self) -> None:
        with pytest.raises(SelectionError, match="louvain, leiden"):
            communities(graph_of(TWO_GROUPS), seed=1, method="leuven")  # type: ignore[arg-type]


class TestCorePeriphery:
    """The split with the fewest pairs against the ideal."""

    @settings(max_examples=60)
    @given(rows=row_lists(most_rows=6))
    def test_no_split_has_fewer_pairs_against_it(self, rows: Any) -> None:
        graph = graph_of(rows)
        projected = project(graph)
        units = list(projected)

        def against(core: set[str]) -> int:
            inside = sum(1 for pair in combinations(sorted(core), 2) if not projected.has_edge(*pair))
            rest = [unit for unit in units if unit not in core]
            return inside + sum(1 for pair in combinations(rest, 2) if projected.has_edge(*pair))

        best = min(against(set(core)) for size in range(len(units) + 1) for core in combinations(units, size))
        assert against(set(core_periphery(graph).core)) == best

    def test_a_core_with_a_periphery_that_hangs_on_it(self) -> None:
        found = core_periphery(graph_of([["甲", "乙", "丙"], ["甲", "丁"], ["乙", "戊"], ["己"]]))
        assert set(found.core) == {"unit:甲", "unit:乙"} or found.core == ("unit:甲", "unit:乙", "unit:丙")
        assert found.fit == 1.0

    def test_the_fit_is_the_correlation_of_pairs(self, seed: Notice) -> None:
        graph = responsibility_graph(seed, by="requirement")
        found, projected = core_periphery(graph), project(graph)
        pairs = [(1.0, pair) for pair in combinations(found.core, 2)] + [
            (0.0, pair) for pair in combinations(found.periphery, 2)
        ]
        ideal = [value for value, _ in pairs]
        real = [float(projected.has_edge(*pair)) for _, pair in pairs]
        mean_ideal, mean_real = sum(ideal) / len(ideal), sum(real) / len(real)
        product = sum((a - mean_ideal) * (b - mean_real) for a, b in zip(ideal, real, strict=True))
        spread = sum((a - mean_ideal) ** 2 for a in ideal) * sum((b - mean_real) ** 2 for b in real)
        assert found.fit == pytest.approx(product / spread**0.5)


class TestSystems:
    """Who works inside and who works between systems."""

    GROUPS: ClassVar[dict[str, str]] = {"甲": "党群", "乙": "党群", "丙": "政府", "丁": "政府", "戊": "法院"}

    def test_the_index_counts_partners_inside_and_outside(self) -> None:
        found = measure(graph_of(TWO_GROUPS), "ei_index", groups=self.GROUPS)
        assert found["unit:甲"] == 0  # 乙 is inside, 丙 outside.
        assert found["unit:丙"] == pytest.approx((2 - 1) / 3)
        assert found["unit:戊"] == 1
        whole = measure(graph_of(TWO_GROUPS), "ei_index_network", groups=self.GROUPS).value
        assert whole == pytest.approx((3 - 2) / 5)

    def test_brokers_are_counted_as_gould_and_fernandez_have_it(self) -> None:
        names = "甲乙丙丁戊"
        graph: nx.DiGraph[str] = nx.DiGraph()
        for name in names:
            graph.add_node(f"unit:{name}", name=name)
        for one, other in ("甲乙", "乙丙", "乙甲", "丙丁", "丁戊", "甲丁", "戊甲", "丙甲"):
            graph.add_edge(f"unit:{one}", f"unit:{other}")
        expected = {f"unit:{name}": dict.fromkeys(BrokerageRole, 0) for name in names}
        for first, broker, last in permutations(names, 3):
            if graph.has_edge(f"unit:{first}", f"unit:{broker}") and graph.has_edge(f"unit:{broker}", f"unit:{last}"):
                if graph.has_edge(f"unit:{first}", f"unit:{last}"):
                    continue
                a, b, c = (self.GROUPS[name] for name in (first, broker, last))
                role = (
                    BrokerageRole.COORDINATOR
                    if a == b == c
                    else BrokerageRole.CONSULTANT
                    if a == c
                    else BrokerageRole.GATEKEEPER
                    if b == c
                    else BrokerageRole.REPRESENTATIVE
                    if a == b
                    else BrokerageRole.LIAISON
                )
                expected[f"unit:{broker}"][role] += 1
        found = brokerage(graph, groups=self.GROUPS)
        assert found.roles == expected
        assert sum(found.total(f"unit:{name}") for name in names) > 5

    def test_a_notice_without_leads_has_no_brokers_and_says_so(self, seed: Notice) -> None:
        found = brokerage(lead_graph(seed))
        assert {found.total(unit) for unit in found.roles} == {0}
        assert "no-roles" in [caveat.code for caveat in found.caveats]


class TestFailures:
    """What has nobody left."""

    ROWS: ClassVar[list[list[str]]] = [["甲", "乙"], ["甲"], ["丙"], ["甲", "丙"], []]

    def test_work_that_a_unit_carries_alone(self) -> None:
        assert single_points(graph_of(self.ROWS)) == {
            "unit:甲": ("requirement:1.1.2",),
            "unit:丙": ("requirement:1.1.3",),
        }

    def test_work_that_has_nobody_left_when_units_fail_together(self) -> None:
        graph = graph_of(self.ROWS)
        assert orphaned_work(graph, ["甲"]) == ("requirement:1.1.2",)
        assert orphaned_work(graph, ["unit:甲", "丙"]) == tuple(f"requirement:1.1.{row}" for row in (2, 3, 4))
        assert orphaned_work(graph, []) == ()
        with pytest.raises(SelectionError, match="unit:丁"):
            orphaned_work(graph, ["丁"])

    def test_the_curve_by_hand(self) -> None:
        curve = robustness_curve(graph_of(self.ROWS))
        assert [(step.unit, step.share) for step in curve.removals] == [
            ("unit:甲", 0.75),
            ("unit:丙", 0.25),
            ("unit:乙", 0.0),
        ]
        assert curve.area == pytest.approx(((1 + 0.75) / 2 + (0.75 + 0.25) / 2 + 0.25 / 2) / 3)

    @settings(max_examples=40)
    @given(rows=row_lists())
    def test_every_curve_falls_and_orphans_all_work_once(self, rows: Any) -> None:
        graph = graph_of(rows)
        carried = [f"requirement:1.1.{number}" for number, row in enumerate(rows, 1) if row]
        for order in ("load", "least", "random"):
            curve = robustness_curve(graph, order=order, seed=4)  # type: ignore[arg-type]
            assert sorted(work for step in curve.removals for work in step.orphaned) == sorted(carried)
            shares = [step.share for step in curve.removals if not math.isnan(step.share)]
            assert shares == sorted(shares, reverse=True)

    def test_removing_the_first_units_of_a_curve_orphans_what_it_says(self, seed: Notice) -> None:
        graph = responsibility_graph(seed, by="requirement")
        curve = robustness_curve(graph)
        first = curve.removals[:5]
        together = orphaned_work(graph, [step.unit for step in first])
        assert sorted(together) == sorted(work for step in first for work in step.orphaned)


def test_load_by_role_and_month() -> None:
    notice = parse_notice(
        "关于分工的通知\n各局：\n请落实。\n某政府\n2021年7月1日\n一、推进公开\n（一）公开规划\n"
        "1.主动公开规划，9月底前完成。（牵头单位：区财政局；配合单位：区审计局）\n"
        "2.公开预算，12月底前完成。（责任单位：区财政局）\n3.做好宣传。（责任单位：区审计局）\n"
    )
    assert load_by_role(notice) == {
        "unit:区财政局": {"lead": 1, "responsible": 1, "supporting": 0},
        "unit:区审计局": {"lead": 0, "responsible": 1, "supporting": 1},
    }
    months, caveats = load_by_month(notice)
    assert months == {"unit:区财政局": {"2021-09": 1, "2021-12": 1}, "unit:区审计局": {"2021-09": 1}}
    assert [str(caveat) for caveat in caveats] == ["no-days: 1 of 3 pieces of work have no day: they are in no month"]
