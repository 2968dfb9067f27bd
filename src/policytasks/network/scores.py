"""Scores 指标值: one number for each node, or one for the whole network, and several measures side by side."""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any

import attrs

from policytasks.errors import MissingExtraError, SelectionError
from policytasks.messages import Language, Wording
from policytasks.network.caveats import Caveat

__all__ = ["WHOLE", "ScoreTable", "Scores", "unknown_measure"]

WHOLE = "network"
"""The key of a number that is about the whole network."""


@attrs.frozen(kw_only=True)
class Scores(Mapping[str, float]):
    """指标值: what a measure gives. A mapping of node to number, in the order of the network.

    Args:
        measure: Name of the measure.
        title: What it is called.
        pairs: Node and number; ``nan`` where the measure says nothing about a node.
        caveats: What is to be said beside the numbers.
    """

    measure: str
    title: Wording
    pairs: tuple[tuple[str, float], ...]
    caveats: tuple[Caveat, ...] = ()
    _by_node: dict[str, float] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_by_node", dict(self.pairs))

    def __getitem__(self, node: str) -> float:
        return self._by_node[node]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_node)

    def __len__(self) -> int:
        return len(self._by_node)

    @property
    def value(self) -> float:
        """The number of a measure of the whole network.

        Raises:
            SelectionError: It is a measure of nodes.
        """
        if list(self._by_node) != [WHOLE]:
            raise SelectionError("a measure of nodes has no single value", found=self.measure, expected="scores[node]")
        return self._by_node[WHOLE]

    def as_dict(self) -> dict[str, float]:
        """Node to number."""
        return dict(self.pairs)

    def ranked(self, most: int | None = None) -> tuple[tuple[str, float], ...]:
        """Node and number, the largest first, equals in the order of the network; nodes without a number are left out.

        Args:
            most: How many at most; None for all.
        """
        known = [(node, value) for node, value in self.pairs if not math.isnan(value)]
        return tuple(sorted(known, key=lambda each: -each[1])[:most])

    def filter(self, test: Callable[[str, float], bool]) -> Scores:
        """Only the nodes for which a function of node and number is true."""
        return attrs.evolve(self, pairs=tuple((node, value) for node, value in self.pairs if test(node, value)))

    def to_pandas(self) -> Any:
        """The numbers as a ``pandas.Series``, named by the measure.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        return _pandas().Series(self.as_dict(), name=self.measure, dtype="float64")


@attrs.frozen(kw_only=True)
class ScoreTable:
    """Several measures of one network side by side.

    Args:
        columns: The scores, in the order in which they were asked for.
    """

    columns: tuple[Scores, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the measures."""
        return tuple(column.measure for column in self.columns)

    @property
    def nodes(self) -> tuple[str, ...]:
        """Every node that any of the measures speaks of, in the order of the network."""
        return tuple(dict.fromkeys(node for column in self.columns for node in column))

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What is to be said beside any of the numbers, each once."""
        return tuple(dict.fromkeys(caveat for column in self.columns for caveat in column.caveats))

    def __getitem__(self, name: str) -> Scores:
        """The scores of one measure.

        Raises:
            SelectionError: It was not asked for.
        """
        for column in self.columns:
            if column.measure == name:
                return column
        raise unknown_measure(name, self.names)

    def __iter__(self) -> Iterator[Scores]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    def sort(self, name: str, *, descending: bool = True) -> ScoreTable:
        """The nodes in the order of one measure; those without a number stand last.

        Raises:
            SelectionError: The measure was not asked for.
        """
        by = self[name]
        sign = -1 if descending else 1
        ranks = {node: sign * value for node, value in by.pairs if not math.isnan(value)}
        order = sorted(self.nodes, key=lambda node: (node not in ranks, ranks.get(node, 0)))
        return self._only(order)

    def filter(self, test: Callable[[str, Mapping[str, float]], bool]) -> ScoreTable:
        """Only the nodes for which a function of node and its numbers (by name of measure) is true."""
        return self._only([node for node in self.nodes if test(node, self.row(node))])

    def row(self, node: str) -> dict[str, float]:
        """The numbers of one node, by name of measure; ``nan`` where a measure does not speak of it."""
        return {column.measure: column.get(node, math.nan) for column in self.columns}

    def _only(self, nodes: Iterable[str]) -> ScoreTable:
        chosen = list(nodes)
        return ScoreTable(
            columns=tuple(
                attrs.evolve(column, pairs=tuple((node, column[node]) for node in chosen if node in column))
                for column in self.columns
            )
        )

    def records(self) -> tuple[dict[str, str | float], ...]:
        """One mapping a node: ``node``, and a number for each measure."""
        return tuple({"node": node, **self.row(node)} for node in self.nodes)

    def titles(self, lang: Language = "en") -> tuple[str, ...]:
        """What the measures are called."""
        return tuple(column.title[lang] for column in self.columns)

    def to_pandas(self) -> Any:
        """The numbers as a ``pandas.DataFrame``: a row a node, a column a measure.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        return _pandas().DataFrame({column.measure: column.to_pandas() for column in self.columns}, index=self.nodes)


def unknown_measure(name: object, known: Iterable[str]) -> SelectionError:
    """The error for a name of no measure; it names the near one."""
    names = list(known)
    near = difflib.get_close_matches(str(name), names, n=1)
    hint = f"{near[0]}, or another of " if near else "one of "
    return SelectionError("there is no such measure", found=repr(name), expected=hint + ", ".join(names))


def _pandas() -> Any:
    try:
        return import_module("pandas")
    except ImportError as fault:
        raise MissingExtraError("a data frame", extra="frames") from fault
