"""Measures on the screen: a table of the units, a line for each number of the whole network, and what is to be said beside them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from policytasks.cli.screen import say, show
from policytasks.cli.texts import Voice

if TYPE_CHECKING:
    from policytasks.network.graph import ResponsibilityGraph
    from policytasks.network.scores import Scores, ScoreTable

__all__ = ["measured"]


def measured(graph: ResponsibilityGraph, names: tuple[str, ...], weight: Any, voice: Voice) -> ScoreTable:
    """Show measures of a network of units and work, the units in the order of the first one.

    Args:
        graph: The network.
        names: Names of measures.
        weight: What an edge of the projection weighs.
        voice: Language of the headings.

    Returns:
        The numbers, in the order of the network.
    """
    from policytasks.network.measures import MEASURES, measure_table

    table = measure_table(graph, names, weight=weight)
    units = [column for column in table if MEASURES[column.measure].of == "unit"]
    if units:
        show(_of_units(graph, table, units, voice))
    for column in table:
        if MEASURES[column.measure].of == "network":
            say(voice("graph.measure", title=column.title, value=_number(column.value, whole=False)))
    for caveat in table.caveats:
        say(voice("graph.caveat", caveat=caveat.say(voice.lang)), err=True)
    return table


def _of_units(graph: ResponsibilityGraph, table: ScoreTable, columns: list[Scores], voice: Voice) -> Table:
    shown = Table(box=None, pad_edge=False)
    shown.add_column(voice("graph.unit"), overflow="fold")
    for column in columns:
        shown.add_column(column.title[voice.lang], justify="right")
    whole = [all(value.is_integer() for _, value in column.pairs if math.isfinite(value)) for column in columns]
    for node in table.sort(columns[0].measure).nodes:
        if node in graph:
            numbers = [_number(column[node], whole=each) for column, each in zip(columns, whole, strict=True)]
            shown.add_row(Text(str(graph.nodes[node].get("name") or node)), *numbers)
    return shown


def _number(value: float, *, whole: bool) -> str:
    """A number as people compare it: whole ones as such, others with three places, and a dash for none."""
    if not math.isfinite(value):
        return "—"
    return f"{value:.0f}" if whole else f"{value:.3f}"
