"""Normal forms: what two texts have in common when only their dress differs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from editor_tui.text.nfkc import to_visible_nfkc

# Between texts that are normalised together; NFKC leaves it alone and no post holds it.
_BORDER: Final = "\x00"


def normal_form(text: str) -> str:
    """NFKC without white space, emphasis marks and invisible characters. Equal forms: the same words."""
    return normal_forms((text,))[0]


def normal_forms(texts: Sequence[str]) -> list[str]:
    """The normal form of each text, made in one go: normalising is what costs."""
    joined = _BORDER.join(texts)
    squeezed = "".join(to_visible_nfkc(joined).split()).replace("*", "").replace("`", "")
    parts = squeezed.split(_BORDER)
    if len(parts) != len(texts):
        return [normal_form(text.replace(_BORDER, "")) for text in texts]
    return parts
