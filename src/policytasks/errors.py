"""Errors 错误: one root, and leaves that carry where, what was found and what was expected.

Exceptions are for what stops the caller. What is merely doubtful in a notice is a finding, what is not understood stays in
`Notice.unparsed`.
"""

from __future__ import annotations

__all__ = [
    "ConfigError",
    "ConversionError",
    "DocumentNumberError",
    "LedgerError",
    "MissingExtraError",
    "OrdinalError",
    "PolicytasksError",
    "RegistryError",
    "RuleError",
    "SelectionError",
    "SourceError",
]


class PolicytasksError(Exception):
    """Root of every error that this library raises by itself.

    Attributes:
        where: Place of the trouble: a path, ``file!sheet!cell``, ``$.path``; empty when there is none.
        found: What stood there.
        expected: What should have stood there.
    """

    def __init__(self, message: str, *, where: object = "", found: object = "", expected: object = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = str(where)
        self.found = str(found)
        self.expected = str(expected)

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        if self.found:
            text += f"; found {self.found}"
        if self.expected:
            text += f"; expected {self.expected}"
        return text

    def begin_with(self, path: str, *, name: str) -> None:
        """Let ``where`` begin with the path that the caller gave, in place of the bare name that locations carry."""
        if name and self.where.startswith(name):
            self.where = path + self.where[len(name) :]


class _ListingError(PolicytasksError):
    """An error that lists further problems, each on a line of its own."""

    def __init__(
        self,
        message: str,
        *,
        where: object = "",
        found: object = "",
        expected: object = "",
        problems: tuple[str | PolicytasksError, ...] = (),
    ) -> None:
        super().__init__(message, where=where, found=found, expected=expected)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join((super().__str__(), *(f"  {problem}" for problem in self.problems)))


class SourceError(PolicytasksError, ValueError):
    """A file that cannot be read as a document: damaged, empty, of another format, or hostile."""


class MissingExtraError(PolicytasksError, ImportError):
    """A feature that needs an optional package or program which is not installed.

    Attributes:
        extra: Name of the extra that brings it; empty when something else is missing.
        program: Name of the program; empty when something else is missing.
    """

    def __init__(self, feature: str, *, extra: str = "", program: str = "", need: str = "") -> None:
        if not need:
            need = f"pip install 'policytasks[{extra}]'" if extra else f"the program {program} on PATH"
        super().__init__(f"{feature} is not available here", expected=need)
        self.extra = extra
        self.program = program


class OrdinalError(PolicytasksError, ValueError):
    """A text that is no 层次序数."""


class DocumentNumberError(PolicytasksError, ValueError):
    """A text that is no 发文字号, or a damaged one."""


class ConversionError(_ListingError, ValueError):
    """Data that is no notice; ``where`` is a path such as ``$.sections[0].tasks[2].title``.

    Attributes:
        problems: The further problems, each as a line that begins with its path; the first one is the error itself.
    """


class RegistryError(_ListingError, ValueError):
    """A 单位名录 that contradicts itself or cannot be read.

    Attributes:
        problems: Every problem, each as a line that begins with its place (``名录.xlsx!单位!D7: …``); empty when the message
            says it all.
    """


class RuleError(PolicytasksError, ValueError):
    """A rule that cannot stand in a catalogue, a code that no rule has, or an option that a rule cannot take."""


class ConfigError(_ListingError, ValueError):
    """A configuration or baseline file that cannot be used; ``where`` names the file and the key in it.

    Attributes:
        problems: The further problems, each an error of its own.
    """


class SelectionError(PolicytasksError, ValueError):
    """A question about a notice that no notice could answer, such as a role that there is not."""


class LedgerError(PolicytasksError, ValueError):
    """A 台账 workbook that cannot be read back; ``where`` names file, sheet and cell."""
