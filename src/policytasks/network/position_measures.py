"""Position measures 位置指标: where a unit stands among those with which it shares work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx

from policytasks.network.arrays import arrays, linear_algebra
from policytasks.network.backends import call
from policytasks.network.caveats import Caveat
from policytasks.network.measure_entry import measure_of
from policytasks.network.view import View

__all__ = ["MEASURES"]

_PAIR = 2
"""Two units alone are as central as each other, which the iteration for eigenvectors cannot start from."""
_SPARSE_FROM = 50
"""From so many units on an eigenvector is found by iteration."""


def _plain(view: View) -> tuple[Caveat, ...]:
    return view.projection_caveats


def _paths(view: View) -> tuple[Caveat, ...]:
    return view.path_caveats


def _by_networkx(view: View, algorithm: Callable[..., Any], **options: Any) -> dict[str, float]:
    """What an algorithm of networkx gives for the projection, which some of them take amiss when it is empty."""
    if not view.units:
        return {}
    return _in_order(view, call(algorithm, view.projection, backend=view.backend, **options))


def _in_order(view: View, found: Mapping[str, float]) -> dict[str, float]:
    return {unit: found[unit] for unit in view.units}


@measure_of(
    "degree",
    en="Partners",
    zh="协作单位数",
    meaning="With how many other units the unit shares work.",
    meaning_zh="与该单位共同承担事项的其他单位数。",
    reference='L. C. Freeman, "Centrality in social networks", Social Networks 1(3), 1979.',
    caveats=_plain,
)
def degree(view: View) -> Mapping[str, float]:
    return _in_order(view, dict(view.projection.degree()))


@measure_of(
    "strength",
    en="Strength",
    zh="协作强度",
    meaning="How much work the unit shares, summed over its partners.",
    meaning_zh="该单位与各协作单位共同承担的事项之和。",
    reference='A. Barrat et al., "The architecture of complex weighted networks", PNAS 101(11), 2004.',
    caveats=_plain,
)
def strength(view: View) -> Mapping[str, float]:
    return _in_order(view, dict(view.projection.degree(weight="weight")))


@measure_of(
    "betweenness",
    en="Betweenness",
    zh="中介中心性",
    meaning="On which share of the shortest ways between other units the unit lies; unweighted.",
    meaning_zh="其他单位之间最短路径经过该单位的比例（不计权重）。",
    reference='L. C. Freeman, "A set of measures of centrality based on betweenness", Sociometry 40(1), 1977.',
    caveats=_paths,
)
def betweenness(view: View) -> Mapping[str, float]:
    return _by_networkx(view, nx.betweenness_centrality)


@measure_of(
    "closeness",
    en="Closeness",
    zh="接近中心性",
    meaning="How few steps the unit is away from the others it reaches, scaled by how many those are.",
    meaning_zh="该单位到可达单位的步数之少，并按可达单位数折算。",
    reference="S. Wasserman and K. Faust, Social Network Analysis, 1994, p. 201.",
    caveats=_paths,
)
def closeness(view: View) -> Mapping[str, float]:
    return _by_networkx(view, nx.closeness_centrality)


@measure_of(
    "eigenvector",
    en="Eigenvector",
    zh="特征向量中心性",
    meaning="How much the unit shares with units that share much themselves; the largest is 1. Speaks of the largest part only.",
    meaning_zh="该单位是否与协作强的单位协作，最大为 1；只对最大的连通部分有意义。",
    reference='P. Bonacich, "Power and centrality", American Journal of Sociology 92(5), 1987.',
    caveats=_paths,
)
def eigenvector(view: View) -> Mapping[str, float]:
    graph = view.projection
    found = dict.fromkeys(graph, 0.0)
    if graph.number_of_edges():
        part = graph.subgraph(max(nx.connected_components(graph), key=len))
        values = dict.fromkeys(part, 1.0)
        if len(part) > _PAIR:
            values = call(nx.eigenvector_centrality_numpy, part, weight="weight", backend=view.backend)
        largest = max(abs(value) for value in values.values())
        found |= {unit: abs(value) / largest for unit, value in values.items()}
    return _in_order(view, found)


@measure_of(
    "pagerank",
    en="PageRank",
    zh="PageRank",
    meaning="How often somebody who passes on from unit to unit by shared work is there.",
    meaning_zh="沿共同事项在单位间随机游走时停留于该单位的概率。",
    reference='S. Brin and L. Page, "The anatomy of a large-scale hypertextual web search engine", 1998.',
    caveats=_plain,
)
def pagerank(view: View) -> Mapping[str, float]:
    return _by_networkx(view, nx.pagerank, tol=1e-12, max_iter=1000)


@measure_of(
    "hub",
    en="Hub",
    zh="枢纽值",
    meaning="HITS on units and work: how much the unit has a part in work that many such units have a part in; the largest is 1.",
    meaning_zh="在“单位—事项”网络上的 HITS：单位参与多方参与的事项的程度，最大为 1。",
    reference='J. M. Kleinberg, "Authoritative sources in a hyperlinked environment", Journal of the ACM 46(5), 1999.',
)
def hub(view: View) -> Mapping[str, float]:
    pattern = view.incidence.pattern.astype("float64")
    if min(pattern.shape) == 0 or not pattern.nnz:
        return dict.fromkeys(view.units, 0.0)
    values = _leading(pattern)
    largest = max(values)
    return {unit: value / largest for unit, value in zip(view.units, values, strict=True)}


def _leading(pattern: Any) -> list[float]:
    """The leading eigenvector of B Bᵀ, without signs."""
    np, _ = arrays()
    matrix = pattern @ pattern.T
    size = matrix.shape[0]
    if size < _SPARSE_FROM:
        vector = np.linalg.eigh(matrix.toarray())[1][:, -1]
    else:
        # A start of ones makes the answer the same each time.
        vector = linear_algebra().eigsh(matrix, k=1, which="LA", v0=np.ones(size), tol=1e-12)[1][:, 0]
    return [abs(float(value)) for value in vector]


@measure_of(
    "core_number",
    en="k-core",
    zh="k-核",
    meaning="The largest k for which the unit is in a group where each shares work with at least k others of the group.",
    meaning_zh="该单位所在的、组内每个单位至少与组内 k 个单位协作的最大 k。",
    reference='S. B. Seidman, "Network structure and minimum degree", Social Networks 5(3), 1983.',
    caveats=_plain,
)
def core_number(view: View) -> Mapping[str, float]:
    return _by_networkx(view, nx.core_number)


@measure_of(
    "constraint",
    en="Constraint",
    zh="结构洞约束",
    meaning="How far the unit's partners are each other's partners, so that it stands between nobody; nan without partners.",
    meaning_zh="该单位的协作单位彼此协作的程度，越高越缺少结构洞；无协作单位时无定义。",
    reference="R. S. Burt, Structural Holes, 1992, p. 55.",
    caveats=_plain,
)
def constraint(view: View) -> Mapping[str, float]:
    return _by_networkx(view, nx.constraint, weight="weight")


@measure_of(
    "effective_size",
    en="Effective size",
    zh="有效规模",
    meaning="How many partners of the unit are not reached through one another; unweighted; nan without partners.",
    meaning_zh="去除彼此重复后的协作单位数（不计权重）；无协作单位时无定义。",
    reference='S. P. Borgatti, "Structural holes: unpacking Burt\'s redundancy measures", Connections 20(1), 1997.',
    caveats=_plain,
)
def effective_size(view: View) -> Mapping[str, float]:
    return _effective_sizes(view)


def _effective_sizes(view: View) -> dict[str, float]:
    return _by_networkx(view, nx.effective_size)


@measure_of(
    "efficiency",
    en="Efficiency",
    zh="有效率",
    meaning="Effective size over the number of partners: 1 when no two of them share work; nan without partners.",
    meaning_zh="有效规模与协作单位数之比：协作单位互不协作时为 1；无协作单位时无定义。",
    reference="R. S. Burt, Structural Holes, 1992, p. 53.",
    caveats=_plain,
)
def efficiency(view: View) -> Mapping[str, float]:
    sizes = _effective_sizes(view)
    partners = dict(view.projection.degree())
    return {unit: sizes[unit] / partners[unit] if partners[unit] else float("nan") for unit in view.units}


@measure_of(
    "centralisation",
    en="Centralisation",
    zh="网络中心势",
    meaning="How far the network of shared work is a star around one unit: 0 when all have as many partners, 1 for a star.",
    meaning_zh="协作网络接近以一个单位为中心的星形的程度：各单位协作数相同时为 0，星形时为 1。",
    reference='L. C. Freeman, "Centrality in social networks", Social Networks 1(3), 1979.',
    caveats=_plain,
    of="network",
)
def centralisation(view: View) -> float:
    degrees = [number for _, number in view.projection.degree()]
    size = len(degrees)
    if size < 3:
        return float("nan")
    return sum(max(degrees) - number for number in degrees) / ((size - 1) * (size - 2))


MEASURES = (
    degree,
    strength,
    betweenness,
    closeness,
    eigenvector,
    pagerank,
    hub,
    core_number,
    constraint,
    effective_size,
    efficiency,
    centralisation,
)
"""The measures of this half."""
