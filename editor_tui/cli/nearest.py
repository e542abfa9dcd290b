"""What somebody may have meant by a name that there is not."""

from __future__ import annotations

from collections.abc import Collection


def nearest(name: str, known: Collection[str]) -> str:
    """The known name, of which there has to be one, that begins like this one or is most like it."""
    begun = [one for one in known if name and one.startswith(name.lower())]
    if begun:
        return min(begun, key=lambda one: (len(one), one))
    # Only a misspelt name is worth the time that this takes to load.
    import difflib

    return difflib.get_close_matches(name.lower(), sorted(known), n=1, cutoff=0.0)[0]
