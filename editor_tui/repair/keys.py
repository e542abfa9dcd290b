"""Keys: 64 bits that are the same for texts which differ in dress only, in every process and on every machine."""

from __future__ import annotations

from typing import Final

from xxhash import xxh3_64_intdigest

from editor_tui.text.normal import normal_form

#: How arrays hold keys.
KEYS: Final = "Q"


def form_key(form: str) -> int:
    """The key of a normal form (`text.normal`): XXH3, in a fifth of the time of a cryptographic hash. Whoever makes two
    texts with one key gets a finding about his own draft for it."""
    return xxh3_64_intdigest(form.encode("utf-8", "surrogatepass"))


def text_key(text: str) -> int:
    """The key of a text as it stands in a draft."""
    return form_key(normal_form(text))
