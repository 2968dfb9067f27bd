"""Collect 回收: any number of returned workbooks become changes of the ledger, and a report of what became of each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from policytasks.ledger.collecting import merge_returned
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.merging.proposal import OnConflict
from policytasks.ledger.outcome import FileOutcome, MergeResult
from policytasks.ledger.packet import plan_packets
from policytasks.ledger.returned import Returned
from policytasks.ledger.status import Status, StatusWords
from policytasks.workbook.columns import COLUMNS, Editor, Level
from policytasks.workbook.returned_file import FileReader

if TYPE_CHECKING:
    from policytasks.units.registry import UnitRegistry

__all__ = ["collect"]

_FIELDS = frozenset(column.key for column in COLUMNS if column.editor is Editor.UNIT and column.level is Level.ENTRY)
"""What a unit fills in."""


def collect(
    ledger: Ledger,
    paths: Iterable[str | os.PathLike[str]],
    *,
    registry: UnitRegistry | None = None,
    implied: bool = True,
    on: date | None = None,
    received: Mapping[str, date] | Mapping[Path, date] | None = None,
    due: date | None = None,
    on_conflict: OnConflict = "ours",
    status_words: Mapping[str, Status] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> MergeResult:
    """Take over into a ledger what units wrote into the workbooks that `policytasks.workbook.dispatch.dispatch` made.

    Each workbook is merged, cell by cell, against what it was sent with, so it does not matter what was collected before. A unit
    only changes its own rows, and there only what it is asked for; whatever else was typed is kept in the report, with its cell.
    No file stops the others: one that is damaged, or no packet at all, is named in the report.

    Args:
        ledger: The ledger, which stays as it is.
        paths: The files, in any order; the result is the same.
        registry: The registry that the packets were sent out with.
        implied: As in `policytasks.workbook.dispatch.dispatch`.
        on: The day on which the files came back; None when that is not to be judged.
        received: Other days for single files, by path.
        due: The last day for returning; None for the day that each packet was sent with.
        on_conflict: ``"ours"`` keeps what the ledger has, and of two packets about one cell what the earlier one says;
            ``"theirs"`` takes what the packet (the later one) says; ``"stop"`` takes nothing at all when there is a
            conflict; a function gets the `FieldOutcome` of each and returns the value to take. Whatever wins, both are in the report.
        status_words: Further words of an office for statuses, as in `policytasks.workbook.reader.read_ledger`.
        progress: Called after each file with the number of files read so far, and of all.

    Returns:
        The ledger with everything that was taken, its collectives expanded when a registry was given; and the report, with
        an outcome for each row that came back, for each file, and the units that did not answer.

    Raises:
        LedgerError: A function for conflicts returned what a field cannot hold, or ``status_words`` contradict themselves.
    """
    plan = plan_packets(ledger, registry=registry, implied=implied)
    reader = FileReader(plan, StatusWords(status_words or {}))
    days = {os.fspath(path): day for path, day in (received or {}).items()}
    files = [os.fspath(path) for path in paths]
    returned: list[Returned] = []
    failed: list[FileOutcome] = []
    for number, file in enumerate(files, 1):
        found = reader.read(file, received=days.get(file, on))
        if isinstance(found, Returned):
            returned.append(found)
        else:
            failed.append(found)
        if progress is not None:
            progress(number, len(files))
    return merge_returned(
        ledger, plan, returned, fields=_FIELDS, due=due, on_conflict=on_conflict, failed=failed, order=files
    )
