"""Titles are told from banners, furniture and sentences."""

from __future__ import annotations

import pytest
from views import passage

from policytasks.parsing.titles import find_title, is_title_line, opens_with_agency

PARTED = -1


def _title(*lines: str | int, before_letter: bool = True) -> tuple[str, tuple[int, ...]] | None:
    heads = [(PARTED, passage("")) if isinstance(line, int) else (at, passage(line)) for at, line in enumerate(lines)]
    found = find_title(heads, before_letter=before_letter)
    return None if found is None else (found.passage.text, found.positions)


FOUND = {
    "one line": (("关于做好春耕生产工作的通知",), ("关于做好春耕生产工作的通知", (0,))),
    "joined": (("临江市人民政府", "关于做好春耕生产工作的", "通知"), ("临江市人民政府关于做好春耕生产工作的通知", (0, 1, 2))),
    "behind a banner": (("临江市人民政府文件", "关于做好春耕生产工作的通知"), ("关于做好春耕生产工作的通知", (1,))),
    "behind a parting line": (("政务公开", PARTED, "关于做好春耕生产工作的通知"), ("关于做好春耕生产工作的通知", (2,))),
    "issue of a bulletin": (("督查通报", "第20期", "关于一季度任务进展情况的通报"), ("关于一季度任务进展情况的通报", (2,))),
    "title with brackets behind it": (("关于印发考核办法（试行）的通知",), ("关于印发考核办法（试行）的通知", (0,))),
    "no letter": (("2021年重点任务分工方案",), ("2021年重点任务分工方案", (0,))),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), FOUND.values(), ids=FOUND)
def test_the_title_is_found_among_the_first_lines(
    lines: tuple[str | int, ...], expected: tuple[str, tuple[int, ...]]
) -> None:
    """With the positions of its lines."""
    assert _title(*lines) == expected


@pytest.mark.parametrize(
    "lines",
    [(), ("当前位置：首页",), ("临江市人民政府文件",), ("今天天气很好",)],
    ids=["nothing", "furniture", "banner", "sentence"],
)
def test_no_title_is_made_up(lines: tuple[str, ...]) -> None:
    """Lines that are no heading of a document stay what they are."""
    assert _title(*lines) is None


LINES = {
    "annex": ("2021年民生任务分解表", True),
    "spread out": ("任 务 分 工 表", True),
    "with a remark": ("重点任务清单（2021年度）", True),
    "sentence": ("请各单位认真执行本方案。", False),
    "address": ("各单位：按本方案：执行方案", False),
    "too short": ("表", False),
    "no ending of a title": ("建设学校二十所", False),
}


@pytest.mark.parametrize(("line", "is_title"), LINES.values(), ids=LINES)
def test_a_line_alone_can_be_the_heading_of_an_annex(line: str, is_title: bool) -> None:
    """By the word that it ends with."""
    assert is_title_line(passage(line)) is is_title


AGENCIES = {
    "office": ("临江市人民政府办公室关于印发任务分工的通知", "临江市人民政府办公室"),
    "bureau": ("临江市教育局关于开展检查的通知", "临江市教育局"),
    "forwarding": ("临江市人民政府办公室转发市教育局意见的通知", "临江市人民政府办公室"),
    "committee": ("中共临江市委员会关于加强学习的意见", "中共临江市委员会"),
    "none": ("关于开展检查的通知", None),
    "agency as object": ("关于转发临江市教育局意见的通知", None),
}


@pytest.mark.parametrize(("title", "agency"), AGENCIES.values(), ids=AGENCIES)
def test_an_agency_may_open_the_title(title: str, agency: str | None) -> None:
    """It is the issuer where nobody signed."""
    found = opens_with_agency(passage(title))
    assert (None if found is None else found.text) == agency
