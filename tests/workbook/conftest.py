"""What the workbook tests share: changing cells as a person would, and LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import attrs
import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from policytasks.ledger.ledger import Ledger
from policytasks.model.notice import Notice
from policytasks.workbook.reader import read_ledger
from policytasks.workbook.writer import write_ledger

Change = Callable[[Workbook], None]


@pytest.fixture
def reread(tmp_path: Path) -> Callable[..., Ledger]:
    """Write a ledger, let somebody change the workbook, and read it back."""

    def through(ledger: Ledger, change: Change, **options: object) -> Ledger:
        path = write_ledger(ledger, tmp_path / "台账.xlsx", **options)  # type: ignore[arg-type]
        book = load_workbook(path)
        change(book)
        book.save(path)
        return read_ledger(path)

    return through


@pytest.fixture(scope="session")
def small(seed: Notice) -> Notice:
    """Five rows of the real notice, for nine units, two of them collectives."""
    kept = {"1.1.1", "1.1.2", "1.2.1", "1.5.1", "2.7.1"}
    sections = []
    for section in seed.sections:
        tasks = [
            attrs.evolve(task, requirements=tuple(each for each in task.requirements if each.id in kept))
            for task in section.tasks
        ]
        sections.append(attrs.evolve(section, tasks=tuple(task for task in tasks if task.requirements)))
    return attrs.evolve(seed, sections=tuple(section for section in sections if section.tasks))


@pytest.fixture(scope="session")
def resave(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sequence[Path]], list[Path]]:
    """Open workbooks in LibreOffice and save them again; one start for all, since it takes seconds."""

    def through(paths: Sequence[Path]) -> list[Path]:
        program = shutil.which("soffice") or shutil.which("libreoffice")
        if program is None:
            pytest.fail("soffice is not on PATH: install LibreOffice Calc (Debian: libreoffice-calc) to run this test")
        out = tmp_path_factory.mktemp("resaved")
        profile = tmp_path_factory.mktemp("profile")
        subprocess.run(
            [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx",
             "--outdir", str(out), *map(str, paths)],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        return [out / path.name for path in paths]

    return through
