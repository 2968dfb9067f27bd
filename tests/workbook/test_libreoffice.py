"""A ledger survives LibreOffice: opened, saved again, and read back equal; and LibreOffice counts what we count."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import attrs
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from policytasks.ledger.ledger import Ledger
from policytasks.ledger.status import Status
from policytasks.model.notice import Notice
from policytasks.testing.ledgers import layouts, ledgers
from policytasks.workbook.cells import settled
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import write_ledger

BATCH = 60
"""Files for one start; LibreOffice gives up after some 250."""

ONCE = settings(
    max_examples=BATCH, phases=[Phase.generate], database=None, deadline=None, derandomize=True,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def test_ledgers_come_back_equal_from_libreoffice(
    seed: Notice, tmp_path: Path, resave: Callable[[Sequence[Path]], list[Path]]
) -> None:
    """The real notice in every form, filled in, and a batch of generated ledgers with odd texts and layouts."""
    filled = Ledger.from_notice(seed).updated(
        "1.1.1", status=Status.IN_PROGRESS, progress=60, note="=已公开\n第二行", due_on=date(2021, 10, 1)
    )
    written: list[tuple[Ledger, Path]] = []

    def write(ledger: Ledger, **layout: object) -> None:
        path = tmp_path / f"{len(written)}.xlsx"
        written.append((ledger, write_ledger(ledger, path, **layout)))  # type: ignore[arg-type]

    for ledger in (filled, Ledger.from_notice(seed, by="unit")):
        write(ledger, merged=True, unit_sheets=True)
        write(ledger, merged=False, lang="en")

    @ONCE
    @given(st.data())
    def generate(data: st.DataObject) -> None:
        ledger = data.draw(ledgers())
        write(ledger, **data.draw(layouts(ledger)))

    generate()
    for (ledger, _), path in zip(written, resave([path for _, path in written]), strict=True):
        found = read_ledger(path)
        assert found == ledger, path.name
        assert found.notice == ledger.notice, path.name
        assert found.doubts == (), path.name
        assert attrs.evolve(found, entries=()) == attrs.evolve(ledger, entries=()), path.name


def without_results(path: Path, target: Path) -> None:
    """The workbook, its formulas without the values that they gave."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bare:
        for name in source.namelist():
            part = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb'(?: t="str")?><f>([^<]*)</f><v>[^<]*</v>', rb"><f>\1</f>", part)
            bare.writestr(name, part)


def value_of(value: object) -> object:
    """A value as both programs show it: nothing is nothing, LibreOffice writes 15 digits, and escapes what looks like an escape
    once less than it reads it."""
    if isinstance(value, str):
        return settled(value) or "0"
    return f"{value + 0:.12g}" if isinstance(value, int | float) else value or "0"


def test_libreoffice_counts_what_the_file_says(
    seed: Notice, tmp_path: Path, resave: Callable[[Sequence[Path]], list[Path]]
) -> None:
    """The numbers in the summary and in the sheets of units, which it computes anew where they are taken away."""
    written: list[Path] = []

    def write(ledger: Ledger, **layout: object) -> None:
        name = f"{len(written)}.xlsx"
        path = write_ledger(ledger, tmp_path / name, unit_sheets=True, today=date(2021, 11, 29), **layout)  # type: ignore[arg-type]
        written.append(path)
        without_results(path, tmp_path / f"bare-{name}")

    words = ["已完成", "顺利推进", "待定", "Done", "长期坚持"]
    for by in ("requirement", "unit"):
        ledger = Ledger.from_notice(seed, by=by)  # type: ignore[arg-type]
        entries = tuple(
            attrs.evolve(each, typed=(("status", words[number % 5]),), due_on=date(2021, 11, 20 + number % 11), progress=number % 101)
            for number, each in enumerate(ledger.entries)
        )  # fmt: skip
        write(attrs.evolve(ledger, entries=entries))
        write(attrs.evolve(ledger, entries=entries[:30]), merged=False, lang="en", status_words={"待定": Status.DONE})

    @settings(ONCE, max_examples=25)
    @given(ledgers(), st.booleans())
    def generate(ledger: Ledger, merged: bool) -> None:
        write(ledger, merged=merged)

    generate()
    computed = resave([path.with_name(f"bare-{path.name}") for path in written])
    counted = 0
    for path, other in zip(written, computed, strict=True):
        formulas = load_workbook(path)
        said, found = load_workbook(path, data_only=True), load_workbook(other, data_only=True)
        for sheet in formulas.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type != "f" or "TODAY()" in str(cell.value):
                        continue
                    ours, theirs = (value_of(each[sheet.title][cell.coordinate].value) for each in (said, found))
                    assert theirs == ours, f"{path.name}!{sheet.title}!{cell.coordinate} {cell.value}"
                    counted += 1
    assert counted > 1000
