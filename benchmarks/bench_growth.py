"""How the time of reading grows with the text: four times the text should take four times the time, whatever is repeated in it.

Marks that open something and never close it, labels without units, tables without headings and the words that every grammar looks
for are repeated; the pieces that grow most are shown. A quadratic reader would show a ratio of 16. Ends with 1 when one is above 10.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from time import process_time

from rich.console import Console
from rich.progress import track
from rich.table import Table

from policytasks.location import Location
from policytasks.parsing.dates import find_dates
from policytasks.parsing.deadlines import find_deadlines, parse_deadline
from policytasks.parsing.document_numbers import find_document_numbers, find_order_numbers
from policytasks.parsing.read import parse_notice
from policytasks.passage import Passage

LETTER = (
    "关于印发2021年重点工作任务分工的通知\n各镇人民政府，区政府各部门：\n现印发给你们，请认真落实。\n"
    "某区人民政府办公室\n2021年7月29日\n附件\n2021年重点工作任务分工\n"
)
ORDINARY = "一、推进公开\n（一）公开规划\n1.主动公开规划。（责任单位：区财政局、区审计局）\n2.公开预算。（牵头单位：区财政局）\n"
MARKS = "（ ） 〔 （（ 《 》 “ ： ； ， 、 。 一、 （一） 1. ① 1 12 第一条 一是 2021年 6月底前 - — │ ┌─┬┐ \t | 　 \u200b \n".split(
    " "
)
WORDS = (
    "牵头 负责 配合 会同 由 各 等 和 责任单位 责任单位： 责任单位：A、 牵头单位：区财政局； 时限： （责任单位： （责任单位：区财政局） 区财政局 区财政局、 "
    "各部门、单位 关于 通知 附件 抄送： 按职责分工负责。 列第一位的为牵头单位，下同 以下各项均需 适用范围：甲； 区财政局：推进。 3.5% 〔2021〕1号 a"
).split(" ")
LINES = (
    "a",
    "一、",
    "1.推进工作。（责任单位：区财政局）",
    "区财政局",
    "区财政局：推进工作。",
    "附件1",
    "牵头单位：区财政局",
    "某县人民政府",
    "2021年7月29日",
    "a\t b\tc",
    "1 | 推进工作。 | 区财政局",
    "| a |",
    "│ a │ b │",
    "工作任务\t具体要求\t责任单位",
    "序号\n工作任务\n责任单位\n1\n推进工作\n区财政局",
    "推进工作。 区财政局 6月底前",
    "《关于推进工作的通知》（济政办字〔2021〕18号）",
)
TIMES = "年 月 日 前 十 1 每 至 6月 2021年 6月、 《 于 之日起 个工作日 1- 2021. 6月1日至 季度末 每年6月、 〔2021〕 〔 令第 和 发展局 收到 的 全面".split()
MONSTROUS = ("（", "、", "一、", "1", "牵头", "各", "责任单位：区财政局；")
GRAMMARS: dict[str, Callable[[Passage], object]] = {
    "deadlines": lambda passage: find_deadlines(passage, year=2021),
    "deadline cell": lambda passage: parse_deadline(passage, year=2021),
    "document numbers": lambda passage: list(find_document_numbers(passage)),
    "order numbers": lambda passage: list(find_order_numbers(passage)),
    "dates": lambda passage: list(find_dates(passage)),
}
LEAST = 0.005
"""Seconds below which a clock says little."""
ALLOWED = 10


def seconds(read: Callable[[str], object], text: str) -> float:
    """The shortest of three runs: others use the machine too."""
    runs = []
    for _ in range(3):
        start = process_time()
        read(text)
        runs.append(process_time() - start)
    return min(runs)


def cases() -> Iterator[tuple[str, str, Callable[[str], object], str, str]]:
    """What reads, what is repeated, the reader, what stands before, and the text that is to be taken four times."""
    for piece in (*MARKS, *WORDS):
        yield "notice, one line", piece, parse_notice, "", piece * (4_000 // len(piece) + 1)
    for line in LINES:
        for place, letter in (("notice, lines", ""), ("notice, lines behind a letter", LETTER)):
            yield place, line, parse_notice, letter, (line + "\n") * (4_000 // (len(line) + 1) + 1)
    for name, grammar in GRAMMARS.items():
        for piece in (*TIMES, " ", "\n"):
            yield name, piece, _of_text(grammar), "", piece * (4_000 // len(piece))


def _of_text(grammar: Callable[[Passage], object]) -> Callable[[str], object]:
    return lambda text: grammar(Passage.of(text, Location(line=1)))


def main() -> int:
    """Measure everything, show the worst."""
    found = []
    for reader, piece, read, before, text in track(list(cases()), description="growth", console=Console(stderr=True)):
        short = max(seconds(read, before + text), LEAST)
        found.append((seconds(read, before + text * 4) / short, short, reader, piece))
    found.sort(reverse=True)
    table = Table("reader", "repeated", "4,000 characters, ms", "ratio for 16,000")
    for ratio, short, reader, piece in found[:12]:
        table.add_row(reader, repr(piece), f"{short * 1000:.1f}", f"{ratio:.1f}")
    monsters = Table("100,000 characters on one line", "time, ordinary items = 1")
    ordinary = seconds(parse_notice, ORDINARY * (100_000 // len(ORDINARY)))
    for piece in MONSTROUS:
        monsters.add_row(repr(piece), f"{seconds(parse_notice, piece * (100_000 // len(piece))) / ordinary:.2f}")
    console = Console()
    console.print(table)
    console.print(monsters)
    return int(found[0][0] > ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
