"""CSV cells: texts that no spreadsheet takes for a formula."""

from __future__ import annotations

__all__ = ["cell"]

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet computes what begins so (OWASP, "CSV injection")."""


def cell(value: object) -> object:
    """A value as a cell holds it: a text that begins like a formula gets an apostrophe in front."""
    if isinstance(value, str) and value.lstrip().startswith(_FORMULA_SIGNS):
        return f"'{value}"
    return value
