"""Keep a ledger: write the workbook, fill in a row, read it back, and count."""

import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

from policytasks import Ledger, Status, read_ledger, read_notice, write_ledger

NOTICE = Path(__file__).parent / "data" / "yanzhou-2021-20.docx"


def main() -> None:
    """Print how the work stands after two reports."""
    ledger = Ledger.from_notice(read_notice(NOTICE))
    ledger = ledger.updated("1.2.4", status=Status.IN_PROGRESS, progress=60, note="已公开6批补贴信息")
    ledger = ledger.updated("4.16.1", status=Status.DONE, progress=100, updated_on=date(2021, 9, 30))

    with tempfile.TemporaryDirectory() as folder:
        path = write_ledger(ledger, Path(folder) / "台账.xlsx")
        returned = read_ledger(path)
    print("read back equal:", returned == ledger)

    for status, number in Counter(entry.status for entry in returned.entries).most_common():
        print(status, number)
    for entry in returned.entries:
        if entry.note:
            print(entry.requirement_id, f"{entry.progress}%", entry.note)


if __name__ == "__main__":
    main()
