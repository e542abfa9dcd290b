"""In which order prompts are offered.

An editor who wrote prompts of their own wants those first. Of the ones that come with editor-tui, first those that a
whole site is run through: an excerpt that says something, tags of the site's vocabulary, the English version. The order
does not depend on what was used last, so that the same keys always choose the same prompt.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

BUNDLED: Final = ("excerpt", "tags", "translate", "description", "title", "rewrite-passage")


def in_order(names: Iterable[str]) -> list[str]:
    """The names as the list of prompts shows them."""
    places = {name: at for at, name in enumerate(BUNDLED)}
    return sorted(names, key=lambda name: (places.get(name, -1), name))
