"""Rules over the whole notice: what its head lacks, and what its parts say against each other."""

from __future__ import annotations

from collections.abc import Iterator

from policytasks.folding import fold
from policytasks.messages import Wording
from policytasks.model.notice import Notice, Requirement
from policytasks.validation.catalogue import Context, Observation, observe, rule
from policytasks.validation.finding import Severity
from policytasks.validation.quoting import beginning

__all__ = ["RULES"]

_ISSUED = Wording(en="issued on {issued_on}", zh="成文日期 {issued_on}")
_FIRST = Wording(en="requirement {first}", zh="具体要求 {first}")


@rule(
    Notice,
    code="no-document-number",
    severity=Severity.WARNING,
    summary=Wording(en="The notice has no number of its own.", zh="通知没有发文字号。"),
    rationale=Wording(
        en="The number is how a notice is cited and how several notices are told apart (GB/T 9704-2012, 7.2.5).",
        zh="发文字号用于引用和区分公文（GB/T 9704-2012，7.2.5）。",
    ),
    remedy=Wording(
        en="Add the number as it stands below the red head, such as 济兖政办字〔2021〕20号; a draft that has none yet may go without.",
        zh="按原件补上发文字号，如“济兖政办字〔2021〕20号”；尚未编号的草稿不必处理。",
    ),
    example="发文字号：无",
    message=Wording(en="no document number was found", zh="没有发文字号"),
)
def no_document_number(notice: Notice, context: Context) -> Iterator[Observation]:
    if notice.document_number is None:
        yield observe()


@rule(
    Notice,
    code="no-title",
    severity=Severity.WARNING,
    summary=Wording(en="The notice has no title.", zh="通知没有标题。"),
    rationale=Wording(
        en="Every official document has one (GB/T 9704-2012, 7.3.1); a page without it was cut off at the top.",
        zh="公文应有标题（GB/T 9704-2012，7.3.1）；缺标题多因页首被截断。",
    ),
    remedy=Wording(
        en="Copy the title from the original; if the page begins with the addressees, save it again from its top.",
        zh="从原件补录标题；网页复制不全的，从页首重新复制。",
    ),
    example="各镇人民政府：（前面没有标题）",
    message=Wording(en="no title was found", zh="没有标题"),
)
def no_title(notice: Notice, context: Context) -> Iterator[Observation]:
    if not notice.title:
        yield observe()


@rule(
    Notice,
    code="no-issuer",
    severity=Severity.WARNING,
    summary=Wording(en="The notice does not say who issued it.", zh="通知没有发文机关。"),
    rationale=Wording(
        en="Without the issuer the jurisdiction of short names such as 区财政局 is unknown.",
        zh="发文机关不明，则“区财政局”等简称所属地区不明。",
    ),
    remedy=Wording(
        en="Add the signature of the issuer above the date of issue.",
        zh="在成文日期上方补上发文机关署名。",
    ),
    example="2021年7月29日（前面没有署名）",
    message=Wording(en="no issuer was found", zh="没有发文机关"),
)
def no_issuer(notice: Notice, context: Context) -> Iterator[Observation]:
    if not notice.issuer:
        yield observe()


@rule(
    Notice,
    code="no-issue-date",
    severity=Severity.WARNING,
    summary=Wording(en="The notice has no date of issue.", zh="通知没有成文日期。"),
    rationale=Wording(
        en="Deadlines without a year take theirs from it, and units are resolved as they were on that day.",
        zh="未写年份的时限据此推定，单位沿革也以该日为准。",
    ),
    remedy=Wording(
        en="Write the date of issue in full, such as 2021年7月29日.",
        zh="写全成文日期，如“2021年7月29日”。",
    ),
    example="年八月二十八日（年份缺失）",
    message=Wording(en="no date of issue was found", zh="没有成文日期"),
)
def no_issue_date(notice: Notice, context: Context) -> Iterator[Observation]:
    if notice.issued_on is None:
        yield observe()


@rule(
    Notice,
    code="issue-after-print",
    severity=Severity.ERROR,
    summary=Wording(en="The notice was printed before it was issued.", zh="印发日期早于成文日期。"),
    rationale=Wording(
        en="A document is signed first and sent to print afterwards (GB/T 9704-2012, 7.4.2); one of the dates is wrong.",
        zh="公文先签发、后送印（GB/T 9704-2012，7.4.2），两个日期必有一误。",
    ),
    remedy=Wording(
        en="Compare both dates with the signed original, and correct the wrong one.",
        zh="对照签发原件核对两个日期，更正有误的一个。",
    ),
    example="成文日期 2021年7月29日；2021年7月9日印发",
    message=Wording(
        en="printed on {printed_on}, before it was issued on {issued_on}",
        zh="印发日期 {printed_on} 早于成文日期 {issued_on}",
    ),
)
def issue_after_print(notice: Notice, context: Context) -> Iterator[Observation]:
    if notice.issued_on is not None and notice.printed_on is not None and notice.printed_on < notice.issued_on:
        issued = notice.location_of("issued_on")
        place = notice.location_of("printed_on")
        yield observe(
            place or issued,
            related=[(issued, _ISSUED)] if place else (),
            printed_on=notice.printed_on,
            issued_on=notice.issued_on,
        )


@rule(
    Notice,
    code="number-year-differs",
    severity=Severity.WARNING,
    summary=Wording(
        en="The year in the document number is not the year of issue.", zh="发文字号的年份与成文日期的年份不一致。"
    ),
    rationale=Wording(
        en="Numbers start anew each year; at New Year the two may differ, otherwise one of them is wrong.",
        zh="发文字号按年编排；除岁末年初外，两者不一致多为笔误。",
    ),
    remedy=Wording(
        en="Compare number and date with the register of documents sent, and correct the wrong one; at New Year both may be right.",
        zh="对照发文登记簿核对字号与日期，更正有误的一处；岁末年初两者不同属正常。",
    ),
    example="济兖政办字〔2020〕20号；2021年7月29日",
    message=Wording(
        en="{number} was issued on {issued_on}", zh="发文字号 {number} 的年份与成文日期 {issued_on} 不一致"
    ),
)
def number_year_differs(notice: Notice, context: Context) -> Iterator[Observation]:
    number = notice.document_number
    if number is None or number.year is None or notice.issued_on is None:
        # The number of an order (国务院令第713号) has no year.
        return
    if number.year != notice.issued_on.year:
        issued = notice.location_of("issued_on")
        yield observe(number.location, related=[(issued, _ISSUED)], number=number, issued_on=notice.issued_on)


@rule(
    Notice,
    code="no-tasks",
    severity=Severity.INFO,
    summary=Wording(en="The document divides no work.", zh="文件没有任务分工。"),
    rationale=Wording(
        en="It may be another kind of document, or its annex with the tasks is missing.",
        zh="可能不是任务分工类文件，或载有任务的附件缺失。",
    ),
    remedy=Wording(
        en="If the tasks are in an annex, check the file of the annex; if the document divides no work, nothing is to be done.",
        zh="任务载于附件的，请改为检查附件文件；文件本就没有任务分工的，不必处理。",
    ),
    example="关于召开会议的通知",
    message=Wording(en="no task was found", zh="没有工作任务"),
)
def no_tasks(notice: Notice, context: Context) -> Iterator[Observation]:
    if not notice.tasks:
        yield observe()


@rule(
    Notice,
    code="duplicate-requirement",
    severity=Severity.WARNING,
    summary=Wording(en="Two requirements say the same.", zh="两项具体要求内容相同。"),
    rationale=Wording(
        en="The same duty under two ids is tracked and counted twice, and its two rows may name different units.",
        zh="同一要求编为两项，会重复督办和统计，且两处责任单位可能不同。",
    ),
    remedy=Wording(
        en="Keep one of the two and bring their units together, or word the second as it was meant.",
        zh="保留一项并合并责任单位；本应另有所指的，改写其中一项。",
    ),
    example="做好信息公开。…… 做好信息公开。",
    message=Wording(
        en="requirement {id} says the same as {first}: {text}", zh="具体要求 {id} 与 {first} 内容相同：{text}"
    ),
)
def duplicate_requirement(notice: Notice, context: Context) -> Iterator[Observation]:
    first: dict[str, Requirement] = {}
    for requirement in notice.requirements:
        plain = "".join(fold(requirement.text).split())
        if not plain:
            continue
        earlier = first.setdefault(plain, requirement)
        if earlier is not requirement:
            yield observe(
                requirement.location,
                related=[(earlier.location, _FIRST)],
                id=requirement.id,
                first=earlier.id,
                text=beginning(requirement.text),
            )


@rule(
    Notice,
    code="unparsed-text",
    severity=Severity.WARNING,
    summary=Wording(en="A part of the document was not understood.", zh="部分内容未能识别。"),
    rationale=Wording(
        en="Nothing is dropped in silence: what fits no grammar of this library is kept whole, for a person to read.",
        zh="未能识别的内容原样保留，不作丢弃，请人工核对。",
    ),
    remedy=Wording(
        en="Read the passage: if it gives work, put it where it belongs in the file and check again; headers and buttons of web pages may stay.",
        zh="阅读该段文字：属任务内容的，在文件中移到所属位置后重新检查；页眉页脚、网页按钮等残留不必处理。",
    ),
    example="乱码或版面残片",
    message=Wording(en="not understood: {text}", zh="未能识别：{text}"),
)
def unparsed_text(notice: Notice, context: Context) -> Iterator[Observation]:
    for block in notice.unparsed:
        yield observe(block.location, text=beginning(block.text))


RULES = (
    no_document_number,
    no_title,
    no_issuer,
    no_issue_date,
    issue_after_print,
    number_year_differs,
    no_tasks,
    duplicate_requirement,
    unparsed_text,
)
"""The rules of this half but those of numbering, in the order of the catalogue's page."""
