"""`unset`: takes one front matter key out of each file, and no other byte."""

from __future__ import annotations

import argparse

from editor_tui.cli import field_edits
from editor_tui.cli.output import Output
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.workspace.workspace import Workspace


def configure(parser: argparse.ArgumentParser) -> None:
    say = parser.catalogue.say  # type: ignore[attr-defined]
    parser.add_argument("key", metavar="KEY", help=say("cli.field-key-help"))
    parser.add_argument("paths", metavar="PATH", nargs="+", help=say("cli.paths-help"))
    parser.set_defaults(command_name="unset")
    field_edits.configure(parser)


def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    key = field_edits.checked_key(arguments.key)

    def edits_of(draft: Draft) -> tuple[Edit, ...]:
        from editor_tui.post.front_matter import unset_value

        return unset_value(draft, key)

    return field_edits.edit_each(arguments, workspace, output, edits_of)
