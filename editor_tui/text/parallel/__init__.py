"""Two texts that should say the same in two languages: what a check can tell without knowing what they say."""

from editor_tui.text.parallel.compare import find_flaws
from editor_tui.text.parallel.flaw import Flaw, Pair

__all__ = ["Flaw", "Pair", "find_flaws"]
