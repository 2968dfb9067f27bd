"""Change over time: units and edges born, kept and lost, reforms respected."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from network_rows import graph_of, row_lists

from policytasks.errors import SelectionError
from policytasks.network import Change, compare_networks, network_changes, project
from policytasks.units.records import Succession, SuccessionKind, UnitRecord
from policytasks.units.registry import UnitRegistry

REFORM = date(2019, 1, 15)


def registry(*events: tuple[SuccessionKind, tuple[str, ...], tuple[str, ...]]) -> UnitRegistry:
    """A registry of everybody named in events of one day."""
    names = dict.fromkeys(name for _, before, after in events for name in (*before, *after))
    return UnitRegistry(
        records=tuple(UnitRecord(name=name) for name in names),
        successions=tuple(Succession(kind=kind, on=REFORM, before=one, after=two) for kind, one, two in events),
    )


def network(*edges: tuple[str, str] | tuple[str, str, float], until: str = "", directed: bool = False) -> Any:
    graph: Any = nx.DiGraph() if directed else nx.Graph()
    for one, other, *weight in edges:
        for name in (one, other):
            graph.add_node(f"unit:{name}", name=name)
        graph.add_edge(f"unit:{one}", f"unit:{other}", weight=weight[0] if weight else 1)
    graph.graph["until"] = until
    return graph


def told(found: Any) -> list[tuple[str, str, str, float, float]]:
    return [(edge.change.value, edge.first[5:], edge.second[5:], edge.before, edge.after) for edge in found.edges]


def test_edges_and_units_are_kept_born_and_lost() -> None:
    found = compare_networks(network(("甲", "乙", 3), ("甲", "丙")), network(("乙", "甲", 2), ("甲", "丁", 5)))
    assert told(found) == [
        ("kept", "乙", "甲", 3, 2),
        ("born", "丁", "甲", 0, 5),
        ("lost", "丙", "甲", 1, 0),
    ]
    assert [(unit.change.value, unit.earlier, unit.later) for unit in found.units] == [
        ("kept", "unit:甲", ("unit:甲",)),
        ("kept", "unit:乙", ("unit:乙",)),
        ("lost", "unit:丙", ()),
        ("born", "", ("unit:丁",)),
    ]
    assert found.stability == pytest.approx(1 / 3)
    assert [edge.after for edge in found.edges_of(Change.BORN)] == [5]
    assert [unit.earlier for unit in found.units_of(Change.LOST)] == ["unit:丙"]


class TestReforms:
    """A unit that goes on under another name is not lost."""

    def test_a_new_name_keeps_its_edges(self) -> None:
        known = registry((SuccessionKind.RENAMED, ("国土局",), ("自然资源局",)))
        old, new = network(("国土局", "财政局", 2)), network(("自然资源局", "财政局", 4))
        found = compare_networks(old, new, registry=known)
        assert told(found) == [("kept", "自然资源局", "财政局", 2, 4)]
        assert found.edges[0].earlier == (("unit:国土局", "unit:财政局"),)
        assert [(unit.earlier, unit.later, unit.renamed) for unit in found.units] == [
            ("unit:国土局", ("unit:自然资源局",), True),
            ("unit:财政局", ("unit:财政局",), False),
        ]
        assert [edge[0] for edge in told(compare_networks(old, new))] == ["born", "lost"]

    def test_an_edge_between_units_that_become_one_is_absorbed(self) -> None:
        known = registry((SuccessionKind.MERGED, ("教育局", "体育局"), ("教育和体育局",)))
        old = network(("教育局", "体育局", 2), ("教育局", "财政局", 3), ("体育局", "财政局", 1))
        new = network(("教育和体育局", "财政局", 5))
        found = compare_networks(old, new, registry=known)
        assert told(found) == [("kept", "教育和体育局", "财政局", 4, 5), ("absorbed", "体育局", "教育局", 2, 0)]
        assert len(found.edges[0].earlier) == 2
        assert found.stability == 1

    def test_an_edge_of_a_unit_that_was_split_is_kept_by_any_successor(self) -> None:
        known = registry((SuccessionKind.SPLIT, ("建设局",), ("住建局", "城管局")))
        old, new = network(("建设局", "财政局", 2)), network(("城管局", "财政局"), ("住建局", "城管局"))
        found = compare_networks(old, new, registry=known)
        assert told(found) == [("kept", "城管局", "财政局", 2, 1), ("born", "住建局", "城管局", 0, 1)]
        assert found.units[0].later == ("unit:住建局", "unit:城管局")

    def test_a_reform_of_a_later_day_changes_nothing_yet(self) -> None:
        known = registry((SuccessionKind.RENAMED, ("国土局",), ("自然资源局",)))
        old, new = network(("国土局", "财政局")), network(("财政局", "审计局"), until="2018-12-31")
        found = compare_networks(old, new, registry=known)
        assert (found.on, found.units[0].change, found.units[0].later) == (date(2018, 12, 31), Change.LOST, ())
        later = compare_networks(old, network(("自然资源局", "财政局")), registry=known, on=date(2018, 12, 31))
        assert [edge[0] for edge in told(later)] == ["born", "lost"]

    def test_a_name_that_the_later_network_still_uses_stands_for_itself(self) -> None:
        known = registry((SuccessionKind.RENAMED, ("国土局",), ("自然资源局",)))
        same = network(("国土局", "财政局"))
        assert told(compare_networks(same, same, registry=known)) == [("kept", "国土局", "财政局", 1, 1)]

    def test_a_unit_without_successor_is_lost(self) -> None:
        known = registry((SuccessionKind.DISSOLVED, ("物资局",), ()))
        found = compare_networks(network(("物资局", "财政局")), network(("财政局", "审计局")), registry=known)
        assert [unit.change.value for unit in found.units] == ["lost", "kept", "born"]


def test_directed_edges_keep_their_direction() -> None:
    found = compare_networks(network(("甲", "乙"), directed=True), network(("乙", "甲"), directed=True))
    assert told(found) == [("born", "乙", "甲", 0, 1), ("lost", "甲", "乙", 1, 0)]
    assert found.directed
    assert found.graph().is_directed()


def test_graphs_of_units_and_work_are_projected_first() -> None:
    old, new = graph_of([("甲局", "乙局"), ("甲局", "丙局")]), graph_of([("甲局", "乙局")] * 2)
    found = compare_networks(old, new)
    assert told(found) == [("kept", "乙局", "甲局", 1, 2), ("lost", "丙局", "甲局", 1, 0)]
    assert found == compare_networks(project(old), project(new))


def test_the_day_is_that_of_the_later_network_s_last_notice() -> None:
    new = graph_of([("甲局", "乙局")])
    new.nodes["requirement:1.1.1"]["issued_on"] = "2021-07-29"
    for graph in (new, project(new)):
        assert compare_networks(graph_of([]), graph).on == date(2021, 7, 29)
    assert compare_networks(graph_of([]), graph_of([])).on is None


def test_both_networks_make_one_graph_to_draw() -> None:
    known = registry((SuccessionKind.MERGED, ("教育局", "体育局"), ("教育和体育局",)))
    old = network(("教育局", "体育局", 2), ("教育局", "财政局", 3), ("体育局", "物资局"))
    graph = compare_networks(old, network(("教育和体育局", "财政局", 5), ("财政局", "审计局")), registry=known).graph()
    assert dict(graph.nodes(data="change")) == {
        "unit:教育和体育局": "kept",
        "unit:财政局": "kept",
        "unit:物资局": "lost",
        "unit:审计局": "born",
    }
    assert {frozenset(node[5:] for node in edge): data for *edge, data in graph.edges(data=True)} == {
        frozenset({"教育和体育局", "财政局"}): {"weight": 5, "change": "kept", "before": 3, "after": 5},
        frozenset({"财政局", "审计局"}): {"weight": 1, "change": "born", "before": 0, "after": 1},
        frozenset({"教育和体育局", "物资局"}): {"weight": 1, "change": "lost", "before": 1, "after": 0},
    }


def test_networks_without_edges_have_no_stability() -> None:
    assert math.isnan(compare_networks(network(), network()).stability)


@pytest.mark.parametrize(
    ("later", "problem"),
    [
        (network(("甲", "乙"), directed=True), "only networks of one kind can be compared"),
        (network(("甲", "乙", "三")), "unit:甲 – unit:乙: a weight is no number; found '三'"),  # type: ignore[arg-type]
    ],
)
def test_what_cannot_be_compared_is_an_error(later: Any, problem: str) -> None:
    with pytest.raises(SelectionError, match=problem):
        compare_networks(network(("甲", "乙")), later)


@given(row_lists(), row_lists())
def test_counts_add_up(earlier: list[tuple[str, ...]], later: list[tuple[str, ...]]) -> None:
    """Every later edge is kept or born, every earlier one kept, lost or absorbed; the other way round is the mirror."""
    known = registry(
        (SuccessionKind.MERGED, ("甲局", "乙局"), ("戊局",)), (SuccessionKind.SPLIT, ("丙局",), ("己局", "庚局"))
    )
    before, after = project(graph_of(earlier)), project(graph_of(later))
    for names in (None, known):
        found = compare_networks(before, after, registry=names)
        of = {change: len(found.edges_of(change)) for change in Change}
        assert of[Change.KEPT] + of[Change.BORN] == after.number_of_edges()
        continued = {edge for each in found.edges_of(Change.KEPT) for edge in each.earlier}
        assert len(continued) + of[Change.LOST] + of[Change.ABSORBED] == before.number_of_edges()
        assert sum(unit.change is not Change.BORN for unit in found.units) == len(before)
    plain, mirror = compare_networks(before, after), compare_networks(after, before)
    assert len(plain.edges_of(Change.LOST)) == len(mirror.edges_of(Change.BORN))
    assert len(plain.edges_of(Change.KEPT)) == len(mirror.edges_of(Change.KEPT))


class TestSeveralYears:
    """Networks side by side, in the names of the last one."""

    def test_each_edge_has_its_weight_in_each_year(self) -> None:
        known = registry((SuccessionKind.RENAMED, ("国土局",), ("自然资源局",)))
        found = network_changes(
            {
                "2018": network(("国土局", "财政局", 2), ("财政局", "审计局")),
                "2019": network(("自然资源局", "财政局", 3)),
                "2020": network(("自然资源局", "财政局", 4), ("财政局", "审计局")),
            },
            registry=known,
        )
        assert found.labels == ("2018", "2019", "2020")
        assert [(edge.first, edge.second, edge.weights, edge.times) for edge in found.edges] == [
            ("unit:自然资源局", "unit:财政局", (2, 3, 4), 3),
            ("unit:审计局", "unit:财政局", (1, 0, 1), 2),
        ]
        assert [(one, other, [edge[0] for edge in told(step)]) for one, other, step in found] == [
            ("2018", "2019", ["kept", "lost"]),
            ("2019", "2020", ["kept", "born"]),
        ]

    def test_a_graph_of_many_notices_is_cut_into_years(self) -> None:
        graph = graph_of([("甲局", "乙局"), ("甲局", "乙局"), ("甲局", "丙局"), ("丁局",)])
        for number, day in enumerate(("2020-03-01", "2020-09-01", "2021-03-01", ""), 1):
            graph.nodes[f"requirement:1.1.{number}"]["issued_on"] = day
        found = network_changes(graph)
        assert found.labels == ("2020", "2021")
        assert [(edge.first[5:], edge.second[5:], edge.weights) for edge in found.edges] == [
            ("乙局", "甲局", (2, 0)),
            ("丙局", "甲局", (0, 1)),
        ]
        assert found.steps[0].on == date(2021, 3, 1)

    def test_one_network_has_no_steps(self) -> None:
        assert network_changes({"2020": network(("甲", "乙"))}).steps == ()

    def test_no_network_is_an_error(self) -> None:
        with pytest.raises(SelectionError, match="there is no network"):
            network_changes({})

    @given(st.lists(row_lists(most_rows=4), min_size=2, max_size=4))
    def test_the_weights_of_each_year_are_those_of_its_network(self, years: list[list[tuple[str, ...]]]) -> None:
        graphs = {str(number): project(graph_of(rows)) for number, rows in enumerate(years)}
        found = network_changes(graphs)
        for at, graph in enumerate(graphs.values()):
            assert {
                frozenset((edge.first, edge.second)): edge.weights[at] for edge in found.edges if edge.weights[at]
            } == {frozenset(edge): weight for *edge, weight in graph.edges(data="weight")}
        assert len(found.steps) == len(years) - 1
