"""Law: reading what was written is the identity, in every attribute, also those that take no part in ``==``."""

from __future__ import annotations

import json

import attrs
import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from policytasks.convert import dumps, from_dict, json_schema, loads, to_dict
from policytasks.errors import ConversionError
from policytasks.model.notice import Notice
from policytasks.testing.strategies import notices

VALIDATOR = jsonschema.Draft202012Validator(json_schema())


@settings(max_examples=60, deadline=None)
@given(notices())
def test_from_dict_undoes_to_dict(notice: Notice) -> None:
    """Data is plain (JSON changes nothing in it), fits the schema, and comes back whole."""
    data = to_dict(notice)
    assert json.loads(json.dumps(data)) == data
    VALIDATOR.validate(data)
    assert attrs.asdict(from_dict(data)) == attrs.asdict(notice)


@settings(max_examples=60, deadline=None)
@given(notices())
def test_loads_undoes_dumps_and_equal_notices_give_equal_text(notice: Notice) -> None:
    """JSON text comes back whole, and is the same for a notice that was read from it."""
    text = dumps(notice)
    again = loads(text)
    assert attrs.asdict(again) == attrs.asdict(notice)
    assert dumps(again) == text


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters()))
def test_any_text_survives(text: str) -> None:
    """Control characters, lone surrogates, private use: what a title holds comes back."""
    assert loads(dumps(Notice(title=text))).title == text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["title", "tasks", "id"]), inner),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([field.name for field in attrs.fields(Notice)]), JSON)
def test_any_data_is_a_notice_or_a_conversion_error(key: str, value: object) -> None:
    """No other exception leaves `from_dict`, and the path begins at the key that is wrong."""
    path = None
    try:
        notice = from_dict({"format_version": 1, key: value})
    except ConversionError as error:
        path = error.where
    assert path.startswith(f"$.{key}") if path is not None else from_dict(to_dict(notice)) == notice
