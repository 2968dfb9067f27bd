"""Pictures: what they show, that they fit their frame, and that the same graph gives the same bytes.

How they look is judged by eye: ``docs/make_pictures.py`` draws them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from matplotlib import font_manager
from matplotlib.figure import Figure

from policytasks.errors import MissingExtraError, SelectionError
from policytasks.model.notice import Notice
from policytasks.network.drawing import PICTURES, draw, write_picture
from policytasks.network.graph import responsibility_graph
from policytasks.network.pictures import fonts
from policytasks.network.pictures.backbone import draw_backbone
from policytasks.network.pictures.captions import short, source_line, wrapped
from policytasks.network.pictures.spread import Footprint, spread
from policytasks.testing.strategies import notices


def graph_for(kind: str, notice: Notice) -> Any:
    return responsibility_graph(notice, by=PICTURES[kind].by)


def pairs() -> Any:
    """Seven units, two of which stand alone; a ring of four and a pair."""
    made: Any = nx.Graph()
    for number, name in enumerate(
        "区人力资源和社会保障局 区民政局 区财政局 区司法局 各镇（街道） 区政府办公室 区税务局 区水务局".split()
    ):
        made.add_node(
            f"unit:{name}", name=name, size=number + 1, unit_kind="collective" if "各" in name else "department"
        )
    nodes = list(made)
    for one, other, count in ((0, 1, 4), (1, 2, 3), (2, 3, 2), (3, 0, 5), (4, 5, 9)):
        made.add_edge(nodes[one], nodes[other], weight=count, count=count, p=count / 1000)
    return made


def texts(ax: Any) -> list[str]:
    found = [text.get_text() for text in ax.texts]
    legend = ax.get_legend()
    found += [text.get_text() for text in legend.get_texts()] if legend else []
    return found + [label.get_text() for label in (*ax.get_xticklabels(), *ax.get_yticklabels())]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", PICTURES)
class TestEveryPicture:
    """Whatever it shows."""

    def test_everything_is_within_the_frame(self, seed: Notice, kind: str, lang: Any) -> None:
        ax = draw(graph_for(kind, seed), kind, lang=lang)
        figure: Any = ax.figure
        renderer = figure.canvas.get_renderer()
        inside = figure.get_tightbbox(renderer)
        width, height = figure.get_size_inches()
        assert inside.x0 >= 0
        assert inside.y0 >= 0
        assert inside.x1 <= width
        assert inside.y1 <= height

    def test_each_character_has_a_shape(self, seed: Notice, kind: str, lang: Any) -> None:
        """Never an empty box: the typeface has every character that is drawn (a warning would fail this test, too)."""
        ax = draw(graph_for(kind, seed), kind, lang=lang)
        family = ax.texts[0].get_fontproperties().get_family()
        assert fonts.covers(family[0], {c for text in texts(ax) for c in text if not c.isspace()} - {"━"})

    def test_it_speaks_one_language(self, seed: Notice, kind: str, lang: Any) -> None:
        ax = draw(graph_for(kind, seed), kind, lang=lang)
        title = next(text.get_text() for text in ax.texts if text.get_fontsize() == 15)
        assert title.isascii() == (lang == "en")


@pytest.mark.parametrize(
    ("kind", "suffix"), [*((kind, ".svg") for kind in PICTURES), ("load", ".png"), ("load", ".pdf")]
)
def test_the_same_graph_gives_the_same_bytes(seed: Notice, tmp_path: Path, kind: str, suffix: str) -> None:
    first = write_picture(graph_for(kind, seed), tmp_path / f"one{suffix}", kind, dpi=60).read_bytes()
    assert write_picture(graph_for(kind, seed), tmp_path / f"two{suffix.upper()}", kind, dpi=60).read_bytes() == first


def test_a_picture_names_its_source(seed: Notice) -> None:
    for kind in ("matrix", "heatmap", "load"):
        assert any("资料来源：济兖政办字〔2021〕20号" in text for text in texts(draw(responsibility_graph(seed), kind)))


def test_it_can_be_drawn_into_axes_of_one_s_own(seed: Notice) -> None:
    """The figure keeps its size; the axes come back."""
    figure = Figure(figsize=(5, 4))
    ax = figure.add_subplot()
    assert draw(responsibility_graph(seed), "load", ax=ax) is ax
    assert list(figure.get_size_inches()) == [5, 4]
    assert ax.get_yticklabels()[0].get_text() == "各镇（街道）"


class TestMatrix:
    """Units by work."""

    def test_every_responsibility_is_a_square(self, seed: Notice) -> None:
        graph = responsibility_graph(seed)
        ax = draw(graph, "matrix")
        rows, columns = ([label.get_text() for label in axis.get_ticklabels()] for axis in (ax.yaxis, ax.xaxis))
        number_of = {text.split()[-1]: place for place, text in enumerate(columns)}
        squares: Any = ax.collections[0]
        drawn = {tuple(path.vertices.min(axis=0).astype(int)) for path in squares.get_paths()}
        assert drawn == {
            (number_of[work.removeprefix("task:")], rows.index(unit.removeprefix("unit:")))
            for unit, work in (sorted(edge, reverse=True) for edge in graph.edges)
        }

    def test_frames_hold_the_communities_of_networkx(self, seed: Notice) -> None:
        graph = responsibility_graph(seed)
        ax = draw(graph, "matrix", seed=1)
        rows = [label.get_text() for label in ax.get_yticklabels()]
        framed = {
            frozenset(rows[int(frame.get_y()) : int(frame.get_y() + frame.get_height())])
            for frame in ax.patches  # type: ignore[attr-defined]
        }
        communities: Any = nx.community.louvain_communities(graph, weight="weight", seed=1)
        units = {frozenset(node[5:] for node in part if node.startswith("unit:")) for part in communities}
        assert framed == units

    def test_work_without_a_unit_stands_last(self, seed: Notice) -> None:
        graph = responsibility_graph(seed, collectives="drop")
        columns = [label.get_text() for label in draw(graph, "matrix").get_xticklabels()]
        alone = {node.removeprefix("task:") for node, degree in graph.degree if degree == 0}
        assert {text.split()[-1] for text in columns[-len(alone) :]} == alone


def test_the_heat_map_adds_up(seed: Notice) -> None:
    ax = draw(responsibility_graph(seed), "heatmap")
    totals = [int(text.get_text()) for text in ax.texts if text.get_weight() == "bold" and text.get_text().isdigit()]
    cells = [int(text.get_text()) for text in ax.texts if text.get_weight() != "bold" and text.get_text().isdigit()]
    assert sum(totals) == sum(cells) == 120
    assert [label.get_text().replace("\n", "") for label in ax.get_xticklabels()][-1] == "合计"
    assert len(ax.get_xticklabels()) == 6


def test_only_the_largest_loads_are_drawn_and_the_rest_is_counted(seed: Notice) -> None:
    ax = draw(responsibility_graph(seed), "load", most=5)
    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "各镇（街道）", "区政府各部门、单位", "区市场监督管理局", "区民政局", "区行政审批服务局",
    ]  # fmt: skip
    assert any("另有 29 个单位，各不超过 5 项" in text for text in texts(ax))
    assert "统称：一个名称代表多个单位" in texts(ax)


class TestCalendar:
    """Days on which something is due."""

    def test_days_and_their_counts_are_there(self, seed: Notice) -> None:
        ax = draw(responsibility_graph(seed, by="requirement"), "calendar")
        said = "\n".join(texts(ax))
        assert "47 项要求有明确日期，共 2 个日期" in said
        assert "集中日期：11月30日：45 项、12月31日：2 项" in said
        assert sum(text.get_text().isdigit() for text in ax.texts) == 365
        english = draw(responsibility_graph(seed, by="requirement"), "calendar", lang="en")
        assert "Most on: Nov 30: 45, Dec 31: 2" in "\n".join(texts(english))

    def test_many_years_are_drawn_by_month(self) -> None:
        graph: Any = nx.Graph()
        for year in (2020, 2021, 2025):
            graph.add_node(f"requirement:{year}", bipartite=1, due_on=f"{year}-06-30")
        graph.add_node("requirement:x", bipartite=1, due_on="")
        ax = draw(graph, "calendar", lang="en")
        assert [label.get_text() for label in ax.get_yticklabels()] == [str(year) for year in range(2020, 2026)]
        assert "Without a calendar day (ongoing, recurring, none): 1." in "\n".join(texts(ax))

    def test_a_graph_without_days_is_an_error(self, seed: Notice) -> None:
        with pytest.raises(SelectionError, match='expected a graph by="requirement" of a notice with deadlines'):
            draw(responsibility_graph(seed), "calendar")


class TestBackbone:
    """Pairs of units that stand out."""

    def test_units_without_a_pair_are_counted_not_drawn(self) -> None:
        said = texts(draw_backbone(pairs()))
        assert "未画出：2 个单位没有这样的合作对象。" in "\n".join(said)
        assert "区税务局" not in said
        assert "区人力资源和\n社会保障局" in said

    def test_of_many_pairs_the_surest_are_drawn(self) -> None:
        ax = draw_backbone(pairs(), most=2, lang="en")
        said = texts(ax)
        assert sorted(text.get_text() for text in ax.texts if text.get_text().isdigit()) == ["2", "3"]
        assert {
            "5 pairs of units",
            "Not drawn: 3 pairs that stand out less.\nNot drawn: 2 units without such a pair.",
        } <= set(said)

    def test_the_real_notice_has_three_pairs(self, seed: Notice) -> None:
        """Of 561; by the stricter model none."""
        graph = responsibility_graph(seed, by="requirement")
        said = texts(draw_backbone(graph))
        assert "561 对单位中有 3 对通过检验（超几何检验，Benjamini–Hochberg 校正，水平 0.05）" in said
        assert {"区民政局", "区人力资源和\n社会保障局", "区教育和体育局", "区卫生健康局", "各镇（街道）"} <= set(said)
        assert "未画出：28 个单位没有这样的合作对象。\n资料来源：济兖政办字〔2021〕20号" in said
        strict = texts(draw_backbone(graph, null="bicm", lang="en"))
        assert "No pair of units stands out from chance." in strict
        assert (
            "0 of 561 pairs stand the test (BiCM, all loads kept on average, Benjamini–Hochberg, level 0.05)" in strict
        )

    def test_no_pair_is_said_in_words(self) -> None:
        assert "没有超出偶然的合作。" in texts(draw_backbone(nx.Graph()))

    def test_labels_never_overlap(self) -> None:
        """A star, whose labels all want the same place; and a clique."""
        for graph in (nx.star_graph(12), nx.complete_graph(9)):
            named: Any = nx.relabel_nodes(graph, {node: f"unit:{node}" for node in graph})
            nx.set_node_attributes(named, {node: f"区人力资源和社会保障局{node[5:]}" for node in named}, "name")
            ax = draw_backbone(named)
            figure: Any = ax.figure
            renderer = figure.canvas.get_renderer()
            boxes = [text.get_window_extent(renderer) for text in ax.texts if "人力" in text.get_text()]
            assert len(boxes) == len(named)
            assert not [1 for place, box in enumerate(boxes) for other in boxes[place + 1 :] if box.overlaps(other)]


def test_components_stand_side_by_side_and_fit() -> None:
    graph: Any = nx.disjoint_union(nx.path_graph(4), nx.path_graph(2))
    places, width, height = spread(graph, dict.fromkeys(graph, Footprint(0.5, 0.2, 0.3)), seed=0, width=20)
    assert set(places) == set(graph)
    assert all(0.5 <= x <= width - 0.5 + 1e-9 and 0.2 <= y <= height for x, y in places.values())
    assert min(places[4][0], places[5][0]) > max(places[node][0] for node in range(4))


@given(notice=notices())
@settings(max_examples=20, deadline=None)
def test_every_notice_is_drawn_or_refused(notice: Notice) -> None:
    """A graph without edges or days has no picture; any other has one, whatever stands in its titles."""
    for kind in ("matrix", "heatmap", "load", "calendar"):
        graph = graph_for(kind, notice)
        drawable = any(day for _, day in graph.nodes(data="due_on")) if kind == "calendar" else graph.number_of_edges()
        try:
            assert draw(graph, kind).texts
        except SelectionError:
            assert not drawable


def test_an_unknown_picture_or_suffix_is_an_error_and_writes_nothing(seed: Notice, tmp_path: Path) -> None:
    graph = responsibility_graph(seed)
    with pytest.raises(SelectionError, match="there is no such picture; found 'pie'; expected one of matrix, heatmap"):
        draw(graph, "pie")
    with pytest.raises(SelectionError, match=r"found '\.gif'; expected one of \.png, \.svg, \.pdf"):
        write_picture(graph, tmp_path / "x.gif", "matrix")
    for kind in ("matrix", "heatmap", "load"):
        with pytest.raises(SelectionError, match="a bipartite graph with edges"):
            draw(nx.path_graph(3), kind)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def fontless(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without any Chinese typeface."""
    fonts._installed.cache_clear()
    keep = [entry for entry in font_manager.fontManager.ttflist if entry.name not in fonts.CHINESE_FONTS]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", keep)
    monkeypatch.setattr(font_manager, "findSystemFonts", list)
    yield
    fonts._installed.cache_clear()


@pytest.mark.usefixtures("fontless")
def test_without_a_chinese_typeface_there_is_a_hint_instead_of_boxes(seed: Notice) -> None:
    with pytest.raises(MissingExtraError, match="drawing Chinese text is not available here; expected a Chinese font"):
        draw(responsibility_graph(seed), "load")


@pytest.mark.usefixtures("fontless")
def test_a_picture_without_chinese_needs_no_chinese_typeface() -> None:
    graph: Any = nx.Graph()
    graph.add_edge("unit:a", "task:1", lead=1, weight=1)
    nx.set_node_attributes(graph, {"unit:a": {"bipartite": 0, "name": "a"}, "task:1": {"bipartite": 1}})
    assert draw(graph, "load", lang="en").texts[0].get_fontproperties().get_family() == ["DejaVu Sans"]


def test_a_typeface_that_came_after_matplotlib_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """matplotlib keeps a list of what was there when it was first used."""
    known = font_manager.fontManager.ttflist
    path = next(entry.fname for entry in known if entry.name in fonts.CHINESE_FONTS)
    monkeypatch.setattr(
        font_manager.fontManager, "ttflist", [entry for entry in known if entry.name not in fonts.CHINESE_FONTS]
    )
    monkeypatch.setattr(font_manager, "findSystemFonts", lambda: ["/x/Other.ttf", path])
    fonts._installed.cache_clear()
    assert fonts.chinese_font(["责任"]) in fonts.CHINESE_FONTS
    fonts._installed.cache_clear()


def test_without_matplotlib_the_extra_is_named(seed: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'policytasks\[plot\]'"):
        draw(responsibility_graph(seed), "matrix")


def test_captions_are_short_and_name_at_most_three_notices() -> None:
    assert short("推进政务公开标准化", 5) == "推进政务…"
    assert wrapped("区人力资源和社会保障局", 8, 2) == "区人力资源和\n社会保障局"
    assert source_line(["甲", "乙", "丙", "丁"], "zh") == "资料来源：甲、乙、丙等 4 件"
    assert source_line(["甲", "乙", "丙", "丁"], "en") == "Source: 甲, 乙, 丙 and 1 more"
    assert source_line([], "zh") == ""
