"""Rules about the checking itself: what could not be judged."""

from __future__ import annotations

from policytasks.messages import Wording
from policytasks.validation.catalogue import Rule
from policytasks.validation.finding import Severity

__all__ = ["RULES", "RULE_FAILED"]

RULE_FAILED = Rule(
    code="rule-failed",
    severity=Severity.ERROR,
    summary=Wording(en="A rule broke off and judged nothing there.", zh="某条规则执行出错，该处未能检查。"),
    rationale=Wording(
        en="The other rules went on, but nobody can say that this place is sound. The fault is the rule's, not the notice's.",
        zh="其他规则照常检查，但不能据此认为该处没有问题。问题出在规则本身，不在通知。",
    ),
    remedy=Wording(
        en="Send the line and the file to whoever wrote the rule; until it is mended, leave the rule out with --ignore.",
        zh="把本行提示和文件发给规则的编写者；修复之前可用 --ignore 略去该规则。",
    ),
    example="（自定规则读取了不存在的字段）",
    message=Wording(
        en="{rule} could not judge {places} of the places, this one first: {kind}: {reason}",
        zh="规则 {rule} 有 {places} 处未能检查，首处在此：{kind}：{reason}",
    ),
)
"""What `policytasks.validation.validate` reports when a rule raises; it cannot be left out of the rules."""

RULES = (RULE_FAILED,)
"""The rules of this half, in the order of the catalogue's page."""
