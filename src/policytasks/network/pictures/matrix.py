"""Matrix 责任矩阵: units by work, those who work together side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from policytasks.errors import SelectionError
from policytasks.messages import Language
from policytasks.network.pictures.canvas import picture_on
from policytasks.network.pictures.captions import WORDS, notices_of, short, source_line
from policytasks.network.pictures.ink import INK, RULE, SOFT, role_colour
from policytasks.network.plain import sides

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_matrix"]

_ROLES = ("lead", "responsible", "supporting")
_LARGE = 60
"""Above so many columns a work node is named by its number alone."""


def draw_matrix(graph: nx.Graph[Any], *, ax: Axes | None = None, lang: Language = "zh", seed: int = 0) -> Axes:
    """Draw who answers for what as a matrix, ordered by communities.

    Rows are units, columns tasks or requirements; a cell has the colour of the unit's role and the number of its requirements there.
    Communities are those of Louvain on the bipartite graph; each is framed.

    Args:
        graph: What `responsibility_graph` makes.
        ax: Where to draw; a figure of its own when left out.
        lang: Language of the picture's own words.
        seed: Of Louvain; the same seed gives the same order.

    Raises:
        SelectionError: The graph is not bipartite, or has no edges.
        MissingExtraError: matplotlib or a Chinese typeface is missing.

    References:
        V. D. Blondel et al., "Fast unfolding of communities in large networks", J. Stat. Mech. P10008, 2008.
    """
    blocks = _blocks(graph, seed)
    units = [node for block in blocks for node in block[0]]
    work = [node for block in blocks for node in block[1]]
    kind = WORDS[f"kind.{graph.nodes[work[0]].get('kind', 'task')}"][lang]
    rows = [str(graph.nodes[node].get("name") or node) for node in units]
    columns = [_column(graph, node, numbers_only=len(work) > _LARGE) for node in work]
    cell = 0.24 if len(work) <= _LARGE else 0.17
    size = 8.5 if len(work) <= _LARGE else 6.5
    notes = [WORDS["matrix.number"][lang], source_line(notices_of(graph), lang)]
    title, about = (
        WORDS["matrix.title"][lang],
        WORDS["matrix.about"].say(lang, units=len(units), work=len(work), kind=kind),
    )
    texts = [*rows, *columns, *notes, title, about]
    with picture_on(ax, width=cell * len(work), height=cell * len(units), texts=texts) as canvas:
        _cells(canvas.ax, graph, units, work, size)
        _frames(canvas.ax, blocks)
        _axes(canvas.ax, rows, columns, size)
        _legend(canvas.ax, graph, lang)
        canvas.heading(title, about=about, notes=notes)
        return canvas.ax


def _blocks(graph: nx.Graph[Any], seed: int) -> list[tuple[list[str], list[str]]]:
    """Units and work of each community, the one with most edges first; what has no edges last."""
    both = sides(graph)
    if both is None or graph.number_of_edges() == 0:
        raise SelectionError(
            "there is no matrix of this graph",
            expected="a bipartite graph with edges, as responsibility_graph makes it",
        )
    order = {node: place for place, node in enumerate(graph)}
    found = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    weights: dict[str, int] = dict(graph.degree(weight="weight"))
    joined = sorted(
        (sorted(community, key=order.__getitem__) for community in found if len(community) > 1),
        key=lambda community: (-sum(weights[node] for node in community), order[community[0]]),
    )
    alone = sorted((node for community in found if len(community) == 1 for node in community), key=order.__getitem__)
    units = set(both[0])
    return [
        (
            sorted((node for node in block if node in units), key=lambda node: (-weights[node], order[node])),
            [node for node in block if node not in units],
        )
        for block in (*joined, *([alone] if alone else []))
    ]


def _column(graph: nx.Graph[Any], node: str, *, numbers_only: bool) -> str:
    number = node.split(":")[-1]
    name = str(graph.nodes[node].get("name") or "")
    return number if numbers_only else f"{short(name, 16)}  {number}"


def _cells(ax: Axes, graph: nx.Graph[Any], units: list[str], work: list[str], size: float) -> None:
    from matplotlib.collections import PolyCollection

    column_of = {node: place for place, node in enumerate(work)}
    squares, colours = [], []
    for row, unit in enumerate(units):
        for node, edge in graph.adj[unit].items():
            column = column_of[node]
            squares.append([(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)])
            role = str(edge.get("role", ""))
            colours.append(role_colour(role))
            if (weight := edge.get("weight", 1)) > 1:
                ink = INK if role == "supporting" else "white"
                ax.text(column + 0.5, row + 0.5, str(weight), ha="center", va="center", size=size - 1.5, color=ink)
    ax.add_collection(
        PolyCollection(squares, facecolors=colours, edgecolors="white", linewidths=0.6, zorder=2, clip_on=False)
    )


def _frames(ax: Axes, blocks: list[tuple[list[str], list[str]]]) -> None:
    from matplotlib.patches import Rectangle

    row = column = 0
    for units, work in blocks:
        if units and work:
            ax.add_patch(
                Rectangle(
                    (column, row),
                    len(work),
                    len(units),
                    fill=False,
                    edgecolor=SOFT,
                    linewidth=1.1,
                    zorder=3,
                    clip_on=False,
                )
            )
        row, column = row + len(units), column + len(work)


def _axes(ax: Axes, rows: list[str], columns: list[str], size: float) -> None:
    ax.set_xlim(0, len(columns))
    ax.set_ylim(len(rows), 0)
    ax.set_yticks([place + 0.5 for place in range(len(rows))], labels=rows, fontsize=size)
    ax.set_xticks([place + 0.5 for place in range(len(columns))], labels=columns, fontsize=size, rotation=90)
    ax.tick_params(length=0, pad=4)
    for place in range(len(columns) + 1):
        ax.axvline(place, color=RULE, linewidth=0.5, zorder=1, clip_on=False)
    for place in range(len(rows) + 1):
        ax.axhline(place, color=RULE, linewidth=0.5, zorder=1, clip_on=False)
    for spine in ax.spines.values():
        spine.set_visible(False)


def _legend(ax: Axes, graph: nx.Graph[Any], lang: Language) -> None:
    from matplotlib.patches import Patch

    roles = {str(role) for _, _, role in graph.edges(data="role", default="")}
    handles = [
        Patch(facecolor=role_colour(role), label=WORDS[f"role.{role}"][lang]) for role in _ROLES if role in roles
    ]
    handles.append(Patch(facecolor="none", edgecolor=SOFT, label=WORDS["matrix.community"][lang]))
    ax.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.4, ncols=len(handles), frameon=False,
        fontsize=8.5, handlelength=1, handleheight=1, columnspacing=1.4, borderpad=0,
    )  # fmt: skip
