"""`set`: one front matter key in each file, and no other byte."""

from __future__ import annotations

import argparse
import json

from editor_tui.cli import field_edits
from editor_tui.cli.output import Output
from editor_tui.errors import UsageError
from editor_tui.messages import Message
from editor_tui.messages.complaints import complaint
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.workspace.workspace import Workspace


def configure(parser: argparse.ArgumentParser) -> None:
    say = parser.catalogue.say  # type: ignore[attr-defined]
    parser.usage = f"{parser.prog} [--dry-run] [--json] KEY (VALUE | --value-json JSON) PATH [PATH …]"
    parser.add_argument("key", metavar="KEY", help=say("cli.field-key-help"))
    parser.add_argument("words", metavar="VALUE PATH", nargs="+", help=say("cli.set-words-help"))
    parser.add_argument("--value-json", metavar="JSON", help=say("cli.set-value-json-help"))
    parser.set_defaults(command_name="set")
    field_edits.configure(parser)


def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    key = field_edits.checked_key(arguments.key)
    if arguments.value_json is not None:
        value = _read_json(arguments.value_json)
        arguments.paths = arguments.words

        def edits_of(draft: Draft) -> tuple[Edit, ...]:
            from editor_tui.post.front_matter import set_value

            return set_value(draft, key, value)

        return field_edits.edit_each(arguments, workspace, output, edits_of)
    text, *arguments.paths = arguments.words
    if not arguments.paths:
        raise UsageError(Message.of("cli.set-no-path"))
    return field_edits.edit_each(arguments, workspace, output, _TextSetter(key, text, output))


def _read_json(text: str) -> object:
    def refuse(name: str) -> object:
        raise ValueError(f"{name} is not JSON")

    try:
        value: object = json.loads(text, parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise UsageError(Message.of("cli.not-json", detail=complaint(error.msg), column=error.colno)) from error
    except (ValueError, RecursionError) as error:
        raise UsageError(Message.of("cli.not-json-at-all", detail=complaint(str(error)))) from error
    return value


class _TextSetter:
    """Sets a key to a typed text, as a value of the type that stands there already."""

    def __init__(self, key: str, text: str, output: Output) -> None:
        self.key, self.text, self.output = key, text, output
        self._warned = False

    def __call__(self, draft: Draft) -> tuple[Edit, ...]:
        from editor_tui.post.front_matter import get_value, set_value
        from editor_tui.post.typed_text import looks_typed, read_like

        value = read_like(self.text, get_value(draft, self.key))
        if isinstance(value, str) and looks_typed(value) and not self._warned:
            self._warned = True
            self.output.say("cli.set-as-text", key=self.key, value=self.text)
        return set_value(draft, self.key, value)
