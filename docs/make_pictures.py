"""Draw the pictures of the documentation: the notice and its ledger, every kind of picture of the network, and the explorer.

Run it from the root of the repository: ``python docs/make_pictures.py``. It needs LibreOffice, poppler and Chromium (``soffice``,
``pdftoppm``, ``chromium``) and the extra ``plot``. The pictures show what a reader sees, so look at them after every change of the
workbook, of the pictures or of the explorer.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from policytasks import read_notice, responsibility_graph, write_explorer, write_ledger, write_picture
from policytasks.network.drawing import PICTURES

ROOT = Path(__file__).parents[1]
NOTICE = ROOT / "examples" / "data" / "yanzhou-2021-20.docx"
IMAGES = ROOT / "docs" / "images"


def main() -> None:
    """Write ``notice.png``, ``ledger.png`` and ``network-….png`` into ``docs/images``."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        ledger = work / "台账.xlsx"
        write_ledger(read_notice(NOTICE), ledger)
        draw(pdf_of(NOTICE, work), IMAGES / "notice.png", page=3, dots=84, box=(80, 70, 560, 560))
        draw(pdf_of(ledger, work), IMAGES / "ledger.png", page=1, dots=110, box=(30, 40, 1230, 540))
        photograph(write_explorer(read_notice(NOTICE), work / "network.html"), IMAGES / "network-explorer.png")
    for name, kind in PICTURES.items():
        graph = responsibility_graph(read_notice(NOTICE), by=kind.by)
        write_picture(graph, IMAGES / f"network-{name}.png", name, dpi=80)


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


def photograph(page: Path, image: Path) -> None:
    """A page as Chromium shows it."""
    command = [
        "chromium",
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--window-size=1180,720",
    ]
    subprocess.run(
        [*command, "--virtual-time-budget=3000", f"--screenshot={image}", page.as_uri()],
        check=True,
        capture_output=True,
    )


if __name__ == "__main__":
    main()
