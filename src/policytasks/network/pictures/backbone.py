"""Backbone 骨干图: the pairs of units that work together more than chance would have it, as a newspaper could print them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from policytasks.messages import Language
from policytasks.network.pictures.canvas import picture_on
from policytasks.network.pictures.captions import WORDS, notices_of, source_line, wrapped
from policytasks.network.pictures.ink import ACCENT, FAINT, INK, PAPER, SOFT
from policytasks.network.pictures.spread import Footprint, spread
from policytasks.network.plain import sides
from policytasks.network.significance import pair_significance

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from policytasks.network.null_models import Null

__all__ = ["draw_backbone"]

_CHARACTERS = 8
"""Of a label's line."""
_SIZE = 8.5
_LINE = _SIZE * 1.25 / 72
"""Inches that a line of a label is high."""
_SMALLEST, _LARGEST = 0.15, 0.42
"""Inches across: the circles of the lightest and the heaviest unit."""
_WIDTH = 7.2


def draw_backbone(
    graph: nx.Graph[Any],
    *,
    ax: Axes | None = None,
    lang: Language = "zh",
    seed: int = 0,
    most: int = 60,
    null: Null = "hypergeometric",
    alpha: float = 0.05,
) -> Axes:
    """Draw the pairs of units that share more work than chance would have it.

    Units without a kept pair are counted, not drawn. Labels do not overlap. A circle is as large as the unit's load, a line as wide as
    what the two share, with the number beside it.

    Args:
        graph: What `responsibility_graph` makes, best by requirement, which is then tested by `pair_significance`; or units joined
            already, thinned out by a test or filter of one's own: edges carry ``count`` (or ``weight``), nodes ``size``.
        ax: Where to draw; a figure of its own when left out.
        lang: Language of the picture's own words.
        seed: Of the layout, and of the drawing of ``"curveball"``.
        most: So many pairs at most, those with the smallest ``p`` (else the largest count) first; a note says so.
        null: The null model of the test.
        alpha: Its level.

    Raises:
        SelectionError: There is no such null model or level.
        MissingExtraError: matplotlib, scipy or a Chinese typeface is missing.
    """
    backbone = graph
    if sides(graph) is not None:
        backbone = pair_significance(graph, null=null, alpha=alpha, seed=seed, keep="significant")
    drawn, left_out = _drawn(backbone, most)
    names = {node: wrapped(str(said.get("name") or node), _CHARACTERS, 2) for node, said in drawn.nodes(data=True)}
    alone = backbone.number_of_nodes() - sum(1 for _, degree in backbone.degree if degree)
    notes = [
        WORDS["backbone.most"].say(lang, count=left_out) if left_out else "",
        WORDS["backbone.left"].say(lang, count=alone) if alone else "",
        source_line(notices_of(graph), lang),
    ]
    title, about = WORDS["backbone.title"][lang], _about(backbone, lang)
    across = _across(drawn)
    footprints = {node: _footprint(names[node], across[node]) for node in drawn}
    places, width, height = spread(drawn, footprints, seed=seed, width=_WIDTH) if drawn else ({}, _WIDTH, 0.5)
    width = max(width, 4.6)
    texts = [*names.values(), *notes, title, about, *_legend_words(lang)]
    with picture_on(ax, width=width, height=height, texts=texts) as canvas:
        _frame(canvas.ax, width, height)
        if not drawn:
            canvas.ax.text(0, height / 2, WORDS["backbone.none"][lang], size=11, va="center", color=SOFT)
        _lines(canvas.ax, drawn, places)
        _circles(canvas.ax, drawn, places, across, names)
        if drawn:
            _legend(canvas.ax, drawn, lang)
        canvas.heading(title, about=about, notes=notes)
        return canvas.ax


def _about(backbone: nx.Graph[Any], lang: Language) -> str:
    """How many pairs there are, and which test kept them where the graph knows it."""
    pairs, said = backbone.number_of_edges(), backbone.graph
    if f"null.{said.get('null')}" not in WORDS:
        return WORDS["backbone.about"].say(lang, pairs=pairs)
    return WORDS["backbone.tested"].say(
        lang,
        pairs=pairs,
        all=said["hypotheses"],
        null=WORDS[f"null.{said['null']}"],
        correction="–".join(part.capitalize() for part in str(said["correction"]).split("-")),
        alpha=f"{said['alpha']:g}",
    )


def _drawn(backbone: nx.Graph[Any], most: int) -> tuple[nx.Graph[Any], int]:
    """The strongest pairs with their units, and how many pairs are left out."""
    order = {node: place for place, node in enumerate(backbone)}
    edges = sorted(
        backbone.edges(data=True),
        key=lambda edge: (
            edge[2].get("p", 0.0),
            -_count(edge[2]),
            *sorted((order[edge[0]], order[edge[1]])),
        ),
    )
    kept = {node for edge in edges[:most] for node in edge[:2]}
    drawn: nx.Graph[Any] = nx.Graph()
    drawn.add_nodes_from((node, said) for node, said in backbone.nodes(data=True) if node in kept)
    drawn.add_edges_from(edges[:most])
    return drawn, len(edges[most:])


def _count(edge: dict[str, Any]) -> float:
    count: float = edge.get("count", edge.get("weight", 1))
    return count


def _load(said: dict[str, Any], degree: int) -> float:
    load: float = said.get("size", degree)
    return load


def _across(graph: nx.Graph[Any]) -> dict[str, float]:
    """Node → diameter of its circle in inches; the area stands for the load."""
    loads = {node: _load(said, graph.degree[node]) for node, said in graph.nodes(data=True)}
    highest = max(loads.values(), default=1) or 1
    return {node: max(_SMALLEST, _LARGEST * (load / highest) ** 0.5) for node, load in loads.items()}


def _footprint(name: str, across: float) -> Footprint:
    lines = name.split("\n")
    longest = max(sum(1.0 if ord(character) > 0x2E7F else 0.6 for character in line) for line in lines)
    half = max(longest * _SIZE / 72, across) / 2 + 0.06
    return Footprint(half, across / 2, _LINE * len(lines) + 0.12)


def _frame(ax: Axes, width: float, height: float) -> None:
    ax.set_xlim(0, width)
    ax.set_ylim(height, 0)
    ax.set_aspect("equal")
    ax.set_axis_off()


def _lines(ax: Axes, graph: nx.Graph[Any], places: dict[str, tuple[float, float]]) -> None:
    from matplotlib.patheffects import withStroke

    highest = max((_count(edge) for _, _, edge in graph.edges(data=True)), default=1)
    for one, other, edge in graph.edges(data=True):
        (x0, y0), (x1, y1) = places[one], places[other]
        ax.plot(
            [x0, x1],
            [y0, y1],
            color=FAINT,
            linewidth=_thickness(_count(edge), highest),
            zorder=1,
            solid_capstyle="round",
        )
        ax.text(
            (x0 + x1) / 2, (y0 + y1) / 2, f"{_count(edge):g}", size=7.5, color=ACCENT, weight="bold", ha="center",
            va="center", zorder=4, path_effects=[withStroke(linewidth=2.5, foreground=PAPER)],
        )  # fmt: skip


def _thickness(count: float, highest: float) -> float:
    return 0.8 + 3.7 * count / highest


def _circles(
    ax: Axes,
    graph: nx.Graph[Any],
    places: dict[str, tuple[float, float]],
    across: dict[str, float],
    names: dict[str, str],
) -> None:
    from matplotlib.patches import Circle
    from matplotlib.patheffects import withStroke

    for node, said in graph.nodes(data=True):
        x, y = places[node]
        hollow = said.get("unit_kind") == "collective"
        ax.add_patch(
            Circle(
                (x, y),
                across[node] / 2,
                facecolor=PAPER if hollow else INK,
                edgecolor=INK,
                zorder=3,
                linewidth=1.2,
                clip_on=False,
            )
        )
        above = _is_free_above(graph, node, places)
        away = across[node] / 2 + 0.06
        ax.text(
            x, y - away if above else y + away, names[node], size=_SIZE, ha="center", va="bottom" if above else "top",
            zorder=5, linespacing=1.1, path_effects=[withStroke(linewidth=2.2, foreground=PAPER)],
        )  # fmt: skip


def _is_free_above(graph: nx.Graph[Any], node: str, places: dict[str, tuple[float, float]]) -> bool:
    """Whether the label stands better above the circle, because a line leaves it downwards."""
    x, y = places[node]
    steepest_down = steepest_up = 0.0
    for other in graph.adj[node]:
        dx, dy = places[other][0] - x, places[other][1] - y
        steepness = dy / ((dx * dx + dy * dy) ** 0.5 or 1.0)
        steepest_down, steepest_up = max(steepest_down, steepness), max(steepest_up, -steepness)
    return graph.degree[node] > 0 and steepest_down > 0.35 and steepest_up < steepest_down


def _legend_words(lang: Language) -> list[str]:
    return [WORDS[f"backbone.{key}"][lang] for key in ("circle", "line", "none", "most")] + [WORDS["collective"][lang]]


def _legend(ax: Axes, graph: nx.Graph[Any], lang: Language) -> None:
    from matplotlib.lines import Line2D

    loads = {node: _load(said, graph.degree[node]) for node, said in graph.nodes(data=True)}
    counts = [_count(edge) for _, _, edge in graph.edges(data=True)]
    dot: dict[str, Any] = {"marker": "o", "linestyle": "none", "markeredgecolor": INK, "markersize": 8}
    circle = WORDS["backbone.circle"].say(lang, count=f"{max(loads.values()):g}")
    line = WORDS["backbone.line"].say(lang, count=f"{max(counts):g}")
    handles = [
        Line2D([], [], markerfacecolor=INK, label=circle, **dot),
        Line2D([], [], color=FAINT, linewidth=3.5, label=line),
    ]
    if any(said.get("unit_kind") == "collective" for _, said in graph.nodes(data=True)):
        handles.append(Line2D([], [], markerfacecolor=PAPER, label=WORDS["collective"][lang], **dot))
    ax.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0, 0), borderaxespad=0.8, ncols=1, frameon=False, fontsize=8,
        handlelength=2.6, borderpad=0, labelspacing=0.6,
    )  # fmt: skip
