"""How long it takes to change cells of a workbook in place, beside loading and saving it with openpyxl, in one run.

Run it from the root of the repository: ``python benchmarks/bench_patch.py``. For the real notice's ledger and for larger ones it
prints medians in milliseconds: one cell and a hundred cells by address, ten entries by ledger (read, compared, written, and read
again to make sure), and a template filled; beside openpyxl's load and save of the same file, which loses what openpyxl does not know.
"""

from __future__ import annotations

import io
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import attrs
import openpyxl

from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import Status
from policytasks.model.notice import Notice, Section
from policytasks.parsing.read import read_notice
from policytasks.workbook.template import fill_template
from policytasks.workbook.update import update_workbook
from policytasks.workbook.writer import write_ledger

SEED = Path(__file__).parents[1] / "examples" / "data" / "yanzhou-2021-20.docx"


def repeated(notice: Notice, times: int) -> Notice:
    """The notice with its sections repeated, each row under a number of its own."""
    sections: list[Section] = []
    for round in range(times):
        for section in notice.sections:
            tasks = tuple(
                attrs.evolve(
                    task,
                    requirements=tuple(attrs.evolve(each, id=f"{round}.{each.id}") for each in task.requirements),
                )
                for task in section.tasks
            )
            sections.append(attrs.evolve(section, tasks=tasks))
    return attrs.evolve(notice, sections=tuple(sections))


def median(action: Callable[[], object], rounds: int) -> float:
    """The median time of an action in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def load_and_save(path: Path) -> None:
    """One cell changed the usual way."""
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["L5"] = "已公开"
    book.save(io.BytesIO())


def main() -> None:
    """Print one line for each size, times in milliseconds and their ratios to load and save."""
    notice = read_notice(SEED)
    template = openpyxl.Workbook()
    assert template.active is not None
    template.active.append(["编号", "具体要求", "责任单位", "截止日期", "完成状态", "完成比例", "进展情况"])
    actions = ("one cell", "100 cells", "ledger", "template")
    print(f"{'rows':>6} {'openpyxl':>9}" + "".join(f"{name:>11} {'ratio':>5}" for name in actions))
    with tempfile.TemporaryDirectory() as folder:
        template.save(Path(folder, "t.xlsx"))
        for times, rounds in ((1, 7), (20, 3), (100, 1)):
            ledger = Ledger.from_notice(repeated(notice, times))
            path = write_ledger(ledger, Path(folder, f"{times}.xlsx"))
            cells = {f"台账!L{row}": "已公开" for row in range(5, 105)}
            news = tuple(
                attrs.evolve(entry, status=Status.DONE, progress=100) if at < 10 else entry
                for at, entry in enumerate(ledger.entries)
            )
            wanted, out = attrs.evolve(ledger, entries=news), Path(folder, "out.xlsx")

            def theirs(path: Path = path) -> object:
                return load_and_save(path)

            def one(path: Path = path, out: Path = out) -> object:
                return update_workbook(path, {"台账!L5": "已公开"}, out=out)

            def hundred(path: Path = path, out: Path = out, cells: dict[str, str] = cells) -> object:
                return update_workbook(path, cells, out=out)

            def whole(path: Path = path, out: Path = out, wanted: Ledger = wanted) -> object:
                return update_workbook(path, wanted, out=out)

            def filled(out: Path = out, wanted: Ledger = wanted) -> object:
                return fill_template(Path(folder, "t.xlsx"), wanted, out=out)

            usual = median(theirs, rounds)
            ours = [median(action, rounds) for action in (one, hundred, whole, filled)]
            print(
                f"{len(ledger.entries):>6} {usual:>9.1f}"
                + "".join(f"{each:>11.1f} {each / usual:>5.2f}" for each in ours)
            )


if __name__ == "__main__":
    main()
