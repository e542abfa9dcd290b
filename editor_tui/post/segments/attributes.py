"""Words that stand inside markup: titles of links and images, and the attributes of HTML that readers see or hear.

A segment of these has its quotes in its prefix and suffix, and lies within the segment that the markup is part of.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from typing import Final

from editor_tui.post.blocks import Block, split_blocks
from editor_tui.post.draft import Draft
from editor_tui.post.segments.marks import Protected, protect
from editor_tui.post.segments.segment import Segment, find_labels, find_segments, has_words
from editor_tui.post.segments.tokens import Token, find_tokens

_IN_TAG: Final = re.compile(r"""\b(?:alt|title|aria-label|placeholder)\s*=\s*("[^"]*"|'[^']*')""", re.IGNORECASE)
_IN_LINK: Final = re.compile(r"""\]\([^\n]*?[ \t\n]("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')[ \t\n]*\)""")
_IN_DEFINITION: Final = re.compile(r"""(?m)^ {0,3}\[(?!\^)[^\[\]]+\]:[ \t]*\S+[ \t]+("[^"\n]*"|'[^'\n]*')[ \t]*$""")
_IN_ADMONITION: Final = re.compile(r"""(?:!!!|\?\?\?\+?|===[!+]?)[ \t][^"\n]*("[^"\n]*")[ \t]*$""", re.MULTILINE)
_NO_MARKUP: Final = ("code", "math", "blank")


def find_attributes(draft: Draft, language: str) -> tuple[Segment, ...]:
    """The words inside markup that are in `language`, in order. Raises FrontMatterError as `find_segments` does."""
    found: list[Segment] = []
    labels = find_labels(draft)
    for number, block in enumerate(split_blocks(draft)):
        if block.kind in _NO_MARKUP:
            continue
        for start, end in _spans(draft, block, labels):
            quoted = draft.text[start:end]
            inner = protect(find_tokens(quoted[1:-1]))
            if has_words(inner.text, language):
                protected = Protected(quoted[0] + inner.prefix, inner.text, inner.suffix + quoted[-1], inner.marks)
                found.append(Segment("attribute", start, end, number, protected))
    return tuple(found)


def find_prose(draft: Draft, language: str) -> tuple[Segment, ...]:
    """All segments of a body in order: those of `find_segments`, and the words inside their markup behind each."""
    body = find_segments(draft, language)
    starts = [segment.start for segment in body]
    found = list(body)
    for item in find_attributes(draft, language):
        before = bisect(starts, item.start) - 1
        # What looks like a title in a link that is none is part of the prose.
        if before < 0 or draft.text[item.start : item.end] not in body[before].words:
            found.append(item)
    return tuple(sorted(found, key=lambda segment: segment.start))


def blank_attributes(markup: str) -> str:
    """Markup without the words that may be others in another language, for comparing."""
    return _IN_LINK.sub(_emptied, _IN_TAG.sub(_emptied, markup))


def _emptied(match: re.Match[str]) -> str:
    return match.group().replace(match.group(1), '""')


def _spans(draft: Draft, block: Block, labels: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where quoted words stand inside the markup of a block, quotes included."""
    text = draft.text[block.start : block.end]
    if block.kind == "container" and (match := _IN_ADMONITION.search(text)):
        yield block.start + match.start(1), block.start + match.end(1)
    if "=" not in text and "](" not in text and "]:" not in text:
        return
    for match in _IN_DEFINITION.finditer(text):
        yield block.start + match.start(1), block.start + match.end(1)
    for place, token in placed_tokens(draft, block, labels):
        pattern = _IN_TAG if token.kind == "html" else _IN_LINK if token.kind in ("link", "image") else None
        for match in pattern.finditer(token.text) if pattern else ():
            yield place + match.start(1), place + match.end(1)


def placed_tokens(draft: Draft, block: Block, labels: frozenset[str]) -> Iterator[tuple[int, Token]]:
    """The tokens of a block with where they stand in the draft's text; `labels` are the draft's."""
    place = block.start
    expressions = draft.has_expressions
    for token in find_tokens(draft.text[block.start : block.end], labels, expressions=expressions):
        if draft.text.startswith(token.text, place):
            yield place, token
            place += len(token.text)
        else:
            # The end of a short reference is spelled in full: only its bracket stands in the text.
            place += 1
