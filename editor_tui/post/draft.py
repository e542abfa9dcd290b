"""A draft: one Markdown file as bytes, and what can be said of it without asking the disk."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from editor_tui.errors import EditRefusedError, FrontMatterError
from editor_tui.kept import kept
from editor_tui.messages import Message
from editor_tui.post.edits import Edit, apply_edits
from editor_tui.post.frame import Frame, UnclosedFrontMatterError, find_frame

if TYPE_CHECKING:
    from editor_tui.post.blocks.block import Block
    from editor_tui.post.fields.format import Fields

_LINE_END = re.compile(r"\r\n|\r|\n")
# What a draft that has been read keeps of its front matter.
_OF_FRONT_MATTER = ("frame", "metadata", "fields")


@dataclass(frozen=True)
class Draft:
    """One file of the site, as it was read.

    `path` is relative to the site, with "/"; `data` are the file's bytes. In UTF-8 a byte that is not text stands in
    `text` as a lone surrogate, so that encoding the text gives the bytes back in every case.
    """

    path: str
    data: bytes
    encoding: str = "utf-8"

    @classmethod
    def with_text(cls, path: str, data: bytes, text: str) -> Draft:
        """A draft in UTF-8 whose bytes have been decoded already, so that a large site is decoded once."""
        draft = cls(path, data)
        draft.__dict__["text"] = text
        return draft

    @kept
    def text(self) -> str:
        """The whole file as text, byte order mark and line ends included. All offsets count its code points."""
        return self.data.decode(self.encoding, "surrogateescape" if self.encoding == "utf-8" else "strict")

    @kept
    def fingerprint(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        # Here, because a list takes no fingerprints, and OpenSSL takes as long to load as 40 drafts to list.
        from hashlib import sha256

        return sha256(self.data).hexdigest()

    @kept
    def frame(self) -> Frame:
        """Where the front matter stands. Raises FrontMatterError where it is never closed."""
        try:
            return find_frame(self.text)
        except UnclosedFrontMatterError as error:
            raise FrontMatterError(self.path, Message.of("post.unclosed-front-matter"), line=1) from error

    @property
    def body(self) -> str:
        return self.text[self.frame.body :]

    @kept
    def body_fingerprint(self) -> str:
        """SHA-256 of the body: what edits on the body were made for."""
        from hashlib import sha256

        return sha256(self.body.encode("utf-8", "surrogateescape")).hexdigest()

    @kept
    def metadata(self) -> Mapping[str, object]:
        """What the front matter says. Raises FrontMatterError where no parser reads it."""
        from editor_tui.post.fields.reading import read_values
        from editor_tui.post.fields.refusal import UnreadableError

        try:
            return read_values(self.text, self.frame)
        except UnreadableError as error:
            start = self.frame.start + (error.offset or 0)
            raise FrontMatterError(self.path, error.message, line=self.line_of(start)) from error

    @kept
    def fields(self) -> Fields:
        """Where the fields of the front matter stand. Only for a draft whose frame has a format."""
        from editor_tui.post.fields.format import fields_of
        from editor_tui.post.fields.lines import line_end_before

        frame = self.frame
        assert frame.format is not None
        return fields_of(frame.format, self.text[frame.start : frame.end], line_end_before(self.text, frame.start))

    @kept
    def blocks(self) -> tuple[Block, ...]:
        """What `post.blocks.split_blocks` gives."""
        from editor_tui.post.blocks.split import split_text

        return split_text(self.text, self.frame.body)

    @kept
    def has_expressions(self) -> bool:
        """Is `{…}` code, as in MDX? Docusaurus reads `.md` so, too; there it shows where a page imports or exports."""
        return self.path.endswith(".mdx") or any(
            block.kind == "template" and self.text.startswith(("import", "export"), block.start)
            for block in self.blocks
        )

    def with_edits(self, edits: Iterable[Edit]) -> Draft:
        """The draft after the edits, which are in offsets of `text`.

        Raises EditRefusedError for a character that the file's encoding does not have.
        """
        return replace(self, data=self._encoded(apply_edits(self.text, edits)))

    def _encoded(self, text: str) -> bytes:
        try:
            return text.encode(self.encoding, "surrogateescape" if self.encoding == "utf-8" else "strict")
        except UnicodeEncodeError as error:
            character = ascii(text[error.start])[1:-1] if text[error.start] > "\ud7ff" else text[error.start]
            message = Message.of("post.refused-encoding", character=character, encoding=self.encoding)
            raise EditRefusedError(self.path, message) from error

    def without_body(self) -> Draft:
        """The draft as if its body were empty: all of a draft in UTF-8 that an edit of its front matter can change."""
        text = self.text[: self.frame.body]
        head = Draft.with_text(self.path, text.encode("utf-8", "surrogateescape"), text)
        head.__dict__.update({name: self.__dict__[name] for name in _OF_FRONT_MATTER if name in self.__dict__})
        return head

    def with_body_edits(self, edits: Iterable[Edit]) -> Draft:
        """The same as `with_edits`, without reading the front matter again where no edit can have changed it.

        For looking at what edits leave. Never for writing: a proof must read anew what it is to prove.
        """
        edits = tuple(edits)
        edited = self._looked_at(apply_edits(self.text, edits))
        frame = self.__dict__.get("frame")
        if (
            frame is not None
            and frame.format is not None
            and self.text.endswith("\n", 0, frame.body)
            and all(edit.start >= frame.body for edit in edits)
        ):
            edited.__dict__.update({name: self.__dict__[name] for name in _OF_FRONT_MATTER if name in self.__dict__})
        return edited

    def _looked_at(self, text: str) -> Draft:
        if self.encoding != "utf-8":
            return replace(self, data=self._encoded(text))
        try:
            # Bytes that are all text need no decoding to know which.
            return Draft.with_text(self.path, text.encode(), text)
        except UnicodeEncodeError:
            return replace(self, data=self._encoded(text))

    @kept
    def _line_starts(self) -> list[int]:
        # Only CR, LF and CRLF end a line; str.splitlines knows more line ends than editors do.
        if "\r" in self.text:
            return [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        return [0, *accumulate(len(line) + 1 for line in self.text.split("\n")[:-1])]

    def line_of(self, offset: int) -> int:
        """The line of the file, from 1, in which a code point stands."""
        return bisect_right(self._line_starts, offset)

    def column_of(self, offset: int) -> int:
        """The column, from 1, in code points."""
        return offset - self._line_starts[self.line_of(offset) - 1] + 1
