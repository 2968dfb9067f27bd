"""Stated rules 约定: sentences that say once how all statements are to be read（列第一位者为牵头单位，下同）.

Notices state them in the letter, at the first item, or in the heading of a column.
"""

from __future__ import annotations

import re

import attrs

from policytasks.passage import Passage

__all__ = ["NO_RULES", "StatedRules", "find_rules"]


@attrs.frozen(kw_only=True)
class StatedRules:
    """The rules that a text states.

    Args:
        first_leads: The first unit of each list is the lead.
        others_support: All but the first are supporting units.
        comma_leads: The units before the first comma are the leads.
        comma_supports: The units behind it are supporting ones.
        bold_leads: The units in bold are the leads; plain text cannot show which.
        implied: Units that every item concerns, though it does not list them: the text that names them.
        source: Where the first rule was stated.
    """

    first_leads: bool = False
    others_support: bool = False
    comma_leads: bool = False
    comma_supports: bool = False
    bold_leads: bool = False
    implied: Passage | None = None
    source: Passage | None = None

    def __or__(self, other: StatedRules) -> StatedRules:
        return StatedRules(
            first_leads=self.first_leads or other.first_leads,
            others_support=self.others_support or other.others_support,
            comma_leads=self.comma_leads or other.comma_leads,
            comma_supports=self.comma_supports or other.comma_supports,
            bold_leads=self.bold_leads or other.bold_leads,
            implied=other.implied or self.implied,
            source=self.source or other.source,
        )

    def __bool__(self) -> bool:
        return self.first_leads or self.comma_leads or self.bold_leads or self.implied is not None


NO_RULES = StatedRules()
"""Nothing stated."""

_LEADS = r"(?:的|者|名)?(?:责任)?(?:单位|部门|科室|处室)?(?:为|是|即为?|系|作为)(?:本项(?:工作|任务))?(?:总)?(?:牵头|主办|主要责任|主责|第一责任|承办|责任)"
_FIRST = re.compile(
    rf"(?:列|排|居|放|位|名列|排名|排列)?(?:在|于)?(?:第一|首)(?:位|个|名|列|家)?(?:的|者)?{_LEADS}[^()()。;\n]{{0,20}}"
    rf"|(?:排名|排序)(?:第一|首位|在前|最前)(?:的|者)?{_LEADS}[^()()。;\n]{{0,20}}"
    rf"|(?:牵头|主办)(?:单位|部门)(?:排|列)(?:在)?(?:第一|首)位?[^()()。;\n]{{0,12}}"
    rf"|(?:排|列)在(?:最)?(?:前面|首位|第一位)(?:的|者)?{_LEADS}[^()()。;\n]{{0,20}}"
)
_COMMA = re.compile(
    rf"(?:逗号|,|分号|;)(?:之)?(?:前面?|以前)(?:的)?{_LEADS}[^()。;,\n]{{0,20}}(?:[,;、](?:逗号|分号)?(?:之)?后面?(?:的)?[^()。;,\n]{{2,20}})?"
)
_BOLD = re.compile(
    rf"(?:用|以)?(?:黑体|加粗|加黑|粗体|标黑|黑体字|加粗字体|红色|下划线)(?:字体|字|标注|标示|标明|显示|部分|表示)*(?:的|者)?{_LEADS}[^()()。;\n]{{0,20}}"
)
_IMPLIED = re.compile(
    r"(?:以下|下列|后续|其他|其余|上述|以上)(?:各项|所有|内容|任务|工作|措施|事项|条款|各条)*(?:任务|工作|措施|事项)?(?:均|都|还|同时)*(?:需|须|应|要|由|涉及)+(?P<who>[^。;]{2,80}?)"
    r"(?:共同|分别|具体|抓好|按职责|按照职责分工|按职责分工)*(?:落实|负责|配合|组织实施|实施|推进|参与|执行|贯彻)(?:落实)?,?(?:不再|不)(?:一一|逐一|逐条|逐项|重复|另行|单独|分别){0,2}(?:列出|列明|列举|罗列|注明|标注|赘述|列)[^()。;]{0,6}"
)
_RULES = (
    (StatedRules(first_leads=True), _FIRST),
    (StatedRules(comma_leads=True), _COMMA),
    (StatedRules(bold_leads=True), _BOLD),
    (NO_RULES, _IMPLIED),
)
"""What each pattern states; the last one names the implied units itself."""
_FILLER = " 注:,;每项任务责任单位中各"
_SAME_BELOW = re.compile(r"^[\s,;。()]*(?:下同)?[\s,;。()]*$")


def find_rules(passage: Passage) -> tuple[StatedRules, Passage]:
    """The rules that a text states, and the text without them.

    Args:
        passage: A statement, or a sentence of the letter.

    Returns:
        The rules and what is left; a bracket that holds nothing but a rule goes with it.
    """
    folded = passage.folded
    rules, spans = NO_RULES, []
    for stated, pattern in _RULES:
        match = pattern.search(folded)
        if match is None:
            continue
        source = rules.source or passage.span(match)
        if stated is NO_RULES:
            rules = attrs.evolve(rules, implied=passage.span(match, "who").strip(" ,，"), source=source)
        else:
            rules = rules | attrs.evolve(stated, source=source)
        behind = folded[match.start() : match.end() + 24]
        if stated.first_leads and re.search(
            "(?:其他|其余|其它|后面|之后)[^,。;]{0,8}(?:为|是)(?:配合|协办|协助|参与)", behind
        ):
            rules = attrs.evolve(rules, others_support=True)
        if stated.comma_leads and re.search("后[^前]*(?:配合|协办|协助|参与|参加)", match[0]):
            rules = attrs.evolve(rules, comma_supports=True)
        spans.append(_with_bracket(folded, *match.span()))
    if not spans:
        return rules, passage
    return rules, passage.without(spans)


def _with_bracket(folded: str, start: int, end: int) -> tuple[int, int]:
    """Widen a rule to the bracket or the sentence that holds nothing else."""
    opening = max(folded.rfind("(", 0, start), folded.rfind("〔", 0, start))
    if opening >= 0 and not folded[opening + 1 : start].strip(_FILLER):
        closing = min((at for at in (folded.find(")", end), folded.find("〕", end)) if at >= 0), default=-1)
        if closing >= 0 and _SAME_BELOW.match(folded[end:closing]):
            return opening, closing + 1
    left = start
    while left > 0 and folded[left - 1] in " ,;。、":
        left -= 1
    tail = re.compile(r"[,;。\s]*(?:下同)?[。;\s]*").match(folded, end)
    return left, tail.end() if tail else end
