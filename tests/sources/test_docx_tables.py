"""Docx tables are laid out on their grid, each merged cell once."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_files import abstract, cell, concrete, docx, level, paragraph, row, table

from policytasks.errors import SourceError
from policytasks.location import Location
from policytasks.sources.document import Table
from policytasks.sources.docx import read

RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def span(columns: int) -> str:
    """A cell over several columns."""
    return f'<w:gridSpan w:val="{columns}"/>'


def tables(body: str) -> tuple[Table, ...]:
    """The tables of a document with this body."""
    return read(docx(body), file="x").tables


def grid(body: str) -> list[list[str]]:
    """The first table, a text for each position; ``-`` where no cell is."""
    return [["-" if one is None else one.text for one in line] for line in tables(body)[0].grid()]


def test_cells_know_their_place_in_the_file_and_on_the_grid() -> None:
    """Rows and columns are counted from 1 in a location and from 0 on the grid."""
    found = tables(paragraph("前") + table(row(cell("序号"), cell("任务")), row(cell("1"), cell("公开"))))[0]
    last = found.cells[-1]
    assert (last.row, last.column, last.row_span, last.column_span, last.text) == (1, 1, 1, 1, "公开")
    assert last.location == Location(file="x", table=1, row=2, column=2)
    assert last.paragraphs[0].location == Location(file="x", table=1, row=2, column=2, paragraph=1)


def test_a_section_row_spans_the_table() -> None:
    """``w:gridSpan``."""
    body = table(row(cell("一、公开", span(3))), row(cell("甲"), cell("乙"), cell("丙")))
    assert grid(body) == [["一、公开"] * 3, ["甲", "乙", "丙"]]


def test_a_task_over_several_rows_is_one_cell() -> None:
    """``w:vMerge``: what stands in the cells merged away is not printed."""
    body = table(
        row(cell("任务", RESTART), cell("要求一")),
        row(cell("看不见", CONTINUE), cell("要求二")),
        row(cell("", CONTINUE), cell("要求三")),
        row(cell("任务二", RESTART), cell("要求四")),
    )
    found = tables(body)[0]
    assert [(one.row, one.column, one.row_span, one.text) for one in found.cells if one.column == 0] == [
        (0, 0, 3, "任务"),
        (3, 0, 1, "任务二"),
    ]
    assert grid(body)[1] == ["任务", "要求二"]


def test_a_block_merged_both_ways_is_one_cell() -> None:
    """Two columns over two rows, beside a plain column."""
    body = table(
        row(cell("大", span(2) + RESTART), cell("甲")),
        row(cell("", span(2) + CONTINUE), cell("乙")),
    )
    assert grid(body) == [["大", "大", "甲"], ["大", "大", "乙"]]


def test_old_horizontal_merges_are_one_cell() -> None:
    """``w:hMerge``, alone and together with ``w:vMerge``."""
    left, right = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    body = table(
        row(cell("大", RESTART + left), cell("", RESTART + right), cell("甲")),
        row(cell("", CONTINUE + left), cell("", CONTINUE + right), cell("乙")),
        row(cell("一"), cell("二"), cell("三")),
    )
    assert grid(body) == [["大", "大", "甲"], ["大", "大", "乙"], ["一", "二", "三"]]


def test_rows_that_begin_or_end_late_leave_positions_empty() -> None:
    """``w:gridBefore`` and ``w:gridAfter``."""
    late = row(cell("乙"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')
    assert grid(table(row(cell("甲"), cell("二"), cell("三")), late)) == [["甲", "二", "三"], ["-", "乙", "-"]]


@pytest.mark.parametrize(
    "rows",
    [
        row(cell("甲", CONTINUE), cell("乙")),
        row(cell("无"), cell("丙")) + row(cell("甲", CONTINUE), cell("乙")),
        row(cell("宽", span(2) + RESTART)) + row(cell("甲", CONTINUE), cell("乙")),
    ],
)
def test_a_merge_that_continues_nothing_is_a_cell_of_its_own(rows: str) -> None:
    """No cell above, an unmerged one, or one of another width: the text is kept."""
    assert grid(table(rows))[-1] == ["甲", "乙"]


def test_rows_and_cells_may_stand_in_controls_and_deleted_rows_are_dropped() -> None:
    """``w:sdt`` around rows and cells; a tracked deletion of a row."""
    in_control = f"<w:sdt><w:sdtContent>{row(cell('甲'), '<w:sdt><w:sdtContent>' + cell('乙') + '</w:sdtContent></w:sdt>')}</w:sdtContent></w:sdt>"
    document = read(docx(table(in_control, row(cell("删"), cell("除"), properties="<w:del/>"))), file="x")
    assert [one.text for one in document.tables[0].cells] == ["甲", "乙"]
    assert [doubt.code for doubt in document.doubts] == ["tracked-changes"]


def test_a_table_in_a_cell_is_a_block_of_the_cell() -> None:
    """Tables are numbered in printed order, the outer one first."""
    inner = table(row(cell("内")))
    found = tables(
        table(row(cell(content=paragraph("上") + inner + paragraph("下")), cell("右"))) + table(row(cell("后")))
    )
    holder = found[0].cells[0]
    assert [type(block).__name__ for block in holder.blocks] == ["Paragraph", "Table", "Paragraph"]
    assert holder.text == "上\n内\n下"
    assert [one.location.table for one in (found[0], holder.blocks[1], found[1])] == [1, 2, 3]


def test_numbers_count_on_through_the_cells() -> None:
    """A list that numbers the rows of a table."""
    lists = abstract(1, level(0, "decimal", "%1")) + concrete(1, 1)
    rows = [row(cell(content=paragraph("", number=(1, 0))), cell(text)) for text in ("甲", "乙")]
    assert [one.text for one in read(docx(table(*rows), numbering=lists), file="x").paragraphs] == [
        "1",
        "甲",
        "2",
        "乙",
    ]


@pytest.mark.parametrize("width", ["20000000", "99999999999999999999", "-5", "x", ""])
def test_a_huge_or_broken_span_never_costs_memory(width: str) -> None:
    """A cell over twenty million columns is refused; a span that is no number is one column."""
    body = docx(table(row(cell("甲", f'<w:gridSpan w:val="{width}"/>'))))
    if width == "20000000":
        with pytest.raises(SourceError, match="a table is too large"):
            read(body, file="x")
    else:
        assert [one.column_span for one in read(body, file="x").tables[0].cells] == [1]


def test_tables_too_deep_in_each_other_are_refused() -> None:
    """Forty tables, each in a cell of the last."""
    body = table(row(cell("底")))
    for _ in range(40):
        body = table(row(cell(content=body)))
    with pytest.raises(SourceError, match="too deep"):
        read(docx(body), file="x")


def test_the_real_notice_has_the_lines_of_its_text(data: Path) -> None:
    """The docx and the txt of the seed say the same, line by line, and its table is whole."""
    document = read((data / "yanzhou-2021-20.docx").read_bytes(), file="x")
    printed = (data / "yanzhou-2021-20.txt").read_text("utf-8").split("\n")
    ours = [line.strip() for one in document.paragraphs for line in one.text.split("\n")]
    assert [line for line in ours if line] == [line.strip() for line in printed if line.strip()]
    found = document.tables[0]
    assert (found.row_count, found.column_count, len(found.cells)) == (53, 3, 122)
    assert all(one is not None for line in found.grid() for one in line)
