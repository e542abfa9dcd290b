"""Looks at the site's own side: its drafts, prompts and state. The model's side is `llm.diagnosis`."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from editor_tui.errors import EditorTuiError, SettingsError
from editor_tui.llm.diagnosis import Diagnosis
from editor_tui.messages import Message
from editor_tui.settings.load import find_setting

if TYPE_CHECKING:
    from editor_tui.workspace.workspace import Workspace


def diagnose(workspace: Workspace) -> Iterator[Diagnosis]:
    """What works of the site and what does not. That its settings can be read is shown by being here."""
    yield _drafts(workspace)
    yield from _settings(workspace)
    yield from _prompts(workspace)
    yield _state(workspace)


def _drafts(workspace: Workspace) -> Diagnosis:
    count = len(workspace.paths())
    id = "workspace.doctor-site" if count else "workspace.doctor-no-drafts"
    words = Message.of(id, root=str(workspace.root), kind=workspace.layout.kind, count=count)
    return Diagnosis("site", "ok" if count else "warn", words)


def _settings(workspace: Workspace) -> Iterator[Diagnosis]:
    """What the settings name and nothing is called."""
    try:
        _ = workspace.selection
    except SettingsError as error:
        yield Diagnosis(
            "settings", "bad", Message.of("workspace.doctor-prompt", place=error.place, fault=error.message)
        )
    known = sorted({*workspace.prompts.names(), *workspace.settings.keys.names, "translate", "fix", "check"})
    for name in dict.fromkeys(name for folder in workspace.settings.folder for name in folder.skip):
        if name not in known:
            file, line = find_setting(workspace.root, ("folder", "skip"), name, environment=workspace.environment)
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.0)[0]
            told = Message.of("workspace.doctor-skip", place=f"{file}:{line}", name=name, nearest=near)
            yield Diagnosis("settings", "warn", told)


def _prompts(workspace: Workspace) -> Iterator[Diagnosis]:
    prompts = workspace.prompts
    for path in prompts.misplaced:
        misplaced = Message.of("prompts.misplaced")
        yield Diagnosis("prompts", "warn", Message.of("workspace.doctor-prompt", place=str(path), fault=misplaced))
    broken = 0
    for name in prompts.names(helpers=True):
        prompt, faults = prompts.read(name)
        if prompt is None:
            broken += 1
            fault = next(fault for fault in faults if fault.severity == "error")
            place = f"{prompts.path_of(name)}:{fault.line}"
            yield Diagnosis("prompts", "bad", Message.of("workspace.doctor-prompt", place=place, fault=fault.message))
    if not broken:
        yield Diagnosis("prompts", "ok", Message.of("workspace.doctor-prompts", count=len(prompts.names())))


def _state(workspace: Workspace) -> Diagnosis:
    try:
        is_whole = workspace.state.is_whole()
    except EditorTuiError as error:
        return Diagnosis("state", "bad", error.message)
    id = "workspace.doctor-state-ok" if is_whole else "workspace.doctor-state-bad"
    return Diagnosis("state", "ok" if is_whole else "bad", Message.of(id, folder=str(workspace.state.folder)))
