"""Plug-ins 插件: rules that other packages bring, by the entry point group ``policytasks.rules``.

A package names them in its ``pyproject.toml``::

    [project.entry-points."policytasks.rules"]
    our-office = "our_package.rules:RULES"

where ``RULES`` is a `Rule` or a sequence of rules. A plug-in that cannot be loaded, or whose codes are taken, is left out
whole and told about; it never stops a check.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points

import attrs

from policytasks.errors import RuleError
from policytasks.validation.catalogue import Rule
from policytasks.validation.rules import DEFAULT_RULES

__all__ = ["ENTRY_POINTS", "Plugins", "load_plugins", "plugin_rules"]

ENTRY_POINTS = "policytasks.rules"
"""The group of entry points."""

_LOG = logging.getLogger(__name__)


@attrs.frozen(kw_only=True)
class Plugins:
    """What the installed packages bring.

    Args:
        rules: Their rules, by the name of the plug-in.
        problems: One error for each plug-in that was left out; ``where`` names it.
    """

    rules: tuple[Rule, ...] = ()
    problems: tuple[RuleError, ...] = ()


def load_plugins(*, known: Iterable[Rule] = DEFAULT_RULES) -> Plugins:
    """Load the rules that other packages bring, and say which could not be loaded.

    Args:
        known: The rules that there are already; a plug-in may not take one of their codes.
    """
    owners = {rule.code: "policytasks itself" for rule in known}
    rules: list[Rule] = []
    problems: list[RuleError] = []
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: (point.name, point.value)):
        try:
            brought = _rules(point)
            _refuse_taken(brought, owners)
        except RuleError as error:
            error.where = _name(point)
            problems.append(error)
        except Exception as error:  # A plug-in is somebody else's code, and importing it may do anything.
            _LOG.exception("plug-in %s failed", _name(point))
            reason = f"{type(error).__name__}: {' '.join(str(error).split())}"
            problems.append(RuleError("a plug-in that cannot be loaded", where=_name(point), found=reason))
        else:
            owners |= {rule.code: _name(point) for rule in brought}
            rules += brought
    return Plugins(rules=tuple(rules), problems=tuple(problems))


def plugin_rules(*, known: Iterable[Rule] = DEFAULT_RULES) -> tuple[Rule, ...]:
    """The rules that other packages bring; a plug-in that is left out is a warning.

    Put them behind the library's own: ``validate(notice, rules=(*DEFAULT_RULES, *plugin_rules()))``.

    Args:
        known: As in `load_plugins`.

    Warns:
        RuntimeWarning: A plug-in could not be loaded, or its codes are taken.
    """
    plugins = load_plugins(known=known)
    for problem in plugins.problems:
        warnings.warn(str(problem), RuntimeWarning, stacklevel=2)
    return plugins.rules


def _rules(point: EntryPoint) -> tuple[Rule, ...]:
    loaded = point.load()
    brought = (loaded,) if isinstance(loaded, Rule) else tuple(loaded) if isinstance(loaded, Iterable) else (loaded,)
    for each in brought:
        if not isinstance(each, Rule):
            raise RuleError(
                "a plug-in that brings no rule",
                found=type(each).__name__,
                expected="a function with the decorator rule, or a sequence of them",
            )
    return brought


def _refuse_taken(brought: tuple[Rule, ...], owners: dict[str, str]) -> None:
    seen: set[str] = set()
    for rule in brought:
        if rule.code in owners or rule.code in seen:
            owner = owners.get(rule.code, "another rule of this plug-in")
            raise RuleError(
                "a plug-in with a code that is taken",
                found=f"{rule.code} of {owner}",
                expected="a code of its own, such as one that begins with the name of the office",
            )
        seen.add(rule.code)


def _name(point: EntryPoint) -> str:
    package = point.dist.name if point.dist is not None else ""
    return f"{point.name} ({package})" if package else point.name
