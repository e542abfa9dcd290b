"""What a block is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, Literal, NamedTuple

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


class Block(NamedTuple):
    """`text[start:end]`, whole lines with their line ends, in code points of the draft's text.

    `level` is a heading's level, from 1, and 0 for every other kind. A list gives a block for every item; a
    continuation of an item after a blank line is a block of kind "list" too. The lines that open and close a `:::`
    container or a template tag are blocks of their own, what stands between them is blocks as anywhere else.
    A tuple, because a large site has millions of them.
    """

    kind: Kind
    start: int
    end: int
    level: int = 0


#: A block of its four values in a tuple, in half the time.
make_block: Final[Callable[[tuple[Kind, int, int, int]], Block]] = partial(tuple.__new__, Block)
