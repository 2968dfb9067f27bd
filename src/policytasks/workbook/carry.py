"""Carried data: the whole ledger inside its workbook, exactly, on a hidden sheet.

The visible cells show the ledger in a plain form, and not the notice's letter, locations and doubts at all. So the sheet
brings the ledger along as JSON, in ASCII, cut into pieces that fit into cells, with a checksum. The reader compares what a
cell says with what it showed; only a cell that says something else was changed by a person.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from policytasks.convert.data import from_dict, to_dict
from policytasks.errors import LedgerError, PolicytasksError
from policytasks.ledger.entry import Entry, Extra
from policytasks.ledger.history import Change, FieldValue
from policytasks.ledger.ledger import Ledger
from policytasks.ledger.packet import Slip
from policytasks.ledger.status import Status
from policytasks.messages import Language
from policytasks.model.unit import Unit, UnitKind

__all__ = ["Carried", "pack", "unpack"]

FORMAT = "policytasks-ledger/1"
_PIECE = 32_000
"""Characters in one cell; all are ASCII."""

_TEXTS = ("note", "problems", "next_steps", "evidence", "updated_by")
_DAYS = ("due_on", "updated_on")


@attrs.frozen(kw_only=True)
class Carried:
    """What a workbook carries.

    Args:
        ledger: The ledger, as it was written.
        lang: The language that its cells were written in.
        slip: What a packet says about itself; None for a workbook that was not sent out.
        layout: What else was chosen for the sheets, as plain data; empty for what is usual.
    """

    ledger: Ledger
    lang: Language
    slip: Slip | None = None
    layout: Mapping[str, Any] = attrs.field(factory=dict)


def pack(carried: Carried) -> tuple[str, ...]:
    """The cells that carry a ledger: format, checksum, number of pieces, and the pieces."""
    ledger = carried.ledger
    data: dict[str, Any] = {
        "lang": carried.lang,
        "by": ledger.by,
        "preface": ledger.preface,
        "footnotes": ledger.footnotes,
        "extra_columns": ledger.extra_columns,
        "notice": to_dict(ledger.notice),
        "entries": [_pack_entry(entry) for entry in ledger.entries],
    }
    if ledger.history:
        # Files from before there was a history have none, and are read as before.
        data["history"] = [_pack_change(change) for change in ledger.history]
    if carried.slip is not None:
        data["slip"] = {
            key: value.isoformat() if isinstance(value, date) else value
            for key, value in attrs.asdict(carried.slip).items()
            if value
        }
    if carried.layout:
        data["layout"] = carried.layout
    text = json.dumps(data, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    # What looks like an escape of a cell (_x0041_) would be one for some programs.
    text = text.replace("_x", "\\u005fx")
    pieces = [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]
    return (FORMAT, _checksum(text), str(len(pieces)), *pieces)


def unpack(cells: Sequence[str], *, where: object) -> Carried:
    """The ledger that cells carry.

    Raises:
        LedgerError: They carry none, one of another version, or a damaged one.
    """
    if not cells or cells[0] != FORMAT:
        raise LedgerError(
            "no carried data of this version", where=where, found=repr(cells[0] if cells else ""), expected=FORMAT
        )
    head, pieces = cells[1:3], cells[3:]
    text = "".join(pieces)
    if len(head) != 2 or head[1] != str(len(pieces)) or head[0] != _checksum(text):
        raise LedgerError(
            "the carried data are damaged",
            where=where,
            found=f"{len(pieces)} pieces with another checksum",
            expected="the cells as they were written",
        )
    try:
        data = json.loads(text)
        ledger = Ledger(
            notice=from_dict(data["notice"]),
            entries=tuple(_unpack_entry(entry) for entry in data["entries"]),
            by=data["by"],
            preface=tuple(data["preface"]) if data["preface"] is not None else None,
            footnotes=tuple(data["footnotes"]),
            history=tuple(_unpack_change(change) for change in data.get("history", ())),
            extra_columns=tuple(data["extra_columns"]),
        )
        return Carried(
            ledger=ledger, lang=data["lang"], slip=_unpack_slip(data.get("slip")), layout=data.get("layout", {})
        )
    except (KeyError, TypeError, ValueError, AttributeError, PolicytasksError) as fault:
        raise LedgerError("the carried data are no ledger", where=where, found=str(fault)) from fault


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode("ascii", "replace")).hexdigest()


def _pack_entry(entry: Entry) -> dict[str, Any]:
    """The fields that are set."""
    data: dict[str, Any] = {"id": entry.requirement_id, "status": entry.status.value}
    if entry.unit is not None:
        data["unit"] = [entry.unit.name, entry.unit.kind.value]
    if entry.progress is not None:
        data["progress"] = entry.progress
    data |= {key: value for key in _TEXTS if (value := getattr(entry, key))}
    data |= {key: value.isoformat() for key in _DAYS if (value := getattr(entry, key)) is not None}
    if entry.typed:
        data["typed"] = entry.typed
    if entry.extras:
        data["extras"] = [(heading, _pack_extra(value)) for heading, value in entry.extras]
    if entry.comments:
        data["comments"] = entry.comments
    return data


def _unpack_entry(data: dict[str, Any]) -> Entry:
    unit = data.get("unit")
    return Entry(
        requirement_id=data["id"],
        unit=Unit(name=unit[0], kind=UnitKind(unit[1])) if unit is not None else None,
        status=Status(data["status"]),
        progress=data.get("progress"),
        typed=_pairs(data.get("typed", ())),
        extras=tuple((heading, _unpack_extra(value)) for heading, value in data.get("extras", ())),
        comments=_pairs(data.get("comments", ())),
        **{key: data[key] for key in _TEXTS if key in data},
        due_on=_unpack_day(data.get("due_on")),
        updated_on=_unpack_day(data.get("updated_on")),
    )


def _pack_change(change: Change) -> dict[str, Any]:
    """The fields that are set."""
    data: dict[str, Any] = {"id": change.requirement_id, "field": change.field}
    if change.unit is not None:
        data["unit"] = change.unit
    data |= {key: value for key in ("by", "reason", "source") if (value := getattr(change, key))}
    data |= {key: _pack_value(value) for key in ("before", "after") if (value := getattr(change, key)) is not None}
    if change.on is not None:
        data["on"] = change.on.isoformat()
    return data


def _unpack_change(data: dict[str, Any]) -> Change:
    return Change(
        requirement_id=data["id"],
        unit=data.get("unit"),
        field=data["field"],
        before=_unpack_value(data.get("before")),
        after=_unpack_value(data.get("after")),
        on=_unpack_day(data.get("on")),
        **{key: data[key] for key in ("by", "reason", "source") if key in data},
    )


def _pack_value(value: FieldValue) -> Any:
    if isinstance(value, Status):
        return {"status": value.value}
    return _pack_extra(value) if value is not None else None


def _unpack_value(value: Any) -> FieldValue:
    if isinstance(value, dict) and "status" in value:
        return Status(value["status"])
    return _unpack_extra(value) if value is not None else None


def _unpack_slip(data: dict[str, Any] | None) -> Slip | None:
    return Slip(**data | {"due": _unpack_day(data.get("due"))}) if data is not None else None


def _unpack_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None


def _pairs(values: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((first, second) for first, second in values)


def _pack_extra(value: Extra) -> Any:
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _unpack_extra(value: Any) -> Extra:
    return date.fromisoformat(value["day"]) if isinstance(value, dict) else value
