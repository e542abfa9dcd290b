"""The checks of replies, by the names that prompt files use (`metadata.editor.checks`)."""

from editor_tui.tasks.checks.limits import Limits
from editor_tui.tasks.checks.registry import CHECKS, run_checks

__all__ = ["CHECKS", "Limits", "run_checks"]
