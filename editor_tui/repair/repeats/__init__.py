"""Repeats: blocks that stand earlier in the same draft already. See docs/repeats.md for the method and its figures."""

from editor_tui.repair.repeats.finding import RULES
from editor_tui.repair.repeats.picture import block_map
from editor_tui.repair.repeats.repairing import find_repeats, repair_repeats

__all__ = ["RULES", "block_map", "find_repeats", "repair_repeats"]
