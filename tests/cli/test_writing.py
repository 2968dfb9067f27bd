"""``policytasks ledger``, ``graph`` and ``units``: what they write, and what they refuse to write over."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pytest

from policytasks.parsing.read import parse_notice
from policytasks.sources.read import read_document
from policytasks.units.registry import UnitRegistry
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import write_ledger


class TestLedger:
    """Notices become workbooks."""

    def test_the_workbook_holds_the_notice(self, run: Callable[..., Any], notice: Path, tmp_path: Path) -> None:
        out = tmp_path / "台账.xlsx"
        result = run("ledger", notice, "-o", out)
        assert (result.code, result.out, result.err) == (0, "", f"wrote {out} (rows: 47)\n")
        assert read_ledger(out).notice == parse_notice(read_document(notice))

    def test_by_unit_there_is_a_row_for_each_responsibility(
        self, run: Callable[..., Any], notice: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "out.xlsx"
        assert run("ledger", notice, "-o", out, "--by", "unit", "--repeat").code == 0
        assert len(read_ledger(out).entries) == 120

    def test_sheets_and_columns_by_choice(self, run: Callable[..., Any], notice: Path, tmp_path: Path) -> None:
        out = tmp_path / "out.xlsx"
        own = ("--column", "分管领导", "--column", "督办级别：choice：一般|重点")
        assert run("ledger", notice, "-o", out, "--no-summary", "--no-guide", "--unit-sheets", *own).code == 0
        book = openpyxl.load_workbook(out)
        assert (book.sheetnames[0], len(book.sheetnames), "区财政局" in book.sheetnames) == ("台账", 36, True)
        assert [cell.value for cell in book["台账"][3]][-2:] == ["分管领导", "督办级别"]
        assert [cell.value for cell in book["台账数据"]["D"]][:2] == ["一般", "重点"]
        assert openpyxl.load_workbook(out).sheetnames.count("汇总") == 0

    def test_a_column_that_contradicts_itself_writes_nothing(
        self, run: Callable[..., Any], notice: Path, tmp_path: Path
    ) -> None:
        result = run("ledger", notice, "-o", tmp_path / "out.xlsx", "--column", "级别:choice")
        assert (result.code, list(tmp_path.iterdir())) == (2, [])
        assert result.err == (
            "error: 级别: a list of choices that does not fit the column; found 0 words in a column of the kind 'choice'; "
            'expected different words for the kind "choice", none for the others\n'
        )

    def test_dropped_collectives_have_no_rows(self, run: Callable[..., Any], notice: Path, tmp_path: Path) -> None:
        out = tmp_path / "out.xlsx"
        assert run("ledger", notice, "-o", out, "--by", "unit", "--collectives", "drop").code == 0
        units = {entry.unit.name for entry in read_ledger(out).entries if entry.unit is not None}
        assert len(units) == 31
        assert "各镇（街道）" not in units

    def test_expanding_without_a_registry_writes_nothing(
        self, run: Callable[..., Any], notice: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "out.xlsx"
        result = run("ledger", notice, "-o", out, "--collectives", "expand")
        assert (result.code, result.err) == (
            2,
            "error: no registry to expand collectives by; expected a UnitRegistry\n",
        )
        assert not out.exists()

    def test_what_people_typed_is_not_written_over(self, run: Callable[..., Any], notice: Path, tmp_path: Path) -> None:
        out = tmp_path / "台账.xlsx"
        assert run("ledger", notice, "-o", out).code == 0
        assert run("ledger", notice, "-o", out).code == 0, "nobody has typed anything yet"
        typed = openpyxl.load_workbook(out)
        typed.worksheets[0]["L4"] = "已公开规划12项"
        typed.save(out)
        before = out.read_bytes()
        result = run("ledger", notice, "-o", out)
        assert (result.code, out.read_bytes()) == (2, before)
        assert result.err.endswith("would be lost; choose another name, or say --force\n")
        write_ledger(read_ledger(out), out)
        assert run("ledger", notice, "-o", out).code == 2, "written again with what was typed"
        assert run("ledger", notice, "-o", out, "--force").code == 0
        assert read_ledger(out).entries[0].note == ""

    def test_what_stands_beside_the_ledger_is_not_written_over(
        self, run: Callable[..., Any], notice: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "台账.xlsx"
        assert run("ledger", notice, "-o", out).code == 0
        typed = openpyxl.load_workbook(out)
        typed.create_sheet("通讯录")["A1"] = "张某"
        typed.save(out)
        assert run("ledger", notice, "-o", out).code == 2

    def test_another_file_is_not_written_over(self, run: Callable[..., Any], notice: Path, tmp_path: Path) -> None:
        out = tmp_path / "台账.xlsx"
        out.write_text("not a workbook", encoding="utf-8")
        assert run("ledger", notice, "-o", out).code == 2
        assert out.read_text(encoding="utf-8") == "not a workbook"

    def test_several_files_go_into_a_folder(
        self, run: Callable[..., Any], data: Path, notice: Path, tmp_path: Path
    ) -> None:
        saved = tmp_path / "copy.txt"
        saved.write_bytes((data / "yanzhou-2021-20.txt").read_bytes())
        out = tmp_path / "ledgers"
        assert run("ledger", notice, saved, "-o", out).code == 0
        assert sorted(path.name for path in out.iterdir()) == ["copy.xlsx", "yanzhou-2021-20.xlsx"]

    def test_two_files_of_one_name_do_not_overwrite_each_other(
        self, run: Callable[..., Any], data: Path, notice: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "ledgers"
        result = run("ledger", notice, data / "yanzhou-2021-20.txt", "-o", out)
        target = out / "yanzhou-2021-20.xlsx"
        assert (result.code, result.err) == (2, f"error: {target}: two of the files would be written to it\n")
        assert not out.exists()

    def test_with_several_files_the_output_is_no_file(
        self, run: Callable[..., Any], notice: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "out.xlsx"
        out.write_bytes(b"precious")
        result = run("ledger", notice, notice, "-o", out)
        assert result.code == 2
        assert "with several files the output is a folder" in result.err
        assert out.read_bytes() == b"precious"

    def test_a_name_that_is_no_workbook_is_refused(self, run: Callable[..., Any], notice: Path, tmp_path: Path) -> None:
        result = run("ledger", notice, "-o", tmp_path / "out.pdf")
        assert (result.code, result.err) == (
            2,
            f"error: {tmp_path / 'out.pdf'}: the name has to end in .xlsx\n",
        )

    def test_a_missing_folder_is_named(self, run: Callable[..., Any], notice: Path, tmp_path: Path) -> None:
        result = run("ledger", notice, "-o", tmp_path / "missing" / "out.xlsx")
        assert result.code == 2
        assert len(result.err.splitlines()) == 1
        assert "missing" in result.err


def test_an_empty_result_is_explained(run: Callable[..., Any], tmp_path: Path) -> None:
    """A document that divides no work gives an empty ledger, and says why."""
    letter = tmp_path / "letter.txt"
    letter.write_text("关于召开会议的通知\n\n各科室：\n\n请准时参加。\n", "utf-8")
    out = tmp_path / "out.xlsx"
    assert run("ledger", letter, "-o", out).err == f"{letter}: the document divides no work\nwrote {out} (rows: 0)\n"


class TestGraph:
    """Notices become one graph."""

    @pytest.mark.parametrize(("by", "nodes", "edges"), [("task", 54, 98), ("requirement", 81, 120)])
    def test_the_real_notice(
        self, run: Callable[..., Any], notice: Path, tmp_path: Path, by: str, nodes: int, edges: int
    ) -> None:
        out = tmp_path / "net.graphml"
        result = run("graph", notice, "-o", out, "--by", by)
        assert (result.code, result.err) == (0, f"wrote {out} (nodes: {nodes}, edges: {edges})\n")
        graph = nx.read_graphml(out)
        assert (graph.number_of_nodes(), graph.number_of_edges()) == (nodes, edges)

    def test_an_unknown_format_is_refused(self, run: Callable[..., Any], notice: Path, tmp_path: Path) -> None:
        result = run("graph", notice, "-o", tmp_path / "net.png")
        assert result.code == 2
        assert ".graphml, .gexf, .gml, .net, .dl, .hif.json, " in result.err
        assert list(tmp_path.iterdir()) == []

    def test_an_unreadable_notice_leaves_no_graph_of_the_others(
        self, run: Callable[..., Any], notice: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "net.gml"
        assert run("graph", notice, tmp_path / "missing.docx", "-o", out).code == 2
        assert not out.exists()

    def test_an_output_that_is_an_input_is_refused(self, run: Callable[..., Any], notice: Path, tmp_path: Path) -> None:
        saved = tmp_path / "notice.json"
        saved.write_text(run("read", "--json", notice).out, "utf-8")
        before = saved.read_bytes()
        result = run("graph", saved, "-o", saved)
        assert (result.code, result.err) == (2, f"error: {saved}: the output would replace an input\n")
        assert saved.read_bytes() == before

    def test_expanding_needs_a_registry(self, run: Callable[..., Any], notice: Path, tmp_path: Path) -> None:
        out = tmp_path / "net.gml"
        result = run("graph", notice, "-o", out, "--collectives", "expand", "--lang", "zh")
        assert (result.code, result.err) == (2, "错误：展开统称需要单位名录；应为：--registry\n")
        assert not out.exists()


class TestUnits:
    """A registry from a draft to its use."""

    @pytest.mark.parametrize("suffix", [".xlsx", ".json"])
    def test_a_draft_binds_every_name_of_its_notice(
        self, run: Callable[..., Any], notice: Path, tmp_path: Path, suffix: str
    ) -> None:
        registry = tmp_path / f"units{suffix}"
        drafted = run("units", "draft", notice, "-o", registry)
        assert drafted.code == 0
        units = UnitRegistry.from_file(registry)
        assert drafted.err == f"wrote {registry} (units: {len(units)})\n"
        checked = run("units", "check", notice, "--registry", registry)
        assert (checked.code, checked.err) == (0, "names: 34, bound: 34\n")
        assert checked.out.splitlines()[0].split() == [
            *("Printed", "name", "Unit", "Bound", "by", "Candidates,", "successors", "Rows")
        ]

    def test_a_name_that_nothing_binds_gives_exit_code_1_and_stands_first(
        self, run: Callable[..., Any], data: Path, notice: Path, tmp_path: Path
    ) -> None:
        registry = tmp_path / "units.json"
        run("units", "draft", notice, "-o", registry)
        changed = tmp_path / "changed.txt"
        text = (data / "yanzhou-2021-20.txt").read_text("utf-8")
        changed.write_text(text.replace("区供电部", "区气象台"), "utf-8")
        result = run("units", "check", changed, "--registry", registry, "--lang", "zh")
        assert (result.code, result.err) == (1, "34 个名称，33 个已对应\n")
        assert result.out.splitlines()[1].split()[:3] == ["区气象台", "—", "未找到"]

    def test_a_unit_of_the_past_is_shown_with_its_successor(
        self, run: Callable[..., Any], notice: Path, tmp_path: Path
    ) -> None:
        registry = UnitRegistry.standard("区").write(tmp_path / "units.xlsx")
        result = run("units", "check", notice, "--registry", registry, "--on", "2022-03-01", "--lang", "zh")
        row = next(line for line in result.out.splitlines() if line.startswith("区扶贫办"))
        assert row.split() == ["区扶贫办", "区扶贫开发办公室（当日不存在）", "别名", "区乡村振兴局", "1"]

    def test_the_collectives_of_a_notice_are_listed(
        self, run: Callable[..., Any], notice: Path, tmp_path: Path
    ) -> None:
        registry = tmp_path / "units.json"
        run("units", "draft", notice, "-o", registry)
        result = run("units", "expand", notice, "--registry", registry)
        assert result.code == 0
        rows = {line.split()[0]: line for line in result.out.splitlines()[1:]}
        assert list(rows) == ["各镇（街道）", "区政府各部门、单位", "区政府各有关部门、单位"]
        assert "open: names nobody in particular" in rows["区政府各有关部门、单位"]

    def test_the_units_of_a_registry_are_listed(self, run: Callable[..., Any], notice: Path, tmp_path: Path) -> None:
        registry = tmp_path / "units.json"
        run("units", "draft", notice, "-o", registry)
        names = [line.split()[0] for line in run("units", "list", registry).out.splitlines()[1:]]
        assert names == [record.name for record in UnitRegistry.from_file(registry).records]

    def test_every_contradiction_of_a_registry_has_a_line(self, run: Callable[..., Any], tmp_path: Path) -> None:
        registry = tmp_path / "units.json"
        unit = {"name": "区财政局", "kind": "department"}
        data = {
            "format": "policytasks-registry",
            "version": 1,
            "units": [unit, unit],
            "memberships": [],
            "successions": [],
        }
        registry.write_text(json.dumps(data), "utf-8")
        result = run("units", "list", registry)
        assert (result.code, result.out) == (2, "")
        first, second = result.err.splitlines()
        assert first.startswith(f"error: {registry}: ")
        assert second.startswith(f"  {registry}: $.units[1].name: ")

    def test_a_registry_that_is_none_is_one_line(self, run: Callable[..., Any], notice: Path) -> None:
        result = run("units", "list", notice)
        assert result.code == 2
        assert len(result.err.splitlines()) == 1
