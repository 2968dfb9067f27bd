"""Backbones: the disparity filter and the statistically validated network."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network_rows import edges_of, graph_of, row_lists
from scipy.integrate import quad
from scipy.stats import false_discovery_control, hypergeom

from policytasks.errors import SelectionError
from policytasks.model.notice import Notice
from policytasks.network import disparity_filter, project, responsibility_graph, validated_network


class TestDisparityFilter:
    """By the integral of the paper, and by hand."""

    def test_an_edge_of_ninety_percent_stands_out(self) -> None:
        """(1 - 0.9)^(3 - 1) = 0.01 at the unit of three edges; its other ends have one edge each and no say."""
        star: Any = nx.Graph()
        star.add_weighted_edges_from([("甲", "乙", 18), ("甲", "丙", 1), ("甲", "丁", 1)])
        found = disparity_filter(star, keep="all")
        assert found.edges["甲", "乙"] == {"weight": 18, "alpha": pytest.approx(0.01), "significant": 1}
        assert found.edges["甲", "丙"] == {"weight": 1, "alpha": pytest.approx(0.95**2), "significant": 0}
        assert list(disparity_filter(star).edges) == [("甲", "乙")]
        assert list(disparity_filter(star).nodes) == list(star.nodes)
        assert disparity_filter(star, alpha=0.005).number_of_edges() == 0

    def test_an_edge_between_units_of_one_edge_each_is_not_kept(self) -> None:
        pair: Any = nx.Graph([("甲", "乙")])
        assert disparity_filter(pair, keep="all").edges["甲", "乙"]["alpha"] == 1

    def test_a_directed_edge_is_judged_by_what_goes_out_and_what_comes_in(self) -> None:
        graph: Any = nx.DiGraph()
        graph.add_weighted_edges_from([("甲", "乙", 9), ("甲", "丙", 1), ("丁", "乙", 1), ("乙", "甲", 1)])
        found = disparity_filter(graph, keep="all")
        assert isinstance(found, nx.DiGraph)
        assert {edge: data["alpha"] for *edge, data in found.edges(data=True) for edge in [tuple(edge)]} == {
            ("甲", "乙"): pytest.approx(0.1),
            ("甲", "丙"): pytest.approx(0.9),
            ("丁", "乙"): pytest.approx(0.9),
            ("乙", "甲"): 1,
        }

    @given(
        st.lists(
            st.tuples(st.sampled_from("甲乙丙丁戊"), st.sampled_from("甲乙丙丁戊"), st.integers(1, 30)), max_size=9
        )
    )
    @settings(max_examples=60)
    def test_every_edge_has_the_integral_of_the_paper(self, edges: list[tuple[str, str, int]]) -> None:
        graph: Any = nx.Graph()
        graph.add_weighted_edges_from(edge for edge in edges if edge[0] != edge[1])
        for one, other, data in disparity_filter(graph, keep="all").edges(data=True):
            alphas = []
            for node in (one, other):
                degree, whole = graph.degree[node], graph.degree(weight="weight")[node]
                share = data["weight"] / whole
                below, _ = quad(lambda x, k=degree: (1 - x) ** (k - 2), 0, share) if degree > 1 else (0, 0)
                alphas.append(1 - (degree - 1) * below)
            assert data["alpha"] == pytest.approx(min(alphas), abs=1e-9)

    @pytest.mark.parametrize(
        ("graph", "choice", "problem"),
        [
            (nx.Graph([("甲", "乙", {"weight": -1})]), {}, "甲 – 乙: a weight is negative; found -1"),
            (nx.Graph(), {"alpha": 0}, "alpha is no level of significance; found 0"),
            (nx.Graph(), {"keep": "some"}, "no such choice for keep"),
        ],
    )
    def test_what_cannot_be_filtered_is_an_error(self, graph: Any, choice: dict[str, Any], problem: str) -> None:
        with pytest.raises(SelectionError, match=problem):
            disparity_filter(graph, **choice)


class TestValidatedNetwork:
    """Against scipy, row by row."""

    def test_the_real_notice_has_one_pair_by_bonferroni(self, seed: Notice) -> None:
        graph = responsibility_graph(seed, by="requirement")
        found = validated_network(graph)
        assert set(edges_of(found, "p")) == {frozenset({"各镇（街道）", "区政府各部门、单位"})}
        assert found.graph["backbone"] == "svn"
        assert validated_network(graph, correction="benjamini-hochberg", alpha=0.05).number_of_edges() == 3

    @given(row_lists(), st.sampled_from(("bonferroni", "benjamini-hochberg")))
    @settings(max_examples=60)
    def test_by_size_each_pair_is_tested_among_rows_of_one_length(
        self, rows: list[tuple[str, ...]], correction: Any
    ) -> None:
        tests: list[tuple[frozenset[str], int, float]] = []
        hypotheses = 0
        for size in range(2, 9):
            alike = [row for row in rows if len(row) == size]
            degrees = Counter(name for row in alike for name in row)
            hypotheses += len(degrees) * (len(degrees) - 1) // 2
            together = Counter(frozenset(pair) for row in alike for pair in combinations(row, 2))
            for pair, count in together.items():
                one, other = (degrees[name] for name in pair)
                tests.append((pair, size, float(hypergeom.sf(count - 1, len(alike), one, other))))
        q = [min(1.0, p * hypotheses) for *_, p in tests]
        if correction == "benjamini-hochberg" and tests:
            q = list(false_discovery_control([p for *_, p in tests] + [1.0] * (hypotheses - len(tests))))
        passed: dict[frozenset[str], float] = {}
        for (pair, _, p), each in zip(tests, q, strict=False):
            if each <= 0.3:
                passed[pair] = min(p, passed.get(pair, 1.0))
        found = validated_network(graph_of(rows), by_size=True, correction=correction, alpha=0.3)
        assert edges_of(found, "p") == pytest.approx(passed)
        counts = edges_of(project(graph_of(rows)), "count", "shared")
        assert edges_of(found, "count", "shared") == {pair: counts[pair] for pair in passed}
        assert found.graph["hypotheses"] == hypotheses

    @pytest.mark.parametrize("by_size", [True, False])
    def test_where_nothing_is_shared_nothing_is_validated(self, by_size: bool) -> None:
        found = validated_network(graph_of([("甲局",)]), by_size=by_size)
        assert (list(found.edges), found.graph["caveats"].split(":")[0]) == ([], "no-pairs")

    @pytest.mark.parametrize(
        ("choice", "expected"),
        [
            ({"correction": "none"}, "one of bonferroni, benjamini-hochberg"),
            ({"side": "task"}, "one of unit, work"),
            ({"alpha": 1}, "a number between 0 and 1"),
        ],
    )
    def test_a_choice_that_there_is_not_is_an_error(self, choice: dict[str, Any], expected: str) -> None:
        with pytest.raises(SelectionError) as caught:
            validated_network(graph_of([]), **choice)
        assert caught.value.expected == expected
