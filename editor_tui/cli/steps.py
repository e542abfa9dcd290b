"""Commands in steps, such as `batch export`: each step takes the flags that every command takes."""

from __future__ import annotations

import argparse
import copy
from collections.abc import Callable
from typing import Any

AddStep = Callable[[str], argparse.ArgumentParser]


def add_steps(parser: argparse.ArgumentParser, area: str) -> AddStep:
    """A function that adds a step by its name. Its summary is the message `AREA-STEP-summary` of the catalogue."""
    catalogue = parser.catalogue  # type: ignore[attr-defined]
    steps: Any = parser.add_subparsers(dest="step", required=True, metavar="STEP")

    def add(name: str) -> argparse.ArgumentParser:
        summary = catalogue.say(f"{area}{name}-summary")
        step: argparse.ArgumentParser = steps.add_parser(name, help=summary, description=summary, catalogue=catalogue)
        group = step.add_argument_group(catalogue.say("cli.common-options"))
        for action in parser._actions:
            if action.option_strings and action.dest not in ("help", "version"):
                # The flag may stand on either side of the step; what is not given must not undo the other side.
                common = copy.copy(action)
                common.default = argparse.SUPPRESS
                group._add_action(common)
        step.add_argument("--json", action="store_true", help=catalogue.say("cli.json-help"))
        return step

    return add
