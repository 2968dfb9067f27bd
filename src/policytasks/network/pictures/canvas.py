"""Canvas 画布: where a picture is drawn: matplotlib, a Chinese typeface, a frame that fits, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import attrs

from policytasks.errors import MissingExtraError
from policytasks.network.pictures.fonts import chinese_font
from policytasks.network.pictures.ink import ACCENT, INK, PAPER, RULE, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["PICTURE_SUFFIXES", "Canvas", "picture_bytes", "picture_on"]

PICTURE_SUFFIXES = (".png", ".svg", ".pdf")
"""What a picture can be written as."""

_SETTINGS: Any = {
    "axes.unicode_minus": False,
    "axes.edgecolor": RULE,
    "axes.labelcolor": INK,
    "axes.facecolor": PAPER,
    "figure.facecolor": PAPER,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "font.size": 9.0,
    "text.usetex": False,
    "text.parse_math": False,
}
_SAME_BYTES: Any = {"svg.hashsalt": "policytasks", "svg.fonttype": "path", "pdf.fonttype": 3}
"""Letters as outlines: they look the same everywhere. (Type 42 embeds OpenType faces such as Noto in a way that viewers warn about.)"""
_METADATA: dict[str, dict[str, Any]] = {
    ".png": {"Software": None},
    ".svg": {"Date": None, "Creator": "policytasks"},
    ".pdf": {"CreationDate": None, "Creator": "policytasks", "Producer": None},
}
_PAD = 0.16
"""Inches of paper around everything."""


@attrs.define
class Canvas:
    """画布: axes to draw on, and whether the figure around them is ours to fit.

    Args:
        ax: Where to draw.
        own: Whether the figure was made here, so that it may take the size of what is in it.
    """

    ax: Axes
    own: bool

    def heading(self, title: str, *, about: str = "", notes: Iterable[str] = (), mark: bool = True) -> None:
        """Title above, notes below, flush with the left end of whatever the axes hold.

        Call it last: it measures what is there.

        Args:
            title: What the picture says.
            about: What it shows, a line below the title.
            notes: Lines at the foot, the source last.
            mark: Whether a short red rule stands above the title.
        """
        left, _, bottom, top = self._reach()
        offset: dict[str, Any] = {"textcoords": "offset points", "annotation_clip": False}
        above = top + 10
        if about:
            self.ax.annotate(
                about, (0, 1), (-left, above), xycoords="axes fraction", fontsize=9, color=SOFT, va="bottom", **offset
            )
            above += 9 * 1.5 * (about.count("\n") + 1) + 2
        self.ax.annotate(
            title, (0, 1), (-left, above), xycoords="axes fraction", fontsize=15, weight="bold", va="bottom", **offset
        )
        if mark:
            self._rule(above + 15 * (1.45 * (title.count("\n") + 1)), left)
        foot = "\n".join(note for note in notes if note)
        if foot:
            self.ax.annotate(
                foot, (0, 0), (-left, -bottom - 10), xycoords="axes fraction", fontsize=7.5, color=SOFT, va="top",
                linespacing=1.5, **offset,
            )  # fmt: skip
        if self.own:
            self._fit()

    def _rule(self, above: float, left: float) -> None:
        self.ax.annotate(
            "", (0, 1), (-left, above), xycoords="axes fraction", textcoords="offset points", annotation_clip=False
        )
        self.ax.annotate(
            "━━", (0, 1), (-left, above), xycoords="axes fraction", textcoords="offset points", fontsize=9,
            color=ACCENT, va="bottom", annotation_clip=False, weight="bold",
        )  # fmt: skip

    def _reach(self) -> tuple[float, float, float, float]:
        """How far the contents reach out of the axes to the left, right, bottom and top, in points."""
        figure: Any = self.ax.figure
        inner: Any = self.ax.get_window_extent()
        outer: Any = self.ax.get_tightbbox() or inner
        scale = 72 / figure.dpi
        return (
            (inner.x0 - outer.x0) * scale,
            (outer.x1 - inner.x1) * scale,
            (inner.y0 - outer.y0) * scale,
            (outer.y1 - inner.y1) * scale,
        )

    def _fit(self) -> None:
        """Give the figure the size of its contents; the axes keep theirs."""
        figure: Any = self.ax.figure
        inner = self.ax.get_window_extent()
        width, height = inner.width / figure.dpi, inner.height / figure.dpi
        left, right, bottom, top = (reach / 72 + _PAD for reach in self._reach())
        total_width, total_height = left + width + right, bottom + height + top
        figure.set_size_inches(total_width, total_height)
        self.ax.set_position((left / total_width, bottom / total_height, width / total_width, height / total_height))


@contextmanager
def picture_on(ax: Axes | None, *, width: float, height: float, texts: Iterable[str]) -> Iterator[Canvas]:
    """A canvas whose texts have a typeface that holds them.

    Args:
        ax: The caller's axes; None makes a figure of its own, outside of pyplot, which nobody has to close.
        width: Inches of the axes when there are none yet; labels come on top of it.
        height: The same.
        texts: What will be written, to choose the typeface.

    Raises:
        MissingExtraError: matplotlib or a Chinese typeface is missing.
    """
    try:
        import matplotlib
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as fault:
        raise MissingExtraError("drawing pictures", extra="plot") from fault
    family = chinese_font(texts)
    families = [family] if family == "DejaVu Sans" else [family, "DejaVu Sans"]
    settings: Any = {**_SETTINGS, "font.family": families}
    with matplotlib.rc_context(settings):
        if ax is None:
            figure = Figure(figsize=(width, height), dpi=100)
            FigureCanvasAgg(figure)
            yield Canvas(figure.add_axes((0, 0, 1, 1)), own=True)
        else:
            # Axes that were made before have ticks in another typeface.
            ticks: Any = {"labelfontfamily": families}
            ax.tick_params(which="both", **ticks)
            yield Canvas(ax, own=False)


def picture_bytes(figure: Figure, suffix: str, *, dpi: int = 200) -> bytes:
    """A figure as a file, the same bytes each time.

    Args:
        figure: What to write.
        suffix: One of `PICTURE_SUFFIXES`.
        dpi: Dots an inch, for png.
    """
    import matplotlib

    buffer = io.BytesIO()
    with matplotlib.rc_context(_SAME_BYTES):
        figure.savefig(buffer, format=suffix[1:], dpi=dpi, metadata=_METADATA[suffix])
    return buffer.getvalue()
