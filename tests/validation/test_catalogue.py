"""The catalogue: complete in both languages, stable in form, and the same as its page."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

import policytasks.validation
from policytasks.location import Location
from policytasks.messages import LANGUAGES, Language, Wording
from policytasks.validation.catalogue import Rule
from policytasks.validation.finding import Finding, Severity
from policytasks.validation.page import catalogue_page
from policytasks.validation.rules import CATALOGUE, DEFAULT_RULES, GROUPS

PACKAGE = Path(policytasks.validation.__file__).parents[1]
PAGES = Path(__file__).parents[2] / "docs" / "reference"


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize(("lang", "name"), [("en", "rules.md"), ("zh", "rules.zh-CN.md")])
def test_the_page_says_what_the_code_does(lang: Language, name: str) -> None:
    """Regenerate with ``python -m policytasks.validation --lang … > docs/reference/…``."""
    assert (PAGES / name).read_text("utf-8") == catalogue_page(lang)


def test_the_page_lists_every_rule_once_in_each_language() -> None:
    for lang in LANGUAGES:
        headings = re.findall(r"^### (.+)$", catalogue_page(lang), re.MULTILINE)
        assert headings == [rule.code for group in GROUPS.values() for rule in group]


def test_codes_are_unique() -> None:
    assert len(CATALOGUE) == len(DEFAULT_RULES)


@pytest.mark.parametrize("rule", DEFAULT_RULES, ids=lambda rule: rule.code)
def test_an_entry_is_complete(rule: Rule) -> None:
    """A kebab-case code, an example, and every text in both languages with the same facts."""
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", rule.code)
    assert rule.example.strip()
    for wording in (rule.summary, rule.rationale, rule.remedy):
        assert wording.en.endswith((".", "?"))
        assert wording.zh.endswith("。")
    for option in rule.options:
        assert re.fullmatch("[a-z][a-z_]*", option.name)
        assert option.help.en
        assert option.help.zh
    assert rule.message.en
    assert placeholders(rule.message.en) == placeholders(rule.message.zh)
    assert (rule.over is None) == (rule.check is None)


def emitted_codes() -> set[str]:
    """Every code that the package writes as a literal: ``Doubt(code="…")``, ``x.doubt("…", …)``, ``x.add("…", …, …)``."""
    codes: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        if "testing" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            if isinstance(node.func, ast.Name) and node.func.id == "Doubt":
                values = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            elif isinstance(node.func, ast.Attribute) and (node.func.attr, len(node.args)) in (
                ("doubt", 3),
                ("add", 3),
            ):
                values = node.args[:1]
            else:
                continue
            codes |= {str(value.value) for value in values if isinstance(value, ast.Constant)}
    return codes


def test_every_code_that_the_readers_emit_is_in_the_catalogue() -> None:
    codes = emitted_codes()
    assert {"uncertain-encoding", "undecidable-lead", "ledger-row-added"} <= codes
    assert codes <= {rule.code for group in ("reader", "ledger") for rule in GROUPS[group]}


def test_a_finding_reads_like_a_line_of_a_compiler() -> None:
    finding = Finding(
        code="near-duplicate-unit",
        severity=Severity.WARNING,
        message="区公安局分局 and 区公安分局",
        location=Location(file="notice.txt", line=117),
    )
    assert str(finding) == "notice.txt:117: warning near-duplicate-unit: 区公安局分局 and 区公安分局"
    assert finding.line(lang="zh") == "notice.txt:117: 警告 near-duplicate-unit: 区公安局分局 and 区公安分局"


def test_severities_are_ordered_from_the_gravest() -> None:
    ranks = {severity: severity.rank for severity in Severity}
    assert ranks == {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def test_a_message_without_its_fact_is_an_error() -> None:
    with pytest.raises(KeyError, match="count"):
        Wording(en="{count} units", zh="{count} 个单位").say("en")
