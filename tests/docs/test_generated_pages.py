"""Pages that are made from tables of the code are as the code would make them now."""

from __future__ import annotations

import runpy

from documentation import ROOT


def test_vocabulary_page_is_the_table_of_the_reader() -> None:
    """Run ``python docs/make_vocabulary.py`` after a change of the heading words."""
    made = runpy.run_path(str(ROOT / "docs" / "make_vocabulary.py"))
    assert (ROOT / "docs" / "reference" / "vocabulary.md").read_text("utf-8") == made["page"]()


def test_the_page_of_measures_says_what_the_catalogue_does() -> None:
    """Run ``python docs/make_measures.py`` after a change of a measure."""
    made = runpy.run_path(str(ROOT / "docs" / "make_measures.py"))
    assert (ROOT / "docs" / "reference" / "measures.md").read_text("utf-8") == made["page"]()


def test_the_page_of_columns_is_the_table_of_the_workbook() -> None:
    """Run ``python docs/make_columns.py`` after a change of a column or of the words for statuses."""
    made = runpy.run_path(str(ROOT / "docs" / "make_columns.py"))
    assert (ROOT / "docs" / "reference" / "columns.md").read_text("utf-8") == made["page"]()
