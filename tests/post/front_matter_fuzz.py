"""Sets of nasty values in nasty front matter, judged by readers that editor-tui does not use.

A document is made of segments, one a key, so that what may change is known without asking the code under test: all
other segments must stand in the result, byte for byte. What the key reads as is asked of PyYAML (YAML 1.1), ruamel.yaml
(YAML 1.2), tomllib or json.
"""

from __future__ import annotations

import json
import random
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from editor_tui.errors import EditRefusedError
from editor_tui.post.draft import Draft
from editor_tui.post.front_matter import set_value, unset_value

_FILE = Path(__file__).parent.parent / "data" / "nasty_texts.json"
TEXTS: tuple[str, ...] = (*json.loads(_FILE.read_text(encoding="utf-8")), "a" * 300, "茶" * 300)
OTHERS: tuple[object, ...] = (
    *(True, False, 0, 7, -3, 10**12, 1.5, -0.25, 1e30),
    *([], ["a"], ["a", "b"], ["b", "a"], ["a", "a"], ["a", 1, True], [["a"], ["b"]], ["one", "b"], ["茶\n湯"]),
    *(["お茶", "it's", "a, b", "yes"], ["x", "y: z", "#w", "1", "~"], {"k": "v"}, {"k": {"x": ["y"]}}),
)

Segment = tuple[str, str]

YAML_SEGMENTS: tuple[Segment, ...] = (
    ("layout", "layout: post\n"),
    ("", "# a comment: with a colon\n"),
    ("title", 'title: "お茶の話"\n'),
    ("excerpt", "excerpt: plain text  # with a comment\n"),
    ("single", "single: 'it''s'\n"),
    ("empty", "empty:\n"),
    ("spaces", "spaces:   \n"),
    ("empty2", "empty2:   # to do\n"),
    ("literal", "literal: |\n  one\n  two\n\n"),
    ("folded", "folded: >-\n    one\n    two\n"),
    ("plain2", "plain2: one\n  two\n   three\n"),
    ("double2", 'double2: "one\n  two"\n'),
    ("below", "below:\n  plain\n"),
    ("date", "date: 2025-10-01 16:43:31 +0000\n"),
    ("day", "day: 2025-10-01\n"),
    ("number", "number: 8\n"),
    ("flow", "flow: [a, 'b' , \"c\"]\n"),
    ("flow2", "flow2: [\n  a,\n  b,\n]\n"),
    ("flow0", "flow0: []\n"),
    ("tags", "tags:\n- a\n- 'b'\n- \"c: d\"\n"),
    ("tags2", "tags2:\n    - one\n    -   two\n"),
    ("tagged", "tagged:\n  - a # why\n  - |\n    x\n    y\n  - b\n"),
    ("params", "params:\n  summary: x\n  deep:\n    er: y\n"),
    ("inline", "inline: {summary: x, list: [p, q]}\n"),
    ("ms.date", "ms.date: 10/01/2025\n"),
    ("emoji", "emoji: 🍵🍵 # 👍\n"),
    ("年", "年: 令和\n"),
    ("", "\n"),
)
TOML_SEGMENTS: tuple[Segment, ...] = (
    ("title", 'title = "お茶"\n'),
    ("", "# a comment = with an equals\n"),
    ("excerpt", "excerpt = 'plain' # with a comment\n"),
    ("literal", 'literal = """\none\ntwo"""\n'),
    ("folded", "folded = '''one\ntwo'''\n"),
    ("date", "date = 2025-10-01 16:43:31\n"),
    ("number", "number=8\n"),
    ("flow", "flow = [\"a\", 'b' ]\n"),
    ("flow2", 'flow2 = [\n  "a", # why\n  "b"\n]\n'),
    ("flow3", 'flow3 = [\n  "a",\n  "b",\n]\n'),
    ("inline", "inline = { summary = 'x', list = [1] }\n"),
    ("dotted", 'dotted.summary = "x"\n'),
    ("quoted.key", '"quoted.key" = 1\n'),
    ("trap", 'trap = """\n[x]\nkey = "y" # no\n"""\n'),
    ("nested", "nested = [[1, 2], ['a]', {x = '}'}]] # ]\n"),
    ("params", "\n[params]\nsummary = 'x'\n"),
    ("taxonomies", '[taxonomies]\n  tags = ["a"]\n'),
    ("arr", "[[arr]]\nk = 1\n[arr.sub]\nx = 1 # [y]\n\n[[arr]]\nk = 2\n"),
)
JSON_SEGMENTS: tuple[Segment, ...] = (
    ("title", '  "title": "お茶"'),
    ("excerpt", '  "excerpt" : "it\\u0027s"'),
    ("empty", '  "empty": null'),
    ("number", '  "number": 8'),
    ("flow", '  "flow": ["a", "b"]'),
    ("flow2", '  "flow2": [\n    "a",\n    "b"\n  ]'),
    ("flow0", '  "flow0": []'),
    ("params", '  "params": {"summary": "x"}'),
    ("inline", '  "inline": {\n    "summary": "x"\n  }'),
)
NESTED = (
    "params.summary",
    "params.new",
    "inline.summary",
    "inline.new",
    "new.parent.key",
    "dotted.new",
    "taxonomies.tags",
)
LINE_ENDS = {"yaml": ("\n", "\r\n", "\r"), "toml": ("\n", "\r\n"), "json": ("\n", "\r\n", "\r")}


@dataclass(frozen=True)
class Document:
    """A draft in segments: what is before the front matter, what opens it, the fields, what closes it, and the rest."""

    format: str
    head: str
    opening: str
    segments: tuple[Segment, ...]
    separator: str
    closing: str
    tail: str

    @property
    def text(self) -> str:
        fields = self.separator.join(text for _, text in self.segments)
        return self.head + self.opening + fields + self.closing + self.tail

    @property
    def keys(self) -> list[str]:
        return [key for key, _ in self.segments if key]


@dataclass
class Outcome:
    """How many sets did what, and what went wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def make_document(chance: random.Random, format: str) -> Document:
    line_end = chance.choice(LINE_ENDS[format])
    pool = {"yaml": YAML_SEGMENTS, "toml": TOML_SEGMENTS, "json": JSON_SEGMENTS}[format]
    chosen = [segment for segment in pool if chance.random() < 0.5] or [pool[0]]
    if format == "yaml":
        chance.shuffle(chosen)
    delimiters = {"yaml": ("---\n", chance.choice(["---\n", "---  \n", "...\n"])), "toml": ("+++\n", "+++\n")}
    head, tail = delimiters.get(format, ("", "\n"))
    head = chance.choice(["", "\ufeff"]) + chance.choice(["", "", "\n"]) + head
    tail += chance.choice(["", "\n", "本文です。\n---\n続き", "body: x\n+++\n", "\n\n  \n"])
    if chance.random() < 0.05:
        tail = tail.partition("\n")[0]
    opening, separator, closing = ("{\n", ",\n", "\n}") if format == "json" else ("", "", "")

    def ended(text: str) -> str:
        return text.replace("\n", line_end)

    segments = tuple((key, ended(text)) for key, text in chosen)
    return Document(format, ended(head), ended(opening), segments, ended(separator), ended(closing), ended(tail))


def make_key(chance: random.Random, document: Document) -> str:
    kind = chance.random()
    if kind < 0.65:
        return chance.choice(document.keys or ["excerpt"])
    return chance.choice(NESTED) if kind < 0.85 else chance.choice(["excerpt", "新しい鍵", "new-key"])


def try_set(document: Document, key: str, value: object, outcome: Outcome) -> None:
    """Set the key, and note in `outcome` what became of it."""
    draft = Draft("fuzz.md", document.text.encode())
    outcome.counts["sets"] += 1
    try:
        edits = set_value(draft, key, value)
    except EditRefusedError as error:
        outcome.counts["refused"] += 1
        outcome.counts[f"refused: {error.message.id}"] += 1
        return
    after = draft.with_edits(edits)
    complaints = [*_lost(document, key, after.text), *_misread(document, key, value, after.text)]
    if set_value(after, key, value):
        complaints.append("set again, it changes again")
    outcome.counts["unchanged" if after.data == draft.data else "changed"] += 1
    outcome.wrong += [f"{complaint}: {key!r} = {value!r} in {document.text!r}" for complaint in complaints]


def try_unset(document: Document, key: str, outcome: Outcome) -> None:
    """Take the key out, and note in `outcome` what became of it."""
    draft = Draft("fuzz.md", document.text.encode())
    outcome.counts["unsets"] += 1
    try:
        after = draft.with_edits(unset_value(draft, key))
    except EditRefusedError as error:
        outcome.counts[f"refused: {error.message.id}"] += 1
        return
    complaints = _lost(document, key, after.text)
    names = [key] if key in document.keys else key.split(".")
    for reader in READERS[document.format]:
        try:
            values = reader(_inside(document, after.text))
        except (yaml.YAMLError, YAMLError, ValueError) as error:
            complaints.append(f"{reader.__name__} cannot read it: {error}")
            continue
        if _at(values, names) is not None:
            complaints.append(f"{reader.__name__} still reads it")
        if not _same(_without(values, names), _without(_before(reader, _inside(document, document.text)), names)):
            complaints.append(f"{reader.__name__} reads other keys in another way")
    outcome.wrong += [f"{complaint}: unset {key!r} in {document.text!r}" for complaint in complaints]


def _lost(document: Document, key: str, after: str) -> list[str]:
    """What is gone that does not belong to the key."""
    top = key if key in document.keys else key.partition(".")[0]
    if not (after.startswith(document.head) and after.endswith(document.tail)):
        return ["delimiters or body changed"]
    inside = after[len(document.head) : len(after) - len(document.tail)]
    position = 0
    for name, text in document.segments:
        if name == top:
            continue
        # A new key goes above the blank lines at the end.
        found = inside.find(text.rstrip("\r\n"), position)
        if found < 0:
            return [f"segment {name!r} changed"]
        position = found + len(text.rstrip("\r\n"))
    return []


def _misread(document: Document, key: str, value: object, after: str) -> list[str]:
    inside_before = _inside(document, document.text)
    inside_after = _inside(document, after)
    complaints = []
    for reader in READERS[document.format]:
        before = _before(reader, inside_before)
        try:
            values = reader(inside_after)
        except (yaml.YAMLError, YAMLError, ValueError) as error:
            complaints.append(f"{reader.__name__} cannot read it: {error}")
            continue
        names = [key] if key in document.keys else key.split(".")
        if not _same(_at(values, names), value):
            complaints.append(f"{reader.__name__} reads {_at(values, names)!r}")
        if not _same(_without(values, names), _without(before, names)):
            complaints.append(f"{reader.__name__} reads other keys in another way")
    return complaints


def _inside(document: Document, text: str) -> str:
    return text[len(document.head) : len(text) - len(document.tail)]


def read_yaml_1_1(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CSafeLoader) or {}


def read_yaml_1_2(text: str) -> Any:
    # ruamel reads CR alone as a line end only where CRLF stands nowhere.
    return _ruamel().load(text) or {}


@cache
def _ruamel() -> YAML:
    return YAML(typ="safe", pure=True)


def read_toml(text: str) -> Any:
    return tomllib.loads(text)


def read_json(text: str) -> Any:
    return json.loads(text)


@lru_cache(maxsize=4)
def _before(reader: Callable[[str], Any], text: str) -> Any:
    """What a reader says of a document before the set, which is the same for several sets."""
    return reader(text)


READERS = {"yaml": (read_yaml_1_1, read_yaml_1_2), "toml": (read_toml,), "json": (read_json,)}


def _at(values: Any, names: Sequence[str]) -> Any:
    for name in names:
        values = values.get(name) if isinstance(values, Mapping) else None
    return values


def _without(values: Any, names: Sequence[str]) -> Any:
    """The values without the one at `names`, and without the parents that held only it."""
    if not isinstance(values, Mapping) or names[0] not in values:
        return dict(values or {})
    rest = {name: inner for name, inner in values.items() if name != names[0]}
    if len(names) > 1 and (inner := _without(values[names[0]], names[1:])):
        rest[names[0]] = inner
    return rest


def _same(left: object, right: object) -> bool:
    return repr(_plain(left)) == repr(_plain(right))


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _plain(value[key]) for key in sorted(value, key=str)}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


SETS_A_DOCUMENT = 5


def fuzz(count: int, seed: int) -> Outcome:
    """Make `count` sets, the same for the same seed; a few thousand try every text in every format."""
    chance = random.Random(seed)
    outcome = Outcome()
    formats = ("yaml", "yaml", "toml", "json")
    for number in range(0, count, SETS_A_DOCUMENT):
        document = make_document(chance, formats[number // SETS_A_DOCUMENT % len(formats)])
        for offset in range(SETS_A_DOCUMENT):
            text = TEXTS[(number // len(formats) + offset) % len(TEXTS)]
            value = text if chance.random() < 0.8 else chance.choice(OTHERS)
            try_set(document, make_key(chance, document), value, outcome)
        if chance.random() < 0.5:
            try_unset(document, make_key(chance, document), outcome)
    return outcome
