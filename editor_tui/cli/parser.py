"""argparse in the language of the user."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from typing import Any, Final, NoReturn

from editor_tui.messages import Catalogue
from editor_tui.messages.catalogue import find_template
from editor_tui.text.clean import clean

_ANY_WIDTH: Final = 80


class Parser(argparse.ArgumentParser):
    """argparse whose own words come from the catalogue, and which says bad usage in one line."""

    def __init__(self, *arguments: Any, catalogue: Catalogue | None = None, **options: Any) -> None:
        self.catalogue = catalogue or Catalogue()
        # argparse takes its words from gettext under this name; there is no other seam for them.
        argparse._ = self._word  # type: ignore[attr-defined]
        # argparse makes a formatter for every option; with its own width it imports what asks the terminal for one.
        options.setdefault("formatter_class", partial(argparse.HelpFormatter, width=_ANY_WIDTH))
        super().__init__(*arguments, **options)
        self.allow_abbrev = False

    def add_argument(self, *names: Any, **options: Any) -> argparse.Action:
        """As argparse does; what may be left out is never said to be missing."""
        if options.get("nargs") == "*" and not names[0].startswith("-"):
            options.setdefault("default", [])
        return super().add_argument(*names, **options)

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """The arguments, with options also between a prompt's name and the drafts. Exits on bad usage."""
        # argparse itself takes all positional arguments at the first option; it cannot mix them where there are steps,
        # and forgets what "--" means where it does.
        is_plain = self._subparsers or "--" in arguments
        known, unknown = (self.parse_known_args if is_plain else self.parse_known_intermixed_args)(list(arguments))
        if unknown:
            self.error(self._about(unknown, getattr(known, "step", None)))
        return known

    def _about(self, unknown: Sequence[str], step: str | None) -> str:
        """That arguments are unknown, and which option the first may have been meant for."""
        detail = self._word("unrecognized arguments: %s") % " ".join(unknown)
        options = list(self._option_string_actions)
        if self._subparsers and step:
            (steps,) = self._subparsers._group_actions
            options += steps.choices[step]._option_string_actions  # type: ignore[index]
        # Here, because few commands are mistyped.
        import difflib

        word = unknown[0].partition("=")[0]
        nearest = difflib.get_close_matches(word, options, n=1) if word.startswith("--") else []
        return self.catalogue.say("cli.unknown-option", detail=detail, nearest=nearest[0]) if nearest else detail

    def format_help(self) -> str:
        """The help in the width of the terminal."""
        self.formatter_class = argparse.HelpFormatter
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        words = self.catalogue.say("cli.bad-usage", detail=message, command=self.prog)
        sys.stderr.write(clean(f"editor-tui: {words}") + "\n")
        raise SystemExit(2)

    def _word(self, text: str) -> str:
        try:
            return str(find_template(self.catalogue.language, "argparse", text))
        except KeyError:
            return text
