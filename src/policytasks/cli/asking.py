"""Commands that ask: query, owes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from policytasks.cli.frame import Command, argument, command, option
from policytasks.cli.inputs import Outcome, read_all, read_registry
from policytasks.cli.texts import Voice
from policytasks.ledger.status import Status
from policytasks.model.responsibility import Role
from policytasks.query.fields import FIELDS

if TYPE_CHECKING:
    from policytasks.ledger.ledger import Ledger
    from policytasks.model.notice import Notice
    from policytasks.query.chain import Duties
    from policytasks.units.registry import UnitRegistry

__all__ = ["owes_command", "query_command"]

F = TypeVar("F", bound=Callable[..., Any])

_ROLES = [role.value for role in Role]
_STATUSES = [status.value for status in Status]
_COLLECTIVES = ["keep", "expand", "drop"]


def query_command(voice: Voice) -> Command:
    """``policytasks query FILE…``."""

    def condition(name: str, **settings: Any) -> Callable[[F], F]:
        settings.setdefault("metavar", voice("text-metavar"))
        return option(f"--{name}", name.replace("-", "_"), help=voice(f"help.query.{name}"), **settings)

    day = voice("day-metavar")

    @command("query", voice)
    @argument("files", metavar=voice("files-metavar"), many=True)
    @condition("unit", multiple=True, metavar=voice("unit-metavar"))
    @condition("concerning", multiple=True, metavar=voice("unit-metavar"))
    @condition("role", multiple=True, type=click.Choice(_ROLES), metavar=None)
    @condition("section")
    @condition("task")
    @condition("containing")
    @condition("matching")
    @condition("due-from", metavar=day)
    @condition("due-before", metavar=day)
    @condition("overdue-on", metavar=day)
    @condition("status", multiple=True, type=click.Choice(_STATUSES), metavar=None)
    @condition("sort", multiple=True, metavar=voice("field-metavar"))
    @option("--descending", is_flag=True, help=voice("help.query.descending"))
    @condition("fields", metavar=voice("fields-metavar"))
    @condition("count", metavar=voice("field-metavar"))
    @option(
        "--format",
        "form",
        type=click.Choice(["table", "csv", "json"]),
        default="table",
        help=voice("help.query.format"),
    )
    @option("--collectives", type=click.Choice(_COLLECTIVES), default="keep", help=voice("help.collectives"))
    @option("--registry", metavar=voice("path-metavar"), help=voice("help.registry"))
    def query(
        files: tuple[str, ...],
        sort: tuple[Any, ...],
        descending: bool,
        fields: str | None,
        count: Any,
        form: str,
        collectives: Any,
        registry: str | None,
        **conditions: Any,
    ) -> int:
        from policytasks.query.source import duties

        outcome = Outcome()
        units = read_registry(registry)
        sources = _read_sources(files, voice, outcome, units)
        found = duties(sources, collectives=collectives, registry=units).where(
            **{name: value for name, value in conditions.items() if value not in (None, ())}
        )
        if sort:
            found = found.sort(*sort, descending=descending)
        names: tuple[Any, ...] = tuple(name.strip() for name in fields.split(",")) if fields else ()
        if sources:
            click.echo(_counted(found, count, form, voice) if count else _listed(found, names, form, voice))
        return outcome.code

    return query


def owes_command(voice: Voice) -> Command:
    """``policytasks owes UNIT FILE…``."""

    @command("owes", voice)
    @argument("unit", metavar=voice("unit-metavar"))
    @argument("files", metavar=voice("files-metavar"), many=True)
    @option("--on", metavar=voice("day-metavar"), help=voice("help.owes.on"))
    @option("--soon", type=click.IntRange(min=0), default=7, help=voice("help.owes.soon"))
    @option("--registry", metavar=voice("path-metavar"), help=voice("help.registry"))
    def owes(unit: str, files: tuple[str, ...], on: str | None, soon: int, registry: str | None) -> int:
        from policytasks.query.view import unit_view

        outcome = Outcome()
        units = read_registry(registry)
        sources = _read_sources(files, voice, outcome, units)
        if sources:
            click.echo(unit_view(sources, unit, on=on, soon=soon, registry=units).text(lang=voice.lang))
        return outcome.code

    return owes


def _read_sources(
    files: tuple[str, ...], voice: Voice, outcome: Outcome, registry: UnitRegistry | None
) -> list[Notice | Ledger]:
    """Ledgers from the workbooks that policytasks wrote, notices from all other files, in their order."""
    return [given.ledger or given.notice for given in read_all(files, voice, outcome, registry=registry, ledgers=True)]


def _counted(found: Duties, field: Any, form: str, voice: Voice) -> str:
    groups = found.group(field)
    if form == "table":
        return groups.table(lang=voice.lang)
    rows = [{field: _plain(key), "count": number} for key, number in groups.counts().items()]
    return _as_csv([field, "count"], rows) if form == "csv" else _as_json(rows)


def _listed(found: Duties, names: tuple[Any, ...], form: str, voice: Voice) -> str:
    if form == "table":
        return found.table(*names, lang=voice.lang)
    rows = [{name: _plain(value) for name, value in row.items()} for row in found.records(*names)]
    return _as_csv(list(names or FIELDS), rows) if form == "csv" else _as_json(rows)


def _plain(value: Any) -> Any:
    value = getattr(value, "value", value)
    return value.isoformat() if isinstance(value, date) else value


def _as_json(rows: list[dict[str, Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _as_csv(names: list[str], rows: list[dict[str, Any]]) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().rstrip("\n")
