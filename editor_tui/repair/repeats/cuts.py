"""Ends that nobody writes: in the middle of a word, or on a particle that wants more."""

from __future__ import annotations

import re
from typing import Final

from editor_tui.text.script import weight

_HANGING: Final = re.compile(
    r"(?:[、，,・をにはがのとでもへや]|して|から|より|ため|など|である|という|ような|された|する"
    r"|the|an?|of|and|to|in|with|for|that|is|are)\Z"
)
_LONGEST_HANGING: Final = 4
_WORD_BREAKS: Final = re.compile(r"[一-鿿][一-鿿]\Z|[ァ-ヿー][ァ-ヿー]\Z|[A-Za-z][a-z]\Z|\d\d\Z")
_END: Final = re.compile(r"[。．.!?！？…]")
#: A text of two sentences or more that stops without a full stop was cut off, whatever its last word.
_SEVERAL: Final = 40.0


def is_unnatural_end(form: str, least: float, whole: str = "") -> bool:
    """Whether a text in normal form stops where no author stops. `whole` is the text that goes on, where it is known.

    A line without a full stop may be a title, a verse, a slogan: below `least` (a weight) nothing is said of it, and
    a single sentence must break off in the middle of a word or on a word that wants more.
    """
    size = weight(form)
    if size < least:
        return False
    if _HANGING.search(form, max(len(form) - _LONGEST_HANGING, 0)) or (_END.search(form) and size >= _SEVERAL):
        return True
    goes_on = whole.startswith(form) and len(whole) > len(form)
    return goes_on and bool(_END.search(form) or _WORD_BREAKS.search(form[-1] + whole[len(form)]))
