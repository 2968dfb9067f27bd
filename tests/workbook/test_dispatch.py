"""A ledger goes out to its units: a workbook each, with its own rows, readable like any other."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import attrs
import pytest
from clerk import Clerk
from openpyxl import load_workbook

from policytasks.errors import LedgerError
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.packet import plan_packets
from policytasks.ledger.status import Status
from policytasks.model.notice import Notice
from policytasks.model.unit import UnitKind
from policytasks.units.records import Membership, UnitRecord
from policytasks.units.registry import UnitRegistry
from policytasks.workbook.carry import unpack
from policytasks.workbook.dispatch import dispatch
from policytasks.workbook.own_columns import OwnColumn
from policytasks.workbook.packet_sheet import packet_lines, read_properties
from policytasks.workbook.preface import preface_of
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.sheet import read_sheet

REGISTRY = UnitRegistry(
    records=(
        UnitRecord(name="各镇（街道）", kind=UnitKind.COLLECTIVE),
        UnitRecord(name="兴隆庄街道", kind=UnitKind.TOWNSHIP),
        UnitRecord(name="新兖镇", kind=UnitKind.TOWNSHIP),
        UnitRecord(name="区公安分局", kind=UnitKind.DEPARTMENT, aliases=("区公安局分局",)),
    ),
    memberships=(Membership(collective="各镇（街道）", kind=UnitKind.TOWNSHIP),),
)


@pytest.fixture
def ledger(small: Notice) -> Ledger:
    return Ledger.from_notice(small, by="unit")


def test_each_unit_gets_a_workbook_with_its_rows(seed: Notice, tmp_path: Path) -> None:
    """34 names, 120 rows; each file is a ledger by itself."""
    ledger = Ledger.from_notice(seed, by="unit")
    paths = dispatch(ledger, tmp_path / "派发")
    assert sorted(path.name for path in (tmp_path / "派发").iterdir()) == sorted(path.name for path in paths)
    assert [path.stem for path in paths] == [unit.name for unit in ledger.notice.units]
    found = [entry for path in paths for entry in read_ledger(path).entries]
    assert {entry.key: entry for entry in found} == {entry.key: entry for entry in ledger.entries}
    assert len(found) == 120
    assert {entry.unit.name for entry in read_ledger(paths[0]).entries if entry.unit} == {"区发展和改革局"}


def test_a_packet_is_the_ledger_of_its_unit(ledger: Ledger, tmp_path: Path) -> None:
    """Read back it is what was planned, with two more lines above the table."""
    path = dispatch(ledger, tmp_path, due=date(2021, 9, 30), reply_to="区政府办公室")[0]
    packet = plan_packets(ledger, due=date(2021, 9, 30), reply_to="区政府办公室").packets[0]
    lines = (
        "填报单位：区发展和改革局\u3000\u3000报送期限：2021-09-30\u3000\u3000报送至：区政府办公室",
        "请只填写黄色各列。改动其他内容不予采纳，但会列入核对清单；各行可以排序、筛选。",
    )
    assert packet_lines(packet.slip, "zh") == lines
    assert read_ledger(path) == attrs.evolve(packet.ledger, preface=(*preface_of(packet.ledger, "zh"), *lines))


def test_the_slip_travels_twice(ledger: Ledger, tmp_path: Path) -> None:
    """On the hidden sheet and in the properties of the file; the address fits only the first."""
    path = dispatch(ledger, tmp_path, due=date(2021, 9, 30), reply_to="区政府办公室")[0]
    slip = plan_packets(ledger, due=date(2021, 9, 30), reply_to="区政府办公室").packets[0].slip
    sheet = read_sheet(path.read_bytes(), file="")
    assert unpack(sheet.store, where="").slip == slip
    assert read_properties(sheet.properties) == attrs.evolve(slip, reply_to="")


def test_members_of_a_collective_get_its_rows(ledger: Ledger, tmp_path: Path) -> None:
    """And two names of one unit make one workbook."""
    paths = dispatch(ledger, tmp_path, registry=REGISTRY)
    names = [path.stem for path in paths]
    assert "各镇（街道）" not in names
    towns = [entry for entry in ledger.entries if entry.unit is not None and entry.unit.name == "各镇（街道）"]
    for name in ("兴隆庄街道", "新兖镇"):
        found = read_ledger(tmp_path / f"{name}.xlsx").entries
        assert [entry.key for entry in found] == [(entry.requirement_id, name) for entry in towns]
    police = [entry for entry in ledger.entries if entry.unit is not None and "公安" in entry.unit.name]
    assert [entry.key for entry in police] == [("1.5.1", "区公安局分局")]
    assert list(read_ledger(tmp_path / "区公安分局.xlsx").entries) == police


def test_a_ledger_by_requirement_goes_to_everybody_in_a_row(small: Notice, tmp_path: Path) -> None:
    """The row is shared, and shows all its units."""
    dispatch(Ledger.from_notice(small), tmp_path)
    packet = read_ledger(tmp_path / "区生态环境分局.xlsx")
    assert (packet.by, [entry.key for entry in packet.entries]) == ("requirement", [("1.1.2", None)])
    assert [str(each.unit) for each in packet.notice.requirements[0].responsibilities] == [
        "区发展和改革局",
        "区生态环境分局",
    ]


def test_only_the_cells_to_fill_in_are_yellow_and_unlocked(ledger: Ledger, tmp_path: Path) -> None:
    """A column of one's own says itself who fills it in; drop-downs stay."""
    columns = (..., OwnColumn(heading="科室"), OwnColumn(heading="督查员", editor="office"))
    sheet = load_workbook(dispatch(ledger, tmp_path, columns=columns)[0])["台账"]
    head = Clerk(tmp_path / "区发展和改革局.xlsx").head
    headings = {cell.value: cell for cell in sheet[head]}
    yellow = [name for name, cell in headings.items() if cell.fill.fgColor.rgb == headings["进展情况"].fill.fgColor.rgb]
    assert yellow == [
        "完成状态", "完成比例", "进展情况", "存在问题", "下一步措施", "佐证材料", "更新日期", "更新人", "科室",
    ]  # fmt: skip
    open_cells = [name for name, cell in headings.items() if not sheet.cell(head + 1, cell.column).protection.locked]
    assert open_cells == yellow
    assert sheet.protection.sheet is False
    assert any("台账数据" in str(each.formula1) for each in sheet.data_validations.dataValidation)


def test_protection_is_a_choice(ledger: Ledger, tmp_path: Path) -> None:
    """Excel sorts no protected sheet, so it is not the default; widths, heights and filters stay free."""
    sheet = load_workbook(dispatch(ledger, tmp_path, protected=True)[0])["台账"]
    allowed = sheet.protection
    assert (allowed.sheet, allowed.formatColumns, allowed.formatRows, allowed.autoFilter) == (True, False, False, False)


def test_the_same_ledger_gives_the_same_bytes(ledger: Ledger, tmp_path: Path) -> None:
    """So a second run changes nothing."""
    paths = dispatch(ledger, tmp_path, due=date(2021, 9, 30))
    before = [path.read_bytes() for path in paths]
    assert dispatch(ledger, tmp_path, due=date(2021, 9, 30)) == paths
    assert [path.read_bytes() for path in paths] == before


def test_a_workbook_that_somebody_typed_into_is_not_written_over(ledger: Ledger, tmp_path: Path) -> None:
    """Nothing is written then, not even the others; replace=True says that it may go."""
    paths = dispatch(ledger, tmp_path)
    Clerk(paths[3]).write(Clerk(paths[3]).rows()[0], "进展情况", "已完成一半").save()
    newer = ledger.updated("1.1.1", unit="区发展和改革局", note="催办")
    before = [path.read_bytes() for path in paths]
    with pytest.raises(LedgerError, match="the file holds what would be lost") as caught:
        dispatch(newer, tmp_path)
    assert caught.value.where == str(paths[3])
    assert [path.read_bytes() for path in paths] == before
    dispatch(newer, tmp_path, replace=True)
    assert read_ledger(paths[0]).entries[0].note == "催办"


def test_another_file_of_that_name_is_not_written_over(ledger: Ledger, tmp_path: Path) -> None:
    """Whatever it is, it is somebody's."""
    (tmp_path / "区商务局.xlsx").write_bytes(b"mine")
    with pytest.raises(LedgerError, match="no ledger"):
        dispatch(ledger, tmp_path)
    assert os.listdir(tmp_path) == ["区商务局.xlsx"]


def test_what_was_reported_so_far_goes_out_too(ledger: Ledger, tmp_path: Path) -> None:
    """A unit sees what it wrote last time; the history stays in the office."""
    reported = ledger.updated("1.1.1", unit="区发展和改革局", status=Status.DONE, note="已公开12项")
    packet = read_ledger(dispatch(reported, tmp_path)[0])
    assert (packet.entries[0].status, packet.entries[0].note, packet.history) == (Status.DONE, "已公开12项", ())


def test_progress_is_told_after_each_workbook(ledger: Ledger, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    dispatch(ledger, tmp_path, progress=lambda done, all_: seen.append((done, all_)))
    assert seen == [(number, 9) for number in range(1, 10)]


def test_a_packet_in_english(ledger: Ledger, tmp_path: Path) -> None:
    """Headings, lines and statuses."""
    sheet = load_workbook(dispatch(ledger, tmp_path, lang="en", due=date(2021, 9, 30))[0])["Ledger"]
    texts = [str(cell.value) for row in sheet.iter_rows(max_row=6) for cell in row if cell.value]
    assert "For: 区发展和改革局\u3000\u3000Return by: 2021-09-30" in texts
    assert "Progress made" in texts
