"""Configuration 检查配置: which rules are applied, how grave their findings are, and when a check fails.

It is a value that scripts make by hand, or read from the table ``[tool.policytasks]`` of a ``pyproject.toml`` or from a
``policytasks.toml`` that has the same keys at its top::

    select = ["*"]
    ignore = ["several-units-no-lead", "number-*"]
    fail-on = "warning"
    baseline = "findings.json"

    [severity]
    no-deadline = "warning"

    [per-file-ignores]
    "旧文/*" = ["no-disclosure"]

    [options.deadline-year-suspicious]
    years = 10

Nothing is looked for by the library itself: `find_config` is asked by the command, and by whoever wants to.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

import attrs

from policytasks.errors import RuleError
from policytasks.validation.catalogue import Rule
from policytasks.validation.finding import Finding, Severity
from policytasks.validation.options import OptionValue
from policytasks.validation.selectors import matches, nearest, unknown_selectors

__all__ = ["CheckConfig"]


@attrs.frozen(kw_only=True)
class CheckConfig:
    """检查配置.

    Rules are named by their codes, or by patterns of codes with ``*`` (``number-*``).

    Args:
        select: The rules to apply.
        ignore: The rules to leave out of them.
        severity: Rules and how grave their findings are; a code goes before a pattern, a later pattern before an earlier one.
        per_file_ignores: Patterns of paths (``旧文/*``, ``*.txt``) and the rules to leave out there. A pattern is held against
            the path below ``root`` and against the bare name.
        options: Rules, and values of their options by name.
        fail_on: A check fails when there is a finding as grave as this, or graver; None for never.
        baseline: Path of the baseline file; empty for none.
        root: The folder that paths are read against; empty for the working folder.
    """

    select: tuple[str, ...] = ("*",)
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = attrs.field(factory=dict)
    per_file_ignores: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    options: Mapping[str, Mapping[str, OptionValue]] = attrs.field(factory=dict)
    fail_on: Severity | None = Severity.ERROR
    baseline: str = ""
    root: str = ""

    def rules(self, rules: Iterable[Rule], *, file: str | os.PathLike[str] = "") -> tuple[Rule, ...]:
        """The rules that apply, in their order, with their severities and options.

        Args:
            rules: The rules to choose from.
            file: Path of the file that is to be checked; empty where there is none.

        Raises:
            RuleError: A selector means none of the rules, or an option is none of the rule's.
        """
        known = tuple(rules)
        self.check(rule.code for rule in known)
        left_out = (*self.ignore, *self._left_out_in(os.fspath(file)))
        return tuple(
            self._adjusted(rule)
            for rule in known
            if matches(rule.code, self.select) and not matches(rule.code, left_out)
        )

    def check(self, codes: Iterable[str]) -> None:
        """Refuse selectors that mean nothing.

        Args:
            codes: The codes that there are.

        Raises:
            RuleError: A selector means none of them; it says which one is near.
        """
        known = tuple(codes)
        named = (*self.select, *self.ignore, *self.severity, *self.options)
        for selector in unknown_selectors(
            (*named, *(one for many in self.per_file_ignores.values() for one in many)), known
        ):
            raise no_such_rule(selector, known)

    def ignores(self, code: str, *, file: str | os.PathLike[str] = "") -> bool:
        """Whether findings of a code are left out, also those that no rule makes (``rule-failed``).

        Args:
            code: The code.
            file: As in `rules`.
        """
        return matches(code, (*self.ignore, *self._left_out_in(os.fspath(file))))

    def fails(self, findings: Iterable[Finding]) -> bool:
        """Whether a check with these findings fails."""
        return self.fail_on is not None and any(finding.severity.rank <= self.fail_on.rank for finding in findings)

    def _left_out_in(self, file: str) -> tuple[str, ...]:
        if not file:
            return ()
        names = _names(file, self.root)
        return tuple(
            selector
            for pattern, selectors in self.per_file_ignores.items()
            if any(fnmatchcase(name, pattern) for name in names)
            for selector in selectors
        )

    def _adjusted(self, rule: Rule) -> Rule:
        severity = self.severity.get(rule.code)
        if severity is None:
            for pattern, level in self.severity.items():
                severity = level if fnmatchcase(rule.code, pattern) else severity
        if severity is not None and severity is not rule.severity:
            rule = attrs.evolve(rule, severity=severity)
        for selector, values in self.options.items():
            if fnmatchcase(rule.code, selector):
                rule = rule.with_options(values)
        return rule


def no_such_rule(selector: str, codes: Iterable[str]) -> RuleError:
    """The error about a selector that means no rule."""
    likely = nearest(selector, codes)
    expected = likely or ("a pattern of codes of rules" if "*" in selector else "the code of a rule")
    return RuleError("there is no such rule", found=selector, expected=expected)


def _names(file: str, root: str) -> tuple[str, str]:
    """A path below the folder, with slashes on every system, and the bare name."""
    path = Path(file)
    try:
        below = path.resolve().relative_to(Path(root).resolve())
    except ValueError:  # It lies elsewhere.
        below = path
    return below.as_posix(), path.name
