"""Does a version of a draft have the draft's structure: the same blocks, code, links, images and tags?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from editor_tui.post.anchors import has_anchor_links, heading_ids
from editor_tui.post.blocks import Block, split_blocks
from editor_tui.post.draft import Draft
from editor_tui.post.segments.attributes import blank_attributes
from editor_tui.post.segments.segment import find_labels
from editor_tui.post.segments.tokens import Token, find_tokens

_IN_PAGE: Final = re.compile(r"""(\bhref\s*=\s*["'])#([^"']+)""")
Shape = tuple[str, int]
_UNDERLINE: Final = re.compile(r"^ {0,3}([-=])[-=]*[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)
# What each kind of markup is called in problems.
_NAMES: Final = {
    "code": "code", "math": "math", "template": "tags", "html": "tags", "attribute": "tags", "image": "images",
    "link": "links", "address": "links", "footnote": "footnotes",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One kind of thing that is not the same: `lost` stand in the source only, `new` in the version only.

    `kind` is "blocks", "code", "math", "tags", "images", "links" or "footnotes"; `at` is where in the
    version blocks begin to differ.
    """

    kind: str
    lost: tuple[str, ...]
    new: tuple[str, ...]
    at: int = 0


def find_differences(source: Draft, version: Draft) -> tuple[Difference, ...]:
    """What is not the same in the bodies of two drafts, words aside; nothing where the structure is equal."""
    found: list[Difference] = []
    shapes, others = find_shapes(source), find_shapes(version)
    wanted, given = [shape for shape, _ in shapes], [shape for shape, _ in others]
    if wanted != given:
        at = next(
            (number for number, pair in enumerate(zip(wanted, given, strict=False)) if pair[0] != pair[1]),
            min(len(wanted), len(given)),
        )
        place = others[at][1].start if at < len(others) else len(version.text)
        found.append(
            Difference("blocks", tuple(map(_named, wanted[at : at + 1])), tuple(map(_named, given[at : at + 1])), place)
        )
    ours, theirs = _markup(source), _markup(version)
    for kind in dict.fromkeys(_NAMES.values()):
        lost, new = ours.get(kind, Counter()), theirs.get(kind, Counter())
        if lost != new:
            found.append(Difference(kind, tuple((lost - new).elements()), tuple((new - lost).elements())))
    return tuple(found)


def _named(shape: Shape) -> str:
    return f"{shape[0]} {shape[1]}" if shape[1] else shape[0]


def find_shapes(draft: Draft) -> list[tuple[Shape, Block]]:
    """Kind and level of every block as a reader sees it, blank lines aside.

    Lines of running text without a blank line between them are one paragraph on the page, however long they are.
    """
    shapes: list[tuple[Shape, Block]] = []
    before = "blank"
    for block in split_blocks(draft):
        # How long the text is decides whether a line of dashes under it makes a heading: words must not matter here.
        underline = _UNDERLINE.search(draft.text, block.start, block.end) if block.kind == "heading" else None
        kind = "paragraph" if underline else block.kind
        if block.kind != "blank" and not (kind == before == "paragraph"):
            shapes.append(((kind, 0 if underline else block.level), block))
        if underline and underline.group(1) == "-":
            shapes.append((("rule", 0), block))
            kind = "rule"
        before = kind
    return shapes


def _markup(draft: Draft) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for kind, text in _pieces(draft):
        found.setdefault(kind, Counter())[text] += 1
    return found


def _pieces(draft: Draft) -> Iterator[tuple[str, str]]:
    expressions = draft.has_expressions
    labels = find_labels(draft)
    # The words of a heading make its id: a link to it is the same link when it leads to the same heading.
    places = {name: f"#{number}" for number, name in enumerate(heading_ids(draft))} if has_anchor_links(draft) else {}
    for block in split_blocks(draft):
        text = draft.text[block.start : block.end]
        if block.kind in ("code", "math"):
            yield block.kind, text.rstrip()
        elif block.kind != "blank":
            for token in find_tokens(text, labels, expressions=expressions):
                if token.kind in _NAMES and token.side != "close":
                    yield _NAMES[token.kind], _identity(token, places)
                elif token.kind in ("html", "template"):
                    yield "tags", token.text


def _identity(token: Token, places: Mapping[str, str]) -> str:
    """What must be the same. White space in code may be folded where a line was."""
    identity = re.sub(r"\s+", " ", token.target or token.text)
    if token.kind == "html":
        return _IN_PAGE.sub(lambda match: match[1] + _place(match[2], places), blank_attributes(identity))
    if token.kind == "link" and identity.startswith("#"):
        return _place(identity[1:], places)
    return identity


def _place(name: str, places: Mapping[str, str]) -> str:
    return places.get(unquote(name), "#" + name)
