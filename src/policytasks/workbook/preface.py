"""Preface 表头: the lines above the table, and what they say about the notice."""

from __future__ import annotations

from typing import Any

from policytasks.errors import DocumentNumberError
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.typed import read_day
from policytasks.messages import Language
from policytasks.model.document_number import DocumentNumber
from policytasks.model.notice import Notice
from policytasks.workbook.wording import PREFACE_FIELDS, UNTITLED

__all__ = ["notice_lines", "preface_of", "read_preface"]

_GAP = "\u3000\u3000"


def notice_lines(notice: Notice, lang: Language) -> tuple[str, ...]:
    """The notice's title, and on a second line its number, issuer and date, as far as it has them."""
    facts = (
        wording.say(lang, value=value)
        for field, wording in PREFACE_FIELDS.items()
        if (value := getattr(notice, field)) is not None and str(value)
    )
    second = _GAP.join(facts)
    return (notice.title or UNTITLED[lang], *((second,) if second else ()))


def preface_of(ledger: Ledger, lang: Language) -> tuple[str, ...]:
    """The lines that stand above the table of a ledger."""
    return ledger.preface if ledger.preface is not None else notice_lines(ledger.notice, lang)


def read_preface(lines: tuple[str, ...]) -> Notice:
    """A notice without sections, of what lines above a table say: its title first, then number, issuer and date."""
    facts: dict[str, Any] = {}
    for part in (part.strip() for line in lines[1:] for part in line.split(_GAP)):
        for field, wording in PREFACE_FIELDS.items():
            for label in (wording.zh.partition("{")[0], wording.en.partition("{")[0]):
                if part.startswith(label):
                    facts[field] = part.removeprefix(label).strip()
    title = lines[0] if lines and lines[0] not in (UNTITLED.zh, UNTITLED.en) else None
    return Notice(
        title=title,
        document_number=_document_number(facts.get("document_number", "")),
        issuer=facts.get("issuer"),
        issued_on=read_day(facts.get("issued_on")),
    )


def _document_number(text: str) -> DocumentNumber | None:
    try:
        return DocumentNumber.parse(text)
    except DocumentNumberError:
        return None
