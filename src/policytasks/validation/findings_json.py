"""Findings as JSON, for programs: a list of objects, whose form `findings_json_schema` describes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import attrs

from policytasks.location import Location
from policytasks.validation.baseline import fingerprint
from policytasks.validation.finding import Finding, Severity

__all__ = ["finding_to_data", "findings_json", "findings_json_schema", "steps_of"]


def findings_json(findings: Iterable[Finding]) -> str:
    """Findings as a JSON text, in their order, ending in a line end.

    Args:
        findings: The findings.
    """
    data = [finding_to_data(finding) for finding in findings]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def finding_to_data(finding: Finding) -> dict[str, Any]:
    """A finding as plain data: the place both as text and in parts.

    Args:
        finding: The finding.
    """
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "place": str(finding.location),
        "location": steps_of(finding.location),
        "related": [
            {"message": each.message, "place": str(each.location), "location": steps_of(each.location)}
            for each in finding.related
        ],
        "data": {name: list(value) if isinstance(value, tuple) else value for name, value in finding.data},
        "about": finding.about,
        "fingerprint": fingerprint(finding),
    }


def steps_of(location: Location) -> dict[str, Any]:
    """The parts of a location that it has; those of ``more`` likewise.

    Args:
        location: The place.
    """
    steps = attrs.asdict(location, recurse=False, filter=lambda _, value: value not in (None, "", ()))
    if "more" in steps:
        steps["more"] = [steps_of(part) for part in location.more]
    return steps


def findings_json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `findings_json` writes."""
    number = {"type": "integer", "minimum": 1}
    offset = {"type": "integer", "minimum": 0}
    text = {"type": "string"}
    place = {"type": "string", "description": "The place as a line of a compiler begins with it: notice.txt:117."}
    location = {"$ref": "#/$defs/location"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Findings of policytasks",
        "type": "array",
        "items": {"$ref": "#/$defs/finding"},
        "$defs": {
            "finding": _object(
                {
                    "code": {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "description": "The rule."},
                    "severity": {"enum": [severity.value for severity in Severity]},
                    "message": {"type": "string", "description": "What is the matter, in the language asked for."},
                    "place": place,
                    "location": location,
                    "related": {"type": "array", "items": {"$ref": "#/$defs/related"}},
                    "data": {
                        "type": "object",
                        "description": "The facts that the message names, and more.",
                        "additionalProperties": {"anyOf": [{"type": _SCALARS}, {"type": "array", "items": text}]},
                    },
                    "about": {
                        "type": "string",
                        "description": "The words of what it is about; empty for a whole file.",
                    },
                    "fingerprint": {
                        "type": "string",
                        "pattern": "^[0-9a-f]{16}$",
                        "description": "By which the finding is known again when lines have moved.",
                    },
                }
            ),
            "related": _object({"message": text, "place": place, "location": location}),
            "location": {
                **_object(
                    {
                        "file": text,
                        "page": number,
                        "line": number,
                        "paragraph": number,
                        "table": number,
                        "row": number,
                        "column": number,
                        "sheet": text,
                        "cell": {"type": "string", "pattern": "^[A-Z]+[0-9]+$"},
                        "start": {**offset, "description": "First character in the block, counted from 0."},
                        "end": {**offset, "description": "One past the last character."},
                        "more": {"type": "array", "items": location, "description": "Where a value continues."},
                    }
                ),
                "required": [],
            },
        },
    }


_SCALARS = ["string", "number", "boolean", "null"]


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
