"""Backbone 骨架: the edges of a network that stand out, so that what is drawn can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args

import networkx as nx

from policytasks.errors import SelectionError
from policytasks.network.arrays import arrays
from policytasks.network.caveats import NO_PAIRS
from policytasks.network.corrections import corrected
from policytasks.network.incidence import Side, Source, incidence_of
from policytasks.network.joining import EdgeMaker, side_graph
from policytasks.network.naming import one_of
from policytasks.network.null_models import Setting, expectation
from policytasks.network.pairs import all_pairs
from policytasks.network.shared import MOST_SHARED
from policytasks.network.significance import FIXED, Keep, pair_significance

if TYPE_CHECKING:
    from scipy.sparse import csr_array

__all__ = ["SvnCorrection", "disparity_filter", "validated_network"]

SvnCorrection = Literal["bonferroni", "benjamini-hochberg"]
"""The two networks of the paper: the Bonferroni network and the FDR network."""


def disparity_filter(
    graph: nx.Graph[str], *, weight: str = "weight", alpha: float = 0.05, keep: Keep = "significant"
) -> nx.Graph[str]:
    """The disparity filter: the edges that carry more of a unit's weight than an even split by chance would give one.

    An edge of weight w at a node of k edges and strength s has ``alpha`` = (1 - w/s)^(k-1) there; of its two ends the
    smaller one counts. At a node of one edge it is 1: such an edge is kept for the sake of its other end, or not at all.

    >>> import networkx as nx
    >>> star = nx.Graph()
    >>> star.add_weighted_edges_from([("甲", "乙", 40), ("甲", "丙", 1), ("甲", "丁", 1)])
    >>> list(disparity_filter(star).edges)
    [('甲', '乙')]

    Args:
        graph: A weighted graph, such as `project` makes; in a directed one, ends are judged by what goes out and comes in.
        weight: Edge attribute; an edge without it weighs 1.
        alpha: Level of significance, each edge by itself.
        keep: All edges, or those alone that pass; every node is kept.

    Returns:
        A new graph of the same kind; edges carry ``alpha`` and ``significant`` (1 or 0) beside what they had.

    Raises:
        SelectionError: A level outside of 0 to 1, a choice that there is not, or a negative weight.

    References:
        M. Á. Serrano, M. Boguñá and A. Vespignani, "Extracting the multiscale backbone of complex weighted networks",
        Proceedings of the National Academy of Sciences 106(16), 2009.
    """
    one_of("keep", keep, get_args(Keep))
    _check_level(alpha)
    found: nx.Graph[str] = graph.__class__()
    found.graph |= graph.graph | {"backbone": "disparity", "alpha": alpha}
    found.add_nodes_from((node, dict(attributes)) for node, attributes in graph.nodes(data=True))
    out = dict.fromkeys(graph, (0.0, 0))
    into = dict.fromkeys(graph, (0.0, 0)) if graph.is_directed() else out
    for source, target, attributes in graph.edges(data=True):
        value = float(attributes.get(weight, 1))
        if value < 0:
            raise SelectionError("a weight is negative", where=f"{source} – {target}", found=str(value))
        for ends, node in ((out, source), (into, target)):
            strength, degree = ends[node]
            ends[node] = strength + value, degree + 1
    for source, target, attributes in graph.edges(data=True):
        value = float(attributes.get(weight, 1))
        least = min(_disparity(value, *out[source]), _disparity(value, *into[target]))
        if keep == "all" or least < alpha:
            found.add_edge(source, target, **(attributes | {"alpha": least, "significant": int(least < alpha)}))
    return found


def _disparity(value: float, strength: float, degree: int) -> float:
    return float((1 - value / strength) ** (degree - 1)) if degree > 1 and strength > 0 else 1.0


def validated_network(
    source: Source,
    *,
    side: Side = "unit",
    alpha: float = 0.01,
    correction: SvnCorrection = "bonferroni",
    by_size: bool = False,
    most_shared: int | None = MOST_SHARED,
) -> nx.Graph[str]:
    """The statistically validated network (SVN): the pairs that share more than drawing blindly explains.

    With ``by_size``, pieces of work that name equally many units are tested among themselves, so that a row of twenty units
    is not measured by rows of two; a pair is kept when it passes for any size, and every test of every size counts.

    >>> from policytasks import read_notice, responsibility_graph
    >>> graph = responsibility_graph(read_notice("examples/data/yanzhou-2021-20.txt"), by="requirement")
    >>> sorted(validated_network(graph).edges)
    [('unit:各镇（街道）', 'unit:区政府各部门、单位')]

    Args:
        source: A graph of units and work, an `Incidence`, or notices (then by requirement).
        side: The side that is projected on.
        alpha: Level of significance; the paper's 0.01 unless told otherwise.
        correction: ``"bonferroni"``, or ``"benjamini-hochberg"`` for the FDR network.
        by_size: Test the work of each size by itself.
        most_shared: How many ids an edge lists at most; None for all.

    Returns:
        The pairs that pass, with the attributes of `pair_significance`; by size, ``p``, ``q``, ``z`` and ``expected`` are
        those of the size that speaks most for the pair, named ``size``. Every node is kept.

    Raises:
        SelectionError: A choice that there is not, or a level outside of 0 to 1.
        MissingExtraError: numpy and scipy are not installed.

    References:
        M. Tumminello, S. Miccichè, F. Lillo, J. Piilo and R. N. Mantegna, "Statistically validated networks in bipartite
        complex systems", PLoS ONE 6(3), e17994, 2011.
    """
    one_of("correction", correction, get_args(SvnCorrection))
    one_of("side", side, get_args(Side))
    _check_level(alpha)
    if by_size:
        return _validated_by_size(source, side, alpha, correction, most_shared)
    graph = pair_significance(
        source, side=side, alpha=alpha, correction=correction, keep="significant", most_shared=most_shared
    )
    graph.graph["backbone"] = "svn"
    return graph


def _check_level(alpha: float) -> None:
    if not 0 < alpha < 1:
        raise SelectionError(
            "alpha is no level of significance", found=repr(alpha), expected="a number between 0 and 1"
        )


def _validated_by_size(
    source: Source, side: Side, alpha: float, correction: SvnCorrection, most_shared: int | None
) -> nx.Graph[str]:
    np, _ = arrays()
    incidence = incidence_of(source)
    pattern = incidence.facing(side)[2]
    whole = all_pairs(pattern)
    nodes = pattern.shape[0]
    at_whole = whole.first * nodes + whole.second
    columns = np.bincount(pattern.indices, minlength=pattern.shape[1])
    found, hypotheses = [], 0
    for size in np.unique(columns[columns > 1]).tolist():
        part = _columns_of(pattern, columns == size)
        active = int((np.diff(part.indptr) > 0).sum())
        tests = active * (active - 1) // 2
        hypotheses += tests
        pairs = all_pairs(part)
        expected = expectation(part, pairs, hypotheses=tests, setting=Setting(alpha=alpha, correction=correction))
        at = np.searchsorted(at_whole, pairs.first * nodes + pairs.second)
        z = np.full(len(at), np.nan)
        free = expected.deviation > 0
        z[free] = (pairs.count[free] - expected.mean[free]) / expected.deviation[free]
        found.append((at, expected.p, expected.mean, z, np.full(len(at), size)))
    graph = side_graph(source, incidence, side=side)
    graph.graph.update(side=side, projection="count", backbone="svn-by-size", null="hypergeometric", alpha=alpha)
    graph.graph.update(correction=correction, hypotheses=hypotheses, caveats="" if found else str(NO_PAIRS.caveat()))
    if found:
        at, p, mean, z, sizes = (np.concatenate(column) for column in zip(*found, strict=True))
        q = corrected(p, hypotheses=hypotheses, correction=correction)
        order = np.lexsort((p, at))
        best = order[np.unique(at[order], return_index=True)[1]]
        best = best[q[best] <= alpha]
        attributes = {
            "weight": whole.count[at[best]].tolist(),
            "expected": mean[best].tolist(),
            "z": z[best].tolist(),
            "p": p[best].tolist(),
            "q": q[best].tolist(),
            "significant": [1] * len(best),
            "reason": np.where(np.isnan(z[best]), FIXED.en, "").tolist(),
            "size": sizes[best].tolist(),
        }
        edges = EdgeMaker(graph, incidence, side=side, most_shared=most_shared)
        edges.add(whole.where(at[best]), attributes)
    graph.graph["significant"] = graph.number_of_edges()
    return graph


def _columns_of(pattern: csr_array, kept: Any) -> csr_array:
    """The pattern with the cells of some columns alone, in its shape."""
    found = pattern.copy()
    found.data = found.data * kept[found.indices]
    found.eliminate_zeros()
    return found
