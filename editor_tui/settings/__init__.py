"""What can be set, and where each value comes from: flag, environment, site, user, default, in this order."""

from editor_tui.settings.load import load_settings
from editor_tui.settings.schema import Settings

__all__ = ["Settings", "load_settings"]
