"""Commands that read notices and print: read, check, rules."""

from __future__ import annotations

import json
from collections import Counter

import attrs
import click
from rich.console import Group
from rich.table import Table
from rich.text import Text

from policytasks.cli.explain import explanation
from policytasks.cli.failures import ExitCode, Failure
from policytasks.cli.frame import Command, argument, command, option
from policytasks.cli.inputs import Outcome, read_all, read_registry
from policytasks.cli.screen import say, show
from policytasks.cli.texts import Voice
from policytasks.cli.tree import notice_tree
from policytasks.location import Location
from policytasks.messages import spoken
from policytasks.validation.catalogue import Rule
from policytasks.validation.finding import Finding, Severity
from policytasks.validation.page import catalogue_page
from policytasks.validation.rules import CATALOGUE
from policytasks.validation.validate import validate

__all__ = ["check_command", "read_command", "rules_command"]

_SEVERITIES = [severity.value for severity in reversed(Severity)]


def read_command(voice: Voice) -> Command:
    """``policytasks read FILE…``."""

    @command("read", voice)
    @argument("files", metavar=voice("files-metavar"), many=True)
    @option("--json", "as_json", is_flag=True, help=voice("help.read.json"))
    @option("--explain", is_flag=True, help=voice("help.read.explain"))
    @option("--registry", metavar=voice("path-metavar"), help=voice("help.registry"))
    def read(files: tuple[str, ...], as_json: bool, explain: bool, registry: str | None) -> int:
        from policytasks.convert import dumps

        if as_json and explain:
            raise Failure(voice("error.both", first="--json", second="--explain"))
        outcome = Outcome()
        units = read_registry(registry)
        for position, given in enumerate(read_all(files, voice, outcome, registry=units)):
            if as_json:
                click.echo(dumps(given.notice, indent=len(files) == 1).rstrip("\n"))
                continue
            if position:
                click.echo()
            if explain:
                show(Group(*explanation(given, voice)))
            else:
                show(notice_tree(given.notice, voice))
        return outcome.code

    return read


def check_command(voice: Voice) -> Command:
    """``policytasks check FILE…``."""

    @command("check", voice)
    @argument("files", metavar=voice("files-metavar"), many=True)
    @option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=voice("help.check.format"))
    @option("--severity", type=click.Choice(_SEVERITIES), default="warning", help=voice("help.check.severity"))
    @option("--ignore", multiple=True, metavar=voice("code-metavar"), help=voice("help.check.ignore"))
    @option("--registry", metavar=voice("path-metavar"), help=voice("help.registry"))
    def check(files: tuple[str, ...], form: str, severity: str, ignore: tuple[str, ...], registry: str | None) -> int:
        rules = _without(ignore, voice)
        outcome = Outcome()
        units = read_registry(registry)
        counts: Counter[Severity] = Counter()
        shown: list[Finding] = []
        least = Severity(severity).rank
        read = 0
        for given in read_all(files, voice, outcome, registry=units):
            read += 1
            findings = validate(given.notice, rules=rules, registry=units, lang=voice.lang)
            counts.update(finding.severity for finding in findings)
            for finding in findings:
                if finding.severity.rank <= least:
                    shown.append(attrs.evolve(finding, location=given.with_path(finding.location)))
                    if form == "text":
                        say(shown[-1].line(lang=voice.lang))
        if form == "json":
            click.echo(json.dumps([_as_data(finding) for finding in shown], ensure_ascii=False, indent=1))
        elif read:
            _summarise(counts, len(shown), read, voice)
        if counts[Severity.ERROR]:
            outcome.note(ExitCode.FINDINGS)
        return outcome.code

    return check


def rules_command(voice: Voice) -> Command:
    """``policytasks rules [CODE]…``."""

    @command("rules", voice)
    @argument("codes", metavar=voice("codes-metavar"), many=True, required=False)
    @option("--markdown", is_flag=True, help=voice("help.rules.markdown"))
    def rules(codes: tuple[str, ...], markdown: bool) -> int:
        chosen = [_rule(code, voice) for code in codes]
        if markdown:
            click.echo(catalogue_page(voice.lang), nl=False)
        elif chosen:
            for rule in chosen:
                show(_entry(rule, voice))
        else:
            show(_catalogue(voice))
        return ExitCode.FINE

    return rules


def _without(codes: tuple[str, ...], voice: Voice) -> list[Rule]:
    left_out = {_rule(code, voice).code for code in codes}
    return [rule for code, rule in CATALOGUE.items() if code not in left_out]


def _rule(code: str, voice: Voice) -> Rule:
    if code not in CATALOGUE:
        raise Failure(voice("error.no-rule", name=code))
    return CATALOGUE[code]


def _as_data(finding: Finding) -> dict[str, object]:
    """A finding as plain data: the place both as text and in parts."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "place": str(finding.location),
        "location": _place(finding.location),
    }


def _place(location: Location) -> dict[str, object]:
    """The steps of a location that it has."""
    steps = attrs.asdict(location, recurse=False, filter=lambda _, value: value not in (None, "", ()))
    if "more" in steps:
        steps["more"] = [_place(part) for part in location.more]
    return steps


def _summarise(counts: Counter[Severity], shown: int, files: int, voice: Voice) -> None:
    summary = voice(
        "check.summary",
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        infos=counts[Severity.INFO],
        files=files,
    )
    say(summary, err=True)
    if hidden := counts.total() - shown:
        say(voice("check.hidden", count=hidden), err=True)


def _catalogue(voice: Voice) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in ("code", "severity", "finds"):
        table.add_column(voice(f"column.{column}"), no_wrap=column != "finds")
    for rule in CATALOGUE.values():
        table.add_row(rule.code, str(spoken(rule.severity, voice.lang)), rule.summary[voice.lang])
    return table


def _entry(rule: Rule, voice: Voice) -> Text:
    lang = voice.lang
    return Text.assemble(
        (rule.code, "bold"),
        f" ({spoken(rule.severity, lang)})\n{rule.summary[lang]}\n",
        (voice("rule.why"), "dim"),
        f"{rule.rationale[lang]}\n",
        (voice("rule.example"), "dim"),
        rule.example,
    )
