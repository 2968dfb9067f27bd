"""Sent reader: a packet that came back is read against what it was sent with; what no unit may change is kept aside.

A unit's workbook is not the place to correct the notice. So its words, units and deadlines stay as they were sent, whatever
the sheet says, and each cell that says something else is noted with its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Grain, Ledger
from policytasks.ledger.outcome import FieldOutcome, OutcomeKind
from policytasks.ledger.returned import RowKey
from policytasks.ledger.status import StatusWords
from policytasks.location import Location
from policytasks.messages import LANGUAGES, Language
from policytasks.model.notice import Notice
from policytasks.workbook.carry import Carried
from policytasks.workbook.cells import plain, same
from policytasks.workbook.columns import COLUMNS, Level, Row
from policytasks.workbook.doubts import DoubtList
from policytasks.workbook.notice_cells import NoticeCells
from policytasks.workbook.packet_sheet import is_packet_line
from policytasks.workbook.preface import preface_of
from policytasks.workbook.reader import TableReader
from policytasks.workbook.rows import RowMaker, show
from policytasks.workbook.sheet import Sheet, SheetRow

__all__ = ["SentReader"]

_NOTICE_COLUMNS = tuple(column for column in COLUMNS if column.level is not Level.ENTRY or column.key == "role")


class SentReader(TableReader):
    """Reads a packet.

    Args:
        sheet: The table.
        status_words: What the words in the column of statuses mean.
        carried: What it was sent with.
        whole: The rows of the whole ledger, by which words in a row that was added are known to be the notice's; None to keep
            all of them.

    Attributes:
        refused: Cells that hold what no unit may change, by the row that they stand in.
        copies: Further rows about what a row before them is about already.
    """

    def __init__(
        self, sheet: Sheet, status_words: StatusWords, carried: Carried, *, whole: RowMaker | None = None
    ) -> None:
        self._whole = whole
        self.refused: list[tuple[RowKey, FieldOutcome]] = []
        self.copies: list[Entry] = []
        cells = partial(_KeptCells, refused=self.refused)
        super().__init__(sheet, status_words, carried=carried, cells=cells)

    def _renumbered(self, row: SheetRow, original: Row) -> None:
        id, number = original.entry.requirement_id, row.cells["id"]
        outcome = FieldOutcome(
            field="id", kind=OutcomeKind.REJECTED, base=id, ours=id, theirs=number.value, taken=id, code="out-of-turn",
            location=number.location,
        )  # fmt: skip
        self.refused.append((original.entry.key, outcome))

    def _copied(self, row: SheetRow, original: Row, first: Location) -> None:
        self._cells.note(row, original)
        self.copies.append(self._entries.read(row, original))

    def _new_row(self, row: SheetRow, id: str, unit: str, *, repeats: str = "") -> tuple[Row, bool]:
        made, new = super()._new_row(row, id, unit, repeats=repeats)
        if new:
            self.refused += ((made.entry.key, cell) for cell in self._words(row, made.entry))
        return made, new

    def _words(self, row: SheetRow, entry: Entry) -> Iterator[FieldOutcome]:
        """What a row that was added says in the columns of the notice, but for what the notice says there itself."""
        known = self._whole is not None and entry.requirement_id in self._whole
        for column in _NOTICE_COLUMNS:
            cell = row.cells.get(column.key)
            if cell is None or cell.value is None or column.grain not in (None, self._by):
                continue
            if self._whole is not None and known:
                shown = [show(column, self._whole.row(entry), lang) for lang in LANGUAGES]
                if any(same(each, cell.value) for each in shown):
                    continue
            yield FieldOutcome(
                field=f"notice.{column.key}", kind=OutcomeKind.REJECTED, theirs=cell.value, code="added",
                location=cell.location,
            )  # fmt: skip

    def changed_lines(self, ledger: Ledger) -> Iterator[FieldOutcome]:
        """The lines above and below the table that somebody typed or changed.

        Args:
            ledger: What this reader read.
        """
        above = preface_of(self._carried, self._lang)
        for line in ledger.preface or ():
            if not is_packet_line(line) and not _known(line, above):
                yield _line("preface", line, self._place)
        for line, place in self.lines:
            if not _known(line, self._carried.footnotes):
                yield _line("footnotes", line, place)


class _KeptCells(NoticeCells):
    """Leaves the notice as it was sent, and notes what was typed over it."""

    def __init__(
        self,
        notice: Notice,
        *,
        by: Grain,
        lang: Language,
        doubts: DoubtList,
        refused: list[tuple[RowKey, FieldOutcome]],
    ) -> None:
        super().__init__(notice, by=by, lang=lang, doubts=doubts)
        self._refused = refused
        self._noted: set[tuple[str, Location]] = set()

    def note(self, row: SheetRow, original: Row) -> None:
        for column in _NOTICE_COLUMNS:
            cell = self._cell(row, column)
            # A merged cell is one cell, however many rows it spans.
            if cell is None or (column.key, cell.location) in self._noted:
                continue
            shown = [show(column, original, lang) for lang in (self._lang, *LANGUAGES)]
            if any(same(each, cell.value) for each in shown):
                continue
            self._noted.add((column.key, cell.location))
            outcome = FieldOutcome(
                field=f"notice.{column.key}", kind=OutcomeKind.REJECTED, base=shown[0], ours=shown[0], theirs=cell.value,
                taken=shown[0], code="out-of-turn", location=cell.location,
            )  # fmt: skip
            self._refused.append((original.entry.key, outcome))


def _known(line: str, lines: tuple[str, ...]) -> bool:
    return any(same(plain(each, where=""), line) for each in lines)


def _line(field: str, text: str, place: Location) -> FieldOutcome:
    return FieldOutcome(field=field, kind=OutcomeKind.REJECTED, theirs=text, code="outside-table", location=place)
