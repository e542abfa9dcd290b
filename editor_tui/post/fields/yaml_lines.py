"""YAML as nearly every post has it, read without a parser: a key and one scalar a line, and lists of scalars.

What this module takes is valid YAML, and its values are those of the parser; anything else it leaves to the parser.
Tests hold both for generated and for real front matter. It takes a fifth of the parser's time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

# What YAML does not take for printable, and tabs, line ends of YAML 1.1 other than "\n", and byte order marks.
STRANGE: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_QUOTED: Final = r""" "[^"\\\n]*" | '(?:[^'\n]|'')*' """
# Plain text begins with no indicator, and a colon or a sharp in it is part of a word.
_PLAIN: Final = r"""(?![-?:,\[\]{}\#&*!|>'"%@`\ ]) (?:[^:\#\n]++|:(?![\ \n]|\Z)|(?<!\ )\#)++ """
_ITEM: Final = rf"""(?: {_QUOTED} | [^-?:,\[\]{{}}\#&*!|>'"%@`\ \n][^:,\[\]{{}}\#'"\n]* )"""
LINE: Final = re.compile(
    rf"""(?: (?P<key>[A-Za-z_][A-Za-z0-9_-]{{0,99}}):
             (?: [ ]+ (?: (?P<quoted>{_QUOTED}) | (?P<plain>{_PLAIN})
                          | \[ [ ]* (?P<list>(?:{_ITEM} (?:,[ ]*{_ITEM})*)?) [ ]* \] ) )?
           | (?P<indent>[ ]*)-[ ]+ (?: (?P<quoted_item>{_QUOTED}) | (?P<plain_item>{_PLAIN}) )
           | (?:\#[^\n]*)?
         ) [ ]*\n""",
    re.VERBOSE,
)
ITEMS: Final = re.compile(_ITEM, re.VERBOSE)

#: Gives the value of a plain scalar, or raises LookupError where it is for the parser to say.
Resolve = Callable[[str], Any]


def read_lines(text: str, resolve: Resolve) -> dict[str, Any] | None:
    """The fields of a front matter, or None where the parser has to read it."""
    if STRANGE.search(text):
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
    for match in iter(LINE.scanner(text).match, None):  # type: ignore[attr-defined]
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
        name, value = match.group("key", kind)
        key, items = None, None
        if kind == "plain":
            values[name] = resolve(value.rstrip(" "))
        elif kind == "quoted":
            values[name] = _unquote(value)
        elif kind == "list":
            values[name] = _read_list(value, resolve)
        else:
            values[name], key = None, name
    if end != len(text):
        raise LookupError(end)
    return values


def _read_list(listed: str, resolve: Resolve) -> list[Any]:
    words = [word.rstrip(" ") for word in ITEMS.findall(listed)]
    return [_unquote(word) if word[0] in "\"'" else resolve(word) for word in words]


def _unquote(quoted: str) -> str:
    return quoted[1:-1] if quoted[0] == '"' else quoted[1:-1].replace("''", "'")
