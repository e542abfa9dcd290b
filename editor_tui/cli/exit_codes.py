"""What a command ends with. An error that ends it has a code of its own: see `errors`."""

from __future__ import annotations

from typing import Final

# A check found something.
FOUND: Final = 1
BAD_USAGE: Final = 2
# Some drafts could not be done, the others are.
SOME_FAILED: Final = 3
REFUSED: Final = 4
INTERRUPTED: Final = 130
