"""Phrases: the library's errors in Chinese.

The messages of the library are constant, in English, and their data stand apart in ``where``, ``found`` and ``expected``;
so a table can translate them. What is not in the table is shown as it is: a new message is never lost, only foreign.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

__all__ = ["PHRASES", "phrase"]

PHRASES: Mapping[str, str] = {
    # Sources.
    "the file is empty": "文件为空",
    "0 bytes": "0 字节",
    "a document": "文档",
    "this is no file": "这不是文件",
    "a folder": "文件夹",
    "a readable file": "可读取的文件",
    "the file cannot be opened": "文件无法打开",
    "the file is no document that can be read": "文件不是可以读取的文档",
    "the file is no text": "文件不是文本",
    "the file is too large": "文件过大",
    "the file has too much text": "文件文字过多",
    "the file has too many pages": "文件页数过多",
    "the file is damaged": "文件已损坏",
    "the file is cut off or damaged": "文件不完整或已损坏",
    "the file is protected by a password": "文件有密码保护",
    "a file without password": "没有密码的文件",
    "a whole file without password": "没有密码的完整文件",
    "a whole file; fetch it again": "完整的文件，请重新获取",
    "a zip archive without a readable table of contents": "目录无法读取的 zip 压缩包",
    "an empty zip archive": "空的 zip 压缩包",
    "a zip archive with *": "含有 * 的 zip 压缩包",
    "the file has no text layer": "文件没有文字层",
    "* pages of pictures, as a scan has them": "* 页图像（扫描件）",
    "no characters on its pages (*), as in a scan": "各页没有文字（共 * 页），疑为扫描件",
    "an OFD with text; run character recognition over it first": "带文字的 OFD，请先作文字识别",
    "a PDF": "PDF",
    "a MIME message": "MIME 格式",
    "a document; read_json reads notices": "文档（通知的 JSON 用 read_json 读取）",
    "the file holds no workbook": "文件不是工作簿",
    "a cell that no sheet has": "单元格地址超出工作表",
    "A1 to XFD1048576": "A1 至 XFD1048576",
    "* rows × * columns": "* 行 × * 列",
    "separate members": "互不重叠的成员",
    "none": "无",
    "a PDF with text; run character recognition over it first": "带文字的 PDF，请先作文字识别",
    "the file has no text part": "文件没有正文部分",
    "the file holds data, not a document": "文件是数据，不是文档",
    "the archive has too many members": "压缩包成员过多",
    "the archive lacks a part": "压缩包缺少组成部分",
    "no such member": "没有此成员",
    "a part of the archive is damaged": "压缩包有部分损坏",
    "a part of the archive is too large": "压缩包有部分过大",
    "a part of the archive unpacks to suspiciously much": "压缩包解压后异常膨胀",
    "members of the archive lie over each other": "压缩包成员相互重叠",
    "an XML part is damaged": "XML 部分已损坏",
    "an XML part has a document type": "XML 部分含有文档类型声明",
    "an XML part has too many tags": "XML 部分标签过多",
    "an XML element has too many attributes": "XML 元素属性过多",
    "a table is too large": "表格过大",
    "tables and text boxes lie too deep in each other": "表格与文本框嵌套过深",
    "the page is damaged": "网页已损坏",
    "the tags of the page are nested too deep": "网页标签嵌套过深",
    "a tag of the page has too many attributes": "网页标签属性过多",
    "the web archive is damaged": "网页存档已损坏",
    "the web archive holds no page": "网页存档中没有网页",
    "LibreOffice could not be started": "LibreOffice 无法启动",
    "LibreOffice could not read the file": "LibreOffice 无法读取此文件",
    "LibreOffice took too long": "LibreOffice 处理超时",
    "no result in * s": "* 秒内没有结果",
    "LibreOffice is not used for this format": "此格式不经 LibreOffice 读取",
    "txt, docx, html, pdf, xlsx, json, ofd, or doc, wps, odt, rtf, xls with LibreOffice": "txt、docx、html、pdf、xlsx、json、ofd，"
    "或 doc、wps、odt、rtf、xls（需 LibreOffice）",
    "a document, or text in UTF-8, GB18030, Big5 or UTF-16": "文档，或 UTF-8、GB18030、Big5、UTF-16 文本",
    "binary data (* of * characters are none)": "二进制数据（* / * 不是字符）",
    "an OLE2 file without text, or a cut off one": "没有正文或不完整的 OLE2 文件",
    "slides": "演示文稿",
    "an office file": "办公文件",
    "a PNG image": "PNG 图片",
    "a JPEG image": "JPEG 图片",
    "a GIF image": "GIF 图片",
    "a TIFF image": "TIFF 图片",
    "a BMP image": "BMP 图片",
    "a WebP image or a sound": "WebP 图片或音频",
    "a film or a HEIC image": "视频或 HEIC 图片",
    "a RAR archive": "RAR 压缩包",
    "a 7z archive": "7z 压缩包",
    "a gzip archive": "gzip 压缩包",
    "a bzip2 archive": "bzip2 压缩包",
    "an xz archive": "xz 压缩包",
    "an SQLite database": "SQLite 数据库",
    "a program": "程序",
    "a CAJ document": "CAJ 文档",
    "a Parquet file": "Parquet 文件",
    "a smaller file": "较小的文件",
    "over * bytes": "超过 * 字节",
    "at most *": "至多 *",
    "more than *": "超过 *",
    # Optional packages and programs.
    "reading PDF is not available here": "此处无法读取 PDF",
    "reading * files (*) is not available here": "此处无法读取 * 文件（*）",
    "* is not available here": "此处无法使用：*",
    "pip install *": "先运行 pip install *",
    "the program * on PATH": "PATH 中有程序 *",
    # Rules, settings, known findings.
    "there is no such rule": "没有此规则",
    "the code of a rule": "规则代码",
    "a pattern of codes of rules": "能匹配规则代码的模式",
    "no such option of the rule": "规则没有此选项",
    "no option: this rule has none": "此规则没有选项",
    "not a value of this option": "选项取值类型不符",
    "too small for this option": "选项取值过小",
    "at least *": "至少 *",
    "a whole number": "整数",
    "a number": "数",
    "a list of strings": "字符串列表",
    "there is no such key": "没有此键",
    "not a list of codes": "不是代码列表",
    'a list such as ["no-title", "number-*"]': '列表，如 ["no-title", "number-*"]',
    "not a table": "不是表",
    'a table such as no-title = "error"': '表，如 no-title = "error"',
    'a table such as "旧文/*" = ["no-title"]': '表，如 "旧文/*" = ["no-title"]',
    "a table such as years = 10": "表，如 years = 10",
    "a table for each rule": "每条规则一个表",
    "not a severity": "不是程度",
    "not a path": "不是路径",
    'a path such as "findings.json"': '路径，如 "findings.json"',
    "not TOML": "不是 TOML",
    'lines such as fail-on = "warning"': 'fail-on = "warning" 这样的行',
    "byte *": "第 * 字节",
    "not a baseline": "不是已知问题文件",
    'an object with "format": "*"': '含有 "format": "*" 的对象',
    "a baseline that check wrote": "check 写出的已知问题文件",
    "a baseline of another version": "其他版本的已知问题文件",
    "not a list": "不是列表",
    "a list of findings": "问题列表",
    "not a known finding": "不是已知问题",
    "a plug-in that cannot be loaded": "插件无法加载",
    "a plug-in that brings no rule": "插件没有提供规则",
    "a function with the decorator rule, or a sequence of them": "用 rule 修饰的函数，或其列表",
    "a plug-in with a code that is taken": "插件的规则代码已被占用",
    "* of policytasks itself": "*（policytasks 自带）",
    "* of another rule of this plug-in": "*（同一插件的另一规则）",
    "a code of its own, such as one that begins with the name of the office": "自己的代码，例如以单位名称开头",
    # Notices in JSON.
    "not a notice": "不是通知",
    "not JSON": "不是 JSON",
    "not JSON: line *, column *: *": "不是 JSON：第 * 行第 * 列：*",
    "not a notice: nested too deeply": "不是通知：嵌套过深",
    "nested too deeply": "嵌套过深",
    "an object": "对象",
    "an array": "数组",
    "an array of *": "* 项的数组",
    "a string": "字符串",
    "an integer": "整数",
    "true or false": "true 或 false",
    "of the wrong length": "长度不符",
    "not a date": "不是日期",
    "a date as YYYY-MM-DD": "YYYY-MM-DD 形式的日期",
    "no such day": "没有这一天",
    "a day of the calendar": "历法中的日期",
    "no format version": "不是格式版本号",
    "written by a newer policytasks; upgrade to read it": "由更新版本的 policytasks 写出，请升级后再读",
    "not UTF-8": "不是 UTF-8",
    "unknown key": "未知的键",
    "a key is missing": "缺少键",
    "of the wrong kind": "类型不符",
    "not a known value": "取值不在范围内",
    "the format version is missing": "缺少格式版本",
    # Registries and ledgers.
    "not a registry of units": "不是单位名录",
    "not a registry of units that this version reads": "不是本版本能读取的单位名录",
    "no list of units": "没有单位表",
    "sheets *": "工作表 *",
    "a sheet * with a heading *": "工作表“*”，含表头“*”",
    "no row of headings": "没有表头行",
    "* in one of the first * rows": "“*”（在前 * 行之一）",
    "JSON in UTF-8": "UTF-8 编码的 JSON",
    "1 problem in the registry of units": "单位名录有 1 处问题",
    "* problems in the registry of units": "单位名录有 * 处问题",
    "a file that starts with *": "以 * 开头的文件",
    "an xlsx or a JSON file": "xlsx 或 JSON 文件",
    "an old .xls workbook (save it as .xlsx)": "旧式 .xls 工作簿（请另存为 .xlsx）",
    "an empty file": "空文件",
    "no registry to expand collectives by": "展开统称需要单位名录",
    "a UnitRegistry": "--registry",
    "the workbook cannot be read": "工作簿无法读取",
    "no sheet with the headings of a ledger": "没有台账表头的工作表",
    "an xlsx file": "xlsx 文件",
    "the format *": "* 格式",
    "a text is longer than a cell can be": "文字超过单元格上限",
    # Networks.
    "no graph format has this suffix": "没有此后缀的网络格式",
    "there is no such graph format": "没有这种网络格式",
    "two nodes have one name": "有两个节点同名",
    "nodes whose str() differs": "名称互不相同的节点",
    "there is no matrix of this graph": "此网络无法画成矩阵",
    "there is no heat map of this graph": "此网络无法画成热力图",
    "there are no loads in this graph": "此网络中没有任务量",
    "a bipartite graph with edges, as responsibility_graph makes it": "有责任关系的单位—任务网络",
    "the explorer shows units and their work": "网页只显示单位与任务的网络",
    "a bipartite graph, as responsibility_graph makes it": "单位—任务网络",
    "no deadline of this graph falls on a day": "没有落在具体日期的时限",
    'a graph by="requirement" of a notice with deadlines': "写有时限的通知",
    "no picture format has this suffix": "没有此后缀的图片格式",
    "there is no such picture": "没有这种图",
    "drawing Chinese text is not available here": "此处无法绘制中文：缺少中文字体",
    "a Chinese font, such as Noto Sans CJK: *": "中文字体，如 Noto Sans CJK：*",
    "drawing pictures is not available here": "此处无法画图",
    "counting over a network is not available here": "此处无法作网络计算",
    "alpha is no level of significance": "这不是显著性水平",
    "a number between 0 and 1": "0 与 1 之间的数",
    "one of *": "下列之一：*",
}
"""What the library says → what it means; ``*`` stands for whatever the message holds there."""

_HOLE = "*"


def phrase(text: str) -> str:
    """A message, or a part of one, in Chinese where the table has it."""
    if text in PHRASES:
        return PHRASES[text]
    for pattern, chinese in _patterns():
        match = pattern.fullmatch(text)
        if match is not None:
            parts = iter(match.groups())
            return "".join(next(parts) if piece == _HOLE else piece for piece in re.split(r"(\*)", chinese))
    return text


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The phrases with holes, as patterns."""
    return tuple(
        (re.compile(r"(.+?)".join(map(re.escape, english.split(_HOLE)))), chinese)
        for english, chinese in PHRASES.items()
        if _HOLE in english
    )
