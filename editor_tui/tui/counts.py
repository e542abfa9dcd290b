"""The line at the top of the list: how many drafts there are, and how many in which state."""

from __future__ import annotations

from typing import Final

from editor_tui.text.width import cut, text_width
from editor_tui.tui.entries import STATES
from editor_tui.tui.look import Look
from editor_tui.tui.shelf import Shelf

_SITE: Final = 24


def counts_line(shelf: Shelf, site: str, room: int, look: Look) -> str:
    """In `room` columns: with the site's and the states' names where they fit, the symbols and figures always."""
    total = look.say("counts-all", count=len(shelf.entries))
    states = [(getattr(look.symbols, state), look.say(f"state-{state}"), shelf.counts[state]) for state in STATES]
    named = "  ".join([total, *(f"{symbol} {name} {count}" for symbol, name, count in states if count)])
    short = "  ".join([total, *(f"{symbol} {count}" for symbol, _, count in states if count)])
    site = cut(site, _SITE)
    candidates = (f"{site}   {named}", named, f"{site}   {short}", short)
    return next((line for line in candidates if text_width(line) <= room), short)
