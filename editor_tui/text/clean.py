"""Makes text from files, models, the network and file names safe to show: what a terminal would obey becomes visible.

It changes what is shown, never what is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

# C0, DEL, C1; marks that turn the direction of text or take no room; separators; lone surrogates; tag characters.
_UNSAFE_CLASS: Final = (
    "\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f"
)
# Not compiled before they are needed, which takes longer than to list 1,000 drafts.
_UNSAFE: Final = f"[{_UNSAFE_CLASS}]"
_UNSAFE_BUT_LINES: Final = f"(?!\n)[{_UNSAFE_CLASS}]"
_TAB: Final = "    "
_JOINED: Final = "\u200d.[\ufe0e\ufe0f]?"
_VARIATIONS: Final = "[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]"


def clean(text: str, *, lines: bool = False) -> str:
    """The text with every unsafe code point spelled out: `␛`, `\\x9b`, `<U+202E>`; a tab becomes spaces.

    With `lines`, line feeds stay and CRLF becomes one. A byte that is no text (a lone surrogate of a file name or of
    a file in an unknown encoding) shows as `\\xe3`.
    """
    if lines:
        return re.sub(_UNSAFE_BUT_LINES, _spell, text.replace("\r\n", "\n"))
    # What is printable holds none of them.
    return text if text.isprintable() else re.sub(_UNSAFE, _spell, text)


def without_controls(text: str) -> str:
    """The text without unsafe code points but tabs and line feeds: for what is pasted into a field."""
    known = text.replace("\r\n", "\n")
    return re.sub(_UNSAFE_BUT_LINES, lambda match: "\t" if match.group() == "\t" else "", known)


def encodable(text: str) -> str:
    """Text that UTF-8 can hold: a lone surrogate, as JSON may spell one, becomes U+FFFD, and a pair of them one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def encodable_values(value: Any) -> Any:
    """A value of JSON, or what a template is given, with every text in it `encodable`; tuples become lists."""
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, Mapping):
        return {encodable_values(key): encodable_values(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [encodable_values(item) for item in value]
    return value


def mask(text: str) -> str:
    """The same text with one visible character for each unsafe code point, so that offsets stay true.

    Line feeds and carriage returns are masked too: give it one line at a time.
    """
    return text if text.isprintable() else re.sub(_UNSAFE, _picture, text)


def narrow(text: str) -> str:
    """A copy for lists, where a character that terminals measure differently would shift what follows.

    Composed (NFC), without variation selectors and skin tones, and with the first emoji of a joined sequence.
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", re.sub(_VARIATIONS, "", re.sub(_JOINED, "", text)))


def _spell(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    if character == "\t":
        return _TAB
    if code < 0x20 or code == 0x7F:
        return _picture(match)
    if code < 0xA0:
        return f"\\x{code:02x}"
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return f"<U+{code:04X}>"


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code == 0x09:
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\ufffd"
