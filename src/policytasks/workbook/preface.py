"""Preface 表头: the lines above the table, and what they say about the notice."""

from __future__ import annotations

from policytasks.ledger.ledger import Ledger
from policytasks.messages import Language
from policytasks.model.notice import Notice
from policytasks.workbook.wording import PREFACE_FIELDS, UNTITLED

__all__ = ["notice_lines", "preface_of"]

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
