"""Send a ledger out, a workbook a unit; two units answer, one of them also where it may not, and the ledger takes them in."""

import tempfile
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from policytasks import Ledger, collect, dispatch, read_notice

NOTICE = Path(__file__).parent / "data" / "yanzhou-2021-20.docx"


def type_into(path: Path, cells: dict[str, str | int]) -> None:
    """Type into a workbook, as a clerk does."""
    book = load_workbook(path)
    for place, value in cells.items():
        book["台账"][place] = value
    book.save(path)


def main() -> None:
    """Print what came back."""
    ledger = Ledger.from_notice(read_notice(NOTICE), by="unit")
    with tempfile.TemporaryDirectory() as folder:
        sent = {path.stem: path for path in dispatch(ledger, folder, due=date(2021, 9, 30))}
        type_into(sent["区财政局"], {"I6": "已完成", "K6": "已公开6批补贴信息"})
        type_into(sent["区民政局"], {"J6": 40, "D6": "少做一些"})
        report = collect(ledger, [sent["区民政局"], sent["区财政局"]], on=date(2021, 10, 8)).report
    print(len(sent), "sent;", *(f"{kind} {count}" for kind, count in report.counts.items()))
    for file in report.files:
        print(file.unit, *file.codes)
    for row in report.outcomes:
        for cell in row.fields:
            print(row.requirement_id, row.unit, cell.location.cell, cell.field, cell.theirs, cell.kind)


if __name__ == "__main__":
    main()
