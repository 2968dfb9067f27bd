"""Law: whatever a person types into a cell is in the ledger that is read back, or in a doubt that quotes it."""

from __future__ import annotations

from io import BytesIO

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from policytasks.errors import LedgerError
from policytasks.ledger.ledger import Ledger
from policytasks.model.deadline import Deadline, DeadlineKind
from policytasks.model.notice import Notice, Requirement, Section, Task
from policytasks.model.ordinal import Ordinal
from policytasks.model.responsibility import Responsibility, Role
from policytasks.model.unit import Unit
from policytasks.testing.ledgers import cell_texts
from policytasks.workbook.own_columns import ColumnChoice, LedgerColumn, OwnColumn
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import render


def _requirement(id: str, *names: str) -> Requirement:
    return Requirement(
        id=id,
        text=f"第{id}项要求。",
        responsibilities=tuple(
            Responsibility(unit=Unit(name=name), role=role) for name, role in zip(names, Role, strict=False)
        ),
        deadlines=(Deadline(text="长期坚持", kind=DeadlineKind.ONGOING),),
    )


NOTICE = Notice(
    title="关于任务分工的通知",
    sections=(
        Section(
            ordinal=Ordinal.parse("一、"),
            title="部分",
            tasks=(
                Task(
                    ordinal=Ordinal.parse("（一）"), title="任务", requirements=(_requirement("1.1.1", "甲局", "乙局"),)
                ),
                Task(
                    ordinal=Ordinal.parse("（二）"),
                    title="又一任务",
                    requirements=(_requirement("1.2.1", "各部门、单位"), _requirement("1.2.2")),
                ),
            ),
        ),
    ),
)
CHOSEN: tuple[ColumnChoice, ...] = (
    "status", LedgerColumn(key="text", heading="工作内容"), OwnColumn(heading="级别", kind="choice", choices=("一般", "重点")), "note",
)  # fmt: skip
BOOKS = {
    (by, merged, columns is None): render(
        Ledger.from_notice(NOTICE, by=by),
        merged=merged,
        columns=columns,
        unit_sheets=True,  # type: ignore[arg-type]
    )
    for by in ("requirement", "unit")
    for merged in (True, False)
    for columns in (None, CHOSEN)
}
SHEETS = {
    form: [name for name in load_workbook(BytesIO(data)).sheetnames if name != "台账数据"]
    for form, data in BOOKS.items()
}


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(st.sampled_from(sorted(BOOKS)), st.data(), st.integers(1, 9), st.integers(1, 19), cell_texts())
def test_what_is_typed_is_kept_or_quoted(
    form: tuple[str, bool, bool], data: st.DataObject, row: int, column: int, typed: str
) -> None:
    """Anywhere: in the title, the head, the table, beside and below it, and on the sheets that only show the ledger."""
    text = "".join(character for character in typed if character >= " " or character == "\n")
    assume(text.strip() == text != "" and "_x" not in text)
    name = data.draw(st.one_of(st.just("台账"), st.sampled_from(SHEETS[form])))
    book = load_workbook(BytesIO(BOOKS[form]))
    cell = book[name].cell(row, column)
    # A word that a sheet says anyway is not noticed where nothing is read.
    assume(name == "台账" or text not in {each.value for cells in book[name].iter_rows() for each in cells})
    assume(type(cell).__name__ == "Cell")
    cell.value, cell.data_type = text, "s"
    changed = BytesIO()
    book.save(changed)
    try:
        ledger = read_ledger(changed.getvalue())
    except LedgerError as error:
        # A head that is none any more.
        refusal = str(error)
        ledger = None
    if ledger is None:
        assert "台账" in refusal
        return
    said = [repr(ledger), repr(ledger.extra_columns), *(doubt.message for doubt in ledger.doubts)]
    quoted = repr(text)[1:-1]
    assert any(quoted in each or text in each for each in said), said[1:]
