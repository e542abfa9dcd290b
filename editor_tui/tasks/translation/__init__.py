"""Versions of a draft in another language that keep everything but the language."""

from editor_tui.tasks.translation.task import TranslateTask, VersionFiles

__all__ = ["TranslateTask", "VersionFiles"]
