"""Commands over a registry of units: units draft, check, expand, list."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import click
from rich.table import Table

from policytasks.cli.failures import ExitCode, Failure
from policytasks.cli.frame import Command, Group, argument, command, group, option
from policytasks.cli.inputs import Outcome, check_output, read_all
from policytasks.cli.screen import say, show
from policytasks.cli.texts import Voice
from policytasks.messages import spoken
from policytasks.model.notice import Notice
from policytasks.model.unit import Unit, UnitKind
from policytasks.units.collective_names import is_open
from policytasks.units.registry import UnitRegistry
from policytasks.units.resolution import Resolution, Surroundings

__all__ = ["units_group"]

_NUMBERS = ("count", "number")
_REGISTRY_SUFFIXES = (".xlsx", ".json")


def units_group(voice: Voice) -> Group:
    """``policytasks units …``."""
    members = [_draft_command(voice), _check_command(voice), _expand_command(voice), _list_command(voice)]
    return group("units", voice, members)


def _draft_command(voice: Voice) -> Command:
    @command("units.draft", voice)
    @argument("files", metavar=voice("files-metavar"), many=True)
    @option("-o", "--output", required=True, metavar=voice("path-metavar"), help=voice("help.output"))
    def draft(files: tuple[str, ...], output: str) -> int:
        target = Path(output)
        if target.suffix.lower() not in _REGISTRY_SUFFIXES:
            raise Failure(voice("error.suffix", path=target, suffixes=_REGISTRY_SUFFIXES))
        check_output(target, files, voice)
        outcome = Outcome()
        notices = [given.notice for given in read_all(files, voice, outcome, printing=False)]
        if outcome.code:
            return outcome.code
        registry = UnitRegistry.from_notice(*notices)
        path = registry.write(target)
        say(voice("wrote-registry", path=path, units=len(registry)), err=True)
        return outcome.code

    return draft


def _check_command(voice: Voice) -> Command:
    @command("units.check", voice)
    @argument("files", metavar=voice("files-metavar"), many=True)
    @option("--registry", required=True, metavar=voice("path-metavar"), help=voice("help.registry"))
    @option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar=voice("day-metavar"), help=voice("help.on"))
    def check(files: tuple[str, ...], registry: str, on: datetime | None) -> int:
        units = UnitRegistry.from_file(registry)
        outcome = Outcome()
        for given in read_all(files, voice, outcome):
            day = _day(on, given.notice)
            rows = _resolved(given.notice, units, day)
            show(_resolutions(rows, voice))
            bound = sum(bool(resolution) for resolution, _ in rows)
            say(voice("units.summary", bound=bound, all=len(rows)), err=True)
            if bound < len(rows):
                outcome.note(ExitCode.FINDINGS)
        return outcome.code

    return check


def _expand_command(voice: Voice) -> Command:
    @command("units.expand", voice)
    @argument("files", metavar=voice("files-metavar"), many=True)
    @option("--registry", required=True, metavar=voice("path-metavar"), help=voice("help.registry"))
    @option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar=voice("day-metavar"), help=voice("help.on"))
    def expand(files: tuple[str, ...], registry: str, on: datetime | None) -> int:
        units = UnitRegistry.from_file(registry)
        outcome = Outcome()
        for given in read_all(files, voice, outcome):
            collectives = [unit for unit in given.notice.units if unit.kind is UnitKind.COLLECTIVE]
            if collectives:
                show(_members(collectives, units, _day(on, given.notice), voice))
            else:
                say(voice("units.no-collectives"))
        return outcome.code

    return expand


def _list_command(voice: Voice) -> Command:
    @command("units.list", voice)
    @argument("registry", metavar=voice("file-metavar"))
    @option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar=voice("day-metavar"), help=voice("help.on-list"))
    def list_units(registry: str, on: datetime | None) -> int:
        show(_units(UnitRegistry.from_file(registry), on.date() if on else None, voice))
        return ExitCode.FINE

    return list_units


def _day(on: datetime | None, notice: Notice) -> date | None:
    return on.date() if on is not None else (notice.issued_on or notice.printed_on)


def _resolved(notice: Notice, registry: UnitRegistry, on: date | None) -> list[tuple[Resolution, int]]:
    """Each printed name with what it is bound to and the number of its rows, in printed order.

    A name that its surroundings bind in one row only is shown as bound.
    """
    found: dict[str, Resolution] = {}
    counts: Counter[str] = Counter()
    for requirement in notice.requirements:
        names = tuple(each.printed or each.unit.name for each in requirement.responsibilities)
        around = Surroundings(beside=names, issuer=notice.issuer)
        for name in names:
            counts[name] += 1
            if not found.get(name):
                found[name] = registry.resolve(name, on=on, context=around)
    return [(resolution, counts[name]) for name, resolution in found.items()]


def _table(voice: Voice, *columns: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in columns:
        table.add_column(voice(f"column.{name}"), justify="right" if name in _NUMBERS else "left", overflow="fold")
    return table


def _resolutions(rows: list[tuple[Resolution, int]], voice: Voice) -> Table:
    """How each printed name is bound, the unbound ones first."""
    table = _table(voice, "printed", "unit", "method", "candidates", "count")
    for resolution, count in sorted(rows, key=lambda row: bool(row[0])):
        unit = resolution.unit
        candidates = () if unit is not None else tuple(each.name for each in resolution.candidates)
        table.add_row(
            resolution.name,
            unit.name if unit is not None else voice("units.unbound"),
            str(spoken(resolution.method, voice.lang)),
            str(spoken(candidates, voice.lang)),
            str(count),
            style=None if unit is not None else "yellow",
        )
    return table


def _members(collectives: list[Unit], registry: UnitRegistry, on: date | None, voice: Voice) -> Table:
    table = _table(voice, "collective", "number", "members")
    for collective in collectives:
        members = registry.members(collective, on=on)
        if members:
            names = str(spoken(tuple(member.name for member in members), voice.lang))
        else:
            names = voice("units.open" if is_open(collective.name) else "units.unknown-members")
        table.add_row(collective.name, str(len(members)), names)
    return table


def _units(registry: UnitRegistry, on: date | None, voice: Voice) -> Table:
    table = _table(voice, "unit", "kind", "aliases", "parent", "valid")
    for record in registry.records:
        if on is not None and not registry.index.lineage.valid_on(record, on):
            continue
        since, until = record.valid_from or "", record.valid_to or ""
        table.add_row(
            record.name,
            str(spoken(record.kind, voice.lang)),
            str(spoken(record.aliases, voice.lang)),
            record.parent or "",
            f"{since}–{until}" if since or until else "",
        )
    return table
