"""Signature 落款: issuer and date below the body, and the list of annexes above them (GB/T 9704-2012, 7.3.4–7.3.5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from policytasks.parsing.dates import parse_date
from policytasks.parsing.grid import Grid
from policytasks.parsing.letter import Letter, is_text, line_at
from policytasks.parsing.lines import Item
from policytasks.parsing.requirement import tidy
from policytasks.parsing.statements import find_statements
from policytasks.passage import Passage
from policytasks.sources.document import Table

__all__ = ["read_signature"]

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
    r"(?:人民政府|政府|办公[室厅]|委员会|管委会|局|厅|部|院|委|办|中心|公司|集团|协会|学校|大学|学院|中学|小学|幼儿园|医院|卫生院|指挥部|领导小组|领导小组办公室|银行|支行|分行|总队|支队|站|会|处|室|社|所|署|馆|党组|党委|党总支|党工委|支委会|团委|工会)(?:\((?:代章|盖章)\))?$"
)


def read_signature(items: Sequence[Item | Grid], letter: Letter, addressees: tuple[int, int] | None) -> None:
    start = addressees[1] if addressees is not None else 0
    found = _find_signature(items, letter, start, need_agency=addressees is None)
    if found is None:
        _date_above(items, letter, start)
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


def _date_above(items: Sequence[Item | Grid], letter: Letter, end: int) -> None:
    """题注: the date that stands between title and addressees, where nothing is signed below."""
    for at in range(end):
        line = line_at(items, at)
        if line is not None and _DATE_ONLY.match(line.folded) and (day := parse_date(line.passage.text)) is not None:
            letter.issued_on, letter.issued_at = day, line.passage.strip(" ()（）")
            letter.used.add(at)
            return


def _find_signature(
    items: Sequence[Item | Grid], letter: Letter, start: int, *, need_agency: bool
) -> tuple[int, int, list[Passage], date | None, Passage] | None:
    for at in range(start, len(items)):
        line = line_at(items, at)
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
            above = line_at(items, before)
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
        if (
            need_agency
            and not agencies
            and not _early(items, at)
            and any(line_at(items, n) for n in range(at + 1, len(items)))
        ):
            continue
        if damaged and not agencies:
            continue
        if damaged:
            letter.doubts.append(("damaged-date", "characters of the date are lost", text))
        return first, at, agencies, day, text.strip(" ()（）")
    return None


def _early(items: Sequence[Item | Grid], at: int) -> bool:
    """Whether a date without an agency stands right below the title."""
    return sum(line_at(items, before) is not None for before in range(at)) < 12


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
        line = line_at(items, at)
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
            line = line_at(items, at)
            if low != start and _opens_annex(items, at):
                # 附：任务分工 right above the plan heads it; it lists nothing.
                return
            if line is None or (at in letter.used and low != start) or not _ATTACHMENT.match(line.folded):
                continue
            match = _ATTACHMENT.match(line.folded)
            assert match is not None
            names = [line.passage[match.end() :]]
            letter.used.add(at)
            following = at + 1
            while following < len(items) and following - at < 30:
                nxt = line_at(items, following)
                if nxt is None:
                    if isinstance(items[following], (Table, Grid)):
                        break
                    following += 1
                    continue
                numbered = _ATTACHMENT_MARK.match(nxt.folded)
                if following in letter.used or (
                    numbered is None
                    and not (low == start and following < high and len(nxt.passage) < 60 and not is_text(nxt.passage))
                ):
                    break
                names.append(nxt.passage) if numbered else names.__setitem__(-1, Passage.join([names[-1], nxt.passage]))
                letter.used.add(following)
                following += 1
            letter.body = [position for position in letter.body if position not in letter.used]
            letter.attachments = tuple(tidy(name[_mark_end(name) :]).strip("。;； ") for name in names if name)
            return


def _opens_annex(items: Sequence[Item | Grid], at: int) -> bool:
    """Whether the next line is an item of the annex itself: one with a statement, or a sentence."""
    for following in range(at + 1, min(at + 4, len(items))):
        line = line_at(items, following)
        if line is None and isinstance(items[following], (Table, Grid)):
            return True
        if line is not None:
            numbered = _ATTACHMENT_MARK.match(line.folded) is not None
            return numbered and (is_text(line.passage) or bool(find_statements(line.passage)))
    return False


def _mark_end(name: Passage) -> int:
    match = _ATTACHMENT_MARK.match(name.folded)
    return match.end() if match is not None else 0
