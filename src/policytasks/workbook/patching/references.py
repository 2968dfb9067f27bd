"""References 引用: addresses of cells, and the references that formulas hold.

A formula is only cut where a reference stands; texts, structured references, names and functions stay as they were written
(ECMA-376 part 1, 18.17.2).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import attrs

from policytasks.sources.workbook_parts import column_letters

__all__ = [
    "LAST_COLUMN",
    "LAST_ROW",
    "Area",
    "Corner",
    "Reference",
    "address",
    "column_letters",
    "column_number",
    "is_beyond",
    "moved",
    "names_in",
    "parse_area",
    "parse_cell",
    "references",
    "rewritten",
]

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def column_number(letters: str) -> int:
    """The 1-based number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def address(row: int, column: int) -> str:
    """The address of a 1-based place: D14."""
    return f"{column_letters(column)}{row}"


def parse_cell(text: str) -> tuple[int, int] | None:
    """1-based row and column of an address such as D14 or $D$14; None for what no sheet has."""
    match = _CELL.fullmatch(text)
    if match is None:
        return None
    row, column = int(match[2]), column_number(match[1])
    return (row, column) if 1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN else None


@attrs.frozen
class Area:
    """A rectangle of cells, 1-based, its edges included."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, place: tuple[int, int]) -> bool:
        return self.top <= place[0] <= self.bottom and self.left <= place[1] <= self.right

    def __str__(self) -> str:
        first, last = address(self.top, self.left), address(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"


def parse_area(text: str) -> Area | None:
    """The rectangle of a reference such as A1:D14, D14, A:C or 3:5; None for anything else."""
    match = _BARE.fullmatch(text)
    found = _reference(match, None) if match is not None else None
    return found.area if found is not None else None


@attrs.frozen
class Corner:
    """One end of a reference: ``$D14`` is column 4, fixed, and row 14; a whole row has no column, a whole column no row."""

    column: int | None
    row: int | None
    column_fixed: bool = False
    row_fixed: bool = False

    def __str__(self) -> str:
        column = "" if self.column is None else ("$" if self.column_fixed else "") + column_letters(self.column)
        return column + ("" if self.row is None else ("$" if self.row_fixed else "") + str(self.row))


@attrs.frozen
class Reference:
    """One reference of a formula.

    Args:
        sheet: The sheet that it names, without quotes; None for the formula's own.
        first: Where it begins.
        last: Where it ends; None for a single cell.
    """

    sheet: str | None
    first: Corner
    last: Corner | None = None

    @property
    def area(self) -> Area:
        """The cells that it means."""
        last = self.last or self.first
        rows = sorted((self.first.row or 1, last.row or LAST_ROW))
        columns = sorted((self.first.column or 1, last.column or LAST_COLUMN))
        return Area(rows[0], columns[0], rows[1], columns[1])

    def __str__(self) -> str:
        return str(self.first) + (f":{self.last}" if self.last is not None else "")


_CORNER = r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})"
_ROW, _COLUMN = r"(\$?)([0-9]{1,7})", r"(\$?)([A-Za-z]{1,3})"
_REFERENCE = rf"(?:{_CORNER}(?::{_CORNER})?|{_ROW}:{_ROW}|{_COLUMN}:{_COLUMN})"
_BARE = re.compile(_REFERENCE)
_PIECES = re.compile(
    r'"(?:[^"]|"")*"'  # a text
    r"|#REF!(?:\$?[A-Za-z]{1,3}\$?[0-9]{1,7})?|#[A-Z0-9/]+[!?]?"  # an error value
    r"|(?P<other>'[^']*\[(?:[^']|'')*'!|\[[^\]]*\][\w.]*!)[\w.$:]*"  # something in another workbook
    r"|(?P<sheet>'(?:[^']|'')+'|[\w.]+(?::[\w.]+)?)!(?P<cells>[$\w.:]+)"
    r"|(?P<structured>\[(?:[^\[\]]|\[[^\[\]]*\])*\])"  # a part of a table
    rf"|(?P<bare>(?<![\w.\\$]){_REFERENCE}(?![\w.(!\\\[]))"
    r"|(?P<word>[\w.\\]+)(?P<call>\s*\()?"
)
_NUMBER = re.compile(r"[0-9.]+(?:[Ee][0-9]+)?")
_LITERALS = frozenset({"TRUE", "FALSE"})
_BEYOND = frozenset({"INDIRECT", "OFFSET", "CELL", "SUMIF", "AVERAGEIF"})
"""Functions whose result may depend on more cells than the formula names."""

_ENDS = frozenset({"INDEX", "CHOOSE", "IF", "XLOOKUP"})
"""Functions that give a cell, so that they may be one end of a range."""

_ENDED = re.compile(r"\)\s*:")
"""A range that begins with what a function gives."""


def _corner(column_fixed: str, column: str, row_fixed: str, row: str) -> Corner:
    return Corner(column_number(column), int(row), bool(column_fixed), bool(row_fixed))


def _reference(match: re.Match[str], sheet: str | None) -> Reference | None:
    """The reference that was matched; None for what no sheet has, such as ZZZ1, which is a name then."""
    groups = match.groups()
    last: Corner | None
    if groups[1]:
        first = _corner(*groups[:4])
        last = _corner(*groups[4:8]) if groups[5] else None
    elif groups[9]:
        first = Corner(None, int(groups[9]), False, bool(groups[8]))
        last = Corner(None, int(groups[11]), False, bool(groups[10]))
    else:
        first = Corner(column_number(groups[13]), None, bool(groups[12]))
        last = Corner(column_number(groups[15]), None, bool(groups[14]))
    corners = (first,) if last is None else (first, last)
    return Reference(sheet, first, last) if all(map(_is_there, corners)) else None


def _is_there(corner: Corner) -> bool:
    return (corner.row is None or 1 <= corner.row <= LAST_ROW) and (
        corner.column is None or corner.column <= LAST_COLUMN
    )


def _found(match: re.Match[str]) -> Reference | None:
    """The reference that a piece of a formula is; None for other pieces."""
    if (cells := match["cells"]) is not None:
        sheet = match["sheet"]
        bare = _BARE.fullmatch(cells)
        name = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
        return _reference(bare, name) if bare is not None else None
    if match["bare"] is not None:
        bare = _BARE.fullmatch(match["bare"])
        return _reference(bare, None) if bare is not None else None
    return None


def references(formula: str) -> Iterator[Reference]:
    """The references of a formula, in its order; those into other workbooks are left out."""
    for match in _PIECES.finditer(formula):
        if (found := _found(match)) is not None:
            yield found


def is_beyond(formula: str) -> bool:
    """Whether a formula may depend on cells that neither it nor its names say: by INDIRECT and its like, or over several sheets."""
    for match in _PIECES.finditer(formula):
        if match["cells"] is not None and (_found(match) is None or ":" in match["sheet"]):
            return True
        word = (match["word"] or "").rpartition(".")[2].upper()
        if match["call"] is not None and (
            word in _BEYOND or (word in _ENDS and formula[: match.start()].rstrip().endswith(":"))
        ):
            return True
    return _ENDED.search(formula) is not None


def names_in(formula: str) -> frozenset[str]:
    """The names and tables that a formula uses; the empty one for a part of the table that it stands in."""
    names: set[str] = set()
    last = -1
    for match in _PIECES.finditer(formula):
        word = match["word"]
        if match["structured"] is not None and match.start() != last:
            names.add("")
        elif match["bare"] is not None and _found(match) is None:
            names.add(match[0])
        elif (
            word is not None and match["call"] is None and not _NUMBER.fullmatch(word) and word.upper() not in _LITERALS
        ):
            names.add(word)
            last = match.end()
    return frozenset(names)


def rewritten(formula: str, change: Callable[[Reference], Reference]) -> str:
    """A formula with its references changed; everything between them stays."""

    def replace(match: re.Match[str]) -> str:
        found = _found(match)
        if found is None or (new := change(found)) == found:
            return match[0]
        sheet = match["sheet"]
        return f"{sheet}!{new}" if sheet is not None else str(new)

    return _PIECES.sub(replace, formula)


def moved(formula: str, rows: int, columns: int) -> str:
    """A formula as it reads when it is copied that many rows down and columns to the right.

    A reference that would leave the sheet wraps around its edge, as it does in a shared formula (18.3.1.40).
    """

    def corner(at: Corner) -> Corner:
        row = at.row if at.row is None or at.row_fixed else (at.row + rows - 1) % LAST_ROW + 1
        column = at.column if at.column is None or at.column_fixed else (at.column + columns - 1) % LAST_COLUMN + 1
        return attrs.evolve(at, row=row, column=column)

    def change(found: Reference) -> Reference:
        return attrs.evolve(found, first=corner(found.first), last=corner(found.last) if found.last else None)

    return rewritten(formula, change)
