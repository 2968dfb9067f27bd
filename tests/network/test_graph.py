"""The bipartite graph of units and work."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import networkx as nx
import pytest
from hypothesis import given, settings

from policytasks.errors import RegistryError, SelectionError
from policytasks.location import Location
from policytasks.model.document_number import DocumentNumber
from policytasks.model.identity import with_ids
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit, UnitKind
from policytasks.network.graph import responsibility_graph
from policytasks.query import assignments
from policytasks.testing.strategies import notices
from policytasks.units.records import Membership, UnitRecord
from policytasks.units.registry import UnitRegistry


def one_task(*rows: dict[str, Role], title: str = "任务", kind: UnitKind = UnitKind.DEPARTMENT) -> Notice:
    requirements = tuple(
        Requirement(
            id="",
            text=f"要求{number}",
            responsibilities=tuple(
                Responsibility(unit=Unit(name=name, kind=kind), role=role) for name, role in row.items()
            ),
        )
        for number, row in enumerate(rows, 1)
    )
    return Notice(sections=with_ids((Section(tasks=(Task(title=title, requirements=requirements),)),)))


def weights(graph: nx.Graph[str]) -> list[int]:
    return [attributes["weight"] for _, _, attributes in graph.edges(data=True)]


class TestTheRealNotice:
    """济兖政办字〔2021〕20号."""

    def test_by_task_it_has_54_nodes_and_98_edges(self, seed: Notice) -> None:
        graph = responsibility_graph(seed)
        assert (graph.number_of_nodes(), graph.number_of_edges()) == (54, 98)
        assert sum(weights(graph)) == 120

    def test_by_requirement_it_has_81_nodes_and_120_edges(self, seed: Notice) -> None:
        graph = responsibility_graph(seed, by="requirement")
        assert (graph.number_of_nodes(), graph.number_of_edges()) == (81, 120)
        assert set(weights(graph)) == {1}

    def test_it_is_a_plain_bipartite_graph(self, seed: Notice) -> None:
        for graph in (responsibility_graph(seed), responsibility_graph(seed, by="requirement")):
            assert type(graph) is nx.Graph
            assert nx.is_bipartite(graph)
            sides = nx.get_node_attributes(graph, "bipartite")
            assert {sides[source] + sides[target] for source, target in graph.edges} == {1}
            assert sum(side == 0 for side in sides.values()) == 34

    def test_its_nodes_say_what_they_are(self, seed: Notice) -> None:
        graph = responsibility_graph(seed)
        assert graph.nodes["unit:区财政局"] == {
            "bipartite": 0,
            "kind": "unit",
            "name": "区财政局",
            "unit_kind": "unknown",
        }
        assert graph.nodes["task:1.1"] == {
            "bipartite": 1,
            "kind": "task",
            "name": "立足实施重大战略推进政务公开",
            "section": "深化重点领域政府信息公开",
            "notice": "济兖政办字〔2021〕20号",
            "issued_on": "2021-07-29",
            "year": "2021",
        }
        requirement = responsibility_graph(seed, by="requirement").nodes["requirement:1.1.2"]
        assert requirement == {
            "bipartite": 1,
            "kind": "requirement",
            "name": "多形式发布落实高质量发展的进展、成效。",
            "section": "深化重点领域政府信息公开",
            "task": "立足实施重大战略推进政务公开",
            "due_on": "2021-11-30",
            "notice": "济兖政办字〔2021〕20号",
            "issued_on": "2021-07-29",
            "year": "2021",
        }

    def test_an_edge_counts_the_requirements(self, seed: Notice) -> None:
        edge = responsibility_graph(seed).edges["unit:区发展和改革局", "task:1.1"]
        assert edge == {"role": "responsible", "weight": 3, "lead": 0, "responsible": 3, "supporting": 0}

    def test_dropped_collectives_leave_their_work_behind(self, seed: Notice) -> None:
        graph = responsibility_graph(seed, collectives="drop")
        collectives = {unit.name for unit in seed.units if unit.kind is UnitKind.COLLECTIVE}
        assert graph.number_of_nodes() == 54 - len(collectives) == 51
        assert graph.degree["task:5.20"] == 0


def test_the_strongest_role_of_a_unit_in_a_task_is_the_edge_s_role() -> None:
    """Its counts by role stay beside it."""
    graph = responsibility_graph(one_task({"甲局": Role.SUPPORTING}, {"甲局": Role.LEAD}, {"甲局": Role.SUPPORTING}))
    assert graph.edges["unit:甲局", "task:1.1"] == {
        "role": "lead",
        "weight": 3,
        "lead": 1,
        "responsible": 0,
        "supporting": 2,
    }


def test_units_of_a_rule_stated_once_are_joined_when_asked() -> None:
    """…以下均需区大数据中心落实，不再列出."""
    notice = one_task({"甲局": Role.LEAD})
    implied = (Responsibility(unit=Unit(name="乙局"), role=Role.RESPONSIBLE),)
    requirement = attrs.evolve(notice.requirements[0], implied=implied)
    task = attrs.evolve(notice.tasks[0], requirements=(requirement,))
    notice = attrs.evolve(notice, sections=(attrs.evolve(notice.sections[0], tasks=(task,)),))
    assert sorted(responsibility_graph(notice).edges) == [("task:1.1", "unit:甲局")]
    assert sorted(responsibility_graph(notice, implied=True).edges) == [
        ("task:1.1", "unit:乙局"),
        ("task:1.1", "unit:甲局"),
    ]


@pytest.mark.parametrize(
    ("notice", "issued_on", "year"),
    [
        (Notice(issued_on=date(2020, 3, 1), printed_on=date(2021, 3, 1)), "2020-03-01", "2020"),
        (Notice(printed_on=date(2021, 3, 1)), "", "2021"),
        (Notice(document_number=DocumentNumber(agency="某政发", year=2019, serial=1)), "", "2019"),
        (Notice(title="2018年分工"), "", ""),
    ],
)
def test_work_knows_the_year_of_its_notice(notice: Notice, issued_on: str, year: str) -> None:
    """Of its date, else of its number; what it does not say is an empty text."""
    dated = attrs.evolve(notice, sections=one_task({}).sections)
    node = responsibility_graph(dated).nodes["task:1.1"]
    assert (node["issued_on"], node["year"]) == (issued_on, year)


def test_work_without_a_unit_is_a_node_without_an_edge() -> None:
    assert list(responsibility_graph(one_task({})).nodes) == ["task:1.1"]
    assert list(responsibility_graph(one_task({}), by="requirement").nodes) == ["requirement:1.1.1"]


def test_a_notice_that_divides_no_work_is_an_empty_graph() -> None:
    assert responsibility_graph(Notice()).number_of_nodes() == 0


def test_a_unit_named_like_a_task_stays_a_unit() -> None:
    graph = responsibility_graph(one_task({"task:1.1": Role.LEAD}))
    assert sorted(graph.nodes) == ["task:1.1", "unit:task:1.1"]


class TestSeveralNotices:
    """The document number stands before the id."""

    def test_units_are_shared_and_tasks_are_not(self, seed: Notice) -> None:
        assert seed.document_number is not None
        other = attrs.evolve(seed, document_number=attrs.evolve(seed.document_number, serial=21))
        graph = responsibility_graph([seed, other])
        assert (graph.number_of_nodes(), graph.number_of_edges()) == (34 + 40, 196)
        assert "task:济兖政办字〔2021〕20号:4.16" in graph
        assert "task:济兖政办字〔2021〕21号:4.16" in graph

    def test_notices_without_a_number_are_told_apart(self) -> None:
        first, second = one_task({"甲局": Role.LEAD}), one_task({"乙局": Role.LEAD})
        graph = responsibility_graph((first, second, attrs.evolve(first, title="分工")))
        assert [node for node, attributes in graph.nodes(data=True) if attributes["bipartite"] == 1] == [
            "task:1:1.1",
            "task:2:1.1",
            "task:分工:1.1",
        ]

    def test_the_same_number_twice_does_not_melt_two_notices(self, seed: Notice) -> None:
        graph = responsibility_graph(iter((seed, seed)))
        assert graph.number_of_nodes() == 34 + 40
        assert "task:济兖政办字〔2021〕20号-2:4.16" in graph

    def test_a_notice_that_comes_again_can_be_dropped(self, seed: Notice) -> None:
        """Wherever it was found; what is left alone needs no number before its ids."""
        again = attrs.evolve(seed, location=Location(file="again.txt"))
        once = responsibility_graph([seed, again], duplicates="drop")
        assert nx.utils.graphs_equal(once, responsibility_graph(seed))

    def test_something_else_than_notices_is_an_error(self) -> None:
        with pytest.raises(SelectionError, match="found str; expected a Notice"):
            responsibility_graph(["notice.txt"])  # type: ignore[list-item]

    def test_one_notice_in_a_list_is_like_the_notice_itself(self, seed: Notice) -> None:
        assert nx.utils.graphs_equal(responsibility_graph([seed]), responsibility_graph(seed))

    def test_a_known_kind_of_unit_wins_over_an_unknown_one(self) -> None:
        unknown = one_task({"甲局": Role.LEAD}, kind=UnitKind.UNKNOWN)
        graph = responsibility_graph([unknown, one_task({"甲局": Role.LEAD}), unknown])
        assert graph.nodes["unit:甲局"]["unit_kind"] == "department"


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"by": "section"}, "one of task, requirement"),
        ({"collectives": "merge"}, "one of keep, expand, drop"),
        ({"duplicates": "merge"}, "one of keep, drop"),
    ],
)
def test_a_choice_that_there_is_not_is_an_error(seed: Notice, choice: dict[str, Any], expected: str) -> None:
    with pytest.raises(SelectionError) as caught:
        responsibility_graph(seed, **choice)
    assert caught.value.expected == expected


def test_expanding_collectives_without_a_registry_is_an_error(seed: Notice) -> None:
    with pytest.raises(RegistryError, match="a UnitRegistry"):
        responsibility_graph(seed, collectives="expand")


def test_expanded_collectives_join_their_members_to_the_work() -> None:
    """A member that the row names beside its collective is joined once."""
    row = {"各镇": Role.RESPONSIBLE}
    notice = one_task(row, kind=UnitKind.COLLECTIVE)
    registry = UnitRegistry(
        records=(
            UnitRecord(name="各镇", kind=UnitKind.COLLECTIVE),
            UnitRecord(name="大安镇", kind=UnitKind.TOWNSHIP),
            UnitRecord(name="小孟镇", kind=UnitKind.TOWNSHIP),
        ),
        memberships=(
            Membership(collective="各镇", member="大安镇"),
            Membership(collective="各镇", member="小孟镇"),
        ),
    )
    graph = responsibility_graph(notice, collectives="expand", registry=registry)
    assert sorted(graph.edges) == [("task:1.1", "unit:大安镇"), ("task:1.1", "unit:小孟镇")]


@given(notices())
@settings(max_examples=40)
def test_every_assignment_is_in_the_graph_once(notice: Notice) -> None:
    """The weights add up to the assignments, by task and by requirement; every attribute is str, int or float."""
    rows = tuple(assignments(notice))
    for graph in (responsibility_graph(notice), responsibility_graph(notice, by="requirement")):
        assert sum(weights(graph)) == len(rows)
        assert {f"unit:{row.unit.name}" for row in rows} == {
            node for node, attributes in graph.nodes(data=True) if not attributes["bipartite"]
        }
        values = [value for _, data in graph.nodes(data=True) for value in data.values()]
        values += [value for _, _, data in graph.edges(data=True) for value in data.values()]
        assert {type(value) for value in values} <= {str, int, float}


def test_a_day_is_written_as_iso(seed: Notice) -> None:
    days = nx.get_node_attributes(responsibility_graph(seed, by="requirement"), "due_on")
    assert set(days.values()) == {date(2021, 11, 30).isoformat(), date(2021, 12, 31).isoformat()}
