"""Law: of a ledger that an office keeps itself, whatever its columns, every word of progress is read, and it becomes one of ours."""

from __future__ import annotations

from io import BytesIO

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import render

WORK = {
    "序号": "{number}",
    "工作任务": "推进第{sheet}{number}项工作",
    "具体措施": "完成第{sheet}{number}项具体措施。",
    "牵头单位": "区财政局",
    "责任单位": "区水务局",
    "配合单位": "区审计局、各镇（街道）",
    "完成时限": "2024年9月底前",
}
NEEDED = ("具体措施", "责任单位")
PROGRESS = tuple(
    "进展情况 存在问题 备注 完成状态 完成比例 分管领导 进度 完成情况 更新日期 目前进展 下一步打算 重点 联系人 整改目标 资金 督办次数".split()
)
UNITS = ("区水务局", "区民政局、区司法局", "区民政局")


@attrs.frozen(kw_only=True)
class Found:
    """A workbook, and the words of progress in it."""

    data: bytes = attrs.field(repr=False)
    words: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    """For whoever reads the report of a failure."""


@st.composite
def workbooks(draw: st.DrawFn) -> Found:
    """One or two sheets with a title or without, columns by chance, and cells merged down by chance."""
    book = Workbook()
    book.remove(book.worksheets[0])
    words: list[str] = []
    for number in range(draw(st.integers(1, 2))):
        sheet = book.create_sheet(f"第{number + 1}批")
        if draw(st.booleans()):
            sheet.append([f"某市第{number + 1}批重点任务台账"])
        work = [heading for heading in WORK if heading in NEEDED or draw(st.booleans())]
        progress = draw(st.lists(st.sampled_from(PROGRESS), unique=True, min_size=1, max_size=6))
        sheet.append([*work, *progress])
        first = sheet.max_row + 1
        count = draw(st.integers(1, 6))
        for row in range(1, count + 1):
            said = {heading: text.format(sheet=number, number=row) for heading, text in WORK.items()}
            said["责任单位"] = draw(st.sampled_from(UNITS))
            for heading in progress:
                if draw(st.booleans()):
                    words.append(f"笔迹{len(words):03}号")
                    said[heading] = words[-1]
            sheet.append([said.get(heading) for heading in (*work, *progress)])
        if count > 1 and draw(st.booleans()):
            letter = get_column_letter(draw(st.integers(1, len(work) + len(progress))))
            top = draw(st.integers(first, first + count - 2))
            bottom = draw(st.integers(top + 1, first + count - 1))
            for row in range(top + 1, bottom + 1):
                if sheet[f"{letter}{row}"].value in words:
                    words.remove(str(sheet[f"{letter}{row}"].value))
                sheet[f"{letter}{row}"].value = None
            sheet.merge_cells(f"{letter}{top}:{letter}{bottom}")
    buffer = BytesIO()
    book.save(buffer)
    rows = tuple(tuple(cell.value for cell in row) for sheet in book.worksheets for row in sheet.iter_rows())
    return Found(data=buffer.getvalue(), words=tuple(words), rows=rows)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(workbooks())
def test_every_word_of_progress_is_in_the_ledger(found: Found) -> None:
    """Or in the notice, where a heading speaks of the work（整改目标）; and the ledger can be written and read back."""
    ledger = read_ledger(found.data)
    said = repr(ledger)
    assert [word for word in found.words if word not in said] == []
    again = read_ledger(render(ledger))
    assert (again, again.doubts) == (ledger, ())
