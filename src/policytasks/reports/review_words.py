"""Words 文案 of the review page, in every language."""

from __future__ import annotations

from collections.abc import Mapping

from policytasks.messages import Wording

__all__ = ["FIELDS", "WORDS"]

FIELDS: Mapping[str, Wording] = {
    "document_number": Wording("Number", "发文字号"),
    "title": Wording("Title", "标题"),
    "issuer": Wording("Issuer", "发文机关"),
    "issued_on": Wording("Issued", "成文日期"),
    "printed_on": Wording("Printed", "印发日期"),
    "addressees": Wording("Addressees", "主送机关"),
    "copied_to": Wording("Copied to", "抄送"),
    "disclosure": Wording("Disclosure", "公开属性"),
    "attachments": Wording("Annexes", "附件"),
}
"""Header field → its name, in the order of the page."""

WORDS: Mapping[str, Wording] = {
    "review": Wording("Review", "审阅"),
    "source": Wording("Source", "原文"),
    "model": Wording("Model", "解析结果"),
    "untitled": Wording("(no title)", "（无标题）"),
    "no-source": Wording("The source is not at hand: this notice comes from data.", "没有原文：该通知由数据读入。"),
    "no-tasks": Wording("The document divides no work.", "文件没有任务分工。"),
    "search": Wording("Search: unit, words, id ( / )", "搜索：单位、文字、编号（/）"),
    "all": Wording("all", "全部"),
    "with-findings": Wording("with findings", "有问题"),
    "with-deadline": Wording("with deadline", "有时限"),
    "without-units": Wording("without units", "无单位"),
    "theme": Wording("light / dark", "明暗"),
    "keys": Wording(
        "↑ ↓ next value · / search · Esc clear · click words on either side",
        "↑ ↓ 前后移动 · / 搜索 · Esc 清除 · 点击任一侧文字可对照",
    ),
    "header": Wording("Head", "文件头"),
    "citations": Wording("Documents cited", "引用文件"),
    "obligations": Wording("Duties of everybody", "共同要求"),
    "findings": Wording("Findings", "问题"),
    "hints": Wording("Hints", "提示"),
    "no-findings": Wording("Nothing to look at.", "没有需要核对之处。"),
    "unparsed": Wording("Not understood", "未能识别"),
    "furniture": Wording("Around the text", "页面其他文字"),
    "sections": Wording("sections", "部分"),
    "tasks": Wording("tasks", "任务"),
    "requirements": Wording("requirements", "要求"),
    "units": Wording("units", "单位"),
    "responsibilities": Wording("responsibilities", "责任"),
    "due": Wording("Deadline", "时限"),
    "inherited": Wording("from the body", "正文统一要求"),
    "leaders": Wording("Persons", "责任人"),
    "implied": Wording("Implied", "统一说明所列"),
    "open-list": Wording("and others", "等"),
    "no-units": Wording("no units", "未列单位"),
    "page": Wording("page {number}", "第 {number} 页"),
    "sheet": Wording("sheet {name}", "工作表 {name}"),
    "table": Wording("table", "表"),
    "nothing-shown": Wording("No requirement fits the filter.", "没有符合条件的要求。"),
    "legend": Wording("Colours", "图例"),
    "heading": Wording("heading", "标题"),
    "text": Wording("requirement", "要求"),
    "body": Wording("body", "正文"),
}
"""Key → text."""
