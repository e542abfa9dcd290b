"""What became of a site whose model was believed with `--write`, judged without the program's own code."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from support.faults import Answer, Completion
from support.manners import Asked, Manner


@dataclass
class Landing:
    """`landed` and `refused` count drafts by manner; `faults` are what must not be: file, manner and reason."""

    landed: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Filled:
    """What a task fills: its key, and the least and most characters of a text or items of a list."""

    key: str
    least: int
    most: int


def answering(manners: Mapping[str, Manner]) -> Callable[[dict[str, Any]], Answer]:
    """A script for the loopback server: each title gets the answers of its manner, however often it is asked."""

    def answer(body: dict[str, Any]) -> Answer:
        asked = Asked.of(body)
        made = manners[asked.title].make(asked)
        # No counts: those of this server are made up, and the program would take them for a window that is too small.
        return Completion(made, usage=None) if isinstance(made, str) else made

    return answer


def judge(
    before: Path, after: Path, results: Sequence[Mapping[str, Any]], manners: Mapping[str, Manner], filled: Filled
) -> Landing:
    """Compare every draft of `after` with the same one of `before`; `manners` are by path."""
    told = {result["path"]: result for result in results}
    landing = Landing()
    for path, manner in manners.items():
        old, new = (before / path).read_bytes(), (after / path).read_bytes()
        result = told.get(path)
        if result is None:
            landing.faults.append(f"{path}: {manner.name}: nothing was said")
        elif old == new:
            landing.refused[manner.name] += 1
            landing.faults += (f"{path}: {manner.name}: {fault}" for fault in _unexplained(result, manner))
        else:
            landing.landed[manner.name] += 1
            landing.faults += (f"{path}: {manner.name}: {fault}" for fault in _badly_landed(old, new, result, filled))
            if manner.codes:
                landing.faults.append(f"{path}: {manner.name}: was written: {result['fields']}"[:300])
    return landing


def _unexplained(result: Mapping[str, Any], manner: Manner) -> list[str]:
    """Nothing was written: is it said why, and is it what is wrong?"""
    if result["status"] in ("unchanged", "skipped"):
        return [f"{result['status']} after a bad answer"] if manner.codes else []
    codes = {problem["code"] for problem in result["problems"]}
    faults = [] if codes else ["no reason was given"]
    faults += [
        f"odd words: {p['message'][:80]!r}" for p in result["problems"] if "{" in p["message"][:40] or not p["message"]
    ]
    if manner.codes and codes and not codes & manner.codes:
        faults.append(f"the reasons are {sorted(codes)}, not {sorted(manner.codes)}")
    return faults


def _badly_landed(old: bytes, new: bytes, result: Mapping[str, Any], filled: Filled) -> list[str]:
    """Something was written: only the key, what was proposed, within the limits, plain."""
    (old_head, old_body), (new_head, new_body) = _split(old), _split(new)
    faults = [] if old_body == new_body else ["the body changed"]
    was, now = yaml.safe_load(old_head), yaml.safe_load(new_head)
    value = now.get(filled.key)
    if {**was, filled.key: None} != {**now, filled.key: None}:
        faults.append("another key changed")
    if result["status"] != "written" or result["fields"].get(filled.key) != value:
        faults.append(f"{value!r} is not what was said: {result['fields']}"[:300])
    items = value if isinstance(value, list) else [value]
    size = len(value) if isinstance(value, list) else len(unicodedata.normalize("NFC", value))
    if not filled.least <= size <= filled.most:
        faults.append(f"it has {size}, not {filled.least} to {filled.most}")
    if len({unicodedata.normalize("NFKC", item).casefold() for item in items}) < len(items):
        faults.append(f"doubles in {items}")
    faults += (f"{item!r} is not plain" for item in items if not item.isprintable() or "\n" in item or "**" in item)
    return faults


def _split(data: bytes) -> tuple[str, bytes]:
    _, head, body = (
        data.decode().removeprefix("\ufeff").split("---\n", 2)
        if b"\r\n" not in data
        else (data.decode().removeprefix("\ufeff").split("---\r\n", 2))
    )
    return head, body.encode()


def json_lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.split("\n") if line]
