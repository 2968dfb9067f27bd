"""The catalogue itself: every rule, in the order in which the documentation lists them."""

from __future__ import annotations

from collections.abc import Mapping

from policytasks.validation import doubt_rules, notice_rules, numbering_rules, object_rules, unit_rules
from policytasks.validation.catalogue import Rule

__all__ = ["CATALOGUE", "DEFAULT_RULES", "GROUPS", "Group"]

Group = tuple[Rule, ...]

GROUPS: Mapping[str, Group] = {
    "object": object_rules.RULES,
    "notice": notice_rules.RULES,
    "numbering": numbering_rules.RULES,
    "units": unit_rules.RULES,
    "reader": doubt_rules.RULES,
    "ledger": doubt_rules.LEDGER_RULES,
}
"""The rules by what they look at."""

DEFAULT_RULES: Group = tuple(rule for group in GROUPS.values() for rule in group)
"""What `validate` applies when the caller does not choose."""

CATALOGUE: Mapping[str, Rule] = {rule.code: rule for rule in DEFAULT_RULES}
"""Every rule by its code."""
