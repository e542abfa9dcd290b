"""What parsers complain of, as messages: their own words are English, and some need a parser's author to be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from editor_tui.messages import Message

# Parts of what PyYAML, libyaml, tomllib and json say, by the message that says the same; the first that fits counts.
_SAID: Final[Mapping[str, tuple[str, ...]]] = {
    "no-key": ("did not find expected key", "expected <block end>"),
    "second-colon": ("mapping values are not allowed",),
    "no-colon": ("could not find expected ':'",),
    "no-start": ("cannot start any token",),
    "open-quote": ("unexpected end of stream", "Unterminated string"),
    "open-list": ("expected ',' or ']'", "Unclosed array"),
    "open-mapping": ("expected ',' or '}'", "Unclosed inline table"),
    "no-dash": ("expected '-' indicator",),
    "no-list-here": ("sequence entries are not allowed",),
    "tab": ("found a tab character", "found character '\\t'"),
    "no-content": ("expected node content", "expected the node content"),
    "no-anchor": ("undefined alias",),
    "escape": (
        "unknown escape character",
        "Unescaped '\\'",
        "Invalid \\escape",
        "Invalid hex value",
        "did not find expected hexdecimal number",
    ),
    "control": (
        "special characters are not allowed",
        "control characters are not allowed",
        "Illegal character",
        "Invalid control character",
    ),
    "unknown-tag": ("could not determine a constructor",),
    "template-key": ("a list or a mapping stands where",),
    "no-equals": ("Expected '=' after a key",),
    "twice": ("Cannot overwrite a value", "twice", "Duplicate inline table key", "Cannot mutate immutable"),
    "bad-value": ("Invalid value", "Invalid date or datetime", "Expecting value"),
    "bad-key": ("Invalid initial character for a key part", "Invalid statement", "Expecting property name"),
    "rest-of-line": ("Expected newline or end of document",),
    "no-comma": ("Expecting ',' delimiter",),
    "no-json-colon": ("Expecting ':' delimiter",),
    "text-behind": ("Extra data", "text behind the object"),
    "not-json": ("is not JSON",),
}


def complaint(said: str) -> Message | str:
    """The message for a parser's words; the words themselves where none fits."""
    for name, parts in _SAID.items():
        if any(part in said for part in parts):
            return Message.of(f"post.complaint-{name}")
    return said
