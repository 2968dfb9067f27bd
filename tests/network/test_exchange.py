"""Exchange: every format gives the same graph back, to our reader and to those of networkx and igraph."""

from __future__ import annotations

import csv
import html
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import igraph
import jsonschema
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytasks.errors import SelectionError, SourceError
from policytasks.model.notice import Notice
from policytasks.model.responsibility import Role
from policytasks.network.export import FORMATS, format_of, graph_bytes, read_graph, write_graph
from policytasks.network.graph import responsibility_graph
from policytasks.network.plain import plain_graph

WHOLE = ("graphml", "gexf", "gml", "hif", "json")
"""Formats that hold every attribute."""

LEAN = ("pajek", "dl")
"""Formats of names, sides, edges and weights."""

NASTY = [
    'a "b" c',
    "a\\b",
    "a\nb",
    "a, b",
    "a=b",
    "=1+1",
    "&#34;",
    "&amp;",
    "<b>",
    "data:",
    "LABELS:",
    "各镇（街道）",
    "*Edges",
    "1",
    "'",
]

names = st.one_of(
    st.sampled_from(NASTY), st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=6)
).filter(lambda text: text == text.strip() and text not in ("()", "[]"))
"""Names as they may come: without control characters; GML's reader in networkx takes () for an empty tuple."""

texts, numbers = st.one_of(names, st.sampled_from(["", "007"])), st.integers(-(2**31), 2**31 - 1)
shares = st.floats(-1e9, 1e9, allow_subnormal=False)
attributes: Any = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("name", "label", "id", "source", "section", "parents"), texts),
        **dict.fromkeys(("type", "key", "lead"), numbers),
        **dict.fromkeys(("start", "share"), shares),
    },
)
"""Attributes of one type a name, some of which a format keeps for itself."""


@st.composite
def graphs(draw: st.DrawFn, *, with_attributes: bool) -> Any:
    """Bipartite, plain and directed graphs, with isolated nodes, as `responsibility_graph` and projections make them."""
    kind = draw(st.sampled_from(["bipartite", "plain", "directed"]))
    nodes = draw(st.lists(names, min_size=1, max_size=7, unique=True))
    made: Any = nx.DiGraph() if kind == "directed" else nx.Graph()
    for place, node in enumerate(nodes):
        said = draw(attributes) if with_attributes else {}
        made.add_node(node, **({"bipartite": int(place > len(nodes) // 2)} if kind == "bipartite" else {}), **said)
    pairs = draw(st.lists(st.tuples(st.sampled_from(nodes), st.sampled_from(nodes)), max_size=8))
    for source, target in pairs:
        if source != target and (kind != "bipartite" or made.nodes[source] | made.nodes[target] != {}):
            if kind == "bipartite" and made.nodes[source]["bipartite"] == made.nodes[target]["bipartite"]:
                continue
            said = draw(attributes) if with_attributes else {}
            made.add_edge(source, target, **{**said, "weight": draw(st.integers(1, 99))})
    return made


FOLDERS: list[Path] = []


@pytest.fixture(autouse=True, scope="module")
def _folder() -> Iterator[None]:
    """One folder for every file of this module: a test of a law writes hundreds."""
    with tempfile.TemporaryDirectory() as folder:
        FOLDERS.append(Path(folder))
        yield


def written(graph: Any, name: str) -> Path:
    return write_graph(graph, FOLDERS[-1] / f"graph{FORMATS[name].suffixes[0]}")


def as_values(graph: Any, *, lean: bool = False) -> tuple[bool, dict[str, Any], dict[Any, Any]]:
    """What two graphs have to share to be the same: direction, nodes and edges with their attributes."""
    nodes = {
        node: {k: v for k, v in said.items() if not lean or k == "bipartite"} for node, said in graph.nodes(data=True)
    }
    pair: Any = tuple if graph.is_directed() else frozenset
    edges = {pair((source, target)): said for source, target, said in graph.edges(data=True)}
    return graph.is_directed(), nodes, edges


def renamed_back(graph: Any) -> Any:
    """Attributes that a format had to rename, under their own names again."""
    copy = graph.__class__()
    copy.add_nodes_from((node, {k.rstrip("_"): v for k, v in said.items()}) for node, said in graph.nodes(data=True))
    copy.add_edges_from((a, b, {k.rstrip("_"): v for k, v in said.items()}) for a, b, said in graph.edges(data=True))
    return copy


@given(graph=graphs(with_attributes=True), name=st.sampled_from(WHOLE))
@settings(max_examples=150)
def test_a_whole_format_gives_the_same_graph_back(graph: Any, name: str) -> None:
    assert as_values(renamed_back(read_graph(written(graph, name)))) == as_values(graph)


@given(graph=graphs(with_attributes=False), name=st.sampled_from(LEAN))
@settings(max_examples=150)
def test_a_lean_format_gives_names_sides_edges_and_weights_back(graph: Any, name: str) -> None:
    directed, nodes, edges = as_values(graph, lean=True)
    found, found_nodes, found_edges = as_values(read_graph(written(graph, name)), lean=True)
    assert (found_nodes, list(found_nodes)) == (nodes, list(nodes))
    if name == "dl" and directed != found:
        # A symmetric matrix is an undirected graph; DL knows no other sign.
        found_edges = {(a, b): found_edges[frozenset((a, b))] for a, b in edges}
    elif not (directed and not edges):
        assert found == directed
    assert found_edges == edges


@given(graph=graphs(with_attributes=True))
@settings(max_examples=60)
def test_networkx_reads_graphml_gexf_gml_and_node_link(graph: Any) -> None:
    """The readers of another project, over the same files."""
    expected = as_values(graph)
    node_link = json.loads(written(graph, "json").read_text("utf-8"))
    for back in (
        nx.read_graphml(written(graph, "graphml")),
        nx.read_gml(written(graph, "gml")),
        nx.node_link_graph({**node_link, "links": node_link["edges"]}, edges="links"),
    ):
        assert as_values(renamed_back(back)) == expected
    gexf = nx.read_gexf(written(graph, "gexf"))
    assert set(gexf) == set(graph)
    assert {frozenset(edge) for edge in gexf.edges} == {frozenset(edge) for edge in graph.edges}


@given(graph=graphs(with_attributes=False))
@settings(max_examples=60)
def test_igraph_reads_pajek_and_dl(graph: Any) -> None:
    """Pajek with its two modes; DL where it is a square matrix, which is all that igraph knows."""
    if graph.number_of_edges() == 0:
        return
    back = igraph.Graph.Read_Pajek(str(written(graph, "pajek")))
    assert arcs_of(back, [html.unescape(name) for name in back.vs["name"]]) == arcs_of_networkx(graph)
    if "bipartite" in graph.nodes[next(iter(graph))]:
        assert back.vs["type"] == [
            node_side == 1 for node_side in sorted(nx.get_node_attributes(graph, "bipartite").values())
        ]
        return
    back = igraph.Graph.Read_DL(str(written(graph, "dl")), directed=True)
    assert arcs_of(back, [html.unescape(name) for name in back.vs["name"]]) == arcs_of_networkx(graph)


@given(graph=graphs(with_attributes=False))
@settings(max_examples=40)
def test_networkx_reads_one_mode_pajek(graph: Any) -> None:
    if "bipartite" in graph.nodes[next(iter(graph))]:
        return
    back = nx.read_pajek(written(graph, "pajek"))
    found = {(html.unescape(a), html.unescape(b), w) for a, b, w in back.edges(data="weight")}
    assert found | {(b, a, w) for a, b, w in found if not graph.is_directed()} == set(arcs_of_networkx(graph))


def arcs_of(graph: Any, labels: list[str]) -> set[tuple[str, str, float]]:
    arcs = {(labels[edge.source], labels[edge.target], edge["weight"]) for edge in graph.es}
    return arcs if graph.is_directed() else arcs | {(b, a, weight) for a, b, weight in arcs}


def arcs_of_networkx(graph: Any) -> set[tuple[str, str, float]]:
    arcs = set(graph.edges(data="weight"))
    return arcs if graph.is_directed() else arcs | {(b, a, weight) for a, b, weight in arcs}


def test_igraph_reads_graphml_and_gml_of_the_real_notice(seed: Notice) -> None:
    graph: Any = responsibility_graph(seed)
    by_name = {said["name"]: node for node, said in graph.nodes(data=True)}
    expected = {
        frozenset((graph.nodes[a]["name"], graph.nodes[b]["name"])): w for a, b, w in graph.edges(data="weight")
    }
    for back in (
        igraph.Graph.Read_GraphML(str(written(graph, "graphml"))),
        igraph_gml(written(graph, "gml")),
    ):
        names_there = [html.unescape(name) for name in back.vs["name"]]
        assert set(names_there) == set(by_name)
        assert {
            frozenset((names_there[edge.source], names_there[edge.target])): edge["weight"] for edge in back.es
        } == expected


def igraph_gml(path: Path) -> Any:
    """igraph keeps numbers of characters as they are, and warns of each file that holds some."""
    with pytest.warns(RuntimeWarning, match="unknown entities"):
        return igraph.Graph.Read_GML(str(path))


def test_dl_of_a_bipartite_graph_is_the_matrix_of_units_by_work(seed: Notice) -> None:
    """Read here by the rules of UCINET's own help page."""
    graph: Any = responsibility_graph(seed)
    lines = graph_bytes(graph, "dl").decode().splitlines()
    assert lines[0] == "dl nr=34, nc=20, format=edgelist2"
    rows, columns = lines[2 : 2 + 34], lines[37 : 37 + 20]
    assert (lines[1], lines[36], lines[57]) == ("row labels:", "column labels:", "data:")
    cells = [line.split() for line in lines[58:]]
    assert {(rows[int(row) - 1], columns[int(column) - 1], int(weight)) for row, column, weight in cells} == {
        (*sorted(edge[:2], reverse=True), edge[2]) for edge in graph.edges(data="weight")
    }


HIF_SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["incidences"],
    "properties": {
        "network-type": {"enum": ["undirected", "directed", "asc"]},
        "metadata": {"type": "object"},
        **{
            name: {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": keys,
                    "properties": {
                        **{key: {"type": ["string", "integer"]} for key in keys},
                        **({"direction": {"enum": ["head", "tail"]}} if len(keys) > 1 else {}),
                        "weight": {"type": "number"},
                        "attrs": {"type": "object"},
                    },
                },
            }
            for name, keys in {"incidences": ["edge", "node"], "nodes": ["node"], "edges": ["edge"]}.items()
        },
    },
}
"""What the published schema 0.1 of the hypergraph interchange format asks for, said again."""


@given(graph=graphs(with_attributes=True))
@settings(max_examples=40)
def test_hif_files_are_valid(graph: Any) -> None:
    jsonschema.validate(json.loads(graph_bytes(graph, "hif")), HIF_SCHEMA)


def test_in_hif_a_task_is_a_hyperedge_that_joins_units(seed: Notice) -> None:
    data = json.loads(graph_bytes(responsibility_graph(seed), "hif"))
    assert data["network-type"] == "undirected"
    assert (len(data["nodes"]), len(data["edges"]), len(data["incidences"])) == (34, 20, 98)
    assert data["incidences"][0] == {
        "edge": "task:1.1",
        "node": "unit:区发展和改革局",
        "weight": 3,
        "attrs": {"role": "responsible", "lead": 0, "responsible": 3, "supporting": 0},
    }


def test_a_hypergraph_of_others_is_read_as_units_and_work(tmp_path: Path) -> None:
    path = tmp_path / "theirs.hif.json"
    path.write_text('{"incidences": [{"edge": 1, "node": "a"}, {"edge": 1, "node": 2, "weight": 3}]}')
    graph = read_graph(path)
    assert dict(graph.nodes(data="bipartite")) == {"a": 0, "1": 1, "2": 0}
    assert sorted(map(sorted, graph.edges)) == [["1", "2"], ["1", "a"]]


class TestNeo4j:
    """A zip of two tables for the bulk importer."""

    def tables(self, graph: Any) -> Iterator[list[list[str]]]:
        with zipfile.ZipFile(io.BytesIO(graph_bytes(graph, "neo4j"))) as archive:
            assert archive.namelist() == ["nodes.csv", "relationships.csv"]
            for name in archive.namelist():
                yield list(csv.reader(io.StringIO(archive.read(name).decode(), newline="")))

    def test_the_headings_are_those_of_the_importer(self, seed: Notice) -> None:
        nodes, relationships = self.tables(responsibility_graph(seed))
        assert nodes[0][:4] == [":ID", ":LABEL", "bipartite:long", "kind"]
        assert relationships[0][:5] == [":START_ID", ":END_ID", ":TYPE", "role", "weight:long"]
        assert (len(nodes), len(relationships)) == (1 + 54, 1 + 98)
        assert relationships[1][:3] == ["unit:区发展和改革局", "task:1.1", "RESPONSIBLE"]
        assert {row[1] for row in nodes[1:]} == {"Unit", "Task"}
        assert {row[0] for row in nodes[1:]} >= {end for row in relationships[1:] for end in row[:2]}

    def test_texts_keep_to_their_line_and_compute_nothing(self) -> None:
        graph: Any = nx.Graph()
        graph.add_node("task:1", name='=HYPERLINK("x")\n第二行\\', kind="task", note=None)
        nodes, _ = self.tables(graph)
        assert nodes == [[":ID", ":LABEL", "name", "kind"], ["task:1", "Task", '\'=HYPERLINK("x") 第二行＼', "task"]]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t="])
def test_no_cell_of_an_edge_list_is_a_formula(sign: str) -> None:
    graph: Any = nx.Graph()
    graph.add_edge(f"{sign}cmd|x", "task:1", weight=-2, note=f"{sign}1")
    rows = list(csv.reader(io.StringIO(graph_bytes(graph, "csv").decode("utf-8-sig"), newline="")))
    assert rows[0] == ["source", "target", "weight", "note"]
    assert sorted(rows[1][:2]) == sorted([f"'{sign}cmd|x", "task:1"])
    assert rows[1][2:] == ["-2", f"'{sign}1"]


def test_dot_quotes_what_graphviz_would_take_for_syntax() -> None:
    graph: Any = nx.DiGraph()
    graph.add_edge('a"b\\N', "c\nd", role="lead")
    graph.add_node("task:1", bipartite=1, name="A&B")
    assert graph_bytes(graph, "dot").decode().splitlines()[3:] == [
        r'  "a\"b\\N" [label="a\"b\\N", shape="ellipse"];',
        '  "c d" [label="c d", shape="ellipse"];',
        '  "task:1" [label="A&amp;B", shape="box"];',
        r'  "a\"b\\N" -> "c d" [role="lead", style="bold"];',
        "}",
    ]


def test_mermaid_holds_no_character_of_its_own_in_a_label(seed: Notice) -> None:
    graph: Any = nx.Graph()
    graph.add_edge("unit:x", "task:1", role="supporting")
    graph.nodes["unit:x"]["name"] = '"]; click n1 <script>'
    graph.nodes["task:1"].update(bipartite=1, name="建立 台账")
    assert graph_bytes(graph, "mermaid").decode() == (
        'flowchart LR\n  n1(["#34;#93;#59; click n1 #60;script#62;"])\n  n2["建立 台账"]\n  n1 -.- n2\n'
    )
    assert graph_bytes(responsibility_graph(seed), "mermaid").count(b"\n") == 1 + 54 + 98


class TestPlainValues:
    """None, lists, dates, enums and numbers of numpy become what every format holds."""

    def test_each_kind_of_value(self) -> None:
        import numpy

        graph: Any = nx.Graph(made=date(2021, 7, 29))
        graph.add_node(
            ("甲", 1), none=None, nan=float("nan"), yes=True, day=date(2021, 12, 31), role=Role.LEAD, several=["甲", date(2021, 1, 1), None],
            odd={"b", "a"}, number=numpy.int64(3), share=numpy.float64(0.5), other=1j,
        )  # fmt: skip
        plain = plain_graph(graph)
        assert plain.graph == {"made": "2021-07-29"}
        assert dict(plain.nodes(data=True)) == {
            "('甲', 1)": {
                "yes": 1,
                "day": "2021-12-31",
                "role": "lead",
                "several": '["甲", "2021-01-01", null]',
                "odd": '["a", "b"]',
                "number": 3,
                "share": 0.5,
                "other": "1j",
            }
        }

    @pytest.mark.parametrize("name", FORMATS)
    def test_every_format_takes_them(self, name: str) -> None:
        graph: Any = nx.MultiDiGraph()
        graph.add_edge(1, ("甲",), days=[date(2021, 1, 1)], nothing=None, weight=float("inf"), **{"权 重": 1})
        graph.add_edge(1, ("甲",), weight=2)
        assert graph_bytes(graph, name)

    def test_nodes_that_would_melt_are_an_error(self) -> None:
        with pytest.raises(SelectionError, match="two nodes have one name; found '1'"):
            graph_bytes(nx.Graph([(1, "1")]), "graphml")

    def test_a_plain_graph_is_left_alone(self, seed: Notice) -> None:
        graph = responsibility_graph(seed)
        assert plain_graph(graph) is graph


def test_gexf_has_one_type_a_name() -> None:
    """Its readers look an attribute up by its name."""
    graph: Any = nx.Graph()
    graph.add_node("a", mark=1, share=1)
    graph.add_node("b", mark="none", share=0.5)
    assert dict(read_graph(written(graph, "gexf")).nodes(data=True)) == {
        "a": {"mark": "1", "share": 1.0},
        "b": {"mark": "none", "share": 0.5},
    }


def test_gephi_labels_nodes_by_their_names(seed: Notice) -> None:
    back: Any = nx.read_gexf(written(responsibility_graph(seed), "gexf"))
    assert back.nodes["unit:区财政局"]["label"] == "区财政局"


def test_parallel_edges_come_back_from_the_formats_that_hold_them() -> None:
    graph: Any = nx.MultiGraph()
    graph.add_edge("a", "b", weight=1)
    graph.add_edge("a", "b", weight=2)
    for name in ("graphml", "gml", "json", "hif"):
        back: Any = read_graph(written(graph, name))
        assert back.is_multigraph(), name
        assert sorted(weight for _, _, weight in back.edges(data="weight")) == [1, 2], name


@pytest.mark.parametrize(
    ("path", "name"), [("x.HIF.json", "hif"), ("x.json", "json"), ("x.gv", "dot"), ("a/x.net", "pajek")]
)
def test_the_longest_ending_names_the_format(path: str, name: str) -> None:
    assert format_of(path).name == name


def test_a_format_named_outright_wins_over_the_suffix(seed: Notice, tmp_path: Path) -> None:
    graph = responsibility_graph(seed)
    path = write_graph(graph, tmp_path / "network.txt", format="graphml")
    assert as_values(read_graph(path, format="graphml")) == as_values(graph)


def test_reading_says_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "x.dot"
    path.write_text("graph {}")
    with pytest.raises(
        SelectionError, match=r"x\.dot: this format is written only; found dot; expected one of graphml"
    ):
        read_graph(path)
    with pytest.raises(SelectionError, match="there is no such graph format; found 'xls'; expected one of graphml"):
        read_graph(path, format="xls")
    with pytest.raises(FileNotFoundError):
        read_graph(tmp_path / "missing.gml")


@pytest.mark.parametrize("name", [*WHOLE, *LEAN])
@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"<a>", b"{}", b"dl n=2\ndata:\n1 9 9", b"*Vertices 1\n1 a\n*Edges\n1 9"]
)
def test_what_is_no_graph_is_a_source_error(name: str, content: bytes, tmp_path: Path) -> None:
    """A file that is empty may be an empty graph."""
    path = tmp_path / "x"
    path.write_bytes(content)
    found = error_of(path, name)
    assert found in (None, (str(path), name))


def error_of(path: Path, name: str) -> tuple[str, str] | None:
    try:
        assert len(read_graph(path, format=name)) == 0
    except SourceError as error:
        return error.where, error.expected
    return None
