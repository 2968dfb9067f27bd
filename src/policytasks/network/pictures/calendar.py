"""Calendar 限期日历: on which days how many requirements are due."""

from __future__ import annotations

import calendar
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import networkx as nx

from policytasks.errors import SelectionError
from policytasks.messages import Language
from policytasks.network.pictures.canvas import picture_on
from policytasks.network.pictures.captions import WORDS, notices_of, source_line
from policytasks.network.pictures.ink import FAINT, HEAT, INK, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_calendar"]

_ACROSS, _DOWN = 4, 3
_WIDE, _HIGH = 8.0, 8.7
"""A month takes so many days' widths and heights: seven columns and a gap, a name, a heading and six weeks."""
_DAY = 0.235
_MOST_LISTED = 6
_WEEKDAYS = {"zh": "一二三四五六日", "en": "MTWTFSS"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def draw_calendar(graph: nx.Graph[Any], *, ax: Axes | None = None, lang: Language = "zh") -> Axes:
    """Draw the deadlines on a calendar, each day in the shade of how many requirements are due.

    Up to two years are drawn day by day, more of them month by month.

    Args:
        graph: What ``responsibility_graph(…, by="requirement")`` makes: its nodes carry ``due_on``.
        ax: Where to draw; a figure of its own when left out.
        lang: Language of the picture's own words.

    Raises:
        SelectionError: No node has a deadline on a day.
        MissingExtraError: matplotlib or a Chinese typeface is missing.
    """
    rows = [said for _, said in graph.nodes(data=True) if said.get("bipartite") == 1]
    days = Counter(date.fromisoformat(said["due_on"]) for said in rows if said.get("due_on"))
    if not days:
        raise SelectionError(
            "no deadline of this graph falls on a day", expected='a graph by="requirement" of a notice with deadlines'
        )
    years = range(min(days).year, max(days).year + 1)
    count = sum(days.values())
    title = WORDS["calendar.title"][lang]
    about = WORDS["calendar.about"].say(lang, count=count, days=len(days))
    notes = [
        _listed(days, lang, several=len(years) > 1),
        WORDS["calendar.undated"].say(lang, count=len(rows) - count) if len(rows) > count else "",
        source_line(notices_of(graph), lang),
    ]
    daily = len(years) <= 2
    width = _DAY * (_WIDE * _ACROSS - 1) if daily else 6.4
    height = _DAY * (_HIGH * _DOWN * len(years) + len(years) - 1) if daily else 0.34 * len(years)
    with picture_on(
        ax, width=width, height=height, texts=[*notes, title, about, WORDS["calendar.number"][lang]]
    ) as canvas:
        (_months_of if daily else _years_of)(canvas.ax, days, years, lang)
        _legend(canvas.ax, days if daily else _by_month(days), lang)
        canvas.heading(title, about=about, notes=notes)
        return canvas.ax


def _listed(days: Counter[date], lang: Language, *, several: bool) -> str:
    """The days with most deadlines, in the order of the calendar."""
    most = sorted(days, key=lambda day: (-days[day], day))[:_MOST_LISTED]
    if len(days) > _MOST_LISTED:
        # Not every day is worth naming beside those on which nearly everything is due.
        most = [day for day in most if days[day] * 4 >= days[most[0]]]
    most.sort()
    said = [
        WORDS["calendar.day"].say(
            lang, month=day.month if lang == "zh" else _MONTHS[day.month - 1], day=day.day, count=days[day]
        )
        for day in most
    ]
    if several:
        said = [f"{day.year}{'年' if lang == 'zh' else ' '}{text}" for day, text in zip(most, said, strict=True)]
    return WORDS["calendar.list"].say(lang, days=("、" if lang == "zh" else ", ").join(said))


def _shade(count: int, highest: int) -> int:
    return 1 + min(4, (5 * count - 1) // max(highest, 5))


def _months_of(ax: Axes, days: Counter[date], years: range, lang: Language) -> None:
    highest = max(days.values())
    for place, year in enumerate(years):
        top = place * (_HIGH * _DOWN + 1)
        for month in range(1, 13):
            left, above = (month - 1) % _ACROSS * _WIDE, top + (month - 1) // _ACROSS * _HIGH
            name = f"{month}月" if lang == "zh" else _MONTHS[month - 1]
            if month == 1 or len(years) > 1:
                name = f"{year}年{name}" if lang == "zh" else f"{name} {year}"
            ax.text(left + 0.15, above + 0.5, name, weight="bold", size=9.5, va="center")
            for column, letter in enumerate(_WEEKDAYS[lang]):
                ax.text(left + column + 0.5, above + 1.5, letter, ha="center", va="center", size=6.5, color=FAINT)
            for week, dates in enumerate(calendar.Calendar().monthdatescalendar(year, month)):
                for column, day in enumerate(dates):
                    if day.month == month:
                        _day(ax, left + column, above + 2 + week, day, days[day], highest)
    ax.set_xlim(0, _WIDE * _ACROSS - 1)
    ax.set_ylim(len(years) * (_HIGH * _DOWN + 1) - 1, 0)
    ax.set_axis_off()


def _day(ax: Axes, left: float, top: float, day: date, count: int, highest: int) -> None:
    from matplotlib.patches import Rectangle

    if count:
        shade = _shade(count, highest)
        ax.add_patch(Rectangle((left + 0.04, top + 0.04), 0.92, 0.92, facecolor=HEAT[shade], edgecolor="none"))
        ink = "white" if shade >= 4 else INK
        ax.text(left + 0.5, top + 0.52, str(day.day), ha="center", va="center", size=8, weight="bold", color=ink)
    else:
        ink = FAINT if day.weekday() >= 5 else SOFT
        ax.text(left + 0.5, top + 0.52, str(day.day), ha="center", va="center", size=7, color=ink)


def _by_month(days: Counter[date]) -> Counter[tuple[int, int]]:
    months: Counter[tuple[int, int]] = Counter()
    for day, count in days.items():
        months[day.year, day.month] += count
    return months


def _years_of(ax: Axes, days: Counter[date], years: range, lang: Language) -> None:
    from matplotlib.patches import Rectangle

    months = _by_month(days)
    highest = max(months.values())
    for row, year in enumerate(years):
        for month in range(1, 13):
            count = months[year, month]
            shade = _shade(count, highest) if count else 0
            ax.add_patch(Rectangle((month - 1, row), 1, 1, facecolor=HEAT[shade], edgecolor="white", linewidth=1.2))
            if count:
                ink = "white" if shade >= 4 else INK
                ax.text(month - 0.5, row + 0.5, str(count), ha="center", va="center", size=8, color=ink)
    names = [f"{month}月" for month in range(1, 13)] if lang == "zh" else list(_MONTHS)
    ax.set_xticks([month + 0.5 for month in range(12)], labels=names, fontsize=8)
    ax.set_yticks([row + 0.5 for row in range(len(years))], labels=[str(year) for year in years], fontsize=8.5)
    ax.set_xlim(0, 12)
    ax.set_ylim(len(years), 0)
    ax.tick_params(length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)


def _legend(ax: Axes, counts: Counter[Any], lang: Language) -> None:
    """The shades that occur, each with the numbers that it stands for."""
    from matplotlib.patches import Patch

    highest = max(counts.values())
    shades: dict[int, list[int]] = {}
    for count in sorted(set(counts.values())):
        shades.setdefault(_shade(count, highest), []).append(count)
    handles = [
        Patch(facecolor=HEAT[shade], label=str(found[0]) if len(found) == 1 else f"{found[0]}–{found[-1]}")
        for shade, found in shades.items()
    ]
    legend = ax.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0, 0), borderaxespad=0.6, ncols=len(handles), frameon=False,
        fontsize=8, handlelength=1, handleheight=1, borderpad=0, columnspacing=1.2, title=WORDS["calendar.number"][lang],
        title_fontsize=8, alignment="left",
    )  # fmt: skip
    legend.get_title().set_color(SOFT)
