"""The names of fields as people give them: `title`, `taxonomies.tags`, `"ms.date"`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

Names = tuple[str, ...]

_PART = re.compile(
    r"""\s*(?:"(?P<double>(?:[^"\\]|\\["\\])*)"|'(?P<single>[^']*)'|(?P<bare>[^\s."'][^.]*?))\s*(?P<dot>\.|\Z)"""
)
_MOST_PARTS = 8


class InvalidKeyError(ValueError):
    """Not a key: an empty part, or a quote that is never closed."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key in parts. `quoted` says which parts stood in quotes: a dot next to those always means nesting."""

    parts: Names
    quoted: tuple[bool, ...]

    def readings(self) -> Iterator[Names]:
        """Every way to read the key as nested names, the fewest names first.

        `ms.date` may be one name with a dot in it or `date` inside of `ms`; only the front matter can tell.
        """
        borders = len(self.parts) - 1
        if borders >= _MOST_PARTS:
            yield self.parts
            return
        free = [index for index in range(borders) if not (self.quoted[index] or self.quoted[index + 1])]
        joins = sorted(range(1 << len(free)), key=lambda joined: -joined.bit_count())
        for joined in joins:
            glued = {border for bit, border in enumerate(free) if joined >> bit & 1}
            names = [self.parts[0]]
            for border, part in enumerate(self.parts[1:]):
                if border in glued:
                    names[-1] += f".{part}"
                else:
                    names.append(part)
            yield tuple(names)


def parse_key(text: str) -> Key:
    """The parts of a key. Dots separate; a part in quotes may hold dots. Raises InvalidKeyError."""
    parts: list[str] = []
    quoted: list[bool] = []
    position = 0
    while True:
        match = _PART.match(text, position)
        if match is None:
            raise InvalidKeyError(text)
        double, single, bare = match.group("double", "single", "bare")
        quoted.append(bare is None)
        parts.append(re.sub(r"\\(.)", r"\1", double) if double is not None else single if single is not None else bare)
        if not match.group("dot"):
            break
        position = match.end()
    return Key(tuple(parts), tuple(quoted))
