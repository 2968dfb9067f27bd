"""Texts 文案 of the command: everything that it says by itself, in every language."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from policytasks.cli.asking_texts import ASKING_TEXTS
from policytasks.cli.checking_texts import CHECKING_TEXTS
from policytasks.cli.graph_texts import GRAPH_TEXTS
from policytasks.cli.ledger_texts import LEDGER_TEXTS
from policytasks.cli.merging_texts import MERGING_TEXTS
from policytasks.cli.patching_texts import PATCHING_TEXTS
from policytasks.cli.sending_texts import SENDING_TEXTS
from policytasks.messages import Language, Wording

__all__ = ["TEXTS", "Voice"]


@attrs.frozen
class Voice:
    """Says the texts of the command in one language."""

    lang: Language

    def __call__(self, key: str, **facts: object) -> str:
        """The text of a key, with its facts filled in.

        Raises:
            KeyError: There is no such text, or it names a fact that is not given.
        """
        return TEXTS[key].say(self.lang, **facts)


TEXTS: Mapping[str, Wording] = {
    **ASKING_TEXTS,
    **CHECKING_TEXTS,
    **GRAPH_TEXTS,
    **LEDGER_TEXTS,
    **SENDING_TEXTS,
    **PATCHING_TEXTS,
    **MERGING_TEXTS,
    # The frame of every help page.
    "usage": Wording("Usage: ", "用法："),
    "options": Wording("Options:", "选项："),
    "commands": Wording("Commands:", "命令："),
    "options-metavar": Wording("[OPTIONS]", "[选项]"),
    "command-metavar": Wording("COMMAND [ARGS]...", "命令 [参数]..."),
    "files-metavar": Wording("FILE...", "文件..."),
    "file-metavar": Wording("FILE", "文件"),
    "codes-metavar": Wording("[CODE]...", "[代码]..."),
    "path-metavar": Wording("PATH", "PATH"),
    "day-metavar": Wording("YYYY-MM-DD", "YYYY-MM-DD"),
    "code-metavar": Wording("CODE", "CODE"),
    "required": Wording("[required]", "（必填）"),
    "help.help": Wording("Show this page and exit.", "显示本页。"),
    "help.version": Wording("Show the version and exit.", "显示版本。"),
    "help.lang": Wording(
        "Language of messages; the locale decides when it is left out.", "提示语言；缺省按系统区域设置。"
    ),
    "version": Wording("policytasks {version}", "policytasks {version}"),
    # Help of the commands; paragraphs that start with \b are not wrapped.
    "help.main": Wording(
        "Read Chinese task-division notices (任务分工通知) and turn them into values, ledgers and graphs.\n\n"
        "FILE is a notice as txt, docx, html, pdf, xlsx, doc, wps, odt, rtf or as JSON written by read --json; the format "
        "is found from the content. - stands for standard input.\n\n"
        "\b\n"
        "Exit codes:\n"
        "  0  done; check found no error\n"
        "  1  check found an error in a notice, units check a name that nothing binds, or collect or merge something to look at\n"
        "  2  an input that cannot be used, or a wrong command line\n"
        "  3  an optional package or program is missing\n"
        "  4  a fault of policytasks itself; please report it",
        "\b\n"
        "读取任务分工通知，生成结构化数据、台账和责任网络。\n\n"
        "\b\n"
        "“文件”可为 txt、docx、html、pdf、xlsx、doc、wps、odt、rtf，\n"
        "或 read --json 写出的 JSON；格式按内容识别。- 表示标准输入。\n\n"
        "\b\n"
        "退出码：\n"
        "  0  完成；check 未发现错误\n"
        "  1  check 发现错误，units check 有名称未能对应，或 collect、merge 有内容需要核对\n"
        "  2  输入无法使用，或命令写法有误\n"
        "  3  缺少可选软件包或程序\n"
        "  4  程序自身故障，请反馈",
    ),
    "help.read": Wording(
        "Show what a notice says: its head, sections, tasks, requirements, units and deadlines.\n\n"
        "With --json, one file gives one indented object; several files give one object a line.",
        "\b\n"
        "显示通知内容：文件头、部分、工作任务、具体要求、责任单位、时限。\n\n"
        "\b\n"
        "加 --json 时，单个文件输出一个对象，多个文件每行一个对象。",
    ),
    "help.read.json": Wording("Print JSON instead of a tree.", "输出 JSON。"),
    "help.read.explain": Wording(
        "Show each value with the place and the line that it was read from.", "逐项列出取值的出处与原文。"
    ),
    "help.ledger": Wording(
        "Write the ledger of a notice as an Excel workbook.\n\n"
        "With several files, OUT is a folder that gets one workbook for each.",
        "\b\n将通知写成 Excel 台账。\n\n\b\n有多个文件时，输出路径为文件夹，每个文件一本台账。",
    ),
    "help.ledger.by": Wording(
        "One row for each requirement, or for each of its units; requirement when left out.",
        "按要求或按单位分行，缺省按要求。",
    ),
    "help.ledger.merge": Wording(
        "Merge the cells of a section and a task, or repeat them in every row (as sorting needs it).",
        "合并同类单元格，或逐行重复（便于排序）。",
    ),
    "help.ledger.headings": Wording(
        "Language of the headings; Chinese when left out.", "表头语言，缺省为中文。"
    ),
    "help.collectives": Wording(
        "Keep collectives such as 各镇, expand them by the registry, or drop them; keep when left out.",
        "统称：保留、按名录展开或略去，缺省保留。",
    ),
    "help.review": Wording(
        "Write a page that shows the source beside the model, each value linked to the words it came from.",
        "\b\n写出审阅网页：原文与解析结果并列，逐项对应。",
    ),
    "help.units": Wording(
        "Work with a registry of units (单位名录).", "\b\n管理单位名录。"
    ),
    "help.units.draft": Wording(
        "Make a first registry of the units that notices name, for a person to correct in Excel (or JSON).",
        "\b\n由通知起草单位名录，供人工在 Excel（或 JSON）中修订。",
    ),
    "help.units.check": Wording(
        "Show how each printed name is bound to a unit of the registry.", "\b\n显示通知中各单位名称与名录的对应情况。"
    ),
    "help.units.expand": Wording(
        "Show whom the collectives of a notice mean on its day.", "\b\n显示通知中各统称在成文之日所指的单位。"
    ),
    "help.units.list": Wording("Show the units of a registry.", "\b\n列出名录中的单位。"),
    "help.registry": Wording(
        "Registry of units (xlsx or JSON) by which names are resolved.", "单位名录（xlsx 或 JSON），用于规范名称。"
    ),
    "help.on": Wording(
        "Day on which the units are looked at; the notice's own when left out.", "基准日期，缺省为成文日期。"
    ),
    "help.on-list": Wording("Only the units that exist on this day.", "只列该日存续的单位。"),
    "help.ledger.force": Wording(
        "Replace a file even if it holds more than a fresh ledger.", "即使原文件已有填报内容也予以覆盖。"
    ),
    "help.output": Wording("Where to write.", "输出路径。"),
    # Headings and words of the output.
    "field.document_number": Wording("Number", "发文字号"),
    "field.issuer": Wording("Issuer", "发文机关"),
    "field.addressees": Wording("Addressees", "主送机关"),
    "field.issued_on": Wording("Issued", "成文日期"),
    "field.printed_on": Wording("Printed", "印发日期"),
    "field.copied_to": Wording("Copied to", "抄送"),
    "field.disclosure": Wording("Disclosure", "公开属性"),
    "field.title": Wording("Title", "标题"),
    "field.attachments": Wording("Annexes", "附件"),
    "field.citations": Wording("Cites", "引用文件"),
    "field.obligations": Wording("Everybody's duties", "共同要求"),
    "field.section": Wording("section", "部分"),
    "field.task": Wording("task", "工作任务"),
    "field.requirement": Wording("requirement", "具体要求"),
    "field.ordinal": Wording("ordinal", "序号"),
    "field.unit": Wording("unit", "单位"),
    "field.deadline": Wording("deadline", "时限"),
    "field.unparsed": Wording("not understood", "未能识别"),
    "untitled": Wording("(no title)", "（无标题）"),
    "labelled": Wording("{label}: ", "{label}："),
    "nowhere": Wording("not printed", "原文无此项"),
    "inherited": Wording("{text} (from the body)", "{text}（正文统一要求）"),
    "open-list": Wording("… and others", "等"),
    "read.counts": Wording(
        "sections: {sections}, tasks: {tasks}, requirements: {requirements}, units: {units}, responsibilities: {responsibilities}",
        "{sections} 个部分，{tasks} 项任务，{requirements} 项要求，{units} 个单位，{responsibilities} 项责任",
    ),
    "read.unparsed": Wording(
        "not understood: {count} (policytasks check says which)",
        "{count} 处内容未能识别：可用 policytasks check 查看",
    ),
    "read.no-tasks": Wording("The document divides no work.", "文件没有任务分工。"),
    "no-tasks": Wording("{path}: the document divides no work", "{path}：文件没有任务分工"),
    "wrote": Wording("wrote {path}", "已写入 {path}"),
    "wrote-ledger": Wording("wrote {path} (rows: {entries})", "已写入 {path}：{entries} 行"),
    "wrote-registry": Wording("wrote {path} (units: {units})", "已写入 {path}：{units} 个单位"),
    "progress": Wording("Reading", "读取"),
    "column.code": Wording("Code", "代码"),
    "column.severity": Wording("Severity", "程度"),
    "column.finds": Wording("Finds", "内容"),
    "column.printed": Wording("Printed name", "原文名称"),
    "column.unit": Wording("Unit", "规范名称"),
    "column.method": Wording("Bound by", "对应方式"),
    "column.candidates": Wording("Candidates, successors", "近似或承接单位"),
    "column.count": Wording("Rows", "项数"),
    "column.number": Wording("Number", "数目"),
    "column.kind": Wording("Kind", "类别"),
    "column.aliases": Wording("Aliases", "别名"),
    "column.valid": Wording("Valid", "存续期"),
    "column.parent": Wording("Parent", "上级"),
    "column.collective": Wording("Collective", "统称"),
    "column.members": Wording("Members", "成员"),
    "units.unbound": Wording("—", "—"),
    "units.not-valid": Wording("{unit} (not on that day)", "{unit}（当日不存在）"),
    "units.open": Wording("open: names nobody in particular", "泛指，未指明单位"),
    "units.unknown-members": Wording("the registry does not say", "名录未载"),
    "units.no-collectives": Wording("The notice names no collective.", "通知中没有统称。"),
    "units.summary": Wording("names: {all}, bound: {bound}", "{all} 个名称，{bound} 个已对应"),
    # Errors.
    "error": Wording("error: {message}", "错误：{message}"),
    "error.see-help": Wording("{message} (see {command} --help)", "{message}（参见 {command} --help）"),
    "error.no-command": Wording("there is no command {name}", "没有命令 {name}"),
    "error.no-command-but": Wording(
        "there is no command {name}; did you mean {likely}?", "没有命令 {name}，是否指 {likely}？"
    ),
    "error.no-option": Wording("there is no option {name}", "没有选项 {name}"),
    "error.no-option-but": Wording(
        "there is no option {name}; did you mean {likely}?", "没有选项 {name}，是否指 {likely}？"
    ),
    "error.no-value": Wording("{name} needs a value", "{name} 需要取值"),
    "error.missing": Wording("{name} is missing", "缺少 {name}"),
    "error.choice": Wording("{name} cannot be {value}; choose {choices}", "{name} 不能为 {value}，可选 {choices}"),
    "error.date": Wording("{name} cannot be {value}; write a day as 2021-12-31", "{name} 不能为 {value}，请写作 2021-12-31"),
    "error.extra": Wording("{name} is one argument too many", "多余的参数 {name}"),
    "standard-output": Wording("standard output", "标准输出"),
    "error.not-there": Wording("{path}: there is no such file or folder", "{path}：没有此文件或文件夹"),
    "error.permission": Wording("{path}: no permission", "{path}：没有权限"),
    "error.system": Wording("{path}: {reason}", "{path}：{reason}"),
    "error.over-input": Wording(
        "{path}: the output would replace an input", "{path}：输出会覆盖输入文件"
    ),
    "error.typed": Wording(
        "{path}: this file exists, and what it holds beyond a fresh ledger would be lost; choose another name, or say --force",
        "{path}：文件已存在，其中填报等内容会丢失，请改用其他文件名，或加 --force",
    ),
    "error.needs-folder": Wording(
        "{path}: with several files the output is a folder, and this is a file", "{path}：有多个文件时输出须为文件夹，而此为文件"
    ),
    "error.same-name": Wording(
        "{path}: two of the files would be written to it", "{path}：有两个文件会写入此处"
    ),
    "error.suffix": Wording("{path}: the name has to end in {suffixes}", "{path}：文件名须以 {suffixes} 结尾"),
    "error.stdin-twice": Wording("standard input (-) can be read once only", "标准输入（-）只能读取一次"),
    "error.both": Wording("{first} and {second} exclude each other", "{first} 与 {second} 不能同用"),
    "error.found": Wording("; found {found}", "；实际为：{found}"),
    "error.expected": Wording("; expected {expected}", "；应为：{expected}"),
    "error.internal": Wording(
        "a fault of policytasks itself: {kind}: {reason}; please report it with what {command} prints",
        "程序自身故障：{kind}：{reason}；请附 {command} 的输出反馈",
    ),
    "error.interrupted": Wording("interrupted", "已中断"),
}  # fmt: skip
"""Key → text."""
