"""The prose of a draft in pieces that can be put into other words one by one, and the draft with those words.

Everything else stays: code, tags, addresses, math and the marks of Markdown are never part of a segment's words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from editor_tui.post.blocks import split_blocks
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.post.segments.html import find_html_runs
from editor_tui.post.segments.lines import Run, RunKind, find_runs
from editor_tui.post.segments.marks import MARKER, Protected, protect
from editor_tui.post.segments.tokens import find_tokens

_JAPANESE: Final = re.compile(r"[\u3005\u3006\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_FULL_WIDTH: Final = re.compile(r"[\u3000-\u303f\uff00-\uffef]")
_HANGUL: Final = re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_LABEL: Final = re.compile(r"(?m)^ {0,3}\[(?!\^)([^\[\]]+)\]:[ \t]*\S")
# What would begin a block at the start of a line: escaped, so that words stay words.
_BLOCK_START: Final = re.compile(
    r"(?:#{1,6}(?=[ \t]|$)|>|[-+*](?=[ \t]|$)|[-=]{2,}[ \t]*$|(\d{1,9})[.)](?=[ \t]|$)|~{3,}|:{3,}|\|)"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of `text[start:end]` of a draft, which stand in its block number `block`; `words` has markers for markup.

    For a front matter value `key` names it, `block` is -1 and the span is empty.
    """

    kind: RunKind
    start: int
    end: int
    block: int
    protected: Protected
    key: str = ""

    @property
    def words(self) -> str:
        return self.protected.text

    def restore(self, words: str) -> str:
        """The text to write in place of the segment. Raises MarkerError where the markers are not the segment's."""
        words = " ".join(words.split("\n")).strip()
        text = self.protected.restore(words, keep_order=self.kind == "heading")
        if self.kind == "attribute":
            return text[0] + _closed(text[1:-1], text[-1]) + text[-1]
        if self.kind == "cell":
            return re.sub(r"(?<!\\)\|", r"\\|", text) if "|" in words else text
        if self.kind in ("paragraph", "item") and not self.protected.prefix:
            return _BLOCK_START.sub(_escaped, text, count=1) if _BLOCK_START.match(text) else text
        return text


def _closed(words: str, quote: str) -> str:
    """Words between quotes without the quote itself."""
    other = {'"': "”", "'": "’"}.get(quote, "")
    return words.replace(quote, other) if other else words


def _escaped(match: re.Match[str]) -> str:
    if number := match.group(1):
        return f"{number}\\{match.group()[len(number) :]}"
    return "\\" + match.group()


def find_segments(draft: Draft, language: str) -> tuple[Segment, ...]:
    """The segments of a draft's body that have words in `language`, in order.

    Raises FrontMatterError where the front matter is never closed.
    """
    text = draft.text
    expressions = draft.has_expressions
    labels = find_labels(draft)
    segments: list[Segment] = []
    for number, block in enumerate(split_blocks(draft)):
        runs = find_html_runs(text, block, expressions=expressions) if block.kind == "html" else find_runs(text, block)
        for run in runs:
            protected = protect(find_tokens(run.words, labels, expressions=expressions))
            if has_words(protected.text, language):
                segments.append(_segment(run, number, protected))
    return tuple(segments)


def find_labels(draft: Draft) -> frozenset[str]:
    """The labels of the body's link definitions, in lower case."""
    return frozenset(match.group(1).lower() for match in _LABEL.finditer(draft.text, draft.frame.body))


def field_segment(key: str, value: str, language: str) -> Segment | None:
    """A front matter value as a segment, or None where it has no words in the language."""
    protected = protect(find_tokens(value))
    return Segment("field", 0, 0, -1, protected, key) if has_words(protected.text, language) else None


def _segment(run: Run, number: int, protected: Protected) -> Segment:
    return Segment(run.kind, run.start, run.end, number, protected)


def has_words(text: str, language: str) -> bool:
    """Whether there is anything to translate: text of the language's script, for Latin scripts any letter.

    With "" for the language any letter or digit counts.
    """
    words = MARKER.sub("", text)
    if language == "ja":
        return bool(_JAPANESE.search(words)) or bool(_FULL_WIDTH.search(words) and re.search(r"\w", words))
    if language == "zh":
        return bool(_JAPANESE.search(words))
    if language == "ko":
        return bool(_HANGUL.search(words))
    return bool(_LETTER.search(words)) if language else bool(re.search(r"\w", words))


def replace_segments(segments: Sequence[Segment], words: Mapping[int, str], reason: str) -> tuple[Edit, ...]:
    """Edits that put words (by segment number) in the place of body segments, with their markup. Raises MarkerError."""
    return tuple(
        Edit(segment.start, segment.end, segment.restore(words[number]), reason)
        for number, segment in enumerate(segments)
        if number in words and not segment.key
    )
