"""The places of a page that links can lead to, and the links that lead there: `[…](#overview)`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote

from editor_tui.post.blocks import split_blocks
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.post.segments.attributes import placed_tokens
from editor_tui.post.segments.segment import find_labels
from editor_tui.post.segments.tokens import find_tokens

_LINK: Final = re.compile(r"\]\(\s*<?#([^\s)>]+)|\bhref\s*=\s*[\"']#([^\"']+)[\"']")
_GIVEN: Final = re.compile(r"\{:?\s*#([\w.:-]+)[^{}]*\}\s*$")
_NO_LETTER: Final = re.compile(r"[^\w\- ]")
_NO_LINKS: Final = ("code", "math", "blank")


def heading_ids(draft: Draft) -> list[str]:
    """The id of each heading in order: the given one, else the words as GitHub, kramdown's GFM and Hugo make it."""
    seen: Counter[str] = Counter()
    ids = []
    for block in split_blocks(draft):
        if block.kind != "heading":
            continue
        text = draft.text[block.start : block.end].strip().split("\n")[0].lstrip("#").rstrip("# \t")
        given = _GIVEN.search(text)
        made = given.group(1) if given else _slug(text)
        ids.append(f"{made}-{seen[made]}" if seen[made] else made)
        seen[made] += 1
    return ids


def _slug(text: str) -> str:
    words = ""
    for token in find_tokens(text):
        words += token.text if token.kind == "text" else token.text.strip("`") if token.kind == "code" else ""
    return _NO_LETTER.sub("", re.sub(r"\*+|~~", "", words).strip().lower()).replace(" ", "-")


def has_anchor_links(draft: Draft) -> bool:
    """May there be links to places of the page? Quick, and true for code that looks like one."""
    return _LINK.search(draft.text, draft.frame.body) is not None


def find_anchor_links(draft: Draft) -> Iterator[tuple[int, int, str]]:
    """(start, end, id) of every link to a place of its own page; the span is that of the id."""
    labels = find_labels(draft)
    for block in split_blocks(draft):
        if block.kind in _NO_LINKS or "#" not in draft.text[block.start : block.end]:
            continue
        for place, token in placed_tokens(draft, block, labels):
            if token.kind in ("link", "html"):
                for match in _LINK.finditer(token.text):
                    start, end = match.span(match.lastindex or 0)
                    yield place + start, place + end, unquote(token.text[start:end])


def moved_anchors(draft: Draft, ids: Mapping[str, str], reason: str) -> tuple[Edit, ...]:
    """Edits that lead the draft's links to other ids, given by the old ones."""
    return tuple(
        Edit(start, end, ids[name], reason)
        for start, end, name in find_anchor_links(draft)
        if ids.get(name, name) != name
    )
