"""What a rule reads: a draft, what is known of its site, and views of the draft that several rules need."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from editor_tui.errors import FrontMatterError
from editor_tui.kept import kept
from editor_tui.post.blocks import Block, Kind, split_blocks
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.repair.facts import SiteFacts
from editor_tui.repair.report import Span
from editor_tui.repair.reuse import blocks_after
from editor_tui.repair.values import tags_of, text_of, value_at
from editor_tui.settings.schema import Settings

if TYPE_CHECKING:
    from editor_tui.repair.repeats.words import Known

_LINE = re.compile(r"[^\r\n]+")
# No control characters but tab and line ends, no marks that reorder text, no lost or undecoded bytes. All of a text at
# once, which takes half the time of looking for what is not there.
_ALL_SHOWN = re.compile("[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\udc80-\udcff\ufffd]*")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:.|\n)+?(?<!`)\1(?!`)")


@dataclass(frozen=True)
class Inspection:
    """All offsets count code points of `draft.text`.

    `borders` are the places where earlier passes took out what no person writes: markers, leaked prompts, preambles;
    `cuts` those where they took out whole stretches that stand above. `unsafe` says that unsafe fixes will be applied
    too. `words` is what was read of blocks, for what edits leave of them too.
    """

    draft: Draft
    facts: SiteFacts = field(default_factory=SiteFacts)
    settings: Settings = field(default_factory=Settings)
    borders: tuple[int, ...] = ()
    cuts: tuple[int, ...] = ()
    unsafe: bool = False
    words: Known = field(default_factory=dict, repr=False, compare=False)

    @kept
    def text(self) -> str:
        return self.draft.text

    @kept
    def has_frame(self) -> bool:
        """False where the front matter is never closed: then nobody knows where the body begins."""
        try:
            return self.draft.frame is not None
        except FrontMatterError:
            return False

    @kept
    def body(self) -> int:
        """Where the body begins; the end of the text where nobody knows."""
        return self.draft.frame.body if self.has_frame else len(self.text)

    @kept
    def metadata(self) -> dict[str, object]:
        """The front matter, empty where no parser reads it (that is a finding of its own)."""
        try:
            return dict(self.draft.metadata)
        except FrontMatterError:
            return {}

    @kept
    def blocks(self) -> tuple[Block, ...]:
        return split_blocks(self.draft) if self.has_frame else ()

    @kept
    def texts(self) -> tuple[Block, ...]:
        """The blocks that are not blank."""
        return tuple(block for block in self.blocks if block.kind != "blank")

    @kept
    def lines(self) -> tuple[Span, ...]:
        """The lines of the body that are not empty, without their line ends."""
        return tuple(match.span() for match in _LINE.finditer(self.text, self.body))

    @kept
    def is_all_shown(self) -> bool:
        """Whether the text has none of the characters that the rules on encoding look for."""
        return _ALL_SHOWN.fullmatch(self.text) is not None

    @kept
    def mentions_editor(self) -> bool:
        """Whether a comment in the draft may be one to this program: few drafts have any."""
        return "editor-tui:" in self.text

    @kept
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def after(self, edits: Sequence[Edit], borders: tuple[int, ...], cuts: tuple[int, ...] = ()) -> Inspection:
        """The inspection of the draft after these edits, which are in order."""
        mended = replace(self, draft=self.draft.with_body_edits(edits), borders=borders, cuts=cuts)
        if "blocks" in self.__dict__ and (blocks := blocks_after(self.text, self.blocks, edits)) is not None:
            mended.__dict__["blocks"] = blocks
        return mended

    def block_at(self, offset: int) -> Block | None:
        """The block in which a code point stands; None in the front matter."""
        index = bisect_right(self._starts, offset) - 1
        return self.blocks[index] if index >= 0 and offset < self.blocks[index].end else None

    def kind_at(self, offset: int) -> Kind | None:
        block = self.block_at(offset)
        return block.kind if block else None

    def is_in_code_span(self, offset: int) -> bool:
        block = self.block_at(offset)
        if block is None or "`" not in (content := self.text[block.start : block.end]):
            return False
        return any(match.start() <= offset - block.start < match.end() for match in _CODE_SPAN.finditer(content))

    def content(self, block: Block) -> str:
        """A block's text without the white space around it."""
        return self.text[block.start : block.end].strip()

    @kept
    def title(self) -> str:
        """The title if it is text, else ""."""
        return self.text_of(self.settings.keys.title)

    def value(self, key: str) -> object:
        """The front matter value at a dotted key; None where it is not there."""
        return value_at(self.metadata, key) if key else None

    def text_of(self, key: str) -> str:
        return text_of(self.metadata, key)

    @kept
    def tags(self) -> tuple[str, ...]:
        return tags_of(self.metadata, self.settings.keys.tags)
