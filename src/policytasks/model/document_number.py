"""DocumentNumber 发文字号: agency code, year in 〔〕, serial (GB/T 9704-2012, 7.2.5)."""

from __future__ import annotations

import attrs

from policytasks.errors import DocumentNumberError
from policytasks.location import NOWHERE, Location

__all__ = ["DocumentNumber"]


@attrs.frozen(kw_only=True)
class DocumentNumber:
    """发文字号, such as 济兖政办字〔2021〕20号.

    Args:
        agency: 机关代字, as printed without blanks.
        year: Four digits.
        serial: 发文顺序号, from 1.
        location: Where it was printed.
    """

    agency: str
    year: int
    serial: int
    location: Location = attrs.field(default=NOWHERE, eq=False)

    def __str__(self) -> str:
        return f"{self.agency}〔{self.year}〕{self.serial}号"

    @classmethod
    def parse(cls, text: str, *, location: Location = NOWHERE) -> DocumentNumber:
        """Read a document number in any form that pages print: blanks, ``[ ]``, ``（ ）``, ``﹝ ﹞``, 第…号.

        Raises:
            DocumentNumberError: The text is no document number, or a mark or digit of it is lost.
        """
        raise DocumentNumberError("not a document number", found=repr(text), expected="such as 济兖政办字〔2021〕20号")
