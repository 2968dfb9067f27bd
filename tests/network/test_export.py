"""Graphs as files: every format holds the whole graph, the same bytes each time, and is there whole or not at all."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytasks.errors import SelectionError
from policytasks.model.notice import Notice
from policytasks.network.export import FORMATS, graph_bytes, write_graph
from policytasks.network.graph import responsibility_graph
from policytasks.testing.strategies import notices


def read_node_link(path: Path) -> Any:
    data = json.loads(path.read_text("utf-8"))
    return nx.node_link_graph({**data, "links": data["edges"]}, edges="links")


READERS: dict[str, Callable[[Path], Any]] = {
    ".graphml": nx.read_graphml,
    ".gexf": nx.read_gexf,
    ".gml": nx.read_gml,
    ".json": read_node_link,
}


@pytest.mark.parametrize("by", ["task", "requirement"])
@pytest.mark.parametrize("suffix", READERS)
def test_networkx_reads_back_the_same_graph(seed: Notice, tmp_path: Path, suffix: str, by: Any) -> None:
    graph: Any = responsibility_graph(seed, by=by)
    written = write_graph(graph, tmp_path / f"graph{suffix}")
    back = READERS[suffix](written)
    # GEXF adds an id to every edge and a label to every node.
    for _, _, attributes in back.edges(data=True):
        attributes.pop("id", None)
    for _, attributes in back.nodes(data=True):
        attributes.pop("label", None)
    assert not back.is_directed()
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    assert {frozenset(edge): back.edges[edge] for edge in back.edges} == {
        frozenset(edge): graph.edges[edge] for edge in graph.edges
    }


@given(notice=notices(), suffix=st.sampled_from(sorted(READERS)))
@settings(max_examples=40)
def test_every_format_takes_every_graph(notice: Notice, suffix: str) -> None:
    """Line breaks, quotes, brackets and full-width marks in titles and texts come back as they were."""
    graph: Any = responsibility_graph(notice, by="requirement")
    with tempfile.TemporaryDirectory() as folder:
        back = READERS[suffix](write_graph(graph, Path(folder) / f"graph{suffix}"))
    assert {node: back.nodes[node]["name"] for node in back} == {node: graph.nodes[node]["name"] for node in graph}
    assert {frozenset(edge) for edge in back.edges} == {frozenset(edge) for edge in graph.edges}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_graph_gives_the_same_bytes(seed: Notice, name: str) -> None:
    assert graph_bytes(responsibility_graph(seed), name) == graph_bytes(responsibility_graph(seed), name)


def test_gexf_does_not_name_the_day_of_writing(seed: Notice) -> None:
    assert b"lastmodified" not in graph_bytes(responsibility_graph(seed), "gexf")


def test_the_edge_list_opens_in_a_spreadsheet(seed: Notice, tmp_path: Path) -> None:
    path = write_graph(responsibility_graph(seed), tmp_path / "edges.CSV")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert len(rows) == 98
    assert rows[0] == {
        "source": "unit:区发展和改革局",
        "target": "task:1.1",
        "role": "responsible",
        "weight": "3",
        "lead": "0",
        "responsible": "3",
        "supporting": "0",
    }


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_characters_that_no_format_can_hold_are_replaced(suffix: str, tmp_path: Path) -> None:
    """A soft line break of Word, a lone surrogate."""
    graph: Any = nx.Graph()
    graph.add_edge("unit:甲\ud800局", "task:1.1", weight=1)
    graph.nodes["task:1.1"]["name"] = "建立\x0b台账"
    content = write_graph(graph, tmp_path / f"graph{suffix}").read_text("utf-8-sig")
    assert "甲\ufffd局" in content or "&#30002;&#65533;&#23616;" in content
    assert graph.nodes["task:1.1"]["name"] == "建立\x0b台账"


def test_an_unknown_suffix_is_an_error_and_writes_nothing(seed: Notice, tmp_path: Path) -> None:
    with pytest.raises(SelectionError, match=r"found '\.xls'; expected one of \.graphml, \.gexf, \.gml, \.net, "):
        write_graph(responsibility_graph(seed), tmp_path / "graph.xls")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_python_s_own_error(seed: Notice, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="missing"):
        write_graph(responsibility_graph(seed), tmp_path / "missing" / "graph.gml")


def test_an_existing_file_survives_a_failed_write(
    seed: Notice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "graph.gml"
    path.write_text("precious")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_graph(responsibility_graph(seed), path)
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("graph.gml", "precious")]
