"""Baseline 基线: findings that people know and let stand, so that a check speaks of new ones only.

A finding is known again by its fingerprint: its code, its file, and the words of what it is about, without blanks and in one form of every
mark. Lines, pages and cells take no part, so that findings stay known when text is inserted above them. Of findings that nothing
else tells apart, as many are known as the baseline holds.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs

from policytasks.atomic import write_atomically
from policytasks.errors import ConfigError
from policytasks.folding import fold
from policytasks.validation.finding import Finding

__all__ = [
    "Baseline",
    "Judged",
    "Known",
    "apply_baseline",
    "baseline_of",
    "fingerprint",
    "read_baseline",
    "write_baseline",
]

_FORMAT = "policytasks-baseline"
_VERSION = 1
_DIGITS = 16
_LONGEST = 80


def fingerprint(finding: Finding) -> str:
    """What a finding is known by: 16 hexadecimal digits, the same in every language and wherever its lines have moved.

    Args:
        finding: The finding.
    """
    words = [finding.about] if finding.about else list(_words(finding))
    parts = (finding.code, os.path.basename(finding.location.file), *("".join(fold(word).split()) for word in words))
    return sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _words(finding: Finding) -> Iterable[str]:
    """The facts of a finding about a whole file that are texts: numbers change with every row."""
    for _, value in finding.data:
        if isinstance(value, tuple):
            yield from value
        elif isinstance(value, str):
            yield value


@attrs.frozen(kw_only=True)
class Known:
    """已知问题: one line of a baseline.

    Args:
        fingerprint: What it is known by.
        code: Code of its rule.
        file: Bare name of its file.
        about: The first words of what it is about, for people.
        count: How many findings it stands for.
    """

    fingerprint: str
    code: str
    file: str = ""
    about: str = ""
    count: int = 1


@attrs.frozen(kw_only=True)
class Baseline:
    """基线.

    Args:
        known: The findings that are known, by file, code and fingerprint.
    """

    known: tuple[Known, ...] = ()


@attrs.frozen(kw_only=True)
class Judged:
    """What a baseline makes of findings.

    Args:
        new: The findings that it does not know, in their order.
        known: Those that it knows.
        stale: What it knows and nobody found; with the number that is too many.
    """

    new: tuple[Finding, ...]
    known: tuple[Finding, ...]
    stale: tuple[Known, ...]


def baseline_of(findings: Iterable[Finding]) -> Baseline:
    """The baseline that knows exactly these findings.

    Args:
        findings: The findings, in any order.
    """
    counts: Counter[str] = Counter()
    first: dict[str, Finding] = {}
    for finding in findings:
        mark = fingerprint(finding)
        counts[mark] += 1
        first.setdefault(mark, finding)
    known = [
        Known(
            fingerprint=mark,
            code=finding.code,
            file=os.path.basename(finding.location.file),
            about=_short(finding.about or finding.message),
            count=counts[mark],
        )
        for mark, finding in first.items()
    ]
    return Baseline(known=tuple(sorted(known, key=lambda each: (each.file, each.code, each.fingerprint))))


def apply_baseline(findings: Iterable[Finding], baseline: Baseline) -> Judged:
    """Tell new findings from those that are known, and say what is known and was not found.

    Args:
        findings: The findings.
        baseline: The baseline.
    """
    left = Counter({each.fingerprint: each.count for each in baseline.known})
    new, known = [], []
    for finding in findings:
        mark = fingerprint(finding)
        if left[mark] > 0:
            left[mark] -= 1
            known.append(finding)
        else:
            new.append(finding)
    stale = tuple(
        attrs.evolve(each, count=left[each.fingerprint]) for each in baseline.known if left[each.fingerprint] > 0
    )
    return Judged(new=tuple(new), known=tuple(known), stale=stale)


def write_baseline(findings: Iterable[Finding], path: str | os.PathLike[str]) -> Path:
    """Write the baseline that knows these findings, as JSON with one finding a line; the same findings give the same bytes.

    Args:
        findings: The findings.
        path: The file to write.

    Returns:
        The path that was written.

    Raises:
        OSError: The file cannot be written.
    """
    lines = [
        json.dumps(attrs.asdict(each), ensure_ascii=False).encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        for each in baseline_of(findings).known
    ]
    head = f'{{"format": "{_FORMAT}", "version": {_VERSION}, "findings": ['
    return write_atomically(path, f"{head}{','.join(chr(10) + line for line in lines)}\n]}}\n".encode())


def read_baseline(path: str | os.PathLike[str]) -> Baseline:
    """Read a baseline.

    Args:
        path: The file.

    Raises:
        FileNotFoundError: There is no such file.
        ConfigError: It is no baseline; ``where`` names the file and the place in it.
    """
    try:
        data = json.loads(Path(path).read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ConfigError("not JSON", where=path, found=str(error), expected="a baseline that check wrote") from None
    if not isinstance(data, dict) or data.get("format") != _FORMAT:
        raise ConfigError("not a baseline", where=path, expected=f'an object with "format": "{_FORMAT}"')
    if data.get("version") != _VERSION:
        raise ConfigError(
            "a baseline of another version",
            where=f"{path}: $.version",
            found=repr(data.get("version")),
            expected=str(_VERSION),
        )
    findings = data.get("findings")
    if not isinstance(findings, list):
        raise ConfigError(
            "not a list", where=f"{path}: $.findings", found=repr(findings), expected="a list of findings"
        )
    return Baseline(known=tuple(_known(each, f"{path}: $.findings[{number}]") for number, each in enumerate(findings)))


def _known(data: Any, where: str) -> Known:
    kinds = {"fingerprint": str, "code": str, "file": str, "about": str, "count": int}
    if not isinstance(data, dict) or not {"fingerprint", "code"} <= set(data) <= set(kinds):
        raise ConfigError("not a known finding", where=where, found=repr(data), expected=", ".join(kinds))
    for name, value in data.items():
        if not isinstance(value, kinds[name]) or value is True or (isinstance(value, int) and value < 1):
            raise ConfigError(
                "of the wrong kind", where=f"{where}.{name}", found=repr(value), expected=kinds[name].__name__
            )
    return Known(**data)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
