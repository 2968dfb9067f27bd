"""Draw the two pictures of the README: the table in the notice, and the ledger made of it.

Run it from the root of the repository: ``python docs/make_pictures.py``. It needs LibreOffice and poppler (``soffice``,
``pdftoppm``). The pictures show what a reader of the two files sees, so look at them after every change of the workbook.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from policytasks import read_notice, write_ledger

ROOT = Path(__file__).parents[1]
NOTICE = ROOT / "examples" / "data" / "yanzhou-2021-20.docx"
IMAGES = ROOT / "docs" / "images"


def main() -> None:
    """Write ``docs/images/notice.png`` and ``docs/images/ledger.png``."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        ledger = work / "台账.xlsx"
        write_ledger(read_notice(NOTICE), ledger)
        draw(pdf_of(NOTICE, work), IMAGES / "notice.png", page=3, dots=84, box=(80, 70, 560, 560))
        draw(pdf_of(ledger, work), IMAGES / "ledger.png", page=1, dots=110, box=(30, 40, 1230, 540))


def pdf_of(file: Path, folder: Path) -> Path:
    """The file as LibreOffice prints it."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True)
    return folder / f"{file.stem}.pdf"


def draw(pdf: Path, image: Path, *, page: int, dots: int, box: tuple[int, int, int, int]) -> None:
    """One page as a picture.

    Args:
        pdf: The file.
        image: Where the picture goes; its suffix is ``.png``.
        page: 1-based page.
        dots: Dots an inch.
        box: Left edge, top edge, width and height of the part that is kept, in dots.
    """
    left, top, width, height = (str(number) for number in box)
    cut = ["-x", left, "-y", top, "-W", width, "-H", height]
    command = ["pdftoppm", "-png", "-singlefile", "-r", str(dots), "-f", str(page), "-l", str(page), *cut]
    subprocess.run([*command, str(pdf), str(image.with_suffix(""))], check=True)


if __name__ == "__main__":
    main()
