"""Convert 交换: Notice ⇄ plain data ⇄ JSON, and the JSON Schema of it."""

from __future__ import annotations

from policytasks.convert.converter import converter, structure
from policytasks.convert.data import FORMAT_VERSION, from_dict, to_dict
from policytasks.convert.json_file import dumps, loads, read_json, write_json
from policytasks.convert.schema import json_schema

__all__ = [
    "FORMAT_VERSION",
    "converter",
    "dumps",
    "from_dict",
    "json_schema",
    "loads",
    "read_json",
    "structure",
    "to_dict",
    "write_json",
]
