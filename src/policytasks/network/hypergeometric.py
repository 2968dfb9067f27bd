"""Hypergeometric 超几何: how likely two units share so much work, were the work of each drawn blindly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytasks.network.arrays import arrays, special

if TYPE_CHECKING:
    from policytasks.network.arrays import Floats, Integers

__all__ = ["hypergeometric_moments", "hypergeometric_tails"]

_NEGLIGIBLE = 1e-18


def hypergeometric_tails(total: int, one: Integers, other: Integers, count: Integers) -> Floats:
    """The probability of sharing at least ``count``, as ``scipy.stats.hypergeom.sf(count - 1, total, one, other)`` gives it.

    Args:
        total: How many pieces of work there are.
        one: How many of them the first unit has, for each pair.
        other: How many the second has.
        count: How many they share.
    """
    np, _ = arrays()
    small, large = np.minimum(one, other), np.maximum(one, other)
    tails: Floats = np.ones(len(count))
    open_ = count > np.maximum(one + other - total, 0)
    # Both tails are added away from the mean, where their terms only become smaller; below it, what is not reached is the
    # tail of the work that the second unit does not have.
    low = open_ & (count * total <= one * other)
    high = open_ & ~low
    tails[high] = _tails(total, small[high], large[high], count[high])
    tails[low] = 1 - _tails(total, small[low], total - large[low], small[low] - count[low] + 1)
    return tails


def _tails(total: int, one: Integers, other: Integers, count: Integers) -> Floats:
    """Terms are added upwards from the observed count, each made of the one before, until they add nothing."""
    np, _ = arrays()
    log_choose = _log_choose
    first = np.exp(
        log_choose(one, count) + log_choose(total - one, other - count) - log_choose(np.full_like(one, total), other)
    )
    term, tail, place = first.copy(), first.copy(), count.astype(np.float64)
    running = np.flatnonzero(place < one)
    while len(running):
        at = place[running]
        a, b = one[running], other[running]
        ratio = (a - at) * (b - at) / ((at + 1) * (total - a - b + at + 1))
        term[running] *= ratio
        tail[running] += term[running]
        place[running] += 1
        small = (ratio < 1) & (term[running] < _NEGLIGIBLE * tail[running])
        running = running[~small & (place[running] < a)]
    tails: Floats = np.minimum(tail, 1.0)
    return tails


def _log_choose(whole: Integers, part: Integers) -> Floats:
    log_gamma = special().gammaln
    value: Floats = log_gamma(whole + 1.0) - log_gamma(part + 1.0) - log_gamma(whole - part + 1.0)
    return value


def hypergeometric_moments(total: int, one: Integers, other: Integers) -> tuple[Floats, Floats]:
    """Mean and standard deviation of what two units share; 0 deviation where their work leaves no choice."""
    np, _ = arrays()
    a, b = one.astype(np.float64), other.astype(np.float64)
    mean = a * b / max(total, 1)
    variance = mean * (total - a) * (total - b) / (max(total, 1) * max(total - 1, 1))
    return mean, np.sqrt(np.maximum(variance, 0.0))
