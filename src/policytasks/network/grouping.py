"""Grouping 分组: communities, core and periphery, and how far systems keep to themselves."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from importlib import import_module
from random import Random
from typing import Any, Literal, get_args

import attrs
import networkx as nx

from policytasks.errors import MissingExtraError
from policytasks.network.backends import call
from policytasks.network.caveats import ONE_GROUP, Caveat
from policytasks.network.incidence import Source
from policytasks.network.measure_entry import measure_of
from policytasks.network.naming import one_of
from policytasks.network.projection import Weight
from policytasks.network.view import View

__all__ = ["MEASURES", "Communities", "CorePeriphery", "communities", "core_periphery"]

Method = Literal["louvain", "leiden"]


@attrs.frozen(kw_only=True)
class Communities:
    """社群: groups of units that share more work with each other than with the rest.

    Args:
        method: ``"louvain"`` or ``"leiden"``.
        seed: Where the search began.
        groups: Keys of the units, the largest group first, equals in the order of the network.
        modularity: How much more is shared inside the groups than by chance, -0.5 to 1; nan without edges.
        caveats: What is to be said beside it.
    """

    method: Method
    seed: int
    groups: tuple[tuple[str, ...], ...]
    modularity: float
    caveats: tuple[Caveat, ...] = ()

    @property
    def membership(self) -> dict[str, int]:
        """Key of the unit to the 0-based number of its group."""
        return {unit: number for number, group in enumerate(self.groups) for unit in group}


def communities(
    source: Source,
    *,
    seed: int,
    method: Method = "louvain",
    resolution: float = 1.0,
    weight: Weight = "newman",
    largest_row: int | None = None,
    backend: str | None = None,
) -> Communities:
    """Groups of units that share more work with each other than with the rest.

    The projection counts each row 1/(k - 1), so that a row that names everybody does not make one group of all.

    Args:
        source: A graph of units and work, an `Incidence`, or notices (then by requirement).
        seed: Where the search begins; the same seed gives the same groups.
        method: Louvain (networkx), or Leiden, whose groups always hang together (extra ``igraph``).
        resolution: Above 1 for smaller groups, below 1 for larger ones.
        weight: What an edge of the projection weighs.
        largest_row: Leave rows of more units out.
        backend: Name of a networkx backend, for Louvain.

    Raises:
        SelectionError: There is no such method or backend.
        MissingExtraError: igraph is not installed.

    References:
        V. D. Blondel et al., "Fast unfolding of communities in large networks", J. Stat. Mech. P10008, 2008.
        V. A. Traag, L. Waltman and N. J. van Eck, "From Louvain to Leiden", Scientific Reports 9, 5233, 2019.
    """
    one_of("method", method, get_args(Method))
    view = View(source, weight=weight, largest_row=largest_row, backend=backend)
    graph = view.projection
    found = (
        _leiden(graph, seed, resolution)
        if method == "leiden"
        else call(
            nx.community.louvain_communities, graph, weight="weight", resolution=resolution, seed=seed, backend=backend
        )
    )
    place = {unit: number for number, unit in enumerate(view.units)}
    groups = sorted(
        (tuple(sorted(group, key=place.__getitem__)) for group in found),
        key=lambda group: (-len(group), place[group[0]]),
    )
    edges = graph.number_of_edges()
    return Communities(
        method=method,
        seed=seed,
        groups=tuple(groups),
        modularity=nx.community.modularity(
            graph, [set(group) for group in groups], weight="weight", resolution=resolution
        )
        if edges
        else float("nan"),
        caveats=view.projection_caveats,
    )


def _leiden(graph: nx.Graph[str], seed: int, resolution: float) -> list[list[str]]:
    try:
        igraph: Any = import_module("igraph")
    except ImportError as fault:
        raise MissingExtraError("Leiden communities", extra="igraph") from fault
    nodes = list(graph)
    place = {node: number for number, node in enumerate(nodes)}
    peer = igraph.Graph(n=len(nodes), edges=[(place[one], place[other]) for one, other in graph.edges], directed=False)
    weights = [edge["weight"] for _, _, edge in graph.edges(data=True)]
    igraph.set_random_number_generator(Random(seed))
    try:
        found = peer.community_leiden(
            objective_function="modularity", weights=weights or None, resolution=resolution, n_iterations=-1
        )
    finally:
        igraph.set_random_number_generator(random)
    return [[nodes[number] for number in group] for group in found]


@attrs.frozen(kw_only=True)
class CorePeriphery:
    """核心—边缘: a core whose units share work with each other, and a periphery whose units do not.

    Args:
        core: Keys of the core's units, in the order of the network.
        periphery: The others.
        fit: Correlation of the network with that ideal, -1 to 1; nan where all are core or all periphery.
        caveats: What is to be said beside it.
    """

    core: tuple[str, ...]
    periphery: tuple[str, ...]
    fit: float
    caveats: tuple[Caveat, ...] = ()


def core_periphery(source: Source, *, largest_row: int | None = None) -> CorePeriphery:
    """The core and the periphery that fit the network of shared work best.

    The ideal: all pairs inside the core share work, no pair inside the periphery does; pairs of both may or may not. The split
    with the fewest pairs against it always has the units of most partners as its core, so the best one is found exactly.

    Args:
        source: A graph of units and work, an `Incidence`, or notices (then by requirement).
        largest_row: Leave rows of more units out.

    References:
        S. P. Borgatti and M. G. Everett, "Models of core/periphery structures", Social Networks 21(4), 2000.
        S. Z. W. Lip, "A fast algorithm for the discrete core/periphery bipartitioning problem", arXiv:1102.5511, 2011.
    """
    view = View(source, largest_row=largest_row)
    degrees = dict(view.projection.degree())
    ranked = sorted(view.units, key=lambda unit: -degrees[unit])
    core = set(ranked[: _best_size([degrees[unit] for unit in ranked], view.projection.number_of_edges())])
    return CorePeriphery(
        core=tuple(unit for unit in view.units if unit in core),
        periphery=tuple(unit for unit in view.units if unit not in core),
        fit=_fit(view.projection, core),
        caveats=view.projection_caveats,
    )


def _best_size(degrees: list[int], edges: int) -> int:
    """How many units of most partners make the core with the fewest pairs against the ideal; the smallest of equals."""
    # Missing pairs in the core plus pairs in the periphery are k(k-1)/2 + edges - (degrees of the core).
    best, least, taken = 0, edges, 0
    for size, degree in enumerate(degrees, 1):
        taken += degree
        against = size * (size - 1) // 2 + edges - taken
        if against < least:
            best, least = size, against
    return best


def _fit(graph: nx.Graph[str], core: set[str]) -> float:
    """Pearson's correlation over the pairs inside the core and inside the periphery."""
    inside = sum(1 for one, other in graph.edges if one in core and other in core)
    outside = sum(1 for one, other in graph.edges if one not in core and other not in core)
    rest = len(graph) - len(core)
    core_pairs, rest_pairs = len(core) * (len(core) - 1) // 2, rest * (rest - 1) // 2
    pairs, joined = core_pairs + rest_pairs, inside + outside
    spread = joined * (pairs - joined) * core_pairs * rest_pairs
    return (pairs * inside - joined * core_pairs) / spread**0.5 if spread else float("nan")


def _one_group(view: View) -> tuple[Caveat, ...]:
    groups = {view.group_of(unit) for unit in view.units}
    alone = (ONE_GROUP.caveat(),) if len(groups) < 2 else ()
    return (*view.projection_caveats, *alone)


def _ties(view: View) -> dict[str, Counter[bool]]:
    """For each unit, how many partners are of its own group and how many of others."""
    group = {unit: view.group_of(unit) for unit in view.units}
    return {
        unit: Counter(group[other] == group[unit] for other in view.projection.adj[unit] if other != unit)
        for unit in view.units
    }


def _index(ties: Mapping[bool, int]) -> float:
    inside, outside = ties.get(True, 0), ties.get(False, 0)
    return (outside - inside) / (outside + inside) if outside + inside else float("nan")


@measure_of(
    "ei_index",
    en="E-I index",
    zh="E-I 指数",
    meaning="Whether the unit's partners belong to other systems (1) or to its own (-1); nan without partners.",
    meaning_zh="协作单位多在系统外（1）还是系统内（-1）；无协作单位时无定义。",
    reference='D. Krackhardt and R. N. Stern, "Informal networks and organizational crises", Social Psychology Quarterly 51(2), '
    "1988.",
    caveats=_one_group,
)
def ei_index(view: View) -> Mapping[str, float]:
    return {unit: _index(ties) for unit, ties in _ties(view).items()}


@measure_of(
    "ei_index_network",
    en="E-I index of the network",
    zh="全网 E-I 指数",
    meaning="Whether pairs that share work belong to different systems (1) or to one (-1).",
    meaning_zh="共同承担事项的单位对多属不同系统（1）还是同一系统（-1）。",
    reference='D. Krackhardt and R. N. Stern, "Informal networks and organizational crises", Social Psychology Quarterly 51(2), '
    "1988.",
    caveats=_one_group,
    of="network",
)
def ei_index_network(view: View) -> float:
    total: Counter[bool] = Counter()
    for ties in _ties(view).values():
        total.update(ties)
    return _index(total)


MEASURES = (ei_index, ei_index_network)
"""The measures of this half."""
