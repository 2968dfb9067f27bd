"""Null models 零模型: what pairs would share if only the degrees decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import attrs

from policytasks.network.arrays import arrays
from policytasks.network.bicm_solution import BicmSolution, solve_bicm
from policytasks.network.caveats import NO_POWER, UNSOLVED, Caveat, few_samples
from policytasks.network.corrections import Correction, any_can_pass
from policytasks.network.curveball import curveball_samples, pattern_of
from policytasks.network.hypergeometric import hypergeometric_moments, hypergeometric_tails
from policytasks.network.poisson_binomial import poisson_binomial_tails

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from policytasks.network.arrays import Floats, Integers
    from policytasks.network.pairs import Pairs

__all__ = ["Expectation", "Null", "Setting", "expectation"]

Null = Literal["hypergeometric", "curveball", "bicm"]
"""What is held fixed: each unit's degree and the number of works (hypergeometric), all degrees (curveball), all degrees on
average (bicm)."""

_UNSOLVED_ABOVE = 1e-6
_MOST_CASES = 2_000
"""Above so many pairs of different degrees a network is large enough to show something, and the question costs time."""


@attrs.frozen(kw_only=True)
class Setting:
    """How a projection is tested.

    Args:
        null: The null model.
        alpha: Level of significance.
        correction: How many tests at once are corrected.
        seed: Where the drawing of ``"curveball"`` begins.
        samples: How many networks it draws.
        trades: Trades between two of them; None for five times the number of rows.
    """

    null: Null = "hypergeometric"
    alpha: float = 0.05
    correction: Correction = "benjamini-hochberg"
    seed: int | None = None
    samples: int = 1_000
    trades: int | None = None


@attrs.frozen(kw_only=True, eq=False)
class Expectation:
    """期望: what the null model expects of each pair.

    Args:
        mean: How much the two would share on average.
        deviation: The standard deviation of that; 0 where the degrees leave no choice.
        p: The probability of sharing at least as much as they do.
        caveats: What this cannot bear.
    """

    mean: Floats
    deviation: Floats
    p: Floats
    caveats: tuple[Caveat, ...] = ()


def expectation(pattern: csr_array, pairs: Pairs, *, hypotheses: int, setting: Setting) -> Expectation:
    """What a null model expects of pairs of rows.

    Args:
        pattern: Rows × columns, 1 where they meet.
        pairs: The pairs, one at least, each sharing something.
        hypotheses: How many pairs are tested in all, also those that share nothing.
        setting: How they are tested; ``"curveball"`` with a seed.
    """
    if setting.null == "curveball":
        return _by_curveball(pattern, pairs, hypotheses, setting)
    np, _ = arrays()
    degrees, row_class, counts = np.unique(np.diff(pattern.indptr), return_inverse=True, return_counts=True)
    model = _Hypergeometric(pattern, degrees) if setting.null == "hypergeometric" else _Bicm(pattern, degrees)
    # Pairs of the same degrees that share as much are the same case; each case is computed once.
    one, other, count, place = _cases(row_class.ravel(), pairs)
    mean, deviation = model.moments(one, other)
    p = model.tails(one, other, count)
    caveats = (*model.caveats, *_power(model, degrees, counts, hypotheses, setting))
    return Expectation(mean=mean[place], deviation=deviation[place], p=p[place], caveats=caveats)


def _cases(row_class: Any, pairs: Pairs) -> tuple[Integers, Integers, Integers, Integers]:
    """Lower class, upper class and count of each different case, and which case each pair is."""
    np, _ = arrays()
    one = np.minimum(row_class[pairs.first], row_class[pairs.second])
    other = np.maximum(row_class[pairs.first], row_class[pairs.second])
    classes, counts = int(other.max(initial=0)) + 1, int(pairs.count.max(initial=0)) + 1
    cases, place = np.unique((one * classes + other) * counts + pairs.count, return_inverse=True)
    return cases // counts // classes, cases // counts % classes, cases % counts, place.ravel()


class _Hypergeometric:
    """Every unit draws its work blindly from all that anybody has."""

    caveats: tuple[Caveat, ...] = ()

    def __init__(self, pattern: csr_array, degrees: Any) -> None:
        np, _ = arrays()
        self._degrees = degrees.astype(np.int64)
        self._total = int((np.bincount(pattern.indices, minlength=pattern.shape[1]) > 0).sum())

    def moments(self, one: Integers, other: Integers) -> tuple[Floats, Floats]:
        return hypergeometric_moments(self._total, self._degrees[one], self._degrees[other])

    def tails(self, one: Integers, other: Integers, count: Integers) -> Floats:
        return hypergeometric_tails(self._total, self._degrees[one], self._degrees[other], count)


class _Bicm:
    """Units and work meet independently, each pair of degrees with its probability."""

    def __init__(self, pattern: csr_array, degrees: Any) -> None:
        np, _ = arrays()
        sizes = np.bincount(pattern.indices, minlength=pattern.shape[1])
        self._solution: BicmSolution = solve_bicm(np.diff(pattern.indptr), sizes)
        error = self._solution.error
        self.caveats = (UNSOLVED.caveat(error=f"{error:.1e}"),) if error > _UNSOLVED_ABOVE else ()

    def _chances(self, one: Integers, other: Integers) -> Floats:
        probabilities = self._solution.probabilities
        chances: Floats = probabilities[one] * probabilities[other]
        return chances

    def moments(self, one: Integers, other: Integers) -> tuple[Floats, Floats]:
        np, _ = arrays()
        chances, times = self._chances(one, other), self._solution.column_counts
        return chances @ times, np.sqrt((chances * (1 - chances)) @ times)

    def tails(self, one: Integers, other: Integers, count: Integers) -> Floats:
        return poisson_binomial_tails(self._chances(one, other), self._solution.column_counts, count)


def _power(
    model: _Hypergeometric | _Bicm, degrees: Any, counts: Any, hypotheses: int, setting: Setting
) -> tuple[Caveat, ...]:
    """Whether any pair could be significant if all shared as much as they can."""
    np, _ = arrays()
    at = np.flatnonzero(degrees > 0)
    if not 0 < len(at) * (len(at) + 1) // 2 <= _MOST_CASES:
        return ()
    one, other = (at[each] for each in np.triu_indices(len(at)))
    times = np.where(one == other, counts[one] * (counts[one] - 1) // 2, counts[one] * counts[other])
    least = model.tails(one, other, np.minimum(degrees[one], degrees[other]).astype(np.int64))[times > 0]
    passing = any_can_pass(
        least, times[times > 0], hypotheses=hypotheses, correction=setting.correction, alpha=setting.alpha
    )
    return () if passing else (NO_POWER.caveat(alpha=f"{setting.alpha:g}"),)


def _by_curveball(pattern: csr_array, pairs: Pairs, hypotheses: int, setting: Setting) -> Expectation:
    np, _ = arrays()
    total, squares = np.zeros(len(pairs.count)), np.zeros(len(pairs.count))
    reached = np.zeros(len(pairs.count), dtype=np.int64)
    drawn = curveball_samples(pattern, samples=setting.samples, seed=setting.seed or 0, trades=setting.trades)
    for rows in drawn:
        sample = pattern_of(rows, pattern.shape[1])
        shared = _cells(sample @ sample.T, pairs)
        total += shared
        squares += shared * shared
        reached += shared >= pairs.count
    mean = total / setting.samples
    deviation = np.sqrt(np.maximum(squares / setting.samples - mean * mean, 0.0))
    tests = 1 if setting.correction == "none" else hypotheses
    caveats = few_samples(setting.samples, tests=tests, alpha=setting.alpha)
    # The real network counts as one of the samples, so that no p is 0.
    return Expectation(mean=mean, deviation=deviation, p=(reached + 1) / (setting.samples + 1), caveats=caveats)


def _cells(product: csr_array, pairs: Pairs) -> Integers:
    """The cells of a product at the places of pairs."""
    np, _ = arrays()
    product.sort_indices()
    width = product.shape[1]
    places = np.repeat(np.arange(width, dtype=np.int64), np.diff(product.indptr)) * width + product.indices
    wanted = pairs.first * width + pairs.second
    at = np.minimum(np.searchsorted(places, wanted), len(places) - 1)
    found: Integers = np.where(places[at] == wanted, product.data[at], 0)
    return found
