"""Poisson binomial 泊松二项分布: how often trials succeed that are not equally likely to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policytasks.network.arrays import arrays

if TYPE_CHECKING:
    from policytasks.network.arrays import Floats, Integers

__all__ = ["poisson_binomial_tails"]

_CELLS = 2_000_000
"""Complex numbers that one batch holds: 32 MB."""
_HALVINGS = 60
_STEEPEST = 80.0


def poisson_binomial_tails(chances: Floats, times: Integers, count: Integers) -> Floats:
    """The probability that at least ``count`` trials succeed, exact to rounding also where it is tiny.

    The trials are tilted until ``count`` is their mean, their distribution is read from its characteristic function by a
    Fourier transform, and the tilt is taken back; so nothing underflows, however many trials there are.

    Args:
        chances: Cases × kinds of trial: the probability of success.
        times: How many trials of each kind there are.
        count: The least number of successes, for each case.

    References:
        Y. Hong, "On computing the distribution function for the Poisson binomial distribution", Computational Statistics
        & Data Analysis 59, 2013.
        F. Esscher, "On the probability function in the collective theory of risk", Skandinavisk Aktuarietidskrift 15,
        1932 (the tilt).
    """
    np, _ = arrays()
    sure = (chances >= 1.0) @ times
    open_chances = np.where(chances >= 1.0, 0.0, chances)
    possible = (open_chances > 0.0) @ times
    need = count - sure
    tails = np.where(need <= 0, 1.0, 0.0)
    every = (need > 0) & (need == possible)
    with np.errstate(divide="ignore"):
        logs = np.where(open_chances > 0.0, np.log(np.maximum(open_chances, 1e-300)), 0.0)
    tails[every] = np.exp(logs[every] @ times)
    some = np.flatnonzero((need > 0) & (need < possible))
    tilt = _tilts(open_chances[some], times, need[some])
    tilted = _tilted(open_chances[some], tilt)
    deviation = np.sqrt((tilted * (1 - tilted)) @ times)
    widths = (2 ** np.ceil(np.log2(24 * deviation + 64))).astype(np.int64)
    for width in np.unique(widths).tolist():
        chosen = np.flatnonzero(widths == width)
        batch = max(1, _CELLS // (width * len(times)))
        for start in range(0, len(chosen), batch):
            at = chosen[start : start + batch]
            cases = some[at]
            tails[cases] = _tail(open_chances[cases], tilted[at], tilt[at], times, need[cases], width)
    found: Floats = np.clip(tails, 0.0, 1.0)
    return found


def _tilted(chances: Any, tilt: Any) -> Any:
    """The chances when each success weighs exp(tilt)."""
    np, _ = arrays()
    weight = np.exp(tilt)[:, None]
    return chances * weight / (1 - chances + chances * weight)


def _tilts(chances: Any, times: Any, need: Any) -> Any:
    """The tilt that makes the needed number the mean; 0 where the mean is not below it, for then nothing is tiny."""
    np, _ = arrays()
    low, high = np.zeros(len(need)), np.full(len(need), _STEEPEST)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        below = _tilted(chances, middle) @ times < need
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return np.where(chances @ times < need, (low + high) / 2, 0.0)


def _tail(chances: Any, tilted: Any, tilt: Any, times: Any, need: Any, width: int) -> Any:
    """The upper tail of cases whose distribution fits into a window of ``width`` counts around its mean."""
    np, _ = arrays()
    # Half of the circle: the other half mirrors it.
    circle = np.exp(-2j * np.pi * np.arange(width // 2 + 1) / width)
    transform = np.zeros((len(need), len(circle)), dtype=np.complex128)
    for kind in np.flatnonzero(chances.any(axis=0)).tolist():
        chance = tilted[:, kind, None]
        transform += times[kind] * np.log(1 - chance + chance * circle[None, :])
    mass = np.fft.irfft(np.exp(transform), n=width, axis=1)
    # The window wraps around: the count at each place is the one that lies nearest to the mean.
    mean = tilted @ times
    start = np.floor(mean - width / 2)[:, None]
    counts = start + np.mod(np.arange(width)[None, :] - start, width)
    above = counts - need[:, None]
    weights = np.where(above >= 0, np.exp(-tilt[:, None] * np.maximum(above, 0)), 0.0)
    scale = np.log1p(chances * np.expm1(tilt)[:, None]) @ times - tilt * need
    return np.exp(scale) * (np.maximum(mass, 0.0) * weights).sum(axis=1)
