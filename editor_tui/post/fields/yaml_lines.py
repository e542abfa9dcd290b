"""YAML as nearly every post has it, read without a parser: a key and one scalar a line, and lists of scalars.

What this module takes is valid YAML, and its values are those of the parser; anything else it leaves to the parser.
Tests hold both for generated and for real front matter. It takes a fifth of the parser's time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

# What stands on one line, is printable, and is neither a tab, a line end of YAML 1.1, nor a byte order mark.
_CHARACTER: Final = " -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
_STRANGE: Final = re.compile(f"[^{_CHARACTER}\n]")
_QUOTED: Final = r""" "[^"\\\n]*" | '(?:[^'\n]|'')*' """
# Plain text begins with no indicator, and a colon or a sharp in it is part of a word.
_PLAIN: Final = r"""(?![-?:,\[\]{}\#&*!|>'"%@`\ ]) (?:[^:\#\n]++|:(?![\ \n]|\Z)|(?<!\ )\#)++ """
_ITEM: Final = rf"""(?: {_QUOTED} | [^-?:,\[\]{{}}\#&*!|>'"%@`\ \n][^:,\[\]{{}}\#'"\n]* )"""
_LINE: Final = re.compile(
    rf"""(?: (?P<key>[A-Za-z_][A-Za-z0-9_-]{{0,99}}):
             (?: [ ]+ (?: (?P<quoted>{_QUOTED}) | (?P<plain>{_PLAIN})
                          | \[ [ ]* (?P<list>(?:{_ITEM} (?:,[ ]*{_ITEM})*)?) [ ]* \] ) )?
           | (?P<indent>[ ]*)-[ ]+ (?: (?P<quoted_item>{_QUOTED}) | (?P<plain_item>{_PLAIN}) )
           | (?:\#[^\n]*)?
         ) [ ]*\n""",
    re.VERBOSE,
)
_ITEMS: Final = re.compile(_ITEM, re.VERBOSE)

#: Gives the value of a plain scalar, or raises LookupError where it is for the parser to say.
Resolve = Callable[[str], Any]


def read_lines(text: str, resolve: Resolve) -> dict[str, Any] | None:
    """The fields of a front matter, or None where the parser has to read it."""
    if _STRANGE.search(text):
        return None
    try:
        return _read(text if text.endswith("\n") else f"{text}\n", resolve) or None
    except LookupError:
        return None


def _read(text: str, resolve: Resolve) -> dict[str, Any]:
    values: dict[str, Any] = {}
    # The key that may have a list below it, the list, and how far that is indented.
    key, items, indent = None, None, ""
    end = 0
    for match in iter(_LINE.scanner(text).match, None):  # type: ignore[attr-defined]
        end = match.end()
        kind = match.lastgroup
        if kind is None:
            continue
        if kind in ("quoted_item", "plain_item"):
            if key is None or (items is not None and indent != match["indent"]):
                raise LookupError(key)
            if items is None:
                items = values[key] = []
                indent = match["indent"]
            items.append(_unquote(match[kind]) if kind == "quoted_item" else resolve(match[kind].rstrip(" ")))
            continue
        name, key, items = match["key"], None, None
        if kind == "plain":
            values[name] = resolve(match["plain"].rstrip(" "))
        elif kind == "quoted":
            values[name] = _unquote(match["quoted"])
        elif kind == "list":
            values[name] = _read_list(match["list"], resolve)
        else:
            values[name], key = None, name
    if end != len(text):
        raise LookupError(end)
    return values


def _read_list(listed: str, resolve: Resolve) -> list[Any]:
    words = [match.group().rstrip(" ") for match in _ITEMS.finditer(listed)]
    return [_unquote(word) if word[0] in "\"'" else resolve(word) for word in words]


def _unquote(quoted: str) -> str:
    return quoted[1:-1] if quoted[0] == '"' else quoted[1:-1].replace("''", "'")
