"""Scan 扫描: every expression of time in a text, each character in at most one of them.

This step does not judge whether a time is a deadline: that is the next one, in `policytasks.parsing.deadlines`.
"""

from __future__ import annotations

from policytasks.parsing.time_expressions import Expression
from policytasks.parsing.time_figures import find_figures
from policytasks.parsing.time_points import find_points
from policytasks.parsing.time_rhythms import find_rhythms, find_spans, with_continuations
from policytasks.parsing.time_undated import find_damaged, find_festivals

__all__ = ["scan"]


def scan(folded: str, *, year: int | None) -> tuple[Expression, ...]:
    """Every expression of time in a folded text, in printed order and without overlaps.

    Args:
        folded: The text, as `policytasks.folding.fold` makes it.
        year: The year of the notice, for times that print none.

    Returns:
        Expressions; the parts of a list (4月15日、7月15日前) one by one, a range (7月—9月) as one.
    """
    taken = bytearray(len(folded))
    found: list[Expression] = []

    def free(expression: Expression) -> bool:
        return not any(taken[expression.start : expression.end])

    for finder in (find_damaged, find_rhythms, find_spans, find_figures, find_festivals):
        for expression in finder(folded, year):
            if free(expression):
                taken[expression.start : expression.end] = b"\1" * (expression.end - expression.start)
                found.append(expression)
    found.extend(find_points(folded, year, free))
    return tuple(with_continuations(folded, sorted(found, key=lambda expression: expression.start)))
