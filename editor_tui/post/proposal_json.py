"""Proposals as JSON, for the state and for scripts: what comes back is equal to what went in.

JSON has no dates, which front matter has: a date is `{"$date": "2025-10-01"}`, likewise `$datetime` and `$time`, in
ISO 8601. A mapping that has such a key of its own is `{"$mapping": [[key, value], …]}`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from editor_tui.messages import Message
from editor_tui.post.edits import Edit
from editor_tui.post.proposal import (
    BodyChange,
    Change,
    FieldChange,
    FileChange,
    FreeText,
    Origin,
    Part,
    Problem,
    Proposal,
    Usage,
)

Json = dict[str, Any]


def to_json(proposal: Proposal) -> Json:
    """The proposal as values that `json.dumps` takes."""
    return {
        "path": proposal.path,
        "fingerprint": proposal.fingerprint,
        "parts": [_part_to_json(part) for part in proposal.parts],
        "origin": asdict(proposal.origin),
        "destination": proposal.destination,
        "status": proposal.status,
    }


def from_json(data: Mapping[str, Any]) -> Proposal:
    """The proposal that `to_json` was given. Raises KeyError or TypeError for what it did not make."""
    return Proposal(
        path=data["path"],
        fingerprint=data["fingerprint"],
        parts=tuple(_part_from_json(part) for part in data["parts"]),
        origin=Origin(**{**data["origin"], "usage": Usage(**data["origin"]["usage"])}),
        destination=data["destination"],
        status=data["status"],
    )


def _part_to_json(part: Part) -> Json:
    return {
        "change": _change_to_json(part.change),
        "problems": [{"code": problem.code, "message": problem.message.to_json()} for problem in part.problems],
        "segments": [list(pair) for pair in part.segments],
        "notes": [note.to_json() for note in part.notes],
    }


def _part_from_json(data: Mapping[str, Any]) -> Part:
    return Part(
        change=_change_from_json(data["change"]),
        problems=tuple(Problem(item["code"], Message.from_json(item["message"])) for item in data["problems"]),
        segments=tuple((source, target) for source, target in data["segments"]),
        notes=tuple(Message.from_json(note) for note in data.get("notes", ())),
    )


def _change_to_json(change: Change) -> Json:
    if isinstance(change, FieldChange):
        return {"kind": "field", "key": change.key, "old": value_to_json(change.old), "new": value_to_json(change.new)}
    if isinstance(change, BodyChange):
        edits = [[edit.start, edit.end, edit.replacement, edit.reason] for edit in change.edits]
        return {"kind": "body", "edits": edits, "base": change.base}
    if isinstance(change, FreeText):
        return {"kind": "text", "name": change.name, "text": change.text}
    return {"kind": "file", "text": change.text, "base": change.base}


def _change_from_json(data: Mapping[str, Any]) -> Change:
    if data["kind"] == "field":
        return FieldChange(data["key"], value_from_json(data["old"]), value_from_json(data["new"]))
    if data["kind"] == "body":
        return BodyChange(tuple(Edit(*edit) for edit in data["edits"]), data["base"])
    if data["kind"] == "text":
        return FreeText(data["name"], data["text"])
    return FileChange(data["text"], data["base"])


def value_to_json(value: object) -> Any:
    """A front matter value with its dates in tags. Lists and tuples both become lists."""
    if isinstance(value, Mapping):
        if any(str(name).startswith("$") for name in value):
            return {"$mapping": [[name, value_to_json(inner)] for name, inner in value.items()]}
        return {name: value_to_json(inner) for name, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [value_to_json(inner) for inner in value]
    if isinstance(value, datetime.datetime):
        return {"$datetime": value.isoformat()}
    if isinstance(value, datetime.date):
        return {"$date": value.isoformat()}
    if isinstance(value, datetime.time):
        return {"$time": value.isoformat()}
    return value


def value_from_json(data: Any) -> object:
    """The value that `value_to_json` was given."""
    if isinstance(data, list):
        return [value_from_json(inner) for inner in data]
    if not isinstance(data, dict):
        return data
    match data:
        case {"$mapping": pairs}:
            return {name: value_from_json(inner) for name, inner in pairs}
        case {"$datetime": str(text)}:
            return datetime.datetime.fromisoformat(text)
        case {"$date": str(text)}:
            return datetime.date.fromisoformat(text)
        case {"$time": str(text)}:
            return datetime.time.fromisoformat(text)
    return {name: value_from_json(inner) for name, inner in data.items()}
