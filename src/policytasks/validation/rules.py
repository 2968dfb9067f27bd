"""The catalogue itself: every rule, in the order in which the documentation lists them."""

from __future__ import annotations

from collections.abc import Mapping

from policytasks.messages import Wording
from policytasks.validation import (
    cascade_rules,
    deadline_rules,
    disclosure_rules,
    doubt_rules,
    failure_rules,
    heading_rules,
    ledger_doubt_rules,
    ledger_rules,
    notice_rules,
    number_rules,
    numbering_rules,
    object_rules,
    unit_rules,
)
from policytasks.validation.catalogue import Rule

__all__ = ["CATALOGUE", "DEFAULT_RULES", "GROUPS", "GROUP_TITLES", "Group"]

Group = tuple[Rule, ...]

GROUPS: Mapping[str, Group] = {
    "object": object_rules.RULES,
    "notice": notice_rules.RULES,
    "numbering": numbering_rules.RULES + heading_rules.RULES,
    "deadlines": deadline_rules.RULES,
    "units": unit_rules.RULES,
    "numbers": number_rules.RULES,
    "disclosure": disclosure_rules.RULES,
    "cascade": cascade_rules.RULES,
    "tracking": ledger_rules.RULES,
    "reader": doubt_rules.RULES,
    "ledger": ledger_doubt_rules.RULES,
    "check": failure_rules.RULES,
}
"""The rules by what they look at."""

GROUP_TITLES: Mapping[str, Wording] = {
    "object": Wording(en="One object alone", zh="单个对象"),
    "notice": Wording(en="The whole notice", zh="通知整体"),
    "numbering": Wording(en="Numbering and headings", zh="序号与标题"),
    "deadlines": Wording(en="Deadlines", zh="时限"),
    "units": Wording(en="Units", zh="单位"),
    "numbers": Wording(en="Form of document numbers", zh="发文字号格式"),
    "disclosure": Wording(en="Disclosure", zh="公开属性"),
    "cascade": Wording(en="Across documents", zh="上下级通知之间"),
    "tracking": Wording(en="What a ledger reports", zh="台账填报情况"),
    "reader": Wording(en="Doubts while reading a notice", zh="读取通知时的疑点"),
    "ledger": Wording(en="Doubts while reading a ledger back", zh="读回台账时的疑点"),
    "check": Wording(en="The checking itself", zh="检查本身"),
}
"""What each group is called on the page."""

DEFAULT_RULES: Group = tuple(rule for group in GROUPS.values() for rule in group)
"""What `validate` applies when the caller does not choose."""

CATALOGUE: Mapping[str, Rule] = {rule.code: rule for rule in DEFAULT_RULES}
"""Every rule by its code."""
