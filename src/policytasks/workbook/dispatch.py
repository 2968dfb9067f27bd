"""Dispatch 派发: a ledger becomes a workbook for each unit, with its rows only."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from policytasks.atomic import write_atomically
from policytasks.errors import LedgerError
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.packet import Packet, plan_packets
from policytasks.ledger.status import Status
from policytasks.messages import Language
from policytasks.workbook.file_names import file_names
from policytasks.workbook.own_columns import ColumnChoice
from policytasks.workbook.packet_sheet import packet_lines
from policytasks.workbook.preface import preface_of
from policytasks.workbook.reader import read_ledger, read_written_ledger
from policytasks.workbook.writer import render

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["dispatch"]


def dispatch(
    ledger: Ledger,
    folder: str | os.PathLike[str],
    *,
    registry: UnitRegistry | None = None,
    implied: bool = True,
    due: date | None = None,
    reply_to: str = "",
    merged: bool = False,
    lang: Language = "zh",
    columns: Sequence[ColumnChoice] | None = None,
    status_words: Mapping[str, Status] | None = None,
    guide: bool = True,
    protected: bool = False,
    replace: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Path, ...]:
    """Write a workbook for each unit of a ledger, with its rows only, named after the unit.

    Each says whose it is and when it is to be back, marks the cells to fill in, and carries what it was sent with, so that
    `policytasks.workbook.collect.collect` can tell afterwards what the unit changed. The same ledger gives the same bytes.

    In a ledger by unit every row has one answer. In one by requirement the units of a row share it, and their answers to one
    cell contradict each other when they are collected; divide such a ledger by unit before sending it out.

    Args:
        ledger: The ledger.
        folder: Where to write; it is made when it is not there.
        registry: Joins the names of one unit, and gives each member of a collective the collective's rows, on the day of
            the notice. Without it a collective gets a workbook like a unit.
        implied: In a ledger by requirement, also rows to the units that a rule stated once lays on them.
        due: The last day for returning them.
        reply_to: Where to return them to, for people.
        merged: Merge the cells of a section and a task; Excel does not sort merged cells.
        lang: Language of the headings.
        columns: As in `policytasks.workbook.writer.write_ledger`; an `OwnColumn` says who fills it in.
        status_words: Likewise.
        guide: Add a sheet 填写说明 that says what to write where.
        protected: Protect the cells that units do not fill in. Excel does not sort a protected sheet at all.
        replace: Write over workbooks that hold what somebody typed.
        progress: Called after each workbook with the number of those written, and of all.

    Returns:
        The paths, in the order of the units' first rows. Rows that name no unit go to nobody
        (`policytasks.ledger.packet.plan_packets` lists them).

    Raises:
        LedgerError: A workbook that is there holds what somebody typed, and ``replace`` is False: nothing is written then. Or a
            text that no cell can hold; ``where`` names the cell.
        OSError: The folder cannot be made or written to.
    """
    packets = plan_packets(ledger, registry=registry, implied=implied, due=due, reply_to=reply_to).packets
    home = Path(folder)
    paths = [home / name for name in file_names([packet.unit.name for packet in packets])]
    if not replace:
        for path in paths:
            _check_untouched(path)
    home.mkdir(parents=True, exist_ok=True)
    for number, (packet, path) in enumerate(zip(packets, paths, strict=True), 1):
        data = render(
            _with_lines(packet, lang), file=str(path), merged=merged, lang=lang, columns=columns,
            status_words=status_words, summary=False, guide=guide, slip=packet.slip, protected=protected,
        )  # fmt: skip
        write_atomically(path, data)
        if progress is not None:
            progress(number, len(paths))
    return tuple(paths)


def _with_lines(packet: Packet, lang: Language) -> Ledger:
    """The packet's ledger with the lines that tell its unit what to do."""
    lines = packet_lines(packet.slip, lang)
    return attrs.evolve(packet.ledger, preface=(*preface_of(packet.ledger, lang), *lines))


def _check_untouched(path: Path) -> None:
    """Refuse to write over a file unless it is a workbook as a program wrote it."""
    if not path.exists():
        return
    try:
        if read_ledger(path) == read_written_ledger(path):
            return
    except LedgerError:
        # Whatever it is, it is somebody's.
        pass
    raise LedgerError(
        "the file holds what would be lost", where=path, found="changes, or no ledger",
        expected="another folder, or replace=True",
    )  # fmt: skip
