"""Controls: drop-downs, checks and lights of the cells that people fill in, and the page that is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from policytasks.ledger.light import WARN_DAYS
from policytasks.ledger.status import CLOSED
from policytasks.messages import Language, Wording
from policytasks.workbook import styles, wording
from policytasks.workbook.cells import escaped, plain
from policytasks.workbook.columns import Kind
from policytasks.workbook.engine import cell_at, set_text
from policytasks.workbook.formulas import joined
from policytasks.workbook.own_columns import Arranged
from policytasks.workbook.status_list import StatusList

__all__ = ["SPARE_ROWS", "add_controls", "add_lights", "add_options", "set_up_page"]

SPARE_ROWS = 200
"""Rows below the table in which a row that people add is checked, coloured and counted, too."""

_FIRST_OPTIONS = 3
"""Column of the hidden sheet with the first list of words; the carried data stand before it."""

_MARKS = "|¦‖▏\u2063"
_EARLIEST_DAY = (date(1990, 1, 1) - date(1899, 12, 30)).days
"""1 January 1990, as Excel counts days."""


def add_options(store: Worksheet, lists: Iterable[tuple[str, Sequence[str]]]) -> Mapping[str, str]:
    """Write the words that drop-downs offer; a list in the rule itself must not exceed 255 characters.

    Args:
        store: The hidden sheet.
        lists: Name and words of each list.

    Returns:
        The range of each list, by name.
    """
    ranges: dict[str, str] = {}
    for column, (name, words) in enumerate(lists, _FIRST_OPTIONS):
        letter = get_column_letter(column)
        for row, word in enumerate(words, 1):
            set_text(cell_at(store, row, column), escaped(plain(word, where=name)))
        ranges[name] = f"'{wording.STORE}'!${letter}$1:${letter}${len(words)}"
    return ranges


def add_controls(
    sheet: Worksheet, columns: Iterable[tuple[str, Arranged]], ranges: Mapping[str, str], *, first: int, last: int,
    lang: Language,
) -> None:  # fmt: skip
    """Add the drop-downs, and the checks of percentages, numbers and dates.

    Args:
        sheet: The sheet.
        columns: Its columns, with their letters.
        ranges: Where the words of each drop-down list stand, by key or heading of its column.
        first: First row of the table.
        last: Its last row.
        lang: Language of the hints.
    """
    checks: dict[object, DataValidation] = {}
    for letter, arranged in columns:
        kind = arranged.kind
        lists = kind in (Kind.STATUS, Kind.CHOICE)
        validation = checks.setdefault(
            arranged.name if lists else kind, _check(kind, ranges.get(arranged.name, ""), lang)
        )
        validation.add(f"{letter}{first}:{letter}{last + SPARE_ROWS}")
    for validation in checks.values():
        if validation.type is not None:
            sheet.add_data_validation(validation)


def _check(kind: Kind | None, words: str, lang: Language) -> DataValidation:
    """The check of a column's cells; one without a type where nothing is to be checked.

    It warns and lets people write 另行通知 all the same; the reader keeps such words.
    """
    title = wording.HINT[lang]
    if kind in (Kind.STATUS, Kind.CHOICE):
        return DataValidation(
            type="list", formula1=words, allow_blank=True, showErrorMessage=True, errorStyle="warning",
            errorTitle=title, error=wording.LIST_HINT[lang],
        )  # fmt: skip
    checks: dict[Kind | None, tuple[dict[str, Any], Wording]] = {
        Kind.PERCENTAGE: (
            {"type": "whole", "operator": "between", "formula1": "0", "formula2": "100"}, wording.PERCENTAGE_HINT,
        ),
        Kind.NUMBER: (
            {"type": "decimal", "operator": "between", "formula1": "-1E+15", "formula2": "1E+15"}, wording.NUMBER_HINT,
        ),
        Kind.DAY: (
            {"type": "date", "operator": "greaterThanOrEqual", "formula1": str(_EARLIEST_DAY)}, wording.DAY_HINT,
        ),
    }  # fmt: skip
    if kind not in checks:
        return DataValidation()
    rule, hint = checks[kind]
    return DataValidation(
        **rule, allow_blank=True, showErrorMessage=True, errorStyle="warning", errorTitle=title, error=hint[lang]
    )


def add_lights(sheet: Worksheet, letters: Mapping[str, str], statuses: StatusList, *, first: int, last: int) -> None:
    """Light 亮灯 the day and the status of each row, as `policytasks.ledger.light.light` does: green when it is done or goes on,
    yellow from three days before it is due, red when it is overdue. What is in good time stays white, so that the colours stand out.

    Args:
        sheet: The sheet.
        letters: Column letters by key.
        statuses: The words of each status.
        first: First row of the table.
        last: Its last row.
    """
    if "status" not in letters:
        return
    keys = [key for key in ("due_on", "status") if key in letters]
    rules = list(_lights(letters, statuses, first))
    for key in keys:
        cells = f"{letters[key]}{first}:{letters[key]}{last + SPARE_ROWS}"
        for formula, style in rules:
            sheet.conditional_formatting.add(cells, Rule(type="expression", formula=[formula], dxf=style))


def _lights(letters: Mapping[str, str], statuses: StatusList, first: int) -> Iterator[tuple[str, DifferentialStyle]]:
    closed = _is_one_of(f"${letters['status']}{first}", statuses.words(*CLOSED))
    yield closed, styles.DONE
    if "due_on" in letters:
        due = f"${letters['due_on']}{first}"
        open_ = f"NOT({closed})"
        yield f"AND(ISNUMBER({due}),{due}<TODAY(),{open_})", styles.OVERDUE
        yield f"AND(ISNUMBER({due}),{due}>=TODAY(),{due}<=TODAY()+{WARN_DAYS},{open_})", styles.SOON


def _is_one_of(cell: str, words: Sequence[str]) -> str:
    """Whether a cell says one of some words, in a rule.

    A rule must hold no list, and not look at another sheet in every program; the shorter it is, the better. So the words stand in
    it as one text, and the cell is looked for between two marks.
    """
    mark = next(mark for mark in _MARKS if not any(mark in word for word in words))
    return f'ISNUMBER(FIND("{mark}"&{cell}&"{mark}",{joined(f"{mark}{mark.join(words)}{mark}")}))'


def set_up_page(sheet: Worksheet, *, head: int | None, lang: Language, landscape: bool = True) -> None:
    """A4, as wide as the paper, the head row on each page, page numbers below.

    There is no print area: it would leave out the rows and columns that people add.

    Args:
        sheet: The sheet.
        head: 1-based row of the headings; None for a sheet without one.
        lang: Language of the page numbers.
        landscape: Whether the page lies on its side.
    """
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if head is not None:
        sheet.print_title_rows = f"{head}:{head}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom = 0.6, 0.65
    margins.header = margins.footer = 0.3
    footer = HeaderFooterItem()
    footer.center.text = wording.FOOTER[lang]
    sheet.oddFooter = footer
