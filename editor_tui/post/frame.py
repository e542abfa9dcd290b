"""Where a post's front matter stands: head, front matter, tail. It does not read what the front matter says."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Literal

Format = Literal["yaml", "toml", "json"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_OPENING = re.compile(r"(?:-{3,}|\+{3,})[ \t]*(?:\r\n|\r|\n|\Z)")
_CLOSING: dict[Format, re.Pattern[str]] = {
    "yaml": re.compile(r"[\r\n](-{3,}|\.{3})[ \t]*(?:\r\n|\r|\n|\Z)"),
    "toml": re.compile(r"[\r\n](\+{3,})[ \t]*(?:\r\n|\r|\n|\Z)"),
}


class UnclosedFrontMatterError(ValueError):
    """An opening delimiter without a closing one."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Offsets in code points of the draft's text.

    `text[start:end]` is the front matter without its delimiters (for JSON: with its braces); `text[body:]` is the
    body. A post without front matter has format None and all offsets at the start of its body.
    """

    format: Format | None
    start: int
    end: int
    body: int


def find_frame(text: str) -> Frame:
    """The frame of a post. Raises UnclosedFrontMatterError where an opening delimiter is never closed.

    Accepted as real posts write them: a byte order mark and blank lines before the opening line, three or more
    dashes or plus signs with spaces behind them, `...` as the end of YAML, and a bare JSON object.
    """
    start = 1 if text.startswith("\ufeff") else 0
    nothing = Frame(None, start, start, start)
    opening = start
    while (line := _LINE.match(text, opening)) and line.end() > opening and not line.group().strip():
        opening = line.end()
    if text.startswith("{", opening):
        return _json_frame(text, opening) or nothing
    delimiter = _OPENING.match(text, opening)
    if delimiter is None:
        return nothing
    format: Format = "yaml" if delimiter.group().startswith("-") else "toml"
    # From the line end of the opening line on, which may be the one before the closing line.
    closing = _CLOSING[format].search(text, delimiter.end() - 1)
    if closing is None:
        raise UnclosedFrontMatterError
    return Frame(format, delimiter.end(), closing.start(1), closing.end())


def _json_frame(text: str, opening: int) -> Frame | None:
    """The frame of a JSON object that fills whole lines; None for template syntax such as `{{< … >}}`."""
    if text.startswith(("{{", "{%"), opening):
        return None
    try:
        _, end = json.JSONDecoder().raw_decode(text, opening)
    except (ValueError, RecursionError):
        return None
    rest = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)").match(text, end)
    return None if rest is None else Frame("json", opening, end, rest.end())
