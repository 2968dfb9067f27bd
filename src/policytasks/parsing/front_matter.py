"""Front and end matter 版头、主体、版记: what a letter says about itself (GB/T 9704-2012, 7.2–7.4).

The letter runs from its number and title over 主送机关 and body to signature and date; 附件说明, 公开属性, 抄送 and 印发 stand around them. Web
pages put metadata and furniture in front of it. Nothing here divides work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import attrs

from policytasks.errors import DocumentNumberError
from policytasks.model.document_number import DocumentNumber
from policytasks.model.notice import Disclosure
from policytasks.parsing.dates import find_date, parse_date
from policytasks.parsing.document_numbers import find_document_numbers
from policytasks.parsing.grid import Grid
from policytasks.parsing.lines import Item, Line
from policytasks.parsing.requirement import tidy
from policytasks.parsing.titles import find_title, opens_with_agency
from policytasks.parsing.unit_list import split_names
from policytasks.parsing.vocabulary import FURNITURE, LABEL, METADATA_KEYS
from policytasks.passage import Passage
from policytasks.sources.document import Table
from policytasks.units.kinds import looks_like_unit

__all__ = ["Letter", "read_letter"]


@attrs.define(kw_only=True)
class Letter:
    """What was found around the work itself.

    Args:
        used: Positions of the items that the letter consists of; the rest is for the task grammars.
        body: Positions of the body's lines.
        end: Position behind the signature; None when there is no signature.
    """

    document_number: DocumentNumber | None = None
    title: Passage | None = None
    issuer: Passage | None = None
    addressees: tuple[Passage, ...] = ()
    issued_on: date | None = None
    issued_at: Passage | None = None
    printed_on: date | None = None
    printed_at: Passage | None = None
    copied_to: tuple[Passage, ...] = ()
    disclosure: Disclosure | None = None
    disclosed_at: Passage | None = None
    attachments: tuple[Passage, ...] = ()
    used: set[int] = attrs.field(factory=set)
    furniture: set[int] = attrs.field(factory=set)
    body: list[int] = attrs.field(factory=list)
    doubts: list[tuple[str, str, Passage]] = attrs.field(factory=list)
    end: int | None = None


_DISCLOSURES = (
    (re.compile(r"依申请公开"), Disclosure.ON_REQUEST),
    (re.compile(r"不予公开|不公开"), Disclosure.WITHHELD),
    (re.compile(r"主动公开|公开发布|此件公开|全文公开"), Disclosure.PROACTIVE),
)
_DISCLOSURE_LINE = re.compile(
    r"^[(〔]?\s*(?:此件|本件|此文件|信息|公文)?(?:公开(?:属性|方式|形式|类别|类型|选项)\s*:?\s*)?(?:主动公开|依申请公开|不予公开|公开发布|此件公开|删减后公开|公开)\s*[)〕]?[。]?$"
)
_COPIED = re.compile(r"^(?:抄送|抄报|抄致)\s*:\s*")
_PRINTED = re.compile(r"印发\s*$")
_COPIES = re.compile(r"^[(]?共印\s*[0-9]+\s*份")
_RULE = re.compile(r"^[-—–_─━=＿\s]{4,}$")
_ATTACHMENT = re.compile(r"^附(?:件|表)?\s*[:：]\s*(?=\S)|^附件\s*[:：]?\s*(?=[0-9]{1,2}\s*[.、])")
_ATTACHMENT_MARK = re.compile(r"^\s*[0-9]{1,2}\s*[.、．]\s*")
_SIGNATURE_NOTE = re.compile(r"\((?:代章|盖章|公章|印章|章)\)$")
_DATE_ONLY = re.compile(
    r"^[(]?\s*(?:[0-9]{4}|[二一][〇零OO0一二三四五六七八九○]{3})\s*年\s*[0-9一二三四五六七八九十元]{1,3}\s*月\s*[0-9一二三四五六七八九十]{1,3}\s*日?\s*[)]?$"
)
_DATE_TAIL = re.compile(
    r"(?:[0-9]{4}|[二一][〇零OO0一二三四五六七八九]{3})\s*年\s*[0-9一二三四五六七八九十元]{1,3}\s*月\s*[0-9一二三四五六七八九十]{1,3}\s*日$"
)
_DAMAGED_DATE = re.compile(
    r"^(?:[0-9]{6,8}|年?[〇零一二三四五六七八九十]{0,4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)$"
)
_AGENCY = re.compile(
    r"(?:人民政府|政府|办公[室厅]|委员会|管委会|局|厅|部|院|委|办|中心|公司|集团|协会|学校|大学|医院|指挥部|领导小组|领导小组办公室|银行|支行|分行|总队|支队|站|会|处|室|社|所|署|馆)(?:\((?:代章|盖章)\))?$"
)
_ADDRESSEE = re.compile(
    r"^(?:各|市|县|区|省|州|自治区|机关|局|委|全[省市县区]|驻|有关|相关|国务院|中央|开发区|[一-鿿]{1,12}(?:人民政府|政府|局|委|办|厅|部|公司|中心|街道|镇|乡|开发区|管委会|区|科室|处室|单位))"
)
_ADDRESSEE_WORD = re.compile(
    r"政府|办事处|管委会|部门|单位|机构|公司|团体|组织|[局委厅办部处室院会镇乡街道所站校队行]|企业|学校|开发区|各地"
)
_NOT_ADDRESSEE = re.compile(
    r"〔[0-9]{4}|关于|如下|通知|附件|为了?|根据|按照|现将|以下|包括|任务|工作[:]|联系|电话|[。;]|标准|措施|目标|一、|[0-9]{4}年|职责[:]"
)


def read_letter(items: Sequence[Item | Grid]) -> Letter:
    """Find the front and end matter among the items of a document."""
    letter = Letter()
    _tail(items, letter)
    metadata = _metadata(items, letter)
    addressees = _addressees(items, letter)
    _number_and_title(items, letter, metadata, addressees)
    _signature(items, letter, addressees)
    _disclosure(items, letter)
    _fill_from_metadata(letter, metadata)
    if letter.issuer is None and letter.title is not None:
        letter.issuer = opens_with_agency(letter.title)
    if letter.issuer is None and "issuer" in metadata:
        letter.issuer = metadata["issuer"]
    return letter


def _line(items: Sequence[Item | Grid], at: int) -> Line | None:
    item = items[at]
    return item if isinstance(item, Line) and item else None


# ── 版记 ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _tail(items: Sequence[Item | Grid], letter: Letter) -> None:
    for at in range(len(items)):
        line = _line(items, at)
        if line is None:
            continue
        copied = _COPIED.match(line.folded)
        if copied is not None and len(line.passage) < 400:
            parts = [line.passage[copied.end() :]]
            end = at + 1
            while not parts[-1].folded.rstrip().endswith("。") and end < len(items) and end - at < 8:
                following = _line(items, end)
                if following is not None and (
                    _RULE.match(following.folded) or _PRINTED.search(following.folded) or len(following.passage) > 200
                ):
                    break
                if following is not None:
                    parts.append(following.passage)
                    letter.used.add(end)
                end += 1
            letter.used.add(at)
            letter.copied_to = tuple(_split_units(Passage.join(parts)))
        elif _PRINTED.search(line.folded) and len(line.passage) < 80 and (found := find_date(line.passage)) is not None:
            letter.printed_on, letter.printed_at = found[0], line.passage[found[1] : found[2]]
            letter.used.add(at)
        elif _COPIES.match(line.folded):
            letter.furniture.add(at)
        elif _RULE.match(line.folded):
            letter.used.add(at)


def _split_units(passage: Passage) -> Iterator[Passage]:
    """Names parted by the comma only; 、 inside a group stays."""
    depth, start = 0, 0
    folded = passage.folded
    for at, character in enumerate(folded):
        if character in "(〔":
            depth += 1
        elif character in ")〕":
            depth = max(0, depth - 1)
        elif character in ",;" and depth == 0:
            if piece := tidy(passage[start:at]):
                yield piece
            start = at + 1
    if piece := tidy(passage[start:]).rstrip("。.：: "):
        yield piece


# ── metadata ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

_KEY = re.compile(
    r"(?:^|(?<=[\s|〕】;,。]))(?P<key>"
    + "|".join(r"\s{0,4}".join(map(re.escape, key)) for key in sorted(METADATA_KEYS, key=len, reverse=True))
    + r")\s{0,3}:"
)

_BARE_KEY = re.compile(
    r"(?:^|(?<=\s))(?P<key>"
    + "|".join(re.escape(key) for key in sorted(METADATA_KEYS, key=len, reverse=True) if len(key) >= 3)
    + r")\s{1,3}(?=\S)"
)


def _metadata(items: Sequence[Item | Grid], letter: Letter) -> dict[str, Passage]:
    """Fields of the metadata block that pages print in front of a notice."""
    found: dict[str, Passage] = {}
    seen = 0
    for at, item in enumerate(items):
        if seen > 60:
            if isinstance(item, Line) and item and FURNITURE.match(item.folded):
                letter.used.add(at)
                letter.furniture.add(at)
            continue
        if isinstance(item, Table):
            pairs = list(_table_pairs(item))
            if len(pairs) >= 2:
                letter.used.add(at)
                for key, value in pairs:
                    _note(found, key, value)
            seen += 1
            continue
        line = _line(items, at)
        if line is None or at in letter.used:
            continue
        seen += 1
        matches = list(_KEY.finditer(line.folded))
        if not matches and len(bare := list(_BARE_KEY.finditer(line.folded))) >= 3 and bare[0].start() <= 2:
            # 索引号 003101 主题分类 综合政务: the colons are lost.
            matches = bare
        if matches and matches[0].start() <= 2 and (len(line.passage) < 300) and not LABEL.match(line.folded):
            letter.used.add(at)
            letter.furniture.add(at)
            for number, match in enumerate(matches):
                end = matches[number + 1].start() if number + 1 < len(matches) else len(line.passage)
                _note(found, re.sub(r"\s", "", match["key"]), line.passage[match.end() : end].strip(" \t|｜\u3000\xa0"))
        elif FURNITURE.match(line.folded):
            letter.used.add(at)
            letter.furniture.add(at)
    return found


def _note(found: dict[str, Passage], key: str, value: Passage) -> None:
    field = METADATA_KEYS.get(key, "")
    if field and value and field not in found:
        found[field] = value


def _table_pairs(table: Table) -> Iterator[tuple[str, Passage]]:
    for row in table.grid():
        cells = [
            cell for number, cell in enumerate(row) if cell is not None and (number == 0 or cell is not row[number - 1])
        ]
        key = ""
        for cell in cells:
            text = Passage.join([Passage.of(p.text, p.location).strip() for p in cell.paragraphs])
            word = text.compact().folded
            if word.rstrip(":") in METADATA_KEYS and (word.endswith(":") or len(cells) <= 4):
                key = word.rstrip(":")
            elif key:
                yield key, text
                key = ""


def _fill_from_metadata(letter: Letter, metadata: dict[str, Passage]) -> None:
    if "number" in metadata:
        try:
            letter.document_number = DocumentNumber.parse(metadata["number"].text, location=metadata["number"].location)
        except DocumentNumberError:
            if metadata["number"].compact().folded in ("无", "/", "—", "-"):
                letter.document_number = None
    if "date" in metadata and letter.issued_on is None and (day := parse_date(metadata["date"].text)) is not None:
        letter.issued_on, letter.issued_at = day, metadata["date"]
    if "title" in metadata and letter.title is None:
        letter.title = metadata["title"]
    if (
        "printed" in metadata
        and letter.printed_on is None
        and (day := parse_date(metadata["printed"].text)) is not None
    ):
        letter.printed_on, letter.printed_at = day, metadata["printed"]
    if "disclosure" in metadata and letter.disclosure is None:
        letter.disclosure = _disclosure_of(metadata["disclosure"].folded)
        letter.disclosed_at = metadata["disclosure"]


# ── 主送机关 ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _addressees(items: Sequence[Item | Grid], letter: Letter) -> tuple[int, int] | None:
    """Find 主送机关; returns their first position and the position behind them."""
    seen = 0
    for at in range(len(items)):
        line = _line(items, at)
        if line is None or at in letter.used:
            continue
        seen += 1
        if seen > 40 or isinstance(items[at], (Table, Grid)):
            return None
        end = at
        text = line.passage
        run_in = re.match(r"(?P<who>[^:。;]{3,400}):(?=\S)", text.folded)
        if run_in is not None and _is_addressee(run_in["who"]) and len(text) > run_in.end() + 20:
            letter.addressees = tuple(_split_units(text.span(run_in, "who")))
            return at, at
        while not text.folded.endswith(":") and end - at < 4 and _is_addressee(text.folded, complete=False):
            following = next((n for n in range(end + 1, min(end + 3, len(items))) if _line(items, n) is not None), None)
            if following is None:
                break
            nxt = _line(items, following)
            assert nxt is not None
            if len(nxt.passage) > 300 or not _is_addressee(text.folded + nxt.folded, complete=False):
                break
            text, end = Passage.join([text, nxt.passage]), following
        if text.folded.endswith(":") and _is_addressee(text.folded[:-1]):
            letter.used.update(range(at, end + 1))
            letter.addressees = tuple(_split_units(text.rstrip(":： ")))
            return at, end + 1
        if (
            end == at
            and _is_addressee(line.folded)
            and "," in line.folded
            and all(looks_like_unit(name.text) for name in split_names(line.passage))
            and seen < 20
        ):
            # The colon is missing.
            letter.used.add(at)
            letter.addressees = tuple(_split_units(line.passage))
            return at, at + 1
    return None


def _is_addressee(text: str, *, complete: bool = True) -> bool:
    if len(text) > 700 or _ADDRESSEE.match(text) is None or _NOT_ADDRESSEE.search(text) is not None:
        return False
    if LABEL.match(text):
        return False
    last = re.split(r"[,、;]", re.sub(r"\([^()]*\)", "", text))[-1]
    return not complete or _ADDRESSEE_WORD.search(last) is not None


# ── 发文字号、标题 ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _number_and_title(
    items: Sequence[Item | Grid], letter: Letter, metadata: dict[str, Passage], addressees: tuple[int, int] | None
) -> None:
    limit = addressees[0] if addressees is not None else min(len(items), 60)
    heads: list[tuple[int, Passage]] = []
    for at in range(limit):
        item = items[at]
        if isinstance(item, (Table, Grid)):
            if addressees is None and heads:
                break
            continue
        line = _line(items, at)
        if line is None or at in letter.used:
            if line is not None and heads:
                heads.append((-1, Passage("", ())))
            continue
        number = _own_number(line.passage, letter)
        if number is not None:
            if letter.document_number is None:
                letter.document_number = number
            letter.used.add(at)
            heads.append((-1, Passage("", ())))
            continue
        if addressees is None and _is_text(line.passage):
            break
        passage, glued = _without_glued_number(line.passage)
        if glued is not None and letter.document_number is None:
            letter.document_number = glued
        heads.append((at if glued is None else -2 - at, passage))
    title = find_title(heads, before_letter=addressees is not None)
    if title is not None:
        letter.title = title.passage
        letter.used.update(title.positions)
        for at, _ in heads:
            position = at if at >= 0 else -2 - at if at < -1 else None
            if position is not None and position < max(title.positions, default=0):
                letter.used.add(position)
        if addressees is not None:
            letter.used.update(position for at, _ in heads if (position := at if at >= 0 else -2 - at) >= 0)


def _own_number(passage: Passage, letter: Letter) -> DocumentNumber | None:
    """The number of a line that holds nothing else; one that lost marks becomes a doubt."""
    text = passage.strip(" ()（）\u3000")
    if len(text) > 40:
        return None
    try:
        return DocumentNumber.parse(text.text, location=text.location)
    except DocumentNumberError:
        pass
    try:
        number = DocumentNumber.restore(text.text, location=text.location)
    except DocumentNumberError:
        return None
    # What is damaged stays open, as with dates; the doubt says what it must have been.
    letter.doubts.append(("damaged-document-number", f"marks of it are lost; it must have been {number}", text))
    return None


def _without_glued_number(passage: Passage) -> tuple[Passage, DocumentNumber | None]:
    """A title line without the number that the page glued to its start or put in brackets at its end."""
    for number, start, end in find_document_numbers(passage):
        if start == 0:
            return passage[end:].strip(), number
        if passage.folded[end:].strip() in (")", "〕") and passage.folded[start - 1] in "(〔":
            return passage[: start - 1].strip(), number
        if not passage.folded[end:].strip() and passage.folded[:start].rstrip().endswith("通知"):
            return passage[:start].strip(), number
    return passage, None


def _is_text(passage: Passage) -> bool:
    """A sentence of running text, which no title is."""
    folded = passage.folded
    return (
        folded.endswith(("。", ";", ":"))
        or "。" in folded[:-1]
        or len(folded) > 120
        or bool(re.match(r"(?:[(]?[一二三四五六七八九十]{1,2}[)、]|第[一二三四五六七八九十]{1,3}[章条部])", folded))
    )


# ── 落款 ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _signature(items: Sequence[Item | Grid], letter: Letter, addressees: tuple[int, int] | None) -> None:
    start = addressees[1] if addressees is not None else 0
    found = _find_signature(items, letter, start, need_agency=addressees is None)
    if found is None:
        if addressees is not None:
            letter.body = _body_lines(items, letter, start, len(items), stop_at_annex=True)
        return
    first, last, agencies, day, where = found
    letter.end = last + 1
    letter.used.update(range(first, last + 1))
    if agencies:
        letter.issuer = Passage.join(agencies, "、") if len(agencies) > 1 else agencies[0]
    letter.issued_on, letter.issued_at = day, where
    if addressees is not None or agencies:
        letter.body = _body_lines(items, letter, start, first, stop_at_annex=False)
    _attachments(items, letter, first, start)


def _find_signature(
    items: Sequence[Item | Grid], letter: Letter, start: int, *, need_agency: bool
) -> tuple[int, int, list[Passage], date | None, Passage] | None:
    for at in range(start, len(items)):
        line = _line(items, at)
        if line is None or at in letter.used:
            continue
        text = line.passage
        day = parse_date(text.text) if _DATE_ONLY.match(line.folded) else None
        damaged = day is None and _DAMAGED_DATE.match(text.compact().folded) is not None
        agencies: list[Passage] = []
        first = at
        if day is None and not damaged:
            tail = _DATE_TAIL.search(line.folded)
            if tail is None or len(text) > 60:
                continue
            agency = text[: tail.start()].strip()
            if not _is_agency(agency):
                continue
            day = parse_date(text[tail.start() :].text)
            agencies, text = [_signed(agency)], text[tail.start() :]
        before = at - 1
        while before >= start and len(agencies) < 12:
            above = _line(items, before)
            if above is None:
                if isinstance(items[before], (Table, Grid)) or at - before > 12:
                    break
                before -= 1
                continue
            if before in letter.used or not _is_agency(above.passage):
                break
            agencies.insert(0, _signed(above.passage))
            first = before
            before -= 1
        if need_agency and not agencies and letter.title is None:
            continue
        if need_agency and not agencies and not _early(items, at):
            continue
        if damaged and not agencies:
            continue
        if damaged:
            letter.doubts.append(("damaged-date", "characters of the date are lost", text))
        return first, at, agencies, day, text.strip(" ()（）")
    return None


def _early(items: Sequence[Item | Grid], at: int) -> bool:
    """Whether a date without an agency stands right below the title."""
    return sum(_line(items, before) is not None for before in range(at)) < 12


def _is_agency(passage: Passage) -> bool:
    text = passage.compact().folded
    return (
        3 <= len(text) <= 40
        and _AGENCY.search(text) is not None
        and not re.search(r"[。,;:!?、《》0-9]|附件|工作$", text)
    )


def _signed(passage: Passage) -> Passage:
    name = tidy(passage)
    note = _SIGNATURE_NOTE.search(name.folded)
    return name[: note.start()] if note is not None else name


def _body_lines(
    items: Sequence[Item | Grid], letter: Letter, start: int, end: int, *, stop_at_annex: bool
) -> list[int]:
    body = []
    for at in range(start, end):
        line = _line(items, at)
        if isinstance(items[at], (Table, Grid)):
            break
        if line is None or at in letter.used:
            continue
        if stop_at_annex and re.match(r"^附件\s*[0-9]{0,2}\s*:?$", line.folded):
            break
        body.append(at)
    return body


def _attachments(items: Sequence[Item | Grid], letter: Letter, end: int, start: int) -> None:
    """附件说明: the list of annexes before the signature, or right behind it."""
    for low, high in ((start, end), (letter.end or end, min((letter.end or end) + 4, len(items)))):
        for at in range(low, high):
            line = _line(items, at)
            if line is None or (at in letter.used and low != start) or not _ATTACHMENT.match(line.folded):
                continue
            match = _ATTACHMENT.match(line.folded)
            assert match is not None
            names = [line.passage[match.end() :]]
            letter.used.add(at)
            following = at + 1
            while following < len(items) and following - at < 30:
                nxt = _line(items, following)
                if nxt is None:
                    if isinstance(items[following], (Table, Grid)):
                        break
                    following += 1
                    continue
                numbered = _ATTACHMENT_MARK.match(nxt.folded)
                if following in letter.used or (
                    numbered is None
                    and not (low == start and following < high and len(nxt.passage) < 60 and not _is_text(nxt.passage))
                ):
                    break
                names.append(nxt.passage) if numbered else names.__setitem__(-1, Passage.join([names[-1], nxt.passage]))
                letter.used.add(following)
                following += 1
            letter.body = [position for position in letter.body if position not in letter.used]
            letter.attachments = tuple(tidy(name[_mark_end(name) :]).strip("。;； ") for name in names if name)
            return


def _mark_end(name: Passage) -> int:
    match = _ATTACHMENT_MARK.match(name.folded)
    return match.end() if match is not None else 0


# ── 公开属性 ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _disclosure(items: Sequence[Item | Grid], letter: Letter) -> None:
    for at in range(len(items)):
        line = _line(items, at)
        if line is None or len(line.passage) > 30 or not _DISCLOSURE_LINE.match(line.passage.compact().folded):
            continue
        letter.used.add(at)
        letter.body = [position for position in letter.body if position != at]
        if letter.disclosure is None:
            letter.disclosure = _disclosure_of(line.folded)
            letter.disclosed_at = line.passage


def _disclosure_of(folded: str) -> Disclosure | None:
    return next((value for pattern, value in _DISCLOSURES if pattern.search(folded)), None)
