"""Significance 显著性: which units share more work than their load alone explains."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, get_args

import attrs
import networkx as nx

from policytasks.errors import SelectionError
from policytasks.messages import Language, Wording
from policytasks.network.arrays import arrays
from policytasks.network.caveats import NO_PAIRS, Caveat, several_parts
from policytasks.network.corrections import Correction, corrected
from policytasks.network.incidence import Incidence, Side, Source, incidence_of
from policytasks.network.joining import EdgeMaker, side_graph
from policytasks.network.naming import one_of
from policytasks.network.null_models import Expectation, Null, Setting, expectation
from policytasks.network.pairs import Pairs, all_pairs
from policytasks.network.shared import MOST_SHARED

if TYPE_CHECKING:
    from policytasks.network.arrays import Floats

__all__ = ["FIXED", "Keep", "PairTest", "PairTests", "pair_significance", "pair_tests"]

Keep = Literal["all", "significant"]
"""Which edges of a tested projection are kept."""

FIXED = Wording(en="the degrees leave no choice", zh="度序列已完全决定该值")


@attrs.frozen(kw_only=True)
class PairTest:
    """一对的检验: how much two units share, beside what the null model expects.

    Args:
        first: Key of the one.
        second: Key of the other.
        count: How much they share.
        expected: How much they would share on average.
        z: Deviations above that; ``nan`` where the null model leaves no choice, and ``reason`` says so.
        p: The probability of sharing at least as much.
        q: The same, corrected for the number of tests.
        significant: Whether ``q`` is not above the level.
        reason: Why ``z`` is no number; else empty.
    """

    first: str
    second: str
    count: int
    expected: float
    z: float
    p: float
    q: float
    significant: bool
    reason: str = ""


@attrs.frozen(kw_only=True, eq=False)
class PairTests:
    """共同承担的检验: every pair that shares something, tested; arrays of one length.

    Args:
        side: The side of the pairs.
        setting: How they were tested.
        hypotheses: How many pairs were tested in all: every two that have anything at all, for a pair that shares nothing
            is a test too, whose p is 1.
        incidence: The network.
        pairs: The pairs that share something.
        expected: What the null model expects each pair to share.
        z: How many standard deviations a pair is above that; ``nan`` where the degrees leave no choice.
        p: The probability of sharing at least as much.
        q: The same, corrected.
        caveats: What the result cannot bear.
    """

    side: Side
    setting: Setting
    hypotheses: int
    incidence: Incidence
    pairs: Pairs
    expected: Floats
    z: Floats
    p: Floats
    q: Floats
    caveats: tuple[Caveat, ...] = ()

    def __len__(self) -> int:
        """How many pairs share something."""
        return len(self.p)

    def __iter__(self) -> Iterator[PairTest]:
        """The pairs, the least likely first, equals in the order of the side."""
        np, _ = arrays()
        return self._tests(np.lexsort((-np.nan_to_num(self.z), self.p)))

    @property
    def significant(self) -> tuple[PairTest, ...]:
        """The pairs that pass, the least likely first."""
        return tuple(test for test in self if test.significant)

    def _tests(self, order: object, lang: Language = "en") -> Iterator[PairTest]:
        np, _ = arrays()
        keys = self.incidence.facing(self.side)[0]
        for at in np.asarray(order).tolist():
            z = float(self.z[at])
            yield PairTest(
                first=keys[int(self.pairs.first[at])],
                second=keys[int(self.pairs.second[at])],
                count=int(self.pairs.count[at]),
                expected=float(self.expected[at]),
                z=z,
                p=float(self.p[at]),
                q=float(self.q[at]),
                significant=bool(self.q[at] <= self.setting.alpha),
                reason=FIXED[lang] if z != z else "",
            )


def pair_tests(
    source: Source,
    *,
    side: Side = "unit",
    null: Null = "hypergeometric",
    alpha: float = 0.05,
    correction: Correction = "benjamini-hochberg",
    seed: int | None = None,
    samples: int = 1_000,
    trades: int | None = None,
    largest_row: int | None = None,
) -> PairTests:
    """Every pair that shares something, tested against a null model, without a graph of Python objects.

    The arguments are those of `pair_significance`.

    Raises:
        SelectionError: A choice that there is not, a level outside of 0 to 1, or ``"curveball"`` without a seed.
        MissingExtraError: numpy and scipy are not installed.
    """
    one_of("side", side, get_args(Side))
    one_of("null", null, get_args(Null))
    one_of("correction", correction, get_args(Correction))
    if not 0 < alpha < 1:
        raise SelectionError(
            "alpha is no level of significance", found=repr(alpha), expected="a number between 0 and 1"
        )
    if samples < 1:
        raise SelectionError("nothing is drawn", found=f"samples={samples}", expected="at least 1")
    if null == "curveball" and seed is None:
        raise SelectionError("a random null model needs a seed", found="seed=None", expected="a whole number")
    np, _ = arrays()
    setting = Setting(null=null, alpha=alpha, correction=correction, seed=seed, samples=samples, trades=trades)
    incidence = incidence_of(source).without_large(largest_row, side=side)
    pattern = incidence.facing(side)[2]
    pairs = all_pairs(pattern)
    active = int((np.diff(pattern.indptr) > 0).sum())
    hypotheses = active * (active - 1) // 2
    found = Expectation(mean=pairs.scaled, deviation=pairs.scaled, p=pairs.scaled, caveats=(NO_PAIRS.caveat(),))
    if len(pairs.count):
        found = expectation(pattern, pairs, hypotheses=hypotheses, setting=setting)
    free = found.deviation > 0
    z = np.full(len(pairs.count), np.nan)
    z[free] = (pairs.count[free] - found.mean[free]) / found.deviation[free]
    return PairTests(
        side=side,
        setting=setting,
        hypotheses=hypotheses,
        incidence=incidence,
        pairs=pairs,
        expected=found.mean,
        z=z,
        p=found.p,
        q=corrected(found.p, hypotheses=hypotheses, correction=correction),
        caveats=(*found.caveats, *several_parts(pattern)),
    )


def pair_significance(
    source: Source,
    *,
    side: Side = "unit",
    null: Null = "hypergeometric",
    alpha: float = 0.05,
    correction: Correction = "benjamini-hochberg",
    seed: int | None = None,
    samples: int = 1_000,
    trades: int | None = None,
    largest_row: int | None = None,
    keep: Keep = "all",
    most_shared: int | None = MOST_SHARED,
) -> nx.Graph[str]:
    """The projection with z and p beside every edge: who shares more than their load alone explains.

    ==================  =============================================================================================
    ``null``            what is held fixed while the work is dealt out anew
    ==================  =============================================================================================
    hypergeometric      how much each of the two has; all work is equally likely. Exact and fast, but it overrates pairs
                        that meet in rows which name everybody
    curveball           how much each unit has and how many units each piece of work has, exactly; by drawing
    bicm                the same on average, with exact probabilities; the strictest where there is little data
    ==================  =============================================================================================

    >>> from policytasks import read_notice, responsibility_graph
    >>> graph = responsibility_graph(read_notice("examples/data/yanzhou-2021-20.txt"), by="requirement")
    >>> for first, second in sorted(pair_significance(graph, keep="significant").edges):
    ...     print(first, second)
    unit:区教育和体育局 unit:区卫生健康局
    unit:区民政局 unit:区人力资源和社会保障局
    unit:各镇（街道） unit:区政府各部门、单位
    >>> pair_significance(graph, null="bicm", keep="significant").number_of_edges()
    0

    Args:
        source: A graph of units and work, an `Incidence`, or notices (then by requirement).
        side: The side that is projected on.
        null: The null model.
        alpha: Level of significance of the corrected p.
        correction: How the p of many tests are corrected.
        seed: Where the drawing of ``"curveball"`` begins; needed for it.
        samples: How many networks ``"curveball"`` draws; no p is below 1/(samples + 1).
        trades: Trades between two of them; None for five times the number of units.
        largest_row: Leave out what joins more than so many nodes of the side.
        keep: All edges of the projection, or those alone that are significant; every node is kept.
        most_shared: How many ids an edge lists at most; None for all.

    Returns:
        The projection. Edges carry ``weight`` and ``count``, ``expected``, ``z`` (``nan`` where the degrees leave no
        choice; ``reason`` says so), ``p``, ``q`` (corrected), ``significant`` (1 or 0) and ``shared``. ``graph.graph``
        says how it was tested, how many ``hypotheses`` there were, how many are ``significant``, and in ``caveats``
        what the result cannot bear, semicolons between the sentences. `pair_tests` gives the same as values.

    Raises:
        SelectionError: A choice that there is not, a level outside of 0 to 1, or ``"curveball"`` without a seed.
        MissingExtraError: numpy and scipy are not installed.

    References:
        M. Tumminello, S. Miccichè, F. Lillo, J. Piilo and R. N. Mantegna, "Statistically validated networks in bipartite
        complex systems", PLoS ONE 6(3), e17994, 2011 (hypergeometric).
        G. Strona and others, "A fast and unbiased procedure to randomize ecological binary matrices with fixed row and
        column totals", Nature Communications 5, 4114, 2014 (curveball).
        F. Saracco and others, "Inferring monopartite projections of bipartite networks: an entropy-based approach", New
        Journal of Physics 19, 053022, 2017 (bicm).
        B. Phipson and G. K. Smyth, "Permutation p-values should never be zero", Statistical Applications in Genetics and
        Molecular Biology 9(1), 39, 2010.
    """
    one_of("keep", keep, get_args(Keep))
    tests = pair_tests(
        source,
        side=side,
        null=null,
        alpha=alpha,
        correction=correction,
        seed=seed,
        samples=samples,
        trades=trades,
        largest_row=largest_row,
    )
    return tested_graph(source, tests, keep=keep, most_shared=most_shared)


def tested_graph(source: Source, tests: PairTests, *, keep: Keep, most_shared: int | None) -> nx.Graph[str]:
    """The projection that was tested, as a graph."""
    np, _ = arrays()
    passed = tests.q <= tests.setting.alpha
    kept = np.flatnonzero(passed if keep == "significant" else np.ones(len(tests), dtype=bool))
    graph = side_graph(source, tests.incidence, side=tests.side)
    attributes = {
        "weight": tests.pairs.count[kept].tolist(),
        "expected": tests.expected[kept].tolist(),
        "z": tests.z[kept].tolist(),
        "p": tests.p[kept].tolist(),
        "q": tests.q[kept].tolist(),
        "significant": passed[kept].astype(int).tolist(),
        "reason": np.where(np.isnan(tests.z[kept]), FIXED.en, "").tolist(),
    }
    edges = EdgeMaker(graph, tests.incidence, side=tests.side, most_shared=most_shared)
    edges.add(tests.pairs.where(kept), attributes)
    setting = tests.setting
    graph.graph.update(side=tests.side, projection="count", null=setting.null, alpha=setting.alpha)
    graph.graph.update(correction=setting.correction, hypotheses=tests.hypotheses, significant=int(passed.sum()))
    graph.graph["caveats"] = "; ".join(map(str, tests.caveats))
    if setting.null == "curveball":
        graph.graph.update(seed=setting.seed, samples=setting.samples)
    return graph
