"""Placeholders 占位符: {{标题}} and their like in the cells of a template, and what stands there for a ledger."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import Status
from policytasks.workbook.cells import CellValue, plain
from policytasks.workbook.patching.cell_patch import CellPatch
from policytasks.workbook.patching.formatted_text import is_formatted, replaced

__all__ = ["PLACEHOLDERS", "fill_cell", "spelled", "values_of"]

_PLACE = re.compile(r"(?:\{\{|｛｛)\s*([^{}｛｝]{1,40}?)\s*(?:\}\}|｝｝)")


def _unit(ledger: Ledger) -> str:
    """The only unit that the rows are about; else whoever issued the notice."""
    names = {entry.unit.name for entry in ledger.entries if entry.unit is not None}
    return names.pop() if len(names) == 1 else ledger.notice.issuer or ""


def _day(ledger: Ledger) -> date | None:
    """The last day of which the ledger knows anything: of an update, else of the notice."""
    days = [entry.updated_on for entry in ledger.entries if entry.updated_on is not None]
    return max(days, default=ledger.notice.issued_on)


PLACEHOLDERS: Mapping[str, tuple[tuple[str, ...], Callable[[Ledger], CellValue]]] = {
    "标题": (("title",), lambda ledger: ledger.notice.title),
    "发文字号": (("文号", "document_number"), lambda ledger: str(ledger.notice.document_number or "")),
    "发文机关": (("issuer",), lambda ledger: ledger.notice.issuer),
    "成文日期": (("issued_on",), lambda ledger: ledger.notice.issued_on),
    "单位": (("填报单位", "unit"), _unit),
    "日期": (("填报日期", "date"), _day),
    "项数": (("count",), lambda ledger: len(ledger.entries)),
    "完成数": (("done",), lambda ledger: sum(entry.status is Status.DONE for entry in ledger.entries)),
}
"""Name → its other names, and what it stands for."""


def values_of(ledger: Ledger, given: Mapping[str, CellValue]) -> Mapping[str, CellValue]:
    """What each placeholder stands for, by every name that it has; what the caller gives comes first."""
    values: dict[str, CellValue] = {}
    for name, (others, value) in PLACEHOLDERS.items():
        names = (name, *others)
        said = next((given[each] for each in names if each in given), None)
        for each in names:
            values[each] = value(ledger) if said is None else said
    return {**values, **given}


def spelled(value: CellValue) -> str:
    """A value inside a text: a day as 2021年7月29日, as letters write it."""
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return "" if value is None else str(value)


def fill_cell(patch: CellPatch, row: int, column: int, values: Mapping[str, CellValue]) -> tuple[bool, tuple[str, ...]]:
    """Fill the placeholders of a cell.

    A cell that holds nothing else takes a day as a day, where it shows days; pieces of a text with formats of their own keep them.

    Args:
        patch: The sheet.
        row: 1-based row of the cell.
        column: Its 1-based column.
        values: What each placeholder stands for.

    Returns:
        Whether the cell was changed, and the placeholders for which there is no value; those stay as they are.
    """
    cell, text = patch.cells.cell(row, column), patch.read(row, column)
    if cell is None or cell.formula is not None or not isinstance(text, str) or _PLACE.search(text) is None:
        return False, ()
    names = [match[1] for match in _PLACE.finditer(text)]
    unknown = tuple(name for name in dict.fromkeys(names) if name not in values)
    if len(unknown) == len(set(names)):
        return False, unknown

    def replace(match: re.Match[str]) -> str:
        return (
            plain(spelled(values[match[1]]), where=str(patch.location(row, column))) if match[1] in values else match[0]
        )

    raw, filled = patch.raw_text(cell), _PLACE.sub(replace, text)
    whole = _PLACE.fullmatch(text.strip())
    value = values[whole[1]] if whole is not None else filled
    style = patch.style(cell)
    if is_formatted(raw):
        patch.write_runs(row, column, replaced(raw, _PLACE, replace, prefix=patch.cells.prefix), filled)
    elif style.shows_days if isinstance(value, date) else isinstance(value, int | float) and not style.is_text:
        patch.write(row, column, value)
    else:
        patch.write(row, column, filled)
    return True, unknown
