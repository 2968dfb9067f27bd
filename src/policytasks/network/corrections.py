"""Corrections 多重检验校正: what many tests at once do to a level of significance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from policytasks.network.arrays import arrays

if TYPE_CHECKING:
    from policytasks.network.arrays import Floats, Integers

__all__ = ["Correction", "any_can_pass", "corrected"]

Correction = Literal["benjamini-hochberg", "bonferroni", "none"]
"""How p values of many tests are corrected."""


def corrected(p: Floats, *, hypotheses: int, correction: Correction = "benjamini-hochberg") -> Floats:
    """Adjusted p values: a test passes at a level when its adjusted p is not above it.

    Args:
        p: The p values that were computed; those of all other tests are taken to be 1.
        hypotheses: How many tests there are in all.
        correction: ``"benjamini-hochberg"`` keeps the share of false findings among the findings at the level,
            ``"bonferroni"`` the probability of any false finding, ``"none"`` changes nothing.

    Returns:
        As many values, none above 1.

    References:
        Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical Society
        B 57(1), 1995.
    """
    np, _ = arrays()
    if correction == "none" or not len(p):
        return p
    if correction == "bonferroni":
        adjusted: Floats = np.minimum(p * hypotheses, 1.0)
        return adjusted
    order = np.argsort(p, kind="stable")
    scaled = p[order] * hypotheses / np.arange(1, len(p) + 1)
    stepped = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    adjusted = np.empty_like(stepped)
    adjusted[order] = stepped
    return adjusted


def any_can_pass(least: Floats, times: Integers, *, hypotheses: int, correction: Correction, alpha: float) -> bool:
    """Whether any test could pass if each came out as extreme as it can.

    Args:
        least: The smallest p that a test can give.
        times: How many tests can give it.
        hypotheses: How many tests there are in all.
        correction: How they are corrected.
        alpha: The level.
    """
    np, _ = arrays()
    if correction != "benjamini-hochberg":
        return bool(np.any(corrected(least, hypotheses=hypotheses, correction=correction) <= alpha))
    order = np.argsort(least, kind="stable")
    ranks = np.cumsum(times[order])
    return bool(np.any(least[order] * hypotheses <= alpha * ranks))
