"""The rows of one folder as the index keeps them: columns of text, which are taken apart faster than rows or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import islice, repeat
from typing import Any, Final

from editor_tui.messages import Message
from editor_tui.site.rows import NOTHING, Row

_COLUMN: Final = "\x1c"
_ROW: Final = "\x1d"
_PART: Final = "\x1e"
_ITEM: Final = "\x1f"
# How many columns come first that brief rows are made of.
_BRIEF: Final = 5
_STRANGE: Final = frozenset((_COLUMN, _ROW, _PART, _ITEM))


def is_packable(row: Row) -> bool:
    """Can the row be kept? Not one whose texts hold what stands between texts here (an escape in YAML)."""
    texts = "".join((row.title, row.date, *row.tags, row.language, row.source, row.version, *row.fields, *row.rules))
    return texts.isprintable() or _STRANGE.isdisjoint(texts)


def pack_rows(rows: Sequence[Row]) -> bytes:
    """The rows without their paths."""
    numbers, shared = _number_shared(rows)
    columns = (
        [_text(row.title) for row in rows],
        [_text(row.date) for row in rows],
        [str(row.length) for row in rows],
        numbers,
        shared,
        [_text(_ITEM.join(row.tags)) for row in rows],
        [row.source for row in rows],
        [row.version for row in rows],
    )
    return _COLUMN.join(map(_ROW.join, columns)).encode("utf-8", "surrogatepass")


def unpack_rows(folder: str, names: Sequence[str], packed: bytes, *, brief: bool = False) -> list[Row]:
    """The rows that `pack_rows` was given, of files with these names. Raises ValueError and others for other bytes.

    `brief` leaves out tags, source and version, which take half of the time and of the memory.
    """
    # One by one: a column of ASCII takes half the room of the titles, and half the time.
    parts = (part.decode("utf-8", "surrogatepass") for part in packed.split(_COLUMN.encode()))
    titles, dates, lengths, numbers, shared, *others = (
        part.split(_ROW) for part in islice(parts, _BRIEF if brief else None)
    )
    before = f"{folder}/" if folder else ""
    known = list(map(_unpack_shared, shared))
    languages, *states = zip(*map(known.__getitem__, map(int, numbers)), strict=True)
    labels, sources, versions = others or ([""] * len(names),) * 3
    columns: list[Iterable[object]] = [
        [before + name for name in names],
        titles,
        dates,
        list(map(int, lengths)),
        repeat((), len(names)) if brief else [tuple(tags.split(_ITEM)) if tags else () for tags in labels],
        languages,
        *states[:3],
        sources,
        versions,
        *states[3:],
    ]
    # Past `Row.__new__`, which takes as long as all the rest.
    return list(map(partial(tuple.__new__, Row), zip(*columns, strict=True)))


def _number_shared(rows: Sequence[Row]) -> tuple[list[str], list[str]]:
    """What is wrong with drafts comes in few combinations, on many drafts each: their numbers, and all of them."""
    numbers: dict[str, str] = {}
    # Equal mappings are mostly one object, and then need no packing to be compared.
    known: dict[tuple[object, ...], str] = {}
    of_rows = []
    for row in rows:
        objects = (row.language, id(row.rules), id(row.fields), row.translation, row.checked, id(row.error), row.behind)
        number = known.get(objects)
        if number is None:
            number = known[objects] = numbers.setdefault(_pack_shared(row), str(len(numbers)))
        of_rows.append(number)
    return of_rows, list(numbers)


def _pack_shared(row: Row) -> str:
    return _PART.join(
        (
            _text(row.language),
            _join(row.rules),
            _join(row.fields),
            row.translation,
            "1" if row.checked else "",
            "" if row.error is None else _dump(row.error),
            "/".join(map(str, row.behind)) if row.behind[0] else "",
        )
    )


@lru_cache(maxsize=4096)
def _unpack_shared(shared: str) -> tuple[Any, ...]:
    language, rules, fields, translation, checked, error, behind = shared.split(_PART)
    counts = {name: int(count) for name, count in _split(rules)} if rules else NOTHING
    states = dict(_split(fields)) if fields else NOTHING
    blocks = tuple(map(int, behind.split("/"))) if behind else (0, 0)
    return language, counts, states, translation, checked == "1", _load(error) if error else None, blocks


def _dump(error: Message) -> str:
    import json

    return json.dumps(error.to_json())


def _load(error: str) -> Message:
    # Here, because few drafts have an error and a list should begin at once.
    import json

    return Message.from_json(json.loads(error))


def _join(items: Mapping[str, object]) -> str:
    return _ITEM.join(f"{name}={value}" for name, value in items.items())


def _split(packed: str) -> list[list[str]]:
    return [item.rsplit("=", 1) for item in packed.split(_ITEM)]


def _text(text: str) -> str:
    # A title shows such bytes as replaced anyway.
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
