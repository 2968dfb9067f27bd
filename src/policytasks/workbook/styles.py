"""Styles 样式: what the cells of a ledger look like."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle

from policytasks.workbook.columns import Editor, Kind, Level
from policytasks.workbook.own_columns import Arranged

__all__ = [
    "BAND_FILL",
    "BODY_BORDER",
    "CENTRED",
    "DONE",
    "FILL_IN",
    "FILL_IN_HEAD",
    "FOOTNOTE_ALIGNMENT",
    "HEAD_ALIGNMENT",
    "HEAD_FILL",
    "HEAD_FILLS",
    "HEAD_FONT",
    "LEFT",
    "LIGHT_FILLS",
    "LINK_FONT",
    "NUMBER_FORMATS",
    "OVERDUE",
    "SOON",
    "STANDARD_FONT",
    "SUBTITLE_ALIGNMENT",
    "SUBTITLE_FONT",
    "TITLE_ALIGNMENT",
    "TITLE_FONT",
    "body_alignment",
    "body_font",
]

_GB2312 = 134
"""The character set of the fonts: a program that lacks them then takes another Chinese one."""

_SERIF, _SANS = "宋体", "黑体"

STANDARD_FONT = Font(name=_SERIF, size=11, charset=_GB2312, family=3)
HEAD_FONT = Font(name=_SANS, size=10.5, charset=_GB2312, family=3)
TITLE_FONT = Font(name=_SANS, size=18, charset=_GB2312, family=3)
LINK_FONT = Font(name=_SERIF, size=10.5, charset=_GB2312, family=3, color="FF0563C1", underline="single")
SUBTITLE_FONT = Font(name=_SERIF, size=11, charset=_GB2312, family=3)

_LINE = Side(style="thin", color="FF7F7F7F")
BODY_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
HEAD_FILL = PatternFill("solid", fgColor="FFDCE6F1")

BAND_FILL = PatternFill("solid", fgColor="FFF2F2F2")
FILL_IN_HEAD = PatternFill("solid", fgColor="FFFFE08A")
FILL_IN = PatternFill("solid", fgColor="FFFFF9E3")
HEAD_FILLS = {Editor.UNIT: FILL_IN_HEAD, Editor.OFFICE: HEAD_FILL, Editor.NOBODY: HEAD_FILL}
"""What the units fill in stands under heads of another colour."""
"""What a unit fills in: a yellow that prints as white and leaves the traffic lights to be seen."""

HEAD_ALIGNMENT = Alignment(horizontal="center", vertical="center", wrap_text=True)
TITLE_ALIGNMENT = Alignment(horizontal="center", vertical="center", wrap_text=True)
SUBTITLE_ALIGNMENT = Alignment(horizontal="center", vertical="center", wrap_text=True)
FOOTNOTE_ALIGNMENT = Alignment(horizontal="left", vertical="center", wrap_text=True)

_CENTRED_KINDS = frozenset({Kind.DAY, Kind.NUMBER, Kind.PERCENTAGE, Kind.CHOICE})
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_LEFT_KEYS = frozenset({"text", "note", "problems", "next_steps", "evidence"})

NUMBER_FORMATS = {
    Kind.DAY: "yyyy-mm-dd",
    Kind.NUMBER: "General",
    Kind.PERCENTAGE: '0"%"',
    Kind.TEXT: "@",
    Kind.STATUS: "@",
    Kind.CHOICE: "@",
}
"""Text cells are text, so that a program makes no date of 8-10 and no formula of a leading ``=``."""

OVERDUE = DifferentialStyle(font=Font(color="FF9C0006"), fill=PatternFill(bgColor="FFFFC7CE"))
LIGHT_FILLS = {
    "done": PatternFill("solid", fgColor="FFC6EFCE"),
    "soon": PatternFill("solid", fgColor="FFFFEB9C"),
    "overdue": PatternFill("solid", fgColor="FFFFC7CE"),
}
"""The colours of the lights where they are explained."""

SOON = DifferentialStyle(font=Font(color="FF7F6000"), fill=PatternFill(bgColor="FFFFEB9C"))
DONE = DifferentialStyle(font=Font(color="FF006100"), fill=PatternFill(bgColor="FFC6EFCE"))


def body_font(size: float) -> Font:
    """The font of the cells, in a size of points."""
    return Font(name=_SERIF, size=size, charset=_GB2312, family=3)


def body_alignment(arranged: Arranged) -> Alignment:
    """Sentences stand on the left, short values in the middle; people's own columns by what they hold."""
    column = arranged.column
    if column is None:
        return CENTRED if arranged.kind in _CENTRED_KINDS else LEFT
    return LEFT if column.key in _LEFT_KEYS or column.level is Level.TASK else CENTRED
