"""What parsers and the system complain of, as messages: their own words are English, and some need their author."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Final

from editor_tui.messages.message import Message

# Parts of what PyYAML, libyaml, tomllib, json, expat and SQLite say, by the message that says the same; the first
# that fits counts.
_SAID: Final[Mapping[str, tuple[str, ...]]] = {
    "no-key": ("did not find expected key", "expected <block end>"),
    "second-colon": ("mapping values are not allowed",),
    "no-colon": ("could not find expected ':'",),
    "no-start": ("cannot start any token",),
    "open-quote": ("unexpected end of stream", "Unterminated string", "Illegal character '\\n'"),
    "open-list": ("expected ',' or ']'", "Unclosed array", "Invalid value (at end of document)"),
    "open-header": ("at the end of a table declaration", "at the end of an array declaration"),
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
    "bad-text": ("Invalid value",),
    "bad-value": ("Invalid date or datetime", "Expecting value"),
    "bad-key": ("Invalid initial character for a key part", "Invalid statement", "Expecting property name"),
    "rest-of-line": ("Expected newline or end of document",),
    "no-comma": ("Expecting ',' delimiter",),
    "no-json-colon": ("Expecting ':' delimiter",),
    "text-behind": ("Extra data", "text behind the object"),
    "not-json": ("is not JSON",),
    "xml-open": ("no element found", "unclosed token", "unclosed CDATA"),
    "xml-none": ("syntax error",),
    "xml-tags": ("mismatched tag",),
    "xml-entity": ("undefined entity",),
    "xml-characters": ("not well-formed",),
    "database-damaged": ("is not a database", "malformed"),
    "database-locked": ("database is locked",),
    "database-read-only": ("readonly database",),
    "database-closed": ("unable to open database",),
    "jinja-open": ("unexpected end of template", "Unexpected end of template"),
}
_SYSTEM: Final[Mapping[int, str]] = {
    errno.EACCES: "no-permission",
    errno.EPERM: "not-permitted",
    errno.EISDIR: "is-a-folder",
    errno.ENOTDIR: "not-a-folder",
    errno.ENOENT: "not-there",
    errno.EEXIST: "is-there",
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "quota",
    errno.EROFS: "read-only-disk",
    errno.EIO: "disk-error",
    errno.ELOOP: "link-loop",
    errno.ENAMETOOLONG: "name-too-long",
    errno.EMFILE: "too-many-open",
}


def complaint(said: str) -> Message | str:
    """The message for a parser's words; the words themselves where none fits."""
    for name, parts in _SAID.items():
        if any(part in said for part in parts):
            return Message.of(f"complaints.{name}")
    return said


class OwnRefusalError(PermissionError):
    """What the system would do, and we do not; `reason` says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.id)
        self.reason = reason


def system_complaint(error: OSError) -> Message | str:
    """Why the system refused, or we did; its own words where none of the usual reasons fits."""
    if isinstance(error, OwnRefusalError):
        return error.reason
    name = _SYSTEM.get(error.errno or 0)
    return Message.of(f"complaints.{name}") if name else error.strerror or str(error)
