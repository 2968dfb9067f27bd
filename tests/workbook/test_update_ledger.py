"""``update_workbook`` with a ledger: the workbook says that ledger afterwards, and only cells that differ were written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from zip_members import altered, changed_members, member

from policytasks.errors import LedgerError
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.packet import Packet
from policytasks.ledger.status import Status
from policytasks.model.notice import Notice
from policytasks.model.unit import Unit
from policytasks.workbook import update
from policytasks.workbook.reader import read_ledger, read_written_ledger
from policytasks.workbook.update import UpdateReport, update_workbook
from policytasks.workbook.writer import render, write_ledger


@pytest.fixture
def ledger(seed: Notice) -> Ledger:
    """The ledger of the real notice, with lines below the table."""
    return attrs.evolve(Ledger.from_notice(seed), footnotes=("注：每月5日前更新。",))


@pytest.fixture
def path(ledger: Ledger, tmp_path: Path) -> Path:
    """Its workbook."""
    return write_ledger(ledger, tmp_path / "台账.xlsx")


def written(report: UpdateReport) -> list[tuple[str | None, object]]:
    """The cells of a report and what they say now."""
    return [(change.location.cell, change.after) for change in report.cells]


class TestEntries:
    """What was reported goes into the cells."""

    def test_only_what_differs_is_written(self, ledger: Ledger, path: Path) -> None:
        before = path.read_bytes()
        wanted = ledger.updated(
            "4.16.1", status=Status.DONE, progress=100, evidence="目录第3版", updated_on=date(2021, 9, 30)
        )
        report = update_workbook(path, wanted)
        assert written(report) == [("J41", "已完成"), ("K41", 100), ("O41", "目录第3版"), ("P41", date(2021, 9, 30))]
        assert changed_members(before, path.read_bytes()) == [
            "docProps/custom.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet4.xml",
        ]  # fmt: skip
        found = read_ledger(path)
        assert (found, found.notice, found.doubts) == (wanted, wanted.notice, ())
        assert read_written_ledger(path) == wanted

    def test_an_equal_ledger_changes_not_one_byte(self, ledger: Ledger, path: Path) -> None:
        before = path.read_bytes()
        reordered = attrs.evolve(ledger, entries=ledger.entries[::-1])
        for same in (ledger, read_ledger(path), reordered):
            report = update_workbook(path, same)
            assert (report.parts, report.is_written) == ((), False)
        assert path.read_bytes() == before

    def test_what_people_typed_around_it_stays(self, ledger: Ledger, path: Path) -> None:
        book = openpyxl.load_workbook(path)
        sheet = book["台账"]
        sheet["R3"], sheet["R4"], sheet["J5"], sheet["I6"] = "备注", "请尽快", "顺利推进", "2021年12月31日"
        book.save(path)
        found = read_ledger(path)
        report = update_workbook(path, found.updated("1.1.1", note="已公开"))
        assert written(report) == [("L4", "已公开")]
        sheet = openpyxl.load_workbook(path)["台账"]
        assert [sheet[at].value for at in ("R4", "J5", "I6")] == ["请尽快", "顺利推进", "2021年12月31日"]
        assert read_ledger(path) == found.updated("1.1.1", note="已公开")

    def test_single_fields_may_be_given_instead(self, ledger: Ledger, path: Path) -> None:
        book = openpyxl.load_workbook(path)
        book["台账"]["J5"] = "顺利推进"
        book["台账"]["R3"] = "备注"
        book.save(path)
        report = update_workbook(
            path,
            {("1.1.1", None, "note"): "已公开", ("1.1.2", None, "status"): Status.DONE, ("1.1.2", None, "备注"): 3,
             ("1.1.3", None, "typed.due_on"): "另行通知"},
        )  # fmt: skip
        assert written(report) == [("L4", "已公开"), ("J5", "已完成"), ("R5", 3), ("I6", "另行通知")]
        entry = read_ledger(path).entry("1.1.2")
        assert (entry.status, entry.typed, entry.extras) == (Status.DONE, (), (("备注", 3),))

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({("9.9.9", None, "note"): "甲"}, "no such entry"),
            ({("1.1.1", "区财政局", "note"): "甲"}, "no such entry"),
            ({("1.1.1", None, "notice.text"): "甲"}, "no field of an entry"),
            ({("1.1.1", None, "progress"): 101}, "not a percentage"),
            ({("1.1.1", None): "甲"}, "not the place of a value"),
            ({("1.1.1", None, "note"): "甲", "台账!L4": "乙"}, "not the place of a value"),
        ],
    )
    def test_fields_that_are_none_are_refused(self, path: Path, changes: Any, message: str) -> None:
        before = path.read_bytes()
        with pytest.raises(LedgerError, match=message):
            update_workbook(path, changes)
        assert path.read_bytes() == before

    def test_words_are_those_of_the_language_of_the_sheet(self, seed: Notice, tmp_path: Path) -> None:
        ledger = Ledger.from_notice(seed)
        path = write_ledger(ledger, tmp_path / "l.xlsx", lang="en")
        report = update_workbook(path, ledger.updated("1.1.1", status=Status.IN_PROGRESS))
        assert written(report) == [("J4", "In progress")]

    def test_a_row_grows_with_its_text(self, ledger: Ledger, path: Path) -> None:
        height = openpyxl.load_workbook(path)["台账"].row_dimensions[4].height
        update_workbook(path, ledger.updated("1.1.1", note="已公开规划。" * 30))
        assert openpyxl.load_workbook(path)["台账"].row_dimensions[4].height > height * 2

    def test_a_text_that_no_cell_shows_exactly_is_carried(self, ledger: Ledger, path: Path) -> None:
        wanted = ledger.updated("1.1.1", note="响\x07铃\r\n换行", evidence="=1+1")
        update_workbook(path, wanted)
        assert read_ledger(path) == wanted

    def test_a_value_without_column_is_carried_and_said(self, ledger: Ledger, path: Path) -> None:
        book = openpyxl.load_workbook(path)
        book["台账"].delete_cols(17)
        book.save(path)
        wanted = read_ledger(path).updated("1.1.1", updated_by="张三", extras=(("督办次数", 2),))
        report = update_workbook(path, wanted)
        assert report.unshown == (("1.1.1", None, "updated_by"), ("1.1.1", None, "督办次数"))
        assert (report.cells, read_ledger(path)) == ((), wanted)


class TestNotice:
    """What the notice says is on the sheet, too, in merged cells."""

    def test_a_changed_notice_changes_its_cells(self, ledger: Ledger, path: Path) -> None:
        (first, *sections) = ledger.notice.sections
        task = attrs.evolve(first.tasks[0], title="新的任务")
        notice = attrs.evolve(
            ledger.notice, sections=(attrs.evolve(first, tasks=(task, *first.tasks[1:])), *sections), title="新的标题"
        )
        wanted = attrs.evolve(ledger, notice=notice)
        report = update_workbook(path, wanted)
        assert written(report) == [("A1", "新的标题"), ("C4", "（一）新的任务")]
        assert read_ledger(path).doubts == ()
        assert read_ledger(path).notice == notice

    def test_lines_below_the_table_are_changed(self, ledger: Ledger, path: Path) -> None:
        wanted = attrs.evolve(ledger, footnotes=("注：每周更新。",))
        assert written(update_workbook(path, wanted)) == [("A52", "注：每周更新。")]
        assert read_ledger(path) == wanted

    @pytest.mark.parametrize("lines", [{"footnotes": ()}, {"preface": ("一行", "两行", "三行")}])
    def test_lines_do_not_come_and_go(self, ledger: Ledger, path: Path, lines: dict[str, tuple[str, ...]]) -> None:
        with pytest.raises(LedgerError, match="table cannot be changed in place") as caught:
            update_workbook(path, attrs.evolve(ledger, **lines))  # type: ignore[arg-type]
        assert caught.value.where == f"{path}!台账"


class TestRows:
    """Rows stay where they are; new ones come last."""

    @pytest.mark.parametrize("merged", [True, False])
    def test_new_rows_go_in_above_what_stands_below(self, seed: Notice, tmp_path: Path, merged: bool) -> None:
        whole = attrs.evolve(Ledger.from_notice(seed, by="unit"), footnotes=("注一", "注二"))
        part = attrs.evolve(whole, entries=whole.entries[:-5])
        path = write_ledger(part, tmp_path / "台账.xlsx", merged=merged)
        wanted = attrs.evolve(whole, entries=(*part.entries[:3], *whole.entries[-5:], *part.entries[3:]))
        update_workbook(path, wanted)
        found = read_ledger(path)
        assert found == whole, "the new rows stand below the others"
        assert found.doubts == ()
        sheet = openpyxl.load_workbook(path)["台账"]
        assert sheet.auto_filter.ref == "A3:P123"
        assert sheet["A125"].value == "注一"
        assert sheet["B123"].border.bottom.style == "thin"
        rules = {str(each.sqref) for each in sheet.conditional_formatting}
        assert all(area.endswith("323") for area in rules), rules

    def test_an_empty_table_gets_its_first_rows(self, ledger: Ledger, tmp_path: Path) -> None:
        path = write_ledger(attrs.evolve(ledger, entries=()), tmp_path / "台账.xlsx")
        update_workbook(path, ledger)
        assert read_ledger(path) == ledger

    def test_a_sheet_that_was_sorted_keeps_its_order(self, ledger: Ledger, tmp_path: Path) -> None:
        turned = attrs.evolve(ledger, entries=ledger.entries[::-1])
        path = write_ledger(turned, tmp_path / "台账.xlsx", merged=False)
        report = update_workbook(path, ledger.updated("1.1.1", note="已公开"))
        assert written(report) == [("L50", "已公开")]
        assert read_ledger(path).entries == turned.updated("1.1.1", note="已公开").entries

    def test_a_row_is_not_taken_away(self, ledger: Ledger, path: Path) -> None:
        with pytest.raises(LedgerError, match="a row cannot be taken away") as caught:
            update_workbook(path, attrs.evolve(ledger, entries=ledger.entries[1:]))
        assert (caught.value.where, caught.value.found) == (f"{path}!台账!A4", "1.1.1")

    def test_a_ledger_of_another_kind_is_refused(self, seed: Notice, path: Path) -> None:
        with pytest.raises(LedgerError, match="divides the work in another way"):
            update_workbook(path, Ledger.from_notice(seed, by="unit"))

    def test_notes_come_change_and_go(self, ledger: Ledger, path: Path) -> None:
        first = ledger.updated("1.1.1", comments=(("note", "请核实\r\n第二行"), ("id", "重点"))).updated(
            "1.2.1", comments=(("text", "_x0041_"),)
        )
        update_workbook(path, first)
        assert (read_ledger(path), read_ledger(path).doubts) == (first, ())
        second = first.updated("1.1.1", comments=(("note", "已核实"),)).updated("1.1.2", comments=(("note", "请补充"),))
        update_workbook(path, second)
        assert (read_ledger(path), read_ledger(path).doubts) == (second, ())
        sheet = openpyxl.load_workbook(path)["台账"]
        notes = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
        assert notes == {"L4": "已核实", "L5": "请补充", "D7": "_x005F_x0041_"}
        vml = member(path.read_bytes(), "xl/drawings/vmlDrawing1.vml")
        assert vml.count("<v:shape ") == 3
        update_workbook(path, ledger)
        assert read_ledger(path) == ledger

    def test_a_note_hangs_on_a_new_row(self, ledger: Ledger, tmp_path: Path) -> None:
        part = attrs.evolve(ledger, entries=ledger.entries[:-1])
        path = write_ledger(part, tmp_path / "台账.xlsx")
        wanted = ledger.updated("5.20.1", comments=(("note", "新增"),))
        update_workbook(path, wanted)
        assert read_ledger(path) == wanted
        assert openpyxl.load_workbook(path)["台账"]["L50"].comment.text == "新增"

    def test_a_note_that_stays_is_no_hindrance(self, ledger: Ledger, tmp_path: Path) -> None:
        noted = ledger.updated("1.1.1", comments=(("note", "请核实"),))
        path = write_ledger(noted, tmp_path / "台账.xlsx")
        wanted = noted.updated("1.1.1", note="已核实")
        update_workbook(path, wanted)
        assert read_ledger(path) == wanted


class TestFormulas:
    """A formula of people's own is not lost by accident."""

    @pytest.fixture
    def computed(self, path: Path) -> Path:
        book = openpyxl.load_workbook(path)
        book["台账"]["R3"], book["台账"]["R4"] = "评分", "=K4/10"
        book.save(path)
        changed = altered(
            path.read_bytes(),
            "xl/worksheets/sheet1.xml",
            lambda text: text.replace("<f>K4/10</f><v></v>", "<f>K4/10</f><v>0</v>").replace(
                "<f>K4/10</f><v/>", "<f>K4/10</f><v>0</v>"
            ),
        )
        path.write_bytes(changed)
        return path

    def test_its_value_is_read_and_it_stays(self, computed: Path) -> None:
        found = read_ledger(computed)
        assert found.entry("1.1.1").extras == (("评分", 0),)
        update_workbook(computed, found.updated("1.1.1", progress=50))
        assert openpyxl.load_workbook(computed)["台账"]["R4"].value == "=K4/10"
        assert read_ledger(computed) == found.updated("1.1.1", progress=50)

    def test_a_value_takes_its_place_only_when_that_is_wanted(self, computed: Path) -> None:
        wanted = read_ledger(computed).updated("1.1.1", extras=(("评分", 9),))
        with pytest.raises(LedgerError, match="take the place of a formula") as caught:
            update_workbook(computed, wanted)
        assert (caught.value.where, caught.value.found) == (f"{computed}!台账!R4", "=K4/10, to become 9")
        update_workbook(computed, wanted, replace_formulas=True)
        assert read_ledger(computed) == wanted


class TestOtherWorkbooks:
    """Workbooks that other programs saved, or that we never wrote."""

    def test_saved_by_libreoffice(
        self, ledger: Ledger, path: Path, resave: Callable[[Sequence[Path]], list[Path]]
    ) -> None:
        (saved,) = resave([path])
        found = read_ledger(saved)
        wanted = found.updated("1.1.1", note="已公开", progress=40, updated_on=date(2021, 9, 1)).updated(
            "1.1.2", status=Status.DONE
        )
        before = saved.read_bytes()
        report = update_workbook(saved, wanted)
        assert written(report) == [("K4", 40), ("L4", "已公开"), ("P4", date(2021, 9, 1)), ("J5", "已完成")]
        assert len(changed_members(before, saved.read_bytes())) <= 5
        assert read_ledger(saved) == wanted
        (again,) = resave([saved])
        assert read_ledger(again) == wanted

    def test_a_ledger_of_a_city_without_hidden_sheet(self, tmp_path: Path) -> None:
        path = tmp_path / "市台账.xlsx"
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "重点工作"
        for row in (
            ["2021年重点工作台账"], ["序号", "重点任务", "工作措施", "责任单位", "完成时限", "完成状态", "完成进度", "工作进展"],
            [1, "推进公开", "公开规划", "市发改委、市财政局", "6月底前", "未启动", None, None],
            [2, "推进公开", "公开预算", "市财政局", "年底前", "推进中", 30, "已公开"],
        ):  # fmt: skip
            sheet.append(row)
        sheet["F3"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF0000")
        book.save(path)
        found = read_ledger(path)
        first = found.entries[0]
        wanted = found.updated(first.requirement_id, status=Status.DONE, progress=100, note="6月20日公开")
        before = path.read_bytes()
        report = update_workbook(path, wanted)
        assert written(report) == [("F3", "已完成"), ("G3", 100), ("H3", "6月20日公开")]
        assert changed_members(before, path.read_bytes()) == ["xl/worksheets/sheet1.xml"]
        assert read_ledger(path) == wanted
        assert openpyxl.load_workbook(path).active["F3"].fill.fgColor.rgb == "FFFF0000"

    def test_what_such_a_ledger_cannot_say_is_refused(self, tmp_path: Path, seed: Notice) -> None:
        path = tmp_path / "市台账.xlsx"
        book = openpyxl.Workbook()
        book.active.append(["编号", "具体要求", "完成状态"])
        book.active.append(["1", "公开规划", "未启动"])
        book.save(path)
        found = read_ledger(path)
        before = path.read_bytes()
        with pytest.raises(LedgerError, match="cannot say this in place"):
            update_workbook(path, found.updated("1", note="没有这一列"))
        assert path.read_bytes() == before

    def test_such_a_ledger_follows_another_one_in_part(self, tmp_path: Path, seed: Notice) -> None:
        path = tmp_path / "区台账.xlsx"
        book = openpyxl.Workbook()
        for row in (
            ["区督查室工作台账"], ["编号", "具体要求", "完成状态", "完成比例"], ["1.1.1", "公开规划", "未启动", None], ["9.9.9", "别的", "推进中", 20],
        ):  # fmt: skip
            book.active.append(row)
        book.save(path)
        wanted = Ledger.from_notice(seed).updated("1.1.1", status=Status.DONE, progress=100, note="没有这一列")
        report = update_workbook(path, wanted, partial=True)
        assert written(report) == [("C3", "已完成"), ("D3", 100)]
        assert ("1.1.1", None, "note") in report.unshown
        found = {entry.requirement_id: (entry.status, entry.progress) for entry in read_ledger(path).entries}
        assert found == {"1.1.1": (Status.DONE, 100), "9.9.9": (Status.IN_PROGRESS, 20)}
        assert openpyxl.load_workbook(path).active["A1"].value == "区督查室工作台账"
        assert update_workbook(path, wanted, partial=True).parts == ()

    def test_a_workbook_that_somebody_saves_meanwhile_is_not_written_over(
        self, ledger: Ledger, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        saved = render(ledger.updated("1.1.2", note="他人填写"))
        real = update.fit_name

        def meanwhile(book: Any, target: Path) -> None:
            path.write_bytes(saved)
            real(book, target)

        monkeypatch.setattr(update, "fit_name", meanwhile)
        with pytest.raises(LedgerError, match="saved by somebody else"):
            update_workbook(path, ledger.updated("1.1.1", note="已公开"))
        assert path.read_bytes() == saved

    def test_a_packet_keeps_what_it_was_sent_with(self, seed: Notice, tmp_path: Path) -> None:
        ledger = Ledger.from_notice(seed, by="unit")
        unit = next(entry.unit for entry in ledger.entries if entry.unit is not None)
        own = attrs.evolve(ledger, entries=tuple(entry for entry in ledger.entries if entry.unit == unit))
        path = tmp_path / "派发.xlsx"
        path.write_bytes(render(own, slip=Packet(unit=Unit(name=unit.name), ledger=own).slip))
        found = read_ledger(path)
        wanted = attrs.evolve(
            found, entries=(attrs.evolve(found.entries[0], status=Status.DONE, note="已完成"), *found.entries[1:])
        )
        update_workbook(path, wanted)
        assert read_ledger(path) == wanted
        assert read_written_ledger(path) == own
        with pytest.raises(LedgerError, match="cannot say this in place"):
            update_workbook(
                path,
                attrs.evolve(wanted, entries=(attrs.evolve(wanted.entries[0], note="响\x07铃"), *wanted.entries[1:])),
            )


def test_the_sheet_names_of_the_members_do_not_matter(ledger: Ledger, path: Path) -> None:
    """The hidden sheet is found by its name, and its checksum stands in the properties of the file."""
    update_workbook(path, ledger.updated("1.1.1", note="已公开"))
    data = path.read_bytes()
    checksum = openpyxl.load_workbook(path)["台账数据"]["A2"].value
    assert checksum in member(data, "docProps/custom.xml")
