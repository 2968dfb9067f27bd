"""Law: four times the text takes about four times the time, whatever is repeated in it."""

from __future__ import annotations

from time import process_time

import pytest

from policytasks.parsing.read import parse_notice

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
MONSTROUS = ("（", "、", "一、", "1", "牵头", "各", "责任单位：区财政局；")
SHORT = 1_000
LEAST = 0.02
"""Seconds below which a clock says little."""


def _seconds(text: str) -> float:
    start = process_time()
    parse_notice(text)
    return process_time() - start


def hold(text: str, *, behind: str = "") -> None:
    """Four times the text in less than ten times the time; a quadratic reader would take sixteen times."""
    allowed = 10 * max(_seconds(behind + text), LEAST)
    assert _seconds(behind + text * 4) < allowed


@pytest.mark.parametrize("piece", [*MARKS, *WORDS], ids=repr)
def test_no_repetition_on_one_line_makes_reading_slow(piece: str) -> None:
    """Marks that open something and never close it, labels without units, words that all grammars look for."""
    hold(piece * (SHORT // len(piece) + 1))


@pytest.mark.parametrize("letter", ["", LETTER], ids=["alone", "behind a letter"])
@pytest.mark.parametrize("line", LINES, ids=repr)
def test_no_repeated_line_makes_reading_slow(line: str, letter: str) -> None:
    """Items without end, tables of any form without a heading, headings without a table."""
    hold((line + "\n") * (SHORT // (len(line) + 1) + 1), behind=letter)


@pytest.mark.parametrize("piece", [*MONSTROUS], ids=repr)
def test_a_monstrous_line_takes_no_longer_than_ordinary_prose(piece: str) -> None:
    """12,000 characters of one thing on one line, against ordinary items of the same length."""
    hold_to_ordinary(piece * (12_000 // len(piece)))


@pytest.mark.slow
@pytest.mark.parametrize("piece", [*MONSTROUS], ids=repr)
def test_an_even_longer_line_does_neither(piece: str) -> None:
    """100,000 characters, 10,000 labels."""
    hold_to_ordinary(piece * (100_000 // len(piece)))


def hold_to_ordinary(text: str) -> None:
    ordinary = ORDINARY * (len(text) // len(ORDINARY))
    assert _seconds(text) < 20 * max(_seconds(ordinary), LEAST)
