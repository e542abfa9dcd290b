"""Flags that choose rules, for `check` and `fix`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from editor_tui.cli.numbers import count
from editor_tui.repair.registry import FAMILIES
from editor_tui.repair.selection import Selection, check_names


def configure(parser: argparse.ArgumentParser) -> None:
    say = parser.catalogue.say  # type: ignore[attr-defined]
    for flag in ("select", "ignore"):
        parser.add_argument(
            f"--{flag}", action="append", default=[], metavar="RULE", help=say(f"cli.rules-{flag}-help")
        )
    parser.add_argument("--jobs", type=count, default=0, metavar="N", help=say("cli.jobs-help"))


def selection_of(arguments: argparse.Namespace, settled: Selection) -> Selection:
    """What flags and settings select; `--select` takes the place of the settings' own selection.

    Raises UsageError for a name that is neither a rule nor a family.
    """
    select, ignore = _names(arguments.select), _names(arguments.ignore)
    check_names((*select, *ignore), FAMILIES)
    # What a flag names is wanted, whatever the settings ignore.
    kept = settled.ignore.difference(select)
    return Selection.of(select or settled.select, kept.union(ignore))


def _names(flags: Sequence[str]) -> list[str]:
    return [name for flag in flags for name in flag.replace(",", " ").split()]
