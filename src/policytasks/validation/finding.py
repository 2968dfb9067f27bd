"""Finding 问题: one thing in a notice that a person should look at."""

from __future__ import annotations

from enum import Enum

import attrs

from policytasks.location import NOWHERE, Location
from policytasks.messages import Language

__all__ = ["Finding", "Severity"]


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
class Finding:
    """问题: a rule of the catalogue applied to one place.

    Args:
        code: Stable kebab-case code, listed in the catalogue.
        severity: How grave it is.
        message: What is the matter, for people.
        location: Where; the file when the thing is not printed at all.
    """

    code: str
    severity: Severity
    message: str
    location: Location = NOWHERE

    def __str__(self) -> str:
        return self.line()

    def line(self, *, lang: Language = "en") -> str:
        """The finding as a compiler's line: ``notice.txt:117: warning near-duplicate-unit: …``."""
        severity = str(self.severity) if lang == "zh" else self.severity.value
        return f"{self.location}: {severity} {self.code}: {self.message}"
