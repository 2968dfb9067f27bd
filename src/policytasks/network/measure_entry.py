"""Measure 指标: what a number of the network is called, means, and comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import attrs

from policytasks.messages import Wording
from policytasks.network.caveats import Caveat
from policytasks.network.scores import WHOLE, Scores
from policytasks.network.view import View

__all__ = ["Measure", "Measured", "measure_of"]

Measured = Mapping[str, float] | float
"""What a measure computes: a number for each unit, or one for the whole network."""


@attrs.frozen(kw_only=True)
class Measure:
    """指标: one entry of the catalogue of measures.

    Args:
        name: Stable name, ``lower_case``.
        title: What it is called in a table.
        meaning: What it says about a unit, or about the whole network, in one sentence.
        reference: The paper that defines it; empty for plain counts.
        compute: The numbers of a network.
        caveats: What is to be said beside the numbers of a network.
        of: What has a number.
    """

    name: str
    title: Wording
    meaning: Wording
    reference: str
    compute: Callable[[View], Measured]
    caveats: Callable[[View], tuple[Caveat, ...]]
    of: Literal["unit", "network"] = "unit"

    def scores(self, view: View) -> Scores:
        """The numbers of a network, in its order."""
        found = self.compute(view)
        values = tuple(found.items()) if isinstance(found, Mapping) else ((WHOLE, found),)
        return Scores(
            measure=self.name,
            title=self.title,
            pairs=tuple((node, float(value)) for node, value in values),
            caveats=self.caveats(view),
        )


def measure_of(
    name: str,
    *,
    en: str,
    zh: str,
    meaning: str,
    meaning_zh: str,
    reference: str = "",
    caveats: Callable[[View], tuple[Caveat, ...]] = lambda view: (),
    of: Literal["unit", "network"] = "unit",
) -> Callable[[Callable[[View], Measured]], Measure]:
    """Make a function of a `View` a measure of the catalogue."""

    def make(compute: Callable[[View], Measured]) -> Measure:
        return Measure(
            name=name,
            title=Wording(en=en, zh=zh),
            meaning=Wording(en=meaning, zh=meaning_zh),
            reference=reference,
            compute=compute,
            caveats=caveats,
            of=of,
        )

    return make
