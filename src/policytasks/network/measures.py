"""Measures 指标: the catalogue of everything that is counted of a network, and one way to ask for any of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policytasks.network.failures import MEASURES as FAILURES
from policytasks.network.grouping import MEASURES as GROUPING
from policytasks.network.incidence import Source
from policytasks.network.load_measures import MEASURES as LOAD
from policytasks.network.measure_entry import Measure
from policytasks.network.nesting import MEASURES as NESTING
from policytasks.network.position_measures import MEASURES as POSITIONS
from policytasks.network.projection import Weight
from policytasks.network.scores import Scores, ScoreTable, unknown_measure
from policytasks.network.view import View

__all__ = ["MEASURES", "measure", "measure_table"]

MEASURES: Mapping[str, Measure] = {each.name: each for each in (*LOAD, *FAILURES, *POSITIONS, *GROUPING, *NESTING)}
"""Every measure by its name."""

_USUAL = ("load", "lead_load", "supporting_load", "breadth", "sole_work", "degree", "betweenness", "constraint")


def measure(
    source: Source,
    name: str,
    *,
    weight: Weight = "count",
    largest_row: int | None = None,
    groups: Mapping[str, str] | None = None,
    backend: str | None = None,
) -> Scores:
    """The numbers of one measure.

    >>> from policytasks import read_notice, responsibility_graph
    >>> graph = responsibility_graph(read_notice("examples/data/yanzhou-2021-20.txt"), by="requirement")
    >>> measure(graph, "load").ranked(2)
    (('unit:各镇（街道）', 21.0), ('unit:区政府各部门、单位', 21.0))
    >>> [caveat.code for caveat in measure(graph, "betweenness").caveats]
    ['dominated-by-one-row', 'disconnected']

    Args:
        source: A graph of units and work, an `Incidence`, or notices (then by requirement).
        name: One of `MEASURES`.
        weight: What an edge of the projection weighs, for measures of shared work.
        largest_row: Leave rows of more units out of the projection.
        groups: The system of each unit, by key or name, for the E-I index; None for the kinds of units.
        backend: Name of a networkx backend that computes; None for whatever networkx is set to.

    Returns:
        `Scores`, with what is to be said beside them.

    Raises:
        SelectionError: There is no such measure (the message names the near one), weight or backend.
        MissingExtraError: numpy and scipy are not installed.
    """
    (scores,) = measure_table(source, [name], weight=weight, largest_row=largest_row, groups=groups, backend=backend)
    return scores


def measure_table(
    source: Source,
    names: Iterable[str] = _USUAL,
    *,
    weight: Weight = "count",
    largest_row: int | None = None,
    groups: Mapping[str, str] | None = None,
    backend: str | None = None,
) -> ScoreTable:
    """Several measures side by side; graph, matrix and projection are made once for all.

    Args:
        source: As for `measure`, as are the following.
        names: Some of `MEASURES`, in the order of the columns.
        weight: What an edge of the projection weighs.
        largest_row: Leave rows of more units out.
        groups: The system of each unit.
        backend: Name of a networkx backend.

    Raises:
        SelectionError: As for `measure`.
        MissingExtraError: As for `measure`.
    """
    chosen = []
    for name in (names,) if isinstance(names, str) else names:
        if name not in MEASURES:
            raise unknown_measure(name, MEASURES)
        chosen.append(MEASURES[name])
    view = View(source, weight=weight, largest_row=largest_row, groups=groups, backend=backend)
    return ScoreTable(columns=tuple(each.scores(view) for each in chosen))
