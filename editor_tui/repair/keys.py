"""Keys: 64 bits that are the same for texts which differ in dress only, in every process and on every machine."""

from __future__ import annotations

from hashlib import blake2b

from editor_tui.text.normal import normal_form


def form_key(form: str) -> int:
    """The key of a normal form (`text.normal`)."""
    digest = blake2b(form.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def text_key(text: str) -> int:
    """The key of a text as it stands in a draft."""
    return form_key(normal_form(text))
