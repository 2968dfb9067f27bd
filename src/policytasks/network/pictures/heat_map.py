"""Heat map 热力图: units by sections, how many requirements each has where."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import networkx as nx

from policytasks.errors import SelectionError
from policytasks.messages import Language
from policytasks.network.pictures.canvas import picture_on
from policytasks.network.pictures.captions import WORDS, notices_of, source_line, wrapped
from policytasks.network.pictures.ink import HEAT, INK, SOFT
from policytasks.network.plain import sides

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_heat_map"]


def draw_heat_map(graph: nx.Graph[Any], *, ax: Axes | None = None, lang: Language = "zh", most: int = 60) -> Axes:
    """Draw how many requirements each unit has in each section.

    Args:
        graph: What `responsibility_graph` makes.
        ax: Where to draw; a figure of its own when left out.
        lang: Language of the picture's own words.
        most: So many units with the highest totals; a note counts the others.

    Raises:
        SelectionError: The graph is not bipartite, or has no edges.
        MissingExtraError: matplotlib or a Chinese typeface is missing.
    """
    counts, sections = _counts(graph, lang)
    totals = {unit: sum(row.values()) for unit, row in counts.items()}
    units = sorted(totals, key=lambda unit: -totals[unit])
    shown, left = units[:most], units[most:]
    several = len(notices_of(graph)) > 1
    columns = [_heading(notice, section, several=several, lang=lang) for notice, section in sections]
    rows = [str(graph.nodes[unit].get("name") or unit) for unit in shown]
    notes = [
        WORDS["more-units"].say(lang, count=len(left), most=totals[left[0]]) if left else "",
        source_line(notices_of(graph), lang),
    ]
    title, about = WORDS["heat.title"][lang], WORDS["heat.about"][lang]
    total = WORDS["heat.total"][lang]
    width, height = 0.95 * len(sections) + 0.55, 0.26 * len(shown)
    with picture_on(ax, width=width, height=height, texts=[*rows, *columns, *notes, title, about, total]) as canvas:
        _cells(canvas.ax, [[counts[unit][section] for section in sections] for unit in shown])
        for place, unit in enumerate(shown):
            canvas.ax.text(
                len(sections) + 0.36, place + 0.5, str(totals[unit]), ha="center", va="center", weight="bold"
            )
        canvas.ax.set_xlim(0, len(sections) + 0.6)
        canvas.ax.set_ylim(len(shown), 0)
        places = [*(place + 0.5 for place in range(len(sections))), len(sections) + 0.36]
        canvas.ax.set_xticks(places, labels=[*columns, total], fontsize=8.5)
        canvas.ax.xaxis.tick_top()
        canvas.ax.set_yticks([place + 0.5 for place in range(len(shown))], labels=rows, fontsize=8.5)
        canvas.ax.tick_params(length=0, pad=5)
        for label in canvas.ax.get_xticklabels():
            label.set_linespacing(1.2)
        for spine in canvas.ax.spines.values():
            spine.set_visible(False)
        canvas.heading(title, about=about, notes=notes)
        return canvas.ax


def _counts(graph: nx.Graph[Any], lang: Language) -> tuple[dict[str, Counter[tuple[str, str]]], list[tuple[str, str]]]:
    """Unit → (notice, section) → requirements, and the sections in printed order."""
    both = sides(graph)
    if both is None or graph.number_of_edges() == 0:
        raise SelectionError(
            "there is no heat map of this graph",
            expected="a bipartite graph with edges, as responsibility_graph makes it",
        )
    units, work = both
    sections: dict[tuple[str, str], None] = {}
    counts: dict[str, Counter[tuple[str, str]]] = {unit: Counter() for unit in units if graph.degree[unit]}
    for node in work:
        said = graph.nodes[node]
        place = str(said.get("notice") or ""), str(said.get("section") or "")
        sections.setdefault(place)
        for unit, edge in graph.adj[node].items():
            counts[unit][place] += edge.get("weight", 1)
    return counts, list(sections)


def _heading(notice: str, section: str, *, several: bool, lang: Language) -> str:
    name = wrapped(section, 7) if section else WORDS["heat.none"][lang]
    return f"{wrapped(notice, 9)}\n{name}" if several else name


def _cells(ax: Axes, table: list[list[int]]) -> None:
    from matplotlib.collections import PolyCollection

    highest = max(max(row) for row in table)
    squares, colours = [], []
    for row, counts in enumerate(table):
        for column, count in enumerate(counts):
            squares.append([(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)])
            # Zero is paper; every other number gets one of the five shades by its share of the highest.
            shade = 0 if not count else 1 + min(4, (5 * count - 1) // max(highest, 5))
            colours.append(HEAT[shade])
            ink = "white" if shade >= 4 else INK if count else SOFT
            ax.text(column + 0.5, row + 0.5, str(count) if count else "·", ha="center", va="center", size=8, color=ink)
    ax.add_collection(PolyCollection(squares, facecolors=colours, edgecolors="white", linewidths=1.2, clip_on=False))
