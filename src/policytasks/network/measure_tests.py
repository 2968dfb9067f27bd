"""Measure tests 指标检验: whether a measure of the network says more than the load of its units."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import TYPE_CHECKING, Any, Literal, get_args

import attrs
import networkx as nx

from policytasks.errors import SelectionError
from policytasks.messages import Wording
from policytasks.network.arrays import arrays
from policytasks.network.bicm_solution import solve_bicm
from policytasks.network.caveats import Caveat, few_samples, several_parts
from policytasks.network.corrections import Correction, corrected
from policytasks.network.curveball import curveball_samples, pattern_of
from policytasks.network.incidence import Incidence
from policytasks.network.naming import one_of

if TYPE_CHECKING:
    from policytasks.network.arrays import Floats

__all__ = ["Alternative", "MeasureTest", "MeasureTests", "RandomNull", "measure_significance"]

RandomNull = Literal["curveball", "bicm"]
"""What is held fixed while networks are drawn: all degrees, exactly or on average."""

Alternative = Literal["two-sided", "greater", "less"]
"""Which values count as extreme."""

_FIXED = Wording(
    en="every network with these degrees gives the same value: it says nothing beyond them",
    zh="度序列相同的网络都给出同一个值：它没有说出度以外的东西",
)
_UNDEFINED = Wording(en="the measure has no value here", zh="该指标在此处无定义")
_SOMETIMES = Wording(en="the measure has no value in some of the drawn networks", zh="该指标在部分随机网络中无定义")


@attrs.frozen(kw_only=True)
class MeasureTest:
    """一个指标值的检验: a value, beside those of random networks.

    Args:
        node: Whose value it is; ``""`` for a measure of the whole network.
        value: In the real network.
        expected: Mean over the random ones.
        deviation: Standard deviation over the random ones.
        z: Deviations above the mean; ``nan`` where there is none, and ``reason`` says why.
        p: How likely a value is at least as extreme; ``nan`` where the measure has no value.
        q: The same, corrected for the number of nodes.
        reason: Why the value means nothing; else empty.
    """

    node: str
    value: float
    expected: float
    deviation: float
    z: float
    p: float
    q: float
    reason: str = ""


@attrs.frozen(kw_only=True)
class MeasureTests:
    """指标检验: a measure of every node, tested.

    Args:
        null: The null model.
        samples: How many networks were drawn.
        seed: Where the drawing began.
        alternative: Which values counted as extreme.
        rows: In the order of the measure.
        caveats: What the result cannot bear.
    """

    null: RandomNull
    samples: int
    seed: int
    alternative: Alternative
    rows: tuple[MeasureTest, ...]
    caveats: tuple[Caveat, ...] = ()

    def __iter__(self) -> Iterator[MeasureTest]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, node: str) -> MeasureTest:
        """The test of a node; ``""`` for a measure of the whole network."""
        for row in self.rows:
            if row.node == node:
                return row
        raise KeyError(node)

    def significant(self, alpha: float = 0.05) -> tuple[MeasureTest, ...]:
        """The tests whose corrected p is not above a level, the least likely first."""
        return tuple(sorted((row for row in self.rows if row.q <= alpha), key=lambda row: (row.p, -abs(row.z))))


def measure_significance(
    source: nx.Graph[str] | Incidence,
    measure: Callable[[Any], Mapping[str, float] | float],
    *,
    seed: int,
    null: RandomNull = "curveball",
    samples: int = 200,
    trades: int | None = None,
    alternative: Alternative = "two-sided",
    correction: Correction = "benjamini-hochberg",
) -> MeasureTests:
    """Any measure, beside its values in random networks of the same degrees.

    The unit with most work is the most central one in almost any network of that load; only what is left beyond the load
    is a finding. In a random network each unit keeps its edges' attributes (role, weight), dealt out over its new work.

    >>> import networkx as nx
    >>> graph = nx.Graph([("unit:甲局", "task:1"), ("unit:甲局", "task:2"), ("unit:乙局", "task:2"), ("unit:丙局", "task:3")])
    >>> sides = {node: int(node.startswith("task")) for node in graph}
    >>> nx.set_node_attributes(graph, sides, "bipartite")
    >>> found = measure_significance(graph, nx.degree_centrality, seed=1, samples=20)
    >>> found["unit:甲局"].reason
    'every network with these degrees gives the same value: it says nothing beyond them'

    Args:
        source: A graph of units and work, or an `Incidence`.
        measure: A function of the same kind of network: it gives a value for each node, or one for the whole. A value may
            be ``nan`` where there is none.
        seed: Where the drawing begins; the same seed draws the same networks.
        null: All degrees exactly (curveball), or on average (bicm).
        samples: How many networks are drawn; no one-sided p is below 1/(samples + 1).
        trades: Trades between two networks of curveball; None for five times the number of units.
        alternative: Whether high values, low ones or both count as extreme.
        correction: How the p of many nodes are corrected.

    Returns:
        A row for each value of the measure.

    Raises:
        SelectionError: A choice that there is not, no samples, or a network that is none of units and work.
        MissingExtraError: numpy and scipy are not installed.

    References:
        J. Phipson and G. K. Smyth, "Permutation p-values should never be zero", Statistical Applications in Genetics and
        Molecular Biology 9(1), 39, 2010.
        N. J. Gotelli, "Null model analysis of species co-occurrence patterns", Ecology 81(9), 2000.
    """
    one_of("null", null, get_args(RandomNull))
    one_of("alternative", alternative, get_args(Alternative))
    one_of("correction", correction, get_args(Correction))
    if samples < 1:
        raise SelectionError("nothing is drawn", found=f"samples={samples}", expected="at least 1")
    np, _ = arrays()
    incidence = source if isinstance(source, Incidence) else Incidence.from_graph(source)
    observed = _values(measure(source))
    drawn = np.full((samples, len(observed)), np.nan)
    networks = _networks(source, incidence, null=null, samples=samples, seed=seed, trades=trades)
    for number, network in enumerate(networks):
        values = _values(measure(network))
        drawn[number] = [values.get(node, np.nan) for node in observed]
    rows = _rows(observed, drawn, alternative, correction)
    tests = 1 if correction == "none" else sum(row.p == row.p for row in rows)
    few = few_samples(samples, tests=tests, sides=2 if alternative == "two-sided" else 1)
    return MeasureTests(
        null=null,
        samples=samples,
        seed=seed,
        alternative=alternative,
        rows=rows,
        caveats=(*few, *several_parts(incidence.pattern)),
    )


def _values(result: Mapping[str, float] | float) -> dict[str, float]:
    if isinstance(result, Mapping):
        return {node: float(value) for node, value in result.items()}
    return {"": float(result)}


def _rows(
    observed: dict[str, float], drawn: Floats, alternative: Alternative, correction: Correction
) -> tuple[MeasureTest, ...]:
    np, _ = arrays()
    rows = []
    for at, (node, value) in enumerate(observed.items()):
        sample = drawn[:, at]
        known = sample[~np.isnan(sample)]
        if np.isnan(value) or not len(known):
            rows.append((node, value, np.nan, np.nan, np.nan, np.nan, _UNDEFINED.en))
            continue
        # Sums in another order differ in the last digits; they are the same value.
        slack = 1e-9 * max(abs(value), abs(known).max())
        mean, deviation = float(known.mean()), float(known.std())
        above = (1 + int((known >= value - slack).sum())) / (len(known) + 1)
        below = (1 + int((known <= value + slack).sum())) / (len(known) + 1)
        p = {"greater": above, "less": below, "two-sided": min(1.0, 2 * min(above, below))}[alternative]
        if deviation <= slack:
            reason, z = (_FIXED.en if abs(value - mean) <= slack else ""), np.nan
        else:
            reason, z = (_SOMETIMES.en if len(known) < len(sample) else ""), (value - mean) / deviation
        rows.append((node, value, mean, deviation, z, p, reason))
    tested = [row for row in rows if not np.isnan(row[5])]
    adjusted = corrected(np.array([row[5] for row in tested]), hypotheses=len(tested), correction=correction)
    q = {row[0]: float(each) for row, each in zip(tested, adjusted, strict=True)}
    return tuple(
        MeasureTest(
            node=node,
            value=float(value),
            expected=float(mean),
            deviation=float(deviation),
            z=float(z),
            p=float(p),
            q=q.get(node, float("nan")),
            reason=reason,
        )
        for node, value, mean, deviation, z, p, reason in rows
    )


def _networks(
    source: nx.Graph[str] | Incidence,
    incidence: Incidence,
    *,
    null: RandomNull,
    samples: int,
    seed: int,
    trades: int | None,
) -> Iterator[nx.Graph[str] | Incidence]:
    """Random networks of the kind that was given."""
    rows: Iterator[list[list[int]]]
    if null == "curveball":
        rows = curveball_samples(incidence.pattern, samples=samples, seed=seed, trades=trades)
    else:
        rows = _bicm_samples(incidence, samples=samples, seed=seed)
    draw = Random(seed + 1)
    for hands in rows:
        if isinstance(source, Incidence):
            yield attrs.evolve(incidence, matrix=pattern_of(hands, len(incidence.work)))
        else:
            yield _dealt(source, incidence, hands, draw)


def _bicm_samples(incidence: Incidence, *, samples: int, seed: int) -> Iterator[list[list[int]]]:
    np, _ = arrays()
    solution = solve_bicm(incidence.unit_degrees, incidence.work_sizes)
    draw = np.random.default_rng(seed)
    for _ in range(samples):
        yield [
            np.flatnonzero(draw.random(len(incidence.work)) < chances[solution.column_class]).tolist()
            for chances in solution.probabilities[solution.row_class]
        ]


def _dealt(source: nx.Graph[str], incidence: Incidence, hands: list[list[int]], draw: Random) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.graph |= source.graph
    graph.add_nodes_from((node, dict(attributes)) for node, attributes in source.nodes(data=True))
    for unit, hand in zip(incidence.units, hands, strict=True):
        own = [source.edges[unit, work] for work in source.adj[unit]]
        # With degrees that hold only on average a unit may have more work than before.
        kinds = draw.sample(own, len(own)) if len(own) == len(hand) else draw.choices(own, k=len(hand)) if own else []
        for place, attributes in zip(sorted(hand), kinds, strict=False):
            graph.add_edge(unit, incidence.work[place], **attributes)
    return graph
