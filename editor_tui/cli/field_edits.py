"""What `set` and `unset` share: one edit of the front matter of every file, the refused ones named and left alone."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from editor_tui.cli.exit_codes import SOME_FAILED
from editor_tui.cli.output import Output
from editor_tui.errors import DraftError, UsageError
from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.post.fields.key import InvalidKeyError, parse_key
from editor_tui.text.clean import clean
from editor_tui.workspace.workspace import Workspace


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of both commands, behind those of their own."""
    say = parser.catalogue.say  # type: ignore[attr-defined]
    parser.add_argument("--dry-run", action="store_true", help=say("cli.field-dry-run-help"))
    parser.add_argument("--json", action="store_true", help=say("cli.json-help"))


def checked_key(key: str) -> str:
    """The key. Raises UsageError where it is none."""
    try:
        parse_key(key)
    except InvalidKeyError as error:
        raise UsageError(Message.of("post.invalid-key", key=key)) from error
    return key


def edit_each(
    arguments: argparse.Namespace,
    workspace: Workspace,
    output: Output,
    edits_of: Callable[[Draft], Sequence[Edit]],
) -> int:
    """Edit every draft of `arguments.paths`. Paths that changed go to stdout; gives the exit code."""
    command = str(arguments.command_name)
    paths = workspace.paths(arguments.paths)
    if not paths:
        raise UsageError(Message.of("cli.no-drafts"))
    changed, failed = 0, 0
    with workspace.writing(command) as run:
        for path in paths:
            error: DraftError | None = None
            edits: Sequence[Edit] = ()
            try:
                draft = workspace.read(path)
                edits = edits_of(draft)
                if edits and not arguments.dry_run:
                    run.write(draft, edits, f"{command} {arguments.key}")
            except DraftError as refused:
                error = refused
                failed += 1
                output.error(refused)
            changed += bool(edits) and error is None
            _report(arguments, output, path, bool(edits) and error is None, error)
    output.say("cli.fields-done", changed=changed, same=len(paths) - changed - failed, failed=failed)
    return SOME_FAILED if failed else 0


def _report(arguments: argparse.Namespace, output: Output, path: str, changed: bool, error: DraftError | None) -> None:
    if arguments.json:
        output.json({"path": path, "changed": changed, "error": output.words(error.message) if error else None})
    elif changed:
        output.line(clean(path))
