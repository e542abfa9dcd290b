"""Ends that nobody writes: in the middle of a word, or on a particle that wants more."""

from __future__ import annotations

import re
from typing import Final

from editor_tui.text.script import has_cjk, weight

_HANGING: Final = re.compile(
    r"(?:[、，,・をにはがのとでもへや]|して|から|より|ため|など|である|という|ような|された|する"
    r"|the|an?|of|and|to|in|with|for|that|is|are)\Z"
)
_WORD_BREAKS: Final = re.compile(r"[一-鿿][一-鿿]\Z|[ァ-ヿー][ァ-ヿー]\Z|[A-Za-z][A-Za-z]\Z|\d\d\Z|[ぁ-ん][ぁ-ん]\Z")
_END: Final = re.compile(r"[。．.!?！？…:：]")


def is_unnatural_end(form: str, least: float, whole: str = "") -> bool:
    """Whether a text in normal form stops where no author stops. `whole` is the text that goes on, where it is known.

    A line without a full stop may be a title, a verse, a slogan: below `least` (a weight) nothing is said of it.
    """
    if weight(form) < least:
        return False
    if _HANGING.search(form):
        return True
    if len(_END.findall(form)) >= 1 and weight(form) >= 40:
        return True
    if whole and whole.startswith(form) and len(whole) > len(form):
        # Goes on in the middle of a word: "投資判" and then "断".
        return bool(_WORD_BREAKS.search(form[-1] + whole[len(form)])) and weight(form) >= 30
    return weight(form) >= (60 if has_cjk(form) else 50)
