"""Packet sheet 派发表: what tells a unit's workbook from the office's own: which cells it may fill in, and the slip.

Excel does not sort a protected sheet, whatever the sheet allows, so protection is a choice; colours say what is to be filled in,
and collecting keeps what was typed elsewhere out of the ledger. The cells are marked as locked or not in any case, for whoever
protects the sheet later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Protection
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from policytasks.ledger.packet import Slip
from policytasks.messages import LANGUAGES, Language
from policytasks.workbook import styles
from policytasks.workbook.cells import escaped, plain
from policytasks.workbook.engine import cell_at, copy_style, custom_properties, style_key
from policytasks.workbook.wording import PACKET_DUE, PACKET_FOR, PACKET_HOW, PACKET_REPLY

__all__ = ["is_packet_line", "mark_cells", "packet_lines", "protect", "read_properties", "write_properties"]

_ID, _UNIT, _BASE, _DUE = "policytasks-packet", "policytasks-unit", "policytasks-base", "policytasks-due"
_GAP = "\u3000\u3000"
_LONGEST_PROPERTY = 255
"""Characters that Excel keeps of a custom property."""


def packet_lines(slip: Slip, lang: Language) -> tuple[str, ...]:
    """The lines above the table that say whose it is, when and where to return it, and what to fill in."""
    facts = [PACKET_FOR.say(lang, unit=slip.unit)]
    if slip.due is not None:
        facts.append(PACKET_DUE.say(lang, day=slip.due))
    if slip.reply_to:
        facts.append(PACKET_REPLY.say(lang, place=slip.reply_to))
    return _GAP.join(facts), PACKET_HOW[lang]


def is_packet_line(line: str) -> bool:
    """Whether a line above a table is one that every packet has."""
    labels = tuple(PACKET_FOR[lang].partition("{")[0] for lang in LANGUAGES)
    return line.startswith(labels) or line in [PACKET_HOW[lang] for lang in LANGUAGES]


def mark_cells(sheet: Worksheet, letters: Iterable[str], *, head: int, last: int) -> None:
    """Colour and unlock the cells that a unit fills in.

    Args:
        sheet: The sheet, its cells written and styled.
        letters: The columns to fill in.
        head: 1-based row of the headings.
        last: Last row of the table.
    """
    stencils: dict[bytes, Cell] = {}
    for letter in letters:
        column = column_index_from_string(letter)
        cell_at(sheet, head, column).fill = styles.FILL_IN_HEAD
        for row in range(head + 1, last + 1):
            cell = cell_at(sheet, row, column)
            before = style_key(cell)
            if (stencil := stencils.get(before)) is not None:
                copy_style(stencil, cell)
                continue
            cell.fill, cell.protection = styles.FILL_IN, Protection(locked=False)
            stencils[before] = cell


def protect(sheet: Worksheet) -> None:
    """Protect a sheet without password: locked cells cannot be typed into, everything that does no harm is allowed."""
    protection = sheet.protection
    protection.sheet = True
    # In the file these say what is forbidden.
    protection.sort = protection.autoFilter = False
    protection.formatCells = protection.formatColumns = protection.formatRows = False


def write_properties(book: Workbook, slip: Slip) -> None:
    """Write the slip beside the hidden sheet, into the file's own properties."""
    facts = {_ID: slip.id, _UNIT: slip.unit, _BASE: slip.base, _DUE: slip.due.isoformat() if slip.due else ""}
    for name, value in facts.items():
        shown = escaped(plain(value, where=name))
        if shown and len(shown) <= _LONGEST_PROPERTY:
            custom_properties(book).append(StringProperty(name=name, value=shown))


def read_properties(properties: Mapping[str, str]) -> Slip | None:
    """The slip that the properties of a file say; None when they say none."""
    id, unit, base = (properties.get(name, "") for name in (_ID, _UNIT, _BASE))
    if not (id and unit and base):
        return None
    return Slip(id=id, unit=unit, base=base, due=_day(properties.get(_DUE, "")))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
