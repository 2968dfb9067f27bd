"""SARIF: findings in the Static Analysis Results Interchange Format 2.1.0 (OASIS), which editors and code hosts show.

Text files get regions with line and columns. SARIF knows no cells: a place in a table, a sheet or a page is a logical location with the
name that people read (``台账.xlsx!台账!D14``), and its parts stand in the property bag of the location.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from policytasks.location import Location
from policytasks.messages import Language, Wording
from policytasks.validation.baseline import fingerprint
from policytasks.validation.catalogue import Rule
from policytasks.validation.finding import Finding, Severity
from policytasks.validation.findings_json import steps_of
from policytasks.validation.rules import DEFAULT_RULES

__all__ = ["findings_sarif"]

_VERSION = "2.1.0"
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_TOOL = "policytasks"
_ROOT = "%SRCROOT%"
"""The name that consumers give to the folder that relative paths start from."""

_FINGERPRINT = "policytasks/v1"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_LANGUAGES: dict[Language, str] = {"en": "en-GB", "zh": "zh-CN"}
_HELP = Wording(
    en="{rationale}\n\nWhat to do: {remedy}\n\nExample: {example}",
    zh="{rationale}\n\n处理：{remedy}\n\n示例：{example}",
)


def findings_sarif(
    findings: Iterable[Finding],
    *,
    rules: Iterable[Rule] = DEFAULT_RULES,
    files: Sequence[str] = (),
    lang: Language = "en",
    version: str = "",
) -> str:
    """Findings as a SARIF log of one run, ending in a line end; the same findings give the same text.

    Args:
        findings: The findings, in the order in which they are to stand.
        rules: The rules that were applied, with their severities; each is described in the log.
        files: Paths of the files that were checked, also of those in which nothing was found.
        lang: Language of the descriptions of rules.
        version: Version of the program; left out when empty.
    """
    applied = tuple(rules)
    index = {rule.code: number for number, rule in enumerate(applied)}
    driver: dict[str, Any] = {"name": _TOOL}
    if version:
        driver["version"] = version
    driver["rules"] = [_rule(rule, lang) for rule in applied]
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "language": _LANGUAGES[lang],
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
    }
    if files:
        run["artifacts"] = [
            {"location": _artifact(file), "roles": ["analysisTarget"]} for file in dict.fromkeys(files) if file
        ]
    run["results"] = [_result(finding, index) for finding in findings]
    log = {"$schema": _SCHEMA, "version": _VERSION, "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule, lang: Language) -> dict[str, Any]:
    facts = {"rationale": rule.rationale, "remedy": rule.remedy, "example": rule.example}
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.code.split("-")),
        "shortDescription": {"text": rule.summary[lang]},
        "fullDescription": {"text": rule.rationale[lang]},
        "help": {"text": _HELP.say(lang, **facts)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "remedy": rule.remedy[lang],
            "example": rule.example,
            "options": {option.name: option.value for option in rule.options},
        },
    }


def _result(finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {"ruleId": finding.code}
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    result["level"] = _LEVELS[finding.severity]
    result["message"] = {"text": finding.message}
    if finding.location:
        result["locations"] = [_location(finding.location)]
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(each.location), "message": {"text": each.message}}
            for number, each in enumerate(finding.related, 1)
        ]
    result["partialFingerprints"] = {_FINGERPRINT: fingerprint(finding)}
    result["properties"] = {
        "data": {name: list(value) if isinstance(value, tuple) else value for name, value in finding.data},
        "about": finding.about,
    }
    return result


def _location(location: Location) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if location.file:
        found["physicalLocation"] = {"artifactLocation": _artifact(location.file)}
        region = _region(location)
        if region:
            found["physicalLocation"]["region"] = region
    steps = steps_of(location)
    steps.pop("file", None)
    if steps and location.line is None:
        kind = "cell" if location.cell or location.row else "sheet" if location.sheet else "block"
        name = location.cell or location.sheet or str(location).rpartition(":")[2]
        found["logicalLocations"] = [{"name": name, "fullyQualifiedName": str(location), "kind": kind}]
    if steps:
        found["properties"] = steps
    return found


def _region(location: Location) -> dict[str, int]:
    """Line and columns, both counted from 1; a value over several lines ends where its last part does."""
    if location.line is None:
        return {}
    region = {"startLine": location.line}
    if location.start is not None:
        region["startColumn"] = location.start + 1
    last = location.parts[-1]
    if last.line is not None and last.line > location.line and last.file == location.file:
        region["endLine"] = last.line
    elif last.line != location.line:
        last = location
    if last.end is not None:
        region["endColumn"] = last.end + 1
    return region


def _artifact(file: str) -> dict[str, str]:
    path = Path(file)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(path.as_posix(), errors="replace"), "uriBaseId": _ROOT}
