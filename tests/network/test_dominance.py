"""Dominance: which rows make which share of a projection's edges."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from network_rows import graph_of, row_lists

from policytasks.errors import SelectionError
from policytasks.model.notice import Notice
from policytasks.network import Incidence, dominance, project, responsibility_graph


class TestTheRealNotice:
    """济兖政办字〔2021〕20号: one row makes most of the network."""

    def test_142_of_232_edges_come_from_one_row_of_20_units(self, seed: Notice) -> None:
        found = dominance(responsibility_graph(seed, by="requirement"))
        assert found.edges == 232
        largest = found.largest
        assert largest is not None
        assert (largest.key, largest.size, largest.pairs, largest.alone) == ("requirement:4.16.1", 20, 190, 142)
        assert largest.share == pytest.approx(142 / 232)
        assert round(largest.share, 2) == 0.61
        assert largest.name.startswith("根据国务院相关部门其他领域标准指引编制情况")

    def test_it_says_so(self, seed: Notice) -> None:
        found = dominance(seed)
        assert str(found) == (
            "142 of 232 edges (61%) come from one row alone, requirement:4.16.1, which joins 20 units"
        )
        assert found.say("zh") == "232 条边中有 142 条（61%）仅由一行产生：requirement:4.16.1，它连接 20 个单位"
        assert found.caveat is not None
        assert (found.caveat.code, found.caveat.facts) == (
            "dominated-by-one-row",
            (("row", "requirement:4.16.1"), ("share", "61%")),
        )
        assert found.caveat.say("zh").startswith("61% 的边仅由 requirement:4.16.1 一行产生")

    def test_newman_s_count_gives_that_row_a_fifth(self, seed: Notice) -> None:
        largest = dominance(seed).largest
        assert largest is not None
        graph = project(seed, weight="newman")
        whole = sum(weight for *_, weight in graph.edges(data="weight"))
        assert largest.newman_share == pytest.approx(20 * 19 / 2 / 19 / whole)

    def test_no_unit_dominates_the_network_of_rows(self, seed: Notice) -> None:
        found = dominance(seed, side="work")
        assert found.edges == 312
        assert found.caveat is None
        assert str(found) == (
            "39 of 312 edges (12%) come from one row alone, unit:区政府各部门、单位, which joins 21 pieces of work"
        )


def test_nothing_shared_is_said_in_words() -> None:
    found = dominance(graph_of([("甲局",), ()]))
    assert (found.edges, found.rows, found.largest, found.caveat) == (0, (), None, None)
    assert str(found) == "no two of them share anything: there are no edges"
    assert found.say("zh") == "没有两者共同承担任何事项：没有边"


def test_an_incidence_has_no_texts_but_keys() -> None:
    found = dominance(Incidence.from_columns(["甲局", "乙局"], ["3", "3"]))
    assert [(row.key, row.name) for row in found.rows] == [("requirement:3", "3")]


def test_a_side_that_there_is_not_is_an_error() -> None:
    with pytest.raises(SelectionError, match="no such choice for side; found 'task'"):
        dominance(Notice(), side="task")  # type: ignore[arg-type]


@given(row_lists())
@settings(max_examples=80)
def test_a_row_makes_alone_what_vanishes_with_it(rows: list[tuple[str, ...]]) -> None:
    """Each row is taken out, and the edges counted again; on both sides."""
    graph: Any = graph_of(rows)
    for side, number in (("unit", 1), ("work", 0)):
        found = dominance(graph, side=side)  # type: ignore[arg-type]
        edges = project(graph, side=side).number_of_edges()  # type: ignore[arg-type]
        others = [node for node, each in graph.nodes(data="bipartite") if each == number and graph.degree[node] > 1]
        assert (found.edges, {row.key for row in found.rows}) == (edges, set(others))
        for row in found.rows:
            less = graph.copy()
            less.remove_node(row.key)
            assert row.alone == edges - project(less, side=side).number_of_edges()  # type: ignore[arg-type]
            assert row.size == graph.degree[row.key]
            assert row.pairs == row.size * (row.size - 1) // 2
            assert (row.share, row.touched) == (row.alone / edges, row.pairs / edges)
        assert [row.alone for row in found.rows] == sorted((row.alone for row in found.rows), reverse=True)
        assert sum(row.newman_share for row in found.rows) == pytest.approx(1 if edges else 0)
