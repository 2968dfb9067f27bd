"""Slices 时间切片: the part of a network that was laid down, or falls due, in a stretch of time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Literal, get_args

import networkx as nx

from policytasks.errors import SelectionError
from policytasks.network.graph import WORK_SIDE
from policytasks.network.naming import one_of

__all__ = ["SliceBy", "time_slice", "yearly_slices"]

SliceBy = Literal["issued_on", "due_on"]
"""What dates a piece of work: the day of its notice, or the day on which it is due."""


def time_slice(
    graph: nx.Graph[str],
    since: date | str | None = None,
    until: date | str | None = None,
    *,
    by: SliceBy = "issued_on",
    undated: bool = False,
) -> nx.Graph[str]:
    """The work of a stretch of time, with the units that have a part in it.

    Args:
        graph: A graph of units and work, as `responsibility_graph` makes it.
        since: First day, as a date or ``"2021-01-01"``; None for no beginning.
        until: Last day, which still counts; None for no end.
        by: The day of the notice, or the day on which a requirement is due.
        undated: Whether work without such a day is in every slice, or in none.

    Returns:
        A new graph with nodes and edges in their order; units without work in that time are not in it.
        ``graph.graph`` says ``since`` and ``until``, ``""`` where open.

    Raises:
        SelectionError: A day that is none, ``by`` none of the choices, or a graph whose work has no such attribute.

    References:
        P. Holme and J. Saramäki, "Temporal networks", Physics Reports 519(3), 2012: what a slice of time keeps and loses.
    """
    first, last = _day("since", since), _day("until", until)

    def inside(day: str) -> bool:
        return undated if not day else (not first or first <= day) and (not last or day <= last)

    part = _part(graph, by, inside)
    part.graph |= {"since": first, "until": last}
    return part


def yearly_slices(graph: nx.Graph[str], *, by: SliceBy = "issued_on") -> dict[str, nx.Graph[str]]:
    """The network of every year: ``{"2020": …, "2021": …}``.

    Args:
        graph: A graph of units and work, as `responsibility_graph` makes it.
        by: The day of the notice, or the day on which a requirement is due.

    Returns:
        Year → its slice, the oldest first; years without work are not in it, nor is work without a day.

    Raises:
        SelectionError: ``by`` is none of the choices, or the graph's work has no such attribute.
    """
    years = sorted({day[:4] for _, day in _days(graph, by) if day})
    return {year: time_slice(graph, f"{year}-01-01", f"{year}-12-31", by=by) for year in years}


def _part(graph: nx.Graph[str], by: SliceBy, inside: Callable[[str], bool]) -> nx.Graph[str]:
    work = {node for node, day in _days(graph, by) if inside(day)}
    kept = work | {unit for node in work for unit in graph.adj[node]}
    part: nx.Graph[str] = graph.__class__()
    part.graph |= graph.graph
    part.add_nodes_from((node, dict(attributes)) for node, attributes in graph.nodes(data=True) if node in kept)
    part.add_edges_from(
        (source, target, dict(attributes))
        for source, target, attributes in graph.edges(data=True)
        if source in kept and target in kept
    )
    return part


def _days(graph: nx.Graph[str], by: SliceBy) -> list[tuple[str, str]]:
    one_of("by", by, get_args(SliceBy))
    work: list[tuple[str, dict[str, Any]]] = [
        (node, attributes) for node, attributes in graph.nodes(data=True) if attributes.get("bipartite") == WORK_SIDE
    ]
    if any(by not in attributes for _, attributes in work) or (not work and len(graph)):
        raise SelectionError(
            f"the nodes of this graph have no {by}",
            expected="a graph of units and requirements, by responsibility_graph(…, by='requirement')",
        )
    return [(node, str(attributes[by])) for node, attributes in work]


def _day(name: str, day: date | str | None) -> str:
    if day is None:
        return ""
    try:
        return (day if isinstance(day, date) else date.fromisoformat(day)).isoformat()[:10]
    except ValueError as fault:
        raise SelectionError(
            f"{name} is no day", found=repr(day), expected="a date, or a text like '2021-12-31'"
        ) from fault
