"""Output of checking on the terminal: findings and rules as tables, a rule as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from policytasks.cli.texts import Voice
from policytasks.messages import spoken
from policytasks.validation.catalogue import Rule
from policytasks.validation.finding import Finding, Severity

__all__ = ["catalogue_table", "findings_table", "rule_text"]

_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def findings_table(findings: Iterable[Finding], rules: Sequence[Rule], voice: Voice) -> Table:
    """Findings with what to do about them."""
    remedies = {rule.code: rule.remedy[voice.lang] for rule in rules}
    table = Table(box=None, pad_edge=False)
    for name in ("place", "severity", "code", "message", "remedy"):
        table.add_column(voice(f"column.{name}"), overflow="fold", no_wrap=name == "severity")
    for finding in findings:
        table.add_row(
            str(finding.location),
            Text(str(spoken(finding.severity, voice.lang)), _STYLES[finding.severity]),
            finding.code,
            finding.message,
            remedies.get(finding.code, ""),
        )
    return table


def catalogue_table(rules: Iterable[Rule], voice: Voice) -> Table:
    """Every rule with what it finds."""
    table = Table(box=None, pad_edge=False)
    for column in ("code", "severity", "finds"):
        table.add_column(voice(f"column.{column}"), no_wrap=column != "finds")
    for rule in rules:
        table.add_row(rule.code, str(spoken(rule.severity, voice.lang)), rule.summary[voice.lang])
    return table


def rule_text(rule: Rule, voice: Voice) -> Text:
    """Everything about one rule."""
    lang = voice.lang
    text = Text.assemble(
        (rule.code, "bold"),
        f" ({spoken(rule.severity, lang)})\n{rule.summary[lang]}\n",
        (voice("rule.why"), "dim"),
        f"{rule.rationale[lang]}\n",
        (voice("rule.remedy"), "dim"),
        f"{rule.remedy[lang]}\n",
    )
    for option in rule.options:
        text.append(voice("rule.option", name=option.name, value=option.value), "dim")
        text.append(f"{option.help[lang]}\n")
    text.append(voice("rule.example"), "dim")
    text.append(rule.example)
    return text
