"""Drafts that say no to a task, to `fix` or to `check`: in their front matter, or by the folder that they are in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from editor_tui.errors import FrontMatterError
from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.repair.selection import fits
from editor_tui.settings.schema import Settings

_KEY: Final = "editor"


def exemption(draft: Draft, name: str, settings: Settings) -> Message | None:
    """The draft's own no (`editor: {skip: [excerpt]}`, or `skip: true` for everything), or its folder's.

    `name` is a task's, or "fix" or "check". Raises FrontMatterError.
    """
    # Most drafts need no parser to tell.
    own = draft.metadata.get(_KEY) if _KEY in draft.text[: draft.frame.body] else None
    skip = own.get("skip") if isinstance(own, Mapping) else None
    if skip is True or name in _names(skip):
        return Message.of("repair.exempt-draft")
    for folder in settings.folder:
        if name in folder.skip and fits(draft.path, folder.path):
            return Message.of("repair.exempt-folder", pattern=folder.path)
    return None


def is_exempt(draft: Draft, name: str, settings: Settings) -> bool:
    """The same as a question. A front matter that nobody can read says nothing."""
    try:
        return exemption(draft, name, settings) is not None
    except FrontMatterError:
        return any(name in folder.skip and fits(draft.path, folder.path) for folder in settings.folder)


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(name) for name in value) if isinstance(value, list | tuple) else ()
