"""Returned files 回收文件: a file that came back becomes a packet as it was read, or the reason why it is none.

Whose packet it is says the slip in the hidden sheet, else the one in the file's properties, else the name of the file, else the only
unit of its rows. What it was sent with says the hidden sheet, else the ledger itself where the fingerprint on the slip fits;
else nobody knows, and a cell that differs from what the ledger has is a conflict rather than a change.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import attrs

from policytasks.errors import LedgerError, SourceError
from policytasks.ledger.entry import Entry
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.merging.foreign import is_foreign
from policytasks.ledger.outcome import FileOutcome
from policytasks.ledger.packet import Plan, Slip
from policytasks.ledger.returned import Returned
from policytasks.ledger.status import StatusWords
from policytasks.location import Location
from policytasks.messages import Language
from policytasks.model.notice import Doubt, Notice
from policytasks.sources.read import load
from policytasks.workbook.carry import Carried, unpack
from policytasks.workbook.columns import Editor
from policytasks.workbook.file_names import safe_name
from policytasks.workbook.own_columns import unpack_columns
from policytasks.workbook.packet_sheet import read_properties
from policytasks.workbook.preface import read_preface
from policytasks.workbook.reader import grain_of
from policytasks.workbook.rows import RowMaker
from policytasks.workbook.sent_reader import SentReader
from policytasks.workbook.sheet import NO_TABLE, NO_WORKBOOK, Sheet, read_sheet
from policytasks.workbook.wording import SHEET

__all__ = ["FileReader"]

_SPREADSHEETS = ("the format xls", "the format ods")
"""What may well be a packet, saved in a format that is not read here."""

_ROWS = ("ledger-row-", "ledger-unit-", "ledger-cell-")
"""Doubts that the outcomes of the rows tell already."""


class FileReader:
    """Reads what came back of a ledger.

    Args:
        plan: Which unit gets which of its rows.
        status_words: What the words in the column of statuses mean.
    """

    def __init__(self, plan: Plan, status_words: StatusWords) -> None:
        self._ledger = plan.ledger
        self._whole = RowMaker(plan.ledger.notice)
        self._words = status_words
        self._sent = {packet.unit.name: packet for packet in plan.packets}
        self._stems = {name: safe_name(name) for name in self._sent}

    def read(self, path: str | os.PathLike[str], *, received: date | None) -> Returned | FileOutcome:
        """One file.

        Args:
            path: Where it is.
            received: The day on which it came back; None when nobody said.

        Returns:
            The packet, or what is wrong with a file that is none.
        """
        file = os.fspath(path)
        try:
            data, _ = load(path)
            sheet = read_sheet(data, file=file)
            return attrs.evolve(self._returned(sheet), received=received)
        except (LedgerError, SourceError) as fault:
            return FileOutcome(file=file, codes=(_code(fault),), message=_reason(fault, file))
        except FileNotFoundError:
            return FileOutcome(file=file, codes=("unreadable",), message="there is no such file")
        except OSError as fault:
            return FileOutcome(file=file, codes=("unreadable",), message=fault.strerror or str(fault))

    def _returned(self, sheet: Sheet) -> Returned:
        try:
            carried = unpack(sheet.store, where=Location(file=sheet.file, sheet=sheet.name))
            lost = ""
        except LedgerError as fault:
            carried, lost = None, str(fault) if sheet.store else "the hidden sheet is gone"
        slip = carried.slip if carried is not None and carried.slip is not None else read_properties(sheet.properties)
        named = self._named(Path(sheet.file).stem, slip)
        unit = slip.unit if slip is not None else named
        if carried is None:
            return self._bare(sheet, slip, unit, claimed=named if slip is not None else "", lost=lost)
        alien = self._alien(carried.ledger)
        reader = SentReader(sheet, self._words, carried, whole=self._whole if not alien else None)
        theirs = reader.ledger()
        return _returned(
            sheet, reader, theirs, base=carried.ledger, slip=slip, unit=unit or self._only_unit(theirs),
            claimed=named if slip is not None else "", alien=alien, locked=_locked(carried),
        )  # fmt: skip

    def _bare(self, sheet: Sheet, slip: Slip | None, unit: str, *, claimed: str, lost: str) -> Returned:
        """A packet that lost its hidden sheet: it is read against what its unit would be sent now."""
        lang: Language = "en" if sheet.name == SHEET.en else "zh"
        alone = Carried(ledger=Ledger(notice=read_preface(sheet.preface), by=grain_of(sheet)), lang=lang)
        reader = SentReader(sheet, self._words, alone)
        theirs = reader.ledger()
        unit = unit or self._only_unit(theirs)
        alien = self._alien(theirs)
        if alien:
            return _returned(
                sheet, reader, theirs, base=alone.ledger, slip=slip, unit=unit, claimed=claimed, alien=alien
            )
        sent = self._sent.get(unit)
        stand_in = sent.ledger if sent is not None else self._ledger
        reader = SentReader(sheet, self._words, Carried(ledger=stand_in, lang=lang), whole=self._whole)
        theirs = reader.ledger()
        known = sent is not None and slip is not None and slip.base == sent.slip.base
        doubt = Doubt(
            code="ledger-without-data",
            message=f"{lost}; its rows were compared with "
            + ("the ledger, which has not changed since" if known else "blank ones"),
            location=Location(file=sheet.file, sheet=sheet.name),
        )
        found = _returned(
            sheet, reader, theirs, base=stand_in if known else _blank(stand_in), slip=slip, unit=unit, claimed=claimed
        )
        return attrs.evolve(found, theirs=attrs.evolve(found.theirs, doubts=(doubt, *found.theirs.doubts)))

    def _named(self, stem: str, slip: Slip | None) -> str:
        """The unit that the name of a file names, the longest where there are several; none when it names the slip's own."""
        if slip is not None and (slip.unit in stem or safe_name(slip.unit) in stem):
            return ""
        found = [name for name, safe in self._stems.items() if safe in stem]
        return max(found, key=lambda name: (len(name), name), default="")

    def _only_unit(self, ledger: Ledger) -> str:
        """The unit of all rows, if they have one and it is sent packets."""
        names = {entry.unit.name for entry in ledger.entries if entry.unit is not None}
        return next(iter(names)) if len(names) == 1 and names <= self._sent.keys() else ""

    def _alien(self, ledger: Ledger) -> str:
        """Why a ledger is none of ours; empty when it is one."""
        if is_foreign(ledger, self._ledger):
            return f"it is about {_title(ledger.notice)}, the ledger about {_title(self._ledger.notice)}"
        if ledger.by != self._ledger.by:
            return f"its rows are by {ledger.by}, those of the ledger by {self._ledger.by}"
        return ""


def _returned(
    sheet: Sheet, reader: SentReader, theirs: Ledger, *, base: Ledger, slip: Slip | None, unit: str, claimed: str,
    alien: str = "", locked: frozenset[str] = frozenset(),
) -> Returned:  # fmt: skip
    doubts = tuple(doubt for doubt in theirs.doubts if not doubt.code.startswith(_ROWS))
    return Returned(
        file=sheet.file,
        unit=unit,
        claimed=claimed,
        slip=slip,
        base=base,
        theirs=attrs.evolve(theirs, doubts=doubts),
        copies=tuple(reader.copies),
        refused=tuple(reader.refused),
        lines=tuple(reader.changed_lines(theirs)),
        locked=locked,
        modified=sheet.modified,
        alien=alien,
    )


def _locked(carried: Carried) -> frozenset[str]:
    """The headings of people's own columns that units do not fill in."""
    columns = unpack_columns(carried.layout.get("columns", ()))
    return frozenset(each.heading for each in columns if each.column is None and each.editor is not Editor.UNIT)


def _blank(ledger: Ledger) -> Ledger:
    """The same rows, with nothing reported in them."""
    return attrs.evolve(
        ledger,
        entries=tuple(
            Entry(requirement_id=entry.requirement_id, unit=entry.unit, due_on=entry.due_on) for entry in ledger.entries
        ),
    )


def _title(notice: Notice) -> str:
    return str(notice.document_number or notice.title or "another notice")


def _code(fault: LedgerError | SourceError) -> str:
    if fault.message == NO_TABLE or (fault.message == NO_WORKBOOK and fault.found not in _SPREADSHEETS):
        return "foreign"
    return "unreadable"


def _reason(fault: LedgerError | SourceError, file: str) -> str:
    """The message of an error, without the path that the outcome carries already."""
    return str(fault).removeprefix(f"{file}: ")
