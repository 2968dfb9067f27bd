"""Likeness 相似度: which of many texts says what one text says."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

import attrs

from policytasks.folding import fold

__all__ = ["Likeness", "TextIndex"]


@attrs.frozen
class Likeness:
    """相似: one text of an index beside the text that was asked for.

    Args:
        position: 0-based position of the text in the index.
        covered: How much of the asked text is found in it, from 0 to 1; 1 when all of it is.
    """

    position: int
    covered: float


class TextIndex:
    """Texts, asked which of them say what another text says.

    Texts are compared by their pairs of neighbouring characters, as Chinese has no blanks between words; a pair that few
    texts have counts for more (inverse document frequency; G. Salton and C. Buckley, "Term-weighting approaches in automatic
    text retrieval", 1988). The measure is one-sided: a lower office repeats a task of the upper one and adds to it.
    Asking costs as much as the texts that share a pair with the question, not the whole index.

    >>> index = TextIndex(["推进财政预决算公开", "加强镇街政务公开"])
    >>> index.nearest("推进预决算公开").position
    0
    """

    def __init__(self, texts: Iterable[str]) -> None:
        pairs = [frozenset(_pairs(text)) for text in texts]
        self._size = len(pairs)
        self._holding: defaultdict[str, list[int]] = defaultdict(list)
        for position, found in enumerate(pairs):
            for pair in found:
                self._holding[pair].append(position)

    def __len__(self) -> int:
        """How many texts there are."""
        return self._size

    def nearest(self, text: str) -> Likeness | None:
        """The text that covers most of another one; of equals the first; None when none shares anything with it."""
        return next(iter(self.ranked(text)), None)

    def ranked(self, text: str) -> tuple[Likeness, ...]:
        """Every text that shares something with another one, what covers most of it first, equals in their order."""
        weights = {pair: self._weight(pair) for pair in frozenset(_pairs(text))}
        total = sum(weights.values())
        found: defaultdict[int, float] = defaultdict(float)
        for pair in sorted(weights):
            for position in self._holding.get(pair, ()):
                found[position] += weights[pair]
        ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        return tuple(Likeness(position, min(1.0, weight / total)) for position, weight in ranked)

    def _weight(self, pair: str) -> float:
        return math.log(1 + (self._size + 1) / (len(self._holding.get(pair, ())) + 0.5))


def _pairs(text: str) -> Iterator[str]:
    """Neighbouring characters of a text without blanks and marks; the text itself when it has one character only."""
    plain = "".join(character for character in fold(text) if character.isalnum()).casefold()
    yield from map("".join, pairwise(plain)) if len(plain) > 1 else (plain,) if plain else ()
