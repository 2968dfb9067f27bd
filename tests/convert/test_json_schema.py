"""The JSON Schema is valid, says what the model says, and refuses what `from_dict` refuses."""

from __future__ import annotations

from typing import Any

import attrs
import jsonschema
import pytest

from policytasks.convert import json_schema, to_dict
from policytasks.model.deadline import DeadlineKind
from policytasks.model.notice import Notice, Section, Task


def test_the_schema_is_a_valid_schema_of_draft_2020_12() -> None:
    """Checked against the metaschema."""
    schema = json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


def test_every_class_and_field_of_the_model_is_described() -> None:
    """Properties are the attrs fields; descriptions come from the docstrings."""
    schema = json_schema()
    assert list(schema["properties"]) == ["format_version", *(field.name for field in attrs.fields(Notice))]
    assert schema["properties"]["issued_on"] == {
        "anyOf": [
            {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
            {"type": "null"},
        ],
        "description": "成文日期.",
    }
    assert schema["$defs"]["DeadlineKind"]["enum"] == [kind.value for kind in DeadlineKind]
    assert schema["$defs"]["Requirement"]["required"] == ["id", "text"]
    assert schema["$defs"]["Location"]["properties"]["more"]["items"] == {"$ref": "#/$defs/Location"}
    assert [name for name, part in schema["$defs"].items() if not part["description"]] == []


@pytest.mark.parametrize(
    "change", [{"colour": "red"}, {"title": 3}, {"sections": None}, {"format_version": 2}, {"disclosure": "secret"}]
)
def test_the_schema_refuses_what_is_no_notice(change: dict[str, Any]) -> None:
    """Unknown keys, wrong kinds, newer versions, unknown values."""
    validator = jsonschema.Draft202012Validator(json_schema())
    data = to_dict(Notice(sections=(Section(tasks=(Task(),)),)))
    validator.validate(data)
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(data | change)
