"""``policytasks read``, ``check`` and ``rules``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policytasks.convert import from_dict, to_dict
from policytasks.model.notice import Notice
from policytasks.parsing.read import parse_notice, read_notice
from policytasks.sources.read import read_document
from policytasks.validation.rules import CATALOGUE

COUNTS = "sections: 5, tasks: 20, requirements: 47, units: 34, responsibilities: 120"


class TestRead:
    """The notice as people read it, or as data."""

    def test_the_tree_shows_head_work_and_numbers(self, run: Callable[..., Any], notice: Path) -> None:
        result = run("read", notice)
        lines = result.out.splitlines()
        assert (result.code, result.err) == (0, "")
        assert lines[0] == "Number      济兖政办字〔2021〕20号"
        assert "├── 一、深化重点领域政府信息公开" in lines
        assert "│   │   ├── 1.1.2 多形式发布落实高质量发展的进展、成效。" in lines
        assert "│   │   │         responsible 区发展和改革局, 区生态环境分局" in lines
        assert lines[-1] == COUNTS

    def test_it_speaks_chinese(self, run: Callable[..., Any], notice: Path) -> None:
        lines = run("read", notice, "--lang", "zh").out.splitlines()
        assert lines[0] == "发文字号  济兖政办字〔2021〕20号"
        assert "│   │   │         责任 区发展和改革局、区生态环境分局" in lines
        assert lines[-1] == "5 个部分，20 项任务，47 项要求，34 个单位，120 项责任"

    def test_json_holds_the_whole_notice(self, run: Callable[..., Any], notice: Path) -> None:
        result = run("read", "--json", notice)
        assert result.code == 0
        assert json.loads(result.out) == to_dict(read_notice(notice))

    def test_several_files_give_one_object_a_line(self, run: Callable[..., Any], data: Path, notice: Path) -> None:
        result = run("read", "--json", notice, data / "yanzhou-2021-20.txt")
        first, second = (from_dict(json.loads(line)) for line in result.out.splitlines())
        assert first == second

    def test_json_is_read_back(self, run: Callable[..., Any], notice: Path, tmp_path: Path) -> None:
        saved = tmp_path / "notice.json"
        saved.write_text(run("read", "--json", notice).out, "utf-8")
        assert run("read", saved).out == run("read", notice).out

    def test_standard_input_is_a_file_too(self, run: Callable[..., Any], notice: Path) -> None:
        result = run("read", "-", stdin=notice.read_bytes())
        assert (result.code, result.out) == (0, run("read", notice).out)

    def test_explain_quotes_the_source_of_each_value(self, run: Callable[..., Any], data: Path) -> None:
        path = data / "yanzhou-2021-20.txt"
        lines = run("read", "--explain", path).out.splitlines()
        at = lines.index("requirement 1.1.2: 多形式发布落实高质量发展的进展、成效。")
        assert lines[at + 1] == f"    {path}:45   ⟦多形式发布落实高质量发展的进展、成效。⟧"
        assert lines[at + 2] == "  unit [responsible]: 区发展和改革局"
        assert lines[at + 3] == f"    {path}:46   ⟦区发展和改革局⟧"

    def test_explain_shows_every_printed_value(self, run: Callable[..., Any], notice: Path) -> None:
        read = parse_notice(read_document(notice))
        out = run("read", "--explain", notice).out
        values = [requirement.text for requirement in read.requirements]
        values += [task.title or "" for task in read.tasks]
        values += [deadline.text for requirement in read.requirements for deadline in requirement.deadlines]
        assert [value for value in values if f"⟦{value}⟧" not in out] == []
        assert "not printed" not in out

    def test_explain_of_json_has_places_without_lines(
        self, run: Callable[..., Any], notice: Path, tmp_path: Path
    ) -> None:
        saved = tmp_path / "notice.json"
        saved.write_text(run("read", "--json", notice).out, "utf-8")
        out = run("read", "--explain", saved).out
        assert f"{notice.name}:T1!R3C2" in out
        assert "⟦" not in out

    def test_a_document_that_divides_no_work_says_so(self, run: Callable[..., Any], tmp_path: Path) -> None:
        path = tmp_path / "letter.txt"
        path.write_text("关于召开会议的通知\n\n各科室：\n\n请准时参加。\n", "utf-8")
        result = run("read", path)
        assert result.code == 0
        assert result.out.splitlines()[-1] == "The document divides no work."


class TestCheck:
    """Findings as a compiler prints them."""

    @pytest.fixture
    def faulty(self, data: Path, tmp_path: Path) -> Path:
        """The real notice with a document number of another year, and printed before it was issued."""
        text = (data / "yanzhou-2021-20.txt").read_text("utf-8")
        assert "2021年7月29日印发" in text
        path = tmp_path / "faulty.txt"
        path.write_text(text.replace("〔2021〕20号", "〔2020〕20号", 1).replace("7月29日印发", "7月9日印发"), "utf-8")
        return path

    def test_an_error_gives_exit_code_1(self, run: Callable[..., Any], faulty: Path) -> None:
        result = run("check", "--severity", "error", faulty)
        assert result.code == 1
        (line,) = result.out.splitlines()
        place, message = line.split(": error issue-after-print: ")
        assert place.startswith(f"{faulty}:")
        assert message == "printed on 2021-07-09, before it was issued on 2021-07-29"

    def test_warnings_alone_are_fine(self, run: Callable[..., Any], faulty: Path) -> None:
        result = run("check", "--ignore", "issue-after-print", faulty)
        assert result.code == 0
        assert f"{faulty}:1: warning number-year-differs: 济兖政办字〔2020〕20号 was issued on 2021-07-29" in (
            result.out.splitlines()
        )

    def test_it_speaks_chinese(self, run: Callable[..., Any], faulty: Path) -> None:
        lines = run("check", faulty, "--lang", "zh").out.splitlines()
        assert (
            f"{faulty}:1: 警告 number-year-differs: 发文字号 济兖政办字〔2020〕20号 的年份与成文日期 2021-07-29 不一致"
            in lines
        )

    def test_hints_are_counted_and_shown_on_demand(self, run: Callable[..., Any], notice: Path) -> None:
        hidden = run("check", notice)
        shown = run("check", "--severity", "info", notice)
        assert sum(" info several-units-no-lead: " in line for line in shown.out.splitlines()) == 33
        assert " info " not in hidden.out
        assert "(--severity info shows all)" in hidden.err
        assert "(--severity info shows all)" not in shown.err

    def test_json_says_the_same_as_the_text(self, run: Callable[..., Any], faulty: Path) -> None:
        text = run("check", "--severity", "info", faulty).out.splitlines()
        found = json.loads(run("check", "--severity", "info", "--format", "json", faulty).out)
        assert [f"{each['place']}: {each['severity']} {each['code']}: {each['message']}" for each in found] == text
        year = next(each for each in found if each["code"] == "number-year-differs")
        assert year["location"] == {"file": str(faulty), "line": 1, "start": 0, "end": 14}

    def test_a_file_that_cannot_be_read_does_not_stop_the_others(
        self, run: Callable[..., Any], faulty: Path, tmp_path: Path
    ) -> None:
        missing = tmp_path / "missing.txt"
        result = run("check", "--severity", "error", missing, faulty)
        assert result.code == 2
        assert len(result.out.splitlines()) == 1
        assert result.err.splitlines()[0] == f"error: {missing}: there is no such file or folder"
        assert result.err.splitlines()[1].startswith("files: 1; errors: 1, ")


class TestRules:
    """The catalogue on the terminal."""

    def test_it_lists_every_rule(self, run: Callable[..., Any]) -> None:
        lines = run("rules").out.splitlines()
        assert [line.split()[0] for line in lines[1:]] == list(CATALOGUE)

    def test_it_explains_one_rule_in_chinese(self, run: Callable[..., Any]) -> None:
        assert run("rules", "no-title", "--lang", "zh").out.splitlines() == [
            "no-title (警告)",
            "通知没有标题。",
            "理由：公文应有标题（GB/T 9704-2012，7.3.1）；缺标题多因页首被截断。",
            "处理：从原件补录标题；网页复制不全的，从页首重新复制。",
            "示例：各镇人民政府：（前面没有标题）",
        ]

    def test_it_prints_the_page_of_the_documentation(self, run: Callable[..., Any]) -> None:
        page = Path(__file__).parents[2] / "docs" / "reference" / "rules.md"
        assert run("rules", "--markdown").out == page.read_text("utf-8")


def test_the_model_of_the_fixture_is_what_the_parser_reads(seed: Notice, notice: Path) -> None:
    """The tests of the other stages stand on the gold data; the parser agrees with them on who does what."""
    read = parse_notice(read_document(notice))
    expected = [(row.id, [(each.unit.name, each.role) for each in row.responsibilities]) for row in seed.requirements]
    assert [(row.id, [(each.unit.name, each.role) for each in row.responsibilities]) for row in read.requirements] == (
        expected
    )
