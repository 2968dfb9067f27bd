"""Tables about units, as tab-separated files: each row is a word, what it means and where it was seen."""

from __future__ import annotations

from importlib.resources import files

__all__ = ["read_table"]


def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a bundled table.

    Args:
        name: File name without ``.tsv``.

    Returns:
        One tuple of cells per row, in file order; blank lines, ``#`` comments and the heading row are left out.
    """
    text = files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    rows = [tuple(line.split("\t")) for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(rows[1:])
