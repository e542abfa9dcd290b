"""The glossary of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_tui.errors import DraftError, SettingsError
from editor_tui.messages import Message
from editor_tui.text.glossary import Glossary, GlossaryError, read_glossary

if TYPE_CHECKING:
    from editor_tui.workspace.workspace import Workspace


def load_glossary(workspace: Workspace) -> Glossary:
    """The site's glossary, if it has one. Raises SettingsError for a broken one."""
    name = workspace.settings.translate.glossary
    if not name or not workspace.site.exists(name):
        return Glossary()
    try:
        return read_glossary(workspace.site.read(name).text)
    except GlossaryError as error:
        raise SettingsError(name, Message.of(f"tasks.glossary-{error.reason}"), line=error.line) from error
    except DraftError as error:
        raise SettingsError(name, error.message, line=error.line) from error
