"""Normal forms: what two texts have in common when only their dress differs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from editor_tui.text.nfkc import to_visible_nfkc

# Between texts that are normalised together; NFKC leaves it alone and no post holds it.
_BORDER: Final = "\x00"


def normal_form(text: str) -> str:
    """NFKC without white space, emphasis marks and invisible characters. Equal forms: the same words."""
    return _squeeze(text.replace(_BORDER, ""))


def normal_forms(texts: Sequence[str]) -> list[str]:
    """The normal form of each text, made in one go: normalising is what costs."""
    parts = _squeeze(_BORDER.join(texts)).split(_BORDER)
    return parts if len(parts) == len(texts) else list(map(normal_form, texts))


def _squeeze(text: str) -> str:
    return "".join(to_visible_nfkc(text).split()).replace("*", "").replace("`", "")
