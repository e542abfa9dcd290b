"""What repeats are made of: the blocks of a body with the normal form of what they say.

Normalising is what costs, so it happens once, for all blocks of a body together; sentences are cut only where a block
shares something with another.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from editor_tui.post.blocks import Block, Kind
from editor_tui.text.normal import normal_forms
from editor_tui.text.script import weight
from editor_tui.text.sentences import is_cut_off, sentence_spans

_DRESS: Final = re.compile(r"\s*(?:#{1,6}\s+|[-*+]\s+(?:\[[ xX]\]\s+)?|\d{1,9}[.)]\s+|(?:>\s?)+)?")
_BOLD_LINE: Final = re.compile(r"\s*(?:\*\*[^*]+\*\*|__[^_]+__)\s*\Z")
_LINK: Final = re.compile(r"(?<!!)\[([^\]]*)\]\([^)]*\)")
_ADDRESS: Final = re.compile(r"https?://\S+|!\[[^\]]*\]\([^)]*\)|\{[{%:].*?\}|</?[A-Za-z][^>]*>")
# A speaker, a label: what a script, an interview or a notice puts before its lines.
_LABELLED: Final = re.compile(
    r"\s*(?:\*\*[^*\n]{1,30}(?:[:：.]\*\*|\*\*\s*[:：])"
    r"|[^\s「『：:。、，,.*]{1,10}\s*[「：](?!//)|[A-Z][\w .'-]{0,24}:\s|[（(])"
)
_ELEMENT: Final = r"(?:details|div|blockquote|section|aside|td|tr|table|Tab\w*|[A-Z]\w+)"
_OPENING_TAG: Final = re.compile(rf"<{_ELEMENT}(?=[\s>])(?![^>]*/>)")
_CLOSING_TAG: Final = re.compile(rf"</{_ELEMENT}\s*>")
_TAB: Final = re.compile(
    r"\{(?:%-?|\{[<%])\s*(/|end)?\s*(?:tab\w*|code-?tabs?|step\w*|details|expand\w*|hint|note|accordion\w*)\b"
)
_GROUP: Final[dict[Kind, str]] = {"heading": "#", "list": "-", "quote": ">", "code": "`", "table": "|", "html": "<"}

#: A block that says less is no evidence of anything (CJK characters, half of others; see notes on thresholds).
LONG: Final = 40.0
_FURNITURE: Final = frozenset({"rule", "template", "html", "attribute", "definition", "footnote", "container"})


@dataclass(frozen=True, eq=False)
class Unit:
    """A block that is not blank. Offsets are code points of the text that was read.

    `section` is the index of the heading above it (its own for a heading), -1 where there is none; `container` the
    index of the innermost open container, tab or HTML element, -1 outside of all.
    """

    index: int
    block: int
    kind: Kind
    level: int
    start: int
    end: int
    text: str
    form: str
    section: int
    container: int
    is_boilerplate: bool

    @cached_property
    def key(self) -> str:
        """Equal keys: the same words in the same kind of block."""
        return _GROUP.get(self.kind, "") + (self.form or self.text.strip())

    @cached_property
    def weight(self) -> float:
        """How much its words say, without addresses and tags."""
        return weight(self.form) if self._is_plain else _weigh(_LINK.sub(r"\1", self.text))

    @property
    def _is_plain(self) -> bool:
        return not ("](" in self.text or "://" in self.text or "<" in self.text or "{" in self.text)

    @property
    def is_text(self) -> bool:
        """Whether it holds sentences that can be compared."""
        return self.kind in {"paragraph", "list", "quote"}

    @cached_property
    def is_running(self) -> bool:
        """Running text, with or without links."""
        return self.kind == "paragraph" and not self.is_boilerplate and not self.is_verse

    @cached_property
    def is_prose(self) -> bool:
        """Running text that is no advertisement: what alone can be evidence of damage."""
        return self.is_running and not self.is_linked

    @cached_property
    def is_long_prose(self) -> bool:
        return self.is_prose and self.weight >= LONG

    @cached_property
    def is_linked(self) -> bool:
        """Whether half or more of it are links: advertisements, calls to action, reference lines."""
        return not self._is_plain and _weigh(_LINK.sub("", self.text)) * 2 <= self.weight

    @cached_property
    def is_verse(self) -> bool:
        """Short lines that were broken on purpose."""
        rows = self.text.strip().splitlines()
        if len(rows) < 2:
            return False
        return sorted(weight("".join(row.split())) for row in rows)[len(rows) // 2] < 22

    @cached_property
    def is_labelled(self) -> bool:
        return bool(_LABELLED.match(self.text))

    @cached_property
    def is_furniture(self) -> bool:
        """What stands around texts and says nothing itself."""
        return self.kind in _FURNITURE

    @cached_property
    def is_cut_off(self) -> bool:
        """Whether it is running text that stops in mid-sentence; a bold line is a heading of a kind."""
        return self.kind == "paragraph" and is_cut_off(self.text) and not _BOLD_LINE.match(self.text)

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Its sentences, in offsets of `text`."""
        return sentence_spans(self.text)

    @cached_property
    def sentences(self) -> list[str]:
        """The normal forms of its sentences; empty ones stand for what has no words."""
        if self.is_text and len(self.spans) == 1:
            return [self.form]
        rows = [self.text[start:end] for start, end in self.spans]
        if rows and self.kind != "paragraph":
            rows[0] = rows[0][_dressed(rows[0]) :]
        return normal_forms(rows)


def read_units(text: str, blocks: Sequence[Block], boilerplate: Collection[str] = ()) -> list[Unit]:
    """The units that the blocks of a text make. `boilerplate` holds normal forms that the site repeats."""
    filled = [number for number, block in enumerate(blocks) if block.kind != "blank"]
    raw = [text[blocks[number].start : blocks[number].end] for number in filled]
    forms = normal_forms([_bare(blocks[number].kind, words) for number, words in zip(filled, raw, strict=True)])
    containers = _containers([blocks[number].kind for number in filled], raw)
    units = []
    section = -1
    for index, (number, words, form) in enumerate(zip(filled, raw, forms, strict=True)):
        block = blocks[number]
        if block.kind == "heading":
            section = index
        units.append(
            Unit(
                index,
                number,
                block.kind,
                block.level,
                block.start,
                block.end,
                words,
                form,
                section,
                containers[index],
                form in boilerplate,
            )
        )
    return units


def _weigh(words: str) -> float:
    return weight("".join(_ADDRESS.sub("", words).split()))


def _dressed(words: str) -> int:
    match = _DRESS.match(words)
    return match.end() if match else 0


def _bare(kind: Kind, words: str) -> str:
    if kind == "heading":
        return words[_dressed(words) :].rstrip().rstrip("#")
    if kind in {"list", "quote"}:
        return words[_dressed(words) :]
    return words


def _container_change(line: str) -> int:
    """1 for a line that opens a `:::` container, -1 for one that closes it, 0 for one that does both."""
    name = line.strip(": ")
    if not name or name.endswith("-end"):
        return -1
    return 0 if line.endswith(":::") else 1


def _containers(kinds: Sequence[Kind], raw: Sequence[str]) -> list[int]:
    """For each unit the innermost container that is open, by the index of the unit that opened it."""
    found = []
    open_containers: list[int] = []
    for index, (kind, words) in enumerate(zip(kinds, raw, strict=True)):
        change = 0
        if kind == "container":
            change = _container_change(words.strip())
        elif kind == "html":
            change = len(_OPENING_TAG.findall(words)) - len(_CLOSING_TAG.findall(words))
        elif kind == "template" and (tab := _TAB.search(words)):
            change = -1 if tab.group(1) else 1
        for _ in range(change):
            open_containers.append(index)
        del open_containers[len(open_containers) + min(change, 0) :]
        found.append(open_containers[-1] if open_containers else -1)
    return found
