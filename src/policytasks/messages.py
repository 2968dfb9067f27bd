"""Messages 文案: what people read, in English and in Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Literal, get_args

import attrs

__all__ = ["LANGUAGES", "Language", "Wording", "language_of", "spoken"]

Language = Literal["en", "zh"]
"""The languages that this library speaks."""

LANGUAGES: tuple[Language, ...] = get_args(Language)

_LIST_SEPARATOR: dict[Language, str] = {"en": ", ", "zh": "、"}


@attrs.frozen
class Wording:
    """文案: one message in every language; ``{name}`` stands for a fact that is filled in.

    >>> Wording(en="{count} findings", zh="{count} 个问题").say("zh", count=3)
    '3 个问题'
    """

    en: str
    zh: str

    def __getitem__(self, lang: Language) -> str:
        return self.zh if lang == "zh" else self.en

    def say(self, lang: Language, **facts: object) -> str:
        """The message in one language, with its facts filled in.

        Raises:
            KeyError: The message names a fact that is not given.
        """
        return self[lang].format_map({name: spoken(value, lang) for name, value in facts.items()})


def spoken(value: object, lang: Language) -> object:
    """A value as a message shows it: enums by their word in the language, dates as ISO, sequences as a list of words.

    Whole numbers stay numbers, so that a message may format them.
    """
    if isinstance(value, Wording):
        return value[lang]
    if isinstance(value, Enum):
        return str(value) if lang == "zh" else str(value.value).replace("_", " ")
    if isinstance(value, int | float | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list | set | frozenset):
        return _LIST_SEPARATOR[lang].join(str(spoken(item, lang)) for item in _ordered(value))
    return str(value)


def _ordered(values: Iterable[object]) -> Iterable[object]:
    return sorted(values, key=str) if isinstance(values, set | frozenset) else values


def language_of(environment: Mapping[str, str]) -> Language:
    """The language that the environment asks for: Chinese when the locale's variables say ``zh``, else English.

    The first of ``LC_ALL``, ``LC_MESSAGES``, ``LANG`` that is set decides, as POSIX has it.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
