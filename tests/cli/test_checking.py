"""``policytasks check``: settings, formats, known findings, ledgers, annotated workbooks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openpyxl import load_workbook

from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import Status
from policytasks.parsing.read import read_notice
from policytasks.validation.findings_json import findings_json_schema
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import write_ledger

Run = Callable[..., Any]
NEAR = "warning near-duplicate-unit: 区公安分局 looks like 区公安局分局 (rows 1.5.1)"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: Path) -> Path:
    """A folder with the real notice in it, where no settings reach from outside."""
    (tmp_path / "notice.txt").write_bytes((data / "yanzhou-2021-20.txt").read_bytes())
    (tmp_path / "policytasks.toml").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(result: Any) -> set[str]:
    """The codes of the findings that were printed."""
    return {line.split(": ")[1].split()[1] for line in result.out.splitlines()}


class TestRules:
    """Which rules apply, and how grave they are."""

    def test_rules_are_selected_and_left_out_by_code_and_pattern(self, run: Run, desk: Path) -> None:
        everything = found(run("check", "notice.txt", "--severity", "info"))
        assert {"near-duplicate-unit", "several-units-no-lead", "only-collectives"} <= everything
        assert found(run("check", "notice.txt", "--severity", "info", "--select", "several-*,only-*")) == {
            "several-units-no-lead",
            "only-collectives",
        }
        left = found(run("check", "notice.txt", "--severity", "info", "--ignore", "several-*", "--ignore", "only-*"))
        assert left == everything - {"several-units-no-lead", "only-collectives"}

    def test_a_rule_gets_another_severity(self, run: Run, desk: Path) -> None:
        result = run("check", "notice.txt", "--severity", "near-*=error", "--severity", "error")
        assert result.code == 1
        assert "notice.txt:259: error near-duplicate-unit: 区公安分局" in result.out
        assert found(result) == {"near-duplicate-unit"}

    @pytest.mark.parametrize(
        ("level", "code"), [("info", 1), ("warning", 1), ("error", 0), ("never", 0)]
    )  # fmt: skip
    def test_the_exit_code_depends_on_what_the_check_is_to_fail_on(
        self, run: Run, desk: Path, level: str, code: int
    ) -> None:
        assert run("check", "notice.txt", "--fail-on", level).code == code

    def test_what_is_not_shown_fails_all_the_same(self, run: Run, desk: Path) -> None:
        result = run("check", "notice.txt", "--fail-on", "info", "--severity", "error")
        assert (result.code, result.out) == (1, "")

    @pytest.mark.parametrize("option", ["--select", "--ignore", "--severity", "--explain"])
    def test_a_misspelt_code_names_the_near_one(self, run: Run, desk: Path, option: str) -> None:
        value = "no-titel=error" if option == "--severity" else "no-titel"
        result = run("check", "notice.txt", option, value)
        assert (result.code, result.out) == (2, "")
        assert result.err == "error: there is no rule no-titel; did you mean no-title?\n"

    def test_a_code_that_is_near_nothing_points_to_the_list(self, run: Run, desk: Path) -> None:
        assert run("check", "notice.txt", "--ignore", "qqq", "--lang", "zh").err == (
            "错误：没有规则 qqq：可用 policytasks rules 查看\n"
        )

    def test_a_level_that_is_none_is_refused(self, run: Run, desk: Path) -> None:
        result = run("check", "notice.txt", "--severity", "no-title=fatal")
        assert result.err.startswith("error: --severity cannot be fatal; choose info, warning, error")

    def test_a_rule_is_explained_without_a_file(self, run: Run, desk: Path) -> None:
        assert run("check", "--explain", "deadline-year-suspicious", "--lang", "zh").out.splitlines() == [
            "deadline-year-suspicious (警告)",
            "时限晚于成文日期五年以上。",
            "理由：任务分工最远到五年规划期末；更远的多为目标或年份笔误。",
            "处理：对照原文核对年份；确属远期目标的不必处理。",
            "选项 years（5）：时限最多可晚于成文日期几年",
            "示例：2021年7月29日成文；完成时限：2031年6月底前",
        ]

    def test_without_a_file_there_is_nothing_to_check(self, run: Run, desk: Path) -> None:
        result = run("check")
        assert (result.code, result.err) == (2, "error: FILE... is missing (see policytasks check --help)\n")


class TestSettings:
    """Settings from a file, found upwards or named."""

    def test_the_nearest_file_upwards_holds(self, run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (desk / "policytasks.toml").write_text('fail-on = "warning"\nselect = ["near-*"]\n', "utf-8")
        (desk / "inner").mkdir()
        monkeypatch.chdir(desk / "inner")
        result = run("check", "../notice.txt")
        assert (result.code, found(result)) == (1, {"near-duplicate-unit"})

    def test_a_file_that_is_named_goes_before_it(self, run: Run, desk: Path) -> None:
        (desk / "policytasks.toml").write_text('fail-on = "warning"\n', "utf-8")
        (desk / "mine.toml").write_text('[severity]\nno-disclosure = "error"\n', "utf-8")
        assert run("check", "notice.txt").code == 1
        assert run("check", "notice.txt", "--config", "mine.toml").code == 0

    def test_the_command_line_goes_before_the_file(self, run: Run, desk: Path) -> None:
        (desk / "policytasks.toml").write_text(
            'fail-on = "warning"\nselect = ["only-*"]\nignore = ["several-*"]\n[severity]\nnear-duplicate-unit = "error"\n',
            "utf-8",
        )
        result = run("check", "notice.txt", "--select", "*", "--fail-on", "error", "--severity", "near-*=info")
        assert (result.code, result.out) == (0, "")
        everything = found(run("check", "notice.txt", "--select", "*", "--severity", "info"))
        assert "only-collectives" in everything
        assert "several-units-no-lead" not in everything

    def test_rules_are_left_out_for_some_files_and_adjusted(self, run: Run, desk: Path) -> None:
        (desk / "policytasks.toml").write_text(
            '[per-file-ignores]\n"notice.*" = ["near-*"]\n[options.several-units-no-lead]\nunits = 20\n', "utf-8"
        )
        (desk / "other.txt").write_bytes((desk / "notice.txt").read_bytes())
        result = run("check", "notice.txt", "other.txt", "--severity", "info", "--select", "near-*,several-*")
        assert [line.split(" (")[0] for line in result.out.splitlines()] == [
            "notice.txt:241: info several-units-no-lead: requirement 4.16.1 has 20 responsible units and no lead",
            "other.txt:180: warning near-duplicate-unit: 区政府各有关部门、单位 looks like 区政府各部门、单位",
            "other.txt:241: info several-units-no-lead: requirement 4.16.1 has 20 responsible units and no lead",
            f"other.txt:259: {NEAR.split(' (')[0]}",
        ]

    def test_all_mistakes_are_told_in_the_callers_language(self, run: Run, desk: Path) -> None:
        (desk / "policytasks.toml").write_text('ignore = ["no-titel"]\nfail_on = 1\n', "utf-8")
        path = desk / "policytasks.toml"
        result = run("check", "notice.txt", "--lang", "zh")
        assert (result.code, result.out) == (2, "")
        assert result.err.splitlines() == [
            f"错误：{path}: ignore：没有此规则；实际为：no-titel；应为：no-title",
            f"  {path}: fail_on：没有此键；实际为：fail_on；应为：fail-on",
        ]

    def test_settings_that_are_not_there_are_an_error(self, run: Run, desk: Path) -> None:
        result = run("check", "notice.txt", "--config", "no.toml")
        assert (result.code, result.err) == (2, "error: no.toml: there is no such file or folder\n")


class TestFormats:
    """Text, table, JSON and SARIF."""

    def test_a_table_says_what_to_do(self, run: Run, desk: Path) -> None:
        lines = run("check", "notice.txt", "--format", "table", "--lang", "zh").out.splitlines()
        assert lines[0].split() == ["位置", "程度", "代码", "问题", "处理"]
        assert lines[2].split()[:4] == [
            "notice.txt:259",
            "警告",
            "near-duplicate-unit",
            "“区公安分局”疑与“区公安局分局”为同一单位（1.5.1）",
        ]
        assert "更正误写的名称" in lines[2]

    def test_json_fits_its_schema_and_names_the_file_as_given(self, run: Run, desk: Path) -> None:
        result = run("check", desk / "notice.txt", "--format", "json")
        assert result.err == ""
        findings = json.loads(result.out)
        jsonschema.validate(findings, findings_json_schema())
        assert findings[1]["location"]["file"] == str(desk / "notice.txt")
        assert findings[1]["related"] == [
            {
                "message": "区公安局分局",
                "place": f"{desk / 'notice.txt'}:117",
                "location": {"file": str(desk / "notice.txt"), "line": 117, "start": 0, "end": 6},
            }
        ]

    def test_sarif_names_rules_files_and_places(self, run: Run, desk: Path) -> None:
        result = run("check", "notice.txt", "--format", "sarif", "--select", "near-*", "--severity", "near-*=error")
        assert (result.code, result.err) == (1, "")
        (log,) = json.loads(result.out)["runs"]
        (rule,) = log["tool"]["driver"]["rules"]
        assert (rule["id"], rule["defaultConfiguration"]) == ("near-duplicate-unit", {"level": "error"})
        assert [each["location"]["uri"] for each in log["artifacts"]] == ["notice.txt"]
        regions = [each["locations"][0]["physicalLocation"]["region"]["startLine"] for each in log["results"]]
        assert regions == [180, 259]

    def test_nothing_found_is_an_empty_list(self, run: Run, desk: Path) -> None:
        assert json.loads(run("check", "notice.txt", "--select", "no-title", "--format", "json").out) == []


class TestKnownFindings:
    """A baseline of what people let stand."""

    def test_known_findings_are_hidden_and_do_not_fail(self, run: Run, desk: Path) -> None:
        written = run("check", "notice.txt", "--baseline", "known.json", "--write-baseline", "--fail-on", "info")
        assert (written.code, written.out) == (0, "")
        count = len(json.loads((desk / "known.json").read_text("utf-8"))["findings"])
        assert written.err == f"wrote known.json (findings: {count})\n"
        result = run("check", "notice.txt", "--baseline", "known.json", "--fail-on", "info")
        assert (result.code, result.out) == (0, "")
        assert result.err.splitlines() == [
            "files: 1; errors: 0, warnings: 0, hints: 0",
            f"known: {count} (known.json)",
        ]

    def test_new_ones_are_shown_and_those_that_are_gone_are_told(self, run: Run, desk: Path) -> None:
        run("check", "notice.txt", "--baseline", "known.json", "--write-baseline")
        text = (desk / "notice.txt").read_text("utf-8")
        changed = text.replace("区公安局分局", "区公安分局").replace("2021年7月29日印发", "2021年7月9日印发")
        (desk / "notice.txt").write_text("\n\n" + changed, "utf-8")
        (desk / "policytasks.toml").write_text('baseline = "known.json"\n', "utf-8")
        result = run("check", "notice.txt")
        assert result.code == 1
        assert found(result) == {"issue-after-print"}
        assert [line for line in result.err.splitlines() if "near-duplicate-unit" in line] == [
            line for line in result.err.splitlines() if line.startswith("notice.txt: near-duplicate-unit is known and ")
        ]
        assert result.err.splitlines()[-1] == "no longer found: 1 (--write-baseline forgets them)"

    def test_what_other_files_and_rules_are_known_for_is_not_missed(self, run: Run, desk: Path) -> None:
        (desk / "other.txt").write_bytes((desk / "notice.txt").read_bytes())
        run("check", "notice.txt", "other.txt", "--baseline", "known.json", "--write-baseline")
        result = run("check", "notice.txt", "--baseline", "known.json", "--select", "only-*")
        assert "no longer found" not in result.err

    def test_nothing_is_forgotten_because_a_file_could_not_be_read(self, run: Run, desk: Path) -> None:
        run("check", "notice.txt", "--baseline", "known.json", "--write-baseline")
        before = (desk / "known.json").read_bytes()
        result = run("check", "missing.txt", "--baseline", "known.json", "--write-baseline")
        assert result.code == 2
        assert (desk / "known.json").read_bytes() == before

    def test_a_baseline_needs_a_name_and_must_not_replace_an_input(self, run: Run, desk: Path) -> None:
        nameless = run("check", "notice.txt", "--write-baseline")
        assert nameless.err == "error: --write-baseline needs the file of known findings: --baseline PATH\n"
        over = run("check", "notice.txt", "--write-baseline", "--baseline", "notice.txt")
        assert over.err == "error: notice.txt: the output would replace an input\n"
        assert (nameless.code, over.code) == (2, 2)

    def test_what_is_no_baseline_is_an_error(self, run: Run, desk: Path) -> None:
        result = run("check", "notice.txt", "--baseline", "notice.txt", "--lang", "zh")
        assert result.code == 2
        assert result.err.startswith("错误：notice.txt：不是 JSON；")


class TestLedgers:
    """A ledger's workbook: what was reported is checked, and findings about the notice stand at its cells."""

    @pytest.fixture
    def ledger(self, desk: Path) -> Path:
        tracked = Ledger.from_notice(read_notice(desk / "notice.txt")).updated("1.1.1", status=Status.DONE)
        return write_ledger(tracked, desk / "台账.xlsx")

    def test_reports_and_notice_are_checked(self, run: Run, ledger: Path) -> None:
        lines = run("check", ledger, "--on", "2022-01-01").out.splitlines()
        assert f"{ledger}!台账!O4: warning done-without-evidence: 1.1.1 is done and names no evidence" in lines
        assert any(": warning entry-overdue: 1.1.2 was due on 2021-11-30, 32 days ago" in line for line in lines)
        assert f"{ledger}!台账!F41: {NEAR}" in lines
        assert all(line.startswith(f"{ledger}!台账!") for line in lines)

    def test_without_a_day_nothing_is_overdue(self, run: Run, ledger: Path) -> None:
        assert "entry-overdue" not in found(run("check", ledger))

    def test_it_is_annotated_in_place_of_a_copy(self, run: Run, ledger: Path, desk: Path) -> None:
        result = run("check", ledger, "--annotate", "批注.xlsx", "--lang", "zh")
        assert result.err.splitlines()[-1] == "已写入 批注.xlsx：标注 3 条问题"
        book = load_workbook(desk / "批注.xlsx")
        assert book["台账"]["O4"].comment.text.splitlines()[1] == "警告：1.1.1 已完成，佐证材料为空"
        assert read_ledger(desk / "批注.xlsx") == read_ledger(ledger)


class TestAnnotating:
    """Workbooks with the findings at their cells."""

    def test_a_notice_becomes_a_ledger_with_what_is_shown(self, run: Run, desk: Path) -> None:
        result = run("check", "notice.txt", "--annotate", "out.xlsx", "--select", "near-*")
        assert result.err.splitlines()[-1] == "wrote out.xlsx (findings: 2)"
        sheet = load_workbook(desk / "out.xlsx")["Findings"]
        assert [sheet.cell(row, 7).value for row in (6, 7, 8)] == ["near-duplicate-unit"] * 2 + [None]

    def test_cells_are_found_wherever_the_file_lies(self, run: Run, desk: Path, notice: Path) -> None:
        run("check", notice, "--annotate", "out.xlsx", "--select", "near-*", "--lang", "zh")
        hung = [cell.coordinate for row in load_workbook(desk / "out.xlsx")["台账"] for cell in row if cell.comment]
        assert hung == ["F29", "F41"]

    def test_several_files_go_into_a_folder(self, run: Run, desk: Path, notice: Path) -> None:
        result = run("check", "notice.txt", notice, "--annotate", "out")
        assert result.code == 0
        assert sorted(path.name for path in (desk / "out").iterdir()) == ["notice.xlsx", "yanzhou-2021-20.xlsx"]

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("out.txt", "out.txt: the name has to end in .xlsx"),
            ("台账.xlsx", "台账.xlsx: the output would replace an input"),
        ],
    )
    def test_a_wrong_name_is_refused_before_anything_is_read(
        self, run: Run, desk: Path, name: str, message: str
    ) -> None:
        source = write_ledger(read_notice(desk / "notice.txt"), "台账.xlsx")
        result = run("check", source, "--annotate", name)
        assert (result.code, result.out, result.err) == (2, "", f"error: {message}\n")


class TestAcrossDocuments:
    def test_a_lower_notice_is_compared(self, run: Run, desk: Path) -> None:
        (desk / "lower.txt").write_text("甲镇人民政府关于工作分工的通知\n\n一、做好宣传（责任单位：宣传办）\n", "utf-8")
        assert "task-without-downstream" in found(run("check", "notice.txt", "--lower", "lower.txt"))
        assert "task-without-downstream" not in found(run("check", "notice.txt", "--lower", "notice.txt"))

    def test_a_lower_notice_that_cannot_be_read_is_told(self, run: Run, desk: Path) -> None:
        result = run("check", "notice.txt", "--lower", "missing.txt")
        assert result.code == 2
        assert result.err.splitlines()[0] == "error: missing.txt: there is no such file or folder"


class TestPlugins:
    """Rules of other packages."""

    @pytest.fixture
    def installed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A package with one rule, and one that is broken."""
        (tmp_path / "cli_office.py").write_text(
            "from policytasks.model.notice import Notice\n"
            "from policytasks.validation.catalogue import observe, rule\n"
            "from policytasks.validation.finding import Severity\n"
            "@rule(Notice, code='office-own', severity=Severity.WARNING, summary='S.', rationale='R.', remedy='M.',"
            " example='E', message='seen')\n"
            "def own(notice):\n    yield observe()\n    assert notice.title\n",
            "utf-8",
        )
        info = tmp_path / "cli_office-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: cli-office\nVersion: 1.0\n", "utf-8")
        points = "[policytasks.rules]\na = cli_office:own\nb = cli_office:missing\n"
        (info / "entry_points.txt").write_text(points, "utf-8")
        monkeypatch.syspath_prepend(tmp_path)

    @pytest.mark.usefixtures("installed")
    def test_they_are_applied_and_a_broken_one_is_one_line(self, run: Run, desk: Path) -> None:
        result = run("check", "notice.txt", "--select", "office-*")
        assert (result.code, result.out) == (0, "notice.txt: warning office-own: seen\n")
        assert result.err.splitlines()[0] == (
            "warning: b (cli-office): a plug-in that cannot be loaded; found AttributeError: module 'cli_office' has no "
            "attribute 'missing'; its rules are left out"
        )

    @pytest.mark.usefixtures("installed")
    def test_one_that_breaks_off_is_an_error_until_somebody_leaves_it_out(self, run: Run, desk: Path) -> None:
        (desk / "untitled.txt").write_text("一、做好宣传（责任单位：甲局）\n", "utf-8")
        result = run("check", "untitled.txt", "--select", "office-*")
        assert (result.code, result.out.splitlines()) == (
            1,
            [
                "untitled.txt: warning office-own: seen",
                "untitled.txt: error rule-failed: office-own could not judge 1 of the places, this one first: "
                "AssertionError: —",
            ],
        )
        assert run("check", "untitled.txt", "--select", "office-*", "--ignore", "rule-failed").code == 0

    @pytest.mark.usefixtures("installed")
    def test_they_are_listed_and_explained(self, run: Run, desk: Path) -> None:
        assert run("rules").out.splitlines()[-1].split() == ["office-own", "warning", "S."]
        assert run("rules", "office-own").out.splitlines() == [
            "office-own (warning)", "S.", "Why: R.", "What to do: M.", "Example: E",
        ]  # fmt: skip
