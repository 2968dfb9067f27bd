"""Note marks 批注标记: what tells the words that a program hung on a cell from those of people in the same note."""

from __future__ import annotations

import re

from policytasks.messages import LANGUAGES, Language
from policytasks.workbook import wording

__all__ = ["marked", "words_of_people"]

_OURS = re.compile(
    r"\s*(?:{})".format(
        "|".join(f"{re.escape(wording.NOTE_BEGIN[lang])}.*?{re.escape(wording.NOTE_END[lang])}" for lang in LANGUAGES)
    ),
    re.DOTALL,
)


def marked(text: str, lang: Language) -> str:
    """The words of a program, between marks.

    Args:
        text: The words.
        lang: Language of the marks; the words of people are found again whatever it is.
    """
    begin, end = wording.NOTE_BEGIN[lang], wording.NOTE_END[lang]
    return f"{begin}\n{text.replace(end, '')}\n{end}"


def words_of_people(note: str) -> str:
    """What people wrote into a note; empty when they wrote nothing, the whole note when no program did.

    Args:
        note: What the note says.
    """
    left = _OURS.sub("", note)
    return note if left == note else left.strip("\n")
