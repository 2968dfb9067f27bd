"""Exchange 名录读写: a registry as xlsx for people and as JSON for programs; both say the same, and both come back equal."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from policytasks.atomic import write_atomically
from policytasks.errors import RegistryError
from policytasks.location import Location
from policytasks.model.unit import UnitKind
from policytasks.sources.read import load
from policytasks.units.columns import TABLES, Form, Table
from policytasks.units.reading import Fault, Reading
from policytasks.units.records import RegistryRows, SuccessionKind

__all__ = ["FORMAT", "VERSION", "read_rows", "write_rows"]

FORMAT = "policytasks-registry"
"""What the JSON calls itself."""

VERSION = 1
"""Version of the JSON; it grows when an old reader would misread new data."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_BOM = b"\xef\xbb\xbf"


def read_rows(path: str | os.PathLike[str]) -> Reading:
    """The rows of a registry file, xlsx or JSON by its content, with the place of every cell.

    Raises:
        FileNotFoundError: There is no such file.
        RegistryError: The file is neither, or it is damaged.
        SourceError: The file may not be opened.
    """
    data, name = load(os.fspath(path))
    if data.startswith(_ZIP):
        from policytasks.units.sheet_reader import read_workbook  # openpyxl takes longer to load than all the rest

        return read_workbook(data, name)
    if data.removeprefix(_BOM).lstrip()[:1] == b"{":
        return _read_json(data, name)
    raise RegistryError(
        "not a registry of units", where=name, found=_impression(data), expected="an xlsx or a JSON file"
    )


def _impression(data: bytes) -> str:
    if not data:
        return "an empty file"
    if data.startswith(_OLE):
        return "an old .xls workbook (save it as .xlsx)"
    return f"a file that starts with {data[:8]!r}"


def write_rows(rows: RegistryRows, path: str | os.PathLike[str]) -> Path:
    """Write a registry; the ending of the path decides: ``.xlsx`` or ``.json``.

    The same rows give the same bytes; an older file is replaced only by a whole new one.

    Raises:
        RegistryError: The path has another ending.
    """
    target = Path(path)
    ending = target.suffix.lower()
    if ending == ".json":
        data = json_bytes(rows)
    elif ending == ".xlsx":
        from policytasks.units.sheet_writer import workbook_bytes

        data = workbook_bytes(rows)
    else:
        raise RegistryError("no format of this name", where=target, found=repr(ending), expected=".xlsx or .json")
    return write_atomically(target, data)


def json_bytes(rows: RegistryRows) -> bytes:
    """A registry as JSON: one object with a list for each table; fields that say nothing are left out."""
    data: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    for table in TABLES:
        data[table.key] = [_object(table, row) for row in getattr(rows, table.key)]
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _object(table: Table, row: object) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for column in table.columns:
        value = getattr(row, column.field)
        if column.field in table.defaults and value == table.defaults[column.field]:
            continue
        if isinstance(value, date):
            plain[column.field] = value.isoformat()
        elif isinstance(value, UnitKind | SuccessionKind):
            plain[column.field] = value.value
        else:
            plain[column.field] = list(value) if isinstance(value, tuple) else value
    return plain


def _read_json(data: bytes, name: str) -> Reading:
    try:
        plain = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as fault:
        raise RegistryError("not JSON", where=name, found=str(fault), expected="JSON in UTF-8") from fault
    if plain.get("format") != FORMAT or plain.get("version") != VERSION:
        raise RegistryError(
            "not a registry of units that this version reads",
            where=f"{name}: $.format, $.version",
            found=f"{plain.get('format')!r}, {plain.get('version')!r}",
            expected=f"{FORMAT!r}, {VERSION}",
        )
    faults: list[Fault] = []
    known = {"format", "version", *(table.key for table in TABLES)}
    faults.extend(
        Fault(place=f"{name}: $.{key}", message="an unknown key", expected=", ".join(sorted(known)))
        for key in plain
        if key not in known
    )
    tables: dict[str, tuple[Any, ...]] = {}
    for table in TABLES:
        items = plain.get(table.key, [])
        if not isinstance(items, list):
            faults.append(_mistyped(f"{name}: $.{table.key}", items, "a list"))
            items = []
        tables[table.key] = tuple(_row(table, position, item, name, faults) for position, item in enumerate(items))
    return Reading(
        file=name,
        rows=RegistryRows(**tables),
        faults=tuple(faults),
        place=lambda problem: f"{name}: $.{problem.table}[{problem.row}].{problem.field}",
    )


def _row(table: Table, position: int, item: object, name: str, faults: list[Fault]) -> object:
    path = f"{name}: $.{table.key}[{position}]"
    values: dict[str, Any] = {}
    known = {column.field: column for column in table.columns}

    def fault(place: str, message: str, found: object = "", expected: str = "") -> None:
        faults.append(
            Fault(place=place, message=message, found=str(found), expected=expected, table=table.key, row=position)
        )

    if not isinstance(item, dict):
        fault(path, "of the wrong type", f"{item!r:.60}", "an object")
        item = {}
    for key, value in item.items():
        column = known.get(key)
        if column is None:
            fault(f"{path}.{key}", "an unknown key", expected=", ".join(known))
            continue
        try:
            if value is None and column.required:
                raise ValueError
            values[key] = _READ[column.form](value)
        except (ValueError, TypeError):
            fault(f"{path}.{key}", "not what stands here", f"{value!r:.60}", _EXPECTED[column.form])
    for column in table.columns:
        if column.required and column.field not in item:
            fault(f"{path}.{column.field}", "missing", expected=_EXPECTED[column.form])
    return table.make(values, Location(file=name))


def _mistyped(place: str, found: object, expected: str) -> Fault:
    return Fault(place=place, message="of the wrong type", found=f"{found!r:.60}", expected=expected)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_text(item) for item in value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(_text(value))


def _name(value: object) -> str | None:
    return None if value is None else _text(value)


_READ: Mapping[Form, Callable[[object], object]] = {
    Form.TEXT: _text,
    Form.NAME: _name,
    Form.NAMES: _texts,
    Form.DAY: _day,
    Form.KIND: lambda value: None if value is None else UnitKind(value),
    Form.EVENT: SuccessionKind,
    Form.FLAG: _flag,
}
_EXPECTED: Mapping[Form, str] = {
    Form.TEXT: "a text",
    Form.NAME: "a unit's name",
    Form.NAMES: "a list of names",
    Form.DAY: "a day such as 2019-03-01",
    Form.KIND: "one of " + ", ".join(kind.value for kind in UnitKind),
    Form.EVENT: "one of " + ", ".join(kind.value for kind in SuccessionKind),
    Form.FLAG: "true or false",
}
