"""Slices of time: the work that was issued, or falls due, between two days."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import attrs
import networkx as nx
import pytest

from policytasks.errors import SelectionError
from policytasks.model.deadline import Deadline, DeadlineKind
from policytasks.model.identity import with_ids
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit
from policytasks.network import project, responsibility_graph, time_slice, yearly_slices


def notice_of(title: str, issued_on: date | None, *names: str, due_on: date | None = None) -> Notice:
    """A notice with a requirement for each name."""
    deadlines = () if due_on is None else (Deadline(text="按期", kind=DeadlineKind.DATE, due_on=due_on),)
    requirements = tuple(
        Requirement(
            id="",
            text="推进",
            deadlines=deadlines,
            responsibilities=(Responsibility(unit=Unit(name=name), role=Role.LEAD),),
        )
        for name in names
    )
    sections = with_ids((Section(tasks=(Task(title="任务", requirements=requirements),)),))
    return Notice(title=title, issued_on=issued_on, sections=sections)


GRAPH = responsibility_graph(
    [
        notice_of("旧", date(2019, 5, 1), "甲局", "乙局", due_on=date(2020, 12, 31)),
        notice_of("新", date(2020, 12, 31), "乙局"),
        notice_of("无", None, "丙局", due_on=date(2021, 6, 30)),
    ],
    by="requirement",
)


def test_a_slice_holds_the_work_of_its_days_and_the_units_that_have_it() -> None:
    found = time_slice(GRAPH, date(2019, 1, 1), date(2019, 12, 31))
    assert list(found.nodes) == ["requirement:旧:1.1.1", "requirement:旧:1.1.2", "unit:甲局", "unit:乙局"]
    assert found.edges["unit:甲局", "requirement:旧:1.1.1"] == GRAPH.edges["unit:甲局", "requirement:旧:1.1.1"]
    assert found.graph == {"since": "2019-01-01", "until": "2019-12-31"}


def test_both_days_belong_to_a_slice() -> None:
    assert "unit:乙局" in time_slice(GRAPH, "2020-12-31", "2020-12-31")
    assert list(time_slice(GRAPH, "2021-01-01").nodes) == []
    assert len(time_slice(GRAPH, until=datetime(2019, 5, 1, 12, 0))) == 4


def test_a_slice_may_go_by_what_is_due() -> None:
    found = time_slice(GRAPH, "2021-01-01", by="due_on")
    assert list(found.nodes) == ["requirement:无:1.1.1", "unit:丙局"]


def test_work_without_a_day_is_in_every_slice_or_in_none() -> None:
    assert "unit:丙局" not in time_slice(GRAPH)
    assert "unit:丙局" in time_slice(GRAPH, "2030-01-01", undated=True)


def test_a_slice_is_a_graph_of_its_own() -> None:
    found = time_slice(GRAPH)
    found.nodes["unit:甲局"]["name"] = "changed"
    found.edges["unit:甲局", "requirement:旧:1.1.1"]["weight"] = 9
    assert GRAPH.nodes["unit:甲局"]["name"] == "甲局"
    assert GRAPH.edges["unit:甲局", "requirement:旧:1.1.1"]["weight"] == 1


def test_every_year_has_its_slice() -> None:
    found = yearly_slices(GRAPH)
    assert list(found) == ["2019", "2020"]
    assert nx.utils.graphs_equal(found["2019"], time_slice(GRAPH, "2019-01-01", "2019-12-31"))
    assert list(yearly_slices(GRAPH, by="due_on")) == ["2020", "2021"]
    assert yearly_slices(responsibility_graph(Notice())) == {}


def test_slices_by_task_know_the_day_of_their_notice() -> None:
    graph = responsibility_graph(notice_of("旧", date(2019, 5, 1), "甲局"))
    assert "task:1.1" in time_slice(graph, "2019-05-01", "2019-05-01")


@pytest.mark.parametrize(
    ("graph", "choice", "problem"),
    [
        (GRAPH, {"since": "2019年"}, "since is no day; found '2019年'"),
        (GRAPH, {"by": "year"}, "no such choice for by"),
        (project(GRAPH), {}, "the nodes of this graph have no issued_on"),
        (responsibility_graph(attrs.evolve(notice_of("旧", None, "甲局"))), {"by": "due_on"}, "have no due_on"),
    ],
)
def test_what_cannot_be_sliced_is_an_error(graph: Any, choice: dict[str, Any], problem: str) -> None:
    with pytest.raises(SelectionError, match=problem):
        time_slice(graph, **choice)
