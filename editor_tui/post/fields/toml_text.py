"""How a value is spelled in TOML 1.0."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping, Sequence

from editor_tui.post.fields.escapes import UNPRINTABLE, check_text, double_quoted
from editor_tui.post.fields.moments import spell_moment
from editor_tui.post.fields.refusal import RefusalError
from editor_tui.post.fields.tree import Style

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
_DELIMITER = re.compile(r"^\+{3,}[ \t]*$", re.MULTILINE)
_LARGEST = 1 << 63


def spell(value: object, style: Style = "double", line_end: str = "\n", like: str = "") -> str:
    """A value; `style` is for the text in it, `like` the spelling of the date in whose place a date comes.

    Raises RefusalError for what TOML has no word for.
    """
    if isinstance(value, str):
        return _spell_text(value, style, line_end)
    if isinstance(value, Mapping):
        pairs = (f"{spell_name(name)} = {spell(inner, style)}" for name, inner in value.items())
        return "{ " + ", ".join(pairs) + " }" if value else "{}"
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return "[" + ", ".join(spell(inner, style) for inner in value) + "]"
    if value is None:
        raise RefusalError("post.refused-null")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and -_LARGEST <= value < _LARGEST:
        return str(value)
    if isinstance(value, float) and math.isfinite(value):
        return repr(value)
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return spell_moment(value, like)
    raise RefusalError("post.refused-value", value=repr(value))


def spell_name(name: object) -> str:
    """A key, in quotes where it needs them."""
    if not isinstance(name, str):
        raise RefusalError("post.refused-value", value=repr(name))
    check_text(name)
    return name if _BARE.match(name) else double_quoted(name)


def _spell_text(text: str, style: Style, line_end: str) -> str:
    check_text(text)
    if style == "single" and "'" not in text and not UNPRINTABLE.search(text):
        return f"'{text}'"
    if style in ("literal", "folded") and "\n" in text and not _DELIMITER.search(text):
        lines = (double_quoted(line)[1:-1].replace('\\"', '"') for line in text.split("\n"))
        words = re.sub(r'(?<!\\)"(?=""|\Z)', r"\\" + '"', line_end.join(lines))
        return f'"""{line_end}{words}"""'
    return double_quoted(text)
