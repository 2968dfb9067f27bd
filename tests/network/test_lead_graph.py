"""The lead graph: an edge from each lead to each unit that works under it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import attrs
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytasks.assignment import assignments
from policytasks.errors import RegistryError, SelectionError
from policytasks.model.identity import with_ids
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit, UnitKind
from policytasks.network import lead_graph, shared_ids, write_graph
from policytasks.testing.strategies import notices
from policytasks.units.records import Membership, UnitRecord
from policytasks.units.registry import UnitRegistry

LEAD, RESPONSIBLE, SUPPORTING = Role


def notice_of(*rows: dict[str, Role], kinds: dict[str, UnitKind] | None = None) -> Notice:
    """One task with a requirement for each row."""
    requirements = tuple(
        Requirement(
            id="",
            text="推进",
            responsibilities=tuple(
                Responsibility(unit=Unit(name=name, kind=(kinds or {}).get(name, UnitKind.UNKNOWN)), role=role)
                for name, role in row.items()
            ),
        )
        for row in rows
    )
    return Notice(sections=with_ids((Section(tasks=(Task(title="任务", requirements=requirements),)),)))


def test_a_lead_has_an_edge_to_each_unit_of_its_row() -> None:
    graph = lead_graph(
        notice_of(
            {"甲局": LEAD, "乙局": SUPPORTING, "丙局": RESPONSIBLE},
            {"甲局": LEAD, "乙局": SUPPORTING},
            {"乙局": RESPONSIBLE},
        )
    )
    assert type(graph) is nx.DiGraph
    assert dict(graph.nodes(data=True))["unit:乙局"] == {
        "kind": "unit",
        "name": "乙局",
        "unit_kind": "unknown",
        "lead": 0,
        "responsible": 1,
        "supporting": 2,
    }
    assert list(graph.edges(data=True)) == [
        (
            "unit:甲局",
            "unit:乙局",
            {
                "weight": 2,
                "count": 2,
                "supporting": 2,
                "responsible": 0,
                "shared": "requirement:1.1.1|requirement:1.1.2",
            },
        ),
        (
            "unit:甲局",
            "unit:丙局",
            {"weight": 1, "count": 1, "supporting": 0, "responsible": 1, "shared": "requirement:1.1.1"},
        ),
    ]
    assert graph.graph == {"work": 3, "led": 2}


def test_units_that_lead_together_are_not_joined() -> None:
    graph = lead_graph(notice_of({"甲局": LEAD, "乙局": LEAD, "丙局": SUPPORTING}))
    assert sorted(graph.edges) == [("unit:乙局", "unit:丙局"), ("unit:甲局", "unit:丙局")]


def test_by_task_the_strongest_role_decides() -> None:
    """乙局 leads a requirement of the task, so it is a lead of the task too."""
    notice = notice_of({"甲局": LEAD, "乙局": SUPPORTING}, {"乙局": LEAD, "丙局": SUPPORTING})
    graph = lead_graph(notice, by="task")
    assert sorted(graph.edges) == [("unit:乙局", "unit:丙局"), ("unit:甲局", "unit:丙局")]
    assert shared_ids(graph.edges["unit:甲局", "unit:丙局"]) == ("task:1.1",)


def test_the_real_notice_names_no_lead(seed: Notice) -> None:
    """Its 47 rows make no edge, and the graph says so."""
    graph = lead_graph(seed)
    assert (graph.number_of_nodes(), graph.number_of_edges(), graph.graph) == (34, 0, {"work": 47, "led": 0})


def test_collectives_are_dropped_or_expanded() -> None:
    notice = notice_of({"甲局": LEAD, "各镇": SUPPORTING}, kinds={"各镇": UnitKind.COLLECTIVE})
    registry = UnitRegistry(
        records=(
            UnitRecord(name="各镇", kind=UnitKind.COLLECTIVE),
            UnitRecord(name="大安镇", kind=UnitKind.TOWNSHIP),
            UnitRecord(name="小孟镇", kind=UnitKind.TOWNSHIP),
        ),
        memberships=tuple(Membership(collective="各镇", member=name) for name in ("大安镇", "小孟镇")),
    )
    assert list(lead_graph(notice, collectives="drop").nodes) == ["unit:甲局"]
    expanded = lead_graph(notice, collectives="expand", registry=registry)
    assert sorted(expanded.edges) == [("unit:甲局", "unit:大安镇"), ("unit:甲局", "unit:小孟镇")]
    with pytest.raises(RegistryError):
        lead_graph(notice, collectives="expand")


def test_an_edge_lists_some_ids_and_counts_all() -> None:
    edge = lead_graph(notice_of(*[{"甲局": LEAD, "乙局": SUPPORTING}] * 3), most_shared=1).edges[
        "unit:甲局", "unit:乙局"
    ]
    assert (edge["count"], edge["shared"]) == (3, "requirement:1.1.1")


def test_several_notices_add_up() -> None:
    notice = notice_of({"甲局": LEAD, "乙局": SUPPORTING})
    first, second = attrs.evolve(notice, title="一"), attrs.evolve(notice, title="二")
    edge = lead_graph([first, second]).edges["unit:甲局", "unit:乙局"]
    assert shared_ids(edge) == ("requirement:一:1.1.1", "requirement:二:1.1.1")
    assert lead_graph([first, first], duplicates="drop").edges["unit:甲局", "unit:乙局"]["count"] == 1


@pytest.mark.parametrize("choice", [{"by": "section"}, {"collectives": "merge"}, {"duplicates": "merge"}])
def test_a_choice_that_there_is_not_is_an_error(choice: Any) -> None:
    with pytest.raises(SelectionError):
        lead_graph(Notice(), **choice)


@given(st.lists(notices(), max_size=2))
@settings(max_examples=60)
def test_every_lead_and_every_other_of_a_row_make_one_edge(given: list[Notice]) -> None:
    """Counted by hand over the assignments; every attribute is plain."""
    graph = lead_graph(given, most_shared=None)
    expected: Counter[tuple[str, str]] = Counter()
    for notice in given:
        rows: dict[str, list[Any]] = {}
        for row in assignments(notice):
            rows.setdefault(row.requirement.id, []).append(row)
        for shares in rows.values():
            expected.update(
                (one.unit.name, other.unit.name)
                for one in shares
                for other in shares
                if one.role is LEAD and other.role is not LEAD
            )
    found = {tuple(node[5:] for node in edge): data for *edge, data in graph.edges(data=True)}
    assert {edge: data["weight"] for edge, data in found.items()} == dict(expected)
    assert all(data["supporting"] + data["responsible"] == data["weight"] for data in found.values())
    assert all(len(shared_ids(data)) == data["count"] for data in found.values())
    values = [value for _, data in graph.nodes(data=True) for value in data.values()]
    assert {type(value) for value in (*values, *graph.graph.values())} <= {str, int, float}


def test_every_format_takes_a_lead_graph(tmp_path: Any) -> None:
    graph = lead_graph(notice_of({"甲局": LEAD, "乙局": SUPPORTING}))
    back = nx.read_graphml(write_graph(graph, tmp_path / "lead.graphml"))
    assert dict(back.edges["unit:甲局", "unit:乙局"]) == graph.edges["unit:甲局", "unit:乙局"]
