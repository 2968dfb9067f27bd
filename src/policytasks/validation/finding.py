"""Finding 问题: one thing in a notice that a person should look at."""

from __future__ import annotations

from datetime import date
from enum import Enum

import attrs

from policytasks.location import NOWHERE, Location
from policytasks.messages import Language

__all__ = ["Finding", "Plain", "Related", "Severity", "plain"]

Plain = str | int | float | bool | None | tuple[str, ...]
"""What a finding's data hold: values that every format can carry."""


class Severity(Enum):
    """严重程度. ``value`` is the English word, ``str()`` the Chinese one; ``rank`` orders them, the gravest first."""

    ERROR = "error"
    """The notice contradicts itself, or cannot be carried out as it stands."""
    WARNING = "warning"
    """Probably a slip of the notice, or a reading that a person should confirm."""
    INFO = "info"
    """Worth knowing; nothing is wrong."""

    def __str__(self) -> str:
        return _CHINESE[self]

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return _RANK[self]


_CHINESE = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
_RANK = {severity: rank for rank, severity in enumerate(Severity)}


@attrs.frozen(kw_only=True)
class Related:
    """相关位置: another place that a finding speaks of, such as the number that a second one repeats.

    Args:
        location: Where.
        message: What stands there, for people.
    """

    location: Location
    message: str


@attrs.frozen(kw_only=True)
class Finding:
    """问题: a rule of the catalogue applied to one place.

    Args:
        code: Stable kebab-case code, listed in the catalogue.
        severity: How grave it is.
        message: What is the matter, for people.
        location: Where; the file when the thing is not printed at all.
        related: Further places that it speaks of, in the order in which the rule names them; no part in ``==``.
        data: The facts that the message names (and more, where a rule has more), as pairs of name and plain value, so that
            programs need not read the message; no part in ``==``.
        about: The words of what it is about, as the notice has them, so that it is known again when lines have moved; empty
            for the whole file, and no part in ``==``.
    """

    code: str
    severity: Severity
    message: str
    location: Location = NOWHERE
    related: tuple[Related, ...] = attrs.field(default=(), eq=False)
    data: tuple[tuple[str, Plain], ...] = attrs.field(default=(), eq=False)
    about: str = attrs.field(default="", eq=False)

    def __str__(self) -> str:
        return self.line()

    def line(self, *, lang: Language = "en") -> str:
        """The finding as a compiler's line: ``notice.txt:117: warning near-duplicate-unit: …``."""
        severity = str(self.severity) if lang == "zh" else self.severity.value
        return f"{self.location}: {severity} {self.code}: {self.message}"


def plain(value: object) -> Plain:
    """A fact as a plain value: enums by their value, days as ISO text, sequences as tuples of text.

    Args:
        value: The fact.
    """
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return tuple(sorted(str(plain(item)) for item in value))
    if isinstance(value, tuple | list):
        return tuple(str(plain(item)) for item in value)
    return str(value)
