"""`translate`: versions of drafts in another language, and the translation memory as a file."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from editor_tui import __version__
from editor_tui.cli import task_options
from editor_tui.cli.output import Output
from editor_tui.cli.task_output import Ending, run_tasks
from editor_tui.errors import FileError, UsageError
from editor_tui.messages import Message
from editor_tui.messages.complaints import system_complaint
from editor_tui.workspace.workspace import Workspace


def configure(parser: argparse.ArgumentParser) -> None:
    task_options.configure(parser)
    say = parser.catalogue.say  # type: ignore[attr-defined]
    parser.add_argument("--to", type=_language, default="", metavar="LANG", help=say("cli.translate-to-help"))
    parser.add_argument(
        "--from", dest="source", type=_language, default="", metavar="LANG", help=say("cli.translate-from-help")
    )
    parser.add_argument("--polish", action="store_true", help=say("cli.translate-polish-help"))
    parser.add_argument("--export-memory", metavar="FILE", help=say("cli.translate-export-help"))
    parser.add_argument("--import-memory", metavar="FILE", help=say("cli.translate-import-help"))


async def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> Ending:
    if arguments.export_memory:
        return export_memory(workspace, arguments.export_memory, output)
    if arguments.import_memory:
        return import_memory(workspace, arguments, output)
    return await run_tasks(workspace, ["translate"], arguments.paths, task_options.options_of(arguments), output)


def _language(text: str) -> str:
    if text and not re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})?", text):
        raise ValueError(text)
    return text.replace("_", "-")


def export_memory(workspace: Workspace, name: str, output: Output) -> int:
    """Write the memory as TMX to a file, or to stdout for "-"."""
    from editor_tui.site.memory import TranslationMemory
    from editor_tui.site.tmx import write_tmx

    pieces = write_tmx(TranslationMemory(workspace.state), __version__)
    count = 0
    if name == "-":
        for piece in pieces:
            output.raw(piece)
        return 0
    try:
        with Path(name).open("w", encoding="utf-8", newline="\n") as file:
            for piece in pieces:
                file.write(piece)
                count += piece.startswith("    <tu ")
    except OSError as error:
        raise FileError(name, Message.of("cli.translate-not-written", detail=system_complaint(error))) from error
    output.say("cli.translate-exported", count=count, file=name)
    return 0


def import_memory(workspace: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    """Take the segments of a TMX file into the memory; what a person said wins over a machine."""
    from editor_tui.site.memory import LanguagePair, TranslationMemory
    from editor_tui.site.tmx import TmxError, read_tmx

    name, site = arguments.import_memory, workspace.settings
    source = arguments.source or (site.site.language if site.site.language != "auto" else "ja")
    languages = LanguagePair(source, arguments.to or site.translate.to)
    if languages.source == languages.target:
        raise UsageError(Message.of("cli.translate-same-language", language=source))
    try:
        with Path(name).open("rb") as file:
            segments = list(read_tmx(file, languages))
    except OSError as error:
        raise FileError(name, Message.of("cli.translate-not-read", detail=system_complaint(error))) from error
    except TmxError as error:
        raise FileError(name, error.message, line=error.line) from error
    TranslationMemory(workspace.state).keep(languages, segments)
    output.say("cli.translate-imported", count=len(segments), source=languages.source, target=languages.target)
    return 0
