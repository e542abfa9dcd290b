"""Text in double quotes that YAML 1.1, YAML 1.2, TOML and JSON all read alike."""

from __future__ import annotations

import re

from editor_tui.post.fields.refusal import RefusalError

# C0, DEL, C1 with NEL, the line and paragraph separators, the byte order mark, the two that are no characters.
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ESCAPED = re.compile(UNPRINTABLE.pattern[:-1] + r'"\\]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def double_quoted(text: str) -> str:
    r"""The text on one line, escaped with \n, \t, \r and \uXXXX only."""
    return '"' + _ESCAPED.sub(lambda match: _SHORT.get(match.group()) or f"\\u{ord(match.group()):04x}", text) + '"'


def check_text(text: str) -> None:
    """Raise RefusalError for half of a surrogate pair, which no encoding holds."""
    if re.search(r"[\ud800-\udfff]", text):
        raise RefusalError("post.refused-surrogate")
