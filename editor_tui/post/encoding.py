"""From a file's bytes to a draft, in an encoding that gives the same bytes back."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from editor_tui.errors import EncodingError
from editor_tui.messages import Message
from editor_tui.post.draft import Draft

# In all of these an ASCII byte that starts a line is that character, so that the delimiters are found.
_SUPPORTED: Final = {"utf-8": "utf-8", "cp932": "cp932", "shift_jis": "cp932", "euc_jp": "euc_jp"}
_WIDE_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_HALF_WIDTH_KANA: Final = re.compile("[\uff61-\uff9f]")
_UNDECODABLE: Final = re.compile("[\udc80-\udcff]+")
_BEYOND_ASCII: Final = re.compile("[^\x00-\x7f\ud800-\udfff]")
# A UTF-8 file with a damaged place has far more characters that are whole; other encodings have hardly any.
_WHOLE_FOR_EACH_DAMAGED: Final = 10


def decode(path: str, data: bytes, encodings: Sequence[str] = ("utf-8",)) -> Draft:
    """The draft of a file: UTF-8, or the first of `encodings` that fits and gives the same bytes back.

    UTF-8 with few damaged places is a draft too, with those bytes as lone surrogates. Raises EncodingError for UTF-16,
    for bytes that no allowed encoding reads, and for an encoding that drafts cannot have.
    """
    if data.startswith(_WIDE_MARKS) or b"\0" in data[:64]:
        raise EncodingError(path, Message.of("post.utf-16"))
    try:
        allowed = _names(tuple(encodings))
    except LookupError as error:
        raise EncodingError(path, Message.of("post.unsupported-encoding", encoding=error.args[0])) from error
    try:
        return Draft.with_text(path, data, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        place = error.start
    fitting = [encoding for encoding in allowed if encoding != "utf-8" and _round_trips(data, encoding)]
    if fitting:
        # EUC-JP read as cp932 looks like half-width kana, which real posts have few of.
        best = min(fitting, key=lambda encoding: len(_HALF_WIDTH_KANA.findall(data.decode(encoding))))
        return Draft(path, data, best)
    draft = Draft(path, data)
    damaged = len(_UNDECODABLE.findall(draft.text))
    if len(_BEYOND_ASCII.findall(draft.text)) >= damaged * _WHOLE_FOR_EACH_DAMAGED:
        return draft
    line = len(re.findall(rb"\r\n|\r|\n", data[:place])) + 1
    raise EncodingError(path, Message.of("post.not-utf-8", encodings=", ".join(allowed)), line=line)


@lru_cache(maxsize=16)
def _names(encodings: tuple[str, ...]) -> tuple[str, ...]:
    """Their names in Python. Raises LookupError with the one that drafts cannot have."""
    names = []
    for encoding in encodings:
        try:
            names.append(_SUPPORTED[codecs.lookup(encoding).name])
        except LookupError as error:
            raise LookupError(encoding) from error
    return tuple(names)


def _round_trips(data: bytes, encoding: str) -> bool:
    try:
        return data.decode(encoding).encode(encoding) == data
    except UnicodeError:
        return False
