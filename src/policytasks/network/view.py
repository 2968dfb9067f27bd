"""View 视图: one network as measures look at it: the two-sided graph, the matrix, the projection on the units."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import networkx as nx

from policytasks.network.caveats import DISCONNECTED, NO_PAIRS, Caveat
from policytasks.network.concentration import dominance
from policytasks.network.graph import responsibility_graph
from policytasks.network.incidence import Incidence, Source, incidence_of
from policytasks.network.projection import Weight, project

__all__ = ["View"]


class View:
    """视图: what several measures of one network share, each made when it is first asked for.

    Args:
        source: A graph of units and work, an `Incidence`, or notices (then by requirement).
        weight: What an edge of the projection weighs.
        largest_row: Leave rows of more units out of the projection.
        backend: Name of a networkx backend that computes; None for whatever networkx is set to.
        seed: Where drawing begins, for measures that draw.
        groups: The system of each unit, by key or name; what is not there stands alone. None for the kinds of units.
    """

    def __init__(
        self,
        source: Source,
        *,
        weight: Weight = "count",
        largest_row: int | None = None,
        backend: str | None = None,
        seed: int = 0,
        groups: Mapping[str, str] | None = None,
    ) -> None:
        self._source = source
        self._weight: Weight = weight
        self._largest_row = largest_row
        self._groups = groups
        self.backend = backend
        self.seed = seed

    @cached_property
    def graph(self) -> nx.Graph[str]:
        """Units and work."""
        if isinstance(self._source, nx.Graph):
            return self._source
        if isinstance(self._source, Incidence):
            return self._source.to_graph()
        return responsibility_graph(self._source, by="requirement")

    @cached_property
    def incidence(self) -> Incidence:
        """The matrix of units and work."""
        return incidence_of(self._source if isinstance(self._source, Incidence) else self.graph)

    @property
    def units(self) -> tuple[str, ...]:
        """Keys of the units, in the order of the network."""
        return self.incidence.units

    @cached_property
    def projection(self) -> nx.Graph[str]:
        """The units, joined by the work they share."""
        return project(self.graph, weight=self._weight, largest_row=self._largest_row, most_shared=0)

    @cached_property
    def projection_caveats(self) -> tuple[Caveat, ...]:
        """What is to be said beside every measure of the projection."""
        if not self.projection.number_of_edges():
            return (NO_PAIRS.caveat(),)
        if self._largest_row is not None:
            return ()  # Whoever left rows out knows of them.
        found = dominance(self.incidence).caveat
        return (found,) if found is not None else ()

    @cached_property
    def path_caveats(self) -> tuple[Caveat, ...]:
        """What is to be said beside measures that walk through the projection."""
        parts = nx.number_connected_components(self.projection)
        split = (DISCONNECTED.caveat(parts=parts),) if parts > 1 and self.projection.number_of_edges() else ()
        return (*self.projection_caveats, *split)

    def group_of(self, unit: str) -> str:
        """The system of a unit: what the caller said, else its kind."""
        attributes = self.graph.nodes[unit] if unit in self.graph else {}
        if self._groups is None:
            return str(attributes.get("unit_kind", ""))
        name = str(attributes.get("name", ""))
        return self._groups.get(unit) or self._groups.get(name) or unit
