"""Projection 投影: who shares work with whom, computed sparsely, the shared ids on the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import networkx as nx

from policytasks.network.arrays import arrays
from policytasks.network.incidence import Side, Source, incidence_of
from policytasks.network.joining import EdgeMaker, side_graph
from policytasks.network.naming import one_of
from policytasks.network.pairs import Pairs, pair_blocks
from policytasks.network.peer_projection import project_by_networkx
from policytasks.network.shared import MOST_SHARED

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from policytasks.network.arrays import Floats, Integers

__all__ = ["Weight", "project", "projection_matrix"]

Weight = Literal["count", "newman", "cosine", "jaccard", "overlap"]
"""What an edge of a projection weighs."""


def project(
    source: Source,
    *,
    side: Side = "unit",
    weight: Weight = "count",
    largest_row: int | None = None,
    min_weight: float = 0,
    most_shared: int | None = MOST_SHARED,
    backend: str | None = None,
) -> nx.Graph[str]:
    """Units joined by the work they share, or work joined by the units it shares.

    ===========  ====================================================================================================
    ``weight``   what an edge weighs, with n nodes of the other side shared, of a that the one has and b the other
    ===========  ====================================================================================================
    count        n
    newman       each shared node counts 1/(k - 1) where it joins k nodes, so that a row of twenty units does not
                 outweigh nineteen meetings of two
    cosine       n / sqrt(a b)
    jaccard      n / (a + b - n)
    overlap      n / min(a, b)
    ===========  ====================================================================================================

    An edge carries ``weight``, ``count`` (n) and ``shared``: the ids, taken apart by `shared_ids`. A node keeps its
    attributes and has beside them ``size``: how many nodes of the other side it has. Every node of the side is there,
    also one without an edge.

    >>> from policytasks import parse_notice, responsibility_graph
    >>> notice = parse_notice("一、推进公开\\n（一）公开规划\\n1.主动公开规划。（责任单位：甲局、乙局）\\n")
    >>> list(project(responsibility_graph(notice, by="requirement")).edges(data=True))
    [('unit:甲局', 'unit:乙局', {'weight': 1, 'count': 1, 'shared': 'requirement:1.1.1'})]

    Args:
        source: A graph of units and work, an `Incidence`, or notices (then by requirement).
        side: The side that is kept.
        weight: What an edge weighs.
        largest_row: Leave out what joins more than so many nodes of the side, such as the row that names everybody.
        min_weight: Leave out lighter edges; they are never held together in memory.
        most_shared: How many ids an edge lists at most; None for all.
        backend: None for our own sparse products; else the name of a networkx backend that computes the weights
            (``"networkx"`` itself needs neither numpy nor scipy).

    Returns:
        An undirected graph. Every attribute is str, int or float. ``graph.graph`` says ``side``, ``projection`` and,
        where given, ``largest_row`` and ``min_weight``.

    Raises:
        SelectionError: ``side`` or ``weight`` is none of the choices, or there is no such backend.
        MissingExtraError: numpy and scipy are not installed.

    References:
        M. E. J. Newman, "Scientific collaboration networks. II", Physical Review E 64, 016132, 2001 (newman).
        G. Salton and M. J. McGill, "Introduction to Modern Information Retrieval", 1983 (cosine).
        K. A. Zweig and M. Kaufmann, "A systematic approach to the one-mode projection of bipartite graphs", Social
        Network Analysis and Mining 1(3), 2011: what a plain count misleads about.
    """
    one_of("side", side, get_args(Side))
    one_of("weight", weight, get_args(Weight))
    if backend is not None:
        graph = source if isinstance(source, nx.Graph) else incidence_of(source).to_graph()
        found = project_by_networkx(
            graph,
            side=side,
            weight=weight,
            largest_row=largest_row,
            min_weight=min_weight,
            most_shared=most_shared,
            backend=backend,
        )
    else:
        incidence = incidence_of(source).without_large(largest_row, side=side)
        pattern = incidence.facing(side)[2]
        found = side_graph(source, incidence, side=side)
        edges = EdgeMaker(found, incidence, side=side, most_shared=most_shared)
        for block in pair_blocks(pattern, _scale(pattern, weight)):
            weights = _weights(block, pattern, weight)
            kept = weights >= min_weight
            edges.add(block.where(kept), {"weight": weights[kept].tolist()})
    found.graph.update(side=side, projection=weight)
    if largest_row is not None:
        found.graph["largest_row"] = largest_row
    if min_weight:
        found.graph["min_weight"] = min_weight
    return found


def projection_matrix(
    source: Source,
    *,
    side: Side = "unit",
    weight: Weight = "count",
    largest_row: int | None = None,
    min_weight: float = 0,
) -> csr_array:
    """The weights of `project` as a symmetric sparse matrix, for networks that are too large for a graph of Python objects.

    Args:
        source: A graph of units and work, an `Incidence`, or notices (then by requirement).
        side: The side that is kept; rows and columns are in the order of the incidence's ``units`` or ``work``.
        weight: What an edge weighs.
        largest_row: Leave out what joins more than so many nodes of the side.
        min_weight: Leave out lighter edges.

    Returns:
        Nodes × nodes in compressed rows; the diagonal is empty. int64 for ``count``, else float64.

    Raises:
        SelectionError: ``side`` or ``weight`` is none of the choices.
        MissingExtraError: numpy and scipy are not installed.
    """
    one_of("side", side, get_args(Side))
    one_of("weight", weight, get_args(Weight))
    np, sparse = arrays()
    _, _, pattern = incidence_of(source).without_large(largest_row, side=side).facing(side)
    first, second, values = [], [], []
    for block in pair_blocks(pattern, _scale(pattern, weight)):
        weights = _weights(block, pattern, weight)
        kept = weights >= min_weight
        first.append(block.first[kept].astype(np.int32))
        second.append(block.second[kept].astype(np.int32))
        values.append(weights[kept])
    shape = pattern.shape[0], pattern.shape[0]
    if not values:
        return sparse.csr_array(shape, dtype=np.int64)
    cells = np.concatenate(values), (np.concatenate(first), np.concatenate(second))
    upper = sparse.coo_array(cells, shape=shape).tocsr()
    return upper + upper.T.tocsr()


def _scale(pattern: csr_array, weight: Weight) -> Floats | None:
    """What each node of the other side counts."""
    if weight != "newman":
        return None
    np, _ = arrays()
    sizes = np.bincount(pattern.indices, minlength=pattern.shape[1])
    # What joins one node makes no pair; its scale only has to be no zero.
    scale: Floats = 1 / np.maximum(sizes - 1, 1)
    return scale


def _weights(pairs: Pairs, pattern: csr_array, weight: Weight) -> Floats | Integers:
    np, _ = arrays()
    if weight == "count":
        return pairs.count
    if weight == "newman":
        return pairs.scaled
    degrees = np.diff(pattern.indptr)
    one, other = degrees[pairs.first].astype(np.float64), degrees[pairs.second].astype(np.float64)
    whole = {
        "cosine": lambda: np.sqrt(one * other),
        "jaccard": lambda: one + other - pairs.count,
        "overlap": lambda: np.minimum(one, other),
    }[weight]()
    weights: Floats = pairs.count / whole
    return weights
