"""Workbook parts 工作簿部件: the XML of an xlsx file → sheets, the values that their cells show, and merged ranges."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from itertools import islice

import attrs
from lxml import etree

from policytasks.errors import SourceError
from policytasks.passage import BLANKS
from policytasks.sources.cell_formats import BUILTIN, shown
from policytasks.sources.guards import Archive

__all__ = ["SheetEntry", "SheetPart", "Value", "WorkbookParts", "column_letters"]

Run = tuple[str, bool]
Lines = Iterator[tuple[str, tuple[tuple[int, int], ...]]]


@attrs.frozen
class Value:
    """What a cell shows: runs of text with their weight.

    Args:
        runs: The text, in pieces that are bold or not.
        centred: Whether the cell is centred.
    """

    runs: tuple[Run, ...]
    centred: bool = False

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.runs)

    def lines(self) -> Lines:
        """The lines that are not blank, each with its spans in bold."""
        text = self.text
        bold: list[tuple[int, int]] = []
        at = 0
        for run, is_bold in self.runs:
            if is_bold and run:
                bold.append((at, at + len(run)))
            at += len(run)
        for match in _LINE.finditer(text):
            line = match.group()
            start = match.start() + len(line) - len(line.lstrip(BLANKS))
            end = match.start() + len(line.rstrip(BLANKS))
            if start < end:
                spans = tuple((max(a, start) - start, min(b, end) - start) for a, b in bold if a < end and b > start)
                yield text[start:end], spans


@attrs.frozen
class SheetEntry:
    """A sheet as the workbook lists it."""

    name: str
    member: str
    is_hidden: bool


@attrs.frozen
class SheetPart:
    """What a sheet holds.

    Args:
        values: What cells show that are not blank, by 1-based row and column.
        merged: Merged ranges as (top, left, bottom, right).
        uncalculated: Cells with a formula and no value.
    """

    values: Mapping[tuple[int, int], Value]
    merged: tuple[tuple[int, int, int, int], ...]
    uncalculated: tuple[tuple[int, int], ...]


@attrs.frozen
class _Style:
    code: str = "General"
    bold: bool = False
    centred: bool = False


_LINE = re.compile(r"[^\r\n\v]+")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MOST_MERGED = 200_000
_MOST_DOUBTS = 20
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def column_letters(column: int) -> str:
    """The letters of a 1-based column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class WorkbookParts:
    """The parts of one workbook; names are compared without namespaces, since strict and transitional files differ in them.

    Raises:
        SourceError: The archive holds no workbook, or a part is damaged.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._book = self._find_workbook()
        root = archive.xml(self._book)
        targets = self._targets(self._book)
        self._from_1904 = any(_flag(item.get("date1904")) for item in _all(root, "workbookPr"))
        self.sheets = tuple(self._entries(root, {key: member for key, (_, member) in targets.items()}))
        self._styles = self._read_styles(_by_kind(targets, "styles"))
        self._strings = self._read_strings(_by_kind(targets, "sharedStrings"))

    def _find_workbook(self) -> str:
        for kind, member in self._targets("").values():
            if kind == "officeDocument" and member in self._archive:
                return member
        for member in self._archive:
            if re.fullmatch(r"xl/workbook[^/]*\.xml", member, re.IGNORECASE):
                return member
        raise SourceError("the file holds no workbook", where=self._archive.file, expected="xl/workbook.xml")

    def _targets(self, part: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part: id → (kind, member)."""
        folder, name = posixpath.split(part)
        member = posixpath.join(folder, "_rels", f"{name}.rels")
        if member not in self._archive:
            return {}
        targets: dict[str, tuple[str, str]] = {}
        for item in _all(self._archive.xml(member), "Relationship"):
            target = item.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            targets[item.get("Id", "")] = (item.get("Type", "").rpartition("/")[2], path)
        return targets

    def _entries(self, root: etree._Element, targets: Mapping[str, str]) -> Iterator[SheetEntry]:
        for item in _all(root, "sheet"):
            key = item.get(_RELATION) or item.get(_STRICT_RELATION) or ""
            member = targets.get(key, "")
            # Charts and macro sheets have members of other kinds and no cells.
            if member in self._archive:
                yield SheetEntry(item.get("name", ""), member, item.get("state", "visible") != "visible")

    def _read_styles(self, member: str) -> list[_Style]:
        if member not in self._archive:
            return []
        root = self._archive.xml(member)
        codes = dict(BUILTIN)
        for item in _all(root, "numFmt"):
            codes[_whole(item.get("numFmtId"))] = item.get("formatCode", "General")
        fonts = [_is_bold(font) for group in _all(root, "fonts") for font in group]
        styles: list[_Style] = []
        for group in islice(_all(root, "cellXfs"), 1):
            for item in group:
                font = _whole(item.get("fontId"))
                styles.append(
                    _Style(
                        code=codes.get(_whole(item.get("numFmtId")), "General"),
                        bold=fonts[font] if 0 <= font < len(fonts) else False,
                        centred=any(
                            align.get("horizontal") in {"center", "centerContinuous"}
                            for align in _all(item, "alignment")
                        ),
                    )
                )
        return styles

    def _read_strings(self, member: str) -> list[tuple[Run, ...]]:
        if member not in self._archive:
            return []
        return [tuple(_runs(item)) for item in self._archive.xml(member) if _local(item) == "si"]

    def sheet(self, entry: SheetEntry) -> SheetPart:
        """The cells of a sheet.

        Raises:
            SourceError: The part is damaged.
        """
        root = self._archive.xml(entry.member)
        values: dict[tuple[int, int], Value] = {}
        uncalculated: list[tuple[int, int]] = []
        row = 0
        for item in _all(root, "row"):
            row = _whole(item.get("r"), row + 1)
            column = 0
            for cell in item:
                if _local(cell) != "c":
                    continue
                at = _position(cell.get("r"), row, column + 1)
                column = at[1]
                if not (1 <= at[0] <= _LAST_ROW and 1 <= column <= _LAST_COLUMN):
                    continue
                value = self._value(cell)
                if value is None:
                    if len(uncalculated) < _MOST_DOUBTS and any(_local(part) == "f" for part in cell):
                        uncalculated.append(at)
                elif value.text.strip(BLANKS):
                    values.setdefault(at, value)
        merged = tuple(
            area for item in islice(_all(root, "mergeCell"), _MOST_MERGED) if (area := _area(item.get("ref", "")))
        )
        return SheetPart(values, merged, tuple(uncalculated))

    def _value(self, cell: etree._Element) -> Value | None:
        """What a cell shows; None for a cell without value."""
        index = _whole(cell.get("s"))
        style = self._styles[index] if 0 <= index < len(self._styles) else _Style()
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            runs = tuple(run for part in cell if _local(part) == "is" for run in _runs(part))
            return self._styled(runs, style)
        stored = next((part.text or "" for part in cell if _local(part) == "v"), None)
        if not stored:
            return None
        if kind == "s":
            at = _whole(stored, -1)
            return self._styled(self._strings[at] if 0 <= at < len(self._strings) else (), style)
        if kind == "b":
            return Value((("TRUE" if _flag(stored) else "FALSE", style.bold),), style.centred)
        text = _number(stored, style.code, from_1904=self._from_1904) if kind == "n" else _unescaped(stored)
        return Value(((text, style.bold),), style.centred)

    def _styled(self, runs: tuple[Run, ...], style: _Style) -> Value:
        return Value(tuple((text, bold or style.bold) for text, bold in runs), style.centred)


def _number(stored: str, code: str, *, from_1904: bool) -> str:
    try:
        value = int(stored) if stored.strip().lstrip("-").isdecimal() else float(stored)
    except ValueError:
        return _unescaped(stored)
    return shown(value, code, from_1904=from_1904)


def _runs(item: etree._Element) -> Iterator[Run]:
    """The runs of a rich or plain text; phonetic guides are left out."""
    for part in item:
        name = _local(part)
        if name == "t":
            yield _unescaped(part.text or ""), False
        elif name == "r":
            bold = any(_is_bold(inner) for inner in part if _local(inner) == "rPr")
            for inner in part:
                if _local(inner) == "t":
                    yield _unescaped(inner.text or ""), bold


def _is_bold(font: etree._Element) -> bool:
    return any(_local(part) == "b" and part.get("val", "1") not in {"0", "false"} for part in font)


def _unescaped(text: str) -> str:
    """``_x000A_`` as the character that it stands for (ISO/IEC 29500-1, 22.9.2.19)."""
    return _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text) if "_x" in text else text


def _local(item: etree._Element) -> str:
    return str(item.tag).rpartition("}")[2]


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return root.iter(f"{{*}}{name}")


def _by_kind(targets: Mapping[str, tuple[str, str]], kind: str) -> str:
    return next((member for found, member in targets.values() if found == kind), "")


def _flag(text: str | None) -> bool:
    return text in {"1", "true", "on"}


def _whole(text: str | None, default: int = 0) -> int:
    """A whole number as files write it; the default for anything else."""
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else default


def _position(reference: str | None, row: int, column: int) -> tuple[int, int]:
    """1-based row and column of a reference; the given ones without a readable one."""
    match = _REFERENCE.fullmatch(reference or "")
    if match is None:
        return row, column
    number = 0
    for letter in match.group(1).upper():
        number = number * 26 + ord(letter) - 64
    return int(match.group(2)), number


def _area(reference: str) -> tuple[int, int, int, int] | None:
    first, _, last = reference.partition(":")
    if not (_REFERENCE.fullmatch(first) and _REFERENCE.fullmatch(last)):
        return None
    (top, left), (bottom, right) = _position(first, 0, 0), _position(last, 0, 0)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)
