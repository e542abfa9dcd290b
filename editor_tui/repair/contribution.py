"""What one draft adds to the facts of its site: small enough to keep for every draft."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from editor_tui.errors import FrontMatterError
from editor_tui.post.blocks import Block, split_blocks
from editor_tui.post.dates import day_in_path, read_date
from editor_tui.post.draft import Draft
from editor_tui.post.version_fields import stated_source
from editor_tui.repair.keys import KEYS, form_key
from editor_tui.repair.values import tags_of, text_of, value_at
from editor_tui.settings.schema import KeySettings
from editor_tui.text.normal import normal_form, normal_forms

# Shorter blocks are the same by chance. Code points of the block as it stands.
_SHORTEST: Final = 20
_BEFORE_TEXT: Final = frozenset({"blank", "attribute", "template", "html", "container"})
_KINDS: Final = frozenset({"paragraph", "list", "quote", "html", "table", "container", "template"})

Echo = Literal["", "heading", "line"]


@dataclass(frozen=True, slots=True)
class Contribution:
    """`title` and `excerpt` are normal forms. `echo` says as what the body begins with the title.

    `blocks` holds key and line of every long block in turn, each block once: 64 bits both, 16 bytes a block. `source`
    is the path of the draft that it says it is a version of. `day` is its date as `2025-10-01`, "" where it has none.
    """

    path: str
    title: str = ""
    echo: Echo = ""
    tags: tuple[str, ...] = ()
    excerpt: str = ""
    blocks: bytes = b""
    source: str = ""
    day: str = ""

    def beside(self, source: Contribution) -> Contribution:
        """What it adds as a version of `source`: the words that are its own.

        Title, tags and how it begins are its source's in other words; a block and an excerpt that were not translated
        are the same ones. Counted again, versions would change what is usual on the site, and so how their sources are
        repaired.
        """
        known, places = set(_pairs(source.blocks)), _pairs(self.blocks)
        own = array(KEYS, (value for key, line in places.items() if key not in known for value in (key, line)))
        excerpt = "" if self.excerpt == source.excerpt else self.excerpt
        return replace(self, title="", echo="", tags=(), excerpt=excerpt, blocks=own.tobytes())


def contribution_of(draft: Draft, keys: KeySettings) -> Contribution:
    """What a draft says. One whose front matter nobody can read counts with its body alone, or not at all."""
    try:
        blocks = split_blocks(draft)
    except FrontMatterError:
        return Contribution(draft.path)
    places = _places(draft, blocks)
    try:
        metadata = draft.metadata
    except FrontMatterError:
        return Contribution(draft.path, blocks=places)
    title = normal_form(text_of(metadata, keys.title))
    return Contribution(
        draft.path,
        title,
        _echo(draft, blocks, title),
        tags_of(metadata, keys.tags),
        normal_form(text_of(metadata, keys.excerpt)),
        places,
        stated_source(draft),
        _day(metadata, keys.date) or day_in_path(draft.path),
    )


def _day(metadata: Mapping[str, object], key: str) -> str:
    moment = read_date(value_at(metadata, key)) if key else None
    return "" if moment is None else moment.date().isoformat()


def _echo(draft: Draft, blocks: tuple[Block, ...], title: str) -> Echo:
    first = next((block for block in blocks if block.kind not in _BEFORE_TEXT), None)
    if not title or first is None:
        return ""
    lines = draft.text[first.start : first.end].strip().splitlines()
    words = lines[0].strip().strip("#").strip() if lines else ""
    if normal_form(words) != title:
        return ""
    return "heading" if first.kind == "heading" else "line"


def _pairs(blocks: bytes) -> dict[int, int]:
    """Lines by keys."""
    places = array(KEYS, blocks)
    return dict(zip(places[::2], places[1::2], strict=True))


def _places(draft: Draft, blocks: tuple[Block, ...]) -> bytes:
    text = draft.text
    chosen: dict[str, int] = {}
    for kind, start, end, _ in blocks:
        if end - start >= _SHORTEST and kind in _KINDS:
            chosen.setdefault(text[start:end], start)
    first: dict[int, int] = {}
    for form, start in zip(normal_forms(list(chosen)), chosen.values(), strict=True):
        first.setdefault(form_key(form), draft.line_of(start))
    return array(KEYS, (value for place in first.items() for value in place)).tobytes()
