"""Prompt files: loading, checking, rendering. The files themselves are in the top-level `prompts/`."""

from editor_tui.prompts.library import PromptLibrary
from editor_tui.prompts.prompt import EditorSettings, Prompt, Property
from editor_tui.prompts.reading import Fault

__all__ = ["EditorSettings", "Fault", "Prompt", "PromptLibrary", "Property"]
