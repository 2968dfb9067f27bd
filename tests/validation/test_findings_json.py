"""Findings as JSON and as SARIF: what programs read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from own_rules import line, notice_of, our_length, our_money

from policytasks.location import Location
from policytasks.messages import LANGUAGES
from policytasks.model.notice import Notice
from policytasks.parsing.read import read_notice
from policytasks.testing.strategies import notices
from policytasks.validation.baseline import fingerprint
from policytasks.validation.finding import Finding, Related, Severity
from policytasks.validation.findings_json import findings_json, findings_json_schema
from policytasks.validation.rules import DEFAULT_RULES
from policytasks.validation.sarif import findings_sarif
from policytasks.validation.validate import validate

FORMATS = ("txt", "docx", "html", "pdf")


def finding(location: Location, **fields: Any) -> Finding:
    return Finding(code="no-title", severity=Severity.ERROR, message="没有标题", location=location, **fields)


def sarif(*findings: Finding, **settings: Any) -> dict[str, Any]:
    """The only run of a log."""
    log = json.loads(findings_sarif(findings, **settings))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run: dict[str, Any] = log["runs"][0]
    return run


class TestJson:
    """A list of objects with a schema."""

    def test_a_finding_is_an_object(self) -> None:
        found = validate(notice_of("安排资金", "资金"), rules=[our_money])[1]
        assert json.loads(findings_json([found])) == [
            {
                "code": "our-money",
                "severity": "warning",
                "message": "1.1.2 promises money",
                "place": "n.txt:2",
                "location": {"file": "n.txt", "line": 2},
                "related": [
                    {"message": "before 1.1.2", "place": "n.txt:1", "location": {"file": "n.txt", "line": 1}}
                ],
                "data": {"id": "1.1.2", "words": ["资金"], "severity": "info"},
                "about": "资金",
                "fingerprint": fingerprint(found),
            }
        ]  # fmt: skip

    def test_the_schema_is_one(self) -> None:
        jsonschema.Draft202012Validator.check_schema(findings_json_schema())

    @pytest.mark.parametrize("suffix", FORMATS)
    def test_findings_of_every_format_fit_the_schema(self, data: Path, suffix: str) -> None:
        findings = validate(read_notice(data / f"yanzhou-2021-20.{suffix}"))
        assert len(findings) > 50
        jsonschema.validate(json.loads(findings_json(findings)), findings_json_schema())

    @given(notices())
    @settings(max_examples=25)
    def test_findings_of_any_notice_fit_the_schema(self, notice: Notice) -> None:
        jsonschema.validate(json.loads(findings_json(validate(notice))), findings_json_schema())

    @pytest.mark.parametrize(
        "wrong",
        [{"severity": "fatal"}, {"code": "No title"}, {"fingerprint": ""}, {"extra": 1}, {"data": {"a": {}}}, {"location": {"row": 0}}],
    )  # fmt: skip
    def test_the_schema_refuses_what_is_no_finding(self, wrong: dict[str, Any]) -> None:
        (data,) = json.loads(findings_json([finding(line(1))]))
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate([data | wrong], findings_json_schema())


class TestSarif:
    """The standard's form; its constraints are checked by hand, since its schema is not ours to pass on."""

    def test_a_run_names_the_tool_its_rules_and_the_files(self) -> None:
        run = sarif(rules=[our_length], files=["a b.docx", "区/n.txt"], lang="zh", version="1.2.3")
        assert run["tool"]["driver"]["name"] == "policytasks"
        assert run["tool"]["driver"]["version"] == "1.2.3"
        assert run["tool"]["driver"]["rules"] == [
            {
                "id": "our-length",
                "name": "OurLength",
                "shortDescription": {"text": "承诺了资金。"},
                "fullDescription": {"text": "须列入预算。"},
                "help": {"text": "须列入预算。\n\n处理：征求财政部门意见。\n\n示例：安排专项资金"},
                "defaultConfiguration": {"level": "note"},
                "properties": {"remedy": "征求财政部门意见。", "example": "安排专项资金", "options": {"most": 5}},
            }
        ]
        assert [each["location"]["uri"] for each in run["artifacts"]] == ["a%20b.docx", "%E5%8C%BA/n.txt"]
        assert (run["language"], run["columnKind"], run["results"]) == ("zh-CN", "unicodeCodePoints", [])
        assert run["invocations"] == [{"executionSuccessful": True}]

    def test_a_line_is_a_region_with_columns_from_1(self) -> None:
        place = Location(file="n.txt", line=7, start=2, end=5)
        (result,) = sarif(finding(place, about="甲", data=(("id", "1"), ("units", ("乙",)))))["results"]
        assert result == {
            "ruleId": "no-title",
            "ruleIndex": next(number for number, rule in enumerate(DEFAULT_RULES) if rule.code == "no-title"),
            "level": "error",
            "message": {"text": "没有标题"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "n.txt", "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": 7, "startColumn": 3, "endColumn": 6},
                    },
                    "properties": {"line": 7, "start": 2, "end": 5},
                }
            ],
            "partialFingerprints": {"policytasks/v1": fingerprint(finding(place, about="甲"))},
            "properties": {"data": {"id": "1", "units": ["乙"]}, "about": "甲"},
        }

    @pytest.mark.parametrize(
        ("more", "region"),
        [
            ([(8, 0, 4), (9, 0, 2)], {"startLine": 7, "startColumn": 3, "endLine": 9, "endColumn": 3}),
            ([(3, 0, 4)], {"startLine": 7, "startColumn": 3, "endColumn": 6}),
            ([(7, 8, 9)], {"startLine": 7, "startColumn": 3, "endColumn": 10}),
        ],
    )
    def test_a_value_over_several_lines_ends_where_its_last_part_does(
        self, more: list[tuple[int, int, int]], region: dict[str, int]
    ) -> None:
        parts = tuple(Location(file="n.txt", line=number, start=start, end=end) for number, start, end in more)
        (result,) = sarif(finding(Location(file="n.txt", line=7, start=2, end=5, more=parts)))["results"]
        assert result["locations"][0]["physicalLocation"]["region"] == region

    @pytest.mark.parametrize(
        ("place", "logical"),
        [
            ({"sheet": "台账", "cell": "D14"}, ("D14", "n.x!台账!D14", "cell")),
            ({"table": 1, "row": 4, "column": 2}, ("T1!R4C2", "n.x:T1!R4C2", "cell")),
            ({"sheet": "台账"}, ("台账", "n.x!台账", "sheet")),
            ({"page": 3, "paragraph": 2}, ("¶2", "n.x:p3:¶2", "block")),
        ],
    )
    def test_cells_are_logical_locations_with_their_parts_beside(
        self, place: dict[str, Any], logical: tuple[str, str, str]
    ) -> None:
        (result,) = sarif(finding(Location(file="n.x", **place)))["results"]
        assert result["locations"] == [
            {
                "physicalLocation": {"artifactLocation": {"uri": "n.x", "uriBaseId": "%SRCROOT%"}},
                "logicalLocations": [dict(zip(("name", "fullyQualifiedName", "kind"), logical, strict=True))],
                "properties": place,
            }
        ]

    def test_further_places_are_numbered_and_say_what_stands_there(self) -> None:
        places = (Related(location=line(3), message="首次"), Related(location=line(4), message="再次"))
        (result,) = sarif(finding(line(1), related=places))["results"]
        assert [(each["id"], each["message"]["text"]) for each in result["relatedLocations"]] == [
            (1, "首次"),
            (2, "再次"),
        ]

    def test_a_file_by_its_whole_path_and_no_file_at_all(self, tmp_path: Path) -> None:
        path = tmp_path / "区.txt"
        whole, none = sarif(finding(Location(file=str(path))), finding(Location()))["results"]
        assert whole["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": path.as_uri()}}}]
        assert "locations" not in none

    def test_a_code_that_no_rule_has_has_no_index(self) -> None:
        (result,) = sarif(finding(line(1)), rules=[our_money])["results"]
        assert "ruleIndex" not in result

    @pytest.mark.parametrize("lang", LANGUAGES)
    @pytest.mark.parametrize("suffix", FORMATS)
    def test_findings_of_every_format_keep_the_rules_of_the_standard(self, data: Path, suffix: str, lang: Any) -> None:
        findings = validate(read_notice(data / f"yanzhou-2021-20.{suffix}"), lang=lang)
        run = sarif(*findings, lang=lang)
        rules = run["tool"]["driver"]["rules"]
        assert len({rule["id"] for rule in rules}) == len(rules)  # 3.19.23
        assert re.fullmatch("[a-zA-Z]{2}(-[a-zA-Z]{2})?", run["language"])  # 3.14.7
        assert len(run["results"]) == len(findings)
        for result in run["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]  # 3.27.6
            assert result["level"] in ("none", "note", "warning", "error")  # 3.27.10
            assert result["message"]["text"]  # 3.27.11
            assert all(isinstance(each, str) for each in result["partialFingerprints"].values())  # 3.27.17
            related = result.get("relatedLocations", [])
            assert [each["id"] for each in related] == list(range(1, len(related) + 1))  # 3.28.2
            for location in (*result["locations"], *related):
                physical = location["physicalLocation"]
                assert re.fullmatch(
                    r"(?:[\w.~/%-]|%[0-9A-F]{2})+", physical["artifactLocation"]["uri"], re.ASCII
                )  # 3.4.3
                for number in physical.get("region", {"startLine": 1}).values():
                    assert number >= 1  # 3.30.5 to 3.30.8
