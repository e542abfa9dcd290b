"""`init`: a commented settings file, with what was found of the site filled in."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from editor_tui.cli.output import Output
from editor_tui.errors import FileError, UsageError
from editor_tui.messages import Message
from editor_tui.messages.complaints import system_complaint
from editor_tui.settings.load import FILE_NAME
from editor_tui.settings.schema import KeySettings
from editor_tui.site.kind import find_sites_below
from editor_tui.workspace.survey import Survey, survey
from editor_tui.workspace.workspace import Workspace


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help=parser.catalogue.say("cli.init-force-help"))  # type: ignore[attr-defined]


def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    file = workspace.root / FILE_NAME
    if os.path.lexists(file) and not arguments.force:
        raise UsageError(Message.of("cli.init-exists", path=str(file)))
    found = survey(workspace)
    _write(file, output.text("cli.init-file", **_values(workspace, found)))
    if found.encodings or found.exclude:
        # What was just written decides which files are drafts.
        workspace = Workspace.open(workspace.root)
    output.say("cli.init-done", path=str(file), kind=workspace.layout.kind, count=len(workspace.paths()))
    if workspace.layout.kind == "folder":
        for path, kind in find_sites_below(workspace.root).items():
            output.say("cli.init-site-below", path=path, kind=kind)
    return 0


def _values(workspace: Workspace, found: Survey) -> dict[str, str]:
    """What the text of the file has places for: whole lines with their values, the ones that are defaults with a #."""
    names = {name: getattr(workspace.settings.keys, name) for name in KeySettings.names}
    keys = [
        f"{name} = {_toml(found.keys[name])}" if name in found.keys else f"# {name} = {_toml(key)}"
        for name, key in names.items()
    ]
    return {
        "kind": workspace.layout.kind,
        "content": _toml(list(workspace.layout.content)),
        "exclude": _line("exclude", list(found.exclude), []),
        "encodings": _line("encodings", ["utf-8", *found.encodings], ["utf-8"]),
        "keys": "\n".join(keys),
        "required": _toml(list(workspace.settings.check.required)),
    }


def _line(name: str, value: list[str], usual: list[str]) -> str:
    return f"{'# ' if value == usual else ''}{name} = {_toml(value)}"


def _toml(value: str | list[str]) -> str:
    # JSON's spelling of texts and of lists of them is TOML's, too.
    return json.dumps(value, ensure_ascii=False)


def _write(file: Path, text: str) -> None:
    try:
        if file.is_symlink():
            # It may have come with the site, and lead out of it.
            file.unlink()
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        detail = system_complaint(error)
        raise FileError(str(file), Message.of("cli.init-not-written", detail=detail)) from error
