"""Roll up: what several units answered about one requirement becomes one row, by each of the rules."""

from datetime import date
from pathlib import Path

from policytasks import Ledger, Status, read_notice, roll_up

NOTICE = Path(__file__).parent / "data" / "yanzhou-2021-20.docx"


def main() -> None:
    """Print one row as each rule makes it, and how it came to be."""
    ledger = Ledger.from_notice(read_notice(NOTICE), by="unit")
    ledger = ledger.changed(
        "1.2.4", unit="区财政局", on=date(2021, 9, 2), status=Status.DONE, progress=100, note="已公开6批"
    )
    ledger = ledger.changed(
        "1.2.4", unit="区民政局", on=date(2021, 9, 9), status=Status.IN_PROGRESS, progress=50, note="正在汇总"
    )

    for rule in ("all_done", "lead_decides", "worst", "share"):
        entry = roll_up(ledger, rule=rule).entry("1.2.4")
        print(f"{rule}: {entry.status} {entry.progress}%")
    rolled = roll_up(ledger)
    print(f"{len(ledger.entries)} rows of units, {len(rolled.entries)} rows of requirements")
    print(rolled.entry("1.2.4").note)
    for change in rolled.history:
        print(change.on, change.field, repr(str(change.before)), "→", repr(str(change.after)))


if __name__ == "__main__":
    main()
