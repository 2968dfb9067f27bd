"""Load bars 任务量条形图: how many requirements each unit has, by role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from policytasks.errors import SelectionError
from policytasks.messages import Language
from policytasks.network.pictures.canvas import picture_on
from policytasks.network.pictures.captions import WORDS, notices_of, source_line
from policytasks.network.pictures.ink import FAINT, RULE, role_colour
from policytasks.network.plain import sides

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_load_bars"]

_ROLES = ("lead", "responsible", "supporting")


def draw_load_bars(graph: nx.Graph[Any], *, ax: Axes | None = None, lang: Language = "zh", most: int = 30) -> Axes:
    """Draw the load of each unit as a bar, its roles in their colours.

    Args:
        graph: What `responsibility_graph` makes.
        ax: Where to draw; a figure of its own when left out.
        lang: Language of the picture's own words.
        most: So many units with the longest bars; a note counts the others.

    Raises:
        SelectionError: The graph is not bipartite, or has no edges.
        MissingExtraError: matplotlib or a Chinese typeface is missing.
    """
    loads = _loads(graph)
    units = sorted(loads, key=lambda unit: (-sum(loads[unit]), -loads[unit][0]))
    shown, left = units[:most], units[most:]
    rows = [str(graph.nodes[unit].get("name") or unit) for unit in shown]
    notes = [
        WORDS["more-units"].say(lang, count=len(left), most=sum(loads[left[0]])) if left else "",
        source_line(notices_of(graph), lang),
    ]
    title, about = WORDS["load.title"][lang], WORDS["load.about"][lang]
    with picture_on(ax, width=5.4, height=0.25 * len(shown) + 0.1, texts=[*rows, *notes, title, about]) as canvas:
        starts = [0] * len(shown)
        for number, role in enumerate(_ROLES):
            widths = [loads[unit][number] for unit in shown]
            if any(widths):
                canvas.ax.barh(
                    range(len(shown)), widths, left=starts, height=0.72, color=role_colour(role),
                    label=WORDS[f"role.{role}"][lang], zorder=2,
                )  # fmt: skip
                starts = [start + width for start, width in zip(starts, widths, strict=True)]
        collectives = [graph.nodes[unit].get("unit_kind") == "collective" for unit in shown]
        if any(collectives):
            canvas.ax.barh(
                range(len(shown)),
                [total if collective else 0 for total, collective in zip(starts, collectives, strict=True)],
                height=0.72, color="none", edgecolor="white", hatch="////", linewidth=0, zorder=3,
            )  # fmt: skip
        for place, total in enumerate(starts):
            canvas.ax.annotate(
                str(total), (total, place), (4, 0), textcoords="offset points", va="center", fontsize=8.5, weight="bold"
            )
        _axes(canvas.ax, rows, max(starts))
        _legend(canvas.ax, lang, collectives=any(collectives))
        canvas.heading(title, about=about, notes=notes)
        return canvas.ax


def _loads(graph: nx.Graph[Any]) -> dict[str, tuple[int, ...]]:
    """Unit → requirements in each role."""
    both = sides(graph)
    if both is None or graph.number_of_edges() == 0:
        raise SelectionError(
            "there are no loads in this graph",
            expected="a bipartite graph with edges, as responsibility_graph makes it",
        )
    return {
        unit: tuple(sum(edge.get(role, 0) for edge in graph.adj[unit].values()) for role in _ROLES)
        for unit in both[0]
        if graph.degree[unit]
    }


def _axes(ax: Axes, rows: list[str], highest: int) -> None:
    from matplotlib.ticker import MaxNLocator

    ax.set_ylim(len(rows) - 0.45, -0.55)
    ax.set_xlim(0, highest * 1.08)
    ax.set_yticks(range(len(rows)), labels=rows, fontsize=9)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    ax.grid(axis="x", color=RULE, linewidth=0.8, zorder=0)
    ax.tick_params(length=0, pad=4)
    ax.tick_params(axis="x", labelsize=8)
    for name, spine in ax.spines.items():
        spine.set_visible(name == "left")


def _legend(ax: Axes, lang: Language, *, collectives: bool) -> None:
    from matplotlib.patches import Patch

    handles, _ = ax.get_legend_handles_labels()
    if collectives:
        handles.append(
            Patch(facecolor=FAINT, edgecolor="white", hatch="////", linewidth=0, label=WORDS["collective"][lang])
        )
    ax.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.3, ncols=4, frameon=False, fontsize=8.5,
        handlelength=1, handleheight=1, borderpad=0, columnspacing=1.4,
    )  # fmt: skip
