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
from policytasks.units.resolution import Resolution, check_units
from policytasks.units.rewriting import every_requirement

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
            found = check_units(given.notice, units, on=day)
            show(_resolutions(found, _rows(given.notice), voice))
            bound = sum(bool(resolution) for resolution in found)
            say(voice("units.summary", bound=bound, all=len(found)), err=True)
            if bound < len(found):
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


def _rows(notice: Notice) -> Counter[str]:
    """In how many rows each printed name stands, the obligations of the body among them."""
    return Counter(
        name
        for requirement in every_requirement(notice)
        for name in {each.printed or each.unit.name for each in (*requirement.responsibilities, *requirement.implied)}
    )


def _table(voice: Voice, *columns: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in columns:
        table.add_column(voice(f"column.{name}"), justify="right" if name in _NUMBERS else "left", overflow="fold")
    return table


def _resolutions(resolutions: tuple[Resolution, ...], counts: Counter[str], voice: Voice) -> Table:
    """How each printed name is bound, the unbound ones first, then those whose unit did not exist on the day."""
    table = _table(voice, "printed", "unit", "method", "candidates", "count")
    for resolution in sorted(resolutions, key=lambda each: (bool(each), each.valid)):
        table.add_row(
            resolution.name,
            _unit_of(resolution, voice),
            str(spoken(resolution.method, voice.lang)),
            str(spoken(tuple(each.name for each in _others(resolution)), voice.lang)),
            str(counts[resolution.name]),
            style="yellow" if resolution.unit is None or not resolution.valid else None,
        )
    return table


def _unit_of(resolution: Resolution, voice: Voice) -> str:
    if resolution.unit is None:
        return voice("units.unbound")
    return resolution.unit.name if resolution.valid else voice("units.not-valid", unit=resolution.unit.name)


def _others(resolution: Resolution) -> tuple[Unit, ...]:
    """Whom to look at beside the unit: the candidates of a name that is not bound, the successors of a unit of the past."""
    return resolution.candidates if resolution.unit is None else resolution.successors


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
