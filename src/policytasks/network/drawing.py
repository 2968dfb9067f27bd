"""Drawing 绘图: the kinds of picture by name, and a picture as a file, the same bytes each time."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import networkx as nx

from policytasks.atomic import write_atomically
from policytasks.errors import SelectionError
from policytasks.messages import Language
from policytasks.network.naming import By
from policytasks.network.pictures.canvas import PICTURE_SUFFIXES, picture_bytes
from policytasks.network.plain import plain_graph

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["PICTURES", "PICTURE_SUFFIXES", "Picture", "draw", "write_picture"]


@attrs.frozen(kw_only=True)
class Picture:
    """图 of one kind.

    Args:
        name: Its name on the command line.
        function: ``module:function`` that draws it, of the shape ``draw_x(graph, *, ax=None, lang="zh", …) -> Axes``.
        by: What its graph is best joined by: ``"requirement"`` where a task would hide something.
    """

    name: str
    function: str
    by: By = "task"

    def load(self) -> Callable[..., Axes]:
        """The function; matplotlib is loaded only when it draws."""
        module, _, name = self.function.partition(":")
        found: Callable[..., Axes] = getattr(import_module(f"policytasks.network.pictures.{module}"), name)
        return found


PICTURES: Mapping[str, Picture] = {
    picture.name: picture
    for picture in (
        Picture(name="matrix", function="matrix:draw_matrix"),
        Picture(name="heatmap", function="heat_map:draw_heat_map"),
        Picture(name="load", function="load_bars:draw_load_bars"),
        Picture(name="backbone", function="backbone:draw_backbone", by="requirement"),
        Picture(name="calendar", function="calendar:draw_calendar", by="requirement"),
    )
}
"""Name → kind of picture."""


def draw(graph: nx.Graph[Any], kind: str, *, ax: Axes | None = None, lang: Language = "zh", **options: Any) -> Axes:
    """Draw a picture of a graph.

    ============  ==============================================================================================
    kind          shows
    ============  ==============================================================================================
    ``matrix``    units × work, coloured by role, ordered by communities
    ``heatmap``   units × sections, the number of requirements
    ``load``      a bar a unit, by role
    ``backbone``  the pairs of units that share more than chance would have it
    ``calendar``  the days on which requirements are due; of a graph by requirement
    ============  ==============================================================================================

    Args:
        graph: What `responsibility_graph` makes.
        kind: One of `PICTURES`.
        ax: Where to draw; a figure of its own (outside of pyplot) when left out.
        lang: Language of the picture's own words.
        options: Further arguments of the kind's own function.

    Returns:
        The axes; ``.figure.savefig(…)`` writes them.

    Raises:
        SelectionError: There is no such kind, or nothing in the graph that it could show.
        MissingExtraError: matplotlib or a Chinese typeface is missing; the message says how to get it.
    """
    picture = PICTURES.get(kind)
    if picture is None:
        raise SelectionError("there is no such picture", found=repr(kind), expected=f"one of {', '.join(PICTURES)}")
    return picture.load()(plain_graph(graph), ax=ax, lang=lang, **options)


def write_picture(
    graph: nx.Graph[Any],
    path: str | os.PathLike[str],
    kind: str,
    *,
    lang: Language = "zh",
    dpi: int = 200,
    **options: Any,
) -> Path:
    """Write a picture as png, svg or pdf; the same graph gives the same bytes with the same matplotlib and fonts.

    Args:
        graph: What to draw.
        path: The target; its suffix decides the format, its folder must exist.
        kind: One of `PICTURES`.
        lang: Language of the picture's own words.
        dpi: Dots an inch of a png.
        options: Further arguments of the kind's own function.

    Raises:
        SelectionError: There is no such kind or suffix, or nothing to show; nothing was written.
        MissingExtraError: matplotlib or a Chinese typeface is missing.
        OSError: The target may not be written; it is as it was.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in PICTURE_SUFFIXES:
        raise SelectionError(
            "no picture format has this suffix", found=repr(suffix), expected=f"one of {', '.join(PICTURE_SUFFIXES)}"
        )
    figure: Any = draw(graph, kind, lang=lang, **options).figure
    return write_atomically(path, picture_bytes(figure, suffix, dpi=dpi))
