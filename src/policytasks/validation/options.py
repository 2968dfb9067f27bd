"""Options 选项: numbers and words by which a rule can be adjusted, each with its default and what it means."""

from __future__ import annotations

from typing import cast

import attrs

from policytasks.errors import RuleError
from policytasks.messages import Wording

__all__ = ["Option", "OptionValue", "kind_of_value"]

OptionValue = bool | int | float | str | tuple[str, ...]
"""What an option can hold; a tuple is a list of words."""

_KINDS: tuple[tuple[type, str], ...] = (
    # True is a number to Python, so it stands first.
    (bool, "true or false"),
    (int, "a whole number"),
    (float, "a number"),
    (str, "a string"),
    (tuple, "a list of strings"),
)


def kind_of_value(value: object) -> str:
    """What a value is, in words: a whole number, a list of strings."""
    return next((words for kind, words in _KINDS if isinstance(value, kind)), type(value).__name__)


@attrs.frozen(kw_only=True)
class Option:
    """选项.

    Args:
        name: Its name in a configuration, such as ``"years"``.
        value: What holds while nobody says otherwise; values given later are of the same kind.
        help: What it means.
        least: The smallest number allowed; None for any.
    """

    name: str
    value: OptionValue
    help: Wording
    least: float | None = None

    def with_value(self, value: object) -> Option:
        """The option with another value.

        Raises:
            RuleError: It is of another kind, or too small.
        """
        if isinstance(value, list):
            value = tuple(value)
        if isinstance(self.value, float) and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        expected = kind_of_value(self.value)
        if kind_of_value(value) != expected or (
            isinstance(value, tuple) and not all(isinstance(word, str) for word in value)
        ):
            raise RuleError("not a value of this option", where=self.name, found=repr(value), expected=expected)
        if self.least is not None and isinstance(value, int | float) and not value >= self.least:
            raise RuleError(
                "too small for this option", where=self.name, found=repr(value), expected=f"at least {self.least:g}"
            )
        return attrs.evolve(self, value=cast(OptionValue, value))
