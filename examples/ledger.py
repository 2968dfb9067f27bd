"""Keep a ledger: write the workbook, fill in a row, read it back, and count."""

import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

from policytasks import Ledger, Status, read_ledger, read_notice, write_ledger

NOTICE = Path(__file__).parent / "data" / "yanzhou-2021-20.docx"


def main() -> None:
    """Print how the work stands after two reports, and how it stood before."""
    ledger = Ledger.from_notice(read_notice(NOTICE))
    ledger = ledger.changed(
        "1.2.4", on=date(2021, 9, 2), by="区财政局", status=Status.IN_PROGRESS, progress=60, note="已公开6批补贴信息"
    )
    ledger = ledger.changed("4.16.1", on=date(2021, 9, 30), status=Status.DONE, progress=100)

    with tempfile.TemporaryDirectory() as folder:
        path = write_ledger(ledger, Path(folder) / "台账.xlsx")
        returned = read_ledger(path)
    print("read back equal:", returned == ledger)

    for day, counts in returned.progress_over([date(2021, 9, 1), date(2021, 9, 2), date(2021, 9, 30)]).items():
        print(day, *(f"{status} {count}" for status, count in counts.items() if count))
    for entry in returned.entries:
        if entry.note:
            print(entry.requirement_id, f"{entry.progress}%", entry.note)
    print(
        "on 1 December:",
        *(f"{light} {count}" for light, count in Counter(returned.lights(date(2021, 12, 1)).values()).items()),
    )
    print("as it stood on 1 September:", returned.at(date(2021, 9, 1)) == Ledger.from_notice(returned.notice))


if __name__ == "__main__":
    main()
