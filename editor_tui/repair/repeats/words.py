"""What a block says, whatever its place: its normal form, its weight, its sentences, and what kind of text it is.

All of it is worked out when it is first asked for, and once for all blocks that say the same: of a draft full of
repeats most of it is known already.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from editor_tui.kept import kept
from editor_tui.post.blocks import Kind
from editor_tui.repair.repeats.pieces import pieces_of
from editor_tui.text.normal import normal_forms
from editor_tui.text.script import weight, weights
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
_GROUP: Final[dict[Kind, str]] = {"heading": "#", "list": "-", "quote": ">", "code": "`", "table": "|", "html": "<"}
_FURNITURE: Final = frozenset({"rule", "template", "html", "attribute", "definition", "footnote", "container"})
_TEXT: Final = frozenset({"paragraph", "list", "quote"})

#: A block that says less is no evidence of anything (CJK characters, half of others; see notes on thresholds).
LONG: Final = 40.0


class Words:
    """The text of a block with its kind. `form` is its normal form, and `heavy` what that weighs; `boilerplate` holds
    the forms that the site repeats."""

    def __init__(self, kind: Kind, text: str, form: str, heavy: float, boilerplate: Collection[str]) -> None:
        self.kind, self.text, self.form, self._heavy, self._boilerplate = kind, text, form, heavy, boilerplate
        #: Whether it holds sentences that can be compared.
        self.is_text = kind in _TEXT
        #: Whether it is what stands around texts and says nothing itself.
        self.is_furniture = kind in _FURNITURE
        #: Equal keys: the same words in the same kind of block.
        self.key = _GROUP.get(kind, "") + (form or text.strip())

    def of_kind(self, kind: Kind) -> Words:
        """The same words in another kind of block, whatever the site repeats."""
        return Words(kind, self.text, self.form, self._heavy, ())

    @kept
    def is_boilerplate(self) -> bool:
        """Whether the site repeats it."""
        return self.form in self._boilerplate

    @kept
    def weight(self) -> float:
        """How much it says, without addresses and tags."""
        return self._heavy if self._is_plain else _weigh(_LINK.sub(r"\1", self.text))

    @kept
    def _is_plain(self) -> bool:
        text = self.text
        return not ("](" in text or "://" in text or "<" in text or "{" in text)

    @property
    def is_running(self) -> bool:
        """Running text, with or without links."""
        return self.kind == "paragraph" and not self.is_boilerplate and not self.is_verse

    @kept
    def is_prose(self) -> bool:
        """Running text that is no advertisement: what alone can be evidence of damage."""
        return self.is_running and not self.is_linked

    @property
    def is_long_prose(self) -> bool:
        return self.is_prose and self.weight >= LONG

    @property
    def is_linked(self) -> bool:
        """Whether half or more of it are links: advertisements, calls to action, reference lines."""
        return not self._is_plain and _weigh(_LINK.sub("", self.text)) * 2 <= self.weight

    @property
    def is_verse(self) -> bool:
        """Short lines that were broken on purpose."""
        rows = self.text.strip().splitlines()
        if len(rows) < 2:
            return False
        return sorted(weight("".join(row.split())) for row in rows)[len(rows) // 2] < 22

    @kept
    def is_labelled(self) -> bool:
        return bool(_LABELLED.match(self.text))

    @kept
    def is_cut_off(self) -> bool:
        """Whether it is running text that stops in mid-sentence; a bold line is a heading of a kind."""
        return self.kind == "paragraph" and is_cut_off(self.text) and not _BOLD_LINE.match(self.text)

    @kept
    def spans(self) -> list[tuple[int, int]]:
        """Its sentences, in offsets of `text`."""
        return sentence_spans(self.text)

    @kept
    def sentences(self) -> list[str]:
        """The normal forms of its sentences; empty ones stand for what has no words."""
        if self.is_text and len(self.spans) == 1:
            return [self.form]
        rows = [self.text[start:end] for start, end in self.spans]
        if rows and self.kind != "paragraph":
            rows[0] = rows[0][_dressed(rows[0]) :]
        return normal_forms(rows)

    @kept
    def pieces(self) -> list[str]:
        """The pieces by which it is found again; none for what holds no sentences."""
        return pieces_of(self.form) if self.is_text else []

    @kept
    def different_pieces(self) -> dict[str, None]:
        """Its pieces, each once, in their order."""
        return dict.fromkeys(self.pieces)

    @kept
    def size(self) -> int:
        """How many characters its pieces have together."""
        return sum(map(len, self.pieces))


#: What blocks say by their kind and text: of one draft, and of what edits leave of it.
Known = dict[tuple[Kind, str], Words]


def read_words(
    rows: Sequence[tuple[Kind, str]], boilerplate: Collection[str] = (), known: Known | None = None
) -> list[Words]:
    """What each block says, by its kind and its text; one value for all that say the same in the same kind of block.

    What is `known` is not worked out again, and what is new is added to it.
    """
    known = {} if known is None else known
    new = [row for row in dict.fromkeys(rows) if row not in known]
    forms = normal_forms([_bare(kind, text) for kind, text in new])
    known.update(
        (row, Words(*row, form, heavy, boilerplate))
        for row, form, heavy in zip(new, forms, weights(forms), strict=True)
    )
    return [known[row] for row in rows]


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
