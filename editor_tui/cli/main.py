"""The command line: finds the command, opens the workspace, turns errors into one line and an exit code."""

from __future__ import annotations

import argparse
import gc
import importlib
from collections.abc import Coroutine, Sequence
from types import ModuleType
from typing import Final

from editor_tui import __version__
from editor_tui.cli.exit_codes import INTERRUPTED
from editor_tui.cli.output import Output
from editor_tui.cli.parser import Parser
from editor_tui.cli.streams import standard_streams
from editor_tui.errors import EditorTuiError
from editor_tui.messages import LANGUAGES, Catalogue, detect_language

# The order in which `--help` lists them. A command's module is `cli/NAME.py`, imported when it is called.
COMMANDS: Final = (
    "app", "init", "doctor", "list", "check", "fix", "set", "unset", "summarize", "tag", "translate", "run",
    "review", "apply", "reject", "undo", "history", "report", "prompts", "tags", "glossary", "batch",
)  # fmt: skip
_WITH_VALUE: Final = ("--site", "--lang")
_APP: Final = "app"
_COLLECT_AFTER: Final = 50_000


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    catalogue = Catalogue(_chosen_language(arguments))
    output = Output(catalogue, streams=standard_streams())
    command, rest = split_command(arguments)
    try:
        code = _run_command(command, rest, output)
        output.stdout.flush()
        return code
    except EditorTuiError as error:
        output.error(error)
        return error.exit_code
    except KeyboardInterrupt:
        output.say("cli.interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of stdout has gone (`| head`): nothing is left to say.
        return 0


def split_command(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """The command and all other arguments; "app" where none is named, None where only help is asked for."""
    position = 0
    while position < len(arguments) and arguments[position].startswith("-"):
        if arguments[position] in ("-h", "--help"):
            return None, []
        position += 2 if arguments[position] in _WITH_VALUE else 1
    if position < len(arguments) and arguments[position] in COMMANDS:
        return arguments[position], [*arguments[:position], *arguments[position + 1 :]]
    return _APP, list(arguments)


def _run_command(command: str | None, arguments: Sequence[str], output: Output) -> int:
    if command is None:
        output.raw(_help(output.catalogue))
        return 0
    if command != _APP:
        # A command is over before garbage in circles takes any room, and looking for it takes a tenth of a list.
        gc.set_threshold(_COLLECT_AFTER)
    module = importlib.import_module(f"editor_tui.cli.{command}")
    options = _parser(command, module, output.catalogue).read(arguments)
    output.quiet = options.quiet
    if options.no_color:
        output.use_color(False)
    from editor_tui.workspace.root import find_root
    from editor_tui.workspace.workspace import Workspace

    workspace = Workspace.open(find_root(options.site))
    if options.lang is None and workspace.settings.app.language != "auto":
        output.catalogue = Catalogue(workspace.settings.app.language)
    try:
        result = module.run(options, workspace, output)
        if isinstance(result, Coroutine):
            import asyncio

            result = asyncio.run(result)
        return int(result() if callable(result) else result)
    finally:
        if dropped := workspace.dropped:
            output.say("cli.history-dropped", count=dropped.runs, megabytes=f"{dropped.size / 1_000_000:.1f}")


def _parser(command: str, module: ModuleType, catalogue: Catalogue) -> Parser:
    parser = Parser(
        prog=f"editor-tui {command}", description=catalogue.say(f"cli.{command}-summary"), catalogue=catalogue
    )
    common = parser.add_argument_group(catalogue.say("cli.common-options"))
    common.add_argument("--site", metavar="DIR", help=catalogue.say("cli.site-help"))
    common.add_argument("--lang", choices=LANGUAGES, help=catalogue.say("cli.lang-help"))
    common.add_argument("--quiet", action="store_true", help=catalogue.say("cli.quiet-help"))
    common.add_argument("--no-color", action="store_true", help=catalogue.say("cli.no-color-help"))
    parser.add_argument("--version", action="version", version=f"editor-tui {__version__}", help=argparse.SUPPRESS)
    module.configure(parser)
    return parser


def _chosen_language(arguments: Sequence[str]) -> str:
    """The language of a `--lang` flag, wherever it stands, else the locale's: needed before the flags are parsed."""
    for flag, value in zip(arguments, [*arguments[1:], ""], strict=False):
        if flag == "--lang" and value in LANGUAGES:
            return value
        if flag.startswith("--lang=") and flag.removeprefix("--lang=") in LANGUAGES:
            return flag.removeprefix("--lang=")
    return detect_language()


def _help(catalogue: Catalogue) -> str:
    width = max(map(len, COMMANDS))
    lines = [catalogue.say("cli.usage"), "", catalogue.say("cli.about"), "", catalogue.say("cli.commands")]
    lines += [f"  {name:<{width}}  {catalogue.say(f'cli.{name}-summary')}" for name in COMMANDS]
    return "\n".join([*lines, "", catalogue.say("cli.more-help"), ""])
