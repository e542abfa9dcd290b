"""How a value is spelled in YAML, so that YAML 1.1 and 1.2 read the same value."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping, Sequence

from editor_tui.post.fields.escapes import UNPRINTABLE, check_text, double_quoted
from editor_tui.post.fields.moments import spell_moment
from editor_tui.post.fields.refusal import RefusalError
from editor_tui.post.fields.tree import Style

# What PyYAML, Psych, go-yaml or js-yaml take for something else than text, and a little more to be safe.
_WORDS = re.compile(
    r"(?:~|null|true|false|yes|no|on|off|y|n|=|<<|[-+]?\.?inf(?:inity)?|\.?nan)\Z",
    re.IGNORECASE,
)
_NUMBER_OR_DATE = re.compile(r"[-+.]?[0-9][0-9a-fA-FxXoOzZtT_.,:+\-eE ]*\Z|[-+]?0[xXoObB]")
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`=<~.")
_UNSAFE_INSIDE = re.compile(r": |:\t| #|\t#|:\Z")
_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}:?]")


def is_plain_safe(text: str, *, flow: bool = False) -> bool:
    """Whether every YAML reads `text` without quotes as this very text."""
    if not text or text != text.strip() or text[0] in _INDICATORS or UNPRINTABLE.search(text) or "\t" in text:
        return False
    if _WORDS.match(text) or _NUMBER_OR_DATE.match(text) or _UNSAFE_INSIDE.search(text):
        return False
    return not (flow and _UNSAFE_IN_FLOW.search(text))


def spell_text(text: str, style: Style, *, flow: bool = False) -> str:
    """The text in this style if the style can hold it on one line, else in double quotes."""
    check_text(text)
    if style == "plain" and is_plain_safe(text, flow=flow):
        return text
    if style == "single" and not UNPRINTABLE.search(text):
        return "'" + text.replace("'", "''") + "'"
    return double_quoted(text)


def spell(value: object, style: Style, *, flow: bool = False) -> str:
    """Any value on one line; `style` is for the text in it. Raises RefusalError for what YAML has no word for."""
    if isinstance(value, str):
        return spell_text(value, style, flow=flow)
    if isinstance(value, Mapping):
        pairs = (f"{spell_name(name)}: {spell(inner, style, flow=True)}" for name, inner in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return "[" + ", ".join(spell(inner, style, flow=True) for inner in value) + "]"
    return spell_atom(value)


def spell_atom(value: object, like: str = "") -> str:
    """A value that is no text and holds no others. `like` is the spelling of the date in whose place a date comes."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float) and math.isfinite(value):
        digits, _, exponent = repr(value).partition("e")
        # YAML 1.1 has floats with an exponent only where there is a point and a sign.
        return f"{digits if '.' in digits else digits + '.0'}e{exponent}" if exponent else digits
    if isinstance(value, datetime.datetime | datetime.date):
        return spell_moment(value, like)
    raise RefusalError("post.refused-value", value=repr(value))


def spell_name(name: object) -> str:
    """A key on one line."""
    if not isinstance(name, str):
        raise RefusalError("post.refused-value", value=repr(name))
    check_text(name)
    return spell_text(name, "plain", flow=True)


def spell_block(text: str, indent: str, line_end: str) -> str | None:
    """The text as a literal block behind a key, its lines indented; None where a literal block cannot hold it."""
    lines = text.split("\n")
    chomp = "-"
    if text.endswith("\n"):
        lines.pop()
        chomp = ""
    unprintable = UNPRINTABLE.search(text.replace("\n", "").replace("\t", ""))
    # A blank last line would need "+", a first line that is blank or indented an indent of its own.
    if not lines[0] or lines[0][0] in " \t" or not lines[-1].strip() or unprintable:
        return None
    return line_end.join([f"|{chomp}", *(indent + line if line else "" for line in lines)])
