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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml
from ruamel.yaml import YAML

from editor_tui.errors import EditRefusedError
from editor_tui.post.draft import Draft
from editor_tui.post.front_matter import set_value

TEXTS: tuple[str, ...] = (
    "", " ", "a", "A plain title", "お茶の淹れ方", "「お茶」の話", "茶、水、火。", "緑茶：基本", "100℃ — 沸騰", "🍵", "👨‍👩‍👧 と茶",
    "a: b", "a:b", "a :b", "a:", ":a", ": a", "a #b", "a # b", "#b", "# b", "a\t# b", "- a", "-a", "-", "--", "---", "--- a", "...",
    "... a", "+++", "++++ ", "? a", "?a", "?", "[a]", "[", "]", "{a}", "{", "}", "a, b", "a,b", ",", "{{ page.title }}", "{% raw %}",
    "a {{ b }} c", "&a", "*a", "!a", "!!str a", "|", "|-", ">", ">- a", "%a", "@a", "`a`", "'", "''", "'a'", '"', '""', '"a"', "it's",
    'say "tea"', "it's \"tea\"", "\\", "\\n", "a\\", "C:\\tea\\new", "\\u3042", "yes", "No", "ON", "off", "y", "N", "true", "False",
    "null", "Null", "~", "NULL", "1", "-1", "+1", "0", "007", "0o17", "0x1F", "0b11", "1_000", "1,000", "1.5", "1.", ".5", "1e3",
    "1.0e+3", "-.inf", ".inf", ".NaN", "nan", "inf", "12:30", "12:30:45", "190:20:30", "2025-10-01", "2025-10-01 16:43:31 +0000",
    "2025-10-01T16:43:31+09:00", "2025-13-45", "2025/10/01", "=", "<<", "<<: a", " leading", "trailing ", "\u3000全角の空白", "全角の空白\u3000",
    "\u00a0nbsp\u00a0", "tab\tinside", "\ttab", "tab\t", "two\nlines", "ends\n", "\nstarts", "a\n\nb", "a\n  b\nc", "  a\nb", "a\n",
    "a\n\n", "a\n---\nb", "---\na: b\n---", "+++\na\n+++", "a\r\nb", "a\rb", "\r", "a\n# b", "k: v\nexcerpt: w", "a\n\tb", "a \nb ",
    "nul\0byte", "bell\x07", "escape\x1b[0m", "delete\x7f", "c1\x80", "nel\x85x", "line\u2028sep", "para\u2029sep", "bom\ufeffx", "\ufeff",
    "\ufffe", "\uffff", "\U0001fffe", "zero\u200bwidth", "rtl\u202ex", "e\u0301", "か\u3099", "ﾊﾝｶｸ", "１２３", "\ufffd", "a" * 300, "茶" * 300,
    "http://example.com/?a=b&c=d#e", "user@example.com", "a: 'b', c: \"d\"", "key = 'v'", '"""', "'''", 'a """ b', "a ''' b", '\\"', "\"\\",
    "x: |\n  y", "- a\n- b", "<!-- a -->", "<b>太字</b>", "**太字**", "$1.00", "50%", "a & b", "C# と F#", "#tag", "a]b", "a}b", "a[b", "(了)",
)  # fmt: skip
OTHERS: tuple[object, ...] = (
    True, False, 0, 7, -3, 10**12, 1.5, -0.25, 1e30, [], ["a"], ["a", "b"], ["b", "a"], ["お茶", "it's", "a, b", "yes"],
    ["x", "y: z", "#w", "1", "~"], ["a", 1, True], [["a"], ["b"]], ["one", "b"], ["茶\n湯"], ["a", "a"], {"k": "v"}, {"k": {"x": ["y"]}},
)  # fmt: skip

Segment = tuple[str, str]

YAML_SEGMENTS: tuple[Segment, ...] = (
    ("layout", "layout: post\n"),
    ("", "# a comment: with a colon\n"),
    ("title", 'title: "お茶の話"\n'),
    ("excerpt", "excerpt: plain text  # with a comment\n"),
    ("single", "single: 'it''s'\n"),
    ("empty", "empty:\n"),
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
    ("params", "\n[params]\nsummary = 'x'\n"),
    ("taxonomies", '[taxonomies]\n  tags = ["a"]\n'),
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
NESTED = ("params.summary", "params.new", "inline.summary", "inline.new", "new.parent.key", "dotted.new", "taxonomies.tags")
LINE_ENDS = {"yaml": ("\n", "\r\n", "\r"), "toml": ("\n", "\r\n"), "json": ("\n", "\r\n", "\r")}


@dataclass(frozen=True)
class Document:
    """A draft in segments: what is before the fields, the fields, and what is behind them."""

    format: str
    head: str
    segments: tuple[Segment, ...]
    separator: str
    tail: str

    @property
    def text(self) -> str:
        return self.head + self.separator.join(text for _, text in self.segments) + self.tail

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
    opening, separator, closing = {
        "yaml": ("---\n", "", chance.choice(["---\n", "---  \n", "...\n"])),
        "toml": ("+++\n", "", "+++\n"),
        "json": ("{\n", ",\n", "\n}\n"),
    }[format]
    head = chance.choice(["", "\ufeff"]) + chance.choice(["", "", "\n"]) + opening
    tail = closing + chance.choice(["", "\n", "本文です。\n---\n続き", "body: x\n+++\n", "\n\n  \n"])
    if chance.random() < 0.05:
        tail = closing.rstrip("\n")

    def ended(text: str) -> str:
        return text.replace("\n", line_end)

    segments = tuple((key, ended(text)) for key, text in chosen)
    return Document(format, ended(head), segments, ended(separator), ended(tail))


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
        before = reader(inside_before)
        try:
            values = reader(inside_after)
        except Exception as error:
            complaints.append(f"{reader.__name__} cannot read it: {error}")
            continue
        names = [key] if key in document.keys else key.split(".")
        if not _same(_at(values, names), value):
            complaints.append(f"{reader.__name__} reads {_at(values, names)!r}")
        if not _same(_without(values, names), _without(before, names)):
            complaints.append(f"{reader.__name__} reads other keys in another way")
    return complaints


def _inside(document: Document, text: str) -> str:
    inside = text[len(document.head) : len(text) - len(document.tail)]
    return "{" + inside + "}" if document.format == "json" else inside


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


def fuzz(count: int, seed: int) -> Outcome:
    """Make `count` sets, the same for the same seed; every text of `TEXTS` comes up in every format."""
    chance = random.Random(seed)
    outcome = Outcome()
    formats = ("yaml", "yaml", "toml", "json")
    for number in range(count):
        format = formats[number % 4]
        document = make_document(chance, format)
        value = TEXTS[number // 4 % len(TEXTS)] if chance.random() < 0.8 else chance.choice(OTHERS)
        try_set(document, make_key(chance, document), value, outcome)
    return outcome
