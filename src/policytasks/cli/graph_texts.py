"""Texts 文案 of ``policytasks graph``."""

from __future__ import annotations

from collections.abc import Mapping

from policytasks.messages import Wording

__all__ = ["GRAPH_TEXTS"]

GRAPH_TEXTS: Mapping[str, Wording] = {
    "help.graph": Wording(
        "Write the network of units and their work: as a file for other programs, as a picture, or as a page to click on.\n\n"
        "The suffix of OUT decides the format: .graphml, .gexf (Gephi), .gml, .net (Pajek), .dl (UCINET), .hif.json "
        "(hypergraph), .json (node-link), .dot, .mmd (Mermaid), .csv (edge list), .zip (Neo4j); with --plot .png, .svg or "
        ".pdf; with --explore .html. Several notices make one network.\n\n"
        "\b\n"
        "Examples:\n"
        "  policytasks graph notice.docx -o network.gexf\n"
        "  policytasks graph notice.docx -o network.html --explore\n"
        "  policytasks graph notice.docx -o load.png --plot load\n"
        "  policytasks graph notice.docx -o pairs.csv --significant hypergeometric\n"
        "  policytasks graph notice.docx --measure load --measure degree",
        "\b\n"
        "写出单位与任务的责任网络：数据文件、图片或可点击的网页。\n\n"
        "\b\n"
        "格式由输出文件的后缀决定：.graphml、.gexf（Gephi）、.gml、\n"
        ".net（Pajek）、.dl（UCINET）、.hif.json（超图）、.json（node-link）、\n"
        ".dot、.mmd（Mermaid）、.csv（边表）、.zip（Neo4j）；加 --plot 为 .png、\n"
        ".svg、.pdf；加 --explore 为 .html。多个通知合为一个网络。\n\n"
        "\b\n"
        "示例：\n"
        "  policytasks graph 通知.docx -o 网络.gexf\n"
        "  policytasks graph 通知.docx -o 网络.html --explore\n"
        "  policytasks graph 通知.docx -o 任务量.png --plot load\n"
        "  policytasks graph 通知.docx -o 合作.csv --significant hypergeometric\n"
        "  policytasks graph 通知.docx --measure load --measure degree",
    ),
    "help.graph.format": Wording("Format of the file, whatever its suffix.", "文件格式，不论后缀。"),
    "help.graph.by": Wording(
        "Join units to tasks or to requirements; task when left out, requirement for pairs, deadlines and measures.",
        "单位与任务或与要求相连；缺省为任务，涉及合作对、时限或指标时为要求。",
    ),
    "help.graph.project": Wording(
        "Join units by the work they share, or work by its units.", "投影：以共同任务连接单位，或以共同单位连接任务。"
    ),
    "help.graph.weight": Wording(
        "What a line of the projection weighs, also for measures; count when left out.", "投影（包括指标所用投影）中边的权重，缺省为 count（共同项数）。"
    ),
    "help.graph.significant": Wording(
        "Keep the pairs that share more than chance would have it, by this null model; svn is hypergeometric with "
        "Bonferroni at 1 %.",
        "只保留超出偶然的合作对，按所选零模型；svn 为超几何检验加 Bonferroni 校正（1%）。",
    ),
    "help.graph.alpha": Wording(
        "Level of the test; 0.05 when left out (svn: 0.01).", "检验水平，缺省 0.05（svn 为 0.01）。"
    ),
    "help.graph.seed": Wording(
        "Where drawing by chance and layouts begin; 0 when left out.", "随机抽样与布局的种子，缺省 0。"
    ),
    "help.graph.measure": Wording(
        "Print a measure of the units or of the whole network, such as load, degree, betweenness, gini; may be repeated. A file "
        "given by -o then holds the numbers, too. The page Measures of the documentation lists all.",
        "输出单位或全网的指标表，如 load、degree、betweenness、gini，可重复；同时给出 -o 时，文件中也含指标值。"
        "全部指标见文档“Measures”页。",
    ),
    "measure-metavar": Wording("NAME", "指标"),
    "graph.unit": Wording("Unit", "单位"),
    "graph.measure": Wording("{title}: {value}", "{title}：{value}"),
    "help.graph.plot": Wording("Draw a picture.", "画图。"),
    "help.graph.explore": Wording(
        "Write a page to click on, which needs no network.", "写成可点击的网页，无需联网。"
    ),
    "wrote-graph": Wording(
        "wrote {path} (nodes: {nodes}, edges: {edges})", "已写入 {path}：{nodes} 个节点，{edges} 条边"
    ),
    "graph.caveat": Wording("note: {caveat}", "提示：{caveat}"),
    "graph.significant": Wording(
        "{kept} of {all} pairs stand the test", "{all} 对中有 {kept} 对通过检验"
    ),
    "error.number": Wording("{name} cannot be {value}; write a number", "{name} 不能为 {value}，应为数字"),
    "error.only-with": Wording("{first} needs {second}", "{first} 须与 {second} 同用"),
}  # fmt: skip
"""Key → text."""
