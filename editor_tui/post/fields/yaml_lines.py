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
    rf"""(?P<key>[A-Za-z_][A-Za-z0-9_-]{{0,99}}):
         (?: [ ]+ (?: (?P<quoted>{_QUOTED}) | (?P<plain>{_PLAIN})
                      | \[ [ ]* (?P<list>{_ITEM} (?:,[ ]*{_ITEM})*)? [ ]* \] ) )?
         [ ]*\Z""",
    re.VERBOSE,
)
_DASH: Final = re.compile(rf"(?P<indent>[ ]*)-[ ]+(?: (?P<quoted>{_QUOTED}) | (?P<plain>{_PLAIN}) )[ ]*\Z", re.VERBOSE)
_ITEMS: Final = re.compile(_ITEM, re.VERBOSE)

#: Gives the value of a plain scalar, or raises LookupError where it is for the parser to say.
Resolve = Callable[[str], Any]


def read_lines(text: str, resolve: Resolve) -> dict[str, Any] | None:
    """The fields of a front matter, or None where the parser has to read it."""
    if _STRANGE.search(text):
        return None
    try:
        return _read(text.split("\n"), resolve)
    except LookupError:
        return None


def _read(lines: list[str], resolve: Resolve) -> dict[str, Any]:
    values: dict[str, Any] = {}
    # The key that may have a list below it, the list, and how far that is indented.
    key, items, indent = None, None, -1
    for line in lines:
        if not line.strip(" ") or line.startswith("#"):
            continue
        if match := _LINE.match(line):
            key, quoted, listed, plain = match.group("key", "quoted", "list", "plain")
            items = None
            if quoted is not None:
                values[key], key = _unquote(quoted), None
            elif plain is not None:
                values[key], key = resolve(plain.rstrip(" ")), None
            elif match.end("key") + 1 < len(line.rstrip(" ")):
                values[key], key = _read_list(listed or "", resolve), None
            else:
                values[key] = None
        elif key is not None and (match := _DASH.match(line)):
            quoted, plain = match.group("quoted", "plain")
            if items is None:
                items = values[key] = []
                indent = len(match["indent"])
            elif indent != len(match["indent"]):
                raise LookupError(line)
            items.append(_unquote(quoted) if quoted is not None else resolve(plain.rstrip(" ")))
        else:
            raise LookupError(line)
    if not values:
        raise LookupError("no fields")
    return values


def _read_list(listed: str, resolve: Resolve) -> list[Any]:
    words = [match.group().rstrip(" ") for match in _ITEMS.finditer(listed)]
    return [_unquote(word) if word[0] in "\"'" else resolve(word) for word in words]


def _unquote(quoted: str) -> str:
    return quoted[1:-1] if quoted[0] == '"' else quoted[1:-1].replace("''", "'")
