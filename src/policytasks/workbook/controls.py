"""Controls: drop-downs, checks and colours of the cells that people fill in, and the page that is printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from policytasks.ledger.status import Status
from policytasks.messages import Language
from policytasks.workbook import styles, wording

__all__ = ["add_colours", "add_controls", "add_options", "set_up_page"]

_SPARE_ROWS = 200
"""Rows below the table in which a row that people add is checked, too."""

_EARLIEST_DAY = (date(1990, 1, 1) - date(1899, 12, 30)).days
"""1 January 1990, as Excel counts days."""


def add_options(store: Worksheet, lang: Language) -> None:
    """Write the words that the drop-down offers; a list in the rule itself must not exceed 255 characters."""
    for number, status in enumerate(Status, 1):
        store.cell(number, 3, status.wording[lang])


def add_controls(sheet: Worksheet, letters: Mapping[str, str], *, first: int, last: int, lang: Language) -> None:
    """Add the drop-down of 完成状态 and the checks of 完成比例 and of the dates.

    Args:
        sheet: The sheet.
        letters: Column letters by key.
        first: First row of the table.
        last: Its last row.
        lang: Language of the hints.
    """
    words = "、".join(status.wording[lang] for status in Status)
    status = DataValidation(
        type="list", formula1=f"'{wording.STORE}'!$C$1:$C${len(Status)}", allow_blank=True,
        error=wording.STATUS_HINT.say(lang, words=words),
    )  # fmt: skip
    percentage = DataValidation(
        type="whole", operator="between", formula1="0", formula2="100", allow_blank=True,
        error=wording.PERCENTAGE_HINT[lang],
    )  # fmt: skip
    day = DataValidation(
        type="date", operator="greaterThanOrEqual", formula1=str(_EARLIEST_DAY), allow_blank=True,
        error=wording.DAY_HINT[lang],
    )  # fmt: skip
    for keys, validation in (
        (("status",), status),
        (("progress",), percentage),
        (("due_on", "updated_on"), day),
    ):
        validation.errorTitle = wording.HINT[lang]
        validation.showErrorMessage = True
        # A warning lets people write 另行通知 all the same; the reader keeps such words.
        validation.errorStyle = "warning"
        for key in keys:
            validation.add(f"{letters[key]}{first}:{letters[key]}{last + _SPARE_ROWS}")
        sheet.add_data_validation(validation)


def add_colours(sheet: Worksheet, letters: Mapping[str, str], *, first: int, last: int) -> None:
    """Colour what is done green and what is overdue red, in every language that the status may be written in."""
    due, status = f"${letters['due_on']}{first}", f"${letters['status']}{first}"
    done = ",".join(f'{status}="{word}"' for word in _words(Status.DONE))
    closed = ",".join(f'{status}="{word}"' for word in (*_words(Status.DONE), *_words(Status.ONGOING)))
    overdue = f"AND(ISNUMBER({due}),{due}<TODAY(),NOT(OR({closed})))"
    for key in ("due_on", "status"):
        cells = f"{letters[key]}{first}:{letters[key]}{last}"
        sheet.conditional_formatting.add(cells, Rule(type="expression", formula=[f"OR({done})"], dxf=styles.DONE))
        sheet.conditional_formatting.add(cells, Rule(type="expression", formula=[overdue], dxf=styles.OVERDUE))


def _words(status: Status) -> tuple[str, ...]:
    return status.wording.zh, status.wording.en


def set_up_page(sheet: Worksheet, *, head: int, lang: Language) -> None:
    """A4 landscape, as wide as the paper, the head row on each page, page numbers below.

    There is no print area: it would leave out the rows and columns that people add.

    Args:
        sheet: The sheet.
        head: 1-based row of the headings.
        lang: Language of the page numbers.
    """
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{head}:{head}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom = 0.6, 0.65
    margins.header = margins.footer = 0.3
    footer = HeaderFooterItem()
    footer.center.text = wording.FOOTER[lang]
    sheet.oddFooter = footer
