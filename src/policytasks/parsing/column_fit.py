"""Column fit: how well a cell fits a column, and what it costs to leave a column out or to go on in one.

The numbers are weights, not probabilities; only their order matters. They were set by reasoning on what each column holds, and hold for every
layout alike.
"""

from __future__ import annotations

from policytasks.parsing.columns import Column
from policytasks.parsing.numbering import Scheme
from policytasks.parsing.traits import Traits
from policytasks.parsing.vocabulary import ColumnRole

__all__ = ["continuation", "fit", "heading_fit", "skip"]


def fit(traits: Traits, column: Column, *, has_both: bool) -> float:
    role = column.role
    if role is ColumnRole.NUMBER:
        return 4.0 if traits.number else -12.0
    if role in (ColumnRole.LEAD, ColumnRole.CHIEF, ColumnRole.RESPONSIBLE, ColumnRole.SUPPORTING):
        if traits.units:
            return 4.0 if not traits.stops else 2.0
        if traits.open_end and traits.some_units:
            return 3.0
        if traits.some_units:
            return 2.0 if traits.length <= 16 and not traits.stops else 1.0
        return -4.0 if traits.length <= 12 and not traits.stops and not traits.time else -10.0
    if role is ColumnRole.DEADLINE:
        return 4.0 if traits.time else (-3.0 if traits.length <= 10 and not traits.units else -9.0)
    if role is ColumnRole.LEADER:
        return 3.0 if traits.name else (-2.0 if traits.length <= 10 and not traits.units and not traits.time else -8.0)
    if role is ColumnRole.STATUS:
        return 4.0 if traits.status else (0.5 if not traits.number else -3.0)
    if role in (ColumnRole.TASK, ColumnRole.REQUIREMENT, ColumnRole.SECTION):
        if traits.number:
            return -8.0
        score = 2.0
        if traits.unmarked and traits.length <= 12 and not traits.stops:
            score -= 2.5
        if traits.units:
            score -= 5.0 if not traits.stops else 1.5
        elif traits.some_units and traits.length <= 16 and not traits.stops:
            score -= 3.5
        if traits.time:
            score -= 4.0
        if traits.status:
            score -= 3.0
        if has_both:
            high = traits.scheme in (Scheme.CHINESE, Scheme.CHINESE_BRACKETS)
            if role is ColumnRole.REQUIREMENT:
                score += 0.6 * traits.stops + min(traits.length, 60) / 100 - 1.5 * high
            else:
                score += 1.5 * high - min(traits.length, 60) / 100 + 0.3 * (not traits.stops)
        return score
    if role is ColumnRole.REMARK:
        return 0.5 if traits.length <= 30 else -1.0
    return 0.0


_SKIP = {
    ColumnRole.NUMBER: 1.2,
    ColumnRole.SECTION: 1.0,
    ColumnRole.TASK: 1.2,
    ColumnRole.REQUIREMENT: 3.0,
    ColumnRole.LEAD: 1.5,
    ColumnRole.CHIEF: 1.5,
    ColumnRole.RESPONSIBLE: 1.8,
    ColumnRole.SUPPORTING: 0.6,
    ColumnRole.LEADER: 0.9,
    ColumnRole.DEADLINE: 1.2,
    ColumnRole.STATUS: 0.3,
    ColumnRole.REMARK: 0.2,
}


def skip(column: Column, *, both: bool) -> float:
    if column.role is ColumnRole.TASK and not both:
        # The only text column: a row without it says nothing.
        return _SKIP[ColumnRole.REQUIREMENT]
    return _SKIP.get(column.role, 0.3) if column.role is not None else 0.3


def continuation(column: Column, *, whole: bool) -> float:
    if whole:
        return -50.0
    if column.role in (ColumnRole.LEAD, ColumnRole.CHIEF):
        # Where units follow in the next column too, the lead is mostly one.
        return -0.6
    if column.role in (ColumnRole.RESPONSIBLE, ColumnRole.SUPPORTING):
        return -0.2
    if column.role in (ColumnRole.LEADER, ColumnRole.STATUS, ColumnRole.REMARK):
        return -0.8
    if column.role in (ColumnRole.TASK, ColumnRole.REQUIREMENT, ColumnRole.SECTION):
        return -2.4
    return -8.0


def heading_fit(traits: Traits, task_schemes: frozenset[Scheme]) -> float:
    if traits.length > 40 or traits.stops or traits.units or traits.time or traits.number:
        return -8.0
    if traits.scheme in (Scheme.CHINESE, Scheme.CHINESE_BRACKETS, Scheme.PART) and traits.scheme not in task_schemes:
        return 4.5
    return -2.5
