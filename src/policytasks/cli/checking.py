"""Commands that check: check, rules."""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import click

from policytasks.cli.check_output import catalogue_table, findings_table, rule_text
from policytasks.cli.failures import ExitCode, Failure, describe
from policytasks.cli.frame import Command, argument, command, option
from policytasks.cli.inputs import Input, Outcome, check_output, read_all, read_registry
from policytasks.cli.outputs import Day
from policytasks.cli.screen import say, show
from policytasks.cli.targets import make_folder, output_targets
from policytasks.cli.texts import Voice
from policytasks.model.notice import Notice
from policytasks.units.registry import UnitRegistry
from policytasks.validation.baseline import Baseline, Judged, apply_baseline, read_baseline, write_baseline
from policytasks.validation.catalogue import Rule
from policytasks.validation.config import CheckConfig
from policytasks.validation.config_file import find_config, read_config
from policytasks.validation.finding import Finding, Severity
from policytasks.validation.findings_json import findings_json
from policytasks.validation.ledger_places import LedgerPlaces
from policytasks.validation.page import catalogue_page
from policytasks.validation.plugins import load_plugins
from policytasks.validation.rules import DEFAULT_RULES
from policytasks.validation.sarif import findings_sarif
from policytasks.validation.selectors import matches, nearest, unknown_selectors
from policytasks.validation.validate import in_printed_order, validate

__all__ = ["check_command", "rules_command"]

_SEVERITIES = [severity.value for severity in reversed(Severity)]
_FORMATS = ["text", "table", "json", "sarif"]
_NEVER = "never"


class _Level(click.Choice[str]):
    """A severity, or a rule and its severity: ``warning``, ``no-title=error``."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        code, mark, level = str(value).rpartition("=")
        return f"{code}{mark}{super().convert(level, param, ctx)}"


def check_command(voice: Voice, *, version: str) -> Command:
    """``policytasks check FILE…``; a SARIF log names the version."""

    code = voice("code-metavar")
    path = voice("path-metavar")

    @command("check", voice)
    @argument("files", metavar=voice("files-metavar"), many=True, required=False)
    @option("--format", "form", type=click.Choice(_FORMATS), default="text", help=voice("help.check.format"))
    @option("--select", multiple=True, metavar=code, help=voice("help.check.select"))
    @option("--ignore", multiple=True, metavar=code, help=voice("help.check.ignore"))
    @option(
        "--severity",
        type=_Level(_SEVERITIES),
        multiple=True,
        metavar=voice("severity-metavar"),
        help=voice("help.check.severity"),
    )
    @option("--fail-on", type=click.Choice([*_SEVERITIES, _NEVER]), help=voice("help.check.fail-on"))
    @option("--config", metavar=path, help=voice("help.check.config"))
    @option("--baseline", metavar=path, help=voice("help.check.baseline"))
    @option("--write-baseline", is_flag=True, help=voice("help.check.write-baseline"))
    @option("--annotate", metavar=path, help=voice("help.check.annotate"))
    @option("--on", type=Day(), metavar=voice("day-metavar"), help=voice("help.check.on"))
    @option("--lower", metavar=path, help=voice("help.check.lower"))
    @option("--registry", metavar=path, help=voice("help.registry"))
    @option("--explain", multiple=True, metavar=code, help=voice("help.check.explain"))
    def check(
        files: tuple[str, ...],
        form: str,
        write_baseline: bool,
        annotate: str | None,
        on: date | None,
        lower: str | None,
        registry: str | None,
        explain: tuple[str, ...],
        severity: tuple[str, ...],
        **settings: Any,
    ) -> int:
        rules = _all_rules(voice)
        if explain:
            return _explain(explain, rules, voice)
        if not files:
            context = click.get_current_context()
            raise click.MissingParameter(ctx=context, param=context.command.params[0])
        config, least = _configured(rules, voice, severity=severity, **settings)
        if write_baseline and not config.baseline:
            raise Failure(voice("error.no-baseline", option="--write-baseline"))
        targets = output_targets(files, Path(annotate), ".xlsx", voice) if annotate else {}
        if config.baseline and write_baseline:
            check_output(Path(config.baseline), files, voice)
        checked = _Check(
            voice=voice, version=version, rules=rules, config=config, today=on, lower=lower, registry=read_registry(registry)
        )  # fmt: skip
        checked.read(files)
        if write_baseline:
            return checked.write()
        judged = checked.judged()
        shown = [finding for finding in judged.new if finding.severity.rank <= least.rank]
        checked.print(shown, judged, form, files)
        checked.annotate(targets, shown)
        if config.fails(judged.new):
            checked.outcome.note(ExitCode.FINDINGS)
        return checked.outcome.code

    return check


def rules_command(voice: Voice) -> Command:
    """``policytasks rules [CODE]…``."""

    @command("rules", voice)
    @argument("codes", metavar=voice("codes-metavar"), many=True, required=False)
    @option("--markdown", is_flag=True, help=voice("help.rules.markdown"))
    def rules(codes: tuple[str, ...], markdown: bool) -> int:
        known = _all_rules(voice)
        if markdown:
            click.echo(catalogue_page(voice.lang), nl=False)
        elif codes:
            return _explain(codes, known, voice)
        else:
            show(catalogue_table(known, voice))
        return ExitCode.FINE

    return rules


def _all_rules(voice: Voice) -> tuple[Rule, ...]:
    """The library's rules and those of plug-ins; a plug-in that is left out is told on standard error."""
    if "POLICYTASKS_DEBUG" in os.environ:
        logging.basicConfig()
    plugins = load_plugins()
    for problem in plugins.problems:
        say(voice("check.plugin", problem=describe(problem, voice)), err=True)
    return (*DEFAULT_RULES, *plugins.rules)


def _explain(codes: Sequence[str], rules: Sequence[Rule], voice: Voice) -> int:
    _refuse_unknown(codes, [rule.code for rule in rules], voice)
    chosen = [rule for code in codes for rule in rules if matches(rule.code, (code,))]
    for position, rule in enumerate(dict.fromkeys(chosen)):
        if position:
            click.echo()
        show(rule_text(rule, voice))
    return ExitCode.FINE


def _refuse_unknown(selectors: Sequence[str], codes: Sequence[str], voice: Voice) -> None:
    for selector in unknown_selectors(selectors, codes):
        likely = nearest(selector, codes)
        key = "error.no-rule-but" if likely else "error.no-rule"
        raise Failure(voice(key, name=selector, likely=likely))


def _configured(
    rules: Sequence[Rule],
    voice: Voice,
    *,
    severity: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    config: str | None,
    baseline: str | None,
) -> tuple[CheckConfig, Severity]:
    """What the file of settings and the command line say together, and the least severity that is shown."""
    file = Path(config) if config else find_config(Path.cwd())
    settings = read_config(file, rules=rules) if file is not None else CheckConfig()
    chosen, left_out = _words(select), _words(ignore)
    codes = tuple(rule.code for rule in rules)
    levels: dict[str, Severity] = {}
    least = Severity.WARNING
    for word in severity:
        selector, mark, level = word.rpartition("=")
        if mark:
            # Spelt out, so that what the command says goes before what the file says.
            _refuse_unknown((selector,), codes, voice)
            levels |= {code: Severity(level) for code in codes if matches(code, (selector,))}
        else:
            least = Severity(level)
    _refuse_unknown((*chosen, *left_out), codes, voice)
    settings = attrs.evolve(
        settings,
        select=chosen or settings.select,
        ignore=(*settings.ignore, *left_out),
        severity={**settings.severity, **levels},
        baseline=baseline or settings.baseline,
    )
    if fail_on is not None:
        settings = attrs.evolve(settings, fail_on=None if fail_on == _NEVER else Severity(fail_on))
    return settings, least


def _words(given: Iterable[str]) -> tuple[str, ...]:
    """Selectors, several of which may stand in one word: ``no-title,number-*``."""
    return tuple(word.strip() for words in given for word in words.split(",") if word.strip())


@attrs.define(kw_only=True)
class _Check:
    """One run of the command: the files that were read, and what was found in them."""

    voice: Voice
    version: str
    rules: Sequence[Rule]
    config: CheckConfig
    registry: UnitRegistry | None
    today: date | None
    lower: str | None
    outcome: Outcome = attrs.field(factory=Outcome)
    inputs: list[Input] = attrs.field(factory=list)
    findings: list[Finding] = attrs.field(factory=list)
    of: dict[str, list[Finding]] = attrs.field(factory=dict)

    def read(self, files: tuple[str, ...]) -> None:
        """Read the files and check each of them."""
        lower = self._lower()
        for given in read_all(files, self.voice, self.outcome, registry=self.registry, ledgers=True):
            found = self._findings(given, lower)
            self.inputs.append(given)
            self.of[given.name] = found
            self.findings += found

    def _lower(self) -> Notice | None:
        if self.lower is None:
            return None
        found = [given.notice for given in read_all((self.lower,), self.voice, self.outcome, registry=self.registry)]
        return found[0] if found else None

    def _findings(self, given: Input, lower: Notice | None) -> list[Finding]:
        found = validate(
            given.notice if given.ledger is None else given.ledger,
            rules=self.config.rules(self.rules, file=given.name),
            registry=self.registry,
            lang=self.voice.lang,
            today=self.today,
            lower=lower,
        )
        if given.ledger is not None:
            places = LedgerPlaces(given.ledger)
            found = in_printed_order(places.moved(finding) for finding in found)
        return [
            attrs.evolve(
                finding,
                location=given.with_path(finding.location),
                related=tuple(attrs.evolve(each, location=given.with_path(each.location)) for each in finding.related),
            )
            for finding in found
            if not self.config.ignores(finding.code, file=given.name)
        ]

    def judged(self) -> Judged:
        """The findings that nobody knows yet, and those that were known and are gone from the files that were read."""
        path = self.config.baseline
        baseline = read_baseline(path) if path else Baseline()
        judged = apply_baseline(self.findings, baseline)
        files = {os.path.basename(given.name) for given in self.inputs}
        codes = {rule.code for rule in self.config.rules(self.rules)}
        stale = tuple(each for each in judged.stale if each.file in files and each.code in codes)
        return attrs.evolve(judged, stale=stale)

    def write(self) -> int:
        """Write the baseline, unless some file could not be read: its findings would be forgotten."""
        if not self.outcome.code:
            path = write_baseline(self.findings, self.config.baseline)
            say(self.voice("check.wrote-baseline", path=path, count=len(self.findings)), err=True)
        return self.outcome.code

    def print(self, shown: Sequence[Finding], judged: Judged, form: str, files: Sequence[str]) -> None:
        """Print the findings, and a summary for people."""
        if form == "json":
            click.echo(findings_json(shown), nl=False)
        elif form == "sarif":
            rules = self.config.rules(self.rules)
            read = [given.name for given in self.inputs]
            log = findings_sarif(shown, rules=rules, files=read, lang=self.voice.lang, version=self.version)
            click.echo(log, nl=False)
        elif self.inputs:
            if form == "table" and shown:
                show(findings_table(shown, self.rules, self.voice))
            elif form == "text":
                for finding in shown:
                    say(finding.line(lang=self.voice.lang))
            self._summarise(shown, judged)

    def _summarise(self, shown: Sequence[Finding], judged: Judged) -> None:
        voice = self.voice
        counts = Counter(finding.severity for finding in judged.new)
        summary = voice(
            "check.summary",
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
            infos=counts[Severity.INFO],
            files=len(self.inputs),
        )
        say(summary, err=True)
        if hidden := len(judged.new) - len(shown):
            say(voice("check.hidden", count=hidden), err=True)
        if judged.known:
            say(voice("check.known", count=len(judged.known), path=self.config.baseline), err=True)
        for each in judged.stale:
            say(voice("check.stale", file=each.file, code=each.code, about=each.about), err=True)
        if judged.stale:
            say(voice("check.stale-hint", count=sum(each.count for each in judged.stale)), err=True)

    def annotate(self, targets: dict[str, Path], shown: Sequence[Finding]) -> None:
        """Write the workbooks with the findings at their cells."""
        from policytasks.workbook.annotate import annotate_workbook

        for given in self.inputs if targets else ():
            kept = set(map(id, shown))
            found = [finding for finding in self.of[given.name] if id(finding) in kept]
            target = targets[given.name]
            make_folder(target, tuple(targets))
            source = given.name if given.is_workbook else given.notice
            path = annotate_workbook(source, found, target, rules=self.rules, lang=self.voice.lang)
            say(self.voice("check.wrote-annotated", path=path, count=len(found)), err=True)
