"""argparse in the language of the user."""

from __future__ import annotations

import argparse
import sys
from typing import Any, NoReturn

from editor_tui.messages import Catalogue
from editor_tui.messages.catalogue import read_area


class Parser(argparse.ArgumentParser):
    """argparse whose own words come from the catalogue, and which says bad usage in one line."""

    def __init__(self, *arguments: Any, catalogue: Catalogue | None = None, **options: Any) -> None:
        self.catalogue = catalogue or Catalogue()
        words = read_area(self.catalogue.language, "argparse")
        # argparse takes its words from gettext under this name; there is no other seam for them.
        argparse._ = lambda text: words.get(text, text)  # type: ignore[attr-defined]
        super().__init__(*arguments, **options)
        self.allow_abbrev = False

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"editor-tui: {self.catalogue.say('cli.bad-usage', detail=message, command=self.prog)}\n")
        raise SystemExit(2)
