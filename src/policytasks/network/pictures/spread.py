"""Spread 布局: where nodes stand so that no label lies on another: components side by side, boxes pushed apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import networkx as nx

__all__ = ["Footprint", "spread"]

Place = tuple[float, float]

_EDGE = 1.35
"""Inches that an edge is long, about."""
_KAMADA_KAWAI = 80
"""Up to so many nodes the better layout is affordable (it grows with the cube)."""
_ROUNDS = 400
_GAP = 0.25


@attrs.frozen
class Footprint:
    """The room that a node takes with its label, in inches.

    Args:
        half: Half of the width.
        radius: Of the circle, around the node's place.
        label: Height of the label above or below it.
    """

    half: float
    radius: float
    label: float


@attrs.frozen
class _Box:
    half: float
    up: float
    down: float


def spread(
    graph: nx.Graph[Any], footprints: Mapping[str, Footprint], *, seed: int, width: float
) -> tuple[dict[str, Place], float, float]:
    """A place for every node, in inches, origin at the upper left.

    Components are laid out one by one, their nodes pushed apart until no two boxes overlap, and then set side by side in rows.

    Args:
        graph: A graph with at least one node.
        footprints: Node → the room that it needs.
        seed: Of the layout; the same graph and seed give the same places.
        width: How wide the whole is, unless a component or the area of all needs more.

    Returns:
        Middles of the circles, and the width and height that everything takes.
    """
    order = {node: place for place, node in enumerate(graph)}
    parts = [sorted(part, key=order.__getitem__) for part in nx.connected_components(graph)]
    laid = [_component(graph.subgraph(part), part, footprints, seed) for part in parts]
    laid.sort(key=lambda part: (-round(part[1][1], 3), -round(part[1][0], 3)))
    area = sum((wide + _GAP) * (high + _GAP) for _, (wide, high) in laid)
    width = max(width, 1.25 * area**0.5, *(wide for _, (wide, _) in laid))
    places: dict[str, Place] = {}
    left = top = row = widest = 0.0
    for part, (wide, high) in laid:
        if left and left + wide > width:
            left, top, row = 0.0, top + row + _GAP, 0.0
        for node, (x, y) in part.items():
            places[node] = (left + x, top + y)
        left, row = left + wide + _GAP, max(row, high)
        widest = max(widest, left - _GAP)
    return places, widest, top + row


def _component(
    graph: nx.Graph[Any], nodes: list[str], footprints: Mapping[str, Footprint], seed: int
) -> tuple[dict[str, Place], Place]:
    """Places within a component, from 0, and its width and height."""
    pair = len(nodes) <= 2
    boxes = {
        node: _Box(each.half, each.radius + (0 if pair else each.label), each.radius + each.label)
        for node, each in ((node, footprints[node]) for node in nodes)
    }
    places = _laid_out(graph, nodes, seed)
    if not pair and _reach(places, 1) > _reach(places, 0):
        places = {node: [y, x] for node, (x, y) in places.items()}
    _part_boxes(places, nodes, boxes)
    left = min(places[node][0] - boxes[node].half for node in nodes)
    top = min(places[node][1] - boxes[node].up for node in nodes)
    right = max(places[node][0] + boxes[node].half for node in nodes)
    bottom = max(places[node][1] + boxes[node].down for node in nodes)
    return {node: (x - left, y - top) for node, (x, y) in places.items()}, (right - left, bottom - top)


def _laid_out(graph: nx.Graph[Any], nodes: list[str], seed: int) -> dict[str, list[float]]:
    ordered: nx.Graph[Any] = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from((a, b) for a in nodes for b in nodes if a < b and graph.has_edge(a, b))
    found: Mapping[str, Any]
    if len(nodes) <= 2:
        found = {node: (float(number), 0.0) for number, node in enumerate(nodes)}
    elif len(nodes) <= _KAMADA_KAWAI:
        found = nx.kamada_kawai_layout(ordered, pos=nx.circular_layout(ordered))
    else:
        found = nx.spring_layout(ordered, seed=seed, iterations=200)
    lengths = [sum((found[a][axis] - found[b][axis]) ** 2 for axis in (0, 1)) ** 0.5 for a, b in ordered.edges()]
    scale = _EDGE * len(lengths) / sum(lengths) if lengths else 1.0
    return {node: [float(x) * scale, float(y) * scale] for node, (x, y) in found.items()}


def _reach(places: Mapping[str, list[float]], axis: int) -> float:
    values = [place[axis] for place in places.values()]
    return max(values) - min(values)


def _part_boxes(places: dict[str, list[float]], nodes: list[str], boxes: Mapping[str, _Box]) -> None:
    """Push overlapping boxes apart, each by half of the shorter way, until none overlaps."""
    for _ in range(_ROUNDS):
        moved = False
        for number, one in enumerate(nodes):
            for other in nodes[number + 1 :]:
                dx, dy = places[other][0] - places[one][0], places[other][1] - places[one][1]
                over_x = boxes[one].half + boxes[other].half - abs(dx)
                upper, lower = (one, other) if dy >= 0 else (other, one)
                over_y = boxes[upper].down + boxes[lower].up - abs(dy)
                if over_x <= 1e-9 or over_y <= 1e-9:
                    continue
                moved = True
                axis, over, way = (0, over_x, dx) if over_x < over_y else (1, over_y, dy)
                step = (over / 2 + 1e-6) * (1 if way >= 0 else -1)
                places[one][axis] -= step
                places[other][axis] += step
        if not moved:
            return
