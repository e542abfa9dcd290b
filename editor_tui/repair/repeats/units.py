"""What repeats are made of: the blocks of a body, each with its place and with what it says."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from editor_tui.post.blocks import Block, Kind
from editor_tui.repair.repeats.words import LONG, Known, Words, read_words

__all__ = ["LONG", "Unit", "read_units"]

_TITLE: Final = "attribute"
_ELEMENT: Final = r"(?:details|div|blockquote|section|aside|td|tr|table|Tab\w*|[A-Z]\w+)"
_OPENING_TAG: Final = re.compile(rf"<{_ELEMENT}(?=[\s>])(?![^>]*/>)")
_CLOSING_TAG: Final = re.compile(rf"</{_ELEMENT}\s*>")
_TAB: Final = re.compile(
    r"\{(?:%-?|\{[<%])\s*(/|end)?\s*(?:tab\w*|code-?tabs?|step\w*|details|expand\w*|hint|note|accordion\w*)\b"
)


class Unit:
    """A block that is not blank. Offsets are code points of the text that was read.

    `block` is its number among all blocks; `section` the index of the heading above it (its own for a heading), -1
    where there is none; `container` the index of the innermost open container, tab or HTML element, -1 outside of all.
    What it says is in `words`, and here by the same names.
    """

    __slots__ = ("block", "container", "end", "form", "index", "is_text", "is_title", "key", "kind", "level", "section",
                 "start", "text", "words")  # fmt: skip

    def __init__(self, index: int, number: int, block: Block, words: Words, section: int, container: int) -> None:
        self.index, self.block, self.words, self.section, self.container = index, number, words, section, container
        self.kind, self.start, self.end, self.level = block
        self.text, self.form, self.key, self.is_text = words.text, words.form, words.key, words.is_text
        #: Whether it is the draft's title again, which heads no section: a text that stands again brings it along.
        self.is_title = False

    @property
    def is_boilerplate(self) -> bool:
        return self.words.is_boilerplate

    @property
    def is_furniture(self) -> bool:
        return self.words.is_furniture

    @property
    def weight(self) -> float:
        return self.words.weight

    @property
    def is_running(self) -> bool:
        return self.words.is_running

    @property
    def is_prose(self) -> bool:
        return self.words.is_prose

    @property
    def is_long_prose(self) -> bool:
        return self.words.is_long_prose

    @property
    def is_linked(self) -> bool:
        return self.words.is_linked

    @property
    def is_verse(self) -> bool:
        return self.words.is_verse

    @property
    def is_labelled(self) -> bool:
        return self.words.is_labelled

    @property
    def is_cut_off(self) -> bool:
        return self.words.is_cut_off

    @property
    def spans(self) -> list[tuple[int, int]]:
        return self.words.spans

    @property
    def sentences(self) -> list[str]:
        return self.words.sentences


def read_units(
    text: str,
    blocks: Sequence[Block],
    boilerplate: Collection[str] = (),
    title: str = "",
    known: Known | None = None,
) -> list[Unit]:
    """The units that the blocks of a text make. `boilerplate` holds normal forms that the site repeats, `title` is the
    draft's title in normal form; what is `known` of blocks is not worked out again."""
    filled = [(number, block) for number, block in enumerate(blocks) if block.kind != "blank"]
    words = read_words([(block.kind, text[block.start : block.end]) for _, block in filled], boilerplate, known)
    containers = _containers(words)
    units = []
    section = -1
    for index, (number, block) in enumerate(filled):
        unit = Unit(index, number, block, words[index], section, containers[index])
        if block.kind == "heading" and index and unit.form == title:
            unit.is_title, unit.kind, unit.words = True, _TITLE, words[index].of_kind(_TITLE)
        elif block.kind == "heading":
            section = unit.section = index
        units.append(unit)
    return units


def _container_change(line: str) -> int:
    """1 for a line that opens a `:::` container, -1 for one that closes it, 0 for one that does both."""
    name = line.strip(": ")
    if not name or name.endswith("-end"):
        return -1
    return 0 if line.endswith(":::") else 1


def _containers(words: Sequence[Words]) -> list[int]:
    """For each unit the innermost container that is open, by the index of the unit that opened it."""
    found = []
    open_containers: list[int] = []
    for index, said in enumerate(words):
        if said.is_furniture:
            change = _change(said.kind, said.text)
            for _ in range(change):
                open_containers.append(index)
            del open_containers[len(open_containers) + min(change, 0) :]
        found.append(open_containers[-1] if open_containers else -1)
    return found


def _change(kind: Kind, text: str) -> int:
    """By how many containers more, or fewer, are open behind a block than before it."""
    if kind == "container":
        return _container_change(text.strip())
    if kind == "html":
        return len(_OPENING_TAG.findall(text)) - len(_CLOSING_TAG.findall(text))
    if kind == "template" and (tab := _TAB.search(text)):
        return -1 if tab.group(1) else 1
    return 0
