"""DocumentNumber 发文字号: agency code, year in 〔〕, serial (GB/T 9704-2012, 7.2.5); and numbers of orders, 令第713号."""

from __future__ import annotations

import re

import attrs

from policytasks.errors import DocumentNumberError, OrdinalError
from policytasks.folding import fold
from policytasks.location import NOWHERE, Location
from policytasks.model.ordinal import chinese_number

__all__ = ["DocumentNumber", "leading_words"]

_EXPECTED = "such as 济兖政办字〔2021〕20号"
_LABEL = re.compile(r"(?:〔?(?:发文字号|发文文号|发文序号|文件编号|文件字号|文号|字号)〕?:?|编号:)")
_AGENCY = r"(?P<agency>[一-鿿A-Za-z·]{1,30})"
_OPEN, _CLOSE = r"[〔({<《「]", r"[〕)}>》」]"
_DIGITS = r"[0-9Oo零〇一二三四五六七八九]"
_SERIAL = r"第?(?P<serial>[0-9]{1,6}|[〇零一二三四五六七八九十百千]{1,9})"

_WHOLE = re.compile(rf"{_AGENCY}{_OPEN}(?P<year>{_DIGITS}{{4}})年?{_CLOSE}{_SERIAL}号")
_ORDER = re.compile(r"(?P<agency>[一-鿿A-Za-z·]{0,30}(?:令|公告|通告))\(?第?(?P<serial>[0-9]{1,6})号\)?")

_DAMAGED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"{_AGENCY}{_OPEN}(?P<year>{_DIGITS}{{4}})年?{_CLOSE}{_SERIAL}"), "号 is lost"),
    (re.compile(rf"{_AGENCY}{_OPEN}(?P<year>\d{{4}}){_SERIAL}号?"), "the closing bracket is lost, digits are glued"),
    (re.compile(rf"{_AGENCY}(?P<year>\d{{4}}){_CLOSE}{_SERIAL}号?"), "the opening bracket is lost"),
    (re.compile(rf"{_AGENCY}(?P<year>(?:19|20)\d\d)[年第]{_SERIAL}号?"), "the brackets are lost"),
    (re.compile(rf"{_AGENCY}(?P<year>(?:19|20)\d\d){_SERIAL}号?"), "the brackets are lost, digits are glued"),
    (re.compile(rf"{_AGENCY}{_OPEN}(?P<year>\d\d)年?{_CLOSE}{_SERIAL}号?"), "the year has two digits"),
)
"""Forms that lost something but have one reading; seen on 8 of 163 surveyed pages."""

_UNREADABLE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf".*{_OPEN}[*×xX?]{{1,4}}{_CLOSE}.*"), "the year is masked"),
    (re.compile(rf"{_OPEN}\d{{4}}{_CLOSE}.*"), "the agency code is lost"),
    (re.compile(rf".*{_OPEN}{_CLOSE}.*"), "the year is lost"),
    (re.compile(rf".*{_OPEN}\d{{4}}{_CLOSE}第?号"), "the serial is lost"),
)

_LEAD_IN = re.compile(
    r"根据|按照|依据|依照|参照|遵照|执行|落实|贯彻|印发|转发|下发|制发|发布|出台|详见|参见|编号|字号|文号|文件|精神|要求|"
    r"通知|意见|办法|规定|方案|办公[厅室]|委员会|以及|[的在以见]|"
    r"(?:政府|[省市区县州盟旗]委)(?![办发令函字文规党督组宣统政编农外])|(?<=.)[和与及或由]|(?<=.)现将|"
    r"(?<=...)[局厅部](?=..)"
)
"""Words and names of units after which an agency code starts, when no mark stands between."""

_LONGEST_CODE = 10
_BODY = re.compile(r"[局厅委部院会]")


def leading_words(run: str) -> int:
    """How many characters of a run of text before 〔 are words of the sentence, and not of the agency code.

    Args:
        run: Folded characters without blanks and marks, such as ``"按照市政府办公室济政办字"``.

    Returns:
        Length of the leading words: 8 for the example; 0 when the run is the code.
    """
    start = 0
    for match in _LEAD_IN.finditer(run):
        if len(run) - match.end() >= 2:
            start = match.end()
    if len(run) - start > _LONGEST_CODE:
        # A unit's full name before its code: 某市市场监督管理局某市监发.
        for match in _BODY.finditer(run, start):
            if len(run) - match.end() >= 2:
                start = match.end()
    return start


def _compact(text: str) -> str:
    """The folded text without blanks, label and outer brackets."""
    compact = "".join(fold(text).split())
    if len(compact) > 100:
        raise DocumentNumberError("too long for a document number", found=repr(text[:40] + "…"), expected=_EXPECTED)
    label = _LABEL.match(compact)
    if label is not None:
        compact = compact[label.end() :]
    if compact[:1] == "(" and compact[-1:] == ")":
        compact = compact[1:-1]
    return compact


@attrs.frozen(kw_only=True)
class DocumentNumber:
    """发文字号, such as 济兖政办字〔2021〕20号; or the number of an order, such as 国务院令第713号.

    Args:
        agency: 机关代字, as printed without blanks.
        year: Four digits; None for an order, whose numbers run on over the years.
        serial: 发文顺序号, from 1.
        printed: The number as printed, where that is not the canonical form; empty otherwise.
        location: Where it was printed.
    """

    agency: str
    year: int | None
    serial: int
    printed: str = attrs.field(default="", eq=False)
    location: Location = attrs.field(default=NOWHERE, eq=False)

    def __str__(self) -> str:
        """The canonical form: 〔〕 around the year, no blanks, no leading zeros."""
        if self.year is None:
            return f"{self.agency}第{self.serial}号"
        return f"{self.agency}〔{self.year}〕{self.serial}号"

    @classmethod
    def parse(cls, text: str, *, location: Location = NOWHERE) -> DocumentNumber:
        """Read a document number in any form that pages print: blanks, ``[ ]``, ``（ ）``, ``﹝ ﹞``, 第…号, 文号：….

        Raises:
            DocumentNumberError: The text is no document number, or a mark or digit of it is lost; the message says which.

        >>> str(DocumentNumber.parse("发文字号：晋政办发﹝2013﹞ 23 号"))
        '晋政办发〔2013〕23号'
        """
        compact = _compact(text)
        match = _WHOLE.fullmatch(compact) or _ORDER.fullmatch(compact)
        if match is not None:
            return _build(cls, match, text, location)
        for pattern, lost in _DAMAGED:
            if pattern.fullmatch(compact):
                raise DocumentNumberError(f"a damaged document number: {lost}", found=repr(text), expected=_EXPECTED)
        for pattern, lost in _UNREADABLE:
            if pattern.fullmatch(compact):
                raise DocumentNumberError(f"a damaged document number: {lost}", found=repr(text), expected=_EXPECTED)
        raise DocumentNumberError("not a document number", found=repr(text), expected=_EXPECTED)

    @classmethod
    def restore(cls, text: str, *, location: Location = NOWHERE) -> DocumentNumber:
        """Read a document number also where marks of it are lost, as long as only one reading is possible.

        The year has four digits, so what follows it is the serial: 赣市发〔201737 is 赣市发〔2017〕37号. A caller who
        takes such a number should say so in a `Doubt`. Words glued before the agency code are left out.

        Raises:
            DocumentNumberError: The text is no document number, or more is lost than can be restored.

        >>> str(DocumentNumber.restore("赣市发〔201737"))
        '赣市发〔2017〕37号'
        """
        compact = _compact(text)
        for pattern in (_WHOLE, _ORDER, *(pattern for pattern, _ in _DAMAGED)):
            match = pattern.fullmatch(compact)
            if match is not None:
                return _build(cls, match, text, location, leave_out=True)
        return cls.parse(text, location=location)


def _build(
    cls: type[DocumentNumber], match: re.Match[str], text: str, location: Location, *, leave_out: bool = False
) -> DocumentNumber:
    """The number that a pattern found.

    Raises:
        DocumentNumberError: Words stand before the agency code, or year or serial are not possible.
    """
    agency, groups = match["agency"], match.groupdict()
    year = _year(groups["year"]) if "year" in groups else None
    words = leading_words(agency) if year is not None else 0
    if words and not leave_out:
        raise DocumentNumberError(
            f"a damaged document number: other words are glued to it: {agency[:words]}",
            found=repr(text),
            expected=_EXPECTED,
        )
    if year is not None and not 1949 <= year <= 2099:
        raise DocumentNumberError("not a document number: no such year", found=repr(text), expected="1949 to 2099")
    try:
        serial = chinese_number(match["serial"])
    except OrdinalError:
        serial = 0
    if not serial:
        raise DocumentNumberError("not a document number: no such serial", found=repr(text), expected="from 1")
    number = cls(agency=agency[words:], year=year, serial=serial, location=location)
    return number if str(number) == text.strip() else attrs.evolve(number, printed=text.strip())


_ZEROS = str.maketrans("Oo零〇一二三四五六七八九", "0000123456789")


def _year(printed: str) -> int:
    year = int(printed.translate(_ZEROS))
    if len(printed) == 2:
        # Years of two digits went out of use before 2000.
        return year + 1900 if year >= 49 else year + 2000
    return year
