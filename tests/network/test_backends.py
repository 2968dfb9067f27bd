"""Backends of networkx: a package that says it computes an algorithm is asked to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network_rows import edges_of, graph_of, row_lists

from policytasks.errors import SelectionError
from policytasks.network import Incidence, project
from policytasks.network.backends import call

TALLY = '''
"""A backend that says what it is asked, and lets networkx compute it."""
import networkx as nx


class TallyGraph(nx.Graph):
    __networkx_backend__ = "tally"


class Tally:
    @staticmethod
    def convert_from_nx(graph, *args, **kwargs):
        return TallyGraph(graph)

    @staticmethod
    def convert_to_nx(result, *, name=None):
        return nx.Graph(result) if isinstance(result, TallyGraph) else result

    @staticmethod
    def weighted_projected_graph(graph, nodes, ratio=False):
        print("tally: weighted_projected_graph")
        return nx.bipartite.weighted_projected_graph.orig_func(nx.Graph(graph), nodes, ratio=ratio)

    @staticmethod
    def degree_centrality(graph):
        print("tally: degree_centrality")
        return nx.degree_centrality.orig_func(nx.Graph(graph))


backend = Tally()
'''
METADATA = "Metadata-Version: 2.1\nName: tally\nVersion: 1.0\n"
ENTRY_POINTS = "[networkx.backends]\ntally = tally:backend\n"
QUESTIONS = """
import networkx as nx
from policytasks.network import project, measure_significance
from policytasks.network.backends import call
from network_rows import graph_of

graph = graph_of([("甲局", "乙局"), ("甲局", "乙局", "丙局")])
print(sorted(project(graph, backend="tally").edges(data="weight")) == sorted(project(graph).edges(data="weight")))
print(call(nx.degree_centrality, graph, backend="tally") == nx.degree_centrality(graph))
found = measure_significance(graph, lambda given: call(nx.degree_centrality, given, backend="tally"), seed=1, samples=2)
print(len(found))
"""


@pytest.fixture
def tally(tmp_path: Path) -> Path:
    """A folder with an installed backend named tally."""
    (tmp_path / "tally.py").write_text(TALLY, "utf-8")
    installed = tmp_path / "tally-1.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text(METADATA, "utf-8")
    (installed / "entry_points.txt").write_text(ENTRY_POINTS, "utf-8")
    return tmp_path


def test_a_backend_computes_what_it_is_asked(tally: Path) -> None:
    """The projection, a measure, and a measure that is tested on random networks, with what networkx itself would say."""
    paths = os.pathsep.join((str(tally), str(Path(__file__).parents[1])))
    # networkx keeps what it converted, and warns of that when it uses it again.
    quiet = {"NETWORKX_WARNINGS_TO_IGNORE": "cache"}
    environment = os.environ | quiet | {"PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", QUESTIONS], capture_output=True, text=True, env=environment, check=False, cwd=tally
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "tally: weighted_projected_graph",
        "True",
        "tally: degree_centrality",
        "True",
        *["tally: degree_centrality"] * 3,
        "5",
    ]


@given(row_lists(), st.sampled_from((None, 3)))
@settings(max_examples=40, deadline=None)
def test_networkx_projects_the_same_as_our_products(rows: list[tuple[str, ...]], largest_row: int | None) -> None:
    """Nodes, weights, counts and ids, for every weight, on both sides."""
    for side in ("unit", "work"):
        for weight in ("count", "newman", "cosine", "jaccard", "overlap"):
            choices: Any = {"side": side, "weight": weight, "largest_row": largest_row, "min_weight": 0.3}
            ours, theirs = project(graph_of(rows), **choices), project(graph_of(rows), **choices, backend="networkx")
            assert list(theirs.nodes(data=True)) == list(ours.nodes(data=True))
            assert edges_of(theirs, "weight") == pytest.approx(edges_of(ours, "weight"))
            assert edges_of(theirs, "count", "shared") == edges_of(ours, "count", "shared")
            assert theirs.graph == ours.graph


def test_networkx_itself_is_a_backend() -> None:
    assert edges_of(project(Incidence.from_columns(["甲局", "乙局"], ["1", "1"]), backend="networkx"), "count") == {
        frozenset({"甲局", "乙局"}): 1
    }
    graph = graph_of([("甲局", "乙局")])
    assert project(graph, backend="networkx").edges["unit:甲局", "unit:乙局"] == {
        "weight": 1,
        "count": 1,
        "shared": "requirement:1.1.1",
    }
    assert call(nx.degree_centrality, graph, backend="networkx") == nx.degree_centrality(graph)


def test_a_backend_that_is_not_there_is_an_error() -> None:
    graph = graph_of([("甲局", "乙局")])
    for function in (
        lambda: project(graph, backend="cugraph"),
        lambda: call(nx.degree_centrality, graph, backend="cugraph"),
    ):
        with pytest.raises(SelectionError, match=r"networkx cannot use this backend; found 'cugraph'"):
            function()
