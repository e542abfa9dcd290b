"""The blocks of a body, exact to the line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "paragraph",
    "heading",
    "list",
    "table",
    "code",
    "html",
    "template",
    "quote",
    "rule",
    "math",
    "footnote",
    "definition",
    "attribute",
    "container",
    "blank",
]


@dataclass(frozen=True, slots=True)
class Block:
    """`text[start:end]`, whole lines with their line ends, in code points of the draft's text.

    `level` is a heading's level, from 1, and 0 for every other kind.
    """

    kind: Kind
    start: int
    end: int
    level: int = 0
