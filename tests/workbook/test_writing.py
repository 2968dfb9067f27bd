"""A ledger's workbook is one that a clerk can fill in, filter and print, and that no program misreads."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import attrs
import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from policytasks.errors import LedgerError
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import Status
from policytasks.model.deadline import Deadline, DeadlineKind
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit
from policytasks.workbook.layout import HIGHEST_ROW
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import render, write_ledger

HEADINGS = (
    "编号 部分 工作任务 具体要求 牵头单位 责任单位 配合单位 完成时限 截止日期 完成状态 完成比例 进展情况 存在问题 下一步措施 "
    "佐证材料 更新日期 更新人"
).split()


@pytest.fixture(scope="module")
def sheet(seed: Notice, tmp_path_factory: pytest.TempPathFactory) -> Worksheet:
    """The real notice's table, merged."""
    return load_workbook(write_ledger(seed, tmp_path_factory.mktemp("seed") / "台账.xlsx"))["台账"]


def texts(sheet: Worksheet, row: int) -> list[object]:
    """The values of a row."""
    return [cell.value for cell in sheet[row]]


def test_the_sheet_says_what_the_notice_says(sheet: Worksheet, seed: Notice) -> None:
    """Title, number, headings, and the first row with its date as a date."""
    assert sheet["A1"].value == seed.title
    assert (
        sheet["A2"].value
        == "发文字号：济兖政办字〔2021〕20号\u3000\u3000发文机关：济宁市兖州区人民政府办公室\u3000\u3000成文日期：2021-07-29"
    )
    assert texts(sheet, 3) == HEADINGS
    assert texts(sheet, 4)[:10] == [
        "1.1.1", "一、深化重点领域政府信息公开", "（一）立足实施重大战略推进政务公开", seed.requirements[0].text, None,
        "区发展和改革局", None, "11月30日前\n（统一要求）", datetime(2021, 11, 30), "未启动",
    ]  # fmt: skip
    assert sheet["I4"].number_format == "yyyy-mm-dd"
    assert sheet["F5"].value == "区发展和改革局\n区生态环境分局"


def test_each_row_can_be_read_whole(sheet: Worksheet) -> None:
    """Every text is wrapped, every cell framed, every row has a height that Excel allows."""
    cells = [cell for row in sheet.iter_rows(min_row=3, max_row=50) for cell in row if isinstance(cell, Cell)]
    assert len(cells) > 48 * 15
    for cell in cells:
        assert cell.alignment.wrap_text, cell.coordinate
        assert {cell.border.left.style, cell.border.right.style} == {"thin"}, cell.coordinate
    assert all(24 <= sheet.row_dimensions[row].height <= HIGHEST_ROW for row in range(4, 51))


def test_merged_cells_end_where_pages_end(sheet: Worksheet) -> None:
    """A cell that runs over the end of a page would show its text on one page only: each page repeats it."""
    breaks = [each.id for each in sheet.row_breaks.brk]
    assert breaks == sorted(set(breaks))
    assert len(breaks) >= 3
    for merged in sheet.merged_cells.ranges:
        assert not [row for row in breaks if merged.min_row <= row < merged.max_row], merged
    covered = {
        (row, merged.min_col)
        for merged in sheet.merged_cells.ranges
        for row in range(merged.min_row + 1, merged.max_row + 1)
    }
    for row in range(4, 51):
        for column in (2, 3):
            assert (sheet.cell(row, column).value is None) == ((row, column) in covered)


def test_cells_below_a_merged_one_keep_its_text_unseen(seed: Notice, tmp_path: Path) -> None:
    """So a filter finds every row of a section; openpyxl does not show them, so the part itself is looked at."""
    with zipfile.ZipFile(write_ledger(seed, tmp_path / "a.xlsx")) as archive:
        part = archive.read("xl/worksheets/sheet1.xml").decode()
    filled = {int(row) for row in re.findall(r'<c r="B([0-9]+)"[^>]*>(?:<is>|<v>)', part)}
    assert filled >= set(range(4, 51))


def test_the_window_and_the_page_are_set_up(sheet: Worksheet) -> None:
    """Frozen head and first columns, filter, A4 landscape as wide as the page, head row repeated, page numbers."""
    assert sheet.freeze_panes == "D4"
    assert sheet.auto_filter.ref == "A3:Q50"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"


def test_cells_that_people_fill_in_are_checked(sheet: Worksheet) -> None:
    """A drop-down from a range, whole percents, days; words are warned of and allowed."""
    found = {
        str(each.sqref): (each.type, each.formula1, each.formula2, each.errorStyle)
        for each in sheet.data_validations.dataValidation
    }
    assert found == {
        "J4:J250": ("list", "'台账数据'!$C$1:$C$4", None, "warning"),
        "K4:K250": ("whole", "0", "100", "warning"),
        "I4:I250 P4:P250": ("date", "32874", None, "warning"),
    }
    options = sheet.parent["台账数据"]
    assert [options.cell(row, 3).value for row in range(1, 5)] == [str(status) for status in Status]
    assert options.sheet_state == "hidden"


def test_each_row_has_a_light(sheet: Worksheet) -> None:
    """Green when it is done or goes on, red when it is overdue, yellow from three days before: by rules that follow what people
    fill in, also in rows that they add, whatever word for a status they use."""
    rules = {
        str(cells.sqref): [(rule.formula[0], rule.dxf.fill.bgColor.rgb) for rule in cells.rules]
        for cells in sheet.conditional_formatting
    }
    closed = (
        "|已完成|完成|全部完成|提前完成|按期完成|如期完成|已办结|办结|已销号|销号|已落实|已整改|整改到位|Done|"
        "长期坚持|持续推进|长期推进|常态化|常态化推进|坚持推进|年内持续推进|长期|Ongoing|"
    )
    is_closed = f'ISNUMBER(FIND("|"&$J4&"|","{closed}"))'
    lights = [
        (is_closed, "FFC6EFCE"),
        (f"AND(ISNUMBER($I4),$I4<TODAY(),NOT({is_closed}))", "FFFFC7CE"),
        (f"AND(ISNUMBER($I4),$I4>=TODAY(),$I4<=TODAY()+3,NOT({is_closed}))", "FFFFEB9C"),
    ]
    assert rules == {"I4:I250": lights, "J4:J250": lights}


def test_repeated_cells_by_choice(seed: Notice, tmp_path: Path) -> None:
    """Without merging each row says all, as sorting and filtering need it."""
    sheet = load_workbook(write_ledger(seed, tmp_path / "a.xlsx", merged=False))["台账"]
    assert [str(merged) for merged in sheet.merged_cells.ranges if merged.min_row > 2] == []
    assert {sheet.cell(row, 2).value for row in range(4, 15)} == {"一、深化重点领域政府信息公开"}


def test_a_ledger_by_unit_shows_unit_and_role(seed: Notice, tmp_path: Path) -> None:
    """One row each; the requirement's text is merged over its rows."""
    sheet = load_workbook(write_ledger(Ledger.from_notice(seed, by="unit"), tmp_path / "a.xlsx"))["台账"]
    assert texts(sheet, 3)[3:8] == ["具体要求", "单位", "分工", "完成时限", "截止日期"]
    assert [(texts(sheet, row)[0], *texts(sheet, row)[4:6]) for row in (5, 6)] == [
        ("1.1.2", "区发展和改革局", "责任"),
        ("1.1.2", "区生态环境分局", "责任"),
    ]
    assert "D5:D6" in [str(merged) for merged in sheet.merged_cells.ranges]
    assert sheet.max_row == 123


def test_headings_and_statuses_in_english(seed: Notice, tmp_path: Path) -> None:
    """The other language of the library."""
    path = write_ledger(seed, tmp_path / "a.xlsx", lang="en")
    sheet = load_workbook(path)["Ledger"]
    assert texts(sheet, 3)[:4] == ["ID", "Section", "Task", "Requirement"]
    assert sheet["J4"].value == "Not started"
    assert read_ledger(path) == Ledger.from_notice(seed)


def test_a_notice_is_written_as_its_new_ledger(seed: Notice, tmp_path: Path) -> None:
    """The path comes back, so that calls can be chained."""
    assert read_ledger(write_ledger(seed, tmp_path / "台账.xlsx")) == Ledger.from_notice(seed)


def test_formulas_and_error_values_stay_texts(seed: Notice, tmp_path: Path) -> None:
    """A text that begins with = must not run on the reader's machine."""
    ledger = Ledger.from_notice(seed).updated(
        "1.1.1", note='=HYPERLINK("http://x","y")', problems="#N/A", next_steps="+1", evidence="@SUM(A1)"
    )
    sheet = load_workbook(write_ledger(ledger, tmp_path / "a.xlsx"))["台账"]
    assert [sheet[f"{letter}4"].data_type for letter in "LMNO"] == ["s"] * 4


def test_long_lists_of_units_run_on(tmp_path: Path) -> None:
    """One unit a line would need a row higher than Excel has."""
    units = tuple(
        Responsibility(unit=Unit(name=f"第{number}局、所"), role=Role.RESPONSIBLE, printed="") for number in range(40)
    )
    notice = notice_of(Requirement(id="1.1.1", text="甲。", responsibilities=units))
    path = write_ledger(notice, tmp_path / "a.xlsx")
    assert "；" in load_workbook(path)["台账"]["F3"].value
    assert read_ledger(path).notice == notice


@pytest.mark.parametrize(("length", "size"), [(1_000, 10.5), (1_600, 8), (2_500, 6.5)])
def test_a_text_too_long_for_a_row_is_set_smaller(tmp_path: Path, length: int, size: float) -> None:
    """A row is at most 409 points high, a column at most 90 characters wide here."""
    notice = notice_of(Requirement(id="1.1.1", text="长" * length))
    cell = load_workbook(write_ledger(notice, tmp_path / "a.xlsx"))["台账"]["D3"]
    assert (cell.font.size, cell.parent.row_dimensions[3].height <= HIGHEST_ROW) == (size, True)


def test_several_deadlines_stand_in_one_cell(tmp_path: Path) -> None:
    """One a line; the date column has the last."""
    deadlines = tuple(
        Deadline(text=f"2021年{month}月底前", kind=DeadlineKind.DATE, due_on=day)
        for month, day in ((6, date(2021, 6, 30)), (9, date(2021, 9, 30)))
    )
    sheet = load_workbook(
        write_ledger(notice_of(Requirement(id="1.1.1", text="甲。", deadlines=deadlines)), tmp_path / "a.xlsx")
    )["台账"]
    assert (sheet["H3"].value, sheet["I3"].value) == ("2021年6月底前\n2021年9月底前", datetime(2021, 9, 30))


def test_a_notice_without_requirements_gives_an_empty_table(tmp_path: Path) -> None:
    """Headings and nothing below."""
    path = write_ledger(Notice(title="关于放假的通知"), tmp_path / "a.xlsx")
    sheet = load_workbook(path)["台账"]
    assert (texts(sheet, 2), sheet.max_row) == (HEADINGS, 2)
    assert read_ledger(path) == Ledger(notice=Notice(title="关于放假的通知"))


@pytest.mark.parametrize(
    ("note", "found"),
    [("坏\ud800字", "U+D800 at character 2"), ("\ufffe", "U+FFFE at character 1"), ("长" * 32_768, "32,768 UTF-16 units"),
     ("𠮷" * 16_384, "32,768 UTF-16 units")],
    ids=["half of a pair", "no character", "too long", "too long in UTF-16"],
)  # fmt: skip
def test_what_no_cell_can_hold_is_an_error_before_anything_is_written(
    seed: Notice, tmp_path: Path, note: str, found: str
) -> None:
    """The error names file, sheet and cell; the file that was there stays."""
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"before")
    with pytest.raises(LedgerError) as caught:
        write_ledger(Ledger.from_notice(seed).updated("1.1.2", note=note), path)
    assert (caught.value.where, caught.value.found) == (f"{path}!台账!L5", found)
    assert path.read_bytes() == b"before"
    assert [each.name for each in tmp_path.iterdir()] == ["台账.xlsx"]


def test_a_text_of_the_greatest_length_is_written(seed: Notice, tmp_path: Path) -> None:
    """32,767 UTF-16 units."""
    ledger = Ledger.from_notice(seed).updated("1.1.2", note="长" * 32_767)
    assert read_ledger(write_ledger(ledger, tmp_path / "a.xlsx")) == ledger


@pytest.mark.parametrize(
    "changes",
    [
        {"extras": (("备注", float("nan")),)},
        {"extras": (("进展情况", "x"),)},
        {"extras": ((" ", "x"),)},
        {"comments": (("没有的列", "x"),)},
    ],
    ids=["no number", "a heading of the ledger's own", "a blank heading", "a note on no cell"],
)
def test_what_no_sheet_can_show_is_an_error(seed: Notice, changes: dict[str, object]) -> None:
    """Better than a sheet that reads back as something else."""
    with pytest.raises(LedgerError):
        render(Ledger.from_notice(seed).updated("1.1.1", **changes))


def test_the_bytes_do_not_depend_on_run_and_clock(seed: Notice, tmp_path: Path) -> None:
    """Two processes with different hash seeds write the same file; its times are those of the notice."""
    script = (
        "import sys; from policytasks.workbook.reader import read_ledger; from policytasks.workbook.writer import write_ledger;"
        "write_ledger(read_ledger(sys.argv[1]), sys.argv[2])"
    )
    first = write_ledger(seed, tmp_path / "a.xlsx")
    for seed_number, name in (("1", "b.xlsx"), ("2", "c.xlsx")):
        subprocess.run(
            [sys.executable, "-c", script, str(first), str(tmp_path / name)],
            check=True,
            env={"PYTHONHASHSEED": seed_number},
        )
    assert (tmp_path / "b.xlsx").read_bytes() == (tmp_path / "c.xlsx").read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2021-07-29T00:00:00Z") == 2


def test_many_rows_are_written_in_time_that_grows_with_them(seed: Notice) -> None:
    """Merging by name would compare each range with all others: 1,000 rows more would take seconds."""
    requirements = tuple(
        attrs.evolve(requirement, id=f"{number}.{requirement.id}")
        for number in range(10)
        for requirement in seed.requirements
    )
    tasks = tuple(Task(title=f"任务{each.id}", requirements=(each,)) for each in requirements)
    ledger = Ledger.from_notice(Notice(sections=(Section(title="部分", tasks=tasks),)), by="unit")
    found = read_ledger(render(ledger))
    assert found == ledger
    assert len(found.entries) == 1200


def notice_of(requirement: Requirement) -> Notice:
    """A notice with one row."""
    return Notice(sections=(Section(tasks=(Task(requirements=(requirement,)),)),))
